"""Texts of several lines: those behind | or >, and quoted ones. Anything may stand in them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from yanpei_audit.source.slips.blocks import DASH, width
from yanpei_audit.source.slips.fields import FIELD
from yanpei_audit.source.slips.notes import Notes
from yanpei_audit.source.slips.signs import ODD_BLANKS
from yanpei_audit.source.slips.values import blanks_end

LONGEST_QUOTE = 100
_CLOSING = {'"': re.compile(r'(?:[^"\\]|\\.)*+"'), "'": re.compile("(?:[^']|'')*+'(?!')")}
_LAST_OF_A_TEXT = {mark: re.compile(rf"{mark}[ \t]*(?:[,\]}}#]|$)") for mark in _CLOSING}


@dataclass(slots=True)
class Texts:
    """The text that is open at a line: `parent` is the column that a block text must exceed, None outside of one."""

    notes: Notes
    parent: int | None = None
    column: int | None = None
    quote: str = ""

    def read(self, number: int) -> int | None:
        """Read a line of an open text; give the column behind what belongs to it, or None if nothing does."""
        line = self.notes.lines[number]
        if self.quote:
            found = _CLOSING[self.quote].match(line)
            self.quote = "" if found else self.quote
            return found.end() if found else len(line)
        return len(line) if self.parent is not None and self._is_block_text(number, self.parent) else None

    def _is_block_text(self, number: int, parent: int) -> bool:
        line = self.notes.lines[number]
        plain, blanks = len(line) - len(line.lstrip(" ")), blanks_end(line, 0)
        if blanks == len(line):
            self.notes.odd_blanks(number, 0, blanks if plain <= parent else 0, "")
            return True
        if plain > parent:
            self.column = plain if self.column is None else self.column
            return True
        if blanks > plain and width(line[:blanks]) > parent:  # a paragraph indented as on paper
            column = parent + len(DASH) if self.column is None else self.column
            self.notes.odd_blanks(number, 0, blanks, " " * column)
            return True
        self.parent = self.column = None
        return False


def closes_later(lines: Sequence[str], number: int, mark: str) -> bool:
    """Say whether a quote is closed below a line, before anything that looks like a field."""
    for line in lines[number + 1 : number + 1 + LONGEST_QUOTE]:
        if FIELD.match(line.lstrip(" -{" + ODD_BLANKS)):
            return False
        if _LAST_OF_A_TEXT[mark].search(line):
            return True
    return False
