"""Spreadsheets for tests: written cell by cell, as a secretary's would be."""

from __future__ import annotations

import datetime as dt
import zipfile
from collections.abc import Callable, Mapping, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

from xlsxwriter import Workbook

HEAD = ("编号", "姓名", "类型", "日期", "学校", "节数", "主题")


class Formula(NamedTuple):
    """A formula and the value that is stored with it."""

    text: str
    value: Any = 0


class Serial(NamedTuple):
    """A number that is drawn as a date or time by its format."""

    number: float
    form: str = "yyyy-mm-dd"


def put(sheet: Any, book: Any, row: int, column: int, cell: Any) -> None:
    """Write one cell by the type of what it holds."""
    if isinstance(cell, Formula):
        sheet.write_formula(row, column, cell.text, None, cell.value)
    elif isinstance(cell, Serial):
        sheet.write_number(row, column, cell.number, book.add_format({"num_format": cell.form}))
    elif isinstance(cell, dt.datetime):
        sheet.write_datetime(row, column, cell, book.add_format({"num_format": "yyyy-mm-dd hh:mm"}))
    elif isinstance(cell, dt.date):
        sheet.write_datetime(row, column, cell, book.add_format({"num_format": "yyyy-mm-dd"}))
    elif isinstance(cell, bool):
        sheet.write_boolean(row, column, cell)
    elif isinstance(cell, int | float):
        sheet.write_number(row, column, cell)
    elif cell is not None:
        sheet.write_string(row, column, cell)


def workbook(
    path: Path,
    sheets: Mapping[str, Sequence[Sequence[Any]]],
    change: Callable[[Any], None] = lambda _book: None,
    **options: Any,
) -> Path:
    """Write a workbook of these sheets; `change` does to it what cells cannot say."""
    book = Workbook(path, options)
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for number, row in enumerate(rows):
            for column, cell in enumerate(row):
                put(sheet, book, number, column, cell)
    change(book)
    book.close()
    return path


def rezipped(data: bytes, change: Callable[[str, bytes], bytes], extra: Mapping[str, bytes] | None = None) -> bytes:
    """Change the parts of a workbook."""
    file = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(data)) as old,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as new,
    ):
        for part in old.infolist():
            new.writestr(part.filename, change(part.filename, old.read(part)))
        for name, content in (extra or {}).items():
            new.writestr(name, content)
    return file.getvalue()
