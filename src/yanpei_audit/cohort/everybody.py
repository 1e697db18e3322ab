"""Everybody's shares → one result: what crosses files and people is settled here, at the end.

Chunks of files go to an executor and come back in order. What crosses them are two guesses at one person, statistics,
and runs that would pass because nothing was there.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from yanpei_audit.audit import AuditResult, Outcome, PersonResult, RuleStatistics, Verdict, judge_person
from yanpei_audit.checks.coverage import (
    lost_numbers,
    missing_record,
    nothing_in_period,
    rule_without_people,
    without_record,
    without_registry,
)
from yanpei_audit.checks.everybody import Named, copied, misnamed_files, two_spellings
from yanpei_audit.checks.exceptions import not_announced, of_nobody, stale, unused
from yanpei_audit.cohort.memory import Memory
from yanpei_audit.cohort.shares import Assignment, Place, Share, audit_chunk, text_behind
from yanpei_audit.exemptions import Exemption
from yanpei_audit.findings import Finding, SourceSpan
from yanpei_audit.language import Words
from yanpei_audit.lookalikes import lookalikes
from yanpei_audit.records.intake import Group, RecordFile, group_by_person
from yanpei_audit.rules import ReadyRule, RuleId
from yanpei_audit.rules.rulebook import Rulebook, read_rulebook
from yanpei_audit.source import Document, read_document
from yanpei_audit.suggestions import Spellings

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
    memory: Memory | None = None,
) -> AuditResult:
    """Audit the people of these files; `executor` shares the work, `memory` spares it, and the result is the same.

    `progress` is told how many files are done, and of how many.
    """
    rulebook = read_rulebook(assignment.rules)
    if not rulebook.whole:
        return _summed_up([], rulebook, assignment)
    if memory is not None:
        memory.begin(assignment)
    shares: dict[str, Share] = {}
    parted: dict[str, list[Share]] = {}
    same: dict[Outcome, Outcome] = {}
    schools: dict[str, Place] = {}
    done = 0
    for share in _shares(group_by_person(files, assignment.root), assignment, executor, memory):
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
        together = list(_shares([group], assignment, None, memory))
        shares[person] = next((share for share in together if share.result.person.id == person), together[0])
    if assignment.everybody:
        shares |= _without_files(shares, rulebook, assignment)
    together = [share for _id, share in sorted(shares.items())]
    result = _summed_up(together, rulebook, assignment)
    return result._replace(findings=_sorted([*result.findings, *_between(together, schools, assignment)]))


def _shares(
    groups: Sequence[Group], assignment: Assignment, executor: Executor | None, memory: Memory | None
) -> Iterator[Share]:
    """Audit groups of files, or remember what they came to."""

    def audit(groups: Sequence[Group]) -> Iterator[list[Share]]:
        chunks = [groups[start : start + GROUPS_IN_A_CHUNK] for start in range(0, len(groups), GROUPS_IN_A_CHUNK)]
        mapped = map if executor is None else executor.map
        for chunk in mapped(audit_chunk, chunks, [assignment] * len(chunks)):
            yield from chunk

    for shares in audit(groups) if memory is None else memory.recall(groups, assignment.root, audit):
        yield from shares


def _without_files(known: Collection[str], rulebook: Rulebook, assignment: Assignment) -> dict[str, Share]:
    """Give the share of everybody who should have a file and has none: nothing of theirs can be judged."""
    registry, period, as_of = rulebook.registry, assignment.period, assignment.as_of
    found = {}
    for person in without_record(registry, known, period.first, min(period.last, as_of)):
        findings = (missing_record(person),)
        enrolled = registry.enrolled(person, period.first)
        result = judge_person(
            enrolled, rulebook.rules, period, as_of, circumstances=rulebook.circumstances, detail=assignment.detail
        )
        found[person.id] = Share(result, findings, (), active=True, latest=None, digest=b"", schools={}, samples=())
    return found


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
    period, as_of, calendar = assignment.period, assignment.as_of, rulebook.calendar
    rules = rulebook.said_over(period, as_of)
    statistics = _statistics(people, rules)
    findings = [*rulebook.findings, *(found for share in shares for found in share.findings)]
    if rules and people and not any(result.person.faulty for result in people):
        applied_to = {rule: count.applied_to for rule, count in statistics.items()}
        findings += rule_without_people(rules, applied_to, calendar, period, as_of)
    findings += lost_numbers(rules, _left_undecided(people))
    findings += without_registry(rules, rulebook.registry)
    findings += _about_time(people, rulebook, assignment)
    judged = [share for share in shares if not share.result.person.faulty]
    if judged and not any(share.active for share in judged):
        latest = max((share.latest for share in shares if share.latest), default=None)
        findings.append(nothing_in_period(period, as_of, latest, shares[0].result.person.span, calendar))
    packs = tuple(pack for pack in rulebook.packs if not rules or any(rule.pack is pack for rule in rules))
    return AuditResult(
        as_of,
        period,
        packs,
        rules,
        statistics,
        people,
        _sorted(findings),
        _digest_of_run(shares, rulebook, assignment) if assignment.detail else "",
        before=assignment.before,
    )


def _about_time(people: Sequence[PersonResult], rulebook: Rulebook, assignment: Assignment) -> Iterator[Finding]:
    """Find what is wrong with exemptions as of the day, and weeks that could only be reckoned."""
    period, as_of, entries = assignment.period, assignment.as_of, rulebook.exemptions.entries
    outcomes = [outcome for result in people for outcome in result.outcomes]
    used = {outcome.exemption for outcome in outcomes if outcome.exemption is not None and outcome.excused}
    yield from stale((one for one in entries if one not in used), period, as_of)
    registry = rulebook.registry
    if people and (registry.people or assignment.everybody):
        named = {member.name: member.id for member in registry.people.values()}
        named |= {result.person.name: result.person.id for result in people}
        yield from of_nobody(entries, Spellings({**named, **{one: one for one in named.values()}}))
    judged = {result.person.id for result in people if not result.person.faulty}
    in_force = [one for one in entries if one.person in judged and one.is_in_force_on(as_of) and one.said.until is None]
    yield from unused(_needless(in_force, outcomes, used))
    paced = [outcome.period for outcome in outcomes if outcome.pace is not None]
    if paced:
        file = assignment.rules.calendar or assignment.rules.settings
        span = SourceSpan(file.shown) if file else people[0].person.span
        first, last = min(one.first for one in paced), max(one.last for one in paced)
        yield from not_announced(rulebook.calendar, first, last, span)


def _needless(
    in_force: Iterable[Exemption], outcomes: Iterable[Outcome], used: Collection[Exemption]
) -> dict[Exemption, Words]:
    """Give the exemptions in force that made no difference in any period, each with the verdict that holds.

    Of a rule that says nothing in this run nothing is applicable.
    """
    verdicts = {outcome.exemption: outcome.verdict for outcome in outcomes if outcome.exemption is not None}
    return {one: verdicts.get(one, Verdict.NOT_APPLICABLE).words for one in in_force if one not in used}


def _statistics(people: Sequence[PersonResult], rules: Sequence[ReadyRule]) -> dict[RuleId, RuleStatistics]:
    applied = {rule.id: 0 for rule in rules}
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


def _digest_of_run(shares: Iterable[Share], rulebook: Rulebook, assignment: Assignment) -> str:
    """Digest what decided the result: of several versions of a pack not those to come, so that they change no past."""
    from importlib.metadata import version

    from yanpei_audit.digests import digest_of_all

    files, period, as_of = assignment.rules, assignment.period, assignment.as_of
    said = {rule.pack.version for rule in rulebook.said_over(period, as_of)}
    packs = [file for file, pack in rulebook.pack_files if pack.version in said or pack.version <= period.last]
    holidays = version("chinesecalendar")
    others = (files.kinds, files.registry, files.calendar, files.exemptions, rulebook.settled, holidays)
    return digest_of_all((packs, others, period.id, as_of), (share.digest for share in shares))


def _sorted(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(findings, key=lambda found: (found.span, found.code)))
