"""The rows that were not imported, as a spreadsheet to correct and import again: as they were, with the reason."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from yanpei_audit.desk.spreadsheets.books import Column, Page, as_csv, as_workbook
from yanpei_audit.desk.spreadsheets.cells import Value
from yanpei_audit.desk.spreadsheets.rows import Row, Table
from yanpei_audit.findings import show
from yanpei_audit.findings.catalogue.entry import Severity
from yanpei_audit.language import Language, Words

CSV, WORKBOOK = ".csv", ".xlsx"
MOST_TRIED = 1000


def rejects(tables: Iterable[Table], rejected: Sequence[Row], ending: str, language: Language) -> bytes:
    """Write the rejected rows of every sheet under its header, with their place and the reason in front."""
    pages = []
    for table in tables:
        rows = [row for row in rejected if row.sheet is table.sheet]
        if rows and table.header:
            heads = [str(head) for head in table.sheet.rows[table.header.row]]
            width = max(len(heads), *(len(row.cells) for row in rows))
            columns = [REASON.text(language), PLACE.text(language), *heads, *[""] * (width - len(heads))]
            listed = [[_reason(row, language), str(row.first), *_cells(row, width)] for row in rows]
            pages.append(Page(table.sheet.name or SHEET.text(language), [Column(head) for head in columns], listed))
    return as_csv(pages) if ending == CSV else as_workbook(pages)


def _reason(row: Row, language: Language) -> str:
    errors = [one for one in row.notes if one.finding.severity is Severity.ERROR]
    return show(
        "; ".join(
            f"{one.place or ''} [{one.finding.code}] {one.finding.message.text(language)}".strip() for one in errors
        )
    )


def _cells(row: Row, width: int) -> list[Value]:
    """Give the cells as they were; a merged one stands in its first row only, as it did."""
    return [*row.cells, *[""] * (width - len(row.cells))]


def place_beside(source: Path, ending: str, language: Language, data: bytes) -> Path | None:
    """Give a free name beside the source, or nothing where a file there says the same already."""
    for number in range(1, MOST_TRIED):
        tail = "" if number == 1 else f"-{number}"
        path = source.with_name(f"{source.stem}-{NOT_IMPORTED.text(language)}{tail}{ending}")
        if not path.exists():
            return path
        if path.is_file() and path.read_bytes() == data:
            return None
    return None


REASON = Words("原因", "reason")
PLACE = Words("原位置", "place_in_source")
SHEET = Words("活动", "activities")
NOT_IMPORTED = Words("未导入", "not-imported")
