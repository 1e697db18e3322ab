"""One rule in one period before a person: the outcome, or one for each of their pairs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from fractions import Fraction
from functools import partial
from typing import NamedTuple

from yanpei_audit.audit.dues import IN_WEEKS, Dues, Served, by_exemption, by_service, by_short_term
from yanpei_audit.audit.hearing import Hearing, Result
from yanpei_audit.audit.outcomes import FAILING, HELD, AlsoRead, Outcome, Verdict
from yanpei_audit.audit.places import place_of
from yanpei_audit.audit.readings import Owing, in_full, other_readings, owing_always, settled
from yanpei_audit.audit.sorting import by_what_was_done
from yanpei_audit.calendar import ONE_DAY, Period
from yanpei_audit.exemptions import Effect, Exemption
from yanpei_audit.glossary import key_words
from yanpei_audit.language import Words
from yanpei_audit.registry import Pair
from yanpei_audit.rules import ReadyRule
from yanpei_audit.rules.limits import Limits
from yanpei_audit.rules.measures import Missed
from yanpei_audit.rules.proration import Prorate


class Judgement(NamedTuple):
    """What a rule comes to by one lower bound and deadline, and why the verdict is what it is.

    It is `excused` where an exemption made a difference.
    """

    result: Result
    verdict: Verdict
    why: Words | None
    also: tuple[AlsoRead, ...]
    dues: Dues | None = None
    late: bool = False
    curable_until: dt.date | None = None
    reference: Words | None = None
    excused: bool = False


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
        elif not rule.in_force_on(min(period.last, self.hearing.as_of)):
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
        by_rule = hearing.bounds(rule, rule.limits, tally)
        missing = None
        is_attested = final.excused and exemption is not None and exemption.said.effect is Effect.ATTEST
        if bounds.at_least is not None and tally.number is not None and not is_attested:
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
            out_of=tally.out_of if tally.out_of is not None else tally.whole,
            pace=result.pace,
            most=result.most,
            formula=final.dues.formula if final.dues is not None else None,
            reference=final.reference,
            original=by_rule if by_rule != bounds else None,
            exemption=exemption,
            excused=final.excused,
            late=final.late,
            curable_until=final.curable_until if verdict is Verdict.SHORT else None,
        )

    def _alone(self, pair: Pair | None) -> Judgement:
        """Judge without exemptions: prorated where that decides."""
        judged = self._owing(pair, self._by_service if self.rule.prorate.decides else in_full)
        if judged.dues is not None and not judged.dues.at_least:
            works = self.hearing.service.works_in(self.period.first, self.period.last)
            return judged._replace(verdict=Verdict.NOT_APPLICABLE, why=judged.dues.formula if works else NO_PART)
        return judged

    def _owing(self, pair: Pair | None, owing: Owing) -> Judgement:
        """Judge by what somebody owes, as made up within the days of grace; 待核 where another bound is thinkable."""
        judged = self._judged(pair, owing)
        if judged.verdict is Verdict.SHORT and self.rule.grace and self.hearing.as_of > self.period.last:
            judged = self._made_up(judged, pair, owing)
        if judged.verdict in HELD:
            return judged
        for other in self._for_reference(judged, pair):
            judged = judged._replace(reference=other.formula)
            if judged.verdict in FAILING and self._judged(pair, owing_always(other)).verdict in HELD:
                return judged._replace(verdict=Verdict.PENDING, why=FOR_REFERENCE.format(formula=other.formula))
        return judged

    def _made_up(self, judged: Judgement, pair: Pair | None, owing: Owing) -> Judgement:
        """Judge what is short in the days of grace: met late, or still to be made up."""
        until = self.period.last + self.rule.grace * ONE_DAY
        late = self._judged(pair, owing, until, days_of_grace=True)
        if late.verdict is Verdict.MET:
            return late._replace(late=True)
        is_curable = self.hearing.as_of < until and late.verdict is not Verdict.UNREACHABLE
        return judged._replace(curable_until=until if is_curable else None)

    def _by_service(self, limits: Limits) -> Dues | None:
        """Prorate bounds as the rule says."""
        return self._prorated(limits, self.rule.prorate)

    def _prorated(self, limits: Limits, prorate: Prorate) -> Dues | None:
        hearing = self.hearing
        if prorate.by == "none" or self.rule.rule.subject == "pair":
            return None
        served = Served(hearing.person, hearing.service, hearing.calendar, self.period)
        return by_service(self.rule, limits, served, prorate)

    def _for_reference(self, judged: Judgement, pair: Pair | None) -> Iterator[Dues]:
        """Give the lower bounds that the source allows to think of, and does not grant."""
        prorate, limits = self.rule.prorate, self.rule.limits
        if prorate.by == "none" or pair is not None:
            return
        least = judged.result.bounds.at_least
        thinkable = [
            None if prorate.decides else self._by_service(limits),
            by_short_term(limits, least, self.hearing.calendar, self.period),
        ]
        yield from (dues for dues in thinkable if dues is not None and least is not None and dues.at_least < least)

    def _judged(
        self, pair: Pair | None, owing: Owing, until: dt.date | None = None, *, days_of_grace: bool = False
    ) -> Judgement:
        rule, hearing = self.rule, self.hearing if until is None else self.hearing.as_of_day(until)
        around = hearing.around(rule, self.period, pair, until, days_of_grace=days_of_grace)
        dues = owing(rule.limits)
        result = hearing.result(rule, rule.limits, around, dues=dues)
        also = tuple(other_readings(hearing, rule, around, owing, detail=self.detail))
        verdict, why = settled(hearing, rule, result, also, around)
        return Judgement(result, verdict, why, also, dues)

    def _exemption(self) -> Exemption | None:
        """Give the exemption in force: as of the day of the run, or, of a period before its end, as of its last day."""
        hearing, period = self.hearing, self.period
        as_of = hearing.as_of if period.last >= hearing.wanted_last else min(hearing.as_of, period.last)
        for one in hearing.circumstances.exemptions.of(hearing.person.id, str(self.rule.id)):
            until = one.said.until
            if one.is_in_force_on(as_of if until is None else min(hearing.as_of, until)) and (
                until is None or one.first in period
            ):
                return one
        return None

    def _excused(self, exemption: Exemption, alone: Judgement, pair: Pair | None) -> Judgement:
        """Judge with an exemption in force; it is of no use to whom the rule already says is met or not applicable."""
        said, is_open = exemption.said, self.hearing.as_of < self.period.last
        attested = Verdict.MET if said.met else Verdict.SHORT
        in_vain = said.until is not None and said.until <= self.period.last
        if alone.verdict in (Verdict.NOT_APPLICABLE, attested) or in_vain or (is_open and not said.met):
            return alone
        match said.effect:
            case Effect.WAIVE:
                judged = alone._replace(verdict=Verdict.EXEMPT)
            case Effect.ATTEST:
                judged = alone._replace(verdict=attested)
            case Effect.EXTEND:
                judged = self._judged(pair, self._by_service if self.rule.prorate.decides else in_full, said.until)
            case _:
                judged = self._eased(exemption, alone, pair)
        is_worse = judged.verdict in FAILING and alone.verdict not in FAILING and said.met
        if judged is alone or is_worse:
            return alone
        decided = judged.why is None or said.effect in (Effect.WAIVE, Effect.ATTEST)
        return judged._replace(why=exemption.why if decided else judged.why, excused=True)

    def _eased(self, exemption: Exemption, alone: Judgement, pair: Pair | None) -> Judgement:
        """Judge by less than the rule asks for; where nothing is left of it, somebody is exempt."""

        def owing(limits: Limits) -> Dues | None:
            owed = self._by_service(limits) if self.rule.prorate.decides else None
            if exemption.said.amount is None:
                return owed or self._prorated(limits, self.rule.prorate if self.rule.prorate.by != "none" else IN_WEEKS)
            plain = limits.bounds(self.hearing.person.roles, self.rule.tier_of(self.hearing.person), None).at_least
            least = owed.at_least if owed is not None else plain
            eased = by_exemption(exemption, least, self.rule.prorate) if least is not None else None
            return eased or owed

        dues = owing(self.rule.limits)
        if dues is None or dues == alone.dues:
            return alone
        return self._owing(pair, owing) if dues.at_least else alone._replace(verdict=Verdict.EXEMPT, dues=dues)


def _in_order(missed: Iterable[Missed]) -> tuple[Missed, ...]:
    return tuple(sorted(missed, key=lambda one: by_what_was_done(one.entry)))


NO_TIER = Words(
    "未定层：名册里没有写分层，教龄也不在任何一层", "no tier: neither the registry nor the years of service give one"
)
NOT_SERVING = Words("这个周期内不在职", "not in service in this period")
NO_PART = Words("这个周期内没有在岗的日子", "at no post on any day of this period")
UNSAID = Words("学校名册里没有“{field}”", "the registry says no '{field}' of schools")
FOR_REFERENCE = Words(
    "折算后已达到：{formula}；来源没有说可以折算，由人核定",
    "reached when prorated: {formula}; the source does not say that it may be, so somebody must decide",
)
