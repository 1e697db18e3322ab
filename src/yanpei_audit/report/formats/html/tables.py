"""The heat table: people × rules, one table a pack, each cell with its figures, its verdict and its progress."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple

from yanpei_audit.audit import Outcome, PersonResult, Verdict
from yanpei_audit.glossary import LABELS
from yanpei_audit.records import Person
from yanpei_audit.report.formats.html.details import Details
from yanpei_audit.report.formats.html.words import PART
from yanpei_audit.report.rows import Row, rows_of
from yanpei_audit.report.standing import cell, requirement
from yanpei_audit.report.view import View
from yanpei_audit.rules import ReadyRule, RuleId
from yanpei_audit.rules.wording import COMMA

MOST_COLUMNS = 10  # so many are read without scrolling at a desk, and fit on a landscape sheet
WITHOUT_BAR = frozenset({Verdict.EXEMPT, Verdict.NOT_APPLICABLE})

Someone = tuple[str, str, str, str, tuple[str, ...]]


class HeatCell(NamedTuple):
    """One person's standing in one rule, empty where the rule is not for them.

    The rest is drawn or sorted by, in per cent, empty where there is none: how much is done against the bound, how much
    of the bar is `filled`, where the pace would be today (`due`), and where a lower bound lies `below` an upper one.
    """

    figures: str = ""
    verdict: str = ""
    words: str = ""
    done: str = ""
    filled: str = ""
    due: str = ""
    below: str = ""


class Column(NamedTuple):
    """A rule at the head of its column; `number` is its place among all rules."""

    number: int
    title: str
    required: str


class Line(NamedTuple):
    """One person's cells; `number` is the person's place among all people."""

    number: int
    name: str
    id: str
    unit: str
    more: str
    cells: list[HeatCell]


class Table(NamedTuple):
    """The rules of one pack, or as many of them as fit side by side, and everybody who is held to any.

    `whose` is the head of the column with units, subjects and posts: those of them that anybody has.
    """

    pack: str
    title: str
    part: str
    whose: str
    columns: list[Column]
    lines: list[Line]


class Tables(NamedTuple):
    """The tables, and the people by their numbers: name, id, unit, subject, posts."""

    tables: list[Table]
    people: list[Someone]


def tables_of(
    people: Sequence[PersonResult], packs: Sequence[Sequence[ReadyRule]], details: Details, view: View
) -> Tables:
    """Lay out every outcome, going through them once, and hand what is behind each to `details`."""
    rules = {rule.id: rule for pack in packs for rule in pack}
    tables = [(table, part) for pack in packs for table, part in _empty_tables(pack, details, view)]
    listed: list[Someone] = []
    for person in people:
        rows = list(rows_of(person, rules, view))
        details.add(person, rows)
        cells = _cells(rows, view)
        for table, part in tables:
            if any(rule.id in cells for rule in part):
                mine = [cells.get(rule.id, NOTHING) for rule in part]
                table.lines.append(_line(len(listed), person.person, mine, view))
        listed.append(_someone(person.person))
    whose = _whose(listed, view)
    return Tables([table._replace(whose=whose) for table, _part in tables if table.lines], listed)


def _whose(people: Sequence[Someone], view: View) -> str:
    fields = enumerate(("unit", "subject", "roles"), start=2)
    return " · ".join(view.say(LABELS[name]) for number, name in fields if any(person[number] for person in people))


def _empty_tables(
    pack: Sequence[ReadyRule], details: Details, view: View
) -> Iterator[tuple[Table, Sequence[ReadyRule]]]:
    """Part the rules of a pack into as few tables as can be, each with as many of them as the others."""
    count = -(-len(pack) // MOST_COLUMNS)
    size = -(-len(pack) // count)
    for number in range(count):
        part = pack[number * size : (number + 1) * size]
        columns = [
            Column(details.numbers[rule.id], view.say(rule.rule.title.words), requirement(rule, view)) for rule in part
        ]
        title = view.say(pack[0].pack.title.words)
        which = view.say(PART.format(number=number + 1, count=count)) if count > 1 else ""
        yield Table(f"{pack[0].pack.pack} {pack[0].pack.version}", title, which, "", columns, []), part


def _cells(rows: Iterable[Row], view: View) -> dict[RuleId, HeatCell]:
    """Put a person's outcomes of each rule into one cell."""
    found: dict[RuleId, list[Row]] = {}
    for row in rows:
        found.setdefault(row.outcome.rule, []).append(row)
    return {rule: _cell(several, view) for rule, several in found.items()}


def _cell(several: Sequence[Row], view: View) -> HeatCell:
    if len(several) > 1:
        outcomes = [row.outcome for row in several]
        shown = cell(outcomes, view)
        done = min(filter(None, map(_done, outcomes)), key=float, default="")
        return HeatCell(shown.figures, shown.verdict.value, shown.words, done)
    row = several[0]
    return HeatCell(row.figures, row.verdict.value, row.words, _done(row.outcome), *_bar(row.outcome))


def _done(outcome: Outcome) -> str:
    """Say how much is done against the lower bound, or else the upper one."""
    bound = outcome.bounds.at_least or outcome.bounds.at_most
    return _per_cent(outcome.measured, bound) if outcome.measured is not None and bound else ""


def _bar(outcome: Outcome) -> tuple[str, str, str]:
    low, high, measured = outcome.bounds.at_least, outcome.bounds.at_most, outcome.measured
    whole = high or low
    if measured is None or not whole or outcome.verdict in WITHOUT_BAR:
        return "", "", ""
    pace = outcome.pace if low and outcome.verdict is not Verdict.MET else None
    due = _per_cent(low * pace.passed, whole * pace.weeks) if low and pace and pace.weeks else ""
    return _per_cent(min(measured, whole), whole), due, _per_cent(low, whole) if low and low < whole else ""


def _per_cent(part: Fraction, whole: Fraction) -> str:
    return f"{100 * float(part) / float(whole):.4g}"


def _line(number: int, person: Person, cells: list[HeatCell], view: View) -> Line:
    more = " · ".join(filter(None, (person.subject, view.say(COMMA).join(person.roles))))
    return Line(number, person.name, person.id, person.unit, more, cells)


def _someone(person: Person) -> Someone:
    return person.name, person.id, person.unit, person.subject, person.roles


NOTHING = HeatCell()
