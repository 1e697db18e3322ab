"""A failing outcome as a finding with two ends: the place in the record, and the line of the rule with the bound."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from yanpei_audit.audit.outcomes import FAILING, WARNED, AuditResult, Outcome, PersonResult, Verdict
from yanpei_audit.audit.pace import Pace
from yanpei_audit.exemptions import Effect, Exemption
from yanpei_audit.figures import figure
from yanpei_audit.findings import NOTHING, Area, Finding, Related, quote, show
from yanpei_audit.findings.catalogue import Severity
from yanpei_audit.glossary import WEEKS
from yanpei_audit.language import Words
from yanpei_audit.rules import ReadyRule


def all_findings(result: AuditResult) -> Iterator[Finding]:
    """Give what is wrong with the files, then one finding for every outcome that fails, is behind or pending.

    Those of quotas come in the order of people and rules.
    """
    yield from result.findings
    rules = {rule.id: rule for rule in result.rules}
    for person in result.people:
        for outcome in person.outcomes:
            if outcome.verdict in FAILING | WARNED:
                yield _finding(person, outcome, rules[outcome.rule])


def excused_findings(result: AuditResult) -> Iterator[tuple[Finding, Exemption]]:
    """Give the findings that exemptions take away, each with its exemption, in the order of people and rules."""
    rules = {rule.id: rule for rule in result.rules}
    for person in result.people:
        for outcome in person.outcomes:
            if outcome.excused and outcome.exemption is not None and outcome.would_be in FAILING:
                yield _finding(person, _without_exemption(outcome), rules[outcome.rule]), outcome.exemption


def _without_exemption(outcome: Outcome) -> Outcome:
    """Put back what the rule alone comes to."""
    bounds, verdict = outcome.original or outcome.bounds, outcome.would_be or outcome.verdict
    shortfall = outcome.shortfall
    if bounds.at_least is not None and outcome.measured is not None:
        shortfall = max(Fraction(), bounds.at_least - outcome.measured)
    if verdict is Verdict.UNREACHABLE and outcome.most is None:
        verdict = Verdict.SHORT
    return outcome._replace(verdict=verdict, bounds=bounds, shortfall=shortfall)


def _finding(person: PersonResult, outcome: Outcome, rule: ReadyRule) -> Finding:
    message = _sentence(outcome).format(
        name=_name(person, outcome),
        title=rule.rule.title.words,
        unit=rule.rule.counts,
        period=outcome.period.words,
        measured=measured_text(outcome),
        at_least=bound_text(outcome, upper=False),
        at_most=bound_text(outcome, upper=True),
        shortfall=figure(outcome.shortfall, up=True) if outcome.shortfall is not None else "",
        why=outcome.why or "",
        most=figure(outcome.most) if outcome.most is not None else "",
        **_weeks(outcome.pace),
    )
    reading = rule.rule.reading.words if rule.rule.reading else rule.rule.title.words
    related = Related(rule.span, LABEL.format(reading=reading, source=rule.rule.clause))
    return Finding(
        str(outcome.rule),
        outcome.verdict.value,
        _severity(outcome),
        message,
        outcome.span or person.person.span,
        Area.QUOTA,
        gaps_in_words(outcome),
        related=(related,),
        subject=_subject(person, outcome),
    )


def _subject(person: PersonResult, outcome: Outcome) -> str:
    whose = f"{person.person.id}+{outcome.partner.written}" if outcome.partner else person.person.id
    return f"{whose} {outcome.period.id}"


def _weeks(pace: Pace | None) -> dict[str, str | Words]:
    """Write the weeks left, cut down, and what they need each, cut up."""
    if pace is None:
        return {"left": "", "needed": "", "so_far": "", "weeks": ""}
    needed = figure(pace.needed, up=True) if pace.needed is not None else "—"
    return {
        "left": figure(pace.left),
        "needed": needed,
        "so_far": figure(pace.so_far or Fraction()),
        "weeks": WEEKS[pace.basis],
    }


def _sentence(outcome: Outcome) -> Words:
    if outcome.exemption is not None and outcome.verdict in FAILING and outcome.exemption.said.effect is Effect.EXTEND:
        return NOT_IN_TIME
    if outcome.exemption is not None and outcome.exemption.said.effect is Effect.ATTEST and outcome.excused:
        return ATTESTED
    if outcome.verdict in SENTENCES:
        return SENTENCES[outcome.verdict]
    if outcome.bounds.unknown:
        return LOST
    if outcome.measured is None or outcome.bounds.at_least is None:
        return NOTHING_DONE
    return UNREACHABLE if outcome.verdict is Verdict.UNREACHABLE else SHORT


def _name(person: PersonResult, outcome: Outcome) -> str:
    name = quote(person.person.name)
    return f"{name}—{quote(outcome.partner.name)}" if outcome.partner else name


def _severity(outcome: Outcome) -> Severity:
    if outcome.advisory:
        return Severity.NOTE
    return Severity.WARNING if outcome.verdict in WARNED else Severity.ERROR


def gaps_in_words(outcome: Outcome) -> Words:
    """Name what is missing, the first few of it; empty where nothing is named."""
    if outcome.curable_until is not None:
        return STILL_TIME.format(until=outcome.curable_until, period=outcome.period.id)
    shown = outcome.gaps[:MOST_GAPS]
    if not shown or outcome.verdict is Verdict.OVER:
        return NOTHING
    words = Words("、".join(show(gap.zh) for gap in shown), ", ".join(show(gap.en) for gap in shown))
    rest = len(outcome.gaps) - len(shown)
    return (MORE_GAPS if rest else GAPS).format(gaps=words, rest=rest)


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
BEHIND = Words(
    "{name}：{title} {measured}/{at_least} {unit}，还差 {shortfall} {unit}，剩 {left} {weeks}，每周要 {needed}"
    "（到目前每周 {so_far}；{period}）",
    "{name}: {title} {measured}/{at_least} ({unit}), {shortfall} missing with {left} {weeks} left, "
    "{needed} needed a week ({so_far} so far; {period})",
)
UNREACHABLE = Words(
    "{name}：{title} {measured}/{at_least} {unit}，还差 {shortfall} {unit}；剩下的日子全用上也只能到 {most} {unit}，"
    "已无法补齐（{period}）",
    "{name}: {title} {measured}/{at_least} ({unit}), {shortfall} missing; with every day left it comes to {most} at "
    "most ({period})",
)
NOTHING_DONE = Words(
    "{name}：{title} 没有可计的活动，至少 {at_least} {unit}（{period}）",
    "{name}: {title} has nothing to measure, at least {at_least} ({unit}) ({period})",
)
PENDING = Words("{name}：{title} 待核：{why}（{period}）", "{name}: {title} is pending: {why} ({period})")
LOST = Words(
    "{name}：{title} 一{unit}也没有（来源的数字已脱落，{period}）",
    "{name}: {title}: none at all ({unit}; the source has lost the number, {period})",
)
ATTESTED = Words("{name}：{title} {why}（{period}）", "{name}: {title}: {why} ({period})")
STILL_TIME = Words(
    "还可以补到 {until}；补的活动写上“补: {period}”",
    "It may be made up until {until}, by activities with 'makes_up: {period}'",
)
NOT_IN_TIME = Words(
    "{name}：{title} 按原来的期限未达标（{period}）", "{name}: {title} is not met in its own time ({period})"
)
GAPS = Words("缺：{gaps}", "Missing: {gaps}")
MORE_GAPS = Words("缺：{gaps}，另有 {rest} 处", "Missing: {gaps} and {rest} more")
MOST_GAPS = 6
LABEL = Words("依据 {source}：{reading}", "clause {source}: {reading}")
SENTENCES = {Verdict.PENDING: PENDING, Verdict.OVER: OVER, Verdict.BEHIND: BEHIND}
