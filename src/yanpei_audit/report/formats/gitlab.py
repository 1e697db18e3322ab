"""Code Quality of GitLab: a list of findings, each with a fingerprint, that a merge request shows at its line."""

from __future__ import annotations

from typing import Any

from yanpei_audit.audit import AuditResult, all_findings
from yanpei_audit.findings import Finding
from yanpei_audit.findings.catalogue import Severity
from yanpei_audit.report.as_json import as_json
from yanpei_audit.report.fingerprints import with_fingerprints
from yanpei_audit.report.view import View

SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.NOTE: "info"}


def render(result: AuditResult, view: View) -> str:
    """Write every finding, those of quotas last; GitLab wants paths as the repository has them."""
    findings = with_fingerprints(all_findings(result), view)
    issues = [_issue(found, fingerprint, view) for found, fingerprint in findings]
    return as_json(issues, indent=1) + "\n"


def _issue(found: Finding, fingerprint: str, view: View) -> dict[str, Any]:
    span = found.span
    return {
        "description": view.say(found.message),
        "check_name": found.code,
        "fingerprint": fingerprint,
        "severity": SEVERITIES[found.severity],
        "location": {
            "path": view.path(span.path),
            "lines": {"begin": span.line},
            "positions": {
                "begin": {"line": span.line, "column": span.column},
                "end": {"line": span.end_line, "column": span.end_column},
            },
        },
    }
