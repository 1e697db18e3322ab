"""The working folder and how it was found, and the record files in each folder of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from enum import StrEnum
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from yanpei_audit.audit import PersonResult
from yanpei_audit.records.intake import RecordFile


class FoundBy(StrEnum):
    """How a working folder was found: by yanpei.yaml here or above, or without one by here or by the records."""

    SETTINGS_HERE = "settings_here"
    SETTINGS_ABOVE = "settings_above"
    SETTINGS_AT_RECORDS = "settings_at_records"
    HERE = "here"
    RECORDS = "records"


class WorkingFolder(NamedTuple):
    """The working folder, and how it was found."""

    path: str
    found_by: FoundBy


class RecordFolder(NamedTuple):
    """A folder that holds record files, and how many people they are about; None where nobody was read."""

    path: str
    files: int
    people: int | None


def working_folder(root: Path, here: Path, *, has_settings: bool) -> WorkingFolder:
    """Say how a working folder was found from the current one."""
    if root == here:
        how = FoundBy.SETTINGS_HERE if has_settings else FoundBy.HERE
    elif has_settings:
        how = FoundBy.SETTINGS_ABOVE if here.is_relative_to(root) else FoundBy.SETTINGS_AT_RECORDS
    else:
        how = FoundBy.RECORDS
    return WorkingFolder(str(root), how)


def record_folders(files: Iterable[RecordFile], people: Sequence[PersonResult] | None) -> tuple[RecordFolder, ...]:
    """Count files and people by the folders that hold the files."""
    counts = Counter(_folder_of(file.shown) for file in files)
    found: Counter[str] = Counter()
    for result in people or ():
        spans = (result.person.span, *result.person.other_spans)
        found.update({_folder_of(span.path) for span in spans})
    return tuple(
        RecordFolder(folder, number, found[folder] if people is not None else None)
        for folder, number in sorted(counts.items())
    )


def _folder_of(path: str) -> str:
    return PurePosixPath(path).parent.as_posix()
