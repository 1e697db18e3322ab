"""Bytes → text: UTF-8 only, and no character that hides, forges or breaks a line."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from yanpei_audit.language import Words

MOST_FAULTS = 20
LIKELY_GBK = Words("（可能是 GBK 编码）", " (maybe GBK)")
BOM = b"\xef\xbb\xbf"
_LINE_BREAKS = "\x0b\x0c\x85\u2028\u2029\r"
_HIDDEN_LETTERS = "\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0"
_SELECTORS = "\u180b-\u180f\ufe00-\ufe0f\U000e0100-\U000e01ef"
_HIDDEN_SAMPLE = _HIDDEN_LETTERS + "".join(map(chr, (*range(0x180B, 0x1810), *range(0xFE00, 0xFE10))))
_ASTRAL_SELECTORS = b"\xf3\xa0"
_HIDDEN = f"[{_HIDDEN_LETTERS}{_SELECTORS}]"
_WIDE_ENCODINGS = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")
_FORMATS = (
    (b"PK\x03\x04", "xlsx"),
    (b"\xd0\xcf\x11\xe0", "xls"),
    (b"%PDF", "PDF"),
    (b"<!DOCTYPE", "HTML"),
    (b"<html", "HTML"),
    (b"<?xml", "XML"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
)


class Oddity(NamedTuple):
    """One thing that keeps a text from being read: `offset` counts characters of the text before it."""

    code: str
    line: int
    column: int
    values: Mapping[str, Any] = MappingProxyType({})


def decode(data: bytes) -> tuple[str, list[Oddity]]:
    """Give the text of `data` without its BOM and what is odd about it; an undecodable file gives what can be read."""
    if format_name := next((name for magic, name in _FORMATS if data.startswith(magic)), None):
        return "", [Oddity("YA108", 1, 1, {"format": format_name})]
    if data.startswith(_WIDE_ENCODINGS):
        return "", [Oddity("YA102", 1, 1)]
    oddities = [Oddity("YA103", 1, 1)] if data.startswith(BOM) else []
    body = data.removeprefix(BOM)
    try:
        text = body.decode()
    except UnicodeDecodeError as error:
        oddity = _undecodable(body, error)
        likely = "gb18030" if oddity.values["guess"] == LIKELY_GBK else "utf-8"
        return body.decode(likely, errors="replace"), [*oddities, oddity]
    return text, oddities + odd_characters(text, body)


def _undecodable(data: bytes, error: UnicodeDecodeError) -> Oddity:
    before = data[: error.start]
    start_of_line = before.rfind(b"\n") + 1
    column = len(before[start_of_line:].decode(errors="replace")) + 1
    try:
        data.decode("gb18030")
        guess = LIKELY_GBK
    except UnicodeDecodeError:
        guess = Words("", "")
    return Oddity("YA101", before.count(b"\n") + 1, column, {"guess": guess})


def odd_characters(text: str, data: bytes) -> list[Oddity]:
    """Find the characters that no record may hold, at most twenty of them; `data` is the text in UTF-8."""
    plain = text.replace("\n", "")
    if not plain.isprintable():
        plain = text.replace("\r\n", "").replace("\n", "").replace("\u3000", "").replace("\t", "")
    if plain.isprintable() and not _may_hide(text, data):
        return []
    found = _odd_places(text)
    return [oddity for oddity, _ in zip(found, range(MOST_FAULTS), strict=False)]


def _may_hide(text: str, data: bytes) -> bool:
    """Look for the invisible letters one by one: a twentieth of the price of the pattern."""
    return _ASTRAL_SELECTORS in data or any(letter in text for letter in _HIDDEN_SAMPLE)


def _odd_places(text: str) -> Iterator[Oddity]:
    for number, line in enumerate(text.replace("\r\n", "\n").split("\n"), 1):
        if line.isprintable() and not re.search(_HIDDEN, line):
            continue
        for column, character in enumerate(line, 1):
            if code := odd_character(character):
                yield Oddity(code, number, column, {"character": character})


def odd_character(character: str) -> str:
    """Give the code of the finding that a character deserves, or nothing for an ordinary one."""
    if character in _LINE_BREAKS:
        return "YA105"
    if re.fullmatch(_HIDDEN, character):
        return "YA106"
    category = unicodedata.category(character)
    if category == "Cc" and character != "\t":
        return "YA104"
    return {"Cf": "YA106", "Co": "YA112", "Cn": "YA112", "Cs": "YA112"}.get(category, "")
