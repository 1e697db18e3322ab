"""Days and periods: what they are called, which days they have, and on which of them people work and teach.

`periods` are the names and plain days, `days` the national working days, `school` the calendar of an office.
"""

from __future__ import annotations

from yanpei_audit.calendar.days import DayKind
from yanpei_audit.calendar.periods import ONE_DAY, Length, NotAPeriodError, Period, period_of, read_period
from yanpei_audit.calendar.school import FILE_NAME, PLAIN, Basis, Calendar, Stretch, Term, Week

__all__ = [
    "FILE_NAME",
    "ONE_DAY",
    "PLAIN",
    "Basis",
    "Calendar",
    "DayKind",
    "Length",
    "NotAPeriodError",
    "Period",
    "Stretch",
    "Term",
    "Week",
    "period_of",
    "read_period",
]
