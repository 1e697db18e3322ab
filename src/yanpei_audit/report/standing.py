"""What several formats show: people in their order, the standing of each in a few words, and sums by rule."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from yanpei_audit.audit import FAILING, AuditResult, Outcome, PersonResult, Verdict
from yanpei_audit.audit.quotas import bound_text, measured_text
from yanpei_audit.exemptions import Effect
from yanpei_audit.figures import figure
from yanpei_audit.findings.catalogue import Severity
from yanpei_audit.glossary import ADVISORY, PERIOD_LENGTHS
from yanpei_audit.language import Words, in_order
from yanpei_audit.report.view import View
from yanpei_audit.rules import ReadyRule, RuleId
from yanpei_audit.rules.limits import Limit
from yanpei_audit.rules.measures import PerCent
from yanpei_audit.rules.wording import COMMA

# From what needs a person's hand first to what needs none.
URGENCY = (
    Verdict.SHORT,
    Verdict.OVER,
    Verdict.UNREACHABLE,
    Verdict.UNDECIDED,
    Verdict.PENDING,
    Verdict.BEHIND,
    Verdict.ON_TRACK,
    Verdict.EXPECTED,
    Verdict.MET,
    Verdict.EXEMPT,
    Verdict.NOT_APPLICABLE,
)
PERIODS = Words("{count} 期中 {worst} 期", "{worst} of {count} periods")
PAIRS = Words("{count} 对中 {worst} 对", "{worst} of {count} pairs")
EXEMPT = Words("{words}（原 {figures}）", "{words} (would be {figures})")
ATTESTED = Words("{words}（人工认定，原 {figures}）", "{words} (attested, would be {figures})")
LATE = Words("{words}（逾期补报）", "{words} (made up late)")


class Cell(NamedTuple):
    """One person's standing in one rule: the numbers, and the verdict that speaks for them."""

    figures: str
    verdict: Verdict
    words: str

    @property
    def text(self) -> str:
        """The numbers, where there are any, and the words."""
        return f"{self.figures} {self.words}".strip()


def people_in_order(people: Iterable[PersonResult]) -> list[PersonResult]:
    """Put those who fail first, then those unjudged; each by name."""
    return sorted(people, key=lambda result: (_urgency(result), in_order(result.person.name), result.person.id))


def _urgency(result: PersonResult) -> int:
    if result.fails:
        return 0
    return 1 if result.person.faulty else 2


def worst_of(outcomes: Sequence[Outcome]) -> Verdict:
    """Give the verdict that most needs a hand."""
    return min((outcome.verdict for outcome in outcomes), key=URGENCY.index)


def verdict_words(verdict: Verdict, *, advisory: bool) -> Words:
    """Name a verdict, marked where it fails nobody because the rule only advises."""
    return verdict.words.then(ADVISORY) if advisory and verdict in FAILING else verdict.words


def cell(outcomes: Sequence[Outcome], view: View) -> Cell:
    """Sum up one person's outcomes of one rule: one, or one for each period that the run asked for."""
    verdict = worst_of(outcomes)
    words = view.say(verdict.words)
    if len(outcomes) > 1:
        worst = sum(outcome.verdict is verdict for outcome in outcomes)
        sentence = PAIRS if outcomes[0].partner else PERIODS
        return Cell(view.say(sentence.format(count=len(outcomes), worst=worst)), verdict, words)
    outcome = outcomes[0]
    if verdict is Verdict.EXEMPT:
        return Cell("", verdict, view.say(EXEMPT.format(words=verdict.words, figures=original_figures(outcome))))
    words = view.say(verdict_words(verdict, advisory=outcome.advisory))
    return Cell(figures(outcome), verdict, view.say(_with_original(outcome, words)))


def _with_original(outcome: Outcome, words: str) -> Words:
    """Add to a verdict what the rule alone would have come to, and what was made up late."""
    plain = Words(words, words)
    if outcome.late:
        return LATE.format(words=plain)
    if outcome.exemption is not None and outcome.exemption.said.effect is Effect.ATTEST and outcome.would_be:
        return ATTESTED.format(words=plain, figures=original_figures(outcome))
    if outcome.original is not None:
        return EXEMPT.format(words=plain, figures=original_figures(outcome))
    return plain


def original_figures(outcome: Outcome) -> str:
    """Write the measured number against the bound of the rule itself, whatever is owed in its place."""
    return figures(outcome._replace(bounds=outcome.original) if outcome.original is not None else outcome)


def figures(outcome: Outcome) -> str:
    """Write the measured number against its bound: 31/40, 2/1–3, 5/≤3, 3/?."""
    measured, bounds = measured_text(outcome), _bounds(outcome)
    return f"{measured}/{bounds}" if measured and bounds else measured


def _bounds(outcome: Outcome) -> str:
    low, high = bound_text(outcome, upper=False), bound_text(outcome, upper=True)
    low = low or ("?" if outcome.bounds.unknown else "")
    return low if not high else f"≤{high}" if not low else low if low == high else f"{low}–{high}"


def requirement(rule: ReadyRule, view: View) -> str:
    """Write what a rule asks: ≥40 节/学期."""
    return f"{bounds_in_unit(rule, view)}/{period_length(rule, view)}"


def owed(outcome: Outcome, rule: ReadyRule, view: View) -> str:
    """Write what a rule asks of somebody, by their role or tier, or what is owed in its place: ≥30 节/学期（原 40）."""
    if outcome.original is None or outcome.bounds.at_least is None or outcome.original.at_least is None:
        limits = (rule.limits.at_least, rule.limits.at_most)
        low, high = bound_text(outcome, upper=False), bound_text(outcome, upper=True)
        if not (low or high) or all(limit is None or limit.by is None for limit in limits):
            return requirement(rule, view)
        return f"{_between(low, high)} {view.say(rule.rule.counts)}/{period_length(rule, view)}"
    numbers = {"number": figure(outcome.bounds.at_least), "original": figure(outcome.original.at_least)}
    return view.say(OWED.format(unit=rule.rule.counts, period=period_length(rule, view), **numbers))


def bounds_in_unit(rule: ReadyRule, view: View) -> str:
    """Write the bounds of a rule in its unit: ≥40 节; of bounds by role, the lowest and the highest."""
    low, high = _limit(rule, rule.limits.at_least), _limit(rule, rule.limits.at_most)
    bound = _between(low, high)
    if low.endswith("%") or high.endswith("%"):
        return bound
    return f"{bound} {view.say(rule.rule.counts)}"


def _between(low: str, high: str) -> str:
    return f"={low}" if low and low == high else f"{low}–{high}" if low and high else f"≥{low}" if low else f"≤{high}"


def period_length(rule: ReadyRule, view: View) -> str:
    """Write the length of a rule's periods: 学期."""
    return view.say(PERIOD_LENGTHS[rule.length.value])


def _limit(rule: ReadyRule, limit: Limit | None) -> str:
    """Write one bound of a rule; empty where there is none, a question mark where the source has lost it."""
    if limit is None:
        return ""
    if limit.is_unknown:
        return "?"
    bounds = [rule.measure.bound(text) for text in limit.texts()]
    parts = [bound.per_cent for bound in bounds if isinstance(bound, PerCent)]
    if parts:
        return f"{figure(min(parts))} %"
    numbers = sorted(bound for bound in bounds if not isinstance(bound, PerCent))
    low, high = figure(numbers[0]), figure(numbers[-1])
    return low if low == high else f"{low}…{high}"


def by_rule(result: AuditResult) -> dict[RuleId, Counter[Verdict]]:
    """Count the verdicts of every rule."""
    counts: dict[RuleId, Counter[Verdict]] = {rule.id: Counter() for rule in result.rules}
    for person in result.people:
        for outcome in person.outcomes:
            counts[outcome.rule][outcome.verdict] += 1
    return counts


def titles(rules: Iterable[ReadyRule], view: View) -> dict[RuleId, str]:
    """Give every rule a title of its own: where several have the same, with the pack's, or else its id and version."""
    plain = {rule.id: view.say(rule.rule.title.words) for rule in rules}
    packs = {
        rule.id: view.say(IN_PACK.format(title=rule.rule.title.words, pack=rule.pack.title.words)) for rule in rules
    }
    versions = {rule.id: rule.pack.version for rule in rules}
    often, in_packs = Counter(plain.values()), Counter(packs.values())
    return {
        rule: title
        if often[title] == 1
        else packs[rule]
        if in_packs[packs[rule]] == 1
        else f"{title} {rule} {versions[rule]}"
        for rule, title in plain.items()
    }


def outcomes_by_rule(outcomes: Iterable[Outcome]) -> dict[RuleId, list[Outcome]]:
    """Put together a person's outcomes of each rule."""
    found: dict[RuleId, list[Outcome]] = {}
    for outcome in outcomes:
        found.setdefault(outcome.rule, []).append(outcome)
    return found


def heading(result: AuditResult, view: View) -> str:
    """Say what was audited: the period, its days, and the day as of which."""
    period = result.period
    return view.say(HEADING.format(period=period.words, first=period.first, last=period.last, as_of=result.as_of))


def advised_of(outcomes: Iterable[Outcome]) -> Counter[Verdict]:
    """Count the outcomes that would fail somebody if their rules did more than advise."""
    return Counter(outcome.verdict for outcome in outcomes if outcome.advisory and outcome.verdict in FAILING)


def closing(result: AuditResult, view: View) -> str:
    """Sum up a run in one line."""
    counts = result.verdicts()
    advised = advised_of(outcome for person in result.people for outcome in person.outcomes)
    parts = []
    for verdict in reversed(URGENCY):
        if binding := counts[verdict] - advised[verdict]:
            parts.append(f"{view.say(verdict.words)} {binding}")
        if advised[verdict]:
            parts.append(f"{view.say(verdict_words(verdict, advisory=True))} {advised[verdict]}")
    failing = sum(person.fails for person in result.people)
    severities = Counter(found.severity for found in result.findings)
    words = CLOSING.format(
        people=len(result.people),
        failing=failing,
        outcomes=sum(counts.values()),
        parts=view.say(COMMA).join(parts) or "—",
        errors=severities[Severity.ERROR],
        warnings=severities[Severity.WARNING],
    )
    repairable = sum(found.repairable for found in result.findings)
    unjudged = "" if result.rules else view.say(NOT_AUDITED)
    return view.say(words) + unjudged + (view.say(REPAIRABLE.format(count=repairable)) if repairable else "")


IN_PACK = Words("{title}（{pack}）", "{title} ({pack})")
HEADING = Words("{period}（{first} 至 {last}），截至 {as_of}", "{period} ({first} to {last}), as of {as_of}")
OWED = Words("≥{number} {unit}/{period}（原 {original}）", "≥{number} {unit}/{period} (was {original})")
NOT_AUDITED = Words(
    "；规则、校历、名册或豁免有错误，没有审核", "; rules, calendar, register or exemptions are wrong: not audited"
)
CLOSING = Words(
    "{people} 人，其中 {failing} 人有未达标项；{outcomes} 项：{parts}。"
    "记录与规则的问题：错误 {errors}，警告 {warnings}",
    "{people} people, {failing} of them failing; {outcomes} outcomes: {parts}. "
    "Problems in records and rules: {errors} errors, {warnings} warnings",
)
REPAIRABLE = Words(
    "；其中 {count} 处可以运行 yanpei-audit fmt 自动改好", "; yanpei-audit fmt puts {count} of them right"
)
