"""The measure of a part within a whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import ClassVar

from pydantic import model_validator

from yanpei_audit.glossary import UNITS, key_words
from yanpei_audit.language import Words
from yanpei_audit.records import Entry, Text
from yanpei_audit.rules.around import Around, Window
from yanpei_audit.rules.conditions import resolve
from yanpei_audit.rules.measures.measure import (
    MOST_PER_CENT,
    AmountField,
    Counted,
    IfNone,
    Measure,
    Missed,
    Tally,
    read_per_cent,
    without_amount,
)
from yanpei_audit.rules.where import Selector, Vocabulary, Where, report_unknown
from yanpei_audit.rules.wording import where_words
from yanpei_audit.source import Document, Location
from yanpei_audit.validation import Written


class Whole(Written):
    """What a share is a part of: the activities of a WHERE, or the lower bound of another rule of the pack."""

    where: Where | None = None
    bound_of: Text | None = None

    @model_validator(mode="before")
    @classmethod
    def _short_form(cls, written: object) -> object:
        return written if isinstance(written, dict) and set(written) == {"bound_of"} else {"where": written}


class Share(Measure):
    """Which part of a whole the activities that `share` selects are, in per cent.

    The whole are the activities that `out_of` selects, those of the part among them; or, written as
    `out_of: {bound_of: RULE}`, the lower bound that another rule of the pack has for the person. `of` names a field to
    add up; without it activities are counted. `if_none` says what holds where the whole is nothing: `not_applicable`
    or `short`.

    `measure: {share: {unannounced: 是}, out_of: {kind: 听课}, of: lessons, if_none: not_applicable}`
    """

    where_options: ClassVar[tuple[str, ...]] = ("share",)
    can_fall: ClassVar[bool] = True
    is_share: ClassVar[bool] = True
    share: Where
    out_of: Whole
    of: AmountField | None = None
    if_none: IfNone

    def in_words(self) -> Words:
        """Say what is measured."""
        whole = (
            BOUND_OF.format(rule=self.out_of.bound_of) if self.out_of.bound_of else where_words(self.out_of.where or {})
        )
        counted = key_words(self.of) if self.of else ACTIVITIES
        return PART_OF.format(counted=counted, part=where_words(self.share), whole=whole)

    def resolve(self, vocabulary: Vocabulary, document: Document, location: Location) -> None:
        """Make both WHEREs ready, or find the rule whose bound is the whole."""
        super().resolve(vocabulary, document, location)
        if self.out_of.where is not None:
            whole = resolve(self.out_of.where, vocabulary, document, (*location, "out_of"))
            self.__dict__["selectors"] = {**self.selectors, "out_of": whole}
        elif self.out_of.bound_of not in vocabulary.rules:
            place = (*location, "out_of", "bound_of")
            report_unknown(document, place, Words("规则", "rule"), str(self.out_of.bound_of), sorted(vocabulary.rules))

    def refers_to(self) -> frozenset[str]:
        """Give the rules that the WHEREs name, and the one whose bound is the whole."""
        return super().refers_to() | ({self.out_of.bound_of} if self.out_of.bound_of else set())

    def looks_at(self, around: Around) -> tuple[Selector, ...]:
        """Look at the whole, where it is one of activities."""
        return (self.selectors["share" if self.out_of.bound_of else "out_of"].amid(around),)

    @property
    def unit(self) -> Words:
        """Per cent."""
        return UNITS["share"]

    def tally(self, entries: Sequence[Entry], window: Window, around: Around) -> Tally:
        """Measure the part within the whole; None where the whole is nothing."""
        whole = list(self.amounts(entries, window, around))
        part = self.selectors["share"].amid(around)
        counted, missed = [], without_amount(entries, whole)
        for entry, amount in whole:
            if field := part.mismatch(entry.activity):
                missed.append(Missed(entry, "not_matching" if self.out_of.bound_of else "in_whole", field))
            else:
                counted.append((entry, amount))
        if self.out_of.bound_of:
            total = around.least(self.out_of.bound_of) or Fraction()
        else:
            total = Fraction(sum(amount for _entry, amount in whole))
        measured = Fraction(sum(amount for _entry, amount in counted))
        return Tally(measured / total * MOST_PER_CENT if total else None, counted, missed, whole=total or None)

    def amounts(self, entries: Sequence[Entry], window: Window, around: Around) -> Iterator[Counted]:  # noqa: ARG002
        """Give what each adds to the whole."""
        for entry in entries:
            amount = getattr(entry.activity, self.of) if self.of else 1
            if amount is not None:
                yield entry, amount

    def read_bound(self, text: str) -> Fraction:
        """Read ``50 %``."""
        return read_per_cent(text, "50 %")


ACTIVITIES = Words("条数", "activities")
BOUND_OF = Words("规则“{rule}”的定额", "the quota of rule '{rule}'")
PART_OF = Words("按{counted}算的占比：{part}，占 {whole}", "the share, by {counted}, of {part} in {whole}")
