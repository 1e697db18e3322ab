"""Measures that count, add up, or tell values apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import cached_property
from typing import ClassVar

from yanpei_audit.glossary import SEVERAL, UNITS, key_words
from yanpei_audit.language import Words
from yanpei_audit.records import Amount as WrittenAmount
from yanpei_audit.records import Entry
from yanpei_audit.rules.around import Ahead, Around, Window
from yanpei_audit.rules.conditions import resolve, values_of
from yanpei_audit.rules.measures.measure import (
    Amount,
    AmountField,
    Counted,
    FieldName,
    Measure,
    Missed,
    OfAField,
    Tally,
)
from yanpei_audit.rules.where import Selector, Vocabulary, Where
from yanpei_audit.rules.wording import where_words
from yanpei_audit.source import Document, Location
from yanpei_audit.validation import Written


class Cap(Written):
    """At most so much of what a WHERE selects counts: the activities of the earliest days."""

    of: Where
    at_most: WrittenAmount


class Conversion(Written):
    """What a WHERE selects counts too: `each` for every activity, or for every one of its `per`."""

    of: Where
    each: WrittenAmount
    per: AmountField | None = None


class Capped(Measure):
    """A measure whose number may be capped for some of its activities."""

    caps: tuple[Cap, ...] = ()

    @cached_property
    def capped(self) -> tuple[Selector, ...]:
        """Which activities each cap is about, known once resolved."""
        raise RuntimeError("a measure is used before it was resolved")

    def resolve(self, vocabulary: Vocabulary, document: Document, location: Location) -> None:
        """Make the WHEREs of the caps ready too."""
        super().resolve(vocabulary, document, location)
        self.__dict__["capped"] = tuple(
            resolve(cap.of, vocabulary, document, (*location, "caps", number, "of"))
            for number, cap in enumerate(self.caps)
        )

    def all_selectors(self) -> tuple[Selector, ...]:
        """Give the WHEREs of the caps too."""
        return (*super().all_selectors(), *self.capped)

    def with_caps(self, words: Words) -> Words:
        """Add to words what is capped, and where."""
        for cap in self.caps:
            words = CAPPED.format(words=words, where=where_words(cap.of), most=cap.at_most)
        return words

    def tally(self, entries: Sequence[Entry], window: Window, around: Around) -> Tally:
        """Measure entries; of those under a cap the earliest count, until it is full. The first cap that fits holds."""
        tally = super().tally(entries, window, around)
        if not self.caps:
            return tally
        selectors = [selector.amid(around) for selector in self.capped]
        left: list[Amount] = [cap.at_most for cap in self.caps]
        counted, missed = [], list(tally.missed)
        for entry, amount in tally.counted:
            number = next((n for n, one in enumerate(selectors) if one.selects(entry.activity)), None)
            taken = amount if number is None else min(amount, left[number])
            if number is not None:
                left[number] -= taken
            if taken or not amount:
                counted.append((entry, taken))
            else:
                missed.append(Missed(entry, "capped"))
        return Tally(Fraction(sum(amount for _entry, amount in counted)), counted, missed)


class Count(Capped):
    """How many activities. Under `caps`, at most so many of what each selects count.

    `measure: {count: {kind: 教研组活动}}`
    """

    accrues: ClassVar[bool] = True
    where_options: ClassVar[tuple[str, ...]] = ("count",)
    count: Where

    def in_words(self) -> Words:
        """Say what is measured."""
        return self.with_caps(ACTIVITIES.format(where=where_words(self.count)))

    def amounts(self, entries: Sequence[Entry], window: Window, around: Around) -> Iterator[Counted]:  # noqa: ARG002
        """Give one for each."""
        return ((entry, 1) for entry in entries)

    def reach(self, tally: Tally, ahead: Ahead) -> Fraction | None:
        """Add as many activities as the days ahead can hold."""
        return in_days(tally, len(ahead.days), "activities", ahead)


class Total(Capped):
    """The exact sum of `lessons`, `hours` or `words`; an activity that does not give the amount is not counted.

    With `convert` other activities count too, `each` so much, or so much `per` lesson, hour or character that they
    state. Under `caps`, at most so much of what each selects counts.

    `measure: {total: hours, of: {kind: 培训, level: 校本}}`
    """

    accrues: ClassVar[bool] = True
    where_options: ClassVar[tuple[str, ...]] = ("of",)
    total: AmountField
    of: Where
    convert: tuple[Conversion, ...] = ()

    def in_words(self) -> Words:
        """Say what is measured."""
        words = SUM.format(field=key_words(self.total), where=where_words(self.of))
        for one in self.convert:
            per = PER_AMOUNT.format(field=key_words(one.per)) if one.per else PER_ACTIVITY
            words = CONVERTED.format(words=words, where=where_words(one.of), each=one.each, per=per)
        return self.with_caps(words)

    @cached_property
    def converted(self) -> tuple[Selector, ...]:
        """Which activities each conversion is about, known once resolved."""
        raise RuntimeError("a measure is used before it was resolved")

    def resolve(self, vocabulary: Vocabulary, document: Document, location: Location) -> None:
        """Make the WHEREs of the conversions ready too."""
        super().resolve(vocabulary, document, location)
        self.__dict__["converted"] = tuple(
            resolve(one.of, vocabulary, document, (*location, "convert", number, "of"))
            for number, one in enumerate(self.convert)
        )

    def looks_at(self, around: Around) -> tuple[Selector, ...]:
        """Look at what is converted too."""
        own = super().looks_at(around)
        return (*own, *(selector.amid(around) for selector in self.converted)) if self.convert else own

    def all_selectors(self) -> tuple[Selector, ...]:
        """Give the WHEREs of the conversions too."""
        return (*super().all_selectors(), *self.converted)

    @property
    def unit(self) -> Words:
        """The unit of the field."""
        return UNITS[self.total]

    def amounts(self, entries: Sequence[Entry], window: Window, around: Around) -> Iterator[Counted]:  # noqa: ARG002
        """Give the amount that each states, or the one that it is converted to."""
        own, *others = self.looks_at(around) if self.convert else (None,)
        for entry in entries:
            if own is None or own.selects(entry.activity):
                amount = getattr(entry.activity, self.total)
            else:
                amount = self._converted(entry, others)
            if amount is not None:
                yield entry, amount

    def reach(self, tally: Tally, ahead: Ahead) -> Fraction | None:
        """Add what the days ahead can hold, of lessons those that are taught on; of what is converted, who knows."""
        if self.convert:
            return None
        return in_days(tally, ahead.teaching if self.total == "lessons" else len(ahead.days), self.total, ahead)

    def _converted(self, entry: Entry, selectors: Sequence[Selector]) -> Amount | None:
        for one, selector in zip(self.convert, selectors, strict=True):
            if selector.selects(entry.activity):
                stated = getattr(entry.activity, one.per) if one.per else 1
                return None if stated is None else one.each * stated
        return None


class Distinct(OfAField):
    """How many different values a field takes; an activity without the field is not counted.

    Of a list, every item is a value. An interval belongs to every period that it has a day in, and counts from its
    first day on.

    `measure: {distinct: school, of: {kind: 蹲点}}`
    """

    accrues: ClassVar[bool] = True
    where_options: ClassVar[tuple[str, ...]] = ("of",)
    of_field: ClassVar[str] = "distinct"
    distinct: FieldName
    of: Where

    def in_words(self) -> Words:
        """Say what is measured."""
        return DIFFERENT.format(field=key_words(self.distinct), where=where_words(self.of))

    @property
    def unit(self) -> Words:
        """Different values."""
        return UNITS["distinct"]

    def falls_in(self, entry: Entry, window: Window) -> bool:
        """Say whether an activity has a day in the window."""
        return entry.first <= window.last and entry.last >= window.first

    def amounts(self, entries: Sequence[Entry], window: Window, around: Around) -> Iterator[Counted]:  # noqa: ARG002
        """Give how many values each activity brings that none before it had."""
        seen: set[object] = set()
        for entry in entries:
            if values := values_of(self.read(entry.activity)):
                yield entry, len(values - seen)
                seen |= values

    def reach(self, tally: Tally, ahead: Ahead) -> Fraction | None:
        """Add a new value for each activity that the days ahead can hold, unless one may bring several."""
        return None if self.field in SEVERAL else in_days(tally, len(ahead.days), "activities", ahead)


def in_days(tally: Tally, days: int, amount: str, ahead: Ahead) -> Fraction | None:
    """Add to a number as much of an amount as so many days can hold; None where no table says how much that is."""
    a_day = ahead.a_day.get(amount)
    return None if a_day is None or tally.number is None else tally.number + days * a_day


ACTIVITIES = Words("活动的条数（{where}）", "activities ({where})")
SUM = Words("{field}之和（{where}）", "the sum of {field} ({where})")
CONVERTED = Words("{words}，{where}的{per}折 {each}", "{words}, {each} {per} where {where}")
PER_ACTIVITY, PER_AMOUNT = Words("每条", "for each"), Words("每一{field}", "for each of their {field}")
CAPPED = Words("{words}，其中{where}的至多计 {most}", "{words}, of these at most {most} where {where}")
DIFFERENT = Words("不同的{field}（{where}）", "different values of {field} ({where})")
