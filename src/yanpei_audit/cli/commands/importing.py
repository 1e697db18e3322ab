"""`import`: rows of a spreadsheet into the records, or a table of what would be written."""

from __future__ import annotations

import datetime as dt
import os
import sys
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from yanpei_audit.cli.inputs import existing
from yanpei_audit.cli.mistakes import UsageMistakeError, not_one_of
from yanpei_audit.cli.running import collect_less_garbage
from yanpei_audit.cli.streams import say, width_of
from yanpei_audit.cli.subjects import errors_among, rules_are_wrong, say_findings
from yanpei_audit.cli.workplace import Options, Workplace, survey
from yanpei_audit.desk.spreadsheets.cells import NotAWorkbookError, Noted, Workbook, noted
from yanpei_audit.desk.spreadsheets.judging import Standard
from yanpei_audit.desk.spreadsheets.mapping import PLAIN, ColumnMapping, read_mapping
from yanpei_audit.desk.spreadsheets.merging import Change, Office, Plan, plan_of
from yanpei_audit.desk.spreadsheets.people import known_people
from yanpei_audit.desk.spreadsheets.rejects import CSV, WORKBOOK, place_beside, rejects
from yanpei_audit.desk.spreadsheets.rows import Tables, tables
from yanpei_audit.desk.spreadsheets.workbooks import LARGEST_FILE, needs_library, read_workbook
from yanpei_audit.desk.writing import write_changes, write_whole
from yanpei_audit.exit_codes import ExitCode
from yanpei_audit.findings import Finding, SourceSpan, finding
from yanpei_audit.findings.catalogue import CODES, Severity
from yanpei_audit.glossary import SPREADSHEETS
from yanpei_audit.language import Words
from yanpei_audit.records.intake import relative
from yanpei_audit.report.imported import Sums, note_lines, summary, table
from yanpei_audit.report.lines import inert
from yanpei_audit.report.view import View
from yanpei_audit.rules.rulebook import Rulebook, read_rulebook
from yanpei_audit.source import UnreadableError, read_bytes

NO_RECORD = "YA209"  # there may be none yet, where the register has people


class Wishes(NamedTuple):
    """What the command line asks of `import` beyond the file and the records."""

    mapping: str | None = None
    sheets: tuple[str, ...] = ()
    write: bool = False
    rejects: str | None = None


def run(source: str, options: Options, wishes: Wishes) -> int:
    """Read the spreadsheet, hold its rows to the rules for records, show or write what is good; give the exit code."""
    today = dt.datetime.now().astimezone().date()
    workplace = survey(options, today, detail=False)
    view = View(workplace.language, width_of(sys.stdout), root=workplace.shown_root)
    try:
        path = _source(source)
        if rules_are_wrong(workplace, view, error=True):
            return ExitCode.BAD_RULES
        book = read_rulebook(workplace.assignment.rules)
        mapping, wrong = _mapping(wishes, book)
        if say_findings(wrong, view._replace(root="."), error=True) and list(errors_among(wrong)):
            return ExitCode.BAD_RULES
        read = _read(path, wishes.sheets, mapping, book)
        target = _target(wishes.rejects)
    except UsageMistakeError as mistake:
        mistake.language = workplace.language
        raise
    collect_less_garbage()
    rows = [row for one in read.tables for row in one.rows]
    people = known_people(workplace.files, workplace.root, book.registry, book.kinds, rows)
    standard = Standard(book.kinds, book.registry, today)
    office = Office(workplace.root, _folder(workplace, options), people, standard, book.calendar)
    plan = plan_of(rows, office)
    changes, failures = write_changes(plan.changes) if wishes.write else (plan.changes, [])
    findings = [*(one for one in workplace.findings if one.code != NO_RECORD), *people.findings, *failures]
    apart, unwritten = _set_apart(path, target, read, plan, view, wanted=wishes.write or target is not None)
    findings += unwritten
    notes = [*read.notes, *(note for row in rows for note in row.notes)]
    _tell(path, changes, plan, notes, findings, view, rows=len(rows), written=wishes.write)
    for words in apart:
        say(inert(view.say(words)) + "\n")
    wrong_somewhere = any(True for _one in errors_among([*(note.finding for note in notes), *findings]))
    return ExitCode.INCOMPLETE if wrong_somewhere else ExitCode.FINE


def _source(text: str) -> Path:
    path = existing(text)
    if path.is_dir():
        raise UsageMistakeError(NOT_A_FILE.format(text=text))
    if path.suffix.casefold() not in SPREADSHEETS:
        raise not_one_of(Words("import 能读的扩展名里", "import"), path.suffix or path.name, SPREADSHEETS)
    return path


def _mapping(wishes: Wishes, book: Rulebook) -> tuple[ColumnMapping, list[Finding]]:
    if wishes.mapping is None:
        return PLAIN, []
    path = existing(wishes.mapping)
    try:
        return read_mapping(read_bytes(path), wishes.mapping, book.kinds)
    except UnreadableError as error:
        message = CODES[error.code].message.format(**error.values)
        raise UsageMistakeError(MAPPING.format(path=wishes.mapping, message=message)) from None


def _read(path: Path, named: Sequence[str], mapping: ColumnMapping, book: Rulebook) -> Tables:
    """Read the sheets wanted; a file that is no spreadsheet has none, and says why."""
    ending = path.suffix.casefold()
    try:
        data = read_bytes(path, LARGEST_FILE)
        if needs_library(data, ending) and find_spec("python_calamine") is None:
            raise UsageMistakeError(EXTRA)
        workbook = read_workbook(data, ending)
    except UnreadableError as error:
        return Tables([], [noted(error.code, None, **error.values)])
    except NotAWorkbookError as error:
        return Tables([], [noted(error.code, None, **error.values)])
    wanted = mapping._replace(sheets=_known_sheets((*mapping.sheets, *named), workbook))
    return tables(workbook, wanted, book.kinds)


def _known_sheets(names: Sequence[str], workbook: Workbook) -> tuple[str, ...]:
    known = [sheet.name for sheet in workbook.sheets]
    if names and known == [""]:
        raise UsageMistakeError(NO_SHEETS)
    for name in names:
        if name not in known:
            raise not_one_of(Words("工作表里", "The workbook"), name, known)
    return tuple(names)


def _folder(workplace: Workplace, options: Options) -> Path:
    """Give the folder in which a new record is made: the first that was named, or the first of the settings."""
    if options.paths:
        first = existing(options.paths[0])
        return first if first.is_dir() else first.parent
    return workplace.root / workplace.records[0]


def _target(text: str | None) -> Path | None:
    """Give the file for the rows that are not imported, which must not be there yet."""
    if text is None:
        return None
    path = Path(text)
    if path.suffix.casefold() not in {CSV, WORKBOOK}:
        raise not_one_of(Words("--rejects 的扩展名里", "--rejects"), path.suffix or text, (WORKBOOK, CSV))
    if os.path.lexists(path):
        raise UsageMistakeError(THERE.format(path=text))
    if path.suffix.casefold() == WORKBOOK and find_spec("xlsxwriter") is None:
        raise UsageMistakeError(WRITING)
    return path


def _set_apart(
    source: Path, target: Path | None, read: Tables, plan: Plan, view: View, *, wanted: bool
) -> tuple[list[Words], list[Finding]]:
    """Write the rows that are bad to a spreadsheet of their own; say where, or find why it was not written."""
    if not plan.rejected or not wanted:
        return [], []
    wished = (target or source).suffix.casefold()
    ending = CSV if wished == CSV or find_spec("xlsxwriter") is None else WORKBOOK
    data = rejects(read.tables, plan.rejected, ending, view.language)
    path = target or source
    try:
        path = target or place_beside(source, ending, view.language, data)
        write_whole(path, data)
    except OSError as error:
        span = SourceSpan(relative(path.absolute(), Path.cwd()))
        return [], [finding("YA901", span, reason=error.strerror or str(error))]
    return [SET_APART.format(file=relative(path.absolute(), Path.cwd()))], []


def _tell(
    path: Path,
    changes: Sequence[Change],
    plan: Plan,
    notes: Sequence[Noted],
    findings: Sequence[Finding],
    view: View,
    *,
    rows: int,
    written: bool,
) -> None:
    for line in table(changes, plan, view):
        say(line + "\n")
    good = sum(len(change.rows) for change in changes)
    unwritten = sum(len(change.rows) for change in plan.changes) - good
    sums = Sums(rows, good, len(plan.present), len(plan.rejected), len(changes), written, unwritten)
    for line in note_lines(notes, relative(path, Path.cwd()), view):
        say(line + "\n", error=True)
    say_findings([one for one in findings if one.severity is Severity.ERROR], view, error=True)
    say(summary(sums, view) + "\n")


NO_SHEETS = Words(
    "CSV 没有工作表，不用写 --sheet，对照文件里也不用写“工作表”",
    "CSV has no sheets: leave out --sheet, and 'sheets' of the mapping",
)
NOT_A_FILE = Words("“{text}”是文件夹；import 要一个电子表格文件", "'{text}' is a folder; import wants a spreadsheet")
MAPPING = Words("--mapping {path}：{message}", "--mapping {path}: {message}")
EXTRA = Words(
    "读电子表格要先安装：pip install 'yanpei-audit[excel]'；或另存为 CSV 再导入",
    "Reading workbooks wants: pip install 'yanpei-audit[excel]'; or save the sheet as CSV and import that",
)
WRITING = Words(
    "--rejects 写 .xlsx 要先安装：pip install 'yanpei-audit[excel]'；.csv 不用",
    "--rejects wants for .xlsx: pip install 'yanpei-audit[excel]'; .csv does not",
)
THERE = Words(
    "--rejects 的文件“{path}”已经有了，没有覆盖；换一个名字", "--rejects: '{path}' exists; choose another name"
)
SET_APART = Words("没有导入的行另存在 {file}", "The rows that were not imported are in {file}")
