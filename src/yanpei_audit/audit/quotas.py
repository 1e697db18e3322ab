"""A failing outcome as a finding with two ends: the place in the record, and the line of the rule with the bound."""

from __future__ import annotations

from collections.abc import Iterator

from yanpei_audit.audit.outcomes import AuditResult, Outcome, PersonResult, Verdict
from yanpei_audit.figures import figure
from yanpei_audit.findings import Area, Finding, Related, quote
from yanpei_audit.findings.catalogue import Severity
from yanpei_audit.language import Words
from yanpei_audit.rules import ReadyRule


def quota_findings(result: AuditResult) -> Iterator[Finding]:
    """Give one finding for every outcome that is short or over, in the order of people and rules."""
    rules = {rule.id: rule for rule in result.rules}
    for person in result.people:
        for outcome in person.outcomes:
            if outcome.verdict in (Verdict.SHORT, Verdict.OVER):
                yield _finding(person, outcome, rules[outcome.rule])


def _finding(person: PersonResult, outcome: Outcome, rule: ReadyRule) -> Finding:
    sentence = OVER if outcome.verdict is Verdict.OVER else SHORT if outcome.measured is not None else NOTHING_DONE
    message = sentence.format(
        name=quote(person.person.name),
        title=rule.rule.title.words,
        unit=rule.rule.counts,
        period=outcome.period.words,
        measured=measured_text(outcome),
        at_least=bound_text(outcome, upper=False),
        at_most=bound_text(outcome, upper=True),
        shortfall=figure(outcome.shortfall, up=True) if outcome.shortfall is not None else "",
    )
    reading = rule.rule.reading.words if rule.rule.reading else rule.rule.title.words
    related = Related(rule.span, LABEL.format(reading=reading, source=rule.rule.source))
    return Finding(
        str(outcome.rule),
        outcome.verdict.value,
        Severity.NOTE if outcome.advisory else Severity.ERROR,
        message,
        outcome.span or person.person.span,
        Area.QUOTA,
        related=(related,),
    )


def measured_text(outcome: Outcome) -> str:
    """Write the measured number on the side of its bound that it lies on; empty where nothing was measured."""
    return "" if outcome.measured is None else figure(outcome.measured, up=outcome.verdict is Verdict.OVER)


def bound_text(outcome: Outcome, *, upper: bool) -> str:
    """Write a bound; empty where there is none."""
    bound = outcome.bounds.at_most if upper else outcome.bounds.at_least
    return "" if bound is None else figure(bound)


SHORT = Words(
    "{name}：{title} {measured}/{at_least} {unit}，还差 {shortfall} {unit}（{period}）",
    "{name}: {title} {measured}/{at_least} ({unit}), {shortfall} missing ({period})",
)
OVER = Words(
    "{name}：{title} {measured} {unit}，超过上限 {at_most} {unit}（{period}）",
    "{name}: {title} {measured} ({unit}), over the limit of {at_most} ({period})",
)
NOTHING_DONE = Words(
    "{name}：{title} 没有可计的活动，至少 {at_least} {unit}（{period}）",
    "{name}: {title} has nothing to measure, at least {at_least} ({unit}) ({period})",
)
LABEL = Words("依据 {source}：{reading}", "clause {source}: {reading}")
