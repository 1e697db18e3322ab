"""Exemptions as they are judged by: who is freed of which rule, how far, by whom, and from when to when."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from functools import cached_property
from typing import NamedTuple

from yanpei_audit.findings import SourceSpan
from yanpei_audit.language import Words

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
