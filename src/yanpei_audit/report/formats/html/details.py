"""What is behind every number, one line of JSON a person: a browser reads somebody's line when it is asked for.

The first line holds what all share: the rules, and texts that recur, which the others name by their numbers.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from fractions import Fraction
from typing import Any

from markupsafe import Markup

from yanpei_audit.audit import AlsoRead, PersonResult
from yanpei_audit.figures import figure
from yanpei_audit.findings import show
from yanpei_audit.report.clauses import clause_words
from yanpei_audit.report.rows import ActivityRow, Row
from yanpei_audit.report.standing import requirement
from yanpei_audit.report.view import View
from yanpei_audit.report.why import pace_lines
from yanpei_audit.rules import ReadyRule

ALWAYS = ("rule", "period", "verdict", "words")


class Details:
    """The lines of all people, in the order in which they are added; `numbers` are the places of the rules."""

    def __init__(self, rules: Sequence[ReadyRule], view: View) -> None:
        self.numbers = {rule.id: number for number, rule in enumerate(rules)}
        self._view = view
        self._rules = [_rule(rule, view) for rule in rules]
        self._texts: dict[str, int] = {}
        self._people: list[str] = []

    def add(self, person: PersonResult, rows: Iterable[Row]) -> None:
        """Write the line of one person."""
        mine = _Activities(self._text)
        outcomes = [self._outcome(row, mine) for row in rows]
        someone = {"outcomes": outcomes, "files": list(mine.files), "activities": list(mine.listed)}
        self._people.append(_line({**someone, "faulty": True} if person.person.faulty else someone))

    def lines(self) -> Iterator[str]:
        """Give the line of what all share, then those of the people."""
        yield _line({"rules": self._rules, "texts": list(self._texts)})
        yield from self._people

    def _outcome(self, row: Row, mine: _Activities) -> dict[str, Any]:
        """Give what is to be said of one outcome; what is empty, or the same as the rule says, is left out."""
        outcome, number = row.outcome, self.numbers[row.outcome.rule]
        rule = self._rules[number]
        said = {
            "rule": number,
            "period": self._text(row.period),
            "verdict": self._text(row.verdict.value),
            "figures": row.figures,
            "words": self._text(row.words),
            "title": row.title if row.title != rule["title"] else "",
            "required": row.required if row.required != rule["required"] else "",
            "shortfall": row.shortfall,
            "counted": [[mine.number(activity), activity.amount] for activity in row.counted()],
            "sum": figure(Fraction(sum(amount for _entry, amount in outcome.counted))) if outcome.counted else "",
            "whole": row.whole,
            "missed": [[mine.number(one), self._text(one.reason)] for one in row.not_counted()],
            "outside": row.outside,
            "notes": [self._text(note) for note in row.notes],
            "gaps": self._gaps(row),
            "readings": [self._reading(also) for also in outcome.also],
            "pace": [self._text(self._view.say(line)) for line in pace_lines(outcome, row.rule)],
        }
        return {name: value for name, value in said.items() if value or name in ALWAYS}

    def _text(self, text: str) -> int:
        """Give the number of a text that recurs."""
        return self._texts.setdefault(text, len(self._texts))

    def _gaps(self, row: Row) -> list[str]:
        """Name all that is missing, unless a note does so already."""
        gaps = [self._view.say(gap) for gap in row.outcome.gaps]
        return [] if any(all(gap in note for gap in gaps) for note in row.notes) else gaps

    def _reading(self, also: AlsoRead) -> list[str]:
        measured = figure(also.measured) if also.measured is not None else ""
        return [self._view.say(also.words), measured, self._view.say(also.verdict.words)]


class _Activities:
    """The activities behind one person's numbers, each once, and the files that they stand in."""

    def __init__(self, text: Callable[[str], int]) -> None:
        self._text = text
        self.files: dict[str, int] = {}
        self.listed: dict[tuple[str | int, ...], int] = {}

    def number(self, one: ActivityRow) -> int:
        """Give the place of an activity among the person's."""
        file = self.files.setdefault(one.file, len(self.files))
        date, kind, school = (self._text(text) for text in (one.date, one.kind, one.school))
        activity = (date, kind, school, one.topic, file, one.line)
        return self.listed.setdefault(activity, len(self.listed))


def _rule(rule: ReadyRule, view: View) -> dict[str, str]:
    return {
        "title": view.say(rule.rule.title.words),
        "pack": view.say(rule.pack.title.words),
        "required": requirement(rule, view),
        "unit": view.say(rule.rule.counts),
        "clause": view.say(clause_words(rule.rule.source)),
        "document": rule.pack.source.document,
        "reading": view.reading(rule.rule.reading),
    }


def block(values: Iterable[Any]) -> Markup:
    """Write values as lines of JSON that nothing in a page can end or begin."""
    lines = (value if isinstance(value, str) else _line(value) for value in values)
    return Markup("\n".join(lines).replace("<", "\\u003c"))  # noqa: S704 - without a single < it is only text


def _line(value: object) -> str:
    """Write a value as one line in which every character can be seen; a backslash may hide one that cannot."""
    text = _compact(value)
    return text if text.isprintable() and "\\" not in text else _compact(_shown(value))


def _compact(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def _shown(value: Any) -> Any:
    match value:
        case str():
            return show(value)
        case dict():
            return {show(name): _shown(one) for name, one in value.items()}
        case list() | tuple():
            return [_shown(one) for one in value]
        case _:
            return value
