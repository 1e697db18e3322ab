"""Rules made ready to judge with: every name in them looked up, every bound readable."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from yanpei_audit.calendar import Basis, Length, Stretch
from yanpei_audit.findings import SourceSpan
from yanpei_audit.language import Words
from yanpei_audit.records import Person
from yanpei_audit.registry import Holding, Registry
from yanpei_audit.rules.audience import AppliesTo
from yanpei_audit.rules.limits import Limits
from yanpei_audit.rules.measures import Measure
from yanpei_audit.rules.measures.days import Days
from yanpei_audit.rules.pack import PairEnd, Rule, RuleId, RulePack
from yanpei_audit.rules.proration import Prorate
from yanpei_audit.rules.where import Selector


class Reading(NamedTuple):
    """Another reading of a rule made ready: its measure and bounds, and whether a different result is 待核."""

    words: Words
    limits: Limits
    decides: bool


class Proviso(NamedTuple):
    """What a rule depends on made ready."""

    words: Words
    limits: Limits


class ReadyRule(NamedTuple):
    """A rule made ready to judge with: its bounds, and where its bound is written.

    `audience` are the people its pack is for. For those of them whom `addressees` leaves out it is not applicable,
    nor is it without the `occasion`. What is the `freedom` of somebody exempts them. The `versions` are the days on
    which each version of its pack is in force, its own among them.
    """

    id: RuleId
    rule: Rule
    pack: RulePack
    limits: Limits
    length: Length
    span: SourceSpan
    audience: AppliesTo
    addressees: AppliesTo
    needs_evidence: Selector | None = None
    others: tuple[Reading, ...] = ()
    occasion: Proviso | None = None
    freedom: Proviso | None = None
    pair: PairEnd | None = None
    asked_of_schools: tuple[str, ...] = ()
    depends_on_order: bool = False
    versions: tuple[Stretch, ...] = ()

    @property
    def measure(self) -> Measure:
        """How the rule measures."""
        return self.limits.measure

    @property
    def is_advisory(self) -> bool:
        """Whether a shortfall is reported without failing."""
        return self.rule.level == "advisory"

    @property
    def of_tiers(self) -> bool:
        """Whether it depends on the tier whom the rule is for, or to what they are held."""
        by_tier = any(limit is not None and limit.by == "tier" for limit in self.limits[1:])
        return bool(self.audience.tiers or self.addressees.tiers) or by_tier

    @property
    def prorate(self) -> Prorate:
        """How its lower bound is prorated: as the rule says, or else its pack."""
        return self.rule.prorate or self.pack.prorate

    @property
    def grace(self) -> int:
        """The days after a period in which what was missed may be made up: as the rule says, or else its pack."""
        return self.pack.grace if self.rule.grace is None else self.rule.grace

    @property
    def pace_basis(self) -> Basis | None:
        """What weeks its pace is held to; None for none.

        Years have holidays in which much is done, terms do not, and days are counted on every day.
        """
        if self.rule.pace is None:
            if isinstance(self.measure, Days):
                return self.measure.basis
            return "working" if self.length in (Length.SCHOOL_YEAR, Length.CALENDAR_YEAR) else "teaching"
        return None if self.rule.pace == "none" else self.rule.pace

    def names_rules(self) -> frozenset[str]:
        """Give the ids of the rules of the pack without which it cannot be judged."""
        limits = [self.limits, *(one.limits for one in (*self.others, self.occasion, self.freedom) if one is not None)]
        named = {name for one in limits for name in one.measure.refers_to()}
        return frozenset(named | ({self.rule.beyond} if self.rule.beyond is not None else set()))

    def is_for_holding(self, holding: Holding, person: Person) -> bool:
        """Say whether the rule is for a post that somebody holds, as it is for a person."""
        return self.is_for(person) if not holding.roles else self._covers(holding, person)

    def _covers(self, holding: Holding, person: Person) -> bool:
        held = person._replace(roles=holding.roles, unit=holding.unit or person.unit)
        return self.concerns(held) and self.is_for(held)

    def unsaid_of_schools(self, registry: Registry) -> list[str]:
        """Give the fields of schools that the rule asks about and the registry says of no school."""
        schools = registry.schools.values()
        return [field for field in self.asked_of_schools if not any(getattr(school, field) for school in schools)]

    def in_force_on(self, day: dt.date) -> bool:
        """Say whether the version is in force on a day: one without an end until the next one begins."""
        return any(day in stretch for stretch in self.versions if stretch.first == self.pack.version)

    def speaks_on(self, day: dt.date) -> bool:
        """Say whether it is this version that says something about a day; where none is in force, the first does."""
        in_force = next((stretch for stretch in self.versions if day in stretch), self.versions[0])
        return in_force.first == self.pack.version

    def tier_of(self, person: Person) -> str:
        """Give the tier of a person, where one of the pack fits."""
        return self.pack.tier_of(person.tier, person.years)

    def concerns(self, person: Person) -> bool:
        """Say whether the pack is for a person at all; of whom no tier fits, it may be."""
        tier = self.tier_of(person) or next(iter(self.audience.tiers), "")
        return self.audience.covers(person.roles, person.unit, tier)

    def wants_a_tier(self, person: Person) -> bool:
        """Say whether the rule would be for a person if only their tier were known."""
        tier = next(iter(self.addressees.tiers), "")
        unknown = self.of_tiers and not self.tier_of(person)
        return unknown and self.addressees.covers(person.roles, person.unit, tier)

    def is_for(self, person: Person) -> bool:
        """Say whether the rule is for a person whom its pack concerns."""
        tier = self.tier_of(person)
        return self.addressees.covers(person.roles, person.unit, tier) and self.limits.is_for(person.roles, tier)
