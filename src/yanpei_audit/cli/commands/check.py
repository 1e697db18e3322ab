"""`check`: audit the records and show the result in as many formats as asked for."""

from __future__ import annotations

import datetime as dt
import os
import sys
from collections.abc import Iterable, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from yanpei_audit.audit import AuditResult, exit_code
from yanpei_audit.cli.mistakes import UsageMistakeError, known_format, not_one_of
from yanpei_audit.cli.running import audit
from yanpei_audit.cli.streams import put, say, wants_color, width_of
from yanpei_audit.cli.workplace import Options, Workplace, survey
from yanpei_audit.cohort import Memory
from yanpei_audit.desk.writing import write_whole
from yanpei_audit.findings import SourceSpan, finding
from yanpei_audit.language import Words
from yanpei_audit.report import FORMATS, Format
from yanpei_audit.report.lines import inert
from yanpei_audit.report.statistics import statistics
from yanpei_audit.report.step_summary import MOST_BYTES, step_summary
from yanpei_audit.report.view import View
from yanpei_audit.settings import FILE_NAME
from yanpei_audit.source import resolved

FILE_WIDTH = 100
AUTO = "auto"
YAML = (".yaml", ".yml")
COLORS = (AUTO, "always", "never")
STEP_SUMMARY = "GITHUB_STEP_SUMMARY"


class Wishes(NamedTuple):
    """What is to be shown, and what is to be written as FORMAT=FILE; without a form, what suits the place is shown."""

    form: str | None = None
    outputs: tuple[str, ...] = ()
    strict: bool = False
    quiet: bool = False
    color: str = "auto"
    statistics: bool = False


class Plan(NamedTuple):
    """Which format is shown and which are written to files, and whether any of them wants the activities."""

    shown: str
    files: tuple[tuple[str, Path], ...]
    detail: bool


class Audited(NamedTuple):
    """A workplace, what it came to, and how that is seen in a file."""

    workplace: Workplace
    result: AuditResult
    view: View


def run(options: Options, wishes: Wishes) -> int:
    """Audit, show, write, and give the exit code."""
    plan = planned(wishes)
    workplace = survey(options, today(), detail=plan.detail)
    _workplace, result, view = audited(workplace, options, wishes, plan)
    if not wishes.quiet:
        _show(result, plan.shown, on_screen(view, wishes))
    if wishes.statistics:
        say("\n" + statistics(result, view), error=not FORMATS[plan.shown].for_people)
    return exit_code(result, strict=wishes.strict)


def today() -> dt.date:
    """Give the day it is here."""
    return dt.datetime.now().astimezone().date()


def planned(wishes: Wishes) -> Plan:
    """Hold what is wished against what can be done."""
    if wishes.color not in COLORS:
        raise not_one_of(Words("--color ", "--color"), wishes.color, COLORS)
    shown = _format_shown(wishes)
    files = tuple(_format_and_file(text) for text in wishes.outputs)
    used = [FORMATS[name] for name in (*([] if wishes.quiet else [shown]), *(name for name, _path in files))]
    _refuse_without_library(used)
    return Plan(shown, files, any(form.detail for form in used))


def audited(
    workplace: Workplace, options: Options, wishes: Wishes, plan: Plan, memory: Memory | None = None
) -> Audited:
    """Audit a workplace and write the files that are wanted."""
    _check_targets([path for _name, path in plan.files], workplace)
    result = audit(workplace, options.jobs, show_progress=not wishes.quiet, memory=memory)
    view = View(workplace.language, FILE_WIDTH, strict=wishes.strict, root=workplace.shown_root)
    for name, path in plan.files:
        result = _write(result, name, path, view, workplace)
    return Audited(workplace, result, view)


def on_screen(view: View, wishes: Wishes) -> View:
    """Fit a view to what stands behind standard output."""
    colored = wants_color(wishes.color, sys.stdout, os.environ)
    return view._replace(width=width_of(sys.stdout), color=colored)


def _format_shown(wishes: Wishes) -> str:
    """Choose the format on screen: as asked, or annotations in a job on GitHub, a table on a terminal, or lines."""
    if wishes.form is not None and wishes.form != AUTO:
        name = known_format(wishes.form, FORMATS)
        if FORMATS[name].binary and _is_a_terminal() and not wishes.quiet:
            raise UsageMistakeError(NOT_ON_SCREEN.format(form=name))
        return name
    if os.environ.get("GITHUB_ACTIONS") == "true":
        return "github"
    return "table" if _is_a_terminal() else "text"


def _is_a_terminal() -> bool:
    return sys.stdout.isatty()


def _refuse_without_library(used: Iterable[Format]) -> None:
    for form in used:
        if form.needs and find_spec(form.needs) is None:
            raise UsageMistakeError(EXTRA.format(form=form.module))


def _format_and_file(text: str) -> tuple[str, Path]:
    name, equals, path = text.partition("=")
    if not equals or not path:
        words = Words(
            "--output 要写成 格式=文件，例如 json=result.json", "--output wants FORMAT=FILE, such as json=result.json"
        )
        raise UsageMistakeError(words)
    return known_format(name, FORMATS), Path(path)


def _check_targets(paths: Sequence[Path], workplace: Workplace) -> None:
    """Refuse to write over what is read, or twice to one place."""
    read = {resolved(workplace.root / file.path) for file in workplace.files} | {resolved(workplace.root / FILE_NAME)}
    read |= {resolved(workplace.root / pack.shown) for pack in workplace.assignment.rules.packs}
    written: set[Path] = set()
    for path in paths:
        if path.suffix.casefold() in YAML:
            raise UsageMistakeError(NO_YAML.format(path=path))
        if resolved(path) in read:
            raise UsageMistakeError(OVER_INPUT.format(path=path))
        if resolved(path) in written:
            raise UsageMistakeError(TWICE.format(path=path))
        written.add(resolved(path))


OVER_INPUT = Words("--output 不能写到要审核的文件“{path}”上", "--output must not overwrite '{path}', which is audited")
NO_YAML = Words(
    "--output 不写 .yaml 文件（“{path}”）：那是记录和设置用的",
    "--output writes no .yaml file ('{path}'): those are for records and settings",
)
TWICE = Words("--output 两次写到“{path}”", "--output writes twice to '{path}'")


def _write(result: AuditResult, name: str, path: Path, view: View, workplace: Workplace) -> AuditResult:
    """Write one file; one that cannot be written makes the whole result void."""
    try:
        write_whole(path, FORMATS[name].render(result, view))
    except OSError as error:
        failed = finding("YA901", SourceSpan(str(path)), reason=error.strerror or str(error))
        say(inert(f"{path}: {failed.message.text(workplace.language)}") + "\n", error=True)
        return result._replace(findings=(*result.findings, failed))
    return result


def _show(result: AuditResult, name: str, view: View) -> None:
    form = FORMATS[name]
    content = form.render(result, view)
    if form.for_people and isinstance(content, str):
        say(content)
    else:
        put(content)
    if name == "github":
        _add_step_summary(result, view)


def _add_step_summary(result: AuditResult, view: View) -> None:
    """Add the summary to that of the step, as far as there is room for it in the file that GitHub names."""
    if not (named := os.environ.get(STEP_SUMMARY)):
        return
    page = str(FORMATS["markdown"].render(result, view))
    try:
        with Path(named).open("ab") as file:
            page = step_summary(page, view, MOST_BYTES - file.tell())
            file.write(page.encode())
    except OSError as error:
        say(inert(f"{STEP_SUMMARY}: {error.strerror or error}") + "\n", error=True)
    if not page:
        say(f"{STEP_SUMMARY}: {view.say(FULL)}\n", error=True)


FULL = Words("这一步的汇总已满，没有再写", "the summary of this step is full; nothing was added")
NOT_ON_SCREEN = Words(
    "{form} 不能显示在屏幕上，请写到文件：--output {form}=文件", "{form} is not for a screen: --output {form}=FILE"
)
EXTRA = Words(
    "写 {form} 要先安装：pip install 'yanpei-audit[excel]'", "{form} wants: pip install 'yanpei-audit[excel]'"
)
