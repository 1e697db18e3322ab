"""One person against the rules: which activities count, the number they make, and the verdict."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from functools import partial
from typing import NamedTuple

from yanpei_audit.audit.outcomes import AlsoRead, Outcome, Verdict
from yanpei_audit.audit.places import place_of
from yanpei_audit.audit.sorting import ByKind, Sieve, Sorted, by_day, by_what_was_done
from yanpei_audit.calendar import Period, periods_to_judge
from yanpei_audit.glossary import key_words
from yanpei_audit.language import Words
from yanpei_audit.records import Entry, Person
from yanpei_audit.registry import EMPTY, Pair, Registry
from yanpei_audit.rules import Bounds, ReadyRule
from yanpei_audit.rules.limits import Limits
from yanpei_audit.rules.measures import Around, Missed, Tally, Window

HELD, MISSING = frozenset({Verdict.MET, Verdict.EXPECTED}), frozenset({Verdict.SHORT, Verdict.OVER})
NOTHING_KNOWN = frozenset[str]()


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
    order = by_what_was_done if detail else by_day
    by_kind: dict[str, list[Entry]] = {}
    for entry in sorted(person.entries, key=order):
        by_kind.setdefault(entry.activity.kind, []).append(entry)
    hearing = Hearing(person, by_kind, rules, as_of, registry, detail)
    return tuple(
        outcome
        for rule in rules
        if person.faulty or rule.concerns(person)
        for period in periods_to_judge(rule.length, wanted, as_of)
        for outcome in hearing.outcomes(rule, period)
    )


class _Result(NamedTuple):
    """What one measure with its bounds comes to."""

    tally: Tally
    bounds: Bounds
    verdict: Verdict
    missed: list[Missed]
    unrelated: int


class Hearing(NamedTuple):
    """One person's activities, by kind and in the order of their days, before the rules in force."""

    person: Person
    by_kind: ByKind
    rules: Sequence[ReadyRule]
    as_of: dt.date
    registry: Registry
    detail: bool

    def outcomes(self, rule: ReadyRule, period: Period) -> Iterator[Outcome]:
        """Judge by one rule in one period: once, or once for each of the person's pairs."""
        plain = partial(Outcome, rule.id, period, advisory=rule.rule.level == "advisory", measured=None)
        nothing = rule.limits.plain()
        if self.person.faulty:
            yield plain(Verdict.UNDECIDED, bounds=nothing)
        elif not rule.in_force_on(period.last):
            yield plain(Verdict.NOT_APPLICABLE, bounds=nothing, applied=False)
        elif rule.wants_a_tier(self.person):
            yield plain(Verdict.PENDING, bounds=nothing, why=NO_TIER)
        elif not rule.is_for(self.person):
            yield plain(Verdict.NOT_APPLICABLE, bounds=nothing, applied=False)
        elif unsaid := rule.unsaid_of_schools(self.registry):
            yield plain(Verdict.UNDECIDED, bounds=nothing, why=UNSAID.format(field=key_words(unsaid[0])))
        elif rule.rule.subject == "pair":
            for pair in self._pairs(rule, period):
                yield self._outcome(rule, period, pair)
        else:
            yield self._outcome(rule, period, None)

    def _pairs(self, rule: ReadyRule, period: Period) -> tuple[Pair, ...]:
        if rule.pair is None:
            return ()
        return self.registry.pairs_of(self.person, rule.pair.kind, rule.pair.end, period.first, period.last)

    def _outcome(self, rule: ReadyRule, period: Period, pair: Pair | None) -> Outcome:
        around = self._around(rule, period, pair)
        result = self._result(rule, rule.limits, period, around)
        also = tuple(self._also(rule, period, around))
        verdict, why = self._settled(rule, result, also, period, around)
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
            advisory=rule.rule.level == "advisory",
            matched=len(tally.counted),
            counted=tuple(tally.counted) if self.detail else (),
            missed=_in_order([*result.missed, *tally.missed]) if self.detail else (),
            span=place_of(self.person, period, tally.counted, bounds, verdict),
            gaps=tally.gaps,
            also=also if self.detail or verdict is Verdict.PENDING else (),
            would_be=result.verdict if verdict is not result.verdict else None,
            why=why,
            partner=_partner(pair, rule),
            unrelated=result.unrelated if self.detail else 0,
        )

    def _around(self, rule: ReadyRule, period: Period, pair: Pair | None) -> Around:
        everyone = own = NOTHING_KNOWN
        if rule.pair is not None:
            end = "partner" if rule.pair.end == "lead" else "lead"
            named = [self.registry.names_of(getattr(one, end)) for one in self._pairs(rule, period)]
            everyone = frozenset(name for names in named for name in names)
            own = self.registry.names_of(getattr(pair, end)) if pair is not None else everyone
        by_name = {one.id.rule: one for one in self.rules if one.pack is rule.pack} if _refers(rule) else {}
        first, last = period.first, period.last
        if pair is not None:
            first, last = max(first, pair.from_ or first), min(last, pair.to or last)
        return Around(
            Window(first, last),
            self.as_of,
            lambda name: (
                self._sorted(by_name[name], by_name[name].limits, period, None).done if name in by_name else ()
            ),
            lambda name: self._needed(by_name[name], period),
            lambda name: self._least(by_name[name], period) if name in by_name else None,
            own,
            everyone,
        )

    def _sorted(self, rule: ReadyRule, limits: Limits, period: Period, around: Around | None) -> Sorted:
        around = around or self._around(rule, period, None)
        whole = around.period
        so_far = Window(whole.first, min(whole.last, self.as_of))
        beyond = rule.rule.beyond
        taken = frozenset(map(id, around.needed(beyond))) if beyond is not None else frozenset[int]()
        return Sieve(limits.measure, around, whole, so_far, rule.needs_evidence, taken).sort(self.by_kind)

    def _needed(self, rule: ReadyRule, period: Period) -> list[Entry]:
        """Give the activities, the earliest first, with which a rule reaches its lower bound."""
        result = self._result(rule, rule.limits, period, self._around(rule, period, None))
        needed, total = [], Fraction()
        for entry, amount in sorted(result.tally.counted, key=lambda one: by_what_was_done(one[0])):
            if result.bounds.at_least is None or total >= result.bounds.at_least:
                break
            needed.append(entry)
            total += Fraction(amount)
        return needed

    def _least(self, rule: ReadyRule, period: Period) -> Fraction | None:
        if not (rule.is_for(self.person) and rule.in_force_on(period.last)):
            return None
        return rule.limits.bounds(self.person.roles, rule.tier_of(self.person), None).at_least

    def _result(self, rule: ReadyRule, limits: Limits, period: Period, around: Around) -> _Result:
        activities = self._sorted(rule, limits, period, around)
        measure, whole = limits.measure, around.period
        tally = measure.tally(activities.done, Window(whole.first, min(whole.last, self.as_of)), around)
        bounds = limits.bounds(self.person.roles, rule.tier_of(self.person), tally.out_of)
        verdict = self._verdict(limits, tally, bounds, activities, around)
        return _Result(tally, bounds, verdict, activities.missed, activities.unrelated)

    def _verdict(self, limits: Limits, tally: Tally, bounds: Bounds, activities: Sorted, around: Around) -> Verdict:
        measure, is_open = limits.measure, self.as_of < around.period.last
        if tally.number is None:
            missing = Verdict(measure.if_nothing)
            return Verdict.ON_TRACK if is_open and missing is Verdict.SHORT else missing
        standing = _hold(tally.number, bounds)
        final = standing is Verdict.MET or (standing is Verdict.OVER and not measure.can_fall)
        if not is_open and standing is Verdict.SHORT and tally.waiting:
            return Verdict.ON_TRACK if _hold(tally.number + tally.waiting, bounds) is Verdict.MET else standing
        if final or not is_open or standing is Verdict.UNDECIDED:
            return standing
        ahead = measure.tally(sorted([*activities.done, *activities.to_come], key=by_day), around.period, around)
        expected = limits.bounds(self.person.roles, "", ahead.out_of) if not _by_tier(limits) else bounds
        likely = Verdict.SHORT if ahead.number is None else _hold(ahead.number, expected)
        return Verdict.EXPECTED if likely is Verdict.MET else Verdict.ON_TRACK

    def _also(self, rule: ReadyRule, period: Period, around: Around) -> Iterator[AlsoRead]:
        """Judge by the other readings; those that decide nothing are only for who wants to see them."""
        for other in rule.others:
            if other.decides or self.detail:
                result = self._result(rule, other.limits, period, around)
                yield AlsoRead(other.words, result.tally.number, result.bounds, result.verdict)

    def _settled(
        self, rule: ReadyRule, result: _Result, also: Sequence[AlsoRead], period: Period, around: Around
    ) -> tuple[Verdict, Words | None]:
        """Give the verdict, where the rule frees somebody or its readings disagree, and why."""
        deciding = {other.words for other in rule.others if other.decides}
        verdict = result.verdict
        if rule.occasion is not None:
            occasion = self._result(rule, rule.occasion.limits, period, around).verdict
            if occasion not in HELD and occasion is not Verdict.UNDECIDED:
                return Verdict.NOT_APPLICABLE, rule.occasion.words
        if rule.freedom is not None and verdict not in HELD:
            freedom = self._result(rule, rule.freedom.limits, period, around).verdict
            if freedom is Verdict.MET:
                return Verdict.EXEMPT, rule.freedom.words
            if freedom is Verdict.UNDECIDED:
                return Verdict.PENDING, rule.freedom.words
        if verdict is Verdict.PENDING:
            return verdict, NOT_JUDGED
        for one in also:
            if one.words in deciding and _disagree(verdict, one.verdict):
                return Verdict.PENDING, DISAGREEMENT.format(reading=one.words, verdict=one.verdict.words)
        return verdict, LOST if verdict is Verdict.UNDECIDED else None


def _disagree(one: Verdict, other: Verdict) -> bool:
    return (one in HELD and other in MISSING) or (one in MISSING and other in HELD)


def _by_tier(limits: Limits) -> bool:
    return any(limit is not None and limit.by == "tier" for limit in (limits.at_least, limits.at_most))


def _refers(rule: ReadyRule) -> bool:
    measures = [rule.measure, *(other.limits.measure for other in rule.others)]
    measures += [one.limits.measure for one in (rule.freedom, rule.occasion) if one is not None]
    evidence = rule.needs_evidence.refers if rule.needs_evidence else ()
    return bool(rule.rule.beyond or evidence or any(measure.refers_to() for measure in measures))


def _partner(pair: Pair | None, rule: ReadyRule) -> str:
    if pair is None or rule.pair is None:
        return ""
    return pair.partner if rule.pair.end == "lead" else pair.lead


def _in_order(missed: Iterable[Missed]) -> tuple[Missed, ...]:
    return tuple(sorted(missed, key=lambda one: by_what_was_done(one.entry)))


def _hold(number: Fraction, bounds: Bounds) -> Verdict:
    """Hold a number against its bounds, both included; of a lost one, nothing at all is a sure miss."""
    if bounds.at_most is not None and number > bounds.at_most:
        return Verdict.OVER
    if bounds.unknown:
        return Verdict.UNDECIDED if number > 0 else Verdict.SHORT
    if bounds.at_least is not None and number < bounds.at_least:
        return Verdict.SHORT
    return Verdict.MET


NO_TIER = Words(
    "未定层：名册里没有写分层，教龄也不在任何一层", "no tier: neither the registry nor the years of service give one"
)
NOT_JUDGED = Words("还没有人认定", "nobody has judged it yet")
UNSAID = Words("学校名册里没有“{field}”", "the registry says no '{field}' of schools")
LOST = Words("来源的数字已脱落，定额未定", "the source has lost the number")
DISAGREEMENT = Words("另一种读法得“{verdict}”：{reading}", "another reading comes to '{verdict}': {reading}")
