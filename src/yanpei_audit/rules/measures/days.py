"""The measure of days."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import ClassVar

from yanpei_audit.glossary import UNITS
from yanpei_audit.language import Words
from yanpei_audit.records import Entry
from yanpei_audit.rules.measures.measure import Counted, Measure, Window, bad_bound
from yanpei_audit.rules.where import Where

DAYS_IN = {
    unit: days
    for units, days in (
        (("day", "days", "天"), 1),
        (("week", "weeks", "周"), 7),
        (("month", "months", "个月", "月"), 30),
    )
    for unit in units
}
_ONE_DAY = dt.timedelta(days=1)


class Days(Measure):
    """Days in the union of the intervals, clipped to the period: a day covered twice counts once.

    Bounds are in days, weeks (7 days) or months (30 days).

    `measure: {days: {kind: 蹲点}}`
    """

    where_option: ClassVar[str] = "days"
    days: Where

    @property
    def unit(self) -> Words:
        """Days."""
        return UNITS["days"]

    def falls_in(self, entry: Entry, window: Window) -> bool:
        """Say whether an activity has a day in the window."""
        return entry.first <= window.last and entry.last >= window.first

    def amounts(self, entries: Sequence[Entry], window: Window) -> Iterator[Counted]:
        """Give the days that each adds to those before it."""
        covered_until = window.first - _ONE_DAY
        for entry in sorted(entries, key=lambda entry: (entry.first, entry.last)):
            first = max(entry.first, covered_until + _ONE_DAY)
            last = min(entry.last, window.last)
            yield entry, max(0, (last - first).days + 1)
            covered_until = max(covered_until, last)

    def read_bound(self, text: str) -> Fraction:
        """Read ``30 days``, ``4 weeks`` or ``1 month``, also in Chinese."""
        match = re.fullmatch(r"(\d{1,4})\s*(\S+)", text, re.ASCII)
        if match is None or match[2] not in DAYS_IN:
            raise bad_bound("1 month")
        return Fraction(int(match[1]) * DAYS_IN[match[2]])
