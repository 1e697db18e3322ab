"""Lines, before YAML: the slips of people who type with a Chinese input method, where they were made.

Parsers accept many of them in silence, and blame the next line for others. What was meant is mostly certain; then the
slip comes with the edits that put it right.
"""

from __future__ import annotations

from yanpei_audit.source.slips.signs import may_hold_slips
from yanpei_audit.source.slips.slip import Edit, Repair, Slip

__all__ = ["Edit", "Repair", "Slip", "begins_a_field", "find_slips", "may_hold_slips"]


def find_slips(text: str) -> list[Slip]:
    """Read the lines of a text, and give its slips in their order."""
    from yanpei_audit.source.slips.lines import Lines

    return Lines(text).slips()


def begins_a_field(line: str) -> bool:
    """Say whether a line looks like a field, perhaps the first one of an activity."""
    from yanpei_audit.source.slips.fields import FIELD

    return FIELD.match(line.lstrip(" -{")) is not None
