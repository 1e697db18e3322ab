"""The characters and words by which slips are known, and a quick look whether a text may hold any."""

from __future__ import annotations

import re

from yanpei_audit.glossary import KEY_NAMES
from yanpei_audit.scalars import narrow

COLONS = "：﹕︰∶꞉"
COMMAS = "，、；"
COMMON_DASHES = "－–—•"
DASHES = COMMON_DASHES + "―−‐‑‒﹣⁃·●"
OPENING = {"［": "[", "【": "[", "｛": "{"}
CLOSING = {"］": "]", "】": "]", "｝": "}"}
WIDE_BLANKS = "\u3000\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f"
ODD_BLANKS = "\t" + WIDE_BLANKS
BLOCK_MARKS = ("|", ">")
LONGEST_LINE = 10_000
LONGEST_WORD = 12

GLUED_KEYS = ("日期", "节数", "学时", "字数")
KEY_OF_THE_LIST = "activities"

# Few files need these: `re` builds and keeps them when they do.
_ODD_LINE_START = r"\n *+(?:-[^ \n-]|[^\w\s#\"'{}\[\]?&*!|>-]|[|>]{2}|- *[［【｛])"
_WIDE_COMMA_IN_LIST = f"\\[[^\\[\\]\n{COMMAS}]*+[{COMMAS}]"
_WIDE_BRACKET_FOR_VALUE = "[:：-] *[［【｛]"
_RARE_BLANK = re.compile(rb"\xe2(?:\x80[\x80-\x8a\xaf]|\x81\x9f)")
_GLUED_COLON = re.compile(":[^ \n\r]")
_LAST_WORD = re.compile(rf"([^\s{{\[,:{COLONS}{COMMAS}-]+) *$")


def known_key(word: str) -> str:
    """Give the canonical name of a key, also of one typed in full-width letters; nothing for any other word."""
    return KEY_NAMES.get(word) or KEY_NAMES.get(narrow(word), "")


def could_be_key(word: str) -> bool:
    """Say whether a word could be meant as a name before a colon: short, without blanks, and no number."""
    return 0 < len(word) <= LONGEST_WORD and not re.search(r"\s|^\d+$", word)


def may_hold_slips(text: str, data: bytes) -> bool:
    """Look for signs of a slip that a parser would pass over; where it stops by itself, the lines are read anyway.

    `data` is the text in UTF-8, in which some signs are found sooner.
    """
    return (
        _has_long_line(text)
        or _has_odd_blank(text, data)
        or _has_key_colon(text)
        or (any(dash in text for dash in COMMON_DASHES) and re.search(_ODD_LINE_START, "\n" + text) is not None)
        or (any(comma in text for comma in COMMAS) and re.search(_WIDE_COMMA_IN_LIST, text) is not None)
        or (any(mark in text for mark in OPENING) and re.search(_WIDE_BRACKET_FOR_VALUE, text) is not None)
        or ("#" in text and _swallows_text(text))
    )


def _has_odd_blank(text: str, data: bytes) -> bool:
    return (
        b"\t" in data
        or "\u3000" in text
        or "\xa0" in text
        or (b"\xe1" in data and "\u1680" in text)
        or (b"\xe2" in data and _RARE_BLANK.search(data) is not None)
    )


def _has_key_colon(text: str) -> bool:
    """Look for a key before a full-width colon, or before one with its value glued to it."""
    glued = ":" if _GLUED_COLON.search(text) else ""
    for colon in glued + "".join(mark for mark in COLONS if mark in text):
        at = text.find(colon)
        while at >= 0:
            if colon != ":" or text[at + 1 : at + 2] not in (" ", "\n", "\r", ""):
                word = _LAST_WORD.search(text, max(0, at - LONGEST_WORD - 2), at)
                if word and (known_key(word[1]) or word[1].endswith(GLUED_KEYS)):
                    return True
            at = text.find(colon, at + 1)
    return False


def _swallows_text(text: str) -> bool:
    """Look for a # that something stands before in its line, and that has no blank before or behind it."""
    at = text.find("#")
    while at >= 0:
        if text[at - 1 : at] in BLOCK_MARKS and at > 0:
            return True
        if text[at + 1 : at + 2] not in (" ", "\n", "\r", "") and text[text.rfind("\n", 0, at) + 1 : at].strip():
            return True
        at = text.find("#", at + 1)
    return False


def _has_long_line(text: str) -> bool:
    start = 0
    while start + LONGEST_LINE < len(text):
        end = text.rfind("\n", start, start + LONGEST_LINE + 1)
        if end < 0:
            return True
        start = end + 1
    return False
