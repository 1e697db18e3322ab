"""Bytes → text: UTF-8 only, and no character that hides, forges or breaks a line."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import islice

from yanpei_audit.findings import HIDDEN, character_name
from yanpei_audit.language import Words
from yanpei_audit.source.slips import Edit, Slip

MOST_FAULTS = 20
WORDS_TO_LOOK_AT = 12
LIKELY_GBK = Words("（可能是 GBK 编码）", " (maybe GBK)")
BOM = b"\xef\xbb\xbf"
_LINE_BREAKS = "\x0b\x0c\x85\u2028\u2029\r"
_REPLACEMENT = "\ufffd"  # stands where a program could not tell what a character was
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


def decode(data: bytes) -> tuple[str, list[Slip]]:
    """Give the text of `data` without its BOM and what is odd about it; an undecodable file gives what can be read."""
    if format_name := next((name for magic, name in _FORMATS if data.startswith(magic)), None):
        return "", [Slip("YA108", 0, 0, 1, {"format": format_name})]
    if data.startswith(_WIDE_ENCODINGS):
        return "", [Slip("YA102", 0, 0, 1)]
    slips = [Slip("YA103", 0, 0, 1)] if data.startswith(BOM) else []
    body = data.removeprefix(BOM)
    try:
        text = body.decode()
    except UnicodeDecodeError as error:
        slip = _undecodable(body, error)
        likely = "gb18030" if slip.values["guess"] == LIKELY_GBK else "utf-8"
        return body.decode(likely, errors="replace"), [*slips, slip]
    return text, slips + odd_characters(text, body) + list(_garbled(text))


def _undecodable(data: bytes, error: UnicodeDecodeError) -> Slip:
    before = data[: error.start]
    start_of_line = before.rfind(b"\n") + 1
    column = len(before[start_of_line:].decode(errors="replace"))
    try:
        data.decode("gb18030")
        guess = LIKELY_GBK
    except UnicodeDecodeError:
        guess = Words("", "")
    return Slip("YA101", before.count(b"\n"), column, column + 1, {"guess": guess})


def _garbled(text: str) -> Iterator[Slip]:
    """Find a text that was read as GBK, though it was UTF-8, and saved again: the words at the head of a file tell."""
    for found in islice(re.finditer(r"[^\x00-\x7f]+", text), WORDS_TO_LOOK_AT):
        try:
            guess = found[0].encode("gb18030").decode()
        except UnicodeError:
            continue
        if not all("\u4e00" <= character <= "\u9fff" for character in guess):
            continue
        before = text[: found.start()]
        column = found.start() - (before.rfind("\n") + 1)
        values = {"text": found[0], "guess": guess}
        yield Slip("YA109", before.count("\n"), column, column + len(found[0]), values)
        return


def odd_characters(text: str, data: bytes) -> list[Slip]:
    """Find the characters that no record may hold, at most twenty of them; `data` is the text in UTF-8."""
    plain = text.replace("\n", "")
    if not plain.isprintable():
        plain = text.replace("\r\n", "").replace("\n", "").replace("\u3000", "").replace("\t", "")
    if plain.isprintable() and not _may_hide(text, data):
        return []
    found = _odd_places(text)
    return [slip for slip, _ in zip(found, range(MOST_FAULTS), strict=False)]


def _may_hide(text: str, data: bytes) -> bool:
    """Look for the rare bytes and characters one by one: a tenth of the price of the pattern."""
    return (
        b"\xe1" in data  # the Hangul, Khmer and Mongolian ones
        or b"\xcd" in data
        or b"\xf3" in data
        or b"\xef\xb8" in data
        or "\u3164" in text
        or "\uffa0" in text
        or _REPLACEMENT in text
    )


def _odd_places(text: str) -> Iterator[Slip]:
    for number, line in enumerate(text.replace("\r\n", "\n").split("\n")):
        if line.isprintable() and _REPLACEMENT not in line and not re.search(HIDDEN, line):
            continue
        for column, character in enumerate(line):
            if code := odd_character(character):
                edits = (Edit(column, column + 1, ""),) if code == "YA106" else ()
                yield Slip(code, number, column, column + 1, {"character": character_name(character)}, edits)


def odd_character(character: str) -> str:
    """Give the code of the finding that a character deserves, or nothing for an ordinary one."""
    if character in _LINE_BREAKS:
        return "YA105"
    if re.fullmatch(HIDDEN, character):
        return "YA106"
    if character == _REPLACEMENT:
        return "YA112"
    category = unicodedata.category(character)
    if category == "Cc" and character != "\t":
        return "YA104"
    return {"Cf": "YA106", "Co": "YA112", "Cn": "YA112", "Cs": "YA112"}.get(category, "")
