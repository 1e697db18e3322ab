"""One person against the rules: an outcome for every rule and period, and the consequences that follow from them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from yanpei_audit.audit.case import Case
from yanpei_audit.audit.consequences import drafts
from yanpei_audit.audit.hearing import Hearing
from yanpei_audit.audit.lateness import elsewhere
from yanpei_audit.audit.outcomes import PersonResult
from yanpei_audit.audit.sorting import by_day, by_what_was_done
from yanpei_audit.calendar import Period, read_period
from yanpei_audit.circumstances import Circumstances
from yanpei_audit.records import Entry, Person
from yanpei_audit.rules import ReadyRule

NOTHING_ELSE = Circumstances()


def judge_person(
    person: Person,
    rules: Sequence[ReadyRule],
    wanted: Period,
    as_of: dt.date,
    *,
    circumstances: Circumstances = NOTHING_ELSE,
    detail: bool,
) -> PersonResult:
    """Judge a person by every rule whose pack covers them, in every period that a run over `wanted` asks for.

    With `detail` the outcomes list the activities behind their numbers. The result keeps no activities of its own.
    """
    order = by_what_was_done if detail or any(rule.depends_on_order for rule in rules) else by_day
    by_kind: dict[str, list[Entry]] = {}
    for entry in sorted(person.entries, key=order):
        by_kind.setdefault(entry.activity.kind, []).append(entry)
    service = circumstances.registry.service_of(person.id)
    calendar = circumstances.calendar
    marked = [(one, calendar.dated(read_period(text))) for one in person.entries if (text := one.activity.makes_up)]
    hearing = Hearing(person, service, by_kind, rules, as_of, circumstances, wanted.last, marked, elsewhere)
    outcomes = tuple(
        outcome
        for rule in rules
        for period in calendar.periods_to_judge(rule.length, wanted, as_of)
        if rule.speaks_on(min(period.last, as_of))
        for here in (hearing.in_period(period),)
        if rule.concerns(here.person) or (person.faulty and not person.roles)
        for outcome in Case(here, rule, period, detail).outcomes()
    )
    return PersonResult(person._replace(entries=()), outcomes, tuple(drafts(hearing, outcomes)))
