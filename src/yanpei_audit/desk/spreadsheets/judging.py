"""Rows held to what `check` would say of them, and entered into a record; what is said of a row goes to its cell."""

from __future__ import annotations

import datetime as dt
import json
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from yanpei_audit.desk.entering import as_values, entered
from yanpei_audit.desk.forewarning import NO_SCHOOL, TO_COME, forewarnings
from yanpei_audit.desk.spreadsheets.cells import Noted, Place, noted
from yanpei_audit.desk.spreadsheets.rows import SHORTEN, Row
from yanpei_audit.findings import Finding
from yanpei_audit.findings.catalogue import CODES
from yanpei_audit.findings.catalogue.entry import Severity
from yanpei_audit.glossary import key_words
from yanpei_audit.language import Words
from yanpei_audit.records import RECORD_ITEM
from yanpei_audit.records.kinds import Kinds
from yanpei_audit.records.reading import read_person
from yanpei_audit.registry import Registry
from yanpei_audit.source import Document, read_text
from yanpei_audit.source.files import LARGEST
from yanpei_audit.source.slips.signs import LONGEST_LINE

_MISSING, _NO_DAY, _EMPTY = "YA402", "YA422", "YA403"
_UNPROVEN, _TOO_LARGE, _TOO_LONG, _TOO_MANY = "YA801", "YA210", "YA211", "YA216"
ROWS_AT_ONCE = 1000  # far from what one file may hold
_INDENT = 4
_HEAD = "编号: R\n姓名: R\n活动:\n"


class Standard(NamedTuple):
    """What a record is held to: the kinds, the register of schools, and the day by which activities are done."""

    kinds: Kinds
    registry: Registry
    today: dt.date


class Accepted(NamedTuple):
    """The text of a record with the rows that are good; the others say what is wrong with them."""

    data: bytes
    rows: list[Row]


def accept(data: bytes, shown: str, rows: Sequence[Row], standard: Standard) -> Accepted:
    """Enter the rows that are good; each of the others says what is wrong with it."""
    parts = (rows[start : start + ROWS_AT_ONCE] for start in range(0, len(rows), ROWS_AT_ONCE))
    return _entered(data, shown, [row for part in parts for row in _good(part, standard)])


def _good(rows: Sequence[Row], standard: Standard) -> list[Row]:
    """Hold rows to what is said of a record that has nothing else, again without those that are bad, until none is.

    What is said of an activity depends on no other one, so the record that they go to need not be read for it.
    """
    items = {row: line for row in rows if (line := _item(row))}
    waiting = list(items)
    while waiting:
        document = read_text("".join([_HEAD, *map(items.__getitem__, waiting)]).encode(errors="replace"), "")
        if not document.whole and len(waiting) > 1:
            half = len(waiting) // 2
            return [*_good(waiting[:half], standard), *_good(waiting[half:], standard)]
        if not document.whole:
            waiting[0].notes.append(noted(_UNPROVEN, waiting[0].first))
            return []
        person = read_person(document, standard.kinds, standard.registry.aliases)
        document.findings.extend(forewarnings(person, standard.registry, standard.today))
        bad = _noted(document, waiting)
        if not bad:
            break
        waiting = [row for number, row in enumerate(waiting) if number not in bad]
    return waiting


def _item(row: Row) -> str:
    """Write an activity as an item of a record, with a line a field where all are too long for one.

    Give nothing for a row with a field too long for any line, and note that at its cell.
    """
    values = as_values(row.activity)
    line = f"  - {json.dumps(values, ensure_ascii=False)}\n"
    if len(line) <= LONGEST_LINE:
        return line
    fields = {name: f"{json.dumps(name)}: {json.dumps(value, ensure_ascii=False)}" for name, value in values.items()}
    for name, written in fields.items():
        if len(written) + _INDENT > LONGEST_LINE:
            row.notes.append(noted(_TOO_LONG, _longest_of(row, name), hint=SHORTEN, limit=LONGEST_LINE))
            return ""
    return "  - " + "\n    ".join(fields.values()) + "\n"


def _longest_of(row: Row, field: str) -> Place:
    """Give the cell of a field, of a 记录 that of its longest item."""
    record = row.activity.get("record")
    if field == "record" and isinstance(record, Mapping):
        field = f"{RECORD_ITEM}{max(record, key=lambda item: len(record[item]))}"
    return row.places.get(field, row.first)


def _entered(data: bytes, shown: str, rows: list[Row]) -> Accepted:
    """Enter rows into the record, unless it takes none, or would be more than can be read."""
    if not rows:
        return Accepted(data, [])
    result = entered(data, shown, [row.activity for row in rows])
    longest = max(map(len, result.data.decode(errors="replace").split("\n")))
    one_keeps_out_others = result.refused == _UNPROVEN or longest > LONGEST_LINE
    if one_keeps_out_others and len(rows) > 1:
        first = _entered(data, shown, rows[: len(rows) // 2])
        second = _entered(first.data, shown, rows[len(rows) // 2 :])
        return Accepted(second.data, [*first.rows, *second.rows])
    if result.refused:
        _refuse(rows, result.refused, shown)
    elif len(result.data) > LARGEST:
        _refuse(rows, _TOO_LARGE, shown, limit=LARGEST)
    elif longest > LONGEST_LINE:
        _refuse(rows, _TOO_LONG, shown, limit=LONGEST_LINE)
    else:
        return Accepted(result.data, rows)
    return Accepted(data, [])


def _refuse(rows: Sequence[Row], code: str, shown: str, **values: object) -> None:
    hint = IN_RECORD.format(file=shown).then(CODES[code].hint)
    for row in rows:
        row.notes.append(noted(code, row.first, hint=hint, **values))


def _noted(document: Document, rows: Sequence[Row]) -> set[int]:
    """Note at the cells of rows what was found in their activities; give the numbers of the rows with an error."""
    starts = document.item_starts("activities")
    bad: set[int] = set()
    notes: dict[int, list[Noted]] = {}
    for found in document.findings:
        number = bisect_right(starts, (found.span.line, found.span.column)) - 1
        if number >= 0 and found.code != _TOO_MANY:
            notes.setdefault(number, []).append(_at_cell(document, found, number, rows[number]))
            if found.severity is Severity.ERROR:
                bad.add(number)
    for number, several in notes.items():
        if number in bad or not bad:  # the good ones come again, with their warnings
            rows[number].notes += several
    return bad


def _at_cell(document: Document, found: Finding, number: int, row: Row) -> Noted:
    place = _cell_of(document, found, number, row)
    span = found.span._replace(path=str(place), line=place.row + 1, column=place.column + 1)
    hint = FILL_IN if found.code in {_MISSING, _EMPTY} else found.hint
    return Noted(place, found._replace(span=span, hint=hint, excerpt="", related=(), repairable=False))


def _cell_of(document: Document, found: Finding, number: int, row: Row) -> Place:
    """Give the cell of the field that a finding is about; of what is missing, the empty cell for it."""
    if found.code == _MISSING:
        message = CODES[_MISSING].message
        fields = [name for name in row.places if message.format(key=key_words(name)) == found.message]
    elif found.code == NO_SCHOOL:
        fields = ["school"]
    elif found.code in {_NO_DAY, TO_COME}:
        fields = ["date", "from"]
    else:
        fields = _fields_at(document, found, number, row)
    return next((row.places[name] for name in fields if name in row.places), row.first)


def _fields_at(document: Document, found: Finding, number: int, row: Row) -> list[str]:
    """Name the fields that begin before a finding, the last one first."""
    begun = []
    for name, value in row.activity.items():
        items = value if isinstance(value, Mapping) else ()
        steps = [((name,), name), *(((name, item), f"{RECORD_ITEM}{item}") for item in items)]
        for step, field in steps:
            start = document.key_span("activities", number, *step)
            if (start.line, start.column) <= (found.span.line, found.span.column):
                begun.append((start.line, start.column, field))
    return [field for _line, _column, field in sorted(begun, reverse=True)][:1]


FILL_IN = Words("填上这一格", "Fill in this cell")
IN_RECORD = Words("{file}：", "{file}: ")
