"""Rules made ready to judge with: every name in them looked up, every bound a number."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from yanpei_audit.calendar import Length
from yanpei_audit.findings import SourceSpan
from yanpei_audit.language import Words
from yanpei_audit.records.kinds import Kinds, spellings_for
from yanpei_audit.rules.measures import Measure
from yanpei_audit.rules.pack import AppliesTo, Bounds, Rule, RuleId, RulePack
from yanpei_audit.rules.where import report_unknown
from yanpei_audit.source import Document, Location


class ReadyRule(NamedTuple):
    """A rule made ready to judge with: its bounds as numbers, and where its bound is written.

    `audience` are the people its pack is for; for those of them whom `addressees` leaves out it is not applicable.
    """

    id: RuleId
    rule: Rule
    pack: RulePack
    bounds: Bounds
    length: Length
    span: SourceSpan
    audience: AppliesTo
    addressees: AppliesTo

    @property
    def measure(self) -> Measure:
        """How the rule measures."""
        return self.rule.measure

    def in_force_on(self, day: dt.date) -> bool:
        """Say whether the pack is in force on a day."""
        until = self.pack.effective.to
        return self.pack.version <= day and (until is None or day <= until)


def make_ready(pack: RulePack, document: Document, kinds: Kinds) -> tuple[ReadyRule, ...]:
    """Look up every name in a pack's rules among the kinds in force, and report those that do not exist."""
    ready = []
    taken: set[str] = set()
    audience = _known_roles(document, ("applies_to",), pack.applies_to, kinds)
    for number, rule in enumerate(pack.rules):
        location = ("rules", number)
        if rule.id in taken:
            document.report("YA712", document.span(*location, "id"), text=rule.id)
        taken.add(rule.id)
        rule.measure.resolve(kinds, document, (*location, "measure"))
        addressees = _known_roles(document, (*location, "applies_to"), rule.applies_to, kinds)
        bound = next(name for name in ("exactly", "at_least", "at_most") if getattr(rule, name) is not None)
        ready.append(
            ReadyRule(
                RuleId(pack.pack, rule.id),
                rule,
                pack,
                rule.bounds,
                rule.period or pack.period,
                document.span(*location, bound),
                audience,
                addressees,
            )
        )
    return tuple(ready)


def _known_roles(document: Document, location: Location, applies_to: AppliesTo, kinds: Kinds) -> AppliesTo:
    """Put the roles' own names for whichever were written, and report those that do not exist."""
    found = []
    for number, text in enumerate(applies_to.roles):
        if role := kinds.role(text):
            found.append(role.name)
        else:
            names = spellings_for(text, kinds.roles.values())
            report_unknown(document, (*location, "roles", number), Words("岗位", "role"), text, names)
    return applies_to.model_copy(update={"roles": tuple(found)})
