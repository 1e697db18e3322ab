"""Exemptions held against the rules in force: those of rules that do not exist, and those that change nothing."""

from __future__ import annotations

from collections.abc import Sequence

from yanpei_audit.exemptions import Effect, Exemption, Exemptions
from yanpei_audit.figures import figure
from yanpei_audit.language import Words
from yanpei_audit.rules.ready import ReadyRule
from yanpei_audit.source import Document
from yanpei_audit.suggestions import Spellings, advice_or_listing


def sound_ones(exemptions: Exemptions, rules: Sequence[ReadyRule], document: Document) -> Exemptions:
    """Give the exemptions that a rule can make sense of, and report the others."""
    named = {str(rule.id): rule for rule in rules}
    spellings = Spellings({**{rule.rule.title.words.zh: name for name, rule in named.items()}, **{n: n for n in named}})
    sound = []
    for one in exemptions.entries:
        rule = named.get(one.rule)
        if rule is None:
            document.report("YA733", one.rule_span, text=one.rule, hint=advice_or_listing(one.rule, spellings))
        elif detail := _senseless(one, rule):
            document.report("YA740", one.effect_span, rule=one.rule, detail=detail)
        else:
            sound.append(one)
    return Exemptions(tuple(sound))


def _senseless(one: Exemption, rule: ReadyRule) -> Words | None:
    """Say why an effect can do nothing to a rule, if it cannot."""
    if one.said.effect in (Effect.REDUCE, Effect.CREDIT, Effect.PRORATE) and not rule.limits.can_be_prorated():
        return NO_AMOUNT
    least = rule.limits.plain().at_least
    if one.said.effect is Effect.REDUCE and least is not None and one.said.amount is not None:
        least_words = NO_REDUCTION.format(least=figure(least), amount=figure(one.said.amount))
        return least_words if one.said.amount >= least else None
    if one.said.effect is Effect.EXTEND and rule.rule.subject == "pair":
        return NO_PAIRS
    if one.said.until is not None and one.said.until <= one.first:
        return NO_EXTENSION.format(until=one.said.until, first=one.first)
    if one.said.until is not None and one.last < one.said.until:
        return ENDS_BEFORE.format(until=one.said.until, last=one.last)
    return None


NO_AMOUNT = Words(
    "它的要求不是一个可以增减的数，只能“免除”或“人工认定”",
    "what it asks for is no number that could be lowered; it can only be waived or attested",
)
NO_REDUCTION = Words(
    "它原来只要 {least}，减为 {amount} 没有减少", "it asks for {least} only, so {amount} is no reduction"
)
NO_PAIRS = Words("按结对判的规则不能延期", "a rule about pairs cannot be extended")
ENDS_BEFORE = Words(
    "延期至 {until}，这条豁免却 {last} 就到期；把“止”写成 {until}",
    "it is extended to {until}, but the exemption ends on {last}; write {until} as 'to'",
)
NO_EXTENSION = Words(
    "延期至 {until}，却从 {first} 起才算", "it is extended to {until}, but the exemption begins on {first}"
)
