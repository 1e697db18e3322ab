"""The activities of one person: those entered twice, and those that have not happened yet."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from yanpei_audit.calendar import Period
from yanpei_audit.findings import Finding, Related, finding
from yanpei_audit.language import Words
from yanpei_audit.records import Entry, Person

EARLIER = Words("另一处", "the other place")


def mark_repeated(person: Person) -> tuple[Person, list[Finding]]:
    """Mark the activities that repeat one before them, in one file or in two: all fields agree, or kind and id do."""
    alike: dict[tuple[object, ...], list[Entry]] = {}
    by_id: dict[tuple[str, str], Entry] = {}
    entries, findings = [], []
    for entry in sorted(person.entries, key=lambda entry: (entry.file, entry.line, entry.column)):
        activity = entry.activity
        key = (activity.kind, entry.first, entry.last, activity.school, activity.topic, activity.teacher)
        before = alike.setdefault(key, [])
        first = next((other for other in before if other.activity == activity), None)
        if activity.id is not None:
            numbered = by_id.setdefault((activity.kind, activity.id), entry)
            first = first or (numbered if numbered is not entry else None)
        if first is None:
            before.append(entry)
        else:
            findings.append(finding("YA507", entry.span, related=(Related(first.span, EARLIER),)))
        entries.append(entry._replace(repeated=first is not None))
    return (person._replace(entries=tuple(entries)), findings) if findings else (person, [])


def not_yet(person: Person, period: Period, as_of: dt.date) -> Iterator[Finding]:
    """Find what is said to be done and lies after the as-of day, while the period is still running.

    An audit as of an earlier day passes over many such activities: one finding a person points at the furthest of them.
    """
    if as_of >= period.last:
        return
    later = [entry for entry in person.entries if entry.first > as_of and entry.activity.status == "done"]
    if later:
        furthest = max(later, key=lambda entry: entry.first)
        yield finding("YA602", furthest.span, day=furthest.first, as_of=as_of, count=len(later))
