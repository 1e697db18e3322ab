"""Periods: what their names mean, that no day falls between them, and which of them a run judges."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yanpei_audit.calendar import PLAIN, Length, NotAPeriodError, Period, period_of, read_period
from yanpei_audit.language import Words

ONE_DAY = dt.timedelta(days=1)
DAYS = st.dates(dt.date(1990, 9, 1), dt.date(2098, 8, 31))
LENGTHS = st.sampled_from(list(Length))


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def period(written: str, first: str, last: str, length: Length) -> Period:
    return Period(day(first), day(last), written, length)


FIRST_TERM = period("2025-2026-1", "2025-09-01", "2026-01-31", Length.TERM)
SECOND_TERM = period("2025-2026-2", "2026-02-01", "2026-08-31", Length.TERM)
SCHOOL_YEAR = period("2025-2026", "2025-09-01", "2026-08-31", Length.SCHOOL_YEAR)
YEAR = period("2025", "2025-01-01", "2025-12-31", Length.CALENDAR_YEAR)
SEPTEMBER = period("2025-09", "2025-09-01", "2025-09-30", Length.MONTH)

SPELLINGS = {
    "2025-2026-1": FIRST_TERM,
    "2025秋": FIRST_TERM,
    "2025秋季": FIRST_TERM,
    "2025秋季学期": FIRST_TERM,
    "2025秋学期": FIRST_TERM,
    "２０２５秋": FIRST_TERM,
    "２０２５－２０２６－１": FIRST_TERM,
    " 2025-2026-1 ": FIRST_TERM,
    "2025-2026-2": SECOND_TERM,
    "2026春": SECOND_TERM,
    "2026春季学期": SECOND_TERM,
    "2025-2026": SCHOOL_YEAR,
    "２０２５-２０２６": SCHOOL_YEAR,
    "2025": YEAR,
    "2025-09": SEPTEMBER,
    "2025-12": period("2025-12", "2025-12-01", "2025-12-31", Length.MONTH),
    "2024-02": period("2024-02", "2024-02-01", "2024-02-29", Length.MONTH),
    "2025-02": period("2025-02", "2025-02-01", "2025-02-28", Length.MONTH),
    "2025-W37": period("2025-W37", "2025-09-08", "2025-09-14", Length.WEEK),
    "2025-W1": period("2025-W01", "2024-12-30", "2025-01-05", Length.WEEK),
    "2020-W53": period("2020-W53", "2020-12-28", "2021-01-03", Length.WEEK),
    "1990-1991-1": period("1990-1991-1", "1990-09-01", "1991-01-31", Length.TERM),
    "2099-2100": period("2099-2100", "2099-09-01", "2100-08-31", Length.SCHOOL_YEAR),
    "2099-12": period("2099-12", "2099-12-01", "2099-12-31", Length.MONTH),
}


@pytest.mark.parametrize(("text", "wanted"), SPELLINGS.items())
def test_a_period_is_read_in_every_spelling(text: str, wanted: Period) -> None:
    read = read_period(text)

    assert read == wanted


@pytest.mark.parametrize(
    "text",
    [
        "",
        "25",
        "20255",
        "2025-2027",
        "2026-2025",
        "2025-2025-1",
        "2025-2026-0",
        "2025-2026-3",
        "2025-2026-12",
        "2025-2026-",
        "2025-9",
        "2025-13",
        "2025-00",
        "2025-W0",
        "2025-W00",
        "2025-W54",
        "2025-W53",
        "2025W37",
        "2025-w37",
        "2025夏",
        "2025年",
        "2025 秋",
        "秋",
        "2025-09-03",
        "2025/09",
        "第一学期",
        "term",
        "1989",
        "1988-1989-1",
        "2100",
        "2100秋",
        "0000",
        "0000春",
        "0001春",
        "9999",
        "9999秋",
        "9999-10000",
        "9998-9999-2",
        "9999-12",
        "9999-W52",
        "٢٠٢٥",
        "二〇二五",
    ],
)
def test_what_names_no_period_is_refused(text: str) -> None:
    with pytest.raises(NotAPeriodError) as caught:
        read_period(text)

    assert caught.value.args == (text,)


WORDS = {
    FIRST_TERM: Words("2025-2026 学年第一学期", "2025-2026-1"),
    SECOND_TERM: Words("2025-2026 学年第二学期", "2025-2026-2"),
    SCHOOL_YEAR: Words("2025-2026 学年", "2025-2026"),
    YEAR: Words("2025 年", "2025"),
    SEPTEMBER: Words("2025 年 9 月", "2025-09"),
    period_of(Length.WEEK, dt.date(2025, 1, 1)): Words("2025 年第 1 周", "2025-W01"),
}


@pytest.mark.parametrize(("which", "words"), WORDS.items(), ids=lambda value: getattr(value, "id", ""))
def test_a_period_is_called_as_people_call_it(which: Period, words: Words) -> None:
    called = which.words

    assert called == words


@pytest.mark.parametrize(
    ("first", "last", "length", "wanted"),
    [
        ("2025-09-01", "2026-01-31", Length.TERM, FIRST_TERM),
        ("2026-02-01", "2026-08-31", Length.TERM, SECOND_TERM),
        ("2025-09-01", "2026-08-31", Length.SCHOOL_YEAR, SCHOOL_YEAR),
        ("2025-01-01", "2025-12-31", Length.CALENDAR_YEAR, YEAR),
        ("2025-09-01", "2025-09-30", Length.MONTH, SEPTEMBER),
        ("2024-12-30", "2025-01-05", Length.WEEK, period("2025-W01", "2024-12-30", "2025-01-05", Length.WEEK)),
    ],
)
def test_both_end_days_belong_to_a_period_and_their_neighbours_do_not(
    first: str, last: str, length: Length, wanted: Period
) -> None:
    ends = [period_of(length, day(first)), period_of(length, day(last))]
    inside = [day(first) - ONE_DAY in wanted, day(first) in wanted, day(last) in wanted, day(last) + ONE_DAY in wanted]

    assert (ends, inside) == ([wanted, wanted], [False, True, True, False])


@settings(max_examples=100, deadline=None)
@given(LENGTHS, DAYS)
def test_periods_of_a_length_partition_the_days(length: Length, some_day: dt.date) -> None:
    here = period_of(length, some_day)
    before, after = period_of(length, here.first - ONE_DAY), period_of(length, here.last + ONE_DAY)
    holding = [one for one in (before, here, after) if some_day in one]

    assert (holding, before.last, after.first) == ([here], here.first - ONE_DAY, here.last + ONE_DAY)


@settings(max_examples=50, deadline=None)
@given(LENGTHS, DAYS, st.data())
def test_every_day_of_a_period_lies_in_that_period_and_no_other(
    length: Length, some_day: dt.date, data: st.DataObject
) -> None:
    here = period_of(length, some_day)
    other = data.draw(st.dates(here.first, here.last))

    assert (period_of(length, other), here.first <= some_day <= here.last) == (here, True)


@pytest.mark.parametrize("length", Length)
def test_a_hundred_years_of_days_are_each_counted_once(length: Length) -> None:
    start = period_of(length, dt.date(1991, 1, 1)).first
    periods = []
    current = period_of(length, start)
    while current.first.year < 2098:
        periods.append(current)
        current = period_of(length, current.last + ONE_DAY)
    held = sum((one.last - one.first).days + 1 for one in periods)

    assert (held, len({one.id for one in periods})) == ((periods[-1].last - start).days + 1, len(periods))


@settings(max_examples=100, deadline=None)
@given(LENGTHS, DAYS)
def test_a_period_is_read_back_from_its_name(length: Length, some_day: dt.date) -> None:
    here = period_of(length, some_day)

    assert read_period(here.id) == here


@settings(max_examples=50, deadline=None)
@given(DAYS)
def test_two_terms_make_a_school_year(some_day: dt.date) -> None:
    whole = period_of(Length.SCHOOL_YEAR, some_day)
    first, second = (period_of(Length.TERM, end) for end in (whole.first, whole.last))

    assert (first.first, first.last + ONE_DAY, second.last) == (whole.first, second.first, whole.last)


def written(periods: Iterator[Period]) -> list[str]:
    return [one.id for one in periods]


def weeks(first: int, last: int, year: int = 2025) -> list[str]:
    return [f"{year}-W{number:02d}" for number in range(first, last + 1)]


def months(*written_months: str) -> list[str]:
    return list(written_months)


AUTUMN = months("2025-09", "2025-10", "2025-11", "2025-12", "2026-01")
SPRING = months("2026-02", "2026-03", "2026-04", "2026-05", "2026-06", "2026-07", "2026-08")
YEAR_ROUND = [f"2025-{number:02d}" for number in range(1, 13)]
TO_JUDGE: list[tuple[str, Length, str, list[str]]] = [
    # a term is asked for: before it, on its first day, inside, on its last day, after it
    ("2025-2026-1", Length.TERM, "2025-08-01", ["2025-2026-1"]),
    ("2025-2026-1", Length.TERM, "2025-10-15", ["2025-2026-1"]),
    ("2025-2026-1", Length.TERM, "2026-07-01", ["2025-2026-1"]),
    ("2025-2026-1", Length.SCHOOL_YEAR, "2025-08-01", ["2025-2026"]),
    ("2025-2026-1", Length.SCHOOL_YEAR, "2025-10-15", ["2025-2026"]),
    ("2025-2026-1", Length.SCHOOL_YEAR, "2027-07-01", ["2025-2026"]),
    ("2025-2026-1", Length.CALENDAR_YEAR, "2025-08-01", ["2025"]),
    ("2025-2026-1", Length.CALENDAR_YEAR, "2025-12-31", ["2025"]),
    ("2025-2026-1", Length.CALENDAR_YEAR, "2026-01-01", ["2026"]),
    ("2025-2026-1", Length.CALENDAR_YEAR, "2027-07-01", ["2026"]),
    ("2025-2026-1", Length.MONTH, "2025-08-01", ["2025-09"]),
    ("2025-2026-1", Length.MONTH, "2025-09-01", ["2025-09"]),
    ("2025-2026-1", Length.MONTH, "2025-11-01", AUTUMN[:3]),
    ("2025-2026-1", Length.MONTH, "2026-01-31", AUTUMN),
    ("2025-2026-1", Length.MONTH, "2026-07-01", AUTUMN),
    ("2025-2026-1", Length.WEEK, "2025-09-01", weeks(36, 36)),
    ("2025-2026-1", Length.WEEK, "2025-09-15", weeks(36, 38)),
    ("2025-2026-1", Length.WEEK, "2026-01-31", [*weeks(36, 52), *weeks(1, 4, 2026)]),
    ("2025-2026-1", Length.WEEK, "2026-07-01", [*weeks(36, 52), *weeks(1, 4, 2026)]),
    ("2025-2026-2", Length.WEEK, "2026-02-01", ["2026-W05"]),
    ("2025-2026-2", Length.WEEK, "2026-02-02", weeks(5, 6, 2026)),
    ("2025-2026-2", Length.WEEK, "2026-09-01", weeks(5, 35, 2026)),
    ("2025-2026-2", Length.MONTH, "2026-08-31", SPRING),
    # a school year
    ("2025-2026", Length.SCHOOL_YEAR, "2026-01-31", ["2025-2026"]),
    ("2025-2026", Length.TERM, "2025-08-01", ["2025-2026-1"]),
    ("2025-2026", Length.TERM, "2026-01-31", ["2025-2026-1"]),
    ("2025-2026", Length.TERM, "2026-02-01", ["2025-2026-1", "2025-2026-2"]),
    ("2025-2026", Length.TERM, "2027-01-01", ["2025-2026-1", "2025-2026-2"]),
    ("2025-2026", Length.MONTH, "2025-10-01", ["2025-09", "2025-10"]),
    ("2025-2026", Length.MONTH, "2026-08-31", AUTUMN + SPRING),
    ("2025-2026", Length.WEEK, "2026-09-30", [*weeks(36, 52), *weeks(1, 35, 2026)]),
    ("2025-2026", Length.CALENDAR_YEAR, "2025-10-15", ["2025"]),
    ("2025-2026", Length.CALENDAR_YEAR, "2026-01-01", ["2026"]),
    ("2025-2026", Length.CALENDAR_YEAR, "2026-08-31", ["2026"]),
    # a calendar year
    ("2025", Length.CALENDAR_YEAR, "2025-06-01", ["2025"]),
    ("2025", Length.SCHOOL_YEAR, "2024-06-01", ["2024-2025"]),
    ("2025", Length.SCHOOL_YEAR, "2025-08-31", ["2024-2025"]),
    ("2025", Length.SCHOOL_YEAR, "2025-09-01", ["2025-2026"]),
    ("2025", Length.SCHOOL_YEAR, "2026-09-01", ["2025-2026"]),
    ("2025", Length.TERM, "2025-03-01", ["2024-2025-1", "2024-2025-2"]),
    ("2025", Length.TERM, "2025-12-31", ["2024-2025-1", "2024-2025-2"]),
    ("2025", Length.MONTH, "2025-12-31", YEAR_ROUND),
    ("2025", Length.WEEK, "2025-12-31", weeks(1, 52)),
    # a month
    ("2025-09", Length.MONTH, "2025-09-10", ["2025-09"]),
    ("2025-09", Length.SCHOOL_YEAR, "2025-09-10", ["2025-2026"]),
    ("2025-09", Length.CALENDAR_YEAR, "2025-09-10", ["2025"]),
    ("2025-09", Length.TERM, "2025-09-10", ["2025-2026-1"]),
    ("2025-09", Length.TERM, "2026-09-10", ["2025-2026-1"]),
    ("2025-09", Length.WEEK, "2025-09-10", weeks(36, 37)),
    ("2025-09", Length.WEEK, "2026-09-10", weeks(36, 39)),
    ("2025-11", Length.WEEK, "2025-11-02", ["2025-W44"]),
    ("2025-11", Length.WEEK, "2025-11-30", weeks(44, 48)),
    # a week
    ("2025-W37", Length.WEEK, "2025-09-10", ["2025-W37"]),
    ("2025-W37", Length.MONTH, "2025-09-10", ["2025-09"]),
    ("2025-W37", Length.TERM, "2025-09-10", ["2025-2026-1"]),
    ("2025-W37", Length.SCHOOL_YEAR, "2025-09-10", ["2025-2026"]),
    ("2025-W37", Length.CALENDAR_YEAR, "2025-09-10", ["2025"]),
    ("2025-W40", Length.MONTH, "2025-09-30", ["2025-09"]),
    ("2025-W40", Length.MONTH, "2025-10-01", ["2025-10"]),
    ("2025-W40", Length.MONTH, "2025-01-01", ["2025-09"]),
]


@pytest.mark.parametrize(("wanted", "length", "as_of", "judged"), TO_JUDGE)
def test_a_rule_is_judged_on_the_periods_of_its_length(
    wanted: str, length: Length, as_of: str, judged: list[str]
) -> None:
    found = written(PLAIN.periods_to_judge(length, read_period(wanted), day(as_of)))

    assert found == judged


def test_the_table_holds_every_pair_of_lengths() -> None:
    pairs = {(read_period(wanted).length, length) for wanted, length, _as_of, _judged in TO_JUDGE}

    assert pairs == {(one, other) for one in Length for other in Length}


@settings(max_examples=100, deadline=None)
@given(LENGTHS, LENGTHS, DAYS, DAYS)
def test_judged_periods_have_the_length_of_the_rule_touch_and_meet_the_period_asked_for(
    asked: Length, length: Length, some_day: dt.date, as_of: dt.date
) -> None:
    wanted = period_of(asked, some_day)
    judged = list(PLAIN.periods_to_judge(length, wanted, as_of))
    touching = [later.first - earlier.last for earlier, later in pairwise(judged)]
    apart = [one for one in judged if one.last < wanted.first or one.first > wanted.last]

    assert ({one.length for one in judged} <= {length}, touching, apart) == (True, [ONE_DAY] * len(touching), [])


@settings(max_examples=100, deadline=None)
@given(
    st.sampled_from([Length.MONTH, Length.WEEK, Length.TERM]),
    st.sampled_from([Length.SCHOOL_YEAR, Length.CALENDAR_YEAR]),
    DAYS,
)
def test_runs_over_following_years_judge_every_shorter_period_exactly_once(
    length: Length, asked: Length, some_day: dt.date
) -> None:
    first = period_of(asked, some_day)
    second = period_of(asked, first.last + ONE_DAY)
    judged = [
        *PLAIN.periods_to_judge(length, first, dt.date(2099, 12, 31)),
        *PLAIN.periods_to_judge(length, second, dt.date(2099, 12, 31)),
    ]
    touching = [later.first - earlier.last for earlier, later in pairwise(judged)]

    assert touching == [ONE_DAY] * (len(judged) - 1)
