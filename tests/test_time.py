"""Calendars, weeks and pace: an audit that is right in the middle of a term."""

from __future__ import annotations

import datetime as dt
import json
import re
import shutil
from collections import Counter
from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise
from typing import Any

import holidays
import pytest
from conftest import REPOSITORY, Program
from hypothesis import given, settings
from hypothesis import strategies as st
from office import LESSONS, TERM, Files, entry, judged, lessons, pack_of, person, registry_files

from yanpei_audit.audit import Verdict
from yanpei_audit.calendar import ONE_DAY, PLAIN, DayKind, Length, read_period
from yanpei_audit.calendar.days import national
from yanpei_audit.glossary import VERDICTS
from yanpei_audit.office_calendar import read_calendar
from yanpei_audit.rules.rulebook import read_rules
from yanpei_audit.settings import FileText

FEW = settings(max_examples=60, deadline=None)

# A term of 19 teaching weeks: National Day with its make-up days of 28 September and 11 October, an autumn holiday of
# three days made up for on a Saturday, New Year with the make-up day of 4 January, and a week of examinations at the end.
CALENDAR = json.dumps(
    {
        "terms": [
            {"term": "2025-2026-1", "from": "2025-09-01", "to": "2026-01-16", "teaching_to": "2026-01-09"},
            {"term": "2025-2026-2", "from": "2026-02-24", "to": "2026-07-10", "regular_weeks": "21"},
        ],
        "holidays": [{"name": "秋假", "from": "2025-11-10", "to": "2025-11-12"}],
        "make_up": [{"date": "2025-11-15", "name": "补秋假"}],
    },
    ensure_ascii=False,
)


def calendar_of(text: str) -> Any:
    document = read_rules(FileText("calendar.yaml", text.encode()))
    calendar = read_calendar(document)
    if document.findings:
        raise ValueError(document.findings)
    return calendar


OFFICE = calendar_of(CALENDAR)
DAYS = st.dates(dt.date(2024, 9, 1), dt.date(2027, 8, 31))


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


# Working days --------------------------------------------------------------------------------------------------------


@pytest.mark.unmeasured
def test_working_days_are_those_of_a_second_source_and_beyond_it_nothing_is_said() -> None:
    """Two sources agree on every day from 2006 to 2026; a year that was not announced is unknown and never guessed."""
    second = holidays.country_holidays("CN", years=range(2006, 2027))
    days = [
        dt.date(2006, 1, 1) + number * ONE_DAY for number in range((dt.date(2026, 12, 31) - dt.date(2006, 1, 1)).days)
    ]
    differ = [one for one in days if (national(one) is DayKind.WORK) is not second.is_working_day(one)]

    assert (differ, national(dt.date(2027, 3, 1)), national(dt.date(2003, 3, 3))) == ([], "unknown", "unknown")


def test_announced_days_of_a_year_settle_that_year() -> None:
    """An overlay says which days of its year are off or worked; all others of that year go by their weekday."""
    notice = [{"name": "元旦", "date": "2027-01-01", "isOffDay": "true"}, {"date": "2027-01-03", "isOffDay": "false"}]
    calendar = calendar_of(json.dumps({"days": notice}))
    days = ("2027-01-01", "2027-01-02", "2027-01-03", "2027-01-04", "2028-01-04", "2026-10-01")

    assert [calendar.working(day(one)).value for one in days] == ["off", "off", "work", "work", "unknown", "off"]


# Terms ---------------------------------------------------------------------------------------------------------------


def test_the_days_of_terms_are_those_of_the_file_and_school_years_follow_them() -> None:
    early = calendar_of('{"terms": [{"term": "2025秋", "from": "2025-08-28", "to": "2026-01-20"}]}')
    periods = [early.dated(read_period(text)) for text in ("2025-2026-1", "2025-2026-2", "2025-2026", "2024-2025")]

    assert [(str(one.first), str(one.last)) for one in periods] == [
        ("2025-08-28", "2026-01-20"),
        ("2026-02-01", "2026-08-31"),
        ("2025-08-28", "2026-08-31"),
        ("2024-09-01", "2025-08-27"),
    ]


@pytest.mark.parametrize(
    ("some_day", "term", "inside"),
    [
        ("2025-08-31", "2024-2025-2", True),
        ("2025-09-01", "2025-2026-1", True),
        ("2026-01-16", "2025-2026-1", True),
        ("2026-01-17", "2025-2026-1", False),
        ("2026-02-23", "2025-2026-1", False),
        ("2026-02-24", "2025-2026-2", True),
        ("2026-07-11", "2025-2026-2", False),
    ],
)
def test_between_two_terms_the_one_that_ended_last_is_meant(some_day: str, term: str, inside: bool) -> None:
    found = OFFICE.period_of(Length.TERM, day(some_day)).id

    assert (found, OFFICE.is_in_a_term(day(some_day))) == (term, inside)


def test_a_short_period_belongs_to_the_term_that_holds_the_last_of_its_days_in_any() -> None:
    """January and February lie partly outside every term; each is judged with the term that it ends or begins."""
    judged_in = {
        term: [
            one.id
            for one in OFFICE.periods_to_judge(Length.MONTH, OFFICE.dated(read_period(term)), dt.date(2027, 1, 1))
        ]
        for term in ("2025-2026-1", "2025-2026-2")
    }

    assert judged_in == {
        "2025-2026-1": ["2025-09", "2025-10", "2025-11", "2025-12", "2026-01"],
        "2025-2026-2": ["2026-02", "2026-03", "2026-04", "2026-05", "2026-06", "2026-07"],
    }


@FEW
@given(DAYS, st.sampled_from([PLAIN, OFFICE]))
def test_periods_of_one_length_follow_each_other_without_sharing_a_day(some_day: dt.date, calendar: Any) -> None:
    """School years leave no day out; terms never share one, and name each other as the one before."""
    year = calendar.period_of(Length.SCHOOL_YEAR, some_day)
    term = calendar.period_of(Length.TERM, some_day)
    before = calendar.before(term)

    assert (some_day in year, calendar.before(year).last, before.last < term.first) == (
        True,
        year.first - ONE_DAY,
        True,
    )


@FEW
@given(
    DAYS, st.integers(0, 400), st.sampled_from(["calendar", "working", "teaching"]), st.sampled_from([PLAIN, OFFICE])
)
def test_weeks_hold_every_day_that_counts_once(first: dt.date, length: int, basis: Any, calendar: Any) -> None:
    """The weeks of a stretch part its counting days: in order, from Monday to Sunday, none twice, none left out."""
    last = first + length * ONE_DAY
    weeks = calendar.weeks(first, last, basis)
    days = [one for week in weeks for one in week.days]
    sure = [
        one for one in (first + n * ONE_DAY for n in range(length + 1)) if calendar.kind_of(one, basis) is DayKind.WORK
    ]

    assert all(
        one.monday.weekday() == 0 and one.monday <= two <= one.monday + 6 * ONE_DAY for one in weeks for two in one.days
    )
    assert all(one < two for one, two in pairwise(days))
    assert set(sure) <= set(days)


# Pace ----------------------------------------------------------------------------------------------------------------

# What somebody observed, one lesson of each day: 12 by the end of week 5, 20 by week 12, 22 by week 18.
OBSERVED = (
    *((f"2025-09-{n:02d}", 2) for n in (2, 9, 16, 23, 28, 30)),
    ("2025-10-11", 4),
    ("2025-11-15", 4),
    ("2026-01-04", 2),
)
QUOTA = Files(pack_of({"measure": LESSONS, "at_least": "40"}), "a_day: {lessons: 2}", calendar=CALENDAR)


def observer(observed: Sequence[tuple[str, int]] = OBSERVED) -> Any:
    return person(*(lessons(number, on) for on, number in observed))


# By hand: 19 weeks hold a teaching day. Up to Tuesday 30 September they are weeks 1 to 4 and both days of week 5; up to
# Saturday 15 November, made up for, 11 weeks; to Friday 21 November 12; to Sunday 4 January, worked for New Year, 18.
BY_HAND = [
    # as of, done, weeks passed, a week so far, needed a week, projected, verdict
    ("2025-09-30", 12, Fraction(5), Fraction(12, 5), Fraction(28, 14), Fraction(12 * 19, 5), "on_track"),
    ("2025-11-15", 20, Fraction(11), Fraction(20, 11), Fraction(20, 8), Fraction(20 * 19, 11), "behind"),
    ("2025-11-21", 20, Fraction(12), Fraction(20, 12), Fraction(20, 7), Fraction(20 * 19, 12), "behind"),
    ("2026-01-04", 22, Fraction(18), Fraction(22, 18), Fraction(18, 1), Fraction(22 * 19, 18), "unreachable"),
    ("2026-01-16", 22, None, None, None, None, "short"),
]


@pytest.mark.parametrize("by_hand", BY_HAND, ids=lambda row: str(row[0]))
def test_pace_is_what_was_reckoned_by_hand(by_hand: tuple[Any, ...]) -> None:
    as_of, done, passed, so_far, needed, projected, verdict = by_hand
    outcome = judged(observer([one for one in OBSERVED if one[0] <= as_of]), QUOTA, as_of=as_of)[0]
    pace = outcome.pace
    found = (None,) * 5 if pace is None else (pace.weeks, pace.passed, pace.so_far, pace.needed, pace.projected)
    wanted = (None if passed is None else Fraction(19), passed, so_far, needed, projected)

    assert (outcome.verdict.value, outcome.measured, found) == (verdict, done, wanted)


@pytest.mark.parametrize(
    ("as_of", "projected"),
    [("2025-09-09", None), ("2025-09-12", Fraction(19, 2)), ("2025-09-11", None)],
)
def test_nothing_is_projected_before_a_tenth_of_the_weeks_has_passed(as_of: str, projected: Any) -> None:
    """A tenth of 19 weeks is 1.9: on the Thursday of week 2 it has not passed, on the Friday it has."""
    outcome = judged(observer([("2025-09-01", 1)]), QUOTA, as_of=as_of)[0]
    verdict = "on_track" if projected is None else "behind"

    assert outcome.pace is not None
    assert (outcome.pace.projected, outcome.verdict.value) == (projected, verdict)


@pytest.mark.parametrize(("missing", "verdict"), [(12, "behind"), (13, "unreachable")])
def test_unreachable_is_what_the_teaching_days_left_cannot_hold(missing: int, verdict: str) -> None:
    """From 4 January on six days are taught on, two lessons each at most: twelve can be reached, thirteen cannot."""
    outcome = judged(observer([("2025-09-02", 40 - missing)]), QUOTA, as_of="2026-01-04")[0]

    assert outcome.verdict.value == verdict


RESIDENCY: dict[str, Any] = {"measure": {"days": {"kind": "蹲点"}}, "at_least": "30 days"}
RUN: dict[str, Any] = {"measure": {"longest_run": {"kind": "蹲点"}}, "at_least": "30 days"}
WEEKLY: dict[str, Any] = {"measure": {"every": "week", "of": {"kind": "听课"}, "tolerance": "1"}, "at_least": "100 %"}


@pytest.mark.parametrize(
    ("rule", "as_of", "verdicts"),
    [
        # 2026-01-16 ends the term: 30 days are left from 18 December on, 29 from the 19th.
        (RESIDENCY, "2025-12-18", ["behind"]),
        (RESIDENCY, "2025-12-19", ["unreachable"]),
        (RUN, "2025-12-18", ["on_track"]),
        (RUN, "2025-12-19", ["unreachable"]),
    ],
)
def test_days_that_are_not_left_cannot_be_made_up(rule: dict[str, Any], as_of: str, verdicts: list[str]) -> None:
    files = Files(pack_of(rule), calendar=CALENDAR)

    assert [one.verdict.value for one in judged(person(), files, as_of=as_of)] == verdicts


@pytest.mark.parametrize(
    ("stretches", "as_of", "verdict"),
    [
        ([("2025-10-01", "2025-10-20")], "2025-12-25", "unreachable"),  # long ago: 23 days are left
        ([("2025-12-20", "2025-12-25")], "2025-12-25", "unreachable"),  # 6 days, and 23 from the 25th on are 29
        ([("2025-12-19", "2025-12-25")], "2025-12-25", "on_track"),
        ([("2025-12-18", "2025-12-23")], "2025-12-25", "unreachable"),  # broken off
    ],
)
def test_a_run_that_is_still_going_on_may_go_on(stretches: list[tuple[str, str]], as_of: str, verdict: str) -> None:
    files = Files(pack_of(RUN), calendar=CALENDAR)
    stays = [entry(first, last, kind="蹲点", school="甲校") for first, last in stretches]

    assert judged(person(*stays), files, as_of=as_of)[0].verdict.value == verdict


def test_a_week_that_was_missed_cannot_come_back() -> None:
    """One week of the term may be missed; the week of examinations is not taught in and not asked for."""
    files = Files(pack_of(WEEKLY), calendar=CALENDAR)
    mondays = [dt.date(2025, 9, 1) + 7 * number * ONE_DAY for number in range(20)]
    every = {one: entry(one + ONE_DAY if one != dt.date(2025, 10, 6) else dt.date(2025, 10, 9)) for one in mondays[:19]}
    found = []
    for missed in (0, 1, 2):
        kept = [one for number, one in enumerate(every.values()) if number >= missed]
        found.append([judged(person(*kept), files, as_of=on)[0].verdict.value for on in ("2025-09-30", "2026-01-16")])

    assert found == [["expected", "met"], ["expected", "met"], ["unreachable", "short"]]


@pytest.mark.parametrize(("basis", "number"), [("calendar", 16), ("working", 7), ("teaching", 7)])
def test_days_may_be_counted_by_working_or_teaching_days(basis: str, number: int) -> None:
    """From 26 September to 11 October lie 16 days, of which 26, 28 to 30 September and 9 to 11 October are worked."""
    files = Files(
        pack_of({"measure": {"days": {"kind": "蹲点"}, "basis": basis}, "at_least": "1 day"}), calendar=CALENDAR
    )
    stay = person(entry("2025-09-26", "2025-10-11", kind="蹲点", school="甲校"))

    assert judged(stay, files)[0].measured == number


def test_days_whose_holidays_nobody_knows_leave_it_pending_where_they_decide() -> None:
    """Of ten days, five in 2026 are worked; the five of 2027 may be or not: 5 is met, 11 is short, 6 nobody knows."""
    term = read_period("2026-2027-1")
    stay = person(entry("2026-12-25", "2027-01-03", kind="蹲点", school="甲校"))
    measure = {"days": {"kind": "蹲点"}, "basis": "working"}
    found = [
        judged(stay, Files(pack_of({"measure": measure, "at_least": f"{bound} days"})), period=term)[0].verdict.value
        for bound in (5, 6, 8, 9)
    ]

    assert found == ["met", "pending", "pending", "short"]


@pytest.mark.unmeasured
@FEW
@given(st.lists(st.tuples(st.integers(0, 137), st.integers(1, 3)), max_size=30), st.integers(0, 136))
def test_the_pace_adds_up(done: list[tuple[int, int]], as_of: int) -> None:
    """Weeks passed and left are all weeks; the pace so far over the weeks passed is what was done, and what is needed
    a week over the weeks left is what is missing; nothing is rounded."""
    day_of = [TERM.first + number * ONE_DAY for number, _lessons in done]
    who = person(*(lessons(number, str(on)) for on, (_n, number) in zip(day_of, done, strict=True)))
    outcome = judged(who, QUOTA, as_of=TERM.first + as_of * ONE_DAY)[0]
    pace = outcome.pace

    assert pace is not None
    assert pace.passed + pace.left == pace.weeks == 19
    assert (pace.so_far or 0) * pace.passed == (outcome.measured if pace.passed else 0)
    assert pace.needed is None or pace.needed * pace.left == outcome.shortfall


def test_weeks_away_are_no_weeks_of_the_pace() -> None:
    """Away for weeks 1 to 9, somebody has 10 weeks; after two of them a pace of two a week is on the way to 20."""
    people = registry_files(
        people=[{"id": "P1", "name": "甲", "away": [{"kind": "病假", "from": "2025-09-01", "to": "2025-11-02"}]}]
    )
    files = QUOTA._replace(registry=people, pack=pack_of({"measure": LESSONS, "at_least": "20"}))
    outcome = judged(observer([("2025-11-04", 2), ("2025-11-14", 2)]), files, as_of="2025-11-15")[0]

    assert outcome.pace is not None
    assert (outcome.pace.weeks, outcome.pace.passed, outcome.pace.projected, outcome.verdict.value) == (
        10,
        2,
        20,
        "on_track",
    )


# The command ---------------------------------------------------------------------------------------------------------


def test_calendar_show_says_what_is_in_force_and_from_where(tmp_path: Any, program: Program) -> None:
    (tmp_path / "calendar.yaml").write_text(
        "学期表:\n  - {学期: 2026-2027-1, 起: 2026-12-28, 止: 2027-01-08, 常规周数: 3}\n", encoding="utf-8"
    )
    said = program(["calendar", "show", "--as-of", "2026-12-30", "--period", "2026秋"], folder=tmp_path)

    assert (said.exit, said.err, said.out.split("\n")) == (
        0,
        "",
        [
            "校历：2026-2027 学年第一学期，截至 2026-12-30",
            "",
            "2026-2027 学年第一学期：2026-12-28 至 2027-01-08，2 个教学周，10 个教学日（依据 calendar.yaml）",
            "  短学期：常规 3 周；按教学周折算只作参考",
            "  第 1 周  12-28—01-01  5 天  ← 本周",
            "  第 2 周  01-04—01-08  5 天",
            "",
            "2027 年的放假安排尚未收录，按周一至周五估计；公布后写进 calendar.yaml 的“全国放假”，或升级 chinesecalendar",
            "",
        ],
    )


# What is shown -------------------------------------------------------------------------------------------------------

VERDICTS_OF_THE_LADDER = {one.value for one in Verdict}


def test_the_ladder_shows_each_verdict_once_in_the_table_the_json_and_the_report(
    tmp_path: Any, program: Program
) -> None:
    shutil.copytree(REPOSITORY / "examples" / "ladder", tmp_path / "ladder")
    folder = tmp_path / "ladder"
    found = json.loads(program(["check", "--format", "json"], folder=folder).out)
    table = program(["check", "--format", "table"], folder=folder).out
    program(["report", "--out", "out"], folder=folder)
    sheets = "".join(path.read_text(encoding="utf-8") for path in sorted((folder / "out" / "people").glob("*.md")))
    verdicts = [one["verdict"] for one in found["results"]]
    people = table.split("按规则汇总")[0]
    words = {name: one.zh for name, one in VERDICTS.items()}
    in_table = Counter(cell.strip().split("（")[0] for cell in re.split(r"\n|  +", people))
    in_sheets = Counter(
        row.split(" | ")[5].split("（")[0] for row in re.findall(r"^\| (?:听课|集中蹲点) \|.*$", sheets, re.MULTILINE)
    )

    assert (sorted(verdicts), set(verdicts)) == (sorted(VERDICTS_OF_THE_LADDER), VERDICTS_OF_THE_LADDER)
    assert {name: in_table[text] for name, text in words.items()} == dict.fromkeys(words, 1)
    assert {name: in_sheets[text] for name, text in words.items()} == dict.fromkeys(words, 1)


@pytest.mark.parametrize("name", ["time-and-exceptions.md", "time-and-exceptions.en.md"])
def test_the_files_that_the_page_shows_are_read(name: str) -> None:
    text = (REPOSITORY / "docs" / name).read_text(encoding="utf-8")
    calendar, people, *_prorate, excused, _consequences = re.findall(r"```yaml\n(.*?)```", text, re.DOTALL)
    rule = {"id": "observation", "measure": LESSONS, "at_least": "40"}
    pack = pack_of(rule).replace('"pack": "own"', '"pack": "researcher-quota"')
    book = Files(pack, registry=(("people", people),), calendar=calendar, exemptions=excused).book()

    assert (book.findings, len(book.calendar.terms), len(book.exemptions.entries)) == ((), 2, 1)
