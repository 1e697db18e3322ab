"""`exemptions.yaml` → exemptions, or findings at their own places."""

from __future__ import annotations

import re
from collections.abc import Callable
from fractions import Fraction
from typing import Annotated

from pydantic import BeforeValidator, Field, PlainValidator, ValidationError, field_validator

from yanpei_audit.exemptions.model import NONE, Effect, Exemption, Exemptions, Said
from yanpei_audit.findings import Related
from yanpei_audit.language import Words
from yanpei_audit.records import Day, Text, reader_from_text
from yanpei_audit.registry import read_share
from yanpei_audit.scalars import MisreadError, narrow, read_day
from yanpei_audit.source import Document, Location
from yanpei_audit.validation import Written, not_before_from, validate


def _read_effect(text: str) -> Said:
    plain = narrow(text).strip()
    for spelling, make in SPELLINGS:
        if match := re.fullmatch(spelling, plain, re.ASCII | re.IGNORECASE):
            return make(match[1] or "")
    raise MisreadError("YA734", text=text)


def _amount(text: str) -> Fraction:
    return Fraction(text)


_NUMBER = r"(\d{1,6}(?:\.\d{1,2})?)"
SPELLINGS: tuple[tuple[str, Callable[[str], Said]], ...] = (
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


WrittenEffect = Annotated[Said, PlainValidator(reader_from_text(_read_effect, Words("效力", "an effect")))]


def _one_or_more(written: object) -> object:
    return [written] if isinstance(written, str) else written


class WrittenExemption(Written):
    """One entry: everything is required but the note; `rules` are exact ids, PACK/RULE; both days are included."""

    person: Text
    rules: Annotated[tuple[Text, ...], BeforeValidator(_one_or_more)] = Field(min_length=1)
    effect: WrittenEffect
    reason: Text
    approver: Text
    document: Text
    from_: Day = Field(alias="from")
    to: Day
    note: Text | None = None

    _is_in_order = field_validator("to")(not_before_from)


class WrittenExemptions(Written):
    """Everything that `exemptions.yaml` may say."""

    exemptions: tuple[WrittenExemption, ...]
    note: Text | None = None


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
    return Exemptions(tuple(entries))


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


def without_overlaps(exemptions: Exemptions, document: Document) -> Exemptions:
    """Leave out those of one person and rule that are in force on one day, and report the later ones."""
    overlapping: set[Exemption] = set()
    before: dict[tuple[str, str], list[Exemption]] = {}
    for one in exemptions.entries:
        same = before.setdefault((one.person, one.rule), [])
        other = next((other for other in same if one.first <= other.last and other.first <= one.last), None)
        same.append(one)
        if other is not None:
            who = {"person": one.person, "rule": one.rule}
            days = {"first": max(one.first, other.first), "last": min(one.last, other.last)}
            related = (Related(other.span, OTHER),)
            document.report("YA735", one.span, related=related, **who, **days)  # type: ignore[arg-type]
            overlapping |= {one, other}
    return Exemptions(tuple(one for one in exemptions.entries if one not in overlapping))


OTHER = Words("前一条", "the one before")
