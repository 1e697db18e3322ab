"""Whose record is where: the file that somebody's next activity belongs in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from yanpei_audit.records import Person
from yanpei_audit.records.intake import RecordFile, files_naming
from yanpei_audit.records.reading import read_person
from yanpei_audit.rules.rulebook import Rulebook
from yanpei_audit.source import read_document


class Desk(NamedTuple):
    """A working folder as whoever enters something finds it."""

    root: Path
    files: Sequence[RecordFile]
    book: Rulebook


class Holder(NamedTuple):
    """Somebody by their record: the file that the next activity belongs in, and what it holds now."""

    id: str
    name: str
    file: RecordFile
    person: Person


def holders(text: str, desk: Desk) -> list[Holder]:
    """Give those who have an id or a name, each by the file with their latest activity; none where nobody has it."""
    for files in (files_naming(text, desk.files, desk.root), desk.files):
        found: dict[str, Holder] = {}
        for holder in _read(files, desk):
            if text in (holder.id, holder.name):
                known = found.get(holder.id)
                if known is None or _latest(holder) >= _latest(known):
                    found[holder.id] = holder
        if found:
            return list(found.values())
    return []


def everybody(desk: Desk) -> list[Holder]:
    """Give everybody who has a record, in the order of the files."""
    return list({holder.id: holder for holder in _read(desk.files, desk)}.values())


def _read(files: Sequence[RecordFile], desk: Desk) -> Iterator[Holder]:
    for file in files:
        document = read_document(desk.root / file.path, file.shown)
        person = read_person(document, desk.book.kinds, desk.book.registry.aliases)
        yield Holder(person.id, person.name, file, person)


def _latest(holder: Holder) -> dt.date:
    return max((entry.last for entry in holder.person.entries), default=dt.date.min)
