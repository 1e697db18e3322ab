"""`rules`: the packs listed, shown, checked, tried, written out, and held against the requirements of the sources."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from yanpei_audit import bundled
from yanpei_audit.cli.inputs import pack_of_command_line, packs_in_force, settings_file
from yanpei_audit.cli.streams import say, width_of
from yanpei_audit.cli.workplace import chosen_language
from yanpei_audit.exit_codes import ExitCode
from yanpei_audit.findings import Finding
from yanpei_audit.findings.catalogue import Severity
from yanpei_audit.language import Words
from yanpei_audit.report.lines import finding_lines
from yanpei_audit.report.view import View
from yanpei_audit.rules.rulebook import Rulebook, RuleFiles, read_rulebook, read_rules, shipped_kinds
from yanpei_audit.settings import FileText, find_working_folder, read_settings


class Shelf(NamedTuple):
    """The packs that a command is about, the settings around them, and how to speak."""

    packs: tuple[FileText, ...]
    settings: FileText | None
    findings: tuple[Finding, ...]
    view: View

    def books(self) -> Iterator[tuple[FileText, Rulebook]]:
        """Read each pack by itself, its cast being the registry."""
        for file in self.packs:
            yield file, read_rulebook(RuleFiles(shipped_kinds(), (file,), self.settings, rehearsal=True))


def shelf(names: Sequence[str], lang: str | None) -> Shelf:
    """Find the packs that are named; without names those of yanpei.yaml, and without that all that are shipped."""
    here = Path.cwd().resolve()
    root = find_working_folder(here)
    file = settings_file(root).text if root else None
    settings, document = read_settings(file)
    view = View(chosen_language(lang, settings), width_of(sys.stdout))
    if names:
        packs = tuple(pack_of_command_line(name, root or here) for name in names)
    elif file is not None and root is not None:
        packs = packs_in_force((), settings, root, document)
    else:
        packs = tuple(FileText(bundled.shown(path), path.read_bytes()) for path in bundled.packs().values())
    return Shelf(packs, file, tuple(document.findings), view)


def lint(names: Sequence[str], lang: str | None) -> int:
    """Check packs as they are loaded; everything that is wrong is listed."""
    wanted = shelf(names, lang)
    findings = [*wanted.findings, *(found for _file, book in wanted.books() for found in book.findings)]
    return _told(_once(findings), wanted.view, LINTED.format(packs=len(wanted.packs)))


def test(names: Sequence[str], lang: str | None) -> int:
    """Run the examples of packs, and try the cases next to every bound."""
    from yanpei_audit.trials import try_pack

    wanted = shelf(names, lang)
    findings: list[Finding] = [*wanted.findings]
    examples = cases = 0
    for file, book in wanted.books():
        findings += book.findings
        if book.rules:
            document = read_rules(file)
            trial = try_pack(book.packs[0], document, book)
            examples, cases = examples + trial.examples, cases + trial.cases
            findings += document.findings
    done = TESTED.format(packs=len(wanted.packs), examples=examples, cases=cases)
    return _told(_once(findings), wanted.view, done)


def _once(findings: Iterable[Finding]) -> list[Finding]:
    """Put findings in the order of their places, those of files read for several packs once."""
    return sorted(dict.fromkeys(findings), key=lambda found: (found.span, found.code))


def _told(findings: Sequence[Finding], view: View, done: Words) -> int:
    for line in finding_lines(findings, view):
        say(line + "\n")
    errors = sum(found.severity is Severity.ERROR for found in findings)
    warnings = sum(found.severity is Severity.WARNING for found in findings)
    say(view.say(SUMMED.format(done=done, errors=errors, warnings=warnings)) + "\n")
    return ExitCode.BAD_RULES if errors else ExitCode.FINE


LINTED = Words("检查了 {packs} 个规则包", "{packs} packs checked")
TESTED = Words(
    "试了 {packs} 个规则包：例子 {examples} 个，界限两侧 {cases} 例",
    "{packs} packs tried: {examples} examples, {cases} cases next to bounds",
)
SUMMED = Words("{done}；错误 {errors}，警告 {warnings}", "{done}; {errors} errors, {warnings} warnings")
