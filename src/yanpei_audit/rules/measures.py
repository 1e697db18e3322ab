"""Measures: how activities become a number. Options and arithmetic stand side by side, one class each.

To add a measure, write one class whose docstring is its manual and holds one example, and name it in `MEASURES`.
Every number is an exact fraction; shares are per cent.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import Annotated, Any, ClassVar, Literal, NamedTuple

from pydantic import Discriminator, Tag
from pydantic_core import PydanticCustomError

from yanpei_audit.glossary import UNITS
from yanpei_audit.language import Words
from yanpei_audit.records import Entry, Text, value_of
from yanpei_audit.records.kinds import FIELDS, Kinds
from yanpei_audit.rules.where import Selector, Where, report_unknown, resolve
from yanpei_audit.source import Document, Location
from yanpei_audit.validation import Written

Amount = int | Decimal
Counted = tuple[Entry, Amount]
AmountField = Literal["lessons", "hours", "words"]
DAYS_IN = {
    "day": 1,
    "days": 1,
    "天": 1,
    "week": 7,
    "weeks": 7,
    "周": 7,
    "month": 30,
    "months": 30,
    "个月": 30,
    "月": 30,
}
MOST_PER_CENT = 100
_ONE_DAY = dt.timedelta(days=1)


class Window(NamedTuple):
    """Days to look at, both ends included."""

    first: dt.date
    last: dt.date


class Missed(NamedTuple):
    """An activity that did not count, why (a key of `REASONS`), and the field that decided it, if one did."""

    entry: Entry
    reason: str
    field: str = ""


class Tally(NamedTuple):
    """A measured number, None where there is nothing to measure, and the activities behind it.

    The amounts of `counted` add up to the number; those of a share add up to its part.
    """

    number: Fraction | None
    counted: list[Counted]
    missed: list[Missed]


class Measure(Written):
    """How the activities that a WHERE selects become a number."""

    where_option: ClassVar[str]

    @cached_property
    def selector(self) -> Selector:
        """Which activities are looked at; known once the names in the WHERE are resolved."""
        raise RuntimeError("a measure is used before it was resolved")

    def resolve(self, kinds: Kinds, document: Document, location: Location) -> None:
        """Make the WHEREs ready, reporting what in them does not exist."""
        where = getattr(self, self.where_option)
        self.__dict__["selector"] = resolve(where, kinds, document, (*location, self.where_option))

    @property
    def unit(self) -> Words:
        """What the number counts."""
        return UNITS["count"]

    def falls_in(self, entry: Entry, window: Window) -> bool:
        """Say whether an activity belongs to a window: by its last day, when it is complete."""
        return window.first <= entry.last <= window.last

    def tally(self, entries: Sequence[Entry], window: Window) -> Tally:
        """Measure selected entries that fall in the window."""
        counted = list(self.amounts(entries, window))
        missed = []
        if len(counted) < len(entries):
            given = {id(entry) for entry, _amount in counted}
            missed = [Missed(entry, "no_amount") for entry in entries if id(entry) not in given]
        return Tally(Fraction(sum(amount for _entry, amount in counted)), counted, missed)

    def amounts(self, entries: Sequence[Entry], window: Window) -> Iterator[Counted]:
        """Give each entry with what it adds to the number, leaving out those that state no amount."""
        raise NotImplementedError

    def read_bound(self, text: str) -> Fraction:
        """Read a bound in the unit of the measure."""
        return _read_number(text, "40")


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


class Days(Measure):
    """Days in the union of the intervals, clipped to the period: a day covered twice counts once.

    Bounds are in days, weeks (7 days) or months (30 days).

    `measure: {days: {kind: 蹲点}}`
    """

    where_option: ClassVar[str] = "days"
    days: Where

    @property
    def unit(self) -> Words:
        """Days."""
        return UNITS["days"]

    def falls_in(self, entry: Entry, window: Window) -> bool:
        """Say whether an activity has a day in the window."""
        return entry.first <= window.last and entry.last >= window.first

    def amounts(self, entries: Sequence[Entry], window: Window) -> Iterator[Counted]:
        """Give the days that each adds to those before it."""
        covered_until = window.first - _ONE_DAY
        for entry in sorted(entries, key=lambda entry: (entry.first, entry.last)):
            first = max(entry.first, covered_until + _ONE_DAY)
            last = min(entry.last, window.last)
            yield entry, max(0, (last - first).days + 1)
            covered_until = max(covered_until, last)

    def read_bound(self, text: str) -> Fraction:
        """Read ``30 days``, ``4 weeks`` or ``1 month``, also in Chinese."""
        match = re.fullmatch(r"(\d{1,4})\s*(\S+)", text, re.ASCII)
        if match is None or match[2] not in DAYS_IN:
            raise _bad_bound("1 month")
        return Fraction(int(match[1]) * DAYS_IN[match[2]])


class Distinct(Measure):
    """How many different values a field takes; an activity without the field is not counted.

    An interval belongs to every period that it has a day in, and counts from its first day on.

    `measure: {distinct: school, of: {kind: 蹲点}}`
    """

    where_option: ClassVar[str] = "of"
    distinct: Text
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
        """Give one for the first activity with each value and nothing for those that repeat it."""
        seen: set[object] = set()
        for entry in entries:
            if (value := value_of(entry.activity, self.distinct)) is not None:
                yield entry, int(value not in seen)
                seen.add(value)


class Share(Measure):
    """Which part of the activities that `out_of` selects is also selected by `share`, in per cent.

    `of` names a field to add up; without it activities are counted. `if_none` says what holds where `out_of` selects
    nothing: `not_applicable` or `short`.

    `measure: {share: {unannounced: 是}, out_of: {kind: 听课}, of: lessons, if_none: not_applicable}`
    """

    where_option: ClassVar[str] = "out_of"
    share: Where
    out_of: Where
    of: AmountField | None = None
    if_none: Literal["not_applicable", "short"]

    @cached_property
    def part(self) -> Selector:
        """Which of the activities are the part; known once resolved."""
        raise RuntimeError("a measure is used before it was resolved")

    def resolve(self, kinds: Kinds, document: Document, location: Location) -> None:
        """Make both WHEREs ready."""
        super().resolve(kinds, document, location)
        self.__dict__["part"] = resolve(self.share, kinds, document, (*location, "share"))

    @property
    def unit(self) -> Words:
        """Per cent."""
        return UNITS["share"]

    def tally(self, entries: Sequence[Entry], window: Window) -> Tally:
        """Measure the part within the whole; None where the whole is nothing."""
        whole = list(self.amounts(entries, window))
        total = sum(amount for _entry, amount in whole)
        counted, missed = [], []
        for entry, amount in whole:
            if field := self._outside_part(entry):
                missed.append(Missed(entry, "not_matching", field))
            else:
                counted.append((entry, amount))
        part = sum(amount for _entry, amount in counted)
        return Tally(Fraction(part) / Fraction(total) * 100 if total else None, counted, missed)

    def _outside_part(self, entry: Entry) -> str:
        kinds = self.part.kinds
        return "kind" if kinds is not None and entry.activity.kind not in kinds else self.part.mismatch(entry.activity)

    def amounts(self, entries: Sequence[Entry], window: Window) -> Iterator[Counted]:  # noqa: ARG002
        """Give what each adds to the whole."""
        for entry in entries:
            amount = getattr(entry.activity, self.of) if self.of else 1
            if amount is not None:
                yield entry, amount

    def read_bound(self, text: str) -> Fraction:
        """Read ``50 %``."""
        match = re.fullmatch(r"(\d{1,3}(?:\.\d{1,2})?)\s*%", text, re.ASCII)
        if match is None or (bound := Fraction(match[1])) > MOST_PER_CENT:
            raise _bad_bound("50 %")
        return bound


def _read_number(text: str, example: str) -> Fraction:
    if re.fullmatch(r"\d{1,6}(\.\d{1,2})?", text, re.ASCII) is None:
        raise _bad_bound(example)
    return Fraction(text)


def _bad_bound(example: str) -> PydanticCustomError:
    wanted = Words(f"像 {example} 这样的数", f"a bound like {example}")
    return PydanticCustomError("YA404", "bound", {"wanted": wanted, "example": example})


def _option_of(written: Any) -> str | None:
    """Tell a measure by the option that only it has."""
    if isinstance(written, Measure):
        return f"measure:{type(written).__name__.casefold()}"
    names = [name for name in MEASURES if isinstance(written, dict) and name in written]
    return f"measure:{names[0]}" if names else None


# The closed set: the option that tells a measure → its class.
MEASURES: dict[str, type[Measure]] = {
    "count": Count,
    "total": Total,
    "days": Days,
    "distinct": Distinct,
    "share": Share,
}
AnyMeasure = Annotated[
    Annotated[Count, Tag("measure:count")]
    | Annotated[Total, Tag("measure:total")]
    | Annotated[Days, Tag("measure:days")]
    | Annotated[Distinct, Tag("measure:distinct")]
    | Annotated[Share, Tag("measure:share")],
    Discriminator(
        _option_of,
        custom_error_type="YA704",
        custom_error_message="measure",
        custom_error_context={"known": "、".join(MEASURES), "example": "{count: {kind: 教研组活动}}"},
    ),
]
