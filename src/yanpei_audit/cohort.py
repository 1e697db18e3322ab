"""Everybody's files → one result: read, judged and forgotten person by person, so that memory stays flat.

Chunks of files go to an executor and come back in order. Only what crosses files is settled at the end: two guesses
at one person, statistics, and runs that would pass because nothing was there.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from sys import intern
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple
from zlib import crc32

from yanpei_audit.audit import AuditResult, Outcome, PersonResult, RuleStatistics, Verdict, judge_person
from yanpei_audit.calendar import Period
from yanpei_audit.checks.activities import mark_repeated, not_yet
from yanpei_audit.checks.coverage import nothing_in_period, person_without_rule, rule_without_people
from yanpei_audit.checks.everybody import FEWEST_COPIED, Named, Sample, copied, misnamed_files, two_spellings
from yanpei_audit.checks.persons import merge
from yanpei_audit.findings import Finding, SourceSpan
from yanpei_audit.records import Person
from yanpei_audit.records.intake import Group, RecordFile, group_by_person
from yanpei_audit.records.reading import read_person
from yanpei_audit.rules import RuleId
from yanpei_audit.rules.rulebook import Rulebook, RuleFiles, read_rulebook
from yanpei_audit.source import Document, read_document

if TYPE_CHECKING:
    from concurrent.futures import Executor

GROUPS_IN_A_CHUNK = 16
SAMPLED = 4000
Progress = Callable[[int, int], None]


class Assignment(NamedTuple):
    """What is the same for every file of a run; it travels to the processes that share the work.

    `root` is the working folder. With `detail` the outcomes list the activities behind their numbers, and the inputs
    are digested.
    """

    root: str
    rules: RuleFiles
    period: Period
    as_of: dt.date
    detail: bool = False


@dataclass(slots=True)
class Share:
    """What the files of one person came to, small enough to be kept for everybody."""

    result: PersonResult
    findings: tuple[Finding, ...]
    files: Group
    active: bool
    latest: dt.date | None
    digest: bytes
    schools: Mapping[str, SourceSpan]
    samples: tuple[Sample, ...]


class _Part(NamedTuple):
    """One file of a person."""

    person: Person
    findings: list[Finding]
    file: RecordFile
    digest: bytes = b""
    schools: Mapping[str, SourceSpan] = MappingProxyType({})
    samples: tuple[Sample, ...] = ()


def audit_files(
    files: Sequence[RecordFile],
    assignment: Assignment,
    *,
    executor: Executor | None = None,
    progress: Progress | None = None,
) -> AuditResult:
    """Audit the people of these files; `executor` shares the work, and the result is the same without one.

    `progress` is told how many files are done, and of how many.
    """
    if not read_rulebook(assignment.rules).whole:
        return _summed_up([], read_rulebook(assignment.rules), assignment)
    shares: dict[str, Share] = {}
    parted: dict[str, list[Share]] = {}
    same: dict[Outcome, Outcome] = {}
    schools: dict[str, SourceSpan] = {}
    done = 0
    for share in _shares(group_by_person(files, assignment.root), assignment, executor):
        if not assignment.detail:
            outcomes = tuple(same.setdefault(outcome, outcome) for outcome in share.result.outcomes)
            share.result = share.result._replace(outcomes=outcomes)
        if (first := shares.setdefault(share.result.person.id, share)) is not share:
            parted.setdefault(share.result.person.id, [first]).append(share)
        for school, span in share.schools.items():
            schools[school] = min(span, schools.get(school, span))
        share.schools = {}
        done += len(share.files)
        if progress is not None:
            progress(done, len(files))
    for person, several in parted.items():
        group = tuple(sorted({file for share in several for file in share.files}, key=lambda file: file.shown))
        shares[person] = _together(person, group, assignment)
    together = [share for _id, share in sorted(shares.items())]
    result = _summed_up(together, read_rulebook(assignment.rules), assignment)
    return result._replace(findings=_sorted([*result.findings, *_between(together, schools, assignment)]))


def _between(shares: Sequence[Share], schools: Mapping[str, SourceSpan], assignment: Assignment) -> Iterator[Finding]:
    """Find what only shows over all people."""
    people = {share.result.person.id: share.result.person for share in shares}
    paths = {file.shown: file.path for share in shares for file in share.files}

    def same(one: SourceSpan, other: SourceSpan) -> bool:
        texts = [read_document(Path(assignment.root, paths[span.path]), span.path).text for span in (one, other)]
        return text_behind(texts[0], one.line) == text_behind(texts[1], other.line)

    yield from two_spellings(Named(school, span) for school, span in schools.items())
    yield from two_spellings(Named(person.id, person.span) for person in people.values() if not person.faulty)
    yield from copied((sample for share in shares for sample in share.samples), same)
    yield from misnamed_files(people, {file.shown: share.result.person.id for share in shares for file in share.files})


def _sorted(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(findings, key=lambda found: (found.span, found.code)))


def _shares(groups: Sequence[Group], assignment: Assignment, executor: Executor | None) -> Iterator[Share]:
    chunks = [groups[start : start + GROUPS_IN_A_CHUNK] for start in range(0, len(groups), GROUPS_IN_A_CHUNK)]
    assignments = [assignment] * len(chunks)
    results = (
        map(audit_chunk, chunks, assignments) if executor is None else executor.map(audit_chunk, chunks, assignments)
    )
    for chunk in results:
        yield from chunk


def audit_chunk(groups: Sequence[Group], assignment: Assignment) -> list[Share]:
    """Audit a few groups of files, in whichever process has room."""
    rulebook = read_rulebook(assignment.rules)
    return [share for group in groups for share in _audit_group(group, rulebook, assignment)]


def _together(person: str, group: Group, assignment: Assignment) -> Share:
    """Audit all files of one person whom the guess had parted."""
    shares = list(_audit_group(group, read_rulebook(assignment.rules), assignment))
    return next((share for share in shares if share.result.person.id == person), shares[0])


def _audit_group(group: Group, rulebook: Rulebook, assignment: Assignment) -> Iterator[Share]:
    """Audit the files that are believed to be one person's, by whoever turns out to be in them."""
    parts: dict[str, list[_Part]] = {}
    for file in group:
        try:
            part = _read(file, rulebook, assignment)
        except Exception as error:  # noqa: BLE001 - whatever one file does to us, the others are audited
            part = _broken(file, error)
        parts.setdefault(part.person.id, []).append(part)
    for several in parts.values():
        try:
            yield _judged(several, rulebook, assignment)
        except Exception as error:  # noqa: BLE001 - the same for one person
            yield _judged([_broken(part.file, error, part.person) for part in several], rulebook, assignment)


def _read(file: RecordFile, rulebook: Rulebook, assignment: Assignment) -> _Part:
    document = read_document(Path(assignment.root, file.path), file.shown)
    digest = _digest(document) if assignment.detail else b""
    person = read_person(document, rulebook.kinds)
    return _Part(person, document.findings, file, digest, _schools(person, document), tuple(_samples(person, document)))


def _schools(person: Person, document: Document) -> dict[str, SourceSpan]:
    """Give each school of a file where it is first named."""
    first: dict[str, int] = {}
    for number, entry in enumerate(person.entries):
        if entry.activity.school is not None:
            first.setdefault(entry.activity.school, number)
    return {intern(school): document.span("activities", number, "school") for school, number in first.items()}


def _samples(person: Person, document: Document) -> Iterator[Sample]:
    if len(person.entries) >= FEWEST_COPIED:
        text = text_behind(document.text, person.span.line)
        yield Sample((len(text), crc32(text[:SAMPLED].encode())), person.id, person.span)


def text_behind(text: str, line: int) -> str:
    """Give what stands below a line, counted from 1."""
    return text.replace("\r\n", "\n").split("\n", line)[-1].rstrip()


def _broken(file: RecordFile, error: Exception, person: Person | None = None) -> _Part:
    """Leave whoever is in a file unjudged, because of a bug of ours."""
    document = Document(file.shown)
    document.report("YA999", SourceSpan(file.shown), detail=f"{type(error).__name__}: {error}")
    unknown = person or Person(file.shown, Path(file.shown).stem, SourceSpan(file.shown))
    return _Part(unknown._replace(faulty=True, entries=()), document.findings, file)


def _digest(document: Document) -> bytes:
    from yanpei_audit.digests import digest_of_file

    return digest_of_file(document)


def _digest_of_run(shares: Iterable[Share], assignment: Assignment) -> str:
    from yanpei_audit.digests import digest_of_all

    return digest_of_all((assignment.rules, assignment.period.id, assignment.as_of), (share.digest for share in shares))


def _judged(parts: Sequence[_Part], rulebook: Rulebook, assignment: Assignment) -> Share:
    findings = [found for part in parts for found in part.findings]
    person = parts[0].person
    if len(parts) > 1:
        person, disagreements = merge([part.person for part in parts])
        findings += disagreements
    person, repetitions = mark_repeated(person)
    period = assignment.period
    findings += [*repetitions, *not_yet(person, period, assignment.as_of)]
    outcomes = judge_person(person, rulebook.rules, period, assignment.as_of, detail=assignment.detail)
    if rulebook.rules:
        findings += person_without_rule(person, rulebook.rules)
    entries = [entry for entry in person.entries if entry.activity.status != "cancelled"]
    return Share(
        PersonResult(person._replace(entries=()), outcomes),
        tuple(findings),
        tuple(part.file for part in parts),
        active=person.faulty or any(entry.first <= period.last and entry.last >= period.first for entry in entries),
        latest=max((entry.last for entry in entries), default=None),
        digest=b"".join(sorted(part.digest for part in parts)),
        schools={school: span for part in reversed(parts) for school, span in part.schools.items()},
        samples=tuple(sample for part in parts for sample in part.samples),
    )


def _summed_up(shares: Sequence[Share], rulebook: Rulebook, assignment: Assignment) -> AuditResult:
    people = tuple(share.result for share in shares)
    statistics = _statistics(people, rulebook)
    findings = [*rulebook.findings, *(found for share in shares for found in share.findings)]
    if rulebook.rules and people and not any(result.person.faulty for result in people):
        applied_to = {rule: count.applied_to for rule, count in statistics.items()}
        findings += rule_without_people(rulebook.rules, applied_to, assignment.period, assignment.as_of)
    if shares and not any(share.active for share in shares):
        latest = max((share.latest for share in shares if share.latest), default=None)
        findings.append(nothing_in_period(assignment.period, assignment.as_of, latest, shares[0].result.person.span))
    return AuditResult(
        assignment.as_of,
        assignment.period,
        rulebook.packs,
        rulebook.rules,
        statistics,
        people,
        _sorted(findings),
        _digest_of_run(shares, assignment) if assignment.detail else "",
    )


def _statistics(people: Sequence[PersonResult], rulebook: Rulebook) -> dict[RuleId, RuleStatistics]:
    applied = {rule.id: 0 for rule in rulebook.rules}
    matched = dict(applied)
    for result in people:
        judged = [
            outcome for outcome in result.outcomes if outcome.applied and outcome.verdict is not Verdict.UNDECIDED
        ]
        for rule in {outcome.rule for outcome in judged}:
            applied[rule] += 1
        for outcome in judged:
            matched[outcome.rule] += outcome.matched
    return {rule: RuleStatistics(applied[rule], matched[rule]) for rule in applied}
