"""`report`: write the summary and a sheet a person as Markdown files."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterator
from pathlib import Path

from yanpei_audit.audit import exit_code
from yanpei_audit.cli.mistakes import UsageMistakeError
from yanpei_audit.cli.running import audit
from yanpei_audit.cli.streams import say
from yanpei_audit.cli.workplace import Options, survey
from yanpei_audit.desk.writing import write_whole
from yanpei_audit.exit_codes import ExitCode
from yanpei_audit.findings import Area, Finding, SourceSpan, finding
from yanpei_audit.language import Words
from yanpei_audit.report.contents import PEOPLE_FOLDER, SUMMARY_PAGE, Contents
from yanpei_audit.report.lines import finding_lines, inert
from yanpei_audit.report.pages import MARK, SUFFIX, PageError, Pages
from yanpei_audit.report.standing import closing, heading
from yanpei_audit.report.view import View

SUMMARY_TEMPLATE, SHEET_TEMPLATE = "summary.md.j2", "person.md.j2"


def run(options: Options, out: str, template: str | None, *, strict: bool) -> int:
    """Audit, write the pages, say what was written, and give the exit code."""
    own = _own_template(template)
    workplace = survey(options, dt.datetime.now().astimezone().date(), detail=True)
    result = audit(workplace, options.jobs, show_progress=True)
    view = View(workplace.language, strict=strict, root=workplace.shown_root)
    folder = Path(out).absolute()
    contents = Contents(result, view, _seen_from(folder, workplace.root))
    written, failure = _write_pages(folder, contents, own)
    for line in finding_lines([*result.findings, *([failure] if failure else [])], view):
        say(line + "\n", error=True)
    if failure is not None:
        return ExitCode.BAD_RULES if failure.area is Area.RULES else ExitCode.INCOMPLETE
    told = inert(view.say(WRITTEN.format(folder=out, count=written)))
    say(f"{heading(result, view)}\n{closing(result, view)}\n{told}\n")
    return exit_code(result, strict=strict)


def _own_template(template: str | None) -> Path | None:
    if template is None:
        return None
    path = Path(template)
    if not os.path.isfile(path) and not os.path.isdir(path):
        raise UsageMistakeError(Words("没有“{path}”这个模板", "There is no template '{path}'").format(path=template))
    if os.path.isdir(path) and not any(os.path.isfile(path / name) for name in (SUMMARY_TEMPLATE, SHEET_TEMPLATE)):
        words = Words("“{path}”里没有 {one} 或 {other}", "'{path}' holds neither {one} nor {other}")
        raise UsageMistakeError(words.format(path=template, one=SUMMARY_TEMPLATE, other=SHEET_TEMPLATE))
    return path.absolute()


def _seen_from(folder: Path, root: Path) -> str | None:
    try:
        return os.path.relpath(folder, root).replace(os.sep, "/")
    except ValueError:  # another drive of Windows: no relative path leads there
        return None


def _write_pages(folder: Path, contents: Contents, own: Path | None) -> tuple[int, Finding | None]:
    """Write every page and take away our pages of people who are gone; nothing of others is touched.

    Give how many were written, and what kept one from being written.
    """
    path = folder
    try:
        pages = dict(_pages(contents, own))
        for name in pages:
            path = folder / name
            if os.path.lexists(path) and not _is_ours(path):
                return 0, finding("YA902", SourceSpan(_near(path)))
        for name, text in pages.items():
            path = folder / name
            write_whole(path, text)
        if own is None or own.is_dir():
            _take_away_old(folder / PEOPLE_FOLDER, {folder / name for name in pages})
    except PageError as error:
        detail = Words(error.detail, error.detail)
        return 0, finding("YA707", SourceSpan(error.name, error.line), area=Area.RULES, detail=detail)
    except OSError as error:
        return 0, finding("YA901", SourceSpan(_near(path)), reason=error.strerror or str(error))
    return len(pages), None


def _is_ours(path: Path) -> bool:
    if path.is_symlink() or not path.is_file():
        return False
    with path.open(encoding="utf-8", errors="replace") as file:
        return file.read(len(MARK)) == MARK


def _take_away_old(folder: Path, written: set[Path]) -> None:
    for path in folder.glob("*.md"):
        if path not in written and _is_ours(path):
            path.unlink()


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


WRITTEN = Words("报告已写入 {folder}：{count} 个文件", "Report written to {folder}: {count} files")
