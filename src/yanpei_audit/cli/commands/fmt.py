"""`fmt`: put right what is certain in the record files, or show what would be."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Iterator
from difflib import unified_diff
from pathlib import Path
from typing import NamedTuple

from yanpei_audit import bundled
from yanpei_audit.cli.mistakes import UsageMistakeError, not_one_of
from yanpei_audit.cli.streams import say
from yanpei_audit.cli.subjects import say_findings
from yanpei_audit.cli.workplace import Options, Workplace, survey
from yanpei_audit.desk.tidying import ENCODINGS, Judge, decoded, guessed, tidied
from yanpei_audit.desk.writing import write_changes
from yanpei_audit.exit_codes import ExitCode
from yanpei_audit.findings import Finding, SourceSpan, finding
from yanpei_audit.findings.catalogue import Severity
from yanpei_audit.language import Words
from yanpei_audit.records.intake import RecordFile
from yanpei_audit.records.reading import read_person
from yanpei_audit.report.lines import inert
from yanpei_audit.report.view import View
from yanpei_audit.rules.rulebook import read_rulebook
from yanpei_audit.source import Document, UnreadableError, read_bytes, read_text

CANNOT_BE_READ = frozenset({"YA101", "YA102", "YA108", "YA109"})


class Wishes(NamedTuple):
    """What the command line asks of `fmt` beyond the files."""

    check: bool = False
    diff: bool = False
    encoding: str | None = None
    unsafe: bool = False
    yes: bool = False


class Change(NamedTuple):
    """A file before and after."""

    path: Path
    shown: str
    old: bytes
    new: bytes


def run(options: Options, wishes: Wishes) -> int:
    """Find what is to be put right, show it or write it, and give the exit code."""
    if wishes.encoding is not None and wishes.encoding not in ENCODINGS:
        raise not_one_of(Words("编码里", "--from"), wishes.encoding, ENCODINGS)
    if wishes.yes and not wishes.unsafe:
        raise UsageMistakeError(Words("--yes 只和 --unsafe 一起用", "--yes goes with --unsafe only"))
    workplace = survey(options, dt.datetime.now().astimezone().date(), detail=False)
    view = View(workplace.language, root=workplace.shown_root)
    if not options.paths:
        workplace = workplace._replace(files=[*workplace.files, *_office_files(workplace)])
    changes, findings = _changes(workplace, wishes)
    if wishes.diff or wishes.unsafe:
        for change in changes:
            say("".join(_diff(change, view)))
    writes = not wishes.check and not wishes.diff and (not wishes.unsafe or not changes or _agreed(wishes, view))
    if writes:
        changes, failures = write_changes(changes)
        findings += failures
    _tell(changes, len(workplace.files), view, written=writes)
    say_findings(findings, view, error=True)
    if any(found.severity is Severity.ERROR for found in findings):
        return ExitCode.INCOMPLETE
    return ExitCode.SHORT if changes and not writes else ExitCode.FINE


def _office_files(workplace: Workplace) -> Iterator[RecordFile]:
    """Give the other files that people of the office write: settings, registry, calendar, exemptions, packs."""
    rules = workplace.assignment.rules
    packs = [pack for pack in rules.packs if not pack.shown.startswith(f"{bundled.SHOWN}:")]
    for file in (rules.settings, *rules.registry, rules.calendar, rules.exemptions, *packs):
        if file is not None:
            yield RecordFile(file.shown, file.shown)


def _changes(workplace: Workplace, wishes: Wishes) -> tuple[list[Change], list[Finding]]:
    changes: list[Change] = []
    findings = [found for found in workplace.findings if found.severity is Severity.ERROR]
    for file in workplace.files:
        path = Path(workplace.assignment.root, file.path)
        try:
            old = read_bytes(path)
            new = decoded(old, wishes.encoding) if wishes.encoding else old
        except UnreadableError as error:
            findings.append(finding(error.code, SourceSpan(file.shown), **error.values))
            continue
        except UnicodeError:
            new = old
        unreadable = [found for found in read_text(new, file.shown).findings if found.code in CANNOT_BE_READ]
        if unreadable:
            findings += unreadable
            continue
        tidy = tidied(new, file.shown)
        if tidy.refused:
            findings.append(finding("YA801", SourceSpan(file.shown)))
            continue
        new = guessed(tidy.data, file.shown, _judge(workplace)) if wishes.unsafe else tidy.data
        if new != old:
            changes.append(Change(path, file.shown, old, new))
    return changes, findings


def _judge(workplace: Workplace) -> Judge:
    kinds = read_rulebook(workplace.assignment.rules).kinds

    def judge(document: Document) -> list[Finding]:
        read_person(document, kinds)
        return document.findings

    return judge


def _agreed(wishes: Wishes, view: View) -> bool:
    """Ask whoever sits at the terminal; where nobody does, only --yes agrees."""
    if wishes.yes:
        return True
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return False
    say(view.say(QUESTION))
    return sys.stdin.readline().strip().casefold() in {"y", "yes", "是"}


def _diff(change: Change, view: View) -> Iterator[str]:
    old, new = (data.decode("utf-8", "replace").removesuffix("\n").split("\n") for data in (change.old, change.new))
    name = view.path(change.shown)
    for line in unified_diff(old, new, name, name, lineterm="", n=1):
        yield inert(line) + "\n"


def _tell(changes: list[Change], files: int, view: View, *, written: bool) -> None:
    for change in changes:
        words = (CHANGED if written else TO_CHANGE).format(file=view.path(change.shown), count=_lines_changed(change))
        say(inert(view.say(words)) + "\n")
    words = (ALL_CHANGED if written else ALL_TO_CHANGE).format(count=len(changes), rest=files - len(changes))
    say(view.say(words) + "\n")


def _lines_changed(change: Change) -> int:
    old, new = (data.split(b"\n") for data in (change.old, change.new))
    return sum(one != other for one, other in zip(old, new, strict=False))


CHANGED = Words("{file}：改了 {count} 行", "{file}: {count} lines changed")
TO_CHANGE = Words("{file}：要改 {count} 行", "{file}: {count} lines to change")
ALL_CHANGED = Words("改了 {count} 个文件，{rest} 个没有改动", "{count} files changed, {rest} left as they are")
ALL_TO_CHANGE = Words("要改 {count} 个文件，{rest} 个不用改", "{count} files to change, {rest} need none")
QUESTION = Words("按上面的样子改吗？(y/N) ", "Change the files as shown above? (y/N) ")
