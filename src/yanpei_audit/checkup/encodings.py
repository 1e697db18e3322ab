"""In which encodings the program speaks, and what settles them."""

from __future__ import annotations

import locale
import sys
from collections.abc import Mapping
from typing import NamedTuple

from yanpei_audit.language import LANGUAGE_VARIABLE

UTF8_VARIABLE = "PYTHONUTF8"
ALWAYS_SHOWN = (UTF8_VARIABLE, LANGUAGE_VARIABLE)
VARIABLES = (
    *ALWAYS_SHOWN,
    "PYTHONIOENCODING",
    "LC_ALL",
    "LC_CTYPE",
    "LANG",
    "NO_COLOR",
    "FORCE_COLOR",
    "CLICOLOR",
    "CLICOLOR_FORCE",
    "COLUMNS",
)
_SAMPLE = "研培定额：“达标”、未达标"


class Stream(NamedTuple):
    """One of the two streams as it was before anything was written to it."""

    name: str
    encoding: str
    is_terminal: bool

    @property
    def shows_chinese(self) -> bool:
        """Whether Chinese can be written to it."""
        return holds_chinese(self.encoding)


class Encodings(NamedTuple):
    """The encodings in use; `preferred` is that of the locale. `variables` gives those that are set, and two always."""

    streams: tuple[Stream, ...]
    filesystem: str
    preferred: str
    variables: tuple[tuple[str, str | None], ...]
    width: int

    @property
    def hide_chinese(self) -> bool:
        """Whether Chinese comes out as numbers somewhere."""
        return not (all(stream.shows_chinese for stream in self.streams) and holds_chinese(self.filesystem))


def encodings_in_use(streams: tuple[Stream, ...], width: int, environment: Mapping[str, str]) -> Encodings:
    """Find out the encodings in use."""
    shown = [name for name in VARIABLES if name in ALWAYS_SHOWN or environment.get(name)]
    variables = tuple((name, environment.get(name) or None) for name in shown)
    return Encodings(streams, sys.getfilesystemencoding(), locale.getencoding(), variables, width)


def holds_chinese(encoding: str) -> bool:
    """Say whether an encoding has Chinese characters."""
    try:
        _SAMPLE.encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return False
    return True
