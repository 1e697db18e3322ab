"""Reading the lines of a file as a person reads them: what is indented how far, which line opens what, what is prose.

It asks less of a file than the parsers do, and so sees a slip where it was made, not where a parser stumbles over it.
"""

from __future__ import annotations

import re

from yanpei_audit.glossary import ONLY_OF_ACTIVITIES, SEVERAL
from yanpei_audit.source.slips.blocks import DASH, Blocks
from yanpei_audit.source.slips.dashes import DASH as ORDINARY_DASH
from yanpei_audit.source.slips.dashes import find_dash, gap_above, is_ordinary
from yanpei_audit.source.slips.fields import FIELD, KEY
from yanpei_audit.source.slips.flow import CLOSERS, Flow
from yanpei_audit.source.slips.notes import Notes
from yanpei_audit.source.slips.signs import (
    COLONS,
    COMMAS,
    KEY_OF_THE_LIST,
    LONGEST_LINE,
    ODD_BLANKS,
    OPENING,
    could_be_key,
    known_key,
)
from yanpei_audit.source.slips.slip import Edit, Slip
from yanpei_audit.source.slips.texts import Texts, closes_later
from yanpei_audit.source.slips.values import (
    BLOCK_TEXT,
    QUOTED,
    blanks_end,
    check_behind_quotes,
    check_idle,
    check_plain,
    check_swallowed,
    plain_end,
)

DEEPEST = 64
NO_WORD = "[{\"'" + "".join(OPENING)
CONFLICT = re.compile(r"(<{7}|\|{7}|={7}|>{7})(?: |$)")
_ORDINARY = re.compile(f"( +)(\\w+): [\\w《（][^:#{COLONS}{COMMAS}{ODD_BLANKS}]*$")
_WORD_AND_COLON = re.compile(f"([^:{COLONS}#\"'\\[\\]{{}}]+?)( *)([:{COLONS}]+)([ {ODD_BLANKS}]*)")
_MARKERS = re.compile(r"(?:---|\.\.\.|[?:])(?:\s|$)")
_LATER_COLON = re.compile(": |:$")
_QUOTED_KEY = re.compile(r"""(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*')[ \t]*:(?=[ \t]|$)""")
_KEY_WITHOUT_COLON = re.compile(f"({KEY})(?:[ {ODD_BLANKS}]+(?=\\S)|(?=\\d))")
_KEY_AT_THE_START = re.compile(f"(?:{KEY})")
_BRACKET_THEN_TEXT = re.compile(r"(?:\[[^\[\]{}\"']*\]|\{[^\[\]{}\"']*\}) *[^\s#,:\]}。；，、;.]")
_KEY_AND_SIGN = re.compile(f"({KEY})( *)([=＝；;])([ {ODD_BLANKS}]*)")


class Lines:
    """Reads a text from its first line to its last; `notes` holds what was found."""

    def __init__(self, text: str) -> None:
        self.notes = Notes(text)
        self.lines = self.notes.lines
        self.blocks = Blocks()
        self.texts = Texts(self.notes)
        self.flow = Flow(self.notes, self.texts)
        self.shifted_from, self.shift = 0, 0
        self.marked = False
        self.conflicts = any(line.startswith(("<<<<<<<", ">>>>>>>")) for line in self.lines)

    def slips(self) -> list[Slip]:
        """Read every line, and give the slips."""
        for number, line in enumerate(self.lines):
            if len(self.blocks.stack) + len(self.flow.frames) > DEEPEST:
                break
            if len(line) > LONGEST_LINE:
                self.notes.add("YA211", (number, 0, len(line)), values={"limit": LONGEST_LINE})
            elif not self._is_conflict(number, line):
                in_a_text = self.texts.parent is not None or self.texts.quote != ""
                if not self._continues(number):
                    self._line(number, line)
                    in_a_text = False
                if "\t" in line and not in_a_text:
                    self._stray_tabs(number, line)
        return self.notes.slips()

    def _stray_tabs(self, number: int, line: str) -> None:
        """Take down the tabs that stand nowhere in particular; not those of quoted texts and comments."""
        for tab in re.finditer("\t+", line[: plain_end(line, 0)].rstrip(" ")):
            before = line[: tab.start()]
            if before.strip() and not (before.count('"') % 2 or before.count("'") % 2):
                self.notes.odd_blanks(number, tab.start(), tab.end(), " " if line[tab.end() :].strip() else "")

    def _is_conflict(self, number: int, line: str) -> bool:
        """Take down a conflict once, at its first marker."""
        mark = CONFLICT.match(line)
        if mark is None or (line[0] == "=" and not self.marked and not self.conflicts):
            return False
        if not self.marked:
            self.notes.add("YA111", (number, 0, len(line)))
        self.marked = line[0] != ">"
        return True

    def _continues(self, number: int) -> bool:
        """Read a line that belongs to a text or to brackets which an earlier line opened."""
        at = self.texts.read(number)
        if self.flow.frames and not self.texts.quote:
            self._flow(number, at or 0)
            return True
        return at is not None

    def _line(self, number: int, line: str) -> None:
        if self._is_one_more_field(line):
            return
        at = blanks_end(line, 0)
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
        found, innermost = _ORDINARY.match(line), self.blocks.innermost
        if found is None or innermost.dashes or innermost.column != found.end(1):
            return False
        innermost.key = known_key(found[2])
        self.blocks.opened = False
        return True

    def _content(self, number: int, at: int) -> None:
        """Read a line that holds something, from its first character on."""
        line = self.lines[number]
        dash = find_dash(line, at, in_list=self.blocks.expects_items(at))
        column = self._shifted(number, self._column(number, at, dashes=dash is not None))
        while dash is not None:
            if not self.blocks.enter(column, dashes=True):
                column = self._misplaced(number, at, at + 1)
            at, column = self._behind_dash(number, at, column, dash)
            if at == len(line):
                return
            dash = find_dash(line, at, in_list=False)
        self._entry(number, at, column)

    def _shifted(self, number: int, column: int) -> int:
        """Give the meant column of a line that stands under a misplaced dash, as far off as that."""
        if not self.shift or column <= self.shifted_from:
            self.shift = 0
            return column
        self.notes.follow(number, Edit(0, column, " " * (column - self.shift)))
        return column - self.shift

    def _behind_dash(self, number: int, at: int, column: int, dash: re.Match[str]) -> tuple[int, int]:
        """Go behind a dash, and put it right; what follows it lines up with the next line."""
        line, gap, end = self.lines[number], dash["gap"], dash.end()
        self.blocks.opened = True
        if end == len(line):
            self.notes.odd_blanks(number, at + 1, end, "")
            return end, column + 1
        if is_ordinary(dash):
            return end, column + 1 + len(gap)
        width = gap_above(self.notes.following(number), column)
        if line[at] != "-" or not gap:
            self.notes.add("YA320", (number, at, end - len(gap)), Edit(at, end, "-" + " " * width), fragment=at)
        else:
            self.notes.odd_blanks(number, at + 1, end, " " * width)
        return end, column + 1 + width

    def _indent_below(self, number: int) -> int:
        following = self.notes.following(number)
        return len(following) - len(following.lstrip(" "))

    def _dash_below(self, number: int) -> int:
        """Give the column at which a dash fits the line below: above its dash, or before its field."""
        indent = self._indent_below(number)
        return indent if self.notes.following(number)[indent : indent + 1] == "-" else indent - len(DASH)

    def _column(self, number: int, at: int, *, dashes: bool) -> int:
        """Give the column that a line is meant to begin at, its odd blanks replaced."""
        blanks = self.lines[number][:at]
        if not blanks.strip(" "):
            return at
        column, certain = self.blocks.meant_column(blanks, dashes=dashes, below=self._dash_below(number))
        self.notes.odd_blanks(number, 0, at, " " * column, certain=certain)
        return column

    def _entry(self, number: int, at: int, column: int) -> None:
        """Read a key with its value, or a text, list or activity on its own."""
        line = self.lines[number]
        if _MARKERS.match(line, at) or self.blocks.opened_a_text(column):
            self.blocks.opened = False
            return
        if quoted := _QUOTED_KEY.match(line, at):
            self.blocks.enter(column, dashes=False)
            self._value(number, quoted.end(), known_key(line[at : quoted.end()].rstrip(": \t")[1:-1]))
            return
        if line[at] not in NO_WORD and self._key(number, at, column):
            return
        if self._without_colon(number, at, column):
            return
        innermost = self.blocks.innermost
        if innermost.dashes and innermost.key == KEY_OF_THE_LIST and line[at] not in NO_WORD + "&*!":
            self._nameless(number, at)
        elif self.blocks.opened or line[at] in "[{\"'" or innermost.dashes:
            self._value(number, at, innermost.key, in_list=True)

    def _nameless(self, number: int, at: int) -> None:
        """Take down the first field of an activity that has no colon at all."""
        line = self.lines[number]
        key = _KEY_AT_THE_START.match(line, at)
        edits = [Edit(key.end(), key.end(), ": ")] if key else []
        self.notes.add("YA307", (number, at, len(line.rstrip())), *edits, certain=False)
        self.blocks.opened = True

    def _key(self, number: int, at: int, column: int) -> bool:
        """Read a key and what follows it; tell whether there was one."""
        line = self.lines[number]
        found = _WORD_AND_COLON.match(line, at)
        if found is None or not self._is_key(found, line, column):
            found = _KEY_AND_SIGN.match(line, at) if self._may_be_a_field(column) else None
        if found is None:
            return False
        word, colon, gap, mark, end = found[1], found[3], found[4], found.start(3), found.end()
        ordinary = colon == ":" and (gap != "" or end == len(line))
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

    def _is_key(self, found: re.Match[str], line: str, column: int) -> bool:
        """Say whether a word with a colon behind it is a key, or is meant as one where that colon is a slip."""
        word, end = found[1], found.end()
        if found[3] == ":" and (found[4] != "" or end == len(line)):
            return True
        if known_key(word):
            return self._may_be_a_field(column)
        in_place = self.blocks.innermost.column >= column and self.blocks.has(column, dashes=False)
        return in_place and could_be_key(word) and not _LATER_COLON.search(line, end) and line[end : end + 2] != "//"

    def _may_be_a_field(self, column: int) -> bool:
        """Say whether a field may stand at a column: the items of a list of texts hold none."""
        innermost = self.blocks.innermost
        return self.blocks.has(column, dashes=False) or not (innermost.dashes and innermost.key in SEVERAL)

    def _place_key(self, number: int, at: int, column: int, word: str) -> None:
        """Take down a key that stands in no open column, or outside the activity that it belongs to."""
        key, around, blocks = known_key(word), self.blocks.innermost, self.blocks
        outside = column == 0 and key in ONLY_OF_ACTIVITIES and blocks.in_an_activity
        if outside or not blocks.enter(column, dashes=False):
            self._misplaced(number, at, at + len(word))
        elif column == 0:
            blocks.root_key = key
        elif blocks.root_key == KEY_OF_THE_LIST and around.column == 0 and not around.dashes:
            edits = [Edit(at - len(DASH), at, DASH)] if column >= len(DASH) else []
            self.notes.add("YA320", (number, at, at + len(word)), *edits, fragment=at, certain=False)
            blocks.insert_list(column - len(DASH))
        blocks.innermost.key = key

    def _misplaced(self, number: int, at: int, end: int) -> int:
        """Take down an indentation that fits nothing, and give the column that was meant.

        It is taken down once: what follows at the same column stands as well.
        """
        line = self.lines[number]
        dashes = ORDINARY_DASH.match(line, at) is not None
        of_an_activity = dashes and FIELD.match(line.lstrip(" -")) is not None
        column = self.blocks.enter_nearest(at, dashes=dashes, outermost=of_an_activity)
        if dashes and self._indent_below(number) >= at + len(DASH):
            self.shifted_from, self.shift = at, at - column
        self.notes.add("YA303", (number, at, end), Edit(0, at, " " * column), certain=False)
        return column

    def _without_colon(self, number: int, at: int, column: int) -> bool:
        """Read a key whose colon lacks; other lines without one belong to the text above, as the parser says."""
        found = _KEY_WITHOUT_COLON.match(self.lines[number], at)
        in_place = self.blocks.opened or self.blocks.has(column, dashes=False)
        if not found or not in_place or not self.blocks.in_an_activity:
            return False
        self.notes.add("YA307", (number, at, found.end(1)), Edit(found.end(1), found.end(), ": "), certain=False)
        self._place_key(number, at, column, found[1])
        self._value(number, found.end(), known_key(found[1]))
        return True

    def _value(self, number: int, at: int, key: str, *, in_list: bool = False) -> None:
        """Read what stands behind a key or dash."""
        line = self.lines[number]
        start = blanks_end(line, at)
        self.blocks.opened = False
        if start == len(line) or line[start] == "#":
            self.blocks.opened = True
            if start < len(line):
                check_swallowed(self.notes, number, start, start)
        elif BLOCK_TEXT.match(line, start):
            self.texts.parent = self.blocks.innermost.column
        elif line[start] in QUOTED:
            self._quoted(number, start)
        elif self._opens_brackets(line, start, key, in_list=in_list):
            self._flow(number, self.flow.open(number, start, key))
        elif line[start] in "&*!":
            self.blocks.opened = " " not in line[start:].strip()
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
        elif closes_later(self.lines, number, mark):
            self.texts.quote = mark
        else:
            end = len(line.rstrip())
            self.notes.add("YA310", (number, start, start + 1), Edit(end, end, mark), certain=False)

    def _flow(self, number: int, at: int) -> None:
        """Read on between brackets; where the next line cannot belong to them, they were never closed."""
        at = self.flow.read(number, at)
        check_idle(self.notes, number, at, fragment=0)
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
        following = self.notes.following(number)
        content = following.lstrip(" " + ODD_BLANKS)
        if content[:1] in ("]", "}"):
            return False
        further_in = len(following) - len(content) > self.blocks.innermost.column
        return not content or not further_in or content.startswith("- ")
