"""What an entry of the catalogue of findings is made of."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from yanpei_audit.language import Words


class Severity(StrEnum):
    """How much a finding matters: an error leaves its person unjudged, a warning wants a look, a note informs."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Entry(NamedTuple):
    """What the catalogue says about one code; the texts have ``{fields}``."""

    name: str
    severity: Severity
    message: Words
    hint: Words


def entry(severity: Severity, name: str, zh: str, en: str, hint_zh: str = "", hint_en: str = "") -> Entry:
    """Make an entry of its texts in both languages."""
    return Entry(name, severity, Words(zh, en), Words(hint_zh, hint_en))


ERROR, WARNING, NOTE = Severity
