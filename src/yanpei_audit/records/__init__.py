"""Records: what people wrote about their activities, as it was meant.

`kinds` are the tables of what may be written, `intake` finds the files, `reading` turns one into a person.
"""

from __future__ import annotations

from yanpei_audit.records.model import (
    AMOUNTS,
    DAYS,
    RECORD_ITEM,
    Activity,
    Amount,
    Day,
    Entry,
    Person,
    Reader,
    Record,
    Text,
    Texts,
    Yes,
    meaning_of,
    reader_from_text,
    reader_of,
    whole_number,
)

__all__ = [
    "AMOUNTS",
    "DAYS",
    "RECORD_ITEM",
    "Activity",
    "Amount",
    "Day",
    "Entry",
    "Person",
    "Reader",
    "Record",
    "Text",
    "Texts",
    "Yes",
    "meaning_of",
    "reader_from_text",
    "reader_of",
    "whole_number",
]
