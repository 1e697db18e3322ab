"""Measures: how activities become a number. Options and arithmetic stand side by side, one class each."""

from __future__ import annotations

from yanpei_audit.rules.around import Around, Window
from yanpei_audit.rules.measures.measure import AnyMeasure, Bound, Counted, Measure, Missed, PerCent, Tally

__all__ = ["AnyMeasure", "Around", "Bound", "Counted", "Measure", "Missed", "PerCent", "Tally", "Window"]
