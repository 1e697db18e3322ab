"""What heads a column → the field it holds, by the glossary; and the other way round."""

from __future__ import annotations

import re
from collections.abc import Iterable

from yanpei_audit.glossary import (
    ACTIVITY_ID,
    ACTIVITY_KEYS,
    ALSO_COLUMNS,
    KEY_NAMES,
    PASSED_OVER,
    PERSON_COLUMNS,
    comparable,
    key_words,
)
from yanpei_audit.language import Words
from yanpei_audit.records import RECORD_ITEM
from yanpei_audit.records.kinds import Kinds
from yanpei_audit.suggestions import Advice, Spellings, advice

PERSON_ID, PERSON_NAME, PERSON_ROLES, PERSON_UNIT = (key.name for key in PERSON_COLUMNS)
OF_PERSON = frozenset(key.name for key in PERSON_COLUMNS)
NOTHING = ""  # the field of a column that is passed over
_ACTIVITY = (*(key for key in ACTIVITY_KEYS if key.name not in {"id", "record"}), ACTIVITY_ID)
_WORDS = {key.name: Words(key.zh, key.aliases[0]) for key in (*PERSON_COLUMNS, ACTIVITY_ID)}
_FIELDS = {
    **{comparable(name): NOTHING for name in PASSED_OVER},
    **{comparable(name): field for field, names in ALSO_COLUMNS.items() for name in names},
    **{comparable(key.name): key.name for key in _ACTIVITY},
    **{comparable(name): key.name for key in (*_ACTIVITY, *PERSON_COLUMNS) for name in (key.zh, *key.aliases)},
}
_REMARK = re.compile(r"(?<=.)[(（\[【].*[)）\]】]$", re.DOTALL)
_ITEM = re.compile(r"(?:记录|record)[.．:：/·-](.+)", re.DOTALL | re.IGNORECASE)


def field_of(head: str, kinds: Kinds) -> str | None:
    """Give the field that a column of this name holds; an empty one is passed over, None is unknown."""
    plain = _plain(head)
    if item := _ITEM.fullmatch(plain):
        name = KEY_NAMES.get(item[1], item[1])
        return f"{RECORD_ITEM}{name}" if name in kinds.items else None
    if (field := _FIELDS.get(plain)) is not None:
        return field
    return f"{RECORD_ITEM}{plain}" if plain in kinds.items else None


def is_known(head: str) -> bool:
    """Say whether a column of this name is known wherever it stands, which the items of a 记录 are not."""
    return bool(_FIELDS.get(_plain(head)))


def _plain(head: str) -> str:
    """Leave out what only explains: blanks, remarks in brackets, the asterisk of what must be filled in."""
    text = comparable(head).strip("*:：※")
    return _REMARK.sub("", text).strip("*:：※")


def column_words(field: str) -> Words:
    """Give what heads the column of a field, in both languages."""
    return _WORDS.get(field) or key_words(field)


def column_advice(head: str, kinds: Kinds, otherwise: Words) -> Advice:
    """Ask for the column that was probably meant."""
    return advice(_plain(head), _spellings(kinds, ascii_only=head.isascii()), otherwise)


def _spellings(kinds: Kinds, *, ascii_only: bool) -> Spellings:
    fields: Iterable[str] = (*(key.name for key in PERSON_COLUMNS), *(key.name for key in _ACTIVITY))
    words = [column_words(field) for field in (*fields, *(f"{RECORD_ITEM}{item}" for item in kinds.items))]
    return Spellings((text, text) for one in words for text in one if text.isascii() == ascii_only)
