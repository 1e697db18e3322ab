"""CSV → rows of texts: in UTF-8 or GB18030, parted by commas, tabs or semicolons."""

from __future__ import annotations

import codecs
import csv
import re
from io import StringIO

from yanpei_audit.desk.spreadsheets.cells import NotAWorkbookError, Value
from yanpei_audit.desk.spreadsheets.inside import MOST_CELLS, REACHES
from yanpei_audit.language import Words

_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_DELIMITERS = ",\t;"
_LINES_TO_LOOK_AT = 10
LONGEST_CELL = csv.field_size_limit()
_DEFUSED = re.compile(r"'+\s*[=+\-@＝＋－＠]")  # what `export` writes in front of the signs of formulas


def read_csv(data: bytes) -> list[list[Value]]:
    """Read the rows of a file, all of one width; raise `NotAWorkbookError` where it is of no known encoding.

    A quote that stays open is no CSV either, nor is a cell of more than `LONGEST_CELL` characters.
    """
    text = _decoded(data)
    if not text.strip():
        raise NotAWorkbookError("YA808", reason=EMPTY)
    head = text.split("\n", _LINES_TO_LOOK_AT)[:_LINES_TO_LOOK_AT]
    delimiter = max(_DELIMITERS, key=lambda mark: sum(line.count(mark) for line in head))
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        rows = [[_armed(cell) for cell in row] for row in reader]
    except csv.Error:
        raise NotAWorkbookError("YA808", reason=BROKEN.format(line=reader.line_num, most=LONGEST_CELL)) from None
    width = max(map(len, rows), default=0)
    if len(rows) * width > MOST_CELLS:
        raise NotAWorkbookError("YA810", reason=REACHES.format(rows=len(rows), columns=width))
    return [[*row, *[""] * (width - len(row))] for row in rows]


def _decoded(data: bytes) -> str:
    if data.startswith(_WIDE):
        return _by(data, "utf-16")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _by(data, "gb18030")


def _by(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeError:
        raise NotAWorkbookError("YA808", reason=ENCODING) from None


def _armed(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and _DEFUSED.match(cell) else cell


EMPTY = Words("文件是空的", "the file is empty")
ENCODING = Words("编码既不是 UTF-8 也不是 GB18030", "its encoding is neither UTF-8 nor GB18030")
BROKEN = Words(
    "第 {line} 行的引号没有配对，或有一格超过 {most} 字",
    "in line {line} a quote is not closed, or a cell is longer than {most} characters",
)
