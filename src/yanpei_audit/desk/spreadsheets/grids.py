"""Values of a workbook, as calamine reads them; it tells nothing of formulas and hidden rows."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any, NamedTuple

from yanpei_audit.desk.spreadsheets.cells import Merged, NotAWorkbookError, Value
from yanpei_audit.desk.spreadsheets.inside import MOST_CELLS, REACHES
from yanpei_audit.language import Words


class Grid(NamedTuple):
    """The values of a sheet from its first cell on; without rows it is a page of another kind, such as a chart."""

    name: str
    is_hidden: bool
    rows: list[list[Value]] | None = None
    merged: tuple[Merged, ...] = ()


class UnreadableGridsError(Exception):
    """A workbook at which the library gave up."""


def grids_of(data: bytes) -> list[Grid]:
    """Read every sheet of a workbook.

    Raise `NotAWorkbookError` where it is locked or holds more than 5,000,000 cells, and `UnreadableGridsError` for any
    other that cannot be read.
    """
    try:
        return list(_read(data))
    except (NotAWorkbookError, MemoryError, KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:  # panics of Rust are no ordinary exceptions
        raise UnreadableGridsError from error


def _read(data: bytes) -> Iterator[Grid]:
    import python_calamine

    try:
        book = python_calamine.CalamineWorkbook.from_filelike(BytesIO(data))
    except python_calamine.PasswordError:
        raise NotAWorkbookError("YA809") from None
    for number, one in enumerate(book.sheets_metadata):
        is_hidden = one.visible is not python_calamine.SheetVisibleEnum.Visible
        if one.typ is python_calamine.SheetTypeEnum.WorkSheet:
            yield _grid(book.get_sheet_by_index(number), is_hidden=is_hidden)
        else:
            yield Grid(one.name, is_hidden)


def _grid(sheet: Any, *, is_hidden: bool) -> Grid:
    rows, columns = (last + 1 for last in sheet.end or (-1, -1))
    if rows * columns > MOST_CELLS:
        raise NotAWorkbookError("YA810", reason=REACHES.format(rows=rows, columns=columns))
    merged = tuple(Merged(*first, *last) for first, last in sheet.merged_cell_ranges or ())
    held = sum(max(0, min(one.bottom, rows - 1) - one.top + 1) for one in merged)
    if held > MOST_CELLS:
        raise NotAWorkbookError("YA810", reason=MERGED.format(rows=held))
    return Grid(sheet.name, is_hidden, sheet.to_python(skip_empty_area=False), merged)


MERGED = Words("合并的单元格一共有 {rows} 行", "its merged cells have {rows} rows together")
