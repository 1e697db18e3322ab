"""Everybody's shares → one result: what crosses files and people is settled here, at the end.

Chunks of files go to an executor and come back in order. What crosses them are two guesses at one person, statistics,
and runs that would pass because nothing was there.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from yanpei_audit.audit import AuditResult, Outcome, PersonResult, RuleStatistics, Verdict
from yanpei_audit.checks.coverage import lost_numbers, nothing_in_period, rule_without_people, without_registry
from yanpei_audit.checks.everybody import Named, copied, misnamed_files, two_spellings
from yanpei_audit.cohort.shares import Assignment, Place, Share, audit_chunk, audit_group, text_behind
from yanpei_audit.findings import Finding, SourceSpan
from yanpei_audit.lookalikes import lookalikes
from yanpei_audit.records.intake import Group, RecordFile, group_by_person
from yanpei_audit.rules import RuleId
from yanpei_audit.rules.rulebook import Rulebook, read_rulebook
from yanpei_audit.source import Document, read_document

if TYPE_CHECKING:
    from concurrent.futures import Executor

GROUPS_IN_A_CHUNK = 16
Progress = Callable[[int, int], None]


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
    schools: dict[str, Place] = {}
    done = 0
    for share in _shares(group_by_person(files, assignment.root), assignment, executor):
        if not assignment.detail:
            outcomes = tuple(same.setdefault(outcome, outcome) for outcome in share.result.outcomes)
            share.result = share.result._replace(outcomes=outcomes)
        if (first := shares.setdefault(share.result.person.id, share)) is not share:
            parted.setdefault(share.result.person.id, [first]).append(share)
        for school, place in share.schools.items():
            schools[school] = min(place, schools.get(school, place))
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


def _shares(groups: Sequence[Group], assignment: Assignment, executor: Executor | None) -> Iterator[Share]:
    chunks = [groups[start : start + GROUPS_IN_A_CHUNK] for start in range(0, len(groups), GROUPS_IN_A_CHUNK)]
    assignments = [assignment] * len(chunks)
    results = (
        map(audit_chunk, chunks, assignments) if executor is None else executor.map(audit_chunk, chunks, assignments)
    )
    for chunk in results:
        yield from chunk


def _together(person: str, group: Group, assignment: Assignment) -> Share:
    """Audit all files of one person whom the guess had parted."""
    shares = list(audit_group(group, read_rulebook(assignment.rules), assignment))
    return next((share for share in shares if share.result.person.id == person), shares[0])


def _between(shares: Sequence[Share], schools: Mapping[str, Place], assignment: Assignment) -> Iterator[Finding]:
    """Find what only shows over all people."""
    people = {share.result.person.id: share.result.person for share in shares}
    paths = {file.shown: file.path for share in shares for file in share.files}

    def read(file: str) -> Document:
        return read_document(Path(assignment.root, paths[file]), file)

    def same(one: SourceSpan, other: SourceSpan) -> bool:
        return text_behind(read(one.path).text, one.line) == text_behind(read(other.path).text, other.line)

    for alike in lookalikes(schools):
        places = {school: schools[school] for school in alike}
        yield from two_spellings(
            Named(school, read(place.file).span("activities", place.number, "school"))
            for school, place in places.items()
        )
    yield from two_spellings(Named(person.id, person.span) for person in people.values() if not person.faulty)
    yield from copied((sample for share in shares for sample in share.samples), same)
    yield from misnamed_files(people, {file.shown: share.result.person.id for share in shares for file in share.files})


def _summed_up(shares: Sequence[Share], rulebook: Rulebook, assignment: Assignment) -> AuditResult:
    people = tuple(share.result for share in shares)
    statistics = _statistics(people, rulebook)
    findings = [*rulebook.findings, *(found for share in shares for found in share.findings)]
    if rulebook.rules and people and not any(result.person.faulty for result in people):
        applied_to = {rule: count.applied_to for rule, count in statistics.items()}
        findings += rule_without_people(rulebook.rules, applied_to, assignment.period, assignment.as_of)
    findings += lost_numbers(rulebook.rules, _left_undecided(people))
    findings += without_registry(rulebook.rules, rulebook.registry)
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
        judged = [outcome for outcome in result.outcomes if outcome.applied and not result.person.faulty]
        for rule in {outcome.rule for outcome in judged}:
            applied[rule] += 1
        for outcome in judged:
            matched[outcome.rule] += outcome.matched
    return {rule: RuleStatistics(applied[rule], matched[rule]) for rule in applied}


def _left_undecided(people: Sequence[PersonResult]) -> Counter[RuleId]:
    """Count whom each rule left undecided because its bound is unknown."""
    return Counter(
        outcome.rule
        for result in people
        for outcome in result.outcomes
        if outcome.bounds.unknown and outcome.verdict is Verdict.UNDECIDED
    )


def _digest_of_run(shares: Iterable[Share], assignment: Assignment) -> str:
    from yanpei_audit.digests import digest_of_all

    return digest_of_all((assignment.rules, assignment.period.id, assignment.as_of), (share.digest for share in shares))


def _sorted(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(findings, key=lambda found: (found.span, found.code)))
