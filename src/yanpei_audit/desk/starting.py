"""A new working folder: its files, with a sample record of the school year that today lies in.

The texts are templates in `templates/folder`: `common`, and a folder a language; the workflows are `integrations`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from yanpei_audit import bundled
from yanpei_audit.calendar import ONE_DAY, DayKind, Length, Period, period_of
from yanpei_audit.calendar.days import by_weekday, national
from yanpei_audit.calendar.periods import plain_term, school_year_of
from yanpei_audit.glossary import key_words
from yanpei_audit.language import Language, Words

KINDS = {
    "county": Words("教研室：研培人员定额", "a research office: the quotas of researchers"),
    "school": Words("学校：教师培训学时", "a school: the training hours of teachers"),
}
PACKS = {"county": "researcher-quota", "school": "school-72-hour-training"}
PEOPLE = {"county": "R001", "school": "T001"}
NAME = Words("李示范", "Li Shifan")
PLANNED = Words("计划", "planned")

# Where each service of git wants its workflow.
SERVICES = {"github": ".github/workflows/quota.yml", "gitlab": ".gitlab-ci.yml", "gitee": ".workflow/quota.yml"}

# The days of a term in which a sample does something: month and day, both included.
TAUGHT = {1: ((9, 1), (1, 15)), 2: ((3, 1), (7, 5))}
SUFFIX = ".j2"


class Start(NamedTuple):
    """What a new folder is to be: one of `KINDS`, its language, the day it is made, and one of `SERVICES` or none."""

    kind: str
    language: Language
    today: dt.date
    service: str = ""


class SampleTerm(NamedTuple):
    """A term in which the sample record does something, from `first` to `last`; `current` where today lies in it."""

    period: Period
    name: str
    first: dt.date
    last: dt.date
    current: bool

    def day(self, share: float) -> dt.date:
        """Give the working day at a share of the term, 0 to 1; the next one where that day is off."""
        day = self.first + round(share * (self.last - self.first).days) * ONE_DAY
        while not _is_worked_on(day):
            day += ONE_DAY
        return day


def files_of(start: Start) -> dict[str, str]:
    """Give the files of a new folder but those for editors, path → text."""
    environment = Environment(
        loader=FileSystemLoader(bundled.folder("templates") / "folder"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,  # noqa: S701 - YAML and Markdown of our own, filled with nobody's text
    )
    environment.globals.update(_values(start))
    files = {}
    for template in environment.list_templates(extensions=[SUFFIX.removeprefix(".")]):
        folder, _slash, name = template.removesuffix(SUFFIX).partition("/")
        if folder in ("common", start.language) and (path := _path(name, start.kind)):
            files[path] = environment.get_template(template).render()
    if start.service:
        path = SERVICES[start.service]
        workflow = bundled.folder("integrations") / start.service / path.rpartition("/")[2]
        files[path] = workflow.read_text(encoding="utf-8")
    return dict(sorted(files.items()))


def _path(name: str, kind: str) -> str:
    """Give where a template goes: the record of one kind of folder is not for the other."""
    if not name.startswith("records/"):
        return name
    return f"records/{PEOPLE[kind]}.yaml" if name == f"records/{kind}.yaml" else ""


def _values(start: Start) -> Mapping[str, object]:
    term = period_of(Length.TERM, start.today)
    return {
        "kind": start.kind,
        "pack": PACKS[start.kind],
        "person": {"id": PEOPLE[start.kind], "name": NAME.text(start.language)},
        "today": start.today.isoformat(),
        "year": school_year_of(start.today),
        "term": term.id,
        "terms": list(_terms(start, term)),
        "item": _Sample(start).item,
        "stay": _Sample(start).stay,
        "ci": SERVICES.get(start.service, ""),
    }


def _terms(start: Start, current: Period) -> Iterator[SampleTerm]:
    """Give the terms of the school year up to today's."""
    year = school_year_of(start.today)
    for number, (first, last) in TAUGHT.items():
        term = plain_term(year, number)
        if term.first <= current.first:
            begins, ends = (dt.date(year + (month < TAUGHT[1][0][0]), month, day) for month, day in (first, last))
            yield SampleTerm(term, term.words.text(start.language), begins, ends, term == current)


def _is_worked_on(day: dt.date) -> bool:
    """Say whether people work on a day; where its holidays are not known yet, by the day of the week."""
    known = national(day)
    return (by_weekday(day) if known is DayKind.UNKNOWN else known) is DayKind.WORK


class _Sample:
    """The lines of a sample record: what lies behind today is planned."""

    def __init__(self, start: Start) -> None:
        self.today = start.today
        self.language = start.language

    def item(self, term: SampleTerm, share: float, kind: str, rest: str) -> str:
        """Write an activity of a day."""
        day = term.day(share)
        return self._line(kind, {"date": day}, rest, planned=day > self.today)

    def stay(self, term: SampleTerm, share: float, days: int, kind: str, rest: str) -> str:
        """Write an activity of many days, as two where today lies in it."""
        first = term.day(share)
        last = first + (days - 1) * ONE_DAY
        if first <= self.today < last:
            begun = self._line(kind, {"from": first, "to": self.today}, rest)
            return f"{begun}\n{self._line(kind, {'from': self.today + ONE_DAY, 'to': last}, rest, planned=True)}"
        return self._line(kind, {"from": first, "to": last}, rest, planned=first > self.today)

    def _line(self, kind: str, days: Mapping[str, dt.date], rest: str, *, planned: bool = False) -> str:
        fields = [f"{self._key('kind')}: {kind}", *(f"{self._key(name)}: {day}" for name, day in days.items()), rest]
        if planned:
            fields.append(f"{self._key('status')}: {PLANNED.text(self.language)}")
        return f"  - {{{', '.join(fields)}}}"

    def _key(self, name: str) -> str:
        return key_words(name).zh if self.language == "zh" else name
