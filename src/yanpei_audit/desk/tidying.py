"""What `fmt` makes of a file: its certain slips put right, dates and numbers in their plain spelling, nothing else.

A tidied file is read again before it is written: it must say what the old one was read as, and want no further edit.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

from yanpei_audit.findings import Finding, SourceSpan
from yanpei_audit.findings.catalogue import Severity
from yanpei_audit.records import AMOUNTS, DAYS, meaning_of
from yanpei_audit.scalars import MisreadError, narrow, read_day
from yanpei_audit.source import BOM, Document, Edit, Repair, Slip, put_right, read_text

ENCODINGS = ("gb18030", "gbk", "utf-16")
# The units that say what the field says by itself.
UNITS = {"lessons": ("节", "节课"), "hours": ("学时",), "words": ("字",)}
MOST_ROUNDS = 5
Judge = Callable[[Document], list[Finding]]


class Tidied(NamedTuple):
    """A file as it should be; the same bytes where nothing is to be done. `refused`: the proof failed."""

    data: bytes
    refused: bool = False


def decoded(data: bytes, encoding: str) -> bytes:
    """Give the text of `data` in UTF-8, unless it is UTF-8 already; raise UnicodeError where it is neither."""
    try:
        data.decode()
    except UnicodeDecodeError:
        return data.decode(encoding).encode()
    return data


def tidied(data: bytes, shown: str) -> Tidied:
    """Put right what is certain in a file of UTF-8."""
    try:
        text = data.removeprefix(BOM).decode()
    except UnicodeDecodeError:
        return Tidied(data)
    old = read_text(data, shown)
    if old.values is None:
        return Tidied(data)
    new, document = text, old
    for _ in range(MOST_ROUNDS):
        right = put_right(new) if any(slip.certain and slip.edits for slip in document.slips) else new
        document = document if right == new else read_text(right.encode(), shown)
        plain = Repair(right, _spellings(document)).text
        if plain == new:
            break
        new, document = plain, document if plain == right else read_text(plain.encode(), shown)
    if new == text:
        return Tidied(text.encode())
    return Tidied(new.encode()) if _is_proven(old, document, new) else Tidied(data, refused=True)


def guessed(data: bytes, shown: str, judge: Judge) -> bytes:
    """Put right what was probably meant: slips that are not certain, and words with a near one that exists.

    `judge` gives the findings about what a document says.
    """
    text = put_right(data.removeprefix(BOM).decode(), certain=False)
    document = read_text(text.encode(), shown)
    slips = [_renaming(found.span, found.replacement) for found in judge(document) if found.replacement]
    new = Repair(text, slips).text.encode()
    errors = [_errors(judge(read_text(each, shown))) for each in (data, new)]
    return new if errors[1] < errors[0] else data


def _errors(findings: Iterable[Finding]) -> int:
    return sum(found.severity is Severity.ERROR for found in findings)


def _renaming(span: SourceSpan, text: str) -> Slip:
    edit = Edit(span.column - 1, span.end_column - 1, text)
    return Slip("", span.line - 1, span.column - 1, span.end_column - 1, edits=(edit,))


def _spellings(document: Document) -> Iterator[Slip]:
    """Give dates in ISO and numbers in ordinary digits, without a unit that goes without saying."""
    if not document.whole or document.repairs or not isinstance(document.values, dict):
        return
    activities = document.values.get("activities")
    for number, activity in enumerate(activities if isinstance(activities, list) else ()):
        for field, text in activity.items() if isinstance(activity, dict) else ():
            plain = plain_spelling(field, text)
            if plain != text:
                span = document.span("activities", number, field)
                written = document.line(span.line)[span.column - 1 : span.end_column - 1]
                if written.strip("\"'") == text:
                    yield _renaming(span, written.replace(text, plain))


def plain_spelling(field: str, text: Any) -> Any:
    """Give the plain spelling of a day or an amount; anything else, and what cannot be read, stays as it is."""
    if not isinstance(text, str) or field not in (*DAYS, *AMOUNTS):
        return text
    plain = narrow(text)
    if united := re.fullmatch(r"(\d+(?:\.\d+)?) *(\D+)", plain, re.ASCII):
        plain = united[1] if united[2] in UNITS.get(field, ()) else plain
    try:
        return read_day(plain).isoformat() if field in DAYS else plain if meaning_of(field, plain) else text
    except MisreadError:
        return text


def _is_proven(old: Document, new: Document, text: str) -> bool:
    """Say whether the new file says what the old one was read as, parses no worse, and wants no further edit."""
    if old.whole > new.whole or (not old.repairs and new.repairs):
        return False
    remaining = {(found.code, found.span.line) for found in new.findings}
    known = {(found.code, found.span.line) for found in old.findings}
    return _meaning(old.values) == _meaning(new.values) and remaining <= known and put_right(text) == text


def _meaning(values: Any) -> Any:
    if isinstance(values, dict):
        return {field: _meaning(plain_spelling(field, value)) for field, value in values.items()}
    return [_meaning(value) for value in values] if isinstance(values, list) else values
