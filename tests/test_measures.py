"""The arithmetic of every measure: whatever the activities and their order, the number is what counting by hand gives."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from functools import cache
from math import prod
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter
from pydantic_core import PydanticCustomError

from yanpei_audit.records import Activity, Entry, reader_of
from yanpei_audit.records.kinds import Kinds
from yanpei_audit.registry import EMPTY
from yanpei_audit.rules.measures import AnyMeasure, Around, Measure, Tally, Window
from yanpei_audit.rules.measures.table import MEASURES, measure_class
from yanpei_audit.rules.rulebook import RuleFiles, read_rulebook, shipped_kinds
from yanpei_audit.rules.where import Vocabulary
from yanpei_audit.settings import FileText
from yanpei_audit.source import Document

ONE_DAY = dt.timedelta(days=1)
TERM = Window(dt.date(2025, 9, 1), dt.date(2026, 1, 31))
AROUND = Around(TERM, TERM, TERM.last, lambda _rule: (), lambda _rule: (), lambda _rule: None)
FEW = settings(max_examples=30, deadline=None)

WRITTEN: dict[str, dict[str, Any]] = {
    "count": {"count": {}},
    "total of lessons": {"total": "lessons", "of": {}},
    "total of hours": {"total": "hours", "of": {}},
    "total of words": {"total": "words", "of": {}},
    "days": {"days": {}},
    "distinct schools": {"distinct": "school", "of": {}},
    "distinct days": {"distinct": "date", "of": {}},
    "distinct participants": {"distinct": "participants", "of": {}},
    "share of activities": {"share": {"unannounced": "是"}, "out_of": {}, "if_none": "short"},
    "share of lessons": {"share": {"unannounced": "是"}, "out_of": {}, "of": "lessons", "if_none": "short"},
    "share of hours by kind": {"share": {"kind": "培训"}, "out_of": {}, "of": "hours", "if_none": "not_applicable"},
}
GROWING = [name for name in WRITTEN if not name.startswith("share")]


@cache
def shipped() -> Kinds:
    return read_rulebook(RuleFiles(shipped_kinds(), ())).kinds


@cache
def measure(name: str) -> Measure:
    """Build a measure and look up the names in it; a test that wrote a wrong one would measure nothing."""
    built: Measure = TypeAdapter(AnyMeasure).validate_python(WRITTEN[name])
    document = Document("own.yaml")
    built.resolve(Vocabulary(shipped(), EMPTY), document, ())
    if document.findings:
        raise ValueError(document.findings)
    return built


def entry(first: dt.date, last: dt.date, **fields: Any) -> Entry:
    days = {"date": first} if first == last else {"from": first, "to": last}
    texts = {key: value.isoformat() if isinstance(value, dt.date) else value for key, value in days.items()}
    return Entry(Activity.model_validate({"kind": "听课", **texts, **fields}), first, last, "a.yaml", 1, 1)


SCHOOLS = (None, "甲校", "乙校", "丙校")
AMOUNTS = (None, "1", "2", "3", "40")
HOURS = (None, "0.01", "0.5", "1.25", "400")
ANSWERS = (None, "是", "否")
GROUPS = (None, ["甲"], ["甲", "乙"], ["乙", "丙"])
LENGTHS = (0, 0, 0, 1, 6, 30, 60)
SOME_DAYS = st.dates(dt.date(2025, 8, 1), dt.date(2026, 3, 15))
FIELDS: tuple[tuple[str, Sequence[Any]], ...] = (
    ("kind", ("听课", "培训")),
    ("length", LENGTHS),
    ("school", SCHOOLS),
    ("lessons", AMOUNTS),
    ("words", AMOUNTS),
    ("hours", HOURS),
    ("unannounced", ANSWERS),
    ("participants", GROUPS),
)
CHOICES = st.integers(0, prod(len(values) for _name, values in FIELDS) - 1)


def chosen(first: dt.date, choice: int) -> Entry:
    """Make the activity that a number stands for; one draw instead of eight keeps these tests quick."""
    fields: dict[str, Any] = {}
    for name, values in FIELDS:
        choice, place = divmod(choice, len(values))
        fields[name] = values[place]
    last = first + fields.pop("length") * ONE_DAY
    return entry(first, last, **{name: value for name, value in fields.items() if value is not None})


AN_ENTRY = st.builds(chosen, SOME_DAYS, CHOICES)
ENTRIES = st.lists(AN_ENTRY, max_size=7)
NAMES = st.sampled_from(list(WRITTEN))


def tallied(name: str, entries: Sequence[Entry], window: Window = TERM) -> Tally:
    """Measure those of the entries that fall in a window, as an audit does."""
    how = measure(name)
    return how.tally([one for one in entries if how.falls_in(one, window)], window, AROUND)


def number(name: str, entries: Sequence[Entry]) -> Fraction | None:
    return tallied(name, entries).number


def days_of(one: Entry, window: Window) -> set[dt.date]:
    days = (one.last - one.first).days + 1
    return {one.first + count * ONE_DAY for count in range(days)} & {
        window.first + count * ONE_DAY for count in range((window.last - window.first).days + 1)
    }


# By hand ---------------------------------------------------------------------------------------------------------


@FEW
@given(ENTRIES)
def test_count_is_how_many_activities_end_in_the_window(entries: list[Entry]) -> None:
    by_hand = sum(1 for one in entries if TERM.first <= one.last <= TERM.last)

    assert number("count", entries) == by_hand


@FEW
@given(ENTRIES, st.sampled_from(["lessons", "hours", "words"]))
def test_total_is_the_exact_sum_of_what_is_stated(entries: list[Entry], field: str) -> None:
    stated = [getattr(one.activity, field) for one in entries if TERM.first <= one.last <= TERM.last]

    assert number(f"total of {field}", entries) == sum(Fraction(amount) for amount in stated if amount is not None)


@FEW
@given(ENTRIES)
def test_days_are_the_union_of_the_intervals_clipped_to_the_window(entries: list[Entry]) -> None:
    union = set().union(*(days_of(one, TERM) for one in entries))

    assert number("days", entries) == len(union)


@FEW
@given(ENTRIES, st.dates(TERM.first, TERM.last), st.integers(0, 90))
def test_days_are_clipped_to_a_window_of_any_place_and_size(entries: list[Entry], first: dt.date, days: int) -> None:
    window = Window(first, first + days * ONE_DAY)
    union = set().union(*(days_of(one, window) for one in entries))

    assert tallied("days", entries, window).number == len(union)


@pytest.mark.parametrize(
    ("intervals", "days"),
    [
        ([], 0),
        ([("2025-09-01", "2025-09-01")], 1),
        ([("2025-09-01", "2025-09-30")], 30),
        ([("2025-09-01", "2025-09-10"), ("2025-09-10", "2025-09-20")], 20),
        ([("2025-09-01", "2025-09-10"), ("2025-09-11", "2025-09-20")], 20),
        ([("2025-09-01", "2025-09-10"), ("2025-09-12", "2025-09-20")], 19),
        ([("2025-09-01", "2025-09-30"), ("2025-09-05", "2025-09-06")], 30),
        ([("2025-09-05", "2025-09-06"), ("2025-09-05", "2025-09-06")], 2),
        ([("2025-08-01", "2025-09-01")], 1),
        ([("2026-01-31", "2026-03-31")], 1),
        ([("2025-08-01", "2026-03-31")], 153),
        ([("2025-08-01", "2025-08-31"), ("2026-02-01", "2026-02-02")], 0),
    ],
)
def test_days_at_the_edges(intervals: list[tuple[str, str]], days: int) -> None:
    entries = [entry(dt.date.fromisoformat(first), dt.date.fromisoformat(last)) for first, last in intervals]

    assert number("days", entries) == days


@FEW
@given(ENTRIES)
def test_distinct_is_the_size_of_the_set_of_values(entries: list[Entry]) -> None:
    schools = {one.activity.school for one in entries if days_of(one, TERM)} - {None}

    assert number("distinct schools", entries) == len(schools)


@FEW
@given(ENTRIES)
def test_every_item_of_a_list_is_a_value_to_distinct(entries: list[Entry]) -> None:
    people = {name for one in entries if days_of(one, TERM) for name in one.activity.participants}

    assert number("distinct participants", entries) == len(people)


@FEW
@given(ENTRIES)
def test_a_share_is_the_part_of_the_whole_in_per_cent(entries: list[Entry]) -> None:
    whole = [one.activity for one in entries if TERM.first <= one.last <= TERM.last]
    lessons = sum(Fraction(one.lessons or 0) for one in whole)
    part = sum(Fraction(one.lessons or 0) for one in whole if one.unannounced)
    hours = sum(Fraction(one.hours or 0) for one in whole)
    trained = sum(Fraction(one.hours or 0) for one in whole if one.kind == "培训")
    by_hand = [
        Fraction(100 * sum(1 for one in whole if one.unannounced), len(whole)) if whole else None,
        100 * part / lessons if lessons else None,
        100 * trained / hours if hours else None,
    ]

    assert [number(name, entries) for name in WRITTEN if name.startswith("share")] == by_hand


@pytest.mark.parametrize("name", [name for name in WRITTEN if name.startswith("share")])
def test_a_share_of_nothing_is_no_number(name: str) -> None:
    bare = entry(dt.date(2025, 9, 9), dt.date(2025, 9, 9), unannounced="是")
    results = [number(name, entries) for entries in ([], [bare])]

    assert results == [None, Fraction(100) if name == "share of activities" else None]


@pytest.mark.parametrize(
    ("parts", "whole", "share"),
    [
        (1, 2, Fraction(50)),
        (1, 3, Fraction(100, 3)),
        (2, 3, Fraction(200, 3)),
        (0, 3, Fraction(0)),
        (3, 3, Fraction(100)),
    ],
)
def test_a_share_is_exact(parts: int, whole: int, share: Fraction) -> None:
    day = dt.date(2025, 9, 9)
    entries = [entry(day, day, unannounced="是" if count < parts else "否") for count in range(whole)]

    assert number("share of activities", entries) == share


# Laws ------------------------------------------------------------------------------------------------------------


@FEW
@given(NAMES, ENTRIES, st.randoms(use_true_random=False))
def test_the_order_of_activities_never_matters(name: str, entries: list[Entry], random: Any) -> None:
    shuffled = list(entries)
    random.shuffle(shuffled)
    one, other = tallied(name, entries), tallied(name, shuffled)

    assert (one.number, len(one.counted), len(one.missed)) == (other.number, len(other.counted), len(other.missed))


@FEW
@given(st.sampled_from(GROWING), ENTRIES)
def test_counted_amounts_add_up_to_the_number(name: str, entries: list[Entry]) -> None:
    tally = tallied(name, entries)

    assert tally.number == sum(Fraction(amount) for _entry, amount in tally.counted)


@FEW
@given(ENTRIES)
def test_counted_amounts_of_a_share_add_up_to_its_part(entries: list[Entry]) -> None:
    tally = tallied("share of lessons", entries)
    whole = number("total of lessons", entries)
    part = sum(Fraction(amount) for _entry, amount in tally.counted)

    assert tally.number == (100 * part / whole if whole else None)


@FEW
@given(NAMES, ENTRIES)
def test_every_activity_is_counted_or_missed_and_never_both(name: str, entries: list[Entry]) -> None:
    how = measure(name)
    given_entries = [one for one in entries if how.falls_in(one, TERM)]
    tally = how.tally(given_entries, TERM, AROUND)
    told = [id(one) for one, _amount in tally.counted] + [id(missed.entry) for missed in tally.missed]

    assert sorted(told) == sorted(id(one) for one in given_entries)


@FEW
@given(st.sampled_from(GROWING), ENTRIES, AN_ENTRY)
def test_one_more_activity_never_lowers_the_number(name: str, entries: list[Entry], more: Entry) -> None:
    before, after = number(name, entries), number(name, [*entries, more])

    assert [before, after] == sorted([before, after])


@FEW
@given(st.sampled_from([name for name in GROWING if not name.startswith(("days", "distinct"))]), ENTRIES)
def test_the_number_of_two_lists_is_the_sum_of_their_numbers(name: str, entries: list[Entry]) -> None:
    numbers = [number(name, part) for part in (entries, entries[::2], entries[1::2])]

    assert numbers[0] == sum(part for part in numbers[1:] if part is not None)


@FEW
@given(ENTRIES, st.decimals(Decimal("0.02"), Decimal(400), places=2), st.data())
def test_hours_split_over_two_activities_keep_the_total(
    entries: list[Entry], hours: Decimal, data: st.DataObject
) -> None:
    part = Decimal(data.draw(st.integers(1, int(hours * 100) - 1))) / 100
    day = dt.date(2025, 10, 20)
    whole = [entry(day, day, hours=str(hours))]
    split = [entry(day, day, hours=str(part)), entry(day, day, hours=str(hours - part))]

    assert number("total of hours", [*entries, *split]) == number("total of hours", [*entries, *whole])


@FEW
@given(ENTRIES, st.data())
def test_an_interval_split_into_two_keeps_the_days(entries: list[Entry], data: st.DataObject) -> None:
    first = data.draw(SOME_DAYS)
    last = first + data.draw(st.integers(1, 60)) * ONE_DAY
    middle = data.draw(st.dates(first, last - ONE_DAY))
    overlap = data.draw(st.dates(first, middle + ONE_DAY))
    whole, split = [entry(first, last)], [entry(first, middle), entry(overlap, last)]

    assert number("days", [*entries, *split]) == number("days", [*entries, *whole])


@FEW
@given(st.sampled_from(["days", "distinct schools", "distinct days", "distinct participants"]), ENTRIES)
def test_the_same_activities_twice_add_nothing(name: str, entries: list[Entry]) -> None:
    twice = number(name, [*entries, *entries])

    assert twice == number(name, entries)


@FEW
@given(ENTRIES)
def test_no_number_is_negative_and_no_share_is_more_than_all(entries: list[Entry]) -> None:
    found = {name: number(name, entries) or 0 for name in WRITTEN}
    most = {name: 100 if name.startswith("share") else 10**9 for name in WRITTEN}

    assert [name for name in WRITTEN if not 0 <= found[name] <= most[name]] == []


# What a field holds ----------------------------------------------------------------------------------------------

FULL = entry(
    dt.date(2025, 9, 9),
    dt.date(2025, 9, 9),
    school="甲校",
    lessons="2",
    hours="1.5",
    unannounced="是",
    record={"点评": "有"},
    participants=["甲", "乙"],
    evidence=["evidence/a.jpg"],
    slot=["3"],
)
BARE = entry(dt.date(2025, 9, 10), dt.date(2025, 9, 10))
FIELDS_OF_FULL = ["school", "lessons", "hours", "unannounced", "record", "participants", "evidence", "slot"]


def distinct(field: str) -> Measure:
    built: Measure = TypeAdapter(AnyMeasure).validate_python({"distinct": field, "of": {}})
    document = Document("own.yaml")
    built.resolve(Vocabulary(shipped(), EMPTY), document, ())
    return built


@pytest.mark.parametrize("field", FIELDS_OF_FULL)
def test_an_activity_without_the_field_is_not_counted_by_distinct(field: str) -> None:
    tally = distinct(field).tally([BARE], TERM, AROUND)

    assert (tally.number, tally.counted, [(one.entry, one.reason) for one in tally.missed]) == (
        0,
        [],
        [(BARE, "no_amount")],
    )


@pytest.mark.parametrize("field", ["school", "lessons", "hours", "unannounced", "date", "kind"])
def test_equal_values_of_any_field_are_one_to_distinct(field: str) -> None:
    tally = distinct(field).tally([FULL, FULL], TERM, AROUND)

    assert (tally.number, [amount for _entry, amount in tally.counted]) == (1, [1, 0])


@pytest.mark.parametrize("field", FIELDS_OF_FULL)
def test_the_fields_of_the_full_activity_are_written_and_those_of_the_bare_one_are_not(field: str) -> None:
    written = [reader_of(field)(one.activity) not in (None, ()) for one in (FULL, BARE)]

    assert written == [True, False]


# Bounds ----------------------------------------------------------------------------------------------------------

BOUNDS: dict[tuple[str, str], Fraction] = {
    ("count", "4"): Fraction(4),
    ("count", "0.5"): Fraction(1, 2),
    ("total of hours", "72"): Fraction(72),
    ("total of hours", "47.55"): Fraction(4755, 100),
    ("total of words", "20000"): Fraction(20000),
    ("days", "1 day"): Fraction(1),
    ("days", "30 days"): Fraction(30),
    ("days", "30天"): Fraction(30),
    ("days", "4 weeks"): Fraction(28),
    ("days", "4 周"): Fraction(28),
    ("days", "1 week"): Fraction(7),
    ("days", "1 month"): Fraction(30),
    ("days", "2 months"): Fraction(60),
    ("days", "1 个月"): Fraction(30),
    ("days", "1个月"): Fraction(30),
    ("distinct schools", "3"): Fraction(3),
    ("share of activities", "50 %"): Fraction(50),
    ("share of activities", "50%"): Fraction(50),
    ("share of activities", "33.33 %"): Fraction(3333, 100),
    ("share of activities", "0 %"): Fraction(0),
    ("share of activities", "100 %"): Fraction(100),
}


@pytest.mark.parametrize(("name", "text"), BOUNDS)
def test_a_bound_is_read_in_the_unit_of_its_measure(name: str, text: str) -> None:
    bound = measure(name).read_bound(text)

    assert bound == BOUNDS[name, text]


@pytest.mark.parametrize(
    ("name", "text", "example"),
    [
        ("count", "four", "40"),
        ("count", "-1", "40"),
        ("count", "4 次", "40"),
        ("count", "1e2", "40"),
        ("count", "٤", "40"),
        ("count", "1/2", "40"),
        ("total of hours", "72.555", "40"),
        ("days", "30", "1 month"),
        ("days", "1 year", "1 month"),
        ("days", "1.5 months", "1 month"),
        ("days", "a month", "1 month"),
        ("share of activities", "50", "50 %"),
        ("share of activities", "0.5", "50 %"),
        ("share of activities", "100.01 %", "50 %"),
        ("share of activities", "101 %", "50 %"),
        ("share of activities", "-5 %", "50 %"),
    ],
)
def test_a_bound_of_another_form_is_refused_with_an_example(name: str, text: str, example: str) -> None:
    with pytest.raises(PydanticCustomError) as caught:
        measure(name).read_bound(text)

    assert (caught.value.type, (caught.value.context or {})["example"]) == ("YA404", example)


# Manuals ---------------------------------------------------------------------------------------------------------

EXAMPLE = re.compile(r"`measure: (\{.*\})`")
EXAMPLE_BOUNDS = {
    **dict.fromkeys(("covers", "any_of", "all_of", "attested"), "1"),
    "longest_run": "1 week",
    "days": "1 month",
    "share": "50 %",
}


@pytest.mark.parametrize("name", MEASURES)
def test_the_example_in_the_manual_of_a_measure_loads(name: str) -> None:
    examples = EXAMPLE.findall(measure_class(name).__doc__ or "")
    rules = "".join(
        f"  - {{id: rule-{number}, title: 例, measure: {example}, "
        f"at_least: {EXAMPLE_BOUNDS.get(name, '4')}, source: S1}}\n"
        for number, example in enumerate(examples)
    )
    pack = (
        "pack: own\ntitle: 例\neffective: {from: 2023-09-01}\nsource: {document: 某文}\n"
        f"applies_to: everyone\nperiod: term\nrules:\n{rules}"
    )
    book = read_rulebook(RuleFiles(shipped_kinds(), (FileText("own.yaml", pack.encode()),)))

    assert (book.findings, [type(rule.measure) for rule in book.rules]) == ((), [measure_class(name)])
