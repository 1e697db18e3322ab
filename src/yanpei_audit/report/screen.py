"""One screen beside an editor: what was just saved first, then everything else, cut to the height."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import chain

from rich.cells import cell_len

from yanpei_audit.audit import AuditResult, quota_findings
from yanpei_audit.findings import Finding
from yanpei_audit.language import Words
from yanpei_audit.report.drafts import draft_lines
from yanpei_audit.report.formats.table import table_of_sums, tables_of_people
from yanpei_audit.report.lines import finding_lines
from yanpei_audit.report.standing import closing, heading
from yanpei_audit.report.view import View

_COLOR = re.compile(r"\x1b\[[\d;]*m")


def screen(result: AuditResult, view: View, saved: Collection[str], last: str, height: int) -> str:
    """Show the findings of what was saved and of the others, sums and people, as far as `height` rows hold them.

    The run is summed up and `last` said below, whatever is cut.
    """
    below = ["", closing(result, view), last]
    room = height - sum(_rows(line, view) for line in below)
    return "\n".join([*_cut(list(_lines(result, view, saved)), room, view), *below])


def findings_of(result: AuditResult, saved: Collection[str]) -> tuple[list[Finding], list[Finding]]:
    """Part the findings into those of what was just saved, and the others.

    What was saved are the files, and those of the people in them.
    """
    theirs = set(saved)
    for found in result.people:
        files = {span.path for span in (found.person.span, *found.person.other_spans)}
        theirs |= files if files & theirs else set()
    first: list[Finding] = []
    others: list[Finding] = []
    for one in chain(result.findings, quota_findings(result)):
        (first if one.span.path in theirs else others).append(one)
    return first, others


def _lines(result: AuditResult, view: View, saved: Collection[str]) -> Iterator[str]:
    findings = finding_lines(chain(*findings_of(result, saved)), view)
    tables = (*table_of_sums(result, view), *tables_of_people(result, view))
    blocks = [heading(result, view), "\n".join(findings), *tables, "\n".join(draft_lines(result, view))]
    yield from "\n\n".join(filter(None, blocks)).split("\n")


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
