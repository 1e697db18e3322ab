"""What a watch watches: the places that an audit reads, whether anything stands there yet or not."""

from __future__ import annotations

import os
import sys
from collections.abc import Collection, Generator, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from yanpei_audit import bundled
from yanpei_audit.calendar import FILE_NAME as CALENDAR
from yanpei_audit.cli.workplace import Options, Workplace
from yanpei_audit.exemptions import FILE_NAME as EXEMPTIONS
from yanpei_audit.registry import FOLDER as REGISTRY
from yanpei_audit.settings import FILE_NAME as SETTINGS
from yanpei_audit.settings import read_settings
from yanpei_audit.source import resolved

SYSTEM_LOOKS_BELOW = sys.platform in ("win32", "darwin")
STEP, TIMEOUT, LONGEST_BURST = 50, 100, 1600  # milliseconds


class Places(NamedTuple):
    """The places that an audit reads: single `files`, and `trees`, a file or a folder with all that lies below it.

    What the run itself writes is `ours`, wherever it lies.
    """

    files: frozenset[Path]
    trees: frozenset[Path]
    ours: frozenset[Path] = frozenset()

    def concern(self, path: Path) -> bool:
        """Say whether a change at a path may change the audit; nothing hidden in a tree does."""
        if path in self.ours:
            return False
        if any(place.is_relative_to(path) for place in self.files | self.trees):
            return True
        below = (path.relative_to(tree).parts for tree in self.trees if path.is_relative_to(tree))
        return any(not any(part.startswith(".") for part in parts) for parts in below)

    def folders(self, *, all_below: bool = not SYSTEM_LOOKS_BELOW) -> frozenset[Path]:
        """Give the folders to watch; those that are missing are watched for from the nearest one above."""
        parents = {_nearest(place.parent) for place in self.files | self.trees}
        trees = {tree for tree in self.trees if os.path.isdir(tree)}
        return frozenset(parents).union(*(_folders_below(tree) if all_below else [tree] for tree in trees))


def places_of(workplace: Workplace, options: Options, written: Iterable[Path]) -> Places:
    """Find the places that an audit of a workplace reads."""
    root = workplace.root
    settings, _document = read_settings(workplace.assignment.rules.settings)
    starts = [resolved(Path(path)) for path in options.paths]
    named = options.rules or settings.packs
    packs = {folder / name for name in named for folder in (root, Path.cwd()) if name not in bundled.packs()}
    trees = {*map(Path, options.paths), *(root / path for path in settings.records), root / REGISTRY}
    above = {folder / SETTINGS for start in starts for folder in start.parents if folder.is_relative_to(root)}
    files = {root / SETTINGS, root / CALENDAR, root / EXEMPTIONS} | above | packs
    return Places(_spelt(files), _spelt(trees), _spelt(written))


def _spelt(paths: Iterable[Path]) -> frozenset[Path]:
    """Give each path itself and what it links to: a change may come from either."""
    return frozenset(spelt for path in paths for spelt in (resolved(path.parent) / path.name, resolved(path)))


def _nearest(folder: Path) -> Path:
    return next(one for one in (folder, *folder.parents) if os.path.isdir(one))


def _folders_below(top: Path) -> Iterator[Path]:
    """Give a folder and those below it that an audit looks into: neither hidden nor linked ones."""
    for folder, inside, _files in os.walk(top):
        inside[:] = [name for name in inside if not name.startswith(".")]
        yield Path(folder)


class UnwatchableError(Exception):
    """Folders that cannot be watched, with what the library says of them."""


class Watcher:
    """Changes in folders, gathered from the moment on that they are followed.

    Where the system itself looks below a folder, it does; elsewhere every folder is followed by itself, since a watcher
    that goes down by its own means would follow links.
    """

    def __init__(self, *, all_below: bool = SYSTEM_LOOKS_BELOW) -> None:
        self._all_below = all_below
        self._folders: frozenset[Path] = frozenset()
        self._pending: set[Path] = set()
        self._changes: Generator[set[Path], None, None] | None = None

    def follow(self, places: Places) -> bool:
        """Follow the folders of these places from now on; say whether they were not followed before."""
        while (folders := places.folders(all_below=not self._all_below)) != self._folders:
            self.close()
            changes = _changes_in(folders, recursive=self._all_below)
            try:
                self._pending |= next(changes)
            except FileNotFoundError:  # one went since we looked
                continue
            self._folders, self._changes = folders, changes
            return True
        return False

    def wait(self, places: Places) -> set[Path]:
        """Wait until something changes that concerns the places, and say what."""
        while self._changes is not None:
            changed, self._pending = self._pending | next(self._changes), set()
            if changed & self._folders:  # one that goes is followed no longer, nor is the next of its name
                self._folders = frozenset()
            if concerning := {path for path in changed if places.concern(path)}:
                return concerning
        raise ValueError("nothing is followed")

    def close(self) -> None:
        """Follow nothing any more."""
        if self._changes is not None:
            self._changes.close()
        self._folders, self._changes = frozenset(), None


def _changes_in(folders: Collection[Path], *, recursive: bool) -> Generator[set[Path], None, None]:
    """Give what changed in folders, burst by burst, and nothing now and then; the first time they are ready.

    Raise `UnwatchableError` where a name in them is no UTF-8, which the library cannot pass on.
    """
    try:
        yield from _bursts(folders, recursive=recursive)
    except (UnicodeError, RuntimeError) as error:
        raise UnwatchableError(str(error)) from None


def _bursts(folders: Collection[Path], *, recursive: bool) -> Generator[set[Path], None, None]:
    from watchfiles import Change, watch

    bursts = watch(
        *sorted(folders),
        watch_filter=None,
        debounce=LONGEST_BURST,
        step=STEP,
        rust_timeout=TIMEOUT,
        yield_on_timeout=True,
        recursive=recursive,
        ignore_permission_denied=True,
    )
    for burst in bursts:
        # that a folder was written to only tells that something in it was
        yield {Path(path) for change, path in burst if change is not Change.modified or not os.path.isdir(path)}
