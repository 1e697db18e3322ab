"""Texts that look alike and are not: letters of other alphabets, full-width forms, blanks."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from yanpei_audit.language import Words

# Cyrillic and Greek letters that no eye tells from Latin ones, and the digits that pass for letters.
_LATIN = str.maketrans(
    "АВЕКМНОРСТХаеорсухіѕјΑΒΕΖΗΙΚΜΝΟΡΤΥΧαορυνOoIl|",
    "ABEKMHOPCTXaeopcyxisjABEZHIKMNOPTYXaopuv00111",
)


def skeleton(text: str) -> str:
    """Reduce a text to what the eye sees: texts with one skeleton look alike."""
    folded = text if text.isascii() else unicodedata.normalize("NFKC", text)
    return "".join(folded.translate(_LATIN).casefold().split())


def lookalikes(texts: Iterable[str]) -> list[list[str]]:
    """Give the groups of different texts that look alike, in the order of the texts."""
    groups: dict[str, list[str]] = {}
    for text in texts:
        groups.setdefault(skeleton(text), []).append(text)
    return [group for group in groups.values() if len(group) > 1]


def difference(text: str, other: str) -> Words:
    """Name what the first text has and the other has not: the odd character, or only blanks and case."""
    odd = next((character for character in text if character not in other and not character.isspace()), "")
    if not odd or odd.swapcase() in other:
        return Words("空格或大小写", "blanks or case")
    name = f"{odd} U+{ord(odd):04X} {unicodedata.name(odd, '')}".rstrip()
    return Words(name, name)
