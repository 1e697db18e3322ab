"""Rules and rule packs: quotas as data, checked when they load, every mistake at its place."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal, NamedTuple

from pydantic import Field, PlainValidator, ValidationInfo, field_validator, model_validator
from pydantic_core import PydanticCustomError

from yanpei_audit.calendar import Length
from yanpei_audit.language import Words
from yanpei_audit.records import Day, Text, Texts
from yanpei_audit.records.kinds import KindTable, Word
from yanpei_audit.registry import Years
from yanpei_audit.rules.audience import AppliesTo
from yanpei_audit.rules.consequences import Consequence, Identifier
from yanpei_audit.rules.contradictions import CROSSED
from yanpei_audit.rules.examples import Cast, Examples
from yanpei_audit.rules.limits import Limit, Limits
from yanpei_audit.rules.measures import NEVER_MISSED, AnyMeasure, Measure, size_of
from yanpei_audit.rules.measures.days import read_days
from yanpei_audit.rules.proration import NEVER, Prorate
from yanpei_audit.rules.said import Said
from yanpei_audit.rules.where import Where
from yanpei_audit.source import Document
from yanpei_audit.validation import Written, as_written, not_before_from, validate

EVERYBODY = AppliesTo.model_construct()


def _read_grace(written: object) -> int:
    return read_days(written)


# Days after the end of a period, written as days, weeks (7) or months (30).
Grace = Annotated[int, PlainValidator(_read_grace)]


class RuleId(NamedTuple):
    """A rule by the names of its pack and its own, and the first day of the version that it is of."""

    pack: str
    rule: str
    version: dt.date

    def __str__(self) -> str:
        return f"{self.pack}/{self.rule}"


class Effective(Written):
    """The days on which a version of a pack is in force, both included; without `to`, until further notice."""

    from_: Day = Field(alias="from")
    to: Day | None = None

    _is_in_order = field_validator("to")(not_before_from)


class Source(Written):
    """依据: the document that a pack comes from."""

    document: Text
    file: Text | None = None
    place: Text | None = None


class Tier(Word):
    """One tier of a pack: the completed years of service that belong to it, both ends included.

    Without years it holds those whom the registry puts there by name.
    """

    from_years: Years | None = None
    to_years: Years | None = None

    @model_validator(mode="after")
    def _is_in_order(self) -> Tier:
        if self.from_years is not None and self.to_years is not None and self.from_years > self.to_years:
            raise PydanticCustomError("YA701", "tier", {"detail": CROSSED})
        return self

    def holds(self, years: int | None) -> bool:
        """Say whether someone with so many years is in the tier."""
        if years is None or (self.from_years is None and self.to_years is None):
            return False
        return (self.from_years or 0) <= years and (self.to_years is None or years <= self.to_years)


class PairEnd(Written):
    """The pairs that a rule is about: their kind, and which end of them the person is."""

    kind: Text
    end: Literal["lead", "partner"]


class Provided(Written):
    """What a rule depends on: a measure that comes to its `at_least` in the same period.

    Where the source says no number for what frees from a rule, `at_least: unknown` leaves anybody with some of it 待核.
    """

    measure: AnyMeasure
    at_least: Limit
    reading: Said

    @field_validator("at_least")
    @classmethod
    def _is_a_bound(cls, limit: Limit, info: ValidationInfo) -> Limit:
        read_by(limit, info.data.get("measure"))
        return limit


class Also(Written):
    """Another reading of the source: what it says, its measure, and its bounds where they differ from the rule's.

    Where its result is not that of the rule, the outcome is 待核 unless it is only to be shown (`if_differs: note`).
    """

    reading: Said
    measure: AnyMeasure
    at_least: Limit | None = None
    at_most: Limit | None = None
    if_differs: Literal["pending", "note"] = "pending"

    @field_validator("at_least", "at_most")
    @classmethod
    def _is_a_bound(cls, limit: Limit | None, info: ValidationInfo) -> Limit | None:
        read_by(limit, info.data.get("measure"), lower=info.field_name == "at_least")
        return limit


class Rule(Written):
    """One quota: a measure, its bounds, and where it comes from.

    `counts_if` is what an activity needs before it counts. The rule is for somebody `only_if` something holds,
    and frees them where what is under `unless` does. `part_of` names the rule whose total this one lies in. `beyond`
    names a rule that takes first what it needs for its own bound; only what is left counts here. What is missed may be
    made up within so many days of `grace` after the period, and is then 逾期补报. The `pace` is held to teaching weeks,
    to working weeks or to all weeks, or to none.
    """

    id: Identifier
    title: Said
    measure: AnyMeasure
    at_least: Limit | None = None
    at_most: Limit | None = None
    exactly: Limit | None = None
    unit: Said | None = None
    period: Length | None = None
    applies_to: AppliesTo = EVERYBODY
    subject: Literal["person", "pair"] = "person"
    pair: PairEnd | None = None
    level: Literal["must", "advisory"] = "must"
    counts_if: Where | None = None
    only_if: Provided | None = None
    unless: Provided | None = None
    reading: Said | None = None
    also: tuple[Also, ...] = ()
    part_of: Identifier | None = None
    beyond: Identifier | None = None
    prorate: Prorate | None = None
    grace: Grace | None = None
    pace: Literal["teaching", "working", "calendar", "none"] | None = None
    source: Texts = Field(min_length=1)
    examples: Examples = Examples()

    @field_validator("at_least", "at_most", "exactly")
    @classmethod
    def _is_a_bound(cls, limit: Limit | None, info: ValidationInfo) -> Limit | None:
        if limit is None:
            return None
        measure, lower = info.data.get("measure"), info.data.get("at_least")
        read_by(limit, measure, lower=info.field_name == "at_least")
        if info.field_name == "at_most" and lower is not None and measure is not None:
            check_order(lower, limit, measure)
        return limit

    @model_validator(mode="after")
    def _has_one_bound(self) -> Rule:
        alone = self.exactly is not None
        some = self.at_least is not None or self.at_most is not None
        if (alone and some) or not (alone or some or self.measure.implied):
            raise PydanticCustomError("YA701", "bound", {"detail": ONE_BOUND})
        if self.subject == "pair" and self.pair is None:
            raise PydanticCustomError("YA701", "pair", {"detail": WHICH_PAIR})
        return self

    @property
    def limits(self) -> Limits:
        """The bounds as written; those that the measure implies where none is."""
        if self.exactly is not None:
            return Limits(self.measure, self.exactly, self.exactly)
        if self.at_least is None and self.at_most is None:
            return Limits(self.measure, Limit.model_validate(self.measure.implied), None)
        return Limits(self.measure, self.at_least, self.at_most)

    @property
    def clause(self) -> str:
        """Where it comes from, in one text."""
        return "、".join(self.source)

    @property
    def counts(self) -> Words:
        """The unit people count it in."""
        return self.unit.words if self.unit else self.measure.unit


def read_by(limit: Limit | None, measure: Measure | None, *, lower: bool = True) -> None:
    """Refuse a bound that its measure cannot read, and a lower one that can never be missed."""
    if limit is None or measure is None or (limit.is_unknown and lower):
        return
    for text in limit.texts():
        size = size_of(measure.read_bound(text))
        if lower and size == 0 and not measure.signed:
            raise PydanticCustomError("YA701", "bound", {"detail": NEVER_MISSED})


def check_order(low: Limit, high: Limit | None, measure: Measure) -> None:
    """Refuse a lower bound above the upper one, of whatever role or tier."""
    if high is None or low.is_unknown:
        return
    for name in {*low.values, *high.values} or {""}:
        least, most = (limit.value or limit.values.get(name) for limit in (low, high))
        bounds = [measure.read_bound(text) for text in (least, most) if text]
        if len(bounds) == 2 and type(bounds[0]) is type(bounds[1]) and size_of(bounds[0]) > size_of(bounds[1]):  # noqa: PLR2004
            raise PydanticCustomError("YA701", "bound", {"detail": CROSSED})


class RulePack(KindTable):
    """One file of rules, and the kinds, roles and words that it adds."""

    pack: Identifier
    title: Said
    effective: Effective
    source: Source
    applies_to: AppliesTo
    period: Length
    tiers: tuple[Tier, ...] = ()
    prorate: Prorate = NEVER
    grace: Grace = 0
    cast: Cast = Cast()
    rules: tuple[Rule, ...] = Field(min_length=1)
    consequences: tuple[Consequence, ...] = ()

    @property
    def version(self) -> dt.date:
        """The first day on which it is in force."""
        return self.effective.from_

    def tier_of(self, tier: str, years: int | None) -> str:
        """Give the tier of someone whom the registry puts in `tier`, or who has so many years; none where none fits."""
        named = [one.name for one in self.tiers if tier in (one.name, one.en, *one.aliases)]
        return next(iter([*named, *(one.name for one in self.tiers if not tier and one.holds(years))]), "")


def read_pack(document: Document) -> RulePack | None:
    """Build the pack of a file, or report what is wrong with it."""
    return validate(RulePack, document, labels=as_written) if document.whole else None


ONE_BOUND = Words(
    "须写 at_least、at_most 或 exactly（exactly 单独写）", "give at_least, at_most or exactly (which stands alone)"
)
WHICH_PAIR = Words(
    "subject: pair 要写 pair: {kind: 师徒, end: lead 或 partner}",
    "subject: pair needs pair: {kind: …, end: lead or partner}",
)
