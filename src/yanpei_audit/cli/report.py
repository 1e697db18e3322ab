"""`report`: write the summary and a sheet a person as Markdown files."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterator
from pathlib import Path

from yanpei_audit.audit import exit_code
from yanpei_audit.cli.mistakes import UsageMistakeError
from yanpei_audit.cli.running import audit
from yanpei_audit.cli.streams import say, write_whole
from yanpei_audit.cli.workplace import Options, survey
from yanpei_audit.exit_codes import ExitCode
from yanpei_audit.findings import Area, Finding, SourceSpan, finding
from yanpei_audit.language import Words
from yanpei_audit.report.contents import SUMMARY_PAGE, Contents
from yanpei_audit.report.lines import finding_lines
from yanpei_audit.report.pages import MARK, PageError, Pages
from yanpei_audit.report.standing import closing, heading
from yanpei_audit.report.view import View

SUFFIX = ".j2"
SUMMARY_TEMPLATE, SHEET_TEMPLATE = "summary.md.j2", "person.md.j2"


def run(options: Options, out: str, template: str | None, *, strict: bool) -> int:
    """Audit, write the pages, say what was written, and give the exit code."""
    own = _own_template(template)
    workplace = survey(options, dt.datetime.now().astimezone().date(), detail=True)
    result = audit(workplace, options.jobs, show_progress=True)
    view = View(workplace.language, strict=strict, root=workplace.shown_root)
    folder = Path(out).absolute()
    contents = Contents(result, view, _seen_from(folder, workplace.root))
    failure = _write_pages(folder, contents, own)
    for line in finding_lines([*result.findings, *([failure] if failure else [])], view):
        say(line + "\n", error=True)
    if failure is not None:
        return ExitCode.BAD_RULES if failure.area is Area.RULES else ExitCode.INCOMPLETE
    written = view.say(WRITTEN.format(folder=out, people=len(result.people)))
    say(f"{heading(result, view)}\n{closing(result, view)}\n{written}\n")
    return exit_code(result, strict=strict)


def _own_template(template: str | None) -> Path | None:
    if template is None:
        return None
    path = Path(template)
    if not path.exists():
        raise UsageMistakeError(Words("没有“{path}”这个模板", "There is no template '{path}'").format(path=template))
    if path.is_dir() and not any((path / name).is_file() for name in (SUMMARY_TEMPLATE, SHEET_TEMPLATE)):
        words = Words("“{path}”里没有 {one} 或 {other}", "'{path}' holds neither {one} nor {other}")
        raise UsageMistakeError(words.format(path=template, one=SUMMARY_TEMPLATE, other=SHEET_TEMPLATE))
    return path.absolute()


def _seen_from(folder: Path, root: Path) -> str | None:
    try:
        return os.path.relpath(folder, root).replace(os.sep, "/")
    except ValueError:  # another drive of Windows: no relative path leads there
        return None


def _write_pages(folder: Path, contents: Contents, own: Path | None) -> Finding | None:
    """Write every page; the first that fails is a finding, and nothing of others is overwritten."""
    path = folder
    try:
        pages = list(_pages(contents, own))
        for name, _text in pages:
            path = folder / name
            if path.exists() and not path.read_text(encoding="utf-8", errors="replace").startswith(MARK):
                return finding("YA902", SourceSpan(_near(path)))
        for name, text in pages:
            path = folder / name
            write_whole(path, text)
    except PageError as error:
        return finding("YA707", SourceSpan(error.name, error.line), area=Area.RULES, detail=error.detail)
    except OSError as error:
        return finding("YA901", SourceSpan(_near(path)), reason=error.strerror or str(error))
    return None


def _near(path: Path) -> str:
    """Write a path as seen from the current folder where it lies below it."""
    here = Path.cwd()
    return path.relative_to(here).as_posix() if path.is_relative_to(here) else path.as_posix()


def _pages(contents: Contents, own: Path | None) -> Iterator[tuple[str, str]]:
    if own is not None and own.is_file():
        pages = Pages(contents.view, own.parent)
        text = pages.render(own.name, contents.summary())
        yield own.name.removesuffix(SUFFIX), text if text.startswith(MARK) else f"{MARK}\n{text}"
        return
    pages = Pages(contents.view, own)
    yield SUMMARY_PAGE, _marked(pages.render(SUMMARY_TEMPLATE, contents.summary()))
    for person in contents.result.people:
        yield contents.page_of(person), _marked(pages.render(SHEET_TEMPLATE, contents.sheet(person)))


def _marked(text: str) -> str:
    """Mark a page as ours, so that the next run may overwrite it."""
    return text if text.startswith(MARK) else f"{MARK}\n{text}"


WRITTEN = Words(
    "报告已写入 {folder}：汇总 summary.md，个人 {people} 份",
    "Report written to {folder}: summary.md and {people} sheets",
)
