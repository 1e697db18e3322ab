"""The summary: who is short of what, who is nearest, what changed, and sums by rule, unit, subject and post."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

from yanpei_audit.audit import FAILING, PersonResult, Verdict
from yanpei_audit.glossary import LABELS
from yanpei_audit.report import standing
from yanpei_audit.report.documents.changes import changes
from yanpei_audit.report.documents.contents import APPENDIX_PAGE, SUMMARY_PAGE, Contents, quota
from yanpei_audit.report.groups import groups_of
from yanpei_audit.report.rows import Row, rule_rows
from yanpei_audit.rules import ReadyRule
from yanpei_audit.rules.wording import COMMA

MOST_NEAREST = 10
UNDONE = {Verdict.SHORT, Verdict.BEHIND, Verdict.ON_TRACK}
Values = dict[str, Any]


def summary(contents: Contents, *, whole: bool = False) -> Values:
    """Give what the summary says; that of a `whole` report leads to its notices and its appendix."""
    result, view = contents.result, contents.view
    people = standing.people_in_order(result.people)
    return {
        "heading": standing.heading(result, view),
        "closing": standing.closing(result, view),
        "packs": contents.packs(),
        "rules": sums_by_rule(contents),
        "groups": sums_by_group(contents),
        "short": [row for person in people for row in _short(person, contents)],
        "nearest": list(_nearest(people, contents)),
        "changes": changes(people, contents),
        "drafts": [draft for person in people for draft in contents.drafts(person)],
        "tables": [_table(rules, people, contents) for rules in contents.rules_by_pack()],
        "problems": [contents.problem(found, SUMMARY_PAGE) for found in result.findings],
        "notices": [
            {"name": person.person.name, "target": contents.notice_of(person)}
            for person in people
            if whole and person.fails
        ],
        "appendix": APPENDIX_PAGE if whole else "",
    }


def sums_by_rule(contents: Contents) -> list[Values]:
    """Sum up every rule."""
    return [
        {
            "title": row.title,
            "required": row.required,
            "clause": row.rule.rule.clause,
            "reading": row.reading,
            "applied": row.applied,
            "verdicts": row.verdicts,
            "failing": row.failing,
        }
        for row in rule_rows(contents.result, contents.view)
    ]


def sums_by_group(contents: Contents) -> list[Values]:
    """Sum up by unit, by subject and by post, where any are known."""
    groups = groups_of(contents.result.people)
    return [_by_group(label, members, contents) for label, members in groups if any(members)]


def _by_group(label: str, groups: Mapping[str, Sequence[PersonResult]], contents: Contents) -> Values:
    say = contents.view.say
    return {
        "title": say(LABELS[f"by_{label}"]),
        "label": say(LABELS[label]),
        "rows": [
            {
                "name": name or say(LABELS["not_given"]),
                "people": len(members),
                "failing": sum(member.fails for member in members),
                "items": say(COMMA).join(f"{title} {count}" for title, count in _failing(members, contents).items()),
            }
            for name, members in groups.items()
        ],
    }


def _failing(members: Iterable[PersonResult], contents: Contents) -> dict[str, int]:
    """Count what fails by the title of its rule, in the order of the rules."""
    counts = dict.fromkeys(contents.rules, 0)
    for outcome in (outcome for member in members for outcome in member.outcomes if outcome.fails):
        counts[outcome.rule] += 1
    by_title: Counter[str] = Counter()
    for rule, count in counts.items():
        by_title[contents.titles[rule]] += count
    return {title: count for title, count in by_title.items() if count}


def _short(person: PersonResult, contents: Contents) -> Iterator[Values]:
    for row in contents.rows(person):
        if row.verdict in FAILING or row.outcome.warns:
            yield _of_person(row, person, contents)


def _of_person(row: Row, person: PersonResult, contents: Contents) -> Values:
    whose = {"name": person.person.name, "target": contents.way_to(person), "unit": person.person.unit}
    return {**quota(row), **whose}


def _nearest(people: Iterable[PersonResult], contents: Contents) -> Iterator[Values]:
    """Give what is undone and least is missing of, by its part of the bound."""
    undone = [
        (missing / outcome.bounds.at_least, number, person, outcome)
        for number, person in enumerate(people)
        for outcome in person.outcomes
        if outcome.verdict in UNDONE and (missing := outcome.shortfall) and outcome.bounds.at_least
    ]
    undone = [one for one in undone if one[0] < Fraction(1)]
    for _part, _number, person, outcome in sorted(undone, key=lambda one: one[:2])[:MOST_NEAREST]:
        yield _of_person(contents.row(person, outcome), person, contents)


def _table(rules: Sequence[ReadyRule], people: Sequence[PersonResult], contents: Contents) -> Values:
    rows = [
        {"name": person.person.name, "target": contents.way_to(person), "cells": cells}
        for person in people
        if (cells := contents.cells(person, rules))
    ]
    return {**head_of(rules, contents), "rows": rows}


def head_of(rules: Sequence[ReadyRule], contents: Contents) -> Values:
    """Give what heads the table of one pack: its title, and the titles of its rules with what they require."""
    view = contents.view
    return {
        "title": view.say(rules[0].pack.title.words),
        "rules": [view.say(rule.rule.title.words) for rule in rules],
        "required": [standing.requirement(rule, view) for rule in rules],
    }
