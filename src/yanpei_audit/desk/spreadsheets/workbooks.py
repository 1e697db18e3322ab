"""Bytes of a spreadsheet → sheets of cells; what a file is, its content says and not its name."""

from __future__ import annotations

from yanpei_audit.desk.spreadsheets.cells import NotAWorkbookError, Noted, Place, Sheet, Value, Workbook, noted
from yanpei_audit.desk.spreadsheets.confinement import confined
from yanpei_audit.desk.spreadsheets.csv_files import read_csv
from yanpei_audit.desk.spreadsheets.grids import Grid, UnreadableGridsError, grids_of
from yanpei_audit.desk.spreadsheets.inside import MOST_CELLS, REACHES, Inside, Look, look_inside
from yanpei_audit.language import Words

LARGEST_FILE = 32 << 20
MOST_NAMED = 5
_ZIP, _COMPOUND = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_UNSEEN = Look("", {}, (), frozenset(), frozenset())


def read_workbook(data: bytes, ending: str) -> Workbook:
    """Read a spreadsheet; raise `NotAWorkbookError` where that cannot be done."""
    if data.startswith(_ZIP):
        return confined(_zipped, data)
    if data.startswith(_COMPOUND):
        return confined(_compound, data)
    if ending == ".csv":
        return Workbook((Sheet("", read_csv(data)),))
    reason = EMPTY if not data.strip() else MARKUP if data.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<") else OTHER
    raise NotAWorkbookError("YA808", reason=reason)


def needs_library(data: bytes, ending: str) -> bool:
    """Say whether a spreadsheet can only be read with the library of the extra."""
    return data.startswith((_ZIP, _COMPOUND)) or ending != ".csv"


def _zipped(data: bytes) -> Workbook:
    inside = look_inside(data)
    unseen = noted("YA827", None, format="OpenDocument", unseen=IN_ODS)
    return _opened(data, inside, (unseen,) if inside.sheets is None else ())


def _compound(data: bytes) -> Workbook:
    if _LOCKED in data:
        raise NotAWorkbookError("YA809")
    return _opened(data, Inside(), (noted("YA827", None, format="Excel 97-2003", unseen=IN_XLS),))


def _opened(data: bytes, inside: Inside, notes: tuple[Noted, ...]) -> Workbook:
    """Read the values of a workbook, and put to each sheet what was seen inside it."""
    try:
        grids = grids_of(data)
    except UnreadableGridsError:
        raise NotAWorkbookError("YA808", reason=_why(inside)) from None
    looks = [_UNSEEN] * len(grids) if inside.sheets is None else inside.sheets
    if len(looks) != len(grids):
        raise NotAWorkbookError("YA808", reason=UNREADABLE)
    sheets = tuple(_sheet(grid, look, inside) for grid, look in zip(grids, looks, strict=True) if grid.rows is not None)
    return Workbook(sheets, notes)


def _why(inside: Inside) -> Words:
    """Say why a workbook is not read: the library gives up at an error that it does not know."""
    errors = [str(Place(look.name, *cell)) for look in inside.sheets or () for cell in look.errors]
    return ERRORS.format(cells="、".join(errors[:MOST_NAMED])) if errors else UNREADABLE


def _sheet(grid: Grid, look: Look, inside: Inside) -> Sheet:
    return Sheet(
        grid.name,
        _with_odd(grid.rows or [], look),
        grid.merged,
        look.odd,
        look.hidden_rows,
        look.hidden_columns,
        grid.is_hidden,
        inside.epoch,
    )


def _with_odd(rows: list[list[Value]], look: Look) -> list[list[Value]]:
    """Add empty cells as far as odd ones reach, which the values leave out where these have none."""
    height = max([len(rows), *(row + 1 for row, _column in look.odd)])
    width = max([len(rows[0]) if rows else 0, *(column + 1 for _row, column in look.odd)])
    if height * width > MOST_CELLS:
        raise NotAWorkbookError("YA810", reason=REACHES.format(rows=height, columns=width))
    padded = [[*row, *[""] * (width - len(row))] for row in rows] if rows and len(rows[0]) < width else rows
    empty: list[Value] = [""] * width
    return [*padded, *(list(empty) for _row in range(height - len(rows)))]


EMPTY = Words("文件是空的", "the file is empty")
MARKUP = Words("内容是网页（HTML 或 XML）", "it holds a web page (HTML or XML)")
OTHER = Words("内容不是 Excel、WPS 的表格", "it is no workbook of Excel or WPS")
UNREADABLE = Words("读到一半出错", "reading it failed")
ERRORS = Words(
    "单元格 {cells} 里是看不懂的错误值，先改掉", "the cells {cells} hold errors of an unknown name; mend them"
)
IN_ODS = Words("公式、合并的单元格和隐藏的行", "formulas, merged cells and hidden rows")
IN_XLS = Words("公式和隐藏的行", "formulas and hidden rows")
