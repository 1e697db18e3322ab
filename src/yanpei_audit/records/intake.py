"""Which files are records, and which of them are one person's."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from yanpei_audit.findings import Finding, Related, SourceSpan, finding
from yanpei_audit.language import Words
from yanpei_audit.source import NEVER_RECORDS, UnreadableError, is_leftover, read_bytes, walk

SUFFIX = ".yaml"
_HEAD = 2048
_ID_LINE = re.compile(r"^(?:编号|工号|id)[ \t]*:[ \t]*([^\s#]+)".encode(), re.MULTILINE)


class RecordFile(NamedTuple):
    """A file to read: its path from the working folder, and the same as findings call it.

    They are one text, kept once, unless the name holds bytes that are no UTF-8.
    """

    path: str
    shown: str


ELSEWHERE = Words("另一个文件", "the other file")
_PORTABLE = re.compile(r"[A-Za-z0-9_-]{4,}\.yaml")
_FORBIDDEN = '<>:"\\|?*'
_DEVICES = {"CON", "PRN", "AUX", "NUL", *(f"{port}{number}" for port in ("COM", "LPT") for number in range(1, 10))}
CLOSED = Words("文件夹打不开", "folder not readable")
Group = tuple[RecordFile, ...]


def record_files(paths: Iterable[Path], root: Path) -> tuple[list[RecordFile], list[Finding]]:
    """Find the record files below `paths`, and report what lies there and is not read."""
    found: dict[str, RecordFile] = {}
    findings: list[Finding] = []
    folded: dict[str, str] = {}
    for start in paths:
        before = len(found)
        for path in walk(start) if os.path.isdir(start) else [start]:
            shown = relative(path, root)
            if os.path.isdir(path) and not path.is_symlink():
                findings.append(finding("YA204", SourceSpan(shown), reason=CLOSED))
            elif path == start or (path.suffix == SUFFIX and not path.name.startswith(".")):
                before -= shown in found
                found[shown] = _record_file(path, root, shown)
                findings += _unportable(path.name, shown, folded)
            elif is_leftover(path.name):
                findings.append(finding("YA806", SourceSpan(shown), name=path.name))
            elif path.suffix == SUFFIX or not (path.name.startswith(".") or path.name.endswith(NEVER_RECORDS)):
                findings.append(finding("YA208", SourceSpan(shown), name=path.name))
        if len(found) == before:
            findings.append(finding("YA209", SourceSpan(relative(start, root))))
    return [found[shown] for shown in sorted(found)], findings


def _unportable(name: str, shown: str, folded: dict[str, str]) -> Iterator[Finding]:
    """Find names that Windows cannot hold, or takes for one; `folded` are the files before."""
    if not (name.isascii() and _PORTABLE.fullmatch(name)) and (marks := unportable_marks(name)):
        yield finding("YA206", SourceSpan(shown), name=name, marks=marks)
    other = folded.setdefault(unicodedata.normalize("NFC", shown).casefold(), shown)
    if other != shown:
        related = (Related(SourceSpan(other), ELSEWHERE),)
        yield finding("YA207", SourceSpan(shown), name=name, other=other.rsplit("/", 1)[-1], related=related)


def unportable_marks(name: str) -> str:
    """Give what keeps Windows from having a file of this name; nothing where it may."""
    stem = name.partition(".")[0]
    if stem.rstrip().upper() in _DEVICES:
        return stem
    return " ".join(sorted({mark for mark in name if mark in _FORBIDDEN})) or ("“ ”" if name != name.strip() else "")


def _record_file(path: Path, root: Path, shown: str) -> RecordFile:
    written = (path.relative_to(root) if path.is_relative_to(root) else path).as_posix()
    return RecordFile(shown if written == shown else written, shown)


def relative(path: Path, root: Path) -> str:
    """Give a path as seen from the working folder, with ``/``; bytes that are no UTF-8 are escaped."""
    within = path.relative_to(root) if path.is_relative_to(root) else path
    return os.fsencode(within.as_posix()).decode("utf-8", "backslashreplace")


def group_by_person(files: Iterable[RecordFile], root: str) -> list[Group]:
    """Put together the files whose first lines name the same id: a guess that costs time when wrong, never a result."""
    groups: dict[object, list[RecordFile]] = {}
    for file in files:
        groups.setdefault(_id_in(_head(Path(root, file.path))) or file.shown, []).append(file)
    return [tuple(group) for group in groups.values()]


def files_naming(person: str, files: Iterable[RecordFile], root: Path) -> list[RecordFile]:
    """Give the files whose first lines or name hold a text, such as a name or an id, and all others of their ids."""
    wanted = person.encode()
    heads = [(file, _head(Path(root, file.path))) for file in files]
    ids = {_id_in(head) for file, head in heads if wanted in head or person in file.shown}
    return [file for file, head in heads if wanted in head or person in file.shown or (_id_in(head) or None) in ids]


def _head(path: Path) -> bytes:
    try:
        return read_bytes(path)[:_HEAD]
    except UnreadableError:
        return b""


def _id_in(head: bytes) -> bytes:
    match = _ID_LINE.search(head)
    return match[1] if match else b""
