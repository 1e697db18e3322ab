"""The audit as if: activities, days away and posts that are only supposed, and the smallest additions that comply.

Pure: nothing is written, and what is supposed is read and judged by the code that reads and judges records.
"""

from __future__ import annotations

from yanpei_audit.planning.additions import Added, NotAnAdditionError, read_addition, repeated_additions
from yanpei_audit.planning.bench import Bench, Outcomes
from yanpei_audit.planning.changes import Change, changes_between
from yanpei_audit.planning.smallest import NotReached, Plan, Planned, smallest_additions
from yanpei_audit.planning.supposing import supposed_registry

__all__ = [
    "Added",
    "Bench",
    "Change",
    "NotAnAdditionError",
    "NotReached",
    "Outcomes",
    "Plan",
    "Planned",
    "changes_between",
    "read_addition",
    "repeated_additions",
    "smallest_additions",
    "supposed_registry",
]
