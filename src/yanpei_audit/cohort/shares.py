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

from yanpei_audit.audit import Outcome, PersonResult, judge_person
from yanpei_audit.calendar import ONE_DAY, Period
from yanpei_audit.checks.activities import mark_repeated, not_yet
from yanpei_audit.checks.coverage import person_without_rule
from yanpei_audit.checks.everybody import FEWEST_COPIED, Sample
from yanpei_audit.checks.exceptions import made_up_in_vain, outside_terms, while_away
from yanpei_audit.checks.keeping import keeping_of
from yanpei_audit.checks.persons import against_registry, merge
from yanpei_audit.findings import Finding, SourceSpan
from yanpei_audit.records import Entry, Person
from yanpei_audit.records.intake import Group, RecordFile
from yanpei_audit.records.reading import read_person
from yanpei_audit.registry import Registry
from yanpei_audit.rules.rulebook import Rulebook, RuleFiles, read_rulebook
from yanpei_audit.source import Document, read_document

SAMPLED = 4000


class Assignment(NamedTuple):
    """What is the same for every file of a run; it travels to the processes that share the work.

    `root` is the working folder. With `detail` the outcomes list the activities behind their numbers, and the inputs
    are digested. A run over `everybody` misses those of the register who have no file. With a period `before`, people
    are also judged in that one, to its end and without detail. With a day `kept_on`, results say how far each record is
    kept as of that day.
    """

    root: str
    rules: RuleFiles
    period: Period
    as_of: dt.date
    detail: bool = False
    everybody: bool = False
    before: Period | None = None
    kept_on: dt.date | None = None


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


def audit_chunk(groups: Sequence[Group], assignment: Assignment) -> list[list[Share]]:
    """Audit a few groups of files, each for itself, in whichever process has room."""
    rulebook = read_rulebook(assignment.rules)
    return [list(audit_group(group, rulebook, assignment)) for group in groups]


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
    report_unknown_schools(document, {school: place.number for school, place in schools.items()}, rulebook.registry)
    return _Part(person, document.findings, file, digest, schools, tuple(_samples(person, document)))


def report_unknown_schools(document: Document, schools: Mapping[str, int], registry: Registry) -> None:
    """Report the schools that the registry does not know, each at the activity of this number."""
    for school, number in schools.items():
        if hint := registry.advice_on(school):
            document.report("YA513", document.span("activities", number, "school"), text=school, hint=hint)


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


def read_again(person: str, files: Sequence[RecordFile], assignment: Assignment) -> Person:
    """Read one person of files that were audited with all their activities, which no result keeps."""
    rulebook = read_rulebook(assignment.rules)
    parts = [part for file in files if (part := _read(file, rulebook, assignment)).person.id == person]
    return _put_together(parts)[0]


def _put_together(parts: Sequence[_Part]) -> tuple[Person, list[Finding]]:
    """Make one person of their files, with what they repeat marked, and say what the files disagree on."""
    person = parts[0].person
    findings: list[Finding] = []
    if len(parts) > 1:
        person, findings = merge([part.person for part in parts])
    person, repetitions = mark_repeated(person)
    return person, [*findings, *repetitions]


def _judged(parts: Sequence[_Part], rulebook: Rulebook, assignment: Assignment) -> Share:
    person, disagreements = _put_together(parts)
    findings = [*(found for part in parts for found in part.findings), *disagreements]
    period = assignment.period
    registry, calendar = rulebook.registry, rulebook.calendar
    before = _before(person, rulebook, assignment.before, assignment.as_of)
    keeping = keeping_of(person, assignment.kept_on) if assignment.kept_on is not None else None
    findings += [*not_yet(person, period, assignment.as_of), *against_registry(person, registry)]
    findings += outside_terms(person, calendar, period)
    findings += while_away(person, registry.service_of(person.id), period)
    person = registry.enrolled(person, period.first)
    rules = rulebook.said_over(period, assignment.as_of)
    findings += made_up_in_vain(person, rules, calendar, rulebook.exemptions)
    result = judge_person(
        person, rulebook.rules, period, assignment.as_of, circumstances=rulebook.circumstances, detail=assignment.detail
    )
    if rules:
        findings += person_without_rule(person, rules, judged=any(outcome.applied for outcome in result.outcomes))
    entries = [entry for entry in person.entries if entry.activity.status != "cancelled"]
    return Share(
        result._replace(before=before, keeping=keeping),
        tuple(findings),
        tuple(part.file for part in parts),
        active=any(_touches(entry, period) for entry in entries),
        latest=max((entry.last for entry in entries), default=None),
        digest=b"".join(sorted(part.digest for part in parts)),
        schools={school: place for part in reversed(parts) for school, place in part.schools.items()},
        samples=tuple(sample for part in parts for sample in part.samples),
    )


def _before(person: Person, rulebook: Rulebook, before: Period | None, as_of: dt.date) -> tuple[Outcome, ...]:
    """Judge somebody in the period before, to its end and its days of grace as far as they are over.

    Nothing of who is faulty, or whose record has no activity in it or begins only in its second half.
    """
    if before is None or person.faulty or not person.entries:
        return ()
    middle = before.first + (before.last - before.first) / 2
    if min(entry.first for entry in person.entries) > middle or not any(
        _touches(one, before) for one in person.entries
    ):
        return ()
    person = rulebook.registry.enrolled(person, before.first)
    grace = max((rule.grace for rule in rulebook.rules), default=0)
    until = max(before.last, min(as_of, before.last + grace * ONE_DAY))
    circumstances = rulebook.circumstances
    return judge_person(person, rulebook.rules, before, until, circumstances=circumstances, detail=False).outcomes


def _touches(entry: Entry, period: Period) -> bool:
    return entry.first <= period.last and entry.last >= period.first
