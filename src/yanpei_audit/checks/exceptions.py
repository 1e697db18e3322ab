"""Time and exceptions: exemptions that rot, holidays that nobody knows yet, and activities on odd days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping

from yanpei_audit.calendar import Calendar, Period, read_period
from yanpei_audit.exemptions import Exemption, Exemptions
from yanpei_audit.findings import Area, Finding, SourceSpan, finding
from yanpei_audit.findings.catalogue import CODES, Severity
from yanpei_audit.language import Words
from yanpei_audit.records import Entry, Person
from yanpei_audit.registry import Service
from yanpei_audit.rules import ReadyRule
from yanpei_audit.suggestions import Spellings, advice


def stale(exemptions: Iterable[Exemption], period: Period, as_of: dt.date) -> Iterator[Finding]:
    """Find exemptions that no longer hold on the as-of day, or not yet.

    Those that lie wholly outside the period are history or to come, and those that another follows or precedes are
    parts of one; they are only noted.
    """
    exemptions = tuple(exemptions)
    held = {(one.person, one.rule) for one in exemptions if one.is_in_force_on(as_of)}
    for one in exemptions:
        if one.is_in_force_on(as_of):
            continue
        code, span = ("YA736", one.last_span) if one.last < as_of else ("YA737", one.first_span)
        who = {"person": one.person, "rule": one.rule}
        days = {"first": one.first, "last": one.last, "as_of": as_of}
        found = finding(code, span, area=Area.RULES, **who, **days)  # type: ignore[arg-type]
        outside = one.last < period.first or one.first > period.last
        yield found._replace(severity=Severity.NOTE) if outside or (one.person, one.rule) in held else found


def unused(exemptions: Mapping[Exemption, Words]) -> Iterator[Finding]:
    """Find exemptions in force that nobody needed; each comes with the verdict that holds without it."""
    for one, verdict in exemptions.items():
        yield finding("YA738", one.span, area=Area.RULES, person=one.person, rule=one.rule, verdict=verdict)


def of_nobody(exemptions: Iterable[Exemption], known: Spellings) -> Iterator[Finding]:
    """Find exemptions of people whom neither the register nor any record knows; `known` gives ids for names too."""
    for one in exemptions:
        if one.person not in known.values():
            guess = advice(one.person, known, CODES["YA739"].hint)
            yield finding(
                "YA739", one.span, area=Area.RULES, hint=guess.words, replacement=guess.guess, text=one.person
            )


def not_announced(calendar: Calendar, first: dt.date, last: dt.date, span: SourceSpan) -> Iterator[Finding]:
    """Find the years of a stretch whose holidays nobody has announced; one note, at `span`, is enough."""
    for year in calendar.unknown_years(first, last)[:1]:
        yield finding("YA732", span, area=Area.RULES, year=year)


def outside_terms(person: Person, calendar: Calendar, period: Period) -> Iterator[Finding]:
    """Find what somebody did on days of no term, in a school year that the calendar knows; the first stands for all."""
    if calendar.terms:
        days = calendar.terms[0].period.first, calendar.terms[-1].period.last
        around = (calendar.before(period).first, period.last)
        yield from _on_odd_days(
            "YA601",
            person,
            [
                entry
                for entry in person.entries
                if max(days[0], around[0]) <= entry.last <= min(days[1], around[1])
                and not calendar.is_in_a_term(entry.last)
            ],
        )


def while_away(person: Person, service: Service, period: Period) -> Iterator[Finding]:
    """Find what somebody did in a period on days on which they were at no post; the first stands for all."""
    if service.is_plain:
        return
    away = [part for part in service.parts(period.first, period.last) if not part.holdings]
    yield from _on_odd_days(
        "YA612",
        person,
        [
            entry
            for entry in person.entries
            if any(part.first <= entry.first and entry.last <= part.last for part in away)
        ],
    )


def made_up_in_vain(
    person: Person, rules: Iterable[ReadyRule], calendar: Calendar, exemptions: Exemptions
) -> Iterator[Finding]:
    """Find what makes up for a period and counts for none: done before that is over, or later than anything allows."""
    extended = [one for one in exemptions.entries if one.person == person.id and one.said.until is not None]
    for entry in person.entries:
        if not entry.activity.makes_up or entry.activity.status != "done":
            continue
        period = calendar.dated(read_period(entry.activity.makes_up))
        days = (entry.last - period.last).days
        if days <= 0:
            yield finding("YA425", entry.span, period=period.words, last=period.last)
        elif days > max((rule.grace for rule in rules if rule.length is period.length), default=0) and not any(
            one.first in period and one.said.until is not None and entry.last <= one.said.until for one in extended
        ):
            yield finding("YA613", entry.span, day=entry.last, period=period.words)


def _on_odd_days(code: str, person: Person, entries: Iterable[Entry]) -> Iterator[Finding]:
    done = [entry for entry in entries if entry.activity.status == "done" and not entry.repeated]
    if done and not person.faulty:
        first = min(done, key=lambda entry: (entry.first, entry.file, entry.line))
        yield finding(code, first.span, day=first.first, count=len(done))
