"""Periods by their names: terms, school years, calendar years, months and weeks, both ends included.

These are the days they have where no calendar file says otherwise: the first term is 1 September to 31 January and the
second 1 February to 31 August, so that no day falls between.
"""

from __future__ import annotations

import datetime as dt
import re
from enum import StrEnum
from typing import NamedTuple

from yanpei_audit.language import Words
from yanpei_audit.scalars import FIRST_YEAR, LAST_YEAR, narrow

ONE_DAY = dt.timedelta(days=1)
SCHOOL_YEAR_STARTS, SECOND_TERM_STARTS = (9, 1), (2, 1)


class Length(StrEnum):
    """How long a period is, from the longest to the shortest."""

    SCHOOL_YEAR = "school_year"
    CALENDAR_YEAR = "calendar_year"
    TERM = "term"
    MONTH = "month"
    WEEK = "week"


class Period(NamedTuple):
    """A stretch of days, both ends included; `id` is how it is written, such as 2025-2026-1."""

    first: dt.date
    last: dt.date
    id: str
    length: Length

    def __contains__(self, day: object) -> bool:
        return isinstance(day, dt.date) and self.first <= day <= self.last

    @property
    def words(self) -> Words:
        """What people call it."""
        return Words(_chinese(self.id, self.length), self.id)


class NotAPeriodError(ValueError):
    """A text that names no period."""


def period_of(length: Length, day: dt.date) -> Period:
    """Give the period of a length that a day lies in, as it is without a calendar file."""
    match length:
        case Length.SCHOOL_YEAR:
            return school_year(school_year_of(day))
        case Length.CALENDAR_YEAR:
            return Period(dt.date(day.year, 1, 1), dt.date(day.year, 12, 31), f"{day.year}", length)
        case Length.TERM:
            year = school_year_of(day)
            return plain_term(year, 1 if day < dt.date(year + 1, *SECOND_TERM_STARTS) else 2)
        case Length.MONTH:
            first = day.replace(day=1)
            return Period(first, _next_month(first) - ONE_DAY, f"{day:%Y-%m}", length)
        case Length.WEEK:
            year, week, weekday = day.isocalendar()
            first = day - (weekday - 1) * ONE_DAY
            return Period(first, first + 6 * ONE_DAY, f"{year}-W{week:02d}", length)


def read_period(text: str) -> Period:
    """Read 2025-2026-1, 2025秋, 2026春, 2025-2026, 2025, 2025-09 or 2025-W37."""
    plain = narrow(text).strip()
    for pattern, make in SPELLINGS:
        if match := re.fullmatch(pattern, plain, re.ASCII):
            try:
                found: Period | None = make(*match.groups())
            except (ValueError, OverflowError):
                found = None
            if found is not None and FIRST_YEAR <= found.first.year <= LAST_YEAR:
                return found
    raise NotAPeriodError(text)


def school_year_of(day: dt.date) -> int:
    """Give the calendar year in which the school year of a day began."""
    return day.year if (day.month, day.day) >= SCHOOL_YEAR_STARTS else day.year - 1


def school_year(year: int) -> Period:
    """Give the school year that begins in a calendar year."""
    first = dt.date(year, *SCHOOL_YEAR_STARTS)
    return Period(first, dt.date(year + 1, *SCHOOL_YEAR_STARTS) - ONE_DAY, f"{year}-{year + 1}", Length.SCHOOL_YEAR)


def plain_term(year: int, number: int) -> Period:
    """Give the first or second term of the school year that begins in a calendar year."""
    whole = school_year(year)
    second = dt.date(year + 1, *SECOND_TERM_STARTS)
    first, last = (whole.first, second - ONE_DAY) if number == 1 else (second, whole.last)
    return Period(first, last, f"{whole.id}-{number}", Length.TERM)


def _next_month(first: dt.date) -> dt.date:
    return (first + 31 * ONE_DAY).replace(day=1)


def _written_years(first: str, second: str, term: str | None = None) -> Period | None:
    year = int(first)
    if int(second) != year + 1:
        return None
    return plain_term(year, int(term)) if term else school_year(year)


def _season(year: str, season: str) -> Period:
    return plain_term(int(year), 1) if season == "秋" else plain_term(int(year) - 1, 2)


def _week(year: str, week: str) -> Period:
    return period_of(Length.WEEK, dt.date.fromisocalendar(int(year), int(week), 1))


SPELLINGS = (
    (r"(\d{4})-(\d{4})(?:-([12]))?", _written_years),
    (r"(\d{4})(秋|春)(?:季|季学期|学期)?", _season),
    (r"(\d{4})", lambda year: period_of(Length.CALENDAR_YEAR, dt.date(int(year), 1, 1))),
    (r"(\d{4})-(\d{2})", lambda year, month: period_of(Length.MONTH, dt.date(int(year), int(month), 1))),
    (r"(\d{4})-W(\d{1,2})", _week),
)


def _chinese(written: str, length: Length) -> str:
    match length:
        case Length.SCHOOL_YEAR:
            return f"{written} 学年"
        case Length.TERM:
            years, number = written[:9], written[-1]
            return f"{years} 学年第{'一' if number == '1' else '二'}学期"
        case Length.CALENDAR_YEAR:
            return f"{written} 年"
        case Length.MONTH:
            return f"{int(written[:4])} 年 {int(written[5:])} 月"
        case Length.WEEK:
            return f"{written[:4]} 年第 {int(written[6:])} 周"
