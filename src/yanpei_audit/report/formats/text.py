"""One finding a line, those of quotas last, and the run summed up."""

from __future__ import annotations

from yanpei_audit.audit import AuditResult, all_findings
from yanpei_audit.report.drafts import draft_lines
from yanpei_audit.report.lines import finding_lines
from yanpei_audit.report.standing import closing, heading
from yanpei_audit.report.view import View


def render(result: AuditResult, view: View) -> str:
    """List every finding, those of quotas last, then what they lead to, and sum up."""
    lines = list(finding_lines(all_findings(result), view))
    drafts = list(draft_lines(result, view))
    if lines:
        lines.append("")
    if drafts:
        lines += [*drafts, ""]
    return "\n".join([*lines, heading(result, view), closing(result, view)]) + "\n"
