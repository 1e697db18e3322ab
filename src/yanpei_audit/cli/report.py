"""`report`: audit the records and write a folder of documents from templates."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from yanpei_audit import bundled
from yanpei_audit.audit import exit_code
from yanpei_audit.cli.mistakes import UsageMistakeError
from yanpei_audit.cli.running import audit
from yanpei_audit.cli.streams import say
from yanpei_audit.cli.workplace import Options, day_of_option, survey
from yanpei_audit.desk.writing import write_whole
from yanpei_audit.exit_codes import ExitCode
from yanpei_audit.findings import Area, Finding, SourceSpan, finding
from yanpei_audit.language import Words
from yanpei_audit.report.documents import APPENDIX, NOTICE, PUBLIC, SHEET, SUMMARY, TEMPLATES, word
from yanpei_audit.report.documents.appendix import appendix
from yanpei_audit.report.documents.contents import (
    APPENDIX_PAGE,
    NOTICES_FOLDER,
    PEOPLE_FOLDER,
    PUBLIC_PAGE,
    SUMMARY_PAGE,
    Contents,
)
from yanpei_audit.report.documents.letter import letters, words_of_letters
from yanpei_audit.report.documents.notice import notice
from yanpei_audit.report.documents.public import public
from yanpei_audit.report.documents.sheet import sheet
from yanpei_audit.report.documents.summary import summary
from yanpei_audit.report.lines import finding_lines, inert
from yanpei_audit.report.pages import MARK, SUFFIX, PageError, Pages
from yanpei_audit.report.standing import closing, heading
from yanpei_audit.report.view import View


class Wishes(NamedTuple):
    """Where the report is to be written, with whose templates, until when the notices give time, in Word too or not."""

    out: str | None
    template: str | None = None
    deadline: str | None = None
    word: bool = False


def run(options: Options, wishes: Wishes, *, strict: bool) -> int:
    """Audit, write the documents, say what was written, and give the exit code."""
    if wishes.out is None:
        raise UsageMistakeError(Words("缺少 --out", "--out is missing"))
    own = _own_template(wishes.template)
    if (wishes.word or (own is not None and own.suffix == word.SUFFIX)) and not word.is_installed():
        raise UsageMistakeError(NO_WORD)
    if wishes.word and own is not None and own.is_file() and own.suffix != word.SUFFIX:
        raise UsageMistakeError(ALONE)
    deadline = day_of_option(wishes.deadline, "--deadline") if wishes.deadline is not None else None
    workplace = survey(options, dt.datetime.now().astimezone().date(), detail=True, with_before=True)
    result = audit(workplace, options.jobs, show_progress=True)
    view = View(workplace.language, strict=strict, root=workplace.shown_root)
    folder = Path(wishes.out).absolute()
    contents = Contents(result, view, _seen_from(folder, workplace.root), office=workplace.office)
    documents = _documents(contents, own, deadline, in_word=wishes.word)
    written, failure = _write(folder, documents, keep_old=own is not None and own.is_file())
    for line in finding_lines(result.findings, view):
        say(line + "\n", error=True)
    if failure is not None:
        for line in finding_lines([failure], view._replace(root=".")):
            say(line + "\n", error=True)
        return ExitCode.BAD_RULES if failure.area is Area.RULES else ExitCode.INCOMPLETE
    told = inert(view.say(WRITTEN.format(folder=wishes.out, count=written)))
    say(f"{heading(result, view)}\n{closing(result, view)}\n{told}\n")
    return exit_code(result, strict=strict)


def _own_template(template: str | None) -> Path | None:
    if template is None:
        return None
    path = Path(template)
    if not os.path.isfile(path) and not os.path.isdir(path):
        raise UsageMistakeError(Words("没有“{path}”这个模板", "There is no template '{path}'").format(path=template))
    if os.path.isdir(path) and not any(os.path.isfile(path / name) for name in TEMPLATES):
        words = Words("“{path}”里没有任何一个模板：{names}", "'{path}' holds none of the templates: {names}")
        raise UsageMistakeError(words.format(path=template, names="、".join(TEMPLATES)))
    return path.absolute()


def _seen_from(folder: Path, root: Path) -> str | None:
    try:
        return os.path.relpath(folder, root).replace(os.sep, "/")
    except ValueError:  # another drive of Windows: no relative path leads there
        return None


def _documents(
    contents: Contents, own: Path | None, deadline: dt.date | None, *, in_word: bool
) -> Iterator[tuple[str, str | bytes]]:
    """Give every document of the report by its path in it; of a template that is one file, that one alone."""
    if own is not None and own.is_file():
        yield _alone(own, contents)
        return
    pages = Pages(contents.view, own)
    yield SUMMARY_PAGE, _marked(pages.render(SUMMARY, summary(contents, whole=True)))
    yield PUBLIC_PAGE, _marked(pages.render(PUBLIC, public(contents)))
    yield APPENDIX_PAGE, _marked(pages.render(APPENDIX, appendix(contents)))
    for person in contents.result.people:
        yield contents.page_of(person), _marked(pages.render(SHEET, sheet(person, contents)))
        if any(outcome.fails for outcome in person.outcomes):
            yield contents.notice_of(person), _marked(pages.render(NOTICE, notice(person, contents, deadline)))
    if in_word:
        yield from letters(contents, own, deadline)


def _alone(own: Path, contents: Contents) -> tuple[str, str | bytes]:
    values = summary(contents)
    if own.suffix == word.SUFFIX:
        return own.name, word.render(own, {**words_of_letters(contents), **values}, contents.result.as_of)
    return own.name.removesuffix(SUFFIX), _marked(Pages(contents.view, own.parent).render(own.name, values))


def _marked(text: str) -> str:
    """Mark a document as ours, so that the next run may overwrite it."""
    return text if text.startswith(MARK) else f"{MARK}\n{text}"


def _write(folder: Path, documents: Iterator[tuple[str, str | bytes]], *, keep_old: bool) -> tuple[int, Finding | None]:
    """Write every document and take away ours of people who are gone; nothing of others is touched.

    Give how many were written, and what kept one from being written.
    """
    path = folder
    try:
        pages = dict(documents)
        for name in pages:
            path = folder / name
            if os.path.lexists(path) and not _is_ours(path):
                return 0, finding("YA902", SourceSpan(_near(path)))
        for name, content in pages.items():
            path = folder / name
            write_whole(path, content)
        if not keep_old:
            _take_away_old(folder, {folder / name for name in pages})
    except PageError as error:
        return 0, finding("YA707", SourceSpan(_shown(error.file), error.line), area=Area.RULES, detail=error.detail)
    except OSError as error:
        return 0, finding("YA901", SourceSpan(_near(path)), reason=error.strerror or str(error))
    return len(pages), None


def _is_ours(path: Path) -> bool:
    if path.is_symlink() or not path.is_file():
        return False
    if path.suffix == word.SUFFIX:
        return word.is_ours(path)
    with path.open(encoding="utf-8", errors="replace") as file:
        return file.read(len(MARK)) == MARK


def _take_away_old(folder: Path, written: set[Path]) -> None:
    """Take away the sheets and notices of people who have none now; one in Word goes with its twin in Markdown."""
    for name in (PEOPLE_FOLDER, NOTICES_FOLDER):
        for path in (*(folder / name).glob("*.md"), *(folder / name).glob(f"*{word.SUFFIX}")):
            if path.with_suffix(".md") not in written and _is_ours(path):
                path.unlink()


def _shown(template: str) -> str:
    """Write the path of a template: ours as shipped, any other as seen from the current folder."""
    path = Path(template)
    if path.is_relative_to(bundled.folder("templates")):
        return bundled.shown(path)
    return _near(path) if path.is_absolute() else template


def _near(path: Path) -> str:
    """Write a path as seen from the current folder where it lies below it."""
    here = Path.cwd()
    return path.relative_to(here).as_posix() if path.is_relative_to(here) else path.as_posix()


WRITTEN = Words("报告已写入 {folder}：{count} 个文件", "Report written to {folder}: {count} files")
ALONE = Words(
    "--template 给的是一个文件，只写这一份；要同时用 --word，请给放有模板的文件夹",
    "--template names one file, which is written alone; for --word, name a folder of templates",
)
NO_WORD = Words(
    "--word 需要附加组件，请先运行 pip install 'yanpei-audit[word]'",
    "--word needs an extra; first run pip install 'yanpei-audit[word]'",
)
