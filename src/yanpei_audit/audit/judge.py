"""One person against the rules: which activities count, the number they make, and the verdict."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import NamedTuple

from yanpei_audit.audit.outcomes import Outcome, Verdict
from yanpei_audit.calendar import Period, periods_to_judge
from yanpei_audit.findings import SourceSpan
from yanpei_audit.records import Entry, Person
from yanpei_audit.rules import Bounds, ReadyRule
from yanpei_audit.rules.measures import Counted, Measure, Missed, Share, Tally, Window


class _Sorted(NamedTuple):
    """A person's activities as one rule sees them: done, still to come, and not counted."""

    done: list[Entry]
    to_come: list[Entry]
    missed: list[Missed]


def judge_person(
    person: Person, rules: Iterable[ReadyRule], wanted: Period, as_of: dt.date, *, detail: bool
) -> tuple[Outcome, ...]:
    """Judge a person by every rule whose pack covers them, in every period that a run over `wanted` asks for.

    With `detail` the outcomes list the activities behind their numbers.
    """
    order = _order if detail else _day
    by_kind: dict[str, list[Entry]] = {}
    for entry in sorted(person.entries, key=order):
        by_kind.setdefault(entry.activity.kind, []).append(entry)
    return tuple(
        _judge(rule, person, by_kind, period, as_of, detail=detail)
        for rule in rules
        if person.faulty or rule.audience.covers(person.roles, person.unit)
        for period in periods_to_judge(rule.length, wanted, as_of)
    )


def _day(entry: Entry) -> tuple[dt.date, dt.date]:
    """Order by days, which is all that a number depends on."""
    return entry.first, entry.last


def _order(entry: Entry) -> tuple[object, ...]:
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


def _judge(
    rule: ReadyRule, person: Person, by_kind: dict[str, list[Entry]], period: Period, as_of: dt.date, *, detail: bool
) -> Outcome:
    advisory = rule.rule.level == "advisory"
    if person.faulty:
        return Outcome(rule.id, period, Verdict.UNDECIDED, None, rule.bounds, advisory=advisory)
    if not (rule.addressees.covers(person.roles, person.unit) and rule.in_force_on(period.last)):
        return Outcome(rule.id, period, Verdict.NOT_APPLICABLE, None, rule.bounds, advisory=advisory, applied=False)
    activities = _sort_out(rule.measure, _candidates(rule.measure, by_kind), period, as_of)
    tally = rule.measure.tally(activities.done, Window(period.first, min(period.last, as_of)))
    verdict = _verdict(rule, tally, activities, period, as_of)
    short_of = rule.bounds.at_least
    shortfall = max(Fraction(), short_of - tally.number) if short_of is not None and tally.number is not None else None
    return Outcome(
        rule.id,
        period,
        verdict,
        tally.number,
        rule.bounds,
        shortfall,
        advisory=advisory,
        matched=len(tally.counted),
        counted=tuple(tally.counted) if detail else (),
        missed=_in_order([*activities.missed, *tally.missed]) if detail else (),
        span=_place(person, period, tally.counted, rule.bounds, verdict),
    )


def _in_order(missed: Iterable[Missed]) -> tuple[Missed, ...]:
    return tuple(sorted(missed, key=lambda one: _order(one.entry)))


def _candidates(measure: Measure, by_kind: dict[str, list[Entry]]) -> list[Entry]:
    """Give the activities of the kinds a measure looks at, in the order of their days."""
    wanted = measure.selector.kinds
    lists = [entries for kind, entries in by_kind.items() if wanted is None or kind in wanted]
    return lists[0] if len(lists) == 1 else sorted((entry for entries in lists for entry in entries), key=_day)


def _sort_out(measure: Measure, entries: Iterable[Entry], period: Period, as_of: dt.date) -> _Sorted:
    """Part the activities: what is done by the day, what is to come in the period, and what does not count."""
    found = _Sorted([], [], [])
    tests, mismatch, falls_in = measure.selector.tests, measure.selector.mismatch, measure.falls_in
    whole, so_far = Window(period.first, period.last), Window(period.first, min(period.last, as_of))
    for entry in entries:
        activity = entry.activity
        if tests and (field := mismatch(activity)):
            found.missed.append(Missed(entry, "not_matching", field))
        elif entry.repeated:
            found.missed.append(Missed(entry, "repeated"))
        elif activity.status == "cancelled":
            found.missed.append(Missed(entry, "cancelled"))
        elif not falls_in(entry, whole):
            found.missed.append(Missed(entry, "outside_period"))
        elif activity.status == "planned":
            found.missed.append(Missed(entry, "planned"))
            found.to_come.append(entry)
        elif not falls_in(entry, so_far):
            found.missed.append(Missed(entry, "after_as_of"))
            found.to_come.append(entry)
        else:
            found.done.append(entry)
    return found


def _verdict(rule: ReadyRule, tally: Tally, activities: _Sorted, period: Period, as_of: dt.date) -> Verdict:
    measure = rule.measure
    if tally.number is None:
        declared = measure.if_none if isinstance(measure, Share) else "short"
        missing = Verdict.NOT_APPLICABLE if declared == "not_applicable" else Verdict.SHORT
        return Verdict.ON_TRACK if as_of < period.last and missing is Verdict.SHORT else missing
    standing = _hold(tally.number, rule.bounds)
    final = standing is Verdict.MET or (standing is Verdict.OVER and not measure.can_fall)
    if final or as_of >= period.last:
        return standing
    ahead = measure.tally([*activities.done, *activities.to_come], Window(period.first, period.last))
    likely = Verdict.SHORT if ahead.number is None else _hold(ahead.number, rule.bounds)
    return Verdict.EXPECTED if likely is Verdict.MET else Verdict.ON_TRACK


def _hold(number: Fraction, bounds: Bounds) -> Verdict:
    """Hold a number against its bounds, both included."""
    if bounds.at_most is not None and number > bounds.at_most:
        return Verdict.OVER
    if bounds.at_least is not None and number < bounds.at_least:
        return Verdict.SHORT
    return Verdict.MET


def _place(
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
    for entry, amount in sorted(counted, key=lambda one: _order(one[0])):
        total += Fraction(amount)
        if bounds.at_most is not None and total > bounds.at_most:
            return entry.span
    return counted[-1][0].span if counted else None
