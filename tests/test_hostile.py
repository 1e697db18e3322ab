"""Hostile text in any field comes out inert in every format and every document, and nothing of it is lost."""

from __future__ import annotations

import csv
import json
import re
import zipfile
from io import BytesIO, StringIO
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from conftest import Program, Said
from hostile import ACCEPTED, REFUSED, office
from markdown_it import MarkdownIt
from python_calamine import CalamineWorkbook

from yanpei_audit.report import FORMATS

pytestmark = pytest.mark.unmeasured

TEXTS = [name for name, form in FORMATS.items() if not form.binary]
CHECK = ["check", "records", "--rules", "own.yaml", "--period", "2025-2026-1", "--jobs", "1"]
FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]")


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    office(tmp_path)
    return tmp_path


def checked(program: Program, folder: Path, form: str, encoding: str = "utf-8") -> Said:
    return program([*CHECK, "--format", form], folder=folder, encoding=encoding)


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_survives(form: str, hostile: Path, program: Program) -> None:
    said = checked(program, hostile, form)

    assert (said.exit, said.err) == (3, "")


@pytest.mark.parametrize("form", TEXTS)
def test_no_text_holds_a_character_that_does_something(form: str, hostile: Path, program: Program) -> None:
    said = checked(program, hostile, form)
    text = said.raw.decode("utf-8-sig")

    assert sorted({character for character in text if not character.isprintable() and character != "\n"}) == []


@pytest.mark.parametrize("form", [name for name in TEXTS if FORMATS[name].for_people])
@pytest.mark.parametrize("encoding", ["gbk", "ascii"])
def test_what_people_read_survives_a_pipe_of_another_encoding(
    form: str, encoding: str, hostile: Path, program: Program
) -> None:
    said = checked(program, hostile, form, encoding)

    assert (said.exit, said.err) == (3, "")


@pytest.mark.parametrize("form", ["text", "table", "markdown", "github"])
def test_no_line_is_a_command_to_the_job_that_prints_it(form: str, hostile: Path, program: Program) -> None:
    said = checked(program, hostile, form)
    ours = re.compile(
        r"::(error|warning|notice) (file=[^,:]+,line=\d+,endLine=\d+(,col=\d+,endColumn=\d+)?,title=[^,:]+)?::"
    )
    lines = [
        line
        for line in said.out.split("\n")
        if not (form == "github" and (ours.match(line) or line.startswith("::notice::")))
    ]

    assert [line for line in lines if line.lstrip().startswith("::") or "##[" in line] == []


def test_annotations_stay_one_line_each_with_the_place_whole(hostile: Path, program: Program) -> None:
    said = checked(program, hostile, "github")
    odd = [line for line in said.out.splitlines() if "file=records/%3A%3Aerror" in line]

    assert [line.split("line=")[0] for line in odd] == [
        f"::{level} file=records/%3A%3Aerror%3A%3Ax ##[y] [b]<b>%2C#1%250A.yaml," for level in ("error", "warning")
    ]


def test_json_formats_hold_every_text_as_it_was_typed(hostile: Path, program: Program) -> None:
    names = [result["subject"]["name"] for result in json.loads(checked(program, hostile, "json").out)["results"]]
    parsed = [json.loads(checked(program, hostile, form).out) for form in ("sarif", "gitlab", "rdjson")]

    assert ({name for name in names if name in ACCEPTED}, len(parsed)) == (set(ACCEPTED), 3)


def test_junit_is_xml_and_holds_every_text(hostile: Path, program: Program) -> None:
    tree = ET.fromstring(checked(program, hostile, "junit").raw)
    names = {case.get("classname", "").rpartition(" ")[0] for case in tree.iter("testcase")}

    assert {name for name in names if name in ACCEPTED} == set(ACCEPTED)


def test_no_cell_of_the_csv_is_a_formula(hostile: Path, program: Program) -> None:
    rows = list(csv.reader(StringIO(checked(program, hostile, "csv").raw.decode("utf-8-sig"))))
    names = {row[1].removeprefix("'") if FORMULA.match(row[1].removeprefix("'")) else row[1] for row in rows}

    assert ([cell for row in rows for cell in row if FORMULA.match(cell)], set(ACCEPTED) - names) == ([], set())


def test_the_workbook_has_texts_and_no_formula_or_link(hostile: Path, program: Program) -> None:
    data = checked(program, hostile, "xlsx").raw
    parts = zipfile.ZipFile(BytesIO(data))
    sheets = [parts.read(name).decode() for name in parts.namelist() if name.startswith("xl/worksheets/")]
    names = {row[1] for row in CalamineWorkbook.from_filelike(BytesIO(data)).get_sheet_by_index(0).to_python()}

    assert (
        [sheet for sheet in sheets if "<f>" in sheet or "hyperlink" in sheet],
        [name for name in parts.namelist() if "externalLink" in name],
        set(ACCEPTED) - names,
    ) == ([], [], set())


def shown(markdown: str) -> tuple[list[list[str]], set[str], set[str]]:
    """Read a page back: the rows of its tables as plain text, the kinds of tokens in it, and where its links lead."""
    rows: list[list[str]] = []
    tokens = MarkdownIt("gfm-like", {"linkify": False}).parse(markdown)
    kinds, targets = {token.type for token in tokens}, set()
    for token in tokens:
        if token.type == "tr_open":
            rows.append([])
        for child in token.children or ():
            kinds.add(child.type)
            targets |= {str(child.attrs["href"])} if "href" in child.attrs else set()
        if token.type == "inline" and token.level > 3 and rows:
            rows[-1].append("".join(child.content for child in token.children or () if child.type != "html_inline"))
    return rows, kinds, targets


FORMATTED = {"image", "strong_open", "em_open", "s_open", "code_inline", "fence", "code_block"}


def test_documents_show_every_text_as_text(hostile: Path, program: Program) -> None:
    said = program(
        ["report", "records", "--rules", "own.yaml", "--period", "2025-2026-1", "--out", "out", "--jobs", "1"],
        folder=hostile,
    )
    pages = {
        path.relative_to(hostile / "out"): path.read_text(encoding="utf-8") for path in (hostile / "out").rglob("*.md")
    }
    read = {path: shown(text) for path, text in pages.items()}
    topics = {
        row[3]
        for path, (rows, _kinds, _links) in read.items()
        if path.parts[0] == "people"
        for row in rows
        if len(row) == 6
    }
    comments = {comment for text in pages.values() for comment in re.findall(r"<!--.*?-->", text)}

    assert (
        said.exit,
        {kind for _rows, kinds, _links in read.values() for kind in kinds} & FORMATTED,
        [
            link
            for _rows, _kinds, links in read.values()
            for link in links
            if ":" in link.split("#")[0].replace("%3A", "")
        ],
        comments,
        set(ACCEPTED) - topics,
        [text for text in REFUSED for page in pages.values() if text in page],
    ) == (3, set(), [], {"<!-- yanpei-audit -->", "<!-- -->"}, set(), [])
