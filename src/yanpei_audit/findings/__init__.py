"""Findings: one thing to look at, at a place, said in both languages.

A finding without a place cannot be built; its wording stands in `catalogue`.
"""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum
from typing import NamedTuple

from yanpei_audit.findings.catalogue import CODES, Severity
from yanpei_audit.language import Words

LONGEST_QUOTE = 40
# Printable by their category, and not to be seen.
HIDDEN = "[\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0\u180b-\u180f\ufe00-\ufe0f\U000e0100-\U000e01ef]"
_HIDDEN = re.compile(HIDDEN)
NOTHING = Words("", "")


class SourceSpan(NamedTuple):
    """A stretch of a file: lines and columns count characters from 1, the end is exclusive.

    `path` uses ``/`` and is relative to the working folder.
    """

    path: str
    line: int = 1
    column: int = 1
    end_line: int = 1
    end_column: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


class Related(NamedTuple):
    """Another place worth looking at, and why."""

    span: SourceSpan
    label: Words


class Area(StrEnum):
    """What a finding is about; it decides the exit code."""

    QUOTA = "quota"
    RECORDS = "records"
    RULES = "rules"


class Finding(NamedTuple):
    """One thing to look at; `span` is where a person would start editing.

    `excerpt` is the line of the file at the span as it was read, empty where a line says nothing. `replacement` is what
    was probably meant at the span, empty where nothing is near. What is `repairable` is put right by `fmt`. `subject`
    says whose quota a finding is about, and when, for what must know it again when lines have moved.
    """

    code: str
    name: str
    severity: Severity
    message: Words
    span: SourceSpan
    area: Area = Area.RECORDS
    hint: Words = NOTHING
    related: tuple[Related, ...] = ()
    excerpt: str = ""
    replacement: str = ""
    repairable: bool = False
    subject: str = ""


def finding(
    code: str,
    span: SourceSpan,
    *,
    area: Area = Area.RECORDS,
    related: tuple[Related, ...] = (),
    excerpt: str = "",
    hint: Words | None = None,
    replacement: str = "",
    **values: object,
) -> Finding:
    """Build the finding that the catalogue lists under `code`; `values` fill its sentence, made harmless first.

    A `hint` given here stands in place of the catalogue's.
    """
    entry = CODES[code]
    shown = {name: value if isinstance(value, Words) else quote(str(value)) for name, value in values.items()}
    advice = hint if hint is not None else entry.hint.format(**shown)
    message = entry.message.format(**shown)
    return Finding(code, entry.name, entry.severity, message, span, area, advice, related, excerpt, replacement)


def show(text: str) -> str:
    """Make a text harmless for every sink: line breaks as ⏎, what cannot be seen as ⟨U+XXXX⟩."""
    if text.isprintable() and (text.isascii() or not _HIDDEN.search(text)):
        return text
    return "".join(
        character
        if (character.isprintable() and not _HIDDEN.match(character)) or character == "\u3000"
        else "⏎"
        if character == "\n"
        else f"⟨U+{ord(character):04X}⟩"
        for character in text
    )


def quote(text: str) -> str:
    """Make a text harmless and at most 40 characters long."""
    return show(text if len(text) <= LONGEST_QUOTE else text[: LONGEST_QUOTE - 1] + "…")


def character_name(character: str) -> str:
    """Name a character as ``U+200B ZERO WIDTH SPACE``."""
    return f"U+{ord(character):04X} {unicodedata.name(character, '')}".rstrip()
