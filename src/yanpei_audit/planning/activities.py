"""Activities that nobody has entered, read as those of a record are."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, NamedTuple

from yanpei_audit.findings import Finding
from yanpei_audit.records import Entry
from yanpei_audit.records.kinds import Kinds
from yanpei_audit.records.reading import read_person
from yanpei_audit.registry import Registry
from yanpei_audit.rules import ReadyRule
from yanpei_audit.source import Document, read_text

# The fields of one activity as they are written, a field perhaps twice.
Fields = Sequence[tuple[str, Any]]
HEAD = ("编号: P1", "姓名: 甲", "活动:")
FIRST_LINE = len(HEAD) + 1


class Read(NamedTuple):
    """Activities as they were read, in their order, the document they stood in, and what was wrong with them."""

    entries: tuple[Entry, ...]
    document: Document

    @property
    def findings(self) -> list[Finding]:
        """What is wrong with the activities."""
        return self.document.findings


def read_activities(activities: Sequence[Fields], kinds: Kinds, registry: Registry, name: str) -> Read:
    """Read activities as a record of which each is one line; with an error among them there are no entries."""
    lines = [*HEAD, *(f"  - {_flow(fields)}" for fields in activities), ""]
    document = read_text("\n".join(lines).encode("utf-8", "replace"), name)
    person = read_person(document, kinds, registry.aliases)
    return Read(person.entries, document)


def _flow(fields: Fields) -> str:
    return "{" + ", ".join(f"{_quoted(key)}: {_quoted(value)}" for key, value in fields) + "}"


def _quoted(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def neutral(field: str, kinds: Kinds, rules: Sequence[ReadyRule], otherwise: str) -> str:
    """Give a value for a field that says nothing: of the words that it allows, one that the fewest rules ask for."""
    words = dict.fromkeys(word.name for word in kinds.values.get(field, {}).values())
    tests = [
        line.test
        for rule in rules
        for selector in rule.measure.selectors.values()
        for line in selector.lines
        if line.field == field
    ]
    return min(words, key=lambda name: sum(bool(test(name)) for test in tests), default=otherwise)
