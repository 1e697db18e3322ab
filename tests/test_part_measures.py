"""The arithmetic of the newer measures: wholes and their parts, windows, order, caps, people, statements, judgements."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from functools import cache
from itertools import pairwise
from math import prod
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError
from pydantic_core import PydanticCustomError

from yanpei_audit.audit.sorting import by_day
from yanpei_audit.records import Activity, Entry
from yanpei_audit.records.kinds import Kinds
from yanpei_audit.registry import Member, Registry, School
from yanpei_audit.rules.measures import AnyMeasure, Around, Measure, PerCent, Tally, Window
from yanpei_audit.rules.measures.table import MEASURES, measure_class
from yanpei_audit.rules.rulebook import RuleFiles, read_rulebook, shipped_kinds
from yanpei_audit.rules.where import Vocabulary
from yanpei_audit.source import Document

pytestmark = pytest.mark.unmeasured

ONE_DAY = dt.timedelta(days=1)
TERM = Window(dt.date(2025, 9, 1), dt.date(2026, 1, 31))
A_MEASURE: TypeAdapter[Measure] = TypeAdapter(AnyMeasure)
FEW = settings(max_examples=30, deadline=None)
LEAST = {"quota": Fraction(8), "none": None}
REGISTRY = Registry(
    people={
        one.id: one
        for one in (
            Member(id="P1", name="甲", roles=("骨干教师",), unit="甲校"),
            Member(id="P2", name="乙", roles=("骨干教师", "名师"), unit="乙校"),
            Member(id="P3", name="丙", roles=("教研员",), unit="甲校"),
        )
    },
    schools={
        one.name: one
        for one in (
            School(name="甲校", area="城区"),
            School(name="乙校", area="农村"),
            School(name="丙校", area="农村", stage="小学"),
        )
    },
)


def around(period: Window = TERM) -> Around:
    return Around(
        period=period,
        window=period,
        as_of=period.last,
        looked_at=lambda _rule: (),
        needed=lambda _rule: (),
        least=LEAST.get,
    )


@cache
def shipped() -> Kinds:
    return read_rulebook(RuleFiles(shipped_kinds(), ())).kinds


def built(written: Mapping[str, Any]) -> Measure:
    return built_of(json.dumps(written))


@cache
def built_of(written: str) -> Measure:
    """Build a measure and look up the names in it; a test that wrote a wrong one would measure nothing."""
    how: Measure = A_MEASURE.validate_python(json.loads(written))
    document = Document("own.yaml")
    how.resolve(Vocabulary(shipped(), REGISTRY, frozenset(LEAST)), document, ())
    if document.findings:
        raise ValueError(document.findings)
    return how


def entry(first: str | dt.date, last: str | dt.date | None = None, **fields: Any) -> Entry:
    first = dt.date.fromisoformat(first) if isinstance(first, str) else first
    last = first if last is None else dt.date.fromisoformat(last) if isinstance(last, str) else last
    days = {"date": first} if first == last else {"from": first, "to": last}
    texts = {key: value.isoformat() for key, value in days.items()}
    return Entry(Activity.model_validate({"kind": "听课", **texts, **fields}), first, last, "a.yaml", 1, 1)


FIELDS: tuple[tuple[str, Sequence[Any]], ...] = (
    ("kind", ("听课", "培训", "讲座", "工作总结", "认定")),
    ("length", (0, 0, 0, 1, 6, 30)),
    ("school", (None, "甲校", "乙校", "丙校")),
    ("lessons", (None, "1", "2", "5")),
    ("hours", (None, "0.5", "1.25", "8")),
    ("participants", (None, ["甲"], ["P1", "乙"], ["丙", "丁"])),
    ("topic", (None, "作业", "朗读")),
    ("signature", (None, "王")),
    ("record", (None, {"点评": "有"}, {"点评": "有", "课堂记录": "有", "总评": "有"})),
    ("conclusion", (None, "通过", "不通过")),
    ("slot", (None, ["2"], ["2", "3"])),
)
CHOICES = st.integers(0, prod(len(values) for _name, values in FIELDS) - 1)


def chosen(first: dt.date, choice: int) -> Entry:
    """Make the activity that a number stands for; one draw instead of eleven keeps these tests quick."""
    fields: dict[str, Any] = {}
    for name, values in FIELDS:
        choice, place = divmod(choice, len(values))
        fields[name] = values[place]
    last = first + fields.pop("length") * ONE_DAY
    return entry(first, last, **{name: value for name, value in fields.items() if value is not None})


def entries_between(first: str, last: str, most: int = 8) -> st.SearchStrategy[list[Entry]]:
    """Draw activities in the order of their days, as an audit gives them."""
    days = st.dates(dt.date.fromisoformat(first), dt.date.fromisoformat(last))
    return st.lists(st.builds(chosen, days, CHOICES), max_size=most).map(lambda drawn: sorted(drawn, key=by_day))


ENTRIES = entries_between("2025-08-15", "2026-02-15")
CLOSE = entries_between("2025-09-01", "2025-09-14")


def selected(how: Measure, entries: Iterable[Entry], window: Window = TERM) -> list[Entry]:
    return how.selected(sorted(entries, key=by_day), window, around())


def tallied(written: Mapping[str, Any], entries: Iterable[Entry], period: Window = TERM) -> Tally:
    """Measure those of the entries that the measure looks at, in the order of their days, as an audit does."""
    how = built(written)
    return how.tally(how.selected(sorted(entries, key=by_day), period, around(period)), period, around(period))


class Sum:
    """What a tally says, with every activity by its place in the list that it was given in."""

    @staticmethod
    def of(tally: Tally, entries: Sequence[Entry]) -> tuple[Fraction | None, Fraction | None, list[tuple[int, Any]]]:
        places = {id(one): place for place, one in enumerate(entries)}
        return tally.number, tally.out_of, sorted((places[id(one)], amount) for one, amount in tally.counted)


def days_between(first: dt.date, last: dt.date) -> list[dt.date]:
    return [first + number * ONE_DAY for number in range((last - first).days + 1)]


def days_of(one: Entry, window: Window = TERM) -> set[dt.date]:
    return {day for day in days_between(one.first, one.last) if window.first <= day <= window.last}


def ends_inside(one: Entry, window: Window = TERM) -> bool:
    return one.last in days_between(*window)


def new_values(entries: Sequence[Entry], values: Callable[[Entry], set[Any]]) -> list[tuple[int, int]]:
    """Give, for each activity with any values, how many of them none before it had."""
    seen: set[Any] = set()
    found = []
    for place, one in enumerate(entries):
        if values(one):
            found.append((place, len(values(one) - seen)))
            seen |= values(one)
    return found


# What of a whole is there --------------------------------------------------------------------------------------------


@FEW
@given(ENTRIES)
def test_covers_is_how_many_of_the_wanted_values_occur(entries: list[Entry]) -> None:
    wanted = {"甲校", "丙校"}
    by_hand = new_values(entries, lambda one: {one.activity.school} & wanted if days_of(one) else set())
    tally = tallied({"covers": "school", "of": {}, "all": ["丙校", "甲校"]}, entries)
    missing = [name for name in ("丙校", "甲校") if not any(entries[n].activity.school == name for n, _ in by_hand)]

    assert (Sum.of(tally, entries), [gap.zh for gap in tally.gaps]) == (
        (sum(amount for _place, amount in by_hand), 2, by_hand),
        missing,
    )


@FEW
@given(ENTRIES)
def test_every_item_of_a_list_is_a_value_to_covers(entries: list[Entry]) -> None:
    wanted = {"甲", "乙", "丁"}
    by_hand = new_values(entries, lambda one: set(one.activity.participants) & wanted if days_of(one) else set())
    tally = tallied({"covers": "participants", "of": {}, "all": ["甲", "乙", "丁"]}, entries)

    assert Sum.of(tally, entries) == (sum(amount for _place, amount in by_hand), 3, by_hand)


@FEW
@given(ENTRIES)
def test_covers_takes_the_schools_of_the_registry_that_are_as_written(entries: list[Entry]) -> None:
    schools = {one.activity.school for one in entries if one.activity.kind == "听课" and days_of(one)}
    tally = tallied({"covers": "school", "of": {"kind": "听课"}, "all": {"schools": {"area": "农村"}}}, entries)

    assert (tally.number, tally.out_of) == (len(schools & {"乙校", "丙校"}), 2)


@pytest.mark.parametrize(
    ("wanted", "number", "out_of"),
    [
        ({"area": "农村", "stage": "小学"}, 1, 1),
        ({"stage": "小学"}, 1, 1),
        ({"area": ["农村", "城区"]}, 1, 3),
        ({"stage": "高中"}, None, 0),
    ],
)
def test_covers_holds_all_lines_about_schools_and_is_no_number_without_a_school(
    wanted: Mapping[str, Any], number: int | None, out_of: int
) -> None:
    tally = tallied({"covers": "school", "of": {}, "all": {"schools": wanted}}, [entry("2025-09-09", school="丙校")])

    assert (tally.number, tally.out_of) == (number, out_of)


def test_a_kind_covers_those_that_it_counts_as() -> None:
    entries = [entry("2025-09-09", kind="示范课"), entry("2025-09-10", kind="听课")]
    tally = tallied({"covers": "kind", "of": {}, "all": ["授课", "公开课", "示范课", "汇报课"]}, entries)

    assert (Sum.of(tally, entries), [gap.zh for gap in tally.gaps], [one.reason for one in tally.missed]) == (
        (3, 4, [(0, 3)]),
        ["汇报课"],
        ["not_wanted"],
    )


def test_a_value_that_is_wanted_twice_is_one() -> None:
    tally = tallied({"covers": "school", "of": {}, "all": ["甲校", "甲校"]}, [entry("2025-09-09", school="甲校")])

    assert (tally.number, tally.out_of) == (1, 1)


@FEW
@given(ENTRIES)
def test_complete_is_how_many_activities_have_every_field(entries: list[Entry]) -> None:
    inside = [place for place, one in enumerate(entries) if ends_inside(one)]
    lacking = {
        place: "school"
        if not entries[place].activity.school
        else "record.点评"
        if not (entries[place].activity.record or {}).get("点评")
        else "signature"
        if not entries[place].activity.signature
        else ""
        for place in inside
    }
    full = [place for place in inside if not lacking[place]]
    written = {"complete": {}, "fields": ["school", "record.点评", "signature"], "if_none": "short"}
    tally = tallied(written, entries)

    assert (Sum.of(tally, entries), [(one.reason, one.field) for one in tally.missed]) == (
        (len(full) if inside else None, len(inside), [(place, 1) for place in full]),
        [("incomplete", field) for field in lacking.values() if field],
    )


@FEW
@given(ENTRIES)
def test_all_items_that_a_kind_asks_for_are_wanted_of_its_record(entries: list[Entry]) -> None:
    seen = [place for place, one in enumerate(entries) if ends_inside(one) and one.activity.kind == "听课"]
    full = [(place, 1) for place in seen if set(entries[place].activity.record or {}) >= {"课堂记录", "点评", "总评"}]
    tally = tallied({"complete": {"kind": "听课"}, "fields": ["record"], "if_none": "short"}, entries)

    assert Sum.of(tally, entries) == (len(full) if seen else None, len(seen), full)


@pytest.mark.parametrize(
    ("fields", "lacking"),
    [
        ({"record": {"课堂记录": "有", "点评": "有", "总评": "有"}}, []),
        ({"record": {"课堂记录": "有", "点评": "", "总评": "有"}}, ["record.点评"]),
        ({"record": {"课堂记录": "有", "点评": "有"}}, ["record.总评"]),
        ({"record": {}}, ["record"]),
        ({}, ["record"]),
    ],
)
def test_the_first_item_that_lacks_is_named(fields: Mapping[str, Any], lacking: list[str]) -> None:
    written = {"complete": {"kind": "听课"}, "fields": ["record"], "if_none": "short"}
    tally = tallied(written, [entry("2025-09-09", **fields)])

    assert [one.field for one in tally.missed] == lacking


def test_no_as_an_answer_fills_a_field() -> None:
    written = {"complete": {}, "fields": ["unannounced"], "if_none": "short"}

    assert tallied(written, [entry("2025-09-09", unannounced="否")]).number == 1


@FEW
@given(ENTRIES)
def test_members_is_how_many_people_of_the_registry_are_named_by_id_or_name(entries: list[Entry]) -> None:
    ids = {"甲": "P1", "P1": "P1", "乙": "P2", "P2": "P2"}
    by_hand = new_values(
        entries, lambda one: {ids[name] for name in one.activity.participants if name in ids and ends_inside(one)}
    )
    tally = tallied({"members": {"roles": ["骨干教师"]}, "in": "participants", "of": {}}, entries)

    assert Sum.of(tally, entries) == (sum(amount for _place, amount in by_hand), None, by_hand)


@pytest.mark.parametrize(
    ("members", "number"),
    [
        ("everyone", 3),
        ({"roles": ["教研员"]}, 1),
        ({"roles": ["名师", "教研员"]}, 2),
        ({"units": ["甲校"]}, 2),
        ({"roles": ["骨干教师"], "units": ["甲校"]}, 1),
    ],
)
def test_members_are_those_who_are_as_all_lines_say(members: Any, number: int) -> None:
    entries = [entry("2025-09-09", participants=["甲", "P1", "乙", "P3", "丁"])]

    assert tallied({"members": members, "in": "participants", "of": {}}, entries).number == number


def test_a_single_name_in_a_field_is_a_member_too() -> None:
    assert tallied({"members": "everyone", "in": "teacher", "of": {}}, [entry("2025-09-09", teacher="乙")]).number == 1


@FEW
@given(ENTRIES)
def test_longest_run_is_the_longest_stretch_of_covered_days(entries: list[Entry]) -> None:
    covered = sorted(set().union(*(days_of(one) for one in entries)))
    runs: list[list[dt.date]] = []
    for day in covered:
        if not runs or runs[-1][-1] != day - ONE_DAY:
            runs.append([])
        runs[-1].append(day)
    longest = max(runs, key=len, default=[])
    inside = [place for place, one in enumerate(entries) if days_of(one) & set(longest)]
    tally = tallied({"longest_run": {}}, entries)

    assert (tally.number, [place for place, _amount in Sum.of(tally, entries)[2]]) == (len(longest), inside)


@pytest.mark.parametrize(
    ("intervals", "days", "counted"),
    [
        ([], 0, []),
        ([("2025-09-01", "2025-09-05"), ("2025-09-06", "2025-09-08")], 8, [0, 1]),
        ([("2025-09-01", "2025-09-05"), ("2025-09-07", "2025-09-08")], 5, [0]),
        ([("2025-09-01", "2025-09-02"), ("2025-09-04", "2025-09-05")], 2, [0]),
        ([("2025-09-01", "2025-09-02"), ("2025-09-04", "2025-09-06")], 3, [1]),
        ([("2025-08-20", "2025-09-02"), ("2025-09-04", "2025-09-06")], 3, [1]),
        ([("2025-09-01", "2025-09-03"), ("2026-01-30", "2026-03-01")], 3, [0]),
        ([("2025-09-01", "2025-09-10"), ("2025-09-02", "2025-09-03"), ("2025-09-11", "2025-09-11")], 11, [0, 1, 2]),
    ],
)
def test_longest_run_at_the_edges(intervals: list[tuple[str, str]], days: int, counted: list[int]) -> None:
    entries = [entry(*interval) for interval in intervals]
    tally = tallied({"longest_run": {}}, entries)

    assert (tally.number, [place for place, _amount in Sum.of(tally, entries)[2]]) == (days, counted)


# Caps and conversions ------------------------------------------------------------------------------------------------


@FEW
@given(ENTRIES, st.sampled_from(["0.5", "2", "3", "9.75", "400"]))
def test_under_a_cap_the_earliest_count_until_it_is_full(entries: list[Entry], most: str) -> None:
    left, by_hand = Fraction(most), []
    for place, one in enumerate(entries):
        if not ends_inside(one) or one.activity.hours is None:
            continue
        amount = Fraction(one.activity.hours)
        if one.activity.kind == "培训":
            amount = min(amount, left)
            left -= amount
        if amount:
            by_hand.append((place, amount))
    written = {"total": "hours", "of": {}, "caps": [{"of": {"kind": "培训"}, "at_most": most}]}

    assert Sum.of(tallied(written, entries), entries) == (sum(amount for _, amount in by_hand), None, by_hand)


@FEW
@given(ENTRIES)
def test_each_cap_holds_by_itself_and_the_first_that_fits_is_the_one(entries: list[Entry]) -> None:
    seen = [one.activity for one in entries if ends_inside(one)]
    trained = sum(1 for one in seen if one.kind == "培训")
    elsewhere = sum(1 for one in seen if one.kind != "培训" and one.school == "甲校")
    others = len(seen) - trained - elsewhere
    caps = [{"of": {"kind": "培训"}, "at_most": "2"}, {"of": {"school": "甲校"}, "at_most": "1"}]

    assert tallied({"count": {}, "caps": caps}, entries).number == min(trained, 2) + min(elsewhere, 1) + others


@pytest.mark.parametrize(
    ("stated", "counted", "reasons"),
    [
        (["4", "5"], [(0, 4), (1, 5)], []),
        (["4", "6"], [(0, 4), (1, 6)], []),
        (["4", "7"], [(0, 4), (1, 6)], []),
        (["4", "6", "1"], [(0, 4), (1, 6)], ["capped"]),
        (["10", "1"], [(0, 10)], ["capped"]),
        (["11"], [(0, 10)], []),
    ],
)
def test_a_cap_at_its_edge(stated: list[str], counted: list[tuple[int, int]], reasons: list[str]) -> None:
    entries = [entry(f"2025-09-{day:02d}", kind="培训", hours=hours) for day, hours in enumerate(stated, 1)]
    written = {"total": "hours", "of": {}, "caps": [{"of": {"kind": "培训"}, "at_most": "10"}]}
    tally = tallied(written, entries)

    assert (Sum.of(tally, entries), [one.reason for one in tally.missed]) == (
        (sum(amount for _place, amount in counted), None, counted),
        reasons,
    )


@FEW
@given(ENTRIES)
def test_what_is_converted_adds_its_own_amount(entries: list[Entry]) -> None:
    by_hand: list[tuple[int, Fraction]] = []
    for place, one in enumerate(entries):
        activity, amount = one.activity, None
        if activity.kind == "培训":
            amount = activity.hours
        elif activity.kind == "讲座":
            amount = Decimal(2)
        elif activity.kind == "听课" and activity.lessons is not None:
            amount = activity.lessons * Decimal("0.5")
        if amount is not None and ends_inside(one):
            by_hand.append((place, Fraction(amount)))
    convert = [{"of": {"kind": "讲座"}, "each": "2"}, {"of": {"kind": "听课"}, "each": "0.5", "per": "lessons"}]
    tally = tallied({"total": "hours", "of": {"kind": "培训"}, "convert": convert}, entries)

    assert Sum.of(tally, entries) == (sum(amount for _place, amount in by_hand), None, by_hand)


def test_what_the_total_selects_itself_is_not_converted_and_the_first_conversion_that_fits_holds() -> None:
    entries = [
        entry("2025-09-01", kind="培训", hours="1", school="甲校"),
        entry("2025-09-02", kind="培训", school="甲校"),
        entry("2025-09-03", kind="讲座", school="甲校"),
        entry("2025-09-04", kind="讲座", school="乙校"),
        entry("2025-09-05", kind="听课", school="乙校"),
    ]
    convert = [{"of": {"school": "甲校"}, "each": "3"}, {"of": {"kind": "讲座"}, "each": "5"}]
    tally = tallied({"total": "hours", "of": {"kind": "培训"}, "convert": convert}, entries)

    assert (Sum.of(tally, entries), [one.reason for one in tally.missed]) == (
        (9, None, [(0, 1), (2, 3), (3, 5)]),
        ["no_amount"],
    )


def test_what_is_converted_can_be_capped() -> None:
    entries = [entry(f"2025-09-0{day}", kind="讲座") for day in (1, 2, 3)]
    written = {
        "total": "hours",
        "of": {"kind": "培训"},
        "convert": [{"of": {"kind": "讲座"}, "each": "2"}],
        "caps": [{"of": {"kind": "讲座"}, "at_most": "5"}],
    }

    assert Sum.of(tallied(written, entries), entries) == (5, None, [(0, 2), (1, 2), (2, 1)])


# A share of another rule's quota -------------------------------------------------------------------------------------


@FEW
@given(ENTRIES)
def test_a_share_of_a_quota_is_the_part_of_its_lower_bound(entries: list[Entry]) -> None:
    seen = [one.activity for one in entries if ends_inside(one) and one.activity.kind == "听课"]
    lessons = sum(Fraction(one.lessons) for one in seen if one.lessons is not None)
    written = {"share": {"kind": "听课"}, "out_of": {"bound_of": "quota"}, "if_none": "short"}
    numbers = [tallied({**written, **more}, entries).number for more in ({}, {"of": "lessons"})]

    assert numbers == [Fraction(100 * len(seen), 8), 100 * lessons / 8]


def test_a_share_of_a_quota_that_is_not_for_somebody_is_no_number() -> None:
    written = {"share": {}, "out_of": {"bound_of": "none"}, "if_none": "short"}

    assert tallied(written, [entry("2025-09-09")]).number is None


# Several requirements ------------------------------------------------------------------------------------------------

PARTS = [
    {"title": "讲座", "measure": {"count": {"kind": "讲座"}}, "at_least": "1"},
    {"title": "学时", "measure": {"total": "hours", "of": {"kind": "培训"}}, "at_least": "2.5"},
    {"title": "占比", "measure": {"share": {"school": "甲校"}, "out_of": {}, "if_none": "short"}, "at_least": "50 %"},
    {
        "title": "齐全",
        "measure": {"complete": {"kind": "听课"}, "fields": ["school"], "if_none": "short"},
        "at_least": "100 %",
    },
    {"title": "天数", "measure": {"days": {"kind": "听课"}}, "at_least": "1 week"},
]


def held_by_hand(entries: Sequence[Entry]) -> list[bool]:
    inside = [one.activity for one in entries if ends_inside(one)]
    seen = [one for one in inside if one.kind == "听课"]
    days = set().union(*(days_of(one) for one in entries if one.activity.kind == "听课"))
    hours = sum(Fraction(one.hours) for one in inside if one.kind == "培训" and one.hours is not None)
    return [
        any(one.kind == "讲座" for one in inside),
        hours >= Fraction(5, 2),
        bool(inside) and 2 * sum(1 for one in inside if one.school == "甲校") >= len(inside),
        bool(seen) and all(one.school for one in seen),
        len(days) >= 7,
    ]


@FEW
@given(ENTRIES, st.sampled_from(["any_of", "all_of"]))
def test_several_requirements_are_how_many_of_them_hold(entries: list[Entry], option: str) -> None:
    held = held_by_hand(entries)
    titles = [str(part["title"]) for part, holds in zip(PARTS, held, strict=True) if not holds]
    if option == "any_of" and titles:
        titles = ["，或".join(titles)]
    tally = tallied({option: PARTS}, entries)

    assert (tally.number, tally.out_of, [gap.zh for gap in tally.gaps]) == (sum(held), 5, titles)


@pytest.mark.parametrize(
    ("least", "hours", "number"),
    [("3", "2.99", 0), ("3", "3", 1), ("3", "3.01", 1), ("0.01", "0.01", 1)],
)
def test_a_part_holds_exactly_at_its_least(least: str, hours: str, number: int) -> None:
    part = {"title": "学时", "measure": {"total": "hours", "of": {}}, "at_least": least}

    assert tallied({"any_of": [part]}, [entry("2025-09-09", hours=hours)]).number == number


@pytest.mark.parametrize(("full", "number"), [(1, 0), (2, 1), (3, 1)])
def test_a_part_whose_least_is_a_part_of_all_holds_exactly_there(full: int, number: int) -> None:
    measure = {"complete": {}, "fields": ["school"], "if_none": "short"}
    part = {"title": "齐全", "measure": measure, "at_least": "50 %"}
    entries = [entry(f"2025-09-0{day}", **({"school": "甲校"} if day <= full else {})) for day in (1, 2, 3, 4)]

    assert tallied({"any_of": [part]}, entries).number == number


def test_the_activity_with_which_a_part_is_reached_is_given_its_one() -> None:
    parts = [
        {"title": "讲座", "measure": {"count": {"kind": "讲座"}}, "at_least": "2"},
        {"title": "在甲校", "measure": {"count": {"school": "甲校"}}, "at_least": "1"},
        {"title": "培训", "measure": {"count": {"kind": "培训"}}, "at_least": "9"},
    ]
    entries = [
        entry("2025-09-01", kind="讲座"),
        entry("2025-09-02", kind="讲座", school="甲校"),
        entry("2025-09-03", kind="培训"),
    ]
    tally = tallied({"all_of": parts}, entries)

    assert (Sum.of(tally, entries), [gap.zh for gap in tally.gaps]) == ((2, 3, [(0, 0), (1, 2), (2, 0)]), ["培训"])


@pytest.mark.parametrize(
    ("least", "code"),
    [("0", "YA701"), ("0 %", "YA404"), ("four", "YA404")],
)
def test_a_part_that_can_never_be_missed_or_read_is_refused(least: str, code: str) -> None:
    part = {"title": "讲座", "measure": {"count": {}}, "at_least": least}
    with pytest.raises(ValidationError) as caught:
        A_MEASURE.validate_python({"any_of": [part]})

    assert [one["type"] for one in caught.value.errors()[0]["ctx"]["errors"]][:1] == [code]


def test_a_part_that_asks_for_no_window_at_all_does_not_hold() -> None:
    tolerant = {"every": "month", "of": {}, "tolerance": "5"}
    tally = tallied({"any_of": [{"title": "每月", "measure": tolerant, "at_least": "100 %"}]}, [])

    assert (tally.number, tally.out_of, tally.counted) == (0, 1, [])


# Statements and judgements -------------------------------------------------------------------------------------------


@FEW
@given(ENTRIES)
def test_reconcile_is_what_the_parts_come_to_beyond_the_latest_statement(entries: list[Entry]) -> None:
    inside = [place for place, one in enumerate(entries) if ends_inside(one)]
    stated = [
        place
        for place in inside
        if entries[place].activity.kind == "工作总结" and entries[place].activity.hours is not None
    ]
    latest = next((place for place in stated if entries[place].last == max(entries[n].last for n in stated)), None)
    trained = [
        (place, entries[place].activity.hours)
        for place in inside
        if entries[place].activity.kind == "培训" and entries[place].activity.hours is not None
    ]
    by_hand = [] if latest is None else sorted([*trained, (latest, -(entries[latest].activity.hours or 0))])
    written = {"reconcile": "hours", "of": {"kind": "工作总结"}, "with": {"total": "hours", "of": {"kind": "培训"}}}
    number = None if latest is None else sum(Fraction(amount or 0) for _place, amount in by_hand)

    assert Sum.of(tallied(written, entries), entries) == (number, None, by_hand)


def test_a_statement_is_no_part_of_itself() -> None:
    entries = [entry("2025-09-01", kind="培训", hours="3"), entry("2025-09-02", kind="工作总结", hours="4")]
    written = {"reconcile": "hours", "of": {"kind": "工作总结"}, "with": {"total": "hours", "of": {}}}

    assert Sum.of(tallied(written, entries), entries) == (-1, None, [(0, 3), (1, -4)])


def test_an_earlier_statement_is_superseded() -> None:
    entries = [entry("2025-09-01", kind="工作总结", hours="3"), entry("2025-09-02", kind="工作总结", hours="4")]
    written = {"reconcile": "hours", "of": {"kind": "工作总结"}, "with": {"total": "hours", "of": {"kind": "培训"}}}
    tally = tallied(written, entries)

    assert (Sum.of(tally, entries), [(one.entry, one.reason) for one in tally.missed]) == (
        (-4, None, [(1, -4)]),
        [(entries[0], "superseded")],
    )


def test_a_part_that_states_no_amount_is_not_called_a_superseded_statement() -> None:
    entries = [entry("2025-09-01", kind="培训"), entry("2025-09-02", kind="工作总结", hours="4")]
    written = {"reconcile": "hours", "of": {"kind": "工作总结"}, "with": {"total": "hours", "of": {"kind": "培训"}}}

    assert [(one.entry, one.reason) for one in tallied(written, entries).missed] == [(entries[0], "no_amount")]


def test_of_two_statements_of_one_day_the_same_one_holds_in_whatever_order() -> None:
    both = [entry("2025-09-02", kind="工作总结", hours=hours) for hours in ("3", "4")]
    written = {"reconcile": "hours", "of": {"kind": "工作总结"}, "with": {"total": "hours", "of": {"kind": "培训"}}}
    numbers = [tallied(written, entries).number for entries in (both, both[::-1])]

    assert numbers[0] == numbers[1]


@pytest.mark.parametrize(
    ("measure", "text", "bound"),
    [
        ({"total": "hours", "of": {}}, "-2", -2),
        ({"total": "hours", "of": {}}, "0", 0),
        ({"total": "hours", "of": {}}, "1.5", Fraction(3, 2)),
        ({"days": {}}, "-2 days", -2),
    ],
)
def test_a_bound_of_reconcile_may_be_negative(measure: Mapping[str, Any], text: str, bound: Fraction) -> None:
    assert built({"reconcile": "hours", "of": {}, "with": measure}).read_bound(text) == bound


def test_a_bound_of_reconcile_is_no_part_of_anything() -> None:
    how = built({"reconcile": "hours", "of": {}, "with": {"every": "week", "of": {}}})
    with pytest.raises(PydanticCustomError) as caught:
        how.read_bound("50 %")

    assert caught.value.type == "YA404"


@FEW
@given(ENTRIES)
def test_attested_is_what_the_latest_judgement_says(entries: list[Entry]) -> None:
    judged = [
        place
        for place, one in enumerate(entries)
        if ends_inside(one) and one.activity.kind == "认定" and one.activity.topic == "作业"
    ]
    of_the_last_day = [place for place in judged if entries[place].last == max(entries[n].last for n in judged)]
    latest = min(of_the_last_day, key=lambda place: entries[place].activity.conclusion == "通过", default=None)
    passed = None if latest is None else int(entries[latest].activity.conclusion == "通过")

    assert Sum.of(tallied({"attested": "作业"}, entries), entries) == (
        passed,
        None,
        [] if latest is None else [(latest, passed)],
    )


@pytest.mark.parametrize(
    ("judgements", "number"),
    [
        ([], None),
        ([("2025-09-01", "通过")], 1),
        ([("2025-09-01", "不通过")], 0),
        ([("2025-09-01", "通过"), ("2025-09-02", "不通过")], 0),
        ([("2025-09-01", "不通过"), ("2025-09-02", "通过")], 1),
        ([("2025-08-31", "通过")], None),
        ([("2026-01-31", "通过")], 1),
        ([("2026-02-01", "通过")], None),
    ],
)
def test_attested_at_the_edges(judgements: list[tuple[str, str]], number: int | None) -> None:
    entries = [entry(day, kind="认定", topic="达标课 备课", conclusion=said) for day, said in judgements]

    assert tallied({"attested": "达标课备课"}, entries).number == number


def test_of_two_judgements_of_one_day_the_same_one_holds_in_whatever_order() -> None:
    both = [entry("2025-09-02", kind="认定", topic="作业", conclusion=said) for said in ("通过", "不通过")]
    numbers = [tallied({"attested": "作业"}, entries).number for entries in (both, both[::-1])]

    assert numbers[0] == numbers[1]


# Windows -------------------------------------------------------------------------------------------------------------

YEAR = Window(dt.date(2025, 9, 1), dt.date(2026, 8, 31))
MIDWEEK = Window(dt.date(2025, 9, 3), dt.date(2025, 12, 17))
TO_A_SUNDAY = Window(dt.date(2025, 9, 1), dt.date(2025, 12, 7))
TO_A_MONDAY = Window(dt.date(2025, 9, 1), dt.date(2025, 12, 8))
OCTOBER = Window(dt.date(2025, 10, 1), dt.date(2025, 10, 31))
PERIODS = (TERM, YEAR, MIDWEEK, TO_A_SUNDAY, TO_A_MONDAY, OCTOBER)
KINDS_OF_WINDOW: dict[str, Any] = {
    "week": "week",
    "two weeks": "two_weeks",
    "month": "month",
    "tuesday": {"weekday": "周二"},
    "monday": {"weekday": "monday"},
    "weeks by number": {"weeks": ["1", "2", "15"]},
}


# The national holidays of the school year 2025-2026, by the notices of the State Council.
HOLIDAYS = {
    day
    for first, last in (
        ("2025-10-01", "2025-10-08"),
        ("2026-01-01", "2026-01-03"),
        ("2026-02-15", "2026-02-23"),
        ("2026-04-04", "2026-04-06"),
        ("2026-05-01", "2026-05-05"),
        ("2026-06-19", "2026-06-21"),
    )
    for day in days_between(dt.date.fromisoformat(first), dt.date.fromisoformat(last))
}


def monday_of(day: dt.date) -> dt.date:
    return next(one for one in days_between(day - 6 * ONE_DAY, day) if one.weekday() == 0)


def windows_by_hand(kind: str, period: Window) -> list[list[dt.date]]:
    """Give the days of every window of a period, found by sorting its days one by one."""
    days = days_between(*period)
    if kind in ("tuesday", "monday"):
        return [[day] for day in days if day.strftime("%A").casefold() == kind]
    weeks: dict[Any, list[dt.date]] = {}
    for day in days:
        weeks.setdefault(f"{day:%Y-%m}" if kind == "month" else monday_of(day), []).append(day)
    if kind == "weeks by number":
        return [week for number, week in enumerate(weeks.values(), 1) if number in (1, 2, 15)]
    if kind == "month":
        return [month for month in weeks.values() if (month[-1] + ONE_DAY).day == 1 and month[0].day == 1]
    whole = [week for week in weeks.values() if len(week) == 7]
    return [[*whole[n], *whole[n + 1]] for n in range(0, len(whole) - 1, 2)] if kind == "two weeks" else whole


def asked_by_hand(kind: str, period: Window) -> list[list[dt.date]]:
    """Leave out the windows other than months that hold nothing but national holidays."""
    windows = windows_by_hand(kind, period)
    return windows if kind == "month" else [one for one in windows if not all(day in HOLIDAYS for day in one)]


def label_by_hand(kind: str, window: Sequence[dt.date]) -> str:
    if kind == "month":
        return window[0].isoformat()[:7]
    return window[0].isoformat() + (f"—{window[-1].isoformat()[5:]}" if len(window) > 1 else "")


@pytest.mark.parametrize("kind", KINDS_OF_WINDOW)
@pytest.mark.parametrize("period", PERIODS, ids=lambda period: f"{period.first}—{period.last}")
def test_the_windows_of_a_period_are_those_found_day_by_day(kind: str, period: Window) -> None:
    how = built({"every": KINDS_OF_WINDOW[kind], "of": {}})
    found = [days_between(*one) for one in how.every.within(period)]  # type: ignore[attr-defined]

    assert found == windows_by_hand(kind, period)


@settings(max_examples=100, deadline=None)
@given(
    st.dates(dt.date(2025, 1, 1), dt.date(2026, 12, 31)),
    st.integers(0, 400),
    st.sampled_from(["week", "two_weeks", "month", {"weekday": "周四"}, {"weeks": ["3", "1", "53"]}]),
)
def test_windows_lie_wholly_in_the_period_and_never_meet(first: dt.date, days: int, kind: Any) -> None:
    period = Window(first, first + days * ONE_DAY)
    windows = list(built({"every": kind, "of": {}}).every.within(period))  # type: ignore[attr-defined]
    edges = [day for one in windows for day in (one.first, one.last)]

    assert (
        [day for day in edges if not period.first <= day <= period.last],
        [one for one in windows if one.first > one.last],
        [(one, other) for one, other in pairwise(windows) if one.last >= other.first],
    ) == ([], [], [])


def test_a_week_that_is_written_twice_is_asked_for_once() -> None:
    tally = tallied({"every": {"weeks": ["1", "1"]}, "of": {}}, [entry("2025-09-02")])

    assert (tally.number, tally.out_of) == (1, 1)


def kept_by_hand(
    entries: Sequence[Entry],
    windows: Sequence[Sequence[dt.date]],
    amount: Callable[[Entry], Fraction],
    least: Fraction,
    most: Fraction | None,
) -> list[bool]:
    """Say of every window whether what ends in it comes to enough and not to too much."""
    sums = [sum((amount(one) for one in entries if one.last in window), Fraction()) for window in windows]
    return [total >= least and (most is None or total <= most) for total in sums]


@FEW
@given(ENTRIES, st.sampled_from(list(KINDS_OF_WINDOW)), st.sampled_from(PERIODS))
def test_every_is_in_how_many_windows_there_is_something(entries: list[Entry], kind: str, period: Window) -> None:
    windows = asked_by_hand(kind, period)
    kept = kept_by_hand(entries, windows, lambda _one: Fraction(1), Fraction(1), None)
    gaps = [label_by_hand(kind, window) for window, holds in zip(windows, kept, strict=True) if not holds]
    inside = [place for place, one in enumerate(entries) if any(one.last in window for window in windows)]
    tally = tallied({"every": KINDS_OF_WINDOW[kind], "of": {}}, entries, period)
    number, out_of, counted = Sum.of(tally, entries)

    assert (number, out_of, [place for place, _amount in counted], [gap.zh for gap in tally.gaps]) == (
        sum(kept) if windows else None,
        len(windows),
        inside,
        gaps,
    )


@FEW
@given(
    entries_between("2025-09-01", "2025-10-31", 12),
    st.sampled_from([None, "lessons", "hours"]),
    st.sampled_from(["1", "2"]),
    st.sampled_from([None, "2", "8"]),
    st.sampled_from(["week", "month"]),
)
def test_a_window_holds_when_it_comes_to_its_least_and_not_to_more_than_its_most(
    entries: list[Entry], total: str | None, least: str, most: str | None, kind: str
) -> None:
    def amount(one: Entry) -> Fraction:
        return Fraction(1) if total is None else Fraction(getattr(one.activity, total) or 0)

    windows = asked_by_hand(kind, TERM)
    kept = kept_by_hand(entries, windows, amount, Fraction(least), None if most is None else Fraction(most))
    options = {key: value for key, value in (("total", total), ("most", most)) if value is not None}

    assert tallied({"every": kind, "of": {}, "least": least, **options}, entries).number == sum(kept)


@FEW
@given(ENTRIES, st.sampled_from(["1", "2", "7", "20"]), st.sampled_from(["week", "two weeks", "month"]))
def test_days_in_every_window_are_the_covered_ones(entries: list[Entry], least: str, kind: str) -> None:
    covered = set().union(*(days_of(one) for one in entries))
    kept = [len(covered & set(window)) >= int(least) for window in asked_by_hand(kind, TERM)]
    written = {"every": KINDS_OF_WINDOW[kind], "of": {}, "total": "days", "least": least}

    assert tallied(written, entries).number == sum(kept)


def test_days_after_the_days_to_look_at_fill_no_window() -> None:
    how = built({"every": "month", "of": {}, "total": "days", "least": "15"})
    so_far = Window(TERM.first, dt.date(2025, 9, 10))
    tally = how.tally([entry("2025-09-01", "2025-09-30")], so_far, around())

    assert tally.number == 0


@FEW
@given(ENTRIES, st.lists(st.integers(1, 12), max_size=4, unique=True), st.sampled_from(["week", "month", "tuesday"]))
def test_a_window_with_a_day_in_an_excepted_month_is_not_asked_for(
    entries: list[Entry], months: list[int], kind: str
) -> None:
    windows = [one for one in asked_by_hand(kind, TERM) if all(day.month not in months for day in one)]
    kept = kept_by_hand(entries, windows, lambda _one: Fraction(1), Fraction(1), None)
    written = {"every": KINDS_OF_WINDOW[kind], "of": {}, "except": [str(month) for month in months]}
    tally = tallied(written, entries)

    assert (tally.number, tally.out_of) == (sum(kept) if windows else None, len(windows))


@FEW
@given(ENTRIES, st.sampled_from(["week", "month"]))
def test_by_asks_for_every_window_once_for_each_value(entries: list[Entry], kind: str) -> None:
    entries = [*entries, entry("2025-10-01", school="甲校")]
    windows = asked_by_hand(kind, TERM)
    schools = sorted({one.activity.school for one in entries if one.activity.school and ends_inside(one)})
    kept = {
        (school, label_by_hand(kind, window)): any(
            one.last in window for one in entries if one.activity.school == school
        )
        for school in schools
        for window in windows
    }
    tally = tallied({"every": kind, "of": {}, "by": "school"}, entries)

    assert (tally.number, tally.out_of, [gap.zh for gap in tally.gaps]) == (
        sum(kept.values()),
        len(windows) * len(schools),
        [" ".join(key) for key, holds in kept.items() if not holds],
    )


@FEW
@given(ENTRIES, st.sampled_from(list(KINDS_OF_WINDOW)), st.sampled_from([None, "school", "participants"]))
def test_windows_kept_and_gaps_are_together_all_that_are_asked_for(
    entries: list[Entry], kind: str, by: str | None
) -> None:
    options = {} if by is None else {"by": by}
    tally = tallied({"every": KINDS_OF_WINDOW[kind], "of": {}, **options}, entries)

    assert (tally.number or 0) + len(tally.gaps) == tally.out_of


def test_an_activity_without_the_field_of_by_fills_no_window() -> None:
    tally = tallied({"every": "month", "of": {}, "by": "school"}, [entry("2025-09-09"), entry("2025-10-09")])

    assert (tally.number, tally.counted) == (0, [])


@pytest.mark.parametrize(("tolerance", "asked"), [("1", 4), ("4", 1), ("5", 0), ("6", 0)])
def test_windows_that_may_fail_are_not_asked_for(tolerance: str, asked: int) -> None:
    tally = tallied({"every": "month", "of": {}, "tolerance": tolerance}, [entry("2025-09-09")])

    assert (tally.number, tally.out_of, len(tally.gaps)) == (1 if asked else None, asked, 4)


@pytest.mark.parametrize(
    ("days", "number"),
    [
        (["2025-08-31"], 0),
        (["2025-09-01"], 1),
        (["2025-09-07"], 1),
        (["2025-09-07", "2025-09-08"], 2),
        (["2026-01-25"], 1),
        (["2026-01-26"], 0),  # its week ends on 1 February, outside the term
    ],
)
def test_weeks_at_the_edges(days: list[str], number: int) -> None:
    assert tallied({"every": "week", "of": {}}, [entry(day) for day in days]).number == number


@pytest.mark.parametrize(
    ("slots", "number"),
    [([["2"]], 0), ([["2", "3"]], 1), ([["1", "2", "3"]], 1), ([["2"], ["3"]], 0), ([[]], 0)],
)
def test_one_activity_must_take_the_whole_slot(slots: list[list[str]], number: int) -> None:
    entries = [entry("2025-09-02", slot=slot) for slot in slots]

    assert tallied({"every": {"weekday": "周二", "slot": ["2", "3"]}, "of": {}}, entries).number == number


def test_a_window_is_given_to_the_activity_that_fills_it() -> None:
    entries = [entry("2025-09-01"), entry("2025-09-02"), entry("2025-09-03"), entry("2025-09-09")]
    tally = tallied({"every": "week", "of": {}, "least": "2"}, entries)

    assert Sum.of(tally, entries) == (1, 21, [(0, 0), (1, 1), (2, 0), (3, 0)])


@pytest.mark.parametrize(
    "windows",
    [
        {},
        {"length": "week", "weekday": "周二"},
        {"weekday": "周二", "weeks": ["1"]},
        {"length": "week", "slot": ["1"]},
        {"slot": ["1"]},
        "day",
    ],
)
def test_windows_of_no_kind_or_of_two_are_refused(windows: Any) -> None:
    with pytest.raises(ValidationError):
        A_MEASURE.validate_python({"every": windows, "of": {}})


# Order ---------------------------------------------------------------------------------------------------------------


def most_served(triggers: Sequence[Entry], steps: Sequence[Entry], fits: Callable[[Entry, Entry], bool]) -> int:
    """Give the size of a maximum matching: every augmenting path is tried."""
    taken: dict[int, int] = {}

    def augments(trigger: int, tried: set[int]) -> bool:
        for step, one in enumerate(steps):
            if step in tried or one is triggers[trigger] or not fits(triggers[trigger], one):
                continue
            tried.add(step)
            if step not in taken or augments(taken[step], tried):
                taken[step] = trigger
                return True
        return False

    return sum(augments(trigger, set()) for trigger in range(len(triggers)))


DISTANCES = st.sampled_from([(0, None), (0, 0), (0, 3), (1, None), (1, 1), (2, 5), (7, 7)])


def chain(option: str, apart: int, within: int | None, **more: Any) -> dict[str, Any]:
    options = {"apart": f"{apart} days", **({} if within is None else {"within": f"{within} days"})}
    return {option: {"each": {"kind": "听课"}, "expect": {"kind": "讲座"}, **options, **more}, "if_none": "short"}


def distance(option: str, trigger: Entry, step: Entry) -> int:
    return (step.first - trigger.last).days if option == "after" else (trigger.first - step.last).days


@settings(max_examples=150, deadline=None)
@given(entries_between("2025-09-01", "2025-09-14", 12), DISTANCES, st.sampled_from(["after", "before"]))
def test_as_many_as_can_be_are_served(entries: list[Entry], distances: tuple[int, int | None], option: str) -> None:
    def fits(trigger: Entry, step: Entry) -> bool:
        days = distance(option, trigger, step)
        return apart <= days and (within is None or days <= within)

    apart, within = distances
    triggers, steps = ([one for one in entries if one.activity.kind == kind] for kind in ("听课", "讲座"))
    tally = tallied(chain(option, apart, within), entries)

    assert (tally.number, tally.out_of, len(tally.gaps)) == (
        most_served(triggers, steps, fits) if triggers else None,
        len(triggers),
        len(triggers) - int(tally.number or 0),
    )


@FEW
@given(CLOSE, DISTANCES, st.sampled_from(["after", "before"]))
def test_with_the_same_fields_as_many_as_can_be_are_served(
    entries: list[Entry], distances: tuple[int, int | None], option: str
) -> None:
    def fits(trigger: Entry, step: Entry) -> bool:
        days, (one, other) = distance(option, trigger, step), (trigger.activity, step.activity)
        same = (
            one.school is not None and one.topic is not None and (one.school, one.topic) == (other.school, other.topic)
        )
        return same and apart <= days and (within is None or days <= within)

    apart, within = distances
    triggers, steps = ([one for one in entries if one.activity.kind == kind] for kind in ("听课", "讲座"))
    number = tallied(chain(option, apart, within, same=["school", "topic"]), entries).number

    assert number == (most_served(triggers, steps, fits) if triggers else None)


@FEW
@given(CLOSE, DISTANCES, st.sampled_from(["after", "before"]))
def test_a_shared_step_serves_everything_beside_it(
    entries: list[Entry], distances: tuple[int, int | None], option: str
) -> None:
    apart, within = distances
    triggers, steps = ([one for one in entries if one.activity.kind == kind] for kind in ("听课", "讲座"))
    served = [
        trigger
        for trigger in triggers
        if any(apart <= distance(option, trigger, step) <= (1000 if within is None else within) for step in steps)
    ]
    tally = tallied(chain(option, apart, within, shared="是"), entries)

    assert tally.number == (len(served) if triggers else None)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(0, 3), max_size=5), st.sampled_from([0, 1]), st.sampled_from(["after", "before"]))
def test_activities_that_follow_their_own_kind_are_served_as_far_as_can_be(
    days: list[int], apart: int, option: str
) -> None:
    entries = [entry(TERM.first + day * ONE_DAY) for day in sorted(days)]
    written = {option: {"each": {}, "expect": {}, "apart": f"{apart} days"}, "if_none": "short"}
    most = most_served(entries, entries, lambda trigger, step: distance(option, trigger, step) >= apart)

    assert tallied(written, entries).number == (most if entries else None)


@pytest.mark.parametrize(
    ("option", "apart", "within", "first", "second", "number"),
    [
        ("after", 0, None, "2025-09-10", "2025-09-10", 1),
        ("after", 0, None, "2025-09-10", "2025-09-09", 0),
        ("after", 1, None, "2025-09-10", "2025-09-10", 0),
        ("after", 1, None, "2025-09-10", "2025-09-11", 1),
        ("after", 0, 30, "2025-09-10", "2025-10-10", 1),
        ("after", 0, 30, "2025-09-10", "2025-10-11", 0),
        ("before", 0, None, "2025-09-10", "2025-09-10", 1),
        ("before", 0, None, "2025-09-10", "2025-09-11", 0),
        ("before", 1, None, "2025-09-10", "2025-09-10", 0),
        ("before", 1, None, "2025-09-10", "2025-09-09", 1),
        ("before", 0, 7, "2025-09-10", "2025-09-03", 1),
        ("before", 0, 7, "2025-09-10", "2025-09-02", 0),
    ],
)
def test_distances_include_both_ends(
    option: str, apart: int, within: int | None, first: str, second: str, number: int
) -> None:
    entries = [entry(first), entry(second, kind="讲座")]

    assert tallied(chain(option, apart, within), entries).number == number


@pytest.mark.parametrize(
    ("option", "trigger", "step", "number"),
    [
        ("after", ("2025-09-01", "2025-09-05"), ("2025-09-06", "2025-09-09"), 1),
        ("after", ("2025-09-01", "2025-09-05"), ("2025-09-05", "2025-09-09"), 0),
        ("before", ("2025-09-06", "2025-09-09"), ("2025-09-01", "2025-09-05"), 1),
        ("before", ("2025-09-05", "2025-09-09"), ("2025-09-01", "2025-09-05"), 0),
    ],
)
def test_between_intervals_the_distance_is_from_last_day_to_first_day(
    option: str, trigger: tuple[str, str], step: tuple[str, str], number: int
) -> None:
    entries = [entry(*trigger), entry(*step, kind="讲座")]

    assert tallied(chain(option, 1, 1), entries).number == number


STEPS = {
    "each": {"kind": "外出学习"},
    "expect": [{"kind": "讲座"}, {"kind": "听课"}],
    "apart": "1 day",
    "within": "7 days",
}


@pytest.mark.parametrize(
    ("days", "number", "gaps"),
    [
        (["2025-09-08", "2025-09-15"], 1, []),
        (["2025-09-08", "2025-09-16"], 0, ["2025-09-01 的外出学习之后缺一条：类型为听课，最迟 2025-09-15"]),
        (["2025-09-09", "2025-09-10"], 0, ["2025-09-01 的外出学习之后缺一条：类型为讲座，最迟 2025-09-08"]),
        (["2025-09-08", "2025-09-08"], 0, ["2025-09-01 的外出学习之后缺一条：类型为听课，最迟 2025-09-15"]),
        (["2025-09-08"], 0, ["2025-09-01 的外出学习之后缺一条：类型为听课，最迟 2025-09-15"]),
        ([], 0, ["2025-09-01 的外出学习之后缺一条：类型为讲座，最迟 2025-09-08"]),
    ],
)
def test_each_step_follows_the_one_before_it(days: list[str], number: int, gaps: list[str]) -> None:
    steps = [entry(day, kind=kind) for day, kind in zip(days, ("讲座", "听课"), strict=False)]
    tally = tallied({"after": STEPS, "if_none": "short"}, [entry("2025-09-01", kind="外出学习"), *steps])

    assert (tally.number, [gap.zh for gap in tally.gaps]) == (number, gaps)


def test_a_trigger_that_lacks_a_step_takes_none() -> None:
    entries = [
        entry("2025-09-01", kind="外出学习"),
        entry("2025-09-02", kind="外出学习"),
        entry("2025-09-09", kind="讲座"),
        entry("2025-09-10", kind="听课"),
    ]
    tally = tallied({"after": STEPS, "if_none": "short"}, entries)

    assert (Sum.of(tally, entries), [(one.entry, one.reason) for one in tally.missed]) == (
        (1, 2, [(1, 1), (2, 0), (3, 0)]),
        [(entries[0], "no_step")],
    )


def test_a_step_that_serves_nothing_does_not_count() -> None:
    entries = [entry("2025-09-01"), entry("2025-09-02", kind="讲座"), entry("2025-09-03", kind="讲座")]
    tally = tallied(chain("after", 0, None), entries)

    assert (Sum.of(tally, entries), [(one.entry, one.reason) for one in tally.missed]) == (
        (1, 1, [(0, 1), (1, 0)]),
        [(entries[2], "serves_none")],
    )


# Laws of every measure -----------------------------------------------------------------------------------------------

ALL: dict[str, dict[str, Any]] = {
    "count": {"count": {"kind": ["听课", "培训"]}},
    "count with caps": {"count": {}, "caps": [{"of": {"kind": "听课"}, "at_most": "1"}]},
    "total": {"total": "hours", "of": {}},
    "total with caps": {"total": "hours", "of": {}, "caps": [{"of": {"kind": "培训"}, "at_most": "2"}]},
    "total with convert": {
        "total": "hours",
        "of": {"kind": "培训"},
        "convert": [{"of": {"kind": "听课"}, "each": "0.5", "per": "lessons"}, {"of": {"kind": "讲座"}, "each": "2"}],
    },
    "days": {"days": {}},
    "longest_run": {"longest_run": {}},
    "distinct": {"distinct": "school", "of": {}},
    "covers": {"covers": "school", "of": {}, "all": ["甲校", "乙校", "丁校"]},
    "covers people": {"covers": "participants", "of": {}, "all": ["甲", "乙", "丁"]},
    "share": {"share": {"kind": "听课"}, "out_of": {}, "if_none": "short"},
    "share of hours": {"share": {"kind": "培训"}, "out_of": {}, "of": "hours", "if_none": "not_applicable"},
    "share of a quota": {"share": {"kind": "听课"}, "out_of": {"bound_of": "quota"}, "if_none": "short"},
    "every week": {"every": "week", "of": {}},
    "every month by people": {"every": "month", "of": {}, "by": "participants", "least": "2", "most": "4"},
    "every two weeks of days": {"every": "two_weeks", "of": {}, "total": "days", "least": "3"},
    "every tuesday": {"every": {"weekday": "周二", "slot": ["2"]}, "of": {}},
    "after": {"after": {"each": {"kind": "听课"}, "expect": {"kind": "讲座"}}, "if_none": "short"},
    "after in two steps": {"after": {**STEPS, "each": {"kind": "培训"}, "apart": "0 days"}, "if_none": "short"},
    "after, shared": {"after": {"each": {"kind": "听课"}, "expect": {}, "shared": "是"}, "if_none": "short"},
    "after its own kind": {"after": {"each": {}, "expect": {}, "apart": "1 day"}, "if_none": "short"},
    "before": {"before": {"each": {"kind": "听课"}, "expect": {"kind": "讲座"}}, "if_none": "short"},
    "before its own kind": {"before": {"each": {}, "expect": {}, "within": "3 days"}, "if_none": "short"},
    "complete": {"complete": {}, "fields": ["school", "signature"], "if_none": "not_applicable"},
    "any_of": {"any_of": PARTS},
    "all_of": {"all_of": [*PARTS, {"title": "每月", "measure": {"every": "month", "of": {}}, "at_least": "40 %"}]},
    "members": {"members": "everyone", "in": "participants", "of": {}},
    "reconcile": {
        "reconcile": "hours",
        "of": {"kind": "工作总结"},
        "with": {"total": "hours", "of": {"kind": ["培训", "听课"]}},
    },
    "attested": {"attested": "作业"},
}


def whole_of(written: Mapping[str, Any], entries: Sequence[Entry]) -> Fraction:
    """Give what the amounts of a share are a part of; what any other number is a part of is itself."""
    if "share" not in written:
        return Fraction(1)
    if "bound_of" in written["out_of"]:
        return Fraction(8, 100)
    inside = [one.activity for one in entries if ends_inside(one)]
    return Fraction(sum(Fraction((one.hours or 0) if written.get("of") else 1) for one in inside)) / 100


def test_the_laws_are_tried_on_every_measure() -> None:
    tried = {type(built(written)) for written in ALL.values()}

    assert tried == set(map(measure_class, MEASURES))


@pytest.mark.parametrize("name", ALL)
@FEW
@given(entries=ENTRIES)
def test_counted_amounts_add_up_to_the_number_of_every_measure(name: str, entries: list[Entry]) -> None:
    tally = tallied(ALL[name], entries)
    counted = sum(Fraction(amount) for _entry, amount in tally.counted)
    number = tally.number if tally.number is not None else Fraction()

    assert counted == number * whole_of(ALL[name], entries)


@pytest.mark.parametrize("name", ALL)
@FEW
@given(entries=st.one_of(ENTRIES, CLOSE))
def test_every_activity_counts_or_is_missed_once_for_every_measure(name: str, entries: list[Entry]) -> None:
    how = built(ALL[name])
    given_entries = selected(how, entries)
    tally = how.tally(given_entries, TERM, around())
    told = [id(one) for one, _amount in tally.counted] + [id(missed.entry) for missed in tally.missed]

    assert sorted(told) == sorted(id(one) for one in given_entries)


@pytest.mark.parametrize("name", ALL)
@FEW
@given(entries=st.one_of(ENTRIES, CLOSE), random=st.randoms(use_true_random=False))
def test_the_order_of_activities_never_matters_to_the_number(name: str, entries: list[Entry], random: Any) -> None:
    shuffled = list(entries)
    random.shuffle(shuffled)
    one, other = tallied(ALL[name], entries), tallied(ALL[name], shuffled)

    assert (one.number, one.out_of, len(one.gaps)) == (other.number, other.out_of, len(other.gaps))


@pytest.mark.parametrize("name", [name for name in ALL if name != "reconcile"])
@FEW
@given(entries=ENTRIES)
def test_no_number_is_negative_nor_more_than_all_there_is(name: str, entries: list[Entry]) -> None:
    tally = tallied(ALL[name], entries)
    number, out_of = tally.number or Fraction(), tally.out_of

    assert 0 <= number <= (number if out_of is None else out_of)


@pytest.mark.parametrize("name", [name for name, written in ALL.items() if built(written).can_fall is False])
@FEW
@given(entries=ENTRIES, more=st.builds(chosen, st.dates(TERM.first, TERM.last), CHOICES))
def test_one_more_activity_never_lowers_a_number_that_cannot_fall(name: str, entries: list[Entry], more: Entry) -> None:
    before, after = (tallied(ALL[name], given_entries).number or 0 for given_entries in (entries, [*entries, more]))

    assert [before, after] == sorted([before, after])


@pytest.mark.parametrize(
    ("name", "text", "bound"),
    [
        ("every week", "100 %", PerCent(Fraction(100))),
        ("every week", "3", Fraction(3)),
        ("covers", "80%", PerCent(Fraction(80))),
        ("complete", "99.5 %", PerCent(Fraction(199, 2))),
        ("after", "1", Fraction(1)),
        ("before", "100 %", PerCent(Fraction(100))),
        ("any_of", "2", Fraction(2)),
        ("all_of", "50 %", PerCent(Fraction(50))),
        ("members", "3", Fraction(3)),
        ("longest_run", "1 month", Fraction(30)),
        ("share of a quota", "100 %", Fraction(100)),
        ("attested", "1", Fraction(1)),
    ],
)
def test_a_bound_is_read_in_the_unit_of_its_measure(name: str, text: str, bound: Any) -> None:
    assert built(ALL[name]).read_bound(text) == bound


@pytest.mark.parametrize(
    ("name", "text", "example"),
    [
        ("every week", "all", "100 %"),
        ("every week", "100.01 %", "100 %"),
        ("covers", "-1", "100 %"),
        ("members", "100 %", "40"),
        ("longest_run", "30", "1 month"),
        ("attested", "是", "40"),
    ],
)
def test_a_bound_of_another_form_is_refused_with_an_example(name: str, text: str, example: str) -> None:
    with pytest.raises(PydanticCustomError) as caught:
        built(ALL[name]).read_bound(text)

    assert (caught.value.type, (caught.value.context or {})["example"]) == ("YA404", example)


@pytest.mark.parametrize(
    ("per_cent", "whole", "number"),
    [
        ("100", "7", 7),
        ("50", "7", Fraction(7, 2)),
        ("80", "5", 4),
        ("33.33", "100", Fraction(3333, 100)),
        ("9", "0", 0),
    ],
)
def test_a_part_of_a_whole_is_exact(per_cent: str, whole: str, number: Fraction) -> None:
    assert PerCent(Fraction(per_cent)).of(Fraction(whole)) == number


def test_the_amounts_of_an_empty_list_are_nothing() -> None:
    numbers = {name: tallied(written, []).number for name, written in ALL.items()}
    none = {"share", "share of hours", "complete", "reconcile", "attested"}
    none |= {name for name in ALL if name.startswith(("after", "before"))}

    assert numbers == {name: None if name in none else 0 for name in ALL}


@pytest.mark.parametrize(
    ("first", "last", "kept"),
    [
        ("2025-08-20", "2025-08-31", []),
        ("2025-08-20", "2025-09-01", ["2025-09"]),
        ("2025-09-30", "2025-09-30", ["2025-09"]),
        ("2025-09-30", "2025-10-01", ["2025-09", "2025-10"]),
        ("2025-10-01", "2025-12-01", ["2025-10", "2025-11", "2025-12"]),
        ("2026-01-31", "2026-02-20", ["2026-01"]),
        ("2026-02-01", "2026-02-20", []),
    ],
)
def test_days_belong_to_every_window_that_they_lie_in(first: str, last: str, kept: list[str]) -> None:
    tally = tallied({"every": "month", "of": {}, "total": "days"}, [entry(first, last)])
    months = ("2025-09", "2025-10", "2025-11", "2025-12", "2026-01")

    assert (tally.number, [gap.zh for gap in tally.gaps]) == (len(kept), [name for name in months if name not in kept])


@pytest.mark.parametrize(
    ("number", "least", "most", "kept"),
    [
        (0, "1", "2", 0),
        (1, "1", "2", 1),
        (2, "1", "2", 1),
        (3, "1", "2", 0),
        (1, "2", "2", 0),
        (2, "2", "2", 1),
        (3, "2", "2", 0),
    ],
)
def test_the_least_and_the_most_of_a_window_include_their_number(number: int, least: str, most: str, kept: int) -> None:
    entries = [entry("2025-09-01"), entry("2025-09-15"), entry("2025-09-30")][:number]

    assert tallied({"every": "month", "of": {}, "least": least, "most": most}, entries).number == kept
