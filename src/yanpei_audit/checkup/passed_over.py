"""What lies among the records and is not read, by the reason; the same order of reasons as `records.intake` has."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from enum import StrEnum
from pathlib import Path

from yanpei_audit.records.intake import SUFFIX, relative
from yanpei_audit.source import NEVER_RECORDS, is_leftover
from yanpei_audit.source.files import LARGEST


class Because(StrEnum):
    """Why something is passed over."""

    CLOSED_FOLDER = "closed_folder"
    LINKED_FOLDER = "linked_folder"
    HIDDEN_FOLDER = "hidden_folder"
    LINK = "link"
    NOT_REGULAR = "not_regular"
    TOO_LARGE = "too_large"
    CLOSED_FILE = "closed_file"
    OTHER_ENDING = "other_ending"
    HIDDEN_FILE = "hidden_file"
    LEFTOVER = "leftover"
    NEVER_RECORD = "never_record"


PassedOver = dict[Because, list[str]]


def passed_over(starts: Iterable[Path], root: Path) -> PassedOver:
    """Give the paths of what is not read below some places, in the order of reasons."""
    found: PassedOver = {}
    seen: set[Path] = set()
    for start in starts:
        for path, because in _below(start) if os.path.isdir(start) else _named(start):
            if path not in seen:
                seen.add(path)
                found.setdefault(because, []).append(relative(path, root))
    return {because: sorted(found[because]) for because in Because if because in found}


def _below(folder: Path) -> Iterator[tuple[Path, Because]]:
    try:
        with os.scandir(folder) as entries:
            children = list(entries)
    except OSError:
        yield folder, Because.CLOSED_FOLDER
        return
    for child in children:
        path = Path(child.path)
        if child.is_dir(follow_symlinks=False):
            if child.name.startswith("."):
                yield path, Because.HIDDEN_FOLDER
            else:
                yield from _below(path)
        elif child.is_symlink() and os.path.isdir(path):
            yield path, Because.LINKED_FOLDER
        else:
            yield from _of_file(path, child.name)


def _named(path: Path) -> Iterator[tuple[Path, Because]]:
    """Judge a file that is itself named as a record, whatever it is called."""
    if because := _hindrance(path):
        yield path, because


def _of_file(path: Path, name: str) -> Iterator[tuple[Path, Because]]:
    if is_leftover(name):
        yield path, Because.LEFTOVER
    elif name.startswith("."):
        yield path, Because.HIDDEN_FILE
    elif name.endswith(NEVER_RECORDS):
        yield path, Because.NEVER_RECORD
    elif path.suffix != SUFFIX:
        yield path, Because.OTHER_ENDING
    elif because := _hindrance(path):
        yield path, because


def _hindrance(path: Path) -> Because | None:
    """Say why a file with the right name is not read."""
    try:
        status = path.lstat()
    except OSError:
        return Because.CLOSED_FILE
    if stat.S_ISLNK(status.st_mode):
        return Because.LINK
    if not stat.S_ISREG(status.st_mode):
        return Because.NOT_REGULAR
    if status.st_size > LARGEST:
        return Because.TOO_LARGE
    return None if os.access(path, os.R_OK) else Because.CLOSED_FILE
