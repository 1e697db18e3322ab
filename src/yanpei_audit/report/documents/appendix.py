"""The appendix: how each number was made, rule by rule and person by person."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from typing import Any

from yanpei_audit.audit import PersonResult
from yanpei_audit.figures import figure
from yanpei_audit.language import Words
from yanpei_audit.report import standing
from yanpei_audit.report.clauses import clause_words
from yanpei_audit.report.documents.contents import SUMMARY_PAGE, Contents, in_unit
from yanpei_audit.report.rows import Row
from yanpei_audit.report.rulebook import rule_lines
from yanpei_audit.rules import ReadyRule
from yanpei_audit.rules.wording import SEMICOLON

MOST_AMOUNTS = 12


def appendix(contents: Contents) -> dict[str, Any]:
    """Give what the appendix says."""
    people = standing.people_in_order(contents.result.people)
    made: dict[Any, list[dict[str, str]]] = {rule.id: [] for rule in contents.result.rules}
    for person in people:
        for row in contents.rows(person):
            made[row.outcome.rule].append(_made(row, person, contents))
    return {
        "heading": standing.heading(contents.result, contents.view),
        "back": SUMMARY_PAGE,
        "rules": [_rule(rule, made[rule.id], contents) for rule in contents.result.rules],
        "inputs": contents.result.inputs,
    }


def _rule(rule: ReadyRule, rows: list[dict[str, str]], contents: Contents) -> dict[str, Any]:
    return {
        "title": contents.titles[rule.id],
        "id": str(rule.id),
        "version": str(rule.pack.version),
        "document": rule.pack.source.document,
        "clause": contents.view.say(clause_words(rule.rule.source)),
        "lines": [line.strip() for line in rule_lines(rule, contents.view)],
        "rows": rows,
    }


def _made(row: Row, person: PersonResult, contents: Contents) -> dict[str, str]:
    say = contents.view.say
    return {
        "name": person.person.name,
        "target": contents.way_to(person),
        "partner": row.outcome.partner.name if row.outcome.partner is not None else "",
        "period": row.period,
        "measured": in_unit(row.measured, row.unit),
        "sum": say(_sum(row)),
        "verdict": row.words,
        "notes": say(SEMICOLON).join(row.notes),
    }


def _sum(row: Row) -> Words:
    """Write the amounts that add up to a number; of many, how often each stands in the sum."""
    amounts = [Fraction(amount) for _entry, amount in row.outcome.counted]
    if not amounts:
        return NO_ACTIVITY
    if len(amounts) <= MOST_AMOUNTS:
        terms = " + ".join(map(figure, amounts))
    else:
        often = dict(sorted(Counter(amounts).items(), reverse=True))
        terms = " + ".join(
            f"{figure(amount)}×{count}" if count > 1 else figure(amount) for amount, count in often.items()
        )
    terms = terms.replace("+ -", "− ")
    sentence = SUM_OF if row.whole else SUM
    return sentence.format(whole=row.whole, terms=terms, total=figure(sum(amounts, Fraction())), count=len(amounts))


SUM = Words("{terms} = {total}（{count} 条）", "{terms} = {total} ({count} activities)")
SUM_OF = Words("{terms} = {total}（{count} 条），占 {whole}", "{terms} = {total} of {whole} ({count} activities)")
NO_ACTIVITY = Words("没有计入的活动", "no activity counted")
