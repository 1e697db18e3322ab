"""The dash that begins an item of a list, and what is typed in its place."""

from __future__ import annotations

import re

from yanpei_audit.source.slips.fields import FIELD, KEY
from yanpei_audit.source.slips.signs import COLONS, DASHES, ODD_BLANKS

WIDEST_GAP = 4
DASH = re.compile(f"-(?P<gap>[ {ODD_BLANKS}]+|$)")
_GLUED = re.compile(f"-(?P<gap>)(?=(?:{KEY}) *[:{COLONS}]|[{{｛])")
_INSTEAD = re.compile(
    rf"(?:[{DASHES}](?![{DASHES}])|[（(]?[\d一二三四五六七八九十]{{1,3}}[.、．)）]|第[^\s:{COLONS}]{{1,4}}条[:{COLONS}]?"
    rf"|[^\w\s\"'#\[\]{{}}［］｛｝【】&!?:{COLONS}]{{1,2}})(?P<gap>[ {ODD_BLANKS}]*)(?=\S)"
)


def find_dash(line: str, at: int, *, in_list: bool) -> re.Match[str] | None:
    """Find a dash at a column with the `gap` behind it, also a sign that is meant as one.

    Before a field any such sign is; before other texts only a dash, and only where items are expected (`in_list`).
    """
    if found := DASH.match(line, at) or _GLUED.match(line, at):
        return found
    found = _INSTEAD.match(line, at)
    if found is None:
        return None
    before_a_field = FIELD.match(line, found.end()) or line[found.end()] in "{｛"
    return found if before_a_field or (in_list and line[at] in DASHES) else None


def is_ordinary(dash: re.Match[str]) -> bool:
    """Say whether a dash and its blanks are as they should be."""
    return dash[0][0] == "-" and dash["gap"] != "" and not dash["gap"].strip(" ")


def gap_above(following: str, column: int) -> int:
    """Give the blanks behind a dash at a column that let its field stand above that of the following line, else one."""
    indent = len(following) - len(following.lstrip(" "))
    gap = indent - column - 1
    return gap if 0 < gap <= WIDEST_GAP and FIELD.match(following, indent) else 1
