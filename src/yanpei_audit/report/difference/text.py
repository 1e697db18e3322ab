"""A difference as lines for people."""

from __future__ import annotations

from collections.abc import Iterator

from rich.cells import cell_len

from yanpei_audit.comparing import Difference
from yanpei_audit.report.difference.sentences import BECAUSE, FLIP, Compared, causes, closing, heading, rest, sides, who
from yanpei_audit.report.lines import inert
from yanpei_audit.report.view import View

WIDEST = 100


def render(difference: Difference, compared: Compared, view: View) -> str:
    """Write lines of at most 100 cells: every flip with its causes, then people and rules of one state only."""
    lines = [heading(difference, compared, view), closing(difference, view)]
    for flip in difference.flips:
        head = FLIP.format(
            who=who(flip), title=flip.title, rule=f"{flip.key.pack}/{flip.key.rule}", period=flip.period.id
        )
        turn = " → ".join(sides(flip, view))
        lines += ["", view.say(head), f"  {turn}", f"  {view.say(BECAUSE.format(causes=causes(flip)))}"]
    others = [view.say(words) for words in rest(difference, view)]
    lines += ["", *others] if others else []
    width = min(view.width, WIDEST)
    return "".join(f"{folded}\n" for line in lines for folded in _folded(inert(line), width))


def _folded(line: str, width: int) -> Iterator[str]:
    """Break a line that is too wide where it is full; what is carried over is indented by two more."""
    indent = " " * (len(line) - len(line.lstrip()) + 2)
    start, used = 0, 0
    for place, character in enumerate(line):
        used += cell_len(character)
        if used > width:
            yield (indent if start else "") + line[start:place]
            start, used = place, len(indent) + cell_len(character)
    yield (indent if start else "") + line[start:]
