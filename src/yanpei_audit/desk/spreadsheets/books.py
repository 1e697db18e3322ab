"""Sheets of texts, days and numbers → a workbook or CSV: what a person typed is text, and never a formula."""

from __future__ import annotations

import csv
import datetime as dt
import re
from collections.abc import Iterable, Sequence
from io import BytesIO, StringIO
from math import isfinite
from typing import Any, NamedTuple

from rich.cells import cell_len

from yanpei_audit.desk.spreadsheets.cells import Value, letters

MOST_CHARACTERS = 32_767
MOST_LISTED_ROWS = 5_000
NO_CLOCK = dt.datetime(1980, 1, 1)  # noqa: DTZ001 - the same rows give the same bytes
BYTE_ORDER_MARK = "\ufeff"
MOST_EXACT = 10**15
NARROWEST, WIDEST = 8, 60
LISTS = "选项"
_FORMULA = re.compile(r"'*\s*[=+\-@＝＋－＠]")  # spreadsheets take those of Chinese input, too
_NOT_IN_A_NAME = re.compile(r"[\[\]:*?/\\]")
LONGEST_NAME = 31


class Column(NamedTuple):
    """A column: its head, whether it holds days, and the words that a drop-down offers."""

    head: str
    is_day: bool = False
    choices: tuple[str, ...] = ()


class Page(NamedTuple):
    """A sheet to be written: its columns and rows; a page without columns is a page of text."""

    name: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Value]]


def as_csv(page: Page) -> bytes:
    """Write rows below their head, with the mark by which Excel and WPS know UTF-8."""
    file = StringIO()
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow([defused(column.head) for column in page.columns])
    writer.writerows([[defused(_shown(cell)) for cell in row] for row in page.rows])
    return (BYTE_ORDER_MARK + file.getvalue()).encode(errors="replace")


def defused(text: str) -> str:
    """Put an apostrophe before what a spreadsheet would take for a formula."""
    return f"'{text}" if _FORMULA.match(text) else text


def _shown(cell: Value) -> str:
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, float) and abs(cell) < MOST_EXACT and cell == int(cell):
        return str(int(cell))
    return str(cell)


def as_workbook(pages: Iterable[Page], *, empty_rows: bool = False) -> bytes:
    """Write a workbook; with `empty_rows` those below each page are ready to be filled in."""
    from xlsxwriter import Workbook

    file = BytesIO()
    workbook = Workbook(file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    workbook.set_properties({"created": NO_CLOCK})
    book = _Book(workbook, empty_rows=empty_rows)
    names: set[str] = {LISTS}
    for page in pages:
        book.write(page, _sheet_name(page.name, names))
    book.write_lists()
    workbook.close()
    return file.getvalue()


def _sheet_name(name: str, taken: set[str]) -> str:
    """Give a name that a workbook accepts and that no other sheet has."""
    plain = _NOT_IN_A_NAME.sub("-", name).strip("'")[:LONGEST_NAME] or "1"
    number, found = 1, plain
    while found.casefold() in {one.casefold() for one in taken}:
        number += 1
        found = f"{plain[: LONGEST_NAME - 4]} {number}"
    taken.add(found)
    return found


class _Book:
    """A workbook being filled; the words of its drop-downs stand on a sheet of their own, which is hidden."""

    def __init__(self, workbook: Any, *, empty_rows: bool) -> None:
        self._workbook = workbook
        self._empty_rows = empty_rows
        self._head = workbook.add_format({"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#DDEBF7"})
        self._text = workbook.add_format({"num_format": "@"})
        self._day = workbook.add_format({"num_format": "yyyy-mm-dd"})
        self._lists: list[tuple[str, ...]] = []

    def write(self, page: Page, name: str) -> None:
        """Write one page."""
        sheet = self._workbook.add_worksheet(name)
        for number, column in enumerate(page.columns):
            sheet.set_column(number, number, _width(page, number), self._day if column.is_day else self._text)
            sheet.write_string(0, number, column.head, self._head)
            if column.choices:
                rule = {"validate": "list", "source": self._source(column.choices), "error_type": "warning"}
                last = max(len(page.rows), MOST_LISTED_ROWS if self._empty_rows else 1)
                sheet.data_validation(1, number, last, number, rule)
        start = 1 if page.columns else 0
        if page.columns:
            sheet.freeze_panes(1, 0)
            sheet.autofilter(0, 0, max(len(page.rows), 1), len(page.columns) - 1)
        else:
            sheet.set_column(0, 0, WIDEST * 2)
        for row, cells in enumerate(page.rows, start):
            for number, cell in enumerate(cells):
                self._write_cell(sheet, row, number, cell)

    def _write_cell(self, sheet: Any, row: int, column: int, cell: Value) -> None:
        if isinstance(cell, bool):
            sheet.write_boolean(row, column, cell)
        elif isinstance(cell, dt.datetime) and cell.time() != dt.time():  # the format of a day would hide it
            sheet.write_string(row, column, str(cell))
        elif isinstance(cell, dt.datetime | dt.date):
            sheet.write_datetime(row, column, cell, self._day)
        elif isinstance(cell, int | float) and isfinite(cell):
            sheet.write_number(row, column, cell)
        elif cell != "":
            sheet.write_string(row, column, str(cell)[:MOST_CHARACTERS], self._text)

    def _source(self, choices: tuple[str, ...]) -> str:
        if choices not in self._lists:
            self._lists.append(choices)
        column = letters(self._lists.index(choices))
        return f"={LISTS}!${column}$1:${column}${len(choices)}"

    def write_lists(self) -> None:
        """Write the words of the drop-downs."""
        if not self._lists:
            return
        sheet = self._workbook.add_worksheet(LISTS)
        for number, choices in enumerate(self._lists):
            for row, text in enumerate(choices):
                sheet.write_string(row, number, text, self._text)
        sheet.hide()


def _width(page: Page, number: int) -> int:
    """Give the width of a column in cells, of which a Chinese character takes two."""
    texts = [page.columns[number].head, *(str(row[number]).split("\n", 1)[0] for row in page.rows)]
    return min(WIDEST, max(NARROWEST, 2 + max(map(cell_len, texts))))
