"""What stands between brackets: lists and activities on one line, or on several."""

from __future__ import annotations

import re
from dataclasses import dataclass

from yanpei_audit.glossary import SEVERAL
from yanpei_audit.source.slips.fields import FIELD
from yanpei_audit.source.slips.notes import Notes
from yanpei_audit.source.slips.signs import CLOSING, COLONS, COMMAS, ODD_BLANKS, OPENING, could_be_key, known_key
from yanpei_audit.source.slips.slip import Edit
from yanpei_audit.source.slips.texts import Texts, closes_later
from yanpei_audit.source.slips.values import (
    QUOTED,
    blanks_end,
    check_edges,
    check_quotes,
    is_a_colon_to_yaml,
    is_outside_pairs,
    key_before,
    needs_quotes,
    next_field,
)

CLOSERS = {"[": "]", "{": "}"}
_KEY_OF_ENTRY = re.compile(f"([^:{COLONS},\\[\\]{{}}\"'#]*?)( *)([:{COLONS}])([ {ODD_BLANKS}]*)")
_PLAIN = re.compile(r"(?:[^,\[\]{}#]|(?<! )#)*")
_FIELDS_FOLLOW = re.compile(f"[^｛}}｝]*[:{COLONS}]")
_LIST = re.compile(r"[^\]］】【]*[\]］】][ \t]*(?:#|$)")
_LIST_IN_BRACKETS = re.compile(r"[^\]］】【]*[\]］】][ \t]*(?:[,，}｝#]|$)")
_NEXT_ITEM = re.compile(
    f"(?P<gap>[{COMMAS};][ {ODD_BLANKS}]*+|[ {ODD_BLANKS}]++)(?P<key>\\w{{1,8}}+) *+(?P<colon>[:{COLONS}])"
)
_PATH = re.compile(r"[^\s]*\.\w{2,5}")
_STRUCTURE_FOLLOWS = re.compile(f"[ {ODD_BLANKS}]*(?:[,\\]}}］】｝#{COMMAS}]|$)")
RECORD, EVIDENCE = "record", "evidence"
PAIR_OF = {"］": "［", "】": "【", "｝": "｛"}
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

    def __init__(self, notes: Notes, texts: Texts) -> None:
        self.notes = notes
        self.texts = texts
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
            at = max(at + 1, self._entry(number, at))
        return at

    def _entry(self, number: int, at: int) -> int:
        line = self.notes.lines[number]
        start = blanks_end(line, at)
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
        elif known_key(word) or (could_be_key(word) and self._may_name(line, end)):
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

    def _may_name(self, line: str, end: int) -> bool:
        """Say whether an unknown word before a colon can be meant as a name: there is no other one for what follows."""
        found = _PLAIN.match(line, end)
        return self.frames[-1].key == RECORD or found is None or ": " not in found[0]

    def _value(self, number: int, at: int, key: str, *, in_list: bool = False) -> int:
        line = self.notes.lines[number]
        start = blanks_end(line, at)
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
        if found is None and closes_later(self.notes.lines, number, line[start]):
            self.texts.quote = line[start]
        elif found is None:
            self.notes.add("YA310", (number, start, start + 1), certain=False)
        return found.end() if found else len(line)

    def is_a_list(self, line: str, start: int, key: str, *, in_list: bool) -> bool:
        """Say whether a full-width bracket opens a list or an activity, and is no part of a text."""
        if OPENING[line[start]] == "{":
            opens_fields = (in_list and key not in SEVERAL) or key == RECORD
            return opens_fields and _FIELDS_FOLLOW.match(line, start + 1) is not None
        closing = _LIST_IN_BRACKETS if self.frames else _LIST
        return key in SEVERAL and not in_list and closing.match(line, start + 1) is not None

    def _plain(self, number: int, start: int, key: str, *, in_list: bool) -> int:
        """Read a plain text up to a comma or bracket; a full-width one ends it where a field or item follows."""
        line = self.notes.lines[number]
        found = _PLAIN.match(line, start)
        end = found.end() if found else start
        if in_list and FIELD.match(line, start) and self.frames[-1].bracket == "[":
            frame = self.frames[-1]
            self.notes.add("YA311", (frame.line, frame.column, frame.column + 1), certain=False)
            return len(line)
        if in_list:
            self._split_items(number, start, end, key)
        elif (second := self._second(line, start, end, key)) is not None:
            return self._second_field(number, start, second, key)
        end = self._up_to_wide_bracket(number, start, end)
        if end == len(line) and line[start:end].rstrip()[-1:] in COMMAS:
            end = start + len(line[start:end].rstrip()) - 1
        text = line[start:end].rstrip(" " + ODD_BLANKS)
        check_edges(self.notes, number, start, end)
        if needs_quotes(text):
            check_quotes(self.notes, number, start, start + len(text))
        return end

    def _split_items(self, number: int, start: int, end: int, key: str) -> None:
        """Take down the full-width commas between items; in a list of files only those between two files."""
        line = self.notes.lines[number]
        for comma in _WIDE_COMMA.finditer(line, start, end) if key in SEVERAL else ():
            before, after = line[start : comma.start()], line[comma.end() : end]
            files = key != EVIDENCE or (_PATH.fullmatch(re.split(f"[{COMMAS}]", before)[-1]) and _PATH.match(after))
            if files and is_outside_pairs(before):
                self._wide(number, comma.start(), comma.end(), ", ")

    def _second(self, line: str, start: int, end: int, key: str) -> re.Match[str] | None:
        """Find a second field behind the first one; inside a 记录 any word may name an item, and no field stands."""
        if self.frames[-1].key == RECORD:
            return _NEXT_ITEM.search(line, start, end)
        return next_field(line, start, end, key)

    def _second_field(self, number: int, start: int, second: re.Match[str], key: str) -> int:
        """Take down the comma that is a full-width one, or lacks, between two fields."""
        line, gap = self.notes.lines[number], second.span("gap")
        check_edges(self.notes, number, start, gap[0])
        if any(comma in second["gap"] for comma in COMMAS + ";"):
            self._wide(number, *gap, ", ")
        else:
            place = (number, second.start("key"), second.end("key"))
            inside = {"key": second["key"], "inside": key_before(line, start) or key}
            stops = is_a_colon_to_yaml(line, second.start("colon"))
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
        if bracket != CLOSERS[self.frames[-1].bracket] or not _STRUCTURE_FOLLOWS.match(line, at + 1):
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
                rest = line[at + 1 : end].strip(" " + ODD_BLANKS)
                if rest[:1] in ("", *COMMAS) and self._opened_or_last(line, start, at):
                    return at
        return end

    @staticmethod
    def _opened_or_last(line: str, start: int, at: int) -> bool:
        """Say whether a full-width closing bracket has no opening one in its own text."""
        return line.count(PAIR_OF[line[at]], start, at) <= line.count(line[at], start, at)
