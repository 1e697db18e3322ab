"""Conditions made ready: a WHERE → the kinds it can match and tests of its other lines, every name in it looked up."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from functools import partial
from typing import Any

from yanpei_audit.glossary import canonical, comparable, key_words
from yanpei_audit.language import Words
from yanpei_audit.records import Activity, Reader, meaning_of
from yanpei_audit.records.kinds import Kinds, Word, spellings_for
from yanpei_audit.registry import Registry
from yanpei_audit.rules.around import Around
from yanpei_audit.rules.contradictions import check_possible
from yanpei_audit.rules.where import (
    OF_A_PAIR,
    Condition,
    Later,
    Line,
    Selector,
    Test,
    Vocabulary,
    Where,
    known_field,
    read_field,
    report_unknown,
)
from yanpei_audit.scalars import MONTHS, MisreadError
from yanpei_audit.source import Document, Location

MOST_WEEKS = 53
WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            ("周一", "monday"),
            ("周二", "tuesday"),
            ("周三", "wednesday"),
            ("周四", "thursday"),
            ("周五", "friday"),
            ("周六", "saturday"),
            ("周日", "sunday"),
        )
    )
    for name in names
}


def resolve(where: Where, vocabulary: Vocabulary, document: Document, location: Location) -> Selector:
    """Make a WHERE ready, and report every name in it that does not exist and every line that nothing can meet."""
    matching: frozenset[str] | None = None
    lines: list[Line] = []
    later: list[Later] = []
    for written, condition in where.items():
        place = (*location, written)
        field = known_field(document, place, written, vocabulary, key=True)
        if field == "kind":
            matching = _kinds_of(condition, vocabulary.kinds, document, place)
        elif field:
            asked = _with_main_names(condition, vocabulary.registry) if field == "school" else condition
            read = _last_day if field == "date" else read_field(field, vocabulary)
            if tests := list(_tests(field, asked, vocabulary.kinds, document, place)):
                lines.append(Line(field, read, _all_of(tests)))
            later += _later(field, read, condition, vocabulary, document, place)
    check_possible(where, matching, vocabulary, document, location)
    refers = frozenset(condition.within for condition in where.values() if condition.within is not None)
    fields = {canonical(written) for written in where}
    fields |= {OF_A_PAIR} if any(condition.partner for condition in where.values()) else set()
    return Selector(matching, tuple(lines), tuple(later), refers, frozenset(fields))


def _with_main_names(condition: Condition, registry: Registry) -> Condition:
    """Put the names of schools for their other ones, as it is done in records."""
    names = registry.aliases
    renamed = {
        field: tuple(names.get(text, text) for text in getattr(condition, field)) for field in ("any_of", "none_of")
    }
    return condition.model_copy(update=renamed) if names else condition


def kinds_named(texts: Iterable[str], kinds: Kinds, document: Document, location: Location) -> frozenset[str]:
    """Give the kinds that texts name, with those that count as them."""
    found: set[str] = set()
    for text in texts:
        if kind := kinds.kind(text):
            found |= kinds.descendants(kind.name)
        else:
            known = spellings_for(text, kinds.kinds.values())
            report_unknown(document, location, Words("活动类型", "kind"), text, known)
    return frozenset(found)


def _kinds_of(condition: Condition, kinds: Kinds, document: Document, location: Location) -> frozenset[str]:
    everything = frozenset(kind.name for kind in kinds.kinds.values())
    wanted = kinds_named(condition.any_of, kinds, document, location) if condition.any_of else everything
    return wanted - kinds_named(condition.none_of, kinds, document, (*location, "not"))


def _last_day(activity: Activity) -> dt.date | None:
    return activity.date or activity.to


def _all_of(tests: list[Test]) -> Test:
    return tests[0] if len(tests) == 1 else lambda value: all(test(value) for test in tests)


def _tests(field: str, condition: Condition, kinds: Kinds, document: Document, location: Location) -> Iterator[Test]:
    if condition.any_of:
        yield _is_one_of(meanings(field, condition.any_of, kinds, document, location))
    if condition.none_of:
        unwanted = _is_one_of(meanings(field, condition.none_of, kinds, document, (*location, "not")))
        yield lambda value: not unwanted(value)
    if condition.at_least is not None or condition.at_most is not None:
        yield _is_between(condition.at_least, condition.at_most)
    if condition.present is not None:
        yield lambda value: (value not in (None, (), {}, "")) is condition.present
    if condition.weekday:
        weekdays = weekdays_named(condition.weekday, document, (*location, "weekday"))
        yield lambda value: isinstance(value, dt.date) and value.weekday() in weekdays
    if condition.month:
        months = numbers(condition.month, MONTHS, Words("月份", "month"), document, (*location, "month"))
        yield lambda value: isinstance(value, dt.date) and value.month in months


def meanings(field: str, texts: Iterable[str], kinds: Kinds, document: Document, location: Location) -> frozenset[Any]:
    """Give the values that texts stand for in a field, and report those that it does not allow."""
    allowed: Mapping[str, Word] = kinds.values.get(field.rpartition(".")[2] if "." in field else field, {})
    found: set[Any] = set()
    for text in texts:
        if allowed:
            word = kinds.word(field.rpartition(".")[2], text)
            if word is None:
                report_unknown(document, location, key_words(field), text, spellings_for(text, allowed.values()))
            found.add(word.name if word else text)
        else:
            found |= _meaning(field, text, document, location)
    return frozenset(found)


def _meaning(field: str, text: str, document: Document, location: Location) -> set[Any]:
    try:
        return {meaning_of(field, text)}
    except MisreadError as error:
        document.report(error.code, document.span(*location), **{"key": key_words(field), **error.values})
        return set()


def weekdays_named(texts: Iterable[str], document: Document, location: Location) -> frozenset[int]:
    """Give the weekdays that texts name, Monday being 0, and report what is none."""
    for text in texts:
        if text not in WEEKDAYS:
            report_unknown(document, location, Words("星期", "weekday"), text, WEEKDAYS)
    return frozenset(WEEKDAYS[text] for text in texts if text in WEEKDAYS)


def numbers(texts: Iterable[str], most: int, what: Words, document: Document, location: Location) -> frozenset[int]:
    """Read whole numbers from 1 to `most`, and report what is none."""
    found = {int(text) for text in texts if text.isascii() and text.isdigit() and 1 <= int(text) <= most}
    if len(found) < len(set(texts)):
        document.report("YA404", document.span(*location), key=what, wanted=FROM_ONE.format(most=most))
    return frozenset(found)


def _is_one_of(wanted: frozenset[Any]) -> Test:
    return lambda value: not wanted.isdisjoint(value) if isinstance(value, tuple | dict) else value in wanted


def _is_between(low: Decimal | None, high: Decimal | None) -> Test:
    return lambda value: value is not None and (low is None or value >= low) and (high is None or value <= high)


def _later(
    field: str, read: Reader, condition: Condition, vocabulary: Vocabulary, document: Document, location: Location
) -> Iterator[Later]:
    """Give what can only be tested once the person and the period are known."""
    if condition.week:
        weeks = numbers(condition.week, MOST_WEEKS, Words("周次", "week"), document, (*location, "week"))
        yield lambda around: Line(field, read, _is_in_weeks(weeks, around))
    if condition.partner:
        every = condition.partner == "any"
        yield lambda around: Line(field, read, _names(around.all_partners if every else around.partners))
    if condition.within is not None:
        if condition.within not in vocabulary.rules:
            what = Words("规则", "rule")
            report_unknown(document, (*location, "within"), what, condition.within, sorted(vocabulary.rules))
        yield partial(_within, field, read, condition.within)


def week_of(day: dt.date, first: dt.date) -> int:
    """Give the week of a period that a day lies in; week 1 is the one, from Monday on, that holds its `first` day."""
    return (day - first + dt.timedelta(days=first.weekday())).days // 7 + 1


def _is_in_weeks(weeks: frozenset[int], around: Around) -> Test:
    first = around.period.first
    return lambda value: isinstance(value, dt.date) and week_of(value, first) in weeks


def _names(names: frozenset[str]) -> Test:
    folded = frozenset(map(comparable, names))

    def test(value: Any) -> bool:
        texts = value if isinstance(value, tuple) else (value,)
        return any(text is not None and comparable(text) in folded for text in texts)

    return test


def _within(field: str, read: Reader, rule: str, around: Around) -> Line:
    """Ask for a value that the activities of another rule have, or for days that they cover."""
    entries = around.looked_at(rule)
    if field == "date":
        stretches = [(entry.first, entry.last) for entry in entries]
        return Line(
            field, _both_days, lambda days: any(first <= days[0] and days[1] <= last for first, last in stretches)
        )
    values = frozenset(one for entry in entries for one in values_of(read(entry.activity)))
    return Line(field, read, lambda value: not values.isdisjoint(values_of(value)))


def values_of(value: Any) -> set[Any]:
    """Give the values in a field: its items where it holds several, none where it is empty."""
    return set(value) if isinstance(value, tuple | dict) else set() if value is None else {value}


def _both_days(activity: Activity) -> tuple[dt.date | None, dt.date | None]:
    return activity.date or activity.from_, activity.date or activity.to


FROM_ONE = Words("1 到 {most} 的整数", "a whole number from 1 to {most}")
