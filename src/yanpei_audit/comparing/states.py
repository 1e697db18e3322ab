"""A state of a working folder by its components, and mixtures of two states."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from yanpei_audit.calendar import Period
from yanpei_audit.cohort import Assignment
from yanpei_audit.language import Words
from yanpei_audit.records.intake import RecordFile
from yanpei_audit.rules.rulebook import RuleFiles, read_rulebook
from yanpei_audit.settings import FileText
from yanpei_audit.source import UnreadableError, read_bytes


class Component(StrEnum):
    """A part of what decides verdicts; `rules` are packs, kinds and `yanpei.yaml`."""

    RECORDS = "records"
    RULES = "rules"
    EXEMPTIONS = "exemptions"
    ROSTER = "roster"
    CALENDAR = "calendar"
    DATE = "date"

    @property
    def words(self) -> Words:
        """What people call it."""
        return COMPONENTS[self]


class State(NamedTuple):
    """One state of a working folder: where its records lie, which they are, the rest of its files, and its day.

    A run over `everybody` misses those of the register who have no file.
    """

    root: str
    files: tuple[RecordFile, ...]
    everybody: bool
    rules: RuleFiles
    day: dt.date


class Wanted(NamedTuple):
    """What both states are asked: the period, and whether their day is to be taken `exactly`.

    Otherwise it is at most the last day that the period has by the state's calendar.
    """

    period: Period
    exactly: bool


def assignment_of(state: State, wanted: Wanted) -> Assignment:
    """Give what an audit of a state is to do."""
    period = read_rulebook(state.rules).calendar.dated(wanted.period)
    as_of = state.day if wanted.exactly else min(state.day, period.last)
    return Assignment(state.root, state.rules, period, as_of, everybody=state.everybody)


def mixed(base: State, head: State, of_head: Collection[Component]) -> State:
    """Give the base with some of its components taken from the head."""

    def side(component: Component) -> State:
        return head if component in of_head else base

    records = side(Component.RECORDS)
    rules = side(Component.RULES).rules._replace(
        registry=side(Component.ROSTER).rules.registry,
        calendar=side(Component.CALENDAR).rules.calendar,
        exemptions=side(Component.EXEMPTIONS).rules.exemptions,
    )
    return State(records.root, records.files, records.everybody, rules, side(Component.DATE).day)


def changes(base: State, head: State, wanted: Wanted) -> dict[Component, tuple[str, ...]]:
    """Give the components that differ, in their order, each with the files that do; line ends make no difference."""
    files: dict[Component, tuple[str, ...]] = {
        component: _differing(*(_texts(component, state) for state in (base, head)))
        for component in Component
        if component is not Component.DATE
    }
    found = {component: names for component, names in files.items() if names}
    if base.everybody != head.everybody:
        found.setdefault(Component.RECORDS, ())
    if len({assignment_of(state, wanted).as_of for state in (base, head)}) > 1 and base.day != head.day:
        found[Component.DATE] = ()
    return {component: found[component] for component in Component if component in found}


def _texts(component: Component, state: State) -> Mapping[str, bytes | str]:
    rules = state.rules
    match component:
        case Component.RULES:
            return _named((rules.kinds, *rules.packs, rules.settings))
        case Component.EXEMPTIONS:
            return _named((rules.exemptions,))
        case Component.ROSTER:
            return _named(rules.registry)
        case Component.CALENDAR:
            return _named((rules.calendar,))
    return {file.shown: _text(Path(state.root, file.path)) for file in state.files}


def _named(files: Iterable[FileText | None]) -> dict[str, bytes | str]:
    return {file.shown: _plain(file.data) for file in files if file is not None}


def _text(path: Path) -> bytes | str:
    """Give the text of a record, or the code of why it cannot be read."""
    try:
        return _plain(read_bytes(path))
    except UnreadableError as error:
        return error.code


def _plain(data: bytes) -> bytes:
    return data.replace(b"\r\n", b"\n")


def _differing(base: Mapping[str, bytes | str], head: Mapping[str, bytes | str]) -> tuple[str, ...]:
    return tuple(sorted(name for name in {*base, *head} if base.get(name) != head.get(name)))


COMPONENTS = {
    Component.RECORDS: Words("记录", "records"),
    Component.RULES: Words("规则", "rules"),
    Component.EXEMPTIONS: Words("豁免", "exemptions"),
    Component.ROSTER: Words("名册", "roster"),
    Component.CALENDAR: Words("校历", "calendar"),
    Component.DATE: Words("日期", "date"),
}
