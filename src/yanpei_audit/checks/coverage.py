"""Runs that would pass because nothing was there: nobody for a rule, no rule or no file for somebody, no activity."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from yanpei_audit.calendar import Calendar, Period
from yanpei_audit.findings import Area, Finding, SourceSpan, finding
from yanpei_audit.glossary import key_words
from yanpei_audit.language import Words
from yanpei_audit.records import Person
from yanpei_audit.registry import Registry
from yanpei_audit.rules import ReadyRule, RuleId


def person_without_rule(person: Person, rules: Iterable[ReadyRule], *, judged: bool) -> Iterator[Finding]:
    """Find someone whom no rule in force is for, as they are known or by any post; `judged` says the latter."""
    covered = any(rule.concerns(person) and (rule.is_for(person) or rule.wants_a_tier(person)) for rule in rules)
    if not person.faulty and not covered and not judged:
        yield finding("YA511", person.span, area=Area.RULES, name=person.name)


def rule_without_people(
    rules: Sequence[ReadyRule], applied_to: Mapping[RuleId, int], calendar: Calendar, wanted: Period, as_of: dt.date
) -> Iterator[Finding]:
    """Find the rules in force that were for nobody among those judged, or that none is in force."""
    in_force = [
        rule
        for rule in rules
        if any(
            rule.in_force_on(min(period.last, as_of))
            for period in calendar.periods_to_judge(rule.length, wanted, as_of)
        )
    ]
    if not in_force:
        yield finding("YA715", rules[0].span, area=Area.RULES, period=wanted.words)
    for rule in in_force:
        if not applied_to.get(rule.id):
            yield finding("YA709", rule.span, area=Area.RULES, rule=rule.rule.title.words)


def without_record(registry: Registry, known: Collection[str], first: dt.date, last: dt.date) -> Iterator[Person]:
    """Give those of the register who must keep a record, are at a post on any day of a stretch, and have no file."""
    for member in registry.people.values():
        if (
            member.keeps_record
            and member.id not in known
            and registry.service_of(member.id).works_in(first, max(first, last))
        ):
            yield Person(member.id, member.name, registry.places[member.id], faulty=True)


def missing_record(person: Person) -> Finding:
    """Say that somebody of the register has no file."""
    return finding("YA504", person.span, id=person.id, name=person.name)


def lost_numbers(rules: Sequence[ReadyRule], undecided: Mapping[RuleId, int]) -> Iterator[Finding]:
    """Find the rules that left people undecided because their sources have lost the number."""
    for rule in rules:
        if count := undecided.get(rule.id):
            words = rule.rule.title.words
            yield finding("YA716", rule.span, area=Area.RULES, rule=words, name=str(rule.id), count=count)


def without_registry(rules: Iterable[ReadyRule], registry: Registry) -> Iterator[Finding]:
    """Find the rules that ask for what the register of schools does not say of any school."""
    for rule in rules:
        for field in rule.unsaid_of_schools(registry):
            words = rule.rule.title.words
            yield finding("YA717", rule.span, area=Area.RULES, rule=words, key=key_words(field))


def nothing_in_period(
    period: Period, as_of: dt.date, latest: dt.date | None, span: SourceSpan, calendar: Calendar
) -> Finding:
    """Say that nobody did anything in the period, and which period last held an activity; `span` is where to begin."""
    if latest is None:
        told = Words("记录里没有任何活动", "no record holds any activity")
    else:
        told = Words("最近有活动的是{period}", "the last one with activities is {period}").format(
            period=calendar.period_of(period.length, latest).words
        )
    return finding("YA611", span, period=period.words, first=period.first, last=min(as_of, period.last), latest=told)
