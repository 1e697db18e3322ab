"""One person against the rules: an outcome for every rule and period, or for each of their pairs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from functools import partial
from typing import NamedTuple

from yanpei_audit.audit.hearing import Hearing, Result
from yanpei_audit.audit.outcomes import AlsoRead, Outcome, Verdict
from yanpei_audit.audit.places import place_of
from yanpei_audit.audit.sorting import by_day, by_what_was_done
from yanpei_audit.calendar import Period, periods_to_judge
from yanpei_audit.glossary import key_words
from yanpei_audit.language import Words
from yanpei_audit.records import Entry, Person
from yanpei_audit.registry import EMPTY, Pair, Registry
from yanpei_audit.rules import ReadyRule
from yanpei_audit.rules.measures import Around, Missed

HELD, MISSING = frozenset({Verdict.MET, Verdict.EXPECTED}), frozenset({Verdict.SHORT, Verdict.OVER})


def judge_person(
    person: Person,
    rules: Sequence[ReadyRule],
    wanted: Period,
    as_of: dt.date,
    *,
    registry: Registry = EMPTY,
    detail: bool,
) -> tuple[Outcome, ...]:
    """Judge a person by every rule whose pack covers them, in every period that a run over `wanted` asks for.

    With `detail` the outcomes list the activities behind their numbers.
    """
    order = by_what_was_done if detail or any(rule.depends_on_order for rule in rules) else by_day
    by_kind: dict[str, list[Entry]] = {}
    for entry in sorted(person.entries, key=order):
        by_kind.setdefault(entry.activity.kind, []).append(entry)
    hearing = Hearing(person, by_kind, rules, as_of, registry)
    return tuple(
        outcome
        for rule in rules
        if person.faulty or rule.concerns(person)
        for period in periods_to_judge(rule.length, wanted, as_of)
        for outcome in _Case(hearing, rule, period, detail).outcomes()
    )


class _Case(NamedTuple):
    """One rule in one period before a person."""

    hearing: Hearing
    rule: ReadyRule
    period: Period
    detail: bool

    def outcomes(self) -> Iterator[Outcome]:
        """Judge once, or once for each of the person's pairs."""
        rule, person, period = self.rule, self.hearing.person, self.period
        plain = partial(Outcome, rule.id, period, advisory=rule.is_advisory, measured=None, bounds=rule.limits.plain())
        if person.faulty:
            yield plain(Verdict.UNDECIDED)
        elif not rule.in_force_on(period.last):
            yield plain(Verdict.NOT_APPLICABLE, applied=False)
        elif rule.wants_a_tier(person):
            yield plain(Verdict.PENDING, why=NO_TIER)
        elif not rule.is_for(person):
            yield plain(Verdict.NOT_APPLICABLE, applied=False)
        elif unsaid := rule.unsaid_of_schools(self.hearing.registry):
            yield plain(Verdict.UNDECIDED, why=UNSAID.format(field=key_words(unsaid[0])))
        elif rule.rule.subject == "pair":
            yield from map(self._outcome, self.hearing.pairs(rule, period))
        else:
            yield self._outcome(None)

    def _outcome(self, pair: Pair | None) -> Outcome:
        rule, hearing, period = self.rule, self.hearing, self.period
        around = hearing.around(rule, period, pair)
        result = hearing.result(rule, rule.limits, around)
        also = tuple(self._also(around))
        verdict, why = self._settled(result, also, around)
        tally, bounds = result.tally, result.bounds
        missing = None
        if bounds.at_least is not None and tally.number is not None:
            missing = max(Fraction(), bounds.at_least - tally.number)
        return Outcome(
            rule.id,
            period,
            verdict,
            tally.number,
            bounds,
            missing,
            advisory=rule.is_advisory,
            matched=len(tally.counted),
            counted=tuple(tally.counted) if self.detail else (),
            missed=_in_order([*result.missed, *tally.missed]) if self.detail else (),
            span=place_of(hearing.person, period, tally.counted, bounds, verdict),
            gaps=tally.gaps,
            also=also if self.detail or verdict is Verdict.PENDING else (),
            would_be=result.verdict if verdict is not result.verdict else None,
            why=why,
            partner=hearing.partner(rule, pair) if pair is not None else None,
            unrelated=result.unrelated if self.detail else 0,
            out_of=tally.out_of,
        )

    def _also(self, around: Around) -> Iterator[AlsoRead]:
        """Judge by the other readings; those that decide nothing are only for who wants to see them."""
        rule = self.rule
        for other in rule.others:
            if (other.decides or self.detail) and self.hearing.is_bound(rule, other.limits):
                result = self.hearing.result(rule, other.limits, around)
                yield AlsoRead(other.words, result.tally.number, result.bounds, result.verdict)

    def _settled(self, result: Result, also: Sequence[AlsoRead], around: Around) -> tuple[Verdict, Words | None]:
        """Give the verdict, where the rule is not for somebody after all, or its readings disagree, and why."""
        rule, verdict = self.rule, result.verdict
        if rule.occasion is not None and self.hearing.is_bound(rule, rule.occasion.limits):
            occasion = self.hearing.result(rule, rule.occasion.limits, around, proviso=True).verdict
            if occasion not in HELD and occasion is not Verdict.UNDECIDED:
                return Verdict.NOT_APPLICABLE, rule.occasion.words
        if rule.freedom is not None and verdict not in HELD and self.hearing.is_bound(rule, rule.freedom.limits):
            freedom = self.hearing.result(rule, rule.freedom.limits, around, proviso=True).verdict
            if freedom is Verdict.MET:
                return Verdict.EXEMPT, rule.freedom.words
            if freedom is Verdict.UNDECIDED:
                return Verdict.PENDING, rule.freedom.words
        if verdict is Verdict.PENDING:
            return verdict, NOT_JUDGED
        deciding = {other.words for other in rule.others if other.decides}
        for one in also:
            if one.words in deciding and _disagree(verdict, one.verdict):
                return Verdict.PENDING, DISAGREEMENT.format(reading=one.words, verdict=one.verdict.words)
        return verdict, LOST if verdict is Verdict.UNDECIDED else None


def _disagree(one: Verdict, other: Verdict) -> bool:
    return (one in HELD and other in MISSING) or (one in MISSING and other in HELD)


def _in_order(missed: Iterable[Missed]) -> tuple[Missed, ...]:
    return tuple(sorted(missed, key=lambda one: by_what_was_done(one.entry)))


NO_TIER = Words(
    "未定层：名册里没有写分层，教龄也不在任何一层", "no tier: neither the registry nor the years of service give one"
)
NOT_JUDGED = Words("还没有人认定", "nobody has judged it yet")
UNSAID = Words("学校名册里没有“{field}”", "the registry says no '{field}' of schools")
LOST = Words("来源的数字已脱落，定额未定", "the source has lost the number")
DISAGREEMENT = Words("另一种读法得“{verdict}”：{reading}", "another reading comes to '{verdict}': {reading}")
