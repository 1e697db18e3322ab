"""Measures of days."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import ClassVar

from yanpei_audit.glossary import UNITS
from yanpei_audit.language import Words
from yanpei_audit.records import Entry
from yanpei_audit.rules.around import Around, Window
from yanpei_audit.rules.measures.measure import Counted, Measure, Tally, bad_bound, missed_of
from yanpei_audit.rules.where import Where
from yanpei_audit.rules.wording import where_words

DAYS_IN = {
    unit: days
    for units, days in (
        (("day", "days", "天", "日"), 1),
        (("week", "weeks", "周"), 7),
        (("month", "months", "个月", "月"), 30),
    )
    for unit in units
}
_ONE_DAY = dt.timedelta(days=1)


def read_days(text: object) -> int:
    """Read ``30 days``, ``4 weeks`` or ``1 month``, also in Chinese: a week has 7 days, a month 30."""
    match = re.fullmatch(r"(\d{1,4})\s*(\S+)", str(text), re.ASCII)
    if match is None or match[2] not in DAYS_IN:
        raise bad_bound("1 month")
    return int(match[1]) * DAYS_IN[match[2]]


def new_days(entries: Sequence[Entry], window: Window) -> Iterator[Counted]:
    """Give the days of a window that each entry covers and none before it, in the order of days."""
    covered_until = window.first - _ONE_DAY
    for entry in sorted(entries, key=lambda entry: (entry.first, entry.last)):
        first = max(entry.first, covered_until + _ONE_DAY)
        last = min(entry.last, window.last)
        yield entry, max(0, (last - first).days + 1)
        covered_until = max(covered_until, last)


class InDays(Measure):
    """A measure whose number is one of days; bounds are in days, weeks (7 days) or months (30 days)."""

    @property
    def unit(self) -> Words:
        """Days."""
        return UNITS["days"]

    def falls_in(self, entry: Entry, window: Window) -> bool:
        """Say whether an activity has a day in the window."""
        return entry.first <= window.last and entry.last >= window.first

    def read_bound(self, text: str) -> Fraction:
        """Read ``30 days``, ``4 weeks`` or ``1 month``, also in Chinese."""
        return Fraction(read_days(text))


class Days(InDays):
    """Days in the union of the intervals, clipped to the period: a day covered twice counts once.

    Bounds are in days, weeks (7 days) or months (30 days).

    `measure: {days: {kind: 蹲点}}`
    """

    where_options: ClassVar[tuple[str, ...]] = ("days",)
    days: Where

    def in_words(self) -> Words:
        """Say what is measured."""
        return JOINED_DAYS.format(where=where_words(self.days))

    def amounts(self, entries: Sequence[Entry], window: Window, around: Around) -> Iterator[Counted]:  # noqa: ARG002
        """Give the days that each adds to those before it."""
        return new_days(entries, window)


class LongestRun(InDays):
    """The longest unbroken stretch of days that the intervals cover together, clipped to the period.

    Of two equally long the earlier one counts. Bounds are in days, weeks (7 days) or months (30 days).

    `measure: {longest_run: {kind: 蹲点}}`
    """

    where_options: ClassVar[tuple[str, ...]] = ("longest_run",)
    longest_run: Where

    def in_words(self) -> Words:
        """Say what is measured."""
        return RUN.format(where=where_words(self.longest_run))

    def tally(self, entries: Sequence[Entry], window: Window, around: Around) -> Tally:  # noqa: ARG002
        """Measure the longest run; the activities outside it do not count."""
        runs: list[list[Counted]] = []
        last = dt.date.min
        for entry, days in new_days(entries, window):
            first = max(entry.first, window.first)
            if not runs or first > last + _ONE_DAY:
                runs.append([])
            runs[-1].append((entry, days))
            last = max(last, min(entry.last, window.last))
        lengths = [sum(days for _entry, days in run) for run in runs]
        longest = runs[lengths.index(max(lengths))] if runs else []
        number = Fraction(max(lengths, default=0))
        return Tally(number, longest, missed_of(entries, longest, "outside_run"))


JOINED_DAYS = Words("时段合并后的天数，同一天只计一次（{where}）", "days of all intervals, each once ({where})")
RUN = Words("最长一段不间断的天数（{where}）", "days of the longest unbroken stretch ({where})")
