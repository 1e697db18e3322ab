"""The files of one person: made one, and what they disagree on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from yanpei_audit.checks import ELSEWHERE
from yanpei_audit.findings import Finding, Related, SourceSpan, finding
from yanpei_audit.findings.catalogue import CODES
from yanpei_audit.glossary import key_words
from yanpei_audit.language import Words
from yanpei_audit.records import Person
from yanpei_audit.registry import Registry
from yanpei_audit.suggestions import advice


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


def against_registry(person: Person, registry: Registry) -> Iterator[Finding]:
    """Find someone whom the register of people does not know, or of whom the record says otherwise than it does."""
    if not registry.people or person.faulty:
        return
    member = registry.people.get(person.id)
    if member is None:
        of_the_name = [member.id for member in registry.people.values() if member.name == person.name]
        hint = advice(person.id, of_the_name, CODES["YA501"].hint)
        words = hint.words.then(SOMEBODY_NEW) if hint.guess else hint.words
        yield finding("YA501", person.span, id=person.id, name=person.name, hint=words)
        return
    if member.name != person.name:
        yield finding("YA516", person.span, id=person.id, name=person.name, other=member.name)
    if person.roles and member.roles and set(person.roles) != set(member.roles):
        roles, other = "、".join(person.roles), "、".join(member.roles)
        yield finding("YA514", person.span, name=person.name, text=roles, other=other)


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


SOMEBODY_NEW = Words("新来的人，写进 registry/people.yaml", " Or add somebody new to registry/people.yaml")
