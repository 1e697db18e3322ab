"""Writing files so that they are the old ones or the new ones at any moment, whatever stops us."""

from __future__ import annotations

import errno
import os
import stat
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Protocol, TypeVar

from yanpei_audit.findings import Finding, SourceSpan, finding
from yanpei_audit.source import TEMPORARY_PREFIX, TEMPORARY_SUFFIX, UnreadableError, read_bytes, resolved

SECONDS_TO_WAIT = 10.0
SECONDS_BETWEEN = 0.05


class NotWrittenError(Exception):
    """A file that was left as it was, with the code of the finding and what fills its sentence."""

    def __init__(self, code: str, **values: Any) -> None:
        super().__init__(code)
        self.code = code
        self.values = values


class FileChange(Protocol):
    """A person's file before and after; `old` is None where there is none yet. Findings call it as `shown`."""

    @property
    def path(self) -> Path: ...  # noqa: D102
    @property
    def shown(self) -> str: ...  # noqa: D102
    @property
    def old(self) -> bytes | None: ...  # noqa: D102
    @property
    def new(self) -> bytes: ...  # noqa: D102


Changing = TypeVar("Changing", bound=FileChange)


def write_changes(changes: Iterable[Changing]) -> tuple[list[Changing], list[Finding]]:
    """Write files one by one; give the changes that were made, and why others were not."""
    made: list[Changing] = []
    failures = []
    for change in changes:
        try:
            if change.old is None:
                create_file(change.path, change.new)
            else:
                replace_file(change.path, change.old, change.new)
            made.append(change)
        except NotWrittenError as error:
            failures.append(finding(error.code, SourceSpan(change.shown), **error.values))
    return made, failures


def replace_file(path: Path, old: bytes, new: bytes) -> None:
    """Put `new` in the place of a person's file, unless it is no longer `old`; raise `NotWrittenError` otherwise.

    Its mode stays. Links and files of several names are refused, and two runs at once wait for each other.
    """
    try:
        with locked(path.parent):
            status = path.lstat()
            if not stat.S_ISREG(status.st_mode):
                raise NotWrittenError("YA202" if stat.S_ISLNK(status.st_mode) else "YA205")
            if status.st_nlink > 1:
                raise NotWrittenError("YA805")
            if not os.access(path, os.W_OK):
                raise NotWrittenError("YA803", reason=os.strerror(errno.EACCES))
            with _beside(path, new, stat.S_IMODE(status.st_mode)) as temporary:
                if read_bytes(path) != old:
                    raise NotWrittenError("YA802")
                temporary.replace(path)
            _sync_folder(path.parent)
    except UnreadableError as error:
        raise NotWrittenError(error.code, **error.values) from None
    except FileNotFoundError:
        raise NotWrittenError("YA203") from None
    except OSError as error:
        raise NotWrittenError("YA803", reason=error.strerror or str(error)) from None


def create_file(path: Path, new: bytes) -> None:
    """Make a person's file and the folders above it, unless one is there; raise `NotWrittenError` otherwise."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with locked(path.parent):
            with _beside(path, new, 0o666 & ~_umask()) as temporary:
                if os.path.lexists(path):
                    raise NotWrittenError("YA802")
                temporary.replace(path)
            _sync_folder(path.parent)
    except OSError as error:
        raise NotWrittenError("YA803", reason=error.strerror or str(error)) from None


def write_whole(path: Path, content: str | bytes) -> None:
    """Write a file of ours, text in UTF-8; raise OSError where that cannot be done, with the old file in its place.

    A link is followed, and a device or pipe is written to as it is. A new file gets the mode that the umask leaves.
    """
    data = content.encode() if isinstance(content, str) else content
    path = resolved(path)
    if path.is_symlink():
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), str(path))
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.exists() and not path.is_file():
        path.write_bytes(data)
        return
    mode = stat.S_IMODE(path.stat().st_mode) if path.exists() else 0o666 & ~_umask()
    with _beside(path, data, mode) as temporary:
        temporary.replace(path)


@contextmanager
def _beside(path: Path, data: bytes, mode: int) -> Iterator[Path]:
    """Write data to a new file in the folder of `path`, down to the disk; it goes away unless it takes that place."""
    import tempfile

    descriptor, name = tempfile.mkstemp(prefix=TEMPORARY_PREFIX, suffix=TEMPORARY_SUFFIX, dir=path.parent)
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(mode)
        yield temporary
    finally:
        with suppress(OSError):
            temporary.unlink()


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Keep other runs from writing in a folder; wait ten seconds for one that does, then raise `NotWrittenError`.

    The lock goes with the process that holds it. Where the system has no such locks, the look at the file right before
    it is replaced is all there is.
    """
    try:
        import fcntl
    except ImportError:  # pragma: no cover - Windows
        yield
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        deadline = time.monotonic() + SECONDS_TO_WAIT
        while True:
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() > deadline:
                    raise NotWrittenError("YA804") from None
                time.sleep(SECONDS_BETWEEN)
        yield
    finally:
        os.close(descriptor)


def _sync_folder(folder: Path) -> None:
    """Let the new name reach the disk; systems that cannot do that keep their own order."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
