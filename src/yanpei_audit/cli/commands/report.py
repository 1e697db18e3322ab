"""`report`: audit the records and write a folder of documents from templates."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from yanpei_audit.audit import exit_code
from yanpei_audit.cli.commands.report_folder import write_documents
from yanpei_audit.cli.mistakes import UsageMistakeError
from yanpei_audit.cli.running import audit
from yanpei_audit.cli.streams import say
from yanpei_audit.cli.subjects import say_findings
from yanpei_audit.cli.workplace import Options, Workplace, day_of_option, survey
from yanpei_audit.exit_codes import ExitCode
from yanpei_audit.findings import Area
from yanpei_audit.language import Words
from yanpei_audit.report.documents import APPENDIX, NOTICE, PUBLIC, SHEET, SUMMARY, TEMPLATES, word
from yanpei_audit.report.documents.appendix import appendix
from yanpei_audit.report.documents.contents import (
    APPENDIX_PAGE,
    PUBLIC_PAGE,
    SUMMARY_PAGE,
    Contents,
)
from yanpei_audit.report.documents.letter import letters, words_of_letters
from yanpei_audit.report.documents.notice import notice
from yanpei_audit.report.documents.public import public
from yanpei_audit.report.documents.sheet import sheet
from yanpei_audit.report.documents.summary import summary
from yanpei_audit.report.lines import inert
from yanpei_audit.report.pages import MARK, SUFFIX, Pages
from yanpei_audit.report.standing import closing, heading
from yanpei_audit.report.view import View
from yanpei_audit.rules.rulebook import read_rulebook


class Wishes(NamedTuple):
    """Where the report is to be written, with whose templates, until when the notices give time, in Word too or not."""

    out: str | None
    template: str | None = None
    deadline: str | None = None
    word: bool = False


def run(options: Options, wishes: Wishes, *, strict: bool) -> int:
    """Audit, write the documents, say what was written, and give the exit code."""
    own = _checked(wishes)
    workplace = survey(options, dt.datetime.now().astimezone().date(), detail=True, with_before=True)
    deadline = _deadline(wishes, workplace)
    result = audit(workplace, options.jobs, show_progress=True)
    view = View(workplace.language, strict=strict, root=workplace.shown_root)
    say_findings(result.findings, view, error=True)
    if not result.rules:
        say(f"{closing(result, view)}\n{view.say(NOT_AUDITED)}\n")
        return exit_code(result, strict=strict)
    folder = Path(wishes.out or "").absolute()
    root, office, known = str(workplace.root), workplace.office, _roster(workplace)
    contents = Contents(result, view, str(folder), root=root, office=office, known=known)
    written, failure = write_documents(folder, _documents(contents, own, deadline, in_word=wishes.word), own)
    if failure is not None:
        say_findings([failure], view._replace(root="."), error=True)
        return ExitCode.BAD_RULES if failure.area is Area.RULES else ExitCode.INCOMPLETE
    told = inert(view.say(WRITTEN.format(folder=wishes.out, count=written)))
    say(f"{heading(result, view)}\n{closing(result, view)}\n{told}\n")
    return exit_code(result, strict=strict)


def _checked(wishes: Wishes) -> Path | None:
    """Refuse what cannot be wanted, and give one's own template."""
    if not wishes.out:
        raise UsageMistakeError(Words("缺少 --out", "--out is missing"))
    if os.path.isfile(wishes.out):
        raise UsageMistakeError(IS_A_FILE.format(path=wishes.out))
    own = _own_template(wishes.template)
    if (wishes.word or (own is not None and own.suffix == word.SUFFIX)) and not word.is_installed():
        raise UsageMistakeError(NO_WORD)
    if wishes.word and own is not None and own.is_file() and own.suffix != word.SUFFIX:
        raise UsageMistakeError(ALONE)
    return own


def _deadline(wishes: Wishes, workplace: Workplace) -> dt.date | None:
    if wishes.deadline is None:
        return None
    deadline, as_of = day_of_option(wishes.deadline, "--deadline"), workplace.assignment.as_of
    if deadline < as_of:
        raise UsageMistakeError(TOO_EARLY.format(as_of=as_of))
    return deadline


def _roster(workplace: Workplace) -> tuple[str, ...]:
    """Give the names and ids of the roster, which the public version hides as it does those of the records."""
    people = read_rulebook(workplace.assignment.rules).registry.people.values()
    return tuple(text for member in people for text in (member.id, member.name))


def _own_template(template: str | None) -> Path | None:
    if template is None:
        return None
    path = Path(template)
    if not template or not (os.path.isfile(path) or os.path.isdir(path)):
        raise UsageMistakeError(Words("没有“{path}”这个模板", "There is no template '{path}'").format(path=template))
    if os.path.isdir(path) and not any(os.path.isfile(path / name) for name in TEMPLATES):
        words = Words("“{path}”里没有任何一个模板：{names}", "'{path}' holds none of the templates: {names}")
        raise UsageMistakeError(words.format(path=template, names="、".join(TEMPLATES)))
    return path.absolute()


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
        if person.fails:
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


IS_A_FILE = Words("--out 要写文件夹，“{path}”是文件", "--out wants a folder; '{path}' is a file")
NOT_AUDITED = Words(
    "没有审核，报告没有写，原来的也没有动", "Nothing was audited; no report was written, and an old one stays"
)
TOO_EARLY = Words("--deadline 早于审核日期 {as_of}", "--deadline is before the as-of day {as_of}")
WRITTEN = Words("报告已写入 {folder}：{count} 个文件", "Report written to {folder}: {count} files")
ALONE = Words(
    "--template 给的是一个文件，只写这一份；要同时用 --word，请给放有模板的文件夹",
    "--template names one file, which is written alone; for --word, name a folder of templates",
)
NO_WORD = Words(
    "--word 需要附加组件，请先运行 pip install 'yanpei-audit[word]'",
    "--word needs an extra; first run pip install 'yanpei-audit[word]'",
)
