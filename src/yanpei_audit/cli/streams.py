"""Where output goes: encodings that never crash, colours that are asked for, files that are written whole."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from io import TextIOWrapper
from pathlib import Path
from typing import TextIO

NARROWEST = 40
PIPE_WIDTH = 100


def prepare_streams() -> None:
    """Let both streams keep their encoding and escape what it cannot hold; a closed one swallows what it is told."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115 - for as long as we run
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def wants_color(choice: str, stream: TextIO, environment: Mapping[str, str]) -> bool:
    """Decide about colours: `always`, `never`, or `auto` by the stream and the usual variables."""
    if choice != "auto":
        return choice == "always"
    if environment.get("NO_COLOR"):
        return False
    if environment.get("FORCE_COLOR") or environment.get("CLICOLOR_FORCE", "0") != "0":
        return True
    return stream.isatty() and environment.get("CLICOLOR") != "0" and environment.get("TERM") != "dumb"


def width_of(stream: TextIO) -> int:
    """Give the width in cells: of the terminal, of COLUMNS, or 100 in a pipe."""
    import shutil

    fallback = PIPE_WIDTH if not stream.isatty() else 80
    return max(
        NARROWEST,
        shutil.get_terminal_size((fallback, 24)).columns if stream.isatty() or "COLUMNS" in os.environ else fallback,
    )


def say(text: str, *, error: bool = False) -> None:
    """Write a text for people, in the encoding of the stream."""
    stream = sys.stderr if error else sys.stdout
    stream.write(text)
    stream.flush()


def put(content: str | bytes) -> None:
    """Write what machines read: bytes as they are, a text in UTF-8 and LF, whatever the stream."""
    sys.stdout.flush()
    data = content.encode() if isinstance(content, str) else content
    binary = getattr(sys.stdout, "buffer", None)
    if binary is None:
        sys.stdout.write(data.decode())
    else:
        binary.write(data)
        binary.flush()
