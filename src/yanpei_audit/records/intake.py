"""Which files are records, and which of them are one person's."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from yanpei_audit.findings import Finding, SourceSpan, finding
from yanpei_audit.source import NEVER_RECORDS, UnreadableError, read_bytes, walk

_HEAD = 2048
_ID_LINE = re.compile(r"^(?:编号|工号|id)[ \t]*:[ \t]*([^\s#]+)".encode(), re.MULTILINE)


class RecordFile(NamedTuple):
    """A file to read, and its path relative to the working folder, by which findings call it."""

    path: str
    shown: str


Group = tuple[RecordFile, ...]


def record_files(paths: Iterable[Path], root: Path) -> tuple[list[RecordFile], list[Finding]]:
    """Find the record files below `paths`, and report what lies there and is not read."""
    found: dict[str, RecordFile] = {}
    findings: list[Finding] = []
    for start in paths:
        for path in walk(start) if start.is_dir() else [start]:
            shown = relative(path, root)
            if path.suffix == ".yaml" or path == start:
                found[shown] = RecordFile(str(path), shown)
            elif not path.name.endswith(NEVER_RECORDS):
                findings.append(finding("YA208", SourceSpan(shown), name=path.name))
        if not found:
            findings.append(finding("YA209", SourceSpan(relative(start, root))))
    return [found[shown] for shown in sorted(found)], findings


def relative(path: Path, root: Path) -> str:
    """Give a path as seen from the working folder, with ``/``."""
    try:
        return path.relative_to(root).as_posix()
    except ValueError:
        return path.as_posix()


def group_by_person(files: Iterable[RecordFile]) -> list[Group]:
    """Put together the files whose first lines name the same id: a guess that costs time when wrong, never a result."""
    groups: dict[object, list[RecordFile]] = {}
    for file in files:
        groups.setdefault(_guessed_id(file) or file.shown, []).append(file)
    return [tuple(group) for group in groups.values()]


def _guessed_id(file: RecordFile) -> bytes:
    try:
        match = _ID_LINE.search(read_bytes(Path(file.path))[:_HEAD])
    except UnreadableError:
        return b""
    return match[1] if match else b""
