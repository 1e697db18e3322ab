"""One rule in one period before a person: the outcome, or one for each of their pairs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from functools import partial
from typing import NamedTuple

from yanpei_audit.audit.dues import IN_WEEKS, Dues, by_exemption, by_service, by_short_term
from yanpei_audit.audit.hearing import Hearing, Result
from yanpei_audit.audit.outcomes import FAILING, HELD, AlsoRead, Outcome, Verdict
from yanpei_audit.audit.places import place_of
from yanpei_audit.audit.sorting import by_what_was_done
from yanpei_audit.calendar import ONE_DAY, Period
from yanpei_audit.exemptions import Effect, Exemption
from yanpei_audit.glossary import key_words
from yanpei_audit.language import Words
from yanpei_audit.registry import Pair
from yanpei_audit.rules import ReadyRule
from yanpei_audit.rules.measures import Around, Missed
from yanpei_audit.rules.proration import Prorate


class Judgement(NamedTuple):
    """What a rule comes to by one lower bound and deadline, and why the verdict is what it is."""

    result: Result
    verdict: Verdict
    why: Words | None
    also: tuple[AlsoRead, ...]
    dues: Dues | None = None
    late: bool = False


class Case(NamedTuple):
    """One rule in one period before a person, who has the roles of that period."""

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
        elif not self.hearing.service.serves_in(period.first, period.last):
            yield plain(Verdict.NOT_APPLICABLE, applied=False, why=NOT_SERVING)
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
        alone = self._alone(pair)
        exemption = self._exemption()
        final = alone if exemption is None else self._excused(exemption, alone, pair)
        result, verdict = final.result, final.verdict
        tally, bounds = result.tally, result.bounds
        by_rule = hearing.result_bounds(rule, tally)
        missing = None
        if bounds.at_least is not None and tally.number is not None:
            missing = max(Fraction(), bounds.at_least - tally.number)
        would_be = result.verdict if final is alone else alone.verdict
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
            also=final.also if self.detail or verdict is Verdict.PENDING else (),
            would_be=would_be if verdict is not would_be else None,
            why=final.why,
            partner=hearing.partner(rule, pair) if pair is not None else None,
            unrelated=result.unrelated if self.detail else 0,
            out_of=tally.out_of,
            pace=result.pace,
            most=result.most,
            formula=final.dues.formula if final.dues is not None else None,
            original=by_rule if by_rule != bounds else None,
            exemption=exemption,
            late=final.late,
        )

    def _alone(self, pair: Pair | None) -> Judgement:
        """Judge without exemptions: prorated where that decides, and as made up within the days of grace."""
        rule, period = self.rule, self.period
        dues = self._prorated(rule.prorate, pair) if rule.prorate.decides else None
        judged = self._judged(pair, dues)
        if dues is not None and not dues.at_least:
            return judged._replace(verdict=Verdict.NOT_APPLICABLE, why=NO_PART)
        if judged.verdict is Verdict.SHORT and rule.grace and self.hearing.as_of > period.last:
            late = self._judged(pair, dues, period.last + rule.grace * ONE_DAY, days_of_grace=True)
            if late.verdict is Verdict.MET:
                judged = late._replace(late=True)
        if judged.verdict in FAILING:
            for other in self._for_reference(judged, pair):
                if self._judged(pair, other).verdict in HELD:
                    return judged._replace(verdict=Verdict.PENDING, why=FOR_REFERENCE.format(formula=other.formula))
        return judged

    def _prorated(self, prorate: Prorate, pair: Pair | None) -> Dues | None:
        hearing = self.hearing
        if prorate.by == "none" or pair is not None:
            return None
        return by_service(self.rule, hearing.person, hearing.service, hearing.calendar, self.period, prorate)

    def _for_reference(self, judged: Judgement, pair: Pair | None) -> Iterator[Dues]:
        """Give the lower bounds that the source allows to think of, and does not grant."""
        prorate = self.rule.prorate
        if prorate.by == "none" or pair is not None:
            return
        if not prorate.decides and (dues := self._prorated(prorate, pair)):
            yield dues
        if dues := by_short_term(self.rule, judged.result.bounds.at_least, self.hearing.calendar, self.period):
            yield dues

    def _judged(
        self, pair: Pair | None, dues: Dues | None, until: dt.date | None = None, *, days_of_grace: bool = False
    ) -> Judgement:
        rule, hearing = self.rule, self.hearing if until is None else self.hearing.as_of_day(until)
        around = hearing.around(rule, self.period, pair, until, days_of_grace=days_of_grace)
        result = hearing.result(rule, rule.limits, around, dues=dues)
        also = tuple(self._also(hearing, around, dues))
        verdict, why = self._settled(hearing, result, also, around)
        return Judgement(result, verdict, why, also, dues)

    def _exemption(self) -> Exemption | None:
        """Give the exemption in force; there is at most one, or else that is an error."""
        hearing = self.hearing
        for one in hearing.circumstances.exemptions.of(hearing.person.id, str(self.rule.id)):
            last = one.said.until
            day = hearing.as_of if last is None else min(hearing.as_of, last)
            if one.is_in_force_on(day) and (last is None or one.first in self.period):
                return one
        return None

    def _excused(self, exemption: Exemption, alone: Judgement, pair: Pair | None) -> Judgement:
        """Judge with an exemption in force; it is of no use to whom the rule already says is met or not applicable."""
        said = exemption.said
        attested = Verdict.MET if said.met else Verdict.SHORT
        ends_sooner = said.until is not None and said.until <= self.period.last
        if alone.verdict in (Verdict.NOT_APPLICABLE, attested) or ends_sooner:
            return alone
        match said.effect:
            case Effect.WAIVE:
                return alone._replace(verdict=Verdict.EXEMPT, why=exemption.why)
            case Effect.ATTEST:
                return alone._replace(verdict=attested, why=exemption.why)
            case Effect.EXTEND:
                judged = self._judged(pair, alone.dues, said.until)
            case _:
                judged = self._eased(self._eased_dues(exemption, alone.result.bounds.at_least, pair), alone, pair)
        return judged if judged is alone else judged._replace(why=exemption.why if judged.why is None else judged.why)

    def _eased(self, dues: Dues | None, alone: Judgement, pair: Pair | None) -> Judgement:
        """Judge by less than the rule asks for; where nothing is left of it, somebody is exempt."""
        if dues is None:
            return alone
        return self._judged(pair, dues) if dues.at_least else alone._replace(verdict=Verdict.EXEMPT, dues=dues)

    def _eased_dues(self, exemption: Exemption, least: Fraction | None, pair: Pair | None) -> Dues | None:
        """Give the lower bound that an exemption leaves; None where it leaves it as it is."""
        prorate = self.rule.prorate if self.rule.prorate.by != "none" else IN_WEEKS
        if exemption.said.amount is None:
            return self._prorated(prorate, pair)
        return by_exemption(exemption, least, prorate) if least is not None else None

    def _also(self, hearing: Hearing, around: Around, dues: Dues | None) -> Iterator[AlsoRead]:
        """Judge by the other readings; those that decide nothing are only for who wants to see them."""
        rule = self.rule
        for other in rule.others:
            if (other.decides or self.detail) and hearing.is_bound(rule, other.limits):
                same_bounds = other.limits[1:] == rule.limits[1:]
                result = hearing.result(rule, other.limits, around, dues=dues if same_bounds else None)
                yield AlsoRead(other.words, result.tally.number, result.bounds, result.verdict)

    def _settled(
        self, hearing: Hearing, result: Result, also: Sequence[AlsoRead], around: Around
    ) -> tuple[Verdict, Words | None]:
        """Give the verdict, where the rule is not for somebody after all, or its readings disagree, and why."""
        rule, verdict = self.rule, result.verdict
        if rule.occasion is not None and hearing.is_bound(rule, rule.occasion.limits):
            occasion = hearing.result(rule, rule.occasion.limits, around, proviso=True).verdict
            if occasion not in HELD and occasion is not Verdict.UNDECIDED:
                return Verdict.NOT_APPLICABLE, rule.occasion.words
        if rule.freedom is not None and verdict not in HELD and hearing.is_bound(rule, rule.freedom.limits):
            freedom = hearing.result(rule, rule.freedom.limits, around, proviso=True).verdict
            if freedom is Verdict.MET:
                return Verdict.EXEMPT, rule.freedom.words
            if freedom is Verdict.UNDECIDED:
                return Verdict.PENDING, rule.freedom.words
        if verdict is Verdict.PENDING:
            return verdict, UNANNOUNCED if result.tally.unsure else NOT_JUDGED
        deciding = {other.words for other in rule.others if other.decides}
        for one in also:
            if one.words in deciding and _disagree(verdict, one.verdict):
                return Verdict.PENDING, DISAGREEMENT.format(reading=one.words, verdict=one.verdict.words)
        return verdict, LOST if verdict is Verdict.UNDECIDED else None


def _disagree(one: Verdict, other: Verdict) -> bool:
    return (one in HELD and other in FAILING) or (one in FAILING and other in HELD)


def _in_order(missed: Iterable[Missed]) -> tuple[Missed, ...]:
    return tuple(sorted(missed, key=lambda one: by_what_was_done(one.entry)))


NO_TIER = Words(
    "未定层：名册里没有写分层，教龄也不在任何一层", "no tier: neither the registry nor the years of service give one"
)
NOT_SERVING = Words("这个周期内不在职", "not in service in this period")
NO_PART = Words("这个周期内没有在岗的日子", "at no post on any day of this period")
NOT_JUDGED = Words("还没有人认定", "nobody has judged it yet")
UNANNOUNCED = Words("有的日子放假安排尚未收录", "the holidays of some days are not announced yet")
UNSAID = Words("学校名册里没有“{field}”", "the registry says no '{field}' of schools")
LOST = Words("来源的数字已脱落，定额未定", "the source has lost the number")
DISAGREEMENT = Words("另一种读法得“{verdict}”：{reading}", "another reading comes to '{verdict}': {reading}")
FOR_REFERENCE = Words(
    "折算后已达到：{formula}；来源没有说可以折算，由人核定",
    "reached when prorated: {formula}; the source does not say that it may be, so somebody must decide",
)
