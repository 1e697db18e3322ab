"""The calendar that an office works by: its terms, its teaching weeks, its holidays and make-up days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType
from typing import Literal, NamedTuple

from yanpei_audit.calendar.days import DayKind, by_weekday, national
from yanpei_audit.calendar.periods import ONE_DAY, Length, Period, period_of, plain_term, school_year, school_year_of

FILE_NAME = "calendar.yaml"
Basis = Literal["calendar", "working", "teaching"]
_DAYS = {Length.SCHOOL_YEAR: 366, Length.CALENDAR_YEAR: 366, Length.TERM: 180, Length.MONTH: 31, Length.WEEK: 7}


class Stretch(NamedTuple):
    """Days one after the other, both ends included, and what they are called."""

    first: dt.date
    last: dt.date
    name: str = ""

    def __contains__(self, day: object) -> bool:
        return isinstance(day, dt.date) and self.first <= day <= self.last


class Term(NamedTuple):
    """A term as an office has it: its days, those on which it teaches, and the weeks that a full one would have."""

    period: Period
    teaching: Stretch
    regular_weeks: int | None = None


class Week(NamedTuple):
    """A week from its Monday on, and those of its days that are looked at."""

    monday: dt.date
    days: tuple[dt.date, ...]


@dataclass(frozen=True, eq=False)
class Calendar:
    """Terms, holidays of the office's own (`closures`), days on which it makes up for them, and announced days.

    What it does not say is as it is without a calendar file: terms by their plain days, and national working days.
    The order of everything is that of days.
    """

    terms: tuple[Term, ...] = ()
    closures: tuple[Stretch, ...] = ()
    make_up: frozenset[dt.date] = frozenset()
    announced: Mapping[dt.date, DayKind] = field(default_factory=lambda: MappingProxyType({}))

    @cached_property
    def _listed(self) -> dict[str, Term]:
        return {term.period.id: term for term in self.terms}

    @cached_property
    def _announced_years(self) -> frozenset[int]:
        return frozenset(day.year for day in self.announced)

    @cached_property
    def _weeks(self) -> dict[tuple[dt.date, dt.date, Basis], tuple[Week, ...]]:
        return {}

    @cached_property
    def _made(self) -> dict[tuple[int, int], Term]:
        return {}

    @cached_property
    def _taught(self) -> dict[dt.date, DayKind]:
        return {}

    @cached_property
    def _judged(self) -> dict[tuple[Length, Period, dt.date], tuple[Period, ...]]:
        return {}

    def period_of(self, length: Length, day: dt.date) -> Period:
        """Give the period of a length that a day lies in; between two terms, the one that ended last."""
        match length:
            case Length.TERM:
                return self.term_of(day).period
            case Length.SCHOOL_YEAR:
                year = school_year_of(day)
                return next(one for one in map(self._school_year, (year + 1, year, year - 1)) if day in one)
        return period_of(length, day)

    def dated(self, period: Period) -> Period:
        """Give a period that was named, with the days that it has by this calendar."""
        match period.length:
            case Length.TERM:
                return self._term(int(period.id[:4]), int(period.id[-1])).period
            case Length.SCHOOL_YEAR:
                return self._school_year(int(period.id[:4]))
        return period

    def before(self, period: Period) -> Period:
        """Give the period of the same length before another."""
        return self.period_of(period.length, period.first - ONE_DAY)

    def term_of(self, day: dt.date) -> Term:
        """Give the term that a day lies in, or else the last one that began before it."""
        begun = [term for term in self._terms_around(day) if term.period.first <= day]
        return begun[-1]

    def terms_in(self, period: Period) -> tuple[Term, ...]:
        """Give the terms that have a day in a period."""
        around = [*self._terms_around(period.first), *self._terms_around(period.last)]
        found = {term for term in around if term.period.first <= period.last and period.first <= term.period.last}
        return tuple(sorted(found))

    def is_listed(self, term: Term) -> bool:
        """Say whether the calendar file gives a term; others have their plain days."""
        return term.period.id in self._listed

    def closure_on(self, day: dt.date) -> str:
        """Name the holiday of the office's own that a day belongs to; empty where it is none."""
        return next((closure.name for closure in self.closures if day in closure), "")

    def is_in_a_term(self, day: dt.date) -> bool:
        """Say whether a day lies in any term."""
        return day <= self.term_of(day).period.last

    def _terms_around(self, day: dt.date) -> list[Term]:
        year = school_year_of(day)
        return [self._term(one, number) for one in (year - 1, year, year + 1) for number in (1, 2)]

    def _term(self, year: int, number: int) -> Term:
        if (year, number) not in self._made:
            self._made[year, number] = self._made_term(year, number)
        return self._made[year, number]

    def _made_term(self, year: int, number: int) -> Term:
        plain = plain_term(year, number)
        if listed := self._listed.get(plain.id):
            return listed
        first, last = plain.first, plain.last
        before = self._listed.get(plain_term(year - (number == 1), 3 - number).id)
        after = self._listed.get(plain_term(year + (number == 2), 3 - number).id)  # noqa: PLR2004 - the second term
        if before is not None:
            first = max(first, before.period.last + ONE_DAY)
        if after is not None:
            last = min(last, after.period.first - ONE_DAY)
        return Term(plain._replace(first=first, last=last), Stretch(first, last))

    def _school_year(self, year: int) -> Period:
        """Give the days from 1 September, or from the first term's earlier first day, to the next such day."""
        plain = school_year(year)
        first, after = (
            min(whole.first, listed.period.first) if (listed := self._listed.get(f"{whole.id}-1")) else whole.first
            for whole in (plain, school_year(year + 1))
        )
        return plain._replace(first=first, last=after - ONE_DAY)

    def periods_to_judge(self, length: Length, wanted: Period, as_of: dt.date) -> tuple[Period, ...]:
        """Give the periods of a rule's length that a run over `wanted` judges, as of a day.

        A rule of the same length is judged on `wanted` itself, a rule of a longer period on the one that the day (or
        the nearest day of `wanted`) lies in, a rule of a shorter one on each of theirs that has begun by then and
        belongs to `wanted`: a week across a border belongs to the period that holds the last of its days in any.
        """
        key = (length, wanted, as_of)
        if key not in self._judged:
            self._judged[key] = tuple(self._to_judge(*key))
        return self._judged[key]

    def _to_judge(self, length: Length, wanted: Period, as_of: dt.date) -> Iterable[Period]:
        last = max(wanted.first, min(as_of, wanted.last))
        if length is wanted.length:
            return (wanted,)
        if _DAYS[length] >= _DAYS[wanted.length]:
            return (self.period_of(length, last),)
        return self._terms_of(wanted, last) if length is Length.TERM else self._within(length, wanted, last)

    def _terms_of(self, wanted: Period, last: dt.date) -> Iterator[Period]:
        for year in range(wanted.first.year - 1, wanted.last.year + 1):
            for number in (1, 2):
                term = self._term(year, number).period
                if term.last in wanted and term.first <= last:
                    yield term

    def _within(self, length: Length, wanted: Period, last: dt.date) -> Iterator[Period]:
        current = self.period_of(length, wanted.first)
        while current.first <= min(last, wanted.last):
            if self._last_day_that_belongs(current, wanted) in wanted:
                yield current
            current = self.period_of(length, current.last + ONE_DAY)

    def _last_day_that_belongs(self, current: Period, wanted: Period) -> dt.date:
        """Give the last day of a short period; where terms are wanted, the last that lies in any term."""
        if wanted.length is not Length.TERM:
            return current.last
        return min(current.last, self.term_of(current.last).period.last)

    def working(self, day: dt.date) -> DayKind:
        """Say whether people work on a day: by what the calendar announces, or else by what is known of the nation."""
        if day in self.announced:
            return self.announced[day]
        known = national(day)
        return by_weekday(day) if known is DayKind.UNKNOWN and day.year in self._announced_years else known

    def teaching(self, day: dt.date) -> DayKind:
        """Say whether a day is taught on: a working day of a term's teaching weeks, or one that makes up."""
        if day not in self._taught:
            self._taught[day] = self._is_taught(day)
        return self._taught[day]

    def _is_taught(self, day: dt.date) -> DayKind:
        if day in self.make_up:
            return DayKind.WORK
        if day not in self.term_of(day).teaching or any(day in closure for closure in self.closures):
            return DayKind.OFF
        return self.working(day)

    def kind_of(self, day: dt.date, basis: Basis) -> DayKind:
        """Say whether a day counts: every one does by the `calendar`, or the working or teaching days."""
        if basis == "calendar":
            return DayKind.WORK
        return self.working(day) if basis == "working" else self.teaching(day)

    def weeks(self, first: dt.date, last: dt.date, basis: Basis) -> tuple[Week, ...]:
        """Give the weeks of a stretch that hold a day that counts; an unknown one counts in the middle of the week."""
        key = (first, last, basis)
        if key not in self._weeks:
            self._weeks[key] = tuple(self._weeks_of(*key))
        return self._weeks[key]

    def _weeks_of(self, first: dt.date, last: dt.date, basis: Basis) -> Iterator[Week]:
        monday = first - first.weekday() * ONE_DAY
        while monday <= last:
            days = [monday + number * ONE_DAY for number in range(7)]
            if counting := tuple(day for day in days if first <= day <= last and self._seems_to_count(day, basis)):
                yield Week(monday, counting)
            monday += 7 * ONE_DAY

    def _seems_to_count(self, day: dt.date, basis: Basis) -> bool:
        kind = self.kind_of(day, basis)
        return (by_weekday(day) if kind is DayKind.UNKNOWN else kind) is DayKind.WORK

    def week_of_term(self, day: dt.date) -> int | None:
        """Give which week of its term a day lies in, counted from 1 at the one of the first teaching day."""
        term = self.term_of(day)
        if day not in term.period:
            return None
        start = term.teaching.first - term.teaching.first.weekday() * ONE_DAY
        return max(0, (day - start).days) // 7 + 1

    def unknown_years(self, first: dt.date, last: dt.date) -> list[int]:
        """Give the years of a stretch whose holidays nobody has announced."""
        years = range(first.year, last.year + 1)
        return [year for year in years if self.working(max(first, dt.date(year, 1, 1))) is DayKind.UNKNOWN]


PLAIN = Calendar()
