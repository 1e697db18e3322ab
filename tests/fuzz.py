"""Reading, judging and tidying of mutated files for as long as one likes: `python tests/fuzz.py --minutes 60`.

`examine` holds the laws, one function each; the tests hold a few hundred files to them, this command any number.
With `--control` the same files go through a plain round-trip loader instead, to show that the mutations bite.
"""

from __future__ import annotations

import argparse
import datetime as dt
import hashlib
import re
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from copy import deepcopy
from functools import cached_property, lru_cache
from io import BytesIO
from pathlib import Path
from random import Random
from typing import Any, NamedTuple, NoReturn

import yaml
from mutators import NOTES, Mutant, mutated
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from yanpei_audit import bundled
from yanpei_audit.audit import judge_person
from yanpei_audit.calendar import read_period
from yanpei_audit.checks.activities import mark_repeated, not_yet
from yanpei_audit.desk.tidying import Tidied, plain_spelling, tidied
from yanpei_audit.findings import Finding, SourceSpan
from yanpei_audit.glossary import KEY_NAMES
from yanpei_audit.records import Person
from yanpei_audit.records.reading import read_person
from yanpei_audit.rules.rulebook import Rulebook, RuleFiles, read_rulebook, shipped_kinds
from yanpei_audit.settings import FileText
from yanpei_audit.source import BOM, Document, read_text

DEEPEST = 6
EVERY = 10_000
SECONDS = 5.0
MOST_KEPT = 200
_BAKED = re.compile("([\"']).*\\1 *[,}\\]]+", re.DOTALL)
UNREAD = frozenset({"YA104", "YA105", "YA112"})  # characters that nothing is read with, and nothing takes out
PERIOD, AS_OF = read_period("2025-2026-1"), dt.date(2026, 1, 31)


@lru_cache(maxsize=1)
def rulebook() -> Rulebook:
    """Give the shipped kinds and the pack that holds without settings."""
    path = bundled.packs()["researcher-quota"]
    return read_rulebook(RuleFiles(shipped_kinds(), (FileText("researcher-quota", path.read_bytes()),)))


class Case:
    """A file, and what the program makes of it; every step is taken once.

    `source` is the valid file that it was made of.
    """

    def __init__(self, data: bytes, source: str = "") -> None:
        self.data = data
        self.source = source

    @cached_property
    def document(self) -> Document:
        """The file as it was read."""
        return read_text(self.data, "x.yaml")

    @cached_property
    def values(self) -> Any:
        """The values as they were read: judging puts canonical words into those of the document."""
        return deepcopy(self.document.values)

    @cached_property
    def form(self) -> list[tuple[str, int]]:
        """The codes and lines of what is wrong with the form."""
        return places(self.document.findings)

    @cached_property
    def person(self) -> Person:
        """The person of the file, after all that an audit does with it."""
        _before = self.values, self.form
        person = read_person(self.document, rulebook().kinds)
        judged, _repetitions = mark_repeated(person)
        list(not_yet(judged, PERIOD, AS_OF))
        judge_person(judged, rulebook().rules, PERIOD, AS_OF, detail=True)
        return person

    @cached_property
    def findings(self) -> list[Finding]:
        """Everything that is wrong with the file."""
        _person = self.person
        return self.document.findings

    @cached_property
    def tidied(self) -> Tidied:
        """What tidying gives."""
        return tidied(self.data, "x.yaml")

    @cached_property
    def tidy(self) -> Case:
        """The file that tidying gives."""
        return self if self.tidied.data == self.data else Case(self.tidied.data)

    @cached_property
    def independent(self) -> Any:
        """What PyYAML reads, every scalar as the text that it is, keys by their canonical names; None where it stops.

        It knows no tab before a comment.
        """
        try:
            text = re.sub("[ \t]+#", " #", self.data.decode())
            return _canonical(yaml.load(text, Loader=yaml.BaseLoader))
        except (UnicodeDecodeError, yaml.YAMLError):
            return None

    @cached_property
    def comments(self) -> list[str]:
        """The comments that another parser leaves out; none where it cannot tell."""
        try:
            text = self.data.removeprefix(BOM).decode()
            tokens = list(yaml.scan(text, Loader=yaml.BaseLoader))
        except (UnicodeDecodeError, yaml.YAMLError):
            return []
        found, at = [], 0
        for token in tokens:
            gap = text[at : token.start_mark.index]
            found += [part.partition("#")[2].strip() for part in gap.split("\n") if "#" in part]
            at = max(at, token.end_mark.index)
        return found


def places(findings: Sequence[Finding]) -> list[tuple[str, int]]:
    """Give the codes and lines of findings."""
    return sorted((found.code, found.span.line) for found in findings)


# ---- laws: each gives what is wrong ----------------------------------------------------------------------------------


def misplaced(case: Case) -> Iterator[str]:
    """Every finding stands in the file: it starts at a character of it, or right behind a line, and ends after that."""
    lines = case.document.text.replace("\r\n", "\n").split("\n")
    for found in case.findings:
        if not _is_inside(found.span, lines):
            yield f"{found.code} at {found.span.line}:{found.span.column}-{found.span.end_line}:{found.span.end_column}"


def _is_inside(span: SourceSpan, lines: Sequence[str]) -> bool:
    ends = ((span.line, span.column), (span.end_line, span.end_column))
    if not all(1 <= line <= len(lines) for line, _column in ends) or ends[0] > ends[1]:
        return False
    room = [len(lines[line - 1]) + 1 for line, _column in ends]
    return 1 <= span.column <= room[0] and 1 <= span.end_column <= room[1] + 1  # a mark may be one wide behind a line


def silent(case: Case) -> Iterator[str]:
    """Where nothing is found, another parser reads the very same, and every activity is judged."""
    if case.findings:
        return
    if case.independent != case.values:
        yield f"read {case.values!r}, another parser {case.independent!r}"
    if case.person.faulty or len(case.person.entries) != len(case.values["activities"]):
        yield f"{len(case.person.entries)} activities judged of {len(case.values['activities'])}"


def _canonical(value: Any) -> Any:
    if isinstance(value, dict):
        return {KEY_NAMES.get(key, key): _canonical(inside) for key, inside in value.items()}
    return [_canonical(item) for item in value] if isinstance(value, list) else value


def differing(case: Case) -> Iterator[str]:
    """The parser without C reads the same, and stops in the same lines; for what it calls a line there are two words."""
    fast, pure = case.document, read_text(case.data, "x.yaml", pure=True)
    if fast.whole != pure.whole:
        yield f"whole by C: {fast.whole}, by Python: {pure.whole}"
    if fast.whole and pure.whole and case.values != pure.values:
        yield f"by C {case.values!r}, by Python {pure.values!r}"
    if {line for _code, line in case.form} != {line for _code, line in places(pure.findings)}:
        yield f"findings by C {case.form}, by Python {places(pure.findings)}"


def refused(case: Case) -> Iterator[str]:
    """What tidying makes of a file is what it can prove to be the same."""
    if case.tidied.refused:
        yield "refused"


def untidy(case: Case) -> Iterator[str]:
    """Tidying once is enough; lines, comments and what is meant stay, and nothing new is found."""
    tidy = case.tidy
    if tidy is case:
        return
    if case.values is None and not UNREAD.isdisjoint(code for code, _line in case.form):
        yield f"changed, though nothing of it was read: {tidy.data!r}"
    if (again := tidy.tidied.data) != tidy.data:
        yield f"once {tidy.data!r}, twice {again!r}"
    if (ends := tidy.data.count(b"\n")) != (wanted := case.data.count(b"\n")):
        yield f"{wanted} line ends, then {ends}"
    if plain(case.values) != plain(tidy.values):
        yield f"read {case.values!r}, then {tidy.values!r}"
    if new := sorted(set(tidy.form) - set(case.form)):
        yield f"found anew: {new}"
    if lost := [comment for comment in case.comments if _times(comment, tidy.data) < _times(comment, case.data)]:
        yield f"comments lost: {lost}, {tidy.data!r}"
    if not case.form and case.independent is not None and plain(case.independent) != plain(tidy.independent):
        yield f"another parser reads {case.independent!r}, then {tidy.independent!r}"


def meddling(case: Case) -> Iterator[str]:
    """Tidying leaves every line alone that was right in the file before it was mutated."""
    if case.tidy is case:
        return
    right = _lines(case.source.encode()) & _lines(tidied(case.source.encode(), "x.yaml").data)
    changed = (right & _lines(case.data)) - _lines(case.tidy.data)
    if lines := [line for line in changed if line.strip(" ") not in NOTES]:
        yield f"{lines}: {case.tidy.data!r}"


def baking(case: Case) -> Iterator[str]:
    """Tidying makes no text of a quoted one together with the comma or bracket behind it."""
    if case.tidy is not case and (baked := [text for text in _texts(case.tidy.values) if _BAKED.fullmatch(text)]):
        yield f"{baked}: {case.tidy.data!r}"


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif value is not None:
        for part in value.values() if isinstance(value, dict) else value:
            yield from _texts(part)


def _lines(data: bytes) -> Counter[str]:
    return Counter(line.removesuffix("\r") for line in data.removeprefix(BOM).decode().split("\n"))


def _times(comment: str, data: bytes) -> int:
    """Count a comment in a file; what cannot be seen does not count."""
    text, comment = (re.sub("[\u200b\ufeff]", "", each) for each in (data.decode(), comment))
    return text.count(comment)


def plain(value: Any, field: str = "") -> Any:
    """Give values with days and amounts in their plain spelling."""
    if isinstance(value, dict):
        return {name: plain(inside, name) for name, inside in value.items()}
    return [plain(item) for item in value] if isinstance(value, list) else plain_spelling(field, value)


LAWS: dict[str, Callable[[Case], Iterator[str]]] = {
    "misplaced": misplaced,
    "silent": silent,
    "refused": refused,
    "untidy": untidy,
    "meddling": meddling,
    "baking": baking,
    "differing": differing,
}


# ---- the command ---------------------------------------------------------------------------------------------------


class EndlessError(Exception):
    """The program does not come to an end with a file."""


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """Stop what takes longer; where the system has no such alarm, wait."""
    if not hasattr(signal, "setitimer"):
        yield
        return

    def stop(_number: int, _frame: object) -> NoReturn:
        raise EndlessError

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


class Examined(NamedTuple):
    """What a file gave: the codes of its findings, and each broken law with what was wrong."""

    codes: frozenset[str]
    broken: tuple[tuple[str, str], ...] = ()


def examine(mutant: Mutant, laws: Sequence[str]) -> Examined:
    """Read, judge and tidy a file, and hold it to the laws; whatever is raised is an exception of ours."""
    case = Case(mutant.data, mutant.source)
    broken: list[tuple[str, str]] = []
    codes: frozenset[str] = frozenset()
    try:
        with at_most(SECONDS):
            codes = frozenset(found.code for found in case.findings)
            _tidy = case.tidy
            for name in laws:
                broken += [(name, fault) for fault in LAWS[name](case)]
    except Exception as error:  # noqa: BLE001 - that nothing is raised is what we are here to see
        broken.append(("exception", f"{type(error).__name__}: {error}"))
    return Examined(codes, tuple(broken))


def control(data: bytes) -> Examined:
    """Load a file as many programs do; errors of YAML are refusals, all others would be crashes."""
    try:
        YAML().load(BytesIO(data))
    except YAMLError:
        return Examined(frozenset(), (("refused", ""),))
    except Exception as error:  # noqa: BLE001 - these are counted
        return Examined(frozenset(), (("exception", type(error).__name__),))
    return Examined(frozenset())


def main(arguments: Sequence[str] | None = None) -> int:
    """Run until time or cases are up; give 1 if a law was broken."""
    wanted = _wishes(arguments)
    keep = Path(wanted.keep) if wanted.keep else Path(tempfile.mkdtemp(prefix="yanpei-fuzz-"))
    deadline = time.monotonic() + 60 * wanted.minutes
    counts: Counter[str] = Counter()
    codes: set[str] = set()
    number = 0
    while number < wanted.cases if wanted.cases else time.monotonic() < deadline:
        mutant = mutated(Random(f"{wanted.seed}/{number}"), DEEPEST)
        number += 1
        found = control(mutant.data) if wanted.control else examine(mutant, wanted.laws)
        codes |= found.codes
        counts.update({name for name, _what in found.broken})
        for name, what in found.broken if not wanted.control else ():
            _keep(keep, name, what, mutant.data, counts[name])
        if number % EVERY == 0:
            print(_summary(number, counts, codes, wanted), file=sys.stderr, flush=True)
    print(_summary(number, counts, codes, wanted))
    return 0 if wanted.control or not counts else 1


def _wishes(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=1, help="how long (1)")
    parser.add_argument("--cases", type=int, default=0, help="how many files, instead of how long")
    parser.add_argument("--seed", type=int, default=0, help="the same seed gives the same files (0)")
    parser.add_argument("--keep", help="the folder for files that break a law (a temporary one)")
    parser.add_argument("--control", action="store_true", help="load the files by ruamel.yaml instead")
    parser.add_argument("--laws", nargs="*", choices=LAWS, default=list(LAWS), help="which laws to hold them to (all)")
    return parser.parse_args(arguments)


def _keep(folder: Path, name: str, what: str, data: bytes, before: int) -> None:
    """Show a file that breaks a law, and keep it."""
    if before > MOST_KEPT:
        return
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}-{hashlib.sha256(data).hexdigest()[:12]}.yaml"
    path.write_bytes(data)
    print(f"{path}: {what}"[:600], flush=True)


def _summary(number: int, counts: Counter[str], codes: set[str], wanted: argparse.Namespace) -> str:
    if wanted.control:
        return f"{number} files by ruamel.yaml: {counts['exception']} exceptions, {counts['refused']} refused"
    laws = ", ".join(f"{counts[name]} {name}" for name in wanted.laws)
    return f"{number} files, {len(codes)} codes: {counts['exception']} exceptions, {laws}"


if __name__ == "__main__":
    raise SystemExit(main())
