"""`calendar.yaml`: the terms, teaching weeks, holidays and make-up days of an office, and announced days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from types import MappingProxyType
from typing import Annotated

from pydantic import Field, PlainValidator, field_validator, model_validator

from yanpei_audit.calendar import PLAIN, Calendar, DayKind, Length, NotAPeriodError, Period, Stretch, Term, read_period
from yanpei_audit.calendar.periods import plain_term, school_year
from yanpei_audit.findings import Related
from yanpei_audit.findings.catalogue import Severity
from yanpei_audit.glossary import key_words
from yanpei_audit.language import Words
from yanpei_audit.records import Day, Text, Yes, whole_number
from yanpei_audit.scalars import MisreadError
from yanpei_audit.source import Document, Location
from yanpei_audit.validation import Written, misread, not_before_from, validate

MOST_WEEKS_OF_A_TERM = 40
EARLIEST, LATEST_END = (8, 1), (4, 30)
SECOND = 2


def _read_term(written: object) -> Period:
    try:
        period = read_period(str(written or ""))
    except NotAPeriodError:
        raise misread(MisreadError("YA713", text=written, hint=LIKE_THIS)) from None
    if period.length is not Length.TERM:
        raise misread(MisreadError("YA713", text=written, hint=LIKE_THIS))
    return period


TermName = Annotated[Period, PlainValidator(_read_term)]
Weeks = Annotated[int, whole_number(MOST_WEEKS_OF_A_TERM)]


class Interval(Written):
    """Days from one to another, both included."""

    from_: Day = Field(alias="from")
    to: Day

    _is_in_order = field_validator("to")(not_before_from)


class WrittenTerm(Interval):
    """One term: its days, and those of its teaching weeks; `regular_weeks` is what a term that is not short has."""

    term: TermName
    teaching_from: Day | None = None
    teaching_to: Day | None = None
    regular_weeks: Weeks | None = None
    note: Text | None = None

    @property
    def teaching(self) -> Stretch:
        """The days of the teaching weeks; without them, those of the term."""
        return Stretch(self.teaching_from or self.from_, self.teaching_to or self.to)


class Holiday(Interval):
    """Days on which this office or school does not teach; a single one may be written as its `date`."""

    name: Text

    @model_validator(mode="before")
    @classmethod
    def _one_day(cls, written: object) -> object:
        if not isinstance(written, dict) or "date" not in written or "from" in written:
            return written
        rest = {key: value for key, value in written.items() if key != "date"}
        return {"to": written["date"], **rest, "from": written["date"]}


class MakeUpDay(Written):
    """A day on which this office or school teaches, though others rest; it may be written as the day alone."""

    date: Day
    name: Text | None = None

    @model_validator(mode="before")
    @classmethod
    def _day_alone(cls, written: object) -> object:
        return {"date": written} if isinstance(written, str) else written


class AnnouncedDay(Written):
    """A day of the State Council's notice: off, or worked on although it lies at a week's end."""

    date: Day
    off_day: Yes
    name: Text | None = None


class WrittenCalendar(Written):
    """Everything that `calendar.yaml` may say."""

    terms: tuple[WrittenTerm, ...] = ()
    holidays: tuple[Holiday, ...] = ()
    make_up: tuple[MakeUpDay, ...] = ()
    days: tuple[AnnouncedDay, ...] = ()
    note: Text | None = None


def read_calendar(document: Document | None) -> Calendar:
    """Build the calendar of its file, or the plain one; every mistake in it stands in the document's findings."""
    readable = document is not None and document.whole
    written = validate(WrittenCalendar, document, labels=_called) if document is not None and readable else None
    if document is None or written is None:
        return PLAIN
    _check_terms(written.terms, document)
    _check_repeated(("make_up",), (one.date for one in written.make_up), document)
    _check_repeated(("days",), (one.date for one in written.days), document)
    terms = tuple(
        sorted(
            Term(one.term._replace(first=one.from_, last=one.to), one.teaching, one.regular_weeks)
            for one in written.terms
        )
    )
    calendar = Calendar(
        terms,
        tuple(sorted(Stretch(one.from_, one.to, one.name) for one in written.holidays)),
        frozenset(one.date for one in written.make_up),
        MappingProxyType({one.date: DayKind.OFF if one.off_day else DayKind.WORK for one in written.days}),
    )
    _check_closures(written, calendar, document)
    return PLAIN if any(found.severity is Severity.ERROR for found in document.findings) else calendar


def _called(field: str) -> Words:
    """Give what people call a field: here a name is that of a holiday."""
    return NAME if field == "name" else key_words(field)


def _check_terms(terms: Iterable[WrittenTerm], document: Document) -> None:
    """Report terms written twice, that share days, lie in another school year, or teach outside their days."""
    before: list[tuple[int, WrittenTerm]] = []
    for number, one in enumerate(terms):
        place: Location = ("terms", number)
        first, latest, last = _days_of_a_start(one)
        if not first <= one.from_ <= latest or one.to > last:
            detail = OTHER_YEAR.format(term=one.term.words, first=first, latest=latest, last=last)
            field = "to" if first <= one.from_ <= latest else "from"
            document.report("YA730", document.span(*place, field), detail=detail)
        if field := _teaching_that_is_wrong(one):
            detail = TEACHING_OUTSIDE.format(first=one.from_, last=one.to)
            document.report("YA730", document.span(*place, field), detail=detail)
        for other_number, other in before:
            related = (Related(document.span("terms", other_number), OTHER_TERM),)
            if other.term.id == one.term.id:
                document.report("YA712", document.span(*place, "term"), text=one.term.id, related=related)
            elif one.from_ <= other.to and other.from_ <= one.to:
                detail = SHARED_DAYS.format(one=one.term.words, other=other.term.words)
                document.report("YA730", document.span(*place, "from"), detail=detail, related=related)
        before.append((number, one))


def _days_of_a_start(one: WrittenTerm) -> tuple[dt.date, dt.date, dt.date]:
    """Give the first and the last day on which a term may begin, and the last on which it may end.

    A first term begins in the old year and ends by April, a second one begins and ends in the new year.
    """
    year, half = int(one.term.id[:4]), int(one.term.id[-1])
    begins, ends = plain_term(year, half).first.year, school_year(year).last
    first = max(dt.date(year, *EARLIEST), dt.date(begins, 1, 1))
    return first, min(dt.date(begins, 12, 31), ends), ends if half == SECOND else dt.date(year + 1, *LATEST_END)


def _teaching_that_is_wrong(one: WrittenTerm) -> str:
    """Name the field by which the teaching weeks lie outside the days of their term, or end before they begin."""
    first, last = one.teaching.first, one.teaching.last
    if not one.from_ <= first <= one.to:
        return "teaching_from"
    return "" if first <= last <= one.to else "teaching_to"


def _check_repeated(location: Location, days: Iterable[dt.date], document: Document) -> None:
    first: dict[dt.date, int] = {}
    for number, day in enumerate(days):
        if first.setdefault(day, number) != number:
            related = (Related(document.span(*location, first[day]), OTHER_DAY),)
            document.report("YA712", document.span(*location, number, "date"), text=day, related=related)


def _check_closures(written: WrittenCalendar, calendar: Calendar, document: Document) -> None:
    """Report holidays and make-up days of which no day lies in any of the terms that are written."""
    for place, days in _days_in_terms(written):
        inside = any(days.first <= term.period.last and term.period.first <= days.last for term in calendar.terms)
        if calendar.terms and not inside:
            document.report("YA731", document.span(*place), day=days.first)


def _days_in_terms(written: WrittenCalendar) -> Iterator[tuple[Location, Stretch]]:
    for number, holiday in enumerate(written.holidays):
        yield ("holidays", number, "from"), Stretch(holiday.from_, holiday.to)
    for number, one in enumerate(written.make_up):
        yield ("make_up", number, "date"), Stretch(one.date, one.date)


NAME = Words("名称", "name")
LIKE_THIS = Words("写成 2025-2026-1 或 2025秋 的样子", "Write it like 2025-2026-1")
TEACHING_OUTSIDE = Words(
    "教学起止要先起后止，并在这个学期的起止（{first} 至 {last}）之内",
    "the teaching weeks must lie inside the days of the term ({first} to {last})",
)
OTHER_YEAR = Words(
    "{term}要在 {first} 至 {latest} 之间开始，最迟 {last} 结束",
    "the term {term} must begin from {first} to {latest} and end by {last}",
)
SHARED_DAYS = Words("{one}与{other}有重叠的日子", "the terms {one} and {other} share days")
OTHER_TERM, OTHER_DAY = Words("另一个学期", "the other term"), Words("前一处", "the one before")
