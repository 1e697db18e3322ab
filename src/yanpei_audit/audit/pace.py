"""How far a period is, how much of it is left for somebody, and whether what they did so far keeps up with it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from yanpei_audit.calendar import ONE_DAY, Basis, Calendar, DayKind
from yanpei_audit.registry import Service
from yanpei_audit.rules.measures import Ahead, Window

FIRST_PART = Fraction(1, 10)  # before so much of a period has passed, nothing is projected


class Pace(NamedTuple):
    """The weeks of a period on some basis and how many have passed, one under way by its days; and how much is done.

    `needed` is what is missing for each week left, None where none is. What is done by the end at the pace `so_far` is
    `projected`, None before a tenth of the weeks has passed.
    """

    weeks: Fraction
    passed: Fraction
    so_far: Fraction | None
    needed: Fraction | None
    projected: Fraction | None
    basis: Basis

    @property
    def left(self) -> Fraction:
        """The weeks left."""
        return self.weeks - self.passed


class Days(NamedTuple):
    """The days of a window on which somebody serves, by their calendar."""

    calendar: Calendar
    service: Service
    window: Window

    def weeks(self, until: dt.date, basis: Basis) -> Fraction:
        """Give how many weeks somebody is at a post up to a day: each day that counts is its part of its week."""
        if self.service.is_plain:
            return _whole_weeks(self.calendar, *self.window, until, basis)
        total = Fraction()
        for part in self.service.parts(*self.window):
            if part.holdings:
                total += _weeks_between(self.calendar, self.window, part.first, min(part.last, until), basis)
        return total

    def left(self, day: dt.date) -> list[dt.date]:
        """Give the days from a day on until somebody leaves; what they do while they are away counts too."""
        first = max(day, self.window.first, self.service.joined)
        last = min(self.window.last, self.service.left)
        return [first + number * ONE_DAY for number in range((last - first).days + 1)]


# A calendar is equal only to itself, and there is one a run.
@lru_cache(maxsize=256)
def _whole_weeks(calendar: Calendar, first: dt.date, last: dt.date, until: dt.date, basis: Basis) -> Fraction:
    return _weeks_between(calendar, Window(first, last), first, min(last, until), basis)


def _weeks_between(calendar: Calendar, whole: Window, first: dt.date, last: dt.date, basis: Basis) -> Fraction:
    """Give how many weeks of a window lie between two of its days, both included."""
    total = Fraction()
    for week in calendar.weeks(*whole, basis):
        if week.days[0] <= last and week.days[-1] >= first:
            total += Fraction(sum(first <= day <= last for day in week.days), len(week.days))
    return total


def pace_of(number: Fraction, least: Fraction, days: Days, as_of: dt.date, basis: Basis) -> Pace:
    """Give the pace of a number towards its lower bound as of a day, which has passed."""
    weeks, passed = days.weeks(days.window.last, basis), days.weeks(as_of, basis)
    left = weeks - passed
    so_far = number / passed if passed else None
    return Pace(
        weeks,
        passed,
        so_far,
        max(Fraction(), least - number) / left if left else None,
        number * weeks / passed if passed and passed >= FIRST_PART * weeks else None,
        basis,
    )


def ahead_of(days: Days, as_of: dt.date, a_day: Mapping[str, Fraction]) -> Ahead:
    """Give what is left of a window, the as-of day included: not all of that day may be entered yet."""
    left: Sequence[dt.date]
    if days.service.is_plain:
        left, teaching = _days_left(days.calendar, *days.window, as_of)
    else:
        left = days.left(as_of)
        teaching = _teaching(days.calendar, left)
    return Ahead(left, teaching, a_day)


@lru_cache(maxsize=256)
def _days_left(calendar: Calendar, first: dt.date, last: dt.date, as_of: dt.date) -> tuple[tuple[dt.date, ...], int]:
    start = max(first, as_of)
    left = tuple(start + number * ONE_DAY for number in range((last - start).days + 1))
    return left, _teaching(calendar, left)


def _teaching(calendar: Calendar, days: Sequence[dt.date]) -> int:
    """Count the days that are taught on, or may be."""
    return sum(calendar.teaching(day) is not DayKind.OFF for day in days)
