"""The names of fields as patterns; they are only wanted where lines are read."""

from __future__ import annotations

import re

from yanpei_audit.glossary import KEY_NAMES
from yanpei_audit.source.slips.signs import COLONS

KEY = "|".join(sorted(map(re.escape, KEY_NAMES), key=len, reverse=True))
FIELD = re.compile(f"(?:{KEY}) *[:{COLONS}]")
