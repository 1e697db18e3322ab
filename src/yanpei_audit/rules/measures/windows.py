"""The measure of regularity: whether every week, month or lesson slot of a period holds what it must."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import cached_property
from typing import Annotated, Any, ClassVar, Literal

from pydantic import BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from yanpei_audit.calendar import ONE_DAY, Calendar, DayKind, Length, period_of
from yanpei_audit.glossary import UNITS, canonical, key_words
from yanpei_audit.language import Words
from yanpei_audit.records import Amount as WrittenAmount
from yanpei_audit.records import Entry, Reader, Text, Texts
from yanpei_audit.rules.around import Ahead, Around, Window
from yanpei_audit.rules.conditions import MOST_WEEKS, WEEKDAYS, numbers, values_of, weekdays_named
from yanpei_audit.rules.measures.days import new_days
from yanpei_audit.rules.measures.measure import Amount, Counted, FieldName, PartOfAll, Tally, missed_of
from yanpei_audit.rules.where import Vocabulary, Where, known_field, read_field
from yanpei_audit.rules.wording import COMMA, listed, where_words
from yanpei_audit.scalars import MONTHS
from yanpei_audit.source import Document, Location
from yanpei_audit.validation import Written

ONE_WEEK = dt.timedelta(days=7)
LENGTHS = {"week": 7, "two_weeks": 14}


class Windows(Written):
    """What the windows of a period are: one of the words of `length`, a weekday with its slot, or weeks by number."""

    length: Literal["week", "two_weeks", "month"] | None = None
    weekday: Text | None = None
    slot: Texts = ()
    weeks: Texts = ()

    @model_validator(mode="before")
    @classmethod
    def _short_form(cls, written: object) -> object:
        return {"length": written} if isinstance(written, str) else written

    @model_validator(mode="after")
    def _is_one(self) -> Windows:
        if sum(map(bool, (self.length, self.weekday, self.weeks))) != 1 or (self.slot and not self.weekday):
            raise PydanticCustomError("YA701", "windows", {"detail": ONE_KIND})
        return self

    def within(self, period: Window) -> Iterator[Window]:
        """Give the windows of a period in their order: those of weeks and months that lie wholly inside."""
        if self.weekday:
            yield from self._days(period)
        elif self.weeks:
            monday = period.first - period.first.weekday() * ONE_DAY
            for number in sorted(set(map(int, self.weeks))):
                first = monday + (number - 1) * ONE_WEEK
                if first <= period.last:
                    yield Window(max(first, period.first), min(first + 6 * ONE_DAY, period.last))
        elif self.length == "month":
            yield from self._months(period)
        else:
            days = LENGTHS[str(self.length)]
            first = period.first + (-period.first.weekday() % 7) * ONE_DAY
            while first + (days - 1) * ONE_DAY <= period.last:
                yield Window(first, first + (days - 1) * ONE_DAY)
                first += days * ONE_DAY

    def _days(self, period: Window) -> Iterator[Window]:
        day = period.first + ((WEEKDAYS[str(self.weekday)] - period.first.weekday()) % 7) * ONE_DAY
        while day <= period.last:
            yield Window(day, day)
            day += ONE_WEEK

    def _months(self, period: Window) -> Iterator[Window]:
        day = period.first
        while day <= period.last:
            month = period_of(Length.MONTH, day)
            if period.first <= month.first and month.last <= period.last:
                yield Window(month.first, month.last)
            day = month.last + ONE_DAY

    def in_words(self) -> Words:
        """Say what the windows are."""
        if self.weekday:
            slot = SLOT.format(slot=listed(self.slot, COMMA)) if self.slot else Words("", "")
            return WEEKDAY.format(weekday=self.weekday, slot=slot)
        return WEEKS.format(weeks=listed(self.weeks, COMMA)) if self.weeks else WINDOWS[str(self.length)]

    def label(self, window: Window) -> str:
        """Name a window: 2025-09 for a month, its first and last day for others."""
        if self.length == "month":
            return f"{window.first:%Y-%m}"
        return str(window.first) if window.first == window.last else f"{window.first}—{window.last:%m-%d}"


class Every(PartOfAll):
    """In how many windows of the period something is done: `week`, `two_weeks`, `month`, a weekday, weeks by number.

    The window is one of those words, `{weekday: 周二, slot: [2, 3]}` for the same lessons of every Tuesday, or
    `{weeks: [1, 2]}` for those weeks of the period, the first of which holds its first day. Weeks begin on Monday;
    weeks and months that lie partly outside the period are not asked for, nor are weeks and weekdays without a teaching
    day. A window holds when its activities come to `least` (1, unless said) and at most `most`; `total` adds up
    `lessons`, `hours`, `words` or `days`, otherwise activities are counted. With `by` every window is asked for once
    for each value that the field takes in the period. A window with a day in one of the months of `except` (1 to 12) is
    not asked for, and `tolerance` windows may fail. Bounds are numbers or a part of the windows, such as 100 %.

    `measure: {every: month, of: {kind: 读书笔记}, except: [7, 8], tolerance: 1}`
    """

    where_options: ClassVar[tuple[str, ...]] = ("of",)
    can_fall: ClassVar[bool] = True
    every: Windows
    of: Where
    least: WrittenAmount | None = None
    most: WrittenAmount | None = None
    total: Annotated[Literal["lessons", "hours", "words", "days"] | None, BeforeValidator(canonical)] = None
    by: FieldName | None = None
    except_: Texts = Field((), alias="except")
    tolerance: WrittenAmount | None = None

    def in_words(self) -> Words:
        """Say what is measured."""
        least = (self.least or 1) if self.most is None else f"{self.least or 1}–{self.most}"
        what = UNITS["days"] if self.total == "days" else key_words(self.total) if self.total else UNITS["count"]
        words = REGULAR.format(window=self.every.in_words(), least=least, what=what, where=where_words(self.of))
        if self.by:
            words = BY.format(words=words, field=key_words(self.by))
        if self.except_:
            words = EXCEPT.format(words=words, months=listed(self.except_, COMMA))
        return words if self.tolerance is None else TOLERANT.format(words=words, number=self.tolerance)

    @model_validator(mode="after")
    def _can_be_met(self) -> Every:
        if self.most is not None and self.most < (self.least or 1):
            raise PydanticCustomError("YA701", "every", {"detail": LEAST_ABOVE_MOST})
        return self

    @cached_property
    def read_by(self) -> Reader | None:
        """What reads the field of `by`, if there is one."""
        return None

    @property
    def if_nothing(self) -> str:
        """A period without a whole window asks for nothing."""
        return "not_applicable"

    def resolve(self, vocabulary: Vocabulary, document: Document, location: Location) -> None:
        """Make the WHERE ready and look up weekdays, weeks, months and the field of `by`."""
        super().resolve(vocabulary, document, location)
        place = (*location, "every")
        if self.every.weekday:
            weekdays_named([self.every.weekday], document, (*place, "weekday"))
        numbers(self.every.weeks, MOST_WEEKS, Words("周次", "week"), document, (*place, "weeks"))
        numbers(self.except_, MONTHS, Words("月份", "month"), document, (*location, "except"))
        if self.by and (field := known_field(document, (*location, "by"), self.by, vocabulary)):
            self.__dict__["read_by"] = read_field(field, vocabulary)

    @property
    def unit(self) -> Words:
        """Windows."""
        return UNITS[self.every.length or ("weekday" if self.every.weekday else "week")]

    def asks(self) -> frozenset[str]:
        """Give the fields of the WHERE and the one of `by`."""
        return super().asks() | ({self.by} if self.by else set())

    def falls_in(self, entry: Entry, window: Window) -> bool:
        """Say whether an activity belongs to a window: by its last day, or, where days are added up, by any."""
        if self.total == "days":
            return entry.first <= window.last and entry.last >= window.first
        return super().falls_in(entry, window)

    def tally(self, entries: Sequence[Entry], window: Window, around: Around) -> Tally:
        """Measure how many windows of the whole period hold; one is given to the activity that fills a window."""
        windows = [
            one
            for one in self.every.within(around.period)
            if around.window.first <= one.first
            and one.last <= around.window.last
            and not self._is_excepted(one)
            and self._is_taught_in(one, around.calendar)
        ]
        credit: dict[int, Amount] = {}
        held, lost, gaps = 0, 0, []
        parts = self._parts(entries)
        for value, part in parts:
            for one, inside in zip(windows, self._by_window(part, windows), strict=True):
                filling = self._filling(inside, Window(one.first, min(one.last, window.last)))
                credit |= {id(entry): credit.get(id(entry), 0) for entry in inside}
                if filling is None:
                    gaps.append(_named(value, self.every.label(one)))
                    lost += one.last <= window.last
                else:
                    credit[id(filling)] += 1
                    held += 1
        counted = [(entry, credit[id(entry)]) for entry in entries if id(entry) in credit]
        asked = max(Fraction(), len(windows) * len(parts) - Fraction(self.tolerance or 0))
        number = Fraction(held) if windows and asked else None
        return Tally(number, counted, missed_of(entries, counted, "no_window"), asked, tuple(gaps), lost=lost)

    def reach(self, tally: Tally, ahead: Ahead) -> Fraction | None:  # noqa: ARG002
        """Add the windows that are not over; of those for values that nobody knows yet, nothing can be told."""
        return None if self.by or tally.number is None else tally.number + len(tally.gaps) - tally.lost

    def _is_taught_in(self, window: Window, calendar: Calendar) -> bool:
        """Say whether a window has a teaching day, or may have one; months are asked for whatever they hold."""
        if self.every.length == "month":
            return True
        days = (window.first + number * ONE_DAY for number in range((window.last - window.first).days + 1))
        return any(calendar.teaching(day) is not DayKind.OFF for day in days)

    def _is_excepted(self, window: Window) -> bool:
        months = {int(text) for text in self.except_}
        days = ((window.first + number * ONE_DAY) for number in range((window.last - window.first).days + 1))
        return bool(months) and any(day.month in months for day in days)

    def _parts(self, entries: Sequence[Entry]) -> list[tuple[Any, Sequence[Entry]]]:
        """Part the entries by the values of `by`, in the order of the values."""
        if self.read_by is None:
            return [(None, entries)]
        parts: dict[Any, list[Entry]] = {}
        for entry in entries:
            for value in values_of(self.read_by(entry.activity)):
                parts.setdefault(value, []).append(entry)
        return sorted(parts.items(), key=lambda part: str(part[0])) or [(None, ())]

    def _by_window(self, entries: Sequence[Entry], windows: Sequence[Window]) -> list[list[Entry]]:
        inside: list[list[Entry]] = [[] for _window in windows]
        lasts = [window.last for window in windows]
        for entry in entries:
            first = entry.first if self.total == "days" else entry.last
            number = bisect_left(lasts, first)
            while number < len(windows) and windows[number].first <= entry.last:
                if self._takes_the_slot(entry):
                    inside[number].append(entry)
                number += 1
        return inside

    def _takes_the_slot(self, entry: Entry) -> bool:
        return set(self.every.slot) <= set(entry.activity.slot)

    def _filling(self, entries: Sequence[Entry], window: Window) -> Entry | None:
        """Give the entry with which a window comes to its least; none where it does not, or holds too much."""
        total: Amount = 0
        filling = None
        for entry, amount in self._amounts(entries, window):
            total += amount
            if filling is None and total >= (self.least or 1):
                filling = entry
        return None if self.most is not None and total > self.most else filling

    def _amounts(self, entries: Sequence[Entry], window: Window) -> Iterator[Counted]:
        if self.total == "days":
            yield from new_days(entries, window)
            return
        for entry in entries:
            amount = getattr(entry.activity, self.total) if self.total else 1
            if amount is not None:
                yield entry, amount


def _named(value: object, label: str) -> Words:
    text = label if value is None else f"{value} {label}"
    return Words(text, text)


LEAST_ABOVE_MOST = Words("least 大于 most", "least is above most")
ONE_KIND = Words(
    "every 要写 week、two_weeks、month、weekday（可带 slot）或 weeks 中的一种",
    "every takes one of week, two_weeks, month, weekday (with slot) or weeks",
)
WINDOWS = {
    "week": Words("周", "week"),
    "two_weeks": Words("两周", "fortnight"),
    "month": Words("月", "month"),
}
WEEKDAY, SLOT = Words("{weekday}{slot}", "{weekday}{slot}"), Words("第 {slot} 节", ", lessons {slot}")
WEEKS = Words("第 {weeks} 周", "of the weeks {weeks}")
REGULAR = Words(
    "做到的时段数：每{window}至少 {least} {what}（{where}）", "windows kept: every {window} {least} {what} ({where})"
)
BY = Words("{words}，每一{field}分别要求", "{words}, for each {field} by itself")
EXCEPT = Words("{words}，{months} 月不要求", "{words}, not in month {months}")
TOLERANT = Words("{words}，允许缺 {number} 个", "{words}, {number} may be missing")
