"""Bounds: one number for everybody, or one for each role or tier; or a number that the source has lost."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from fractions import Fraction
from math import ceil, floor
from typing import Literal, NamedTuple

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from yanpei_audit.language import Words
from yanpei_audit.records import Text
from yanpei_audit.rules.measures import Measure, PerCent, number_of
from yanpei_audit.validation import Written

UNKNOWN = ("unknown", "不详")


class Limit(Written):
    """One bound as written: a text, or `{by: role, 行政: 30, 教研员: 20, if_several: highest}`, or the same by `tier`.

    Someone with none of the roles or tiers has no bound, and the rule is not for them.
    """

    value: Text | None = None
    by: Literal["role", "tier"] | None = None
    if_several: Literal["highest", "lowest"] = "highest"
    values: dict[Text, Text] = Field(default_factory=dict)

    @model_validator(mode="before")
    @classmethod
    def _short_form(cls, written: object) -> object:
        if not isinstance(written, dict):
            return {"value": written}
        settled = {key: written[key] for key in ("by", "if_several") if key in written}
        return {**settled, "values": {key: text for key, text in written.items() if key not in settled}}

    @model_validator(mode="after")
    def _is_one_or_many(self) -> Limit:
        if self.value is None and (self.by is None or not self.values):
            raise PydanticCustomError("YA701", "limit", {"detail": BY_WHAT})
        return self

    @property
    def is_unknown(self) -> bool:
        """Whether the source has lost the number."""
        return self.value in UNKNOWN

    def texts(self) -> Iterator[str]:
        """Give every number as written."""
        yield from [self.value] if self.value is not None else self.values.values()

    def texts_for(self, roles: Collection[str], tier: str) -> list[str]:
        """Give the numbers, as written, that someone with these roles in this tier may be held to."""
        if self.value is not None:
            return [self.value]
        mine = roles if self.by == "role" else (tier,)
        return [text for name, text in self.values.items() if name in mine]


class Bounds(NamedTuple):
    """The least and the most that a rule allows, both included, in the unit of its measure.

    Where the source has lost the number, the least is `unknown`.
    """

    at_least: Fraction | None
    at_most: Fraction | None
    unknown: bool = False


class Limits(NamedTuple):
    """Both bounds of a rule as written, with the measure that can read them."""

    measure: Measure
    at_least: Limit | None
    at_most: Limit | None

    def has_plain_least(self) -> bool:
        """Say whether there is a lower bound of amounts: no share, no part, no number that is lost."""
        if self.at_least is None or self.at_least.is_unknown or self.measure.is_share:
            return False
        return not any(isinstance(self.measure.bound(text), PerCent) for text in self.at_least.texts())

    def can_be_prorated(self) -> bool:
        """Say whether the lower bound may be made less: it is one of amounts, and not the upper one too."""
        return self.has_plain_least() and self.at_least is not self.at_most

    def is_for(self, roles: Collection[str], tier: str) -> bool:
        """Say whether there is a bound for someone with these roles in this tier."""
        return any(limit is not None and limit.texts_for(roles, tier) for limit in (self.at_least, self.at_most))

    def plain(self) -> Bounds:
        """Give the bounds that are one number for everybody."""
        low, high = (None if limit is None else self._plain(limit) for limit in (self.at_least, self.at_most))
        return Bounds(low, high)

    def _plain(self, limit: Limit) -> Fraction | None:
        bound = None if limit.value is None or limit.is_unknown else self.measure.bound(limit.value)
        return None if isinstance(bound, PerCent) else bound

    def bounds(self, roles: Collection[str], tier: str, out_of: Fraction | None) -> Bounds:
        """Give the bounds as numbers for someone; a part is taken of `out_of`."""
        unknown = self.at_least is not None and self.at_least.is_unknown
        low, high = (
            None if limit is None or limit.is_unknown else self._number(limit, roles, tier, out_of)
            for limit in (self.at_least, self.at_most)
        )
        if out_of is not None and self.at_least is not self.at_most:  # exactly half of three stays what it is
            low, high = low and self._whole(low, ceil), high and self._whole(high, floor)
        return Bounds(low, high, unknown)

    def _whole(self, number: Fraction, rounded: Callable[[Fraction], int]) -> Fraction:
        """Give a part of things as a whole number of them; other bounds are as they were written."""
        limits = [limit for limit in (self.at_least, self.at_most) if limit is not None and not limit.is_unknown]
        parts = any(isinstance(self.measure.bound(text), PerCent) for limit in limits for text in limit.texts())
        return Fraction(rounded(number)) if parts else number

    def _number(self, limit: Limit, roles: Collection[str], tier: str, out_of: Fraction | None) -> Fraction | None:
        if not (texts := limit.texts_for(roles, tier)):
            return None
        numbers = [number_of(self.measure.bound(text), out_of) for text in texts]
        return max(numbers) if limit.if_several == "highest" else min(numbers)


BY_WHAT = Words(
    "按岗位或分层给不同的数，要写 by: role（或 tier）和各自的数",
    "numbers that differ need by: role (or tier) and one for each",
)
