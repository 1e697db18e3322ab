"""Findings as lines: place, severity, sentence; below it the line of the file with a caret under the slip."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from yanpei_audit.findings import Area, Finding, show
from yanpei_audit.findings.catalogue import Severity
from yanpei_audit.glossary import ADVISORY, SEVERITIES, VERDICTS
from yanpei_audit.language import Words
from yanpei_audit.report.view import View

MOST_A_FILE, MOST_A_RUN = 50, 500
WIDEST_EXCERPT = 60
_COLORS = {"error": "\x1b[1;31m", "warning": "\x1b[35m", "note": "\x1b[2m"}  # to be read on light and dark
_PLAIN = "\x1b[0m"
_OLD_COMMAND = re.compile(r"##(?=\w*\[)")  # ##[error] anywhere in a line of GitHub's, ##vso[…] in one of Azure's


def finding_lines(findings: Iterable[Finding], view: View) -> Iterator[str]:
    """Write findings, at most 50 a file and 500 a run; what is left out is counted."""
    shown: Counter[str] = Counter()
    left_out = 0
    for found in findings:
        if shown[found.span.path] >= MOST_A_FILE or shown.total() >= MOST_A_RUN:
            left_out += 1
            continue
        shown[found.span.path] += 1
        yield from _lines_of(found, view)
    if left_out:
        yield view.say(LEFT_OUT.format(count=left_out))


def _lines_of(found: Finding, view: View) -> Iterator[str]:
    severity = view.say(_sort_of(found))
    if view.color:
        severity = f"{_COLORS[found.severity.value]}{severity}{_PLAIN}"
    place = f"{inert(view.path(found.span.path))}:{found.span.line}:{found.span.column}"
    yield f"{place} {severity}[{found.code}] {inert(view.say(found.message))}"
    if found.excerpt.strip():
        yield from _excerpt(found)
    for related in found.related:
        yield f"    {inert(view.path(str(related.span)))} {inert(view.say(related.label))}"
    if hint := view.say(found.hint):
        yield f"    {view.say(HINT)}{inert(hint)}"


def with_hint(found: Finding, view: View, between: str) -> str:
    """Give what a finding says and how to put it right, where it tells, with something between the two."""
    return between.join(filter(None, (view.say(found.message), view.say(found.hint))))


def _sort_of(found: Finding) -> Words:
    if found.area is not Area.QUOTA:
        return SEVERITIES[found.severity.value]
    verdict = VERDICTS[found.name]
    return (
        Words(f"{verdict.zh}{ADVISORY.zh}", f"{verdict.en}{ADVISORY.en}")
        if found.severity is Severity.NOTE
        else verdict
    )


def inert(text: str) -> str:
    """Keep a text from doing anything to a terminal, and from being a command to whoever reads the log."""
    return _OLD_COMMAND.sub("## ", show(text)).replace("::", ": :")


def _excerpt(found: Finding) -> Iterator[str]:
    """Show the line around the slip, at most 60 characters of it, and mark the slip; a caret is counted in cells."""
    from rich.cells import cell_len

    start, line = found.span.column - 1, found.excerpt
    end = found.span.end_column - 1 if found.span.end_line == found.span.line else len(line)
    cut = 0 if len(line) <= WIDEST_EXCERPT else max(0, min(start - 10, len(line) - WIDEST_EXCERPT))
    window = line[cut : cut + WIDEST_EXCERPT]
    before, marked = show(window[: start - cut]), show(window[start - cut : end - cut])
    yield f"    {inert(window)}"
    yield "    " + " " * cell_len(before) + "^" * max(1, cell_len(marked))


LEFT_OUT = Words(
    "另有 {count} 条未列出；全部见 --format json", "{count} more are not listed; --format json has all of them"
)
HINT = Words("改法：", "Fix: ")
