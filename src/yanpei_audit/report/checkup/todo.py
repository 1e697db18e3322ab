"""The last section: what should be done, each with what to type or where to edit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from yanpei_audit.checkup import Advice
from yanpei_audit.checkup.advice import Todo
from yanpei_audit.language import Words
from yanpei_audit.report.checkup.lines import Mark
from yanpei_audit.report.lines import inert
from yanpei_audit.report.view import View
from yanpei_audit.shell import typed


def todo_lines(advice: Sequence[Advice], view: View) -> Iterator[str]:
    """Write what should be done, a line each; or that there is nothing."""
    yield view.say(TITLE)
    if not advice:
        yield f"  {view.say(NOTHING)}"
    for one in advice:
        mark = Mark.ERROR if one.is_error else Mark.ADVICE
        words = view.say(WORDS[one.todo].format(count=one.number, value=one.value))
        command = _typed(one, view)
        yield f"{mark} {inert(words)}{view.say(COLON) + inert(command) if command else ''}"


def _typed(one: Advice, view: View) -> str:
    if one.place:
        return view.path(one.place)
    if one.in_root and view.root != ".":
        return f"{typed('cd', view.root)} && {one.command}"
    return one.command


TITLE, NOTHING, COLON = Words("该做的", "To do"), Words("没有什么要做的。", "Nothing."), Words("：", ": ")
WORDS = {
    Todo.NO_RECORDS: Words(
        "没有找到记录：写上它们所在的文件夹，例如 yanpei-audit doctor 县教研室/records，或从头建起",
        "No record was found: name their folder, as in yanpei-audit doctor office/records, or begin from scratch",
    ),
    Todo.SETTINGS: Words("{value} 有 {count} 处错误，先改第一处", "Mistakes in {value}: {count}; begin with the first"),
    Todo.RULES: Words(
        "规则、名册、校历或豁免有错误，没有人能判定",
        "Rules, registry, calendar or exemptions have mistakes, and nobody can be judged",
    ),
    Todo.ERRORS: Words("有 {count} 处错误，逐条看", "Errors: {count}; see each"),
    Todo.WARNINGS: Words("有 {count} 处警告，逐条看", "Warnings: {count}; see each"),
    Todo.ENCODINGS: Words("中文显示不出来，先运行", "Chinese cannot be shown; first run"),
    Todo.FOREIGN: Words(
        "仓库的文件夹是别的用户的，git 不肯读；信得过就运行",
        "The folder of the repository belongs to another user, and git refuses to read it; if you trust it, run",
    ),
    Todo.LINE_ENDS: Words("git 会改记录的换行", "git changes the line ends of records"),
    Todo.QUOTED_PATHS: Words("让 git 照原样显示中文路径", "Let git show Chinese paths as they are"),
    Todo.PINNED: Words(
        "{value} 写的是过去，要审现在就删去这一行",
        "{value} lies in the past; to audit the present delete the line",
    ),
    Todo.SHEETS: Words(
        "records 里有电子表格 {count} 个，要先导入", "Spreadsheets among the records: {count}; import them"
    ),
    Todo.ENDINGS: Words(
        "扩展名要写成小写的 .yaml（{count} 个）", "The ending must be .yaml, in small letters (files: {count})"
    ),
    Todo.HINDRANCES: Words("有 {count} 处读不了，逐条看", "Not to be read: {count}; see each"),
    Todo.LEFTOVERS: Words(
        "上次中断留下的临时文件 {count} 个，可以删", "Temporary files of an interrupted run, which may go: {count}"
    ),
    Todo.STRAY: Words(
        "名册文件夹里有 {count} 个没有用到，看名字对不对",
        "Files of the registry that are not used: {count}; look at their names",
    ),
    Todo.SCHEMAS: Words(
        "给编辑器的 schema 有 {count} 个不是最新的", "Schemas of the editor that are not up to date: {count}"
    ),
    Todo.HOLIDAYS: Words(
        "{value} 年的放假安排还没有收录，公布后升级或写进 calendar.yaml",
        "The holidays of {value} are not known; once announced upgrade, or enter them in calendar.yaml",
    ),
    Todo.MISSING: Words("名册里有 {count} 人没有记录", "People on the register without a record: {count}"),
    Todo.STALE: Words(
        "有 {count} 人满 {value} 周没有登记，请补上，例如",
        "People who entered nothing for {value} weeks: {count}; for instance",
    ),
    Todo.LATE: Words(
        "计划的日子已过 {count} 条：做完了就删去“状态: 计划”，没做就改期",
        "Planned for days that are past: {count}; delete 'status: planned' once done, or change the day",
    ),
}
