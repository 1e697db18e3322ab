"""What a slip is, how it is put right in its line, and where a place of the repaired text was before."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple


class Edit(NamedTuple):
    """A stretch of one line and what stands there afterwards: columns count from 0, the end is exclusive."""

    start: int
    end: int
    text: str


class Slip(NamedTuple):
    """One slip of a line: the code of its finding, its place (from 0, the end exclusive) and what fills the sentence.

    Its `edits` put the line right. A slip that is not `certain` is one only where the parser stops, and its edits are
    a guess that lets the rest of the file be read; those of a certain one keep what was meant, and may be written. One
    without a code follows from an earlier one.
    """

    code: str
    line: int
    start: int
    end: int
    values: Mapping[str, Any] = MappingProxyType({})
    edits: tuple[Edit, ...] = ()
    certain: bool = True


class Repair:
    """A text with the edits of some slips: the number of lines never changes."""

    __slots__ = ("_edits", "text")

    def __init__(self, text: str, slips: Iterable[Slip]) -> None:
        edits: dict[int, set[Edit]] = defaultdict(set)
        for slip in slips:
            edits[slip.line].update(slip.edits)
        self._edits = {line: sorted(found) for line, found in edits.items() if found}
        if self._edits:
            lines = text.split("\n")
            for number, found in self._edits.items():
                lines[number] = edited(lines[number], found)
            text = "\n".join(lines)
        self.text = text

    def __bool__(self) -> bool:
        """Say whether anything was edited."""
        return bool(self._edits)

    def before(self, line: int, column: int) -> int:
        """Give the column that a place of the repaired text had before; all count from 0."""
        shift = 0
        for edit in self._edits.get(line, ()):
            start = edit.start + shift
            if column < start:
                break
            if column < start + len(edit.text):
                return edit.start + min(column - start, edit.end - edit.start)
            shift += len(edit.text) - (edit.end - edit.start)
        return column - shift


def edited(line: str, edits: Iterable[Edit]) -> str:
    """Put edits into a line; where two overlap the first one stays."""
    pieces, at = [], 0
    for edit in sorted(edits):
        if edit.start >= at:
            pieces += [line[at : edit.start], edit.text]
            at = edit.end
    return "".join([*pieces, line[at:]])
