"""`exemptions.yaml`: who is freed of which rule, how far, by whom, and from when to when."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from functools import cached_property
from typing import Annotated, NamedTuple

from pydantic import BeforeValidator, Field, PlainValidator, ValidationError, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError

from yanpei_audit.findings import Related, SourceSpan
from yanpei_audit.language import Words
from yanpei_audit.records import Day, Text, reader_from_text
from yanpei_audit.registry import read_share
from yanpei_audit.scalars import MisreadError, narrow, read_day
from yanpei_audit.source import Document, Location
from yanpei_audit.validation import Written, validate

FILE_NAME = "exemptions.yaml"


class Effect(StrEnum):
    """What an exemption does to a rule."""

    WAIVE = "waive"
    REDUCE = "reduce"
    PRORATE = "prorate"
    EXTEND = "extend"
    CREDIT = "credit"
    ATTEST = "attest"


class Said(NamedTuple):
    """An effect with its amount: a number to reduce to or to credit, a share, a day, or whether the rule is met."""

    effect: Effect
    amount: Fraction | None = None
    until: dt.date | None = None
    met: bool = True


def _read_effect(text: str) -> Said:
    plain = narrow(text).strip()
    for spelling, make in _EFFECTS:
        if match := re.fullmatch(spelling, plain, re.ASCII | re.IGNORECASE):
            return make(match[1] or "")
    raise MisreadError("YA734", text=text)


def _amount(text: str) -> Fraction:
    return Fraction(text)


_NUMBER = r"(\d{1,6}(?:\.\d{1,2})?)"
_EFFECTS: tuple[tuple[str, Callable[[str], Said]], ...] = (
    (r"(?:免除|免|waive)()", lambda _text: Said(Effect.WAIVE)),
    (rf"(?:减为|reduce to)\s*{_NUMBER}", lambda text: Said(Effect.REDUCE, _amount(text))),
    (r"(?:按比例|prorate)\s*(\S.*)?", lambda text: Said(Effect.PRORATE, read_share(text) if text else None)),
    (r"(?:延期至|延至|extend to)\s*(\S+)", lambda text: Said(Effect.EXTEND, until=read_day(text))),
    (rf"(?:折抵|credit)\s*{_NUMBER}", lambda text: Said(Effect.CREDIT, _amount(text))),
    (r"(?:人工认定|认定|attest)\s*(?:达标|合格|met)?()", lambda _text: Said(Effect.ATTEST)),
    (
        r"(?:人工认定|认定|attest)\s*(?:未达标|不达标|不合格|short)()",
        lambda _text: Said(Effect.ATTEST, met=False),
    ),
)


def _one_or_more(written: object) -> object:
    return [written] if isinstance(written, str) else written


class WrittenExemption(Written):
    """One entry: everything is required but the note; `rules` are exact ids, PACK/RULE; both days are included."""

    person: Text
    rules: Annotated[tuple[Text, ...], BeforeValidator(_one_or_more)] = Field(min_length=1)
    effect: Annotated[Said, PlainValidator(reader_from_text(_read_effect, Words("效力", "an effect")))]
    reason: Text
    approver: Text
    document: Text
    from_: Day = Field(alias="from")
    to: Day
    note: Text | None = None

    @field_validator("to")
    @classmethod
    def _is_in_order(cls, last: dt.date, info: ValidationInfo) -> dt.date:
        first = info.data.get("from_")
        if first is not None and last < first:
            raise PydanticCustomError("YA421", "reversed", {"start": first, "to": last})
        return last


class WrittenExemptions(Written):
    """Everything that `exemptions.yaml` may say."""

    exemptions: tuple[WrittenExemption, ...]
    note: Text | None = None


class Exemption(NamedTuple):
    """One person freed of one rule, PACK/RULE, from a first to a last day, both included.

    Its spans are where its person (`span`), its rule, its effect and its two days stand.
    """

    person: str
    rule: str
    said: Said
    reason: str
    approver: str
    document: str
    first: dt.date
    last: dt.date
    span: SourceSpan
    rule_span: SourceSpan
    effect_span: SourceSpan
    first_span: SourceSpan
    last_span: SourceSpan

    def is_in_force_on(self, day: dt.date) -> bool:
        """Say whether it holds on a day."""
        return self.first <= day <= self.last

    @property
    def words(self) -> Words:
        """What it does, with its amount."""
        said = self.said
        if said.effect is Effect.ATTEST:
            return ATTESTED_MET if said.met else ATTESTED_SHORT
        if said.effect is Effect.PRORATE and said.amount is None:
            return PRORATED
        return EFFECTS[said.effect].format(amount=said.amount if said.amount is not None else "", until=said.until)

    @property
    def why(self) -> Words:
        """What it does, on whose word, and for how long."""
        return BECAUSE.format(
            words=self.words,
            reason=self.reason,
            document=self.document,
            approver=self.approver,
            first=self.first,
            last=self.last,
        )


@dataclass(frozen=True)
class Exemptions:
    """All exemptions of a working folder, in the order in which they are written."""

    entries: tuple[Exemption, ...] = ()

    @cached_property
    def _by_rule(self) -> dict[tuple[str, str], tuple[Exemption, ...]]:
        found: dict[tuple[str, str], tuple[Exemption, ...]] = {}
        for one in sorted(self.entries, key=lambda one: one.first):
            found[one.person, one.rule] = (*found.get((one.person, one.rule), ()), one)
        return found

    def of(self, person: str, rule: str) -> tuple[Exemption, ...]:
        """Give those of somebody, by their id, for a rule, PACK/RULE, in the order of their days."""
        return self._by_rule.get((person, rule), ())


NONE = Exemptions()


def read_exemptions(document: Document | None) -> Exemptions:
    """Read the entries that can be read; every mistake in any of them stands in the document's findings."""
    if document is None or not document.whole:
        return NONE
    validate(WrittenExemptions, document)
    written = document.values.get("exemptions")
    entries: list[Exemption] = []
    for number, raw in enumerate(written if isinstance(written, list) else ()):
        try:
            one = WrittenExemption.model_validate(raw)
        except ValidationError:
            continue
        for place, rule in enumerate(one.rules):
            entries.append(_exemption(one, rule, ("exemptions", number), place, document))
    return Exemptions(tuple(_without_overlaps(entries, document)))


def _exemption(one: WrittenExemption, rule: str, location: Location, place: int, document: Document) -> Exemption:
    return Exemption(
        one.person,
        rule,
        one.effect,
        one.reason,
        one.approver,
        one.document,
        one.from_,
        one.to,
        document.span(*location, "person"),
        document.span(*location, "rules", place),
        document.span(*location, "effect"),
        document.span(*location, "from"),
        document.span(*location, "to"),
    )


def _without_overlaps(entries: Iterable[Exemption], document: Document) -> Iterator[Exemption]:
    """Leave out what is in force for one person and rule while an entry before it is, and report it."""
    before: dict[tuple[str, str], list[Exemption]] = {}
    for one in entries:
        for other in before.setdefault((one.person, one.rule), []):
            if one.first <= other.last and other.first <= one.last:
                related = (Related(other.span, OTHER),)
                first, last = max(one.first, other.first), min(one.last, other.last)
                document.report(
                    "YA735", one.span, related=related, person=one.person, rule=one.rule, first=first, last=last
                )
                break
        else:
            before[one.person, one.rule].append(one)
            yield one


OTHER = Words("前一条", "the one before")
EFFECTS = {
    Effect.WAIVE: Words("免除", "waived"),
    Effect.REDUCE: Words("减为 {amount}", "reduced to {amount}"),
    Effect.PRORATE: Words("按比例 {amount}", "prorated by {amount}"),
    Effect.EXTEND: Words("延期至 {until}", "extended to {until}"),
    Effect.CREDIT: Words("折抵 {amount}", "{amount} credited"),
}
PRORATED = Words("按比例", "prorated")
ATTESTED_MET = Words("人工认定达标", "attested as met")
ATTESTED_SHORT = Words("人工认定未达标", "attested as short")
BECAUSE = Words(
    "{words}：{reason}（{document}，{approver}批准，{first} 至 {last}，首尾两天都算）",
    "{words}: {reason} ({document}, approved by {approver}, {first} to {last}, both included)",
)
