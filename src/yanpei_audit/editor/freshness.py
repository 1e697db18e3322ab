"""Whether a schema that lies in a folder is the one that would be written now."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

from yanpei_audit.source import UnreadableError, read_bytes


class Freshness(StrEnum):
    """What became of a file since it was written."""

    FRESH = "fresh"
    STALE = "stale"
    MISSING = "missing"


def freshness(path: Path, text: str) -> Freshness:
    """Hold a file against the text that it should have; git may have given it other line ends."""
    try:
        written = read_bytes(path)
    except UnreadableError as error:
        return Freshness.MISSING if error.is_absence else Freshness.STALE
    return Freshness.FRESH if written.replace(b"\r\n", b"\n") == text.encode() else Freshness.STALE
