"""A generated cohort, audited by the tool and counted by brute force.

The count works on the Python data that the generator made, never on YAML: plain sets of days and sums of fractions.
It shares no code, no table and no file with the tool.
"""

from __future__ import annotations

import datetime as dt
import json
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

import pytest

pytestmark = pytest.mark.unmeasured

SEED = 20250901
PEOPLE = 200
PACK = "researcher-quota"
DAY = dt.timedelta(days=1)


# What is counted -------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Deed:
    """One activity, as data."""

    kind: str
    first: dt.date
    last: dt.date
    amount: Decimal | None = None
    level: str = ""
    lesson_type: str = ""
    status: str = "done"
    interval: bool = False


@dataclass(frozen=True)
class Span:
    """A term or a school year, both ends included."""

    name: str
    first: dt.date
    last: dt.date


@dataclass(frozen=True)
class Quota:
    """A rule in the test's own words: how much of it a deed is, or nothing where it is none of it."""

    rule: str
    bound: int
    term: bool
    amount: Callable[[Deed], Fraction | None]
    step: Fraction = Fraction(1)
    a_day: int = 1
    on_working_days: bool = False


TERM_1 = Span("2025-2026-1", dt.date(2025, 9, 1), dt.date(2026, 1, 31))
TERM_2 = Span("2025-2026-2", dt.date(2026, 2, 1), dt.date(2026, 8, 31))
MIDDLES = {TERM_1: dt.date(2025, 11, 15), TERM_2: dt.date(2026, 5, 20)}
YEAR = Span("2025-2026", dt.date(2025, 9, 1), dt.date(2026, 8, 31))

# Every kind that is a lesson given, with the type that the kind itself decides.
LESSONS_GIVEN = {
    "授课": "",
    "公开课": "",
    "送课": "",
    "直播课": "",
    "镇公开课": "",
    "研讨课": "研讨课",
    "达标课": "达标课",
    "演示课": "演示课",
    "示范课": "示范课",
    "汇报课": "汇报课",
}


def lessons_of(kind: str) -> Callable[[Deed], Fraction | None]:
    return lambda deed: written_lessons(deed) if deed.kind == kind else None


def written_lessons(deed: Deed) -> Fraction:
    return Fraction(1) if deed.amount is None else Fraction(deed.amount)


def seminar_lessons(deed: Deed) -> Fraction | None:
    own = LESSONS_GIVEN.get(deed.kind)
    is_seminar = own is not None and (own or deed.lesson_type) == "研讨课"
    return written_lessons(deed) if is_seminar else None


def hours(deed: Deed) -> Fraction | None:
    return Fraction(deed.amount or 0) if deed.kind == "培训" else None


def school_hours(deed: Deed) -> Fraction | None:
    return hours(deed) if deed.level == "校本" else None


def sessions(deed: Deed) -> Fraction | None:
    return Fraction(1) if deed.kind == "教研组活动" else None


def residency_days(deed: Deed) -> Fraction | None:
    return Fraction((deed.last - deed.first).days + 1) if deed.kind == "蹲点" else None


RESIDENCY = Quota("residency", 30, True, residency_days)
QUOTAS = (
    RESIDENCY,
    Quota("seminar-lesson", 2, True, seminar_lessons, a_day=8, on_working_days=True),
    Quota("observation", 40, True, lessons_of("听课"), a_day=8, on_working_days=True),
    Quota("critique", 10, True, lessons_of("评课"), a_day=8, on_working_days=True),
    Quota("group-session", 4, True, sessions, a_day=10),
    Quota("training", 72, False, hours, Fraction(1, 100), a_day=12),
    Quota("school-based-training", 24, False, school_hours, Fraction(1, 100), a_day=12),
)


def day_set(deeds: Iterable[Deed], first: dt.date, last: dt.date) -> set[dt.date]:
    days: set[dt.date] = set()
    for deed in deeds:
        days |= {deed.first + DAY * number for number in range((deed.last - deed.first).days + 1)}
    return {day for day in days if first <= day <= last}


def amount_up_to(quota: Quota, deeds: Iterable[Deed], span: Span, until: dt.date) -> Fraction:
    """Add up by brute force: days one by one for the residency, whole activities by their last day for the rest."""
    last = min(span.last, until)
    if quota is RESIDENCY:
        return Fraction(len(day_set(deeds, span.first, last)))
    return sum((quota.amount(deed) or Fraction(0) for deed in deeds if span.first <= deed.last <= last), Fraction(0))


def done(deeds: Iterable[Deed]) -> list[Deed]:
    return [deed for deed in deeds if deed.status == "done"]


def verdict_of(quota: Quota, deeds: Sequence[Deed], span: Span, as_of: dt.date) -> str:
    if amount_up_to(quota, done(deeds), span, as_of) >= quota.bound:
        return "met"
    if as_of >= span.last:
        return "short"
    hoped = [deed for deed in deeds if deed.status == "done" or (deed.status == "planned" and deed.last > as_of)]
    if amount_up_to(quota, hoped, span, span.last) >= quota.bound:
        return "expected"
    entered = amount_up_to(quota, hoped, span, as_of if quota is RESIDENCY else span.last)
    return outlook(quota, amount_up_to(quota, done(deeds), span, as_of), entered, span, as_of)


def outlook(quota: Quota, amount: Fraction, entered: Fraction, span: Span, as_of: dt.date) -> str:
    """Reckon day by day whether the days left can hold what is missing, and week by week whether the pace is enough.

    What is entered ahead or still planned is done by then; days of residency count on every day of the calendar.
    """
    left = [day for day in days_of(as_of, span.last) if not quota.on_working_days or is_worked(day)]
    if entered + len(left) * quota.a_day < quota.bound:
        return "unreachable"
    weeks: dict[tuple[int, int], list[bool]] = {}
    for day in (day for day in days_of(span.first, span.last) if quota is RESIDENCY or is_worked(day)):
        weeks.setdefault(day.isocalendar()[:2], []).append(day <= as_of)
    passed = sum((Fraction(sum(week), len(week)) for week in weeks.values()), Fraction(0))
    is_behind = passed * 10 >= len(weeks) and amount * len(weeks) < quota.bound * passed
    return "behind" if is_behind else "on_track"


def days_of(first: dt.date, last: dt.date) -> list[dt.date]:
    return [first + DAY * number for number in range((last - first).days + 1)]


# The national holidays of the school year, and the weekend days worked for them, by the notices of the State Council.
HOLIDAYS = (
    ("2025-10-01", "2025-10-08"),
    ("2026-01-01", "2026-01-03"),
    ("2026-02-15", "2026-02-23"),
    ("2026-04-04", "2026-04-06"),
    ("2026-05-01", "2026-05-05"),
    ("2026-06-19", "2026-06-21"),
)
WORKED = ("2025-09-28", "2025-10-11", "2026-01-04", "2026-02-14", "2026-02-28", "2026-05-09")


def is_worked(day: dt.date) -> bool:
    written = day.isoformat()
    return written in WORKED or (day.weekday() < 5 and not any(one <= written <= two for one, two in HOLIDAYS))


# Who is counted: the generator ------------------------------------------------------------------------------------


@dataclass
class Somebody:
    """A generated person: the deeds, and for each file of theirs which deeds it holds."""

    id: str
    name: str
    deeds: list[Deed] = field(default_factory=list)


SEMINARS = ("研讨课", "授课", "公开课", "送课", "直播课", "镇公开课")
OTHER_LESSONS = ("示范课", "达标课", "演示课", "汇报课", "授课", "公开课")
OTHER_DEEDS = ("讲座", "集体备课", "说课", "会议", "文章")
OUTSIDE = (dt.date(2025, 8, 31), dt.date(2026, 9, 1), dt.date(2025, 7, 1))
BORDERS = (dt.date(2025, 8, 31), dt.date(2025, 9, 1), dt.date(2026, 1, 31), dt.date(2026, 2, 1), dt.date(2026, 8, 31))
HOUR_OFFSETS = ("-1", "-0.5", "-0.01", "0", "0", "0.01", "0.25", "1")
SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡林郭何高罗"


def cohort() -> list[Somebody]:
    rng = Random(SEED)
    return [somebody(rng, number) for number in range(1, PEOPLE + 1)]


def somebody(rng: Random, number: int) -> Somebody:
    person = Somebody(f"{number:03d}" if number % 5 else f"R{number:03d}", rng.choice(SURNAMES) + f"老师{number}")
    if number == PEOPLE:
        return person
    for window in windows(rng):
        for deeds_in in rng.sample((stays, seminars, observations, critiques, group_sessions), 2):
            person.deeds += flipped(rng, deeds_in(rng, window))
    person.deeds += noise(rng) + (flipped(rng, trainings(rng)) if rng.random() < 0.6 else [])
    rng.shuffle(person.deeds)
    return person


def windows(rng: Random) -> list[Span]:
    """When somebody is busy: in the first term, in the second or in both; up to its middle or up to its end."""
    busy = rng.choice(((TERM_1,), (TERM_1,), (TERM_2,), (TERM_2,), (TERM_1, TERM_2)))
    return [Span("", term.first, rng.choice((MIDDLES[term], term.last))) for term in busy]


def flipped(rng: Random, deeds: list[Deed]) -> list[Deed]:
    """Leave them all done, or make one of them a plan, or put a cancelled or planned one beside them."""
    mood = rng.randrange(4)
    if mood == 0 or not deeds:
        return deeds
    victim = rng.randrange(len(deeds))
    if mood == 1:
        return [replace(deed, status="planned") if index == victim else deed for index, deed in enumerate(deeds)]
    return [*deeds, replace(deeds[victim], status="planned" if mood == 2 else "cancelled")]


def offset(rng: Random) -> int:
    return rng.choice((-1, 0, 0, 1))


def day_in(rng: Random, window: Span) -> dt.date:
    if rng.random() < 0.3:
        return rng.choice((window.first, window.last))
    return window.first + DAY * rng.randrange((window.last - window.first).days + 1)


def parts(rng: Random, total: int, most: int) -> list[int]:
    """Split a whole number into parts of at most `most`."""
    found = []
    while total > 0:
        part = min(total, rng.randint(1, most))
        found.append(part)
        total -= part
    return found


def deed_on(rng: Random, kind: str, window: Span, **more: Any) -> Deed:
    """A deed whose last day lies in the window; now and then it takes several days and may begin before it."""
    last = day_in(rng, window)
    if rng.random() < 0.15:
        return Deed(kind, last - DAY * rng.choice((0, 1, 3, 40)), last, interval=True, **more)
    return Deed(kind, last, last, **more)


def lessons(rng: Random, number: int) -> Decimal | None:
    """The amount to write; one lesson is mostly left to the default."""
    return None if number == 1 and rng.random() < 0.7 else Decimal(number)


def observations(rng: Random, window: Span) -> list[Deed]:
    return [deed_on(rng, "听课", window, amount=lessons(rng, part)) for part in parts(rng, 40 + offset(rng), 25)]


def critiques(rng: Random, window: Span) -> list[Deed]:
    return [deed_on(rng, "评课", window, amount=lessons(rng, part)) for part in parts(rng, 10 + offset(rng), 8)]


def group_sessions(rng: Random, window: Span) -> list[Deed]:
    return [deed_on(rng, "教研组活动", window) for _ in range(4 + offset(rng))]


def seminars(rng: Random, window: Span) -> list[Deed]:
    deeds = [seminar(rng, window, part) for part in parts(rng, 2 + offset(rng), 2)]
    kind = rng.choice(OTHER_LESSONS)
    other = LESSONS_GIVEN[kind] or rng.choice(("", "家常课", "复习课"))
    return [*deeds, deed_on(rng, kind, window, amount=lessons(rng, rng.randint(1, 3)), lesson_type=other)]


def seminar(rng: Random, window: Span, number: int) -> Deed:
    return deed_on(rng, rng.choice(SEMINARS), window, amount=lessons(rng, number), lesson_type="研讨课")


def trainings(rng: Random) -> list[Deed]:
    at_school = 24 + Decimal(rng.choice(HOUR_OFFSETS))
    elsewhere = 72 + Decimal(rng.choice(HOUR_OFFSETS)) - at_school
    window = rng.choice((YEAR, Span("", YEAR.first, dt.date(2025, 11, 15)), TERM_1))
    deeds = [deed_on(rng, "培训", window, amount=part, level="校本") for part in hour_parts(rng, at_school)]
    levels = ("县培", "国培", "网络研修")
    away = [deed_on(rng, "培训", window, amount=part, level=rng.choice(levels)) for part in hour_parts(rng, elsewhere)]
    return deeds + away


def hour_parts(rng: Random, total: Decimal) -> list[Decimal]:
    found = []
    while total > 0:
        part = min(total, Decimal(rng.choice(("0.5", "7.5", "12.25", "16", "20.01", "24", "30.05"))))
        found.append(part)
        total -= part
    return found


def stays(rng: Random, window: Span) -> list[Deed]:
    """Stays whose union within the window is the bound, or one day off; some reach over its borders."""
    total = 30 + offset(rng)
    style = rng.randrange(4)
    if style == 0:
        return covered(rng, window.first - DAY * rng.randint(1, 20), window.first + DAY * (total - 1))
    if style == 1:
        return covered(rng, window.last - DAY * (total - 1), window.last + DAY * rng.randint(1, 20))
    runs = sorted(parts(rng, total, 29))
    return [deed for first, last in placed(rng, window, runs) for deed in covered(rng, first, last)]


def placed(rng: Random, window: Span, runs: list[int]) -> list[tuple[dt.date, dt.date]]:
    """Lay the runs one after another into the window; a gap of no day makes them adjacent."""
    free = (window.last - window.first).days + 1 - sum(runs)
    found, here = [], window.first
    for run_of_days in runs:
        gap = rng.choice((0, 0, 1, 2)) if free > 2 else 0
        free -= gap
        found.append((here + DAY * gap, here + DAY * (gap + run_of_days - 1)))
        here = found[-1][1] + DAY
    return found


def covered(rng: Random, first: dt.date, last: dt.date) -> list[Deed]:
    """Cover these days: in one piece, overlapping, nested, adjacent, or with a single day at the end."""
    cut = first + DAY * rng.randrange((last - first).days + 1)
    earlier, later = max(first, cut - 2 * DAY), min(last, cut + 2 * DAY)
    pieces = rng.choice(
        (
            [(first, last)],
            [(first, later), (earlier, last)],
            [(first, last), (earlier, later)],
            [(first, cut), (min(cut + DAY, last), last)],
            [(first, last), (last, last)],
        )
    )
    return [Deed("蹲点", start, end, interval=start != end or rng.random() < 0.5) for start, end in pieces]


def noise(rng: Random) -> list[Deed]:
    """Deeds that no quota knows, deeds outside every period, and deeds on the borders."""
    deeds = [deed_on(rng, rng.choice(OTHER_DEEDS), YEAR)]
    day = rng.choice(OUTSIDE)
    deeds.append(Deed(rng.choice(("听课", "评课", "教研组活动", "蹲点")), day, day))
    if rng.random() < 0.3:
        day = rng.choice(BORDERS)
        deeds.append(Deed("听课", day, day, status=rng.choice(("done", "planned", "cancelled"))))
    if rng.random() < 0.15:
        deeds.append(Deed("蹲点", dt.date(2025, 12, 20), dt.date(2026, 3, 10), interval=True))
    return deeds


# How it is written ------------------------------------------------------------------------------------------------

KEYS = {
    "id": ("编号", "id", "工号"),
    "name": ("姓名", "name"),
    "unit": ("单位", "unit"),
    "activities": ("活动", "activities"),
    "kind": ("类型", "kind", "类别"),
    "date": ("日期", "date"),
    "from": ("起", "from", "开始"),
    "to": ("止", "to", "结束"),
    "school": ("学校", "school"),
    "lessons": ("节数", "lessons"),
    "hours": ("学时", "hours"),
    "level": ("级别", "level"),
    "lesson_type": ("课型", "lesson_type"),
    "topic": ("主题", "topic", "题目"),
    "status": ("状态", "status"),
    "genre": ("体裁", "genre"),
    "note": ("备注", "note"),
}
WORDS = {
    "蹲点": ("蹲点", "residency", "驻校"),
    "听课": ("听课", "observation", "观课"),
    "评课": ("评课", "critique", "议课"),
    "授课": ("授课", "teaching", "上课"),
    "公开课": ("公开课", "open-lesson"),
    "研讨课": ("研讨课", "seminar-lesson"),
    "示范课": ("示范课", "model-lesson"),
    "送课": ("送课", "lesson-delivery", "送教下乡"),
    "培训": ("培训", "training", "研修"),
    "教研组活动": ("教研组活动", "group-session", "教研活动"),
    "镇公开课": ("镇公开课", "town-open-lesson"),
    "校本": ("校本", "school-based", "校级"),
    "国培": ("国培", "national"),
    "网络研修": ("网络研修", "online-study", "远程"),
    "planned": ("计划", "planned"),
    "cancelled": ("取消", "cancelled"),
}
LESSON_TYPE_WORDS = {
    "研讨课": ("研讨课", "seminar"),
    "示范课": ("示范课", "model"),
    "家常课": ("家常课", "everyday", "常态课"),
}
DATE_STYLES: tuple[Callable[[dt.date], str], ...] = (
    lambda day: day.isoformat(),
    lambda day: f"{day.year}-{day.month}-{day.day}",
    lambda day: f"{day.year}/{day.month}/{day.day}",
    lambda day: f"{day.year}.{day.month}.{day.day}",
    lambda day: f"{day.year}年{day.month}月{day.day}日",
    lambda day: f'"{day.isoformat()}"',
)
OWN_KIND = "kinds:\n  - {name: 镇公开课, en: town-open-lesson, defaults: {lessons: 1}, counts_as: [公开课]}\n"


@dataclass
class Sheet:
    """One file: what stands before the activities, then each activity with its lines, then what follows."""

    head: list[str]
    blocks: list[tuple[Deed, list[str]]]
    foot: list[str]
    newline: str

    def text(self) -> str:
        lines = [*self.head, *(line for _, block in self.blocks for line in block), *self.foot]
        return self.newline.join(lines) + self.newline

    def line_of_each(self) -> list[tuple[Deed, int]]:
        found, line = [], len(self.head) + 1
        for deed, block in self.blocks:
            found.append((deed, line))
            line += len(block)
        return found


def fields_of(rng: Random, deed: Deed, number: int) -> list[tuple[str, str]]:
    fields = [("kind", rng.choice(WORDS.get(deed.kind, (deed.kind,))))]
    fields += dates_of(rng, deed)
    fields.append(("school", rng.choice(("城关一小", "河湾中心校", '"实验小学"'))))
    if deed.amount is not None:
        fields.append(("hours" if deed.kind == "培训" else "lessons", spelt_amount(rng, deed.amount)))
    if deed.level:
        fields.append(("level", rng.choice(WORDS.get(deed.level, (deed.level,)))))
    if deed.lesson_type and (not LESSONS_GIVEN[deed.kind] or rng.random() < 0.5):
        fields.append(("lesson_type", rng.choice(LESSON_TYPE_WORDS.get(deed.lesson_type, (deed.lesson_type,)))))
    if deed.kind == "文章":
        fields.append(("genre", "论文"))
    if deed.status != "done" or rng.random() < 0.05:
        fields.append(("status", rng.choice(WORDS.get(deed.status, ("完成", "done")))))
    rng.shuffle(fields)
    return [*fields, ("topic", f"第{number}项")]


def spelt_amount(rng: Random, amount: Decimal) -> str:
    text = format(amount, "f")
    return rng.choice((text, text, f"'{text}'", f"{amount:.2f}"))


def dates_of(rng: Random, deed: Deed) -> list[tuple[str, str]]:
    if deed.interval:
        return [("from", rng.choice(DATE_STYLES)(deed.first)), ("to", rng.choice(DATE_STYLES)(deed.last))]
    return [("date", rng.choice(DATE_STYLES)(deed.last))]


def block_of(rng: Random, deed: Deed, number: int, indent: str) -> list[str]:
    pairs = [f"{rng.choice(KEYS[key])}: {value}" for key, value in fields_of(rng, deed, number)]
    if rng.random() < 0.5:
        return [f"{indent}- {{{', '.join(pairs)}}}" + rng.choice(("", "  # 已核对"))]
    blank = rng.choice(([], [], [""]))
    return [f"{indent}- {pairs[0]}", *(f"{indent}  {pair}" for pair in pairs[1:]), *blank]


def sheets_of(rng: Random, person: Somebody) -> list[Sheet]:
    """Write a person into one, two or three files."""
    files = rng.choice((1, 1, 1, 2, 3))
    share = [person.deeds[index::files] for index in range(files)]
    first_number = [sum(map(len, share[:index])) for index in range(files)]
    return [sheet(rng, person, deeds, number) for deeds, number in zip(share, first_number, strict=True)]


def sheet(rng: Random, person: Somebody, deeds: list[Deed], first_number: int) -> Sheet:
    indent = rng.choice(("", "  "))
    about = [
        f"{rng.choice(KEYS['id'])}: {person.id}",
        f"{rng.choice(KEYS['name'])}: {person.name}",
        f"{rng.choice(KEYS['unit'])}: 县教师进修学校",
    ]
    key = rng.choice(KEYS["activities"])
    blocks = [(deed, block_of(rng, deed, first_number + index, indent)) for index, deed in enumerate(deeds)]
    head = [f"{key}:"] if blocks else [f"{key}: []"]
    before, after = (about, []) if rng.random() < 0.7 else (about[:1], about[1:])
    return Sheet([*before, *head], blocks, after, rng.choice(("\n", "\n", "\r\n")))


@dataclass
class Folder:
    """A working folder on disk, and whose deeds stand where in it."""

    path: Path
    people: list[Somebody]
    places: list[tuple[str, Deed, str, int]]


def write(path: Path, people: list[Somebody], named: list[tuple[str, str, Sheet]]) -> Folder:
    """Write the sheets, each given with the id of its person and its path."""
    places = []
    for person_id, name, page in named:
        file = path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(page.text().encode())
        places += [(person_id, deed, name, line) for deed, line in page.line_of_each()]
    (path / "yanpei.yaml").write_text(OWN_KIND, encoding="utf-8")
    return Folder(path, people, places)


def named_sheets(people: list[Somebody]) -> list[tuple[str, str, Sheet]]:
    rng = Random(SEED + 1)
    return [
        (person.id, f"records/{person.id}-{number}.yaml", page)
        for person in people
        for number, page in enumerate(sheets_of(rng, person))
    ]


def shuffled(named: list[tuple[str, str, Sheet]]) -> list[tuple[str, str, Sheet]]:
    """Give every sheet another name in another folder, and its activities another order."""
    rng = Random(SEED + 2)
    numbers = list(range(len(named)))
    rng.shuffle(numbers)
    found = []
    for number, (person_id, _, page) in zip(numbers, named, strict=True):
        blocks = list(page.blocks)
        rng.shuffle(blocks)
        folder = rng.choice(("", "东片/", "西片/一组/", "a/b/c/"))
        found.append((person_id, f"records/{folder}{number:03d}.yaml", replace(page, blocks=blocks)))
    return found


# What the tool says -----------------------------------------------------------------------------------------------

TERMS = {"2025-2026-1": (TERM_1,), "2025-2026-2": (TERM_2,), "2025-2026": (TERM_1, TERM_2)}
RUNS = (
    ("2025-2026-1", ""),
    ("2025-2026-1", "2025-11-15"),
    ("2025-2026-2", "2026-08-30"),
    ("2025-2026", "2026-08-31"),
)
MIDWAY = 1


class Result(NamedTuple):
    """One person and one quota, as the test expects it or as the tool tells it."""

    person: str
    name: str
    rule: str
    period: str
    measured: Fraction
    bound: Fraction
    verdict: str
    shortfall: Fraction


class Place(NamedTuple):
    """One activity that counts for a quota, and how much of it."""

    person: str
    rule: str
    period: str
    file: str
    line: int
    amount: Fraction


@dataclass
class Expected:
    """What brute force expects of a run."""

    as_of: dt.date
    results: list[Result]
    places: list[Place]


@dataclass
class Run:
    """What a run told, and what is expected of it."""

    code: int
    told: Any
    expected: Expected


def started(folder: Path, period: str, as_of: str) -> subprocess.Popen[bytes]:
    """Start a run in a process of its own: several at once, and at full speed under coverage."""
    when = ["--as-of", as_of] if as_of else []
    command = [sys.executable, "-m", "yanpei_audit", "check", "records", "--format", "json", "--jobs", "1"]
    return subprocess.Popen([*command, "--period", period, *when], cwd=folder, stdout=subprocess.PIPE)


def ended(process: subprocess.Popen[bytes]) -> tuple[int, Any]:
    """The exit code and the JSON of a run."""
    stdout, _ = process.communicate(timeout=60)
    return process.returncode, json.loads(stdout)


def spans_of(quota: Quota, period: str, as_of: dt.date) -> list[Span]:
    """The year for a quota a year; for a quota a term, the terms of the period that have begun."""
    return [span for span in (TERMS[period] if quota.term else (YEAR,)) if span.first <= as_of]


def expected_result(person: Somebody, quota: Quota, span: Span, as_of: dt.date) -> Result:
    deeds = [deed for deed in person.deeds if quota.amount(deed) is not None]
    measured = amount_up_to(quota, done(deeds), span, as_of)
    verdict, shortfall = verdict_of(quota, deeds, span, as_of), max(Fraction(0), quota.bound - measured)
    return Result(person.id, person.name, quota.rule, span.name, measured, Fraction(quota.bound), verdict, shortfall)


def expected_results(people: list[Somebody], period: str, as_of: dt.date) -> list[Result]:
    """In the order of the ids, and for each person in the order of the rules."""
    return [
        expected_result(person, quota, span, as_of)
        for person in sorted(people, key=lambda one: one.id)
        for quota in QUOTAS
        for span in spans_of(quota, period, as_of)
    ]


def expected_places(folder: Folder, period: str, as_of: dt.date) -> list[Place]:
    """Every activity that counts, for the rules in which an activity counts as a whole."""
    found = []
    for quota in QUOTAS[1:]:
        for span in spans_of(quota, period, as_of):
            for person_id, deed, file, line in folder.places:
                amount = quota.amount(deed)
                if amount is not None and deed.status == "done" and span.first <= deed.last <= min(span.last, as_of):
                    found.append(Place(person_id, quota.rule, span.name, file, line, amount))
    return sorted(found)


def told_results(told: Any) -> list[Result]:
    return [
        Result(
            *(one["subject"]["id"], one["subject"]["name"], one["rule"], one["period"]),
            *(Fraction(one["measured"]), Fraction(one["at_least"]), one["verdict"], Fraction(one["shortfall"])),
        )
        for one in told["results"]
    ]


def told_places(told: Any) -> list[Place]:
    return sorted(
        Place(*about_result(one), entry["file"], entry["line"], Fraction(entry["amount"]))
        for one in told["results"]
        if one["rule"] != RESIDENCY.rule
        for entry in one["counted"]
    )


def about_result(one: Any) -> tuple[str, str, str]:
    return one["subject"]["id"], one["rule"], one["period"]


def told_errors(told: Any) -> list[tuple[str, str]]:
    return sorted((one["code"], one["name"]) for one in told["findings"] if one["severity"] == "error")


def expected_run(folder: Folder, period: str, as_of: str) -> Expected:
    day = dt.date.fromisoformat(as_of) if as_of else TERMS[period][-1].last
    return Expected(day, expected_results(folder.people, period, day), expected_places(folder, period, day))


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> list[Run]:
    """Each of the runs, and at the end the one in the middle of the term over the shuffled folder."""
    people = cohort()
    named = named_sheets(people)
    folder = write(tmp_path_factory.mktemp("cohort"), people, named)
    other = write(tmp_path_factory.mktemp("shuffled"), people, shuffled(named))
    wanted = [*((folder, *when) for when in RUNS), (other, *RUNS[MIDWAY])]
    processes = [started(where.path, period, as_of) for where, period, as_of in wanted]
    expected = [expected_run(where, period, as_of) for where, period, as_of in wanted]
    return [Run(*ended(process), one) for process, one in zip(processes, expected, strict=True)]


each_run = pytest.mark.parametrize(
    "number", range(len(RUNS) + 1), ids=[*(f"{period} {as_of}" for period, as_of in RUNS), "shuffled"]
)


@each_run
def test_every_measured_number_agrees_with_a_brute_force_count(number: int, runs: list[Run]) -> None:
    told, expected = runs[number].told, runs[number].expected
    assert (told["as_of"], told_results(told)) == (expected.as_of.isoformat(), expected.results)


@each_run
def test_the_counted_amounts_add_up_to_what_was_measured(number: int, runs: list[Run]) -> None:
    results = runs[number].told["results"]
    sums = [sum((Fraction(entry["amount"]) for entry in one["counted"]), Fraction(0)) for one in results]
    assert sums == [Fraction(one["measured"]) for one in results]


@each_run
def test_exactly_the_activities_that_count_are_named_at_their_lines(number: int, runs: list[Run]) -> None:
    assert told_places(runs[number].told) == runs[number].expected.places


@each_run
def test_exit_code_summary_and_errors_follow_from_the_verdicts(number: int, runs: list[Run]) -> None:
    told, results = runs[number].told, runs[number].expected.results
    verdicts = Counter(result.verdict for result in results)
    failing = ("short", "unreachable")
    code = 1 if any(verdicts[verdict] for verdict in failing) else 0
    errors = sorted((f"{PACK}/{result.rule}", result.verdict) for result in results if result.verdict in failing)
    assert (runs[number].code, told["exit_code"], told_errors(told)) == (code, code, errors)
    assert told["summary"] == {"people": PEOPLE, **{verdict: count for verdict, count in verdicts.items() if count}}


@pytest.mark.parametrize("quota", QUOTAS, ids=[quota.rule for quota in QUOTAS])
def test_the_cohort_reaches_every_bound_from_both_sides_and_every_verdict(quota: Quota, runs: list[Run]) -> None:
    """The comparison would prove little if the numbers stayed away from the bounds."""
    results = [result for one in runs for result in one.expected.results if result.rule == quota.rule]
    near = Counter((result.measured - result.bound) / quota.step for result in results)
    assert [near[Fraction(steps)] > 10 for steps in (-1, 0, 1)] == [True, True, True]
    found = {result.verdict for result in results}
    assert (found - {"unreachable"}, found <= VERDICTS) == (VERDICTS - {"unreachable"}, True)


VERDICTS = {"met", "short", "expected", "on_track", "behind", "unreachable"}


def without_places(told: Any) -> Any:
    """Take every place out of the JSON."""
    if isinstance(told, list):
        return [without_places(value) for value in told]
    if isinstance(told, dict):
        return {key: without_places(value) for key, value in told.items() if key not in PLACE_KEYS}
    return told


PLACE_KEYS = ("file", "line", "column", "end_line", "end_column")


def comparable(told: Any) -> bytes:
    """The JSON without places, without what is said of file names, and without the order that places gave to its lists."""
    bare = without_places(told)
    bare["findings"] = [one for one in bare["findings"] if one["name"] != "file-of-another-name"]
    for entries in (bare["findings"], *(one[key] for one in bare["results"] for key in ("counted", "not_counted"))):
        entries.sort(key=json.dumps)
    return json.dumps(bare, ensure_ascii=False).encode()


def test_names_and_order_of_files_and_activities_change_no_byte_but_the_places(runs: list[Run]) -> None:
    straight, other = runs[MIDWAY], runs[-1]
    assert told_places(straight.told) != told_places(other.told)
    assert (other.code, comparable(other.told)) == (straight.code, comparable(straight.told))


@pytest.mark.parametrize("lesson_type", ["研讨课", "seminar"])
def test_a_kind_may_repeat_its_own_lesson_type_in_either_language(lesson_type: str, tmp_path: Path) -> None:
    activity = f"{{类型: 研讨课, 课型: {lesson_type}, 日期: 2025-10-14, 学校: 城关一小, 节数: 2}}"
    (tmp_path / "records").mkdir()
    (tmp_path / "records/a.yaml").write_text(f"编号: R1\n姓名: 王芳\n活动:\n- {activity}\n", encoding="utf-8")
    _, told = ended(started(tmp_path, *RUNS[0]))
    assert [one["verdict"] for one in told["results"] if one["rule"] == "seminar-lesson"] == ["met"]
