"""An office in texts: its rules, registry, calendar and exemptions, and people to judge by them."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

from yanpei_audit.audit import Outcome, PersonResult, judge_person
from yanpei_audit.calendar import Period, read_period
from yanpei_audit.findings import SourceSpan
from yanpei_audit.records import Activity, Entry, Person
from yanpei_audit.rules.rulebook import Rulebook, RuleFiles, read_rulebook, shipped_kinds
from yanpei_audit.settings import FileText

ONE_DAY = dt.timedelta(days=1)
TERM = read_period("2025-2026-1")
COUNT: dict[str, Any] = {"count": {"kind": "听课"}}
LESSONS: dict[str, Any] = {"total": "lessons", "of": {"kind": "听课"}}


def pack_of(*rules: Mapping[str, Any], **options: Any) -> str:
    """Write a pack; JSON is YAML, and every rule is given what the test does not care about."""
    whole = [{"id": f"rule-{n}", "title": "例", "source": "S1", **rule} for n, rule in enumerate(rules, 1)]
    head = {"pack": "own", "title": "自定", "effective": {"from": "2023-09-01"}, "source": {"document": "某文"}}
    return json.dumps(
        {**head, "applies_to": "everyone", "period": "term", **options, "rules": whole}, ensure_ascii=False
    )


class Files(NamedTuple):
    """The texts a rulebook is made of; `later` are further packs."""

    pack: str
    settings: str = ""
    registry: tuple[tuple[str, str], ...] = ()
    calendar: str = ""
    exemptions: str = ""
    later: tuple[str, ...] = ()

    def book(self) -> Rulebook:
        return read(self)


@cache
def read(files: Files) -> Rulebook:
    settings, calendar, exemptions = (
        FileText(f"{name}.yaml", text.encode()) if text else None
        for name, text in (("yanpei", files.settings), ("calendar", files.calendar), ("exemptions", files.exemptions))
    )
    registry = tuple(FileText(f"registry/{name}.yaml", text.encode()) for name, text in files.registry)
    packs = tuple(FileText(f"own{n or ''}.yaml", text.encode()) for n, text in enumerate((files.pack, *files.later)))
    return read_rulebook(RuleFiles(shipped_kinds(), packs, settings, registry, calendar, exemptions))


def registry_files(**files: Sequence[Mapping[str, Any]]) -> tuple[tuple[str, str], ...]:
    return tuple((name, json.dumps({name: entries}, ensure_ascii=False)) for name, entries in files.items())


def entry(first: str | dt.date, last: str | dt.date | None = None, **fields: Any) -> Entry:
    first = dt.date.fromisoformat(first) if isinstance(first, str) else first
    last = first if last is None else dt.date.fromisoformat(last) if isinstance(last, str) else last
    days = {"date": first} if first == last else {"from": first, "to": last}
    texts = {key: value.isoformat() for key, value in days.items()}
    return Entry(Activity.model_validate({"kind": "听课", **texts, **fields}), first, last, "a.yaml", 1, 1)


def lessons(number: int, day: str = "2025-09-09") -> Entry:
    return entry(day, lessons=str(number))


def person(*entries: Entry, **fields: Any) -> Person:
    return Person(
        **{"id": "P1", "name": "甲", "span": SourceSpan("a.yaml"), "roles": ("教研员",), **fields}, entries=entries
    )


def result_of(
    who: Person, files: Files, *, as_of: dt.date | str | None = None, period: Period = TERM, detail: bool = True
) -> PersonResult:
    """Judge as a run does; a pack with a mistake in it would judge nobody."""
    book = files.book()
    if book.findings:
        raise ValueError(book.findings)
    who = book.registry.enrolled(who, period.first)
    period = book.calendar.dated(period)
    day = dt.date.fromisoformat(as_of) if isinstance(as_of, str) else as_of or period.last
    return judge_person(who, book.rules, period, day, circumstances=book.circumstances, detail=detail)


def judged(who: Person, files: Files, **options: Any) -> list[Outcome]:
    """Judge as a run does, and give the outcomes."""
    return list(result_of(who, files, **options).outcomes)


def verdicts(who: Person, files: Files, **options: Any) -> list[str]:
    return [outcome.verdict.value for outcome in judged(who, files, **options)]


def faults(files: Files) -> list[str]:
    return [found.code for found in files.book().findings]


# Somebody in the middle of a term, and somebody who has done everything.
WANG = """编号: R001
姓名: 王芳
岗位: [教研员]
活动:
  - {类型: 听课, 日期: 2025-09-09, 学校: 城关一小, 节数: 31}
  - {类型: 研讨课, 日期: 2025-10-14, 学校: 城关一小, 节数: 2}
  - {类型: 评课, 日期: 2025-10-15, 学校: 城关一小, 节数: 9}
  - {类型: 评课, 日期: 2026-01-20, 学校: 城关一小, 节数: 1, 状态: 计划}
  - {类型: 培训, 日期: 2025-10-20, 级别: 校本, 学时: 20.55}
"""
LI = """编号: R002
姓名: 李建国
岗位: [教研员]
活动:
  - {类型: 蹲点, 起: 2025-09-01, 止: 2025-09-30, 学校: 城关一小}
  - {类型: 听课, 日期: 2025-09-09, 学校: 城关一小, 节数: 40}
  - {类型: 研讨课, 日期: 2025-10-14, 学校: 城关一小, 节数: 2}
  - {类型: 评课, 日期: 2025-10-15, 学校: 城关一小, 节数: 10}
  - {类型: 教研组活动, 日期: 2025-09-10}
  - {类型: 教研组活动, 日期: 2025-09-17}
  - {类型: 教研组活动, 日期: 2025-09-24}
  - {类型: 教研组活动, 日期: 2025-10-15}
  - {类型: 培训, 日期: 2025-10-20, 级别: 校本, 学时: 72}
"""
