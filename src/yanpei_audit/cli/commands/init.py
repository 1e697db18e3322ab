"""`init`: a working folder that passes `check`; what is there already is never touched."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from yanpei_audit.cli.inputs import packs_in_force
from yanpei_audit.cli.mistakes import UsageMistakeError, not_one_of
from yanpei_audit.cli.streams import say
from yanpei_audit.cli.subjects import say_findings
from yanpei_audit.cli.workplace import chosen_language
from yanpei_audit.desk.starting import KINDS, PEOPLE, SERVICES, Start, files_of
from yanpei_audit.desk.writing import NotWrittenError, create_file
from yanpei_audit.editor import FOLDER, Vocabulary, schema_texts, vscode_files
from yanpei_audit.exit_codes import ExitCode
from yanpei_audit.findings import SourceSpan, finding
from yanpei_audit.language import Words
from yanpei_audit.report.lines import inert
from yanpei_audit.report.view import View
from yanpei_audit.rules.rulebook import RuleFiles, read_rulebook, shipped_kinds
from yanpei_audit.settings import FILE_NAME, FileText, find_working_folder, read_settings
from yanpei_audit.shell import typed
from yanpei_audit.source import UnreadableError, read_bytes, resolved

NO_SERVICE = "none"
MOST_NAMED = 5
OF_AN_OFFICE = (FILE_NAME, "records/", "registry/", "calendar.yaml", "exemptions.yaml")


class Wishes(NamedTuple):
    """What kind of folder is wanted, and the service of git whose workflow it gets."""

    kind: str = "county"
    service: str = "github"


def run(folder: str, wishes: Wishes, lang: str | None) -> int:
    """Make the folder, and give the exit code."""
    language = chosen_language(lang)
    if wishes.kind not in KINDS:
        raise not_one_of(Words("--kind ", "--kind"), wishes.kind, KINDS)
    if wishes.service not in (*SERVICES, NO_SERVICE):
        raise not_one_of(Words("--ci ", "--ci"), wishes.service, (*SERVICES, NO_SERVICE))
    path = Path(folder)
    _refuse(path, folder)
    today = dt.datetime.now().astimezone().date()
    service = "" if wishes.service == NO_SERVICE else wishes.service
    texts = _texts(Start(wishes.kind, language, today, service), path)
    missing, kept = _missing(path, texts)
    view = View(language)
    for name, text in missing.items():
        try:
            create_file(path / name, text.encode())
        except NotWrittenError as error:
            say_findings([finding(error.code, SourceSpan(f"{folder}/{name}"), **error.values)], view, error=True)
            return ExitCode.INCOMPLETE
    _tell(path, folder, wishes, len(texts) - len(kept), view)
    for name in kept:
        say(inert(view.say(KEPT.format(name=name))) + "\n")
    return ExitCode.FINE


def _refuse(path: Path, folder: str) -> None:
    """Refuse a place that is no folder, or that lies in a working folder."""
    if not folder or (os.path.lexists(path) and not os.path.isdir(path)):
        raise UsageMistakeError(NOT_A_FOLDER.format(path=folder))
    root = find_working_folder(resolved(path).parent)
    if root is not None:
        raise UsageMistakeError(INSIDE.format(path=folder, root=root))


def _texts(start: Start, path: Path) -> dict[str, str]:
    """Give every file of the folder, those for editors by the packs of its settings."""
    texts = files_of(start)
    file = FileText(FILE_NAME, texts[FILE_NAME].encode())
    settings, document = read_settings(file)
    book = read_rulebook(RuleFiles(shipped_kinds(), packs_in_force((), settings, path, document), file))
    schemas = schema_texts(Vocabulary(book.kinds, book.packs), start.language)
    return {**texts, **vscode_files(), **{f"{FOLDER}/{name}": text for name, text in schemas.items()}}


def _missing(path: Path, texts: Mapping[str, str]) -> tuple[dict[str, str], list[str]]:
    """Give the files that are not there yet, and those that are there and say something else.

    Everything is refused where settings, records or registry are among these: that is an office's folder already.
    """
    missing = {name: text for name, text in texts.items() if not os.path.lexists(path / name)}
    others = [name for name, text in texts.items() if name not in missing and not _says(path / name, text)]
    if own := [name for name in others if name.startswith(OF_AN_OFFICE)]:
        rest = len(own) - MOST_NAMED
        more = MORE.format(rest=rest) if rest > 0 else Words("", "")
        names = Words("、".join(own[:MOST_NAMED]), ", ".join(own[:MOST_NAMED]))
        raise UsageMistakeError(THERE.format(names=names, more=more))
    return missing, others


def _says(path: Path, text: str) -> bool:
    try:
        return read_bytes(path) == text.encode()
    except UnreadableError:
        return False


def _tell(path: Path, folder: str, wishes: Wishes, count: int, view: View) -> None:
    say(inert(view.say(WRITTEN.format(folder=folder, count=count))) + "\n")
    for name, words in (*PARTS.items(), (f"records/{PEOPLE[wishes.kind]}.yaml", SAMPLE)):
        say(f"  {name:24}{view.say(words)}\n")
    repository = next((one for one in resolved(path).parents if (one / ".git").exists()), None)
    if repository is not None:
        say(inert(view.say(NOT_THE_TOP.format(root=repository))) + "\n")
    say(view.say(NEXT) + "\n")
    named = f"./{folder}" if folder.startswith("-") else folder
    say(inert(f"  {typed('yanpei-audit', 'check', named)}") + "\n")


PARTS = {
    "README.md": Words("给秘书的说明，从这里读起", "for whoever keeps the records: read this first"),
    FILE_NAME: Words("设置：规则包、单位名称", "the settings: packs, the name of the office"),
    "registry/people.yaml": Words("人员名册", "the people"),
}
SAMPLE = Words("一份示例记录", "a sample record")
NOT_A_FOLDER = Words("“{path}”不是文件夹", "'{path}' is not a folder")
INSIDE = Words(
    "“{path}”在工作文件夹“{root}”里面；换一个地方", "'{path}' lies in the working folder '{root}'; choose another place"
)
THERE = Words(
    "已经有 {names}{more}，没有写任何文件；换一个文件夹，或把它们移开",
    "{names}{more} exist; nothing was written. Choose another folder, or move them away",
)
MORE = Words(" 等（另有 {rest} 个）", " and {rest} more")
WRITTEN = Words("工作文件夹 {folder} 已建好，{count} 个文件：", "The working folder {folder} has {count} files:")
NOT_THE_TOP = Words(
    "这个文件夹在仓库“{root}”里面：自动审核的文件（.github 等）和 .pre-commit-config.yaml 移到仓库最上层才起作用",
    "The folder lies in the repository '{root}': the workflow and .pre-commit-config.yaml work at its top only",
)
KEPT = Words("已有 {name}，没有动", "{name} was there and is left as it is")
NEXT = Words("下一步：", "Next:")
