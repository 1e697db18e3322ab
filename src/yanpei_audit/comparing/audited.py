"""The audit of one state: which rules it held people to in which periods, and whom each was for."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from yanpei_audit.audit import AuditResult, Verdict
from yanpei_audit.calendar import Period
from yanpei_audit.language import Words
from yanpei_audit.rules.rulebook import Rulebook


class Judged(NamedTuple):
    """A rule in a period, by its id; the rule is the same in every version of its pack."""

    pack: str
    rule: str
    period: str


class OneSided(NamedTuple):
    """A rule in a period that only one state judges: because of the rule, or because the period has begun since."""

    pack: str
    rule: str
    title: Words
    period: Period
    people: int
    failing: int


@dataclass(frozen=True)
class Audited:
    """What the audit of one state concluded, and the rulebook that it went by."""

    result: AuditResult
    book: Rulebook

    @cached_property
    def judged(self) -> dict[Judged, Period]:
        """The rules with the ids of the periods that they were held to, whether or not they were for anybody."""
        result, periods = self.result, self.book.calendar.periods_to_judge
        return {
            Judged(rule.id.pack, rule.id.rule, period.id): period
            for rule in result.rules
            for period in periods(rule.length, result.period, result.as_of)
            if rule.speaks_on(period.last)
        }

    def one_sided(self, wanted: Collection[Judged]) -> Iterator[OneSided]:
        """Count whom some of the rules were for, and who failed, in the order of the rules."""
        people: dict[Judged, set[str]] = {judged: set() for judged in wanted}
        failing: dict[Judged, set[str]] = {judged: set() for judged in wanted}
        for one in self.result.people:
            for outcome in one.outcomes:
                judged = Judged(outcome.rule.pack, outcome.rule.rule, outcome.period.id)
                if judged in people and outcome.verdict is not Verdict.NOT_APPLICABLE:
                    people[judged].add(one.person.id)
                if judged in failing and outcome.fails:
                    failing[judged].add(one.person.id)
        titles = {(rule.id.pack, rule.id.rule): rule.rule.title.words for rule in self.result.rules}
        for judged, period in self.judged.items():
            if judged in people:
                yield OneSided(*judged[:2], titles[judged[:2]], period, len(people[judged]), len(failing[judged]))
