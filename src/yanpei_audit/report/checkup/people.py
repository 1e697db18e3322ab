"""The section about what has not been kept up: whoever has been silent, who has no file, plans whose day is past."""

from __future__ import annotations

from collections.abc import Iterator

from yanpei_audit.checkup import Checkup
from yanpei_audit.checkup.upkeep import Late, Missing, Stale, Upkeep
from yanpei_audit.language import Words
from yanpei_audit.report.checkup.lines import Line, Mark, Section, plain
from yanpei_audit.report.view import View

MOST_PEOPLE = 20


def people_section(checkup: Checkup, view: View) -> Section:
    """Say who has been silent for how long."""
    upkeep = checkup.upkeep
    if upkeep is None:
        return Section(TITLE_ALONE, (Line(NOTHING, UNREAD_ALL),))
    title = TITLE.format(weeks=upkeep.weeks, day=upkeep.day)
    return Section(title, tuple(_lines(upkeep, view)))


def _lines(upkeep: Upkeep, view: View) -> Iterator[Line]:
    silent = len(upkeep.stale)
    yield Line(SUMMARY, COUNTS.format(people=upkeep.people, silent=silent), Mark.ADVICE if silent else Mark.FINE)
    if silent:
        yield Line(COUNTING, HOW)
    yield from _some([_stale(one) for one in upkeep.stale])
    yield from _some([_missing(one) for one in upkeep.missing])
    yield from _some([_late(one, view) for one in upkeep.late])
    if upkeep.excused:
        yield Line(EXCUSED, NOT_SERVING.format(count=upkeep.excused))
    if upkeep.unread:
        yield Line(UNREAD, FAULTY.format(count=upkeep.unread), Mark.ERROR)


def _some(lines: list[Line]) -> Iterator[Line]:
    yield from lines[:MOST_PEOPLE]
    if len(lines) > MOST_PEOPLE:
        yield Line(NOTHING, MORE.format(count=len(lines) - MOST_PEOPLE))


def _who(person: Stale | Late | Missing) -> Words:
    return plain(f"{person.id} {person.name}")


def _stale(one: Stale) -> Line:
    weeks = WEEKS.format(weeks=one.weeks) if one.weeks is not None else NOTHING
    words = (LAST.format(day=one.latest) if one.latest else NEVER).then(weeks)
    return Line(_who(one), words, Mark.ADVICE)


def _missing(one: Missing) -> Line:
    return Line(_who(one), NO_FILE, Mark.ADVICE)


def _late(one: Late, view: View) -> Line:
    span = one.overdue.span
    words = OVERDUE.format(count=one.overdue.number, day=one.overdue.day, place=f"{view.path(span.path)}:{span.line}")
    return Line(_who(one), words, Mark.ADVICE)


NOTHING = Words("", "")
TITLE_ALONE = Words("久未登记", "Not kept up")
TITLE = Words("久未登记（满 {weeks} 周，截至 {day}）", "Not kept up (for {weeks} weeks, as of {day})")
UNREAD_ALL = Words("规则或设置有错误，没有看", "not looked at, since rules or settings have mistakes")
SUMMARY = Words("有记录的", "with records")
COUNTS = Words("{people} 人，其中久未登记的 {silent} 人", "people: {people}, silent: {silent}")
COUNTING = Words("算法", "reckoning")
HOW = Words(
    "从那一天往回每 7 天一周，数到最近一条做完的活动；整周没有教学日或不在岗的不算",
    "weeks of 7 days back to the last activity done, without those of no teaching day or no post",
)
LAST, WEEKS = Words("最近 {day}", "last on {day}"), Words("，已 {weeks} 周", ", {weeks} weeks ago")
NEVER = Words("没有做完的活动", "nothing done yet")
NO_FILE = Words("在人员名册里，没有记录", "on the register, without a record")
OVERDUE = Words(
    "计划的日子已过 {count} 条，最早 {day}（{place}）",
    "{count} planned for days that are past, the first {day} ({place})",
)
MORE = Words("另有 {count} 人", "others: {count}")
EXCUSED = Words("不用看的", "excused")
UNREAD = Words("没法看的", "not to be read")
NOT_SERVING = Words("{count} 人，不在岗或不用交记录", "people away from their posts, or without the duty: {count}")
FAULTY = Words("{count} 人，记录有错误", "people whose records have mistakes: {count}")
