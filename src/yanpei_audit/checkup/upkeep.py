"""Whose record has not been kept up: by teaching weeks in which they were at a post.

Weeks of seven days are counted back from the day, as far as the last activity; one without a teaching day is left out.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from yanpei_audit.audit import PersonResult
from yanpei_audit.calendar import ONE_DAY, Calendar
from yanpei_audit.checks.keeping import Overdue
from yanpei_audit.registry import Registry, Service

A_WEEK = 7


class Stale(NamedTuple):
    """Somebody, their last day on which anything was done, and the weeks since, or since they joined.

    Without a day there never was one; without weeks nobody knows since when.
    """

    id: str
    name: str
    latest: dt.date | None
    weeks: int | None


class Late(NamedTuple):
    """Somebody with activities that are planned for a day that is past."""

    id: str
    name: str
    overdue: Overdue


class Missing(NamedTuple):
    """Somebody of the register without any file."""

    id: str
    name: str


class Upkeep(NamedTuple):
    """What has not been kept up as of a day, by so many weeks.

    Those who have left, are away, or need not keep a record are `excused`. Files with mistakes leave people `unread`.
    """

    day: dt.date
    weeks: int
    people: int
    stale: tuple[Stale, ...]
    missing: tuple[Missing, ...]
    late: tuple[Late, ...]
    excused: int
    unread: int


def upkeep_of(
    people: Sequence[PersonResult], registry: Registry, calendar: Calendar, day: dt.date, weeks: int
) -> Upkeep:
    """See who has been silent for so many weeks or more; those who were judged have said how far they are kept."""
    kept = [result for result in people if result.keeping is not None]
    sound = [result for result in kept if not result.person.faulty]
    serving = [result for result in sound if _keeps_now(registry, result.person.id, day)]
    missing = [Missing(result.person.id, result.person.name) for result in people if result.keeping is None]
    stale = [one for one in _silent(serving, registry, calendar, day) if one.weeks is None or one.weeks >= weeks]
    late = [
        Late(one.person.id, one.person.name, one.keeping.overdue)
        for one in sound
        if one.keeping and one.keeping.overdue
    ]
    return Upkeep(
        day,
        weeks,
        len(kept),
        tuple(sorted(stale, key=lambda one: (one.latest or dt.date.min, one.id))),
        tuple(one for one in missing if _keeps_now(registry, one.id, day)),
        tuple(sorted(late, key=lambda one: (one.overdue.day, one.id))),
        len(sound) - len(serving),
        len(kept) - len(sound),
    )


def _keeps_now(registry: Registry, person: str, day: dt.date) -> bool:
    """Say whether somebody is at a post on a day and has to keep a record."""
    member = registry.people.get(person)
    return member is None or (member.keeps_record and registry.service_of(person).works_in(day, day))


def _silent(results: Sequence[PersonResult], registry: Registry, calendar: Calendar, day: dt.date) -> Iterator[Stale]:
    """Give everybody with the weeks since they last did anything, or else since they joined."""
    starts = {result.person.id: _start(result, registry) for result in results}
    taught = _taught(calendar, min((start for start in starts.values() if start), default=day), day)
    for result in results:
        person, start = result.person, starts[result.person.id]
        latest = result.keeping.latest if result.keeping else None
        weeks = None if start is None else _weeks_since(start, day, taught, registry.service_of(person.id))
        yield Stale(person.id, person.name, latest, weeks)


def _start(result: PersonResult, registry: Registry) -> dt.date | None:
    """Give the day behind which the weeks run."""
    joined = registry.service_of(result.person.id).joined
    before = joined - ONE_DAY if joined > dt.date.min else None
    return (result.keeping.latest if result.keeping else None) or before


def _taught(calendar: Calendar, first: dt.date, last: dt.date) -> list[dt.date]:
    """Give the teaching days behind one day, up to and with another."""
    return [day for week in calendar.weeks(first, last, "teaching") for day in week.days] if first <= last else []


def _weeks_since(start: dt.date, day: dt.date, taught: Sequence[dt.date], service: Service) -> int:
    """Count the weeks back to a day that hold a teaching day on which somebody was at a post."""
    first = day - (day - start).days // A_WEEK * A_WEEK * ONE_DAY + ONE_DAY
    days = taught[bisect_left(taught, first) :]
    if not service.is_plain and days:
        held = [part for part in service.parts(first, day) if part.holdings]
        days = [one for one in days if any(part.first <= one <= part.last for part in held)]
    return len({(day - one).days // A_WEEK for one in days})
