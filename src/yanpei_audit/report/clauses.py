"""What the clauses say that rules answer: those of the source documents in our own words, any other by its name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from yanpei_audit.language import Words
from yanpei_audit.rules.requirements import read_index


@cache
def _requirements() -> Mapping[str, Words]:
    return {one.id: Words(one.zh, one.en) for one in read_index().requirements}


def clause_words(clauses: Sequence[str]) -> Words:
    """Give clauses with what each says, where that is known."""
    known = _requirements()
    said = (
        [known[one].zh if one in known else "" for one in clauses],
        [known[one].en if one in known else "" for one in clauses],
    )
    zh, en = ([f"{one} {text}".strip() for one, text in zip(clauses, texts, strict=True)] for texts in said)
    return Words("；".join(zh), "; ".join(en))
