"""One screen beside an editor: what was just saved first, then everything else, cut to the height."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from rich.cells import cell_len

from yanpei_audit.audit import AuditResult, PersonResult, all_findings
from yanpei_audit.findings import Finding
from yanpei_audit.language import Words
from yanpei_audit.report.drafts import draft_lines
from yanpei_audit.report.formats.table import table_of_sums, tables_of_people
from yanpei_audit.report.lines import finding_lines
from yanpei_audit.report.standing import closing, heading
from yanpei_audit.report.view import View

MOST_PEOPLE = 3  # more of them stand in the table of all
_COLOR = re.compile(r"\x1b\[[\d;]*m")


def screen(result: AuditResult, view: View, saved: Collection[str], last: str, height: int) -> str:
    """Show what was saved, its findings and its people, then other findings, sums and people, as `height` rows hold.

    The run is summed up and `last` said below, whatever is cut.
    """
    below = ["", closing(result, view), last]
    room = height - sum(_rows(line, view) for line in below)
    blocks = filter(None, _blocks(result, view, saved))
    return "\n".join([*_cut("\n\n".join(blocks).split("\n"), room, view), *below])


def findings_by_time(result: AuditResult, saved: Collection[str]) -> tuple[list[Finding], list[Finding]]:
    """Part the findings into those of what was just saved, the files and whose they are, and the others."""
    files = set(saved).union(*(_files(person) for person in _people_in(result, saved)))
    first: list[Finding] = []
    others: list[Finding] = []
    for one in all_findings(result):
        (first if one.span.path in files else others).append(one)
    return first, others


def _people_in(result: AuditResult, saved: Collection[str]) -> list[PersonResult]:
    return [person for person in result.people if _files(person).intersection(saved)]


def _files(person: PersonResult) -> set[str]:
    return {span.path for span in (person.person.span, *person.person.other_spans)}


def _blocks(result: AuditResult, view: View, saved: Collection[str]) -> Iterator[str]:
    first, others = findings_by_time(result, saved)
    people = _people_in(result, saved)
    yield heading(result, view)
    yield "\n".join(finding_lines(first, view))
    if len(people) <= MOST_PEOPLE:
        yield from tables_of_people(result._replace(people=tuple(people)), view) if people else ()
    yield "\n".join(finding_lines(others, view))
    yield from table_of_sums(result, view)
    yield from tables_of_people(result, view)
    yield "\n".join(draft_lines(result, view))


def _cut(lines: Sequence[str], room: int, view: View) -> Sequence[str]:
    """Keep the lines that fit, and count the others."""
    rows = [_rows(line, view) for line in lines]
    if sum(rows) <= room:
        return lines
    kept = 0
    while kept < len(lines) and sum(rows[: kept + 1]) < room:
        kept += 1
    return [*lines[:kept], view.say(MORE.format(count=len(lines) - kept))]


def _rows(line: str, view: View) -> int:
    """Count the rows of a terminal that a line takes; a character of two cells may leave the last one blank."""
    return max(1, -(-cell_len(_COLOR.sub("", line)) // (view.width - 1)))


MORE = Words("…还有 {count} 行", "… {count} more lines")
