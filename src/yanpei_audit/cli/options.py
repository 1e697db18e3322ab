"""Options that say what they are for in the language wanted."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import typer

from yanpei_audit.cli.mistakes import not_one_of
from yanpei_audit.language import Words

Say = Callable[[str], str]


TEXT_OR_JSON = ("text", "json")


def known_format(form: str, formats: Iterable[str] = TEXT_OR_JSON) -> str:
    """Give the format back, or complain of one that the command does not have."""
    names = tuple(formats)
    if form not in names:
        raise not_one_of(Words("格式里", "--format"), form, names)
    return form


def paths_argument(say: Say) -> Any:
    """Make the argument of commands that read files and folders."""
    return typer.Argument(metavar="[PATHS]...", help=say("paths"), show_default=False)


def option(say: Say, name: str, metavar: str | None = None, *spellings: str) -> Any:
    """Make an option whose help stands under a name in `HELP`."""
    return typer.Option(*spellings, metavar=metavar, help=say(name), show_default=False)
