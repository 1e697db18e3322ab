"""Every setting with the value in force and where that comes from; lines are those of yanpei.yaml."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from yanpei_audit.calendar import Calendar, Period
from yanpei_audit.findings.catalogue import Severity
from yanpei_audit.glossary import key_words
from yanpei_audit.language import LANGUAGE_VARIABLE, Language, Words
from yanpei_audit.settings import FILE_NAME, Settings
from yanpei_audit.source import Document

Value = tuple[str | Words, ...]


class Origin(StrEnum):
    """What settled a value. `refused` is a default in place of what stands in a file that has a mistake."""

    FILE = "file"
    REFUSED = "refused"
    OPTION = "option"
    VARIABLE = "variable"
    DEFAULT = "default"
    TODAY = "today"
    TERM_OF_DAY = "term_of_day"
    TERM_BEFORE = "term_before"
    END_OF_PERIOD = "end_of_period"


class Setting(NamedTuple):
    """A setting by its name, the value in force, and where that comes from; `instead` names what it goes before."""

    name: str
    value: Value
    origin: Origin
    where: str = ""
    instead: str = ""


class Asked(NamedTuple):
    """What stands before the settings: the command line and the environment, None or empty where they are silent."""

    paths: tuple[str, ...] = ()
    as_of: str | None = None
    lang: str | None = None
    language_variable: str = ""


class Time(NamedTuple):
    """What would be audited: the period and the day, by which calendar, and which day it is."""

    period: Period
    as_of: dt.date
    calendar: Calendar
    today: dt.date


class Written(NamedTuple):
    """yanpei.yaml as it was read."""

    settings: Settings
    document: Document

    @property
    def is_refused(self) -> bool:
        """Whether a mistake leaves all of it out of force."""
        return any(found.severity is Severity.ERROR for found in self.document.findings)

    def place_of(self, *location: str) -> str:
        """Give file and line of a setting; nothing where it is not written."""
        values = self.document.values
        for step in location:
            if not isinstance(values, dict) or step not in values:
                return ""
            values = values[step]
        return f"{FILE_NAME}:{self.document.key_span(*location).line}"

    def setting(self, name: str, value: Value, *deeper: str) -> Setting:
        """Give a setting that nothing goes before."""
        if not (place := self.place_of(name, *deeper)):
            return Setting(name, value, Origin.DEFAULT)
        return Setting(" ".join((name, *deeper)), value, Origin.REFUSED if self.is_refused else Origin.FILE, place)


def settings_in_force(written: Written, asked: Asked, time: Time, language: Language) -> tuple[Setting, ...]:
    """Give every setting in the order in which the documentation names them."""
    settings = written.settings
    records = written.setting("records", settings.records)
    if asked.paths:
        records = Setting("records", asked.paths, Origin.OPTION, "PATHS", records.where)
    return (
        records,
        written.setting("packs", settings.packs),
        _period(written, asked, time),
        _as_of(written, asked, time),
        _language(written, asked, language),
        written.setting("office", (settings.office,) if settings.office else ()),
        *_own(written),
    )


def _period(written: Written, asked: Asked, time: Time) -> Setting:
    words = Words("{period}（{first} 至 {last}）", "{period} ({first} to {last})")
    value = (words.format(period=time.period.words, first=time.period.first, last=time.period.last),)
    if written.settings.period is not None:
        return written.setting("period", value)
    place = written.place_of("period")
    if place:
        return Setting("period", value, Origin.REFUSED, place)
    inside = time.calendar.is_in_a_term(_present(written, asked, time))
    return Setting("period", value, Origin.TERM_OF_DAY if inside else Origin.TERM_BEFORE)


def _present(written: Written, asked: Asked, time: Time) -> dt.date:
    return time.as_of if asked.as_of is not None else written.settings.as_of or time.today


def _as_of(written: Written, asked: Asked, time: Time) -> Setting:
    value, place = (time.as_of.isoformat(),), written.place_of("as_of")
    if asked.as_of is not None:
        return Setting("as_of", value, Origin.OPTION, "--as-of", place)
    if time.as_of < _present(written, asked, time):
        return Setting("as_of", value, Origin.END_OF_PERIOD, "", place)
    setting = written.setting("as_of", value)
    return setting._replace(origin=Origin.TODAY) if setting.origin is Origin.DEFAULT else setting


def _language(written: Written, asked: Asked, language: Language) -> Setting:
    place = written.place_of("language")
    if asked.lang is not None:
        return Setting("language", (language,), Origin.OPTION, "--lang", place)
    if asked.language_variable:
        return Setting("language", (language,), Origin.VARIABLE, LANGUAGE_VARIABLE, place)
    return written.setting("language", (language,))


def _own(written: Written) -> Iterator[Setting]:
    """Give the kinds, roles, words and numbers of the office's own."""
    settings = written.settings
    yield written.setting("roles", tuple(role.name for role in settings.roles))
    words = Words("{field}：{word}", "{field}: {word}")
    values = [
        words.format(field=key_words(name), word=one.name) for name, ones in settings.values.items() for one in ones
    ]
    yield written.setting("values", tuple(values))
    yield written.setting("kinds", tuple(kind.name for kind in settings.kinds))
    limits = [words.format(field=key_words(name), word=amount) for name, amount in settings.a_day if amount is not None]
    yield written.setting("a_day", tuple(limits))
    if not settings.parameters:
        yield written.setting("parameters", ())
    for name, text in settings.parameters.items():
        yield written.setting("parameters", (text,), name)
