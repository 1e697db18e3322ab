"""One person's activities before the rules in force: what each measure comes to for them in a period."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from yanpei_audit.audit.outcomes import Partner, Verdict
from yanpei_audit.audit.sorting import ByKind, Sieve, Sorted, by_day, by_what_was_done
from yanpei_audit.calendar import Period
from yanpei_audit.records import Entry, Person
from yanpei_audit.registry import Pair, Registry
from yanpei_audit.rules import Bounds, ReadyRule
from yanpei_audit.rules.limits import Limits
from yanpei_audit.rules.measures import Around, Missed, Tally, Window

NOBODY = frozenset[str]()


class Result(NamedTuple):
    """What one measure with its bounds comes to, and the activities that it did not even look into."""

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

    def pairs(self, rule: ReadyRule, period: Period) -> tuple[Pair, ...]:
        """Give the pairs of the person that a rule is about."""
        if rule.pair is None:
            return ()
        return self.registry.pairs_of(self.person, rule.pair.kind, rule.pair.end, period.first, period.last)

    def partner(self, rule: ReadyRule, pair: Pair) -> Partner:
        """Give the other end of a pair, with its name where the registry knows it."""
        other = str(getattr(pair, _other_end(rule)))
        member = self.registry.people.get(other)
        return Partner(other, member.name if member is not None else other)

    def around(self, rule: ReadyRule, period: Period, pair: Pair | None = None) -> Around:
        """Give what a rule is judged amid; for one pair, the days on which it exists."""
        everyone = own = NOBODY
        if rule.pair is not None:
            end = _other_end(rule)
            named = [self.registry.names_of(getattr(one, end)) for one in self.pairs(rule, period)]
            everyone = frozenset(name for names in named for name in names)
            own = self.registry.names_of(getattr(pair, end)) if pair is not None else everyone
        whole = window = Window(period.first, period.last)
        if pair is not None:
            window = Window(max(whole.first, pair.from_ or whole.first), min(whole.last, pair.to or whole.last))
        return Around(
            whole,
            window,
            self.as_of,
            lambda name: self._looked_at(rule, name, period),
            lambda name: self._needed(rule, name, period),
            lambda name: self._least(rule, name, period),
            own,
            everyone,
        )

    def is_bound(self, rule: ReadyRule, limits: Limits) -> bool:
        """Say whether bounds that a rule names are for the person."""
        return limits.is_for(self.person.roles, rule.tier_of(self.person))

    def result(self, rule: ReadyRule, limits: Limits, around: Around, *, proviso: bool = False) -> Result:
        """Measure by the rule's own measure and bounds, or by others that it names.

        What an activity needs to count for the rule, and what other rules take first, is nothing to a `proviso` of it.
        """
        activities = self._sorted(rule, limits, around, proviso=proviso)
        whole, tier = around.window, rule.tier_of(self.person)
        so_far = Window(whole.first, min(whole.last, self.as_of))
        tally = limits.measure.tally(activities.done, so_far, around)
        bounds = limits.bounds(self.person.roles, tier, tally.out_of)
        verdict = standing(limits, tally, bounds, is_open=self.as_of < whole.last)
        if verdict is Verdict.ON_TRACK and self.as_of < whole.last:
            everything = sorted([*activities.done, *activities.to_come], key=by_day)
            ahead = limits.measure.tally(everything, whole, around._replace(as_of=dt.date.max))
            expected = limits.bounds(self.person.roles, tier, ahead.out_of)
            if ahead.number is not None and hold(ahead.number, expected) is Verdict.MET:
                verdict = Verdict.EXPECTED
        return Result(tally, bounds, verdict, activities.missed, activities.unrelated)

    def _sorted(self, rule: ReadyRule, limits: Limits, around: Around, *, proviso: bool = False) -> Sorted:
        whole = around.window
        so_far = Window(whole.first, min(whole.last, self.as_of))
        if proviso:
            return Sieve(limits.measure, around, whole, so_far).sort(self.by_kind)
        beyond = rule.rule.beyond
        taken = frozenset(map(id, around.needed(beyond))) if beyond is not None else frozenset[int]()
        return Sieve(limits.measure, around, whole, so_far, rule.needs_evidence, taken).sort(self.by_kind)

    def _other(self, rule: ReadyRule, name: str, period: Period) -> ReadyRule | None:
        """Give another rule of the same pack, where it is for the person and in force."""
        other = next((one for one in self.rules if one.pack is rule.pack and one.id.rule == name), None)
        return other if other is not None and other.is_for(self.person) and other.in_force_on(period.last) else None

    def _looked_at(self, rule: ReadyRule, name: str, period: Period) -> Sequence[Entry]:
        other = self._other(rule, name, period)
        return self._sorted(other, other.limits, self.around(other, period)).done if other is not None else ()

    def _needed(self, rule: ReadyRule, name: str, period: Period) -> Sequence[Entry]:
        """Give the activities, the earliest first, with which another rule reaches its lower bound."""
        other = self._other(rule, name, period)
        if other is None:
            return ()
        result = self.result(other, other.limits, self.around(other, period))
        needed, total = [], Fraction()
        for entry, amount in sorted(result.tally.counted, key=lambda one: by_what_was_done(one[0])):
            if result.bounds.at_least is None or total >= result.bounds.at_least:
                break
            needed.append(entry)
            total += Fraction(amount)
        return needed

    def _least(self, rule: ReadyRule, name: str, period: Period) -> Fraction | None:
        other = self._other(rule, name, period)
        if other is None:
            return None
        return other.limits.bounds(self.person.roles, other.tier_of(self.person), None).at_least


def _other_end(rule: ReadyRule) -> str:
    return "lead" if rule.pair is not None and rule.pair.end == "partner" else "partner"


def standing(limits: Limits, tally: Tally, bounds: Bounds, *, is_open: bool) -> Verdict:
    """Give the verdict of a tally: while the period is open, and while there is time left, nothing is short."""
    measure = limits.measure
    if tally.number is None:
        missing = Verdict(measure.if_nothing)
        return Verdict.ON_TRACK if is_open and missing is Verdict.SHORT else missing
    verdict = hold(tally.number, bounds)
    if verdict is Verdict.SHORT and tally.waiting and hold(tally.number + tally.waiting, bounds) is Verdict.MET:
        return Verdict.ON_TRACK
    may_change = verdict is Verdict.SHORT or (verdict is Verdict.OVER and measure.can_fall)
    return Verdict.ON_TRACK if is_open and may_change else verdict


def hold(number: Fraction, bounds: Bounds) -> Verdict:
    """Hold a number against its bounds, both included; of a lost one, nothing at all is a sure miss."""
    if bounds.at_most is not None and number > bounds.at_most:
        return Verdict.OVER
    if bounds.unknown:
        return Verdict.UNDECIDED if number > 0 else Verdict.SHORT
    if bounds.at_least is not None and number < bounds.at_least:
        return Verdict.SHORT
    return Verdict.MET
