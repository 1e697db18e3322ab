"""What a schema cannot see: files of one person that disagree, and runs that would pass because nothing was there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence

from yanpei_audit.calendar import Period, period_of, periods_to_judge
from yanpei_audit.findings import Area, Finding, Related, SourceSpan, finding
from yanpei_audit.glossary import key_words
from yanpei_audit.language import Words
from yanpei_audit.records import Entry, Person
from yanpei_audit.rules import ReadyRule, RuleId

ELSEWHERE = Words("另一处", "the other place")


def merge(parts: Sequence[Person]) -> tuple[Person, list[Finding]]:
    """Make one person of the files of one id; a faulty file or two names leave the whole person unjudged.

    Where files disagree on the unit or the subject, the one with the latest activity is taken.
    """
    parts = sorted(parts, key=_latest)
    findings = [*_two_names(parts), *_differing(parts)]
    faulty = any(part.faulty for part in parts) or any(found.code == "YA510" for found in findings)
    roles = tuple(dict.fromkeys(role for part in parts for role in part.roles))
    last = parts[-1]
    unit, subject = (
        next(filter(None, (getattr(part, field) for part in reversed(parts))), "") for field in ("unit", "subject")
    )
    entries = () if faulty else tuple(entry for part in parts for entry in part.entries)
    others = tuple(part.span for part in parts[:-1])
    return Person(last.id, last.name, last.span, roles, subject, unit, entries, faulty, others), findings


def _latest(part: Person) -> tuple[dt.date, SourceSpan]:
    return max((entry.last for entry in part.entries), default=dt.date.min), part.span


def _two_names(parts: Sequence[Person]) -> Iterator[Finding]:
    named = [part for part in parts if not part.faulty]
    for part in named[1:]:
        if part.name != named[0].name:
            yield finding(
                "YA510",
                part.span,
                id=part.id,
                name=part.name,
                other=named[0].name,
                related=(Related(named[0].span, ELSEWHERE),),
            )


def _differing(parts: Sequence[Person]) -> Iterator[Finding]:
    for field in ("unit", "subject"):
        said = [(part, text) for part in parts if (text := getattr(part, field))]
        for part, text in said[1:]:
            if text != said[0][1]:
                yield finding(
                    "YA512",
                    part.span,
                    name=part.name,
                    key=key_words(field),
                    text=text,
                    other=said[0][1],
                    related=(Related(said[0][0].span, ELSEWHERE),),
                )


def mark_repeated(person: Person) -> tuple[Person, list[Finding]]:
    """Mark the activities that say in every field the same as one before them, in one file or in two."""
    alike: dict[tuple[object, ...], list[Entry]] = {}
    entries, findings = [], []
    for entry in sorted(person.entries, key=lambda entry: (entry.file, entry.line, entry.column)):
        activity = entry.activity
        key = (activity.kind, entry.first, entry.last, activity.school, activity.topic, activity.teacher)
        before = alike.setdefault(key, [])
        first = next((other for other in before if other.activity == activity), None)
        if first is None:
            before.append(entry)
        else:
            findings.append(finding("YA507", entry.span, related=(Related(first.span, ELSEWHERE),)))
        entries.append(entry._replace(repeated=first is not None))
    return (person._replace(entries=tuple(entries)), findings) if findings else (person, [])


def person_without_rule(person: Person, rules: Iterable[ReadyRule]) -> Iterator[Finding]:
    """Find someone whom no rule in force is for."""
    covered = any(
        rule.audience.covers(person.roles, person.unit) and rule.addressees.covers(person.roles, person.unit)
        for rule in rules
    )
    if not person.faulty and not covered:
        yield finding("YA511", person.span, area=Area.RULES, name=person.name)


def rule_without_people(
    rules: Sequence[ReadyRule], applied_to: Mapping[RuleId, int], wanted: Period, as_of: dt.date
) -> Iterator[Finding]:
    """Find the rules in force that were for nobody among those judged, or that none is in force."""
    in_force = [
        rule
        for rule in rules
        if any(rule.in_force_on(period.last) for period in periods_to_judge(rule.length, wanted, as_of))
    ]
    if not in_force:
        yield finding("YA715", rules[0].span, area=Area.RULES, period=wanted.words)
    for rule in in_force:
        if not applied_to.get(rule.id):
            yield finding("YA709", rule.span, area=Area.RULES, rule=rule.rule.title.words)


def nothing_in_period(period: Period, as_of: dt.date, latest: dt.date | None, span: SourceSpan) -> Finding:
    """Say that nobody did anything in the period, and which period last held an activity; `span` is where to begin."""
    if latest is None:
        told = Words("记录里没有任何活动", "no record holds any activity")
    else:
        told = Words("最近有活动的是{period}", "the last one with activities is {period}").format(
            period=period_of(period.length, latest).words
        )
    return finding("YA611", span, period=period.words, first=period.first, last=min(as_of, period.last), latest=told)
