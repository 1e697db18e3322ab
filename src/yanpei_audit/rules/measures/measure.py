"""What all measures share: WHEREs, a window of days, and a tally of what counted and what did not."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import Annotated, Any, ClassVar, Literal, NamedTuple

from pydantic import BeforeValidator, PlainValidator
from pydantic_core import PydanticCustomError

from yanpei_audit.glossary import UNITS, canonical
from yanpei_audit.language import Words
from yanpei_audit.records import Entry, Reader, Text
from yanpei_audit.rules.around import Ahead, Around, Window
from yanpei_audit.rules.conditions import resolve
from yanpei_audit.rules.where import Selector, Vocabulary, known_field, read_field
from yanpei_audit.source import Document, Location
from yanpei_audit.validation import Written

Amount = int | Decimal
Counted = tuple[Entry, Amount]
MOST_PER_CENT = 100


def _canonical(written: object) -> object:
    return canonical(written) if isinstance(written, str) else written


FieldName = Annotated[Text, BeforeValidator(_canonical)]
AmountField = Annotated[Literal["lessons", "hours", "words"], BeforeValidator(_canonical)]
IfNone = Literal["not_applicable", "short"]


class PerCent(NamedTuple):
    """A bound that is a part of what there is: 100 % is all of it."""

    per_cent: Fraction

    def of(self, whole: Fraction) -> Fraction:
        """Give the part of a whole."""
        return self.per_cent * whole / MOST_PER_CENT


Bound = Fraction | PerCent


def size_of(bound: Bound) -> Fraction:
    """Give how large a bound is: as a number, or as a part in per cent."""
    return bound.per_cent if isinstance(bound, PerCent) else bound


def number_of(bound: Bound, out_of: Fraction | None) -> Fraction:
    """Give a bound as a number; a part is taken of `out_of`."""
    return bound.of(out_of or Fraction()) if isinstance(bound, PerCent) else bound


class Missed(NamedTuple):
    """An activity that did not count, why (a key of `REASONS`), and the field that decided it, if one did."""

    entry: Entry
    reason: str
    field: str = ""


class Tally(NamedTuple):
    """A measured number, None where there is nothing to measure, and the activities behind it.

    The amounts of `counted` add up to the number; those of a share add up to its part. Where the number is one of a
    whole, that is `out_of`, and `gaps` says what of it is missing; for `waiting` of it there is still time, even when
    the period is over, and `lost` of the gaps can no longer be closed. `unsure` more would count if the days did whose
    holidays are not announced. A run that is still going on has `running` days.
    """

    number: Fraction | None
    counted: list[Counted]
    missed: list[Missed]
    out_of: Fraction | None = None
    gaps: tuple[Words, ...] = ()
    waiting: int = 0
    lost: int = 0
    unsure: int = 0
    running: int = 0
    whole: Fraction | None = None


class Measure(Written):
    """How the activities that a WHERE selects become a number.

    `where_options` are the options that hold a WHERE, the one that selects the activities to count first. A measure
    that `can_fall` may be made smaller by more activities, one that is `signed` be less than zero, one that
    `is_share` be a part in per cent. One that `accrues` grows little by little, so that its pace can be told. What a
    rule need not say about its bound is `implied`.
    """

    where_options: ClassVar[tuple[str, ...]]
    can_fall: ClassVar[bool] = False
    signed: ClassVar[bool] = False
    is_share: ClassVar[bool] = False
    accrues: ClassVar[bool] = False
    implied: ClassVar[str] = ""

    @cached_property
    def selectors(self) -> Mapping[str, Selector]:
        """The WHEREs by their option, known once the names in them are resolved."""
        raise RuntimeError("a measure is used before it was resolved")

    @property
    def if_nothing(self) -> str:
        """What holds where there is nothing to measure: `not_applicable`, `short` or `pending`."""
        return str(getattr(self, "if_none", "short"))

    def resolve(self, vocabulary: Vocabulary, document: Document, location: Location) -> None:
        """Make the WHEREs ready, reporting what in them does not exist."""
        self.__dict__["selectors"] = {
            option: resolve(getattr(self, option), vocabulary, document, (*location, option))
            for option in self.where_options
        }

    def looks_at(self, around: Around) -> tuple[Selector, ...]:
        """Give which activities are looked at: those that any of the selectors selects."""
        return tuple(self.selectors[option].amid(around) for option in self.where_options)

    def largest(self) -> Fraction | None:
        """Give the most that the number can ever be, where that is known."""
        return None

    def reach(self, tally: Tally, ahead: Ahead) -> Fraction | None:  # noqa: ARG002
        """Give the most that a tally can still come to in the days ahead; None where that cannot be told."""
        return None

    def depends_on_order(self) -> bool:
        """Say whether the number may depend on which of several activities of one day comes first."""
        return False

    def all_selectors(self) -> tuple[Selector, ...]:
        """Give every WHERE, those inside other options among them."""
        return tuple(self.selectors.values())

    def refers_to(self) -> frozenset[str]:
        """Give the ids of the rules of the pack without which it cannot be told what counts."""
        return frozenset(rule for selector in self.all_selectors() for rule in selector.refers)

    def asks(self) -> frozenset[str]:
        """Give the fields that the measure asks about."""
        return frozenset(field for selector in self.all_selectors() for field in selector.fields)

    def in_words(self) -> Words:
        """Say what is measured, for whoever does not read YAML."""
        raise NotImplementedError

    @property
    def unit(self) -> Words:
        """What the number counts."""
        return UNITS["count"]

    def falls_in(self, entry: Entry, window: Window) -> bool:
        """Say whether an activity belongs to a window: by its last day, when it is complete."""
        return window.first <= entry.last <= window.last

    def is_done(self, entry: Entry, so_far: Window, as_of: dt.date) -> bool:  # noqa: ARG002
        """Say whether an activity of the period counts as of a day; `so_far` are the days of the period up to it."""
        return self.falls_in(entry, so_far)

    def selected(self, entries: Sequence[Entry], window: Window, around: Around) -> list[Entry]:
        """Give the entries that the measure looks at and that fall in a window."""
        selectors = self.looks_at(around)
        return [
            entry
            for entry in entries
            if self.falls_in(entry, window)
            and self.is_done(entry, window, around.as_of)
            and any(one.selects(entry.activity) for one in selectors)
        ]

    def tally(self, entries: Sequence[Entry], window: Window, around: Around) -> Tally:
        """Measure selected entries that fall in the window, given in the order of their days."""
        counted = list(self.amounts(entries, window, around))
        return Tally(Fraction(sum(amount for _entry, amount in counted)), counted, without_amount(entries, counted))

    def amounts(self, entries: Sequence[Entry], window: Window, around: Around) -> Iterator[Counted]:
        """Give each entry with what it adds to the number, leaving out those that state no amount."""
        raise NotImplementedError

    def read_bound(self, text: str) -> Bound:
        """Read a bound in the unit of the measure."""
        return read_plain_number(text, "40")

    def bound(self, text: str) -> Bound:
        """Give a bound that could be read, which is read once."""
        if text not in self.known_bounds:
            self.known_bounds[text] = self.read_bound(text)
        return self.known_bounds[text]

    @cached_property
    def known_bounds(self) -> dict[str, Bound]:
        """The bounds that were read."""
        return {}


class OfAField(Measure):
    """A measure that looks at the values of one field, which the option `of_field` names."""

    of_field: ClassVar[str]

    @cached_property
    def read(self) -> Reader:
        """What reads the field, known once resolved."""
        raise RuntimeError("a measure is used before it was resolved")

    @property
    def field(self) -> str:
        """The field, by its canonical name."""
        return str(getattr(self, self.of_field))

    def resolve(self, vocabulary: Vocabulary, document: Document, location: Location) -> None:
        """Make the WHERE ready and look up the field."""
        super().resolve(vocabulary, document, location)
        if field := known_field(document, (*location, self.of_field.rstrip("_")), self.field, vocabulary):
            self.__dict__["read"] = read_field(field, vocabulary)

    def asks(self) -> frozenset[str]:
        """Give the fields of the WHERE, and the one that is looked at."""
        return super().asks() | {self.field}


class PartOfAll(Measure):
    """A measure that says how many of a known number of things hold; its bounds may be a part of them, as in 100 %."""

    @property
    def unit(self) -> Words:
        """Things, one by one."""
        return UNITS["items"]

    def read_bound(self, text: str) -> Bound:
        """Read ``100 %`` of what there is, or a number."""
        if text.endswith("%"):
            return PerCent(read_per_cent(text, "100 %"))
        return read_plain_number(text, "100 %")


def without_amount(entries: Sequence[Entry], counted: Sequence[Counted]) -> list[Missed]:
    """Give the entries that stated no amount."""
    return missed_of(entries, counted, "no_amount") if len(counted) != len(entries) else []


def missed_of(entries: Sequence[Entry], counted: Sequence[Counted], reason: str) -> list[Missed]:
    """Give the entries that are not among the counted ones, for one reason."""
    given = {id(entry) for entry, _amount in counted}
    return [Missed(entry, reason) for entry in entries if id(entry) not in given]


def read_plain_number(text: str, example: str) -> Fraction:
    """Read a bound without a unit; `example` is a valid one, for the complaint."""
    if re.fullmatch(r"\d{1,6}(\.\d{1,2})?", text, re.ASCII) is None:
        raise bad_bound(example)
    return Fraction(text)


def read_per_cent(text: str, example: str) -> Fraction:
    """Read ``50 %``, at most 100."""
    match = re.fullmatch(r"(\d{1,3}(?:\.\d{1,2})?)\s*%", text, re.ASCII)
    if match is None or (bound := Fraction(match[1])) > MOST_PER_CENT:
        raise bad_bound(example)
    return bound


def bad_bound(example: str) -> PydanticCustomError:
    """Complain of a bound, with a valid one as example."""
    wanted = Words(f"像 {example} 这样的数", f"a bound like {example}")
    return PydanticCustomError("YA404", "bound", {"wanted": wanted, "example": example})


def _read(written: Any) -> Measure:
    from yanpei_audit.rules.measures.table import read_measure

    return read_measure(written)


NEVER_MISSED = Words("至少 0 永远不会不足", "at least 0 can never be missed")

# A measure inside a rule or in another measure, built by the class that its option tells.
AnyMeasure = Annotated[Measure, PlainValidator(_read)]
