"""The closed set of measures.

To add a measure, write one class whose docstring is its manual and holds one example, and name it in `MEASURES`.
Every number is an exact fraction; shares are per cent. A run loads only the measures that its rules use.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

from pydantic import ValidationError
from pydantic_core import PydanticCustomError

from yanpei_audit.language import Words
from yanpei_audit.rules.measures.measure import Measure
from yanpei_audit.suggestions import listing
from yanpei_audit.validation import nested

# The option that tells a measure → its module and class. One whose other options are told here too comes before them.
MEASURES = {
    "count": "counting.Count",
    "every": "windows.Every",
    "total": "counting.Total",
    "days": "days.Days",
    "longest_run": "days.LongestRun",
    "distinct": "counting.Distinct",
    "covers": "parts.Covers",
    "share": "share.Share",
    "after": "sequence.After",
    "before": "sequence.Before",
    "complete": "parts.Complete",
    "any_of": "combined.AnyOf",
    "all_of": "combined.AllOf",
    "members": "parts.Members",
    "reconcile": "combined.Reconcile",
    "attested": "attested.Attested",
}


def measure_class(option: str) -> type[Measure]:
    """Give the class of a measure by the option that tells it."""
    module, name = MEASURES[option].split(".")
    found: type[Measure] = getattr(import_module(f"yanpei_audit.rules.measures.{module}"), name)
    return found


def read_measure(written: Any) -> Measure:
    """Build a measure of what a pack says, telling it by the option that only it has."""
    if isinstance(written, Measure):
        return written
    option = next((name for name in MEASURES if isinstance(written, dict) and name in written), None)
    if option is None:
        known = {"known": listing(MEASURES), "example": EXAMPLE, "names": tuple(MEASURES)}
        raise PydanticCustomError("YA704", "measure", known)
    model = measure_class(option)
    try:
        return model.model_validate(written)
    except ValidationError as error:
        raise nested(error, model) from None


EXAMPLE = Words("{count: {kind: 教研组活动}}", "{count: {kind: lecture}}")
