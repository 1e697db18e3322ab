"""Options that say what they are for in the language wanted."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import typer

Say = Callable[[str], str]


def paths_argument(say: Say) -> Any:
    """Make the argument of commands that read files and folders."""
    return typer.Argument(metavar="[PATHS]...", help=say("paths"), show_default=False)


def option(say: Say, name: str, metavar: str | None = None, *spellings: str) -> Any:
    """Make an option whose help stands under a name in `HELP`."""
    return typer.Option(*spellings, metavar=metavar, help=say(name), show_default=False)
