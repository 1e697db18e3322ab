"""What is installed: the program, Python, the libraries, the extras, and git."""

from __future__ import annotations

import platform
import sys
from collections.abc import Mapping
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from yanpei_audit import __version__
from yanpei_audit.source import HAS_C_PART

LIBRARIES = ("ruamel.yaml", "pydantic", "typer", "rich", "jinja2", "chinesecalendar", "junitparser")
C_PART = "ruamel.yaml.clib"
EXTRAS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {"excel": ("python-calamine", "xlsxwriter"), "word": ("docxtpl",), "watch": ("watchfiles",)}
)


class Library(NamedTuple):
    """A library by the name under which it is installed; without a version it is not."""

    name: str
    version: str | None


class Extra(NamedTuple):
    """Libraries that only some commands need."""

    name: str
    libraries: tuple[Library, ...]

    @property
    def is_whole(self) -> bool:
        """Whether all of them are installed."""
        return all(library.version is not None for library in self.libraries)


class Git(NamedTuple):
    """What git knows of the working folder, without a version nothing.

    `tracked` and `untracked` count the record files; `has_attributes` says whether any attribute settles line ends.
    `refusal` is why git says nothing of a repository, `foreign` the folder of one that belongs to somebody else.
    `autocrlf` and `quotepath` are as they are set, empty where they are not.
    """

    version: str | None = None
    is_inside: bool = False
    tracked: int = 0
    untracked: int = 0
    has_attributes: bool = False
    autocrlf: str = ""
    quotepath: str = ""
    has_chinese_paths: bool = False
    refusal: str = ""
    foreign: str = ""

    @property
    def changes_line_ends(self) -> bool:
        """Whether git writes records with other line ends than those that are committed."""
        return bool(self.tracked) and self.autocrlf == "true" and not self.has_attributes

    @property
    def hides_chinese(self) -> bool:
        """Whether git shows the paths of records as numbers."""
        return self.is_inside and self.has_chinese_paths and self.quotepath != "false"


class Program(NamedTuple):
    """The program and what it runs on; `c_part` is the version of the C parser where that is in use."""

    version: str
    folder: str
    python: str
    executable: str
    system: str
    libraries: tuple[Library, ...]
    c_part: str | None
    extras: tuple[Extra, ...]


def installed() -> Program:
    """Find out what is installed."""
    return Program(
        __version__,
        str(Path(__file__).parents[1]),
        platform.python_version(),
        sys.executable,
        f"{platform.system()} {platform.release()} {platform.machine()}",
        tuple(map(_library, LIBRARIES)),
        (_library(C_PART).version or "?") if HAS_C_PART else None,
        tuple(Extra(name, tuple(map(_library, libraries))) for name, libraries in EXTRAS.items()),
    )


def _library(name: str) -> Library:
    try:
        return Library(name, version(name))
    except PackageNotFoundError:
        return Library(name, None)
