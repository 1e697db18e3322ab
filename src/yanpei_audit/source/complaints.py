"""What the parsers complain of → our code and the place where the slip was made.

libyaml and ruamel's pure parser share their wordings. Where a construct spans lines, the mark of the problem is
often the end of the file; the mark of its context is where it began.
"""

from __future__ import annotations

from ruamel.yaml.error import MarkedYAMLError, YAMLError

CONTEXT, PROBLEM = "context", "problem"

# A piece of the complaint (context, then problem) → the code, and which of its marks is the slip.
WORDINGS: tuple[tuple[str, str, str], ...] = (
    ("while scanning a quoted scalar", "YA310", CONTEXT),
    ("could not find expected ':'", "YA307", CONTEXT),
    ("while parsing a flow", "YA311", CONTEXT),
    ("mapping values are not allowed", "YA303", PROBLEM),
    ("found character '\\t'", "YA301", PROBLEM),
    ("found a tab character", "YA301", PROBLEM),
    ("cannot start any token", "YA309", PROBLEM),
    ("did not find expected key", "YA303", PROBLEM),
    ("did not find expected '-' indicator", "YA303", PROBLEM),
    ("expected <block end>", "YA303", PROBLEM),
    ("block sequence entries are not allowed", "YA303", PROBLEM),
    ("while scanning an alias", "YA313", CONTEXT),
    ("while scanning an anchor", "YA313", CONTEXT),
    ("while scanning a tag", "YA315", CONTEXT),
    ("while parsing a tag", "YA315", CONTEXT),
    ("while parsing a node", "YA315", CONTEXT),
    ("while parsing an tag", "YA315", CONTEXT),
    ("found undefined tag handle", "YA315", PROBLEM),
    ("found incompatible YAML document", "YA316", PROBLEM),
    ("while scanning a directive", "YA316", CONTEXT),
    ("while scanning a block scalar", "YA303", PROBLEM),
)


def place_of(error: YAMLError, text: str) -> tuple[str, tuple[int, int]]:
    """Give the code of the finding and its line and column, counted from 0."""
    if not isinstance(error, MarkedYAMLError):
        return "YA399", (0, 0)
    complaint = f"{error.context or ''} {error.problem or ''}"
    code, which = next(((code, which) for piece, code, which in WORDINGS if piece in complaint), ("YA399", PROBLEM))
    mark = (error.context_mark if which == CONTEXT else None) or error.problem_mark or error.context_mark
    place = (mark.line, mark.column) if mark is not None else (0, 0)
    lines = text.split("\n")
    if "mapping values are not allowed" in complaint:
        code, place = _two_colons(place, lines)
    if "escape character" in complaint and not lines[place[0]].startswith("\\", place[1]):
        place = (place[0], place[1] - 1)
    line, column = _inside(place, lines)
    if lines[line].lstrip(" -").startswith(":"):
        return "YA318", (line, lines[line].index(":"))
    if code == "YA307" and _has_colon(lines[line]):
        return "YA303", (line, _first_letter(lines[line]))
    if code == "YA303" and lines[line][column : column + 1] in ("]", "}"):
        return "YA323", (line, column)
    return code, (line, column)


def _has_colon(line: str) -> bool:
    return ": " in line or line.rstrip().endswith(":")


def _first_letter(line: str) -> int:
    return len(line) - len(line.lstrip(" -"))


def _two_colons(place: tuple[int, int], lines: list[str]) -> tuple[str, tuple[int, int]]:
    """Two colons in one line want quotes around the text; else the line above lacks its own, or this one its place."""
    line, column = place
    if lines[line].count(": ") + lines[line].rstrip().endswith(":") > 1:
        return "YA309", (line, column)
    above = next((number for number in range(line - 1, -1, -1) if lines[number].strip()), line)
    if _has_colon(lines[above]):
        return "YA303", (line, _first_letter(lines[line]))
    return "YA307", (above, _first_letter(lines[above]))


def _inside(place: tuple[int, int], lines: list[str]) -> tuple[int, int]:
    """Take a mark beyond the last line for the last line that holds anything."""
    line, column = place
    if line < len(lines) and (lines[line].strip() or line == 0):
        return line, min(column, len(lines[line].rstrip("\r")))
    last = next((number for number in range(min(line, len(lines)) - 1, -1, -1) if lines[number].strip()), 0)
    return last, len(lines[last].rstrip("\r"))
