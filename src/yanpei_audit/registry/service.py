"""When and as what somebody serves: posts, joining and leaving, days away; all days are included."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from typing import NamedTuple

from yanpei_audit.calendar import ONE_DAY, Stretch
from yanpei_audit.registry.model import Member

NOTHING, WHOLE = Fraction(0), Fraction(1)


class Holding(NamedTuple):
    """A post as it is held: its roles, its unit, and how much of a full post it is."""

    roles: tuple[str, ...] = ()
    unit: str = ""
    share: Fraction = WHOLE


class Part(NamedTuple):
    """Days one after the other on which the same posts are held; none while somebody is away."""

    first: dt.date
    last: dt.date
    holdings: tuple[Holding, ...]


class HeldPost(NamedTuple):
    """A post and its days; without a `share` it is what others leave of a full one."""

    days: Stretch
    roles: tuple[str, ...]
    unit: str
    share: Fraction | None


class Service(NamedTuple):
    """Somebody's service: without posts, all of it in the roles and the unit that the person has."""

    joined: dt.date = dt.date.min
    left: dt.date = dt.date.max
    roles: tuple[str, ...] = ()
    posts: tuple[HeldPost, ...] = ()
    away: tuple[Stretch, ...] = ()

    @property
    def is_plain(self) -> bool:
        """Whether nothing is said: somebody serves always and in full."""
        return self == ALWAYS

    def serves_in(self, first: dt.date, last: dt.date) -> bool:
        """Say whether somebody has joined and not left on any day of a stretch, be it that they are away."""
        return self.joined <= last and first <= self.left

    def works_in(self, first: dt.date, last: dt.date) -> bool:
        """Say whether somebody is at a post on any day of a stretch."""
        return any(part.holdings for part in self.parts(first, last))

    def parts(self, first: dt.date, last: dt.date) -> tuple[Part, ...]:
        """Part a stretch of days wherever the posts that are held change."""
        starts = {first, self.joined, _after(self.left)}
        for days in (*self.away, *(post.days for post in self.posts)):
            starts |= {days.first, _after(days.last)}
        inside = sorted(day for day in starts if first <= day <= last)
        ends = [*(day - ONE_DAY for day in inside[1:]), last]
        return tuple(Part(start, end, self._held_on(start)) for start, end in zip(inside, ends, strict=True))

    def _held_on(self, day: dt.date) -> tuple[Holding, ...]:
        if not self.joined <= day <= self.left or any(day in stretch for stretch in self.away):
            return ()
        held = [post for post in self.posts if day in post.days]
        if not held:
            return (Holding(self.roles),) if self.roles or not self.posts else ()
        shared = tuple(Holding(post.roles, post.unit, post.share) for post in held if post.share is not None)
        open_roles = tuple(dict.fromkeys(role for post in held if post.share is None for role in post.roles))
        left = max(NOTHING, WHOLE - sum(holding.share for holding in shared))
        if all(post.share is not None for post in held) or not left:
            return shared
        unit = next((post.unit for post in reversed(held) if post.share is None and post.unit), "")
        return (*shared, Holding(open_roles, unit, left))


ALWAYS = Service()


def _after(day: dt.date) -> dt.date:
    return day if day == dt.date.max else day + ONE_DAY


def service_of(member: Member) -> Service:
    """Give when and as what one of the people serves."""
    return Service(
        member.joined or dt.date.min,
        member.left or dt.date.max,
        member.roles if member.posts else (),
        tuple(
            HeldPost(_days(post.from_, post.to), post.roles or member.roles, post.unit or member.unit or "", post.share)
            for post in member.posts
        ),
        tuple(_days(away.from_, away.to) for away in member.away),
    )


def _days(first: dt.date | None, last: dt.date | None) -> Stretch:
    return Stretch(first or dt.date.min, last or dt.date.max)
