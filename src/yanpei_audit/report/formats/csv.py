"""Every outcome as a row of a spreadsheet: CSV with a byte-order mark, by which Excel and WPS know that it is UTF-8."""

from __future__ import annotations

import csv
from io import StringIO

from yanpei_audit.audit import AuditResult
from yanpei_audit.findings import show
from yanpei_audit.report.columns import OF_OUTCOMES
from yanpei_audit.report.rows import rows
from yanpei_audit.report.view import View

BYTE_ORDER_MARK = "\ufeff"
FORMULA_SIGNS = ("=", "+", "-", "@", "＝", "＋", "－", "＠")  # spreadsheets take those of Chinese input, too


def render(result: AuditResult, view: View) -> str:
    """Write a head and a row for every outcome; what would be a formula stands behind an apostrophe."""
    file = StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow([view.say(column.head) for column in OF_OUTCOMES])
    for row in rows(result, view):
        writer.writerow([column.value(row) if column.is_number else _text(column.value(row)) for column in OF_OUTCOMES])
    return BYTE_ORDER_MARK + file.getvalue()


def _text(text: str) -> str:
    shown = show(text)
    return f"'{shown}" if shown.lstrip().startswith(FORMULA_SIGNS) else shown
