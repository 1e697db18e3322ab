"""`听课=5` or `听课 节数=2 学校=城关一小`: activities that are supposed, as the command line writes them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from yanpei_audit.calendar import ONE_DAY
from yanpei_audit.checks.activities import mark_repeated
from yanpei_audit.cohort import report_unknown_schools
from yanpei_audit.findings import Finding
from yanpei_audit.glossary import KEY_NAMES
from yanpei_audit.planning.activities import Fields, neutral, read_activities
from yanpei_audit.records import AMOUNTS, DAYS, Entry, Person
from yanpei_audit.records.kinds import Kind, Kinds
from yanpei_audit.rules import ReadyRule
from yanpei_audit.rules.measures.counting import Total
from yanpei_audit.rules.measures.days import InDays
from yanpei_audit.rules.rulebook import Rulebook
from yanpei_audit.scalars import read_number

MOST_COPIES, MOST_DAYS = 60, 400
NOT_WRITTEN, ONE_OF_SEVERAL, NAME = "（未写）", "假设 {number}", "--add"
IN_ACTIVITIES, IN_DAYS = "activities", "days"
INSIDE = "记录", "record"


class NotAnAdditionError(ValueError):
    """A text that does not have the form of an addition."""


class Added(NamedTuple):
    """What an addition means: its activities, and the fields that it did not write and that were filled in.

    With an error among the findings there are no entries.
    """

    entries: tuple[Entry, ...]
    filled: Mapping[str, str]
    findings: tuple[Finding, ...]


def read_addition(text: str, number: int, book: Rulebook, as_of: dt.date) -> Added:
    """Read an addition, the one of a number, as the record would be; without a day it is on the as-of day.

    Raises `NotAnAdditionError` for what is no addition, and `MisreadError` for a number of activities that is none.
    """
    name, amount, given = _parts(text)
    kind = book.kinds.kind(name)
    fields: list[tuple[str, object]] = [("类型", name), *given]
    copies = 1
    if kind is not None:
        unit = counted_in(kind, book.rules) if amount else ""
        if unit in AMOUNTS:
            fields.append((unit, amount))
        elif unit:
            most = MOST_DAYS if unit == IN_DAYS else MOST_COPIES
            copies = int(read_number(amount, most, whole=True))
        if unit == IN_DAYS:
            first = as_of - (copies - 1) * ONE_DAY
            fields += [("from", first.isoformat()), ("to", as_of.isoformat())]
            copies = 1
    if not _names(fields) & set(DAYS):
        fields.append(("date", as_of.isoformat()))
    filled = dict(_missing(kind, fields, book.kinds, book.rules)) if kind else {}
    fields += filled.items()
    return _read(fields, copies, number, filled, book)


def _parts(text: str) -> tuple[str, str, list[tuple[str, object]]]:
    """Part an addition into the kind, the amount behind it, and its fields; a blank may stand within a value."""
    words: list[str] = []
    for word in text.replace("＝", "=").split():
        if words and "=" not in word:
            words[-1] += f" {word}"
        else:
            words.append(word)
    name, equals, amount = words[0].partition("=") if words else ("", "", "")
    if not name or (equals and not amount):
        raise NotAnAdditionError(text)
    given: list[tuple[str, object]] = []
    items: dict[str, str] = {}
    for word in words[1:]:
        field, _equals, value = word.partition("=")
        around, _dot, item = field.partition(".")
        if around in INSIDE and item:
            items[item] = value
        else:
            given.append((field, value))
    return name, amount, [*given, *([(INSIDE[0], items)] if items else [])]


def counted_in(kind: Kind, rules: Sequence[ReadyRule]) -> str:
    """Say what the number of a kind is one of: an amount that its entry has, or that which a rule measures of it."""
    for field in AMOUNTS:
        if field in kind.requires or field in kind.defaults:
            return field
    for rule in rules:
        measure = rule.measure
        of_kind = any(kind.name in (selector.kinds or ()) for selector in measure.selectors.values())
        if of_kind and isinstance(measure, Total):
            return measure.total
        if of_kind and isinstance(measure, InDays):
            return IN_DAYS
    return IN_ACTIVITIES


def _names(fields: Fields) -> set[str]:
    return {KEY_NAMES.get(key, key) for key, _value in fields}


def _missing(kind: Kind, fields: Fields, kinds: Kinds, rules: Sequence[ReadyRule]) -> list[tuple[str, str]]:
    """Fill in what a kind asks for, but amounts, which are never neutral."""
    wanted = [KEY_NAMES.get(field, field) for field in kind.requires]
    return [
        (field, neutral(field, kinds, rules, NOT_WRITTEN))
        for field in wanted
        if field not in _names(fields) and field not in AMOUNTS
    ]


def _read(fields: Fields, copies: int, number: int, filled: Mapping[str, str], book: Rulebook) -> Added:
    notes = [[("note", ONE_OF_SEVERAL.format(number=one))] for one in range(1, copies + 1)] if copies > 1 else [[]]
    read = read_activities([[*fields, *note] for note in notes], book.kinds, book.registry, NAME)
    if "school" not in filled:
        schools = {entry.activity.school: place for place, entry in enumerate(read.entries) if entry.activity.school}
        report_unknown_schools(read.document, schools, book.registry)
    entries = tuple(entry._replace(line=number, column=one) for one, entry in enumerate(read.entries, 1))
    return Added(entries, filled, tuple(read.findings))


def repeated_additions(person: Person, added: Sequence[Added]) -> list[Finding]:
    """Find the additions that repeat what the person has entered, or one another: they do not count again."""
    entries = (*person.entries, *(entry for one in added for entry in one.entries))
    _marked, findings = mark_repeated(person._replace(entries=entries))
    return [one for one in findings if NAME in (one.span.path, *(related.span.path for related in one.related))]
