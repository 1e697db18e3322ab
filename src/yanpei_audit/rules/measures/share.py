"""The measure of a part within a whole."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import cached_property
from typing import ClassVar, Literal

from yanpei_audit.glossary import UNITS
from yanpei_audit.language import Words
from yanpei_audit.records import Entry
from yanpei_audit.records.kinds import Kinds
from yanpei_audit.rules.measures.measure import (
    AmountField,
    Counted,
    Measure,
    Missed,
    Tally,
    Window,
    bad_bound,
    without_amount,
)
from yanpei_audit.rules.where import Selector, Where, resolve
from yanpei_audit.source import Document, Location

MOST_PER_CENT = 100


class Share(Measure):
    """Which part of the activities that `out_of` selects is also selected by `share`, in per cent.

    `of` names a field to add up; without it activities are counted. `if_none` says what holds where `out_of` selects
    nothing: `not_applicable` or `short`.

    `measure: {share: {unannounced: 是}, out_of: {kind: 听课}, of: lessons, if_none: not_applicable}`
    """

    where_option: ClassVar[str] = "out_of"
    can_fall: ClassVar[bool] = True
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
        counted, missed = [], without_amount(entries, whole)
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
            raise bad_bound("50 %")
        return bound
