"""Commands as they are typed."""

from __future__ import annotations

import os
import re
import shlex

_PLAIN = re.compile(r"[\w@%+=:,./-]+")  # Chinese wants no quotation marks


def typed(*words: str) -> str:
    """Write a command as it is typed: with quotation marks where the shell of the system would part or read a word."""
    if os.name == "nt":
        return " ".join(f'"{word}"' if set(word) & set(" &()^;,=") else word for word in words)
    return " ".join(word if _PLAIN.fullmatch(word) else shlex.quote(word) for word in words)
