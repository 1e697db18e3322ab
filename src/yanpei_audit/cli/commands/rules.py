"""`rules`: the packs listed, shown, checked, tried, written out, and held against the requirements of the sources."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from yanpei_audit import bundled
from yanpei_audit.cli.inputs import pack_of_command_line, packs_in_force, settings_file
from yanpei_audit.cli.mistakes import not_one_of
from yanpei_audit.cli.streams import say, width_of
from yanpei_audit.cli.subjects import say_findings
from yanpei_audit.cli.workplace import chosen_language
from yanpei_audit.exit_codes import ExitCode
from yanpei_audit.findings import Finding
from yanpei_audit.findings.catalogue import Severity
from yanpei_audit.language import Words
from yanpei_audit.report.lines import inert
from yanpei_audit.report.view import View
from yanpei_audit.rules.rulebook import Rulebook, RuleFiles, read_rulebook, read_rules, shipped_kinds
from yanpei_audit.settings import FileText, find_working_folder, read_settings


class Shelf(NamedTuple):
    """The packs that a command is about, the settings around them, and how to speak."""

    packs: tuple[FileText, ...]
    settings: FileText | None
    findings: tuple[Finding, ...]
    view: View
    in_force: bool = False

    def books(self, some: Iterable[FileText] | None = None) -> Iterator[tuple[FileText, Rulebook]]:
        """Read each pack, or `some`, by itself, its cast being the registry; one that needs all in force, with them."""
        for file in self.packs if some is None else some:
            alone = self._book(file)
            together = self.together() if self.in_force and alone.findings else alone
            yield file, alone if together.findings else together

    def together(self) -> Rulebook:
        """Read all packs as one run does."""
        return self._book(*self.packs)

    def _book(self, *files: FileText) -> Rulebook:
        return read_rulebook(RuleFiles(shipped_kinds(), files, self.settings, rehearsal=True))


def shipped() -> tuple[FileText, ...]:
    """Give the packs that come with the program."""
    return tuple(FileText(bundled.shown(path), path.read_bytes()) for path in bundled.packs().values())


def shelf(names: Sequence[str], lang: str | None) -> Shelf:
    """Find the packs that are named; without names those of yanpei.yaml, and without that all that are shipped.

    Those of yanpei.yaml go by the names of their files too.
    """
    here = Path.cwd().resolve()
    root = find_working_folder(here)
    file = settings_file(root).text if root else None
    settings, document = read_settings(file)
    view = View(chosen_language(lang, settings), width_of(sys.stdout))
    own = packs_in_force((), settings, root, document) if file is not None and root is not None else ()
    by_name = {PurePosixPath(pack.shown).stem: pack for pack in own}
    if names:
        packs = tuple(by_name.get(name) or pack_of_command_line(name, root or here, by_name) for name in names)
    else:
        packs = own if file is not None else shipped()
    return Shelf(packs, file, tuple(document.findings), view, in_force=bool(own) and not names)


def listing(lang: str | None) -> int:
    """List the packs that are shipped and those that are in force here."""
    here, ours = shelf((), lang), shipped()
    own = [file for file in here.packs if file not in ours]
    in_force = {file.shown for file in here.packs} if here.settings is not None else set()
    for file, book in [*here._replace(packs=ours).books(), *here.books(own)]:
        mark = here.view.say(IN_FORCE) if file.shown in in_force else ""
        if not book.packs:
            say(here.view.say(BROKEN.format(path=file.shown)) + "\n")
        for pack in book.packs:
            row = LISTED.format(name=pack.pack, title=pack.title.words, rules=len(pack.rules), mark=mark)
            say(here.view.say(row).rstrip() + "\n")
    return ExitCode.FINE


def show(name: str, lang: str | None) -> int:
    """Explain a pack, or one of its rules named as PACK/RULE or by its own id, in prose."""
    from yanpei_audit.report.rulebook import rule_lines

    pack, slash, rule = name.partition("/")
    is_a_file = os.path.isfile(name)
    here = shelf((), lang)
    is_a_pack = pack in bundled.packs() or pack in {PurePosixPath(file.shown).stem for file in here.packs}
    wanted = shelf((name,) if is_a_file else (pack,), lang) if slash or is_a_pack or is_a_file else here
    books = [book for _file, book in wanted.books()]
    if faulty := _errors_in(books):
        return _told(faulty, wanted.view, LINTED.format(packs=len(books)))
    if is_a_file or (is_a_pack and not slash):
        say("\n".join(_pages(books, wanted.view)))
        return ExitCode.FINE
    rules = [one for book in books for one in book.rules]
    found = [one for one in rules if one.id.rule == (rule or pack)]
    if not found:
        raise not_one_of(Words("规则里", "The packs"), rule or pack, [one.id.rule for one in rules])
    for one in found:
        title = f"{wanted.view.say(one.rule.title.words)} {one.id}"
        say("\n".join([inert(title), *(f"  {inert(line)}" for line in rule_lines(one, wanted.view)), ""]))
    return ExitCode.FINE


def _pages(books: Iterable[Rulebook], view: View) -> Iterator[str]:
    from yanpei_audit.report.rulebook import pack_page

    for book in books:
        for pack in book.packs:
            yield pack_page(pack, [one for one in book.rules if one.pack is pack], view)


def doc(names: Sequence[str], lang: str | None) -> int:
    """Write packs as Markdown, for whoever answers for them."""
    wanted = shelf(names, lang)
    books = [book for _file, book in wanted.books()]
    if faulty := _errors_in(books):
        return _told(faulty, wanted.view, LINTED.format(packs=len(books)))
    say("\n".join(_pages(books, wanted.view)))
    return ExitCode.FINE


def words(lang: str | None) -> int:
    """List every word that records and rules may use here: fields, kinds, roles, and what fields allow."""
    from yanpei_audit.report.words import words_page

    here = shelf((), lang)
    ours = here if here.settings is not None else here._replace(packs=())
    say(words_page(ours.together().kinds, here.view))
    return ExitCode.FINE


def coverage(lang: str | None) -> int:
    """Show what becomes of every requirement of the source documents."""
    from yanpei_audit.report.rulebook import coverage_page
    from yanpei_audit.rules import requirements

    view = View(chosen_language(lang), width_of(sys.stdout))
    packs = [pack for _file, book in Shelf(shipped(), None, (), view).books() for pack in book.packs]
    index = requirements.read_index()
    say(coverage_page(index, requirements.coverage(index, packs), view))
    return ExitCode.FINE


def lint(names: Sequence[str], lang: str | None) -> int:
    """Check packs as they are loaded; everything that is wrong is listed."""
    wanted = shelf(names, lang)
    books = [wanted.together()] if wanted.in_force else [book for _file, book in wanted.books()]
    findings = [*wanted.findings, *(found for book in books for found in book.findings)]
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
            pack = next(one for one in book.packs if one.pack == document.values["pack"])
            trial = try_pack(pack, document, book)
            examples, cases = examples + trial.examples, cases + trial.cases
            findings += document.findings
    done = TESTED.format(packs=len(wanted.packs), examples=examples, cases=cases)
    return _told(_once(findings), wanted.view, done)


def _errors_in(books: Iterable[Rulebook]) -> list[Finding]:
    return _once(found for book in books for found in book.findings if found.severity is Severity.ERROR)


def _once(findings: Iterable[Finding]) -> list[Finding]:
    """Put findings in the order of their places, those of files read for several packs once."""
    return sorted(dict.fromkeys(findings), key=lambda found: (found.span, found.code))


def _told(findings: Sequence[Finding], view: View, done: Words) -> int:
    say_findings(findings, view)
    errors = sum(found.severity is Severity.ERROR for found in findings)
    warnings = sum(found.severity is Severity.WARNING for found in findings)
    say(view.say(SUMMED.format(done=done, errors=errors, warnings=warnings)) + "\n")
    return ExitCode.BAD_RULES if errors else ExitCode.FINE


BROKEN = Words("{path}  有错误，见 rules lint", "{path}  is wrong, see rules lint")
IN_FORCE = Words("（在用）", "(in force)")
LISTED = Words("{name}  {title}，{rules} 条{mark}", "{name}  {title}, {rules} rules {mark}")
LINTED = Words("检查了 {packs} 个规则包", "{packs} packs checked")
TESTED = Words(
    "试了 {packs} 个规则包：例子 {examples} 个，界限两侧 {cases} 例",
    "{packs} packs tried: {examples} examples, {cases} cases next to bounds",
)
SUMMED = Words("{done}；错误 {errors}，警告 {warnings}", "{done}; {errors} errors, {warnings} warnings")
