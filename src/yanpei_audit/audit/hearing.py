"""One person's activities before the rules in force: what each measure comes to for them in a period."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from types import MappingProxyType
from typing import NamedTuple

from yanpei_audit.audit.dues import Dues
from yanpei_audit.audit.outcomes import HELD, Partner, Verdict
from yanpei_audit.audit.pace import Days, Pace, ahead_of, pace_of
from yanpei_audit.audit.sorting import ByKind, Sieve, by_day, by_what_was_done
from yanpei_audit.audit.verdicts import hold, outlook, standing
from yanpei_audit.calendar import ONE_DAY, Calendar, Period
from yanpei_audit.circumstances import Circumstances
from yanpei_audit.exemptions import Effect, Exemption
from yanpei_audit.records import Entry, Person
from yanpei_audit.registry import Pair, Registry, Service
from yanpei_audit.rules import Bounds, ReadyRule
from yanpei_audit.rules.limits import Limits
from yanpei_audit.rules.measures import Ahead, Around, Missed, Tally, Window

NOBODY = frozenset[str]()
NOTHING_TAKEN: Mapping[int, str] = MappingProxyType({})


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

    The `marked` ones make up for a period that is named.
    """

    person: Person
    service: Service
    by_kind: ByKind
    rules: Sequence[ReadyRule]
    as_of: dt.date
    circumstances: Circumstances
    marked: Sequence[tuple[Entry, Period]] = ()

    @property
    def registry(self) -> Registry:
        """What is known beside the records."""
        return self.circumstances.registry

    @property
    def calendar(self) -> Calendar:
        """The office's calendar."""
        return self.circumstances.calendar

    def in_period(self, period: Period) -> Hearing:
        """Give the person the roles and the unit of the posts that they hold in a period."""
        if not self.service.posts:
            return self
        held = [one for part in self.service.parts(period.first, period.last) for one in part.holdings]
        roles = tuple(dict.fromkeys(role for holding in held for role in holding.roles)) or self.person.roles
        unit = next((holding.unit for holding in reversed(held) if holding.unit), self.person.unit)
        return self._replace(person=self.person._replace(roles=roles, unit=unit))

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
        """
        whole = around.window
        so_far = Window(whole.first, min(whole.last, self.as_of))
        activities = self._sieve(rule, limits, around, so_far, proviso=proviso).sort(self.by_kind)
        tally = limits.measure.tally(activities.done, so_far, around)
        bounds = self._bounds(rule, limits, tally, dues)
        is_open = self.as_of < whole.last
        verdict = standing(limits, tally, bounds, is_open=is_open)
        pace = self._pace(rule, limits, tally, bounds, around) if is_open else None
        most: Fraction | None = None
        if verdict is Verdict.ON_TRACK and is_open:
            everything = sorted([*activities.done, *activities.to_come], key=by_day)
            ahead = limits.measure.tally(everything, whole, around._replace(as_of=dt.date.max))
            expected = self._bounds(rule, limits, ahead, dues)
            if ahead.number is not None and hold(ahead.number, expected) is Verdict.MET:
                verdict = Verdict.EXPECTED
            else:
                verdict, most = outlook(limits.measure, tally, bounds, pace, self._ahead(around))
        return Result(tally, bounds, verdict, activities.missed, activities.unrelated, pace, most)

    def _bounds(self, rule: ReadyRule, limits: Limits, tally: Tally, dues: Dues | None) -> Bounds:
        bounds = limits.bounds(self.person.roles, rule.tier_of(self.person), tally.out_of)
        return dues.of(bounds) if dues is not None else bounds

    def result_bounds(self, rule: ReadyRule, tally: Tally) -> Bounds:
        """Give the bounds of a rule for the person, whatever they owe in their place."""
        return self._bounds(rule, rule.limits, tally, None)

    def _pace(self, rule: ReadyRule, limits: Limits, tally: Tally, bounds: Bounds, around: Around) -> Pace | None:
        """Give the pace towards a lower bound of what grows little by little."""
        basis, number, least = rule.pace_basis, tally.number, bounds.at_least
        if basis is None or number is None or least is None or not limits.measure.accrues:
            return None
        return pace_of(number, least, Days(self.calendar, self.service, around.window), self.as_of, basis)

    def _ahead(self, around: Around) -> Ahead:
        days = Days(self.calendar, self.service, around.window)
        return ahead_of(days, self.as_of, self.circumstances.a_day)

    def _sieve(
        self, rule: ReadyRule, limits: Limits, around: Around, so_far: Window, *, proviso: bool = False
    ) -> Sieve:
        if proviso:
            return Sieve(limits.measure, around, around.window, so_far)
        taken = {**self._of_other_periods(rule, around), **self._used_by_extension(rule, around)}
        if rule.rule.beyond is not None:
            taken |= {id(entry): "taken" for entry in around.needed(rule.rule.beyond)}
        return Sieve(limits.measure, around, around.window, so_far, rule.needs_evidence, taken)

    def _of_other_periods(self, rule: ReadyRule, around: Around) -> Mapping[int, str]:
        """Give the activities that make up for another period; in days of grace, also those that make up for none."""
        if not self.marked and around.window.last <= around.period.last:
            return NOTHING_TAKEN
        own = self.calendar.period_of(rule.length, around.period.first)
        others = {
            id(entry): "made_up" for entry, period in self.marked if period.length is own.length and period.id != own.id
        }
        if not around.days_of_grace:
            return others
        marked = {id(entry) for entry, _period in self.marked}
        late = (entry for kind in self.by_kind.values() for entry in kind if entry.last > own.last)
        return others | {id(entry): "outside_period" for entry in late if id(entry) not in marked}

    def _used_by_extension(self, rule: ReadyRule, around: Around) -> Mapping[int, str]:
        """Give the activities with which somebody met the period before, when it was extended into this one."""
        extensions = [
            one
            for one in self.circumstances.exemptions.of(self.person.id, str(rule.id))
            if one.said.effect is Effect.EXTEND
        ]
        if not extensions or rule.rule.subject == "pair":
            return NOTHING_TAKEN
        before = self.calendar.period_of(rule.length, around.period.first - ONE_DAY)
        until = self.extended(before, extensions)
        if until is None or not rule.in_force_on(before.last):
            return NOTHING_TAKEN
        then = self.in_period(before).as_of_day(until)
        in_time = then.result(rule, rule.limits, then.around(rule, before))
        late = then.result(rule, rule.limits, then.around(rule, before, until=until))
        if in_time.verdict in HELD or late.verdict is not Verdict.MET:
            return NOTHING_TAKEN
        return {id(entry): "made_up" for entry in _needed(late) if entry.last > before.last}

    def extended(self, period: Period, exemptions: Iterable[Exemption]) -> dt.date | None:
        """Give the day to which exemptions in force extend a period, if any does."""
        days = [
            one.said.until
            for one in exemptions
            if one.said.until is not None
            and one.said.until > period.last
            and one.first in period
            and one.is_in_force_on(min(self.as_of, one.said.until))
        ]
        return max(days, default=None)

    def _other(self, rule: ReadyRule, name: str, period: Period) -> ReadyRule | None:
        """Give another rule of the same pack, where it is for the person and in force."""
        other = next((one for one in self.rules if one.pack is rule.pack and one.id.rule == name), None)
        return other if other is not None and other.is_for(self.person) and other.in_force_on(period.last) else None

    def _looked_at(self, rule: ReadyRule, name: str, period: Period) -> Sequence[Entry]:
        other = self._other(rule, name, period)
        if other is None:
            return ()
        around = self.around(other, period)
        so_far = Window(around.window.first, min(around.window.last, self.as_of))
        return self._sieve(other, other.limits, around, so_far).sort(self.by_kind).done

    def _needed(self, rule: ReadyRule, name: str, period: Period) -> Sequence[Entry]:
        """Give the activities, the earliest first, with which another rule reaches its lower bound."""
        other = self._other(rule, name, period)
        return _needed(self.result(other, other.limits, self.around(other, period))) if other is not None else ()

    def _least(self, rule: ReadyRule, name: str, period: Period) -> Fraction | None:
        other = self._other(rule, name, period)
        if other is None:
            return None
        return other.limits.bounds(self.person.roles, other.tier_of(self.person), None).at_least


def _needed(result: Result) -> list[Entry]:
    """Give the activities, the earliest first, with which a result reaches its lower bound."""
    needed, total = [], Fraction()
    for entry, amount in sorted(result.tally.counted, key=lambda one: by_what_was_done(one[0])):
        if result.bounds.at_least is None or total >= result.bounds.at_least:
            break
        needed.append(entry)
        total += Fraction(amount)
    return needed


def _other_end(rule: ReadyRule) -> str:
    return "lead" if rule.pair is not None and rule.pair.end == "partner" else "partner"
