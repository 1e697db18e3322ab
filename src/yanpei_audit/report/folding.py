"""Lines of at most 80 cells."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.cells import cell_len

from yanpei_audit.report.lines import inert

WIDTH = 80


def folded(lines: Iterable[str]) -> Iterator[str]:
    """Break lines that are wider than 80 cells; what is carried over is indented by two more."""
    for line in lines:
        rest = inert(line)
        indent = " " * (len(rest) - len(rest.lstrip()) + 2)
        while cell_len(rest) > WIDTH:
            cut = _cut(rest, len(indent))
            yield rest[:cut].rstrip()
            rest = indent + rest[cut:].lstrip()
        yield rest


def _cut(line: str, start: int) -> int:
    """Say where to break: at the last blank or behind the last 、 that fits, or else where the line is full."""
    width = 0
    for number, character in enumerate(line):
        width += cell_len(character)
        if width > WIDTH:
            blank = max(line.rfind("  ", start, number), line.rfind(" ", number * 2 // 3, number))
            return max(blank, line.rfind("、", number // 2, number) + 1) or number
    return len(line)
