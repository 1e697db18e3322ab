"""The rows that were not imported, as a spreadsheet to correct and import again: as they were, with the reason."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable, Sequence
from pathlib import Path

from yanpei_audit.desk.spreadsheets.books import Column, Page, as_csv, as_workbook
from yanpei_audit.desk.spreadsheets.cells import Value
from yanpei_audit.desk.spreadsheets.columns import column_words
from yanpei_audit.desk.spreadsheets.rows import Row, Table
from yanpei_audit.findings import Finding, show
from yanpei_audit.findings.catalogue.entry import Severity
from yanpei_audit.language import Language, Words
from yanpei_audit.rules.wording import SEMICOLON

CSV, WORKBOOK = ".csv", ".xlsx"
MOST_TRIED = 1000


def rejects(tables: Iterable[Table], rejected: Sequence[Row], ending: str, language: Language) -> bytes:
    """Write the rejected rows of every sheet under its header, with their place and the reason in front.

    CSV has but one sheet: there all rows stand under the heads of all sheets, with what held for a sheet as a whole.
    """
    pages = [page for table in tables if (page := _page(table, rejected, language)) is not None]
    return as_csv(_joined(pages)) if ending == CSV else as_workbook(pages)


def _page(table: Table, rejected: Sequence[Row], language: Language) -> Page | None:
    """Give the rejected rows of a table, if any, with columns for what holds for all of them."""
    wanted = set(rejected)
    rows = [row for row in table.rows if row in wanted]
    if not rows:
        return None
    fixed = table.header.fixed
    heads = table.header.heads
    width = max(len(heads), *(len(row.cells) for row in rows))
    columns = [REASON.text(language), PLACE.text(language), *(column_words(name).text(language) for name in fixed)]
    columns += [*heads, *[""] * (width - len(heads))]
    listed = [[_reason(row, language), str(row.first), *fixed.values(), *_cells(row, width)] for row in rows]
    return Page(table.sheet.name or SHEET.text(language), [Column(head) for head in columns], listed)


def _joined(pages: Sequence[Page]) -> Page:
    """Put the rows of several sheets under the heads of all; of heads that a sheet repeats each has its own column."""
    numbered = [
        [(head, heads[:number].count(head)) for number, head in enumerate(heads)] for heads in map(_heads, pages)
    ]
    columns = {head: number for number, head in enumerate(dict.fromkeys(head for heads in numbered for head in heads))}
    rows: list[list[Value]] = []
    for page, heads in zip(pages, numbered, strict=True):
        for row in page.rows:
            joined: list[Value] = [""] * len(columns)
            for head, cell in zip(heads, row, strict=True):
                joined[columns[head]] = cell
            rows.append(joined)
    return Page("", [Column(head) for head, _number in columns], rows)


def _heads(page: Page) -> list[str]:
    return [column.head for column in page.columns]


def _reason(row: Row, language: Language) -> str:
    errors = [one for one in row.notes if one.finding.severity is Severity.ERROR]
    return show(
        SEMICOLON.text(language).join(
            f"{one.place or ''} [{one.finding.code}] {_with_hint(one.finding).text(language)}".strip() for one in errors
        )
    )


def _with_hint(found: Finding) -> Words:
    return found.message.then(BRACKETS.format(hint=found.hint)) if found.hint.zh else found.message


def _cells(row: Row, width: int) -> list[Value]:
    """Give the cells as they were, with what they are merged into in each row."""
    return [*row.cells, *[""] * (width - len(row.cells))]


def place_beside(source: Path, ending: str, language: Language, data: bytes) -> Path:
    """Give a name beside the source that is free, or whose file says the same already."""
    for number in range(1, MOST_TRIED):
        tail = "" if number == 1 else f"-{number}"
        path = source.with_name(f"{source.stem}-{NOT_IMPORTED.text(language)}{tail}{ending}")
        if not os.path.lexists(path) or (path.is_file() and path.read_bytes() == data):
            return path
    raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path))


BRACKETS = Words("（{hint}）", " ({hint})")
REASON = Words("原因", "reason")
PLACE = Words("原位置", "place_in_source")
SHEET = Words("活动", "activities")
NOT_IMPORTED = Words("未导入", "not-imported")
