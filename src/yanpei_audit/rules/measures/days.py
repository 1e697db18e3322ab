"""Measures of days."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import ClassVar

from yanpei_audit.calendar import ONE_DAY, Basis, DayKind
from yanpei_audit.glossary import UNITS
from yanpei_audit.language import Words
from yanpei_audit.records import Entry
from yanpei_audit.rules.around import Ahead, Around, Window
from yanpei_audit.rules.measures.measure import Counted, Measure, Tally, bad_bound, missed_of
from yanpei_audit.rules.where import Where
from yanpei_audit.rules.wording import where_words

NUMBER = r"(\d{1,4})"
DAYS_IN = {
    unit: days
    for units, days in (
        (("day", "days", "天", "日"), 1),
        (("week", "weeks", "周"), 7),
        (("month", "months", "个月", "月"), 30),
    )
    for unit in units
}


def read_days(text: object) -> int:
    """Read ``30 days``, ``4 weeks`` or ``1 month``, also in Chinese: a week has 7 days, a month 30."""
    match = re.fullmatch(rf"{NUMBER}\s*(\S+)", str(text), re.ASCII)
    if match is None or match[2] not in DAYS_IN:
        raise bad_bound("1 month")
    return int(match[1]) * DAYS_IN[match[2]]


def new_days(entries: Sequence[Entry], window: Window) -> Iterator[Counted]:
    """Give how many days of a window each entry covers and none before it, in the order of days."""
    for entry, first, last in _new_stretches(entries, window):
        yield entry, max(0, (last - first).days + 1)


def _new_stretches(entries: Sequence[Entry], window: Window) -> Iterator[tuple[Entry, dt.date, dt.date]]:
    covered_until = window.first - ONE_DAY
    for entry in sorted(entries, key=lambda entry: (entry.first, entry.last)):
        first = max(entry.first, covered_until + ONE_DAY)
        last = min(entry.last, window.last)
        yield entry, first, last
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

    On the `basis` of the `calendar`, unless said, every day counts; of `working` or `teaching` days only those do.
    Bounds are in days, weeks (7 days) or months (30 days).

    `measure: {days: {kind: 蹲点}, basis: working}`
    """

    accrues: ClassVar[bool] = True
    where_options: ClassVar[tuple[str, ...]] = ("days",)
    days: Where
    basis: Basis = "calendar"

    def in_words(self) -> Words:
        """Say what is measured."""
        return JOINED_DAYS.format(where=where_words(self.days), basis=BASES[self.basis])

    def tally(self, entries: Sequence[Entry], window: Window, around: Around) -> Tally:
        """Measure the days that count; those that may, once the holidays of their year are announced, are `unsure`."""
        counted: list[Counted] = []
        unsure = 0
        for entry, first, last in _new_stretches(entries, window):
            if self.basis == "calendar":
                counted.append((entry, max(0, (last - first).days + 1)))
                continue
            days = (first + number * ONE_DAY for number in range((last - first).days + 1))
            kinds = [around.calendar.kind_of(day, self.basis) for day in days]
            counted.append((entry, kinds.count(DayKind.WORK)))
            unsure += kinds.count(DayKind.UNKNOWN)
        return Tally(Fraction(sum(amount for _entry, amount in counted)), counted, [], unsure=unsure)

    def reach(self, tally: Tally, ahead: Ahead) -> Fraction | None:
        """Add the days ahead, of which none is covered yet."""
        if tally.number is None or self.basis == "working":
            return None
        return tally.number + tally.unsure + (ahead.teaching if self.basis == "teaching" else len(ahead.days))


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
            if not runs or first > last + ONE_DAY:
                runs.append([])
            runs[-1].append((entry, days))
            last = max(last, min(entry.last, window.last))
        lengths = [sum(days for _entry, days in run) for run in runs]
        longest = runs[lengths.index(max(lengths))] if runs else []
        number = Fraction(max(lengths, default=0))
        running = int(lengths[-1]) if runs and last == window.last else 0
        return Tally(number, longest, missed_of(entries, longest, "outside_run"), running=running)

    def reach(self, tally: Tally, ahead: Ahead) -> Fraction | None:
        """Let the run that is still going on, or a new one, last as long as the period."""
        return None if tally.number is None else max(tally.number, Fraction(tally.running + len(ahead.days)))


JOINED_DAYS = Words(
    "时段合并后的{basis}天数，同一天只计一次（{where}）", "{basis}days of all intervals, each once ({where})"
)
BASES = {"calendar": Words("", ""), "working": Words("工作日", "working "), "teaching": Words("教学日", "teaching ")}
RUN = Words("最长一段不间断的天数（{where}）", "days of the longest unbroken stretch ({where})")
