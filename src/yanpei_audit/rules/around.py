"""What surrounds an activity when a rule looks at it: the days, the person, the pair, the other rules of the pack."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from yanpei_audit.calendar import PLAIN, Calendar
from yanpei_audit.records import Entry


class Window(NamedTuple):
    """Days to look at, both ends included."""

    first: dt.date
    last: dt.date


class Ahead(NamedTuple):
    """What is left of a period: its days, those that are taught on, and the most of each amount that a day can hold."""

    days: Sequence[dt.date]
    teaching: int
    a_day: Mapping[str, Fraction]


class Around(NamedTuple):
    """What a rule is judged amid, for one person in one period.

    `period` are all its days, `window` those that count: of a pair, the days on which it exists. `as_of` is the day up
    to which things are done. `partners` are the names of the other end of the pair that the rule is about, and
    `all_partners` those of every pair of its kind that the person has. For another rule of the pack `looked_at` gives
    the activities of the period that it looks at, `needed` those with which it reaches its lower bound, and `least`
    that bound, None where it has none for the person. The `calendar` says which days are worked and taught on. In a
    window with `days_of_grace` behind the period, only what makes up for it counts.
    """

    period: Window
    window: Window
    as_of: dt.date
    looked_at: Callable[[str], Sequence[Entry]]
    needed: Callable[[str], Sequence[Entry]]
    least: Callable[[str], Fraction | None]
    partners: frozenset[str] = frozenset()
    all_partners: frozenset[str] = frozenset()
    calendar: Calendar = PLAIN
    days_of_grace: bool = False

    @property
    def so_far(self) -> Window:
        """The days of the window up to the as-of day; none where it has not begun."""
        return self.window._replace(last=min(self.window.last, self.as_of))
