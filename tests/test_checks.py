"""What only shows between activities, files and people."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from conftest import Program

HEAD = "编号: {id}\n姓名: {name}\n岗位: [教研员]\n活动:\n"
LESSON = "  - {{类型: 听课, 日期: 2025-09-{day:02d}, 学校: 城关一小, 节数: 2}}\n"
Told = list[tuple[str, str, int, int]]


def found(folder: Path, program: Program, files: dict[str, str], *options: str) -> Told:
    """The codes of all findings that are not quotas, with file, line and column."""
    (folder / "records").mkdir()
    for name, text in files.items():
        (folder / "records" / name).write_text(text, encoding="utf-8")
    said = program(["check", "records", "--period", "2025-2026-1", *options, "--format", "json"], folder=folder)
    findings = json.loads(said.out)["findings"]
    return [(one["code"], one["file"][8:], one["line"], one["column"]) for one in findings if "/" not in one["code"]]


def person(number: int, *activities: str, name: str = "王芳", identifier: str = "") -> str:
    return HEAD.format(id=identifier or f"R00{number}", name=name) + "".join(activities)


def days(*numbers: int) -> list[str]:
    return [LESSON.format(day=number) for number in numbers]


NUMBERED = "  - {{类型: {kind}, 编号: L1, 日期: 2025-09-{day:02d}, 学校: 城关一小, 节数: 2}}\n"


@pytest.mark.parametrize(
    ("kind", "findings"), [("听课", [("YA507", "1.yaml", 6, 5)]), ("评课", [])], ids=["same kind", "other kind"]
)
def test_one_number_is_one_activity_of_a_kind(kind: str, findings: Told, tmp_path: Path, program: Program) -> None:
    text = person(1, NUMBERED.format(kind="听课", day=9), NUMBERED.format(kind=kind, day=10))

    assert found(tmp_path, program, {"1.yaml": text}) == findings


@pytest.mark.parametrize(("count", "findings"), [(4, []), (5, [("YA508", "2.yaml", 4, 1)])], ids=["four", "five"])
def test_five_activities_that_are_word_for_word_another_persons_are_a_copy(
    count: int, findings: Told, tmp_path: Path, program: Program
) -> None:
    activities = days(*range(9, 9 + count))
    files = {"1.yaml": person(1, *activities), "2.yaml": person(2, *activities, name="李明")}

    assert found(tmp_path, program, files) == findings


def test_a_long_copy_with_one_other_word_at_its_end_is_none(tmp_path: Path, program: Program) -> None:
    activities = [LESSON.format(day=1 + day % 28).replace("一小", f"一小{day}") for day in range(150)]
    files = {"1.yaml": person(1, *activities), "2.yaml": person(2, *activities[:-1], *days(30), name="李明")}
    files["2.yaml"] += "#" * (len(files["1.yaml"]) - len(files["2.yaml"]))

    assert found(tmp_path, program, files) == []


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_two_spellings_of_one_school_are_told_at_the_later_one(jobs: str, tmp_path: Path, program: Program) -> None:
    files = {
        "1.yaml": person(1, *days(9), LESSON.format(day=10).replace("城关一小", "A区小学")),
        "2.yaml": person(2, LESSON.format(day=10).replace("城关一小", "Ａ区 小学"), name="李明"),
        "3.yaml": person(3, *days(11), name="赵强"),
    }

    assert found(tmp_path, program, files, "--jobs", jobs) == [("YA505", "2.yaml", 5, 34)]


def test_ids_that_look_alike_are_told(tmp_path: Path, program: Program) -> None:
    files = {
        "1.yaml": person(1, *days(9), identifier="R001"),
        "2.yaml": person(2, *days(9), name="李明", identifier="RO01"),
    }

    assert found(tmp_path, program, files) == [("YA505", "2.yaml", 4, 1)]


def test_a_file_named_after_somebody_else_is_told_and_one_with_a_name_of_its_own_is_not(
    tmp_path: Path, program: Program
) -> None:
    files = {
        "R002.yaml": person(1, *days(9)),
        "李明.yaml": person(2, *days(9), name="李明"),
        "县城片.yaml": person(3, *days(9), name="赵强"),
    }

    assert found(tmp_path, program, files) == [("YA502", "R002.yaml", 1, 1)]


@pytest.mark.parametrize(
    ("as_of", "findings"),
    [("2025-09-10", [("YA602", "1.yaml", 8, 5)]), ("2025-09-12", []), ("2026-01-31", [])],
    ids=["on the way", "all done", "the last day"],
)
def test_what_lies_after_the_as_of_day_is_told_once_at_the_furthest(
    as_of: str, findings: Told, tmp_path: Path, program: Program
) -> None:
    planned = LESSON.format(day=20).replace("}", ", 状态: 计划}")
    text = person(1, *days(9, 10, 11, 12), planned)

    assert found(tmp_path, program, {"1.yaml": text}, "--as-of", as_of) == findings


def test_what_follows_a_comma_in_a_text_is_told_from_an_empty_field(tmp_path: Path, program: Program) -> None:
    (tmp_path / "records").mkdir()
    text = person(1, "  - {类型: 讲座, 日期: 2025-10-09, 主题: 读书, 思考, 学校: }\n")
    (tmp_path / "records" / "1.yaml").write_text(text, encoding="utf-8")
    said = program(["check", "records", "--period", "2025-2026-1", "--format", "json"], folder=tmp_path)
    hints = {one["message"]: one["hint"] for one in json.loads(said.out)["findings"] if one["code"] == "YA403"}

    assert hints == {
        "“思考”没有填写": '若是前一项的内容，里面有逗号，就用引号把整段括起来，如 "读书, 思考"',
        "“学校”没有填写": "填上内容，或删去这一项",
    }
