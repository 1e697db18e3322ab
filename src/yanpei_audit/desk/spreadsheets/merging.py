"""Rows → what is to be written into whose record: what is there already stays as it is, and bad rows stay out."""

from __future__ import annotations

import datetime as dt
import json
import os
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from yanpei_audit.calendar import Calendar, Length
from yanpei_audit.desk.spreadsheets.cells import noted
from yanpei_audit.desk.spreadsheets.judging import Standard, accept
from yanpei_audit.desk.spreadsheets.people import Held, Known, People, owner_of
from yanpei_audit.desk.spreadsheets.rows import Row
from yanpei_audit.desk.spreadsheets.sameness import Comparison, Sameness
from yanpei_audit.findings.catalogue.entry import Severity
from yanpei_audit.records.intake import relative, unportable_marks
from yanpei_audit.scalars import MisreadError, read_day

MOST_TRIED = 1000
IDENTICAL = "YA825"
_PLAIN_NAME = re.compile(r"\w(?:[\w.-]{0,58}\w)?")
_PLAIN_TEXT = re.compile(r"[\u4e00-\u9fffA-Za-z][\u4e00-\u9fffA-Za-z0-9]*")
_WORDS_OF_YAML = frozenset({"yes", "no", "true", "false", "null", "on", "off", "y", "n"})


class Change(NamedTuple):
    """A record before and after, with the rows that it takes; `old` is None where the file is new."""

    path: Path
    shown: str
    old: bytes | None
    new: bytes
    rows: Sequence[Row]


@dataclass(slots=True)
class Plan:
    """What an import comes to: the changes, the rows that the records hold already, and those that are bad."""

    changes: list[Change] = field(default_factory=list)
    present: list[Row] = field(default_factory=list)
    rejected: list[Row] = field(default_factory=list)
    owners: dict[Row, Known] = field(default_factory=dict)

    def owner_of(self, row: Row) -> Known:
        """Give whose a row is that is good or present."""
        return self.owners[row]


class Office(NamedTuple):
    """Where records are and what they are held to; new ones are made in `folder`."""

    root: Path
    folder: Path
    people: People
    standard: Standard
    calendar: Calendar


def plan_of(rows: Iterable[Row], office: Office) -> Plan:
    """Find out what every row comes to; nothing is written."""
    plan = Plan()
    grouped: dict[str, tuple[Known, list[Row]]] = {}
    everything = list(rows)
    for row in everything:
        owner = owner_of(row, office.people, office.standard.kinds)
        if owner is not None and not is_bad(row):
            plan.owners[row] = owner
            grouped.setdefault(owner.id, (owner, []))[1].append(row)
    comparison = Comparison(office.standard.kinds, office.standard.registry.aliases)
    for known, several in grouped.values():
        _enter(known, _new_ones(known, several, comparison, plan), office, plan)
    plan.rejected = [row for row in everything if is_bad(row)]
    for row in plan.rejected:
        row.notes = [one for one in row.notes if one.finding.code != IDENTICAL]
    return plan


def is_bad(row: Row) -> bool:
    """Say whether a row must not be written."""
    return any(one.finding.severity is Severity.ERROR for one in row.notes)


def _new_ones(known: Known, rows: Sequence[Row], comparison: Comparison, plan: Plan) -> list[Row]:
    """Leave out the rows that the record holds already: each of its activities stands for one row, or for its id."""
    there: Counter[Sameness] = Counter()
    numbered: dict[tuple[str, str], Sameness] = {}
    days = {comparison.first_day(row.activity) for row in rows}
    ids = {row.activity.get("id") for row in rows} - {None}
    for raw in (raw for file in known.files for raw in file.raw):
        if comparison.first_day(raw) not in days and not (ids and "id" in raw):
            continue
        key, identity = comparison.meaning_of(raw), comparison.identity_of(raw)
        if identity is None:
            there[key] += 1
        else:
            numbered[identity] = key
    first: dict[Sameness, Row] = {}
    new = []
    for row in rows:
        key, identity = comparison.meaning_of(row.activity), comparison.identity_of(row.activity)
        if identity is not None and numbered.get(identity, key) != key:
            row.notes.append(noted("YA824", row.places.get("id", row.first), text=identity[1]))
            continue
        if there[key] > 0 or identity in numbered:
            there[key] -= identity is None
            plan.present.append(row)
        else:
            new.append(row)
            if key in first:
                row.notes.append(noted(IDENTICAL, row.first, other=str(first[key].first)))
        first.setdefault(key, row)
        if identity is not None:
            numbered[identity] = key
    return new


def _enter(known: Known, rows: Sequence[Row], office: Office, plan: Plan) -> None:
    """Enter rows into the files of a person, or into a new one."""
    if not rows:
        return
    if not known.files:
        _enter_into_new(known, rows, office, plan)
        return
    chosen: dict[int, list[Row]] = {}
    for row in rows:
        chosen.setdefault(_file_for(row, known.files, office.calendar), []).append(row)
    for number, several in sorted(chosen.items()):
        file = known.files[number]
        accepted = accept(file.data, file.shown, several, office.standard)
        if accepted.rows:
            plan.changes.append(Change(file.path, file.shown, file.data, accepted.data, accepted.rows))


def _enter_into_new(known: Known, rows: Sequence[Row], office: Office, plan: Plan) -> None:
    """Make a record of somebody of the register, unless it may be among the files that could not be read."""
    if office.people.findings:
        for row in rows:
            row.notes.append(noted("YA828", row.first, name=known.name, file=office.people.findings[0].span.path))
        return
    path = _new_path(known.id, office.folder)
    shown = relative(path, office.root)
    accepted = accept(_head(known), shown, rows, office.standard)
    if accepted.rows:
        plan.changes.append(Change(path, shown, None, accepted.data, accepted.rows))


def _new_path(person: str, folder: Path) -> Path:
    """Name the record after the id, or after its digest where no system could hold that name or it is taken."""
    digest = sha256(person.encode(errors="surrogatepass")).hexdigest()[:8]
    plain = re.sub(r"[^\w.-]+", "-", person)[:40].strip("-.")
    is_plain = _PLAIN_NAME.fullmatch(person) and not unportable_marks(person)
    tails = ("", *(f"-{number}" for number in range(2, MOST_TRIED)))
    names = (*([person] if is_plain else []), *(f"{plain}~{digest}{tail}" for tail in tails))
    return next(path for name in names if not os.path.lexists(path := folder / f"{name}.yaml"))


def _head(known: Known) -> bytes:
    """Write the head of a record by what the register says; the first activity brings its list along."""
    member = known.member
    fields: Mapping[str, object] = {
        "编号": known.id,
        "姓名": known.name,
        "岗位": list(known.roles),
        "学科": member.subject if member else None,
        "单位": known.unit,
    }
    lines = [f"{key}: {_written(value)}\n" for key, value in fields.items() if value]
    return "".join(lines).encode()


def _written(value: object) -> str:
    if isinstance(value, list):
        return "[" + ", ".join(map(_written, value)) + "]"
    text = str(value)
    plain = _PLAIN_TEXT.fullmatch(text) and text.casefold() not in _WORDS_OF_YAML
    return text if plain else json.dumps(text, ensure_ascii=False)


def _file_for(row: Row, files: Sequence[Held], calendar: Calendar) -> int:
    """Choose among a person's files: the one with activities of the same term, or else of the nearest day."""
    day = _day_of(row.activity)
    if len(files) == 1 or day is None:
        return len(files) - 1
    term = calendar.period_of(Length.TERM, day)

    def distance(number: int) -> tuple[bool, int]:
        days = [one for raw in files[number].raw if (one := _day_of(raw)) is not None]
        nearest = min((abs((one - day).days) for one in days), default=10**6)
        return not any(one in term for one in days), nearest

    return min(range(len(files)), key=distance)


def _day_of(activity: Mapping[str, object]) -> dt.date | None:
    written = activity.get("date") or activity.get("from")
    try:
        return read_day(written) if isinstance(written, str) else None
    except MisreadError:
        return None
