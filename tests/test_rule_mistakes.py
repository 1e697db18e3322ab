"""Rules that would pass silently, never be met, or mean something else are refused; one result comes out in every order."""

from __future__ import annotations

import json
import time
from itertools import permutations
from pathlib import Path

import pytest
from conftest import Program

HEAD = (
    "pack: own\ntitle: 例\neffective: {from: 2023-09-01}\nsource: {document: 某文}\n"
    "applies_to: everyone\nperiod: term\nrules:\n"
)
LESSON = "{类型: 听课, 日期: 2025-09-10, 学校: 甲校}"
TALK = "{类型: 讲座, 日期: 2025-09-12, 主题: 朗读}"
CRITIQUE = "{类型: 评课, 日期: 2025-09-12, 学校: 甲校}"


def lay_out(folder: Path, rules: str, activities: str = f"  - {LESSON}\n", settings: str = "") -> None:
    for name in ("records", "rules"):
        (folder / name).mkdir(exist_ok=True)
    (folder / "records" / "a.yaml").write_text(
        f"编号: R1\n姓名: 王芳\n岗位: [教研员]\n活动:\n{activities}", encoding="utf-8"
    )
    (folder / "rules" / "own.yaml").write_text(HEAD + rules, encoding="utf-8")
    (folder / "yanpei.yaml").write_text(f"packs: [rules/own.yaml]\n{settings}", encoding="utf-8")


def checked(folder: Path, program: Program, *more: str, form: str = "json") -> tuple[int, list[str], dict[str, object]]:
    said = program(["check", "records", "--period", "2025-2026-1", "--format", form, *more], folder=folder)
    found = json.loads(said.out)
    results = {one["rule"]: (one["verdict"], one["measured"]) for one in found["results"]}
    return int(said.exit), [one["code"] for one in found["findings"] if "/" not in one["code"]], results


@pytest.mark.parametrize(
    "rule",
    [
        "measure: {count: {kind: 听课}}, at_least: 99, source: []",
        "measure: {any_of: []}, source: 一",
        "measure: {after: {each: {}, expect: []}, if_none: short}, at_least: 1, source: 一",
        "measure: {complete: {}, fields: [], if_none: short}, at_least: 1, source: 一",
        "measure: {covers: kind, of: {}, all: []}, at_least: 1, source: 一",
        "measure: {covers: kind, of: {}, all: [听课]}, at_least: 2, source: 一",
        "measure: {any_of: [{title: 甲, measure: {count: {}}, at_least: 1}]}, at_least: 2, source: 一",
        "measure: {attested: 备课}, at_least: 2, source: 一",
        "measure: {every: month, of: {}, least: 5, most: 2}, at_least: 1, source: 一",
        "measure: {after: {each: {}, expect: {}, apart: 5 days, within: 2 days}, if_none: short}, at_least: 1, source: 一",
        "measure: {after: {each: {}, expect: {}, within: 9999 months}, if_none: short}, at_least: 1, source: 一",
        "measure: {count: {teacher: {partner: this}}}, at_least: 1, source: 一",
        "measure: {count: {kind: {present: 否}}}, at_least: 1, source: 一",
        "measure: {count: {lessons: {present: 否, at_least: 2}}}, at_least: 1, source: 一",
        "measure: {count: {}}, at_least: {by: role, 教研员: 20, researcher: 1}, source: 一",
    ],
)
def test_a_rule_that_can_never_fail_or_be_met_does_not_load(rule: str, tmp_path: Path, program: Program) -> None:
    lay_out(tmp_path, f"  - {{id: r, title: 例, {rule}}}\n")
    exit_code, codes, results = checked(tmp_path, program)

    assert (exit_code, len(codes), results) == (4, 1, {})


@pytest.mark.parametrize(("text", "code"), [("0", "YA701"), ("两次", "YA404"), ("50 %", "YA404"), ("10", "YA701")])
def test_a_number_in_place_of_a_lost_one_is_held_to_the_same(
    text: str, code: str, tmp_path: Path, program: Program
) -> None:
    rule = "  - {id: r, title: 例, measure: {count: {}}, at_least: unknown, at_most: 5, source: 一}\n"
    lay_out(tmp_path, rule, settings=f"parameters: {{own/r: {text}}}\n")

    assert checked(tmp_path, program)[:2] == (4, [code])


def test_a_bad_number_in_place_of_a_lost_part_is_told(tmp_path: Path, program: Program) -> None:
    rules = (
        "  - {id: whole, title: 例, measure: {count: {}}, at_least: 5, source: 一}\n"
        "  - {id: part, title: 例, measure: {count: {}}, at_least: unknown, part_of: whole, source: 一}\n"
    )
    lay_out(tmp_path, rules, settings="parameters: {own/part: 两次}\n")

    assert checked(tmp_path, program)[:2] == (4, ["YA404"])


@pytest.mark.parametrize("option", ["beyond: other", "measure: {share: {}, out_of: {bound_of: other}, if_none: short}"])
@pytest.mark.parametrize(
    "other",
    [
        "measure: {share: {}, out_of: {}, if_none: short}, at_least: 50 %",
        "measure: {complete: {}, fields: [school], if_none: short}, at_least: 100 %",
        "measure: {count: {}}, at_most: 3",
        "measure: {count: {}}, at_least: 1, subject: pair, pair: {kind: 师徒, end: lead}",
    ],
)
def test_only_an_amount_of_the_same_person_is_taken_from_another_rule(
    option: str, other: str, tmp_path: Path, program: Program
) -> None:
    own = option if "share" in option else f"measure: {{count: {{}}}}, {option}"
    bound = "50 %" if "share" in option else "1"
    rules = f"  - {{id: other, title: 例, {other}, source: 一}}\n  - {{id: r, title: 例, {own}, at_least: {bound}, source: 一}}\n"
    lay_out(tmp_path, rules)

    assert checked(tmp_path, program)[:2] == (4, ["YA701"])


@pytest.mark.parametrize("order", list(permutations((LESSON, TALK, CRITIQUE))))
def test_a_chain_comes_to_the_same_in_every_order_and_format(
    order: tuple[str, ...], tmp_path: Path, program: Program
) -> None:
    chain = "{each: {kind: 听课}, expect: [{kind: [讲座, 评课]}, {kind: 评课}]}"
    rule = f"  - {{id: r, title: 例, measure: {{after: {chain}, if_none: short}}, at_least: 1, source: 一}}\n"
    lay_out(tmp_path, rule, "".join(f"  - {one}\n" for one in order))
    in_text = program(["check", "records", "--period", "2025-2026-1", "--format", "text"], folder=tmp_path)

    assert (checked(tmp_path, program)[0] == 0) is (in_text.exit == 0)


def test_what_is_yet_to_come_counts_in_no_part(tmp_path: Path, program: Program) -> None:
    alone = "{after: {each: {kind: 听课}, expect: {kind: 评课}, within: 30 days}, if_none: short}"
    rules = (
        f"  - {{id: alone, title: 例, measure: {alone}, at_least: 1, source: 一}}\n"
        f"  - {{id: part, title: 例, measure: {{all_of: [{{title: 甲, measure: {alone}, at_least: 1}}]}}, source: 一}}\n"
    )
    lay_out(tmp_path, rules, f"  - {LESSON}\n  - {CRITIQUE}\n")

    assert checked(tmp_path, program, "--as-of", "2025-09-11")[2] == {
        "alone": ("expected", "0"),
        "part": ("expected", "0"),
    }


@pytest.mark.parametrize("measure", ["{distinct: school, of: {}}", "{covers: school, of: {}, all: [甲校]}"])
def test_nothing_is_met_before_the_period_has_begun(measure: str, tmp_path: Path, program: Program) -> None:
    stay = "{类型: 蹲点, 起: 2025-08-01, 止: 2025-10-10, 学校: 甲校}"
    lay_out(tmp_path, f"  - {{id: r, title: 例, measure: {measure}, at_least: 1, source: 一}}\n", f"  - {stay}\n")

    assert checked(tmp_path, program, "--as-of", "2025-08-15")[2] == {"r": ("expected", "0")}


def test_half_of_an_odd_number_of_things_is_never_exactly_reached(tmp_path: Path, program: Program) -> None:
    rule = (
        "  - {id: r, title: 例, measure: {covers: kind, of: {}, all: [听课, 讲座, 培训]}, exactly: 50 %, source: 一}\n"
    )
    lay_out(tmp_path, rule)

    assert checked(tmp_path, program)[2] == {"r": ("short", "1")}


def test_a_tier_decides_what_frees_a_rule_that_is_for_everybody(tmp_path: Path, program: Program) -> None:
    rule = (
        "  - {id: r, title: 例, measure: {count: {}}, at_least: 9, source: 一,\n"
        "     unless: {measure: {count: {kind: 听课}}, at_least: {by: tier, 新: 1}, reading: 新人}}\n"
    )
    lay_out(tmp_path, rule)
    pack = tmp_path / "rules" / "own.yaml"
    pack.write_text(
        f"tiers: [{{name: 新, en: new, to_years: 5}}]\n{pack.read_text(encoding='utf-8')}", encoding="utf-8"
    )
    (tmp_path / "registry").mkdir()
    (tmp_path / "registry" / "people.yaml").write_text(
        "人员名册:\n  - {编号: R1, 姓名: 王芳, 教龄: 3}\n", encoding="utf-8"
    )

    assert checked(tmp_path, program)[2] == {"r": ("exempt", "1")}


def test_another_name_of_a_school_means_the_school_in_rules_too(tmp_path: Path, program: Program) -> None:
    rules = (
        "  - {id: count, title: 例, measure: {count: {school: 城关一小}}, at_least: 1, source: 一}\n"
        "  - {id: covers, title: 例, measure: {covers: school, of: {}, all: [城关一小]}, at_least: 1, source: 一}\n"
    )
    lay_out(tmp_path, rules, "  - {类型: 听课, 日期: 2025-09-10, 学校: 城关一小}\n")
    (tmp_path / "registry").mkdir()
    (tmp_path / "registry" / "schools.yaml").write_text(
        "学校名册:\n  - {校名: 城关第一小学, 别名: [城关一小]}\n", encoding="utf-8"
    )

    assert checked(tmp_path, program)[2] == {"count": ("met", "1"), "covers": ("met", "1")}


@pytest.mark.parametrize(
    ("pairs", "code"),
    [
        ("{类型: 师徒, 师傅: R1, 徒弟: R1}", "YA701"),
        ("{类型: 师徒, 师傅: R1, 徒弟: R2}\n  - {类型: 师徒, 师傅: R1, 徒弟: R2}", "YA712"),
        ("{类型: 师徒, 师傅: R1, 徒弟: R2, 起: 2025-10-01, 止: 2025-09-01}", "YA421"),
        ("{类型: 师图, 师傅: R1, 徒弟: R2}", "YA419"),
        ("{类型: 师徒, 师傅: R1}", "YA402"),
    ],
)
def test_a_wrong_pair_is_told(pairs: str, code: str, tmp_path: Path, program: Program) -> None:
    lay_out(tmp_path, "  - {id: r, title: 例, measure: {count: {}}, at_least: 1, source: 一}\n")
    (tmp_path / "registry").mkdir()
    (tmp_path / "registry" / "pairs.yaml").write_text(f"结对名册:\n  - {pairs}\n", encoding="utf-8")

    assert checked(tmp_path, program)[:2] == (4, [code])


def test_many_activities_are_matched_soon(tmp_path: Path, program: Program) -> None:
    rule = (
        "  - {id: r, title: 例, measure: {after: {each: {kind: 听课}, expect: {kind: 评课}}, if_none: short},\n"
        "     at_least: 100 %, source: 一}\n"
    )
    days = "".join(
        f"  - {{类型: {kind}, 日期: 2025-09-1{day}, 学校: 甲校{number}}}\n"
        for kind, day in (("听课", 0), ("评课", 1))
        for number in range(1200)
    )
    lay_out(tmp_path, rule, days)
    started = time.monotonic()

    assert checked(tmp_path, program)[2] == {"r": ("met", "1200")}
    assert time.monotonic() - started < 60


def test_why_tells_what_is_wrong_with_the_rules(tmp_path: Path, program: Program) -> None:
    lay_out(tmp_path, "  - {id: r, title: 例, measure: {count: {kind: 听科}}, at_least: 1, source: 一}\n")
    said = program(["why", "王芳", "--period", "2025-2026-1"], folder=tmp_path)

    assert (said.exit, "YA702" in said.out) == (4, True)


def test_packs_in_force_are_checked_together(tmp_path: Path, program: Program) -> None:
    lay_out(tmp_path, "  - {id: r, title: 例, measure: {count: {kind: 磨题}}, at_least: 1, source: 一}\n")
    first = HEAD.replace("pack: own", "pack: first\nkinds: [{name: 磨题, en: item-review}]")
    (tmp_path / "rules" / "first.yaml").write_text(
        first + "  - {id: r, title: 例, measure: {count: {}}, at_least: 1, source: 一}\n", encoding="utf-8"
    )
    (tmp_path / "yanpei.yaml").write_text("packs: [rules/first.yaml, rules/own.yaml]\n", encoding="utf-8")

    assert [program(["rules", command], folder=tmp_path).exit for command in ("lint", "test", "doc")] == [0, 0, 0]


def test_a_pack_that_cannot_be_shown_says_why(tmp_path: Path, program: Program) -> None:
    (tmp_path / "x.yaml").write_text("packs: []\n", encoding="utf-8")

    assert [program(["rules", command, "x.yaml"], folder=tmp_path).exit for command in ("show", "doc")] == [4, 4]


def test_what_a_pack_says_does_nothing_in_markdown(tmp_path: Path, program: Program) -> None:
    lay_out(tmp_path, "  - {id: r, title: '<b>|[x](y) ::error::', measure: {count: {}}, at_least: 1, source: 一}\n")
    said = program(["rules", "doc", "rules/own.yaml"], folder=tmp_path)

    assert (said.exit, [mark for mark in ("<b>", "[x](", "::error") if mark in said.out]) == (0, [])
