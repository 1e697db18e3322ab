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
from yanpei_audit.records import AMOUNTS, DAYS, Activity, Amount, Text, Texts, Yes, meaning_of, value_of
from yanpei_audit.records.kinds import FIELDS, Kinds, Word, spellings_for
from yanpei_audit.scalars import MisreadError
from yanpei_audit.source import Document, Location
from yanpei_audit.suggestions import advice_or_listing
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
    document.report("YA702", span, what=what, text=text, known="", hint=advice_or_listing(text, names))


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
        else:
            found |= _meaning(field, text, document, location)
    return frozenset(found)


def _meaning(field: str, text: str, document: Document, location: Location) -> set[Any]:
    try:
        return {meaning_of(field, text)}
    except MisreadError as error:
        document.report(error.code, document.span(*location), **{"key": key_words(field), **error.values})
        return set()


def _weekdays(texts: Iterable[str], document: Document, location: Location) -> frozenset[int]:
    for text in texts:
        if text not in WEEKDAYS:
            report_unknown(document, location, Words("星期", "weekday"), text, WEEKDAYS)
    return frozenset(WEEKDAYS[text] for text in texts if text in WEEKDAYS)


def _is_one_of(wanted: frozenset[Any]) -> Test:
    return lambda value: not wanted.isdisjoint(value) if isinstance(value, tuple | dict) else value in wanted


def _is_between(low: Decimal | None, high: Decimal | None) -> Test:
    return lambda value: value is not None and (low is None or value >= low) and (high is None or value <= high)


def _is_on(weekdays: frozenset[int]) -> Test:
    return lambda value: isinstance(value, dt.date) and value.weekday() in weekdays


def _check_possible(
    where: Where, matching: frozenset[str] | None, kinds: Kinds, document: Document, location: Location
) -> None:
    """Report the lines that no activity can meet."""
    if matching is not None and not matching and not document.findings:
        document.report("YA703", document.span(*location, "kind"), detail=NO_KIND)
    for field, condition in where.items():
        place = (*location, field)
        if condition == Condition():
            document.report("YA703", document.key_span(*place), detail=EMPTY)
        if field == "record" and (condition.any_of or condition.none_of):
            document.report("YA703", document.span(*place), detail=ONLY_PRESENT.format(key=key_words(field)))
        if condition.at_least is not None and condition.at_most is not None and condition.at_least > condition.at_most:
            document.report("YA703", document.span(*place, "at_least"), detail=CROSSED)
        if (condition.at_least is not None or condition.at_most is not None) and field not in AMOUNTS:
            report_unknown(document, place, Words("数量栏目", "field with a number"), field, AMOUNTS, key=True)
        if condition.weekday and field not in DAYS:
            report_unknown(document, place, Words("日期栏目", "field with a date"), field, DAYS, key=True)
        if field != "kind":
            _check_words(field, condition, matching, kinds, document, place)


def _check_words(
    field: str, condition: Condition, matching: frozenset[str] | None, kinds: Kinds, document: Document, place: Location
) -> None:
    """Report wanted words that are all unwanted too, or that the kinds themselves rule out."""
    wanted, unwanted = (
        {word.name if (word := kinds.word(field, text)) else text for text in texts}
        for texts in (condition.any_of, condition.none_of)
    )
    if wanted and wanted <= unwanted:
        document.report("YA703", document.span(*place), detail=CONTRADICTION)
    decided = {kinds.kinds[name].sets.get(field) for name in matching or ()}
    if not decided or None in decided:
        return
    if (wanted and wanted.isdisjoint(decided)) or decided <= unwanted:
        words = "、".join(sorted(map(str, decided)))
        document.report("YA703", document.span(*place), detail=DECIDED.format(key=key_words(field), words=words))


NO_KIND = Words("没有剩下任何类型", "no kind is left")
ONLY_PRESENT = Words("“{key}”只能问有没有（present: 是）", "of '{key}' only present can be asked")
EMPTY = Words("没有写要什么", "it says nothing")
CROSSED = Words("下限大于上限", "the lower bound is above the upper one")
CONTRADICTION = Words("要的词同时也不要", "the same words are wanted and unwanted")
DECIDED = Words("这类活动的{key}只会是“{words}”", "{key} of these kinds is always '{words}'")
