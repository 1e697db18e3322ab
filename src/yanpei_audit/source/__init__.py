"""Files → values that know where they stand. The only reader of YAML."""

from __future__ import annotations

from yanpei_audit.source.document import MOST_FINDINGS, Document, Location, read_document, read_text
from yanpei_audit.source.files import NEVER_RECORDS, UnreadableError, is_leftover, read_bytes, walk

__all__ = [
    "MOST_FINDINGS",
    "NEVER_RECORDS",
    "Document",
    "Location",
    "UnreadableError",
    "is_leftover",
    "read_bytes",
    "read_document",
    "read_text",
    "walk",
]
