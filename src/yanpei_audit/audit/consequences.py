"""What somebody's outcomes lead to, over one period or several: drafts for people to decide on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from yanpei_audit.audit.case import Case
from yanpei_audit.audit.hearing import Hearing
from yanpei_audit.audit.lateness import extended_to
from yanpei_audit.audit.outcomes import FAILING, UNSETTLED, Draft, Outcome
from yanpei_audit.calendar import ONE_DAY, Period
from yanpei_audit.rules import ReadyRule, RulePack
from yanpei_audit.rules.consequences import Consequence, Fails, When


def drafts(hearing: Hearing, outcomes: Sequence[Outcome]) -> Iterator[Draft]:
    """Give the consequences that follow from the outcomes of a run, or may, pack by pack."""
    packs = list({id(rule.pack): rule.pack for rule in hearing.rules}.values())
    if hearing.person.faulty or not any(pack.consequences for pack in packs):
        return
    for pack in packs:
        mine = [one for one in outcomes if (one.rule.pack, one.rule.version) == (pack.pack, pack.version)]
        found = [draft for one in pack.consequences if (draft := _draft(_Past(hearing, pack, one), mine)) is not None]
        for draft in found:
            weightier = next(
                (
                    other.consequence.title.words
                    for other in found
                    if draft.consequence.id in other.consequence.outweighs and not other.pending
                ),
                None,
            )
            yield draft._replace(outweighed_by=weightier)


class _Past(NamedTuple):
    """A consequence of a pack before somebody, with what the periods before came to."""

    hearing: Hearing
    pack: RulePack
    consequence: Consequence

    def outcomes_in(self, period: Period) -> Mapping[str, list[Outcome]]:
        """Judge the rules of the consequence in a period that is over, by the versions that were in force then.

        A period before somebody's first activity or outside their service is not judged: nothing is known of it.
        """
        hearing = self.hearing.in_period(period)
        first = min((kind[0].first for kind in hearing.by_kind.values()), default=None)
        if first is None or first > period.last:
            return {}
        named = self.consequence.names()
        return {
            rule.id.rule: list(Case(self._then(hearing, rule, period), rule, period, detail=False).outcomes())
            for rule in hearing.rules
            if rule.id.pack == self.pack.pack and rule.id.rule in named and rule.speaks_on(period.last)
            if rule.concerns(hearing.person)
        }

    @staticmethod
    def _then(hearing: Hearing, rule: ReadyRule, period: Period) -> Hearing:
        extended = extended_to(hearing, rule, period) or period.last
        return hearing.as_of_day(max(period.last + rule.grace * ONE_DAY, extended))


def _draft(past: _Past, outcomes: Sequence[Outcome]) -> Draft | None:
    """Draft a consequence from the latest period with which it follows, or may follow."""
    one = past.consequence
    named = one.names()
    present: dict[Period, dict[str, list[Outcome]]] = {}
    for outcome in outcomes:
        if outcome.rule.rule in named:
            present.setdefault(outcome.period, {}).setdefault(outcome.rule.rule, []).append(outcome)
    for period in sorted(present, reverse=True):
        before = period
        periods: list[Mapping[str, list[Outcome]]] = [present[period]]
        for _ in range(one.looks_back - 1):
            before = past.hearing.calendar.before(before)
            periods.append(present.get(before) or past.outcomes_in(before))
        follows = _follows(one, one.when, periods)
        if one.also is not None and follows is not None and _follows(one, one.also.when, periods) is not follows:
            follows = None
        if follows is not False:
            because = [
                outcome
                for outcomes_then in reversed(periods)
                for several in outcomes_then.values()
                for outcome in several
                if outcome.verdict in FAILING | UNSETTLED
            ]
            if any(map(_may_fail, because)):
                return Draft(past.pack.pack, one, follows is None, tuple(because))
    return None


def _follows(one: Consequence, when: When, periods: Sequence[Mapping[str, Sequence[Outcome]]]) -> Fails:
    """Say whether a condition held in enough periods, the present one, which comes first, being one of them."""
    held = [when.holds(lambda rule, then=then: _fails(then.get(rule, ()))) for then in periods]  # type: ignore[misc]
    if held[0] is False:
        return False
    sure, possible = held.count(True), len(held) - held.count(False)
    if sure >= one.periods and held[0] is True:
        return True
    return None if possible >= one.periods else False


def _may_fail(outcome: Outcome) -> bool:
    """Say whether an outcome fails, or would without what leaves it pending, or by another reading of its rule."""
    verdicts = (outcome.verdict, outcome.would_be, *(one.verdict for one in outcome.also))
    return any(verdict in FAILING for verdict in verdicts)


def _fails(outcomes: Sequence[Outcome]) -> Fails:
    """Say whether a rule failed somebody; what may still be made up, and what is not settled, nobody knows yet."""
    if any(outcome.verdict in FAILING and outcome.curable_until is None for outcome in outcomes):
        return True
    return None if any(outcome.verdict in FAILING | UNSETTLED for outcome in outcomes) else False
