"""Records: what people wrote about their activities, as it was meant.

`kinds` are the tables of what may be written, `intake` finds the files, `reading` turns one into a person.
"""

from __future__ import annotations

from yanpei_audit.records.model import (
    AMOUNTS,
    DAYS,
    Activity,
    Amount,
    Day,
    Entry,
    Person,
    Record,
    Text,
    Texts,
    Yes,
    meaning_of,
    value_of,
)

__all__ = [
    "AMOUNTS",
    "DAYS",
    "Activity",
    "Amount",
    "Day",
    "Entry",
    "Person",
    "Record",
    "Text",
    "Texts",
    "Yes",
    "meaning_of",
    "value_of",
]
