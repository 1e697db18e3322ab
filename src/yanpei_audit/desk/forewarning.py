"""What an audit of today would say of single activities beyond their record: of their schools and their days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from functools import cache

from yanpei_audit.findings import Finding, finding
from yanpei_audit.records import Person
from yanpei_audit.registry import Registry

NO_SCHOOL, TO_COME = "YA513", "YA602"


def forewarnings(person: Person, registry: Registry, today: dt.date) -> Iterator[Finding]:
    """Find each activity at a school that nobody has registered, and each that is done on a day to come."""
    advice_on = cache(registry.advice_on)
    for entry in person.entries:
        school = entry.activity.school
        if school is not None and (advice := advice_on(school)):
            yield finding(NO_SCHOOL, entry.span, text=school, hint=advice.words)
        if entry.first > today and entry.activity.status == "done":
            yield finding(TO_COME, entry.span, day=entry.first, as_of=today, count=1)
