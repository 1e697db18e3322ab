"""What git knows of the records: whether they are kept in it, and which of its settings get in their way."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from pathlib import Path

from yanpei_audit.checkup.program import Git
from yanpei_audit.cli.git import refusal, told
from yanpei_audit.records.intake import RecordFile

_FOREIGN = re.compile(r"dubious ownership in repository at '(.+)'")
UNSPECIFIED = "unspecified"


def git_of_records(root: Path, files: Sequence[RecordFile]) -> Git:
    """Ask git, which is only asked, about the records of a working folder."""
    version = _text(root, "version").removeprefix("git version ")
    if not version:
        return Git()
    listed = told(root, "ls-files", "-z")
    if listed is None:
        reason = refusal(root)
        foreign = _FOREIGN.search(reason)
        return Git(version, refusal=reason, foreign=foreign[1] if foreign else "")
    tracked = set(map(os.fsdecode, listed.split(b"\0")))
    kept = [file.path for file in files if file.path in tracked]
    return Git(
        version,
        is_inside=True,
        tracked=len(kept),
        untracked=len(files) - len(kept),
        has_attributes=_has_attributes(root, kept),
        autocrlf=_text(root, "config", "--type=bool", "--get", "core.autocrlf"),
        quotepath=_text(root, "config", "--type=bool", "--get", "core.quotepath"),
        has_chinese_paths=any(not path.isascii() for path in kept),
    )


def _has_attributes(root: Path, kept: Sequence[str]) -> bool:
    """Say whether attributes settle the line ends of the records, by the first in each of their folders."""
    first = {path.rpartition("/")[0]: path for path in reversed(kept)}
    return bool(kept) and all(_is_settled(root, path) for path in first.values())


def _is_settled(root: Path, path: str) -> bool:
    answers = (told(root, "check-attr", "-z", "text", "eol", "--", path) or b"").split(b"\0")[2::3]
    return any(answer != UNSPECIFIED.encode() for answer in answers)


def _text(root: Path, *arguments: str) -> str:
    return (told(root, *arguments) or b"").decode("utf-8", "replace").strip()
