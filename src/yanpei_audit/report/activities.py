"""Activities in a few words, and field by field."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from yanpei_audit.glossary import key_words
from yanpei_audit.language import Words
from yanpei_audit.records import DAYS, Entry
from yanpei_audit.rules.wording import COMMA, joined

NOT_SHOWN = (*DAYS, "kind", "note")


def written(entry: Entry) -> dict[str, Any]:
    """Give the fields of an activity that it has, by their canonical names."""
    activity = entry.activity
    named = {
        field.alias or name: (getattr(activity, name), field) for name, field in type(activity).model_fields.items()
    }
    return {key: _plain(value) for key, (value, field) in named.items() if value != field.get_default()}


def _plain(value: Any) -> Any:
    """Give a value as JSON has it; days and numbers are texts."""
    if isinstance(value, tuple):
        return list(value)
    return value if isinstance(value, bool | dict) else str(value)


def days_of(entry: Entry) -> str:
    """Write the day of an activity, or its first and last."""
    return str(entry.first) if entry.first == entry.last else f"{entry.first}—{entry.last}"


def activity_in_words(days: str, kind: str, fields: Mapping[str, Any], number: int) -> Words:
    """Write an activity that there is so many times: its days, its kind, and its other fields but notes."""
    shown = [
        FIELD.format(key=key_words(key), value=_value(value)) for key, value in fields.items() if key not in NOT_SHOWN
    ]
    words = Words(f"{days}  {kind}", f"{days}  {kind}")
    if shown:
        words = words.then(Words("  ", "  ")).then(joined(shown, COMMA))
    return words.then(TIMES.format(number=number)) if number > 1 else words


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, dict):
        return " ".join(f"{key}={text}" for key, text in value.items())
    return "、".join(map(str, value)) if isinstance(value, list) else str(value)


FIELD = Words("{key} {value}", "{key} {value}")
TIMES = Words("（共 {number} 条）", " ({number} of them)")
