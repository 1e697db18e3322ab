"""What all measures share: a WHERE, a window of days, and a tally of what counted and what did not."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import Annotated, ClassVar, Literal, NamedTuple

from pydantic import BeforeValidator
from pydantic_core import PydanticCustomError

from yanpei_audit.glossary import KEY_NAMES, UNITS
from yanpei_audit.language import Words
from yanpei_audit.records import Entry
from yanpei_audit.records.kinds import Kinds
from yanpei_audit.rules.where import Selector, resolve
from yanpei_audit.source import Document, Location
from yanpei_audit.validation import Written

Amount = int | Decimal
Counted = tuple[Entry, Amount]


def _canonical(written: object) -> object:
    return KEY_NAMES.get(written, written) if isinstance(written, str) else written


FieldName = Annotated[str, BeforeValidator(_canonical)]
AmountField = Annotated[Literal["lessons", "hours", "words"], BeforeValidator(_canonical)]


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
    can_fall: ClassVar[bool] = False  # whether more activities can make the number smaller

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
        return Tally(Fraction(sum(amount for _entry, amount in counted)), counted, without_amount(entries, counted))

    def amounts(self, entries: Sequence[Entry], window: Window) -> Iterator[Counted]:
        """Give each entry with what it adds to the number, leaving out those that state no amount."""
        raise NotImplementedError

    def read_bound(self, text: str) -> Fraction:
        """Read a bound in the unit of the measure."""
        return read_plain_number(text, "40")


def without_amount(entries: Sequence[Entry], counted: Sequence[Counted]) -> list[Missed]:
    """Give the entries that stated no amount."""
    if len(counted) == len(entries):
        return []
    given = {id(entry) for entry, _amount in counted}
    return [Missed(entry, "no_amount") for entry in entries if id(entry) not in given]


def read_plain_number(text: str, example: str) -> Fraction:
    """Read a bound without a unit; `example` is a valid one, for the complaint."""
    if re.fullmatch(r"\d{1,6}(\.\d{1,2})?", text, re.ASCII) is None:
        raise bad_bound(example)
    return Fraction(text)


def bad_bound(example: str) -> PydanticCustomError:
    """Complain of a bound, with a valid one as example."""
    wanted = Words(f"像 {example} 这样的数", f"a bound like {example}")
    return PydanticCustomError("YA404", "bound", {"wanted": wanted, "example": example})
