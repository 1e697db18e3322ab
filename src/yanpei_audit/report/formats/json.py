"""The JSON that others rely on: a type of its own with a version, written out field by field.

`check.schema.json` beside this module describes it. Numbers are decimal strings, paths relative to the working folder.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from yanpei_audit import __version__
from yanpei_audit.audit import (
    AlsoRead,
    AuditResult,
    Draft,
    Outcome,
    Pace,
    PersonResult,
    all_findings,
    exit_code,
)
from yanpei_audit.audit.quotas import bound_text, measured_text
from yanpei_audit.exemptions import Exemption
from yanpei_audit.figures import figure
from yanpei_audit.findings import Finding, Related
from yanpei_audit.records import Person
from yanpei_audit.report.as_json import as_json
from yanpei_audit.report.view import View
from yanpei_audit.rules import ReadyRule

FORMAT = "yanpei-audit/1"


def render(result: AuditResult, view: View) -> str:
    """Write the whole result, one result or finding a line."""
    fields = [f'"{name}": {_value(value)}' for name, value in _document(result, view).items()]
    return "{\n" + ",\n".join(fields) + "\n}\n"


def _value(value: object) -> str:
    if isinstance(value, list) and value:
        return "[\n " + ",\n ".join(map(_compact, value)) + "\n]"
    return _compact(value)


def _compact(value: object) -> str:
    return as_json(value)


def _document(result: AuditResult, view: View) -> dict[str, Any]:
    rules = {rule.id: rule for rule in result.rules}
    return {
        "format": FORMAT,
        "tool": __version__,
        "as_of": result.as_of.isoformat(),
        "inputs": result.inputs,
        "packs": [
            {"pack": pack.pack, "version": pack.version.isoformat(), "source": pack.source.document}
            for pack in result.packs
        ],
        "rules": [
            {"pack": rule.pack, "rule": rule.rule, "applied_to": count.applied_to, "matched": count.matched}
            for rule, count in result.statistics.items()
        ],
        "results": [
            _outcome(person, outcome, rules[outcome.rule], view)
            for person in result.people
            for outcome in person.outcomes
        ],
        **_consequences(result, view),
        "findings": [_finding(found, view) for found in all_findings(result)],
        "summary": {
            "people": len(result.people),
            **{verdict.value: count for verdict, count in sorted(result.verdicts().items())},
        },
        "exit_code": exit_code(result, strict=view.strict),
    }


def _outcome(result: PersonResult, outcome: Outcome, rule: ReadyRule, view: View) -> dict[str, Any]:
    person = result.person
    return {
        "subject": _subject(person, outcome),
        "pack": outcome.rule.pack,
        "rule": outcome.rule.rule,
        "title": view.say(rule.rule.title.words),
        "period": outcome.period.id,
        "verdict": outcome.verdict.value,
        "measured": measured_text(outcome) or None,
        "at_least": bound_text(outcome, upper=False) or None,
        "at_most": bound_text(outcome, upper=True) or None,
        "unit": view.say(rule.rule.counts),
        "shortfall": None if outcome.shortfall is None else figure(outcome.shortfall, up=True),
        "counted": [
            {"file": entry.file, "line": entry.line, "amount": str(amount)} for entry, amount in outcome.counted
        ],
        "not_counted": [
            {"file": missed.entry.file, "line": missed.entry.line, "reason": missed.reason} for missed in outcome.missed
        ],
        "source": rule.rule.clause,
        **_beside(outcome, view),
    }


def _beside(outcome: Outcome, view: View) -> dict[str, Any]:
    """Give what only some outcomes have."""
    beside: dict[str, Any] = {}
    if outcome.gaps:
        beside["missing"] = [view.say(gap) for gap in outcome.gaps]
    if outcome.also:
        beside["readings"] = [_also(also, view) for also in outcome.also]
    if outcome.why is not None:
        beside["why"] = view.say(outcome.why)
    if outcome.would_be is not None:
        beside["would_be"] = outcome.would_be.value
    return {**beside, **_exceptional(outcome, view)}


def _exceptional(outcome: Outcome, view: View) -> dict[str, Any]:
    """Give what only outcomes have whose period is open or whose bound is not that of the rule."""
    beside: dict[str, Any] = {}
    if outcome.original is not None:
        low, high = outcome.original.at_least, outcome.original.at_most
        beside["original"] = {"at_least": _number(low), "at_most": _number(high)}
    if outcome.formula is not None:
        beside["formula"] = view.say(outcome.formula)
    if outcome.reference is not None:
        beside["reference"] = view.say(outcome.reference)
    if outcome.late:
        beside["late"] = True
    if outcome.curable_until is not None:
        beside["may_be_made_up_until"] = outcome.curable_until.isoformat()
    if outcome.pace is not None:
        beside["pace"] = _pace(outcome.pace)
    if outcome.most is not None:
        beside["most"] = figure(outcome.most)
    if outcome.exemption is not None:
        beside["exemption"] = _exemption(outcome.exemption, view)
    return beside


def _number(number: Fraction | None, *, up: bool = False) -> str | None:
    return None if number is None else figure(number, up=up)


def _pace(pace: Pace) -> dict[str, str | None]:
    """Give weeks and paces; what is needed is cut up, everything else down."""
    return {
        "weeks": _number(pace.weeks),
        "weeks_left": _number(pace.left),
        "so_far_a_week": _number(pace.so_far),
        "needed_a_week": _number(pace.needed, up=True),
        "projected": _number(pace.projected),
    }


def _exemption(exemption: Exemption, view: View) -> dict[str, Any]:
    return {
        "effect": view.say(exemption.words),
        "reason": exemption.reason,
        "approver": exemption.approver,
        "document": exemption.document,
        "from": exemption.first.isoformat(),
        "to": exemption.last.isoformat(),
        "file": exemption.span.path,
        "line": exemption.span.line,
    }


def _consequences(result: AuditResult, view: View) -> dict[str, Any]:
    """Give the drafts of consequences, where any rule in force can lead to one."""
    if not any(pack.consequences for pack in result.packs):
        return {}
    return {"consequences": [_draft(person.person, draft, view) for person in result.people for draft in person.drafts]}


def _draft(person: Person, draft: Draft, view: View) -> dict[str, Any]:
    return {
        "subject": {"type": "person", "id": person.id, "name": person.name},
        "pack": draft.pack,
        "consequence": draft.consequence.id,
        "title": view.say(draft.consequence.title.words),
        "status": "pending" if draft.pending else "drafted",
        "outweighed_by": None if draft.outweighed_by is None else view.say(draft.outweighed_by),
        "because": [
            {"rule": one.rule.rule, "period": one.period.id, "verdict": one.verdict.value} for one in draft.because
        ],
        "source": draft.consequence.clause,
    }


def _subject(person: Person, outcome: Outcome) -> dict[str, str]:
    if outcome.partner:
        return {
            "type": "pair",
            "id": f"{person.id}+{outcome.partner.written}",
            "name": f"{person.name}—{outcome.partner.name}",
        }
    return {"type": "person", "id": person.id, "name": person.name}


def _also(also: AlsoRead, view: View) -> dict[str, Any]:
    return {
        "reading": view.say(also.words),
        "measured": None if also.measured is None else figure(also.measured),
        "verdict": also.verdict.value,
    }


def _finding(found: Finding, view: View) -> dict[str, Any]:
    span = found.span
    return {
        "code": found.code,
        "name": found.name,
        "severity": found.severity.value,
        "message": view.say(found.message),
        "hint": view.say(found.hint),
        "file": span.path,
        "line": span.line,
        "column": span.column,
        "end_line": span.end_line,
        "end_column": span.end_column,
        "related": [_related(related, view) for related in found.related],
    }


def _related(related: Related, view: View) -> dict[str, Any]:
    span = related.span
    return {"message": view.say(related.label), "file": span.path, "line": span.line, "column": span.column}
