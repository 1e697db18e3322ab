"""The diagnostics of reviewdog, which brings them to any review it knows; columns count bytes of UTF-8."""

from __future__ import annotations

from typing import Any

from yanpei_audit.audit import AuditResult, all_findings
from yanpei_audit.findings import Finding, Related, SourceSpan
from yanpei_audit.findings.catalogue import Severity
from yanpei_audit.report.as_json import as_json
from yanpei_audit.report.lines import with_hint
from yanpei_audit.report.view import View

SEVERITIES = {Severity.ERROR: "ERROR", Severity.WARNING: "WARNING", Severity.NOTE: "INFO"}


def render(result: AuditResult, view: View) -> str:
    """Write every finding, those of quotas last."""
    document = {
        "source": {"name": "yanpei-audit"},
        "diagnostics": [_diagnostic(found, view) for found in all_findings(result)],
    }
    return as_json(document, indent=1) + "\n"


def _diagnostic(found: Finding, view: View) -> dict[str, Any]:
    diagnostic: dict[str, Any] = {
        "message": with_hint(found, view, between="\n"),
        "location": _location(found.span, found.excerpt, view),
        "severity": SEVERITIES[found.severity],
        "code": {"value": found.code},
    }
    if found.related:
        diagnostic["relatedLocations"] = [_related(related, view) for related in found.related]
    return diagnostic


def _related(related: Related, view: View) -> dict[str, Any]:
    return {"message": view.say(related.label), "location": _location(related.span, "", view)}


def _location(span: SourceSpan, line: str, view: View) -> dict[str, Any]:
    """Give a range; where the line is not known, or ends elsewhere, what it has no bytes for is left out."""
    start: dict[str, int] = {"line": span.line}
    end: dict[str, int] = {"line": span.end_line}
    if line or span.column == 1:
        start["column"] = _bytes_before(line, span.column)
        if line and span.end_line == span.line:
            end["column"] = _bytes_before(line, span.end_column)
    return {"path": view.path(span.path), "range": {"start": start, "end": end}}


def _bytes_before(line: str, column: int) -> int:
    """Turn a column that counts characters from 1 into one that counts bytes from 1."""
    known = line[: column - 1]
    return len(known.encode(errors="surrogatepass")) + (column - 1 - len(known)) + 1
