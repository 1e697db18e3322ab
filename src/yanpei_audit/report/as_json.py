"""Values as JSON: Chinese as it is, what cannot be seen as escapes, and no NaN."""

from __future__ import annotations

import json

from yanpei_audit.findings import show


def as_json(value: object, indent: int | None = None) -> str:
    """Write a value on one line, or with an indent; however its characters are written, it means the same."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, indent=indent)
    lines = text.split("\n")
    return "\n".join(line if show(line) == line else "".join(map(_escaped, line)) for line in lines)


def _escaped(character: str) -> str:
    """Escape what cannot be seen; outside of strings JSON has none of that."""
    return character if show(character) == character else json.dumps(character)[1:-1]
