"""One example of a rule, judged as the record of somebody whom the rule is for."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, NamedTuple

from yanpei_audit.audit import Draft, Outcome, PersonResult, judge_person
from yanpei_audit.calendar import Period, period_of
from yanpei_audit.findings import Finding
from yanpei_audit.findings.catalogue import Severity
from yanpei_audit.records import Person
from yanpei_audit.records.reading import read_person
from yanpei_audit.rules import ReadyRule
from yanpei_audit.rules.examples import Example
from yanpei_audit.rules.limits import Limit
from yanpei_audit.rules.rulebook import Rulebook
from yanpei_audit.scalars import MisreadError, read_day
from yanpei_audit.source import read_text

Activities = Sequence[dict[str, Any]]
PERSON, NAME, FILE, SOME_UNIT = "P1", "甲", "example.yaml", "某单位"
FIRST_ACTIVITY = 6  # the line of a rehearsed record on which its first activity stands, one a line
WORST = ("short", "over", "undecided", "pending", "exempt", "met", "not_applicable")


class Rehearsed(NamedTuple):
    """What an example came to: its outcome, or what is wrong with its activities."""

    outcome: Outcome | None
    faults: tuple[Finding, ...] = ()


def rehearse(rule: ReadyRule, example: Example, activities: Activities, book: Rulebook) -> Rehearsed:
    """Judge activities in the period that the first of them lies in, when it is over, as the person of an example.

    Of several pairs the worst outcome is given; none where the rule says nothing about the person.
    """
    periods = _periods(rule, activities)
    result, faults = _judged(rule, example, activities, periods[0], book)
    mine = [outcome for outcome in result.outcomes if outcome.rule == rule.id] if result is not None else []
    return Rehearsed(min(mine, key=lambda outcome: WORST.index(outcome.verdict.value), default=None), faults)


def rehearse_drafts(rule: ReadyRule, example: Example, book: Rulebook) -> tuple[tuple[Draft, ...], tuple[Finding, ...]]:
    """Give the consequences of activities in the last period that they lie in, or what is wrong with them.

    `rule` is one that the consequence rests on.
    """
    period = max(_periods(rule, example.activities))
    result, faults = _judged(rule, example, example.activities, period, book)
    return result.drafts if result is not None else (), faults


def _judged(
    rule: ReadyRule, example: Example, activities: Activities, period: Period, book: Rulebook
) -> tuple[PersonResult | None, tuple[Finding, ...]]:
    person, faults = _person(rule, example, activities, period, book)
    if faults:
        return None, faults
    rules = [one for one in book.rules if one.pack is rule.pack]
    return judge_person(person, rules, period, period.last, circumstances=book.circumstances, detail=True), ()


def _periods(rule: ReadyRule, activities: Activities) -> list[Period]:
    """Give the periods that activities lie in, in their order; without any, that of the pack's first day."""
    found = []
    for activity in activities:
        for field in ("date", "to"):
            try:
                found.append(period_of(rule.length, read_day(str(activity.get(field, "")))))
                break
            except MisreadError:
                continue
    return found or [period_of(rule.length, rule.pack.version)]


def _person(
    rule: ReadyRule, example: Example, activities: Activities, period: Period, book: Rulebook
) -> tuple[Person, tuple[Finding, ...]]:
    roles = example.roles or _first(rule.addressees.roles, rule.audience.roles, _roles_of(rule.limits.at_least))
    unit = example.unit or "".join(_first(rule.addressees.units, rule.audience.units))
    lines = [f"编号: {PERSON}", f"姓名: {NAME}", f"岗位: {json.dumps(list(roles), ensure_ascii=False)}"]
    lines += [f"单位: {json.dumps(unit or SOME_UNIT, ensure_ascii=False)}", "活动:" if activities else "活动: []"]
    lines += [f"  - {json.dumps(activity, ensure_ascii=False)}" for activity in activities]
    document = read_text("\n".join([*lines, ""]).encode(), FILE)
    person = read_person(document, book.kinds, book.registry.aliases)
    tier = example.tier or (
        "" if example.years is not None else "".join(_first(rule.addressees.tiers, rule.audience.tiers))
    )
    enrolled = book.registry.enrolled(person, period.first)
    faults = tuple(found for found in document.findings if found.severity is Severity.ERROR)
    return enrolled._replace(
        tier=tier or enrolled.tier, years=enrolled.years if example.years is None else example.years
    ), faults


def _first(*candidates: Sequence[str]) -> tuple[str, ...]:
    """Give the first of the first list that names anything."""
    return next((tuple(names[:1]) for names in candidates if names), ())


def _roles_of(limit: Limit | None) -> tuple[str, ...]:
    return tuple(limit.values) if limit is not None and limit.by == "role" else ()
