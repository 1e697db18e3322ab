"""One file → one record, or findings: what the tables of kinds ask for, then the schema, then what joins two fields."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from sys import intern
from types import MappingProxyType
from typing import Any

from yanpei_audit.findings import SourceSpan
from yanpei_audit.findings.catalogue import Severity
from yanpei_audit.glossary import key_words
from yanpei_audit.records import DAYS, Activity, Entry, Person, Record, meaning_of
from yanpei_audit.records.kinds import FIELDS, Kind, Kinds, Word, report_unknown_kind, spellings_for
from yanpei_audit.scalars import MisreadError
from yanpei_audit.source import Document, Location
from yanpei_audit.suggestions import advice_or_listing
from yanpei_audit.validation import report_empty, report_unknown_key, validate

_IDENTITY = {
    "id": r"^(?:\{(?:.*?,)?[ \t]*)?[\"']?(?:编号|工号|id)[\"']?[ \t]*[:：][ \t]*[\"']?([^\s\"'#,}]+)",
    "name": r"^(?:\{(?:.*?,)?[ \t]*)?[\"']?(?:姓名|name)[\"']?[ \t]*[:：][ \t]*[\"']?([^\s\"'#,}]+)",
}
STRAY = "，,；;、。:："
NO_ALIASES: Mapping[str, str] = MappingProxyType({})
ODD_CHARACTERS = frozenset({"YA104", "YA105", "YA112"})
_UNUSABLE_PATH = r"^(?:[/~]|[A-Za-z]+:)|(?:^|/)\.\.(?:/|$)|\\"


def read_person(document: Document, kinds: Kinds, schools: Mapping[str, str] = NO_ALIASES) -> Person:
    """Give the person of a file; where the file has an error, the person is faulty and has no activities.

    `schools` gives the name of a school for its other ones.
    """
    record = _read_record(document, kinds, schools)
    if record is None:
        unit, subject = (_text(document, field) for field in ("unit", "subject"))
        return Person(*_identity(document), SourceSpan(document.path), subject=subject, unit=unit, faulty=True)
    entries = tuple(
        Entry(activity, *_days(activity), document.path, line, column)
        for activity, (line, column) in zip(record.activities, document.item_starts("activities"), strict=True)
    )
    roles = tuple(word.name if (word := kinds.role(role)) else role for role in record.roles)
    span = document.key_span("activities")
    subject, unit = intern(record.subject or ""), intern(record.unit or "")
    return Person(record.id, record.name, span, roles, subject, unit, entries)


def _text(document: Document, field: str) -> str:
    """Give a field of a record that could not be read as a whole, as far as it is a text."""
    value = document.values.get(field) if isinstance(document.values, dict) else None
    return intern(value) if isinstance(value, str) else ""


def _days(activity: Activity) -> tuple[dt.date, dt.date]:
    first, last = activity.date or activity.from_, activity.date or activity.to
    if first is None or last is None:
        raise ValueError("an activity without a day was not refused")
    return first, last


def _read_record(document: Document, kinds: Kinds, schools: Mapping[str, str]) -> Record | None:
    if not document.whole:
        return None
    for field in ("id", "name", "unit"):
        if isinstance(text := document.values.get(field), str) and text[-1:] in STRAY:
            document.values[field] = _without_stray(document, (field,), text)
    activities = document.values.get("activities")
    if isinstance(activities, list):
        for number, raw in enumerate(activities):
            if isinstance(raw, dict) and not document.is_full:
                _prepare(document, ("activities", number), raw, kinds)
                if schools and isinstance(school := raw.get("school"), str):
                    raw["school"] = schools.get(school, school)
    record = validate(Record, document)
    if record is not None:
        _check_roles(document, record, kinds)
        _check_intervals(document, record.activities)
        _check_evidence(document, record.activities)
    return None if any(found.severity is Severity.ERROR for found in document.findings) else record


def _prepare(document: Document, location: Location, raw: dict[str, Any], kinds: Kinds) -> None:
    """Put canonical words and default amounts into an activity, and report what its kind lacks."""
    empty = _report_empty(document, location, raw) if "" in raw.values() else []
    if isinstance(school := raw.get("school"), str) and school[-1:] in STRAY:
        raw["school"] = _without_stray(document, (*location, "school"), school)
    for field in kinds.chosen:
        if field in raw:
            _use_word(document, (*location, field), raw, field, kinds)
    if isinstance(items := raw.get("record"), dict):
        _check_items(document, (*location, "record"), items, kinds)
    written = raw.get("kind")
    if isinstance(written, str) and written:
        kind = kinds.kind(written)
        if kind is None:
            report_unknown_kind(document, (*location, "kind"), written, kinds)
        else:
            raw["kind"] = kind.name
            _apply_kind(document, location, raw, kind, empty, kinds)
    if ("date" not in raw or "from" in raw or "to" in raw) and not set(DAYS).intersection(empty):
        _check_days(document, location, raw)


def _without_stray(document: Document, location: Location, text: str) -> str:
    """Leave out the punctuation at the end of a name, which would make another one of it."""
    plain = text.rstrip(STRAY)
    if plain:
        document.report("YA417", document.span(*location), character=text[len(plain) :])
    return plain or text


def _report_empty(document: Document, location: Location, raw: dict[str, Any]) -> list[str]:
    """Report the fields of an activity that have no value, and take them out so that they are reported once."""
    empty = [field for field, value in raw.items() if value == ""]
    for field in empty:
        report_empty(document, (*location, field), key_words(field))
        del raw[field]
    raw.setdefault("kind", "")
    return empty


def _apply_kind(
    document: Document, location: Location, raw: dict[str, Any], kind: Kind, empty: list[str], kinds: Kinds
) -> None:
    for field in kind.requires:
        if field not in raw and field not in empty:
            document.report("YA402", document.span(*location), key=key_words(field))
    for field, amount in kind.defaults.items():
        raw.setdefault(field, amount)
    if kind.sets:
        _decide(document, location, raw, kind, kinds)


def _decide(document: Document, location: Location, raw: dict[str, Any], word: Word, kinds: Kinds) -> None:
    """Put in the fields that a kind or a word decides by itself, and report those that were written otherwise."""
    for field, wanted in word.sets.items():
        if not _same(field, raw.setdefault(field, wanted), wanted, kinds):
            span = document.span(*location, field)
            document.report("YA424", span, key=key_words(field), text=raw[field], kind=word.words, wanted=wanted)


def _use_word(document: Document, location: Location, raw: dict[str, Any], field: str, kinds: Kinds) -> None:
    text = raw[field]
    if not isinstance(text, str) or not text:
        return
    if word := kinds.word(field, text):
        raw[field] = word.name
        if word.sets:
            _decide(document, location[:-1], raw, word, kinds)
        return
    known = spellings_for(text, kinds.values[field].values())
    document.report(
        "YA419",
        document.span(*location),
        key=key_words(field),
        text=text,
        known="",
        hint=advice_or_listing(text, known),
    )


def _same(field: str, one: object, other: str, kinds: Kinds) -> bool:
    """Say whether two texts mean the same in a field."""
    meanings = []
    for text in (one, other):
        if not isinstance(text, str):
            return False
        try:
            word = kinds.word(field, text)
            meanings.append(word.name if word else meaning_of(field, text))
        except MisreadError:
            return False
    return meanings[0] == meanings[1]


def _check_items(document: Document, location: Location, items: dict[str, Any], kinds: Kinds) -> None:
    """Report what a 记录 holds beside the items that kinds ask for: often a field of the activity, or another one."""
    for item in items:
        if item in kinds.items:
            continue
        if item in FIELDS:
            document.report(
                "YA321", document.key_span(*location, item), key=key_words(item), inside=key_words("record")
            )
        else:
            report_unknown_key(document, (*location, item), kinds.items)


def _check_days(document: Document, location: Location, raw: dict[str, Any]) -> None:
    ends = [end for end in ("from", "to") if end in raw]
    if "date" in raw:
        document.report("YA423", document.key_span(*location, ends[0]))
    elif not ends:
        document.report("YA422", document.span(*location))
    elif len(ends) == 1:
        missing = "to" if ends == ["from"] else "from"
        document.report("YA402", document.span(*location), key=key_words(missing))


def _check_intervals(document: Document, activities: tuple[Activity, ...]) -> None:
    for number, activity in enumerate(activities):
        if activity.from_ and activity.to and activity.to < activity.from_:
            span = document.span("activities", number, "to")
            document.report("YA421", span, start=activity.from_, to=activity.to)


def _check_evidence(document: Document, activities: tuple[Activity, ...]) -> None:
    """Refuse paths that leave the working folder; one look at all of them together finds whether any does."""
    together = "\n".join([path for activity in activities for path in activity.evidence])
    if not any(mark in together for mark in ("..", "\\", ":", "~", "\n/")) and not together.startswith("/"):
        return
    for number, activity in enumerate(activities):
        for place, path in enumerate(activity.evidence):
            if re.search(_UNUSABLE_PATH, path):
                document.report("YA416", document.span("activities", number, "evidence", place), text=path)


def _check_roles(document: Document, record: Record, kinds: Kinds) -> None:
    for number, role in enumerate(record.roles):
        if kinds.role(role) is None:
            known = spellings_for(role, kinds.roles.values())
            document.report(
                "YA420", document.span("roles", number), text=role, known="", hint=advice_or_listing(role, known)
            )


def _identity(document: Document) -> tuple[str, str]:
    """Say whose file it is as far as it can be read; without an id, by its path."""
    values = document.values if isinstance(document.values, dict) else {}
    odd = {finding.span.line for finding in document.findings if finding.code in ODD_CHARACTERS}
    found = {}
    for field, pattern in _IDENTITY.items():
        written = values.get(field)
        match = re.search(pattern, document.text, re.MULTILINE)
        legible = match is not None and document.text.count("\n", 0, match.start()) + 1 not in odd
        found[field] = written if isinstance(written, str) and written else match[1] if match and legible else ""
    stem = document.path.rsplit("/", 1)[-1].removesuffix(".yaml")
    return found["id"] or document.path, found["name"] or stem
