"""Bytes of a spreadsheet → sheets of cells; what a file is, its content says and not its name."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from yanpei_audit.desk.spreadsheets.cells import EPOCH, Merged, NotAWorkbookError, Sheet, Value, Workbook, noted
from yanpei_audit.desk.spreadsheets.csv_files import read_csv
from yanpei_audit.desk.spreadsheets.inside import Inside, Look, look_inside
from yanpei_audit.language import Words

LARGEST_FILE = 32 << 20
_ZIP, _COMPOUND = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_UNSEEN = Look({}, frozenset(), frozenset())


def read_workbook(data: bytes, ending: str) -> Workbook:
    """Read a spreadsheet; raise `NotAWorkbookError` where that cannot be done."""
    if data.startswith(_ZIP):
        inside = look_inside(data)
        return _opened(data, inside, "" if inside.sheets else "OpenDocument")
    if data.startswith(_COMPOUND):
        if _LOCKED in data:
            raise NotAWorkbookError("YA809")
        return _opened(data, Inside({}), "Excel 97-2003")
    if ending == ".csv":
        return Workbook((Sheet("", read_csv(data)),))
    reason = EMPTY if not data.strip() else MARKUP if data.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<") else OTHER
    raise NotAWorkbookError("YA808", reason=reason)


def needs_library(data: bytes, ending: str) -> bool:
    """Say whether a spreadsheet can only be read with the library of the extra."""
    return data.startswith((_ZIP, _COMPOUND)) or ending != ".csv"


def _opened(data: bytes, inside: Inside, unseen: str) -> Workbook:
    """Let calamine give the values; it is written in Rust, whose panics are no ordinary exceptions."""
    import python_calamine

    try:
        book = python_calamine.CalamineWorkbook.from_filelike(BytesIO(data))
        hidden = {
            one.name for one in book.sheets_metadata if one.visible is not python_calamine.SheetVisibleEnum.Visible
        }
        sheets = tuple(
            _sheet(book.get_sheet_by_name(one.name), inside, is_hidden=one.name in hidden)
            for one in book.sheets_metadata
            if one.typ is python_calamine.SheetTypeEnum.WorkSheet
        )
    except python_calamine.PasswordError:
        raise NotAWorkbookError("YA809") from None
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:
        raise NotAWorkbookError("YA808", reason=UNREADABLE) from error
    return Workbook(sheets, (noted("YA827", None, format=unseen),) if unseen else ())


def _sheet(sheet: Any, inside: Inside, *, is_hidden: bool) -> Sheet:
    rows: list[list[Value]] = sheet.to_python(skip_empty_area=False)
    merged = tuple(Merged(*first, *last) for first, last in sheet.merged_cell_ranges or ())
    look = inside.sheets.get(sheet.name, _UNSEEN)
    return Sheet(
        sheet.name,
        rows,
        merged,
        look.odd,
        look.hidden_rows,
        look.hidden_columns,
        is_hidden,
        inside.epoch if inside.sheets else EPOCH,
    )


EMPTY = Words("文件是空的", "the file is empty")
MARKUP = Words("内容是网页（HTML 或 XML）", "it holds a web page (HTML or XML)")
OTHER = Words("内容不是 Excel、WPS 的表格", "it is no workbook of Excel or WPS")
UNREADABLE = Words("读到一半出错", "reading it failed")
