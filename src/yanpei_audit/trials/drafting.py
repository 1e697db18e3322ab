"""A consequence tried: every example of it is drafted, pending or nothing, as it says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from yanpei_audit.audit import Draft
from yanpei_audit.glossary import DRAFTS
from yanpei_audit.rules import ReadyRule
from yanpei_audit.rules.consequences import Consequence
from yanpei_audit.rules.rulebook import Rulebook
from yanpei_audit.source import Document, Location
from yanpei_audit.trials.rehearsal import FIRST_ACTIVITY, rehearse_drafts

SIDES = ("drafted", "pending", "none")
NEEDED = ("drafted", "none")


def try_consequence(
    one: Consequence, rules: Mapping[str, ReadyRule], location: Location, document: Document, book: Rulebook
) -> int:
    """Try the examples of a consequence, which stands at a place of its document; give how many there are."""
    rule = next((rules[name] for name in one.when.rules() if name in rules), None)
    if rule is None:
        return 0
    tried = 0
    for side in SIDES:
        for number, example in enumerate(getattr(one.examples, side)):
            place: Location = (*location, "examples", side, number)
            drafts, faults = rehearse_drafts(rule, example, book)
            tried += 1
            for fault in faults[:1]:
                activity = max(0, fault.span.line - FIRST_ACTIVITY)
                document.report("YA718", document.span(*place, "activities", activity), detail=fault.message)
            said = _said(one, drafts)
            if not faults and said != side:
                document.report("YA719", document.span(*place), wanted=DRAFTS[side], said=DRAFTS[said], numbers=one.id)
    for side in NEEDED:
        if not getattr(one.examples, side):
            document.report("YA724", document.span(*location, "id"), wanted=DRAFTS[side])
    return tried


def _said(one: Consequence, drafts: Sequence[Draft]) -> str:
    mine = next((draft for draft in drafts if draft.consequence is one), None)
    return "none" if mine is None else "pending" if mine.pending else "drafted"
