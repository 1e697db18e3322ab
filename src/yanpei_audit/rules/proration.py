"""How a quota is prorated: by what, how it is rounded, and whether that decides or is only for reference."""

from __future__ import annotations

from fractions import Fraction
from math import ceil, floor
from typing import Literal

from pydantic import model_validator

from yanpei_audit.figures import figure
from yanpei_audit.language import Words
from yanpei_audit.records import Yes
from yanpei_audit.rules.said import Said
from yanpei_audit.validation import Written

ProratedBy = Literal["teaching_weeks", "working_days", "days", "none"]
Rounding = Literal["up", "down", "half_up", "none"]


class Prorate(Written):
    """How the lower bound of a rule follows the part of the period that somebody serves; `none` says never.

    A week that is served in part counts by its days. Where it does not `decide`, someone who misses the full bound and
    reaches the prorated one is 待核, since the source does not say that it may be prorated.
    """

    by: ProratedBy
    round: Rounding = "up"
    decides: Yes = True
    reading: Said | None = None

    @model_validator(mode="before")
    @classmethod
    def _short_form(cls, written: object) -> object:
        return {"by": written} if isinstance(written, str) else written

    def rounded(self, number: Fraction) -> Fraction:
        """Round a bound as the rule says."""
        match self.round:
            case "up":
                return Fraction(ceil(number))
            case "down":
                return Fraction(floor(number))
            case "half_up":
                return Fraction(floor(number + Fraction(1, 2)))
        return number

    def result_in_words(self, exact: Fraction) -> Words:
        """Say what a formula comes to: = 28.88 → 29（向上取整）."""
        rounded = self.rounded(exact)
        if rounded == exact:
            return Words(f" = {figure(exact)}", f" = {figure(exact)}")
        return ROUNDED.format(exact=figure(exact), rounded=figure(rounded), how=ROUNDINGS[self.round])


NEVER = Prorate.model_construct(by="none")
ROUNDED = Words(" = {exact} → {rounded}（{how}）", " = {exact} → {rounded} ({how})")
ROUNDINGS = {
    "up": Words("向上取整", "rounded up"),
    "down": Words("向下取整", "rounded down"),
    "half_up": Words("四舍五入", "rounded half up"),
    "none": Words("不取整", "not rounded"),
}
