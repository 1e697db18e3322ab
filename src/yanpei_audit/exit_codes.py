"""What the program tells the shell; of those that apply, the highest."""

from __future__ import annotations

from enum import IntEnum


class ExitCode(IntEnum):
    """The exit codes, which scripts rely on."""

    FINE = 0
    SHORT = 1
    USAGE = 2
    INCOMPLETE = 3
    BAD_RULES = 4
    OUR_BUG = 5
    INTERRUPTED = 130
