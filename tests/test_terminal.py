"""What a terminal shows: columns that stand under each other at every width, nothing cut, colours for any background."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from conftest import REPOSITORY, Program
from rich.cells import cell_len

from yanpei_audit.report.lines import inert

pytestmark = pytest.mark.unmeasured

EXAMPLES = ("county", "ladder")
WIDTHS = (60, 80, 120)
HEADS = ("姓名", "Name", "规则  ", "Rule  ")
PERIODS = {"county": ["--period", "2025-2026-1"]}
ESCAPE = re.compile(r"\x1b\[([\d;]*)m")


def table_of(program: Program, folder: str, *arguments: str, width: int = 100) -> str:
    said = program(
        ["check", ".", "--format", "table", *PERIODS.get(folder, []), *arguments],
        folder=REPOSITORY / "examples" / folder,
        variables={"COLUMNS": str(width)},
    )
    return said.out


def tables_of(page: str) -> list[tuple[list[str], list[str]]]:
    """Give the tables of a page, each with its head, down to the line of 姓名 or 规则, and its rows."""
    tables = []
    for part in page.split("\n\n"):
        lines = part.split("\n")
        last = next((number for number, line in enumerate(lines) if line.startswith(HEADS)), None)
        if last is not None:
            tables.append((lines[: last + 1], lines[last + 1 :]))
    return tables


def starts_of(line: str) -> list[int]:
    """Give the cells where the columns of a line start: behind two blanks and more."""
    return [cell_len(line[: match.start(1)]) for match in re.finditer(r"(?:^|\s{2,})(\S)", line)]


@pytest.mark.parametrize(("folder", "language"), [("county", "zh"), ("ladder", "zh"), ("ladder", "en")])
@pytest.mark.parametrize("width", WIDTHS)
def test_columns_stand_under_each_other_and_none_is_wider_than_the_terminal(
    folder: str, width: int, language: str, program: Program
) -> None:
    tables = tables_of(table_of(program, folder, "--lang", language, width=width))

    assert (
        len(tables) > 1,
        [line for head, rows in tables for line in head + rows if cell_len(line) > width],
        [
            line
            for head, rows in tables
            for line in rows
            if not set(starts_of(line)) <= {start for one in head for start in starts_of(one)}
        ],
    ) == (True, [], [])


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("folder", EXAMPLES)
def test_every_name_and_number_is_there_whole_at_every_width(folder: str, width: int, program: Program) -> None:
    page = table_of(program, folder, width=width)
    told = json.loads(
        program(
            ["check", ".", "--format", "json", *PERIODS.get(folder, [])], folder=REPOSITORY / "examples" / folder
        ).out
    )
    words = set(page.replace("（", " ").replace("）", " ").split())
    people = {inert(result["subject"]["name"]) for result in told["results"]}
    once = {}
    for result in told["results"]:
        once.setdefault((result["subject"]["id"], result["rule"]), []).append(result)
    bounds = {
        f"{one['measured']}/{one['at_least']}"
        for several in once.values()
        for one in several
        if len(several) == 1 and one["measured"] and one["at_least"] and not one["at_most"]
    }

    assert ({name for name in people if name not in words}, bounds - words, "…" in page) == (set(), set(), False)


def test_colours_can_be_read_on_light_and_on_dark(program: Program) -> None:
    pages = [
        table_of(program, "ladder", "--color", "always"),
        program(["check", ".", "--format", "text", "--color", "always"], folder=REPOSITORY / "examples" / "ladder").out,
    ]
    used = {code for page in pages for codes in ESCAPE.findall(page) for code in codes.split(";")}

    # Bold, dim, red, green, magenta: of the sixteen colours those that are on no usual background hard to read.
    assert used == {"0", "1", "2", "31", "32", "35"}


@pytest.mark.parametrize("form", ["table", "text", "markdown"])
def test_a_pipe_gets_no_colours(form: str, program: Program) -> None:
    said = program(["check", ".", "--format", form], folder=REPOSITORY / "examples" / "ladder")

    assert "\x1b" not in said.out + said.err


def test_colours_change_no_character(program: Program) -> None:
    plain, colored = (table_of(program, "county", "--color", color) for color in ("never", "always"))

    bare = [line.rstrip() for line in ESCAPE.sub("", colored).split("\n")]

    assert (bare, colored != plain) == (plain.split("\n"), True)


def test_statistics_count_what_the_json_lists(program: Program) -> None:
    folder = REPOSITORY / "examples" / "county"
    arguments = ["check", "records", "--period", "2025-2026-1"]
    plain = program([*arguments, "--format", "text"], folder=folder).out
    said = program([*arguments, "--format", "text", "--statistics"], folder=folder).out
    found = json.loads(program([*arguments, "--format", "json"], folder=folder).out)["findings"]
    counted = re.findall(r"^ +(\d+)  ((?:YA\d{3})|(?:[a-z-]+/[a-z-]+)) ", said.removeprefix(plain), re.MULTILINE)
    codes = [one["code"] for one in found]

    assert {code: int(number) for number, code in counted} == {code: codes.count(code) for code in codes}


def test_statistics_leave_what_machines_read_alone(program: Program) -> None:
    folder = REPOSITORY / "examples" / "county"
    arguments = ["check", "records", "--period", "2025-2026-1", "--format", "json"]
    plain, said = program(arguments, folder=folder), program([*arguments, "--statistics"], folder=folder)

    assert (said.out, said.err.split("\n")[1]) == (plain.out, "记录与规则的问题，按编码")


def test_what_is_binary_is_not_for_a_screen(tmp_path: Path, program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("yanpei_audit.cli.commands.check._is_a_terminal", lambda: True)
    (tmp_path / "records").mkdir()
    said = program(["check", "records", "--format", "xlsx"], folder=tmp_path)

    assert (said.exit, said.out, said.err) == (
        2,
        "",
        "用法错误：xlsx 不能显示在屏幕上，请写到文件：--output xlsx=文件\n",
    )
