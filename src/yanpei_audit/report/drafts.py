"""Drafts of consequences as lines: what may follow for somebody, because of which outcomes, and by which clause."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from yanpei_audit.audit import AuditResult, Draft, Outcome
from yanpei_audit.language import Words
from yanpei_audit.records import Person
from yanpei_audit.report.lines import inert
from yanpei_audit.report.standing import people_in_order
from yanpei_audit.report.view import View
from yanpei_audit.rules import ReadyRule, RuleId
from yanpei_audit.rules.wording import COMMA, joined

Titles = Mapping[tuple[str, str], Words]


def titles_of(rules: Iterable[ReadyRule]) -> Titles:
    """Give the title of every rule by the names of its pack and its own."""
    return {(rule.id.pack, rule.id.rule): rule.rule.title.words for rule in rules}


def draft_lines(result: AuditResult, view: View) -> Iterator[str]:
    """Write every draft of a run, the people in their order, under a heading; nothing where there is none."""
    titles = titles_of(result.rules)
    lines = [
        inert(view.say(LINE.format(name=person.person.name, id=person.person.id, draft=words_of(draft, titles))))
        for person in people_in_order(result.people)
        for draft in person.drafts
    ]
    if lines:
        yield view.say(HEADING)
        yield from lines


def draft_blocks(person: Person, drafts: Iterable[Draft], titles: Titles, view: View) -> Iterator[str]:
    """Write the drafts of one person, under a heading; nothing where there is none."""
    lines = [f"  {inert(view.say(words_of(draft, titles)))}" for draft in drafts]
    if lines:
        yield view.say(HEADING_OF.format(name=inert(person.name), id=inert(person.id)))
        yield from lines


def words_of(draft: Draft, titles: Titles) -> Words:
    """Say what is drafted, because of what, and by which clause."""
    one = draft.consequence
    status = PENDING if draft.pending else DRAFTED if draft.outweighed_by is None else OUTWEIGHED
    return SENTENCE.format(
        status=status.format(other=draft.outweighed_by or ""),
        title=one.title.words,
        because=because(draft, titles),
        clause=one.clause,
    )


def because(draft: Draft, titles: Titles) -> Words:
    """Name the outcomes that a draft rests on, in the order of periods."""
    return joined([_outcome(outcome, titles) for outcome in draft.because], COMMA)


def _outcome(outcome: Outcome, titles: Titles) -> Words:
    rule: RuleId = outcome.rule
    title = titles.get((rule.pack, rule.rule), Words(rule.rule, rule.rule))
    return BECAUSE.format(period=outcome.period.words, title=title, verdict=outcome.verdict.words)


HEADING = Words(
    "拟定的后果（由人决定，本程序不执行）", "Drafted consequences (people decide; the program does nothing)"
)
HEADING_OF = Words(
    "{name}（{id}）拟定的后果（由人决定，本程序不执行）", "{name} ({id}): drafted consequences (people decide)"
)
LINE = Words("{name}（{id}）{draft}", "{name} ({id}): {draft}")
SENTENCE = Words("{status}{title}——{because}（依据 {clause}）", "{status}{title}: {because} (clause {clause})")
DRAFTED, PENDING = Words("拟：", "drafted: "), Words("待核：", "pending: ")
OUTWEIGHED = Words("拟（另有更重的“{other}”，以其为准）：", "drafted, but '{other}' weighs more: ")
BECAUSE = Words("{period}{title}{verdict}", "{title} {verdict} in {period}")
