"""Digests of what a run read: the same facts give the same digest, whatever the order of files, activities and keys."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from typing import Any

from yanpei_audit.source import Document


def digest_of_file(document: Document) -> bytes:
    """Digest what a file says; of one that cannot be read, its text."""
    values: Any = document.values if document.whole else document.text
    if isinstance(values, dict) and isinstance(values.get("activities"), list):
        activities = sorted(json.dumps(item, ensure_ascii=False, sort_keys=True) for item in values["activities"])
        values = {**values, "activities": activities}
    return hashlib.sha256(json.dumps(values, sort_keys=True).encode()).digest()


def digest_of_all(circumstances: object, files: Iterable[bytes]) -> str:
    """Digest a whole run: the digests of its files, and what else decides the result."""
    digest = hashlib.sha256(repr(circumstances).encode())
    digest.update(b"".join(sorted(files)))
    return f"sha256:{digest.hexdigest()}"
