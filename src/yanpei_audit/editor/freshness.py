"""Whether a schema that lies in a folder is the one that would be written now."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path


class Freshness(StrEnum):
    """What became of a file since it was written."""

    FRESH = "fresh"
    STALE = "stale"
    MISSING = "missing"


def freshness(path: Path, text: str) -> Freshness:
    """Hold a file against the text that it should have; git may have given it other line ends."""
    if not path.exists():
        return Freshness.MISSING
    return Freshness.FRESH if path.read_bytes().replace(b"\r\n", b"\n") == text.encode() else Freshness.STALE
