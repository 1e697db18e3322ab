"""What a rule's own examples show to count for it, as something to add more of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from yanpei_audit.audit import Outcome
from yanpei_audit.glossary import KEY_NAMES
from yanpei_audit.planning.activities import neutral
from yanpei_audit.planning.bench import Bench
from yanpei_audit.records import AMOUNTS, DAYS
from yanpei_audit.rules import ReadyRule
from yanpei_audit.rules.rulebook import Rulebook
from yanpei_audit.trials.rehearsal import FIRST_ACTIVITY, rehearse

ANYTHING, ONE = "（任意）", "1"
MOST_SCHOOLS = 12
Template = Mapping[str, Any]


class Wanted(NamedTuple):
    """An outcome to reach, and what its rule is before a person and before its own examples.

    The `rehearsal` is the rulebook in which the examples speak of the cast of their pack.
    """

    rule: ReadyRule
    outcome: Outcome
    rehearsal: Rulebook


def templates(wanted: Wanted, bench: Bench) -> Iterator[Template]:
    """Give activities that count for a rule, without their days: first with nothing in them that it does not ask for.

    Then as the examples have them, at schools that the registry knows, and with the partner that the rule is about.
    """
    shown = list(_that_counted(wanted))
    tried: list[Template] = []
    for make in (_plain, _as_shown, _at_schools, _with_partner):
        for activity in shown:
            for template in make(activity, wanted, bench):
                if template not in tried:
                    tried.append(template)
                    yield template


def _that_counted(wanted: Wanted) -> Iterator[Template]:
    rule = next((one for one in wanted.rehearsal.rules if one.id == wanted.rule.id), None)
    if rule is None:
        return
    for example in rule.rule.examples.met:
        outcome = rehearse(rule, example, example.activities, wanted.rehearsal).outcome
        for entry, amount in outcome.counted if outcome is not None else ():
            activity = example.activities[entry.line - FIRST_ACTIVITY]
            if amount:
                yield {KEY_NAMES.get(key, key): value for key, value in activity.items()}


def _as_shown(activity: Template, _wanted: Wanted, _bench: Bench) -> Iterator[Template]:
    yield {key: value for key, value in activity.items() if key not in ("note", "status", "id")}


def _plain(activity: Template, wanted: Wanted, bench: Bench) -> Iterator[Template]:
    """Keep what the rule asks about; what only the kind requires says nothing."""
    rule, kind = wanted.rule, bench.kinds.kind(str(activity["kind"]))
    asked = {field.partition(".")[0] for field in rule.measure.asks()} | {"kind", *DAYS}
    if rule.needs_evidence is not None:
        asked |= {field.partition(".")[0] for field in rule.needs_evidence.fields}
    required = {KEY_NAMES.get(field, field) for field in kind.requires} if kind is not None else set()
    yield {
        key: value if key in asked else ONE if key in AMOUNTS else neutral(key, bench.kinds, bench.rules, ANYTHING)
        for key, value in activity.items()
        if key in asked | required
    }


def _at_schools(activity: Template, _wanted: Wanted, bench: Bench) -> Iterator[Template]:
    if "school" in activity:
        for school in list(bench.circumstances.registry.schools)[:MOST_SCHOOLS]:
            yield {**activity, "school": school}


def _with_partner(activity: Template, wanted: Wanted, _bench: Bench) -> Iterator[Template]:
    """Put the partner in the place of the one that the cast of the pack has."""
    if wanted.outcome.partner is None:
        return
    ends = {end for pair in wanted.rehearsal.registry.pairs for end in (pair.lead, pair.partner)}
    names = {name for end in ends for name in wanted.rehearsal.registry.names_of(end)}
    for partner in (wanted.outcome.partner.written, wanted.outcome.partner.name):
        yield {key: partner if value in names else value for key, value in activity.items()}
