"""Lines, before YAML: the slips of people who type with a Chinese input method, where they were made.

Parsers accept many of them in silence, and blame the next line for others. What was meant is mostly certain; then the
slip comes with the edits that put it right.
"""

from __future__ import annotations

from yanpei_audit.source.slips.lines import Lines
from yanpei_audit.source.slips.signs import FIELD, may_hold_slips
from yanpei_audit.source.slips.slip import Edit, Repair, Slip

__all__ = ["FIELD", "Edit", "Repair", "Slip", "find_slips", "may_hold_slips"]


def find_slips(text: str) -> list[Slip]:
    """Read the lines of a text, and give its slips in their order."""
    return Lines(text).slips()
