"""`calendar show`: the terms, weeks and odd days in force, and where each comes from."""

from __future__ import annotations

import datetime as dt
import sys

from yanpei_audit.calendar import FILE_NAME, Calendar, Length, Period
from yanpei_audit.cli.mistakes import known_format
from yanpei_audit.cli.streams import put, say, width_of
from yanpei_audit.cli.subjects import errors_among, say_findings
from yanpei_audit.cli.workplace import Options, survey
from yanpei_audit.exit_codes import ExitCode
from yanpei_audit.findings.catalogue import Severity
from yanpei_audit.report import calendar as pages
from yanpei_audit.report.view import View
from yanpei_audit.rules.rulebook import read_rulebook
from yanpei_audit.settings import FILE_NAME as SETTINGS


def show(options: Options, form: str) -> int:
    """Show the calendar of the period asked for, or of the school year of the day."""
    known_format(form)
    place = survey(options, dt.datetime.now().astimezone().date(), detail=False, needs_records=False)
    view = View(place.language, width_of(sys.stdout), root=place.shown_root)
    book = read_rulebook(place.assignment.rules)
    found = (*place.findings, *book.findings)
    findings = [one for one in found if one.span.path == FILE_NAME]
    findings += [one for one in errors_among(found) if one.span.path == SETTINGS]
    say_findings(findings, view)
    if any(found.severity is Severity.ERROR for found in findings):
        return ExitCode.BAD_RULES
    period, as_of = place.assignment.period, place.assignment.as_of
    if options.period is None:
        period = _school_year(book.calendar, as_of, asked=options.as_of is not None)
    if form == "json":
        put(pages.as_json(book.calendar, period, as_of, view))
    else:
        say(pages.text(book.calendar, period, as_of, view))
    return ExitCode.FINE


def _school_year(calendar: Calendar, as_of: dt.date, *, asked: bool) -> Period:
    """Give the school year of a day; if nobody asked for the day and no term of it is listed, the last that has one."""
    present = calendar.period_of(Length.SCHOOL_YEAR, as_of)
    if asked or not calendar.terms or any(map(calendar.is_listed, calendar.terms_in(present))):
        return present
    return calendar.period_of(Length.SCHOOL_YEAR, calendar.terms[-1].period.first)
