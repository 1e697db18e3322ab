"""The requirement index: every requirement of the source documents, and what our packs make of each."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from enum import StrEnum
from typing import Literal, NamedTuple

from pydantic import Field

from yanpei_audit import bundled
from yanpei_audit.findings import Area
from yanpei_audit.language import Words
from yanpei_audit.records import Text
from yanpei_audit.rules.measures import Measure
from yanpei_audit.rules.measures.attested import Attested
from yanpei_audit.rules.measures.combined import Combined
from yanpei_audit.rules.pack import Rule, RulePack
from yanpei_audit.source import read_text
from yanpei_audit.validation import Written, as_written, validate


class Treatment(StrEnum):
    """What becomes of a requirement: by a rule, by a person's judgement, by a consequence, or why by none of them."""

    ENFORCED = "enforced"
    ATTESTED = "attested"
    DRAFTED = "drafted"
    REPORTED = "reported"
    NOT_CHECKABLE = "not_checkable"
    ORGANISATIONS = "organisations"
    OPEN = "open"

    @property
    def words(self) -> Words:
        """What people call it."""
        return TREATMENTS[self]


class Requirement(Written):
    """One requirement: H a figure, E something that must exist, F soft, R reported as done, T a target over years.

    `status` and `why` say why no rule about one person can decide it.
    """

    id: Text
    system: Text
    subject: Literal["person", "pair", "group", "school", "area", "organisation", "event", "pupil"]
    strength: Literal["H", "E", "F", "R", "T"]
    period: Text
    place: Text
    zh: Text
    en: Text
    status: Literal["reported", "not_checkable", "organisations"] | None = None
    why: Text | None = None


class System(Written):
    """One system of requirements, a candidate for a pack of its name."""

    id: Text
    zh: Text
    en: Text


class Index(Written):
    """All of them, in the order of the catalogue."""

    documents: dict[Text, Text]
    systems: tuple[System, ...] = Field(min_length=1)
    requirements: tuple[Requirement, ...] = Field(min_length=1)


class Coverage(NamedTuple):
    """What the packs make of every requirement, by its id, and the rules that cite it."""

    treatments: Mapping[str, Treatment]
    rules: Mapping[str, tuple[str, ...]]


def read_index() -> Index:
    """Read the shipped index."""
    path = bundled.folder("rules") / "requirements.yaml"
    document = read_text(path.read_bytes(), bundled.shown(path), area=Area.RULES)
    index = validate(Index, document, labels=as_written)
    if index is None or document.findings:
        raise ValueError(document.findings)
    return index


def coverage(index: Index, packs: Collection[RulePack]) -> Coverage:
    """Tell what becomes of every requirement by the rules and consequences that cite it."""
    citing: dict[str, list[tuple[str, Rule]]] = {}
    for pack in packs:
        for rule in pack.rules:
            for source in rule.source:
                citing.setdefault(source, []).append((f"{pack.pack}/{rule.id}", rule))
    drafted = {source for pack in packs for one in pack.consequences for source in one.source}
    treatments = {
        one.id: _treatment(one, [rule for _name, rule in citing.get(one.id, ())], is_drafted=one.id in drafted)
        for one in index.requirements
    }
    return Coverage(treatments, {source: tuple(name for name, _rule in rules) for source, rules in citing.items()})


def _treatment(requirement: Requirement, rules: list[Rule], *, is_drafted: bool) -> Treatment:
    if not rules and is_drafted:
        return Treatment.DRAFTED
    if rules:
        return Treatment.ATTESTED if all(_is_judged(rule.measure) for rule in rules) else Treatment.ENFORCED
    return Treatment(requirement.status) if requirement.status else Treatment.OPEN


def _is_judged(measure: Measure) -> bool:
    if isinstance(measure, Combined):
        return all(_is_judged(part.measure) for part in measure.parts)
    return isinstance(measure, Attested)


TREATMENTS = {
    Treatment.ENFORCED: Words("规则判定", "enforced"),
    Treatment.ATTESTED: Words("由人认定", "attested"),
    Treatment.DRAFTED: Words("拟定后果", "drafted as a consequence"),
    Treatment.REPORTED: Words("只作对账", "reported only"),
    Treatment.NOT_CHECKABLE: Words("记录里看不出", "not checkable"),
    Treatment.ORGANISATIONS: Words("待单位审核", "waits for organisations"),
    Treatment.OPEN: Words("还没有规则", "no rule yet"),
}
