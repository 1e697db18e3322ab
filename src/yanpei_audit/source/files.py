"""Opening a person's files: regular files only, bounded, never through a link, never hanging."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any

LARGEST = 1 << 20
_FLAGS = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0)
_FLAGS |= getattr(os, "O_BINARY", 0)
NEVER_RECORDS = (".md", ".schema.json")
ABSENT = "YA203"
TEMPORARY_PREFIX, TEMPORARY_SUFFIX = ".yanpei-", ".tmp"


class UnreadableError(Exception):
    """A file that cannot be read, with the code of the finding and what fills its sentence."""

    def __init__(self, code: str, **values: Any) -> None:
        super().__init__(code)
        self.code = code
        self.values = values

    @property
    def is_absence(self) -> bool:
        """Whether there is no such file at all."""
        return self.code == ABSENT


def read_bytes(path: Path, largest: int = LARGEST) -> bytes:
    """Read a regular file of at most `largest` bytes; raise `UnreadableError` for anything else."""
    try:
        if path.is_symlink():
            raise UnreadableError("YA202")
        descriptor = os.open(path, _FLAGS)
    except FileNotFoundError:
        raise UnreadableError(ABSENT) from None
    except OSError as error:
        raise UnreadableError("YA204", reason=error.strerror or str(error)) from None
    try:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            raise UnreadableError("YA205")
        return _read_at_most(descriptor, largest, status.st_size)
    except OSError as error:
        raise UnreadableError("YA204", reason=error.strerror or str(error)) from None
    finally:
        os.close(descriptor)


def _read_at_most(descriptor: int, largest: int, expected: int) -> bytes:
    data = os.read(descriptor, min(expected, largest) + 1)
    while len(data) <= largest and (more := os.read(descriptor, largest + 1 - len(data))):
        data += more
    if len(data) > largest:
        raise UnreadableError("YA210", limit=largest)
    return data


def resolved(path: Path) -> Path:
    """Give the place that a path leads to through all links; links in a circle lead to themselves."""
    return Path(os.path.realpath(path))


def walk(folder: Path) -> Iterator[Path]:
    """Give every file below `folder` in the order of names; hidden folders and linked ones are passed over.

    A folder that cannot be opened is given itself.
    """
    try:
        with os.scandir(folder) as entries:
            children = sorted(entries, key=lambda entry: entry.name)
    except OSError:
        yield folder
        return
    for child in children:
        if not child.is_dir(follow_symlinks=False):
            yield Path(child.path)
        elif not child.name.startswith("."):
            yield from walk(Path(child.path))


def is_leftover(name: str) -> bool:
    """Say whether a file is what an interrupted run of ours was writing."""
    return name.startswith(TEMPORARY_PREFIX) and name.endswith(TEMPORARY_SUFFIX)
