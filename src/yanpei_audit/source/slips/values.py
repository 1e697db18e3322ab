"""What stands behind a key or a dash: plain texts, and quoted ones."""

from __future__ import annotations

import re

from yanpei_audit.glossary import PROSE
from yanpei_audit.source.slips.fields import FIELD, KEY
from yanpei_audit.source.slips.notes import Notes
from yanpei_audit.source.slips.signs import COLONS, COMMAS, GLUED_KEYS, ODD_BLANKS, WIDE_BLANKS, known_key
from yanpei_audit.source.slips.slip import Edit

_IDLE_PUNCTUATION = re.compile(r"[。；，、;,.]+(?=[ \t]*(?:#|$))")
BLANKS = re.compile(f"[ {ODD_BLANKS}]*")
BLOCK_TEXT = re.compile(r"[|>][+-]?[1-9]?[+-]?(?:[ \t]+#.*|[ \t]*)$")
QUOTED = {'"': re.compile(r'"(?:[^"\\]|\\.)*+"'), "'": re.compile("'(?:[^']|'')*+'(?!')")}
_PAIRS = ("（）", "()", "《》", "“”", "‘’", "「」", "【】")
_TITLES = frozenset({"topic", "project", "book"})
_TOLD_IN_TITLES = _TITLES | PROSE | {"record", "speaker", "host", "place", "audience", "participants", "group"}
_GAP = f"[ {ODD_BLANKS}{COMMAS},;]"
_NEXT_FIELD = re.compile(f"(?<!{_GAP})(?P<gap>{_GAP}++)(?P<key>{KEY}) *+(?P<colon>[:{COLONS}])")
_FIELD_BEHIND = re.compile(f"{_GAP}*+(?P<key>{KEY}) *[:{COLONS}]")
_GLUED_AMOUNT = re.compile(f"(?P<gap>)(?P<key>{'|'.join(GLUED_KEYS)}) *+(?P<colon>[:{COLONS}]) *+\\d")
_COMMENT = re.compile(f"(?<![ {ODD_BLANKS}])[ {ODD_BLANKS}]++[#＃]")
_NO_TEXT = re.compile(r"[\d\s./:年月日%-]+")


def plain_end(line: str, start: int) -> int:
    """Give the column at which a plain text of a line ends, its comment left out."""
    comment = _COMMENT.search(line, start)
    return comment.start() if comment else len(line)


def check_plain(notes: Notes, number: int, start: int, end: int, key: str) -> None:
    """Check a plain text of a block, from its first character to the end of its line or its comment."""
    line = notes.lines[number]
    comment = _COMMENT.match(line, end)
    if comment and comment[0].strip(" ") != "#":
        notes.odd_blanks(number, end, comment.end(), " #")
    else:
        check_edges(notes, number, start, end)
    text = line[start:end].rstrip(" " + ODD_BLANKS)
    if second := next_field(line, start, end, key):
        keyed = {"key": second["key"], "inside": key_before(line, start) or text}
        place = (number, second.start("key"), second.end("key"))
        standalone = is_a_colon_to_yaml(line, second.start("colon"))
        edits = [quoting(line, start, start + len(text))] if standalone else []
        notes.add("YA325", place, *edits, certain=not standalone, values=keyed)
    elif needs_quotes(text):
        check_quotes(notes, number, start, start + len(text))
    check_swallowed(notes, number, start, end)


def check_edges(notes: Notes, number: int, start: int, end: int) -> None:
    """Check the end of a text for blanks that belong to nobody, and the text for tabs."""
    line = notes.lines[number]
    last = start + len(line[start:end].rstrip(" " + ODD_BLANKS))
    notes.odd_blanks(number, last, end, "", "YA417")
    for tab in re.finditer("\t+", line[start:last]):
        notes.odd_blanks(number, start + tab.start(), start + tab.end(), " ")


def next_field(line: str, start: int, end: int, key: str) -> re.Match[str] | None:
    """Find a second field behind the first one of a line; in a note anything may stand, in a title almost."""
    end = start + len(line[start:end].rstrip())
    for found in (*_NEXT_FIELD.finditer(line, start, end), *_GLUED_AMOUNT.finditer(line, start + 1, end)):
        if not is_outside_pairs(line[start : found.start()]):
            continue
        if is_a_colon_to_yaml(line, found.start("colon")):
            return found
        if key in PROSE or line.count('"', start, found.start()) % 2:
            continue
        if key not in _TITLES or known_key(found["key"]) not in _TOLD_IN_TITLES:
            return found
    return None


def is_a_colon_to_yaml(line: str, at: int) -> bool:
    """Say whether a parser takes a character for the colon of a field."""
    return line[at] == ":" and line[at + 1 : at + 2] in ("", " ")


def is_outside_pairs(text: str) -> bool:
    """Say whether no parenthesis, title or quotation that a text opens is still open at its end."""
    return all(text.count(pair[0]) == text.count(pair[1]) for pair in _PAIRS)


def needs_quotes(text: str) -> bool:
    """Say whether a plain text cannot be read as one."""
    return (
        ": " in text
        or text.endswith(":")
        or text[:1] in ("@", "`", "%")
        or text.startswith(("- ", "? ", "[", "{"))
        or (text[:1] in ("|", ">") and BLOCK_TEXT.match(text) is None)
    )


def check_quotes(notes: Notes, number: int, start: int, end: int) -> None:
    """Take down a text that wants quotes; where a field or a dash stands in it, something else may be meant."""
    text = notes.lines[number][start:end]
    certain = FIELD.search(text) is None and not text.startswith(("- ", "? "))
    notes.add("YA309", (number, start, end), quoting(notes.lines[number], start, end), certain=certain)


def quoting(line: str, start: int, end: int) -> Edit:
    """Put a stretch of a line into quotes: double ones unless it holds some."""
    text = line[start:end]
    if '"' not in text:
        return Edit(start, end, '"' + text.replace("\\", "\\\\") + '"')
    return Edit(start, end, "'" + text.replace("'", "''") + "'")


def key_before(line: str, start: int) -> str:
    """Give the key whose value starts at a column, as it was written."""
    found = re.search(rf"([^\s{{,:{COLONS}-]+)[ ]*[:{COLONS}][ {WIDE_BLANKS}\t]*$", line[:start])
    return found[1] if found else ""


def check_swallowed(notes: Notes, number: int, start: int, end: int) -> None:
    """Check whether a comment begins without a blank behind its #, right after a text: it was meant as text."""
    line = notes.lines[number]
    mark = line.find("#", end)
    if mark < 0 or line[mark + 1 : mark + 2] in ("", *" #", *ODD_BLANKS) or _NO_TEXT.fullmatch(line, start, end):
        return
    notes.add("YA322", (number, mark, len(line.rstrip())), values={"text": line[mark:].rstrip()})


def check_behind_quotes(notes: Notes, number: int, start: int, after: int) -> None:
    """Check what follows a closed quoted text of a block; `after` is the column behind the closing quote."""
    line = notes.lines[number]
    notes.odd_blanks(number, after, blanks_end(line, after), " " if line[after:].strip() else "", "YA417")
    rest = line[after:].strip(" " + ODD_BLANKS)
    if not rest or rest.startswith(":"):
        return
    if second := _FIELD_BEHIND.match(line, after):
        place = (number, second.start("key"), second.end())
        values = {"key": second["key"], "inside": key_before(line, start)}
        notes.add("YA325", place, Edit(after, len(line), ""), certain=False, values=values)
    elif line[after] == "#":
        notes.add("YA322", (number, after, len(line.rstrip())), values={"text": rest})
    elif not check_idle(notes, number, after, fragment=start) and not rest.startswith("#"):
        end = start + len(line[start : plain_end(line, after)].rstrip())
        certain = rest[0].isalnum() and not re.search("[#\"',\\[\\]{}]", line[after:end])
        notes.add("YA309", (number, start, end), quoting(line, start, end), certain=certain)


def check_idle(notes: Notes, number: int, at: int, *, fragment: int) -> bool:
    """Check for punctuation behind the end of a quoted text or of brackets, and tell whether there is some."""
    idle = _IDLE_PUNCTUATION.match(notes.lines[number], at)
    if idle is not None:
        place, values = (number, *idle.span()), {"character": idle[0]}
        notes.add("YA306", place, Edit(*idle.span(), ""), fragment=fragment, values=values)
    return idle is not None


def blanks_end(line: str, start: int) -> int:
    """Give the column behind the blanks, of any kind, that begin at a column."""
    found = BLANKS.match(line, start)
    return found.end() if found else start
