"""The kinds that rules look at, as far as the rules name them."""

from __future__ import annotations

from collections.abc import Iterable

from yanpei_audit.records.kinds import Kind, Kinds
from yanpei_audit.rules.measures.measure import Measure
from yanpei_audit.rules.pack import RulePack


def kinds_of_rules(packs: Iterable[RulePack], kinds: Kinds, measures: type[Measure] = Measure) -> list[Kind]:
    """Give the kinds that rules name, in their order; those by some `measures` only, where these are given."""
    found: dict[str, Kind] = {}
    for measure in (rule.measure for pack in packs for rule in pack.rules):
        if isinstance(measure, measures):
            for option in measure.where_options:
                lines = getattr(measure, option) or {}
                named = [text for line, condition in lines.items() if line == "kind" for text in condition.any_of]
                found |= {kind.name: kind for text in named if (kind := kinds.kind(text))}
    return list(found.values())
