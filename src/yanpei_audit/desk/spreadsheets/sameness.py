"""When two activities say the same: by what their fields mean, however each of them writes it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from yanpei_audit.desk.spreadsheets.cells import EPOCH
from yanpei_audit.desk.spreadsheets.texts import items_of, joined, text_of
from yanpei_audit.glossary import SEVERAL
from yanpei_audit.records import meaning_of
from yanpei_audit.records.kinds import Kinds
from yanpei_audit.scalars import MisreadError

Sameness = frozenset[tuple[str, object]]
_DONE = "done"


class Comparison:
    """What activities mean by these kinds and names of schools; the few texts that recur are read once."""

    def __init__(self, kinds: Kinds, schools: Mapping[str, str]) -> None:
        self._kinds = kinds
        self._schools = schools
        self._memo: dict[tuple[str, str], object] = {}

    def meaning_of(self, activity: Mapping[str, Any]) -> Sameness:
        """Reduce an activity to what it means; what cannot be read stands for itself.

        Words go by their own names, amounts and days by their values, and what a kind adds is there in any case.
        """
        fields = {name: value for name, value in activity.items() if value not in ("", [], {})}
        kind = self._kinds.kind(str(fields.get("kind", "")))
        words = [self._kinds.word(name, str(fields[name])) for name in self._kinds.chosen if name in fields]
        for given in (kind.defaults if kind else {}, *(word.sets for word in (kind, *words) if word)):
            fields = {**given, **fields}
        meanings = {name: self._read(name, value) for name, value in fields.items()}
        found = {name: meaning for name, meaning in meanings.items() if meaning not in ("", (), frozenset())}
        if found.get("status") == _DONE:
            del found["status"]
        return frozenset(found.items())

    def first_day(self, activity: Mapping[str, Any]) -> object:
        """Give the day on which an activity begins, for a first look at what may say the same."""
        name = "date" if "date" in activity else "from"
        return self._read(name, activity.get(name, ""))

    def identity_of(self, activity: Mapping[str, Any]) -> tuple[str, str] | None:
        """Give the kind and the id by which an activity is told from others, or nothing where it has no id."""
        one = activity.get("id")
        if not isinstance(one, str) or not one:
            return None
        kind = self._kinds.kind(str(activity.get("kind", "")))
        return (kind.name if kind else str(activity.get("kind")), _in_one_way(one))

    def _read(self, name: str, value: Any) -> object:
        if name in SEVERAL or isinstance(value, list | tuple):
            texts = value if isinstance(value, list | tuple) else [value]
            items = tuple(items_of(joined([str(text) for text in texts])))
            if not items:
                return ""
            return items[0] if len(items) == 1 else items
        if isinstance(value, Mapping):
            return frozenset((key, _in_one_way(str(text))) for key, text in value.items() if str(text).strip())
        key = (name, str(value))
        if key not in self._memo:
            self._memo[key] = self._read_text(*key)
        return self._memo[key]

    def _read_text(self, name: str, written: str) -> object:
        text = _as_in_a_cell(name, written)
        if name == "school":
            return self._schools.get(text, text)
        if word := self._kinds.kind(text) if name == "kind" else self._kinds.word(name, text):
            return word.name
        try:
            return meaning_of(name, text)
        except MisreadError:
            return text


def _in_one_way(text: str) -> str:
    """Write line breaks in one way, as cells do, and without blanks around."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def _as_in_a_cell(name: str, text: str) -> str:
    try:
        return text_of(text, name, EPOCH).strip()
    except MisreadError:
        return text.strip()
