"""Measures: how activities become a number. Options and arithmetic stand side by side, one class each.

To add a measure, write one class whose docstring is its manual and holds one example, and name it in `MEASURES`.
Every number is an exact fraction; shares are per cent.
"""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Discriminator, Tag

from yanpei_audit.language import Words
from yanpei_audit.rules.measures.counting import Count, Distinct, Total
from yanpei_audit.rules.measures.days import Days
from yanpei_audit.rules.measures.measure import Counted, Measure, Missed, Tally, Window
from yanpei_audit.rules.measures.share import Share
from yanpei_audit.suggestions import listing

__all__ = [
    "MEASURES",
    "AnyMeasure",
    "Count",
    "Counted",
    "Days",
    "Distinct",
    "Measure",
    "Missed",
    "Share",
    "Tally",
    "Total",
    "Window",
]


EXAMPLE = Words("{count: {kind: 教研组活动}}", "{count: {kind: lecture}}")


def _option_of(written: Any) -> str | None:
    """Tell a measure by the option that only it has."""
    if isinstance(written, Measure):
        return f"measure:{type(written).__name__.casefold()}"
    names = [name for name in MEASURES if isinstance(written, dict) and name in written]
    return f"measure:{names[0]}" if names else None


# The closed set: the option that tells a measure → its class.
MEASURES: dict[str, type[Measure]] = {
    "count": Count,
    "total": Total,
    "days": Days,
    "distinct": Distinct,
    "share": Share,
}
AnyMeasure = Annotated[
    Annotated[Count, Tag("measure:count")]
    | Annotated[Total, Tag("measure:total")]
    | Annotated[Days, Tag("measure:days")]
    | Annotated[Distinct, Tag("measure:distinct")]
    | Annotated[Share, Tag("measure:share")],
    Discriminator(
        _option_of,
        custom_error_type="YA704",
        custom_error_message="measure",
        custom_error_context={"known": listing(MEASURES), "example": EXAMPLE},
    ),
]
