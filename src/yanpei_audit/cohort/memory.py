"""What groups of files came to when they were last audited, for whoever audits the same folder again and again."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from copy import copy
from pathlib import Path

from yanpei_audit.cohort.shares import Assignment, Share
from yanpei_audit.records.intake import Group
from yanpei_audit.source import UnreadableError, read_bytes

State = tuple[bytes, ...]
Audit = Callable[[Sequence[Group]], Iterable[list[Share]]]


class Memory:
    """The shares of every group of files in the last audit; a group that stands as it stood is not audited again.

    Shares follow from the files and the assignment alone, so they are known by these: by what the files hold, not by
    when they were written. With another assignment, as after a change of a rule, everything is forgotten.
    """

    def __init__(self) -> None:
        self._assignment: Assignment | None = None
        self._before: dict[tuple[Group, State], list[Share]] = {}
        self._now = self._before

    def holds(self, assignment: Assignment) -> bool:
        """Say whether the last audit was of this assignment, so that only what changed since is left to do."""
        return assignment == self._assignment

    def begin(self, assignment: Assignment) -> None:
        """Begin an audit; what the one before this did not meet is forgotten."""
        self._before = self._now if self.holds(assignment) else {}
        self._assignment, self._now = assignment, {}

    def recall(self, groups: Sequence[Group], root: str, audit: Audit) -> Iterator[list[Share]]:
        """Give the shares of each group, of its own for the caller to change; `audit` is asked for the unknown ones."""
        keys = [(group, _state(group, root)) for group in groups]
        audited = iter(audit([key[0] for key in keys if key not in self._before]))
        for group, state in keys:
            known = self._before.get((group, state))
            shares = next(audited) if known is None else known
            if known is not None or state == _state(group, root):  # else somebody wrote while we read
                self._now[group, state] = shares
            yield [copy(share) for share in shares]


def _state(group: Group, root: str) -> State:
    """Digest what the files of a group hold, or why they cannot be read."""
    return tuple(_digest(Path(root, file.path)) for file in group)


def _digest(path: Path) -> bytes:
    try:
        return hashlib.sha256(read_bytes(path)).digest()
    except UnreadableError as error:
        return repr((error.code, error.values)).encode()
