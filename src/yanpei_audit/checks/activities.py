"""The activities of one person: those entered twice, and those that have not happened yet."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from operator import attrgetter

from yanpei_audit.calendar import Period
from yanpei_audit.checks import ELSEWHERE
from yanpei_audit.findings import Finding, Related, finding
from yanpei_audit.records import Entry, Person


def mark_repeated(person: Person) -> tuple[Person, list[Finding]]:
    """Mark the activities that repeat one before them, in one file or in two: all fields agree, or kind and id do."""
    entries = sorted(person.entries, key=attrgetter("file", "line", "column"))
    repeated = _repeated(entries)
    if not repeated:
        return person, []
    findings = [
        finding("YA507", entries[number].span, related=(Related(entries[first].span, ELSEWHERE),))
        for number, first in repeated.items()
    ]
    marked = tuple(entry._replace(repeated=number in repeated) for number, entry in enumerate(entries))
    return person._replace(entries=marked), findings


def _repeated(entries: Sequence[Entry]) -> dict[int, int]:
    """Give the places of the entries that repeat another, each with the place of that."""
    alike: dict[tuple[object, ...], list[int]] = {}
    by_id: dict[tuple[str, str], int] = {}
    repeated: dict[int, int] = {}
    for number, entry in enumerate(entries):
        activity = entry.activity
        before = alike.setdefault((activity.kind, entry.first, activity.school, activity.topic), [])
        first = next((place for place in before if entries[place].activity == activity), None)
        if activity.id is not None:
            numbered = by_id.setdefault((activity.kind, activity.id), number)
            first = numbered if first is None and numbered != number else first
        if first is None:
            before.append(number)
        else:
            repeated[number] = first
    return repeated


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
