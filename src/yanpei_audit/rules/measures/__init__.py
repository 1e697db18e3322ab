"""Measures: how activities become a number. Options and arithmetic stand side by side, one class each."""

from __future__ import annotations

from yanpei_audit.rules.around import Ahead, Around, Window
from yanpei_audit.rules.measures.measure import (
    NEVER_MISSED,
    AnyMeasure,
    Bound,
    Counted,
    Measure,
    Missed,
    PerCent,
    Tally,
    number_of,
    size_of,
)

__all__ = [
    "NEVER_MISSED",
    "Ahead",
    "AnyMeasure",
    "Around",
    "Bound",
    "Counted",
    "Measure",
    "Missed",
    "PerCent",
    "Tally",
    "Window",
    "number_of",
    "size_of",
]
