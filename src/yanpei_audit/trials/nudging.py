"""Cases next to a bound, made of an example that lies exactly on it: one step less, the same, one step more."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from yanpei_audit.records import Entry
from yanpei_audit.rules.measures import Measure
from yanpei_audit.rules.measures.counting import Total
from yanpei_audit.rules.measures.days import InDays
from yanpei_audit.rules.measures.share import Share
from yanpei_audit.scalars import read_day
from yanpei_audit.trials.rehearsal import Activities

STEPS = {"lessons": Decimal(1), "hours": Decimal("0.01"), "words": Decimal(1)}


class Nudge(NamedTuple):
    """An example with one activity a step less or a step more than it was."""

    activities: Activities
    more: bool


def nudges(measure: Measure, activities: Activities, counted: Sequence[tuple[int, bool]]) -> Iterator[Nudge]:
    """Give the cases a step below and above; `counted` are the numbers of the activities that counted.

    An amount is changed by the least that can be written, a stretch by a day, and any other activity is left out or
    done once more.
    """
    for number, has_amount in counted:
        if not has_amount:
            continue
        changed = list(_changed(measure, activities[number]))
        if changed:
            for activity, more in changed:
                yield Nudge([*activities[:number], activity, *activities[number + 1 :]], more)
        else:
            yield Nudge([*activities[:number], *activities[number + 1 :]], more=False)
            yield Nudge([*activities, {**activities[number], "note": AGAIN}], more=True)


def _changed(measure: Measure, activity: dict[str, Any]) -> Iterator[tuple[dict[str, Any], bool]]:
    field = measure.total if isinstance(measure, Total) else measure.of if isinstance(measure, Share) else None
    if field is not None and field in activity:
        for sign in (-1, 1):
            amount = Decimal(activity[field]) + sign * STEPS[field]
            if amount > 0:
                yield {**activity, field: str(amount)}, sign > 0
    elif isinstance(measure, InDays) and "to" in activity:
        last = read_day(activity["to"])
        if last > read_day(activity["from"]):
            yield {**activity, "to": str(last - dt.timedelta(days=1))}, False
        yield {**activity, "to": str(last + dt.timedelta(days=1))}, True


def capped(measure: Measure, entries: Sequence[Entry], activities: Activities) -> Iterator[tuple[Activities, Decimal]]:
    """Give, for every cap of amounts, one activity a step below, at and above it, with what must count of it."""
    if not isinstance(measure, Total):
        return
    field = measure.total
    for cap, selector in zip(measure.caps, measure.capped, strict=True):
        number = next((n for n, entry in enumerate(entries) if selector.selects(entry.activity)), None)
        if number is None or field not in activities[number]:
            continue
        near = (cap.at_most - STEPS[field], cap.at_most, cap.at_most + STEPS[field])
        for amount in (amount for amount in near if amount > 0):
            yield [{**activities[number], field: str(amount)}], min(amount, cap.at_most)


AGAIN = "再一次"
