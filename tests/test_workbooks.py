"""Workbooks that are none, or are made to do harm: nothing of them is taken, and they take nothing along."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from conftest import Program
from sheets import HEAD, Formula, rezipped, workbook
from test_importing import DAY, GOOD, activities, contents, office, places

from yanpei_audit.desk.spreadsheets.cells import NotAWorkbookError, Workbook
from yanpei_audit.desk.spreadsheets.workbooks import _compound, _zipped, read_workbook


def plain(folder: Path) -> bytes:
    return workbook(folder / "plain.xlsx", {"表": [HEAD, GOOD]}).read_bytes()


def bombed(data: bytes) -> bytes:
    """Add a part that unfolds to three hundred million bytes."""
    return rezipped(data, lambda _name, part: part, {"xl/media/image1.png": bytes(300 << 20)})


def lying(data: bytes) -> bytes:
    """Let a part say that it holds less than it does."""
    at = data.rindex(b"PK\x01\x02", 0, data.rindex(b"xl/worksheets/sheet1.xml"))
    return data[: at + 24] + (100).to_bytes(4, "little") + data[at + 28 :]


def far(data: bytes) -> bytes:
    """Put a cell into the last corner of the sheet."""
    cell = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    return rezipped(data, lambda name, part: part.replace(b"</sheetData>", cell) if "sheet1" in name else part)


def with_entities(data: bytes) -> bytes:
    head = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]><worksheet '
    return rezipped(data, lambda name, part: part.replace(b"<worksheet ", head) if "sheet1" in name else part)


def locked(data: bytes) -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + data + "EncryptedPackage".encode("utf-16-le")


@pytest.mark.parametrize(
    ("change", "ending", "code"),
    [
        (lambda _data: b"", "xlsx", "YA808"),
        (lambda _data: b"PK\x03\x04", "xlsx", "YA808"),
        (lambda _data: "编号,姓名\n".encode(), "xlsx", "YA808"),
        (lambda _data: b"<html><table><tr><td>1</td></tr></table></html>", "xls", "YA808"),
        (lambda _data: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "xls", "YA808"),
        (lambda data: data[: len(data) // 2], "xlsx", "YA808"),
        (lambda data: data[:200] + bytes(200) + data[400:], "xlsx", "YA808"),
        (lambda data: rezipped(data, lambda name, part: b"<x" if "sheet1" in name else part), "xlsx", "YA808"),
        (lambda data: rezipped(data, lambda name, part: b"" if "workbook.xml" in name else part), "xlsx", "YA808"),
        (with_entities, "xlsx", "YA808"),
        (lying, "xlsx", "YA808"),
        (bombed, "xlsx", "YA810"),
        (far, "xlsx", "YA810"),
        (locked, "xlsx", "YA809"),
    ],
)
def test_what_is_no_workbook_or_unfolds_to_too_much_is_not_opened(
    change: Callable[[bytes], bytes], ending: str, code: str, tmp_path: Path, program: Program
) -> None:
    data = change(plain(tmp_path))
    (office(tmp_path) / f"a.{ending}").write_bytes(data)
    before = contents(tmp_path)
    said = program(["import", f"a.{ending}", "--write"], folder=tmp_path)

    assert (said.exit, places(said)[:1], contents(tmp_path)) == (3, [("", code)], before)


def ods(cell: str, *, locked_by: str = "") -> bytes:
    """Write a sheet of OpenDocument with the usual header and one row."""
    names = "xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0' xmlns:table='urn:oasis:names:tc:opendocument:xmlns:table:1.0' xmlns:text='urn:oasis:names:tc:opendocument:xmlns:text:1.0'"

    def row(cells: Any) -> str:
        return "".join(
            f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>' for text in cells
        )

    good = row(("R001", "王芳", "听课", "2025-10-09", "城关一小", "2"))
    content = (
        f"<?xml version='1.0'?><office:document-content {names}><office:body><office:spreadsheet><table:table "
        f'table:name="表"><table:table-row>{row(HEAD)}</table:table-row><table:table-row>{good}{cell}</table:table-row>'
        "</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", f"<manifest>{locked_by}</manifest>")
    return file.getvalue()


TOPIC = '<table:table-cell office:value-type="string"{}><text:p>第一课</text:p></table:table-cell>'


def test_a_sheet_of_opendocument_is_read_and_what_cannot_be_seen_is_said(tmp_path: Path, program: Program) -> None:
    (office(tmp_path) / "a.ods").write_bytes(ods(TOPIC.format("")))
    said = program(["import", "a.ods", "--write"], folder=tmp_path)

    assert (said.exit, places(said)) == (0, [("", "YA827")])
    assert [one["topic"] for one in activities(tmp_path, "wang")[2:]] == ["第一课"]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (ods(TOPIC.format(' table:number-columns-repeated="99999999"')), "YA810"),
        (ods(TOPIC.format(""), locked_by="<encryption-data/>"), "YA809"),
    ],
)
def test_dangerous_sheets_of_opendocument_are_not_opened(
    data: bytes, code: str, tmp_path: Path, program: Program
) -> None:
    (office(tmp_path) / "a.ods").write_bytes(data)
    said = program(["import", "a.ods", "--write"], folder=tmp_path)

    assert (said.exit, places(said)[:1]) == (3, [("", code)])


# ---- what a sheet says of itself, in ways that other programs do not write it ----------------------------------------


def in_sheet(old: bytes, new: bytes) -> Callable[[bytes], bytes]:
    """Change what the first sheet says."""
    return lambda data: rezipped(data, lambda name, part: part.replace(old, new) if "sheet1" in name else part)


def below(xml: bytes) -> Callable[[bytes], bytes]:
    """Put rows below those of the first sheet."""
    return in_sheet(b"</sheetData>", xml + b"</sheetData>")


def merged(data: bytes) -> bytes:
    """Merge all cells of every column into one, a hundred times over."""
    cells = b"".join(b'<mergeCell ref="%c1:%c1048576"/>' % (letter, letter) for letter in b"ABCD" * 100)
    return in_sheet(b"</sheetData>", b"</sheetData><mergeCells>" + cells + b"</mergeCells>")(
        below(b'<row r="600000"><c r="A600000"><v>1</v></c></row>')(data)
    )


@pytest.mark.parametrize(
    "change",
    [
        below(b'<row r="1048576"><c r="xfd1048576"><v>1</v></c></row>'),
        below(b'<row r="1048576"><c><v>1</v></c></row>'),
        below(b'<row r="4294967295"><c><v>1</v></c></row>'),
        below(b'<row r="99999999"><c r="A99999999"><v>1</v></c></row>'),
        below(b'<row r="3"><c r="ZZZZZZ3"><v>1</v></c></row>'),
        merged,
        in_sheet(b"<v>2</v>", b"<v>-1000000000000</v>"),
    ],
)
def test_a_sheet_that_reaches_too_far_is_not_opened_and_takes_nothing_along(
    change: Callable[[bytes], bytes], tmp_path: Path, program: Program, capfd: pytest.CaptureFixture[str]
) -> None:
    day = workbook(office(tmp_path) / "a.xlsx", {"表": [HEAD, (*GOOD[:5], DAY, None)]}).read_bytes()
    (tmp_path / "a.xlsx").write_bytes(change(in_sheet(b"<v>45939</v>", b"<v>2</v>")(day)))
    before = contents(tmp_path)
    said = program(["import", "a.xlsx", "--write"], folder=tmp_path)

    assert said.exit == 3
    assert "panicked" not in said.err + capfd.readouterr().err
    assert contents(tmp_path) == before


def test_formulas_are_seen_however_parts_and_cells_are_spelt(tmp_path: Path, program: Program) -> None:
    rows = [HEAD, (*GOOD[:5], Formula("=1+2", 3), "第一课")]
    data = workbook(office(tmp_path) / "a.xlsx", {"表": rows}).read_bytes()

    def small(_name: str, part: bytes) -> bytes:
        return part.replace(b'r="F2"', b'r="f2"')

    def cased(name: str, part: bytes) -> bytes:
        return part.replace(b"worksheets/sheet1.xml", b"Worksheets/Sheet1.XML") if name.endswith(".rels") else part

    def tabbed(name: str, part: bytes) -> bytes:
        return part.replace('name="表"'.encode(), 'name="表\t一"'.encode()) if name == "xl/workbook.xml" else part

    for change in (small, cased, tabbed):
        (tmp_path / "a.xlsx").write_bytes(rezipped(data, change))
        said = program(["import", "a.xlsx"], folder=tmp_path)
        assert (said.exit, "F2 错误[YA815]" in said.err) == (3, True)


def test_an_error_of_an_unknown_name_is_said_with_its_cell(tmp_path: Path, program: Program) -> None:
    workbook(office(tmp_path) / "a.xlsx", {"表": [HEAD, (*GOOD[:6], Formula("=A1#", "#N/A"))]})
    data = in_sheet(b"#N/A", b"#SPILL!")((tmp_path / "a.xlsx").read_bytes())
    (tmp_path / "a.xlsx").write_bytes(data)
    said = program(["import", "a.xlsx"], folder=tmp_path)

    assert (said.exit, places(said)) == (3, [("", "YA808")])
    assert "单元格 表!G2 里是看不懂的错误值" in said.err


def test_a_sheet_of_opendocument_that_repeats_blanks_without_end_is_not_opened(
    tmp_path: Path, program: Program
) -> None:
    cell = TOPIC.format("").replace("第一课", '一<text:s text:c="2000000000"/>课')
    (office(tmp_path) / "a.ods").write_bytes(ods(cell))
    said = program(["import", "a.ods", "--write"], folder=tmp_path)

    assert (said.exit, places(said)) == (3, [("", "YA810")])


def test_every_cell_that_a_formula_fills_is_refused_with_or_without_a_value(tmp_path: Path, program: Program) -> None:
    def change(book: Any) -> None:
        sheet = book.get_worksheet_by_name("表")
        sheet.write_array_formula("F2:F3", "{=ROW(A2:A3)}", None, 2)
        sheet.write_number("F3", 3)
        for column in range(7):
            sheet.write_formula(3, column, "=A2", None, "")

    workbook(office(tmp_path) / "a.xlsx", {"表": [HEAD, GOOD, (*GOOD[:6], "二")]}, change)
    said = program(["import", "a.xlsx", "--write"], folder=tmp_path)
    again = program(["import", "a-未导入.xlsx"], folder=tmp_path)

    found = [place for place, code in places(said) if code == "YA815"]
    assert (said.exit, found) == (3, ["表!F2", "表!F3", *(f"表!{letter}4" for letter in "ABCDEFG")])
    assert {code for _place, code in places(again)} >= {"YA815"}
    assert len(activities(tmp_path, "wang")) == 2


def test_nothing_is_hidden_by_another_part_or_by_having_no_size(tmp_path: Path, program: Program) -> None:
    rows = [HEAD, (*GOOD[:5], Formula("=1+2", 3), "第一课"), (*GOOD[:6], "第二课")]
    data = workbook(office(tmp_path) / "a.xlsx", {"表": rows}).read_bytes()
    clean = in_sheet(b"<f>1+2</f>", b"")(data)
    with zipfile.ZipFile(BytesIO(clean)) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml")
    flat = in_sheet(b'<row r="3"', b'<row r="3" ht="0" customHeight="1"')(clean)
    for made, found in (
        (rezipped(data, lambda _name, part: part, {"content.xml": b"<a/>"}), ("表!F2", "YA815")),
        (rezipped(data, lambda _name, part: part, {"xl\\worksheets\\sheet1.xml": sheet}), ("", "YA808")),
        (in_sheet(b"<f>1+2</f>", "<中:f>1+2</中:f>".encode())(data), ("表!F2", "YA815")),
        (flat, ("表!A3", "YA814")),
    ):
        (tmp_path / "a.xlsx").write_bytes(made)
        said = program(["import", "a.xlsx"], folder=tmp_path)
        assert (said.exit, places(said)) == (3, [found])


def test_csv_that_would_be_too_wide_for_all_its_lines_is_not_read(tmp_path: Path, program: Program) -> None:
    (office(tmp_path) / "a.csv").write_text(
        "姓名,类型,日期,学校" + "," * 20_000 + "\n" + "a\n" * 3_000, encoding="utf-8"
    )
    said = program(["import", "a.csv"], folder=tmp_path)

    assert (said.exit, places(said)) == (3, [("", "YA810")])


def test_a_long_cell_is_listed_as_soon_as_a_short_one(tmp_path: Path, program: Program) -> None:
    workbook(
        office(tmp_path) / "a.xlsx", {"表": [HEAD, *((*GOOD[:6], f"{number}{'长' * 9_000}") for number in range(9))]}
    )
    said = program(["import", "a.xlsx"], folder=tmp_path)

    assert (said.exit, said.out.count("…")) == (0, 9)


def test_reading_elsewhere_gives_what_reading_here_would(tmp_path: Path) -> None:
    rows = [HEAD, (*GOOD[:5], Formula("=1+2", 3), "第一课"), (*GOOD[:6], Formula("=1/0", "#DIV/0!"))]

    def change(book: Any) -> None:
        sheet = book.get_worksheet_by_name("表")
        sheet.set_row(2, None, None, {"hidden": True})
        sheet.set_column(3, 3, None, None, {"hidden": True})
        sheet.write_array_formula("A5:A6", "{=ROW(A2:A3)}", None, 2)
        chart = book.add_chart({"type": "line"})
        chart.add_series({"values": "=表!$F$2:$F$3"})
        book.add_chartsheet("图").set_chart(chart)

    odd = workbook(tmp_path / "odd.xlsx", {"表": rows}, change, date_1904=True).read_bytes()
    good = plain(tmp_path)
    for data in (odd, good, ods(TOPIC.format("")), merged(good), far(odd), odd[:900], bombed(odd)):
        assert result_of(_zipped, data) == result_of(elsewhere, data)
    for data in (locked(odd), b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)):
        assert result_of(_compound, data) == result_of(elsewhere, data)


def elsewhere(data: bytes) -> Workbook:
    return read_workbook(data, ".xlsx")


def result_of(read: Callable[[bytes], Workbook], data: bytes) -> object:
    try:
        return read(data)
    except NotAWorkbookError as error:
        return error.code, error.values
