"""The section about what was found: records, what was passed over, and the files beside them."""

from __future__ import annotations

from collections.abc import Iterator

from yanpei_audit.checkup import Checkup
from yanpei_audit.checkup.advice import HINDRANCES, Todo
from yanpei_audit.checkup.office_files import VSCODE, OfficeFile, PackFile
from yanpei_audit.checkup.passed_over import Because
from yanpei_audit.editor import FOLDER as SCHEMA_FOLDER
from yanpei_audit.editor.freshness import Freshness
from yanpei_audit.findings.catalogue import Severity
from yanpei_audit.glossary import SEVERITIES
from yanpei_audit.language import Words
from yanpei_audit.registry import FOLDER as REGISTRY_FOLDER
from yanpei_audit.report.checkup.lines import Line, Mark, Marks, Section, listed, mark_of, plain, some
from yanpei_audit.report.view import View

MOST_FOLDERS = 12
REASONS_FOR = {
    Because.OTHER_ENDING: (Todo.SHEETS, Todo.ENDINGS),
    Because.LEFTOVER: (Todo.LEFTOVERS,),
    **dict.fromkeys(HINDRANCES, (Todo.HINDRANCES,)),
}


def files_section(checkup: Checkup, marks: Marks, view: View) -> Section:
    """Say what lies where."""
    lines = [*_records(checkup, marks, view), *_passed_over(checkup, marks, view), *_registry(checkup, marks)]
    lines += [*_calendar(checkup, marks), *_packs(checkup), *_editor(checkup, marks)]
    if checkup.office.leftovers:
        lines.append(Line(LEFTOVERS, some(map(view.path, checkup.office.leftovers)), mark_of(marks, Todo.LEFTOVERS)))
    return Section(FILES, (*lines, _findings(checkup, marks)))


def _records(checkup: Checkup, marks: Marks, view: View) -> Iterator[Line]:
    if not checkup.records:
        yield Line(RECORDS, NONE, mark_of(marks, Todo.NO_RECORDS))
    for number, folder in enumerate(checkup.records[:MOST_FOLDERS]):
        words = FOLDER.format(path=view.path(folder.path), files=folder.files)
        if folder.people is not None:
            words = words.then(PEOPLE.format(people=folder.people))
        yield Line(NOTHING if number else RECORDS, words)
    if rest := checkup.records[MOST_FOLDERS:]:
        yield Line(NOTHING, MORE_FOLDERS.format(count=len(rest), files=sum(folder.files for folder in rest)))


def _passed_over(checkup: Checkup, marks: Marks, view: View) -> Iterator[Line]:
    label = PASSED_OVER
    for because, paths in checkup.passed_over.items():
        words = REASON.format(reason=BECAUSE[because], names=some(map(view.path, paths)))
        yield Line(label, words, mark_of(marks, *REASONS_FOR.get(because, ())))
        label = NOTHING


def _registry(checkup: Checkup, marks: Marks) -> Iterator[Line]:
    for file in checkup.office.registry:
        yield _file(file, ENTRIES.format(count=file.entries))
    if checkup.office.stray:
        names = some(f"{REGISTRY_FOLDER}/{name}" for name in checkup.office.stray)
        yield Line(STRAY, names, mark_of(marks, Todo.STRAY))


def _calendar(checkup: Checkup, marks: Marks) -> Iterator[Line]:
    calendar, exemptions = checkup.office.calendar, checkup.office.exemptions
    terms = TERMS.format(count=len(calendar.terms), terms=listed(calendar.terms)) if calendar.terms else NO_TERMS
    yield _file(calendar.file, terms, NO_CALENDAR)
    known = HOLIDAYS_KNOWN.format(first=calendar.known_years[0], last=calendar.known_years[-1])
    if calendar.unknown_years:
        known = known.then(NOT_KNOWN.format(years=listed(map(str, calendar.unknown_years))))
    yield Line(HOLIDAYS, known, mark_of(marks, Todo.HOLIDAYS))
    yield _file(exemptions, EXEMPTING.format(count=exemptions.entries, now=checkup.office.exempting))


def _file(file: OfficeFile, words: Words, otherwise: Words | None = None) -> Line:
    """Say what a file of the office holds; what is wrong with it comes first."""
    if not file.is_there:
        return Line(plain(file.path), otherwise or ABSENT)
    if file.errors:
        return Line(plain(file.path), BROKEN.format(count=file.errors), Mark.ERROR)
    return Line(plain(file.path), words)


def _packs(checkup: Checkup) -> Iterator[Line]:
    if not checkup.office.packs:
        yield Line(PACKS, NONE, Mark.ERROR)
    for number, pack in enumerate(checkup.office.packs):
        yield Line(NOTHING if number else PACKS, _pack(pack), Mark.ERROR if pack.errors else Mark.FINE)


def _pack(pack: PackFile) -> Words:
    if not pack.name or pack.errors:
        return plain(pack.path).then(Words("，", ", ")).then(BROKEN.format(count=pack.errors))
    origin = SHIPPED if pack.is_shipped else plain(pack.path)
    return PACK.format(name=pack.name, version=pack.version, count=pack.rules, origin=origin)


def _editor(checkup: Checkup, marks: Marks) -> Iterator[Line]:
    states = list(checkup.office.schemas.values())
    words = ABSENT
    if states:
        behind = sum(state is Freshness.STALE for state in states)
        missing = sum(state is Freshness.MISSING for state in states)
        words = SCHEMAS.format(count=len(states) - missing)
        words = words.then(NOT_FRESH.format(stale=behind, missing=missing) if behind or missing else FRESH)
    yield Line(plain(f"{SCHEMA_FOLDER}/"), words, mark_of(marks, Todo.SCHEMAS))
    yield Line(plain(VSCODE), THERE if checkup.office.has_vscode else ABSENT)


def _findings(checkup: Checkup, marks: Marks) -> Line:
    mark = mark_of(marks, Todo.SETTINGS, Todo.RULES, Todo.ERRORS, Todo.WARNINGS)
    counts = [(SEVERITIES[one.value], checkup.findings[one]) for one in Severity]
    if not any(number for _word, number in counts):
        return Line(FINDINGS, NO_FINDINGS)
    return Line(FINDINGS, listed(COUNT.format(word=word, number=number) for word, number in counts), mark)


NOTHING = Words("", "")
FILES, RECORDS = Words("找到的", "Found"), Words("记录", "records")
NONE, ABSENT, THERE = Words("没有找到", "none found"), Words("没有", "none"), Words("有", "there")
FOLDER, PEOPLE = Words("{path}：{files} 个文件", "{path}: files {files}"), Words("，{people} 人", ", people {people}")
MORE_FOLDERS = Words("另有 {count} 个文件夹，{files} 个文件", "other folders: {count}, files {files}")
PASSED_OVER, STRAY = Words("没有读", "passed over"), Words("没有用到", "not used")
REASON = Words("{reason}：{names}", "{reason}: {names}")
BECAUSE = {
    Because.CLOSED_FOLDER: Words("打不开的文件夹", "folders that cannot be opened"),
    Because.LINKED_FOLDER: Words("快捷方式（符号链接）", "links to folders"),
    Because.HIDDEN_FOLDER: Words("隐藏的文件夹", "hidden folders"),
    Because.LINK: Words("快捷方式（符号链接）", "links"),
    Because.NOT_REGULAR: Words("不是普通文件", "no regular files"),
    Because.TOO_LARGE: Words("超过 1 MiB", "larger than 1 MiB"),
    Because.CLOSED_FILE: Words("没有权限读", "no permission to read"),
    Because.OTHER_ENDING: Words("扩展名不是 .yaml", "not ending in .yaml"),
    Because.HIDDEN_FILE: Words("隐藏的文件", "hidden files"),
    Because.LEFTOVER: Words("上次中断留下的临时文件", "left by an interrupted run"),
    Because.NEVER_RECORD: Words("说明和 schema，不是记录", "notes and schemas, no records"),
}
ENTRIES = Words("{count} 条", "entries: {count}")
BROKEN = Words("有 {count} 处错误", "mistakes: {count}")
TERMS = Words("{count} 个学期：{terms}", "terms: {terms}")
NO_TERMS = Words(
    "没有写学期，按 9 月 1 日、2 月 1 日分，寒暑假不扣除",
    "no terms: they begin on 1 September and 1 February, without vacations",
)
NO_CALENDAR = Words(
    "没有；学期按 9 月 1 日、2 月 1 日分，寒暑假不扣除",
    "none: terms begin on 1 September and 1 February, without vacations",
)
HOLIDAYS = Words("放假安排", "holidays")
HOLIDAYS_KNOWN = Words("收录了 {first}—{last} 年", "known from {first} to {last}")
NOT_KNOWN = Words("；本周期的 {years} 年还没有", "; not of {years}, which the period is in")
EXEMPTING = Words("{count} 条，当天有效的 {now} 项", "entries: {count}, in force that day: {now}")
PACKS = Words("规则包", "packs")
PACK = Words("{name}，{version} 版，{count} 条规则，{origin}", "{name}, version {version}, rules {count}, {origin}")
SHIPPED = Words("随工具带来", "shipped")
SCHEMAS = Words("{count} 个", "files: {count}")
FRESH = Words("，都是最新的", ", all up to date")
NOT_FRESH = Words("，不是最新的 {stale} 个，缺 {missing} 个", ", {stale} stale, {missing} missing")
LEFTOVERS, FINDINGS = Words("临时文件", "temporary files"), Words("问题", "findings")
NO_FINDINGS = Words("没有", "none")
COUNT = Words("{word} {number}", "{word} {number}")
