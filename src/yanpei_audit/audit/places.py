"""Where to look for what an outcome says, when that is not the person's own place."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from yanpei_audit.audit.outcomes import Verdict
from yanpei_audit.audit.sorting import by_what_was_done
from yanpei_audit.calendar import Period
from yanpei_audit.findings import SourceSpan
from yanpei_audit.records import Person
from yanpei_audit.rules import Bounds
from yanpei_audit.rules.measures import Counted


def place_of(
    person: Person, period: Period, counted: Sequence[Counted], bounds: Bounds, verdict: Verdict
) -> SourceSpan | None:
    """Say where to look, if not at the person's own place: what broke the upper bound, or the file of the period."""
    if verdict is Verdict.OVER:
        return _tipping(counted, bounds)
    if verdict is not Verdict.SHORT or not person.other_spans:
        return None
    latest = max(
        (entry for entry in person.entries if entry.last in period), key=lambda entry: entry.last, default=None
    )
    spans = {span.path: span for span in (person.span, *person.other_spans)}
    return spans[latest.file] if latest else None


def _tipping(counted: Sequence[Counted], bounds: Bounds) -> SourceSpan | None:
    """Say where the activity stands, in the order of days, with which the amounts passed the upper bound."""
    total = Fraction()
    for entry, amount in sorted(counted, key=lambda one: by_what_was_done(one[0])):
        total += Fraction(amount)
        if bounds.at_most is not None and total > bounds.at_most:
            return entry.span
    return counted[-1][0].span if counted else None
