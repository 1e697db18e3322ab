"""Whose a row is: the people of the records and of the register, by id and by name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from yanpei_audit.desk.spreadsheets.cells import Noted, noted
from yanpei_audit.desk.spreadsheets.columns import PERSON_ID, PERSON_NAME, PERSON_ROLES, PERSON_UNIT, column_words
from yanpei_audit.desk.spreadsheets.rows import Row
from yanpei_audit.desk.spreadsheets.texts import items_of
from yanpei_audit.findings import Finding, SourceSpan, finding
from yanpei_audit.findings.catalogue import CODES
from yanpei_audit.glossary import comparable
from yanpei_audit.language import Words
from yanpei_audit.records.intake import RecordFile
from yanpei_audit.records.kinds import Kinds
from yanpei_audit.records.reading import read_person
from yanpei_audit.registry import Registry
from yanpei_audit.registry.model import Member
from yanpei_audit.source import Document, UnreadableError, read_bytes, read_text
from yanpei_audit.suggestions import Spellings, advice


class Held(NamedTuple):
    """A record file as it was read; `raw` are its activities by canonical keys, as they were written."""

    path: Path
    shown: str
    data: bytes
    raw: tuple[Mapping[str, object], ...] = ()


@dataclass(slots=True)
class Known:
    """Somebody known: the id, the name, their files, and what the register says of them."""

    id: str
    name: str
    unit: str = ""
    roles: tuple[str, ...] = ()
    files: list[Held] = field(default_factory=list)
    member: Member | None = None


class People(NamedTuple):
    """Everybody known, by id and, folded for comparing, by name; and the files that could not be read."""

    by_id: Mapping[str, Known]
    by_name: Mapping[str, Sequence[Known]]
    findings: Sequence[Finding]


def known_people(
    files: Iterable[RecordFile], root: Path, registry: Registry, kinds: Kinds, wanted: Iterable[Row]
) -> People:
    """Read who is who, and what the people of these rows have; an id may stand anywhere in a file, so all are read."""
    named = {comparable(text) for row in wanted for text in (row.who.get(PERSON_ID), row.who.get(PERSON_NAME)) if text}
    by_id: dict[str, Known] = {}
    findings = []
    for file in files:
        path = root / file.path
        try:
            data = read_bytes(path)
        except UnreadableError as error:
            findings.append(finding(error.code, SourceSpan(file.shown), **error.values))
            continue
        document = read_text(data, file.shown)
        who = _identity(document, kinds)
        known = by_id.setdefault(who.id, who)
        if not named.isdisjoint(map(comparable, (who.id, who.name, known.name))):
            known.files.append(Held(path, file.shown, data, tuple(_raw(document))))
    for member in registry.people.values():
        known = by_id.setdefault(member.id, Known(member.id, member.name))
        known.member = member
        known.unit, known.roles = known.unit or member.unit or "", member.roles or known.roles
    by_name: dict[str, list[Known]] = {}
    for known in by_id.values():
        by_name.setdefault(comparable(known.name), []).append(known)
    return People(by_id, by_name, findings)


def _identity(document: Document, kinds: Kinds) -> Known:
    """Say whose file it is, as far as it can be read; what is wrong with its activities is no matter here."""
    values = document.values if document.whole and isinstance(document.values, dict) else {}
    one, name, unit, roles = (values.get(field) for field in ("id", "name", "unit", "roles"))
    if not isinstance(one, str) or not isinstance(name, str):
        person = read_person(document, kinds)
        return Known(person.id, person.name)
    held = roles if isinstance(roles, list) else [roles]
    return Known(one, name, unit if isinstance(unit, str) else "", _roles(held, kinds))


def _roles(texts: Iterable[object], kinds: Kinds) -> tuple[str, ...]:
    return tuple(word.name if (word := kinds.role(text)) else text for text in texts if isinstance(text, str))


def _raw(document: Document) -> Iterator[Mapping[str, object]]:
    values = document.values if isinstance(document.values, dict) else {}
    activities = values.get("activities")
    return (one for one in (activities if isinstance(activities, list) else ()) if isinstance(one, dict))


def owner_of(row: Row, people: People, kinds: Kinds) -> Known | None:
    """Find whose a row is; nobody where that is not certain, and the row then says why."""
    one, name = row.who.get(PERSON_ID, ""), row.who.get(PERSON_NAME, "")
    if not one and not name:
        row.notes.append(noted("YA822", row.places.get(PERSON_ID) or row.places.get(PERSON_NAME) or row.first))
        return None
    field = PERSON_ID if one else PERSON_NAME
    place = row.places.get(field, row.first)
    found = [people.by_id[one]] if one in people.by_id else [] if one else people.by_name.get(comparable(name), [])
    if len(found) > 1:
        row.notes.append(noted("YA821", place, text=name, ids="、".join(sorted(known.id for known in found))))
        return None
    if not found:
        row.notes.append(noted("YA820", place, text=one or name, hint=_advice(one, name, people)))
        return None
    differing = list(_against_record(row, found[0], kinds))
    row.notes += differing
    return None if differing else found[0]


def _advice(one: str, name: str, people: People) -> Words:
    """Ask for who was probably meant: whoever has the name, or the nearest id or name."""
    of_name = people.by_name.get(comparable(name), ()) if one and name else ()
    known = Spellings({known.id: known.id for known in of_name or people.by_id.values()})
    if not one:
        known = Spellings({known.name: known.name for known in people.by_id.values()})
    if one and len(of_name) == 1:
        return advice(of_name[0].id, known, CODES["YA820"].hint).words
    return advice(one or name, known, CODES["YA820"].hint).words


def _against_record(row: Row, known: Known, kinds: Kinds) -> Iterator[Noted]:
    """Find what a row says otherwise than the record: often it is one off from the rows around it."""
    for name, other in ((PERSON_NAME, known.name), (PERSON_UNIT, known.unit)):
        text = row.who.get(name, "")
        if text and other and comparable(text) != comparable(other):
            yield _differing(row, name, text, known, other)
    roles = row.who.get(PERSON_ROLES, "")
    if roles and known.roles and set(_roles(items_of(roles), kinds)) != set(known.roles):
        yield _differing(row, PERSON_ROLES, roles, known, "、".join(known.roles))


def _differing(row: Row, field: str, text: str, known: Known, other: str) -> Noted:
    place = row.places.get(field, row.first)
    return noted("YA823", place, key=column_words(field), text=text, id=known.id, other=other)
