"""The roster: who serves when and as what, what that does to a bound, and who has no file."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from conftest import Program
from hypothesis import given, settings
from hypothesis import strategies as st
from office import LESSONS, ONE_DAY, TERM, Files, faults, judged, lessons, pack_of, person, registry_files

from yanpei_audit.registry import Member
from yanpei_audit.registry.service import service_of

FEW = settings(max_examples=60, deadline=None)
# 18 teaching weeks: from 1 September to 9 January without the week of National Day, which is made a holiday as a whole.
CALENDAR = json.dumps(
    {
        "terms": [{"term": "2025秋", "from": "2025-09-01", "to": "2026-01-09"}],
        "holidays": [{"name": "国庆周", "from": "2025-10-06", "to": "2025-10-11"}],
    },
    ensure_ascii=False,
)
BY_WEEKS = {"measure": LESSONS, "at_least": "40", "prorate": "teaching_weeks"}
BY_ROLE = {"by": "role", "行政": "30", "教研员": "20"}


def roster(**service: Any) -> tuple[tuple[str, str], ...]:
    return registry_files(people=[{"id": "P1", "name": "甲", "roles": ["教研员"], **service}])


def owed(rule: Mapping[str, Any], **service: Any) -> tuple[Fraction | None, str]:
    """Give the bound that somebody is held to and the formula for it."""
    files = Files(pack_of(rule), registry=roster(**service), calendar=CALENDAR)
    outcome = judged(person(lessons(1)), files)[0]
    return outcome.bounds.at_least, outcome.formula.zh if outcome.formula else ""


@pytest.mark.parametrize(
    ("rule", "service", "bound", "formula"),
    [
        (BY_WEEKS, {}, 40, ""),
        (BY_WEEKS, {"joined": "2025-10-13"}, 29, "40 × 13/18 周 = 28.88 → 29（向上取整）"),
        (BY_WEEKS, {"left": "2025-09-28"}, 9, "40 × 4/18 周 = 8.88 → 9（向上取整）"),
        (
            BY_WEEKS,
            {"away": [{"kind": "产假", "from": "2025-09-01", "to": "2025-10-12"}]},
            29,
            "40 × 13/18 周 = 28.88 → 29（向上取整）",
        ),
        (BY_WEEKS, {"posts": [{"share": "1/2"}]}, 20, "40 × 9/18 周 = 20"),
        (BY_WEEKS, {"posts": [{"share": "50 %"}], "left": "2025-09-28"}, 5, "40 × 2/18 周 = 4.44 → 5（向上取整）"),
        # Away on Thursday and Friday of one week: 2 of its 5 days.
        (
            BY_WEEKS,
            {"away": [{"kind": "事假", "from": "2025-09-04", "to": "2025-09-05"}]},
            40,
            "40 × 17.6/18 周 = 39.11 → 40（向上取整）",
        ),
        (
            {**BY_WEEKS, "prorate": {"by": "teaching_weeks", "round": "down"}},
            {"joined": "2025-10-13"},
            28,
            "40 × 13/18 周 = 28.88 → 28（向下取整）",
        ),
        (
            {**BY_WEEKS, "prorate": {"by": "teaching_weeks", "round": "half_up"}},
            {"left": "2025-09-28"},
            9,
            "40 × 4/18 周 = 8.88 → 9（四舍五入）",
        ),
        (
            {**BY_WEEKS, "prorate": {"by": "teaching_weeks", "round": "none"}},
            {"joined": "2025-10-13"},
            Fraction(260, 9),
            "40 × 13/18 周 = 28.88",
        ),
        # 1 September to 9 January has 131 days, 100 of them from 2 October on.
        ({**BY_WEEKS, "prorate": "days"}, {"joined": "2025-10-02"}, 31, "40 × 100/131 天 = 30.53 → 31（向上取整）"),
        ({**BY_WEEKS, "prorate": "none"}, {"joined": "2025-10-13"}, 40, ""),
        ({"measure": LESSONS, "at_least": "40"}, {"joined": "2025-10-13"}, 40, ""),
        # A change of post: 9 weeks up to 9 November, 9 from then on.
        (
            {"measure": LESSONS, "at_least": BY_ROLE, "prorate": "teaching_weeks"},
            {"posts": [{"roles": ["行政"], "to": "2025-11-09"}, {"roles": ["教研员"], "from": "2025-11-10"}]},
            25,
            "30 × 9/18 周 + 20 × 9/18 周 = 25",
        ),
        # Two posts at once, half and half.
        (
            {"measure": LESSONS, "at_least": BY_ROLE, "prorate": "teaching_weeks"},
            {"posts": [{"roles": ["行政"], "share": "1/2"}, {"roles": ["教研员"], "share": "1/2"}]},
            25,
            "30 × 9/18 周 + 20 × 9/18 周 = 25",
        ),
        # Two posts without shares are one: the highest bound holds.
        (
            {"measure": LESSONS, "at_least": BY_ROLE, "prorate": "teaching_weeks"},
            {"posts": [{"roles": ["行政"]}, {"roles": ["教研员"]}]},
            30,
            "",
        ),
        # A post that the rule is not for counts for nothing.
        (
            {"measure": LESSONS, "at_least": BY_ROLE, "prorate": "teaching_weeks"},
            {"posts": [{"roles": ["校长"], "to": "2025-11-09"}, {"roles": ["教研员"], "from": "2025-11-10"}]},
            10,
            "20 × 9/18 周 = 10",
        ),
    ],
)
def test_a_bound_follows_the_part_that_somebody_serves(
    rule: Mapping[str, Any], service: Mapping[str, Any], bound: Any, formula: str
) -> None:
    assert owed(rule, **service) == (bound, formula)


def test_without_prorating_the_highest_bound_of_the_posts_of_a_period_holds() -> None:
    rule = {"measure": LESSONS, "at_least": BY_ROLE}
    posts = [{"roles": ["行政"], "to": "2025-09-03"}, {"roles": ["教研员"], "from": "2025-09-04"}]

    assert owed(rule, posts=posts) == (30, "")


@pytest.mark.parametrize(("number", "verdict"), [(28, "short"), (29, "pending"), (39, "pending"), (40, "met")])
def test_prorating_for_reference_leaves_pending_whom_it_would_help(number: int, verdict: str) -> None:
    """The source does not say that it may be prorated: who misses 40 and reaches 40 × 13/18 is for people to judge."""
    rule = {**BY_WEEKS, "prorate": {"by": "teaching_weeks", "decides": "否"}}
    files = Files(pack_of(rule), registry=roster(joined="2025-10-13"), calendar=CALENDAR)
    outcome = judged(person(lessons(number)), files)[0]
    why = "折算后已达到：40 × 13/18 周 = 28.88 → 29（向上取整）；来源没有说可以折算，由人核定"

    assert (outcome.verdict.value, outcome.bounds.at_least) == (verdict, 40)
    assert (outcome.why.zh if outcome.why else "") == (why if verdict == "pending" else "")


@pytest.mark.parametrize(
    ("rule", "number", "verdict"),
    [(BY_WEEKS, 35, "short"), (BY_WEEKS, 36, "pending"), ({"measure": LESSONS, "at_least": "40"}, 39, "short")],
)
def test_a_short_term_gives_a_bound_for_reference(rule: Mapping[str, Any], number: int, verdict: str) -> None:
    """18 weeks of a regular 20: 36 of 40, which is not granted but shown; a rule that is never prorated stays."""
    calendar = json.loads(CALENDAR)
    calendar["terms"][0]["regular_weeks"] = "20"
    files = Files(pack_of(rule), calendar=json.dumps(calendar, ensure_ascii=False))

    assert judged(person(lessons(number)), files)[0].verdict.value == verdict


@pytest.mark.parametrize(
    ("service", "verdict"),
    [
        ({"left": "2025-08-31"}, "not_applicable"),
        ({"left": "2025-09-01"}, "short"),
        ({"joined": "2026-01-09"}, "short"),
        ({"joined": "2026-01-10"}, "not_applicable"),
        ({"away": [{"kind": "产假"}]}, "not_applicable"),
    ],
)
def test_nothing_is_asked_of_whom_a_period_does_not_touch(service: Mapping[str, Any], verdict: str) -> None:
    files = Files(pack_of(BY_WEEKS), registry=roster(**service), calendar=CALENDAR)

    assert judged(person(), files)[0].verdict.value == verdict


DAY_NUMBERS = st.integers(0, 150)
STRETCHES = st.tuples(DAY_NUMBERS, DAY_NUMBERS).map(sorted)


@FEW
@given(
    STRETCHES,
    st.lists(STRETCHES, max_size=3),
    st.lists(st.tuples(STRETCHES, st.sampled_from(["1/3", "1/4", None])), max_size=3),
)
def test_parts_of_a_service_are_what_holds_on_each_of_their_days(
    whole: list[int], away: list[list[int]], posts: list[tuple[list[int], str | None]]
) -> None:
    """Parts follow each other and leave no day out; nobody is at a post while away, before joining or after leaving;
    the shares of a day never add up to more than a whole."""

    def on(number: int) -> dt.date:
        return TERM.first + number * ONE_DAY

    member = Member.model_validate(
        {
            "id": "P1",
            "name": "甲",
            "roles": ["教研员"],
            "joined": str(on(whole[0])),
            "left": str(on(whole[1])),
            "away": [{"kind": "病假", "from": str(on(one)), "to": str(on(two))} for one, two in away],
            "posts": [
                {"roles": ["行政"], "from": str(on(one)), "to": str(on(two)), **({"share": share} if share else {})}
                for (one, two), share in posts
            ],
        }
    )
    parts = service_of(member).parts(on(0), on(150))
    by_day = {
        day: part
        for part in parts
        for day in (part.first + n * ONE_DAY for n in range((part.last - part.first).days + 1))
    }

    assert list(by_day) == [on(number) for number in range(151)]
    for number in range(151):
        held = by_day[on(number)].holdings
        absent = not whole[0] <= number <= whole[1] or any(one <= number <= two for one, two in away)
        assert (not held) is absent
        assert sum(holding.share for holding in held) <= 1


@pytest.mark.parametrize(
    ("entry", "code"),
    [
        ({"joined": "2025-10-01", "left": "2025-09-30"}, "YA421"),
        ({"posts": [{"share": "3/2"}]}, "YA404"),
        ({"posts": [{"share": "0"}]}, "YA404"),
        ({"posts": [{"share": "1/0"}]}, "YA404"),
        ({"posts": [{"share": "2/3"}, {"share": "1/2"}]}, "YA515"),
        ({"posts": [{"from": "2025-10-02", "to": "2025-10-01"}]}, "YA421"),
        ({"away": [{"kind": "病假", "from": "2025-10-02", "to": "2025-10-01"}]}, "YA421"),
        ({"away": [{"kind": "旅游"}]}, "YA419"),
        ({"away": [{"from": "2025-10-02"}]}, "YA402"),
        ({"joined": "2025-10-01", "away": [{"kind": "病假", "to": "2025-09-30"}]}, "YA515"),
        ({"left": "2025-10-01", "posts": [{"from": "2025-10-02"}]}, "YA515"),
        ({"joined": "2025-13-01"}, "YA405"),
        ({"keeps_record": "也许"}, "YA404"),
    ],
)
def test_what_cannot_be_of_a_service_is_found(entry: Mapping[str, Any], code: str) -> None:
    assert faults(Files(pack_of(BY_WEEKS), registry=roster(**entry))) == [code]


RECORD = "编号: {id}\n姓名: {name}\n活动:\n  - {{类型: 听课, 日期: {day}, 学校: 甲校, 节数: 2}}\n"


def folder_of(path: Path, people: str, **records: str) -> Path:
    (path / "records").mkdir()
    (path / "registry").mkdir()
    (path / "registry" / "people.yaml").write_text(people, encoding="utf-8")
    for name, day in records.items():
        (path / "records" / f"{name}.yaml").write_text(RECORD.format(id=name, name=name, day=day), encoding="utf-8")
    return path


PEOPLE = """人员名册:
  - {编号: R1, 姓名: R1}
  - {编号: R2, 姓名: 没交的}
  - {编号: R3, 姓名: 离职的, 离职: 2025-08-31}
  - {编号: R4, 姓名: 整学期请假的, 离岗: [{类型: 产假, 起: 2025-08-01, 止: 2026-03-01}]}
  - {编号: R5, 姓名: 不用交的, 交记录: 否}
  - {编号: R6, 姓名: 还没来的, 入职: 2025-12-01}
"""


@pytest.mark.parametrize(
    ("arguments", "missing"),
    [
        (["check", "records", "--as-of", "2025-11-15"], [("YA504", 3)]),
        (["check", "--as-of", "2025-11-15"], [("YA504", 3)]),
        (["check", "records", "--as-of", "2025-12-01"], [("YA504", 3), ("YA504", 7)]),
        (["check", "records/R1.yaml", "--as-of", "2025-12-01"], []),
    ],
)
def test_whoever_must_keep_a_record_and_has_none_is_found(
    arguments: list[str], missing: list[tuple[str, int]], tmp_path: Path, program: Program
) -> None:
    folder = folder_of(tmp_path, PEOPLE, R1="2025-09-09")
    said = program([*arguments, "--format", "json"], folder=folder)
    found = json.loads(said.out)
    errors = [(one["code"], one["line"]) for one in found["findings"] if one["severity"] == "error"]
    undecided = {one["subject"]["id"] for one in found["results"] if one["verdict"] == "undecided"}

    assert (said.exit, errors, found["summary"]["people"]) == (3 if missing else 0, missing, 1 + len(missing))
    assert undecided == {f"R{line - 1}" for _code, line in missing}


def test_an_activity_on_a_day_away_is_pointed_out(tmp_path: Path, program: Program) -> None:
    people = "人员名册:\n  - {编号: R1, 姓名: R1, 离岗: [{类型: 病假, 起: 2025-09-08, 止: 2025-09-12}]}\n"
    folder = folder_of(tmp_path, people, R1="2025-09-09")
    found = json.loads(program(["check", "records", "--as-of", "2025-11-15", "--format", "json"], folder=folder).out)
    pointed = [
        (one["code"], one["file"], one["line"], one["column"]) for one in found["findings"] if one["code"] == "YA612"
    ]

    assert pointed == [("YA612", "records/R1.yaml", 4, 5)]
