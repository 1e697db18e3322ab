"""Workflow commands of GitHub Actions: annotations at the lines of a pull request, then the run summed up.

GitHub shows at most ten annotations a level and hides the rest without a word; so the worst come first, and what is
left out is stated. Step summaries have a limit of their own: see `step_summary`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from yanpei_audit.audit import AuditResult, all_findings
from yanpei_audit.findings import Area, Finding
from yanpei_audit.findings.catalogue import Severity
from yanpei_audit.language import Words
from yanpei_audit.report.lines import HINT, inert, with_hint
from yanpei_audit.report.standing import closing, heading
from yanpei_audit.report.view import View

MOST_A_LEVEL = 10
LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def render(result: AuditResult, view: View) -> str:
    """Write at most ten annotations a level, the faults of files before the quotas, and say how many there are."""
    findings = list(all_findings(result))
    lines = [_command(found, view) for found in _shown(findings)]
    counts = Counter(found.severity for found in findings)
    if rest := len(findings) - len(lines):
        numbers = {LEVELS[severity]: counts[severity] for severity in Severity}
        sentence = view.say(LEFT_OUT.format(total=len(findings), shown=len(lines), rest=rest, **numbers))
        lines.append(f"::notice::{_data(sentence)}")
    return "\n".join([*lines, inert(heading(result, view)), inert(closing(result, view))]) + "\n"


def _shown(findings: Sequence[Finding]) -> Iterator[Finding]:
    """Choose what has room; one notice is kept for saying what had none."""
    for severity in Severity:
        found = [one for one in findings if one.severity is severity]
        most = MOST_A_LEVEL - 1 if severity is Severity.NOTE else MOST_A_LEVEL
        yield from sorted(found, key=lambda one: one.area is Area.QUOTA)[:most]


def _command(found: Finding, view: View) -> str:
    span = found.span
    properties = {
        "file": view.path(span.path),
        "line": str(span.line),
        "endLine": str(span.end_line),
        "col": str(span.column),
        "endColumn": str(span.end_column),
        "title": found.code,
    }
    if span.end_line != span.line:  # GitHub takes columns only of a single line
        del properties["col"], properties["endColumn"]
    message = with_hint(found, view, between=f"\n{view.say(HINT)}")
    written = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    return f"::{LEVELS[found.severity]} {written}::{_data(message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


LEFT_OUT = Words(
    "共 {total} 个问题：错误 {error}、警告 {warning}、提示 {notice}；"
    "这里列出 {shown} 个，另有 {rest} 个，见汇总或 --format json",
    "{total} findings: {error} errors, {warning} warnings, {notice} notices; "
    "{shown} are shown here, {rest} more are in the summary and in --format json",
)
