"""Formats carry the same facts: the JSON keeps its schema, Markdown stays Markdown whatever a record says."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from conftest import REPOSITORY, Program
from jsonschema import Draft7Validator
from markdown_it import MarkdownIt

from yanpei_audit import report

SCHEMA: dict[str, Any] = json.loads((Path(report.__file__).parent / "check.schema.json").read_text(encoding="utf-8"))
COUNTY = REPOSITORY / "examples" / "county"

# Texts that would do something in a terminal, in Markdown, in HTML or in a job's log.
HOSTILE = (
    "a|b",
    "**达标**",
    "# 标题",
    "<script>alert(1)</script>",
    "[x](javascript:1)",
    "![x](http://x/y.png)",
    "@admin #12",
    "::error file=x::y",
    "##[error]x",
    "`x`",
    "2026. 年初",
    "- [x] 完成",
    "http://example.com",
    "|---|",
    "~~x~~",
    "&lt;b&gt;",
    "{{ 7*7 }}",
    "{% raw %}",
    "[bold]x[/bold]",
    "[/听课]",
    "䶮",
    "=1+1",
    "\\\\",
)


@pytest.mark.parametrize("period", ["2025-2026-1", "2025-2026-2", "2025-2026"])
def test_the_json_of_the_county_keeps_its_schema(period: str, program: Program) -> None:
    said = program(["check", "records", "--period", period, "--format", "json"], folder=COUNTY)

    assert [error.message for error in Draft7Validator(SCHEMA).iter_errors(json.loads(said.out))] == []


def test_the_counted_amounts_add_up_to_the_number(program: Program) -> None:
    said = program(
        ["check", "records", "--period", "2025-2026", "--format", "json", "--rules", "researcher-quota"], folder=COUNTY
    )
    results = [result for result in json.loads(said.out)["results"] if result["verdict"] != "undecided"]

    assert [sum(float(one["amount"]) for one in result["counted"]) for result in results] == [
        float(result["measured"]) for result in results
    ]


def hostile_record(folder: Path) -> None:
    lines = ["编号: R001", "姓名: '王|芳<b>'", "单位: '**县教研室** @all'", "活动:"]
    for number, text in enumerate(HOSTILE):
        quoted = "'" + text.replace("'", "''") + "'"
        lines.append(
            f"  - {{类型: 听课, 日期: 2025-09-{number % 28 + 1:02d}, 学校: {quoted}, 主题: {quoted}, 节数: 2}}"
        )
    records = folder / "records"
    records.mkdir()
    (records / "a.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")


def shown(markdown: str) -> tuple[list[list[str]], set[str]]:
    """Read a page back: the rows of its tables as plain text, and the kinds of tokens that appear in it."""
    tokens = MarkdownIt("gfm-like", {"linkify": False}).parse(markdown)
    rows: list[list[str]] = []
    kinds = {token.type for token in tokens}
    for token in tokens:
        if token.type == "tr_open":
            rows.append([])
        elif token.type == "inline" and token.level > 3 and rows:
            children = token.children or []
            kinds |= {child.type for child in children}
            rows[-1].append("".join(child.content for child in children if child.type != "html_inline"))
    return rows, kinds


def test_a_sheet_shows_hostile_text_as_text(tmp_path: Path, program: Program) -> None:
    hostile_record(tmp_path)
    program(["report", "records", "--period", "2025-2026-1", "--out", "out"], folder=tmp_path)
    rows, kinds = shown((tmp_path / "out" / "people" / "R001.md").read_text(encoding="utf-8"))
    topics = [row[3] for row in rows if len(row) == 6 and row[1] == "听课"]

    assert (
        topics,
        kinds & {"image", "strong_open", "em_open", "s_open", "code_inline", "html_block"} - {"html_block"},
    ) == (
        list(HOSTILE),
        set(),
    )


def test_no_line_of_text_is_a_command_to_the_job_that_prints_it(tmp_path: Path, program: Program) -> None:
    hostile_record(tmp_path)
    (tmp_path / "records" / "b.yaml").write_text(
        "编号: R002\n姓名: '::error::x'\n活动:\n  - {类型: '##[error]x', 日期: 2025-09-01}\n", encoding="utf-8"
    )
    for form in ("text", "table"):
        said = program(["check", "records", "--period", "2025-2026-1", "--format", form], folder=tmp_path)

        assert [line for line in said.out.split("\n") if line.startswith("::") or "##[" in line or "\x1b" in line] == []


@pytest.mark.parametrize("form", ["table", "text", "markdown"])
def test_text_for_people_survives_a_gbk_pipe(form: str, tmp_path: Path, program: Program) -> None:
    hostile_record(tmp_path)
    said = program(["check", "records", "--period", "2025-2026-1", "--format", form], folder=tmp_path, encoding="gbk")

    assert (said.exit, said.err) == (1, "")


def test_several_formats_in_one_run_are_the_files_of_several_runs(tmp_path: Path, program: Program) -> None:
    outputs = {form: tmp_path / form for form in report.FORMATS}
    options = [option for form, path in outputs.items() for option in ("--output", f"{form}={path}")]
    program(["check", "records", "--period", "2025-2026-1", "-q", *options], folder=COUNTY)
    alone = {
        form: program(["check", "records", "--period", "2025-2026-1", "--format", form], folder=COUNTY).out
        for form in outputs
    }

    assert {form: path.read_text(encoding="utf-8") for form, path in outputs.items()} == alone
