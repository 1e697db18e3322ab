"""Working days: what the State Council has announced, as far as it is known."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from functools import cache

WEEKEND = (5, 6)


class DayKind(StrEnum):
    """Whether people work on a day; `unknown` where nobody has announced the holidays of its year yet."""

    WORK = "work"
    OFF = "off"
    UNKNOWN = "unknown"


@cache
def announced_years() -> range:
    """Give the years whose holidays and make-up days the package chinesecalendar knows."""
    from chinese_calendar.constants import holidays

    return range(min(holidays).year, max(holidays).year + 1)


@cache
def national(day: dt.date) -> DayKind:
    """Say whether people work on a day in China; source: the State Council by the package chinesecalendar."""
    if day.year not in announced_years():
        return DayKind.UNKNOWN
    from chinese_calendar import is_workday

    return DayKind.WORK if is_workday(day) else DayKind.OFF


@cache
def holiday_name(day: dt.date) -> str:
    """Name the national holiday because of which a day is off, or made up for; empty where it is an ordinary day."""
    if day.year not in announced_years():
        return ""
    from chinese_calendar import get_holiday_detail
    from chinese_calendar.constants import Holiday

    _off, name = get_holiday_detail(day)
    return next((holiday.chinese for holiday in Holiday if holiday.value == name), "")


def by_weekday(day: dt.date) -> DayKind:
    """Say whether a day lies in the middle of the week."""
    return DayKind.OFF if day.weekday() in WEEKEND else DayKind.WORK
