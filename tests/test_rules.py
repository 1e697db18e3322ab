"""Rule packs: those we ship and show bite on both sides of every bound, and a wrong one is told where and why."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest
from conftest import REPOSITORY, Program

from yanpei_audit.bundled import NO_PACKS
from yanpei_audit.findings import Finding
from yanpei_audit.records.kinds import FIELDS
from yanpei_audit.rules.rulebook import Rulebook, RuleFiles, read_rulebook, shipped_kinds
from yanpei_audit.settings import FileText

# The packs that are shipped or shown --------------------------------------------------------------------------------

PACKS = sorted(
    path
    for path in (*(REPOSITORY / "rules").glob("*.yaml"), *(REPOSITORY / "examples").glob("*/rules/*.yaml"))
    if path.stem not in NO_PACKS
)


@cache
def book_of(path: Path) -> Rulebook:
    return read_rulebook(RuleFiles(shipped_kinds(), (FileText(path.name, path.read_bytes()),), rehearsal=True))


def test_the_packs_are_found() -> None:
    names = {path.relative_to(REPOSITORY).as_posix() for path in PACKS}

    assert names >= {
        "examples/county/rules/county-supplement.yaml",
        "rules/researcher-quota.yaml",
        "rules/school-72-hour-training.yaml",
    }


@pytest.mark.parametrize("path", PACKS, ids=lambda path: path.stem)
def test_a_pack_loads_without_findings_under_the_name_of_its_file(path: Path) -> None:
    book = book_of(path)

    assert (book.findings, [pack.pack for pack in book.packs]) == ((), [path.stem])


def test_the_default_pack_holds_the_seven_quotas() -> None:
    rules = book_of(REPOSITORY / "rules" / "researcher-quota.yaml").rules
    quotas = {rule.id.rule: (*rule.limits.plain()[:2], rule.length.value) for rule in rules}

    assert quotas == {
        "residency": (30, None, "term"),
        "seminar-lesson": (2, None, "term"),
        "observation": (40, None, "term"),
        "critique": (10, None, "term"),
        "group-session": (4, None, "term"),
        "training": (72, None, "school_year"),
        "school-based-training": (24, None, "school_year"),
    }


# Wrong packs --------------------------------------------------------------------------------------------------------

GOOD = """\
pack: own
title: 自定
effective: {from: 2023-09-01}
source: {document: 某文}
applies_to: {roles: [教研员]}
period: term
rules:
  - id: seen
    title: 听课
    measure: {total: lessons, of: {kind: 听课}}
    at_least: 40
    source: S1
  - id: stay
    title: 蹲点
    measure: {days: {kind: 蹲点}}
    at_least: 1 month
    at_most: 2 months
    source: S2
  - id: surprise
    title: 推门
    measure: {share: {unannounced: 是}, out_of: {kind: 听课}, if_none: short}
    at_least: 50 %
    source: S3
"""
TOTAL = "measure: {total: lessons, of: {kind: 听课}}"
SHARE = "{share: {unannounced: 是}, out_of: {kind: 听课}, if_none: short}"
Place = tuple[str, int, int]


@cache
def findings_of(pack: str) -> tuple[Finding, ...]:
    book = read_rulebook(RuleFiles(shipped_kinds(), (FileText("own.yaml", pack.encode()),)))
    return book.findings


def edited(old: str, new: str) -> str:
    """Edit the good pack in one place; an edit that touches none or several would show nothing."""
    if GOOD.count(old) != 1:
        raise ValueError(old)
    return GOOD.replace(old, new)


def where(condition: str) -> tuple[str, str]:
    """Edit the WHERE of the first rule."""
    return "of: {kind: 听课}}", f"of: {condition}}}"


BAD: dict[tuple[str, str], list[Place]] = {
    # keys
    ("title: 自定", "titel: 自定"): [("YA402", 1, 1), ("YA401", 2, 1)],
    ("title: 听课", "titel: 听课"): [("YA402", 8, 5), ("YA401", 9, 5)],
    ("at_least: 40", "at_lest: 40"): [("YA401", 11, 5)],
    ("at_least: 40", "at_least: 40\n    why: 无"): [("YA401", 12, 5)],
    ("lessons, of: {kind", "lessons, off: {kind"): [("YA402", 10, 14), ("YA401", 10, 31)],
    ("if_none: short", "if_non: short"): [("YA402", 21, 14), ("YA401", 21, 60)],
    (TOTAL, "measure: {total: lessons, of: {kind: 听课}, days: {}}"): [("YA401", 10, 47)],
    where("{kind: {at_lest: 3}}"): [("YA401", 10, 43)],
    ("roles: [教研员]", "role: [教研员]"): [("YA401", 5, 14)],
    ("from: 2023-09-01", "form: 2023-09-01"): [("YA402", 3, 12), ("YA401", 3, 13)],
    ("title: 听课", "title: {zh: 听课, em: x}"): [("YA402", 9, 12), ("YA401", 9, 21)],
    # names
    where("{kind: 听科}"): [("YA702", 10, 42)],
    where("{kind: [听课, 平课]}"): [("YA702", 10, 42)],
    where("{kind: observing}"): [("YA702", 10, 42)],
    where("{knd: 听课}"): [("YA702", 10, 36)],
    ("{total: lessons", "{total: lesons"): [("YA404", 10, 22)],
    ("{total: lessons", "{distinct: scool"): [("YA702", 10, 25)],
    ("{days: {", "{day: {"): [("YA704", 15, 14)],
    (TOTAL, "measure: 听课"): [("YA704", 10, 14)],
    (TOTAL, "measure: {}"): [("YA704", 10, 14)],
    ("roles: [教研员]", "roles: [教研员, 教员研]"): [("YA702", 5, 27)],
    ("roles: [教研员]", "roles: 教员研"): [("YA702", 5, 21)],
    ("at_least: 40", "at_least: 40\n    applies_to: {roles: [校张]}"): [("YA702", 12, 26)],
    where("{kind: 培训, level: 校内}"): [("YA702", 10, 53)],
    where("{kind: 授课, lesson_type: {not: 研究}}"): [("YA702", 10, 65)],
    where("{kind: 听课, mode: [推门, 推窗]}"): [("YA702", 10, 52)],
    where("{kind: 听课, date: {weekday: 周八}}"): [("YA702", 10, 62)],
    ("{unannounced: 是}", "{unannounced: 对}"): [("YA404", 21, 36)],
    ("id: stay", "id: seen"): [("YA712", 13, 9)],
    # conditions that nothing can meet
    where("{kind: 听课, lessons: {at_least: 3, at_most: 2}}"): [("YA703", 10, 66)],
    where("{kind: {any_of: 听课, not: 听课}}"): [("YA703", 10, 42)],
    where("{kind: 研讨课, lesson_type: 达标课}"): [("YA703", 10, 60)],
    where("{kind: 听课, school: {at_least: 3}}"): [("YA702", 10, 46)],
    # bounds
    ("at_least: 40", "at_least: forty"): [("YA404", 11, 15)],
    ("at_least: 40", "at_least: -1"): [("YA404", 11, 15)],
    ("at_least: 40", "at_least: 40 节"): [("YA404", 11, 15)],
    ("at_least: 40", "at_least: 40 %"): [("YA404", 11, 15)],
    ("at_least: 40", "at_least: [40]"): [("YA404", 11, 15)],
    ("at_least: 40", "at_least:"): [("YA403", 11, 5)],
    ("at_least: 40\n    ", ""): [("YA701", 8, 5)],
    ("1 month", "30"): [("YA404", 16, 15)],
    ("1 month", "3 months"): [("YA701", 17, 14)],
    ("50 %", "50"): [("YA404", 22, 15)],
    ("50 %", "150 %"): [("YA404", 22, 15)],
    ("50 %", "half"): [("YA404", 22, 15)],
    (", if_none: short", ""): [("YA402", 21, 14)],
    ("if_none: short", "if_none: zero"): [("YA404", 21, 69)],
    ("50 %", "50 %\n    level: advice"): [("YA404", 23, 12)],
    # sources, days, names of packs
    ("source: {document: 某文}\n", ""): [("YA402", 1, 1)],
    ("source: {document: 某文}", "source: {file: a.txt}"): [("YA402", 4, 9)],
    ("source: {document: 某文}", "source:"): [("YA403", 4, 1)],
    ("source: {document: 某文}", "source: 某文"): [("YA404", 4, 9)],
    ("    source: S1\n", ""): [("YA402", 8, 5)],
    ("source: S1", "source: ''"): [("YA403", 12, 5)],
    ("2023-09-01", "2023-02-30"): [("YA405", 3, 19)],
    ("2023-09-01", "9/1/2023"): [("YA408", 3, 19)],
    ("{from: 2023-09-01}", "2023-09-01"): [("YA404", 3, 12)],
    ("{from: 2023-09-01}", "{from: 2023-09-01, to: 2024-13-01}"): [("YA405", 3, 35)],
    ("period: term", "period: terms"): [("YA404", 6, 9)],
    ("period: term", "period: 学期"): [("YA404", 6, 9)],
    ("applies_to: {roles: [教研员]}", "applies_to: 大家"): [("YA404", 5, 13)],
    ("pack: own", "pack: 自定"): [("YA404", 1, 7)],
    ("id: seen", "id: Seen"): [("YA404", 8, 9)],
    (GOOD.partition("rules:")[2], " []\n"): [("YA404", 7, 8)],
    # several at once
    ("at_least: 40\n    source: S1", "at_most: x"): [("YA404", 11, 14), ("YA402", 8, 5)],
    ("title: 听课\n    measure: {total: lessons", "titel: 听课\n    measure: {totl: lessons"): [
        ("YA402", 8, 5),
        ("YA401", 9, 5),
        ("YA704", 10, 14),
    ],
}


def test_the_good_pack_is_good() -> None:
    findings = findings_of(GOOD)

    assert findings == ()


@pytest.mark.parametrize("edit", BAD, ids=lambda edit: edit[1].strip().replace("\n", " ")[:60])
def test_a_wrong_pack_is_told_at_the_place_to_edit(edit: tuple[str, str]) -> None:
    findings = findings_of(edited(*edit))

    assert sorted((found.code, found.span.line, found.span.column) for found in findings) == sorted(BAD[edit])


@pytest.mark.parametrize("edit", BAD, ids=lambda edit: edit[1].strip().replace("\n", " ")[:60])
def test_what_is_said_of_a_wrong_pack_is_said_in_our_words(edit: tuple[str, str]) -> None:
    said = " ".join(found.message.zh + found.hint.zh for found in findings_of(edited(*edit)))

    assert re.findall(r"string_\w+|\w+_type\b|\w+_mismatch|\broot\b|' or '", said) == []


@pytest.mark.parametrize("edit", [edit for edit in BAD if edit[1].isascii()], ids=lambda edit: edit[1][:60])
def test_what_is_said_in_english_of_a_pack_in_english_is_english(edit: tuple[str, str]) -> None:
    said = " ".join(found.message.en + found.hint.en for found in findings_of(edited(*edit)))

    assert re.findall(r"[\u3000-\u9fff\uff00-\uffef]+", said) == []


HINTS: dict[tuple[str, str], list[str]] = {
    ("at_least: 40", "at_lest: 40"): ["是不是“at_least”？"],
    ("roles: [教研员]", "role: [教研员]"): ["是不是“roles”？"],
    ("lessons, of: {kind", "lessons, off: {kind"): ["补上一行“of: …”", "是不是“of”？"],
    ("if_none: short", "if_non: short"): ["补上一行“if_none: …”", "是不是“if_none”？"],
    where("{kind: {at_lest: 3}}"): ["是不是“at_least”？"],
    where("{kind: 听科}"): ["是不是“听课”？"],
    where("{kind: observing}"): ["是不是“observation”？"],
    where("{knd: 听课}"): ["是不是“kind”？"],
    ("{total: lessons", "{distinct: scool"): ["是不是“school”？"],
    ("roles: [教研员]", "roles: 教员研"): ["是不是“教研员”？"],
    where("{kind: 培训, level: schol}"): ["是不是“school-based”？"],
    where("{kind: 听课, date: {weekday: tusday}}"): ["是不是“tuesday”？"],
    ("{days: {", "{day: {"): ["是不是“days”？"],
}


@pytest.mark.parametrize("edit", HINTS, ids=lambda edit: edit[1])
def test_a_wrong_pack_is_told_what_was_probably_meant(edit: tuple[str, str]) -> None:
    hints = [found.hint.zh for found in findings_of(edited(*edit))]

    assert hints == HINTS[edit]


@pytest.mark.parametrize(
    ("edit", "message"),
    [
        (("at_least: 40", "at_least:"), "“at_least”没有填写"),
        (("source: S1", "source:"), "“source”没有填写"),
        (where("{kind: }"), "“kind”没有填写"),
        (where("{kind: 培训, level: }"), "“level”没有填写"),
        (where("{kind: {not: }}"), "“not”没有填写"),
    ],
)
def test_an_empty_value_is_called_by_the_key_that_was_written(edit: tuple[str, str], message: str) -> None:
    messages = [found.message.zh for found in findings_of(edited(*edit))]

    assert messages == [message]


@pytest.mark.parametrize(
    ("edit", "line"),
    [
        (where("{kind: 研讨课, lesson_type: {not: 研讨课}}"), 10),
        (where("{kind: 听课, level: {any_of: 校本, not: 校本}}"), 10),
        (where("{kind: 听课, school: {weekday: 周二}}"), 10),
        (where("{kind: 听课, status: 完了}"), 10),
        (where("{kind: 听课, date: 2025-02-30}"), 10),
        (where("{kind: 听课, lessons: 两}"), 10),
        (where("{kind: []}"), 10),
        (where("{kind: {}}"), 10),
        (("{from: 2023-09-01}", "{from: 2023-09-01, to: 2023-08-31}"), 3),
        (("roles: [教研员]", "roles: []"), 5),
    ],
    ids=lambda value: value[1] if isinstance(value, tuple) else "",
)
def test_what_can_select_nothing_or_says_nothing_is_refused(edit: tuple[str, str], line: int) -> None:
    lines = {found.span.line for found in findings_of(edited(*edit))}

    assert lines == {line}


# The lines of a WHERE -----------------------------------------------------------------------------------------------

# What somebody may write in each field of an activity, and so in a WHERE.
VALUES: dict[str, str] = {
    "kind": "听课",
    "date": "2025-09-09",
    "from": "2025-09-09",
    "to": "2025-09-12",
    "lessons": "2",
    "hours": "1.5",
    "words": "2000",
    "slot": "3",
    "lesson_type": "研讨课",
    "mode": "随堂听课",
    "level": "校本",
    "genre": "随笔",
    "conclusion": "通过",
    "unannounced": "是",
    "record": "点评",
    "status": "完成",
    "makes_up": "2024-2025-2",
}
WRITTEN_OTHERWISE = {"record": {"点评": "有"}, "slot": ["3"]}


class Seen(NamedTuple):
    """What a run over one rule and one person came to: verdicts, and the place of every error."""

    verdicts: list[str]
    errors: list[tuple[str, int]]


REFUSED = Seen([], [("own.yaml", 10)])
MET = Seen(["met"], [])


def audited(field: str, measure: str, bound: str, folder: Path, program: Program, *, times: int = 1) -> Seen:
    """Audit an activity that says something in a field, entered so many times, against one measure."""
    value = WRITTEN_OTHERWISE.get(field, VALUES.get(field, "甲"))
    days = {"from": "2025-09-09", "to": "2025-09-12"} if field in ("from", "to") else {"date": "2025-09-09"}
    line = json.dumps({"kind": "听课", "school": "乙校", **days, field: value}, ensure_ascii=False)
    record = "编号: R001\n姓名: 王芳\n岗位: [教研员]\n活动:\n" + f"  - {line}\n" * times
    pack = edited(TOTAL, f"measure: {measure}").partition("  - id: stay")[0].replace("at_least: 40", bound)
    (folder / "records").mkdir()
    (folder / "records" / "a.yaml").write_text(record, encoding="utf-8")
    (folder / "own.yaml").write_text(pack, encoding="utf-8")
    said = program(
        ["check", "records", "--rules", "own.yaml", "--period", "2025-2026-1", "--format", "json"], folder=folder
    )
    document = json.loads(said.out)
    return Seen(
        [result["verdict"] for result in document["results"]],
        [(found["file"], found["line"]) for found in document["findings"] if found["severity"] == "error"],
    )


@pytest.mark.parametrize("field", FIELDS)
def test_a_where_line_selects_the_activity_that_says_the_same_or_is_refused(
    field: str, tmp_path: Path, program: Program
) -> None:
    measure = f"{{count: {{{field}: {VALUES.get(field, '甲')}}}}}"
    seen = audited(field, measure, "at_least: 1", tmp_path, program)

    assert seen == (MET if seen.verdicts else REFUSED)


@pytest.mark.parametrize("field", FIELDS)
def test_equal_values_of_a_field_are_one_to_distinct_or_the_field_is_refused(
    field: str, tmp_path: Path, program: Program
) -> None:
    seen = audited(field, f"{{distinct: {field}, of: {{}}}}", "exactly: 1", tmp_path, program, times=2)

    assert seen == (MET if seen.verdicts else REFUSED)
