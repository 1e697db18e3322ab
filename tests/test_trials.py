"""Rules are proven to bite: every shipped number is pinned by examples, and a wrong one is found by trying the pack."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import NamedTuple

import pytest
from conftest import REPOSITORY, Program
from test_rules import PACKS, book_of

from yanpei_audit.audit import Verdict, verdicts
from yanpei_audit.rules import Bounds
from yanpei_audit.rules.requirements import Treatment, coverage, read_index
from yanpei_audit.rules.rulebook import RuleFiles, read_rulebook, read_rules, shipped_kinds
from yanpei_audit.settings import FileText
from yanpei_audit.source import Document
from yanpei_audit.trials import Trial, try_pack, try_rule

pytestmark = pytest.mark.unmeasured

SHIPPED = [path for path in PACKS if path.parent == REPOSITORY / "rules"]


def document_of(path: Path) -> Document:
    return read_rules(FileText(path.name, path.read_bytes()))


def tried(path: Path) -> tuple[Trial, list[str]]:
    document, book = document_of(path), book_of(path)
    trial = try_pack(book.packs[0], document, book)
    return trial, [f"{found.span} {found.code} {found.message.zh}" for found in document.findings]


@pytest.mark.parametrize("path", PACKS, ids=lambda path: path.stem)
def test_every_example_leads_to_its_verdict_and_pins_a_bound(path: Path) -> None:
    trial, findings = tried(path)

    assert (findings, trial.examples >= 2 * len(book_of(path).rules), trial.cases > 0) == ([], True, True)


# Wrong numbers ------------------------------------------------------------------------------------------------------

NUMBER = re.compile(
    r"(?:\b(?:at_least|at_most|exactly|least|most|each|within|apart|tolerance|from_years|to_years): |(?<=[^\s{]): )"
    r"(-?\d+(?:\.\d+)?)(?= ?%| ?(?:days?|weeks?|months?|天|周|个月)\b|[\s,}\]]|$)( ?%)?"
)
HALF = 50  # a part of few things is the same for many parts


class Shift(NamedTuple):
    """A pack with one of its numbers one off: where, what it was and is, and the rule it stands in, if in one."""

    line: int
    was: str
    text: str
    rule: int | None


def numbers_of(path: Path) -> Iterator[tuple[int, re.Match[str], int | None]]:
    """Find the numbers of the rules and tiers of a pack: their examples and days are none of them."""
    rule, inside, beside = None, False, False
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n")):
        if line.startswith("  - id:") and inside:
            rule = 0 if rule is None else rule + 1
            beside = False
        if line and not line.startswith((" ", "#")):
            inside = line.startswith("rules:")
            beside = not line.startswith(("rules:", "tiers:"))
        if re.match(r"    (?:examples|reading|source|title):", line):
            beside = True
        elif re.match(r"    \w", line):
            beside = False
        if not beside:
            for match in NUMBER.finditer(line):
                key = line[: match.start(1)].rstrip(": ").rpartition(" ")[2].strip("{[,")
                if key in KEYS or "by: " in line:
                    yield number, match, rule


KEYS = frozenset(
    (
        "at_least",
        "at_most",
        "exactly",
        "least",
        "most",
        "each",
        "within",
        "apart",
        "tolerance",
        "from_years",
        "to_years",
    )
)


def one_off(path: Path) -> Iterator[Shift]:
    lines = path.read_text(encoding="utf-8").split("\n")
    for number, match, rule in numbers_of(path):
        step = HALF if match[2] else 1
        for sign in (-1, 1):
            value = Decimal(match[1]) + sign * step
            if value < 0 or (match[2] and not 0 < value <= 100):
                continue
            line = lines[number][: match.start(1)] + str(value) + lines[number][match.end(1) :]
            yield Shift(
                number + 1, lines[number].strip(), "\n".join([*lines[:number], line, *lines[number + 1 :]]), rule
            )


def is_found(path: Path, shift: Shift) -> bool:
    file = FileText(path.name, shift.text.encode())
    book = read_rulebook.__wrapped__(RuleFiles(shipped_kinds(), (file,), rehearsal=True))
    if book.findings:
        return True
    document = read_rules(file)
    if shift.rule is None:
        try_pack(book.packs[0], document, book)
    else:
        try_rule(book.rules[shift.rule], ("rules", shift.rule), document, book)
    return bool(document.findings)


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_a_shipped_number_that_is_one_off_is_found(path: Path) -> None:
    shifts = list(one_off(path))

    assert [f"{shift.line}: {shift.was}" for shift in shifts if not is_found(path, shift)] == []


def test_the_numbers_are_found() -> None:
    found = [match[1] for _line, match, _rule in numbers_of(REPOSITORY / "rules" / "researcher-quota.yaml")]

    assert found == ["1", "2", "40", "10", "4", "72", "24"]


def test_a_judge_that_takes_more_than_for_at_least_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    def wrong(number: Fraction, bounds: Bounds) -> Verdict:
        return Verdict.MET if bounds.at_least is not None and number > bounds.at_least else Verdict.SHORT

    monkeypatch.setattr(verdicts, "hold", wrong)
    path = REPOSITORY / "rules" / "researcher-quota.yaml"
    document, book = document_of(path), book_of(path)
    try_pack(book.packs[0], document, book)

    assert len([found for found in document.findings if found.code == "YA719"]) >= len(book.rules)


def test_a_judge_that_errs_next_to_a_bound_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    right = verdicts.hold

    def wrong(number: Fraction, bounds: Bounds) -> Verdict:
        return Verdict.SHORT if bounds.at_least is not None and number == bounds.at_least + 1 else right(number, bounds)

    monkeypatch.setattr(verdicts, "hold", wrong)
    path = REPOSITORY / "rules" / "researcher-quota.yaml"
    document, book = document_of(path), book_of(path)
    try_pack(book.packs[0], document, book)

    assert {found.code for found in document.findings} == {"YA720"}


# The requirements of the sources ------------------------------------------------------------------------------------


def test_every_requirement_is_listed_once_and_belongs_to_a_system() -> None:
    index = read_index()
    ids = [one.id for one in index.requirements]

    assert (len(ids), len(set(ids)), len(index.systems)) == (481, 481, 42)
    assert {one.system for one in index.requirements} == {system.id for system in index.systems}
    assert [one.id for one in index.requirements if (one.status is None) != (one.why is None)] == []


def test_every_requirement_is_accounted_for_and_every_hard_one_of_a_person_is_decided() -> None:
    index = read_index()
    covered = coverage(index, [pack for path in SHIPPED for pack in book_of(path).packs])
    decided = {Treatment.ENFORCED, Treatment.ATTESTED, Treatment.DRAFTED}
    known = {one.id for one in index.requirements}

    assert [one.id for one in index.requirements if covered.treatments[one.id] is Treatment.OPEN] == []
    assert sorted(set(covered.rules) - known) == []
    assert [one.id for one in index.requirements if one.status and covered.treatments[one.id] in decided] == []
    hard = [one for one in index.requirements if one.strength == "H" and one.subject in ("person", "pair")]
    assert (len(hard), [one.id for one in hard if covered.treatments[one.id] not in decided]) == (93, [])


# The pages that are made of the packs -------------------------------------------------------------------------------


@pytest.mark.parametrize("command", ["coverage", "words"])
@pytest.mark.parametrize(("suffix", "language"), [(".md", "zh"), (".en.md", "en")])
def test_a_page_of_docs_is_what_its_command_prints(
    command: str, suffix: str, language: str, tmp_path: Path, program: Program, *, update_cases: bool
) -> None:
    path = REPOSITORY / "docs" / f"{command}{suffix}"
    said = program(["rules", command, "--lang", language], folder=tmp_path)
    if update_cases:
        path.write_text(said.out, encoding="utf-8")

    assert (said.exit, said.err, said.out) == (0, "", path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_the_page_of_a_pack_is_what_rules_doc_prints(
    path: Path, tmp_path: Path, program: Program, *, update_cases: bool
) -> None:
    page = REPOSITORY / "docs" / "rules" / f"{path.stem}.md"
    said = program(["rules", "doc", path.stem], folder=tmp_path)
    if update_cases:
        page.parent.mkdir(exist_ok=True)
        page.write_text(said.out, encoding="utf-8")

    assert (said.exit, said.err, said.out) == (0, "", page.read_text(encoding="utf-8"))


def test_no_page_stands_for_a_pack_that_is_gone() -> None:
    pages = {page.stem for page in (REPOSITORY / "docs" / "rules").glob("*.md")}

    assert pages == {path.stem for path in SHIPPED}
