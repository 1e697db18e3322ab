"""A person's activities as one rule sees them: done, still to come, and not counted, each for its reason."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import NamedTuple

from yanpei_audit.records import Entry
from yanpei_audit.rules.measures import Around, Measure, Missed
from yanpei_audit.rules.where import Selector, any_kind_of

ByKind = Mapping[str, list[Entry]]


class Sorted(NamedTuple):
    """The activities that a measure looks at; those of other kinds are `unrelated`, and only counted."""

    done: list[Entry]
    to_come: list[Entry]
    missed: list[Missed]
    unrelated: int = 0


class Sieve(NamedTuple):
    """What keeps an activity from counting.

    An activity lacks what it needs where `evidence` does not select it, and `taken` says why it is needed elsewhere.
    """

    measure: Measure
    around: Around
    evidence: Selector | None = None
    taken: Mapping[int, str] = MappingProxyType({})

    def sort(self, by_kind: ByKind) -> Sorted:
        """Part the activities of the kinds that the measure looks at, in the order of their days."""
        measure, whole, so_far, as_of = self.measure, self.around.window, self.around.so_far, self.around.as_of
        selectors = measure.looks_at(self.around)
        entries = _of_kinds(by_kind, any_kind_of(selectors))
        found = Sorted([], [], [], sum(map(len, by_kind.values())) - len(entries))
        done, to_come, missed = found.done, found.to_come, found.missed
        plain = len(selectors) == 1 and not selectors[0].lines
        has_begun, falls_in, is_done = so_far.first <= so_far.last, measure.falls_in, measure.is_done
        for entry in entries if plain else _selected(entries, selectors, missed):
            status = entry.activity.status
            if entry.repeated or status == "cancelled":
                missed.append(Missed(entry, "repeated" if entry.repeated else "cancelled"))
            elif not falls_in(entry, whole):
                missed.append(Missed(entry, "outside_period"))
            elif hindrance := self._hindrance(entry):
                missed.append(hindrance)
            elif status == "planned" or not (has_begun and is_done(entry, so_far, as_of)):
                missed.append(Missed(entry, "planned" if status == "planned" else "after_as_of"))
                if status != "planned" or entry.last > as_of:
                    to_come.append(entry)
            else:
                done.append(entry)
        return found

    def _hindrance(self, entry: Entry) -> Missed | None:
        """Say what keeps an activity of the period from counting: evidence that lacks, or another rule."""
        if self.evidence is not None and (field := self.evidence.mismatch(entry.activity)):
            return Missed(entry, "lacks", field)
        return Missed(entry, self.taken[id(entry)]) if id(entry) in self.taken else None


def _selected(entries: Iterable[Entry], selectors: tuple[Selector, ...], missed: list[Missed]) -> Iterable[Entry]:
    """Give the entries that any of the selectors selects; the others miss what the first one asks for."""
    for entry in entries:
        field = ""
        for selector in selectors:
            mismatch = selector.mismatch(entry.activity)
            if not mismatch:
                yield entry
                break
            field = field if field and field != "kind" else mismatch
        else:
            missed.append(Missed(entry, "not_matching", field))


def _of_kinds(by_kind: ByKind, wanted: frozenset[str] | None) -> list[Entry]:
    lists = [entries for kind, entries in by_kind.items() if wanted is None or kind in wanted]
    return lists[0] if len(lists) == 1 else sorted((entry for entries in lists for entry in entries), key=by_day)


def by_day(entry: Entry) -> tuple[dt.date, dt.date]:
    """Order by days, which is all that a number depends on."""
    return entry.first, entry.last


def by_what_was_done(entry: Entry) -> tuple[object, ...]:
    """Order by days and then by what was done, so that the order of files never shows."""
    activity = entry.activity
    return (
        entry.first,
        entry.last,
        activity.kind,
        activity.school or "",
        activity.subject or "",
        activity.teacher or "",
        activity.topic or "",
        activity.level or "",
        activity.lessons or 0,
        activity.hours or 0,
        entry.file,
        entry.line,
        entry.column,
    )
