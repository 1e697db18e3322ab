"""A look into the parts of an .xlsx before anything opens it: sizes, formulas, hidden rows, columns and errors.

The library that gives the values tells none of that, and would unfold whatever a part says it holds.
"""

from __future__ import annotations

import datetime as dt
import re
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from typing import NamedTuple
from xml.parsers import expat
from zipfile import BadZipFile, ZipFile, ZipInfo

from yanpei_audit.desk.spreadsheets.cells import EPOCH, NotAWorkbookError
from yanpei_audit.language import Words

LARGEST_TOGETHER, MOST_PARTS, MOST_CELLS = 256 << 20, 5_000, 5_000_000
MOST_COLUMNS = 16_384
_EPOCH_OF_1904 = dt.date(1904, 1, 1)
_CHUNK = 1 << 20
_WIDE = (b"\xff\xfe", b"\xfe\xff")
_TELLING = re.compile(
    rb"<(?:[^\s<>/:]+:)?f[\s/>]|\bhidden\s*=|\b(?:ht|width)\s*=\s*[\"']0|\bt\s*=\s*[\"']e[\"']|<!DOCTYPE"
)
_RANGE = re.compile(r"\$?([A-Za-z]{1,3})\$?(\d{1,7})(?::\$?([A-Za-z]{1,3})\$?(\d{1,7}))?", re.ASCII)
_CELL = re.compile(rb"\br\s*=\s*[\"']([A-Za-z]{1,3})(\d{1,7})[\"']")
_ZERO = re.compile(r"0+(?:\.0*)?")
_REPEATED = re.compile(rb"<table:table-cell\b[^>]*>|<table:table-row\b[^>]*>")
_TIMES = re.compile(rb"number-(?:columns|rows)-repeated\s*=\s*[\"'](\d{1,12})")


class Look(NamedTuple):
    """What was seen in a sheet: codes of odd cells by row and column from 0, cells that hold errors, what is hidden."""

    name: str
    odd: Mapping[tuple[int, int], str]
    errors: Sequence[tuple[int, int]]
    hidden_rows: frozenset[int]
    hidden_columns: frozenset[int]


class Inside(NamedTuple):
    """What was seen in a workbook: its sheets in their order, and the day its serial numbers count from.

    Of a workbook whose parts tell nothing the sheets are None.
    """

    sheets: Sequence[Look] | None = None
    epoch: dt.date = EPOCH


def look_inside(data: bytes) -> Inside:
    """Look into a zipped workbook; raise `NotAWorkbookError` where it is none, encrypted, or unfolds to too much."""
    try:
        with ZipFile(BytesIO(data)) as archive:
            parts = _measured(archive)
            if "xl/workbook.xml" in parts:
                return _look_into_xlsx(archive, parts)
            return _look_into_ods(archive, parts)
    except (BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OSError, expat.ExpatError) as error:
        raise NotAWorkbookError("YA808", reason=DAMAGED) from error


def _measured(archive: ZipFile) -> dict[str, ZipInfo]:
    """Unfold every part to its end, no further than it says, so that none holds more than it says."""
    parts = archive.infolist()
    if any(part.flag_bits & 1 for part in parts):
        raise NotAWorkbookError("YA809")
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_TOGETHER:
        raise NotAWorkbookError("YA810", reason=UNFOLDS.format(limit=LARGEST_TOGETHER >> 20))
    named = {part.filename.casefold().replace("\\", "/"): part for part in parts}
    if len(named) < len(parts):
        raise NotAWorkbookError("YA808", reason=DAMAGED)
    for part in parts:
        with archive.open(part) as file:
            while file.read(_CHUNK):
                pass
    return named


def _look_into_xlsx(archive: ZipFile, parts: Mapping[str, ZipInfo]) -> Inside:
    targets = {
        attributes.get("Id", ""): attributes.get("Target", "")
        for name, attributes in _elements(_read(archive, parts, "xl/_rels/workbook.xml.rels"))
        if name == "Relationship"
    }
    sheets: list[Look] = []
    epoch = EPOCH
    for name, attributes in _elements(_read(archive, parts, "xl/workbook.xml")):
        if name == "workbookPr" and attributes.get("date1904") in {"1", "true"}:
            epoch = _EPOCH_OF_1904
        elif name == "sheet":
            target = targets.get(next((value for key, value in attributes.items() if key.endswith(":id")), ""), "")
            sheets.append(_look_into_sheet(attributes.get("name", ""), _sheet(archive, parts, target)))
    return Inside(sheets, epoch)


def _sheet(archive: ZipFile, parts: Mapping[str, ZipInfo], target: str) -> bytes:
    """Read the part of a sheet; none may be missing, since what others find there would go unseen."""
    for path in (target[1:],) if target.startswith("/") else (f"xl/{target}", target):
        if path.casefold() in parts:
            return _read(archive, parts, path)
    raise NotAWorkbookError("YA808", reason=DAMAGED)


def _read(archive: ZipFile, parts: Mapping[str, ZipInfo], path: str) -> bytes:
    """Read a part by its name in any case; one that is not there is empty."""
    part = parts.get(path.casefold())
    return archive.read(part) if part else b""


def _elements(data: bytes) -> Iterator[tuple[str, dict[str, str]]]:
    """Give the elements of a small part in their order, without the prefix of their names."""
    found: list[tuple[str, dict[str, str]]] = []
    if data:
        parser = _parser()
        parser.StartElementHandler = lambda name, attributes: found.append((name.rpartition(":")[2], attributes))
        parser.Parse(data, True)  # noqa: FBT003 - its own way of saying that this is all
    return iter(found)


def _parser() -> expat.XMLParserType:
    def refuse(*_arguments: object) -> None:
        raise NotAWorkbookError("YA808", reason=DAMAGED)

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = refuse  # no workbook has one, and entities come from there
    return parser


@dataclass(slots=True)
class _Looking:
    """A sheet being looked through: where the look is, and what it has seen."""

    row: int = -1
    column: int = -1
    odd: dict[tuple[int, int], str] = field(default_factory=dict)
    errors: list[tuple[int, int]] = field(default_factory=list)
    rows: set[int] = field(default_factory=set)
    columns: set[int] = field(default_factory=set)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take in the start of an element."""
        local = name.rpartition(":")[2]
        if local == "c":
            self._enter_cell(attributes)
        elif local == "row":
            self.row = int(attributes["r"]) - 1 if "r" in attributes else self.row + 1
            self.column = -1
            if _is_hidden(attributes):
                self.rows.add(self.row)
        elif local == "f":
            self.odd.update(dict.fromkeys(self._cells_of(attributes), "YA815"))
        elif local == "col" and _is_hidden(attributes):
            last = min(int(attributes.get("max", 0)), MOST_COLUMNS)
            self.columns.update(range(int(attributes.get("min", 1)) - 1, last))

    def _cells_of(self, attributes: dict[str, str]) -> Iterator[tuple[int, int]]:
        """Give the cells that a formula fills: its own, and those of the range that an array or a data table has."""
        yield self.row, self.column
        found = _RANGE.fullmatch(attributes.get("ref", "")) if attributes.get("t") in {"array", "dataTable"} else None
        if found and found[3]:
            first, top, last, bottom = (
                _number(found[1].encode()),
                int(found[2]),
                _number(found[3].encode()),
                int(found[4]),
            )
            if (bottom - top + 1) * (last - first + 1) > MOST_CELLS:
                raise NotAWorkbookError("YA810", reason=REACHES.format(rows=bottom, columns=last + 1))
            for row in range(top - 1, bottom):
                yield from ((row, column) for column in range(first, last + 1))

    def _enter_cell(self, attributes: dict[str, str]) -> None:
        self.column += 1
        if found := re.fullmatch(r"([A-Za-z]{1,3})(\d{1,7})", attributes.get("r", ""), re.ASCII):
            self.row, self.column = int(found[2]) - 1, _number(found[1].encode())
        if attributes.get("t") == "e":
            self.odd[self.row, self.column] = "YA816"
            self.errors.append((self.row, self.column))


def _is_hidden(attributes: Mapping[str, str]) -> bool:
    """Say whether a row or column is hidden, or made so small that nobody sees it."""
    sizes = {attributes.get(size, "1") for size in ("ht", "width")}
    return attributes.get("hidden") in {"1", "true"} or any(_ZERO.fullmatch(size) for size in sizes)


def _look_into_sheet(name: str, data: bytes) -> Look:
    """Refuse a sheet that reaches too far; go through its elements only where one of them may be telling."""
    cells = set(_CELL.findall(data))
    rows = max((int(row) for _letters, row in cells), default=0)
    columns = max((_number(letters) + 1 for letters in {letters for letters, _row in cells}), default=0)
    if rows * columns > MOST_CELLS:
        raise NotAWorkbookError("YA810", reason=REACHES.format(rows=rows, columns=columns))
    looking = _Looking()
    if data.startswith(_WIDE) or _TELLING.search(data):
        parser = _parser()
        parser.StartElementHandler = looking.start
        parser.Parse(data, True)  # noqa: FBT003 - its own way of saying that this is all
    return Look(name, looking.odd, looking.errors, frozenset(looking.rows), frozenset(looking.columns))


def _number(letters: bytes) -> int:
    """Give the number of a column, from 0, by its letters in either case."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - ord("A") + 1
    return number - 1


def _look_into_ods(archive: ZipFile, parts: Mapping[str, ZipInfo]) -> Inside:
    """Refuse a sheet of OpenDocument that is locked, or whose cells are repeated too often."""
    if "content.xml" not in parts:
        raise NotAWorkbookError("YA808", reason=DAMAGED)
    if b"encryption-data" in _read(archive, parts, "META-INF/manifest.xml"):
        raise NotAWorkbookError("YA809")
    data = _read(archive, parts, "content.xml")
    if b"<!DOCTYPE" in data:
        raise NotAWorkbookError("YA808", reason=DAMAGED)
    times, cells = 1, 0
    for found in _REPEATED.finditer(data):
        repeated = int(match[1]) if (match := _TIMES.search(found[0])) else 1
        if found[0].startswith(b"<table:table-row"):
            times = repeated
        elif b"value-type" in found[0]:
            cells += times * repeated
    if cells > MOST_CELLS:
        raise NotAWorkbookError("YA810", reason=CELLS.format(cells=cells))
    return Inside()


DAMAGED = Words("文件已损坏，或不是 Excel、WPS 的表格", "it is damaged, or no workbook of Excel or WPS")
UNFOLDS = Words("展开后超过 {limit} MB", "it unfolds to more than {limit} MB")
REACHES = Words("有内容的单元格远到 {rows} 行、{columns} 列", "its cells reach to row {rows} and column {columns}")
CELLS = Words("共有 {cells} 个单元格", "it has {cells} cells")
