"""The row of a sheet that names its columns, and the field that each of them holds."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from yanpei_audit.desk.spreadsheets.cells import Noted, Sheet, Value, letters, noted
from yanpei_audit.desk.spreadsheets.columns import (
    PERSON_ID,
    PERSON_NAME,
    column_advice,
    column_words,
    field_of,
    is_known,
)
from yanpei_audit.desk.spreadsheets.mapping import ColumnMapping
from yanpei_audit.findings.catalogue import CODES
from yanpei_audit.glossary import comparable
from yanpei_audit.language import Words
from yanpei_audit.records.kinds import Kinds

ROWS_TO_LOOK_AT = 30
FEWEST_KNOWN = 2
_NO_HEAD = re.compile(r"^\s*\d{4}\s*[-/.年]\s*\d|[:：]\s*$")  # a day, or what asks for an entry beside it


class Header(NamedTuple):
    """The row in which a header stands, counted from 0, its texts, and the fields of its columns by their number.

    Its table ends before the row `end`; `fixed` are the fields that hold for every row. A header with a fault in it has
    no fields, and the rows below it are not read.
    """

    row: int
    end: int
    heads: Sequence[str]
    fields: Mapping[int, str]
    fixed: Mapping[str, str]


def filled(sheet: Sheet) -> Sheet:
    """Put the text of cells that are merged over several rows into each of them."""
    rows = [list(row) for row in sheet.rows]
    for merged in sheet.merged:
        if merged.top < len(rows) and merged.left < len(rows[merged.top]):
            for row in rows[merged.top + 1 : merged.bottom + 1]:
                row[merged.left] = rows[merged.top][merged.left]
    return sheet._replace(rows=rows)


def find_headers(sheet: Sheet, mapping: ColumnMapping, kinds: Kinds) -> tuple[list[Header], list[Noted]]:
    """Find the header of every table on a sheet whose merged cells are filled, and what is wrong with them.

    Below the first one, a row that says the same is passed over, and any other that names columns begins a new table.
    """
    first = _first_header(sheet.rows, mapping)
    if first is None:
        return [], [noted("YA811", sheet.place(0, 0))]
    starts, lasts = [first], [_last_row(sheet, first, mapping)]
    for number, row in enumerate(sheet.rows):
        if number > lasts[-1] and row != sheet.rows[lasts[-1]] and _names_columns(row, mapping):
            starts.append(number)
            lasts.append(_last_row(sheet, number, mapping))
    ends = (*starts[1:], len(sheet.rows))
    found = [_header(sheet, last, end, mapping, kinds) for last, end in zip(lasts, ends, strict=True)]
    return [header for header, _notes in found], [note for _header, notes in found for note in notes]


def _first_header(rows: Sequence[Sequence[Value]], mapping: ColumnMapping) -> int | None:
    """Find the first row most of whose cells name columns, or else the one of the first rows in which most cells do.

    A row before it that names some columns and has rows below it that name none is a header, too.
    """
    fewest, named = 1 if mapping.fixed else FEWEST_KNOWN, list[int]()
    for clear, row in enumerate(rows):
        if _names_columns(row, mapping, fewest):
            if _score(row, mapping) * 2 > len(_used(row)):
                return next((number for number in named if _has_rows(rows[number:clear], mapping)), clear)
            named.append(clear)
    early = [number for number in named if number < ROWS_TO_LOOK_AT]
    return max(early, key=lambda number: _score(rows[number], mapping), default=None)


def _has_rows(rows: Sequence[Sequence[Value]], mapping: ColumnMapping) -> bool:
    """Say whether rows of a width that suits the first of them stand below it."""
    width = len(_used(rows[0]))
    return any(len(_used(row)) * 2 >= width and not _score(row, mapping) for row in rows[1:])


def _names_columns(row: Sequence[Value], mapping: ColumnMapping, fewest: int = FEWEST_KNOWN) -> bool:
    """Say whether a row may be a header: it holds texts only, and some of them name columns."""
    used = _used(row)
    if not used or not all(isinstance(cell, str) for cell in used) or any(_NO_HEAD.search(str(cell)) for cell in used):
        return False
    return _score(row, mapping) >= fewest


def _used(row: Sequence[Value]) -> list[Value]:
    return [cell for cell in row if not isinstance(cell, str) or cell.strip()]


def _score(row: Sequence[Value], mapping: ColumnMapping) -> int:
    """Count the cells that name a column."""
    return sum(is_known(text) or bool(mapping.fields.get(comparable(text))) for text in _texts(row))


def _last_row(sheet: Sheet, number: int, mapping: ColumnMapping) -> int:
    """Give the last row of a header, into which cells of those before are merged."""
    while (
        number + 1 < len(sheet.rows)
        and any(merged.top <= number < merged.bottom for merged in sheet.merged)
        and _score(sheet.rows[number + 1], mapping) >= _score(sheet.rows[number], mapping)
    ):
        number += 1
    return number


def _header(sheet: Sheet, number: int, end: int, mapping: ColumnMapping, kinds: Kinds) -> tuple[Header, list[Noted]]:
    """Read the header in a row, whose table ends before the row `end`, and find what is wrong with it."""
    notes = list(_unknown_columns(sheet, number, end, mapping, kinds))
    columns = list(_columns(sheet, number, mapping, kinds))
    fields = {column: field for column, field, _head in columns if field}
    fixed = dict(mapping.fixed)
    if "kind" not in (*fields.values(), *fixed) and (kind := kinds.kind(sheet.name)):
        fixed["kind"] = kind.name
    notes += [
        noted(sheet.odd[number, column], sheet.place(number, column))
        for column, _field, _head in columns
        if (number, column) in sheet.odd
    ]
    notes += _repeated(sheet, number, fields)
    notes += _missing(sheet, number, {*fields.values(), *fixed})
    notes += [
        noted("YA814", sheet.place(number, column), what=COLUMN.format(column=letters(column)))
        for column in fields
        if column in sheet.hidden_columns
    ]
    return Header(number, end, [head for _column, _field, head in columns], {} if notes else fields, fixed), notes


def _texts(row: Sequence[Value]) -> Iterator[str]:
    return (cell for cell in row if isinstance(cell, str) and cell.strip())


def _columns(sheet: Sheet, number: int, mapping: ColumnMapping, kinds: Kinds) -> Iterator[tuple[int, str | None, str]]:
    """Give the number, the field and the head of every column; a field of None is unknown."""
    for column, head in enumerate(sheet.rows[number]):
        text = head if isinstance(head, str) else str(head)
        named = mapping.fields.get(comparable(text))
        yield column, named if named is not None else field_of(text, kinds), text.strip()


def _unknown_columns(sheet: Sheet, number: int, end: int, mapping: ColumnMapping, kinds: Kinds) -> Iterator[Noted]:
    """Report columns of unknown names; those without a name only where something stands in most rows below."""
    rows = [row for row in sheet.rows[number + 1 : end] if _used(row)]
    used = Counter(column for row in rows for column, cell in enumerate(row) if cell != "" and str(cell).strip())
    for column, field, head in _columns(sheet, number, mapping, kinds):
        if field is None and (head or used[column] * 2 > len(rows)):
            advice = column_advice(head, kinds, CODES["YA813"].hint)
            yield noted(
                "YA813",
                sheet.place(number, column),
                text=head or NAMELESS,
                hint=advice.words.then(OR_IGNORED) if advice.guess else advice.words,
            )


def _repeated(sheet: Sheet, number: int, fields: Mapping[int, str]) -> Iterator[Noted]:
    first: dict[str, int] = {}
    for column, field in fields.items():
        if first.setdefault(field, column) != column:
            other = str(sheet.place(number, first[field]))
            yield noted("YA826", sheet.place(number, column), key=column_words(field), other=other)


def _missing(sheet: Sheet, number: int, present: set[str]) -> Iterator[Noted]:
    for wanted, words in (
        ({PERSON_ID, PERSON_NAME}, Words("编号或姓名", "id or name")),
        ({"kind"}, column_words("kind")),
        ({"date", "from"}, column_words("date")),
    ):
        if not wanted & present:
            yield noted("YA812", sheet.place(number, 0), key=words)


OR_IGNORED = Words("不要这一列，就在对照文件里列入“忽略”", " List it under 'ignore' of a mapping if it is not wanted")
NAMELESS = Words("没有栏目名的", "without a name")
COLUMN = Words("第 {column} 列", "column {column}")
