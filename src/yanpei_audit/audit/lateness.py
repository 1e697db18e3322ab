"""What is done for another period than the one it lies in: made up in days of grace, or under an extension."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from types import MappingProxyType

from yanpei_audit.audit.case import Case
from yanpei_audit.audit.hearing import Hearing, needed_for
from yanpei_audit.audit.outcomes import Verdict
from yanpei_audit.calendar import ONE_DAY, Period
from yanpei_audit.exemptions import Effect
from yanpei_audit.rules import ReadyRule
from yanpei_audit.rules.measures import Around

NOTHING: Mapping[int, str] = MappingProxyType({})


def elsewhere(hearing: Hearing, rule: ReadyRule, around: Around) -> Mapping[int, str]:
    """Tell which activities, by their `id()`, count for another period of a rule than that of `around`, and why not."""
    if hearing.marked or around.window.last > around.period.last:
        return {**_of_other_periods(hearing, rule, around), **_used_by_extension(hearing, rule, around)}
    return _used_by_extension(hearing, rule, around)


def extended_to(hearing: Hearing, rule: ReadyRule, period: Period) -> dt.date | None:
    """Give the day to which an exemption in force extends a period of a rule, if any does."""
    days = [
        one.said.until
        for one in hearing.circumstances.exemptions.of(hearing.person.id, str(rule.id))
        if one.said.until is not None
        and one.said.until > period.last
        and one.first in period
        and one.is_in_force_on(min(hearing.as_of, one.said.until))
    ]
    return max(days, default=None)


def _of_other_periods(hearing: Hearing, rule: ReadyRule, around: Around) -> Mapping[int, str]:
    """Leave out what makes up for another period in time; in days of grace, also what makes up for none.

    What comes too late to make up for anything counts where it was done.
    """
    own = hearing.calendar.period_of(rule.length, around.period.first)
    in_time = {
        id(entry): period.id
        for entry, period in hearing.marked
        if period.length is own.length and period.last < entry.last <= _latest(hearing, rule, period)
    }
    others = {one: "made_up" for one, period in in_time.items() if period != own.id}
    if not around.days_of_grace:
        return others
    late = (entry for kind in hearing.by_kind.values() for entry in kind if entry.first > own.last)
    return {**{id(entry): "outside_period" for entry in late if in_time.get(id(entry)) != own.id}, **others}


def _latest(hearing: Hearing, rule: ReadyRule, period: Period) -> dt.date:
    """Give the last day on which a period may be made up for."""
    return max(period.last + rule.grace * ONE_DAY, extended_to(hearing, rule, period) or period.last)


def _used_by_extension(hearing: Hearing, rule: ReadyRule, around: Around) -> Mapping[int, str]:
    """Leave out the activities with which somebody met the period before, when it was extended into this one."""
    exemptions = hearing.circumstances.exemptions.of(hearing.person.id, str(rule.id))
    if not any(one.said.effect is Effect.EXTEND for one in exemptions) or rule.rule.subject == "pair":
        return NOTHING
    before = hearing.calendar.period_of(rule.length, around.period.first - ONE_DAY)
    until = extended_to(hearing, rule, before)
    if until is None:
        return NOTHING
    then = hearing.in_period(before).as_of_day(until)
    name = (rule.id.pack, rule.id.rule)
    version = next((one for one in hearing.rules if one.id[:2] == name and one.speaks_on(before.last)), rule)
    outcome = next(Case(then, version, before, detail=True).outcomes())
    if outcome.verdict is not Verdict.MET or not outcome.excused:
        return NOTHING
    needed = needed_for(outcome.counted, outcome.bounds.at_least)
    return {id(entry): "made_up" for entry in needed if entry.last > before.last}
