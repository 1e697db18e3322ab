"""`why` follows every number to its activities, and adds up to what the table says."""

from __future__ import annotations

import json
import re
from fractions import Fraction
from pathlib import Path

import pytest
from conftest import REPOSITORY, Program
from rich.cells import cell_len

COUNTY = REPOSITORY / "examples" / "county"
PEOPLE = sorted(path.stem for path in (COUNTY / "records").glob("*.yaml"))
PERIOD = ["--period", "2025-2026-1"]


def results(program: Program, *arguments: str) -> list[dict[str, object]]:
    said = program([*arguments, *PERIOD, "--format", "json"], folder=COUNTY)
    found: list[dict[str, object]] = json.loads(said.out)["results"]
    return found


@pytest.mark.unmeasured
@pytest.mark.parametrize("person", ["R001", "王芳", "R009"])
def test_why_says_in_json_what_check_says_of_the_person(person: str, program: Program) -> None:
    of_all = [
        one
        for one in results(program, "check", "records")
        if person in (one["subject"]["id"], one["subject"]["name"])  # type: ignore[index]
    ]

    assert results(program, "why", person) == of_all
    assert results(program, "why", person, "observation") == [one for one in of_all if one["rule"] == "observation"]


@pytest.mark.unmeasured
@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_line_of_why_is_wider_than_a_terminal(language: str, program: Program) -> None:
    ids = dict.fromkeys(one["subject"]["id"] for one in results(program, "check", "records"))  # type: ignore[index]
    some = list(ids)[:: 3 if language == "zh" else 8]
    said = [program(["why", str(one), *PERIOD, "--lang", language], folder=COUNTY) for one in some]

    assert [line for one in said for line in one.out.split("\n") if cell_len(line) > 80 and "[YA" not in line] == []
    assert {one.exit for one in said} <= {0, 3}


def test_the_sums_of_why_are_the_numbers_of_the_table(program: Program) -> None:
    found = [one for one in results(program, "why", "R009") if one["counted"]]
    said = program(["why", "R009", *PERIOD, "--lang", "en"], folder=COUNTY).out
    sums = [Fraction(text) for text in re.findall(r"^    Sum (\S+) ", said, re.MULTILINE)]
    amounts = [sum(Fraction(entry["amount"]) for entry in one["counted"]) for one in found]  # type: ignore[attr-defined]

    assert sums == amounts
    assert [Fraction(str(one["measured"])) for one in found if one["unit"] != "%"] == [
        amount for one, amount in zip(found, amounts, strict=True) if one["unit"] != "%"
    ]


def test_an_unknown_person_is_answered_with_the_nearest(program: Program) -> None:
    said = program(["why", "王方", *PERIOD], folder=COUNTY)

    assert (said.exit, said.out, said.err.partition("可用")[0]) == (2, "", "用法错误：记录里没有“王方”；是不是“王芳”？")


def test_an_unknown_rule_is_answered_with_the_nearest(program: Program) -> None:
    said = program(["why", "王芳", "observatoin", *PERIOD], folder=COUNTY)

    assert (said.exit, said.err.partition("可用")[0]) == (2, "用法错误：规则里没有“observatoin”；是不是“observation”？")


def test_whoever_has_a_faulty_file_is_told_of_the_fault(program: Program) -> None:
    said = program(["why", "R010" if "R010" in PEOPLE else "罗大勇", *PERIOD], folder=COUNTY)

    assert (said.exit, "YA405" in said.out) == (3, True)


@pytest.mark.parametrize(
    ("activities", "parts"),
    [
        (
            ["2026-03-02 2026-03-31", "2026-03-20 2026-04-20"],
            ["30", "10（共 32 天，10 天还没有到，重叠的 12 天只计一次）"],
        ),
        (
            ["2026-03-02 2026-05-31", "2026-03-10 2026-03-11"],
            ["40（共 91 天，51 天还没有到）", "0（共 2 天，重叠的 2 天只计一次）"],
        ),
        (["2026-01-20 2026-02-10"], ["10（共 22 天，周期内 10 天）"]),
    ],
)
def test_why_says_why_days_count_in_part(
    activities: list[str], parts: list[str], tmp_path: Path, program: Program
) -> None:
    days = (one.split() for one in activities)
    lines = "".join(f"  - {{类型: 蹲点, 起: {first}, 止: {last}, 学校: 甲校}}\n" for first, last in days)
    (tmp_path / "records").mkdir()
    (tmp_path / "records" / "a.yaml").write_text(
        f"编号: R1\n姓名: 王芳\n岗位: [教研员]\n活动:\n{lines}", encoding="utf-8"
    )
    said = program(["why", "R1", "residency", "--as-of", "2026-04-10"], folder=tmp_path)
    whole = "".join(said.out.split())

    assert [part for part in parts if f"甲校{part}".replace(" ", "") not in whole] == []
