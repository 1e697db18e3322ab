"""Measures made of measures."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from fractions import Fraction
from typing import ClassVar

from pydantic import Field, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError

from yanpei_audit.glossary import UNITS, key_words
from yanpei_audit.language import Words
from yanpei_audit.records import Entry, Text
from yanpei_audit.rules.around import Around, Window
from yanpei_audit.rules.measures.measure import (
    NEVER_MISSED,
    Amount,
    AmountField,
    AnyMeasure,
    Bound,
    Counted,
    Measure,
    Missed,
    PartOfAll,
    PerCent,
    Tally,
    bad_bound,
    missed_of,
    number_of,
    size_of,
)
from yanpei_audit.rules.said import Said
from yanpei_audit.rules.where import Selector, Vocabulary, Where
from yanpei_audit.rules.wording import OR_ELSE, SEMICOLON, joined, where_words
from yanpei_audit.source import Document, Location
from yanpei_audit.validation import Written


class Part(Written):
    """One of several requirements: a measure and the least that it must come to."""

    title: Said
    measure: AnyMeasure
    at_least: Text

    @field_validator("at_least")
    @classmethod
    def _is_a_bound(cls, written: str, info: ValidationInfo) -> str:
        measure = info.data.get("measure")
        if measure is not None and not size_of(measure.read_bound(written)):
            raise PydanticCustomError("YA701", "bound", {"detail": NEVER_MISSED})
        return written

    def in_words(self) -> Words:
        """Say what is wanted."""
        return PART.format(title=self.title.words, what=self.measure.in_words(), least=self.at_least)

    def holds(self, tally: Tally) -> bool:
        """Say whether a tally of the measure comes to the least."""
        least = number_of(self.measure.bound(self.at_least), tally.out_of)
        return tally.number is not None and bool(tally.counted or least) and tally.number >= least


class Combined(PartOfAll):
    """How many of several requirements hold; each may have a measure of its own."""

    where_options: ClassVar[tuple[str, ...]] = ()
    can_fall: ClassVar[bool] = True
    option: ClassVar[str]
    one_is_enough: ClassVar[bool] = False

    def in_words(self) -> Words:
        """Say what is measured."""
        parts = [part.in_words() for part in self.parts]
        return PARTS.format(parts=joined(parts, SEMICOLON))

    @property
    def parts(self) -> tuple[Part, ...]:
        """The requirements."""
        parts: tuple[Part, ...] = getattr(self, self.option)
        return parts

    def largest(self) -> Fraction | None:
        """Give the number of parts."""
        return Fraction(len(self.parts))

    def resolve(self, vocabulary: Vocabulary, document: Document, location: Location) -> None:
        """Make the measures ready."""
        super().resolve(vocabulary, document, location)
        for number, part in enumerate(self.parts):
            part.measure.resolve(vocabulary, document, (*location, self.option, number, "measure"))

    def refers_to(self) -> frozenset[str]:
        """Give the rules that the parts need."""
        return frozenset(rule for part in self.parts for rule in part.measure.refers_to())

    def asks(self) -> frozenset[str]:
        """Give the fields that any part asks about."""
        return frozenset(field for part in self.parts for field in part.measure.asks())

    def looks_at(self, around: Around) -> tuple[Selector, ...]:
        """Look at what any part looks at."""
        return tuple(selector for part in self.parts for selector in part.measure.looks_at(around))

    def falls_in(self, entry: Entry, window: Window) -> bool:
        """Say whether an activity belongs to a window for any part."""
        return any(part.measure.falls_in(entry, window) for part in self.parts)

    def is_done(self, entry: Entry, so_far: Window, as_of: dt.date) -> bool:
        """Say whether an activity counts as of a day for any part."""
        return any(part.measure.is_done(entry, so_far, as_of) for part in self.parts)

    def depends_on_order(self) -> bool:
        """Say whether the number of any part does."""
        return any(part.measure.depends_on_order() for part in self.parts)

    def tally(self, entries: Sequence[Entry], window: Window, around: Around) -> Tally:
        """Measure how many parts hold; the activity with which a part is reached is given its one."""
        credit: dict[int, Amount] = {}
        held, gaps = 0, []
        for part in self.parts:
            tally = part.measure.tally(part.measure.selected(entries, window, around), window, around)
            credit |= {id(entry): credit.get(id(entry), 0) for entry, _amount in tally.counted}
            if part.holds(tally):
                held += 1
                for entry, _amount in tally.counted[-1:]:
                    credit[id(entry)] += 1
            else:
                gaps.append(part.title.words)
        gaps = [joined(gaps, OR_ELSE)] if gaps and self.one_is_enough else gaps
        counted = [(entry, credit[id(entry)]) for entry in entries if id(entry) in credit]
        return Tally(
            Fraction(held), counted, missed_of(entries, counted, "in_no_part"), Fraction(len(self.parts)), tuple(gaps)
        )


class AnyOf(Combined):
    """How many of several requirements hold, one being enough unless the rule has a bound of its own.

    Each has a `title`, a `measure` and its `at_least`. What counts together, such as two kinds of lessons, needs no
    `any_of`: list both in one WHERE.

    `measure: {any_of: [{title: 讲座, measure: {count: {kind: 讲座}}, at_least: 1}]}`
    """

    option: ClassVar[str] = "any_of"
    implied: ClassVar[str] = "1"
    one_is_enough: ClassVar[bool] = True
    any_of: tuple[Part, ...] = Field(min_length=1)


class AllOf(Combined):
    """How many of several requirements hold, all of them being wanted unless the rule has a bound of its own.

    `measure: {all_of: [{title: 计划, measure: {count: {kind: 工作计划}}, at_least: 1}]}`
    """

    option: ClassVar[str] = "all_of"
    implied: ClassVar[str] = "100 %"
    all_of: tuple[Part, ...] = Field(min_length=1)


class Reconcile(Measure):
    """What activities come to beyond a stated total: 0 where both agree, less than 0 where the parts fall short of it.

    `reconcile` is the field of the statement, which `of` selects; of several statements the latest holds, of
    several of one day the highest. `with` is the measure of the parts. Without a statement the rule is not applicable.
    Bounds may be negative, as in `at_least: -2`.

    `measure: {reconcile: hours, of: {kind: 工作总结}, with: {total: hours, of: {kind: 培训}}}`
    """

    where_options: ClassVar[tuple[str, ...]] = ("of",)
    can_fall: ClassVar[bool] = True
    signed: ClassVar[bool] = True
    reconcile: AmountField
    of: Where
    with_: AnyMeasure = Field(alias="with")

    def in_words(self) -> Words:
        """Say what is measured."""
        stated = STATED.format(field=key_words(self.reconcile), where=where_words(self.of))
        return RECONCILED.format(stated=stated, parts=self.with_.in_words())

    @property
    def if_nothing(self) -> str:
        """Nothing stated, nothing to compare."""
        return "not_applicable"

    def resolve(self, vocabulary: Vocabulary, document: Document, location: Location) -> None:
        """Make the WHERE and the measure of the parts ready."""
        super().resolve(vocabulary, document, location)
        self.with_.resolve(vocabulary, document, (*location, "with"))

    def refers_to(self) -> frozenset[str]:
        """Give the rules that the WHEREs name, those of the parts among them."""
        return super().refers_to() | self.with_.refers_to()

    def asks(self) -> frozenset[str]:
        """Give the fields of the WHERE and of the parts."""
        return super().asks() | self.with_.asks()

    def looks_at(self, around: Around) -> tuple[Selector, ...]:
        """Look at statements and at parts."""
        return (*super().looks_at(around), *self.with_.looks_at(around))

    def falls_in(self, entry: Entry, window: Window) -> bool:
        """Say whether an activity belongs to a window as a statement or as a part."""
        return super().falls_in(entry, window) or self.with_.falls_in(entry, window)

    def is_done(self, entry: Entry, so_far: Window, as_of: dt.date) -> bool:
        """Say whether an activity counts as of a day as a statement or as a part."""
        return super().is_done(entry, so_far, as_of) or self.with_.is_done(entry, so_far, as_of)

    def depends_on_order(self) -> bool:
        """Say whether the parts do."""
        return self.with_.depends_on_order()

    @property
    def unit(self) -> Words:
        """The unit of the field."""
        return UNITS[self.reconcile]

    def tally(self, entries: Sequence[Entry], window: Window, around: Around) -> Tally:
        """Measure the parts less the statement; None where nothing is stated."""
        states = self.selectors["of"].amid(around).selects
        statements = [
            (entry, amount)
            for entry in entries
            if states(entry.activity) and (amount := getattr(entry.activity, self.reconcile)) is not None
        ]
        if not statements:
            return Tally(None, [], [Missed(entry, "nothing_stated") for entry in entries])
        statement, stated = max(statements, key=lambda one: (one[0].last, one[1]))
        parts = self.with_.tally(
            [entry for entry in self.with_.selected(entries, window, around) if entry is not statement], window, around
        )
        counted: list[Counted] = [*parts.counted, (statement, -stated)]
        number = (parts.number or Fraction()) - Fraction(stated)
        unstated = [missed for missed in parts.missed if not states(missed.entry.activity)]
        known = {id(missed.entry) for missed in unstated}
        rest = [entry for entry in entries if id(entry) not in known]
        return Tally(number, counted, [*unstated, *missed_of(rest, counted, "superseded")])

    def read_bound(self, text: str) -> Bound:
        """Read a number, which may be negative."""
        negative, digits = text.startswith("-"), text.removeprefix("-")
        bound = self.with_.read_bound(digits)
        if isinstance(bound, PerCent):
            raise bad_bound("0")
        return -bound if negative else bound


PART = Words("{title}（{what}，至少 {least}）", "{title} ({what}, at least {least})")
PARTS = Words("做到的项数：{parts}", "how many hold of: {parts}")
STATED = Words("自报的{field}（{where}）", "the stated {field} ({where})")
RECONCILED = Words("{parts}，减去{stated}", "{parts}, less {stated}")
