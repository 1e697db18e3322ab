"""One person before the rules: whose bounds, which activities, which verdict, and what settles a rule otherwise."""

from __future__ import annotations

import datetime as dt
import json
import random
from collections.abc import Mapping
from fractions import Fraction
from functools import cache
from typing import Any

import pytest
from conftest import REPOSITORY
from office import (
    COUNT,
    LESSONS,
    ONE_DAY,
    TERM,
    Files,
    entry,
    faults,
    judged,
    lessons,
    pack_of,
    person,
    registry_files,
    verdicts,
)

from yanpei_audit.audit import Outcome, judge_person
from yanpei_audit.calendar import read_period
from yanpei_audit.records import Entry, Person
from yanpei_audit.registry import Member, Pair, Registry
from yanpei_audit.rules.measures.table import MEASURES, measure_class
from yanpei_audit.rules.rulebook import Rulebook, RuleFiles, read_rulebook, shipped_kinds
from yanpei_audit.settings import FileText

pytestmark = pytest.mark.unmeasured

# Bounds --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("bound", "number", "verdict"),
    [
        ({"at_least": "3"}, 2, "short"),
        ({"at_least": "3"}, 3, "met"),
        ({"at_least": "3"}, 4, "met"),
        ({"at_least": "3"}, 0, "short"),
        ({"at_most": "3"}, 0, "met"),
        ({"at_most": "3"}, 3, "met"),
        ({"at_most": "3"}, 4, "over"),
        ({"at_most": "0"}, 0, "met"),
        ({"at_most": "0"}, 1, "over"),
        ({"exactly": "3"}, 2, "short"),
        ({"exactly": "3"}, 3, "met"),
        ({"exactly": "3"}, 4, "over"),
        ({"at_least": "2", "at_most": "3"}, 1, "short"),
        ({"at_least": "2", "at_most": "3"}, 2, "met"),
        ({"at_least": "2", "at_most": "3"}, 3, "met"),
        ({"at_least": "2", "at_most": "3"}, 4, "over"),
        ({"at_least": "3", "at_most": "3"}, 3, "met"),
    ],
)
def test_bounds_include_their_number(bound: Mapping[str, Any], number: int, verdict: str) -> None:
    files = Files(pack_of({"measure": LESSONS, **bound}))

    assert verdicts(person(*([lessons(number)] if number else [])), files) == [verdict]


@pytest.mark.parametrize(
    ("number", "missing"), [(0, Fraction(3)), (2, Fraction(1)), (3, Fraction(0)), (5, Fraction(0))]
)
def test_the_shortfall_is_what_is_missing_to_the_lower_bound(number: int, missing: Fraction) -> None:
    files = Files(pack_of({"measure": LESSONS, "at_least": "3"}))

    assert judged(person(*([lessons(number)] if number else [])), files)[0].shortfall == missing


BY_ROLE = {"by": "role", "行政": "30", "grade-head": "25", "教研员": "20"}


@pytest.mark.parametrize(
    ("roles", "several", "low"),
    [
        (("教研员",), {}, 20),
        (("级长",), {}, 25),
        (("行政",), {}, 30),
        (("教研员", "行政"), {}, 30),
        (("教研员", "行政"), {"if_several": "highest"}, 30),
        (("教研员", "行政"), {"if_several": "lowest"}, 20),
        (("行政", "级长"), {"if_several": "lowest"}, 25),
        (("校长", "级长"), {"if_several": "lowest"}, 25),
    ],
)
def test_somebody_with_several_roles_is_held_to_the_highest_or_lowest(
    roles: tuple[str, ...], several: Mapping[str, str], low: int
) -> None:
    files = Files(pack_of({"measure": LESSONS, "at_least": {**BY_ROLE, **several}}))
    found = [
        (outcome.verdict.value, outcome.bounds.at_least, outcome.shortfall)
        for number in (low - 1, low)
        for outcome in judged(person(lessons(number - 10), lessons(10), roles=roles), files)
    ]

    assert found == [("short", low, 1), ("met", low, 0)]


@pytest.mark.parametrize("roles", [(), ("校长",), ("校长", "班主任")])
def test_a_rule_is_not_for_somebody_with_none_of_the_roles(roles: tuple[str, ...]) -> None:
    files = Files(pack_of({"measure": LESSONS, "at_least": BY_ROLE}))

    assert [(one.verdict.value, one.applied) for one in judged(person(roles=roles), files)] == [
        ("not_applicable", False)
    ]


def test_upper_and_exact_bounds_may_differ_by_role_too() -> None:
    files = Files(
        pack_of(
            {"measure": LESSONS, "at_most": {**BY_ROLE, "if_several": "lowest"}},
            {"measure": LESSONS, "exactly": BY_ROLE},
        )
    )
    found = {
        number: verdicts(person(lessons(number - 10), lessons(10), roles=("教研员", "级长")), files)
        for number in (20, 21, 25, 26)
    }

    assert found == {20: ["met", "short"], 21: ["over", "short"], 25: ["over", "met"], 26: ["over", "over"]}


TIERS = [
    {"name": "新教师", "en": "new", "to_years": 5},
    {"name": "中年", "en": "mid", "from_years": 11, "to_years": 19},
    {"name": "骨干", "en": "backbone", "aliases": ["中坚"]},
]
BY_TIER = {"by": "tier", "新教师": "3", "骨干": "1"}


@pytest.mark.parametrize(
    ("fields", "verdict", "low"),
    [
        ({"years": 0}, "short", 3),
        ({"years": 5}, "short", 3),
        ({"years": 6}, "pending", None),
        ({"years": 10}, "pending", None),
        ({"years": 11}, "not_applicable", None),
        ({"years": 19}, "not_applicable", None),
        ({"years": 20}, "pending", None),
        ({}, "pending", None),
        ({"tier": "骨干"}, "met", 1),
        ({"tier": "backbone"}, "met", 1),
        ({"tier": "中坚", "years": 3}, "met", 1),
        ({"tier": "别的", "years": 3}, "pending", None),
    ],
)
def test_a_tier_is_told_by_its_name_or_by_the_years_and_never_guessed(
    fields: Mapping[str, Any], verdict: str, low: int | None
) -> None:
    files = Files(pack_of({"measure": LESSONS, "at_least": BY_TIER}, tiers=TIERS))
    found = judged(person(lessons(2), **fields), files)

    assert [(one.verdict.value, one.bounds.at_least) for one in found] == [(verdict, low)]


@pytest.mark.parametrize(
    ("day", "years"),
    [
        ("2025-08-31", 4),
        ("2025-09-01", 5),
        ("2025-09-02", 5),
        ("2026-08-31", 5),
        ("2026-09-01", 6),
        ("2019-01-01", None),
    ],
)
def test_years_of_service_are_complete_ones(day: str, years: int | None) -> None:
    member = Member.model_validate({"id": "P1", "name": "甲", "teaching_since": "2020-09-01"})

    assert member.years_on(dt.date.fromisoformat(day)) == years


@pytest.mark.parametrize(
    ("bound", "number", "verdict"),
    [
        ({"at_least": "unknown"}, 0, "short"),
        ({"at_least": "unknown"}, 1, "undecided"),
        ({"at_least": "不详"}, 9, "undecided"),
        ({"at_least": "unknown", "at_most": "3"}, 3, "undecided"),
        ({"at_least": "unknown", "at_most": "3"}, 4, "over"),
    ],
)
def test_of_a_lost_number_nothing_is_short_and_something_is_undecided(
    bound: Mapping[str, str], number: int, verdict: str
) -> None:
    files = Files(pack_of({"measure": LESSONS, **bound}))

    assert verdicts(person(*([lessons(number)] if number else [])), files) == [verdict]


def test_a_parameter_takes_the_place_of_a_lost_number() -> None:
    files = Files(pack_of({"measure": LESSONS, "at_least": "unknown"}), 'parameters: {own/rule-1: "2"}\n')

    assert [verdicts(person(lessons(number)), files) for number in (1, 2)] == [["short"], ["met"]]


def test_a_parameter_holds_for_another_reading_with_the_same_bound() -> None:
    other = {"reading": "评课也算", "measure": {"total": "lessons", "of": {"kind": ["听课", "评课"]}}}
    rule = {"measure": LESSONS, "at_least": "unknown", "also": [other]}
    files = Files(pack_of(rule), 'parameters: {own/rule-1: "2"}\n')
    who = person(lessons(1), entry("2025-09-10", kind="评课", lessons="1"))

    assert verdicts(who, files) == ["pending"]


def test_the_names_of_roles_hold_for_another_reading_with_the_same_bound() -> None:
    other = {"reading": "评课也算", "measure": {"total": "lessons", "of": {"kind": ["听课", "评课"]}}}
    rule = {"measure": LESSONS, "at_least": {"by": "role", "researcher": "2"}, "also": [other]}
    found = judged(person(lessons(1)), Files(pack_of(rule)))

    assert [(one.verdict.value, [also.verdict.value for also in one.also]) for one in found] == [("short", ["short"])]


# A part of what there is ---------------------------------------------------------------------------------------------

WHOLE = {"complete": {"kind": "听课"}, "fields": ["school"], "if_none": "not_applicable"}


@pytest.mark.parametrize(
    ("bound", "full", "verdict"),
    [
        ({"at_least": "50 %"}, 1, "short"),
        ({"at_least": "50 %"}, 2, "met"),
        ({"at_least": "100 %"}, 3, "short"),
        ({"at_least": "100 %"}, 4, "met"),
        ({"at_least": "2"}, 1, "short"),
        ({"at_least": "2"}, 2, "met"),
        ({"at_most": "50 %"}, 2, "met"),
        ({"at_most": "50 %"}, 3, "over"),
        ({"exactly": "75 %"}, 2, "short"),
        ({"exactly": "75 %"}, 3, "met"),
        ({"exactly": "75 %"}, 4, "over"),
    ],
)
def test_a_bound_may_be_a_part_of_what_there_is(bound: Mapping[str, str], full: int, verdict: str) -> None:
    entries = [entry(f"2025-09-0{day}", **({"school": "甲校"} if day <= full else {})) for day in (1, 2, 3, 4)]

    assert verdicts(person(*entries), Files(pack_of({"measure": WHOLE, **bound}))) == [verdict]


@pytest.mark.parametrize(("if_none", "verdict"), [("not_applicable", "not_applicable"), ("short", "short")])
def test_where_there_is_nothing_the_rule_says_what_holds(if_none: str, verdict: str) -> None:
    files = Files(pack_of({"measure": {**WHOLE, "if_none": if_none}, "at_least": "100 %"}))

    assert verdicts(person(), files) == [verdict]


@pytest.mark.parametrize(
    ("judgements", "verdict"),
    [([], "pending"), ([("2025-09-09", "通过")], "met"), ([("2025-09-09", "通过"), ("2025-09-10", "不通过")], "short")],
)
def test_what_nobody_has_judged_is_pending(judgements: list[tuple[str, str]], verdict: str) -> None:
    entries = [entry(day, kind="认定", topic="备课", assessor="乙", conclusion=said) for day, said in judgements]

    assert verdicts(person(*entries), Files(pack_of({"measure": {"attested": "备课"}}))) == [verdict]


@pytest.mark.parametrize(
    ("option", "lectures", "verdict"),
    [("any_of", 0, "short"), ("any_of", 1, "met"), ("all_of", 1, "short"), ("all_of", 2, "met")],
)
def test_one_part_of_any_and_every_part_of_all_is_enough(option: str, lectures: int, verdict: str) -> None:
    parts = [{"title": kind, "measure": {"count": {"kind": kind}}, "at_least": "1"} for kind in ("讲座", "培训")]
    entries = [entry("2025-09-09", kind="讲座"), entry("2025-09-10", kind="培训")][:lectures]

    assert verdicts(person(*entries), Files(pack_of({"measure": {option: parts}}))) == [verdict]


def test_a_share_of_a_quota_is_of_the_bound_that_the_person_has() -> None:
    share = {"share": {"kind": "听课", "school": "甲校"}, "out_of": {"bound_of": "all"}, "if_none": "short"}
    files = Files(
        pack_of(
            {"id": "all", "measure": COUNT, "at_least": {"by": "role", "教研员": "4", "校长": "2"}},
            {"id": "part", "measure": share, "at_least": "50 %"},
        )
    )
    found = {
        role: [
            (one.verdict.value, one.measured)
            for one in judged(person(entry("2025-09-09", school="甲校"), roles=(role,)), files)
        ]
        for role in ("教研员", "校长", "班主任")
    }

    assert found == {
        "教研员": [("short", 1), ("short", 25)],
        "校长": [("short", 1), ("met", 50)],
        "班主任": [("not_applicable", None), ("short", None)],
    }


# What settles a rule otherwise ---------------------------------------------------------------------------------------


def test_an_activity_without_what_it_needs_does_not_count_and_says_what_lacks() -> None:
    files = Files(pack_of({"measure": COUNT, "at_least": "1", "counts_if": {"signature": {"present": "是"}}}))
    found = [
        (one.verdict.value, one.matched, [(missed.reason, missed.field) for missed in one.missed])
        for fields in ({}, {"signature": "王"})
        for one in judged(person(entry("2025-09-09", **fields)), files)
    ]

    assert found == [("short", 0, [("lacks", "signature")]), ("met", 1, [])]


UNLESS = {"measure": {"days": {"kind": "外出学习"}}, "at_least": "90 days", "reading": "外出满九十天"}


@pytest.mark.parametrize(
    ("days", "least", "verdict", "would_be"),
    [
        (0, "90 days", "short", None),
        (89, "90 days", "short", None),
        (90, "90 days", "exempt", "short"),
        (91, "90 days", "exempt", "short"),
        (0, "unknown", "short", None),
        (1, "unknown", "pending", "short"),
    ],
)
def test_whoever_comes_to_what_frees_is_exempt(days: int, least: str, verdict: str, would_be: str | None) -> None:
    files = Files(pack_of({"measure": COUNT, "at_least": "1", "unless": {**UNLESS, "at_least": least}}))
    first = dt.date(2025, 9, 1)
    away = [entry(first, first + (days - 1) * ONE_DAY, kind="外出学习")] if days else []
    found = judged(person(*away), files)

    assert [(one.verdict.value, one.would_be, one.why and one.why.zh) for one in found] == [
        (verdict, would_be, "外出满九十天" if would_be else None)
    ]


def test_whoever_meets_a_rule_is_not_exempt_from_it() -> None:
    files = Files(pack_of({"measure": COUNT, "at_least": "1", "unless": {**UNLESS, "at_least": "unknown"}}))
    who = person(entry("2025-09-01", kind="外出学习"), entry("2025-09-09"))

    assert verdicts(who, files) == ["met"]


@pytest.mark.parametrize(("roles", "verdict"), [(("行政",), "exempt"), (("教研员",), "short")])
def test_what_frees_some_roles_frees_nobody_else(roles: tuple[str, ...], verdict: str) -> None:
    freedom = {**UNLESS, "at_least": {"by": "role", "行政": "1 day"}}
    files = Files(pack_of({"measure": COUNT, "at_least": "1", "unless": freedom}))

    assert verdicts(person(entry("2025-09-01", kind="外出学习"), roles=roles), files) == [verdict]


def test_what_frees_a_role_may_name_it_in_english() -> None:
    freedom = {**UNLESS, "at_least": {"by": "role", "researcher": "9 days"}}
    files = Files(pack_of({"measure": COUNT, "at_least": "1", "unless": freedom}))

    assert verdicts(person(entry("2025-09-01", kind="外出学习")), files) == ["short"]


WIDER = {"reading": "评课也算", "measure": {"total": "lessons", "of": {"kind": ["听课", "评课"]}}}


@pytest.mark.parametrize(
    ("also", "numbers", "verdict", "others"),
    [
        (WIDER, (2, 1), "pending", ["met"]),
        (WIDER, (2, 0), "short", ["short"]),
        (WIDER, (3, 0), "met", ["met"]),
        ({**WIDER, "if_differs": "note"}, (2, 1), "short", ["met"]),
        ({**WIDER, "at_least": "9"}, (3, 0), "pending", ["short"]),
        ({**WIDER, "at_least": "9"}, (3, 6), "met", ["met"]),
        ({**WIDER, "at_most": "3"}, (3, 1), "pending", ["over"]),
        ({**WIDER, "at_least": "unknown"}, (3, 0), "met", ["undecided"]),
    ],
)
def test_readings_that_disagree_leave_a_rule_pending_or_are_only_noted(
    also: Mapping[str, Any], numbers: tuple[int, int], verdict: str, others: list[str]
) -> None:
    files = Files(pack_of({"measure": LESSONS, "at_least": "3", "also": [also]}))
    critiques = [entry("2025-09-10", kind="评课", lessons=str(numbers[1]))] if numbers[1] else []
    found = judged(person(lessons(numbers[0]), *critiques), files)

    assert [(one.verdict.value, [other.verdict.value for other in one.also]) for one in found] == [(verdict, others)]


def test_a_reading_that_is_only_noted_is_left_out_of_a_run_without_detail() -> None:
    files = Files(pack_of({"measure": LESSONS, "at_least": "3", "also": [{**WIDER, "if_differs": "note"}]}))

    assert [one.also for one in judged(person(lessons(2)), files, detail=False)] == [()]


def test_a_bound_of_another_reading_that_is_not_for_somebody_does_not_disagree() -> None:
    rule = {"measure": LESSONS, "at_least": "3", "also": [{**WIDER, "at_least": {"by": "role", "校长": "1"}}]}

    assert verdicts(person(lessons(2)), Files(pack_of(rule))) == ["short"]


@pytest.mark.parametrize(
    ("rule", "codes"),
    [
        ({"also": [{**WIDER, "at_least": "four"}]}, ["YA404"]),
        ({"also": [{**WIDER, "at_most": "four"}]}, ["YA404"]),
        ({"also": [{"reading": "天数", "measure": {"days": {}}}]}, ["YA404"]),
        ({"unless": {**UNLESS, "at_least": "four"}}, ["YA404"]),
        ({"unless": {**UNLESS, "at_least": {"by": "role", "没有的": "1 day"}}}, ["YA702"]),
        ({"also": [{**WIDER, "at_least": {"by": "role", "没有的": "1"}}]}, ["YA702"]),
        ({"at_least": {"by": "role", "没有的": "1"}}, ["YA702"]),
        ({"at_least": None, "exactly": {"by": "role", "没有的": "1"}}, ["YA702"]),
        ({"at_least": {"by": "tier", "没有的": "1"}}, ["YA702"]),
        ({"at_least": "0"}, ["YA701"]),
        ({"at_most": "2"}, ["YA701"]),
        ({"at_most": "3"}, []),
        ({"exactly": "3"}, ["YA701"]),
        ({"at_least": None}, ["YA701"]),
        ({"at_least": None, "at_most": "unknown"}, ["YA404"]),
        ({"subject": "pair"}, ["YA701"]),
        ({"subject": "pair", "pair": {"kind": "没有的", "end": "lead"}}, ["YA702"]),
        ({"part_of": "rule-9"}, ["YA702"]),
        ({"beyond": "rule-9"}, ["YA702"]),
        ({"beyond": "rule-1"}, ["YA701"]),
        ({"measure": {"count": {"date": {"within": "rule-9"}}}}, ["YA702"]),
        ({"measure": {"count": {"date": {"week": "54"}}}}, ["YA404"]),
        ({"measure": {"count": {"date": {"month": "0"}}}}, ["YA404"]),
        ({"measure": {"count": {"school": {"month": "9"}}}}, ["YA702"]),
        ({"measure": {"count": {"school.colour": "红"}}}, ["YA702"]),
        ({"measure": {"any_of": [{"title": "例", "measure": COUNT, "at_least": "0"}]}}, ["YA701"]),
        ({"measure": {"any_of": [{"title": "例", "measure": COUNT, "at_least": "four"}]}}, ["YA404"]),
        ({"measure": {"every": {"weeks": ["0"]}, "of": {}}}, ["YA404"]),
        ({"measure": {"every": "month", "of": {}, "except": ["13"]}}, ["YA404"]),
        ({"measure": {"covers": "school", "of": {}, "all": {"schools": {"colour": "红"}}}}, ["YA702"]),
    ],
)
def test_a_mistake_in_a_rule_is_reported_once_when_it_loads(rule: Mapping[str, Any], codes: list[str]) -> None:
    whole = {key: value for key, value in {"measure": LESSONS, "at_least": "3", **rule}.items() if value is not None}

    assert faults(Files(pack_of(whole))) == codes


# What an activity may be counted for ---------------------------------------------------------------------------------


@pytest.mark.parametrize(("low", "codes"), [("5", []), ("4", []), ("6", ["YA701"])])
def test_a_part_may_not_be_asked_for_more_than_its_whole(low: str, codes: list[str]) -> None:
    files = Files(
        pack_of(
            {"id": "whole", "measure": LESSONS, "at_least": "5"},
            {"id": "part", "measure": LESSONS, "at_least": low, "part_of": "whole"},
        )
    )

    assert faults(files) == codes


@pytest.mark.parametrize("option", ["part_of", "beyond"])
def test_a_part_and_its_whole_have_periods_of_one_length(option: str) -> None:
    files = Files(
        pack_of(
            {"id": "whole", "measure": LESSONS, "at_least": "5", "period": "month"},
            {"id": "part", "measure": LESSONS, "at_least": "1", option: "whole"},
        )
    )

    assert faults(files) == ["YA701"]


OPEN = {"id": "open", "measure": {"total": "lessons", "of": {"kind": "公开课"}}, "at_least": "2"}
REST = {
    "id": "rest",
    "measure": {"total": "lessons", "of": {"kind": ["公开课", "授课"]}},
    "at_least": "1",
    "beyond": "open",
}


def taught(*numbers: int, kind: str = "公开课") -> list[Entry]:
    return [entry(f"2025-09-{day:02d}", kind=kind, lessons=str(number)) for day, number in enumerate(numbers, 1)]


@pytest.mark.parametrize(
    ("numbers", "found"),
    [
        ((), [("short", 0), ("short", 0)]),
        ((1,), [("short", 1), ("short", 0)]),
        ((1, 1), [("met", 2), ("short", 0)]),
        ((2, 1), [("met", 3), ("met", 1)]),
        ((1, 2), [("met", 3), ("short", 0)]),
        ((1, 1, 1), [("met", 3), ("met", 1)]),
        ((1, 1, 1, 1), [("met", 4), ("met", 2)]),
    ],
)
def test_beyond_another_rule_only_what_it_leaves_counts(numbers: tuple[int, ...], found: list[tuple[str, int]]) -> None:
    outcomes = judged(person(*taught(*numbers)), Files(pack_of(OPEN, REST)))

    assert [(one.verdict.value, one.measured) for one in outcomes] == found


def test_what_another_rule_needs_is_missed_as_taken() -> None:
    outcome = judged(person(*taught(1, 1, 1)), Files(pack_of(OPEN, REST)))[1]

    assert [(one.entry.first.day, one.reason) for one in outcome.missed] == [(1, "taken"), (2, "taken")]


def test_a_rule_that_is_not_for_somebody_takes_nothing_from_them() -> None:
    files = Files(pack_of({**OPEN, "applies_to": {"roles": ["校长"]}}, REST))
    outcomes = judged(person(*taught(1, 1)), files)

    assert [(one.verdict.value, one.measured) for one in outcomes] == [("not_applicable", None), ("met", 2)]


def test_a_rule_without_a_bound_for_somebody_takes_nothing_from_them() -> None:
    files = Files(pack_of({**OPEN, "at_least": {"by": "role", "校长": "2"}}, REST))
    outcomes = judged(person(*taught(1, 1)), files)

    assert [(one.verdict.value, one.measured) for one in outcomes] == [("not_applicable", None), ("met", 2)]


@pytest.mark.parametrize(
    "rules",
    [
        ({**OPEN, "beyond": "rest"}, REST),
        ({**OPEN, "measure": {"count": {"date": {"within": "rest"}}}}, REST),
        ({**OPEN, "counts_if": {"school": {"within": "open"}}},),
    ],
)
def test_rules_that_lead_back_to_themselves_are_refused(rules: tuple[Mapping[str, Any], ...]) -> None:
    assert set(faults(Files(pack_of(*rules)))) == {"YA701"}


# Other rules, pairs and the registry ---------------------------------------------------------------------------------

STAY = {"id": "stay", "measure": {"days": {"kind": "蹲点"}}, "at_least": "1 day"}
STAYED = (
    entry("2025-09-10", "2025-09-20", kind="蹲点", school="甲校"),
    entry("2025-11-10", "2025-11-20", kind="蹲点", school="乙校"),
)


@pytest.mark.parametrize(
    ("first", "last", "number"),
    [
        ("2025-09-09", "2025-09-09", 0),
        ("2025-09-10", "2025-09-10", 1),
        ("2025-09-20", "2025-09-20", 1),
        ("2025-09-21", "2025-09-21", 0),
        ("2025-09-10", "2025-09-20", 1),
        ("2025-09-09", "2025-09-20", 0),
        ("2025-09-10", "2025-09-21", 0),
        ("2025-09-15", "2025-11-15", 0),
    ],
)
def test_days_within_another_rule_are_those_that_one_of_its_activities_covers(
    first: str, last: str, number: int
) -> None:
    rule = {"measure": {"count": {"kind": "听课", "date": {"within": "stay"}}}, "at_least": "1"}
    outcomes = judged(person(*STAYED, entry(first, last)), Files(pack_of(STAY, rule)))

    assert outcomes[1].measured == number


@pytest.mark.parametrize(
    ("status", "school", "number"),
    [("done", "甲校", 1), ("done", "丙校", 0), ("done", None, 0), ("planned", "甲校", 0), ("cancelled", "甲校", 0)],
)
def test_schools_within_another_rule_are_those_of_what_it_counts(status: str, school: str | None, number: int) -> None:
    words = {"done": "完成", "planned": "计划", "cancelled": "取消"}
    stayed = entry("2025-09-10", kind="蹲点", school="甲校", status=words[status])
    rule = {"measure": {"count": {"kind": "听课", "school": {"within": "stay"}}}, "at_least": "1"}
    seen = entry("2025-09-10", **({"school": school} if school else {}))

    assert judged(person(stayed, seen), Files(pack_of(STAY, rule)))[1].measured == number


def test_people_within_another_rule_are_told_one_by_one() -> None:
    rule = {"measure": {"count": {"kind": "听课", "participants": {"within": "stay"}}}, "at_least": "1"}
    stayed = entry("2025-09-10", kind="蹲点", participants=["乙", "丙"])
    outcomes = judged(person(stayed, entry("2025-09-11", participants=["丙"])), Files(pack_of(STAY, rule)))

    assert outcomes[1].measured == 1


def test_a_record_can_only_be_asked_whether_it_is_there() -> None:
    rule = {"measure": {"count": {"kind": "听课", "record": {"within": "stay"}}}, "at_least": "1"}

    assert faults(Files(pack_of(STAY, rule))) == ["YA703"]


PEOPLE = (
    {"id": "P1", "name": "甲", "roles": ["骨干教师"]},
    {"id": "P2", "name": "乙"},
    {"id": "P3", "name": "丙"},
)
PAIRS = (
    {"kind": "师徒", "lead": "P1", "partner": "P2", "from": "2025-10-01", "to": "2025-10-31"},
    {"kind": "师徒", "lead": "甲", "partner": "丙"},
    {"kind": "师徒", "lead": "P3", "partner": "P1", "to": "2025-08-31"},
    {"kind": "学校结对", "lead": "P1", "partner": "P9"},
)
ACTS = (
    entry("2025-09-30", teacher="乙"),
    entry("2025-10-01", teacher="P2"),
    entry("2025-10-31", teacher="乙"),
    entry("2025-11-01", teacher="乙"),
    entry("2025-10-10", teacher="丙"),
    entry("2026-01-31", teacher="P3"),
    entry("2025-10-10", teacher="丁"),
    entry("2025-10-10"),
)


def paired(which: str, **options: Any) -> Files:
    rule = {
        "measure": {"count": {"kind": "听课", "teacher": {"partner": which}}},
        "at_least": "2",
        "pair": {"kind": "mentoring", "end": "lead"},
        **options,
    }
    return Files(pack_of(rule), registry=registry_files(people=PEOPLE, pairs=PAIRS))


def test_each_pair_is_judged_for_its_own_partner_in_its_own_days() -> None:
    found = [
        (one.partner and one.partner.written, one.measured, one.verdict.value)
        for one in judged(person(*ACTS), paired("this", subject="pair"))
    ]

    assert found == [("P2", 2, "met"), ("丙", 2, "met")]


def test_any_partner_is_one_of_any_pair_of_the_kind() -> None:
    found = [
        (one.partner and one.partner.written, one.measured)
        for one in judged(person(*ACTS), paired("any", subject="pair"))
    ]

    assert found == [("P2", 3), ("丙", 6)]


def test_a_rule_about_the_person_counts_the_partners_of_all_their_pairs() -> None:
    found = [[one.measured for one in judged(person(*ACTS), paired(which))] for which in ("this", "any")]

    assert found == [[6], [6]]


def test_whoever_has_no_such_pair_is_not_judged_by_it() -> None:
    ends = ({"kind": "师徒", "end": "partner"}, {"kind": "骨干结对", "end": "lead"})
    found = [judged(person(*ACTS), paired("this", subject="pair", pair=pair)) for pair in ends]

    assert found == [[], []]


def test_the_other_end_of_a_partner_is_the_lead() -> None:
    pairs = ({"kind": "师徒", "lead": "P3", "partner": "P1"},)
    rule = {
        "measure": {"count": {"teacher": {"partner": "this"}}},
        "at_least": "2",
        "subject": "pair",
        "pair": {"kind": "师徒", "end": "partner"},
    }
    files = Files(pack_of(rule), registry=registry_files(people=PEOPLE, pairs=pairs))

    assert [(one.partner and one.partner.written, one.measured) for one in judged(person(*ACTS), files)] == [("P3", 2)]


@pytest.mark.parametrize(
    ("days", "holds"),
    [
        ({}, True),
        ({"from": "2026-01-31"}, True),
        ({"from": "2026-02-01"}, False),
        ({"to": "2025-09-01"}, True),
        ({"to": "2025-08-31"}, False),
        ({"from": "2025-10-10", "to": "2025-10-10"}, True),
    ],
)
def test_a_pair_holds_in_a_period_that_it_has_a_day_in(days: Mapping[str, str], holds: bool) -> None:
    pair = Pair.model_validate({"kind": "师徒", "lead": "P1", "partner": "P2", **days})
    found = Registry(pairs=(pair,)).pairs_of(person(), "师徒", "lead", TERM.first, TERM.last)

    assert found == ((pair,) if holds else ())


@pytest.mark.parametrize(
    ("condition", "day", "number"),
    [
        ({"week": "1"}, "2025-09-01", 1),
        ({"week": "1"}, "2025-09-07", 1),
        ({"week": "1"}, "2025-09-08", 0),
        ({"week": ["2", "3"]}, "2025-09-08", 1),
        ({"week": ["2", "3"]}, "2025-09-21", 1),
        ({"week": ["2", "3"]}, "2025-09-22", 0),
        ({"week": "22"}, "2026-01-31", 1),
        ({"month": ["9", "1"]}, "2025-09-01", 1),
        ({"month": ["9", "1"]}, "2025-09-30", 1),
        ({"month": ["9", "1"]}, "2025-10-01", 0),
        ({"month": ["9", "1"]}, "2026-01-31", 1),
        ({"weekday": "周一"}, "2025-09-01", 1),
        ({"weekday": ["周二", "sunday"]}, "2025-09-01", 0),
        ({"weekday": ["周二", "sunday"]}, "2025-09-07", 1),
    ],
)
def test_days_are_told_by_week_month_and_weekday(condition: Mapping[str, Any], day: str, number: int) -> None:
    files = Files(pack_of({"measure": {"count": {"date": condition}}, "at_least": "1"}))

    assert judged(person(entry(day)), files)[0].measured == number


@pytest.mark.parametrize(
    ("day", "weeks"), [("2025-02-01", "1"), ("2025-02-02", "1"), ("2025-02-03", "2"), ("2025-02-09", "2")]
)
def test_week_one_is_the_one_that_holds_the_first_day_of_the_period(day: str, weeks: str) -> None:
    files = Files(pack_of({"measure": {"count": {"date": {"week": weeks}}}, "at_least": "1"}))

    assert judged(person(entry(day)), files, period=read_period("2024-2025-2"))[0].measured == 1


def test_an_interval_is_told_by_its_last_day() -> None:
    files = Files(pack_of({"measure": {"count": {"date": {"month": "10"}}}, "at_least": "1"}))
    found = [
        judged(person(entry(*days)), files)[0].measured
        for days in (("2025-09-30", "2025-10-01"), ("2025-10-31", "2025-11-01"))
    ]

    assert found == [1, 0]


@pytest.mark.parametrize(
    ("condition", "numbers"),
    [
        ({"at_least": "2"}, [0, 1, 1, 1]),
        ({"at_most": "2"}, [1, 1, 0, 0]),
        ({"at_least": "2", "at_most": "3"}, [0, 1, 1, 0]),
    ],
)
def test_amounts_in_a_where_include_both_ends(condition: Mapping[str, str], numbers: list[int]) -> None:
    files = Files(pack_of({"measure": {"count": {"lessons": condition}}, "at_least": "1"}))

    assert [judged(person(lessons(number)), files)[0].measured for number in (1, 2, 3, 4)] == numbers


@pytest.mark.parametrize(
    ("registered", "roles", "unit"),
    [
        ({}, ("教研员",), "旧校"),
        ({"roles": ["行政"]}, ("行政",), "旧校"),
        ({"roles": ["administrator", "级长"], "unit": "新校"}, ("行政", "级长"), "旧校"),
        ({"unit": "新校"}, ("教研员",), "旧校"),
    ],
)
def test_the_roles_of_the_registry_take_the_place_of_those_of_the_record(
    registered: Mapping[str, Any], roles: tuple[str, ...], unit: str
) -> None:
    people = ({"id": "P1", "name": "甲", **registered},)
    files = Files(pack_of({"measure": COUNT, "at_least": BY_ROLE}), registry=registry_files(people=people))
    who = files.book().registry.enrolled(person(unit="旧校"), TERM.first)
    low = max(int({"行政": "30", "级长": "25", "教研员": "20"}[role]) for role in roles)

    assert (who.roles, who.unit, judged(person(), files)[0].bounds.at_least) == (roles, unit, low)


SCHOOLS = ({"name": "甲校", "area": "农村", "aliases": ["甲小"]}, {"name": "乙校", "area": "城区"}, {"name": "丙校"})
RURAL = {"school.area": "农村"}


def test_what_the_registry_says_of_schools_can_be_asked() -> None:
    files = Files(pack_of({"measure": {"count": RURAL}, "at_least": "1"}), registry=registry_files(schools=SCHOOLS))
    schools = ("甲校", "乙校", "丙校", "丁校")
    found = [judged(person(entry("2025-09-09", school=school)), files)[0].measured for school in schools]

    assert found == [1, 0, 0, 0]


@pytest.mark.parametrize(
    "rule",
    [
        {"measure": {"count": RURAL}},
        {"measure": {"distinct": "school.area", "of": {}}},
        {"measure": {"any_of": [{"title": "例", "measure": {"count": RURAL}, "at_least": "1"}]}},
        {"measure": {"covers": "school", "of": {}, "all": {"schools": {"area": "农村"}}}},
        {"measure": {"share": RURAL, "out_of": {}, "if_none": "short"}, "at_least": "1 %"},
        {"measure": {"after": {"each": {}, "expect": RURAL}, "if_none": "short"}},
        {"measure": {"count": {}, "caps": [{"of": RURAL, "at_most": "1"}]}},
        {"measure": {"total": "hours", "of": {}, "convert": [{"of": RURAL, "each": "1"}]}},
        {"measure": {"every": "month", "of": {}, "by": "school.area"}},
        {"measure": {"complete": {}, "fields": ["school.area"], "if_none": "short"}},
        {"measure": {"count": {}}, "counts_if": RURAL},
    ],
    ids=lambda rule: json.dumps(rule["measure"])[:40] if "counts_if" not in rule else "counts_if",
)
def test_where_the_registry_says_nothing_of_schools_a_rule_that_asks_is_undecided(rule: Mapping[str, Any]) -> None:
    found = {
        name: verdicts(
            person(entry("2025-09-09", school="丙校")), Files(pack_of({"at_least": "1", **rule}), registry=schools)
        )
        for name, schools in (("empty", ()), ("silent", registry_files(schools=SCHOOLS[2:])))
    }

    assert found == {"empty": ["undecided"], "silent": ["undecided"]}


@pytest.mark.parametrize(("level", "fails"), [("must", True), ("advisory", False)])
def test_advice_is_judged_but_never_fails(level: str, fails: bool) -> None:
    found = judged(person(), Files(pack_of({"measure": COUNT, "at_least": "1", "level": level})))

    assert [(one.verdict.value, one.advisory, one.fails) for one in found] == [("short", not fails, fails)]


# Periods that are not over -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("as_of", "verdict"),
    [("2025-09-08", "on_track"), ("2025-09-09", "met"), ("2026-01-30", "met"), ("2026-01-31", "met")],
)
def test_an_activity_counts_from_its_last_day_on(as_of: str, verdict: str) -> None:
    files = Files(pack_of({"measure": COUNT, "at_least": "2"}))
    who = person(entry("2025-09-08", status="取消"), entry("2025-09-01"), entry("2025-09-05", "2025-09-09"))
    found = verdicts(who, files, as_of=dt.date.fromisoformat(as_of))

    assert found == [verdict if verdict == "met" else "expected"]


@pytest.mark.parametrize(
    ("as_of", "verdict"), [("2026-01-30", "behind"), ("2026-01-31", "short"), ("2026-02-01", "short")]
)
def test_a_period_is_over_on_its_last_day(as_of: str, verdict: str) -> None:
    files = Files(pack_of({"measure": COUNT, "at_least": "1"}))

    assert verdicts(person(), files, as_of=dt.date.fromisoformat(as_of)) == [verdict]


EVERY_MONTH = {"measure": {"every": "month", "of": {"kind": "听课"}}, "at_least": "100 %"}
FIVE_MONTHS = ("2025-09-09", "2025-10-09", "2025-11-09", "2025-12-09", "2026-01-09")


@pytest.mark.parametrize(
    ("planned", "as_of", "verdict", "numbers"),
    [
        (3, "2025-10-31", "expected", (2, 5)),
        (2, "2025-10-31", "on_track", (2, 5)),
        (0, "2025-10-31", "on_track", (2, 5)),
        (3, "2026-01-31", "short", (2, 5)),
    ],
)
def test_every_month_of_an_open_period_is_expected_once_all_are_planned(
    planned: int, as_of: str, verdict: str, numbers: tuple[int, int]
) -> None:
    done = [entry(day) for day in FIVE_MONTHS[:2]]
    plans = [entry(day, status="计划") for day in FIVE_MONTHS[2 : 2 + planned]]
    found = judged(person(*done, *plans), Files(pack_of(EVERY_MONTH)), as_of=dt.date.fromisoformat(as_of))

    assert [(one.verdict.value, (one.measured, one.bounds.at_least)) for one in found] == [(verdict, numbers)]


@pytest.mark.parametrize(
    "bound",
    [
        {"at_least": "100 %"},
        {"at_least": {"by": "role", "教研员": "100 %"}},
        {"at_least": {"by": "tier", "新教师": "100 %"}},
    ],
)
@pytest.mark.parametrize(("full", "verdict"), [(1, "on_track"), (2, "on_track")])
def test_what_is_incomplete_can_no_longer_be_made_up_by_what_is_planned(
    bound: Mapping[str, Any], full: int, verdict: str
) -> None:
    done = [entry("2025-09-01", school="甲校"), entry("2025-09-02")]
    plans = [entry(f"2025-12-0{day}", school="甲校", status="计划") for day in range(1, full + 1)]
    files = Files(pack_of({"measure": WHOLE, **bound}, tiers=TIERS))

    assert verdicts(person(*done, *plans, years=1), files, as_of=dt.date(2025, 10, 1)) == [verdict]


def test_a_part_that_plans_will_bring_is_expected() -> None:
    done = [entry("2025-09-01", school="甲校"), entry("2025-09-02")]
    plans = [entry(f"2025-12-0{day}", school="甲校", status="计划") for day in (1, 2)]
    found = [
        verdicts(
            person(*done, *plans[:number]),
            Files(pack_of({"measure": WHOLE, "at_least": "75 %"})),
            as_of=dt.date(2025, 10, 1),
        )
        for number in (0, 1, 2)
    ]

    assert found == [["on_track"], ["on_track"], ["expected"]]


@pytest.mark.parametrize(
    ("measure", "verdict"),
    [(COUNT, "over"), (WHOLE, "on_track")],
)
def test_an_upper_bound_once_broken_stays_so_unless_the_number_can_fall(
    measure: Mapping[str, Any], verdict: str
) -> None:
    files = Files(pack_of({"measure": measure, "at_most": "50 %" if measure is WHOLE else "1"}))
    done = [entry("2025-09-01", school="甲校"), entry("2025-09-02", school="甲校")]

    assert verdicts(person(*done), files, as_of=dt.date(2025, 10, 1)) == [verdict]


@pytest.mark.parametrize(("number", "verdict"), [(0, "on_track"), (1, "undecided")])
def test_a_lost_number_in_an_open_period(number: int, verdict: str) -> None:
    files = Files(pack_of({"measure": COUNT, "at_least": "unknown"}))
    entries = [entry("2025-09-01")][:number]

    assert verdicts(person(*entries), files, as_of=dt.date(2025, 10, 1)) == [verdict]


@pytest.mark.parametrize(
    ("as_of", "verdict"), [("2026-01-31", "on_track"), ("2026-02-08", "on_track"), ("2026-02-09", "short")]
)
def test_what_may_still_follow_is_waited_for_behind_the_period(as_of: str, verdict: str) -> None:
    chain = {"each": {"kind": "听课"}, "expect": {"kind": "讲座"}, "within": "10 days"}
    files = Files(pack_of({"measure": {"after": chain, "if_none": "short"}, "at_least": "100 %"}))

    assert verdicts(person(entry("2026-01-30")), files, as_of=dt.date.fromisoformat(as_of)) == [verdict]


@pytest.mark.parametrize(
    ("step", "verdict"),
    [("2026-01-31", "met"), ("2026-02-09", "met"), ("2026-02-10", "short"), ("2026-01-29", "short")],
)
def test_what_follows_may_lie_behind_the_period(step: str, verdict: str) -> None:
    chain = {"each": {"kind": "听课"}, "expect": {"kind": "讲座"}, "within": "10 days"}
    files = Files(pack_of({"measure": {"after": chain, "if_none": "short"}, "at_least": "100 %"}))
    who = person(entry("2026-01-30"), entry(step, kind="讲座"))

    assert verdicts(who, files, as_of=dt.date(2026, 3, 1)) == [verdict]


@pytest.mark.parametrize(("number", "verdict"), [(1, "not_applicable"), (2, "short")])
def test_a_rule_holds_only_where_there_is_an_occasion(number: int, verdict: str) -> None:
    occasion = {"measure": {"count": {"kind": "讲座"}}, "at_least": "2", "reading": "做了讲座的"}
    files = Files(pack_of({"measure": COUNT, "at_least": "1", "only_if": occasion}))
    who = person(*(entry(f"2025-09-0{day}", kind="讲座") for day in range(1, number + 1)))

    assert verdicts(who, files) == [verdict]


@pytest.mark.parametrize(
    ("effective", "verdict"),
    [
        ({"from": "2026-01-31"}, "short"),
        ({"from": "2026-02-01"}, "not_applicable"),
        ({"from": "2020-09-01", "to": "2026-01-31"}, "short"),
        ({"from": "2020-09-01", "to": "2026-01-30"}, "not_applicable"),
    ],
)
def test_a_pack_is_in_force_where_it_holds_on_the_last_day(effective: Mapping[str, str], verdict: str) -> None:
    files = Files(pack_of({"measure": COUNT, "at_least": "1"}, effective=effective))

    assert verdicts(person(), files) == [verdict]


@pytest.mark.parametrize(
    ("first", "last", "number"),
    [
        ("2025-08-31", "2025-08-31", 0),
        ("2025-09-01", "2025-09-01", 1),
        ("2025-08-01", "2025-09-01", 1),
        ("2026-01-31", "2026-01-31", 1),
        ("2026-01-31", "2026-02-01", 0),
    ],
)
def test_an_activity_belongs_to_the_period_that_its_last_day_lies_in(first: str, last: str, number: int) -> None:
    files = Files(pack_of({"measure": COUNT, "at_least": "1"}))

    assert judged(person(entry(first, last)), files, as_of=dt.date(2026, 8, 31))[0].measured == number


@pytest.mark.parametrize(
    ("measure", "numbers"),
    [
        ({"days": {}}, [0, 1, 1, 0]),
        ({"longest_run": {}}, [0, 1, 1, 0]),
        ({"covers": "school", "of": {}, "all": ["甲校"]}, [0, 1, 1, 0]),
        ({"distinct": "school", "of": {}}, [0, 1, 1, 0]),
    ],
)
def test_what_has_a_day_in_the_period_belongs_to_it(measure: Mapping[str, Any], numbers: list[int]) -> None:
    low = "1 day" if {"days", "longest_run"} & set(measure) else "1"
    files = Files(pack_of({"measure": measure, "at_least": low}))
    intervals = (
        ("2025-08-01", "2025-08-31"),
        ("2025-08-01", "2025-09-01"),
        ("2026-01-31", "2026-02-09"),
        ("2026-02-01", "2026-02-09"),
    )
    found = [
        judged(person(entry(*days, school="甲校")), files, as_of=dt.date(2026, 8, 31))[0].measured for days in intervals
    ]

    assert found == numbers


# A thousand records --------------------------------------------------------------------------------------------------

MANY: tuple[dict[str, Any], ...] = (
    {"measure": {"count": {"kind": "听课"}, "caps": [{"of": {"school": "甲校"}, "at_most": "2"}]}},
    {"measure": {"total": "hours", "of": {"kind": "培训"}, "convert": [{"of": {"kind": "讲座"}, "each": "2"}]}},
    {"measure": {"days": {"kind": "蹲点"}}, "at_least": "1 week"},
    {"measure": {"longest_run": {"kind": ["蹲点", "听课"]}}, "at_least": "1 week"},
    {"measure": {"distinct": "school", "of": {}}},
    {
        "measure": {"covers": "school", "of": {"kind": "听课"}, "all": {"schools": {"area": "农村"}}},
        "at_least": "100 %",
    },
    {"measure": {"share": {"school": "甲校"}, "out_of": {"kind": "听课"}, "if_none": "short"}, "at_least": "50 %"},
    {"measure": {"share": {"kind": "听课"}, "out_of": {"bound_of": "rule-1"}, "if_none": "short"}, "at_least": "50 %"},
    {"measure": {"every": "month", "of": {"kind": "听课"}, "by": "school"}, "at_least": "80 %"},
    {"measure": {"every": "week", "of": {"kind": "蹲点"}, "total": "days", "least": "3"}, "at_least": "2"},
    {"measure": {"after": {"each": {"kind": "听课"}, "expect": {"kind": "讲座"}}, "if_none": "short"}},
    {
        "measure": {
            "before": {"each": {"kind": "讲座"}, "expect": {"kind": "培训"}, "within": "30 days"},
            "if_none": "short",
        }
    },
    {
        "measure": {"complete": {"kind": "听课"}, "fields": ["school", "signature"], "if_none": "short"},
        "at_least": "90 %",
    },
    {"measure": {"any_of": [{"title": "一", "measure": {"count": {"kind": "讲座"}}, "at_least": "2"}]}},
    {"measure": {"all_of": [{"title": "一", "measure": {"days": {"kind": "蹲点"}}, "at_least": "9 days"}]}},
    {"measure": {"members": "everyone", "in": "participants", "of": {}}},
    {
        "measure": {
            "reconcile": "hours",
            "of": {"kind": "工作总结"},
            "with": {"total": "hours", "of": {"kind": "培训"}},
        },
        "at_least": "-2",
    },
    {"measure": {"attested": "备课"}},
    {"measure": {"count": {"date": {"within": "rule-3"}}}, "counts_if": {"signature": {"present": "是"}}},
    {"measure": {"count": {"kind": ["听课", "讲座"]}}, "beyond": "rule-1"},
    {"measure": {"count": {"school": {"within": "rule-3"}}}, "also": [WIDER], "unless": UNLESS, "period": "month"},
)


def every_measure() -> Files:
    rules = ({"at_least": "2", **rule} for rule in MANY)
    plain = [
        {key: value for key, value in rule.items() if not (key == "at_least" and _implied(rule))} for rule in rules
    ]
    return Files(pack_of(*plain), registry=registry_files(people=PEOPLE, schools=SCHOOLS))


def _implied(rule: Mapping[str, Any]) -> bool:
    return bool({"any_of", "all_of", "attested"} & set(rule["measure"]))


@cache
def quota() -> Rulebook:
    path = REPOSITORY / "rules" / "researcher-quota.yaml"
    return read_rulebook(RuleFiles(shipped_kinds(), (FileText(path.name, path.read_bytes()),)))


@cache
def possible() -> tuple[Entry, ...]:
    """Give activities of every sort; records are drawn from them, so that a thousand are made quickly."""
    dice = random.Random(7)
    made = []
    for _number in range(600):
        first = dt.date(2025, 8, 15) + dice.randrange(190) * ONE_DAY
        fields: dict[str, Any] = {
            "kind": dice.choice(("听课", "评课", "研讨课", "培训", "讲座", "蹲点", "工作总结", "认定", "教研组活动")),
            "school": dice.choice((None, "甲校", "乙校", "丙校")),
            "lessons": dice.choice((None, "1", "2", "20")),
            "hours": dice.choice((None, "0.5", "8", "30")),
            "level": dice.choice((None, "校本", "县培")),
            "lesson_type": dice.choice((None, "研讨课", "达标课")),
            "participants": dice.choice((None, ["甲"], ["P1", "乙"], ["丙", "丁"])),
            "topic": dice.choice((None, "备课")),
            "conclusion": dice.choice((None, "通过", "不通过")),
            "signature": dice.choice((None, "王")),
            "status": dice.choice(("完成",) * 8 + ("计划", "取消")),
        }
        last = first + dice.choice((0, 0, 0, 2, 20)) * ONE_DAY
        one = entry(first, last, **{name: value for name, value in fields.items() if value is not None})
        made.append(one._replace(repeated=dice.random() < 0.05))
    return tuple(made)


def records(number: int, seed: int) -> list[Person]:
    dice = random.Random(seed)
    return [person(*dice.sample(possible(), dice.randrange(16))) for _number in range(number)]


def whole_of(outcome: Outcome, book: Rulebook) -> Fraction:
    """Give what the amounts of a share are a part of; what any other number is a part of is itself."""
    share = next(rule.measure for rule in book.rules if rule.id == outcome.rule)
    if not hasattr(share, "share"):
        return Fraction(1)
    if share.out_of.bound_of:
        return Fraction(2, 100)
    kinds = sum(1 for missed in outcome.missed if missed.reason == "in_whole")
    return Fraction(kinds + len(outcome.counted), 100)


def test_the_thousand_records_meet_every_measure() -> None:
    rules = (*every_measure().book().rules, *quota().rules)

    assert {type(rule.measure) for rule in rules} == set(map(measure_class, MEASURES))


@pytest.mark.parametrize(("seed", "as_of"), [(1, "2026-01-31"), (2, "2025-11-15")])
def test_what_counted_and_what_did_not_are_all_there_are_and_add_up(seed: int, as_of: str) -> None:
    wrong = []
    books = (quota(), every_measure().book())
    for number, who in enumerate(records(200, seed)):
        for book in books:
            day = dt.date.fromisoformat(as_of)
            judged = judge_person(who, book.rules, TERM, day, circumstances=book.circumstances, detail=True)
            for one in judged.outcomes:
                told = [id(counted) for counted, _amount in one.counted] + [id(missed.entry) for missed in one.missed]
                total = sum(Fraction(amount) for _entry, amount in one.counted)
                whole = (len(set(told)), len(told) + one.unrelated) == (len(told), len(who.entries))
                if not whole or total != (one.measured or 0) * whole_of(one, book):
                    wrong.append((number, one.rule.rule, one.period.id))

    assert wrong == []


def test_a_run_with_detail_comes_to_the_same_numbers_and_verdicts() -> None:
    wrong = []
    book = every_measure().book()
    for number, who in enumerate(records(100, 3)):
        full, plain = (
            [
                (one.rule.rule, one.period.id, one.verdict, one.measured, one.bounds)
                for one in judge_person(
                    who, book.rules, TERM, TERM.last, circumstances=book.circumstances, detail=detail
                ).outcomes
            ]
            for detail in (True, False)
        )
        wrong += [(number, *one[:2]) for one, other in zip(full, plain, strict=True) if one != other]

    assert wrong == []


def test_what_another_rule_takes_is_the_same_with_and_without_detail() -> None:
    files = Files(
        pack_of(
            {"id": "schools", "measure": {"distinct": "school", "of": {}}, "at_least": "1"},
            {"id": "rest", "measure": {"count": {}}, "at_least": "1", "beyond": "schools"},
        )
    )
    who = person(*(entry("2025-09-09", kind=kind, school="甲校") for kind in ("讲座", "听课")))
    numbers = [[one.measured for one in judged(who, files, detail=detail)] for detail in (True, False)]

    assert numbers[0] == numbers[1]


TWO_STEPS = {
    "each": {"kind": "外出学习"},
    "expect": [{"kind": "讲座"}, {"kind": "听课"}],
    "within": "10 days",
}


@pytest.mark.parametrize(("as_of", "verdict"), [("2026-02-18", "on_track"), ("2026-02-19", "short")])
def test_the_second_step_is_waited_for_as_long_as_it_may_follow_the_first(as_of: str, verdict: str) -> None:
    files = Files(pack_of({"measure": {"after": TWO_STEPS, "if_none": "short"}, "at_least": "100 %"}))
    who = person(entry("2026-01-30", kind="外出学习"), entry("2026-02-09", kind="讲座"))

    assert verdicts(who, files, as_of=dt.date.fromisoformat(as_of)) == [verdict]


def test_the_latest_day_of_a_step_is_told_from_the_step_before_it() -> None:
    files = Files(pack_of({"measure": {"after": TWO_STEPS, "if_none": "short"}, "at_least": "100 %"}))
    who = person(entry("2025-10-01", kind="外出学习"), entry("2025-10-03", kind="讲座"))

    assert [gap.zh for one in judged(who, files) for gap in one.gaps] == [
        "2025-10-01 的外出学习之后缺一条：类型为听课，最迟 2025-10-13"
    ]


@pytest.mark.parametrize(
    ("day", "verdict"), [("2025-08-22", "short"), ("2025-08-23", "met"), ("2025-09-02", "met"), ("2025-09-03", "short")]
)
def test_what_comes_before_may_lie_before_the_period(day: str, verdict: str) -> None:
    chain = {"each": {"kind": "听课"}, "expect": {"kind": "讲座"}, "within": "10 days"}
    files = Files(pack_of({"measure": {"before": chain, "if_none": "short"}, "at_least": "100 %"}))

    assert verdicts(person(entry(day, kind="讲座"), entry("2025-09-02")), files) == [verdict]


@pytest.mark.parametrize(
    ("option", "days", "verdict"),
    [
        ("after", ("2025-08-31", "2025-09-05"), "not_applicable"),
        ("after", ("2025-09-01", "2025-09-05"), "met"),
        ("after", ("2026-01-31", "2026-02-05"), "met"),
        ("after", ("2026-02-01", "2026-02-05"), "not_applicable"),
        ("before", ("2025-09-01", "2025-08-25"), "met"),
        ("before", ("2026-01-31", "2026-01-25"), "met"),
        ("before", ("2026-02-01", "2026-01-31"), "not_applicable"),
        ("before", ("2025-08-31", "2025-08-25"), "not_applicable"),
    ],
)
def test_what_is_followed_or_prepared_lies_in_the_period_itself(
    option: str, days: tuple[str, str], verdict: str
) -> None:
    chain = {"each": {"kind": "听课"}, "expect": {"kind": "讲座"}, "within": "10 days"}
    files = Files(pack_of({"measure": {option: chain, "if_none": "not_applicable"}, "at_least": "100 %"}))
    who = person(entry(days[0]), entry(days[1], kind="讲座"))

    assert verdicts(who, files, as_of=dt.date(2026, 8, 31)) == [verdict]


@pytest.mark.parametrize(("day", "verdict"), [("2025-09-09", "expected"), ("2025-09-10", "met"), ("2025-09-11", "met")])
def test_a_step_is_done_on_its_own_day(day: str, verdict: str) -> None:
    chain = {"each": {"kind": "听课"}, "expect": {"kind": "讲座"}}
    files = Files(pack_of({"measure": {"after": chain, "if_none": "short"}, "at_least": "100 %"}))
    who = person(entry("2025-09-01"), entry("2025-09-10", kind="讲座"))

    assert verdicts(who, files, as_of=dt.date.fromisoformat(day)) == [verdict]


def test_another_reading_needs_a_bound_that_its_measure_can_read() -> None:
    rule = {"measure": LESSONS, "at_least": "3", "also": [{"reading": "天数", "measure": {"days": {"kind": "听课"}}}]}

    assert faults(Files(pack_of(rule))) == ["YA404"]


@pytest.mark.parametrize(("to", "codes"), [("2025-09-01", []), ("2025-08-31", ["YA421"])])
def test_a_pack_may_be_in_force_for_a_single_day(to: str, codes: list[str]) -> None:
    files = Files(pack_of({"measure": COUNT, "at_least": "1"}, effective={"from": "2025-09-01", "to": to}))

    assert faults(files) == codes


@pytest.mark.parametrize(
    ("weeks", "codes"), [(["1", "53"], []), (["53", "54"], ["YA404"]), (["0", "1"], ["YA404"]), (["x"], ["YA404"])]
)
def test_weeks_are_numbered_from_1_to_53(weeks: list[str], codes: list[str]) -> None:
    rules = ({"measure": {"count": {"date": {"week": weeks}}}}, {"measure": {"every": {"weeks": weeks}, "of": {}}})

    assert [faults(Files(pack_of({**rule, "at_least": "1"}))) for rule in rules] == [codes, codes]


@pytest.mark.parametrize(("months", "codes"), [(["1", "12"], []), (["12", "13"], ["YA404"]), (["0"], ["YA404"])])
def test_months_are_numbered_from_1_to_12(months: list[str], codes: list[str]) -> None:
    rules = (
        {"measure": {"count": {"date": {"month": months}}}},
        {"measure": {"every": "week", "of": {}, "except": months}},
    )

    assert [faults(Files(pack_of({**rule, "at_least": "1"}))) for rule in rules] == [codes, codes]
