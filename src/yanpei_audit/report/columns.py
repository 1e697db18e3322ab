"""The columns of tables for spreadsheets: what heads each, what it holds of a row, and whether that is a number."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from yanpei_audit.findings import Finding
from yanpei_audit.glossary import LABELS, SEVERITIES
from yanpei_audit.language import Words
from yanpei_audit.report.rows import ActivityRow, Row
from yanpei_audit.report.view import View
from yanpei_audit.rules.wording import SEMICOLON


class Column(NamedTuple):
    """A column: its head, what it holds of a row, and how many cells wide it is drawn."""

    head: Words
    value: Callable[[Any], str]
    width: int = 12
    is_number: bool = False


class Behind(NamedTuple):
    """An activity, and the outcome that it counts for or does not."""

    row: Row
    activity: ActivityRow


OF_OUTCOMES = (
    Column(LABELS["person_id"], lambda row: row.person.id),
    Column(LABELS["name"], lambda row: row.person.name),
    Column(LABELS["roles"], lambda row: "、".join(row.person.roles), 16),
    Column(LABELS["subject"], lambda row: row.person.subject),
    Column(LABELS["unit"], lambda row: row.person.unit, 20),
    Column(LABELS["pack"], lambda row: f"{row.rule.pack.pack} {row.rule.pack.version}", 28),
    Column(LABELS["rule_id"], lambda row: str(row.rule.id), 32),
    Column(LABELS["rule"], lambda row: row.title, 18),
    Column(LABELS["period"], lambda row: row.period, 26),
    Column(LABELS["required"], lambda row: row.required, 18),
    Column(LABELS["measured"], lambda row: row.measured, 8, is_number=True),
    Column(LABELS["at_least"], lambda row: row.at_least, 8, is_number=True),
    Column(LABELS["at_most"], lambda row: row.at_most, 8, is_number=True),
    Column(LABELS["counted_in"], lambda row: row.unit, 10),
    Column(LABELS["shortfall"], lambda row: row.shortfall, 8, is_number=True),
    Column(LABELS["verdict"], lambda row: row.words, 14),
    Column(LABELS["clause"], lambda row: row.clause, 12),
    Column(LABELS["document"], lambda row: row.document, 40),
    Column(LABELS["reading"], lambda row: row.reading, 40),
    Column(LABELS["remark"], lambda row: row.view.say(SEMICOLON).join(row.notes), 40),
)
OF_ACTIVITIES = (
    Column(LABELS["person_id"], lambda behind: behind.row.person.id),
    Column(LABELS["name"], lambda behind: behind.row.person.name),
    Column(LABELS["rule_id"], lambda behind: str(behind.row.rule.id), 32),
    Column(LABELS["rule"], lambda behind: behind.row.title, 18),
    Column(LABELS["period"], lambda behind: behind.row.period, 26),
    Column(LABELS["clause"], lambda behind: behind.row.clause, 12),
    Column(LABELS["date"], lambda behind: behind.activity.date, 24),
    Column(LABELS["kind"], lambda behind: behind.activity.kind, 12),
    Column(LABELS["school"], lambda behind: behind.activity.school, 20),
    Column(LABELS["topic"], lambda behind: behind.activity.topic, 30),
    Column(LABELS["amount"], lambda behind: behind.activity.amount, 8, is_number=True),
    Column(LABELS["not_counted_because"], lambda behind: behind.activity.reason, 24),
    Column(LABELS["file"], lambda behind: behind.activity.file, 32),
    Column(LABELS["line"], lambda behind: str(behind.activity.line), 6, is_number=True),
)
OF_RULES = (
    Column(LABELS["rule_id"], lambda one: str(one.rule.id), 32),
    Column(LABELS["rule"], lambda one: one.title, 20),
    Column(LABELS["required"], lambda one: one.required, 18),
    Column(LABELS["applied"], lambda one: str(one.applied), 10, is_number=True),
    Column(LABELS["failing"], lambda one: str(one.failing), 10, is_number=True),
    Column(LABELS["verdict"], lambda one: one.verdicts, 36),
    Column(LABELS["clause"], lambda one: one.rule.rule.clause, 12),
    Column(LABELS["clause_text"], lambda one: one.clause_text, 50),
    Column(LABELS["reading"], lambda one: one.reading, 50),
    Column(LABELS["version"], lambda one: str(one.rule.pack.version), 12),
    Column(LABELS["document"], lambda one: one.rule.pack.source.document, 50),
)


def of_findings(view: View) -> tuple[Column, ...]:
    """Give the columns of a table of findings."""

    def said(words: Callable[[Finding], Words]) -> Callable[[Finding], str]:
        return lambda found: view.say(words(found))

    return (
        Column(LABELS["severity"], said(lambda found: SEVERITIES[found.severity.value]), 8),
        Column(LABELS["code"], lambda found: found.code, 30),
        Column(LABELS["problem"], said(lambda found: found.message), 60),
        Column(LABELS["fix"], said(lambda found: found.hint), 40),
        Column(LABELS["file"], lambda found: view.path(found.span.path), 32),
        Column(LABELS["line"], lambda found: str(found.span.line), 6, is_number=True),
        Column(LABELS["column"], lambda found: str(found.span.column), 6, is_number=True),
    )
