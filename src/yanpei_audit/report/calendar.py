"""The calendar in force as lines or JSON: terms, their teaching weeks, odd days, and where each comes from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from importlib.metadata import version
from typing import Any, NamedTuple

from yanpei_audit.calendar import FILE_NAME, ONE_DAY, Calendar, DayKind, Period, Term, Week
from yanpei_audit.calendar.days import by_weekday, holiday_name
from yanpei_audit.language import Words
from yanpei_audit.report.as_json import as_json as written
from yanpei_audit.report.lines import inert
from yanpei_audit.report.view import View

FORMAT = "yanpei-audit-calendar/1"


class OddDay(NamedTuple):
    """A day that is not what its weekday says: off in the middle of the week, or taught on at its end."""

    day: dt.date
    is_taught: bool
    name: str
    source: Words


def text(calendar: Calendar, period: Period, as_of: dt.date, view: View) -> str:
    """Write the terms of a period week by week, with the days that are not what their weekday says."""
    lines = [view.say(HEADING.format(period=period.words, as_of=as_of))]
    for term in calendar.terms_in(period):
        lines += ["", *_term_lines(calendar, term, as_of, view)]
    if years := calendar.unknown_years(period.first, period.last):
        lines += ["", view.say(UNKNOWN.format(years="、".join(map(str, years))))]
    return "\n".join(map(inert, lines)) + "\n"


def _term_lines(calendar: Calendar, term: Term, as_of: dt.date, view: View) -> Iterator[str]:
    first, last = term.period.first, term.period.last
    weeks = calendar.weeks(first, last, "teaching")
    days = sum(len(week.days) for week in weeks)
    origin = FROM_FILE if calendar.is_listed(term) else BY_DEFAULT
    yield view.say(
        TERM.format(term=term.period.words, first=first, last=last, weeks=len(weeks), days=days, origin=origin)
    )
    if term.regular_weeks is not None and len(weeks) < term.regular_weeks:
        yield "  " + view.say(SHORT_TERM.format(regular=term.regular_weeks))
    for week in weeks:
        number = calendar.week_of_term(week.days[0])
        now = view.say(PRESENT) if week.monday <= as_of <= week.monday + 6 * ONE_DAY else ""
        odd = "".join(f"  {view.say(_odd_words(one))}" for one in odd_days(calendar, term, week))
        span = f"{week.days[0]:%m-%d}—{week.days[-1]:%m-%d}"
        yield f"  {view.say(WEEK.format(number=number, span=span, days=len(week.days)))}{now}{odd}"


def odd_days(calendar: Calendar, term: Term, week: Week) -> list[OddDay]:
    """Give the days of a week of a term that are not what their weekday says."""
    days = (week.monday + number * ONE_DAY for number in range(7))
    return [
        OddDay(day, day in week.days, *_why(calendar, day))
        for day in days
        if day in term.teaching and (day in week.days) is not (by_weekday(day) is DayKind.WORK)
    ]


def _why(calendar: Calendar, day: dt.date) -> tuple[str, Words]:
    if day in calendar.make_up:
        return "", FILE
    if closure := calendar.closure_on(day):
        return closure, FILE
    return holiday_name(day), FILE if day in calendar.announced else NATION


def _odd_words(one: OddDay) -> Words:
    name = f"（{one.name}）" if one.name else ""
    return (TAUGHT if one.is_taught else OFF).format(day=f"{one.day:%m-%d}", name=name, source=one.source)


def as_json(calendar: Calendar, period: Period, as_of: dt.date, view: View) -> str:
    """Write the same for programs."""
    document = {
        "format": FORMAT,
        "period": period.id,
        "as_of": as_of.isoformat(),
        "national_days": f"chinesecalendar {version('chinesecalendar')}",
        "unknown_years": calendar.unknown_years(period.first, period.last),
        "terms": [_term(calendar, term, view) for term in calendar.terms_in(period)],
    }
    return written(document, indent=1) + "\n"


def _term(calendar: Calendar, term: Term, view: View) -> dict[str, Any]:
    first, last = term.period.first, term.period.last
    return {
        "term": term.period.id,
        "from": first.isoformat(),
        "to": last.isoformat(),
        "source": FILE_NAME if calendar.is_listed(term) else None,
        "teaching_from": term.teaching.first.isoformat(),
        "teaching_to": term.teaching.last.isoformat(),
        "regular_weeks": term.regular_weeks,
        "weeks": [
            {
                "week": calendar.week_of_term(week.days[0]),
                "days": [day.isoformat() for day in week.days],
                "odd": [
                    {
                        "day": one.day.isoformat(),
                        "taught": one.is_taught,
                        "name": one.name,
                        "source": view.say(one.source),
                    }
                    for one in odd_days(calendar, term, week)
                ],
            }
            for week in calendar.weeks(first, last, "teaching")
        ],
    }


HEADING = Words("校历：{period}，截至 {as_of}", "Calendar: {period}, as of {as_of}")
TERM = Words(
    "{term}：{first} 至 {last}，{weeks} 个教学周，{days} 个教学日（{origin}）",
    "{term}: {first} to {last}, {weeks} teaching weeks, {days} teaching days ({origin})",
)
FROM_FILE = Words("依据 calendar.yaml", "from calendar.yaml")
BY_DEFAULT = Words("默认，calendar.yaml 里没有写", "by default, calendar.yaml does not say")
SHORT_TERM = Words(
    "短学期：常规 {regular} 周；按教学周折算只作参考",
    "a short term: a regular one has {regular} weeks; prorating is for reference",
)
WEEK = Words("第 {number} 周  {span}  {days} 天", "week {number}  {span}  {days} days")
PRESENT = Words("  ← 本周", "  ← this week")
OFF = Words("{day} 休{name}·{source}", "{day} off{name} by {source}")
TAUGHT = Words("{day} 上课{name}·{source}", "{day} taught{name} by {source}")
FILE, NATION = Words("calendar.yaml", "calendar.yaml"), Words("国务院", "the State Council")
UNKNOWN = Words(
    "{years} 年的放假安排尚未收录，按周一至周五估计；公布后写进 calendar.yaml 的“全国放假”，或升级 chinesecalendar",
    "The holidays of {years} are not known yet; days are reckoned from Monday to Friday. Once announced, enter them "
    "under 'days' of calendar.yaml, or upgrade chinesecalendar",
)
