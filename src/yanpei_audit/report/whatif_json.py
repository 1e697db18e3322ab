"""The audit as if, for programs; numbers are decimal strings."""

from __future__ import annotations

from typing import Any

from yanpei_audit.audit import Outcome
from yanpei_audit.audit.quotas import bound_text, measured_text
from yanpei_audit.planning import Change
from yanpei_audit.report.activities import written
from yanpei_audit.report.as_json import as_json
from yanpei_audit.report.view import View
from yanpei_audit.report.whatif import WhatIf

FORMAT = "yanpei-audit-whatif/1"


def render_json(whatif: WhatIf, view: View) -> str:
    """Write what was supposed, what changes and what is still to be added."""
    plan = whatif.plan
    document = {
        "format": FORMAT,
        "as_of": whatif.as_of.isoformat(),
        "period": whatif.period.id,
        "subject": {"type": "person", "id": whatif.person.id, "name": whatif.person.name},
        "added": [
            {"activity": written(entry), "filled": list(one.filled)} for one in whatif.added for entry in one.entries
        ],
        "away": [{"from": days.first.isoformat(), "to": days.last.isoformat()} for days in whatif.leaves],
        "roles": list(whatif.roles),
        "changes": [_changed(change) for change in whatif.changes],
        "smallest_additions": [
            {"activity": dict(one.fields), "for": [str(rule) for rule in one.serves]} for one in plan.additions
        ],
        "done_by": plan.by.isoformat(),
        "minimal": plan.minimal,
        "expected": [str(one.rule) for one in plan.expected],
        "too_late": [str(one.rule) for one in plan.too_late],
        "not_reached": [{"rule": str(one.outcome.rule), "why": view.say(one.why)} for one in plan.not_reached],
    }
    return as_json(document, indent=1) + "\n"


def _changed(change: Change) -> dict[str, Any]:
    before, after = (None if one is None else _numbers(one) for one in change)
    rule, period = change.outcome.rule, change.outcome.period
    return {"pack": rule.pack, "rule": rule.rule, "period": period.id, "before": before, "after": after}


def _numbers(outcome: Outcome) -> dict[str, str | None]:
    return {
        "verdict": outcome.verdict.value,
        "measured": measured_text(outcome) or None,
        "at_least": bound_text(outcome, upper=False) or None,
        "at_most": bound_text(outcome, upper=True) or None,
    }
