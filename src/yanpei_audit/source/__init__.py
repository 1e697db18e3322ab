"""Files → values that know where they stand. The only reader of YAML."""

from __future__ import annotations

from yanpei_audit.source.characters import BOM
from yanpei_audit.source.document import MOST_FINDINGS, Document, Location, read_document, read_text
from yanpei_audit.source.events import HAS_C_PART
from yanpei_audit.source.files import (
    NEVER_RECORDS,
    TEMPORARY_PREFIX,
    TEMPORARY_SUFFIX,
    UnreadableError,
    is_leftover,
    read_bytes,
    resolved,
    walk,
)
from yanpei_audit.source.repairing import put_right
from yanpei_audit.source.slips import Edit, Repair, Slip

__all__ = [
    "BOM",
    "HAS_C_PART",
    "MOST_FINDINGS",
    "NEVER_RECORDS",
    "TEMPORARY_PREFIX",
    "TEMPORARY_SUFFIX",
    "Document",
    "Edit",
    "Location",
    "Repair",
    "Slip",
    "UnreadableError",
    "is_leftover",
    "put_right",
    "read_bytes",
    "read_document",
    "read_text",
    "resolved",
    "walk",
]
