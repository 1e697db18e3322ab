"""yanpei.yaml: where it is found, what it settles, what it adds; and command lines that cannot be followed."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from conftest import Program, Said

from yanpei_audit import bundled
from yanpei_audit.suggestions import listing

RECORD = "编号: R001\n姓名: 王芳\n岗位: [教研员]\n活动:\n  - {类型: 听课, 日期: 2025-09-09, 学校: 甲校}\n"
OWN = """\
pack: own
title: 自定
effective: {from: 2023-09-01}
source: {document: 某文}
applies_to: everyone
period: term
rules:
  - id: seen
    title: {zh: 听课, en: Observed}
    measure: {count: {kind: 听课}}
    at_least: 1
    source: S1
"""
SHIPPED = listing(bundled.packs())
BOM = "\ufeff"
Files = Mapping[str, str]
Facts = dict[str, Any]


def lay_out(folder: Path, files: Files) -> None:
    """Write files by their paths; a path that ends in / is an empty folder."""
    for name, text in files.items():
        path = folder / name
        if name.endswith("/"):
            path.mkdir(parents=True, exist_ok=True)
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="")


def facts(said: Said) -> Facts:
    """Say what a run settled on: what it audited, by which packs, when, in which language, and with which errors."""
    if not said.out:
        return {"exit": said.exit, "err": said.err}
    document = json.loads(said.out)
    found = [one for one in document["findings"] if one["severity"] != "note" and one["code"][:2] == "YA"]
    return {
        "exit": said.exit,
        "packs": [pack["pack"] for pack in document["packs"]],
        "as_of": document["as_of"],
        "judged": [
            (one["subject"]["id"], one["title"], one["period"], one["verdict"])
            for one in document["results"]
            if one["pack"] == "own"
        ],
        "findings": [(one["code"], one["file"], one["line"], one["column"]) for one in found],
    }


MET: Facts = {
    "exit": 0,
    "packs": ["own"],
    "as_of": "2026-01-31",
    "judged": [("R001", "听课", "2025-2026-1", "met")],
    "findings": [],
}
ACTIVITY_DAY = "2025-09-09"
MET_IN_ENGLISH = MET | {"judged": [("R001", "Observed", "2025-2026-1", "met")]}
VOID = MET | {"exit": 4, "judged": []}
BY_DEFAULT = MET | {"exit": 1, "packs": ["researcher-quota"], "judged": []}
CHECK = ("check", "--format", "json")
FIRST_TERM = (*CHECK, "--period", "2025-2026-1")


def checked(
    program: Program,
    folder: Path,
    files: Files,
    arguments: Sequence[str] = FIRST_TERM,
    variables: Mapping[str, str] | None = None,
) -> Facts:
    lay_out(folder, {"records/a.yaml": RECORD, "own.yaml": OWN} | dict(files))
    return facts(program(arguments, folder=folder, variables=variables))


# Where it is found --------------------------------------------------------------------------------------------------

HERE = "packs: [own.yaml]\n"
IN_ENGLISH = "packs: [own.yaml]\nlanguage: en\n"
FOUND: dict[str, tuple[Files, str, Sequence[str], Facts]] = {
    "in the current folder": ({"yanpei.yaml": HERE}, ".", (), MET),
    "above the current folder": ({"yanpei.yaml": HERE, "a/b/": ""}, "a/b", (), MET),
    "above the records": ({"yanpei.yaml": HERE, "a/b/": ""}, "a/b", ("../../records",), MET),
    "above a file": ({"yanpei.yaml": HERE}, ".", ("records/a.yaml",), MET),
    "above the records and not above the current folder": (
        {"one/yanpei.yaml": HERE, "one/own.yaml": OWN, "one/records/a.yaml": RECORD, "two/yanpei.yaml": "packs: x\n"},
        "two",
        ("../one/records",),
        MET,
    ),
    "the nearest": (
        {"yanpei.yaml": "packs: x\n", "a/yanpei.yaml": HERE, "a/own.yaml": OWN, "a/records/a.yaml": RECORD},
        "a",
        (),
        MET,
    ),
    "beside .git": ({"yanpei.yaml": HERE, ".git/": "", "a/": ""}, "a", (), MET),
    "beside the file .git of a worktree": ({"yanpei.yaml": HERE, ".git": "gitdir: x\n", "a/": ""}, "a", (), MET),
    "not beyond .git": (
        {"yanpei.yaml": HERE, "a/.git/": "", "a/records/a.yaml": RECORD},
        "a",
        ("records",),
        BY_DEFAULT,
    ),
    "not beyond the file .git of a worktree": (
        {"yanpei.yaml": HERE, "a/.git": "gitdir: x\n", "a/b/records/a.yaml": RECORD},
        "a/b",
        ("records",),
        BY_DEFAULT,
    ),
    "not in a folder of that name": ({"yanpei.yaml/": ""}, ".", ("records",), BY_DEFAULT),
    "not under another name": ({"yanpei.yml": HERE}, ".", ("records",), BY_DEFAULT),
    "nowhere": ({}, ".", (), BY_DEFAULT),
}


@pytest.mark.parametrize("case", FOUND)
def test_settings_are_looked_for_from_the_records_upwards(case: str, tmp_path: Path, program: Program) -> None:
    files, start, paths, wanted = FOUND[case]
    lay_out(tmp_path, {"records/a.yaml": RECORD, "own.yaml": OWN} | dict(files))
    said = program([*FIRST_TERM, *paths], folder=tmp_path / start)

    assert facts(said) == wanted


def test_paths_in_findings_start_at_the_working_folder(tmp_path: Path, program: Program) -> None:
    files = {"yanpei.yaml": HERE, "records/a.yaml": RECORD + "  - {类型: 听科, 日期: 2025-09-09}\n", "a/b/": ""}
    lay_out(tmp_path, {"own.yaml": OWN} | files)
    said = program(FIRST_TERM, folder=tmp_path / "a" / "b")

    assert facts(said)["findings"] == [("YA412", "records/a.yaml", 6, 10)]


def test_checking_the_whole_working_folder_takes_no_settings_for_a_record(tmp_path: Path, program: Program) -> None:
    lay_out(tmp_path, {"records/a.yaml": RECORD, "yanpei.yaml": "packs: [researcher-quota]\n"})
    said = program([*FIRST_TERM, "."], folder=tmp_path)

    assert facts(said) == BY_DEFAULT


# What it settles ----------------------------------------------------------------------------------------------------

OTHER = RECORD.replace("R001", "R002").replace("王芳", "李明")
BOTH = MET | {
    "judged": [("R001", "听课", "2025-2026-1", "met"), ("R002", "听课", "2025-2026-1", "met")],
}
SECOND = MET | {"judged": [("R002", "听课", "2025-2026-1", "met")]}

RECORDS: dict[str, tuple[str, Files, Sequence[str], Facts]] = {
    "by default the folder records": ("", {"b/b.yaml": OTHER}, (), MET),
    "one other folder": ("records: [b]\n", {"b/b.yaml": OTHER}, (), SECOND),
    "one folder without brackets": ("records: b\n", {"b/b.yaml": OTHER}, (), SECOND),
    "folders at any depth": ("records: [b]\n", {"b/c/d/b.yaml": OTHER}, (), SECOND),
    "two folders": ("records: [records, b]\n", {"b/b.yaml": OTHER}, (), BOTH),
    "a folder and a file in it": ("records: [records, records/a.yaml]\n", {}, (), MET),
    "the same folder twice": ("records: [records, ./records/]\n", {}, (), MET),
    "one file": ("records: [b/b.yaml]\n", {"b/b.yaml": OTHER}, (), SECOND),
    "the command line instead": ("records: [nowhere]\n", {"b/b.yaml": OTHER}, ("b",), SECOND),
    "a missing folder": (
        "records: [records, recrds]\n",
        {},
        (),
        VOID | {"findings": [("YA714", "yanpei.yaml", 2, 20)], "judged": MET["judged"]},
    ),
    "a folder outside": (
        "records: [records, ../b]\n",
        {},
        (),
        VOID | {"findings": [("YA711", "yanpei.yaml", 2, 20)], "judged": MET["judged"]},
    ),
    "a folder outside by its whole path": (
        "records: [records, /tmp]\n",
        {},
        (),
        VOID | {"findings": [("YA711", "yanpei.yaml", 2, 20)], "judged": MET["judged"]},
    ),
    "no folder": (
        "records: []\n",
        {},
        (),
        MET | {"exit": 3, "judged": [], "findings": [("YA209", "yanpei.yaml", 2, 1)]},
    ),
    "an empty value": (
        "records:\n",
        {},
        (),
        VOID | {"packs": ["researcher-quota"], "findings": [("YA403", "yanpei.yaml", 2, 1)]},
    ),
}


@pytest.mark.parametrize("case", RECORDS)
def test_records_lie_where_the_settings_say(case: str, tmp_path: Path, program: Program) -> None:
    text, files, paths, wanted = RECORDS[case]
    found = checked(program, tmp_path, {"yanpei.yaml": HERE + text, **files}, [*FIRST_TERM, *paths])

    assert found == wanted


PACKS: dict[str, tuple[str, Sequence[str], dict[str, Any]]] = {
    "by default the researchers' quotas": ("", (), {"packs": ["researcher-quota"], "exit": 1}),
    "a file": ("packs: [own.yaml]\n", (), {"packs": ["own"], "exit": 0}),
    "a file without brackets": ("packs: own.yaml\n", (), {"packs": ["own"], "exit": 0}),
    "a shipped name": ("packs: [school-72-hour-training]\n", (), {"packs": ["school-72-hour-training"], "exit": 0}),
    "both in their order": (
        "packs: [own.yaml, researcher-quota]\n",
        (),
        {"packs": ["own", "researcher-quota"], "exit": 1},
    ),
    "the command line instead": ("packs: [nowhere]\n", ("--rules", "own.yaml"), {"packs": ["own"], "exit": 0}),
    "several of the command line": (
        "packs: [nowhere]\n",
        ("--rules", "own.yaml", "--rules", "researcher-quota"),
        {"packs": ["own", "researcher-quota"], "exit": 1},
    ),
    "a missing file": ("packs: [rules/own.yaml]\n", (), {"findings": [("YA710", "yanpei.yaml", 1, 9)], "exit": 4}),
    "a name that is misspelt": (
        "packs: [own.yaml, researcher-quotas]\n",
        (),
        {"packs": ["own"], "findings": [("YA710", "yanpei.yaml", 1, 19)], "exit": 4},
    ),
    "a folder": ("packs: [records]\n", (), {"findings": [("YA710", "yanpei.yaml", 1, 9)], "exit": 4}),
    "a file outside": ("packs: [../own.yaml]\n", (), {"findings": [("YA711", "yanpei.yaml", 1, 9)], "exit": 4}),
    "a link that leads outside": (
        "packs: [link.yaml]\n",
        (),
        {"findings": [("YA711", "yanpei.yaml", 1, 9)], "exit": 4},
    ),
    "none": ("packs: []\n", (), {"findings": [("YA706", "yanpei.yaml", 1, 1)], "exit": 4}),
    "the same twice": ("packs: [own.yaml, own.yaml]\n", (), {"findings": [("YA712", "own.yaml", 1, 7)], "exit": 4}),
}


@pytest.mark.parametrize("case", PACKS)
def test_packs_are_those_that_the_settings_name(case: str, tmp_path: Path, program: Program) -> None:
    text, options, wanted = PACKS[case]
    lay_out(tmp_path, {"own.yaml": OWN})
    work = tmp_path / "work"
    work.mkdir()
    (work / "link.yaml").symlink_to(tmp_path / "own.yaml")
    found = checked(program, work, {"yanpei.yaml": text} if text else {}, [*FIRST_TERM, *options])
    wanted = {"findings": []} | wanted

    assert {name: found[name] for name in wanted} == wanted


def test_a_misspelt_pack_is_told_the_nearest_that_is_shipped(tmp_path: Path, program: Program) -> None:
    lay_out(tmp_path, {"records/a.yaml": RECORD, "yanpei.yaml": "packs:\n  - researcher-qouta\n"})
    said = program(["check", "--period", "2025-2026-1"], folder=tmp_path)
    head = said.out.partition("\n\n")[0]

    assert head.splitlines() == [
        "yanpei.yaml:2:5 错误[YA710] 没有规则包“researcher-qouta”",
        "      - researcher-qouta",
        "        ^^^^^^^^^^^^^^^^",
        "    改法：是不是“researcher-quota”？",
    ]


WHEN: dict[str, tuple[str, Sequence[str], tuple[str, str, str]]] = {
    "a past term": ("period: 2025秋\n", (), ("2026-01-31", "2025-2026-1", "met")),
    "a past term by the command line": ("", ("--period", "2025秋"), ("2026-01-31", "2025-2026-1", "met")),
    "the command line before the settings": (
        "period: 2024秋\n",
        ("--period", "2025秋"),
        ("2026-01-31", "2025-2026-1", "met"),
    ),
    "a day, and the term it lies in": ("as_of: 2025-10-01\n", (), ("2025-10-01", "2025-2026-1", "met")),
    "a day before the activity": ("as_of: 2025-09-08\n", (), ("2025-09-08", "2025-2026-1", "expected")),
    "a day by the command line": ("as_of: 2024-10-01\n", ("--as-of", "2025/9/9"), ("2025-09-09", "2025-2026-1", "met")),
    "a day and a period": ("as_of: 2025年9月8日\nperiod: 2025-2026-1\n", (), ("2025-09-08", "2025-2026-1", "expected")),
    "a day after the period of the command line": (
        "as_of: 2026-03-01\n",
        ("--period", "2025-2026-1"),
        ("2026-01-31", "2025-2026-1", "met"),
    ),
    "a school year, whose first term is judged by then": (
        "period: 2025-2026\nas_of: 2025-09-09\n",
        (),
        ("2025-09-09", "2025-2026-1", "met"),
    ),
}


@pytest.mark.parametrize("case", WHEN)
def test_the_period_and_the_day_are_as_settled(case: str, tmp_path: Path, program: Program) -> None:
    text, options, (as_of, period, verdict) = WHEN[case]
    found = checked(program, tmp_path, {"yanpei.yaml": HERE + text}, [*CHECK, *options])

    told = [("YA602", "records/a.yaml", 5, 5)] if as_of < ACTIVITY_DAY else []
    assert found == MET | {"as_of": as_of, "judged": [("R001", "听课", period, verdict)], "findings": told}


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("period: 2025-9\n", ("YA713", "yanpei.yaml", 1, 9)),
        ("period: 第一学期\n", ("YA713", "yanpei.yaml", 1, 9)),
        ("period: 9999-12\n", ("YA713", "yanpei.yaml", 1, 9)),
        ("period:\n", ("YA403", "yanpei.yaml", 1, 1)),
        ("as_of: 2025-09-31\n", ("YA405", "yanpei.yaml", 1, 8)),
        ("as_of: 2025-09-00\n", ("YA405", "yanpei.yaml", 1, 8)),
        ("as_of: 9/1/2025\n", ("YA408", "yanpei.yaml", 1, 8)),
        ("as_of: 今天\n", ("YA405", "yanpei.yaml", 1, 8)),
        ("language: fr\n", ("YA404", "yanpei.yaml", 1, 11)),
        ("language: 中文\n", ("YA404", "yanpei.yaml", 1, 11)),
        ("record: [records]\n", ("YA401", "yanpei.yaml", 1, 1)),
        ("kinds: 听课\n", ("YA404", "yanpei.yaml", 1, 8)),
        ("- packs\n", ("YA319", "yanpei.yaml", 1, 1)),
        ("packs [own.yaml]\n", ("YA319", "yanpei.yaml", 1, 1)),
        ("packs: [own.yaml\n", ("YA311", "yanpei.yaml", 1, 8)),
        ("language: zh\nlanguage: en\n", ("YA312", "yanpei.yaml", 2, 1)),
    ],
)
def test_a_mistake_in_the_settings_voids_the_run_at_its_place(
    text: str, place: tuple[str, str, int, int], tmp_path: Path, program: Program
) -> None:
    found = checked(program, tmp_path, {"yanpei.yaml": text}, FIRST_TERM)
    verdicts = {"exit": found["exit"], "judged": found.get("judged"), "findings": found.get("findings")}

    assert verdicts == {"exit": 4, "judged": [], "findings": [place]}


@pytest.mark.parametrize(
    ("written", "message", "hint"),
    [
        ("record", "不认识“record”", "是不是“records”？"),
        ("pack", "不认识“pack”", "是不是“packs”？"),
        ("perod", "不认识“perod”", "是不是“period”？"),
        ("as-of", "不认识“as-of”", "是不是“as_of”？"),
        ("lang", "不认识“lang”", "是不是“language”？"),
        ("kind", "不认识“kind”", "是不是“kinds”？"),
    ],
)
def test_an_unknown_key_is_told_the_nearest(
    written: str, message: str, hint: str, tmp_path: Path, program: Program
) -> None:
    lay_out(tmp_path, {"records/a.yaml": RECORD, "yanpei.yaml": f"{written}: zh\n"})
    said = program(FIRST_TERM, folder=tmp_path)
    found = [(one["message"], one["hint"], one["end_column"]) for one in json.loads(said.out)["findings"]]

    assert found == [(message, hint, len(written) + 1)]


@pytest.mark.parametrize(
    "text", ["", "\n", "  \n\n", "# 还没有写\n", "# packs: [own.yaml]\n\n# period: 2024秋\n", BOM, BOM + "# 还没有写\n"]
)
def test_settings_that_say_nothing_change_nothing(text: str, tmp_path: Path, program: Program) -> None:
    found = checked(program, tmp_path, {"yanpei.yaml": text})

    assert found == BY_DEFAULT


@pytest.mark.parametrize(
    "text",
    [
        "packs: [own.yaml]\n",
        "packs: [own.yaml]",
        "packs: [own.yaml]\r\n",
        BOM + "packs: [own.yaml]\n",
        BOM + "# 本室\r\npacks:\r\n  - own.yaml   # 自定\r\n",
        'packs: ["own.yaml"]\n',
        "packs:\n- own.yaml\n",
        "packs: [./own.yaml]\n",
    ],
)
def test_settings_hold_however_an_editor_saved_them(text: str, tmp_path: Path, program: Program) -> None:
    found = checked(program, tmp_path, {"yanpei.yaml": text})

    assert found == MET


# Language -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("option", "variable", "settled", "wanted"),
    [
        (None, None, None, MET),
        (None, None, "zh", MET),
        (None, None, "en", MET_IN_ENGLISH),
        (None, "en", None, MET_IN_ENGLISH),
        (None, "en", "zh", MET_IN_ENGLISH),
        (None, "zh", "en", MET),
        (None, "", "en", MET_IN_ENGLISH),
        ("en", None, None, MET_IN_ENGLISH),
        ("en", None, "zh", MET_IN_ENGLISH),
        ("en", "zh", "zh", MET_IN_ENGLISH),
        ("zh", "en", "en", MET),
        ("zh", "fr", None, MET),
    ],
)
def test_the_option_goes_before_the_variable_and_the_variable_before_the_settings(
    option: str | None, variable: str | None, settled: str | None, wanted: Facts, tmp_path: Path, program: Program
) -> None:
    found = checked(
        program,
        tmp_path,
        {"yanpei.yaml": HERE + (f"language: {settled}\n" if settled else "")},
        [*FIRST_TERM, *(["--lang", option] if option else [])],
        {"YANPEI_LANG": variable} if variable is not None else None,
    )

    assert found == wanted


# What it adds -------------------------------------------------------------------------------------------------------

KIND = "kinds:\n  - {name: 巡课, en: round, aliases: [巡课堂], counts_as: [听课]}\n"
ROLE = "roles:\n  - {name: 联络员, en: liaison, aliases: [联系人]}\n"
WORD = "values:\n  level:\n    - {name: 园本, en: kindergarten-based, aliases: [园级]}\n"
DEEP = "kinds:\n  - {name: 巡课, en: round, counts_as: [走课]}\n  - {name: 走课, en: walk, counts_as: [听课]}\n"
DECIDING = (
    "kinds:\n  - {name: 园训, en: inner-training, sets: {level: 校本}, defaults: {hours: 2}, counts_as: [培训]}\n"
)
SEEN_BY_LIAISON = ("applies_to: everyone", "applies_to: {roles: [联络员]}")
TRAINED = ("{count: {kind: 听课}}", "{total: hours, of: {kind: 培训, level: 园本}}")
TRAINED_AT_SCHOOL = ("{count: {kind: 听课}}", "{total: hours, of: {kind: 培训, level: 校本}}")
NO_EDIT = ("pack: own", "pack: own")

# what is added, an edit of the pack, an edit of the record
ADDED: dict[str, tuple[str, tuple[str, str], tuple[str, str]]] = {
    "a kind that counts as another": (KIND, NO_EDIT, ("类型: 听课", "类型: 巡课")),
    "its English name": (KIND, NO_EDIT, ("类型: 听课", "kind: round")),
    "its other name": (KIND, NO_EDIT, ("类型: 听课", "类型: 巡课堂")),
    "a kind through another": (DEEP, NO_EDIT, ("类型: 听课", "类型: 巡课")),
    "a kind in a rule": (KIND, ("{kind: 听课}", "{kind: 巡课}"), ("类型: 听课", "类型: 巡课")),
    "a kind in a rule by its English name": (KIND, ("{kind: 听课}", "{kind: round}"), ("类型: 听课", "类型: 巡课堂")),
    "a role in a rule": (ROLE, SEEN_BY_LIAISON, ("[教研员]", "[联络员]")),
    "its other name in a record": (ROLE, SEEN_BY_LIAISON, ("[教研员]", "[联系人]")),
    "a role that no rule names": (ROLE, NO_EDIT, ("[教研员]", "[联络员]")),
    "a word": (WORD, TRAINED, ("类型: 听课", "类型: 培训, 级别: 园本, 学时: 1")),
    "the other name of a word": (WORD, TRAINED, ("类型: 听课", "类型: 培训, 级别: 园级, 学时: 1")),
    "the English name of a word": (WORD, TRAINED, ("类型: 听课", "类型: 培训, 级别: kindergarten-based, 学时: 1")),
    "a word beside those that were there": (
        WORD,
        TRAINED_AT_SCHOOL,
        ("类型: 听课", "类型: 培训, 级别: 校本, 学时: 1"),
    ),
    "a kind that decides a field and an amount": (DECIDING, TRAINED_AT_SCHOOL, ("类型: 听课", "类型: 园训")),
    "a decided field written by hand": (DECIDING, TRAINED_AT_SCHOOL, ("类型: 听课", "类型: 园训, 级别: 校本")),
    "a decided field written in English": (
        DECIDING,
        TRAINED_AT_SCHOOL,
        ("类型: 听课", "kind: inner-training, level: school-based"),
    ),
    "a decided field by its other name": (DECIDING, TRAINED_AT_SCHOOL, ("类型: 听课", "类型: 园训, 级别: 校级")),
}


IN_A_PACK = ["a kind that counts as another", "a kind through another", "a role in a rule", "a word"]


@pytest.mark.parametrize(
    ("case", "place"), [(case, "yanpei.yaml") for case in ADDED] + [(case, "own.yaml") for case in IN_A_PACK]
)
def test_what_an_office_adds_is_known_to_records_and_rules(
    case: str, place: str, tmp_path: Path, program: Program
) -> None:
    added, pack_edit, record_edit = ADDED[case]
    files = {
        "yanpei.yaml": HERE,
        "own.yaml": OWN.replace(*pack_edit),
        "records/a.yaml": RECORD.replace(*record_edit),
    }
    files[place] += added
    found = checked(program, tmp_path, files)

    assert found == MET


def test_what_one_pack_adds_another_pack_may_use(tmp_path: Path, program: Program) -> None:
    user = OWN.replace("{kind: 听课}", "{kind: 巡课}")
    adder = OWN.replace("pack: own", "pack: other") + KIND
    files = {
        "yanpei.yaml": "packs: [own.yaml, other.yaml]\n",
        "own.yaml": user,
        "other.yaml": adder,
        "records/a.yaml": RECORD.replace("听课", "巡课"),
    }
    found = checked(program, tmp_path, files)

    assert found == MET | {"packs": ["own", "other"]}


@pytest.mark.parametrize("added", [KIND, ROLE, WORD], ids=["kind", "role", "word"])
def test_without_what_is_added_the_record_has_a_finding(added: str, tmp_path: Path, program: Program) -> None:
    edits = {
        KIND: ("类型: 听课", "类型: 巡课"),
        ROLE: ("[教研员]", "[联络员]"),
        WORD: ("学校: 甲校", "级别: 园本, 学校: 甲"),
    }
    places = {
        KIND: ("YA412", "records/a.yaml", 5, 10),
        ROLE: ("YA420", "records/a.yaml", 3, 6),
        WORD: ("YA419", "records/a.yaml", 5, 34),
    }
    found = checked(program, tmp_path, {"yanpei.yaml": HERE, "records/a.yaml": RECORD.replace(*edits[added])})

    assert found["findings"] == [places[added]]


WRONG_TABLES: dict[str, tuple[str, tuple[str, int, int]]] = {
    "a kind that exists": ("kinds:\n  - {name: 听课, en: look}\n", ("YA712", 3, 12)),
    "a kind by a name that exists": ("kinds:\n  - {name: 看课, en: look, aliases: [观课]}\n", ("YA712", 3, 36)),
    "two kinds of one name": ("kinds:\n  - {name: 看课, en: look}\n  - {name: 看课, en: see}\n", ("YA712", 4, 12)),
    "a role that exists": ("roles:\n  - {name: 教研员, en: look}\n", ("YA712", 3, 12)),
    "a role by a name that exists": ("roles:\n  - {name: 主管, en: look, aliases: [导师]}\n", ("YA712", 3, 36)),
    "a word that exists": ("values:\n  level:\n    - {name: 校内, en: inner, aliases: [校级]}\n", ("YA712", 4, 39)),
    "a field that does not exist": ("values:\n  levl:\n    - {name: 校内, en: inner}\n", ("YA702", 3, 3)),
    "without an English name": ("kinds:\n  - {name: 看课}\n", ("YA402", 3, 5)),
    "an unknown key": ("kinds:\n  - {name: 看课, en: look, countsas: [听课]}\n", ("YA401", 3, 26)),
    "counting as what does not exist": ("kinds:\n  - {name: 看课, en: look, counts_as: [听科]}\n", ("YA702", 3, 38)),
    "requiring a field that does not exist": (
        "kinds:\n  - {name: 看课, en: look, requires: [scool]}\n",
        ("YA702", 3, 37),
    ),
    "setting a field that does not exist": (
        "kinds:\n  - {name: 看课, en: look, sets: {lvel: 校本}}\n",
        ("YA702", 3, 33),
    ),
    "setting a word that does not exist": (
        "kinds:\n  - {name: 看课, en: look, sets: {level: 校里}}\n",
        ("YA702", 3, 40),
    ),
    "a default for a field that does not exist": (
        "kinds:\n  - {name: 看课, en: look, defaults: {lesons: 1}}\n",
        ("YA702", 3, 37),
    ),
    "a default that is no number": (
        "kinds:\n  - {name: 看课, en: look, defaults: {lessons: 两}}\n",
        ("YA409", 3, 46),
    ),
}


@pytest.mark.parametrize("case", WRONG_TABLES)
def test_a_wrong_table_is_told_at_its_own_place_and_no_record_is_blamed(
    case: str, tmp_path: Path, program: Program
) -> None:
    text, (code, line, column) = WRONG_TABLES[case]
    record = RECORD + "  - {类型: 看课, 日期: 2025-09-10}\n" * ("看课" in text)
    found = checked(program, tmp_path, {"yanpei.yaml": HERE + text, "records/a.yaml": record})
    void = {"exit": found["exit"], "judged": found["judged"], "findings": found["findings"]}

    assert void == {"exit": 4, "judged": [], "findings": [(code, "yanpei.yaml", line, column)]}


# Command lines that cannot be followed ------------------------------------------------------------------------------

ZH, EN = "用法错误：", "Usage error: "
FORMATS_ZH, FORMATS_EN = (
    "可用：table、text、json、markdown、html、csv、xlsx、sarif、junit、github、gitlab、rdjson",
    "Known: table, text, json, markdown, html, csv, xlsx, sarif, junit, github, gitlab, rdjson",
)
PERIODS_ZH = "写成 2025-2026-1、2025秋、2025-2026、2025、2025-09 或 2025-W37"
PERIODS_EN = "Write 2025-2026-1, 2025-2026, 2025, 2025-09 or 2025-W37"
JOBS_ZH, JOBS_EN = "--jobs 要写 1 到 64 的整数", "--jobs wants a whole number from 1 to 64"
OUTPUT_ZH = "--output 要写成 格式=文件，例如 json=result.json"
OUTPUT_EN = "--output wants FORMAT=FILE, such as json=result.json"

USAGE: dict[tuple[str, ...], tuple[str, str]] = {
    ("chek",): (
        "命令里没有“chek”；是不是“check”？可用：init、check、report、fmt、add、import、export、template、why、diff、todo、whatif、explain、schema、doctor、calendar、rules",
        "The program knows no 'chek'; did you mean 'check'? Known: init, check, report, fmt, add, import, export, template, why, diff, todo, whatif, explain, schema, doctor, calendar, rules",
    ),
    ("审核",): (
        "命令里没有“审核”。可用：init、check、report、fmt、add、import、export、template、why、diff、todo、whatif、explain、schema、doctor、calendar、rules",
        "The program knows no '审核'. Known: init, check, report, fmt, add, import, export, template, why, diff, todo, whatif, explain, schema, doctor, calendar, rules",
    ),
    ("it's",): (
        "命令里没有“it's”；是不是“init”？可用：init、check、report、fmt、add、import、export、template、why、diff、todo、whatif、explain、schema、doctor、calendar、rules",
        "The program knows no 'it's'; did you mean 'init'? Known: init, check, report, fmt, add, import, export, template, why, diff, todo, whatif, explain, schema, doctor, calendar, rules",
    ),
    ("--verson",): (
        "没有 --verson 这个选项；是不是 --version？",
        "There is no option --verson; did you mean --version?",
    ),
    ("check", "--fromat", "json"): (
        "没有 --fromat 这个选项；是不是 --format？",
        "There is no option --fromat; did you mean --format?",
    ),
    ("check", "--zzz"): ("没有 --zzz 这个选项", "There is no option --zzz"),
    ("check", "-x"): ("没有 -x 这个选项", "There is no option -x"),
    ("report",): ("缺少 --out", "--out is missing"),
    ("report", "records"): ("缺少 --out", "--out is missing"),
    ("report", "--out"): ("选项 --out 后面要写一个值", "Option --out needs a value"),
    ("report", "--out", "x", "--template", "t.j2"): ("没有“t.j2”这个模板", "There is no template 't.j2'"),
    ("check", "--period"): ("选项 --period 后面要写一个值", "Option --period needs a value"),
    ("check", "--period", "2025-9"): (
        "--period：看不懂周期“2025-9”；是不是“2025-09”？",
        "--period: '2025-9' is not a period. Did you mean '2025-09'?",
    ),
    ("check", "--period", "9999-12"): (
        f"--period：看不懂周期“9999-12”；{PERIODS_ZH}",
        f"--period: '9999-12' is not a period. {PERIODS_EN}",
    ),
    ("check", "--period", "\x1b[2J"): (
        f"--period：看不懂周期“⟨U+001B⟩[2J”；{PERIODS_ZH}",
        f"--period: '⟨U+001B⟩[2J' is not a period. {PERIODS_EN}",
    ),
    ("check", "--period", ""): (
        f"--period：看不懂周期“”；{PERIODS_ZH}",
        f"--period: '' is not a period. {PERIODS_EN}",
    ),
    ("check", "--as-of", "2025-02-30"): (
        "--as-of：没有“2025-02-30”这个日期；2025 年 2 月只有 28 天",
        "--as-of: There is no date '2025-02-30'. 2025-02 has 28 days",
    ),
    ("check", "--as-of", "2025-09-00"): (
        "--as-of：没有“2025-09-00”这个日期；2025 年 9 月只有 30 天",
        "--as-of: There is no date '2025-09-00'. 2025-09 has 30 days",
    ),
    ("check", "--as-of", "9/10/2025"): (
        "--as-of：日期“9/10/2025”分不清月和日；写成 2025-09-03 的样子",
        "--as-of: '9/10/2025' does not tell month from day. Write it like 2025-09-03",
    ),
    ("check", "--as-of", "2025-09-09 10:00"): (
        "--as-of：日期里带了时间或时区；只写 2025-09-09",
        "--as-of: The date carries a time or a zone. Write only 2025-09-09",
    ),
    ("check", "--as-of", "yesterday"): (
        "--as-of：没有“yesterday”这个日期；写成 2025-09-03 的样子",
        "--as-of: There is no date 'yesterday'. Write it like 2025-09-03",
    ),
    ("check", "--as-of", ""): (
        "--as-of：没有“”这个日期；写成 2025-09-03 的样子",
        "--as-of: There is no date ''. Write it like 2025-09-03",
    ),
    ("check", "--format", "jsn"): (
        f"格式里没有“jsn”；是不是“json”？{FORMATS_ZH}",
        f"--format knows no 'jsn'; did you mean 'json'? {FORMATS_EN}",
    ),
    ("check", "--format", "pdf"): (f"格式里没有“pdf”。{FORMATS_ZH}", f"--format knows no 'pdf'. {FORMATS_EN}"),
    ("check", "--format", ""): (f"格式里没有“”。{FORMATS_ZH}", f"--format knows no ''. {FORMATS_EN}"),
    ("check", "--output", "json"): (OUTPUT_ZH, OUTPUT_EN),
    ("check", "--output", "json="): (OUTPUT_ZH, OUTPUT_EN),
    ("check", "--output", ""): (OUTPUT_ZH, OUTPUT_EN),
    ("check", "--output", "jsn=x"): (
        f"格式里没有“jsn”；是不是“json”？{FORMATS_ZH}",
        f"--format knows no 'jsn'; did you mean 'json'? {FORMATS_EN}",
    ),
    ("check", "--jobs", "0"): (JOBS_ZH, JOBS_EN),
    ("check", "--jobs", "65"): (JOBS_ZH, JOBS_EN),
    ("check", "--jobs", "-1"): (JOBS_ZH, JOBS_EN),
    ("check", "--jobs", "1.5"): (JOBS_ZH, JOBS_EN),
    ("check", "--jobs", "two"): (JOBS_ZH, JOBS_EN),
    ("check", "--color", "alwys"): (
        "--color 没有“alwys”；是不是“always”？可用：auto、always、never",
        "--color knows no 'alwys'; did you mean 'always'? Known: auto, always, never",
    ),
    ("check", "--color", "red"): (
        "--color 没有“red”。可用：auto、always、never",
        "--color knows no 'red'. Known: auto, always, never",
    ),
    ("check", "--rules", "researcher"): (
        "规则包里没有“researcher”；是不是“researcher-quota”？可用：" + SHIPPED.zh,
        "--rules knows no 'researcher'; did you mean 'researcher-quota'? Known: " + SHIPPED.en,
    ),
    ("check", "--lang", "fr"): ("语言里没有“fr”。可用：zh、en", "--lang knows no 'fr'. Known: zh, en"),
    ("check", "recrds"): (
        "没有“recrds”这个文件或文件夹；是不是“records”？",
        "There is no file or folder 'recrds'. Did you mean 'records'?",
    ),
    ("check", "records", "nowhere"): (
        "没有“nowhere”这个文件或文件夹；检查写法和所在文件夹",
        "There is no file or folder 'nowhere'. Check the spelling and the folder",
    ),
    ("check", ""): (
        "没有“”这个文件或文件夹；检查写法和所在文件夹",
        "There is no file or folder ''. Check the spelling and the folder",
    ),
    ("report", "recrds", "--out", "x"): (
        "没有“recrds”这个文件或文件夹；是不是“records”？",
        "There is no file or folder 'recrds'. Did you mean 'records'?",
    ),
}


@pytest.mark.parametrize("arguments", USAGE, ids=lambda arguments: repr(" ".join(arguments)))
def test_a_command_line_that_cannot_be_followed_is_told_why_in_both_languages(
    arguments: Sequence[str], tmp_path: Path, program: Program
) -> None:
    lay_out(tmp_path, {"records/a.yaml": RECORD})
    said = [program(arguments, folder=tmp_path, variables={"YANPEI_LANG": language}) for language in ("zh", "en")]
    chinese, english = USAGE[tuple(arguments)]

    assert said == [Said(2, "", f"{ZH}{chinese}\n"), Said(2, "", f"{EN}{english}\n")]


@pytest.mark.parametrize("language", [("--lang", "en"), ("--lang=en",)])
def test_the_language_of_a_usage_error_may_stand_anywhere_on_the_command_line(
    language: Sequence[str], tmp_path: Path, program: Program
) -> None:
    lay_out(tmp_path, {"records/a.yaml": RECORD})
    lines = [["check", *language, "--jobs", "0"], ["check", "--jobs", "0", *language], ["check", "--zzz", *language]]
    said = [program(line, folder=tmp_path) for line in lines]
    told = [JOBS_EN, JOBS_EN, "There is no option --zzz"]

    assert said == [Said(2, "", f"{EN}{text}\n") for text in told]


@pytest.mark.parametrize(
    ("language", "ask"), [("fr", "。"), ("EN", "。"), ("zh_CN", "；是不是“zh”？"), ("en_US.UTF-8", "；是不是“en”？")]
)
def test_a_variable_that_names_no_language_is_told(language: str, ask: str, tmp_path: Path, program: Program) -> None:
    lay_out(tmp_path, {"records/a.yaml": RECORD})
    said = program(["check"], folder=tmp_path, variables={"YANPEI_LANG": language})

    assert said == Said(2, "", f"{ZH}语言里没有“{language}”{ask}可用：zh、en\n")


def test_a_usage_error_is_told_in_the_language_of_the_settings(tmp_path: Path, program: Program) -> None:
    lay_out(tmp_path, {"records/a.yaml": RECORD, "own.yaml": OWN, "yanpei.yaml": IN_ENGLISH})
    said = program(["check", "--period", "2025-9"], folder=tmp_path)

    assert said == Said(2, "", f"{EN}--period: '2025-9' is not a period. Did you mean '2025-09'?\n")


@pytest.mark.parametrize("key", ["records", "packs"])
def test_a_path_that_no_system_has_is_a_finding(key: str, tmp_path: Path, program: Program) -> None:
    lay_out(tmp_path, {"records/a.yaml": RECORD, "yanpei.yaml": f'{key}: ["a\\0b"]\n'})
    said = [program([command], folder=tmp_path) for command in ("check", "doctor")]

    assert [one.exit for one in said] == [4, 4]
    assert "YA711" in said[0].out
