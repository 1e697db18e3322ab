"""One person's activities before the rules in force: what each measure comes to for them in a period."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from yanpei_audit.audit.dues import Dues
from yanpei_audit.audit.outcomes import Partner, Verdict
from yanpei_audit.audit.pace import Days, Pace, ahead_of, pace_of
from yanpei_audit.audit.sorting import ByKind, Sieve, by_day, by_what_was_done
from yanpei_audit.audit.verdicts import hold, outlook, standing
from yanpei_audit.calendar import ONE_DAY, Calendar, Period
from yanpei_audit.circumstances import Circumstances
from yanpei_audit.records import Entry, Person
from yanpei_audit.registry import Pair, Registry, Service
from yanpei_audit.rules import Bounds, ReadyRule
from yanpei_audit.rules.limits import Limits
from yanpei_audit.rules.measures import Ahead, Around, Counted, Missed, Tally, Window

NOBODY = frozenset[str]()
MET = Verdict.MET


class Result(NamedTuple):
    """What one measure with its bounds comes to, and the activities that it did not even look into.

    What is `unreachable` can come to `most` so much.
    """

    tally: Tally
    bounds: Bounds
    verdict: Verdict
    missed: list[Missed]
    unrelated: int
    pace: Pace | None = None
    most: Fraction | None = None


class Hearing(NamedTuple):
    """One person's activities, by kind and in the order of their days, before the rules in force, as of a day.

    The run is over a period that ends with `wanted_last`. The `marked` activities make up for a period that is named;
    which of all count `elsewhere` is told with the reason.
    """

    person: Person
    service: Service
    by_kind: ByKind
    rules: Sequence[ReadyRule]
    as_of: dt.date
    circumstances: Circumstances
    wanted_last: dt.date
    marked: Sequence[tuple[Entry, Period]]
    elsewhere: Callable[[Hearing, ReadyRule, Around], Mapping[int, str]]

    @property
    def registry(self) -> Registry:
        """What is known beside the records."""
        return self.circumstances.registry

    @property
    def calendar(self) -> Calendar:
        """The office's calendar."""
        return self.circumstances.calendar

    def in_period(self, period: Period) -> Hearing:
        """Give the person the years of service that they have in a period, and the roles and unit of their posts."""
        person, member = self.person, self.registry.people.get(self.person.id)
        if member is not None and member.teaching_since is not None:
            person = person._replace(years=member.years_on(period.first))
        if self.service.posts:
            held = [one for part in self.service.parts(period.first, period.last) for one in part.holdings]
            roles = tuple(dict.fromkeys(role for holding in held for role in holding.roles)) or person.roles
            unit = next((holding.unit for holding in reversed(held) if holding.unit), person.unit)
            person = person._replace(roles=roles, unit=unit)
        return self._replace(person=person) if person is not self.person else self

    def as_of_day(self, day: dt.date) -> Hearing:
        """Hear the same as of an earlier day."""
        return self._replace(as_of=min(self.as_of, day))

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

    def around(
        self,
        rule: ReadyRule,
        period: Period,
        pair: Pair | None = None,
        until: dt.date | None = None,
        *,
        days_of_grace: bool = False,
    ) -> Around:
        """Give what a rule is judged amid, `until` a later day than its last; for one pair, the days of it."""
        everyone = own = NOBODY
        if rule.pair is not None:
            end = _other_end(rule)
            named = [self.registry.names_of(getattr(one, end)) for one in self.pairs(rule, period)]
            everyone = frozenset(name for names in named for name in names)
            own = self.registry.names_of(getattr(pair, end)) if pair is not None else everyone
        whole = Window(period.first, period.last)
        window = Window(period.first, until or period.last)
        if pair is not None:
            window = Window(max(window.first, pair.from_ or window.first), min(window.last, pair.to or window.last))
        return Around(
            whole,
            window,
            self.as_of,
            lambda name: self._looked_at(rule, name, period),
            lambda name: self._needed(rule, name, period),
            lambda name: self._least(rule, name, period),
            own,
            everyone,
            self.calendar,
            days_of_grace,
        )

    def is_bound(self, rule: ReadyRule, limits: Limits) -> bool:
        """Say whether bounds that a rule names are for the person."""
        return limits.is_for(self.person.roles, rule.tier_of(self.person))

    def result(
        self, rule: ReadyRule, limits: Limits, around: Around, *, proviso: bool = False, dues: Dues | None = None
    ) -> Result:
        """Measure by the rule's own measure and bounds, or by others that it names, or what is owed in their place.

        What an activity needs to count for the rule, and what other rules take first, is nothing to a `proviso` of it.
        In a window that goes on behind the period only the lower bound is looked at: what is made up there is not more.
        """
        whole, so_far = around.window, around.so_far
        activities = self._sieve(rule, limits, around, proviso=proviso).sort(self.by_kind)
        tally = limits.measure.tally(activities.done, so_far, around)
        bounds = self._bounds(rule, limits, tally, dues, around)
        is_open = self.as_of < max(whole.last, around.period.last)
        verdict = standing(limits, tally, bounds, is_open=is_open)
        pace = self._pace(rule, limits, tally, bounds, around) if is_open else None
        most: Fraction | None = None
        if verdict is Verdict.ON_TRACK and is_open:
            everything = sorted([*activities.done, *activities.to_come], key=by_day)
            at_last = around._replace(as_of=dt.date.max)
            ahead = limits.measure.tally(everything, whole, at_last)
            if ahead.number is not None and hold(ahead.number, self._bounds(rule, limits, ahead, dues, around)) is MET:
                verdict = Verdict.EXPECTED
            else:
                hoped = limits.measure.tally(everything, so_far, at_last) if activities.to_come else tally
                verdict, most = outlook(limits.measure, hoped, bounds, pace, self._ahead(rule, around))
        return Result(tally, bounds, verdict, activities.missed, activities.unrelated, pace, most)

    def _bounds(self, rule: ReadyRule, limits: Limits, tally: Tally, dues: Dues | None, around: Around) -> Bounds:
        bounds = self.bounds(rule, limits, tally)
        if around.window.last > around.period.last:
            bounds = bounds._replace(at_most=None)
        return dues.of(bounds) if dues is not None else bounds

    def bounds(self, rule: ReadyRule, limits: Limits, tally: Tally) -> Bounds:
        """Give the bounds that a rule has for the person, whatever they owe in their place."""
        return limits.bounds(self.person.roles, rule.tier_of(self.person), tally.out_of)

    def _pace(self, rule: ReadyRule, limits: Limits, tally: Tally, bounds: Bounds, around: Around) -> Pace | None:
        """Give the pace towards a lower bound of what grows little by little."""
        basis, number, least = rule.pace_basis, tally.number, bounds.at_least
        if basis is None or number is None or least is None or not limits.measure.accrues:
            return None
        return pace_of(number, least, Days(self.calendar, self.service, around.window), self.as_of, basis)

    def _ahead(self, rule: ReadyRule, around: Around) -> Ahead:
        """Give the days left, those of grace among them."""
        window = around.window._replace(last=around.window.last + rule.grace * ONE_DAY)
        return ahead_of(Days(self.calendar, self.service, window), self.as_of, self.circumstances.a_day)

    def _sieve(self, rule: ReadyRule, limits: Limits, around: Around, *, proviso: bool = False) -> Sieve:
        if proviso:
            return Sieve(limits.measure, around)
        taken = dict(self.elsewhere(self, rule, around))
        if rule.rule.beyond is not None:
            taken |= {id(entry): "taken" for entry in around.needed(rule.rule.beyond)}
        return Sieve(limits.measure, around, rule.needs_evidence, taken)

    def _other(self, rule: ReadyRule, name: str, period: Period) -> ReadyRule | None:
        """Give another rule of the same pack, where it is for the person and in force."""
        other = next((one for one in self.rules if one.pack is rule.pack and one.id.rule == name), None)
        in_force = other is not None and other.in_force_on(min(period.last, self.as_of))
        return other if other is not None and in_force and other.is_for(self.person) else None

    def _looked_at(self, rule: ReadyRule, name: str, period: Period) -> Sequence[Entry]:
        other = self._other(rule, name, period)
        if other is None:
            return ()
        return self._sieve(other, other.limits, self.around(other, period)).sort(self.by_kind).done

    def _needed(self, rule: ReadyRule, name: str, period: Period) -> Sequence[Entry]:
        """Give the activities, the earliest first, with which another rule reaches its lower bound."""
        other = self._other(rule, name, period)
        if other is None:
            return ()
        result = self.result(other, other.limits, self.around(other, period))
        return needed_for(result.tally.counted, result.bounds.at_least)

    def _least(self, rule: ReadyRule, name: str, period: Period) -> Fraction | None:
        other = self._other(rule, name, period)
        if other is None:
            return None
        return other.limits.bounds(self.person.roles, other.tier_of(self.person), None).at_least


def needed_for(counted: Iterable[Counted], least: Fraction | None) -> list[Entry]:
    """Give the activities, the earliest first, whose amounts come to a lower bound."""
    needed, total = [], Fraction()
    for entry, amount in sorted(counted, key=lambda one: by_what_was_done(one[0])):
        if least is None or total >= least:
            break
        needed.append(entry)
        total += Fraction(amount)
    return needed


def _other_end(rule: ReadyRule) -> str:
    return "lead" if rule.pair is not None and rule.pair.end == "partner" else "partner"
