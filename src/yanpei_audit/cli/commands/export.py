"""`export` and `template`: records or results as a spreadsheet, and an empty one to fill in."""

from __future__ import annotations

import datetime as dt
import os
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from yanpei_audit.cli.mistakes import UsageMistakeError, not_one_of
from yanpei_audit.cli.running import audit
from yanpei_audit.cli.streams import say, width_of
from yanpei_audit.cli.subjects import errors_among, rules_are_wrong, say_findings
from yanpei_audit.cli.workplace import Options, Workplace, survey
from yanpei_audit.desk.spreadsheets.books import as_csv, as_workbook
from yanpei_audit.desk.spreadsheets.exporting import Lists, exported
from yanpei_audit.desk.spreadsheets.exporting import template as empty_pages
from yanpei_audit.desk.writing import write_whole
from yanpei_audit.exit_codes import ExitCode
from yanpei_audit.findings import Finding
from yanpei_audit.language import Words
from yanpei_audit.report import FORMATS
from yanpei_audit.report.lines import inert
from yanpei_audit.report.view import View
from yanpei_audit.rules.kinds_named import kinds_of_rules
from yanpei_audit.rules.rulebook import Rulebook, read_rulebook
from yanpei_audit.source import Document, read_document

WORKBOOK, CSV = ".xlsx", ".csv"


def export(options: Options, out: str | None, *, results: bool, overwrite: bool) -> int:
    """Write the activities, or the outcomes, to a file; give the exit code."""
    workplace = survey(options, dt.datetime.now().astimezone().date(), detail=results)
    view = View(workplace.language, width_of(sys.stdout), root=workplace.shown_root)
    path = _target(out, (WORKBOOK, CSV), workplace, overwrite=overwrite)
    if rules_are_wrong(workplace, view, error=True):
        return ExitCode.BAD_RULES
    findings: list[Finding] = list(errors_among(workplace.findings))
    if results:
        result = audit(workplace, None, show_progress=True)
        findings = list(errors_among(result.findings))
        write_whole(path, FORMATS[path.suffix.casefold()[1:]].render(result, view))
        done = RESULTS.format(count=len(result.people), file=out)
    else:
        book = read_rulebook(workplace.assignment.rules)
        found = exported(_documents(workplace), _lists(book, view))
        write_whole(path, as_csv(found.page) if path.suffix.casefold() == CSV else as_workbook([found.page]))
        findings += found.findings
        done = ROWS.format(count=len(found.page.rows), file=out)
    say_findings(findings, view, error=True)
    say(inert(view.say(done)) + "\n")
    return ExitCode.INCOMPLETE if findings else ExitCode.FINE


def _lists(book: Rulebook, view: View) -> Lists:
    return Lists(book.kinds, book.registry, view.language, kinds_of_rules(book.packs, book.kinds))


def template(options: Options, out: str | None, *, overwrite: bool) -> int:
    """Write an empty workbook to fill in; give the exit code."""
    workplace = survey(options, dt.datetime.now().astimezone().date(), detail=False, needs_records=False)
    view = View(workplace.language, width_of(sys.stdout), root=workplace.shown_root)
    path = _target(out, (WORKBOOK,), workplace, overwrite=overwrite)
    if rules_are_wrong(workplace, view, error=True):
        return ExitCode.BAD_RULES
    book = read_rulebook(workplace.assignment.rules)
    pages = empty_pages(_lists(book, view))
    write_whole(path, as_workbook(pages, empty_rows=True))
    say(inert(view.say(TEMPLATE.format(file=out))) + "\n")
    return ExitCode.FINE


def _documents(workplace: Workplace) -> Iterator[Document]:
    for file in workplace.files:
        yield read_document(workplace.root / file.path, file.shown)


def _target(out: str | None, endings: tuple[str, ...], workplace: Workplace, *, overwrite: bool) -> Path:
    """Give the file to write, or complain of it in the language of the folder."""
    mistake = _mistake(out, endings, overwrite=overwrite)
    if out and mistake is None:
        return Path(out)
    wrong = mistake or UsageMistakeError(NO_OUT)
    wrong.language = workplace.language
    raise wrong


def _mistake(out: str | None, endings: tuple[str, ...], *, overwrite: bool) -> UsageMistakeError | None:
    """Say what is wrong with the file to write, which must not be there yet unless that is wanted."""
    path = Path(out or ".")
    ending = path.suffix.casefold()
    if path.is_dir():
        return UsageMistakeError(FOLDER.format(path=out) if out else NO_OUT)
    if path.name in endings:
        return UsageMistakeError(NO_OUT)
    if ending not in endings:
        return not_one_of(Words("--out 的扩展名里", "--out"), ending or str(out), endings)
    if ending == WORKBOOK and find_spec("xlsxwriter") is None:
        return UsageMistakeError(EXTRA)
    return UsageMistakeError(THERE.format(path=out)) if os.path.lexists(path) and not overwrite else None


NO_OUT = Words("--out 要写一个文件，例如 --out 活动.xlsx", "--out wants a file, such as --out activities.xlsx")
EXTRA = Words(
    "写 .xlsx 要先安装：pip install 'yanpei-audit[excel]'；.csv 不用",
    "Writing .xlsx wants: pip install 'yanpei-audit[excel]'; .csv does not",
)
THERE = Words(
    "“{path}”已经有了，没有覆盖；换一个名字，或加 --overwrite",
    "'{path}' exists; choose another name, or add --overwrite",
)
FOLDER = Words("“{path}”是文件夹", "'{path}' is a folder")
ROWS = Words("{count} 条活动写到 {file}。", "{count} activities written to {file}.")
RESULTS = Words("{count} 人的结果写到 {file}。", "The outcomes of {count} people written to {file}.")
TEMPLATE = Words("空表写到 {file}。", "The empty workbook is {file}.")
