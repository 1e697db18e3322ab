"""One person before the rules: whose bounds, which activities, which verdict, and what settles a rule otherwise."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import cache
from typing import Any, NamedTuple

import pytest

from yanpei_audit.audit import Outcome, judge_person
from yanpei_audit.calendar import Period, read_period
from yanpei_audit.findings import SourceSpan
from yanpei_audit.records import Activity, Entry, Person
from yanpei_audit.registry import Member, Registry
from yanpei_audit.rules.rulebook import Rulebook, RuleFiles, read_rulebook, shipped_kinds
from yanpei_audit.settings import FileText

ONE_DAY = dt.timedelta(days=1)
TERM = read_period("2025-2026-1")
COUNT: dict[str, Any] = {"count": {"kind": "听课"}}
LESSONS: dict[str, Any] = {"total": "lessons", "of": {"kind": "听课"}}
NOBODY_ELSE = Registry()


def pack_of(*rules: Mapping[str, Any], **options: Any) -> str:
    """Write a pack; JSON is YAML, and every rule is given what the test does not care about."""
    whole = [{"id": f"rule-{n}", "title": "例", "source": "S1", **rule} for n, rule in enumerate(rules, 1)]
    head = {"pack": "own", "title": "自定", "effective": {"from": "2023-09-01"}, "source": {"document": "某文"}}
    return json.dumps(
        {**head, "applies_to": "everyone", "period": "term", **options, "rules": whole}, ensure_ascii=False
    )


class Files(NamedTuple):
    """The texts a rulebook is made of."""

    pack: str
    settings: str = ""
    registry: tuple[tuple[str, str], ...] = ()

    def book(self) -> Rulebook:
        return read(self)


@cache
def read(files: Files) -> Rulebook:
    settings = FileText("yanpei.yaml", files.settings.encode()) if files.settings else None
    registry = tuple(FileText(f"registry/{name}.yaml", text.encode()) for name, text in files.registry)
    return read_rulebook(RuleFiles(shipped_kinds(), (FileText("own.yaml", files.pack.encode()),), settings, registry))


def registry_files(**files: Sequence[Mapping[str, Any]]) -> tuple[tuple[str, str], ...]:
    return tuple((name, json.dumps({name: entries}, ensure_ascii=False)) for name, entries in files.items())


def entry(first: str | dt.date, last: str | dt.date | None = None, **fields: Any) -> Entry:
    first = dt.date.fromisoformat(first) if isinstance(first, str) else first
    last = first if last is None else dt.date.fromisoformat(last) if isinstance(last, str) else last
    days = {"date": first} if first == last else {"from": first, "to": last}
    texts = {key: value.isoformat() for key, value in days.items()}
    return Entry(Activity.model_validate({"kind": "听课", **texts, **fields}), first, last, "a.yaml", 1, 1)


def lessons(number: int, day: str = "2025-09-09") -> Entry:
    return entry(day, lessons=str(number))


def person(*entries: Entry, **fields: Any) -> Person:
    return Person(
        **{"id": "P1", "name": "甲", "span": SourceSpan("a.yaml"), "roles": ("教研员",), **fields}, entries=entries
    )


def judged(
    who: Person, files: Files, *, as_of: dt.date | None = None, period: Period = TERM, detail: bool = True
) -> list[Outcome]:
    """Judge as a run does; a pack with a mistake in it would judge nobody."""
    book = files.book()
    if book.findings:
        raise ValueError(book.findings)
    who = book.registry.enrolled(who, period.first)
    return list(judge_person(who, book.rules, period, as_of or period.last, registry=book.registry, detail=detail))


def verdicts(who: Person, files: Files, **options: Any) -> list[str]:
    return [outcome.verdict.value for outcome in judged(who, files, **options)]


def faults(files: Files) -> list[str]:
    return [found.code for found in files.book().findings]


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
    [("2025-08-31", 4), ("2025-09-01", 5), ("2025-09-02", 5), ("2026-08-31", 5), ("2026-09-01", 6), ("2019-01-01", 0)],
)
def test_years_of_service_are_complete_ones(day: str, years: int) -> None:
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
