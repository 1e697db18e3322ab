"""A pack tried: every example leads to the verdict it stands under, and every bound turns where examples pin it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple

from yanpei_audit.audit import Outcome, Verdict
from yanpei_audit.figures import figure
from yanpei_audit.findings import SourceSpan, quote
from yanpei_audit.glossary import VERDICTS
from yanpei_audit.language import Words
from yanpei_audit.records import Entry
from yanpei_audit.rules import ReadyRule
from yanpei_audit.rules.examples import SIDES, Example
from yanpei_audit.rules.limits import Limit
from yanpei_audit.rules.measures import PerCent
from yanpei_audit.rules.measures.counting import Capped, Total
from yanpei_audit.rules.measures.measure import Amount
from yanpei_audit.rules.measures.share import Share
from yanpei_audit.rules.pack import RulePack
from yanpei_audit.rules.rulebook import Rulebook
from yanpei_audit.rules.where import Selector
from yanpei_audit.rules.wording import COMMA, joined
from yanpei_audit.source import Document, Location
from yanpei_audit.trials.drafting import try_consequence
from yanpei_audit.trials.nudging import capped, nudges
from yanpei_audit.trials.rehearsal import FIRST_ACTIVITY, Activities, Rehearsed, rehearse

A_STEP, A_STEP_OF_A_SHARE = Fraction(1), Fraction(10)


class Trial(NamedTuple):
    """How many examples of a pack were run, and how many cases next to its bounds and caps."""

    examples: int
    cases: int


class _Shown(NamedTuple):
    """One example that came to a number."""

    example: Example
    side: str
    outcome: Outcome

    @property
    def alone(self) -> str:
        """What the rule alone says, where other readings leave it pending."""
        return (self.outcome.would_be or self.outcome.verdict).value if self.side == "pending" else self.side


def try_pack(pack: RulePack, document: Document, book: Rulebook) -> Trial:
    """Try every rule of a pack; what is wrong is reported in its document."""
    rules = [rule for rule in book.rules if rule.pack.pack == pack.pack]
    trials = [try_rule(rule, ("rules", number), document, book) for number, rule in enumerate(rules)]
    named = {rule.id.rule: rule for rule in rules}
    drafted = sum(
        try_consequence(one, named, ("consequences", number), document, book)
        for number, one in enumerate(pack.consequences)
    )
    return Trial(sum(trial.examples for trial in trials) + drafted, sum(trial.cases for trial in trials))


def try_rule(rule: ReadyRule, location: Location, document: Document, book: Rulebook) -> Trial:
    """Try one rule, which stands at a place of its document."""
    examples = cases = 0
    shown: list[_Shown] = []
    for side in SIDES:
        for number, example in enumerate(getattr(rule.rule.examples, side)):
            place: Location = (*location, "examples", side, number)
            span = document.span(*place)
            examples += 1
            rehearsed = rehearse(rule, example, example.activities, book)
            if _as_said(rehearsed, example, side, place, document) and rehearsed.outcome is not None:
                shown.append(_Shown(example, side, rehearsed.outcome))
                cases += _try_around(rule, example, rehearsed.outcome, book, span, document)
    _check_pins(rule, shown, document)
    _check_caps(rule, shown, document)
    return Trial(examples, cases)


def _as_said(rehearsed: Rehearsed, example: Example, side: str, place: Location, document: Document) -> bool:
    """Report an example that cannot be read, or comes to another verdict than the one it stands under."""
    for fault in rehearsed.faults[:1]:
        activity = max(0, fault.span.line - FIRST_ACTIVITY)
        document.report("YA718", document.span(*place, "activities", activity), detail=fault.message)
        return False
    span = document.span(*place)
    said = rehearsed.outcome.verdict.value if rehearsed.outcome is not None else "not_applicable"
    if said != side:
        numbers = _numbers(rehearsed.outcome) if rehearsed.outcome is not None else ""
        document.report("YA719", span, wanted=VERDICTS[side], said=VERDICTS[said], numbers=numbers)
    also = tuple(one.verdict.value for one in rehearsed.outcome.also) if rehearsed.outcome is not None else ()
    if example.also and example.also != also:
        wanted, other = (
            joined([VERDICTS.get(name, Words(name, name)) for name in names], COMMA) for names in (example.also, also)
        )
        document.report("YA719", span, wanted=wanted, said=other, numbers=OTHER_READINGS)
    return said == side


def _numbers(outcome: Outcome) -> str:
    if outcome.measured is None:
        return "—"
    low, high = outcome.bounds.at_least, outcome.bounds.at_most
    bounds = "–".join(figure(bound) for bound in (low, high) if bound is not None)
    return f"{figure(outcome.measured)}/{bounds or '?'}"


def _try_around(
    rule: ReadyRule, example: Example, outcome: Outcome, book: Rulebook, span: SourceSpan, document: Document
) -> int:
    """Try the cases next to an example that lies on a bound, and the caps; give how many were tried."""
    tried = 0
    on_a_bound = outcome.measured is not None and outcome.measured in (outcome.bounds.at_least, outcome.bounds.at_most)
    if on_a_bound:
        entries = [entry for entry, _amount in outcome.counted]
        counted = [(_number_of(entry), amount > 0) for entry, amount in outcome.counted]
        for nudge in nudges(rule.measure, example.activities, counted):
            case = rehearse(rule, example, nudge.activities, book).outcome
            if case is not None and case.measured is not None:
                tried += 1
                if not _turns(case):
                    document.report("YA720", span, numbers=_numbers(case), said=case.verdict.words)
        tried += _try_caps(rule, example, entries, book, span, document)
    return tried


def _try_caps(
    rule: ReadyRule, example: Example, entries: Sequence[Entry], book: Rulebook, span: SourceSpan, document: Document
) -> int:
    tried = 0
    ordered: Activities = [example.activities[_number_of(entry)] for entry in entries]
    for activities, wanted in capped(rule.measure, entries, ordered):
        case = rehearse(rule, example, activities, book).outcome
        tried += 1
        if case is None or case.measured != wanted:
            document.report("YA720", span, numbers=_numbers(case) if case else "—", said=Words("封顶", "capped"))
    return tried


def _number_of(entry: Entry) -> int:
    """Tell which activity of an example an entry is."""
    return entry.line - FIRST_ACTIVITY


def _turns(case: Outcome) -> bool:
    """Say whether the verdict is the one that the numbers call for, both bounds being included."""
    verdict = case.would_be or case.verdict
    low, high = case.bounds.at_least, case.bounds.at_most
    if case.measured is None:
        return True
    if high is not None and not case.measured <= high:
        return verdict is Verdict.OVER
    if low is not None and not low <= case.measured:
        return verdict is Verdict.SHORT
    return verdict in (Verdict.MET, Verdict.UNDECIDED)


def _check_pins(rule: ReadyRule, shown: Sequence[_Shown], document: Document) -> None:
    """Report the bounds that no two examples pin: one on the bound, and one a step beyond it."""
    step = A_STEP_OF_A_SHARE if isinstance(rule.measure, Share) else A_STEP
    for text in _unpinned(rule, rule.limits.at_least, shown, "at_least", "short", step):
        document.report("YA721", rule.span, bound=text, hint=PIN_LOWER)
    for text in _unpinned(rule, rule.limits.at_most, shown, "at_most", "over", step):
        document.report("YA721", rule.span, bound=text, hint=PIN_UPPER)


def _check_caps(rule: ReadyRule, shown: Sequence[_Shown], document: Document) -> None:
    """Report the caps that no example goes beyond."""
    measure = rule.measure
    if not isinstance(measure, Capped):
        return
    for cap, selector in zip(measure.caps, measure.capped, strict=True):
        if not any(_is_filled(one.outcome, cap.at_most, selector, measure) for one in shown):
            document.report("YA721", rule.span, bound=f"caps {cap.at_most}", hint=PIN_CAP)


def _is_filled(outcome: Outcome, most: Amount, selector: Selector, measure: Capped) -> bool:
    """Say whether what a cap is about counts for just as much as it allows, and there was more."""
    counted = [(entry, amount) for entry, amount in outcome.counted if selector.selects(entry.activity)]
    left_out = any(missed.reason == "capped" and selector.selects(missed.entry.activity) for missed in outcome.missed)
    stated = (
        [getattr(entry.activity, measure.total) for entry, _amount in counted] if isinstance(measure, Total) else []
    )
    there = sum(amount for _entry, amount in counted)
    return there == most and (left_out or sum(filter(None, stated)) > most)


def _unpinned(
    rule: ReadyRule, limit: Limit | None, shown: Iterable[_Shown], bound: str, missed: str, step: Fraction
) -> Iterator[str]:
    if limit is None:
        return
    if limit.is_unknown:
        sides = {one.side for one in shown}
        if not {"short", "undecided"} <= sides:
            yield quote(limit.value or "")
        return
    for text in limit.texts():
        wanted = rule.measure.bound(text)
        held = beyond = False
        for one in shown:
            number, measured = getattr(one.outcome.bounds, bound), one.outcome.measured
            if number is None or measured is None or (not isinstance(wanted, PerCent) and number != wanted):
                continue
            held |= one.alone == "met" and measured == number
            beyond |= one.alone == missed and 0 < abs(number - measured) <= step
        if not (held and beyond):
            yield text


OTHER_READINGS = Words("另一种读法", "other readings")
PIN_LOWER = Words(
    "在 examples 里各写一个例子：met 恰好等于这个数，short 只差一点",
    "Give two examples: under met one exactly at it, under short one just below",
)
PIN_UPPER = Words(
    "在 examples 里各写一个例子：met 恰好等于这个数，over 只多一点",
    "Give two examples: under met one exactly at it, under over one just above",
)
PIN_CAP = Words(
    "在 examples 里写一个例子：这一类超过封顶的数，多出的不计",
    "Give an example in which there is more of it than the cap, and the rest does not count",
)
