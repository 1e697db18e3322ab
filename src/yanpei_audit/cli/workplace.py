"""What a command works on: the working folder, its settings, the record files, the rules, the period and the day."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from yanpei_audit.calendar import FILE_NAME as CALENDAR
from yanpei_audit.calendar import Calendar, Length, NotAPeriodError, Period, read_period
from yanpei_audit.cli.inputs import (
    SettingsFile,
    existing,
    office_file,
    packs_in_force,
    records_inside,
    registry_files,
    settings_file,
)
from yanpei_audit.cli.mistakes import UsageMistakeError, not_one_of
from yanpei_audit.cohort import Assignment
from yanpei_audit.exemptions import FILE_NAME as EXEMPTIONS
from yanpei_audit.findings import Finding, finding
from yanpei_audit.findings.catalogue import CODES
from yanpei_audit.language import LANGUAGE_VARIABLE, LANGUAGES, Language, Words
from yanpei_audit.records.intake import RecordFile, record_files, relative
from yanpei_audit.rules.rulebook import RuleFiles, read_rulebook, shipped_kinds
from yanpei_audit.scalars import MisreadError, read_day
from yanpei_audit.settings import Settings, find_working_folder, period_advice, read_settings
from yanpei_audit.source import Document, resolved


class Options(NamedTuple):
    """What the command line says about the work; None where it is silent."""

    paths: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    period: str | None = None
    as_of: str | None = None
    lang: str | None = None
    jobs: str | None = None


class Workplace(NamedTuple):
    """Everything a run needs, and what is already wrong with it.

    `shown_root` is the working folder as seen from the current folder; `office` and `records` are those of the
    settings.
    """

    root: Path
    shown_root: str
    language: Language
    files: Sequence[RecordFile]
    assignment: Assignment
    findings: tuple[Finding, ...]
    office: str = ""
    records: tuple[str, ...] = ()


def survey(
    options: Options,
    today: dt.date,
    *,
    detail: bool,
    with_before: bool = False,
    needs_records: bool = True,
    root: Path | None = None,
) -> Workplace:
    """Find out what a command is to work on; what the command line gets wrong is raised, what files do is found.

    The working folder itself, named as the place of the records, means the records that its settings name. It is looked
    for from there or from here, unless it is given as `root`. A run `with_before` also judges the period before.
    """
    starts = [existing(path) for path in options.paths]
    here = Path.cwd().resolve()
    root = root or find_working_folder(starts[0] if starts else here) or _folder_of(starts, here)
    file = settings_file(root)
    settings, document = read_settings(file.text)
    try:
        if needs_records and not starts and file.text is None:
            _refuse_without(root / settings.records[0])
        place = _surveyed(options, today, root, starts, file, (settings, document), detail=detail)
    except UsageMistakeError as mistake:
        mistake.language = chosen_language(options.lang, settings)
        raise
    if with_before:
        assignment = place.assignment
        before = read_rulebook(assignment.rules).calendar.before(assignment.period)
        place = place._replace(assignment=assignment._replace(before=before))
    return place


def _refuse_without(records: Path) -> None:
    if not records.exists():
        raise UsageMistakeError(NO_RECORDS)


def _surveyed(
    options: Options,
    today: dt.date,
    root: Path,
    starts: list[Path],
    file: SettingsFile,
    settled: tuple[Settings, Document],
    *,
    detail: bool,
) -> Workplace:
    settings, document = settled
    here = Path.cwd().resolve()
    noted = len(document.findings)
    everything = not starts or (file.text is not None and starts == [root])
    paths = [root / path for path in records_inside(settings.records, root, document)] if everything else starts
    files, findings = record_files(paths, root)
    if everything and not settings.records:
        findings.append(finding("YA209", document.key_span("records")))
    packs = packs_in_force(options.rules, settings, root, document)
    registry, unread = registry_files(root)
    (dated, undated), (excused, unexcused) = office_file(root, CALENDAR), office_file(root, EXEMPTIONS)
    unreadable = bool(unread or undated or unexcused)
    rules = RuleFiles(shipped_kinds(), packs, file.text, registry, dated, excused, unreadable=unreadable)
    period, as_of = _when(options, settings, read_rulebook(rules).calendar, today)
    roots = {resolved(root / path) for path in settings.records}
    whole = everything or roots <= set(starts) or (file.text is None and all(map(os.path.isdir, starts)))
    shown_root = relative(root, here) if root.is_relative_to(here) else os.path.relpath(root, here).replace(os.sep, "/")
    return Workplace(
        root,
        shown_root,
        chosen_language(options.lang, settings),
        files,
        Assignment(str(root), rules, period, as_of, detail, whole),
        (*file.findings, *unread, *undated, *unexcused, *findings, *document.findings[noted:]),
        settings.office or "",
        settings.records,
    )


NO_RECORDS = Words(
    "这里没有 records 文件夹；请写上记录所在的文件夹，例如 县教研室/records，或用 yanpei-audit init 新建一个工作文件夹",
    "There is no folder records here; name the folder of the records, such as office/records, or run yanpei-audit init",
)


def chosen_language(option: str | None, settings: Settings | None = None) -> Language:
    """Choose the language: the option, the variable, the settings, Chinese."""
    for text in (option, os.environ.get(LANGUAGE_VARIABLE) or None):
        if text is not None:
            for language in LANGUAGES:
                if text == language:
                    return language
            raise not_one_of(Words("语言里", "--lang"), text, LANGUAGES)
    return (settings.language if settings else None) or "zh"


def _folder_of(starts: Sequence[Path], here: Path) -> Path:
    """Without yanpei.yaml the working folder is the current one, or where the records lie when that is elsewhere."""
    if all(start.is_relative_to(here) for start in starts):
        return here
    return starts[0].parent


def _when(options: Options, settings: Settings, calendar: Calendar, today: dt.date) -> tuple[Period, dt.date]:
    """Choose the period and the day: as asked, as settled, or the term that today lies in, or that ended last."""
    as_of = day_of_option(options.as_of, "--as-of") if options.as_of is not None else None
    present = as_of or settings.as_of or today
    named = _period(options.period) if options.period is not None else settings.period
    period = calendar.dated(named) if named is not None else calendar.period_of(Length.TERM, present)
    return period, as_of or min(present, period.last)


def day_of_option(text: str, option: str) -> dt.date:
    """Read the day that an option gives."""
    try:
        return read_day(text)
    except MisreadError as error:
        entry = CODES[error.code]
        words = Words("{option}：{message}；{hint}", "{option}: {message}. {hint}")
        raise UsageMistakeError(
            words.format(
                option=option, message=entry.message.format(**error.values), hint=entry.hint.format(**error.values)
            )
        ) from None


def _period(text: str) -> Period:
    try:
        return read_period(text)
    except NotAPeriodError:
        entry = CODES["YA713"]
        words = Words("--period：{message}；{hint}", "--period: {message}. {hint}")
        raise UsageMistakeError(
            words.format(message=entry.message.format(text=text), hint=period_advice(text).words)
        ) from None
