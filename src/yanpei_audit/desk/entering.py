"""New activities at the end of a record's list, in the style of the file; every byte that was there stays.

A file is read again before it is written: it must say what it said, and the new activities behind that.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from yanpei_audit.glossary import ACTIVITY_KEYS, KEY_NAMES, RECORD_KEYS
from yanpei_audit.source import BOM, Document, read_text
from yanpei_audit.source.events import BLOCK_STYLES, MappingPlaces, SequencePlaces

Value = str | Sequence[str] | Mapping[str, str]
NewActivity = Mapping[str, Value]

_PLAIN = re.compile(r"[\u4e00-\u9fffA-Za-z0-9](?:[\u4e00-\u9fffA-Za-z0-9_.-]*[\u4e00-\u9fffA-Za-z0-9])?")
_NOTHING = ("", "~", "null", "Null", "NULL")
_DOTS = re.compile(r"^\.\.\.(?=\s|$)", re.MULTILINE)
_KEEPS = re.compile(r"[|>][0-9]?\+[0-9]?\s*(?:#.*)?$")
_CHINESE = {key.name: key.zh for key in (*RECORD_KEYS, *ACTIVITY_KEYS)}
LIST = "activities"


class Entered(NamedTuple):
    """A file with its new activities, and the lines, counted from 1, at which they start; or the code of why not."""

    data: bytes
    lines: tuple[int, ...] = ()
    refused: str = ""


class _Style(NamedTuple):
    """How the activities of a file are written.

    `dash` is all that stands before the first field, blanks included; keys are English or Chinese; a `block` has a
    line a field; `apart` leaves a blank line between two.
    """

    dash: str = "  - "
    english: bool = False
    block: bool = False
    apart: bool = False


class _Slot(NamedTuple):
    """Where to write: an offset, what to write before, and the stretch above it that is cut out.

    It is `in_line` behind an item between brackets, and `at_end` where the file ends without a line break.
    """

    offset: int
    before: str = ""
    cut: tuple[int, int] = (0, 0)
    in_line: bool = False
    at_end: bool = False


def entered(data: bytes, shown: str, activities: Sequence[NewActivity]) -> Entered:
    """Give the file with these activities behind those it has; fields by canonical name, in the order to write them."""
    document = read_text(data, shown)
    if not document.whole or document.repairs or not isinstance(document.values, dict):
        return Entered(data, refused="YA807")
    text = data.removeprefix(BOM).decode()
    plain = text.replace("\r\n", "\n")
    style = _style(document, plain)
    slot = _slot(document, plain, style)
    if slot is None:
        return Entered(data, refused="YA807")
    if slot.at_end:  # a text that ends the file gets its line break, too
        document = read_text(data + b"\n", shown)
    mark = data[: len(data) - len(data.removeprefix(BOM))]
    result = Entered(data, refused="YA801")
    written = [_written(activity, style._replace(block=style.block and not slot.in_line)) for activity in activities]
    start, end, place = (_as_it_stands(text, offset) for offset in (*slot.cut, slot.offset))
    for tried in dict.fromkeys((style, style._replace(apart=False))):  # a text may take in the blank line below it
        added = _joined(written, tried, slot).replace("\n", _newline(text))
        new = text[:start] + text[end:place] + added + text[place:]
        result = _proven(document, Entered(mark + new.encode()), activities, data)
        if not result.refused:
            break
    return result


def _newline(text: str) -> str:
    return "\r\n" if text.count("\r\n") * 2 > text.count("\n") else "\n"


def _as_it_stands(text: str, offset: int) -> int:
    """Turn an offset that counts every line break once into one of a text with line breaks of two characters."""
    lines = text.split("\n")
    number, passed = 0, 0
    for line in lines:
        size = len(line.removesuffix("\r")) + 1
        if passed + size > offset:
            break
        passed += size
        number += line.endswith("\r")
    return offset + number


def as_values(activity: NewActivity) -> dict[str, Any]:
    """Give an activity as it reads in a file."""
    return {
        name: value if isinstance(value, str) else dict(value) if isinstance(value, Mapping) else list(value)
        for name, value in activity.items()
    }


def _proven(old: Document, entered: Entered, activities: Sequence[NewActivity], data: bytes) -> Entered:
    new = read_text(entered.data, old.path)
    before = old.values.get(LIST)
    listed = before if isinstance(before, list) else []
    wanted = {**old.values, LIST: [*listed, *map(as_values, activities)]}
    if not new.whole or new.repairs or new.values != wanted:
        return Entered(data, refused="YA801")
    lines = [line for line, _column in new.item_starts(LIST)][len(listed) :]
    return entered._replace(lines=tuple(lines))


def _style(document: Document, text: str) -> _Style:
    """Tell the style by the last activity, or by the keys at the head where there is none."""
    places = _places(document)
    items = [item for item in places or () if isinstance(item, MappingPlaces)] if places is not None else []
    keys = [key[0] for key in (items[-1] if items else document.places)[::2]]
    english = sum(key.isascii() for key in keys) * 2 > len(keys)
    if not isinstance(places, SequencePlaces) or not places or _is_flow(places, text):
        return _Style(" " * document.places.start.column + "  - ", english=english)
    if not items:
        return _Style(" " * places.start.column + "- ", english=english)
    lines = text.split("\n")
    start = items[-1].start
    dash = lines[start.line][: start.column]
    if not re.fullmatch(r" *-[ ]+", dash):  # it stands on a line of its own
        dash = " " * places.start.column + "- "
    apart = len(items) > 1 and not lines[start.line - 1].strip()
    return _Style(dash, english, not _is_flow(items[-1], text), apart)


def _places(document: Document) -> Any:
    return next(
        (value for key, value in _pairs(document.places) if KEY_NAMES.get(key[0], key[0]) == LIST),
        None,
    )


def _pairs(places: MappingPlaces) -> list[tuple[Any, Any]]:
    return list(zip(places[::2], places[1::2], strict=True))


def _is_flow(places: Any, text: str) -> bool:
    return text[_offset(text, places.start.line, places.start.column)] in "[{"


@lru_cache(maxsize=8)
def _line_starts(text: str) -> tuple[int, ...]:
    return (0, *(match.end() for match in re.finditer("\n", text)))


def _offset(text: str, line: int, column: int) -> int:
    return _line_starts(text)[line] + column


def _slot(document: Document, text: str, style: _Style) -> _Slot | None:
    """Find where the next activity goes; none where the record itself is written between braces."""
    if _is_flow(document.places, text):
        return None
    places = _places(document)
    if places is None:
        end = _end_of_content(text)
        key = "activities" if style.english else _CHINESE[LIST]
        indent = " " * document.places.start.column
        return _Slot(end, before=f"{_end_of_line(text[:end])}{indent}{key}:\n")
    if isinstance(places, MappingPlaces):
        return None
    if not isinstance(places, SequencePlaces):
        return _in_place_of_nothing(text, places)
    if not places:
        return _in_place_of_brackets(text, _offset(text, places.start.line, places.start.column))
    end = _end_of(places[-1], text)
    return _Slot(end, before=", ", in_line=True) if _is_flow(places, text) else _below_item(text, end, len(style.dash))


def _in_place_of_nothing(text: str, places: Any) -> _Slot | None:
    """Give the place below a list that says ~, null or nothing at all, of which only the line break stays."""
    value, start, end, scalar_style = places
    if value not in _NOTHING or (value and scalar_style):
        return None
    first, last = (_offset(text, mark.line, mark.column) for mark in (start, end))
    return _below(text, last)._replace(cut=(len(text[:first].rstrip()), last)) if first < last else _below(text, last)


def _end_of_content(text: str) -> int:
    """Give the end of the file, or the line of dots that ends what is read of it."""
    dots = _DOTS.search(text)
    return dots.start() if dots else len(text)


def _in_place_of_brackets(text: str, start: int) -> _Slot | None:
    """Give the place below an empty list, whose brackets go away; what stands behind them on the line stays.

    Brackets around a comment stay, and the place is between them.
    """
    empty = re.compile(r"\[\s*\]").match(text, start)
    if empty:
        return _below(text, empty.end())._replace(cut=(len(text[:start].rstrip()), empty.end()))
    commented = re.compile(r"\[(?:\s|#[^\n]*(?=\n))*\]").match(text, start)
    return _Slot(commented.end() - 1, in_line=True) if commented else None


def _end_of_line(text: str) -> str:
    return "" if not text or text.endswith("\n") else "\n"


def _below(text: str, offset: int) -> _Slot:
    """Give the place at the start of the next line."""
    end = text.find("\n", offset)
    return _Slot(len(text), before="\n", at_end=True) if end < 0 else _Slot(end + 1)


def _below_item(text: str, offset: int, indent: int) -> _Slot:
    """Give the place below an item, and below comments that stand under it like a field of its own."""
    slot = _below(text, offset)
    while not slot.at_end:
        end = text.find("\n", slot.offset)
        line = text[slot.offset : end if end >= 0 else len(text)]
        if not line.lstrip().startswith("#") or len(line) - len(line.lstrip()) < indent:
            break
        slot = _below(text, slot.offset)
    return slot


def _end_of(places: Any, text: str) -> int:
    """Give the offset right behind a value: behind its closing bracket, or its last text."""
    if isinstance(places, MappingPlaces | SequencePlaces):
        last = _end_of(places[-1], text) if places else _offset(text, places.start.line, places.start.column) + 1
        if not _is_flow(places, text):
            return last
        if isinstance(places, MappingPlaces) and places and _is_unwritten(places[-1]):
            last = _end_of(places[-2], text)
        closing = re.compile(r"(?:\s|[,:]|#[^\n]*(?=\n))*[\]}]").match(text, last)
        return closing.end() if closing else last
    _value, start, end, style = places
    if style in BLOCK_STYLES:
        return _end_of_block(text, start.line)
    return _offset(text, end.line, end.column)


def _is_unwritten(places: Any) -> bool:
    """Say whether a field has no value; where it stands is then not certain."""
    return not isinstance(places, MappingPlaces | SequencePlaces) and not places[0] and not places[3]


def _end_of_block(text: str, line: int) -> int:
    """Give the end of the last line of a text that stands indented below its key."""
    lines = text.split("\n")
    indent = len(lines[line]) - len(lines[line].lstrip(" -"))
    last = line
    for number in range(line + 1, len(lines)):
        if lines[number].strip():
            if len(lines[number]) - len(lines[number].lstrip(" ")) <= indent:
                break
            last = number
    if _KEEPS.search(lines[line]):  # the lines left blank below it are part of such a text
        while last + 1 < len(lines) - 1 and not lines[last + 1].strip():
            last += 1
    return _offset(text, last, len(lines[last]))


def _joined(written: Sequence[str], style: _Style, slot: _Slot) -> str:
    if slot.in_line:
        return slot.before + ", ".join(written)
    blank = "\n" if style.apart else ""
    text = "".join(f"{blank}{style.dash}{one}\n" for one in written)
    return slot.before + (text.removesuffix("\n") if slot.at_end else text)


def _written(activity: NewActivity, style: _Style) -> str:
    fields = [f"{_key(name, style)}: {_value(value, style, flow=not style.block)}" for name, value in activity.items()]
    if style.block:
        indent = " " * len(style.dash)
        return f"\n{indent}".join(fields)
    return "{" + ", ".join(fields) + "}"


def _name(name: str, style: _Style) -> str:
    return name if style.english else _CHINESE.get(name, name)


def _key(name: str, style: _Style) -> str:
    named = _name(name, style)
    return named if _PLAIN.fullmatch(named) else json.dumps(named, ensure_ascii=False)


def _value(value: Value, style: _Style, *, flow: bool) -> str:
    if isinstance(value, str):
        return _scalar(value, flow=flow)
    if isinstance(value, Mapping):
        items = (f"{_scalar(_name(k, style), flow=True)}: {_scalar(v, flow=True)}" for k, v in value.items())
        return "{" + ", ".join(items) + "}"
    return "[" + ", ".join(_scalar(one, flow=True) for one in value) + "]"


@lru_cache(maxsize=1 << 14)
def _scalar(text: str, *, flow: bool) -> str:
    """Write a text plainly where it reads so, and between quotes otherwise."""
    if text in _NOTHING:  # which other readers of YAML take for no text
        return json.dumps(text)
    if all(map(_PLAIN.fullmatch, text.split(" "))) and KEY_NAMES.keys().isdisjoint(text.split(" ")):
        return text
    for written in (text, "'" + text.replace("'", "''") + "'"):
        sample = f"- {{k: {written}, z: z}}\n" if flow else f"- k: {written}\n  z: z\n"
        read = read_text(f"a:\n{sample}".encode(errors="replace"), "")
        if read.values == {"a": [{"k": text, "z": "z"}]} and not read.findings and not read.repairs:
            return written
    return json.dumps(text, ensure_ascii=False)
