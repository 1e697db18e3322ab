"""The section about settings: each with its value in force and where that comes from."""

from __future__ import annotations

from collections.abc import Iterator

from yanpei_audit.checkup import Checkup
from yanpei_audit.checkup.advice import Todo
from yanpei_audit.checkup.folders import FoundBy
from yanpei_audit.checkup.origins import Origin, Setting
from yanpei_audit.language import Words
from yanpei_audit.report.checkup.lines import Line, Mark, Marks, Section, listed, mark_of, plain
from yanpei_audit.report.view import View
from yanpei_audit.settings import FILE_NAME

OF_THE_OFFICE = ("office", "roles", "values", "kinds", "a_day", "parameters")
MOST_FINDINGS = 5


def settings_section(checkup: Checkup, marks: Marks, view: View) -> Section:
    """Say what is in force, and why."""
    return Section(SETTINGS, tuple(_lines(checkup, marks, view)))


def _lines(checkup: Checkup, marks: Marks, view: View) -> Iterator[Line]:
    how = FOUND_BY[checkup.folder.found_by]
    yield Line(FOLDER, plain(checkup.folder.path).then(_bracketed(how)))
    count = len(checkup.of_settings)
    state = MISTAKEN.format(count=count) if count else IN_FORCE if checkup.has_settings else NO_FILE
    yield Line(plain(FILE_NAME), state, mark_of(marks, Todo.SETTINGS))
    for found in checkup.of_settings[:MOST_FINDINGS]:
        place = f"{view.path(found.span.path)}:{found.span.line}:{found.span.column}"
        yield Line(NOTHING, FOUND.format(place=place, code=found.code, message=found.message), Mark.ERROR)
    silent = [one for one in checkup.settings if one.name in OF_THE_OFFICE and one.origin is Origin.DEFAULT]
    pinned = {one.name for one in checkup.pinned}
    for one in checkup.settings:
        if one not in silent:
            mark = mark_of(marks, Todo.SETTINGS) if one.origin is Origin.REFUSED else Mark.FINE
            yield Line(plain(one.name), _value(one), Mark.ADVICE if one.name in pinned else mark)
    if silent:
        yield Line(REST, NOT_WRITTEN.format(names=listed(one.name for one in silent)))


def _value(setting: Setting) -> Words:
    value = listed(setting.value) if setting.value else EMPTY
    origin = ORIGINS[setting.origin].format(where=setting.where)
    if setting.instead:
        origin = origin.then(INSTEAD.format(place=setting.instead))
    return value.then(_bracketed(origin))


def _bracketed(words: Words) -> Words:
    return Words(f"  ← {words.zh}", f"  <- {words.en}")


NOTHING = Words("", "")
SETTINGS, FOLDER = Words("设置", "Settings"), Words("工作文件夹", "working folder")
FOUND_BY = {
    FoundBy.SETTINGS_HERE: Words("当前文件夹里有 yanpei.yaml", "yanpei.yaml is in the current folder"),
    FoundBy.SETTINGS_ABOVE: Words("从当前文件夹向上找到 yanpei.yaml", "yanpei.yaml was found above the current folder"),
    FoundBy.SETTINGS_AT_RECORDS: Words(
        "从所写的路径向上找到 yanpei.yaml", "yanpei.yaml was found above the paths named"
    ),
    FoundBy.HERE: Words("没有找到 yanpei.yaml，就是当前文件夹", "no yanpei.yaml: the current folder"),
    FoundBy.RECORDS: Words(
        "没有找到 yanpei.yaml，是所写路径所在的文件夹", "no yanpei.yaml: the folder of the paths named"
    ),
}
NO_FILE = Words("没有，各项用默认值", "none; the defaults hold")
IN_FORCE = Words("有，没有错误", "read without a mistake")
MISTAKEN = Words("有 {count} 处错误", "mistakes: {count}")
FOUND = Words("{place} 错误[{code}] {message}", "{place} error[{code}] {message}")
EMPTY = Words("没有", "none")
REST = Words("其余", "others")
NOT_WRITTEN = Words("{names} 没有写", "{names} are not written")
INSTEAD = Words("，不用 {place} 的", ", not {place}")
ORIGINS = {
    Origin.FILE: Words("{where}", "{where}"),
    Origin.REFUSED: Words("默认；{where} 有错误，没有采用", "default; {where} has a mistake and is not used"),
    Origin.OPTION: Words("命令行 {where}", "command line {where}"),
    Origin.VARIABLE: Words("环境变量 {where}", "environment variable {where}"),
    Origin.DEFAULT: Words("默认", "default"),
    Origin.TODAY: Words("今天", "today"),
    Origin.TERM_OF_DAY: Words("默认：那一天所在的学期", "default: the term of the day"),
    Origin.TERM_BEFORE: Words(
        "默认：那一天不在学期里，取最近的学期", "default: the day is in no term, the last one is taken"
    ),
    Origin.END_OF_PERIOD: Words("周期已经结束，取最后一天", "the period is over: its last day"),
}
