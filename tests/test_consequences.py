"""Consequences over periods: what is drafted, what is cured in time, and what stays open."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from conftest import Program
from office import LESSONS, Files, entry, faults, pack_of, person, result_of

from yanpei_audit.calendar import read_period

TERMS = [read_period(text) for text in ("2024-2025-1", "2024-2025-2", "2025-2026-1")]
QUOTA: dict[str, Any] = {"id": "observe", "measure": LESSONS, "at_least": "4"}
WARN = {"id": "warn", "title": "提醒", "when": "observe", "source": "S1"}
ESCALATE = {"id": "talk", "title": "约谈", "when": "observe", "periods": "2", "outweighs": ["warn"], "source": "S2"}


def office(*consequences: Mapping[str, Any], rules: Sequence[Mapping[str, Any]] = (QUOTA,), **options: Any) -> Files:
    return Files(pack_of(*rules, consequences=list(consequences), **options))


def done(*numbers: int, first_seen: bool = True) -> Any:
    """Somebody who observed so many lessons in each of the three terms; they were there before the first."""
    days = ("2024-09-09", "2025-03-03", "2025-09-09")
    entries = [entry(on, lessons=str(number)) for on, number in zip(days, numbers, strict=True) if number]
    return person(*([entry("2024-08-01", kind="讲座")] if first_seen else []), *entries)


def drafted(who: Any, files: Files, **options: Any) -> list[tuple[str, str, list[str]]]:
    """Give each draft: what it is, how it stands, and the periods that it rests on."""
    found = result_of(who, files, **{"period": TERMS[2], **options}).drafts
    return [
        (
            one.consequence.id,
            "pending" if one.pending else "outweighed" if one.outweighed_by else "drafted",
            [outcome.period.id for outcome in one.because],
        )
        for one in found
    ]


@pytest.mark.parametrize(
    ("numbers", "drafts"),
    [
        ((4, 4, 4), []),
        ((4, 4, 3), [("warn", "drafted", ["2025-2026-1"])]),
        ((4, 3, 3), [("warn", "outweighed", ["2025-2026-1"]), ("talk", "drafted", ["2024-2025-2", "2025-2026-1"])]),
        ((3, 4, 3), [("warn", "drafted", ["2025-2026-1"])]),
        ((3, 3, 4), []),
        ((3, 3, 3), [("warn", "outweighed", ["2025-2026-1"]), ("talk", "drafted", ["2024-2025-2", "2025-2026-1"])]),
    ],
)
def test_failing_twice_running_escalates_and_failing_twice_with_a_pass_between_does_not(
    numbers: tuple[int, int, int], drafts: list[Any]
) -> None:
    assert drafted(done(*numbers), office(WARN, ESCALATE)) == drafts


@pytest.mark.parametrize(
    ("numbers", "follows"), [((3, 4, 3), True), ((3, 3, 4), False), ((4, 4, 3), False), ((3, 3, 3), True)]
)
def test_two_of_the_last_three_periods_may_be_enough(numbers: tuple[int, int, int], follows: bool) -> None:
    one = {**ESCALATE, "within": "3", "outweighs": []}

    assert [draft[0] for draft in drafted(done(*numbers), office(one))] == (["talk"] if follows else [])


def test_a_period_before_somebody_was_there_does_not_count_against_them() -> None:
    files = office(WARN, ESCALATE)

    assert [draft[0] for draft in drafted(done(0, 0, 3, first_seen=False), files)] == ["warn"]
    assert [draft[0] for draft in drafted(done(0, 0, 3), files)] == ["warn", "talk"]


@pytest.mark.parametrize(
    ("on", "as_of", "marked", "verdict", "late"),
    [
        ("2026-01-31", "2026-01-31", False, "met", False),
        ("2026-02-05", "2026-01-31", True, "short", False),
        ("2026-02-05", "2026-02-05", True, "met", True),
        ("2026-02-05", "2026-02-05", False, "short", False),
        ("2026-02-14", "2026-02-28", True, "met", True),
        ("2026-02-15", "2026-02-28", True, "short", False),
    ],
)
def test_what_makes_up_for_a_period_within_the_days_of_grace_is_late_and_no_failure(
    on: str, as_of: str, marked: bool, verdict: str, late: bool
) -> None:
    """14 days of grace after 31 January end with 14 February, which is included; only what says so makes up for it."""
    files = office(WARN, rules=[{**QUOTA, "grace": "14 days"}])
    mark = {"makes_up": "2025秋"} if marked else {}
    who = person(entry("2025-09-09", lessons="3"), entry(on, lessons="1", **mark))
    result = result_of(who, files, period=TERMS[2], as_of=as_of)
    found = [(one.verdict.value, one.late) for one in result.outcomes]

    assert (found, len(result.drafts)) == ([(verdict, late)], int(verdict == "short"))


@pytest.mark.parametrize(
    ("days", "measured", "drafts"), [("14 days", 3, [("warn", "drafted", ["2025-2026-1"])]), ("1 day", 4, [])]
)
def test_what_makes_up_for_one_term_in_time_does_not_count_for_another(
    days: str, measured: int, drafts: list[Any]
) -> None:
    """The spring was short by one, made up for in September: the autumn has three without it. What comes too late to
    make up for anything counts where it was done."""
    files = office(WARN, ESCALATE, rules=[{**QUOTA, "grace": days}])
    cured = person(
        *(entry(on, lessons="3") for on in ("2025-03-03", "2025-09-09")),
        entry("2025-09-05", lessons="1", makes_up="2024-2025-2"),
    )

    assert [one.measured for one in result_of(cured, files, period=TERMS[2]).outcomes] == [measured]
    assert drafted(cured, files) == drafts


@pytest.mark.parametrize(("as_of", "status"), [("2026-02-14", "drafted"), ("2026-02-13", "pending")])
def test_while_days_of_grace_are_left_nothing_follows_for_sure(as_of: str, status: str) -> None:
    files = office(WARN, rules=[{**QUOTA, "grace": "14 days"}])
    result = result_of(person(entry("2025-09-09", lessons="3")), files, period=TERMS[2], as_of=as_of)

    assert [one.verdict.value for one in result.outcomes] == ["short"]
    assert [one.pending for one in result.drafts] == [status == "pending"]


def test_days_of_grace_are_days_left() -> None:
    """On the last day of the term eight lessons a day and 14 days of grace are no proof that 60 cannot be reached."""
    rules = [{**QUOTA, "at_least": "60", "grace": "14 days"}]

    assert [one.verdict.value for one in result_of(person(), office(rules=rules), as_of="2026-01-30").outcomes] == [
        "behind"
    ]


OTHER: dict[str, Any] = {"id": "talk-about", "measure": {"total": "lessons", "of": {"kind": "评课"}}, "at_least": "2"}
CONDITIONS: list[tuple[Any, Any]] = [
    ({"all": ["observe", "talk-about"]}, lambda one, two: one and two),
    ({"any": ["observe", "talk-about"]}, lambda one, two: one or two),
    ({"all": ["observe", {"any": ["observe", "talk-about"]}]}, lambda one, _two: one),
    ({"any": ["talk-about", {"all": ["observe", "talk-about"]}]}, lambda _one, two: two),
]


@pytest.mark.parametrize(("when", "holds"), CONDITIONS)
def test_conditions_are_joined_by_and_and_or(when: Any, holds: Any) -> None:
    files = office({"id": "bar", "title": "不得评优", "when": when, "source": "S3"}, rules=[QUOTA, OTHER])
    found, wanted = {}, {}
    for one, two in product((True, False), repeat=2):
        entries = [
            entry("2025-09-09", lessons="3" if one else "4"),
            entry("2025-09-10", kind="评课", lessons="1" if two else "2"),
        ]
        found[one, two] = bool(drafted(person(*entries), files))
        wanted[one, two] = holds(one, two)

    assert found == wanted


@pytest.mark.parametrize(
    ("one", "two", "status"), [(3, 1, "drafted"), (3, 2, "pending"), (4, 1, "pending"), (4, 2, None)]
)
def test_where_two_readings_differ_it_is_pending(one: int, two: int, status: str | None) -> None:
    """Short of both bars for sure; whether short of one does, the source does not say."""
    also = {"reading": "有一样不足", "when": {"any": ["observe", "talk-about"]}}
    bar = {"id": "bar", "title": "不得评优", "when": {"all": ["observe", "talk-about"]}, "also": also, "source": "S3"}
    who = person(entry("2025-09-09", lessons=str(one)), entry("2025-09-10", kind="评课", lessons=str(two)))

    assert [draft[1] for draft in drafted(who, office(bar, rules=[QUOTA, OTHER]))] == ([status] if status else [])


def test_an_exempt_outcome_leads_to_nothing_and_an_open_one_neither() -> None:
    waiver = {
        "person": "P1",
        "rules": ["own/observe"],
        "effect": "免除",
        "reason": "病",
        "approver": "局长",
        "document": "1号",
    }
    exempted = json.dumps({"exemptions": [{**waiver, "from": "2025-09-01", "to": "2026-01-31"}]}, ensure_ascii=False)

    assert drafted(done(4, 4, 3), office(WARN)._replace(exemptions=exempted)) == []
    assert drafted(done(4, 4, 3), office(WARN), as_of="2026-01-05") == []


@pytest.mark.parametrize(
    ("change", "codes"),
    [
        ({"when": "observed"}, ["YA702"]),
        ({"when": {"all": ["observe"], "any": ["observe"]}}, ["YA701"]),
        ({"when": {}}, ["YA701"]),
        ({"when": {"none": ["observe"]}}, ["YA401"]),
        ({"periods": "0"}, ["YA410"]),
        ({"periods": "3", "within": "2"}, ["YA701"]),
        ({"outweighs": ["nothing"]}, ["YA702"]),
        ({"outweighs": ["warn"]}, ["YA702"]),
        ({"source": []}, ["YA404"]),
        ({"executes": "是"}, ["YA401"]),
        ({"when": {"any": ["observe", "yearly"]}}, ["YA701"]),
    ],
)
def test_a_mistake_in_a_consequence_is_found(change: Mapping[str, Any], codes: list[str]) -> None:
    yearly = {**QUOTA, "id": "yearly", "period": "school_year"}

    assert faults(office({**WARN, **change}, rules=[QUOTA, yearly])) == codes


def test_drafts_are_said_and_never_carried_out(tmp_path: Path, program: Program) -> None:
    record = "编号: P1\n姓名: 甲\n活动:\n  - {类型: 听课, 日期: 2025-03-03, 学校: 甲校, 节数: 3}\n"
    for name, text in {
        "records/a.yaml": record,
        "own.yaml": office(WARN, ESCALATE).pack,
        "yanpei.yaml": "packs: [own.yaml]\n",
    }.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    arguments = ["check", "records", "--period", "2025-2026-1", "--as-of", "2026-01-31", "--format"]
    text = program([*arguments, "text"], folder=tmp_path).out.split("\n")
    found = json.loads(program([*arguments, "json"], folder=tmp_path).out)["consequences"]
    at = text.index("拟定的后果（由人决定，本程序不执行）")

    assert text[at + 1 : at + 3] == [
        "甲（P1）拟（另有更重的“约谈”，以其为准）：提醒——2025-2026 学年第一学期例未达标（依据 S1）",
        "甲（P1）拟：约谈——2024-2025 学年第二学期例未达标、2025-2026 学年第一学期例未达标（依据 S2）",
    ]
    assert [(one["consequence"], one["status"], one["outweighed_by"], len(one["because"])) for one in found] == [
        ("warn", "drafted", "约谈", 1),
        ("talk", "drafted", None, 2),
    ]
