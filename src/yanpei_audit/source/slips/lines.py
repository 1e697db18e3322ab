"""Reading the lines of a file as a person reads them: what is indented how far, which line opens what, what is prose.

It asks less of a file than the parsers do, and so sees a slip where it was made, not where a parser stumbles over it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import takewhile

from yanpei_audit.glossary import ONLY_OF_ACTIVITIES
from yanpei_audit.source.slips.flow import CLOSERS, Flow
from yanpei_audit.source.slips.notes import Notes, blank_name
from yanpei_audit.source.slips.signs import (
    COLONS,
    COMMAS,
    CONFLICT,
    DASHES,
    KEY,
    LONGEST_LINE,
    ODD_BLANKS,
    OPENING,
    could_be_key,
    known_key,
)
from yanpei_audit.source.slips.slip import Edit, Slip
from yanpei_audit.source.slips.values import (
    BLANKS,
    BLOCK_TEXT,
    QUOTED,
    check_behind_quotes,
    check_plain,
    check_swallowed,
    plain_end,
)

ACTIVITIES = "activities"
DASH = "- "
WIDEST_GAP = 4
LONGEST_QUOTE = 100
DEEPEST = 64
_ORDINARY = re.compile(f"( +)(\\w+): [\\w《（][^:#{COLONS}{COMMAS}{ODD_BLANKS}]*$")
_WORD_AND_COLON = re.compile(f"([^:{COLONS}#\"'\\[\\]{{}}]+?)( *)([:{COLONS}])([ {ODD_BLANKS}]*)")
_MARKERS = re.compile(r"(?:---|\.\.\.|[?:])(?:\s|$)")
_LATER_COLON = re.compile(": |:$")
_QUOTED_KEY = re.compile(r"""(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*')[ \t]*:(?=[ \t]|$)""")
_KEY_WITHOUT_COLON = re.compile(f"({KEY})(?:[ {ODD_BLANKS}]+(?=\\S)|(?=\\d))")
_FIELD = re.compile(f"(?:{KEY}) *[:{COLONS}]")
_BRACKET_THEN_TEXT = re.compile(r"(?:\[[^\[\]{}\"']*\]|\{[^\[\]{}\"']*\}) *[^\s#,:\]}]")
_DASH = re.compile(f"-(?P<gap>[ {ODD_BLANKS}]+|$)")
_GLUED_DASH = re.compile(f"-(?P<gap>)(?=(?:{KEY}) *[:{COLONS}]|[{{｛])")
_LIKE_A_DASH = re.compile(rf"(?:[{DASHES}*](?![{DASHES}*])|\d{{1,3}}[.、．)）]|[①-⑳])(?P<gap>[ {ODD_BLANKS}]*)(?=\S)")
_WIDTHS = {" ": 1, "\u3000": 2}


@dataclass(slots=True)
class Block:
    """An open mapping or sequence, by the column of its keys or dashes."""

    column: int
    dashes: bool
    key: str = ""


class Lines:
    """Reads a text from its first line to its last; `notes` holds what was found."""

    def __init__(self, text: str) -> None:
        self.notes = Notes(text)
        self.lines = self.notes.lines
        self.flow = Flow(self.notes)
        self.blocks: list[Block] = []
        self.opened = True
        self.root_key = ""
        self.prose: int | None = None
        self.prose_column: int | None = None
        self.quote = ""
        self.marked = False

    def slips(self) -> list[Slip]:
        """Read every line, and give the slips."""
        for number, line in enumerate(self.lines):
            if len(self.blocks) + len(self.flow.frames) > DEEPEST:
                break
            if len(line) > LONGEST_LINE:
                self.notes.add("YA211", (number, 0, len(line)), values={"limit": LONGEST_LINE})
            elif not self._is_conflict(number, line) and not self._continues(number, line):
                self._line(number, line)
        return self.notes.slips()

    def _is_conflict(self, number: int, line: str) -> bool:
        """Take down a conflict once, at its first marker."""
        mark = CONFLICT.match(line)
        if mark is None:
            return False
        if not self.marked:
            self.notes.add("YA111", (number, 0, len(line)))
        self.marked = line[0] != ">"
        return True

    def _continues(self, number: int, line: str) -> bool:
        """Read a line that belongs to a text or to brackets which an earlier line opened."""
        if self.quote:
            closing = re.compile(r'(?:[^"\\]|\\.)*"' if self.quote == '"' else "(?:[^']|'')*'").match(line)
            if closing:
                self.quote = ""
                if self.flow.frames:
                    self._flow(number, closing.end())
            return True
        if self.prose is not None:
            return self._is_prose(number, line)
        if self.flow.frames:
            self._flow(number, 0)
            return True
        return False

    def _is_prose(self, number: int, line: str) -> bool:
        plain = len(line) - len(line.lstrip(" "))
        blanks = _blanks_end(line, 0)
        parent = -1 if self.prose is None else self.prose
        if blanks == len(line):
            return True
        if plain > parent:
            self.prose_column = plain if self.prose_column is None else self.prose_column
            return True
        if blanks > plain and _width(line[:blanks]) > parent:  # a paragraph indented as on paper
            column = parent + 2 if self.prose_column is None else self.prose_column
            self.notes.odd_blanks(number, 0, blanks, " " * column)
            return True
        self.prose = self.prose_column = None
        return False

    def _line(self, number: int, line: str) -> None:
        if self._is_one_more_field(line):
            return
        at = _blanks_end(line, 0)
        if at == len(line) or line[at] == "#":
            self.notes.odd_blanks(number, 0, at, " " * at if at < len(line) else "")
        elif line[at:].startswith("```"):
            self.notes.add("YA324", (number, at, len(line)), Edit(0, len(line), ""), values={"text": line[at:].strip()})
        elif line.startswith("%"):
            self.notes.add("YA316", (number, 0, len(line)), Edit(0, len(line), ""), certain=False)
        elif not _MARKERS.match(line, at):
            self._content(number, at)

    def _is_one_more_field(self, line: str) -> bool:
        """Tell an ordinary field of the innermost mapping, in which no slip can be: most lines are such."""
        found = _ORDINARY.match(line)
        if found is None or not self.blocks:
            return False
        innermost = self.blocks[-1]
        if innermost.dashes or innermost.column == 0 or innermost.column != found.end(1):
            return False
        innermost.key = known_key(found[2])
        self.opened = False
        return True

    def _content(self, number: int, at: int) -> None:
        """Read a line that holds something, from its first character on."""
        line = self.lines[number]
        dash = self._dash(number, at)
        column = self._column(number, at, dashes=dash is not None)
        while dash is not None:
            if not self._enter_dash(column):
                column = self._misplaced(number, at, at + 1)
            at, column = self._behind_dash(number, at, column, dash)
            if at == len(line):
                self.opened = True
                return
            dash = self._dash(number, at)
        self._entry(number, at, column)

    def _dash(self, number: int, at: int) -> re.Match[str] | None:
        """Find the dash of a list at a column, with the blanks behind it, also one that is meant as such."""
        line = self.lines[number]
        if found := _DASH.match(line, at) or _GLUED_DASH.match(line, at):
            return found
        found = _LIKE_A_DASH.match(line, at)
        if found is None:
            return None
        what_follows = line[found.end()]
        meant = _FIELD.match(line, found.end()) or what_follows in "{｛"
        return found if meant or (line[at] in DASHES and self._in_list(at)) else None

    def _in_list(self, column: int) -> bool:
        return self.opened or any(block.dashes and block.column == column for block in self.blocks)

    def _behind_dash(self, number: int, at: int, column: int, dash: re.Match[str]) -> tuple[int, int]:
        """Go behind a dash, and put it right; what follows it lines up with the next line."""
        line, gap, end = self.lines[number], dash["gap"], dash.end()
        self.opened = True
        if end == len(line):
            self.notes.odd_blanks(number, at + 1, end, "")
            return end, column + 1
        if line[at] == "-" and gap.strip(" ") == "" and gap:
            return end, column + 1 + len(gap)
        width = self._gap_before_next(number, column)
        if line[at] != "-" or not gap:
            self.notes.add("YA320", (number, at, end - len(gap)), Edit(at, end, "-" + " " * width), fragment=at)
        else:
            self.notes.odd_blanks(number, at + 1, end, " " * width)
        return end, column + 1 + width

    def _gap_before_next(self, number: int, column: int) -> int:
        """Give the blanks behind a dash that let its field stand above the next one; one where none follows."""
        following = self._following(number)
        indent = len(following) - len(following.lstrip(" "))
        gap = indent - column - 1
        return gap if 0 < gap <= WIDEST_GAP and _FIELD.match(following, indent) else 1

    def _following(self, number: int) -> str:
        """Give the next line that holds something, or nothing at the end."""
        below = (self.lines[place] for place in range(number + 1, len(self.lines)))
        return next((line for line in below if line.strip()), "")

    def _column(self, number: int, at: int, *, dashes: bool) -> int:
        """Give the column that a line is meant to begin at, its odd blanks replaced."""
        blanks = self.lines[number][:at]
        if not blanks.strip(" "):
            return at
        column, certain = self._meant_column(blanks, dashes=dashes)
        odd = next(at for at, blank in enumerate(blanks) if blank in ODD_BLANKS)
        code = "YA301" if blanks[odd] == "\t" else "YA302"
        edit, values = Edit(0, at, " " * column), {"character": blank_name(blanks[odd])}
        self.notes.add(code, (number, odd, odd + 1), edit, certain=certain, values=values)
        return column

    def _meant_column(self, blanks: str, *, dashes: bool) -> tuple[int, bool]:
        width = _width(blanks)
        innermost = self.blocks[-1].column if self.blocks else -1
        if self.opened and "\t" not in blanks and width > innermost:
            return width, True
        if self.opened and not (dashes and any(block.dashes for block in self.blocks)):
            return innermost + 2, True
        columns = [block.column for block in self.blocks if block.dashes == dashes]
        inner = [column for column in columns if column > 0] or columns
        if width in columns and "\t" not in blanks:
            return width, True
        if not inner:
            return width, False
        return (inner[0], True) if len(inner) == 1 else (min(inner, key=lambda column: abs(column - width)), False)

    def _entry(self, number: int, at: int, column: int) -> None:
        """Read a key with its value, or a text, list or activity on its own."""
        line = self.lines[number]
        if _MARKERS.match(line, at):
            return
        if quoted := _QUOTED_KEY.match(line, at):
            self._enter_key(column)
            self._value(number, quoted.end(), known_key(line[at : quoted.end()].rstrip(": \t")[1:-1]))
            return
        if line[at] not in "[{\"'" and line[at] not in OPENING and self._key(number, at, column):
            return
        if self._without_colon(number, at, column):
            return
        innermost = self.blocks[-1] if self.blocks else None
        if self.opened or line[at] in "[{\"'" or (innermost and innermost.dashes):
            self._value(number, at, innermost.key if innermost else "", in_list=True)

    def _key(self, number: int, at: int, column: int) -> bool:
        """Read a key and what follows it; tell whether there was one."""
        line = self.lines[number]
        found = _WORD_AND_COLON.match(line, at)
        if found is None:
            return False
        word, colon, gap, mark = found[1], found[3], found[4], found.start(3)
        end = found.end()
        ordinary = colon == ":" and (gap != "" or end == len(line))
        if not ordinary and not self._is_meant_as_key(word, line, end, column):
            return False
        self._place_key(number, at, column, word)
        if ordinary:
            instead = "" if end == len(line) else " "
            if end < len(line) or gap.strip(" "):
                self.notes.odd_blanks(number, mark + 1, end, instead, "YA417" if gap[:1] == " " else "YA302")
        else:
            code = "YA304" if colon == ":" else "YA305"
            edit = Edit(mark, end, ":" if end == len(line) else ": ")
            self.notes.add(code, (number, mark, mark + 1), edit, fragment=at, values={"colon": colon})
        self._value(number, end, known_key(word))
        return True

    def _is_meant_as_key(self, word: str, line: str, end: int, column: int) -> bool:
        if known_key(word):
            return True
        in_place = (
            bool(self.blocks)
            and self.blocks[-1].column >= column
            and any(block.column == column and not block.dashes for block in self.blocks)
        )
        return in_place and could_be_key(word) and not _LATER_COLON.search(line, end) and line[end : end + 2] != "//"

    def _place_key(self, number: int, at: int, column: int, word: str) -> None:
        """Take down a key that stands in no open column, or outside the activity that it belongs to."""
        key, before = known_key(word), list(self.blocks)
        outside = column == 0 and key in ONLY_OF_ACTIVITIES and self.root_key == ACTIVITIES and len(before) > 1
        if outside or not self._enter_key(column):
            self._misplaced(number, at, at + len(word))
        elif column == 0:
            self.root_key = key
        elif self.root_key == ACTIVITIES and before[-1].column == 0 and not before[-1].dashes:
            edits = [Edit(at - len(DASH), at, DASH)] if column >= len(DASH) else []
            self.notes.add("YA320", (number, at, at + len(word)), *edits, fragment=at, certain=False)
            self.blocks.insert(-1, Block(max(0, column - len(DASH)), dashes=True))
        if self.blocks:
            self.blocks[-1].key = key

    def _enter_key(self, column: int) -> bool:
        """Find the open mapping with keys at a column, or open one where the line before allows it."""
        return self._enter(column, dashes=False)

    def _enter_dash(self, column: int) -> bool:
        return self._enter(column, dashes=True)

    def _enter(self, column: int, *, dashes: bool) -> bool:
        innermost = self.blocks[-1] if self.blocks else Block(-1, dashes=False)
        deeper = column > innermost.column or (dashes and column == innermost.column and not innermost.dashes)
        if self.opened and deeper:
            self.blocks.append(Block(column, dashes, innermost.key))
            return True
        same = [place for place, block in enumerate(self.blocks) if (block.column, block.dashes) == (column, dashes)]
        if not same:
            return False
        del self.blocks[same[-1] + 1 :]
        self.opened = dashes
        return True

    def _misplaced(self, number: int, at: int, end: int) -> int:
        """Take down an indentation that fits nothing, and give the column that was meant.

        It is taken down once: what follows at the same column stands as well.
        """
        dashes = _DASH.match(self.lines[number], at) is not None
        column = self._nearest_column(number, at, dashes=dashes)
        self.notes.add("YA303", (number, at, end), Edit(0, at, " " * column), certain=False)
        if dashes:
            self.blocks = list(takewhile(lambda block: block.column <= column, self.blocks))
            self.opened = True
        if column == at or (not dashes and at > self.blocks[-1].column):
            self.blocks.append(Block(at, dashes))
        return column

    def _nearest_column(self, number: int, at: int, *, dashes: bool) -> int:
        """Give the open column that a line was meant for: an activity's dash stands outermost, a key innermost."""
        columns = [block.column for block in self.blocks if block.dashes == dashes]
        if not columns:
            return at
        return columns[0] if dashes and _FIELD.match(self.lines[number].lstrip(" -")) else columns[-1]

    def _without_colon(self, number: int, at: int, column: int) -> bool:
        """Read a key whose colon lacks; other lines without one belong to the text above, as the parser says."""
        found = _KEY_WITHOUT_COLON.match(self.lines[number], at)
        in_place = self.opened or any((block.column, block.dashes) == (column, False) for block in self.blocks)
        if not found or not in_place or self.root_key != ACTIVITIES or not any(block.dashes for block in self.blocks):
            return False
        self.notes.add("YA307", (number, at, found.end(1)), Edit(found.end(1), found.end(), ": "), certain=False)
        self._place_key(number, at, column, found[1])
        self._value(number, found.end(), known_key(found[1]))
        return True

    def _value(self, number: int, at: int, key: str, *, in_list: bool = False) -> None:
        """Read what stands behind a key or dash."""
        line = self.lines[number]
        start = _blanks_end(line, at)
        self.opened = False
        if start == len(line) or line[start] == "#":
            self.opened = True
            if start < len(line):
                check_swallowed(self.notes, number, start, start)
        elif BLOCK_TEXT.match(line, start):
            self.prose = self.blocks[-1].column if self.blocks else -1
        elif line[start] in QUOTED:
            self._quoted(number, start)
        elif self._opens_brackets(line, start, key, in_list=in_list):
            self._flow(number, self.flow.open(number, start, key))
        elif line[start] in "&*!":
            self.opened = " " not in line[start:].strip()
        else:
            check_plain(self.notes, number, start, plain_end(line, start), key)

    def _opens_brackets(self, line: str, start: int, key: str, *, in_list: bool) -> bool:
        if line[start] in OPENING:
            return self.flow.is_a_list(line, start, key, in_list=in_list)
        return line[start] in CLOSERS and not _BRACKET_THEN_TEXT.match(line, start)

    def _quoted(self, number: int, start: int) -> None:
        line = self.lines[number]
        mark = line[start]
        found = QUOTED[mark].match(line, start)
        if found:
            check_behind_quotes(self.notes, number, start, found.end())
        elif self._closes_later(number, mark):
            self.quote = mark
        else:
            end = len(line.rstrip())
            self.notes.add("YA310", (number, start, start + 1), Edit(end, end, mark), certain=False)

    def _closes_later(self, number: int, mark: str) -> bool:
        """Say whether a quote is closed below, before anything that looks like a field."""
        for line in self.lines[number + 1 : number + 1 + LONGEST_QUOTE]:
            if _FIELD.match(line.lstrip(" -{" + ODD_BLANKS)):
                return False
            if re.search(rf"{mark}[ \t]*(?:[,\]}}#]|$)", line):
                return True
        return False

    def _flow(self, number: int, at: int) -> None:
        """Read on between brackets; where the next line cannot belong to them, they were never closed."""
        self.flow.read(number, at)
        if not self.flow.frames or not self._ends_here(number):
            return
        frame, line = self.flow.frames[-1], self.lines[number]
        end = len(line[: plain_end(line, 0)].rstrip())
        closers = "".join(CLOSERS[frame.bracket] for frame in reversed(self.flow.frames))
        self.notes.add(
            "YA311",
            (frame.line, frame.column, frame.column + 1),
            *([Edit(end, end, closers)] if frame.line == number else []),
            certain=False,
        )
        self.flow.frames.clear()

    def _ends_here(self, number: int) -> bool:
        """Say whether the next line that holds something is no further in than what the brackets stand in."""
        following = self._following(number)
        content = following.lstrip(" " + ODD_BLANKS)
        if content[:1] in ("]", "}"):
            return False
        innermost = self.blocks[-1].column if self.blocks else -1
        return not content or len(following) - len(content) <= innermost or content.startswith("- ")


def _blanks_end(line: str, start: int) -> int:
    found = BLANKS.match(line, start)
    return found.end() if found else start


def _width(blanks: str) -> int:
    """Give the cells that blanks take: a full-width one two; a tab counts as four, the usual setting."""
    return sum(4 if blank == "\t" else _WIDTHS.get(blank, 1) for blank in blanks)
