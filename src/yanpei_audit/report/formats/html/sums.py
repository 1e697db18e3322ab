"""Sums above the table: how many outcomes have which verdict, by rule, unit, subject and post."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from yanpei_audit.audit import FAILING, AuditResult, PersonResult, Verdict
from yanpei_audit.figures import figure
from yanpei_audit.glossary import LABELS
from yanpei_audit.report.formats.html.words import GROUPS_COUNT, PEOPLE_FAILING
from yanpei_audit.report.groups import groups_of
from yanpei_audit.report.standing import URGENCY, advised_of, by_rule, requirement, verdict_words
from yanpei_audit.report.view import View
from yanpei_audit.rules import ReadyRule


class Share(NamedTuple):
    """How many have a verdict, and where their part of a bar begins and how wide it is, in per cent as text."""

    verdict: Verdict
    words: str
    number: int
    start: str
    width: str


class Sum(NamedTuple):
    """The verdicts of one rule, unit, subject or post; `beside` says what else is to be known."""

    name: str
    beside: str
    shares: list[Share]


class Sums(NamedTuple):
    """The verdicts of all, and of each part."""

    title: str
    label: str
    beside: str
    shares: list[Share]
    parts: list[Sum]


def shares(counts: Mapping[Verdict, int], advised: Mapping[Verdict, int], view: View) -> list[Share]:
    """Lay the verdicts side by side, from what needs a hand first to what needs none.

    Those of them that are `advised` fail nobody, and stand apart.
    """
    total, start = sum(counts.values()), 0
    found = []
    for verdict in URGENCY:
        only_advised = advised.get(verdict, 0)
        for advisory, count in ((False, counts.get(verdict, 0) - only_advised), (True, only_advised)):
            if count:
                words = view.say(verdict_words(verdict, advisory=advisory))
                left, width = (figure(Fraction(number * 100, total)) for number in (start, count))
                found.append(Share(verdict, words, count, left, width))
                start += count
    return found


def sums_by_rule(result: AuditResult, packs: Sequence[Sequence[ReadyRule]], view: View) -> list[Sums]:
    """Sum up every pack and its rules."""
    counts = by_rule(result)
    advised = {
        rule.id: Counter({verdict: counts[rule.id][verdict] for verdict in FAILING} if rule.is_advisory else {})
        for rule in result.rules
    }
    found = []
    for pack in packs:
        total, of_them = (sum((one[rule.id] for rule in pack), Counter[Verdict]()) for one in (counts, advised))
        parts = [
            Sum(
                view.say(rule.rule.title.words),
                requirement(rule, view),
                shares(counts[rule.id], advised[rule.id], view),
            )
            for rule in pack
        ]
        version = f"{pack[0].pack.pack} {pack[0].pack.version}"
        found.append(
            Sums(
                view.say(pack[0].pack.title.words),
                view.say(LABELS["rule"]),
                version,
                shares(total, of_them, view),
                parts,
            )
        )
    return found


def sums_by_group(people: Sequence[PersonResult], view: View) -> list[Sums]:
    """Sum up units, subjects and posts, where there are several."""
    found = []
    for label, groups in groups_of(people):
        if len(groups) > 1:
            parts = [_group(name or view.say(LABELS["not_given"]), group, view) for name, group in groups.items()]
            count = view.say(GROUPS_COUNT.format(count=len(parts)))
            found.append(Sums(view.say(LABELS[f"by_{label}"]), view.say(LABELS[label]), count, [], parts))
    return found


def _group(name: str, members: Sequence[PersonResult], view: View) -> Sum:
    failing = sum(person.fails for person in members)
    outcomes = [outcome for person in members for outcome in person.outcomes]
    counts = Counter(outcome.verdict for outcome in outcomes)
    beside = view.say(PEOPLE_FAILING.format(people=len(members), failing=failing))
    return Sum(name, beside, shares(counts, advised_of(outcomes), view))
