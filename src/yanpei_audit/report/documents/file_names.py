"""Names for the pages of people: every system can hold them, and no two are alike."""

from __future__ import annotations

import re
from collections.abc import Iterable
from hashlib import sha256

_UNSAFE_IN_NAME = re.compile(r"[^\w.-]+")
LONGEST_NAME = 60
_SAFE_NAME = re.compile(rf"\w(?:[\w.-]{{0,{LONGEST_NAME - 2}}}\w)?")
_RESERVED = {"CON", "PRN", "AUX", "NUL", *(f"{port}{number}" for port in ("COM", "LPT") for number in range(10))}


def file_names(ids: Iterable[str]) -> dict[str, str]:
    """Name a page for every id: a name that every system can hold, and no two alike even where case is not told apart.

    An id that is such a name names its page; any other adds the start of its digest.
    """
    names: dict[str, str] = {}
    taken: set[str] = set()
    for one in sorted(ids):
        name = one
        if not _SAFE_NAME.fullmatch(one) or one.casefold() in taken or one.split(".")[0].upper() in _RESERVED:
            plain = _UNSAFE_IN_NAME.sub("-", one)[:LONGEST_NAME].strip("-.")
            name = f"{plain}~{sha256(one.encode(errors='surrogatepass')).hexdigest()[:8]}"
        names[one] = name
        taken.add(name.casefold())
    return names
