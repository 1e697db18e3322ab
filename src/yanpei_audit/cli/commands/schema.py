"""`schema`: JSON Schemas for editors, with the kinds and words of the working folder; shown, written, or held fresh."""

from __future__ import annotations

import errno
import os
from pathlib import Path

from yanpei_audit.cli.inputs import packs_in_force, settings_file
from yanpei_audit.cli.mistakes import not_one_of
from yanpei_audit.cli.streams import put, say
from yanpei_audit.cli.subjects import say_findings
from yanpei_audit.cli.workplace import chosen_language
from yanpei_audit.desk.writing import write_whole
from yanpei_audit.editor import FOLDER, SCHEMAS, Vocabulary, schema_texts
from yanpei_audit.editor.freshness import Freshness, freshness
from yanpei_audit.exit_codes import ExitCode
from yanpei_audit.findings.catalogue import Severity
from yanpei_audit.language import Words
from yanpei_audit.report.lines import inert
from yanpei_audit.report.view import View
from yanpei_audit.rules.rulebook import RuleFiles, read_rulebook, shipped_kinds
from yanpei_audit.settings import find_working_folder, read_settings


def run(what: str | None, out: str | None, lang: str | None, *, check: bool) -> int:
    """Show, write or check the schemas, and give the exit code."""
    if what is not None and what not in SCHEMAS:
        raise not_one_of(Words("schema ", "schema"), what, SCHEMAS)
    here = Path.cwd().resolve()
    root = find_working_folder(here) or here
    file = settings_file(root)
    settings, document = read_settings(file.text)
    view = View(chosen_language(lang, settings))
    packs = packs_in_force((), settings, root, document)
    book = read_rulebook(RuleFiles(shipped_kinds(), packs, file.text))
    wrong = [one for one in (*file.findings, *document.findings) if one.severity is Severity.ERROR]
    if wrong or not book.whole:
        say_findings(dict.fromkeys([*wrong, *book.findings]), view, error=True)
        return ExitCode.BAD_RULES
    vocabulary, wanted = Vocabulary(book.kinds, book.packs), [what] if what else []
    if out is None and not check:
        put("".join(schema_texts(vocabulary, view.language, wanted or ["record"]).values()))
        return ExitCode.FINE
    texts = schema_texts(vocabulary, view.language, wanted)
    folder, shown = (Path(out), out) if out is not None else (root / FOLDER, FOLDER)
    return _check(texts, folder, shown, view) if check else _write(texts, folder, shown, view)


def _check(texts: dict[str, str], folder: Path, shown: str, view: View) -> int:
    states = {name: freshness(folder / name, text) for name, text in texts.items()}
    for name, state in states.items():
        if state is not Freshness.FRESH:
            words = MISSING if state is Freshness.MISSING else STALE
            say(inert(view.say(words.format(file=f"{shown}/{name}", folder=shown))) + "\n")
    behind = sum(state is not Freshness.FRESH for state in states.values())
    say(view.say(CHECKED.format(count=len(texts), behind=behind)) + "\n")
    return ExitCode.SHORT if behind else ExitCode.FINE


def _write(texts: dict[str, str], folder: Path, shown: str, view: View) -> int:
    behind = {name: text for name, text in texts.items() if freshness(folder / name, text) is not Freshness.FRESH}
    for name, text in behind.items():
        if os.path.lexists(folder / name) and not os.path.isfile(folder / name):  # writing to a pipe would wait
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), f"{shown}/{name}")
        write_whole(folder / name, text)
    say(inert(view.say(WRITTEN.format(folder=shown, count=len(behind), rest=len(texts) - len(behind)))) + "\n")
    return ExitCode.FINE


MISSING = Words("{file}：没有", "{file}: missing")
STALE = Words(
    "{file}：不是最新的；运行 yanpei-audit schema --out {folder} 重新写",
    "{file}: stale; run yanpei-audit schema --out {folder}",
)
CHECKED = Words("看了 {count} 个 schema，要重写的 {behind} 个", "{count} schemas checked, {behind} to be written again")
WRITTEN = Words(
    "写入 {folder}：{count} 个 schema；另有 {rest} 个本来就是最新的",
    "{count} schemas written to {folder}; {rest} were up to date",
)
