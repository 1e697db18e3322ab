"""WHERE: which activities a measure looks at, as a mapping whose lines must all hold.

A line is ``field: value``, ``field: [any, of]``, or ``field:`` with any of ``at_least``, ``at_most``, ``not``,
``present`` and ``weekday`` below it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import Any, NamedTuple

from pydantic import Field, model_validator

from yanpei_audit.glossary import key_words
from yanpei_audit.language import Words
from yanpei_audit.records import AMOUNTS, YES_FIELDS, Activity, Amount, Text, Texts, Yes, value_of
from yanpei_audit.records.kinds import FIELDS, Kinds, Word, spellings_for
from yanpei_audit.scalars import MisreadError, read_yes
from yanpei_audit.source import Document, Location
from yanpei_audit.suggestions import advice, listing
from yanpei_audit.validation import Written

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

Test = Callable[[Any], bool]


class Condition(Written):
    """What one field of an activity must be."""

    any_of: Texts = ()
    none_of: Texts = Field((), alias="not")
    at_least: Amount | None = None
    at_most: Amount | None = None
    present: Yes | None = None
    weekday: Texts = ()

    @model_validator(mode="before")
    @classmethod
    def _short_form(cls, written: object) -> object:
        return written if isinstance(written, dict) else {"any_of": written}


# The lines of one WHERE, as written.
Where = dict[Text, Condition]


class Selector(NamedTuple):
    """A WHERE made ready: the kinds it can match (None: any) and a test for each of its other lines."""

    kinds: frozenset[str] | None
    tests: tuple[tuple[str, Test], ...]

    def mismatch(self, activity: Activity) -> str:
        """Give the first field that keeps an activity of one of the kinds out, or nothing where it is selected."""
        for field, test in self.tests:
            if not test(value_of(activity, field)):
                return field
        return ""


def resolve(where: Where, kinds: Kinds, document: Document, location: Location) -> Selector:
    """Make a WHERE ready, and report every name in it that does not exist and every line that nothing can meet."""
    matching: frozenset[str] | None = None
    tests = []
    for field, condition in where.items():
        place = (*location, field)
        if field not in FIELDS:
            report_unknown(document, place, Words("栏目", "field"), field, FIELDS, key=True)
        elif field == "kind":
            matching = _kinds_of(condition, kinds, document, place)
        else:
            tests.append((field, _test(field, condition, kinds, document, place)))
    _check_possible(where, matching, kinds, document, location)
    return Selector(matching, tuple(tests))


def report_unknown(
    document: Document, location: Location, what: Words, text: str, known: Iterable[str], *, key: bool = False
) -> None:
    """Report a name in a rule that nothing has, with the nearest one that exists."""
    names = list(known)
    span = document.key_span(*location) if key else document.span(*location)
    otherwise = Words("可以写：{known}", "Known: {known}").format(known=listing(names))
    document.report("YA702", span, what=what, text=text, known="", hint=advice(text, names, otherwise))


def _kinds_of(condition: Condition, kinds: Kinds, document: Document, location: Location) -> frozenset[str]:
    def named(texts: Iterable[str]) -> frozenset[str]:
        found: set[str] = set()
        for text in texts:
            if kind := kinds.kind(text):
                found |= kinds.descendants(kind.name)
            else:
                report_unknown(
                    document, location, Words("活动类型", "kind"), text, spellings_for(text, kinds.kinds.values())
                )
        return frozenset(found)

    wanted = named(condition.any_of) if condition.any_of else frozenset(kind.name for kind in kinds.kinds.values())
    return wanted - named(condition.none_of)


def _test(field: str, condition: Condition, kinds: Kinds, document: Document, location: Location) -> Test:
    tests: list[Test] = []
    if condition.any_of:
        tests.append(_is_one_of(_meanings(field, condition.any_of, kinds, document, location)))
    if condition.none_of:
        unwanted = _is_one_of(_meanings(field, condition.none_of, kinds, document, (*location, "not")))
        tests.append(lambda value: not unwanted(value))
    if condition.at_least is not None or condition.at_most is not None:
        tests.append(_is_between(condition.at_least, condition.at_most))
    if condition.present is not None:
        tests.append(lambda value: (value not in (None, (), {})) is condition.present)
    if condition.weekday:
        tests.append(_is_on(_weekdays(condition.weekday, document, (*location, "weekday"))))
    return tests[0] if len(tests) == 1 else lambda value: all(test(value) for test in tests)


def _meanings(field: str, texts: Iterable[str], kinds: Kinds, document: Document, location: Location) -> frozenset[Any]:
    allowed: Mapping[str, Word] = kinds.values.get(field, {})
    found: set[Any] = set()
    for text in texts:
        if allowed:
            word = kinds.word(field, text)
            if word is None:
                report_unknown(document, location, key_words(field), text, spellings_for(text, allowed.values()))
            found.add(word.name if word else text)
        elif field in YES_FIELDS:
            found.add(_yes(text, document, location))
        else:
            found.add(text)
    return frozenset(found)


def _yes(text: str, document: Document, location: Location) -> bool | None:
    try:
        return read_yes(text)
    except MisreadError:
        report_unknown(document, location, Words("值", "value"), text, ("是", "否"))
        return None


def _weekdays(texts: Iterable[str], document: Document, location: Location) -> frozenset[int]:
    for text in texts:
        if text not in WEEKDAYS:
            report_unknown(document, location, Words("星期", "weekday"), text, WEEKDAYS)
    return frozenset(WEEKDAYS[text] for text in texts if text in WEEKDAYS)


def _is_one_of(wanted: frozenset[Any]) -> Test:
    return lambda value: not wanted.isdisjoint(value) if isinstance(value, tuple) else value in wanted


def _is_between(low: Decimal | None, high: Decimal | None) -> Test:
    return lambda value: value is not None and (low is None or value >= low) and (high is None or value <= high)


def _is_on(weekdays: frozenset[int]) -> Test:
    return lambda value: isinstance(value, dt.date) and value.weekday() in weekdays


def _check_possible(
    where: Where, matching: frozenset[str] | None, kinds: Kinds, document: Document, location: Location
) -> None:
    """Report the lines that no activity can meet: a kind left out, bounds crossed, a word that the kinds rule out."""
    if matching is not None and not matching and not document.findings:
        document.report("YA703", document.span(*location, "kind"), detail=Words("没有剩下任何类型", "no kind is left"))
    for field, condition in where.items():
        place = (*location, field)
        if (condition.at_least is not None or condition.at_most is not None) and field not in AMOUNTS:
            names = tuple(AMOUNTS)
            report_unknown(document, place, Words("数量栏目", "field with a number"), field, names, key=True)
        if condition.at_least is not None and condition.at_most is not None and condition.at_least > condition.at_most:
            detail = Words("下限大于上限", "the lower bound is above the upper one")
            document.report("YA703", document.span(*place, "at_least"), detail=detail)
        decided = {kinds.kinds[name].sets.get(field) for name in matching or ()}
        wanted = {word.name if (word := kinds.word(field, text)) else text for text in condition.any_of}
        if wanted and decided and None not in decided and wanted.isdisjoint(decided):
            detail = Words(
                f"这类活动的{key_words(field).zh}只会是“{'、'.join(sorted(map(str, decided)))}”",
                f"{field} of these kinds is always {', '.join(sorted(map(str, decided)))}",
            )
            document.report("YA703", document.span(*place), detail=detail)
