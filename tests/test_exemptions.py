"""Exemptions: what each effect does, on which days, and that no command judges otherwise."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from conftest import Program
from hypothesis import given, settings
from hypothesis import strategies as st
from office import LESSONS, TERM, Files, entry, judged, lessons, pack_of, person, registry_files

from yanpei_audit.calendar import ONE_DAY, read_period

FEW = settings(max_examples=40, deadline=None)
FORTY: dict[str, Any] = {"measure": LESSONS, "at_least": "40"}
SECOND_TERM = read_period("2025-2026-2")


def exemption(effect: str, first: str = "2025-09-01", last: str = "2026-01-31", **fields: Any) -> dict[str, Any]:
    whole = {
        "person": "P1",
        "rules": "own/rule-1",
        "effect": effect,
        "reason": "产假",
        "approver": "局长",
        "document": "教〔2025〕3号",
    }
    return {**whole, "from": first, "to": last, **fields}


def files(*exemptions: Mapping[str, Any], rule: Mapping[str, Any] = FORTY, **parts: Any) -> Files:
    return Files(pack_of(rule), exemptions=json.dumps({"exemptions": exemptions}, ensure_ascii=False), **parts)


@pytest.mark.parametrize(
    ("effect", "number", "verdict", "bound", "would_be", "formula"),
    [
        ("免除", 31, "exempt", 40, "short", ""),
        ("waive", 0, "exempt", 40, "short", ""),
        ("免除", 40, "met", 40, None, ""),
        ("减为 30", 31, "met", 30, "short", "40 减为 30"),
        ("减为 30", 29, "short", 30, None, "40 减为 30"),
        ("reduce to 30", 40, "met", 40, None, ""),
        ("减为 0", 0, "exempt", 40, "short", "40 减为 0"),
        ("折抵 10", 30, "met", 30, "short", "40 - 10（折抵） = 30"),
        ("折抵 10", 29, "short", 30, None, "40 - 10（折抵） = 30"),
        ("credit 40", 0, "exempt", 40, "short", "40 - 40（折抵） = 0"),
        ("按比例 1/3", 14, "met", 14, "short", "40 × 1/3 = 13.33 → 14（向上取整）"),
        ("按比例 1/3", 13, "short", 14, None, "40 × 1/3 = 13.33 → 14（向上取整）"),
        ("按比例 50 %", 20, "met", 20, "short", "40 × 1/2 = 20"),
        ("人工认定", 31, "met", 40, "short", ""),
        ("人工认定达标", 0, "met", 40, "short", ""),
        ("attest short", 40, "short", 40, "met", ""),
        ("人工认定未达标", 3, "short", 40, None, ""),
    ],
)
def test_an_effect_does_what_it_says_and_the_result_without_it_stays(
    effect: str, number: int, verdict: str, bound: int, would_be: str | None, formula: str
) -> None:
    one = judged(person(lessons(number)) if number else person(), files(exemption(effect)))[0]
    found = (one.verdict.value, one.bounds.at_least, one.would_be.value if one.would_be else None)

    assert (found, one.formula.zh if one.formula else "") == ((verdict, bound, would_be), formula)


@pytest.mark.parametrize(
    ("first", "last", "verdict"),
    [
        ("2025-09-01", "2026-01-31", "exempt"),
        ("2026-01-31", "2026-01-31", "exempt"),
        ("2025-09-01", "2026-01-30", "short"),
        ("2026-02-01", "2026-08-31", "short"),
    ],
)
def test_an_exemption_holds_on_both_its_days_and_on_no_other(first: str, last: str, verdict: str) -> None:
    assert judged(person(), files(exemption("免除", first, last)))[0].verdict.value == verdict


@pytest.mark.unmeasured
@FEW
@given(st.integers(0, 152), st.integers(0, 60), st.integers(0, 152), st.integers(0, 40))
def test_a_waiver_changes_the_verdict_exactly_while_it_holds(start: int, length: int, as_of: int, done: int) -> None:
    """While it holds nobody fails and whoever complies is still met; on any other day it is as if it were not there."""
    first, day = TERM.first + start * ONE_DAY, TERM.first + as_of * ONE_DAY
    last = first + length * ONE_DAY
    who = person(*([lessons(done, str(TERM.first))] if done else []))
    alone = judged(who, Files(pack_of(FORTY)), as_of=day)[0]
    with_it = judged(who, files(exemption("免除", str(first), str(last))), as_of=day)[0]
    wanted = "exempt" if first <= day <= last and alone.verdict != "met" else alone.verdict.value

    assert (with_it.verdict.value, with_it.measured, with_it.shortfall) == (wanted, alone.measured, alone.shortfall)


@pytest.mark.parametrize(
    ("as_of", "late", "verdict"),
    [
        ("2026-01-31", None, "behind"),
        ("2026-02-10", "2026-02-10", "met"),
        ("2026-03-15", None, "short"),
        ("2026-03-15", "2026-03-15", "met"),
        ("2026-03-16", "2026-03-15", "met"),
        ("2026-03-16", "2026-03-16", "short"),
    ],
)
def test_an_extension_moves_the_last_day(as_of: str, late: str | None, verdict: str) -> None:
    done = [lessons(30), *([lessons(10, late)] if late else [])]
    excused = files(exemption("延期至 2026-03-15", "2026-01-15", "2026-03-15"))

    assert judged(person(*done), excused, as_of=as_of)[0].verdict.value == verdict


def test_what_made_up_for_one_term_does_not_count_for_the_next() -> None:
    """Ten lessons of March went to the autumn term, which needed them; the eleventh counts for the spring."""
    who = person(lessons(30), *(entry(f"2026-03-{n:02d}", lessons="1") for n in range(1, 12)))
    excused = files(exemption("延期至 2026-03-15", "2026-01-15", "2026-03-15"))
    one = judged(who, excused, as_of="2026-03-20", period=SECOND_TERM)[0]

    assert (one.measured, [missed.reason for missed in one.missed if missed.entry.first.year == 2026]) == (
        1,
        ["made_up"] * 10,
    )


EARLY = {"kind": "病假", "from": "2025-09-01", "to": "2025-11-09"}
NINE_WEEKS = json.dumps(
    {
        "terms": [{"term": "2025秋", "from": "2025-09-01", "to": "2026-01-09"}],
        "holidays": [{"name": "国庆周", "from": "2025-10-06", "to": "2025-10-11"}],
    },
    ensure_ascii=False,
)


def ill(**options: Any) -> dict[str, Any]:
    """Somebody who is at a post for 9 of 18 weeks."""
    return {
        "registry": registry_files(people=[{"id": "P1", "name": "甲", "away": [EARLY]}]),
        "calendar": NINE_WEEKS,
        **options,
    }


@pytest.mark.parametrize("effect", [None, "减为 38", "折抵 3", "按比例"])
def test_an_exemption_never_makes_a_result_worse(effect: str | None) -> None:
    """Half of 40 is reached, for reference: 待核 without an exemption, and no worse with one that asks for more."""
    rule = {**FORTY, "prorate": {"by": "teaching_weeks", "decides": "否"}}
    excused = files(*([exemption(effect)] if effect else []), rule=rule, **ill())
    verdict = judged(person(lessons(22, "2025-11-11")), excused)[0].verdict.value

    assert verdict == ("met" if effect == "按比例" else "pending")


def test_other_readings_are_prorated_as_the_rule_is() -> None:
    rule = {**FORTY, "prorate": "teaching_weeks", "also": [{"reading": "另一读", "measure": LESSONS, "at_least": "38"}]}
    one = judged(person(lessons(21, "2025-11-11")), files(rule=rule, **ill()))[0]

    assert (one.verdict.value, one.bounds.at_least, one.also[0].bounds.at_least) == ("met", 20, 19)


def test_days_of_grace_stay_with_an_exemption() -> None:
    done = (lessons(15), entry("2026-02-02", lessons="8", makes_up="2025-2026-1"))
    excused = files(exemption("减为 20", last="2026-03-15"), rule={**FORTY, "grace": "14 days"})
    one = judged(person(*done), excused, as_of="2026-02-10")[0]

    assert (one.verdict.value, one.measured, one.late) == ("met", 23, True)


def test_what_an_extension_made_up_counts_once_for_the_prorated_and_over_versions() -> None:
    """The prorated needed 9 more of the 16 of February, in whole activities of 8; the other term has none left."""
    extended = exemption("延期至 2026-02-14", last="2026-02-14")
    half = {**FORTY, "prorate": "teaching_weeks"}
    done = [lessons(11, "2025-11-11"), *(entry(f"2026-02-{n:02d}", lessons="8") for n in (2, 3))]
    prorated = files(extended, rule=half, **ill())
    later = json.loads(pack_of({**FORTY, "at_least": "30"}, effective={"from": "2026-02-01"}))
    versions = files(extended)._replace(later=(json.dumps(later, ensure_ascii=False),))
    many = [lessons(15), lessons(30, "2026-02-02")]

    assert [
        judged(person(*done), prorated, as_of=on, period=term)[0].measured
        for on, term in (("2026-02-14", TERM), ("2026-02-20", SECOND_TERM))
    ] == [27, 0]
    assert [
        judged(person(*many), versions, as_of=on, period=term)[0].measured
        for on, term in (("2026-02-14", TERM), ("2026-02-20", SECOND_TERM))
    ] == [45, 0]


def test_an_extension_does_not_turn_short_into_over() -> None:
    rule = {**FORTY, "at_most": "44"}
    done = (lessons(39), entry("2026-02-02", lessons="8"))
    one = judged(
        person(*done), files(exemption("延期至 2026-02-14", last="2026-02-14"), rule=rule), as_of="2026-02-14"
    )[0]

    assert (one.verdict.value, one.measured) == ("met", 47)


def test_nobody_is_attested_as_short_before_the_end() -> None:
    one, two = (
        judged(person(lessons(39)), files(exemption("人工认定未达标")), as_of=on)[0]
        for on in ("2026-01-10", "2026-01-31")
    )

    assert (one.verdict.value, two.verdict.value, one.excused, two.excused) == ("on_track", "short", False, False)


def test_a_share_that_is_not_said_is_that_of_the_roster() -> None:
    people = registry_files(
        people=[{"id": "P1", "name": "甲", "away": [{"kind": "产假", "from": "2025-11-10", "to": "2026-02-15"}]}]
    )
    calendar = '{"terms": [{"term": "2025秋", "from": "2025-09-01", "to": "2026-01-09"}], "holidays": [{"name": "周", "from": "2025-10-06", "to": "2025-10-11"}]}'
    excused = files(exemption("按比例"), registry=people, calendar=calendar)
    one = judged(person(lessons(22)), excused)[0]

    assert (one.verdict.value, one.formula.zh if one.formula else "") == ("met", "40 × 9/18 周 = 20")


@pytest.mark.parametrize(
    ("change", "codes"),
    [
        ({"effect": "免"}, []),
        ({"effect": "减少 5"}, ["YA734"]),
        ({"effect": "减为"}, ["YA734"]),
        ({"effect": "减为 40"}, ["YA740"]),
        ({"effect": "减为 -3"}, ["YA734"]),
        ({"effect": "按比例 3/2"}, ["YA404"]),
        ({"effect": "延期至 2026-02-30"}, ["YA405"]),
        ({"effect": "延期至 2025-08-31"}, ["YA740"]),
        ({"rules": "own/rule-2"}, ["YA733"]),
        ({"rules": "own/*"}, ["YA733"]),
        ({"rules": "rule-1"}, ["YA733"]),
        ({"rules": []}, ["YA404"]),
        ({"approver": None}, ["YA402"]),
        ({"document": None}, ["YA402"]),
        ({"reason": None}, ["YA402"]),
        ({"from": None}, ["YA402"]),
        ({"to": "2025-08-31"}, ["YA421"]),
        ({"until": "2026-01-01"}, ["YA401"]),
    ],
)
def test_a_mistake_in_an_exemption_is_found(change: Mapping[str, Any], codes: list[str]) -> None:
    written = {key: value for key, value in {**exemption("免除"), **change}.items() if value is not None}

    assert [found.code for found in files(written).book().findings] == codes


@pytest.mark.parametrize(
    ("first", "last", "codes"),
    [("2026-01-31", "2026-02-28", ["YA735"]), ("2026-02-01", "2026-02-28", []), ("2025-08-01", "2025-08-31", [])],
)
def test_two_exemptions_of_one_day_are_found(first: str, last: str, codes: list[str]) -> None:
    book = files(exemption("免除"), exemption("减为 3", first, last)).book()

    assert [found.code for found in book.findings] == codes


RECORD = "编号: P1\n姓名: 甲\n岗位: [教研员]\n活动:\n  - {类型: 听课, 日期: 2025-09-09, 学校: 甲校, 节数: 31}\n"
RULES = """pack: own
title: 自定
effective: {from: 2023-09-01}
source: {document: 某文}
applies_to: everyone
period: term
rules:
  - {id: rule-1, title: 听课, measure: {total: lessons, of: {kind: 听课}}, at_least: 40, source: S1}
"""
EXEMPTION = """豁免:
  - 人员: P1
    规则: own/rule-1
    效力: 免除
    事由: 产假
    批准人: 局长
    文号: 教〔2025〕3号
    起: 2025-09-01
    止: 2026-02-15
"""


@pytest.mark.parametrize(
    ("arguments", "exits"),
    [
        (["check", "records", "--quiet"], (0, 1)),
        (["check", "records", "--format", "json"], (0, 1)),
        (["report", "records", "--out", "out"], (0, 1)),
    ],
)
def test_every_command_judges_by_the_same_exemption(
    arguments: list[str], exits: tuple[int, int], tmp_path: Path, program: Program
) -> None:
    """On its last day it holds, on the next it does not, whichever command asks."""
    for name, text in {
        "records/a.yaml": RECORD,
        "own.yaml": RULES,
        "exemptions.yaml": EXEMPTION,
        "yanpei.yaml": "packs: [own.yaml]\n",
    }.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    found = tuple(
        program([*arguments, "--period", "2025-2026-1", "--as-of", day], folder=tmp_path).exit
        for day in ("2026-02-15", "2026-02-16")
    )

    assert found == exits


def test_the_table_and_why_show_the_result_without_the_exemption(tmp_path: Path, program: Program) -> None:
    for name, text in {
        "records/a.yaml": RECORD,
        "own.yaml": RULES,
        "exemptions.yaml": EXEMPTION,
        "yanpei.yaml": "packs: [own.yaml]\n",
    }.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    days = ["--period", "2025-2026-1", "--as-of", "2026-02-15"]
    table = program(["check", "records", "--format", "table", *days], folder=tmp_path).out.split("\n")
    why = program(["why", "P1", "rule-1", *days], folder=tmp_path).out.split("\n")

    assert [line for line in table if line.startswith("甲")] == ["甲    免（原 31/40）"]
    assert [line.strip() for line in why if "结果" in line or "原因" in line] == [
        "结果：31/40，免（没有豁免时为未达标）",
        "原因：免除：产假（教〔2025〕3号，局长批准，2025-09-01 至",
    ]
