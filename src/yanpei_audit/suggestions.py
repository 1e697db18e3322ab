"""“是不是…？”: the words that exist, nearest to one that does not."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from yanpei_audit.language import Words
from yanpei_audit.scalars import narrow

CUTOFF = 0.5  # the usual 0.6 misses every slip in a word of two characters
MOST_LISTED = 12
SHORTEST_PART = 2


LISTED = Words("可以写：{known}", "Known: {known}")


class Advice(NamedTuple):
    """What to do about an unknown word: in words, and the known one that was probably meant."""

    words: Words
    guess: str = ""


class Spellings(dict[str, str]):
    """Every accepted spelling → the name to suggest for it."""


def nearest(word: str, known: Iterable[str]) -> str:
    """Give the known word most like `word`, or nothing when none is: one that it holds or is part of comes first."""
    plain, names = narrow(word), known if isinstance(known, Spellings) else {name: name for name in known}
    within = [name for name in names if len(name) >= SHORTEST_PART and (name in plain or plain in name)]
    if within and len(plain) >= SHORTEST_PART:
        return names[min(within, key=lambda name: (abs(len(name) - len(plain)), name))]
    from difflib import SequenceMatcher, get_close_matches

    matches = get_close_matches(plain, list(names), len(names) or 1, CUTOFF)
    if not matches:
        return ""
    in_place = {name: sum(map(str.__eq__, name, plain)) for name in matches}
    ratios = {name: SequenceMatcher(None, name, plain).ratio() for name in matches}
    listed_first = sorted(matches, key=list(names).index)
    return names[max(listed_first, key=lambda name: (ratios[name], in_place[name]))]


def advice(word: str, known: Iterable[str], otherwise: Words) -> Advice:
    """Ask for the nearest known word; without one, give the sentence `otherwise`."""
    guess = nearest(word, known)
    return Advice(Words(f"是不是“{guess}”？", f"Did you mean '{guess}'?"), guess) if guess else Advice(otherwise)


def advice_or_listing(word: str, known: Iterable[str]) -> Advice:
    """Ask for the nearest known word; without one, list those that may be written."""
    names = known if isinstance(known, Spellings) else list(known)
    return advice(word, names, LISTED.format(known=listing(names)))


def listing(known: Iterable[str], most: int = MOST_LISTED) -> Words:
    """List the known words, no more of them than `most`."""
    words = list(dict.fromkeys(known.values() if isinstance(known, Spellings) else known))
    rest = len(words) - most
    head = words[:most]
    if rest <= 0:
        return Words("、".join(head), ", ".join(head))
    return Words("、".join(head) + f"等 {len(words)} 个", ", ".join(head) + f" and {rest} more")
