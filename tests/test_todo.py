"""`todo` says what is still needed: the nearest to done first, with weeks and pace, and never flatters."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from conftest import REPOSITORY, Program
from office import LI, WANG
from rich.cells import cell_len

COUNTY = REPOSITORY / "examples" / "county"

TEXT = """2025-2026 学年第一学期（2025-09-01 至 2026-01-31），截至 2026-01-11

王芳（R001）
  评课：9/10 节，预计达标；还差 1 节；做完记下的即可
    剩 3 个教学周；每周要 0.34；到目前每周 0.47；照此到周期末 10.42 节
  校本培训（2025-2026 学年）：20.55/24 学时，进行中；还差 3.45 学时
    剩 33 个工作周；每周要 0.11；到目前每周 1.08；照此到周期末 56.24 学时
  听课：31/40 节，落后；还差 9 节
    剩 3 个教学周；每周要 3；到目前每周 1.63；照此到周期末 35.89 节
  培训（2025-2026 学年）：20.55/72 学时，落后；还差 51.45 学时
    剩 33 个工作周；每周要 1.56；到目前每周 1.08；照此到周期末 56.24 学时
  集中蹲点：0/30 天，已无法补齐；还差 30 天
    剩 3 周；每周要 10；到目前每周 0；照此到周期末 0 天
  教研组活动：0/4 次，落后；还差 4 次
    剩 3 个教学周；每周要 1.34；到目前每周 0；照此到周期末 0 次
"""
PACK = """pack: own
title: 自定
effective: {from: 2023-09-01}
source: {document: 某文}
applies_to: everyone
period: term
rules:
  - {id: some, title: 听课, measure: {total: lessons, of: {kind: 听课}}, at_least: 40, at_most: 50, source: S1}
  - {id: most, title: 讲座, measure: {count: {kind: 讲座}}, at_most: 1, source: S1}
  - {id: lost, title: 论文, measure: {count: {kind: 论文}}, at_least: unknown, source: S1}
  - {id: part, title: 推门, measure: {share: {kind: 听课, unannounced: 是}, out_of: {kind: 听课}, if_none: short}, at_least: 50 %, source: S1}
  - {id: all, title: 三课型, measure: {covers: kind, of: {kind: 授课}, all: [研讨课, 公开课, 达标课]}, at_least: 100 %, source: S1}
"""


@pytest.fixture
def office(tmp_path: Path) -> Path:
    (tmp_path / "records").mkdir()
    (tmp_path / "records/wang.yaml").write_text(WANG, encoding="utf-8")
    (tmp_path / "records/li.yaml").write_text(LI, encoding="utf-8")
    return tmp_path


def test_the_nearest_to_done_comes_first_and_no_number_flatters(office: Path, program: Program) -> None:
    said = program(["todo", "--as-of", "2026-01-11"], folder=office)

    assert (said.exit, said.out, said.err) == (0, TEXT + "\n没有还要补的：1 人。\n", "")


@pytest.mark.parametrize("person", ["R001", "王芳"])
def test_one_person_is_found_by_id_and_by_name(person: str, office: Path, program: Program) -> None:
    said = program(["todo", person, "--as-of", "2026-01-11"], folder=office)

    assert (said.exit, said.out) == (0, TEXT)


def test_who_needs_nothing_is_told_so(office: Path, program: Program) -> None:
    said = program(["todo", "李建国", "--as-of", "2026-01-11", "--lang", "en"], folder=office)

    assert (
        said.out == "2025-2026-1 (2025-09-01 to 2026-01-31), as of 2026-01-11\n\nPeople with nothing left to do: 1.\n"
    )


def test_when_the_period_is_over_what_was_missing_is_said(office: Path, program: Program) -> None:
    said = program(["todo", "王芳", "--as-of", "2026-03-01", "--period", "2025-2026-1"], folder=office)

    assert [line for line in said.out.splitlines() if "周期已结束" in line] == [
        "  评课：9/10 节，未达标；周期已结束，缺 1 节",
        "  听课：31/40 节，未达标；周期已结束，缺 9 节",
        "  集中蹲点：0/30 天，未达标；周期已结束，缺 30 天",
        "  教研组活动：0/4 次，未达标；周期已结束，缺 4 次",
    ]


def test_the_json_says_the_same_for_everybody(office: Path, program: Program) -> None:
    said = program(["todo", "--as-of", "2026-01-11", "--format", "json"], folder=office)
    found = json.loads(said.out)
    wang, li = found["people"]

    assert {key: value for key, value in found.items() if key != "people"} == {
        "format": "yanpei-audit-todo/1",
        "as_of": "2026-01-11",
        "period": "2025-2026-1",
    }
    assert (wang["id"], wang["name"], [one["rule"] for one in wang["items"]]) == (
        "R001",
        "王芳",
        ["critique", "school-based-training", "observation", "training", "residency", "group-session"],
    )
    assert wang["items"][2] == {
        "pack": "researcher-quota",
        "rule": "observation",
        "title": "听课",
        "period": "2025-2026-1",
        "verdict": "behind",
        "measured": "31",
        "at_least": "40",
        "at_most": None,
        "shortfall": "9",
        "unit": "节",
        "weeks_left": "3",
        "needed_a_week": "3",
        "so_far_a_week": "1.63",
        "projected": "35.89",
        "missing": [],
        "why": None,
    }
    assert li == {"id": "R002", "name": "李建国", "items": []}
    assert said.out == program(["todo", "--as-of", "2026-01-11", "--format", "json"], folder=office).out


def test_what_cannot_be_done_comes_last_with_its_reason(office: Path, program: Program) -> None:
    (office / "own.yaml").write_text(PACK, encoding="utf-8")
    (office / "records/wang.yaml").write_text(
        WANG.replace("节数: 31", "节数: 31, 推门: 否")
        + "  - {类型: 讲座, 日期: 2025-10-10, 主题: 甲}\n"
        + "  - {类型: 讲座, 日期: 2025-10-11, 主题: 乙}\n"
        + "  - {类型: 论文, 日期: 2025-10-11}\n",
        encoding="utf-8",
    )
    said = program(
        ["todo", "王芳", "--as-of", "2026-02-10", "--period", "2025-2026-1", "--rules", "own.yaml"], folder=office
    )

    assert said.out.split("\n\n")[1].splitlines() == [
        "王芳（R001）",
        "  听课：31/40–50 节，未达标；周期已结束，缺 9 节",
        "  三课型：1/3 项，未达标；周期已结束，缺 2 项",
        "    缺：公开课、达标课",
        "  推门：0/50 %，未达标；周期已结束，缺 50 %",
        "  讲座：2/≤1 次，超限；超出 1 次",
        "  论文：1/? 次，无法判定；来源的数字已脱落，定额未定",
    ]


def test_whoever_fails_comes_first_and_a_faulty_file_is_told_of(office: Path, program: Program) -> None:
    (office / "records/he.yaml").write_text(
        WANG.replace("R001", "R003").replace("王芳", "何静").replace("31", "x"), encoding="utf-8"
    )
    said = program(["todo", "--as-of", "2026-01-11"], folder=office)
    heads = [line for line in said.out.splitlines() if line.endswith("）") and not line.startswith(" ")]

    assert (said.exit, heads) == (3, ["王芳（R001）", "何静（R003）"])
    assert said.out.splitlines()[0] == "records/he.yaml:5:44 错误[YA409] “x”不是数字"


def test_rules_with_a_mistake_judge_nobody(office: Path, program: Program) -> None:
    (office / "own.yaml").write_text(PACK.replace("kind: 讲座", "kind: 讲坐"), encoding="utf-8")
    said = program(["todo", "--rules", "own.yaml", "--format", "json"], folder=office)

    assert (said.exit, said.out, said.err.splitlines()[0]) == (
        4,
        "",
        "own.yaml:9:51 错误[YA702] 规则引用了不存在的活动类型“讲坐”",
    )


def test_an_unknown_person_is_answered_with_the_nearest(office: Path, program: Program) -> None:
    said = program(["todo", "王方", "--as-of", "2026-01-11"], folder=office)

    assert (said.exit, said.out, said.err) == (
        2,
        "",
        "用法错误：记录里没有“王方”；是不是“王芳”？可用：R001、王芳、R002、李建国\n",
    )


def test_an_unknown_format_is_answered_with_those_there_are(office: Path, program: Program) -> None:
    said = program(["todo", "--format", "xml"], folder=office)

    assert (said.exit, said.err) == (2, "用法错误：格式里没有“xml”。可用：text、json\n")


@pytest.mark.unmeasured
@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_line_is_wider_than_a_terminal(language: str, program: Program) -> None:
    said = program(["todo", "--as-of", "2025-12-01", "--lang", language], folder=COUNTY)

    assert [line for line in said.out.splitlines() if cell_len(line) > 80 and "[YA" not in line] == []
