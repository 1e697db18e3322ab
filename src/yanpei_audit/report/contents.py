"""What the pages of a report say: plain values for the templates, every number with its clause and its activities."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Sequence
from hashlib import sha256
from typing import Any

from yanpei_audit.audit import FAILING, AlsoRead, AuditResult, Outcome, PersonResult
from yanpei_audit.audit.quotas import measured_text
from yanpei_audit.figures import figure
from yanpei_audit.findings import NOTHING, Finding, SourceSpan
from yanpei_audit.glossary import LABELS, REASONS, SEVERITIES, key_words
from yanpei_audit.language import Words
from yanpei_audit.records import Entry
from yanpei_audit.report import standing
from yanpei_audit.report.drafts import because, titles_of
from yanpei_audit.report.pages import Trusted, bar, link
from yanpei_audit.report.view import View
from yanpei_audit.report.why import pace_lines
from yanpei_audit.rules import ReadyRule
from yanpei_audit.rules.measures import Counted, Missed
from yanpei_audit.rules.wording import COMMA, joined

_UNSAFE_IN_NAME = re.compile(r"[^\w.-]+")
LONGEST_NAME = 60
_SAFE_NAME = re.compile(rf"\w(?:[\w.-]{{0,{LONGEST_NAME - 2}}}\w)?")
_RESERVED = {"CON", "PRN", "AUX", "NUL", *(f"{port}{number}" for port in ("COM", "LPT") for number in range(10))}
SUMMARY_PAGE, PEOPLE_FOLDER = "summary.md", "people"


class Contents:
    """A result ready to be laid out.

    `out` is the folder of the report as seen from the working folder; None where no relative path leads there.
    """

    def __init__(self, result: AuditResult, view: View, out: str | None) -> None:
        self.result = result
        self.view = view
        self.out = out
        self._rules = {rule.id: rule for rule in result.rules}
        self._counts = standing.by_rule(result)
        self._names = file_names(person.person.id for person in result.people)

    def page_of(self, person: PersonResult) -> str:
        """Name a person's page, relative to the folder of the report."""
        return f"{PEOPLE_FOLDER}/{self._names[person.person.id]}.md"

    def summary(self) -> dict[str, Any]:
        """Give what the summary says."""
        result, view = self.result, self.view
        people = standing.people_in_order(result.people)
        return {
            "heading": standing.heading(result, view),
            "closing": standing.closing(result, view),
            "packs": [_pack(rules[0], view) for rules in self._rules_by_pack()],
            "rules": [self._rule(rule) for rule in result.rules],
            "units": self._units(people),
            "short": [row for person in people for row in self._short(person)],
            "drafts": [row for person in people for row in self._drafts(person)],
            "tables": [self._table(rules, people) for rules in self._rules_by_pack()],
            "problems": [self._problem(found, page=SUMMARY_PAGE) for found in result.findings],
        }

    def sheet(self, person: PersonResult) -> dict[str, Any]:
        """Give what one person's page says."""
        page = self.page_of(person)
        files = self._files_of(person)
        return {
            "heading": standing.heading(self.result, self.view),
            "back": link(self.view.say(LABELS["back"]), f"../{SUMMARY_PAGE}"),
            "person": {
                "id": person.person.id,
                "name": person.person.name,
                "roles": "、".join(person.person.roles),
                "subject": person.person.subject,
                "unit": person.person.unit,
                "faulty": person.person.faulty,
            },
            "quotas": [self._quota(outcome, page) for outcome in person.outcomes],
            "drafts": list(self._drafts(person)),
            "problems": [self._problem(found, page=page) for found in self.result.findings if found.span.path in files],
        }

    def _rules_by_pack(self) -> list[list[ReadyRule]]:
        groups = [[rule for rule in self.result.rules if rule.pack is pack] for pack in self.result.packs]
        return [group for group in groups if group]

    def _rule(self, rule: ReadyRule) -> dict[str, Any]:
        view, counts = self.view, self._counts[rule.id]
        return {
            "title": view.say(rule.rule.title.words),
            "required": standing.requirement(rule, view),
            "clause": rule.rule.clause,
            "reading": view.say(rule.rule.reading.words) if rule.rule.reading else "",
            "applied": self.result.statistics[rule.id].applied_to,
            "verdicts": "、".join(
                f"{view.say(verdict.words)} {counts[verdict]}"
                for verdict in reversed(standing.URGENCY)
                if counts[verdict]
            ),
            "failing": sum(counts[verdict] for verdict in FAILING),
        }

    def _units(self, people: Sequence[PersonResult]) -> list[dict[str, Any]]:
        units: dict[str, list[PersonResult]] = {}
        for person in people:
            units.setdefault(person.person.unit, []).append(person)
        rows = []
        for unit, members in sorted(
            units.items(), key=lambda item: (item[0] == "", item[0].encode("gb18030", "replace"))
        ):
            failing = [[outcome for outcome in member.outcomes if outcome.fails] for member in members]
            items: dict[str, int] = {}
            for outcome in (outcome for outcomes in failing for outcome in outcomes):
                title = self.view.say(self._rules[outcome.rule].rule.title.words)
                items[title] = items.get(title, 0) + 1
            rows.append(
                {
                    "unit": unit or self.view.say(LABELS["no_unit"]),
                    "people": len(members),
                    "failing": sum(map(bool, failing)),
                    "items": "、".join(f"{title} {count}" for title, count in items.items()),
                }
            )
        return rows

    def _drafts(self, person: PersonResult) -> Iterable[dict[str, Any]]:
        say, titles = self.view.say, titles_of(self.result.rules)
        for draft in person.drafts:
            outweighed = f"（{say(draft.outweighed_by)}）" if draft.outweighed_by is not None else ""
            yield {
                "name": link(person.person.name, self.page_of(person)),
                "unit": person.person.unit,
                "title": say(draft.consequence.title.words) + outweighed,
                "status": say(LABELS["pending" if draft.pending else "drafted"]),
                "because": say(because(draft, titles)),
                "clause": draft.consequence.clause,
                "reading": say(draft.consequence.reading.words) if draft.consequence.reading else "",
            }

    def _short(self, person: PersonResult) -> Iterable[dict[str, Any]]:
        for outcome in person.outcomes:
            if outcome.verdict in FAILING or outcome.warns:
                row = self._quota_row(outcome)
                yield {**row, "name": link(person.person.name, self.page_of(person)), "unit": person.person.unit}

    def _table(self, rules: Sequence[ReadyRule], people: Sequence[PersonResult]) -> dict[str, Any]:
        view = self.view
        rows = []
        for person in people:
            outcomes = standing.outcomes_by_rule(person)
            cells = [standing.cell(outcomes[rule.id], view) if rule.id in outcomes else None for rule in rules]
            if any(cells):
                texts = [f"{cell.figures} {cell.words}".strip() if cell else "" for cell in cells]
                rows.append(bar([link(person.person.name, self.page_of(person)), *texts]))
        titles = [view.say(LABELS["name"]), *(view.say(rule.rule.title.words) for rule in rules)]
        required = ["", *(standing.requirement(rule, view) for rule in rules)]
        return {
            "title": view.say(rules[0].pack.title.words),
            "header": bar(titles),
            "ruler": Trusted("|" + " --- |" * len(titles)),
            "required": bar(required),
            "rows": rows,
        }

    def _quota_row(self, outcome: Outcome) -> dict[str, Any]:
        view, rule = self.view, self._rules[outcome.rule]
        unit = view.say(rule.rule.counts)
        shortfall = outcome.shortfall
        title = view.say(rule.rule.title.words)
        return {
            "title": f"{title} · {outcome.partner.name}" if outcome.partner else title,
            "required": standing.owed(outcome, rule, view),
            "period": view.say(outcome.period.words),
            "measured": f"{measured_text(outcome)} {unit}" if outcome.measured is not None else "—",
            "shortfall": f"{figure(shortfall, up=True)} {unit}" if shortfall else "—",
            "verdict": standing.cell([outcome], view).words,
            "clause": rule.rule.clause,
            "reading": view.say(rule.rule.reading.words) if rule.rule.reading else "",
        }

    def _quota(self, outcome: Outcome, page: str) -> dict[str, Any]:
        near = [missed for missed in outcome.missed if missed.reason != "outside_period"]
        return {
            **self._quota_row(outcome),
            "counted": [self._counted(counted, page) for counted in outcome.counted],
            "missed": [self._missed(missed, page) for missed in near],
            "outside": len(outcome.missed) - len(near),
            "why": self.view.say(outcome.why) if outcome.why else "",
            "readings": [self._reading(also) for also in outcome.also],
            "gaps": self.view.say(joined(outcome.gaps, COMMA)),
            "formula": self.view.say(outcome.formula or outcome.reference or NOTHING),
            "pace": [self.view.say(line) for line in pace_lines(outcome, self._rules[outcome.rule])],
        }

    def _reading(self, also: AlsoRead) -> dict[str, Any]:
        say = self.view.say
        measured = figure(also.measured) if also.measured is not None else "—"
        return {"reading": say(also.words), "measured": measured, "verdict": say(also.verdict.words)}

    def _counted(self, counted: Counted, page: str) -> dict[str, Any]:
        entry, amount = counted
        return {**self._activity(entry, page), "amount": str(amount)}

    def _missed(self, missed: Missed, page: str) -> dict[str, Any]:
        reason = self.view.say(REASONS[missed.reason])
        if missed.field:
            reason = self.view.say(MISMATCH.format(reason=REASONS[missed.reason], field=key_words(missed.field)))
        return {**self._activity(missed.entry, page), "reason": reason}

    def _activity(self, entry: Entry, page: str) -> dict[str, Any]:
        activity = entry.activity
        return {
            "date": str(entry.first) if entry.first == entry.last else f"{entry.first} – {entry.last}",
            "kind": activity.kind,
            "school": activity.school or activity.place or "",
            "topic": activity.topic or activity.book or "",
            "place": self._place(entry.span, page),
        }

    def _problem(self, found: Finding, *, page: str) -> dict[str, Any]:
        view = self.view
        return {
            "place": self._place(found.span, page),
            "severity": view.say(SEVERITIES[found.severity.value]),
            "code": found.code,
            "message": view.say(found.message),
            "hint": view.say(found.hint),
        }

    def _place(self, span: SourceSpan, page: str) -> Trusted:
        """Link to a line of a file in the working folder, as seen from a page."""
        text = f"{span.path}:{span.line}"
        if self.out is None or ":" in span.path or span.path.startswith(("/", "..")):
            return link(text, "")
        folder = os.path.normpath(f"{self.out}/{page}/..")
        return link(text, f"{os.path.relpath(span.path, folder).replace(os.sep, '/')}#L{span.line}")

    def _files_of(self, person: PersonResult) -> set[str]:
        places = {entry.file for outcome in person.outcomes for entry, _amount in outcome.counted}
        return (
            places
            | {missed.entry.file for outcome in person.outcomes for missed in outcome.missed}
            | {person.person.span.path}
        )


def file_names(ids: Iterable[str]) -> dict[str, str]:
    """Name a page for every id: a name that every system can hold, and no two alike even where case is not told apart.

    An id that is such a name names its page; any other adds the start of its digest.
    """
    names: dict[str, str] = {}
    taken: set[str] = set()
    for one in sorted(ids):
        name = one
        if not _SAFE_NAME.fullmatch(one) or one.casefold() in taken or one.split(".")[0].upper() in _RESERVED:
            plain = _UNSAFE_IN_NAME.sub("-", one)[:LONGEST_NAME].strip("-.")
            name = f"{plain}~{sha256(one.encode(errors='surrogatepass')).hexdigest()[:8]}"
        names[one] = name
        taken.add(name.casefold())
    return names


def _pack(rule: ReadyRule, view: View) -> dict[str, Any]:
    pack = rule.pack
    return {
        "title": view.say(pack.title.words),
        "pack": pack.pack,
        "version": str(pack.version),
        "document": pack.source.document,
    }


MISMATCH = Words("{reason}（{field}不同）", "{reason} ({field} differs)")
