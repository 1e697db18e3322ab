"""A difference as JSON with a version: decimal strings, paths relative to the working folder, keys in a fixed order."""

from __future__ import annotations

from collections import Counter
from typing import Any

from yanpei_audit.audit import Outcome, PersonResult
from yanpei_audit.audit.quotas import bound_text, measured_text
from yanpei_audit.comparing import Difference, Flip, OneSided
from yanpei_audit.report.as_json import as_json
from yanpei_audit.report.difference.sentences import Compared
from yanpei_audit.report.standing import URGENCY
from yanpei_audit.report.view import View

FORMAT = "yanpei-audit-diff/1"


def render(difference: Difference, compared: Compared, view: View) -> str:
    """Write everything, one flip, person or rule a line."""
    fields: dict[str, Any] = {
        "format": FORMAT,
        "base": compared._asdict(),
        "as_of": {"base": difference.base_day.isoformat(), "head": difference.head_day.isoformat()},
        "period": difference.period.id,
        "components": list(difference.components),
        "compared": difference.compared,
        "flips": [_flip(flip, view) for flip in difference.flips],
        "appeared": [_person(one) for one in difference.appeared],
        "gone": [_person(one) for one in difference.gone],
        "rules_added": [_one_sided(one, view) for one in difference.added],
        "rules_removed": [_one_sided(one, view) for one in difference.removed],
        "newly_fails": difference.newly_fails,
    }
    return "{\n" + ",\n".join(f'"{name}": {_value(value)}' for name, value in fields.items()) + "\n}\n"


def _value(value: object) -> str:
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return "[\n " + ",\n ".join(map(as_json, value)) + "\n]"
    return as_json(value)


def _flip(flip: Flip, view: View) -> dict[str, Any]:
    there = flip.after or flip.before
    partner = there.partner if there else None
    subject = {"type": "person", "id": flip.person.id, "name": flip.person.name}
    if partner:
        names = {"id": f"{flip.person.id}+{partner.written}", "name": f"{flip.person.name}—{partner.name}"}
        subject = {"type": "pair", **names}
    return {
        "subject": subject,
        "pack": flip.key.pack,
        "rule": flip.key.rule,
        "title": view.say(flip.title),
        "period": flip.period.id,
        "before": _side(flip.before),
        "after": _side(flip.after),
        "newly_fails": flip.newly_fails,
        "causes": list(flip.causes),
        "together": flip.together,
        "files": list(flip.files),
    }


def _side(outcome: Outcome | None) -> dict[str, str | None] | None:
    if outcome is None:
        return None
    return {
        "verdict": outcome.verdict.value,
        "measured": measured_text(outcome) or None,
        "at_least": bound_text(outcome, upper=False) or None,
        "at_most": bound_text(outcome, upper=True) or None,
    }


def _person(one: PersonResult) -> dict[str, Any]:
    counts = Counter(outcome.verdict for outcome in one.outcomes)
    verdicts = {verdict.value: counts[verdict] for verdict in URGENCY if counts[verdict]}
    failing = sum(outcome.fails for outcome in one.outcomes)
    return {"id": one.person.id, "name": one.person.name, "verdicts": verdicts, "failing": failing}


def _one_sided(one: OneSided, view: View) -> dict[str, Any]:
    return {
        "pack": one.pack,
        "rule": one.rule,
        "title": view.say(one.title),
        "period": one.period.id,
        "people": one.people,
        "failing": one.failing,
    }
