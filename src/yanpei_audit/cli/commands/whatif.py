"""`whatif`: the audit of one person as if, and the smallest additions that comply; nothing is written."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Sequence
from typing import NamedTuple

from yanpei_audit.calendar import Stretch
from yanpei_audit.cli.mistakes import UsageMistakeError, known_format, not_one_of
from yanpei_audit.cli.streams import put, say, width_of
from yanpei_audit.cli.subjects import Found, errors_among, find_people, rules_are_wrong, say_findings
from yanpei_audit.cli.workplace import Options, Workplace, survey
from yanpei_audit.cohort import read_again
from yanpei_audit.exit_codes import ExitCode
from yanpei_audit.findings.catalogue import CODES
from yanpei_audit.glossary import key_words
from yanpei_audit.language import Words
from yanpei_audit.planning import (
    Added,
    Bench,
    NotAnAdditionError,
    changes_between,
    read_addition,
    repeated_additions,
    smallest_additions,
    supposed_registry,
)
from yanpei_audit.records import Person
from yanpei_audit.records.kinds import Kinds, spellings_for
from yanpei_audit.report.view import View
from yanpei_audit.report.whatif import WhatIf, render
from yanpei_audit.report.whatif_json import render_json
from yanpei_audit.rules.rulebook import Rulebook, read_rulebook
from yanpei_audit.scalars import MisreadError, read_day


class Wishes(NamedTuple):
    """What is to be supposed, as the command line writes it."""

    add: tuple[str, ...] = ()
    leave: tuple[str, ...] = ()
    post: tuple[str, ...] = ()


def run(person: str, wishes: Wishes, options: Options, form: str) -> int:
    """Judge whoever has this id or name as if, show what changes, and what is the least that is still needed."""
    known_format(form)
    workplace = survey(options, dt.datetime.now().astimezone().date(), detail=True)
    view = View(workplace.language, width_of(sys.stdout), root=workplace.shown_root)
    as_json = form == "json"
    if rules_are_wrong(workplace, view, error=as_json):
        return ExitCode.BAD_RULES
    try:
        book = read_rulebook(workplace.assignment.rules)
        leaves, roles = [_leave(text) for text in wishes.leave], [_role(text, book.kinds) for text in wishes.post]
        added = [_added(text, number, book, workplace.assignment.as_of) for number, text in enumerate(wishes.add, 1)]
        found = find_people(person, workplace)
        subject = _only_one(person, found)
    except UsageMistakeError as mistake:
        mistake.language = workplace.language
        raise
    subject = _with_activities(subject, workplace)
    findings = [*(one for several in added for one in several.findings), *repeated_additions(subject, added)]
    say_findings(findings, view._replace(root="."), error=as_json)
    say_findings(found.errors, view, error=as_json)
    whatif = _supposed(subject, workplace, book, added, leaves, roles)
    if as_json:
        put(render_json(whatif, view))
    else:
        say(render(whatif, view))
    return ExitCode.INCOMPLETE if found.errors else ExitCode.FINE


def _only_one(person: str, found: Found) -> Person:
    if len(found.people) > 1:
        ids = "、".join(one.person.id for one in found.people)
        raise UsageMistakeError(SEVERAL.format(name=person, ids=ids))
    return found.people[0].person


def _with_activities(person: Person, workplace: Workplace) -> Person:
    paths = {span.path for span in (person.span, *person.other_spans)}
    files = [file for file in workplace.files if file.shown in paths]
    return read_again(person.id, files, workplace.assignment)


def _supposed(
    person: Person,
    workplace: Workplace,
    book: Rulebook,
    added: Sequence[Added],
    leaves: Sequence[Stretch],
    roles: Sequence[str],
) -> WhatIf:
    """Judge as it is and as if, and look for the smallest additions to what is supposed."""
    assignment, circumstances = workplace.assignment, book.circumstances
    period, as_of = assignment.period, assignment.as_of
    before = Bench(person, book.rules, period, as_of, circumstances, book.kinds)
    registry = supposed_registry(book.registry, person, leaves, roles)
    entries = (*person.entries, *(entry for one in added for entry in one.entries))
    bench = Bench(
        person._replace(entries=entries),
        book.rules,
        period,
        as_of,
        circumstances._replace(registry=registry),
        book.kinds,
    )
    rehearsal = read_rulebook(assignment.rules._replace(registry=(), calendar=None, exemptions=None, rehearsal=True))
    changes = changes_between(before.outcomes(), bench.outcomes())
    plan = smallest_additions(bench, rehearsal)
    rules = {rule.id: rule for rule in book.rules}
    return WhatIf(person, period, as_of, rules, added, leaves, roles, changes, plan)


def _added(text: str, number: int, book: Rulebook, as_of: dt.date) -> Added:
    try:
        added = read_addition(text, number, book, as_of)
    except NotAnAdditionError:
        raise UsageMistakeError(NO_ADDITION.format(text=text)) from None
    except MisreadError as error:
        raise _misread("--add", text, error) from None
    for wrong in errors_among(added.findings):
        raise UsageMistakeError(WRONG.format(option="--add", text=text, message=wrong.message, hint=wrong.hint))
    return added


def _leave(text: str) -> Stretch:
    first, dots, last = text.partition("..")
    if not dots:
        raise UsageMistakeError(NO_STRETCH.format(text=text))
    try:
        days = Stretch(read_day(first), read_day(last))
    except MisreadError as error:
        raise _misread("--leave", text, error) from None
    if days.last < days.first:
        raise UsageMistakeError(REVERSED.format(text=text))
    return days


def _role(text: str, kinds: Kinds) -> str:
    if (word := kinds.role(text)) is not None:
        return word.name
    raise not_one_of(Words("岗位里", "The roles"), text, spellings_for(text, kinds.roles.values()))


def _misread(option: str, text: str, error: MisreadError) -> UsageMistakeError:
    entry, values = CODES[error.code], {"key": key_words("date"), **error.values}
    words = WRONG.format(
        option=option, text=text, message=entry.message.format(**values), hint=entry.hint.format(**values)
    )
    return UsageMistakeError(words)


WRONG = Words("{option} {text}：{message}；{hint}", "{option} {text}: {message}. {hint}")
NO_ADDITION = Words(
    "--add {text}：要写成 听课=5，或“听课 节数=2 学校=某校 日期=2025-12-03”",
    "--add {text}: write observation=5, or 'observation lessons=2 school=X date=2025-12-03'",
)
NO_STRETCH = Words(
    "--leave {text}：要写成 起..止，例如 2025-11-01..2025-12-15",
    "--leave {text}: write FROM..TO, such as 2025-11-01..2025-12-15",
)
REVERSED = Words("--leave {text}：止日早于起日", "--leave {text}: it ends before it begins")
SEVERAL = Words("“{name}”不止一人，请写编号：{ids}", "'{name}' is more than one person, write an id: {ids}")
