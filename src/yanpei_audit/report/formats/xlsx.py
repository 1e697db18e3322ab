"""A workbook: the outcomes, the rules summed up, the activities behind every number, and the findings."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from itertools import chain
from typing import TYPE_CHECKING, Any

from yanpei_audit.audit import AuditResult, all_findings
from yanpei_audit.findings import show
from yanpei_audit.glossary import LABELS
from yanpei_audit.language import Words
from yanpei_audit.report.columns import OF_ACTIVITIES, OF_OUTCOMES, OF_RULES, Behind, Column, of_findings
from yanpei_audit.report.rows import Row, rows, rule_rows
from yanpei_audit.report.standing import closing, heading
from yanpei_audit.report.view import View

if TYPE_CHECKING:
    from xlsxwriter import Workbook

MOST_ROWS = 1_048_575  # of a sheet, below its head
MOST_CHARACTERS = 32_767
MOST_DIGITS = 15  # a spreadsheet keeps no more
NO_CLOCK = dt.datetime(1980, 1, 1)  # noqa: DTZ001 - the same result gives the same bytes


def render(result: AuditResult, view: View) -> bytes:
    """Write the workbook; every text is a text, and never a formula or a link."""
    from xlsxwriter import Workbook

    file = BytesIO()
    options = {"in_memory": True, "constant_memory": False, "strings_to_formulas": False, "strings_to_urls": False}
    workbook = Workbook(file, options)
    workbook.set_properties({"created": NO_CLOCK, "title": show(heading(result, view))})
    outcomes = list(rows(result, view))
    book = _Book(workbook, view)
    book.sheet(LABELS["outcomes"], OF_OUTCOMES, outcomes)
    book.sheet(LABELS["by_rule"], OF_RULES, rule_rows(result, view))
    book.sheet(LABELS["activities_behind"], OF_ACTIVITIES, _behind(outcomes))
    book.sheet(LABELS["problems"], of_findings(view), all_findings(result))
    about = workbook.add_worksheet(view.say(LABELS["about"]))
    about.set_column(0, 0, 120)
    for number, text in enumerate((heading(result, view), closing(result, view), result.inputs)):
        about.write_string(number, 0, show(text))
    workbook.close()
    return file.getvalue()


def _behind(outcomes: Iterable[Row]) -> Iterator[Behind]:
    for row in outcomes:
        for activity in chain(row.counted(), row.not_counted()):
            yield Behind(row, activity)


class _Book:
    """A workbook being filled."""

    def __init__(self, workbook: Workbook, view: View) -> None:
        self._workbook = workbook
        self._view = view
        self._head = workbook.add_format({"bold": True, "bg_color": "#E8EEF4", "bottom": 1, "valign": "vcenter"})

    def sheet(self, title: Words, columns: Sequence[Column], lines: Iterable[Any]) -> None:
        """Fill a sheet, and others of its name with a number where one cannot hold all rows."""
        sheet, number, parts = self._begun(title, columns, 1), 0, 1
        for line in lines:
            if number == MOST_ROWS:
                self._finished(sheet, columns, number)
                parts += 1
                sheet, number = self._begun(title, columns, parts), 0
            number += 1
            for place, column in enumerate(columns):
                _write(sheet, number, place, column.value(line), is_number=column.is_number)
        self._finished(sheet, columns, number)

    def _begun(self, title: Words, columns: Sequence[Column], part: int) -> Any:
        name = self._view.say(title)
        sheet = self._workbook.add_worksheet(name if part == 1 else f"{name} {part}")
        sheet.freeze_panes(1, 2)
        for place, column in enumerate(columns):
            sheet.set_column(place, place, column.width)
            sheet.write_string(0, place, self._view.say(column.head), self._head)
        return sheet

    def _finished(self, sheet: Any, columns: Sequence[Column], rows_written: int) -> None:
        sheet.autofilter(0, 0, max(rows_written, 1), len(columns) - 1)


def _write(sheet: Any, row: int, column: int, text: str, *, is_number: bool) -> None:
    """Write a number as one where the spreadsheet holds all its digits, anything else as text."""
    if is_number and text and len(text.strip("-").replace(".", "")) <= MOST_DIGITS and "/" not in text:
        sheet.write_number(row, column, float(text))
    elif text:
        sheet.write_string(row, column, _short_enough(show(text)))


def _short_enough(text: str) -> str:
    """Cut a text that no cell holds, where a character may count for two, and mark the cut."""
    if len(text.encode("utf-16-le", "surrogatepass")) <= 2 * MOST_CHARACTERS:
        return text
    return text[: MOST_CHARACTERS // 2 - 1] + "…"
