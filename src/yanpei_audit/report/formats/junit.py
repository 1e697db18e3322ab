"""JUnit, which every CI shows as tests: a suite for each pack, a case for each outcome, and one for every fault."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yanpei_audit.audit import AuditResult, Verdict
from yanpei_audit.findings import Finding, SourceSpan, show
from yanpei_audit.findings.catalogue import Severity
from yanpei_audit.glossary import LABELS
from yanpei_audit.report.lines import with_hint
from yanpei_audit.report.rows import Row, rows
from yanpei_audit.report.view import View

if TYPE_CHECKING:
    from junitparser import TestCase


DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>'


def render(result: AuditResult, view: View) -> str:
    """Write the suites: what fails is a failure, what is undecided or faulty an error, what does not apply skipped."""
    from junitparser import JUnitXml, TestSuite

    xml = JUnitXml("yanpei-audit")
    outcomes = list(rows(result, view))
    for pack in result.packs:
        suite = TestSuite(show(f"{pack.pack} {pack.version}"))
        suite.add_testcases([_outcome(row, view) for row in outcomes if row.rule.pack is pack])
        xml.add_testsuite(suite)
    problems = TestSuite(view.say(LABELS["problems"]))
    problems.add_testcases([_problem(found, view) for found in result.findings])
    xml.add_testsuite(problems)
    xml.update_statistics()  # type: ignore[no-untyped-call]
    text: bytes = xml.tostring()  # type: ignore[no-untyped-call]
    return f"{DECLARATION}\n{text.decode()}\n"


def _outcome(row: Row, view: View) -> TestCase:
    from junitparser import Error, Failure, Skipped

    said, name = _said(row, view), f"{row.title} {row.period}"
    case = _case(name, f"{row.person.name} {row.person.id}", row.outcome.span or row.person.span, view)
    if row.outcome.fails:
        case.result = [Failure(said, row.verdict.value)]
    elif row.verdict is Verdict.UNDECIDED:
        case.result = [Error(said, row.verdict.value)]
    elif row.verdict in (Verdict.EXEMPT, Verdict.NOT_APPLICABLE):
        case.result = [Skipped(said, row.verdict.value)]
    else:
        case.system_out = said
    return case


def _said(row: Row, view: View) -> str:
    """Say an outcome in a line: the number in its unit, what is required, the verdict, the clause, what to know."""
    number = f"{row.measured} {row.unit}" if row.measured else ""
    clause = f"{view.say(LABELS['clause'])} {row.clause}"
    return show("; ".join(part for part in (number, row.required, row.words, clause, *row.notes) if part))


def _problem(found: Finding, view: View) -> TestCase:
    from junitparser import Error

    case = _case(f"{found.code} {view.say(found.message)}", view.path(found.span.path), found.span, view)
    said = show(with_hint(found, view, between="; "))
    if found.severity is Severity.ERROR:
        case.result = [Error(said, found.code)]
    else:
        case.system_out = said
    return case


def _case(name: str, whose: str, span: SourceSpan, view: View) -> TestCase:
    from junitparser import TestCase

    case = TestCase(show(name), show(whose))
    case._elem.set("file", show(view.path(span.path)))  # noqa: SLF001 - what GitLab links is not of the standard
    case._elem.set("line", str(span.line))  # noqa: SLF001 - the same
    return case
