"""How far a record is kept: the last day of what is done, and what is still planned though its day is past."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from yanpei_audit.findings import SourceSpan
from yanpei_audit.records import Person


class Overdue(NamedTuple):
    """What is still planned though its day is past: the day and place of the earliest one, and how many there are."""

    day: dt.date
    span: SourceSpan
    number: int


class Keeping(NamedTuple):
    """How far somebody's record is kept as of a day; `latest` is the last day up to then on which anything was done."""

    latest: dt.date | None = None
    overdue: Overdue | None = None


def keeping_of(person: Person, day: dt.date) -> Keeping:
    """Say how far a record is kept as of a day, which is itself included."""
    done = [min(one.last, day) for one in person.entries if one.activity.status == "done" and one.first <= day]
    planned = [one for one in person.entries if one.activity.status == "planned" and one.last < day]
    if not planned:
        return Keeping(max(done, default=None))
    first = min(planned, key=lambda entry: (entry.last, entry.span))
    return Keeping(max(done, default=None), Overdue(first.last, first.span, len(planned)))
