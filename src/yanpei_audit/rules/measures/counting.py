"""Measures that count, add up, or tell values apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar

from yanpei_audit.glossary import UNITS
from yanpei_audit.language import Words
from yanpei_audit.records import Entry, value_of
from yanpei_audit.records.kinds import FIELDS, Kinds
from yanpei_audit.rules.measures.measure import AmountField, Counted, FieldName, Measure, Window
from yanpei_audit.rules.where import Where, report_unknown
from yanpei_audit.source import Document, Location


class Count(Measure):
    """How many activities.

    `measure: {count: {kind: 教研组活动}}`
    """

    where_option: ClassVar[str] = "count"
    count: Where

    def amounts(self, entries: Sequence[Entry], window: Window) -> Iterator[Counted]:  # noqa: ARG002
        """Give one for each."""
        return ((entry, 1) for entry in entries)


class Total(Measure):
    """The exact sum of `lessons`, `hours` or `words`; an activity that does not give the amount is not counted.

    `measure: {total: hours, of: {kind: 培训, level: 校本}}`
    """

    where_option: ClassVar[str] = "of"
    total: AmountField
    of: Where

    @property
    def unit(self) -> Words:
        """The unit of the field."""
        return UNITS[self.total]

    def amounts(self, entries: Sequence[Entry], window: Window) -> Iterator[Counted]:  # noqa: ARG002
        """Give the amount that each states."""
        for entry in entries:
            amount = getattr(entry.activity, self.total)
            if amount is not None:
                yield entry, amount


class Distinct(Measure):
    """How many different values a field takes; an activity without the field is not counted.

    Of a list, every item is a value. An interval belongs to every period that it has a day in, and counts from its
    first day on.

    `measure: {distinct: school, of: {kind: 蹲点}}`
    """

    where_option: ClassVar[str] = "of"
    distinct: FieldName
    of: Where

    def resolve(self, kinds: Kinds, document: Document, location: Location) -> None:
        """Make the WHERE ready and check the field."""
        super().resolve(kinds, document, location)
        if self.distinct not in FIELDS:
            report_unknown(document, (*location, "distinct"), Words("栏目", "field"), self.distinct, FIELDS)

    @property
    def unit(self) -> Words:
        """Different values."""
        return UNITS["distinct"]

    def falls_in(self, entry: Entry, window: Window) -> bool:
        """Say whether an activity has a day in the window."""
        return entry.first <= window.last and entry.last >= window.first

    def amounts(self, entries: Sequence[Entry], window: Window) -> Iterator[Counted]:  # noqa: ARG002
        """Give how many values each activity brings that none before it had."""
        seen: set[object] = set()
        for entry in entries:
            value = value_of(entry.activity, self.distinct)
            values = set(value) if isinstance(value, tuple | dict) else set() if value is None else {value}
            if values:
                yield entry, len(values - seen)
                seen |= values
