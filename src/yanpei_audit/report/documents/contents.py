"""What the documents of a report share: a result, where each page stands, and the values of a quota on it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import quote as percent_encode

from yanpei_audit.audit import AlsoRead, AuditResult, Outcome, PersonResult
from yanpei_audit.figures import figure
from yanpei_audit.findings import Finding
from yanpei_audit.glossary import LABELS, SEVERITIES
from yanpei_audit.report import standing
from yanpei_audit.report.documents.file_names import file_names
from yanpei_audit.report.drafts import because, titles_of
from yanpei_audit.report.rows import ActivityRow, Row, row_of
from yanpei_audit.report.view import View, is_elsewhere
from yanpei_audit.report.why import pace_lines
from yanpei_audit.rules import ReadyRule
from yanpei_audit.rules.wording import COMMA, joined

SUMMARY_PAGE, PUBLIC_PAGE, APPENDIX_PAGE = "summary.md", "public.md", "appendix.md"
PEOPLE_FOLDER, NOTICES_FOLDER = "people", "notices"
NOTHING = "—"


class Contents:
    """A result ready to be laid out.

    `root` and `out` are the working folder and that of the report, as absolute paths; no `out`, or one that shares no
    folder with the root, and nothing of the working folder is linked. What is a link in a document has a `target`
    beside it, empty where it leads nowhere. A document that stands `alone` has no others to lead to. The `office` signs
    what is sent. What is `known` of the roster is hidden where people are.
    """

    def __init__(
        self,
        result: AuditResult,
        view: View,
        out: str | None = None,
        *,
        root: str = "",
        office: str = "",
        known: tuple[str, ...] = (),
        alone: bool = False,
    ) -> None:
        self.result = result
        self.view = view
        self._root = root
        self._out = out if out is not None and _meet(root, out) else None
        self.office = office
        self.known = known
        self._alone = alone
        self.rules = {rule.id: rule for rule in result.rules}
        self.titles = standing.titles(result.rules, view)
        self._titles_of_outcomes = titles_of(result.rules)
        self.problems: dict[str, list[Finding]] = {}
        for found in result.findings:
            self.problems.setdefault(found.span.path, []).append(found)
        self._rows: dict[str, list[Row]] = {}
        self._names = file_names(person.person.id for person in result.people)

    def page_of(self, person: PersonResult) -> str:
        """Name a person's sheet, relative to the folder of the report."""
        return f"{PEOPLE_FOLDER}/{self._names[person.person.id]}.md"

    def way_to(self, person: PersonResult) -> str:
        """Give the way from the folder of the report to a person's sheet; empty where there is none."""
        return "" if self._alone else self.page_of(person)

    def notice_of(self, person: PersonResult, ending: str = "md") -> str:
        """Name the notice for somebody, relative to the folder of the report."""
        return f"{NOTICES_FOLDER}/{self._names[person.person.id]}.{ending}"

    def rows(self, person: PersonResult) -> list[Row]:
        """Give the outcomes of somebody in words and figures."""
        known = self._rows.get(person.person.id)
        if known is None:
            known = self._rows[person.person.id] = [self.row(person, outcome) for outcome in person.outcomes]
        return known

    def row(self, person: PersonResult, outcome: Outcome) -> Row:
        """Give one outcome of somebody in words and figures."""
        return row_of(person.person, outcome, self.rules[outcome.rule], self.view)

    def rules_by_pack(self) -> list[list[ReadyRule]]:
        """Give the rules of every pack that has any in this run."""
        groups = [[rule for rule in self.result.rules if rule.pack is pack] for pack in self.result.packs]
        return [group for group in groups if group]

    def cells(self, person: PersonResult, rules: Iterable[ReadyRule]) -> list[str]:
        """Give somebody's standing in each of these rules, or nothing where none is for them."""
        outcomes = standing.outcomes_by_rule(person.outcomes)
        texts = [standing.cell(outcomes[rule.id], self.view).text if rule.id in outcomes else "" for rule in rules]
        return texts if any(texts) else []

    def packs(self) -> list[dict[str, str]]:
        """Name the packs, their versions and what they rest on."""
        packs = [rules[0].pack for rules in self.rules_by_pack()]
        return [
            {
                "title": self.view.say(pack.title.words),
                "pack": pack.pack,
                "version": str(pack.version),
                "document": pack.source.document,
            }
            for pack in packs
        ]

    def drafts(self, person: PersonResult) -> Iterator[dict[str, str]]:
        """Give the consequences that are drafted for somebody."""
        say = self.view.say
        for draft in person.drafts:
            outweighed = f"（{say(draft.outweighed_by)}）" if draft.outweighed_by is not None else ""
            yield {
                "name": person.person.name,
                "target": self.way_to(person),
                "unit": person.person.unit,
                "title": say(draft.consequence.title.words) + outweighed,
                "status": say(LABELS["pending" if draft.pending else "drafted"]),
                "because": say(because(draft, self._titles_of_outcomes)),
                "clause": draft.consequence.clause,
                "reading": self.view.reading(draft.consequence.reading),
            }

    def problem(self, found: Finding, page: str) -> dict[str, str]:
        """Give a finding, and the way to its place from a page."""
        say, span = self.view.say, found.span
        return {
            "place": f"{span.path}:{span.line}",
            "target": self.target(span.path, span.line, page),
            "severity": say(SEVERITIES[found.severity.value]),
            "code": found.code,
            "message": say(found.message),
            "hint": say(found.hint),
        }

    def target(self, path: str, line: int, page: str) -> str:
        """Give the way from a page to a line of a file of the working folder; empty where none leads there."""
        if self._out is None or path.startswith("..") or is_elsewhere(path):
            return ""
        way = _relative(f"{self._root}/{path}", str(Path(f"{self._out}/{page}").parent))
        return f"{percent_encode(way, safe='/')}#L{line}"

    def quota(self, row: Row, page: str) -> dict[str, Any]:
        """Give everything that is to be said of one outcome: its numbers, and the activities behind them."""
        outcome, say = row.outcome, self.view.say
        return {
            **quota(row),
            "clause": row.clause_text,
            "code": row.clause,
            "whole": row.whole,
            "counted": [self._activity(activity, page) for activity in row.counted()],
            "missed": [self._activity(activity, page) for activity in row.not_counted()],
            "outside": row.outside,
            "why": say(outcome.why) if outcome.why else "",
            "readings": [self._reading(also) for also in outcome.also],
            "gaps": say(joined(outcome.gaps, COMMA)),
            "formula": next((say(words) for words in (outcome.formula, outcome.reference) if words), ""),
            "pace": [say(line) for line in pace_lines(outcome, row.rule)],
        }

    def _reading(self, also: AlsoRead) -> dict[str, str]:
        say = self.view.say
        measured = figure(also.measured) if also.measured is not None else NOTHING
        return {"reading": say(also.words), "measured": measured, "verdict": say(also.verdict.words)}

    def _activity(self, activity: ActivityRow, page: str) -> dict[str, str]:
        return {
            "date": activity.date,
            "kind": activity.kind,
            "school": activity.school,
            "topic": activity.topic,
            "amount": activity.amount,
            "reason": activity.reason,
            "place": f"{activity.file}:{activity.line}",
            "target": self.target(activity.file, activity.line, page),
        }


def _meet(root: str, out: str) -> bool:
    """Tell whether two folders lie in one that is not the whole disk: a link over that would hold for one machine."""
    try:
        common = Path(os.path.commonpath([root, out]))
    except ValueError:  # another drive of Windows: no relative path leads there
        return False
    return common != common.parent


@lru_cache(maxsize=1024)
def _relative(path: str, folder: str) -> str:
    return os.path.relpath(path, folder).replace(os.sep, "/")


def quota(row: Row) -> dict[str, str]:
    """Give the numbers of one outcome in their unit."""
    return {
        "title": row.title,
        "period": row.period,
        "required": row.required,
        "measured": in_unit(row.measured, row.unit),
        "shortfall": in_unit(row.shortfall, row.unit),
        "verdict": row.words,
        "clause": row.clause,
        "document": row.document,
        "reading": row.reading,
    }


def in_unit(number: str, unit: str) -> str:
    """Write a number with its unit, and a dash where there is none."""
    return f"{number} {unit}" if number else NOTHING
