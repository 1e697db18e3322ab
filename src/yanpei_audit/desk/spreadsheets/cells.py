"""What a spreadsheet holds: cells of sheets, where each stands, and what is wrong with it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from yanpei_audit.findings import Finding, SourceSpan, finding
from yanpei_audit.language import Words

Value = str | bool | int | float | dt.date | dt.datetime | dt.time | dt.timedelta
EPOCH = dt.date(1899, 12, 30)  # by which day 60 is 28 February 1900, as spreadsheets count from March on
_LETTERS = 26


class Place(NamedTuple):
    """A cell: the name of its sheet, empty in CSV; row and column count from 0."""

    sheet: str
    row: int
    column: int

    def __str__(self) -> str:
        cell = f"{letters(self.column)}{self.row + 1}"
        return f"{self.sheet}!{cell}" if self.sheet else cell


class Noted(NamedTuple):
    """A finding about a cell, a sheet or, without a place, the whole spreadsheet."""

    place: Place | None
    finding: Finding


class Merged(NamedTuple):
    """Cells merged into one: its first and last row and column, from 0, both included."""

    top: int
    left: int
    bottom: int
    right: int


class Sheet(NamedTuple):
    """A sheet from its first cell on.

    `odd` gives the code of what is wrong with a cell; `epoch` is the day from which serial numbers count.
    """

    name: str
    rows: list[list[Value]]
    merged: tuple[Merged, ...] = ()
    odd: Mapping[tuple[int, int], str] = MappingProxyType({})
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    is_hidden: bool = False
    epoch: dt.date = EPOCH

    def place(self, row: int, column: int) -> Place:
        """Give the place of a cell."""
        return Place(self.name, row, column)


class Workbook(NamedTuple):
    """All sheets of a file, and what is to be said of it."""

    sheets: tuple[Sheet, ...] = ()
    notes: tuple[Noted, ...] = ()


class NotAWorkbookError(Exception):
    """A file that cannot be read as a spreadsheet, with the code of the finding and what fills its sentence."""

    def __init__(self, code: str, **values: Any) -> None:
        super().__init__(code)
        self.code = code
        self.values = values


def letters(column: int) -> str:
    """Name a column, counted from 0, as spreadsheets do: A, Z, AA."""
    name, rest = "", column + 1
    while rest:
        rest, letter = divmod(rest - 1, _LETTERS)
        name = chr(ord("A") + letter) + name
    return name


def noted(code: str, place: Place | None, *, hint: Words | None = None, **values: Any) -> Noted:
    """Make a finding about a cell."""
    span = SourceSpan(str(place), place.row + 1, place.column + 1) if place else SourceSpan("")
    return Noted(place, finding(code, span, hint=hint, **values))
