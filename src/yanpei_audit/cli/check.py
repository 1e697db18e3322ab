"""`check`: audit the records and show the result in as many formats as asked for."""

from __future__ import annotations

import datetime as dt
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from yanpei_audit.audit import AuditResult, exit_code
from yanpei_audit.cli.mistakes import UsageMistakeError, not_one_of
from yanpei_audit.cli.options import known_format
from yanpei_audit.cli.running import audit
from yanpei_audit.cli.streams import put, say, wants_color, width_of
from yanpei_audit.cli.workplace import Options, Workplace, survey
from yanpei_audit.desk.writing import write_whole
from yanpei_audit.findings import SourceSpan, finding
from yanpei_audit.language import Words
from yanpei_audit.report import FORMATS
from yanpei_audit.report.lines import inert
from yanpei_audit.report.view import View
from yanpei_audit.settings import FILE_NAME

FILE_WIDTH = 100
COLORS = ("auto", "always", "never")


def run(options: Options, form: str | None, outputs: Sequence[str], *, strict: bool, quiet: bool, color: str) -> int:
    """Audit, show, write, and give the exit code."""
    if color not in COLORS:
        raise not_one_of(Words("--color ", "--color"), color, COLORS)
    shown = known_format(form, FORMATS) if form is not None else "table" if sys.stdout.isatty() else "text"
    files = [_format_and_file(text) for text in outputs]
    detail = any(FORMATS[name].detail for name in (*([] if quiet else [shown]), *(name for name, _path in files)))
    workplace = survey(options, dt.datetime.now().astimezone().date(), detail=detail)
    _check_targets([path for _name, path in files], workplace)
    result = audit(workplace, options.jobs, show_progress=not quiet)
    view = View(workplace.language, FILE_WIDTH, strict=strict, root=workplace.shown_root)
    for name, path in files:
        result = _write(result, name, path, view, workplace)
    if not quiet:
        _show(
            result, shown, view._replace(width=width_of(sys.stdout), color=wants_color(color, sys.stdout, os.environ))
        )
    return exit_code(result, strict=strict)


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
    read = {(workplace.root / file.path).resolve() for file in workplace.files} | {
        (workplace.root / FILE_NAME).resolve()
    }
    read |= {(workplace.root / pack.shown).resolve() for pack in workplace.assignment.rules.packs}
    written: set[Path] = set()
    for path in paths:
        if path.resolve() in read:
            raise UsageMistakeError(OVER_INPUT.format(path=path))
        if path.resolve() in written:
            raise UsageMistakeError(TWICE.format(path=path))
        written.add(path.resolve())


OVER_INPUT = Words("--output 不能写到要审核的文件“{path}”上", "--output must not overwrite '{path}', which is audited")
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
    text = FORMATS[name].render(result, view)
    if FORMATS[name].for_people:
        say(text)
    else:
        put(text)
