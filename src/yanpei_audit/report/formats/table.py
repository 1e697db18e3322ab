"""The compliance table: people × rules, one table a pack, then sums by rule and what is wrong with the files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from io import StringIO

from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

from yanpei_audit.audit import FAILING, AuditResult, PersonResult, Verdict
from yanpei_audit.findings import show
from yanpei_audit.glossary import ADVISORY
from yanpei_audit.language import Words
from yanpei_audit.report.drafts import draft_lines
from yanpei_audit.report.lines import finding_lines, inert
from yanpei_audit.report.standing import (
    URGENCY,
    bounds_in_unit,
    by_rule,
    cell,
    closing,
    heading,
    outcomes_by_rule,
    people_in_order,
    period_length,
    verdict_words,
)
from yanpei_audit.report.view import View
from yanpei_audit.rules import ReadyRule, RuleId, RulePack
from yanpei_audit.rules.wording import COMMA

MOST_DRAWN = 100  # rich takes 0.6 ms a row; a longer table is written line by line
# Yellow and cyan cannot be read on a light background, nor blue on a dark one.
STYLES = {
    Verdict.SHORT: "bold red",
    Verdict.OVER: "bold red",
    Verdict.UNREACHABLE: "bold red",
    Verdict.UNDECIDED: "bold magenta",
    Verdict.PENDING: "magenta",
    Verdict.BEHIND: "magenta",
    Verdict.ON_TRACK: "",
    Verdict.EXPECTED: "",
    Verdict.MET: "green",
    Verdict.EXEMPT: "dim",
    Verdict.NOT_APPLICABLE: "dim",
}
GAP = 2
NARROWEST_COLUMN, WIDEST_NAME = 9, 10


class _Cell(tuple[str, str]):
    """A text and the style it is shown in."""

    __slots__ = ()


def render(result: AuditResult, view: View) -> str:
    """Draw the table of every pack, then the sums, the findings about files and the drafts of consequences."""
    blocks = [heading(result, view), *tables_of_people(result, view), *table_of_sums(result, view)]
    below = (list(finding_lines(result.findings, view)), list(draft_lines(result, view)))
    blocks += ["\n".join(lines) for lines in below if lines]
    return "\n\n".join([*blocks, closing(result, view)]) + "\n"


def tables_of_people(result: AuditResult, view: View) -> Iterator[str]:
    """Draw the people of every pack against its rules, in as many tables as the width asks for."""
    for pack in result.packs:
        rules = [rule for rule in result.rules if rule.pack is pack]
        tables = _side_by_side(rules, view)
        for number, part in enumerate(tables, 1):
            title = _title(pack, view) + (f" {number}/{len(tables)}" if len(tables) > 1 else "")
            yield _drawn(title, _people_header(part, view), _people_rows(result, part, view), view)


def table_of_sums(result: AuditResult, view: View) -> Iterator[str]:
    """Draw the sums by rule, if there is any rule."""
    if result.rules:
        yield _drawn(view.say(BY_RULE), *_sums(result, view), view)


def _side_by_side(rules: Sequence[ReadyRule], view: View) -> list[Sequence[ReadyRule]]:
    """Part rules into as few tables as can be read at the width, each with as many of them as the others."""
    most = max(1, (view.width - WIDEST_NAME) // NARROWEST_COLUMN)
    tables = -(-len(rules) // most)
    size = -(-len(rules) // tables) if tables else 1
    return [rules[start : start + size] for start in range(0, len(rules), size)]


def _title(pack: RulePack, view: View) -> str:
    return (
        f"{view.say(pack.title.words)}（{pack.pack} {pack.version}）"
        if view.language == "zh"
        else f"{view.say(pack.title.words)} ({pack.pack} {pack.version})"
    )


def _people_header(rules: Sequence[ReadyRule], view: View) -> list[str]:
    titles = (
        (show(view.say(rule.rule.title.words)), show(bounds_in_unit(rule, view)), period_length(rule, view))
        for rule in rules
    )
    return [view.say(NAME), *("\n".join(lines) for lines in titles)]


def _people_rows(result: AuditResult, rules: Sequence[ReadyRule], view: View) -> Iterator[list[_Cell]]:
    for person in people_in_order(result.people):
        if row := _person_row(person, rules, view):
            yield row


def _person_row(person: PersonResult, rules: Sequence[ReadyRule], view: View) -> list[_Cell]:
    outcomes = outcomes_by_rule(person.outcomes)
    if not any(rule.id in outcomes for rule in rules):
        return []
    row = [_Cell((show(person.person.name), ""))]
    for rule in rules:
        if rule.id in outcomes:
            standing = cell(outcomes[rule.id], view)
            row.append(_Cell((f"{standing.figures}\n{standing.words}".strip(), STYLES[standing.verdict])))
        else:
            row.append(_Cell(("", "")))
    return row


def _sums(result: AuditResult, view: View) -> tuple[list[str], list[list[_Cell]]]:
    """Count the outcomes of every rule by verdict, in a column each where there is room for them."""
    counts = by_rule(result)
    present = [verdict for verdict in reversed(URGENCY) if any(count[verdict] for count in counts.values())]
    named = [_named(rule, view) for rule in result.rules]
    header = [view.say(RULE), view.say(REQUIRED), *(view.say(verdict.words) for verdict in present)]
    widest = [max((cell_len(row[column][0]) for row in named), default=0) for column in (0, 1)]
    if sum(map(cell_len, header[2:])) + GAP * len(header) + sum(widest) > view.width:
        return _sums_in_words(result, counts, view, view.width - sum(widest) - 2 * GAP)
    rows = [
        [
            *_named(rule, view),
            *(
                _Cell((_count(rule, verdict, counts, view), STYLES[verdict] if counts[rule.id][verdict] else "dim"))
                for verdict in present
            ),
        ]
        for rule in result.rules
    ]
    return header, rows


def _count(rule: ReadyRule, verdict: Verdict, counts: Mapping[RuleId, Counter[Verdict]], view: View) -> str:
    """Give how many have a verdict, marked where it fails nobody because the rule only advises."""
    count = counts[rule.id][verdict]
    return f"{count}{view.say(ADVISORY)}" if count and rule.is_advisory and verdict in FAILING else str(count)


def _sums_in_words(
    result: AuditResult, counts: Mapping[RuleId, Counter[Verdict]], view: View, room: int
) -> tuple[list[str], list[list[_Cell]]]:
    """Count in words, where so many verdicts have no room side by side."""
    rows = []
    for rule in result.rules:
        count = counts[rule.id]
        words = [
            f"{view.say(verdict_words(verdict, advisory=rule.is_advisory))} {count[verdict]}"
            for verdict in URGENCY
            if count[verdict]
        ]
        rows.append([*_named(rule, view), _Cell((_filled(words, view.say(COMMA), room), ""))])
    return [view.say(RULE), view.say(REQUIRED), view.say(VERDICT)], rows


def _filled(words: Sequence[str], comma: str, room: int) -> str:
    """Put as many words on a line as there is room for, each whole."""
    lines = [""]
    for number, word in enumerate(words):
        piece = word + (comma if number + 1 < len(words) else "")
        if lines[-1] and cell_len((lines[-1] + piece).rstrip()) > room:
            lines.append("")
        lines[-1] += piece
    return "\n".join(line.rstrip() for line in lines)


def _named(rule: ReadyRule, view: View) -> list[_Cell]:
    return [_Cell((show(view.say(rule.rule.title.words)), "")), _Cell((show(bounds_in_unit(rule, view)), ""))]


def _drawn(title: str, header: list[str], rows: Iterator[list[_Cell]] | list[list[_Cell]], view: View) -> str:
    header = [_harmless(text) for text in header]
    listed = [[_Cell((_harmless(text), style)) for text, style in row] for row in rows]
    draw = _with_rich if len(listed) <= MOST_DRAWN else _line_by_line
    return f"{inert(title)}\n\n" + draw(header, listed, view)


def _harmless(text: str) -> str:
    """Make every line of a cell harmless; the line breaks are ours."""
    return "\n".join(map(inert, text.split("\n")))


def _with_rich(header: list[str], rows: list[list[_Cell]], view: View) -> str:
    table = Table(box=None, pad_edge=False, padding=(0, GAP, 0, 0), header_style="bold" if view.color else "")
    for number, text in enumerate(header):
        table.add_column(Text(text), overflow="fold", justify="left", no_wrap=number == 0 and len(header) > GAP)
    for row in rows:
        table.add_row(*(Text(text, style=style if view.color else "") for text, style in row))
    console = Console(
        file=StringIO(),
        width=view.width,
        color_system="standard" if view.color else None,
        force_terminal=view.color,
        legacy_windows=False,
        highlight=False,
        markup=False,
        emoji=False,
    )
    with console.capture() as captured:
        console.print(table)
    return "\n".join(line.rstrip() for line in captured.get().rstrip("\n").split("\n"))


def _line_by_line(header: list[str], rows: list[list[_Cell]], _view: View) -> str:
    """Write one line a row, its columns as wide as their widest cell; nothing is cut, whatever the width."""
    table = [
        [text.replace("\n", " ") for text in header],
        *([text.replace("\n", " ") for text, _style in row] for row in rows),
    ]
    widths = [max(map(cell_len, column)) for column in zip(*table, strict=True)]
    lines = [
        "".join(text + " " * (width + GAP - cell_len(text)) for text, width in zip(row, widths, strict=True)).rstrip()
        for row in table
    ]
    return "\n".join(lines)


NAME = Words("姓名", "Name")
RULE = Words("规则", "Rule")
REQUIRED = Words("要求", "Required")
VERDICT = Words("结论", "Verdict")
BY_RULE = Words("按规则汇总", "By rule")
