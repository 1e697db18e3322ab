"""The summary as one Markdown page, for a job summary or a comment; the `report` command writes it with its sheets."""

from __future__ import annotations

from yanpei_audit.audit import AuditResult
from yanpei_audit.report.documents import SUMMARY
from yanpei_audit.report.documents.contents import Contents
from yanpei_audit.report.documents.summary import summary
from yanpei_audit.report.pages import Pages
from yanpei_audit.report.view import View


def render(result: AuditResult, view: View) -> str:
    """Write the summary; nothing in it is linked, since nobody knows where it will stand."""
    return Pages(view).render(SUMMARY, summary(Contents(result, view, alone=True)))
