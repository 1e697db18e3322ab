"""Exact numbers as people read them."""

from __future__ import annotations

from fractions import Fraction

PLACES = 2


def figure(number: Fraction, *, up: bool = False) -> str:
    """Write a number as a decimal; one with more than two places is cut down, or up if `up`.

    Cut that way, a shown number never reaches a bound of at most two places that the exact one misses.
    """
    cents, rest = divmod(number.numerator * 10**PLACES, number.denominator)
    cents += bool(up and rest)
    whole, rest = divmod(abs(cents), 10**PLACES)
    text = f"{whole}.{rest:0{PLACES}d}".rstrip("0").rstrip(".")
    return f"-{text}" if cents < 0 else text
