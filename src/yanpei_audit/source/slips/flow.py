"""What stands between brackets: lists and activities on one line, or on several."""

from __future__ import annotations

import re
from dataclasses import dataclass

from yanpei_audit.glossary import SEVERAL
from yanpei_audit.source.slips.notes import Notes
from yanpei_audit.source.slips.signs import (
    CLOSING,
    COLONS,
    COMMAS,
    ODD_BLANKS,
    OPENING,
    could_be_key,
    known_key,
)
from yanpei_audit.source.slips.slip import Edit
from yanpei_audit.source.slips.values import (
    BLANKS,
    QUOTED,
    blanks_end,
    check_edges,
    key_before,
    needs_quotes,
    next_field,
    quoting,
)

_PAIRS = ("（）", "()", "《》", "“”", "‘’", "「」", "【】")
CLOSERS = {"[": "]", "{": "}"}
_KEY_OF_ENTRY = re.compile(f"([^:{COLONS},\\[\\]{{}}\"'#]*?)( *)([:{COLONS}])([ {ODD_BLANKS}]*)")
_PLAIN = re.compile(r"(?:[^,\[\]{}#]|(?<! )#)*")
_WIDE_COMMA = re.compile(f"[{COMMAS}][ {ODD_BLANKS}]*")


@dataclass(slots=True)
class Frame:
    """An open bracket, where it stands, and the field whose value it opens."""

    bracket: str
    line: int
    column: int
    key: str = ""


class Flow:
    """Reads what stands between brackets, line by line; `frames` are those still open."""

    def __init__(self, notes: Notes) -> None:
        self.notes = notes
        self.frames: list[Frame] = []

    def open(self, number: int, at: int, key: str = "") -> int:
        """Open a bracket, a full-width one among them, and give the column behind it."""
        character = self.notes.lines[number][at]
        bracket = OPENING.get(character, character)
        if bracket != character:
            self._wide(number, at, at + 1, bracket)
        self.frames.append(Frame(bracket, number, at, key))
        return at + 1

    def read(self, number: int, at: int) -> int:
        """Read a line from a column on, and give the column behind the last bracket, or the end of the line."""
        line = self.notes.lines[number]
        while self.frames and at < len(line):
            at = self._entry(number, at)
        return at

    def _entry(self, number: int, at: int) -> int:
        line = self.notes.lines[number]
        blanks = BLANKS.match(line, at)
        start = blanks.end() if blanks else at
        self.notes.odd_blanks(number, at, start, " " if start < len(line) and line[start] not in ",]}" else "")
        if start == len(line) or (line[start] == "#" and (start == 0 or line[start - 1] in " \t")):
            return len(line)
        if line[start] == ",":
            return start + 1
        if line[start] in COMMAS + ";":
            return self._wide_comma(number, start)
        if self._closes(number, start):
            return self._close(start)
        if self.frames[-1].bracket == "{":
            return self._field(number, start)
        return self._value(number, start, self.frames[-1].key, in_list=True)

    def _wide_comma(self, number: int, at: int) -> int:
        """Take down a comma that stands alone between two fields or items, or ends a line."""
        line = self.notes.lines[number]
        end = blanks_end(line, at + 1)
        self._wide(number, at, end, "," if end == len(line) else ", ")
        return end

    def _field(self, number: int, start: int) -> int:
        """Read a key with its value."""
        line = self.notes.lines[number]
        if line[start] in QUOTED:
            return self._quoted_key(number, start)
        found = _KEY_OF_ENTRY.match(line, start)
        if found is None:
            return self._value(number, start, "")
        word, colon, gap = found[1], found[3], found[4]
        at, end = found.start(3), found.end()
        ordinary = colon == ":" and (gap != "" or line[end : end + 1] in ("", ",", "}", "]", "[", "{", '"', "'"))
        if ordinary:
            self.notes.odd_blanks(number, at + 1, end, " ", "YA302" if gap[:1] != " " else "YA417")
        elif known_key(word) or (could_be_key(word) and not self._has_later_colon(line, end)):
            code = "YA304" if colon == ":" else "YA305"
            blank = "" if line[end : end + 1] in ("", ",", "}") else " "
            self.notes.add(
                code,
                (number, at, at + 1),
                Edit(at, end, ":" + blank),
                fragment=start,
                values={"colon": colon},
            )
        else:
            return self._value(number, start, "")
        return self._value(number, end, known_key(word) or word)

    def _quoted_key(self, number: int, start: int) -> int:
        line = self.notes.lines[number]
        found = QUOTED[line[start]].match(line, start)
        if found is None:
            return len(line)
        colon = re.compile("[ \t]*:").match(line, found.end())
        if colon is None:
            return found.end()
        return self._value(number, colon.end(), known_key(found[0][1:-1]))

    @staticmethod
    def _has_later_colon(line: str, start: int) -> bool:
        found = _PLAIN.match(line, start)
        return found is not None and ": " in found[0]

    def _value(self, number: int, at: int, key: str, *, in_list: bool = False) -> int:
        line = self.notes.lines[number]
        blanks = BLANKS.match(line, at)
        start = blanks.end() if blanks else at
        if start == len(line) or line[start] in ",]}":
            return start
        if line[start] in QUOTED:
            return self._quoted(number, start)
        if line[start] in "[{" or (line[start] in OPENING and self.is_a_list(line, start, key, in_list=in_list)):
            return self.open(number, start, key)
        return self._plain(number, start, key, in_list=in_list)

    def _quoted(self, number: int, start: int) -> int:
        line = self.notes.lines[number]
        found = QUOTED[line[start]].match(line, start)
        if found is None:
            self.notes.add("YA310", (number, start, start + 1), certain=False)
        return found.end() if found else len(line)

    @staticmethod
    def is_a_list(line: str, start: int, key: str, *, in_list: bool) -> bool:
        """Say whether a full-width bracket opens a list or an activity, and is no part of a text."""
        if OPENING[line[start]] == "{":
            return in_list
        closing = re.compile(r"[^\]］】]*[\]］】][ \t]*(?:[,，}｝\]#]|$)").match(line, start + 1)
        return key in SEVERAL and closing is not None

    def _plain(self, number: int, start: int, key: str, *, in_list: bool) -> int:
        """Read a plain text up to a comma or bracket; a full-width one ends it where a field or item follows."""
        line = self.notes.lines[number]
        found = _PLAIN.match(line, start)
        end = found.end() if found else start
        if in_list:
            if key in SEVERAL:
                for comma in _WIDE_COMMA.finditer(line, start, end):
                    if _is_outside_pairs(line[start : comma.start()]):
                        self._wide(number, comma.start(), comma.end(), ", ")
        elif (second := next_field(line, start, end, key)) is not None:
            return self._second_field(number, start, second, key)
        end = self._up_to_wide_bracket(number, start, end)
        if end == len(line) and line[start:end].rstrip()[-1:] in COMMAS:
            end = start + len(line[start:end].rstrip()) - 1
        text = line[start:end].rstrip(" " + ODD_BLANKS)
        check_edges(self.notes, number, start, end)
        if needs_quotes(text):
            self.notes.add("YA309", (number, start, start + len(text)), quoting(line, start, start + len(text)))
        return end

    def _second_field(self, number: int, start: int, second: re.Match[str], key: str) -> int:
        """Take down the comma that is a full-width one, or lacks, between two fields."""
        gap = (second.start("gap"), second.end("gap"))
        check_edges(self.notes, number, start, gap[0])
        if any(comma in second["gap"] for comma in COMMAS + ";"):
            self._wide(number, *gap, ", ")
        else:
            place = (number, second.start("key"), second.end("key"))
            inside = {"key": second["key"], "inside": key_before(self.notes.lines[number], start) or key}
            line = self.notes.lines[number]
            stops = second["colon"] == ":" and line[second.end() : second.end() + 1] in ("", " ")
            edits = [Edit(*gap, ", ")] if stops else []
            self.notes.add("YA325", place, *edits, certain=not stops, values=inside)
        return gap[1]

    def _wide(self, number: int, start: int, end: int, instead: str) -> None:
        character = self.notes.lines[number][start]
        self.notes.add(
            "YA306",
            (number, start, start + 1),
            Edit(start, end, instead),
            fragment=self._fragment(number, start),
            values={"character": character},
        )

    def _fragment(self, number: int, at: int) -> int:
        """Begin what is shown at the innermost bracket of this line, or where the slip is."""
        return max((frame.column for frame in self.frames if frame.line == number and frame.column <= at), default=at)

    def _closes(self, number: int, at: int) -> bool:
        """Say whether a bracket closes here; a full-width one is taken down if nothing but structure follows it."""
        line = self.notes.lines[number]
        return line[at] in "]}" or self._closes_wide(number, at)

    def _closes_wide(self, number: int, at: int) -> bool:
        line = self.notes.lines[number]
        bracket = CLOSING.get(line[at])
        if bracket != CLOSERS[self.frames[-1].bracket] or not re.compile(r"[ \t]*(?:[,，\]}］】｝#]|$)").match(
            line, at + 1
        ):
            return False
        self._wide(number, at, at + 1, bracket)
        return True

    def _close(self, at: int) -> int:
        self.frames.pop()
        return at + 1

    def _up_to_wide_bracket(self, number: int, start: int, end: int) -> int:
        line = self.notes.lines[number]
        for at in range(start, end):
            if line[at] in CLOSING and CLOSING[line[at]] == CLOSERS[self.frames[-1].bracket]:
                rest = line[at + 1 : end].strip()
                if not rest and self._opened_or_last(line, start, at):
                    return at
        return end

    @staticmethod
    def _opened_or_last(line: str, start: int, at: int) -> bool:
        """Say whether a full-width closing bracket has no opening one in its own text."""
        opening = next(mark for mark, ascii_mark in OPENING.items() if CLOSERS[ascii_mark] == CLOSING[line[at]])
        return line.count(opening, start, at) <= line.count(line[at], start, at)


def _is_outside_pairs(text: str) -> bool:
    """Say whether no parenthesis, title or quotation that a text opens is still open at its end."""
    return all(text.count(pair[0]) == text.count(pair[1]) for pair in _PAIRS)
