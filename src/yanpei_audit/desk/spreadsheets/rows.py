"""The rows below a header, each as whose it is and the activity it would become; faults stand at their cells."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import NamedTuple

from yanpei_audit.desk.entering import NewActivity, Value
from yanpei_audit.desk.spreadsheets import cells
from yanpei_audit.desk.spreadsheets.cells import Merged, Noted, Place, Sheet, Workbook, noted
from yanpei_audit.desk.spreadsheets.columns import OF_PERSON, column_words
from yanpei_audit.desk.spreadsheets.headers import NAMELESS, Header, filled, find_headers
from yanpei_audit.desk.spreadsheets.mapping import ColumnMapping
from yanpei_audit.desk.spreadsheets.texts import items_of, text_of
from yanpei_audit.glossary import ACTIVITY_KEYS, SEVERAL, comparable
from yanpei_audit.language import Words
from yanpei_audit.records import AMOUNTS, RECORD_ITEM
from yanpei_audit.records.kinds import Kinds
from yanpei_audit.scalars import MisreadError, read_days

_SUMS = frozenset({"合计", "总计", "小计", "共计", "累计", "本页合计", "本月合计", "总数", "total", "sum"})
_SIGNED = re.compile(
    r"^\s*(?:填表|填报|制表|审核|审批|复核|负责|联系|单位|盖章|签|说明|备注|注)\w{0,6}\s*[:：]|[:：]\s*$"
)
_ORDER = {key.name: number for number, key in enumerate(ACTIVITY_KEYS)}
_OF_EACH_ROW = (*AMOUNTS, "id")  # what a merged cell leaves open


@dataclass(slots=True, eq=False)
class Row:
    """One row: its person by `who`, its activity, the places of its fields, and what is wrong with it.

    `cells` are those of the sheet, with what they are merged into; `first` is the first of them that says anything.
    """

    sheet: Sheet
    number: int
    cells: list[cells.Value]
    places: Mapping[str, Place]
    who: dict[str, str] = field(default_factory=dict)
    activity: NewActivity = field(default_factory=dict)
    notes: list[Noted] = field(default_factory=list)

    @property
    def first(self) -> Place:
        """The row's first cell in use."""
        column = next((number for number, cell in enumerate(self.cells) if cell != ""), 0)
        return self.sheet.place(self.number, column)


class Table(NamedTuple):
    """The rows below a header; below one with a fault in it there are none."""

    sheet: Sheet
    header: Header
    rows: list[Row]


class Tables(NamedTuple):
    """The tables of a workbook, and what is wrong with its sheets and their headers."""

    tables: list[Table]
    notes: list[Noted]


def tables(book: Workbook, mapping: ColumnMapping, kinds: Kinds) -> Tables:
    """Read every table of every sheet; a single column of text is none, nor is a hidden sheet without a header."""
    found = Tables([], list(book.notes))
    seen = False
    for sheet in book.sheets:
        wide = max((column for row in sheet.rows for column, cell in enumerate(row) if cell != ""), default=-1)
        if (mapping.sheets and sheet.name not in mapping.sheets) or wide < 0:
            continue
        whole = filled(sheet)
        headers, notes = find_headers(whole, mapping, kinds)
        if sheet.is_hidden and headers:
            notes = [noted("YA814", sheet.place(0, 0), what=SHEET.format(name=sheet.name))]
        elif sheet.is_hidden or (not headers and wide == 0 and len(book.sheets) > 1):
            continue
        else:
            found.tables.extend(Table(sheet, header, list(_rows(sheet, whole, header, notes))) for header in headers)
        found.notes.extend(notes)
        seen = True
    if not seen:
        found.notes.append(noted("YA811", None))
    return found


def _rows(sheet: Sheet, whole: Sheet, header: Header, notes: list[Noted]) -> Iterator[Row]:
    """Give the rows of a header's table; what stands between them and is no activity is noted."""
    head = whole.rows[header.row]
    merged = {
        (row, one.left): one
        for one in sheet.merged
        for row in range(max(one.top, header.row + 1), min(one.bottom + 1, header.end))
    }
    for number in range(header.row + 1, header.end if header.fields else 0):
        row = whole.rows[number]
        if row == head:
            continue
        if aside := _aside(row, number, sheet, header):
            notes.append(aside)
            continue
        used = [column for column in header.fields if row[column] != "" or (number, column) in sheet.odd]
        nameless = [column for column, cell in enumerate(row) if not header.heads[column] and str(cell).strip()]
        if not nameless and not any(str(row[column]).strip() or (number, column) in sheet.odd for column in used):
            continue
        places = {name: sheet.place(number, column) for column, name in header.fields.items()}
        made = Row(sheet, number, list(row), places)
        if number in sheet.hidden_rows:
            made.notes.append(noted("YA814", made.first, what=ROW.format(row=number + 1)))
        made.notes += [noted("YA813", sheet.place(number, column), text=NAMELESS) for column in nameless]
        texts = dict(header.fixed)
        for column in used:
            _take(made, texts, header.fields[column], column, row[column], merged.get((number, column)))
        _part_days(made, texts)
        made.who = {name: text for name, text in texts.items() if name in OF_PERSON}
        made.activity = _activity({name: text for name, text in texts.items() if name not in OF_PERSON})
        yield made


def _aside(row: Sequence[cells.Value], number: int, sheet: Sheet, header: Header) -> Noted | None:
    """Note a row that is no activity: a title, a sum, who filled in the sheet."""
    said = [(column, cell) for column, cell in enumerate(row) if str(cell).strip()]
    if not said or not isinstance(said[0][1], str) or any((number, column) in sheet.odd for column, _cell in said):
        return None
    column, text = said[0][0], said[0][1].strip()
    is_sum = comparable(text) in _SUMS and not any(isinstance(cell, dt.date) for _column, cell in said)
    is_signed = all(isinstance(cell, str) and _SIGNED.search(cell) for _column, cell in said)
    is_alone = len(said) == 1 and len(header.fields) > 1 and not text.isdigit()  # which numbers an empty row
    return noted("YA830", sheet.place(number, column), text=text) if is_alone or is_sum or is_signed else None


def _take(row: Row, texts: dict[str, str], name: str, column: int, value: cells.Value, merged: Merged | None) -> None:
    """Take the text of a cell, or note what is wrong with it."""
    place = row.sheet.place(row.number, column)
    if code := row.sheet.odd.get((row.number, column)) or refused_before(value):
        row.notes.append(noted(code, place, key=column_words(name)))
        row.cells[column] = _marked(value, code)
        return
    if merged is not None and (merged.right > merged.left or (name in _OF_EACH_ROW and merged.bottom > merged.top)):
        row.notes.append(noted("YA819", place, key=column_words(name)))
        row.cells[column] = _marked(value, "YA819")
        return
    try:
        if text := text_of(value, name, row.sheet.epoch):
            texts[name] = text
    except MisreadError as error:
        hint = SHORTEN if error.code == "YA211" else None
        row.notes.append(noted(error.code, place, hint=hint, **{"key": column_words(name), **error.values}))


def _marked(value: cells.Value, code: str) -> str:
    """Mark a value that was refused, so that it is refused again where nobody has put it right."""
    shown = f"{value:.15g}" if isinstance(value, float) else str(value)
    return shown if refused_before(value) else f"{MARKS[code]}{shown}"


def refused_before(value: cells.Value) -> str:
    """Give the code for which a value was refused in the spreadsheet that it comes from."""
    return next((code for code, mark in MARKS.items() if isinstance(value, str) and value.startswith(mark)), "")


def _part_days(row: Row, texts: dict[str, str]) -> None:
    """Take several days in the cell of the date as the first and the last of them."""
    if "from" not in texts and "to" not in texts and (days := read_days(texts.get("date", ""))):
        texts["from"], texts["to"] = (day.isoformat() for day in days)
        del texts["date"]
        row.places = {**row.places, "from": row.places["date"], "to": row.places["date"]}


def _activity(texts: Mapping[str, str]) -> dict[str, Value]:
    """Put the fields in the order to write them, with their lists and the items of the 记录."""
    made: dict[str, Value] = {}
    record = {name.removeprefix(RECORD_ITEM): text for name, text in texts.items() if name.startswith(RECORD_ITEM)}
    for name in sorted((name for name in texts if not name.startswith(RECORD_ITEM)), key=lambda name: _ORDER[name]):
        made[name] = items_of(texts[name]) if name in SEVERAL else texts[name]
    if record:
        made["record"] = record
    return made


SHORTEN = Words("这一格写短一些，详情放到证据里", "Shorten this cell, and keep the details in the evidence")
SHEET = Words("工作表“{name}”", "the sheet '{name}'")
MARKS = MappingProxyType({"YA815": "〔公式〕", "YA816": "〔错误〕", "YA819": "〔合并〕"})
ROW = Words("第 {row} 行", "row {row}")
