"""SARIF 2.1.0, the exchange format of static analysis; columns count characters, paths are relative and encoded.

What an exemption takes away stands in it with a suppression that says by whom, for what and how long.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from urllib.parse import quote as percent_encode

from yanpei_audit import __version__
from yanpei_audit.audit import AuditResult, all_findings, excused_findings
from yanpei_audit.exemptions import Exemption
from yanpei_audit.findings import Finding, SourceSpan
from yanpei_audit.findings.catalogue import CODES, Severity
from yanpei_audit.findings.pages import PAGES
from yanpei_audit.language import Words
from yanpei_audit.report.as_json import as_json
from yanpei_audit.report.escaping import escape
from yanpei_audit.report.fingerprints import with_fingerprints
from yanpei_audit.report.lines import with_hint
from yanpei_audit.report.manual import unfilled
from yanpei_audit.report.standing import requirement
from yanpei_audit.report.view import View, is_elsewhere
from yanpei_audit.rules import ReadyRule

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}


def render(result: AuditResult, view: View) -> str:
    """Write one run: every finding, those of quotas last, and those that exemptions take away, suppressed."""
    excused = list(excused_findings(result))
    findings = [*all_findings(result), *(found for found, _exemption in excused)]
    granted = {id(found): exemption for found, exemption in excused}
    rules = _rules(findings, result, view)
    numbers = {rule["id"]: number for number, rule in enumerate(rules)}
    run = {
        "tool": {"driver": {"name": "yanpei-audit", "version": __version__, "rules": rules}},
        "language": "zh-CN" if view.language == "zh" else "en",
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {"%SRCROOT%": {"description": {"text": view.say(ROOT)}}},
        "results": [
            _result(found, fingerprint, numbers[found.code], granted.get(id(found)), view)
            for found, fingerprint in with_fingerprints(findings, view)
        ],
    }
    document = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return as_json(document, indent=1) + "\n"


def _rules(findings: Iterable[Finding], result: AuditResult, view: View) -> list[dict[str, Any]]:
    """Describe every code and every quota that a finding is about, in the order of their ids."""
    quotas = {str(rule.id): rule for rule in result.rules}
    return [
        _quota(quotas[code], view) if code in quotas else _code(code, view)
        for code in sorted({found.code for found in findings})
    ]


def _quota(rule: ReadyRule, view: View) -> dict[str, Any]:
    clause = CLAUSE.format(clause=rule.rule.clause, document=rule.pack.source.document)
    text = (requirement(rule, view), view.say(clause), view.reading(rule.rule.reading))
    return _described(str(rule.id), rule.id.rule, view.say(rule.rule.title.words), "\n\n".join(filter(None, text)))


def _code(code: str, view: View) -> dict[str, Any]:
    entry, page = CODES[code], PAGES[code]
    return _described(
        code, entry.name, unfilled(view.say(entry.message)), f"{view.say(page.cause)}\n\n{view.say(page.remedy)}"
    )


def _described(code: str, name: str, title: str, text: str) -> dict[str, Any]:
    """Describe a rule; GitHub shows only its Markdown, others only its text."""
    return {
        "id": code,
        "name": name,
        "shortDescription": {"text": title},
        "help": {"text": text, "markdown": "\n".join(str(escape(line)) for line in text.split("\n"))},
    }


def _result(found: Finding, fingerprint: str, number: int, exemption: Exemption | None, view: View) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": found.code,
        "ruleIndex": number,
        "level": LEVELS[found.severity],
        "message": {"text": with_hint(found, view, between="\n")},
        "locations": [{"physicalLocation": _place(found.span, view)}],
        "partialFingerprints": {"yanpei-audit/v1": fingerprint},
    }
    if found.related:
        result["relatedLocations"] = [
            {"physicalLocation": _place(related.span, view), "message": {"text": view.say(related.label)}}
            for related in found.related
        ]
    if exemption is not None:
        result["suppressions"] = [_suppression(exemption, view)]
    return result


def _suppression(exemption: Exemption, view: View) -> dict[str, Any]:
    return {
        "kind": "external",
        "justification": view.say(exemption.why),
        "location": {"physicalLocation": _place(exemption.span, view)},
    }


def _place(span: SourceSpan, view: View) -> dict[str, Any]:
    path = view.path(span.path)
    is_relative = not is_elsewhere(path)
    artifact = {"uri": percent_encode(path, safe="/" if is_relative else "/:")}
    if is_relative:
        artifact["uriBaseId"] = "%SRCROOT%"
    return {
        "artifactLocation": artifact,
        "region": {
            "startLine": span.line,
            "startColumn": span.column,
            "endLine": span.end_line,
            "endColumn": span.end_column,
        },
    }


ROOT = Words("运行程序时所在的文件夹", "The folder in which the program ran")
CLAUSE = Words("依据：{document} {clause}", "Clause: {document} {clause}")
