"""A new activity before it is written: its fields as somebody gives them, and what `check` would say of it."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from yanpei_audit.calendar import ONE_DAY
from yanpei_audit.checks.activities import mark_repeated
from yanpei_audit.desk.entering import Value, entered
from yanpei_audit.desk.forewarning import forewarnings
from yanpei_audit.findings import Finding, SourceSpan, finding
from yanpei_audit.glossary import ACTIVITY_KEYS, KEY_NAMES, SEVERAL
from yanpei_audit.language import Words
from yanpei_audit.records import DAYS, Person
from yanpei_audit.records.kinds import Kind
from yanpei_audit.records.reading import read_person
from yanpei_audit.rules.rulebook import Rulebook
from yanpei_audit.source import Document, UnreadableError, read_bytes, read_text

Draft = Mapping[str, Value]
ORDER = {key.name: number for number, key in enumerate(ACTIVITY_KEYS)}
DAYS_BY_NAME = {"今天": 0, "today": 0, "昨天": 1, "yesterday": 1, "前天": 2}
SEPARATORS = "、，,"
RECORD = "record"


class Drafted(NamedTuple):
    """A record with its new activity: the bytes before and after, the line and what stands there, and what is wrong.

    It is `refused`, by a code, where the file cannot be entered into.
    """

    old: bytes
    new: bytes
    line: int = 0
    written: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    refused: str = ""


class NotAFieldError(ValueError):
    """A text that is neither FIELD=VALUE nor a day, or a field that is given twice."""

    def __init__(self, text: str, *, again: bool) -> None:
        super().__init__(text)
        self.text = text
        self.again = again


def fields_of(texts: Iterable[str], today: dt.date) -> dict[str, Value]:
    """Read FIELD=VALUE as somebody types it, or a day alone; raise `NotAFieldError` for what is neither.

    Days may be 今天 or 昨天, FROM..TO is an interval, 、parts a list. A field that no activity has keeps its name: the
    record says what is wrong with it.
    """
    fields: dict[str, Value] = {}
    items: dict[str, str] = {}
    for text in texts:
        name, equals, value = text.replace("＝", "=").partition("=")
        field, _dot, item = name.strip().partition(".")
        field, value = KEY_NAMES.get(field, field), value.strip()
        if not equals:
            field, value = "date", text.strip()
            if not _seems_a_day(value):
                raise NotAFieldError(value, again=False)
        if field in fields or (field == "date" and "from" in fields) or item in items:
            raise NotAFieldError(name.strip() if equals else value, again=True)
        if field == RECORD and item:
            items[item] = value
        elif field == "date" and ".." in value:
            first, _dots, last = value.partition("..")
            fields |= {"from": _day(first, today), "to": _day(last, today)}
        elif field in DAYS:
            fields[field] = _day(value, today)
        else:
            fields[field] = _parts(value) if field in SEVERAL else value
    return {**fields, RECORD: items} if items else fields


def _seems_a_day(text: str) -> bool:
    """Say whether a word alone is meant as a day: by its name, or since a digit begins it."""
    return text.casefold() in DAYS_BY_NAME or (text[:1].isdigit() and not text.isdigit())


def _day(text: str, today: dt.date) -> str:
    ago = DAYS_BY_NAME.get(text.strip().casefold())
    return text.strip() if ago is None else (today - ago * ONE_DAY).isoformat()


def _parts(text: str) -> Value:
    parts = [part.strip() for part in text.translate(dict.fromkeys(map(ord, SEPARATORS), "、")).split("、")]
    return [part for part in parts if part] if len(parts) > 1 else text


def missing_fields(kind: Kind, given: Draft) -> Iterator[str]:
    """Give what an activity of a kind wants and does not have yet: a day first, then in the order of a record."""
    if not set(DAYS) & set(given):
        yield "date"
    wanted = {*kind.requires, *kind.defaults}
    yield from sorted(wanted - {*given, *kind.sets}, key=lambda field: ORDER.get(field, 0))


def ordered(fields: Draft) -> Draft:
    """Put fields into the order in which a record writes them."""
    return dict(sorted(fields.items(), key=lambda item: ORDER.get(item[0], len(ORDER))))


def drafted(path: Path, shown: str, kind: Kind, fields: Draft, book: Rulebook, today: dt.date) -> Drafted:
    """Put an activity into a record without writing it, and say what `check` would say of it alone today."""
    try:
        old = read_bytes(path)
    except UnreadableError as error:
        return Drafted(b"", b"", findings=(finding(error.code, SourceSpan(shown), **error.values),))
    before = read_text(old, shown)
    english = all(key.isascii() for key in _keys(before))
    new = entered(old, shown, [{"kind": kind.en if english else kind.name, **fields}])
    if new.refused:
        return Drafted(old, old, refused=new.refused)
    after = read_text(new.data, shown)
    known = Counter((found.code, found.message) for found in _findings(before, book, today))
    found = [one for one in _findings(after, book, today) if not _known(one, known)]
    return Drafted(old, new.data, new.lines[0], _lines_of(after, new.lines[0]), tuple(found))


def _keys(document: Document) -> Sequence[str]:
    return [key[0] for key in document.places[::2]] if isinstance(document.values, dict) else ["中"]


def _findings(document: Document, book: Rulebook, today: dt.date) -> list[Finding]:
    person: Person = read_person(document, book.kinds, book.registry.aliases)
    return [*document.findings, *mark_repeated(person)[1], *forewarnings(person, book.registry, today)]


def _known(found: Finding, known: Counter[tuple[str, Words]]) -> bool:
    """Say whether the file had this finding before, each counted once."""
    key = (found.code, found.message)
    known[key] -= 1
    return known[key] >= 0


def _lines_of(document: Document, first: int) -> tuple[str, ...]:
    """Give the lines of the last activity: those below its first that stand deeper."""
    lines = document.text.replace("\r\n", "\n").split("\n")
    depth = len(lines[first - 1]) - len(lines[first - 1].lstrip())
    taken = [lines[first - 1]]
    for line in lines[first:]:
        if not line.strip() or len(line) - len(line.lstrip()) <= depth:
            break
        taken.append(line)
    return tuple(taken)
