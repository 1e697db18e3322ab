"""Importing spreadsheets: good rows are written once, bad ones are listed with their cell, and nothing else changes."""

from __future__ import annotations

import datetime as dt
import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import python_calamine
from conftest import REPOSITORY, Program, Said
from hostile import ACCEPTED, REFUSED
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sheets import HEAD, Formula, Serial, workbook
from test_writing import Writer, end_of, killed_at, killed_within, start

from yanpei_audit.cli.commands import importing
from yanpei_audit.cli.door import run
from yanpei_audit.desk import writing
from yanpei_audit.source import read_text

DAY = dt.date(2025, 10, 9)
MIDNIGHT = dt.datetime.combine(DAY, dt.time())
GOOD = ("R001", "王芳", "听课", DAY, "城关一小", 2, "第一课")
WANG = """\
# 王芳的记录
编号: R001
姓名: 王芳   # 语文
岗位: [教研员]
单位: 县教师进修学校
活动:
  # 九月
  - 类型: 听课   # 已核实
    日期: 2025-09-09
    学校: 城关一小

  - {类型: 讲座, 日期: 2025-12-03, 主题: 阅读}
备注: 本人填写
"""
LI = "编号: R002\n姓名: 李明\n活动:\n  - {类型: 讲座, 日期: 2025-09-01, 主题: 开学}\n"
PLACE = re.compile(r"^\S+?\.\w+(?: (\S+))? \S+\[(YA\d+)\]", re.MULTILINE)


def office(folder: Path, **records: str) -> Path:
    """Write a working folder of these records; by default of two people."""
    (folder / "records").mkdir(parents=True, exist_ok=True)
    for name, text in (records or {"wang": WANG, "li": LI}).items():
        (folder / "records" / f"{name}.yaml").write_text(text, encoding="utf-8", newline="")
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    records = folder / "records"
    files = sorted(path for path in records.rglob("*") if path.is_file())
    return {path.relative_to(records).as_posix(): path.read_bytes() for path in files}


def places(said: Said) -> list[tuple[str, str]]:
    """Give the cell and the code of every finding about the spreadsheet."""
    assert "Traceback" not in said.err
    return [(place, code) for place, code in PLACE.findall(said.err)]


def activities(folder: Path, name: str) -> list[dict[str, Any]]:
    """Give the activities of a record as they are read."""
    document = read_text((folder / "records" / f"{name}.yaml").read_bytes(), name)
    assert (document.findings, document.repairs) == ([], ())
    return list(document.values["activities"])


def imported(folder: Path, program: Program, *rows: Any, head: Any = HEAD, options: tuple[str, ...] = ()) -> Said:
    """Import rows below a header into a folder of two people, and write."""
    workbook(office(folder) / "a.xlsx", {"表": [head, *rows]})
    return program(["import", "a.xlsx", "--write", *options], folder=folder)


def taken(folder: Path, program: Program, *rows: Any, head: Any = HEAD) -> list[dict[str, Any]]:
    """Import rows that are good, and give what was added to the record of 王芳."""
    said = imported(folder, program, *rows, head=head)
    assert (said.exit, said.err) == (0, "")
    return activities(folder, "wang")[2:]


# ---- the whole of it -------------------------------------------------------------------------------------------------

BAD = {
    "B96": (("R999", None, "听课", DAY, "城关一小", 1, "x"), "YA820"),
    "D97": (("R001", None, "听科", DAY, "城关一小", 1, "x"), "YA412"),
    "E98": (("R001", None, "听课", "2025-11-31", "城关一小", 1, "x"), "YA405"),
    "G99": (("R001", None, "听课", DAY, "城关一小", "三", "x"), "YA409"),
    "F100": (("R001", None, "听课", DAY, None, 1, "x"), "YA402"),
    "G101": (("R001", None, "听课", DAY, "城关一小", Formula("=1+2", 3), "x"), "YA815"),
    "C102": (("R001", "李明", "听课", DAY, "城关一小", 1, "x"), "YA823"),
}


def county(folder: Path) -> Path:
    """Copy the county, with a workbook of a hundred rows of which seven are bad in ways of their own."""
    shutil.copytree(REPOSITORY / "examples" / "county", folder, ignore=shutil.ignore_patterns("expected"))
    good = [
        (
            f"R{number % 20 + 1:03}",
            None,
            "听课",
            dt.date(2025, 9, 1) + dt.timedelta(number),
            "城关一小",
            1,
            f"第{number}课",
        )
        for number in range(93)
    ]
    rows = [(number, *row) for number, row in enumerate([*good, *(row for row, _code in BAD.values())], 1)]
    workbook(folder / "活动.xlsx", {"登记": [("2025 年秋教研活动登记表",), ("序号", *HEAD), *rows]})
    return folder


def test_of_a_hundred_rows_the_good_are_written_and_the_bad_are_listed_with_their_cell(
    tmp_path: Path, program: Program
) -> None:
    folder = county(tmp_path / "县")
    before = contents(folder)
    dry = program(["import", "活动.xlsx"], folder=folder)
    untouched = contents(folder)
    said = program(["import", "活动.xlsx", "--write"], folder=folder)
    after = contents(folder)
    listed = [(f"登记!{place}", code) for place, (_row, code) in BAD.items()]

    assert (dry.exit, places(dry), untouched) == (3, listed, before)
    assert (said.exit, places(said)) == (3, listed)
    assert said.out.splitlines()[-2] == "共 100 行：写入 93 行（20 个文件），记录里已有 0 行，有误 7 行。"
    changed = [name for name in after if after[name] != before[name]]
    assert len(changed) == 20
    written = 0
    for name in changed:
        kept, added = _parted(before[name], after[name])
        assert kept
        written += len(re.findall(r"第\d+课", added.decode()))
    assert written == 93

    again = program(["import", "活动.xlsx", "--write"], folder=folder)
    assert (again.exit, places(again), contents(folder)) == (3, listed, after)
    assert again.out.splitlines()[-2] == "共 100 行：写入 0 行（0 个文件），记录里已有 93 行，有误 7 行。"
    assert sorted(path.name for path in folder.glob("*.xlsx")) == ["活动-未导入.xlsx", "活动.xlsx"]


def _parted(old: bytes, new: bytes) -> tuple[bool, bytes]:
    """Say whether the new bytes are the old ones with one stretch put in, and give that stretch."""
    start = next((number for number, (one, other) in enumerate(zip(old, new, strict=False)) if one != other), len(old))
    added = len(new) - len(old)
    for first in range(start, max(-1, start - added) - 1, -1):
        if first >= 0 and new[:first] + new[first + added :] == old:
            return True, new[first : first + added]
    return False, b""


def test_the_rows_set_apart_can_be_corrected_and_imported(tmp_path: Path, program: Program) -> None:
    folder = county(tmp_path / "县")
    program(["import", "活动.xlsx", "--write"], folder=folder)
    once = contents(folder)
    apart = python_calamine.load_workbook(folder / "活动-未导入.xlsx").get_sheet_by_name("登记").to_python()
    again = program(["import", "活动-未导入.xlsx"], folder=folder)
    right = [["R001", "王芳", "听课", DAY, "城关一小", 1, f"改{number}"] for number in range(7)]
    workbook(
        folder / "改.xlsx",
        {"登记": [apart[0], *([*row[:3], *good] for row, good in zip(apart[1:], right, strict=True))]},
    )
    corrected = program(["import", "改.xlsx", "--write"], folder=folder)

    assert apart[0] == ["原因", "原位置", "序号", *HEAD]
    assert [row[0].partition("（")[0] for row in apart[1:]] == [
        "登记!B96 [YA820] 记录和人员名册里都没有“R999”",
        "登记!D97 [YA412] 没有“听科”这类活动",
        "登记!E98 [YA405] 没有“2025-11-31”这个日期",
        "登记!G99 [YA409] “三”不是数字",
        "登记!F100 [YA402] 缺少“学校”",
        "登记!G101 [YA815] 这一格是公式，不是填写的内容",
        "登记!C102 [YA823] “姓名”写的是“李明”，而“R001”是“王芳”",
    ]
    assert [row[4] for row in apart[1:]] == ["", "", "", "", "", "", "李明"]
    assert apart[1][0].endswith("（是不是“R019”？）")
    assert (again.exit, len(places(again))) == (3, 7)
    assert (corrected.exit, corrected.err) == (0, "")
    assert {name for name, data in contents(folder).items() if data != once[name]} == {"wang-fang.yaml"}


def test_what_is_written_stands_behind_what_was_there_and_nothing_else_changes(
    tmp_path: Path, program: Program
) -> None:
    said = imported(tmp_path, program, GOOD, ("R002", "李明", "讲座", DAY, None, None, "双减: 作业"))

    assert (said.exit, said.err) == (0, "")
    assert contents(tmp_path) == {
        "li.yaml": (LI + "  - {类型: 讲座, 日期: 2025-10-09, 主题: '双减: 作业'}\n").encode(),
        "wang.yaml": WANG.replace(
            "主题: 阅读}\n",
            "主题: 阅读}\n\n  - {类型: 听课, 日期: 2025-10-09, 学校: 城关一小, 节数: 2, 主题: 第一课}\n",
        ).encode(),
    }


def test_without_write_the_rows_are_shown_and_nothing_is_written(tmp_path: Path, program: Program) -> None:
    workbook(office(tmp_path) / "a.xlsx", {"表": [HEAD, GOOD]})
    before = contents(tmp_path)
    said = program(["import", "a.xlsx"], folder=tmp_path)
    english = program(["import", "a.xlsx", "--lang", "en"], folder=tmp_path)

    assert (said.exit, said.err, said.out.splitlines()) == (
        0,
        "",
        [
            "位置   编号  姓名  类型  日期        学校      其他",
            "表!A2  R001  王芳  听课  2025-10-09  城关一小  节数 2，主题 第一课",
            "",
            "records/wang.yaml：加 1 条",
            "共 1 行：可写入 1 行，记录里已有 0 行，有误 0 行。这是试运行，没有写任何文件；加 --write 写入。",
        ],
    )
    assert (english.exit, english.err, english.out.splitlines()[-1]) == (
        0,
        "",
        "1 rows: 1 can be written, 0 are in the records already, 0 are bad. Nothing was written; add --write to write.",
    )
    assert (contents(tmp_path), [path.name for path in tmp_path.glob("*.xlsx")]) == (before, ["a.xlsx"])


# ---- traps of spreadsheets -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("head", "row", "read"),
    [
        ("日期", dt.date(2025, 10, 9), {"date": "2025-10-09"}),
        ("日期", MIDNIGHT, {"date": "2025-10-09"}),
        ("日期", 45939, {"date": "2025-10-09"}),
        ("日期", "45939", {"date": "2025-10-09"}),
        ("日期", "2025年10月9日", {"date": "2025-10-09"}),
        ("日期", "2025/10/9", {"date": "2025-10-09"}),
        ("日期", "2025.10.9", {"date": "2025-10-09"}),
        ("日期", "２０２５－１０－９", {"date": "2025-10-09"}),
        ("日期", "2025/10/9 0:00", {"date": "2025-10-09"}),
        ("日期", " 2025-10-09 00:00:00 ", {"date": "2025-10-09"}),
        ("活动日期（必填）", "2025-10-9", {"date": "2025-10-09"}),
        ("*日 期", "2025-10-9", {"date": "2025-10-09"}),
    ],
)
def test_days_are_read_however_a_cell_holds_them(
    head: str, row: Any, read: dict[str, str], tmp_path: Path, program: Program
) -> None:
    added = taken(tmp_path, program, ("R001", "听课", row, "城关一小"), head=("编号", "类型", head, "学校"))

    assert added == [{"kind": "听课", **read, "school": "城关一小"}]


@pytest.mark.parametrize(
    ("head", "cell", "field", "text"),
    [
        ("节数", 2, "lessons", "2"),
        ("节数", "2", "lessons", "2"),
        ("节数", "２", "lessons", "2"),
        ("节数", "2节", "lessons", "2"),
        ("节数（节）", 2.0, "lessons", "2"),
        ("学时", 7.5, "hours", "7.5"),
        ("学时", 0.1 + 0.2, "hours", "0.3"),
        ("推门", True, "unannounced", "是"),
        ("推门", False, "unannounced", "否"),
        ("活动编号", "510102199003078888", "id", "510102199003078888"),
        ("活动编号", "007", "id", "007"),
        ("班级", 3, "class", "3"),
        ("参加人", "张三、李四", "participants", ["张三", "李四"]),
        ("证据", "evidence/甲、乙.jpg\n", "evidence", ["evidence/甲、乙.jpg"]),
        ("证据", "evidence/1.jpg\nevidence/2.jpg", "evidence", ["evidence/1.jpg", "evidence/2.jpg"]),
        ("记录.点评", "有", "record", {"点评": "有"}),
        ("点评", "有", "record", {"点评": "有"}),
        ("记录：地点", "操场", "record", {"place": "操场"}),
        ("备注", "第一行\r\n第二行", "note", "第一行\n第二行"),
        ("主题", "\u3000\u200b春天的故事 ", "topic", "春天的故事"),
        ("题目", "春天的故事", "topic", "春天的故事"),
        ("topic", "春天的故事", "topic", "春天的故事"),
        ("状态", "计划", "status", "计划"),
        ("补", "2024-2025-2", "makes_up", "2024-2025-2"),
        ("学校", "䶮山小学", "school", "䶮山小学"),
    ],
)
def test_cells_become_the_texts_that_fields_want(
    head: str, cell: Any, field: str, text: Any, tmp_path: Path, program: Program
) -> None:
    rows = [("R001", "讲座", DAY, "题", cell)] if field != "topic" else [("R001", "讲座", DAY, cell)]
    names = ("编号", "类型", "日期", "主题", head) if field != "topic" else ("编号", "类型", "日期", head)
    added = taken(tmp_path, program, *rows, head=names)

    assert added == [{"kind": "讲座", "date": "2025-10-09", "topic": "题", field: text}]


@pytest.mark.parametrize(
    ("column", "cell", "code"),
    [
        ("日期", "2025-11-31", "YA405"),
        ("日期", "10/9/2025", "YA408"),
        ("日期", MIDNIGHT + dt.timedelta(hours=8.5), "YA407"),
        ("日期", 45939.5, "YA405"),
        ("日期", "去年", "YA405"),
        ("日期", None, "YA422"),
        ("日期", Serial(0.5, "hh:mm"), "YA818"),
        ("节数", "三", "YA409"),
        ("节数", 400, "YA410"),
        ("节数", -1, "YA410"),
        ("节数", 1.5, "YA410"),
        ("节数", Serial(45939), "YA818"),
        ("主题", Serial(45720), "YA818"),  # somebody typed 3-4
        ("主题", Serial(0.5, "hh:mm"), "YA818"),
        ("活动编号", 510102199003078888, "YA817"),
        ("姓名", "李明", "YA823"),
        ("编号", "R00l", "YA820"),
        ("学校", None, "YA402"),
        ("学校", Formula('="城关"&"一小"', "城关一小"), "YA815"),
        ("节数", Formula("=1/0", "#DIV/0!"), "YA815"),
        ("级别", "星级", "YA419"),
        ("证据", "../../etc/passwd", "YA416"),
        ("状态", "做完了", "YA419"),
        ("推门", "大概", "YA404"),
        *(("主题", text, code) for text, code in zip(REFUSED[:2], ("YA104", "YA104"), strict=True)),
        ("主题", "a\u2028b", "YA105"),
        ("主题", "a\ue000b", "YA112"),
    ],
)
def test_a_bad_cell_is_named_and_keeps_only_its_row_out(
    column: str, cell: Any, code: str, tmp_path: Path, program: Program
) -> None:
    head = ("编号", "姓名", "类型", "日期", "学校", "节数", "主题", "活动编号", "级别", "证据", "状态", "推门")
    good = dict(zip(head, ("R001", "王芳", "听课", DAY, "城关一小", 1, "题"), strict=False))
    rows = [[good.get(name) for name in head], [{**good, column: cell}.get(name) for name in head]]
    said = imported(tmp_path, program, *rows, head=head)
    place = "ABCDEFGHIJKL"[head.index(column)]

    assert (said.exit, places(said)) == (3, [(f"表!{place}3", code)])
    assert [one["topic"] for one in activities(tmp_path, "wang")[2:]] == ["题"]


def test_a_row_without_its_person_is_refused(tmp_path: Path, program: Program) -> None:
    office(tmp_path, wang=WANG, other=LI.replace("李明", "王芳"))
    rows = [(None, *GOOD[1:]), (None, None, *GOOD[2:]), ("R002", *GOOD[1:])]
    workbook(tmp_path / "a.xlsx", {"表": [HEAD, *rows]})
    said = program(["import", "a.xlsx", "--write"], folder=tmp_path)

    assert (said.exit, places(said)) == (3, [("表!B2", "YA821"), ("表!A3", "YA822")])
    assert [len(activities(tmp_path, name)) for name in ("wang", "other")] == [2, 2]


def test_the_header_is_found_below_titles_and_again_where_pages_repeat_it(tmp_path: Path, program: Program) -> None:
    def change(book: Any) -> None:
        sheet = book.get_worksheet_by_name("表")
        sheet.merge_range(0, 0, 0, 6, "活动登记表")

    rows = [(), ("填表人：王芳",), (), HEAD, GOOD, HEAD, (), (*GOOD[:6], "第二课")]
    workbook(office(tmp_path) / "a.xlsx", {"表": rows}, change)
    said = program(["import", "a.xlsx", "--write"], folder=tmp_path)

    assert (said.exit, said.err) == (0, "")
    assert [one["topic"] for one in activities(tmp_path, "wang")[2:]] == ["第一课", "第二课"]


def test_a_second_table_on_a_sheet_is_read_under_its_own_header(tmp_path: Path, program: Program) -> None:
    swapped = ("姓名", "编号", "类型", "日期", "节数", "学校", "主题")
    second = ("王芳", "R001", "听课", DAY, 3, "城关一小", "第二课")
    unknown = ("编号", "类型", "日期", "学校", "节树")
    bad = ("李明", "R001", "听课", DAY, 1, "城关一小", "第三课")
    rows = [HEAD, GOOD, (), ("十月",), swapped, second, bad, unknown, ("R001", "听课", DAY, "城关一小", 1)]
    workbook(office(tmp_path) / "a.xlsx", {"表": rows})
    said = program(["import", "a.xlsx", "--write"], folder=tmp_path)
    apart = python_calamine.load_workbook(tmp_path / "a-未导入.xlsx")
    sheets = [apart.get_sheet_by_name(name).to_python() for name in apart.sheet_names if name != "选项"]

    assert (said.exit, places(said)) == (3, [("表!E8", "YA813"), ("表!A4", "YA830"), ("表!A7", "YA823")])
    assert [(one["lessons"], one["topic"]) for one in activities(tmp_path, "wang")[2:]] == [
        ("2", "第一课"),
        ("3", "第二课"),
    ]
    assert [tuple(head[2:]) for head, *_rows in sheets] == [swapped]


def test_no_table_is_lost_to_one_that_names_more_columns(tmp_path: Path, program: Program) -> None:
    rows = [
        ("一、听课",),
        ("姓名", "类型", "日期", "学校", "节数"),
        ("王芳", "听课", DAY, "城关一小", 1),
        (),
        ("二、培训",),
        ("姓名", "类型", "日期", "级别", "学时", "主题", "地点"),
        ("王芳", "培训", DAY, "县级", 6, "阅读", "进修学校"),
        ("附：栏目说明",),
        ("姓名", "日期", "学校", "节数", "主题", "级别", "学时", "备注"),
        ("写全名", "哪一天", "写全称", "几节", "课题", "按文件", "按证书", "可不写"),
    ]
    workbook(office(tmp_path) / "a.xlsx", {"表": rows})
    said = program(["import", "a.xlsx", "--write"], folder=tmp_path)

    assert (said.exit, places(said)) == (3, [("表!A9", "YA812"), ("表!A5", "YA830"), ("表!A8", "YA830")])
    assert [one["kind"] for one in activities(tmp_path, "wang")[2:]] == ["听课", "培训"]


@pytest.mark.parametrize(("weak", "found"), [(False, []), (True, [("表!D1", "YA813"), ("表!E1", "YA813")])])
def test_a_form_above_the_header_is_told_from_a_header_of_unknown_columns(
    weak: bool, found: list[tuple[str, str]], tmp_path: Path, program: Program
) -> None:
    form = [("姓名", "王芳", "单位", "进修学校"), ("学科", "语文", "班级", "一班")]
    table = [("编号", "类型", None, "某某", "其他栏"), ("R001", "听课", None, "甲", "乙")]
    workbook(office(tmp_path) / "a.xlsx", {"表": [*(table if weak else form), HEAD, GOOD]})
    said = program(["import", "a.xlsx", "--write"], folder=tmp_path)

    assert [place for place in places(said) if place[1] == "YA813"] == found
    assert [one["topic"] for one in activities(tmp_path, "wang")[2:]] == ["第一课"]


def test_a_row_that_says_names_of_columns_is_no_header(tmp_path: Path, program: Program) -> None:
    odd = taken(tmp_path, program, ("R001", "王芳", "听课", "2025-10-09", "城关一小", "2", "备注"), GOOD)

    assert [one["topic"] for one in odd] == ["备注", "第一课"]


def test_a_sheet_with_odd_rows_keeps_the_good_ones(tmp_path: Path, program: Program) -> None:
    head, units = ("序号", "姓名", "日期", "学校"), (None, None, None, None, "听课", None)

    def merge(book: Any) -> None:
        for column, text in enumerate(head):
            book.get_worksheet_by_name("听课").merge_range(6, column, 7, column, text)

    rows = [
        head,
        (1, "王芳", DAY, "城关一小"),
        ("二、第二周",),
        (2, "王芳", DAY + dt.timedelta(7), "城关一小", None, "多出一格"),
        ("单位（盖章）：", None, "负责人：", "日期："),
        (),
        units,
        (None, None, None, None, "节数", "主题"),
        (3, "王芳", DAY + dt.timedelta(14), "城关一小", 2, "第三课"),
    ]
    workbook(office(tmp_path) / "a.xlsx", {"听课": rows}, merge)
    said = program(["import", "a.xlsx", "--write"], folder=tmp_path)

    assert (said.exit, sorted(places(said))) == (3, [("听课!A3", "YA830"), ("听课!A5", "YA830"), ("听课!F4", "YA813")])
    assert [one["date"] for one in activities(tmp_path, "wang")[2:]] == ["2025-10-09", "2025-10-23"]


def test_rows_set_apart_from_two_tables_keep_what_held_for_both(tmp_path: Path, program: Program) -> None:
    head = ("姓名", "日期", "学校")
    rows = [(*head, "主题"), ("王芳", "2025-13-09", "城关一小", "乙"), (), head, ("王芳", "2025-14-09", "城关一小")]
    workbook(office(tmp_path) / "a.xlsx", {"听课": rows})
    program(["import", "a.xlsx", "--write"], folder=tmp_path)
    again = program(["import", "a-未导入.xlsx"], folder=tmp_path)

    assert (again.exit, again.err.count("[YA405]"), again.err.count("错误[")) == (3, 2, 2)


def test_rows_that_are_refused_are_not_said_to_be_written_twice(tmp_path: Path, program: Program) -> None:
    bad = (*GOOD[:3], "2025-13-01", *GOOD[4:])
    said = imported(tmp_path, program, bad, bad)

    assert [code for _place, code in places(said)] == ["YA405", "YA405"]


def test_titles_sums_and_signatures_between_rows_are_no_activities(tmp_path: Path, program: Program) -> None:
    sums = (None, "合 计", None, None, None, 24, None)
    signed = ("填表人：王芳", None, None, "审核人: 李明", None, None, None)
    lonely = (None, None, None, None, None, None, "第二课")
    said = imported(tmp_path, program, ("九月",), GOOD, sums, signed, lonely, ("合计", "王芳", "听课", DAY))
    (tmp_path / "b.csv").write_text(
        "序号,姓名,类型,日期,学校\n1,王芳,听课,2025-10-10,城关一小\n2,,,,\n", encoding="utf-8"
    )
    numbered = program(["import", "b.csv"], folder=tmp_path)

    assert (said.exit, places(said)) == (
        3,
        [("表!A2", "YA830"), ("表!B4", "YA830"), ("表!A5", "YA830"), ("表!G6", "YA830"), ("表!A7", "YA820")],
    )
    assert [one["topic"] for one in activities(tmp_path, "wang")[2:]] == ["第一课"]
    assert (numbered.exit, numbered.err) == (0, "")


@pytest.mark.parametrize("text", ["2025-10-09至2025-10-11", "2025年10月9日—11日", "2025/10/9～10/11"])
def test_several_days_in_one_cell_are_the_first_and_the_last(text: str, tmp_path: Path, program: Program) -> None:
    (one,) = taken(tmp_path, program, ("R001", None, "蹲点", text, "城关一小", None, None))

    assert (one["from"], one["to"], "date" in one) == ("2025-10-09", "2025-10-11", False)


def test_a_row_too_long_for_a_record_keeps_no_other_out(tmp_path: Path, program: Program) -> None:
    long, longer = "长" * 9_970, "长" * 10_000
    rows = [GOOD, (*GOOD[:6], long), (*GOOD[:6], longer), (*GOOD[:6], "第四课")]
    said = imported(tmp_path, program, *rows)
    block = activities(tmp_path, "wang")

    assert (said.exit, places(said)) == (3, [("表!A3", "YA211"), ("表!G4", "YA211")])
    assert [one["topic"] for one in block[2:]] == ["第一课", "第四课"]


def test_merged_cells_hold_for_every_row_but_amounts_do_not(tmp_path: Path, program: Program) -> None:
    def change(book: Any) -> None:
        sheet = book.get_worksheet_by_name("表")
        sheet.merge_range(1, 0, 3, 0, "R001")
        sheet.merge_range(1, 4, 2, 4, "城关一小")
        sheet.merge_range(2, 5, 3, 5, 6)

    rows = [(None, None, "听课", DAY, None, None, f"第{number}课") for number in range(3)]
    rows[2] = (*rows[2][:4], "河湾中心校", *rows[2][5:])
    workbook(office(tmp_path) / "a.xlsx", {"表": [HEAD, *rows]}, change)
    said = program(["import", "a.xlsx", "--write"], folder=tmp_path)
    apart = python_calamine.load_workbook(tmp_path / "a-未导入.xlsx").get_sheet_by_index(0).to_python()

    assert (said.exit, places(said)) == (3, [("表!F3", "YA819"), ("表!F4", "YA819")])
    assert [one["topic"] for one in activities(tmp_path, "wang")[2:]] == ["第0课"]
    assert [row[2:] for row in apart[1:]] == [
        ["R001", "", "听课", DAY, "城关一小", "〔合并〕6", "第1课"],
        ["R001", "", "听课", DAY, "河湾中心校", "〔合并〕6", "第2课"],
    ]


def test_a_header_of_two_rows_is_read(tmp_path: Path, program: Program) -> None:
    def change(book: Any) -> None:
        sheet = book.get_worksheet_by_name("表")
        for column, head in enumerate(("编号", "类型", "日期", "学校")):
            sheet.merge_range(0, column, 1, column, head)
        sheet.merge_range(0, 4, 0, 5, "记录")

    rows = [(None,) * 4, (None, None, None, None, "点评", "总评"), ("R001", "听课", DAY, "城关一小", "有", "无")]
    workbook(office(tmp_path) / "a.xlsx", {"表": rows}, change)
    said = program(["import", "a.xlsx", "--write"], folder=tmp_path)

    assert (said.exit, said.err) == (0, "")
    assert activities(tmp_path, "wang")[2]["record"] == {"点评": "有", "总评": "无"}


def test_every_sheet_is_read_and_its_name_may_be_the_kind(tmp_path: Path, program: Program) -> None:
    head = ("姓名", "日期", "学校")
    sheets = {
        "听课": [head, ("王芳", DAY, "城关一小")],
        "评课": [head, ("李明", DAY, "河湾中心校")],
        "说明": [("每月底交",), ("谢谢",)],
        "空": [],
    }
    workbook(office(tmp_path) / "a.xlsx", sheets)
    one = program(["import", "a.xlsx", "--sheet", "评课"], folder=tmp_path)
    said = program(["import", "a.xlsx", "--write"], folder=tmp_path)
    unknown = program(["import", "a.xlsx", "--sheet", "听评课"], folder=tmp_path)

    assert (one.exit, one.err, one.out.splitlines()[1]) == (0, "", "评课!A2  R002  李明  评课  2025-10-09  河湾中心校")
    assert (said.exit, said.err) == (0, "")
    assert [activities(tmp_path, name)[-1]["kind"] for name in ("wang", "li")] == ["听课", "评课"]
    assert (unknown.exit, unknown.err) == (
        2,
        "用法错误：工作表里没有“听评课”；是不是“评课”？可用：听课、评课、说明、空\n",
    )


def test_hidden_rows_columns_and_sheets_are_refused(tmp_path: Path, program: Program) -> None:
    def change(book: Any) -> None:
        book.get_worksheet_by_name("行").set_row(2, None, None, {"hidden": True})
        book.get_worksheet_by_name("列").set_column(6, 6, None, None, {"hidden": True})
        book.get_worksheet_by_name("表").hide()
        book.get_worksheet_by_name("选项").hide()

    second = (*GOOD[:6], "第二课")
    workbook(
        office(tmp_path) / "a.xlsx",
        {"行": [HEAD, GOOD, second], "列": [HEAD, GOOD], "表": [HEAD, GOOD], "选项": [("听课",), ("评课",)]},
        change,
    )
    said = program(["import", "a.xlsx", "--write"], folder=tmp_path)

    assert (said.exit, places(said)) == (3, [("列!G1", "YA814"), ("表!A1", "YA814"), ("行!A3", "YA814")])
    assert [one["topic"] for one in activities(tmp_path, "wang")[2:]] == ["第一课"]


@pytest.mark.parametrize(
    ("head", "found"),
    [
        (("编号", "类型", "日期", "学校", "节树"), [("表!E1", "YA813")]),
        (("编号", "类型", "日期", "学校", None), [("表!E1", "YA813")]),
        (("编号", "类型", "日期", "学校", "学校名称"), [("表!E1", "YA826")]),
        (("类型", "日期", "学校", "节数", "主题"), [("表!A1", "YA812")]),
        (("编号", "日期", "学校", "节数", "主题"), [("表!A1", "YA812")]),
        (("编号", "类型", "学校", "节数", "主题"), [("表!A1", "YA812")]),
        (("甲", "乙", "丙", "丁", "戊"), [("表!A1", "YA811")]),
    ],
)
def test_a_sheet_whose_columns_are_not_certain_is_left_alone(
    head: tuple[str, ...], found: list[tuple[str, str]], tmp_path: Path, program: Program
) -> None:
    office(tmp_path)
    before = contents(tmp_path)
    said = imported(tmp_path, program, ("R001", "听课", DAY, "城关一小", 1), head=head)

    assert (said.exit, places(said), contents(tmp_path)) == (3, found, before)


def test_serial_numbers_count_from_1904_where_the_workbook_says_so(tmp_path: Path, program: Program) -> None:
    first = (DAY - dt.date(1904, 1, 1)).days
    workbook(
        office(tmp_path) / "a.xlsx", {"表": [HEAD, (*GOOD[:3], first, *GOOD[4:]), (*GOOD[:6], "二")]}, date_1904=True
    )
    said = program(["import", "a.xlsx", "--write"], folder=tmp_path)

    assert (said.exit, said.err) == (0, "")
    assert [one["date"] for one in activities(tmp_path, "wang")[2:]] == ["2025-10-09", "2025-10-09"]


# ---- mapping ---------------------------------------------------------------------------------------------------------

FOREIGN = ("教师", "听课时间", "地点学校", "备用")
MAPPING = "列: {教师: 姓名, 听课时间: 日期, 地点学校: 学校}\n固定: {类型: 听课, 状态: 计划}\n忽略: [备用]\n"


def test_a_mapping_names_foreign_columns_and_fixed_values(tmp_path: Path, program: Program) -> None:
    (office(tmp_path) / "map.yaml").write_text(MAPPING, encoding="utf-8")
    said = imported(tmp_path, program, ("王芳", DAY, "城关一小", "x"), head=FOREIGN, options=("--mapping", "map.yaml"))

    assert (said.exit, said.err) == (0, "")
    assert activities(tmp_path, "wang")[2:] == [
        {"kind": "听课", "date": "2025-10-09", "school": "城关一小", "status": "计划"}
    ]


def test_a_mapping_with_a_mistake_is_refused_with_the_nearest_name(tmp_path: Path, program: Program) -> None:
    (office(tmp_path) / "map.yaml").write_text(
        "列: {教师: 姓名, 听课时间: 日其}\n固定: {类形: 听课}\n", encoding="utf-8"
    )
    before = contents(tmp_path)
    said = imported(tmp_path, program, ("王芳", DAY, "城关一小", "x"), head=FOREIGN, options=("--mapping", "map.yaml"))

    assert (said.exit, said.out, contents(tmp_path)) == (4, "", before)
    assert said.err.splitlines() == [
        "map.yaml:1:19 错误[YA813] 不认识“日其”这一列",
        "    列: {教师: 姓名, 听课时间: 日其}",
        "                               ^^^^",
        "    改法：是不是“日期”？",
        "map.yaml:2:6 错误[YA813] 不认识“类形”这一列",
        "    固定: {类形: 听课}",
        "           ^^^^",
        "    改法：是不是“类型”？",
    ]


# ---- people ----------------------------------------------------------------------------------------------------------

REGISTER = """\
人员名册:
  - {编号: R001, 姓名: 王芳}
  - {编号: "007", 姓名: 赵敏, 岗位: [教研员], 学科: 数学, 单位: 县教科所}
  - {编号: R/8, 姓名: "O'孙: 倩"}
"""


def test_rows_are_warned_of_as_an_audit_would(tmp_path: Path, program: Program) -> None:
    (office(tmp_path) / "registry").mkdir()
    (tmp_path / "registry" / "schools.yaml").write_text("学校名册:\n  - {名称: 城关一小}\n", encoding="utf-8")
    to_come = dt.datetime.now().astimezone().date() + dt.timedelta(days=40)
    rows = [
        GOOD,
        ("R001", "王芳", "听课", DAY, "城关二小", 1, "二"),
        ("R001", "王芳", "听课", to_come, "城关一小", 1, "三"),
    ]
    said = imported(tmp_path, program, *rows)

    assert (said.exit, places(said)) == (0, [("表!E3", "YA513"), ("表!D4", "YA602")])
    assert len(activities(tmp_path, "wang")) == 5


def test_people_of_the_register_without_a_file_get_one(tmp_path: Path, program: Program) -> None:
    (office(tmp_path, wang=WANG) / "registry").mkdir()
    (tmp_path / "registry" / "people.yaml").write_text(REGISTER, encoding="utf-8")
    rows = [("007", "赵敏", *GOOD[2:]), (None, "O'孙: 倩", *GOOD[2:]), ("008", None, *GOOD[2:]), GOOD]
    workbook(tmp_path / "a.xlsx", {"表": [HEAD, *rows]})
    said = program(["import", "a.xlsx", "--write"], folder=tmp_path)
    made = contents(tmp_path)
    again = program(["import", "a.xlsx", "--write"], folder=tmp_path)
    line = "活动:\n  - {类型: 听课, 日期: 2025-10-09, 学校: 城关一小, 节数: 2, 主题: 第一课}\n"

    assert (said.exit, places(said)) == (3, [("表!A4", "YA820")])
    assert sorted(made) == ["007.yaml", "R-8~9a6241a7.yaml", "wang.yaml"]
    assert made["007.yaml"].decode() == '编号: "007"\n姓名: 赵敏\n岗位: [教研员]\n学科: 数学\n单位: 县教科所\n' + line
    assert made["R-8~9a6241a7.yaml"].decode() == '编号: "R/8"\n姓名: "O\'孙: 倩"\n' + line
    assert (again.exit, contents(tmp_path)) == (3, made)


def test_a_file_that_cannot_be_read_may_be_anybodys(tmp_path: Path, program: Program) -> None:
    (office(tmp_path, wang=WANG) / "registry").mkdir()
    (tmp_path / "registry" / "people.yaml").write_text(REGISTER, encoding="utf-8")
    (tmp_path / "records" / "x.yaml").symlink_to(tmp_path / "records" / "wang.yaml")
    workbook(tmp_path / "a.xlsx", {"表": [HEAD, ("007", None, *GOOD[2:]), GOOD]})
    said = program(["import", "a.xlsx", "--write"], folder=tmp_path)

    assert (said.exit, places(said), "records/x.yaml:1:1 错误[YA202]" in said.err) == (3, [("表!A2", "YA828")], True)
    assert sorted(path.name for path in (tmp_path / "records").iterdir()) == ["wang.yaml", "x.yaml"]


def test_of_several_files_the_one_of_the_term_is_chosen(tmp_path: Path, program: Program) -> None:
    head = "编号: R001\n姓名: 王芳\n活动:\n"
    first = f"{head}  - {{类型: 讲座, 日期: 2025-09-05, 主题: 开学}}\n"
    second = f"{head}  - {{类型: 讲座, 日期: 2026-05-05, 主题: 期中}}\n"
    office(tmp_path, autumn=first, spring=second)
    days = [dt.date(2026, 1, 31), dt.date(2026, 2, 1), dt.date(2025, 9, 6)]
    workbook(tmp_path / "a.xlsx", {"表": [HEAD, *((*GOOD[:3], day, *GOOD[4:]) for day in days)]})
    said = program(["import", "a.xlsx", "--write"], folder=tmp_path)
    found = {name: [one["date"] for one in activities(tmp_path, name)[1:]] for name in ("autumn", "spring")}

    assert (said.exit, said.err) == (0, "")
    assert found == {"autumn": ["2026-01-31", "2025-09-06"], "spring": ["2026-02-01"]}
    assert program(["import", "a.xlsx"], folder=tmp_path).out == (
        "共 3 行：可写入 0 行，记录里已有 3 行，有误 0 行。没有要写的。\n"
    )


def test_a_record_with_slips_takes_nothing(tmp_path: Path, program: Program) -> None:
    office(tmp_path, wang=WANG.replace("姓名: ", "姓名："), li=LI)
    workbook(tmp_path / "a.xlsx", {"表": [HEAD, GOOD, ("R002", "李明", *GOOD[2:])]})
    before = contents(tmp_path)
    said = program(["import", "a.xlsx", "--write"], folder=tmp_path)

    assert (said.exit, places(said)) == (3, [("表!A2", "YA807")])
    assert [name for name, data in contents(tmp_path).items() if data != before[name]] == ["li.yaml"]


# ---- the same again --------------------------------------------------------------------------------------------------


def test_identical_rows_are_both_written_and_reported_and_never_doubled(tmp_path: Path, program: Program) -> None:
    said = imported(tmp_path, program, GOOD, GOOD)
    twice = contents(tmp_path)
    again = program(["import", "a.xlsx", "--write"], folder=tmp_path)
    workbook(tmp_path / "a.xlsx", {"表": [HEAD, GOOD, GOOD, GOOD]})
    third = program(["import", "a.xlsx", "--write"], folder=tmp_path)

    assert (said.exit, places(said)) == (0, [("表!A3", "YA825")])
    assert (again.exit, again.err) == (0, "")
    assert twice["wang.yaml"].decode().count("第一课") == 2
    assert (third.exit, places(third), len(activities(tmp_path, "wang"))) == (0, [("表!A4", "YA825")], 5)


def test_ids_tell_whether_identical_rows_are_one_activity(tmp_path: Path, program: Program) -> None:
    head = (*HEAD, "活动编号")
    rows = [(*GOOD, "L-1"), (*GOOD, "L-1"), (*GOOD, "L-2"), (*GOOD[:5], 3, "第一课", "L-2")]
    said = imported(tmp_path, program, *rows, head=head)
    again = program(["import", "a.xlsx", "--write"], folder=tmp_path)

    assert (said.exit, places(said)) == (3, [("表!H5", "YA824")])
    assert [one["id"] for one in activities(tmp_path, "wang")[2:]] == ["L-1", "L-2"]
    assert (again.exit, places(again), len(activities(tmp_path, "wang"))) == (3, [("表!H5", "YA824")], 4)


@pytest.mark.parametrize(
    "written",
    [
        "{类型: 观课, 日期: 2025年10月9日, 学校: 城关一小, 节数: 2, 主题: 第一课}",
        "{kind: observation, date: 2025/10/9, school: 一小, lessons: '２', topic: 第一课, status: done}",
        "{主题: ' 第一课 ', 学校: 城关一小, 节数: 2, 日期: 2025-10-09, 类型: 听课}",
    ],
)
def test_what_is_there_already_is_known_however_it_is_written(written: str, tmp_path: Path, program: Program) -> None:
    (office(tmp_path, wang=f"编号: R001\n姓名: 王芳\n活动:\n  - {written}\n") / "registry").mkdir()
    (tmp_path / "registry" / "schools.yaml").write_text(
        "学校名册:\n  - {名称: 城关一小, 别名: [一小]}\n", encoding="utf-8"
    )
    workbook(tmp_path / "a.xlsx", {"表": [HEAD, GOOD]})
    said = program(["import", "a.xlsx"], folder=tmp_path)

    assert (said.exit, said.err, said.out) == (
        0,
        "",
        "共 1 行：可写入 0 行，记录里已有 1 行，有误 0 行。没有要写的。\n",
    )


# ---- CSV -------------------------------------------------------------------------------------------------------------

CSV = '编号,姓名,类型,日期,学校,节数,主题\r\nR001,王芳,听课,2025/10/9,䶮山小学,2,"一，\r\n二"\r\n'
READ = {
    "kind": "听课",
    "date": "2025-10-09",
    "school": "䶮山小学",
    "lessons": "2",
    "topic": "一，\n二",
}


@pytest.mark.parametrize(
    "data",
    [
        CSV.encode(),
        b"\xef\xbb\xbf" + CSV.encode(),
        CSV.encode("gb18030"),
        CSV.encode("utf-16"),
        CSV.replace("\r\n", "\n").encode(),
        CSV.replace(",", "\t").encode("gb18030"),
        CSV.replace(",", ";").encode(),
        f"活动登记表,,,,,,\r\n{CSV}".encode("gb18030"),
    ],
    ids=["UTF-8", "BOM", "GB18030", "UTF-16", "LF", "tabs", "semicolons", "title"],
)
def test_csv_is_read_in_the_encodings_that_are_met(data: bytes, tmp_path: Path, program: Program) -> None:
    (office(tmp_path) / "a.csv").write_bytes(data)
    said = program(["import", "a.csv", "--write"], folder=tmp_path)

    assert (said.exit, said.err) == (0, "")
    assert activities(tmp_path, "wang")[2:] == [READ]


def test_bad_rows_of_csv_are_named_and_set_apart_as_csv(tmp_path: Path, program: Program) -> None:
    text = CSV.replace("2025/10/9", "2025/13/9") + "R001,王芳,听课,2025/10/9,城关一小,1,'=1+1\r\n"
    (office(tmp_path) / "a.csv").write_bytes(text.encode("gb18030"))
    said = program(["import", "a.csv", "--write", "--rejects", "b.csv"], folder=tmp_path)
    again = program(["import", "b.csv"], folder=tmp_path)
    taken_name = program(["import", "a.csv", "--write", "--rejects", "b.csv"], folder=tmp_path)

    assert (said.exit, places(said)) == (3, [("D2", "YA405")])
    assert [one["topic"] for one in activities(tmp_path, "wang")[2:]] == ["=1+1"]
    assert (tmp_path / "b.csv").read_bytes().decode("utf-8-sig").splitlines()[0] == "原因,原位置," + CSV.splitlines()[0]
    assert (again.exit, places(again)) == (3, [("F2", "YA405")])
    assert (taken_name.exit, taken_name.err) == (2, "用法错误：--rejects 的文件“b.csv”已经有了，没有覆盖；换一个名字\n")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "文件是空的"),
        (b"\xff\xff\xff", "编码既不是 UTF-8 也不是 GB18030"),
        (b'a,"b\n1,2', "第 2 行的引号没有配对，或有一格超过 131072 字"),
    ],
)
def test_csv_that_cannot_be_read_says_why(data: bytes, message: str, tmp_path: Path, program: Program) -> None:
    (office(tmp_path) / "a.csv").write_bytes(data)
    said = program(["import", "a.csv", "--write"], folder=tmp_path)

    assert (said.exit, said.err.splitlines()[0]) == (3, f"a.csv 错误[YA808] 不是能读的电子表格：{message}")


def test_text_of_big5_is_no_table_of_ours(tmp_path: Path, program: Program) -> None:
    (office(tmp_path) / "a.csv").write_bytes("編號,姓名,類型,日期,學校\n1,王,聽課,2025-10-09,x\n".encode("big5"))
    said = program(["import", "a.csv", "--write"], folder=tmp_path)

    assert (said.exit, places(said)) == (3, [("A1", "YA811")])


# ---- wrong usage ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["b.xlsx"], "没有“b.xlsx”这个文件或文件夹；是不是“a.xlsx”？"),
        (["records"], "“records”是文件夹；import 要一个电子表格文件"),
        (["records/wang.yaml"], "import 能读的扩展名里没有“.yaml”。可用：.xlsx、.xlsm、.xls、.et、.ods、.csv"),
        (["a.xlsx", "--mapping", "m.yaml"], "没有“m.yaml”这个文件或文件夹；检查写法和所在文件夹"),
        (["a.xlsx", "--rejects", "b.txt"], "--rejects 的扩展名里没有“.txt”。可用：.xlsx、.csv"),
        ([], "缺少 FILE"),
    ],
)
def test_wrong_usage_is_said(arguments: list[str], message: str, tmp_path: Path, program: Program) -> None:
    workbook(office(tmp_path) / "a.xlsx", {"表": [HEAD, GOOD]})
    said = program(["import", *arguments], folder=tmp_path)

    assert (said.exit, said.out, said.err) == (2, "", f"用法错误：{message}\n")


def test_without_the_extra_workbooks_are_refused_and_csv_is_read(
    tmp_path: Path, program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    workbook(office(tmp_path) / "a.xlsx", {"表": [HEAD, GOOD]})
    (tmp_path / "a.csv").write_text(CSV.replace("R001", "R009"), encoding="utf-8")
    monkeypatch.setattr(importing, "find_spec", lambda _name: None)
    refused = program(["import", "a.xlsx"], folder=tmp_path)
    said = program(["import", "a.csv", "--write"], folder=tmp_path)

    assert (refused.exit, refused.out, refused.err) == (
        2,
        "",
        "用法错误：读电子表格要先安装：pip install 'yanpei-audit[excel]'；或另存为 CSV 再导入\n",
    )
    assert (said.exit, places(said)) == (3, [("A2", "YA820")])
    assert (tmp_path / "a-未导入.csv").exists()


def test_wrong_rules_stop_an_import(tmp_path: Path, program: Program) -> None:
    (office(tmp_path) / "yanpei.yaml").write_text("packs: [nix]\n", encoding="utf-8")
    before = contents(tmp_path)
    said = imported(tmp_path, program, GOOD)

    assert (said.exit, said.out, contents(tmp_path)) == (4, "", before)


# ---- hostile and random ----------------------------------------------------------------------------------------------


def test_hostile_texts_are_written_as_they_were_typed(tmp_path: Path, program: Program) -> None:
    rows = [(*GOOD[:6], text) for text in ACCEPTED]
    dry = imported(tmp_path, program, *rows, options=("--lang", "en"))
    again = program(["import", "a.xlsx"], folder=tmp_path)

    assert (dry.exit, dry.err) == (0, "")
    assert [one["topic"] for one in activities(tmp_path, "wang")[2:]] == list(ACCEPTED)
    assert re.findall(r"(?m)^::|^##\[|\x1b", dry.out) == []
    assert (
        again.out.splitlines()[-1]
        == f"共 {len(ACCEPTED)} 行：可写入 0 行，记录里已有 {len(ACCEPTED)} 行，有误 0 行。没有要写的。"
    )


def test_texts_that_no_record_holds_are_refused_or_lose_what_cannot_be_seen(tmp_path: Path, program: Program) -> None:
    rows = [(*GOOD[:6], f"a{text}b") for text in REFUSED]
    text = "编号,姓名,类型,日期,学校,节数,主题\n" + "".join(",".join(map(str, row)) + "\n" for row in rows)
    (office(tmp_path) / "a.csv").write_text(text, encoding="utf-8", newline="")
    said = program(["import", "a.csv", "--write"], folder=tmp_path)
    left = {one["topic"] for one in activities(tmp_path, "wang")[2:]}

    assert said.exit == 3
    assert [character for character in said.err + said.out if character in REFUSED] == []
    assert left == {"ab"}


CELLS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**18), 10**18),
    st.floats(allow_nan=False, allow_infinity=False),
    st.dates(dt.date(1900, 3, 1), dt.date(2100, 1, 1)),
    st.text(max_size=12),
    st.sampled_from(
        ["R001", "王芳", "听课", "讲座", "2025-10-09", "城关一小", "2", "、", "=1", "是", "计划", "有", *ACCEPTED]
    ),
    st.just(Formula("=1", 1)),
    st.builds(Serial, st.floats(0, 60000)),
)
HEADS = (
    "编号",
    "姓名",
    "类型",
    "日期",
    "起",
    "止",
    "学校",
    "节数",
    "学时",
    "参加人",
    "点评",
    "活动编号",
    "状态",
    "推门",
    "补",
)


@pytest.mark.unmeasured
@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
)
@given(
    rows=st.lists(st.lists(CELLS, min_size=len(HEADS), max_size=len(HEADS)), max_size=6), head=st.permutations(HEADS)
)
def test_whatever_cells_hold_a_record_stays_sound_and_the_second_run_writes_nothing(
    rows: list[list[Any]], head: list[str], tmp_path: Path, program: Program
) -> None:
    folder = office(tmp_path)
    workbook(folder / "a.xlsx", {"表": [head, *rows]})
    first = program(["import", "a.xlsx", "--write"], folder=folder)
    once = contents(folder)
    second = program(["import", "a.xlsx", "--write"], folder=folder)
    checked = program(["check", "records", "--format", "json"], folder=folder)
    for path in folder.glob("a-*"):
        path.unlink()

    assert (first.exit in {0, 3}, second.exit in {0, 3}, contents(folder)) == (True, True, once)
    assert ["内部错误" in said.err for said in (first, second)] == [False, False]
    assert [
        one["code"]
        for one in json.loads(checked.out)["findings"]
        if one["severity"] == "error" and "/" not in one["code"] and one["code"] != "YA611"
    ] == []
    assert once["wang.yaml"].startswith(WANG.encode()[: WANG.encode().index("备注".encode())])


# ---- killed ----------------------------------------------------------------------------------------------------------


SIZES = (0, 1, 40, 200)


Creator = Callable[[Path, bytes], None]


def creator(writer: Writer) -> Creator:
    """Let what replaces a file make one."""
    return lambda path, data: writer(path, b"", data)


def replacer(create: Creator) -> Writer:
    """Let what makes a file stand for what replaces one."""
    return lambda path, _old, data: create(path, data)


@pytest.mark.unmeasured
def test_killed_at_any_moment_a_record_is_the_old_one_or_the_new_one(
    tmp_path: Path, program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    (office(tmp_path) / "registry").mkdir()
    (tmp_path / "registry" / "people.yaml").write_text(
        REGISTER.replace("R/8", "R002").replace("O'孙: 倩", "李明"), encoding="utf-8"
    )
    workbook(tmp_path / "a.xlsx", {"表": [HEAD, GOOD, ("R002", "李明", *GOOD[2:]), ("007", "赵敏", *GOOD[2:])]})
    old = contents(tmp_path)
    program(["import", "a.xlsx", "--write"], folder=tmp_path)
    new = contents(tmp_path)
    monkeypatch.chdir(tmp_path)

    def in_place(path: Path, _old: bytes, data: bytes) -> None:
        path.write_bytes(data)

    def lost(replace: Writer, create: Creator) -> tuple[int, int]:
        """Kill a run at each moment of its writing until it comes to its end; count the deaths, and what they lost."""
        deaths = losses = 0
        for number in range(1, 1000):
            for path in (tmp_path / "records").iterdir():
                path.unlink()
            for name, data in old.items():
                (tmp_path / "records" / name).write_bytes(data)

            def act(number: int = number) -> int:
                dying = killed_at if number > len(SIZES) else killed_within
                moment = number - len(SIZES) if number > len(SIZES) else SIZES[number - 1]
                writing.replace_file = dying(moment, replace)  # type: ignore[assignment]
                writing.create_file = creator(dying(moment, replacer(create)))  # type: ignore[assignment]
                return run(["import", "a.xlsx", "--write"])

            if end_of(start(act)) == 0:
                break
            deaths += 1
            found = {name: data for name, data in contents(tmp_path).items() if name.endswith(".yaml")}
            sound = all(data in (old.get(name), new.get(name)) for name, data in found.items())
            losses += not (sound and set(old) <= set(found))
            for path in (tmp_path / "records").glob(".yanpei-*"):
                path.unlink()
            again = program(["import", "a.xlsx", "--write"])
            losses += sound and (again.exit, contents(tmp_path)) != (0, new)
        return deaths, losses

    deaths, losses = lost(writing.replace_file, writing.create_file)
    control_deaths, control_losses = lost(in_place, lambda path, data: path.write_bytes(data))

    assert (deaths > 30, losses) == (True, 0)
    assert (control_deaths > 5, control_losses > 0) == (True, True)
