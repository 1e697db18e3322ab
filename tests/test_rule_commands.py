"""`rules` speaks of packs by their names, shipped or one's own, and says what is wrong with them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from conftest import REPOSITORY, Program

OWN = """\
pack: own-rules
title: {zh: 本单位规则, en: Our own rules}
effective: {from: 2025-09-01}
source: {document: 教研工作办法}
applies_to: {roles: [教研员]}
period: term
tiers: [{name: 新手, en: novice, to_years: 3}, {name: 名家, en: master}]
kinds: [{name: 磨题, en: item-review, counts_as: [命题]}]
rules:
  - id: review
    title: {zh: 磨题, en: Item reviews}
    measure: {count: {kind: 磨题, date: {weekday: 周二, month: [9, 10], week: 3}, school: {present: 是}}}
    at_least: {by: tier, 新手: 2, 名家: 1}
    at_most: 9
    counts_if: {signature: {present: 是}}
    only_if: {measure: {days: {kind: 蹲点}}, at_least: 1 week, reading: 蹲过点的}
    unless: {measure: {longest_run: {kind: 支教}}, at_least: 2 months, reading: 支教的}
    also:
      - {reading: 命题也算, measure: {count: {kind: 命题}}, at_least: 1}
      - {reading: 只作参考, measure: {distinct: topic, of: {kind: 磨题}}, at_least: 1, if_differs: note}
    reading: 每学期磨题
    source: [第一条, 第二条]
  - id: lesson
    title: {zh: 师徒听课, en: Lessons of the pair}
    subject: pair
    pair: {kind: 师徒, end: partner}
    measure: {total: lessons, of: {kind: 听课, teacher: {partner: this}}, caps: [{of: {lessons: {at_least: 3}}, at_most: 4}]}
    at_least: 5
    level: advisory
    part_of: all
    beyond: all
    source: 第三条
  - id: all
    title: {zh: 听课, en: Lessons}
    measure: {total: lessons, of: {kind: 听课}, convert: [{of: {kind: 评课}, each: 2}, {of: {kind: 说课}, each: 1, per: lessons}]}
    at_least: 9
    source: 第四条
  - {id: lost, title: {zh: 文章, en: Articles}, measure: {count: {kind: 文章}}, at_least: unknown, source: 第五条}
"""
SHOWN = """\
磨题 own-rules/review
  要求：1…2–9 次，每学期
  按岗位或分层：新手 2、名家 1；一人有几个的取最高
  计数：活动的条数（类型为磨题；日期在周二；日期在 9、10 月；日期在周期的第 3 周；学校有填写）
  计入的条件：签名有填写
  口径：每学期磨题
  另一种读法（结果不同则待核）：命题也算
  另一种读法（只作参考）：只作参考
  只对这样的人：蹲过点的
  免除：支教的
  条款：第一条、第二条
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "rules").mkdir()
    (tmp_path / "records").mkdir()
    (tmp_path / "rules" / "own.yaml").write_text(OWN, encoding="utf-8")
    (tmp_path / "yanpei.yaml").write_text("packs: [researcher-quota, rules/own.yaml]\n", encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("name", ["review", "own/review"])
def test_a_rule_of_ones_own_is_shown_by_its_names(name: str, folder: Path, program: Program) -> None:
    said = program(["rules", "show", name], folder=folder)

    assert (said.exit, said.err, said.out) == (0, "", SHOWN)


@pytest.mark.parametrize("name", ["own", "rules/own.yaml"])
def test_a_pack_of_ones_own_is_shown_by_its_name_or_file(name: str, folder: Path, program: Program) -> None:
    shown, written = (program(["rules", command, name], folder=folder) for command in ("show", "doc"))

    assert (shown.exit, shown.out) == (0, written.out)
    assert written.out.startswith("# 本单位规则\n\n`own-rules`\n\n依据：教研工作办法\n\n适用：岗位为教研员\n\n分层：")


@pytest.mark.unmeasured
def test_the_list_marks_what_is_in_force_and_what_is_wrong(folder: Path, program: Program) -> None:
    said = program(["rules", "list"], folder=folder).out.splitlines()
    (folder / "rules" / "own.yaml").write_text("pack: [x\n", encoding="utf-8")
    broken = program(["rules", "list"], folder=folder).out.splitlines()

    assert "researcher-quota  研培人员定额，7 条（在用）" in said
    assert (said[-1], broken[-1]) == ("own-rules  本单位规则，4 条（在用）", "rules/own.yaml  有错误，见 rules lint")


def test_lint_and_test_take_the_packs_in_force(folder: Path, program: Program) -> None:
    linted, tried = (program(["rules", command], folder=folder) for command in ("lint", "test"))

    assert (linted.exit, linted.out) == (0, "检查了 2 个规则包；错误 0，警告 0\n")
    assert (tried.exit, tried.out.count("YA721")) == (0, 7)


def test_words_of_ones_own_are_listed(folder: Path, program: Program) -> None:
    said = program(["rules", "words", "--lang", "en"], folder=folder)

    assert "| 磨题 | item-review |  |  | 命题 |  |" in said.out.splitlines()


def test_a_name_that_nothing_has_is_answered_with_the_nearest(folder: Path, program: Program) -> None:
    rule, pack = (program(["rules", *words], folder=folder) for words in (("show", "reveiw"), ("lint", "ovn")))

    assert (rule.exit, rule.err.partition("可用")[0]) == (2, "用法错误：规则里没有“reveiw”；是不是“review”？")
    assert (pack.exit, pack.err.partition("可用")[0]) == (2, "用法错误：规则包里没有“ovn”；是不是“own”？")


def test_everything_can_be_said_in_english(folder: Path, program: Program) -> None:
    said = program(["rules", "doc", "own", "--lang", "en"], folder=folder).out

    assert [line for line in said.splitlines() if line.startswith("- Asked:")] == [
        "- Asked: 1…2–9 times each term",
        "- Asked: ≥5 lessons each term (advisory)",
        "- Asked: ≥9 lessons each term",
        "- Asked: ≥? times each term",
    ]


def test_every_measure_is_said_in_words_of_both_languages(tmp_path: Path, program: Program) -> None:
    pack = REPOSITORY / "tests" / "cases" / "every-measure" / "rules" / "own.yaml"
    said = [program(["rules", "doc", str(pack), "--lang", language], folder=tmp_path) for language in ("zh", "en")]
    counted = [re.findall(r"^- (?:计数：|Counted: )(.*)$", one.out, re.MULTILINE) for one in said]

    assert [(one.exit, len(lines), len(set(lines)) > 20) for one, lines in zip(said, counted, strict=True)] == [
        (0, 24, True),
        (0, 24, True),
    ]
    assert [line for lines in counted for line in lines if "{" in line] == []
