"""Text → tree in two steps: with its certain slips put right and, where a parser still stops, with guesses as well."""

from __future__ import annotations

from collections.abc import Iterable

from yanpei_audit.source.characters import odd_characters
from yanpei_audit.source.slips import Repair, Slip, find_slips, may_hold_slips
from yanpei_audit.source.tree import Tree, parse

CONFLICT = "YA111"
MANY_LINES = 1 << 20
READABLE = frozenset({"YA312", "YA314"})
MERGED = "YA325"  # its guess only helps to read on: it would make one text of two fields


def put_right(text: str, *, certain: bool = True) -> str:
    """Give a text with its slips put right: the certain ones, or those as well whose repair is a guess.

    Below a line that cannot be read nothing is certain any more.
    """
    odd = odd_characters(text, text.encode())
    if not all(slip.edits for slip in odd):
        return text
    text = Repair(text, odd).text
    if not certain:
        return Repair(text, (slip for slip in find_slips(text) if slip.code != MERGED)).text
    slips, _repair, tree = _read_certain(text, text.encode())
    last = _last_readable(slips, tree)
    return Repair(text, (slip for slip in slips if slip.certain and slip.line <= last)).text


def _read_certain(text: str, data: bytes, *, pure: bool = False) -> tuple[list[Slip], Repair, Tree]:
    """Give the slips of a text, its repair by those that are certain, and what is read then; `data` is it in UTF-8."""
    slips = find_slips(text) if may_hold_slips(text, data) else []
    repair = Repair(text, (slip for slip in slips if slip.certain))
    tree = parse(repair.text.encode() if repair else data, pure=pure)
    if not slips and (tree.faults or not tree.whole) and not tree.is_too_large:
        slips = find_slips(text)
        repair = Repair(text, (slip for slip in slips if slip.certain))
        tree = parse(repair.text.encode(), pure=pure) if repair else tree
    quoted = {line for text in tree.spilled for line in range(text.start.line + 1, text.end.line + 1)}
    if not quoted.isdisjoint(slip.line for slip in slips):
        slips = [slip for slip in slips if slip.line not in quoted]
        repair = Repair(text, (slip for slip in slips if slip.certain))
        tree = parse(repair.text.encode(), pure=pure)
    return slips, repair, tree


def _last_readable(slips: Iterable[Slip], tree: Tree) -> int:
    """Give the last line, counted from 0, above everything that cannot be read."""
    if tree.whole and not tree.faults:
        return MANY_LINES
    unreadable = [slip.line for slip in slips if not slip.certain]
    unreadable += [fault.start[0] for fault in tree.faults if fault.code not in READABLE]
    return min(unreadable, default=MANY_LINES) - 1


def read_lines(text: str, data: bytes, *, pure: bool) -> tuple[Tree, Repair, list[Slip], int]:
    """Parse a text with its certain slips put right; where a parser still stops, with the others as well.

    The last of what is given is the last line that can be read without a guess.
    """
    slips, repair, tree = _read_certain(text, data, pure=pure)
    if any(slip.code == CONFLICT for slip in slips):
        return Tree(whole=False), Repair(text, ()), [slip for slip in slips if slip.certain], -1
    if tree.whole and not tree.faults:
        return tree, repair, [slip for slip in slips if slip.certain], MANY_LINES
    last = _last_readable(slips, tree)
    if not all(slip.certain for slip in slips):
        repair = Repair(text, slips)
        tree = parse(repair.text.encode(), pure=pure)
    return tree, repair, slips, last
