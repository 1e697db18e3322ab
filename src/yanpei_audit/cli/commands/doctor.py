"""`doctor`: what is installed, in which encodings, where settings come from, what lies where, what is not kept up."""

from __future__ import annotations

import datetime as dt
import os
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from yanpei_audit.checkup import Checkup
from yanpei_audit.checkup.encodings import Encodings, Stream, encodings_in_use
from yanpei_audit.checkup.folders import record_folders, working_folder
from yanpei_audit.checkup.office_files import office_files
from yanpei_audit.checkup.origins import Asked, Time, Written, settings_in_force
from yanpei_audit.checkup.passed_over import passed_over
from yanpei_audit.checkup.program import installed
from yanpei_audit.checkup.result import Pinned
from yanpei_audit.checkup.upkeep import upkeep_of
from yanpei_audit.cli.commands.git_of_records import git_of_records
from yanpei_audit.cli.inputs import existing, settings_file
from yanpei_audit.cli.mistakes import UsageMistakeError
from yanpei_audit.cli.running import audit
from yanpei_audit.cli.streams import say, width_of
from yanpei_audit.cli.workplace import Options, Workplace, day_of_option, survey
from yanpei_audit.exit_codes import ExitCode
from yanpei_audit.findings import Area
from yanpei_audit.findings.catalogue import Severity
from yanpei_audit.language import LANGUAGE_VARIABLE, Words
from yanpei_audit.report.checkup import render
from yanpei_audit.report.view import View
from yanpei_audit.rules.rulebook import read_rulebook
from yanpei_audit.settings import FILE_NAME, find_working_folder, read_settings
from yanpei_audit.source import resolved

MOST_WEEKS, MOST_DIGITS = 520, 4
DEFAULT_WEEKS = 4


def run(options: Options, weeks: str | None) -> int:
    """Look at everything, say it, and give the exit code."""
    number = _weeks(weeks)
    streams = _stream("stdout", sys.stdout), _stream("stderr", sys.stderr)
    encodings = encodings_in_use(streams, width_of(sys.stdout), os.environ)
    today = dt.datetime.now().astimezone().date()
    place = survey(options, today, detail=False, needs_records=False)
    checkup = _looked_at(options, place, encodings, today, number)
    say(render(checkup, View(place.language, encodings.width, root=place.shown_root)))
    if checkup.rules_are_wrong:
        return ExitCode.BAD_RULES
    return ExitCode.INCOMPLETE if checkup.findings[Severity.ERROR] or not checkup.records else ExitCode.FINE


def _stream(name: str, stream: TextIO) -> Stream:
    return Stream(name, stream.encoding or "utf-8", stream.isatty())


def _looked_at(options: Options, place: Workplace, encodings: Encodings, today: dt.date, weeks: int) -> Checkup:
    file = settings_file(place.root)
    written = Written(*read_settings(file.text))
    day = _present(options, written, today)
    result = audit(_kept_on(place, day), None, show_progress=True)
    book = read_rulebook(place.assignment.rules)
    wrong = [one for one in result.findings if one.severity is Severity.ERROR and one.area is Area.RULES]
    time = Time(place.assignment.period, place.assignment.as_of, book.calendar, today)
    asked = Asked(options.paths, options.as_of, options.lang, os.environ.get(LANGUAGE_VARIABLE, ""))
    return Checkup(
        today,
        options.paths,
        installed(),
        git_of_records(place.root, place.files),
        encodings,
        working_folder(place.root, Path.cwd().resolve(), has_settings=_has_settings(place.root)),
        settings_in_force(written, asked, time, place.language),
        file.text is not None,
        tuple(found for found in wrong if found.span.path == FILE_NAME),
        tuple(_pinned(options, written, time)),
        record_folders(place.files, result.people if book.whole else None),
        passed_over(_starts(options, place), place.root),
        office_files(place.root, book, place.assignment.rules.packs, result.findings, time, place.language),
        Counter(found.severity for found in result.findings),
        bool(wrong),
        upkeep_of(result.people, book.registry, book.calendar, day, weeks) if book.whole else None,
    )


def _weeks(text: str | None) -> int:
    if text is None:
        return DEFAULT_WEEKS
    if not (text.isascii() and text.isdigit() and len(text) < MOST_DIGITS and 1 <= int(text) <= MOST_WEEKS):
        raise UsageMistakeError(BAD_WEEKS.format(most=MOST_WEEKS))
    return int(text)


def _present(options: Options, written: Written, today: dt.date) -> dt.date:
    """Give the day as of which records are to be kept up; a period that is over does not hold it back."""
    if options.as_of is not None:
        return day_of_option(options.as_of, "--as-of")
    return written.settings.as_of or today


def _kept_on(place: Workplace, day: dt.date) -> Workplace:
    """Let the audit say how far records are kept; where nothing names the records, having none is no mistake."""
    findings = tuple(found for found in place.findings if found.span.path)
    return place._replace(assignment=place.assignment._replace(kept_on=day), findings=findings)


def _has_settings(root: Path) -> bool:
    return find_working_folder(root) == root


def _starts(options: Options, place: Workplace) -> list[Path]:
    """Give the places in which records were looked for."""
    starts = [existing(path) for path in options.paths]
    if starts and not (_has_settings(place.root) and starts == [place.root]):
        return starts
    inside = [place.root / path for path in place.records if resolved(place.root / path).is_relative_to(place.root)]
    return [path for path in inside if os.path.lexists(path)]


def _pinned(options: Options, written: Written, time: Time) -> Iterator[Pinned]:
    """Give what yanpei.yaml fixes in the past."""
    settings = written.settings
    if settings.period is not None and time.calendar.dated(settings.period).last < time.today:
        yield Pinned("period", written.place_of("period"))
    if settings.as_of is not None and options.as_of is None and settings.as_of < time.today:
        yield Pinned("as_of", written.place_of("as_of"))


BAD_WEEKS = Words("--weeks 要写 1 到 {most} 的整数", "--weeks wants a whole number from 1 to {most}")
