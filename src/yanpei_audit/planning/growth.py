"""How much of an activity there is to be: a template made as large as wanted, step by step.

A step is the least that can be written: one lesson, 0.01 hours, one character, one day, one activity, one value.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from yanpei_audit.calendar import ONE_DAY, DayKind
from yanpei_audit.planning.activities import Fields
from yanpei_audit.planning.bench import Bench
from yanpei_audit.planning.templates import Template, Wanted, templates
from yanpei_audit.records import DAYS, Entry
from yanpei_audit.records.model import MOST_HOURS, MOST_LESSONS, MOST_WORDS
from yanpei_audit.rules.measures.counting import Distinct, Total
from yanpei_audit.rules.measures.days import Days
from yanpei_audit.trials.nudging import STEPS

LARGEST = {"lessons": MOST_LESSONS, "hours": MOST_HOURS, "words": MOST_WORDS}
MOST_COPIES, MOST_VALUES, DAYS_TRIED = 60, 40, 7
STILL_TO_COME = frozenset({"planned", "after_as_of"})
NEW_VALUE = "（新的 {number}）"
Fill = Callable[[int], list[Fields]]


class Growth(NamedTuple):
    """What `fill` makes of a number of steps, of which there are at most `most`."""

    fill: Fill
    most: int


def growths(wanted: Wanted, bench: Bench, planned: Sequence[Fields]) -> Iterator[Growth]:
    """Give the ways in which a rule's own examples can be made to any size, beside what is planned already."""
    measure = wanted.rule.measure
    for template in templates(wanted, bench):
        if isinstance(measure, Days):
            yield _in_days(template, list(_free_days(wanted, measure, bench)))
            continue
        for day in _days_to_try(wanted, bench):
            on_day = {**{key: value for key, value in template.items() if key not in DAYS}, **_on(template, day)}
            if isinstance(measure, Distinct):
                yield _of_values(on_day, measure, wanted, bench, planned)
            elif isinstance(measure, Total):
                yield _of_amount(on_day, measure.total)
                yield _in_copies({measure.total: "1", **on_day})
            else:
                yield _in_copies(on_day)


def _on(template: Template, day: dt.date) -> dict[str, Any]:
    fields = ("date",) if "date" in template else ("from", "to")
    return dict.fromkeys(fields, day.isoformat())


def _days_to_try(wanted: Wanted, bench: Bench) -> Iterator[dt.date]:
    """Give the as-of day, or the nearest of the period; where a rule asks about days, some before it as well."""
    period = wanted.outcome.period
    day = max(period.first, min(bench.as_of, period.last))
    number = DAYS_TRIED if wanted.rule.measure.asks() & set(DAYS) else 1
    yield from (day - one * ONE_DAY for one in range(number) if day - one * ONE_DAY in period)


def _in_copies(activity: Template) -> Growth:
    return Growth(lambda size: [list(activity.items())] * size, MOST_COPIES)


def _of_amount(activity: Template, field: str) -> Growth:
    """Let an activity have an amount; more than one can have is split."""
    step, largest = STEPS[field], Decimal(LARGEST[field])

    def fill(size: int) -> list[Fields]:
        left, parts = step * size, []
        while left > 0:
            parts.append(min(left, largest))
            left -= parts[-1]
        return [list({**activity, field: _decimal(part)}.items()) for part in parts]

    return Growth(fill, int(largest * MOST_COPIES / step))


def _decimal(number: Decimal) -> str:
    return f"{number:f}".rstrip("0").rstrip(".") if "." in f"{number:f}" else f"{number:f}"


def _free_days(wanted: Wanted, measure: Days, bench: Bench) -> Iterator[dt.date]:
    """Give the days that would count and are not covered: those ahead from the first on, then the last ones before."""
    period, outcome = wanted.outcome.period, wanted.outcome
    to_come = [missed.entry for missed in outcome.missed if missed.reason in STILL_TO_COME]
    covered = [*(entry for entry, _amount in outcome.counted), *to_come]
    every = [period.first + number * ONE_DAY for number in range((period.last - period.first).days + 1)]
    service, calendar = bench.circumstances.registry.service_of(bench.person.id), bench.circumstances.calendar
    free = [
        day
        for day in every
        if not any(entry.first <= day <= entry.last for entry in covered)
        and calendar.kind_of(day, measure.basis) is DayKind.WORK
        and service.works_in(day, day)
    ]
    yield from (day for day in free if day > bench.as_of)
    yield from (day for day in reversed(free) if day <= bench.as_of)


def _in_days(template: Template, free: Sequence[dt.date]) -> Growth:
    """Let an activity last, on the first so many of the free days, each unbroken stretch of them an activity."""
    plain = {key: value for key, value in template.items() if key not in DAYS}

    def fill(size: int) -> list[Fields]:
        stretches: list[tuple[dt.date, dt.date]] = []
        for day in sorted(free[:size]):
            if stretches and stretches[-1][1] + ONE_DAY == day:
                stretches[-1] = stretches[-1][0], day
            else:
                stretches.append((day, day))
        ends = [{"from": first.isoformat(), "to": last.isoformat()} for first, last in stretches]
        return [list({**plain, **days}.items()) for days in ends]

    return Growth(fill, len(free))


def _of_values(
    activity: Template, measure: Distinct, wanted: Wanted, bench: Bench, planned: Sequence[Fields]
) -> Growth:
    """Let there be activities of which each has a value that none had before."""
    field, registry = measure.field, bench.circumstances.registry
    words = [word.name for word in bench.kinds.values.get(field, {}).values()]
    known = words or (list(registry.schools) if field == "school" else [])
    values = known or [NEW_VALUE.format(number=number) for number in range(1, MOST_VALUES)]
    values.append(activity.get(field, ""))
    seen = {_plain_value(measure, entry) for entry, _amount in wanted.outcome.counted}
    seen |= {value for fields in planned for key, value in fields if key == field}
    fresh = [value for value in dict.fromkeys(values) if value and value not in seen][:MOST_VALUES]
    activities: list[Fields] = [list({**activity, field: value}.items()) for value in fresh]
    selects = measure.selectors["of"].selects
    entries = bench.read(activities)
    usable = [one for one, entry in zip(activities, entries, strict=False) if selects(entry.activity)]
    return Growth(lambda size: usable[:size], len(usable))


def _plain_value(measure: Distinct, entry: Entry) -> Any:
    value = measure.read(entry.activity)
    return value if isinstance(value, str) else None
