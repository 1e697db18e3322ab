"""Taking down slips while lines are read: one finding a line and code, with the line as it should be."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from yanpei_audit.findings import character_name
from yanpei_audit.language import Words
from yanpei_audit.source.slips.signs import ODD_BLANKS
from yanpei_audit.source.slips.slip import Edit, Slip, edited


class _Note(NamedTuple):
    slip: Slip
    fragment: int | None
    edits: list[Edit]


class Notes:
    """The lines of a text, without their ends, and the slips found in them."""

    def __init__(self, text: str) -> None:
        self.lines = [line.removesuffix("\r") for line in text.split("\n")]
        self._notes: dict[tuple[int, str, bool], _Note] = {}

    def add(
        self,
        code: str,
        place: tuple[int, int, int],
        *edits: Edit,
        fragment: int | None = None,
        certain: bool = True,
        values: Mapping[str, object] = MappingProxyType({}),
    ) -> None:
        """Take down a slip at `place`: line, first column, column after its end.

        `fragment` is the column from which the line is shown put right. Slips of one code in one line are one, and so
        are those that are not certain.
        """
        line, start, end = place
        key = (line, code if certain else "", certain)
        if (before := self._notes.get(key)) is not None:
            before.edits.extend(edits)
        else:
            self._notes[key] = _Note(Slip(code, line, start, end, values, (), certain), fragment, list(edits))

    def following(self, number: int) -> str:
        """Give the next line that holds something, or nothing at the end."""
        below = (self.lines[place] for place in range(number + 1, len(self.lines)))
        return next((line for line in below if line.strip()), "")

    def follow(self, line: int, edit: Edit) -> None:
        """Let a line follow an earlier slip that is not certain, without a finding of its own."""
        self._notes[line, "follows", False] = _Note(Slip("", line, edit.start, edit.end, certain=False), None, [edit])

    def odd_blanks(
        self, line: int, start: int, end: int, instead: str, code: str = "YA302", *, certain: bool = True
    ) -> None:
        """Take down blanks that are no ordinary ones, if any stand between two columns; a tab has a code of its own."""
        run = self.lines[line][start:end]
        odd = next((at for at, blank in enumerate(run) if blank in ODD_BLANKS), None)
        if odd is not None:
            code = "YA301" if run[odd] == "\t" else code
            place = (line, start + odd, start + odd + 1)
            values = {"character": blank_name(run[odd])}
            self.add(code, place, Edit(start, end, instead), certain=certain, values=values)

    def slips(self) -> list[Slip]:
        """Give the slips in the order of lines and columns, each with its line put right."""
        edits: dict[int, set[Edit]] = {}
        for note in self._notes.values():
            if note.slip.certain:
                edits.setdefault(note.slip.line, set()).update(note.edits)
        found = [self._shown(note, edits.get(note.slip.line, set())) for note in self._notes.values()]
        return sorted(found, key=lambda slip: (slip.line, slip.start, slip.code))

    def _shown(self, note: _Note, edits: set[Edit]) -> Slip:
        slip, fragment = note.slip._replace(edits=tuple(note.edits)), note.fragment
        if fragment is None:
            return slip
        line = self.lines[slip.line]
        edits = edits.union(slip.edits)
        moved = sum(len(edit.text) - (edit.end - edit.start) for edit in edits if edit.end <= fragment)
        right = edited(line, edits)[fragment + moved :].strip()
        return slip._replace(values={**slip.values, "right": right})


_BLANK_NAMES = {
    "\t": Words("Tab", "a tab"),
    "\u3000": Words("全角空格", "a full-width blank"),
    "\xa0": Words("不间断空格", "a no-break blank"),
}


def blank_name(blank: str) -> Words:
    """Call a blank what people call it."""
    name = character_name(blank)
    return _BLANK_NAMES.get(blank, Words(name, name))
