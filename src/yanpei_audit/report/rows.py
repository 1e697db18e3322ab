"""One outcome, one activity a row, in words and figures: every format writes these, so its numbers are the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from yanpei_audit.audit import FAILING, AuditResult, Outcome, PersonResult, Verdict
from yanpei_audit.audit.quotas import bound_text, gaps_in_words, measured_text
from yanpei_audit.figures import figure
from yanpei_audit.glossary import REASONS, key_words
from yanpei_audit.language import Words
from yanpei_audit.records import Entry, Person
from yanpei_audit.report import standing
from yanpei_audit.report.clauses import clause_words
from yanpei_audit.report.view import View
from yanpei_audit.rules import ReadyRule, RuleId
from yanpei_audit.rules.measures import Missed
from yanpei_audit.rules.wording import COMMA


class Row(NamedTuple):
    """One outcome of one person.

    Figures are decimals as text, empty where there is no such number: nothing measured, no such bound, nothing missing.
    `unit` is what they count. `figures` are the number against its bounds, `words` the verdict with what belongs to it,
    an original number or 逾期补报.
    """

    person: Person
    outcome: Outcome
    rule: ReadyRule
    title: str
    period: str
    required: str
    measured: str
    at_least: str
    at_most: str
    shortfall: str
    unit: str
    figures: str
    words: str
    notes: tuple[str, ...]
    view: View

    @property
    def verdict(self) -> Verdict:
        """What the audit concluded."""
        return self.outcome.verdict

    @property
    def whole(self) -> str:
        """What the number is a part of, where it is a share or is held against a part."""
        return figure(self.outcome.out_of) if self.outcome.out_of is not None else ""

    @property
    def clause(self) -> str:
        """The clause that the rule answers."""
        return self.rule.rule.clause

    @property
    def clause_text(self) -> str:
        """The clause with what it says."""
        return self.view.say(clause_words(self.rule.rule.source))

    @property
    def document(self) -> str:
        """The source that the clause stands in."""
        return self.rule.pack.source.document

    @property
    def reading(self) -> str:
        """How the clause is read."""
        return self.view.reading(self.rule.rule.reading)

    def counted(self) -> Iterator[ActivityRow]:
        """Give the activities that make the number, each with its part of it."""
        for entry, amount in self.outcome.counted:
            yield _activity(entry, str(amount), "")

    def not_counted(self) -> Iterator[ActivityRow]:
        """Give the activities of the period that did not count, each with the reason."""
        for missed in self.outcome.missed:
            if missed.reason != OUTSIDE:
                yield _activity(missed.entry, "", _reason(missed, self.view))

    @property
    def outside(self) -> int:
        """How many activities of these kinds lie outside the period."""
        return sum(missed.reason == OUTSIDE for missed in self.outcome.missed)


class RuleRow(NamedTuple):
    """One rule and what it came to: to how many people it applied, how many of them fail, and its verdicts counted."""

    rule: ReadyRule
    title: str
    required: str
    reading: str
    applied: int
    failing: int
    verdicts: str
    clause_text: str


class ActivityRow(NamedTuple):
    """One activity behind a number: its `amount` as a decimal where it counted, the `reason` where it did not."""

    date: str
    kind: str
    school: str
    topic: str
    amount: str
    reason: str
    file: str
    line: int


OUTSIDE = "outside_period"


def rows(result: AuditResult, view: View) -> Iterator[Row]:
    """Give the outcomes of everybody, people in the order of a report, rules in their own."""
    rules = {rule.id: rule for rule in result.rules}
    for person in standing.people_in_order(result.people):
        yield from rows_of(person, rules, view)


def rows_of(person: PersonResult, rules: Mapping[RuleId, ReadyRule], view: View) -> Iterator[Row]:
    """Give the outcomes of one person in the order of the rules."""
    for outcome in person.outcomes:
        yield row_of(person.person, outcome, rules[outcome.rule], view)


def row_of(person: Person, outcome: Outcome, rule: ReadyRule, view: View) -> Row:
    """Write one outcome in words and figures."""
    title = view.say(rule.rule.title.words)
    shortfall = outcome.shortfall
    cell = standing.cell([outcome], view)
    return Row(
        person,
        outcome,
        rule,
        title=f"{title} · {outcome.partner.name}" if outcome.partner else title,
        period=view.say(outcome.period.words),
        required=standing.owed(outcome, rule, view),
        measured=measured_text(outcome),
        at_least=bound_text(outcome, upper=False),
        at_most=bound_text(outcome, upper=True),
        shortfall=figure(shortfall, up=True) if shortfall else "",
        unit=view.say(rule.rule.counts),
        figures=cell.figures,
        words=cell.words,
        notes=tuple(view.say(note) for note in _notes(outcome)),
        view=view,
    )


def rule_rows(result: AuditResult, view: View) -> Iterator[RuleRow]:
    """Sum up every rule, in their order."""
    counts, titles = standing.by_rule(result), standing.titles(result.rules, view)
    failing = Counter(
        rule for person in result.people for rule in {outcome.rule for outcome in person.outcomes if outcome.fails}
    )
    for rule in result.rules:
        count = counts[rule.id]
        present = [verdict for verdict in reversed(standing.URGENCY) if count[verdict]]
        yield RuleRow(
            rule,
            titles[rule.id],
            standing.requirement(rule, view),
            view.reading(rule.rule.reading),
            result.statistics[rule.id].applied_to,
            failing[rule.id],
            view.say(COMMA).join(
                f"{view.say(standing.verdict_words(verdict, advisory=rule.is_advisory))} {count[verdict]}"
                for verdict in present
            ),
            view.say(clause_words(rule.rule.source)),
        )


def _notes(outcome: Outcome) -> Iterator[Words]:
    """Give what somebody has to know who reads nothing but this row."""
    yield from (note for note in (outcome.why, outcome.formula, outcome.reference) if note is not None)
    if outcome.exemption is not None and outcome.excused and outcome.why != outcome.exemption.why:
        yield outcome.exemption.why
    if any(gaps := gaps_in_words(outcome)) and (outcome.verdict in FAILING or outcome.warns):
        yield gaps


def _activity(entry: Entry, amount: str, reason: str) -> ActivityRow:
    activity = entry.activity
    return ActivityRow(
        date=str(entry.first) if entry.first == entry.last else f"{entry.first} – {entry.last}",
        kind=activity.kind,
        school=activity.school or activity.place or "",
        topic=activity.topic or activity.book or "",
        amount=amount,
        reason=reason,
        file=entry.file,
        line=entry.line,
    )


def _reason(missed: Missed, view: View) -> str:
    reason = REASONS[missed.reason]
    return view.say(MISMATCH.format(reason=reason, field=key_words(missed.field)) if missed.field else reason)


MISMATCH = Words("{reason}（{field}不同）", "{reason} ({field} differs)")
