"""Rules and rule packs: quotas as data, checked when they load, every mistake at its place."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from typing import Annotated, Any, Literal, NamedTuple

from pydantic import Field, StringConstraints, ValidationInfo, field_validator, model_validator
from pydantic_core import PydanticCustomError

from yanpei_audit.calendar import Length
from yanpei_audit.language import Words
from yanpei_audit.records import Day, Text, Texts
from yanpei_audit.records.kinds import KindTable
from yanpei_audit.rules.measures import AnyMeasure
from yanpei_audit.source import Document
from yanpei_audit.validation import Written, as_written, validate

Identifier = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length=60)]


class RuleId(NamedTuple):
    """A rule by the names of its pack and its own."""

    pack: str
    rule: str

    def __str__(self) -> str:
        return f"{self.pack}/{self.rule}"


class Said(Written):
    """A text in both languages; written as one text it serves both."""

    zh: Text
    en: Text

    @model_validator(mode="before")
    @classmethod
    def _one_for_both(cls, written: object) -> object:
        return {"zh": written, "en": written} if isinstance(written, str) else written

    @property
    def words(self) -> Words:
        """The pair."""
        return Words(self.zh, self.en)


class AppliesTo(Written):
    """Whom a pack or a rule is for: all lines must hold; `everyone` is written as that one word."""

    roles: Texts = ()
    units: Texts = ()

    @model_validator(mode="before")
    @classmethod
    def _everyone(cls, written: object) -> object:
        if isinstance(written, dict) and [] in written.values():
            raise PydanticCustomError("YA701", "nobody", {"detail": NOBODY})
        return {} if written == "everyone" else written

    def covers(self, roles: tuple[str, ...], unit: str) -> bool:
        """Say whether someone with these roles and this unit is meant."""
        return (not self.roles or not set(self.roles).isdisjoint(roles)) and (not self.units or unit in self.units)


class Effective(Written):
    """The days on which a version of a pack is in force, both included; without `to`, until further notice."""

    from_: Day = Field(alias="from")
    to: Day | None = None

    @field_validator("to")
    @classmethod
    def _is_not_before(cls, last: dt.date | None, info: ValidationInfo) -> dt.date | None:
        first = info.data.get("from_")
        if last is not None and first is not None and last < first:
            raise PydanticCustomError("YA421", "reversed", {"start": first, "to": last})
        return last


class Source(Written):
    """依据: the document that a pack comes from."""

    document: Text
    file: Text | None = None
    place: Text | None = None


class Examples(Written):
    """Lists of activities on both sides of a rule's bound, run when the rules are tested."""

    met: tuple[tuple[dict[str, Any], ...], ...] = ()
    short: tuple[tuple[dict[str, Any], ...], ...] = ()
    over: tuple[tuple[dict[str, Any], ...], ...] = ()


class Bounds(NamedTuple):
    """The least and the most that a rule allows, both included, in the unit of its measure."""

    at_least: Fraction | None
    at_most: Fraction | None


NOBODY = Words("没有写适用于谁；适用于所有人就写 everyone", "it names nobody; for everybody write everyone")
NEVER_MISSED = Words("至少 0 永远不会不足", "at least 0 can never be missed")
CROSSED = Words("下限大于上限", "the lower bound is above the upper one")
ONE_BOUND = Words(
    "须写 at_least、at_most 或 exactly（exactly 单独写）", "give at_least, at_most or exactly (which stands alone)"
)


class Rule(Written):
    """One quota: a measure, its bounds, and where it comes from."""

    id: Identifier
    title: Said
    measure: AnyMeasure
    at_least: Text | None = None
    at_most: Text | None = None
    exactly: Text | None = None
    unit: Said | None = None
    period: Length | None = None
    applies_to: AppliesTo = AppliesTo.model_construct()
    level: Literal["must", "advisory"] = "must"
    reading: Said | None = None
    source: Text
    examples: Examples = Examples()

    @field_validator("at_least", "at_most", "exactly")
    @classmethod
    def _is_a_bound(cls, written: str | None, info: ValidationInfo) -> str | None:
        measure, lower = info.data.get("measure"), info.data.get("at_least")
        if written is None or measure is None:
            return written
        bound = measure.read_bound(written)
        if bound == 0 and info.field_name == "at_least":
            raise PydanticCustomError("YA701", "bound", {"detail": NEVER_MISSED})
        if info.field_name == "at_most" and lower is not None and measure.read_bound(lower) > bound:
            raise PydanticCustomError("YA701", "bound", {"detail": CROSSED})
        return written

    @model_validator(mode="after")
    def _has_one_bound(self) -> Rule:
        if (self.exactly is None) == (self.at_least is None and self.at_most is None):
            raise PydanticCustomError("YA701", "bound", {"detail": ONE_BOUND})
        return self

    @property
    def bounds(self) -> Bounds:
        """The bounds as numbers."""
        if self.exactly is not None:
            exact = self.measure.read_bound(self.exactly)
            return Bounds(exact, exact)
        low, high = self.at_least, self.at_most
        return Bounds(self.measure.read_bound(low) if low else None, self.measure.read_bound(high) if high else None)

    @property
    def counts(self) -> Words:
        """The unit people count it in."""
        return self.unit.words if self.unit else self.measure.unit


class RulePack(KindTable):
    """One file of rules, and the kinds, roles and words that it adds."""

    pack: Identifier
    title: Said
    effective: Effective
    source: Source
    applies_to: AppliesTo
    period: Length
    rules: tuple[Rule, ...] = Field(min_length=1)

    @property
    def version(self) -> dt.date:
        """The first day on which it is in force."""
        return self.effective.from_


def read_pack(document: Document) -> RulePack | None:
    """Build the pack of a file, or report what is wrong with it."""
    return validate(RulePack, document, labels=as_written) if document.whole else None
