"""What the files of one person come to, worked out in whichever process has room."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from sys import intern
from types import MappingProxyType
from typing import NamedTuple
from zlib import crc32

from yanpei_audit.audit import PersonResult, judge_person
from yanpei_audit.calendar import Period
from yanpei_audit.checks.activities import mark_repeated, not_yet
from yanpei_audit.checks.coverage import person_without_rule
from yanpei_audit.checks.everybody import FEWEST_COPIED, Sample
from yanpei_audit.checks.persons import against_registry, merge
from yanpei_audit.findings import Finding, SourceSpan
from yanpei_audit.findings.catalogue import CODES
from yanpei_audit.records import Person
from yanpei_audit.records.intake import Group, RecordFile
from yanpei_audit.records.reading import read_person
from yanpei_audit.rules.rulebook import Rulebook, RuleFiles, read_rulebook
from yanpei_audit.source import Document, read_document
from yanpei_audit.suggestions import advice

SAMPLED = 4000


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


class Place(NamedTuple):
    """An activity by its file and its number in it, which counts from 0."""

    file: str
    number: int


@dataclass(slots=True)
class Share:
    """What the files of one person came to, small enough to be kept for everybody."""

    result: PersonResult
    findings: tuple[Finding, ...]
    files: Group
    active: bool
    latest: dt.date | None
    digest: bytes
    schools: Mapping[str, Place]
    samples: tuple[Sample, ...]


class _Part(NamedTuple):
    """One file of a person."""

    person: Person
    findings: list[Finding]
    file: RecordFile
    digest: bytes = b""
    schools: Mapping[str, Place] = MappingProxyType({})
    samples: tuple[Sample, ...] = ()


def audit_chunk(groups: Sequence[Group], assignment: Assignment) -> list[Share]:
    """Audit a few groups of files, in whichever process has room."""
    rulebook = read_rulebook(assignment.rules)
    return [share for group in groups for share in audit_group(group, rulebook, assignment)]


def audit_group(group: Group, rulebook: Rulebook, assignment: Assignment) -> Iterator[Share]:
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
    person = read_person(document, rulebook.kinds, rulebook.registry.aliases)
    schools = _schools(person, file)
    for school, place in schools.items():
        if rulebook.registry.schools and school not in rulebook.registry.schools:
            span = document.span("activities", place.number, "school")
            hint = advice(school, rulebook.registry.school_spellings(), CODES["YA513"].hint)
            document.report("YA513", span, text=school, hint=hint)
    return _Part(person, document.findings, file, digest, schools, tuple(_samples(person, document)))


def _schools(person: Person, file: RecordFile) -> dict[str, Place]:
    """Give the first activity of a file at each school."""
    first: dict[str, Place] = {}
    for number, entry in enumerate(person.entries):
        school = entry.activity.school
        if school is not None and school not in first:
            first[intern(school)] = Place(file.shown, number)
    return first


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


def _judged(parts: Sequence[_Part], rulebook: Rulebook, assignment: Assignment) -> Share:
    findings = [found for part in parts for found in part.findings]
    person = parts[0].person
    if len(parts) > 1:
        person, disagreements = merge([part.person for part in parts])
        findings += disagreements
    person, repetitions = mark_repeated(person)
    period = assignment.period
    findings += [*repetitions, *not_yet(person, period, assignment.as_of), *against_registry(person, rulebook.registry)]
    person = rulebook.registry.enrolled(person, period.first)
    outcomes = judge_person(
        person, rulebook.rules, period, assignment.as_of, registry=rulebook.registry, detail=assignment.detail
    )
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
        schools={school: place for part in reversed(parts) for school, place in part.schools.items()},
        samples=tuple(sample for part in parts for sample in part.samples),
    )
