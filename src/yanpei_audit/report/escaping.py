"""Texts in Markdown: every sign that would do something there is escaped."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from urllib.parse import quote as percent_encode

from markupsafe import Markup

from yanpei_audit.findings import show

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>|~$!&])")
_FIRST_SIGN = re.compile(r"\A(\s*)([-+=#])")
_FIRST_NUMBER = re.compile(r"\A(\s*\d+)(?=[.)](?:\s|\Z))")
_REFERENCE = re.compile(
    r"[@#](?=\w)|:(?=//)|(?<=www)\.", re.IGNORECASE
)  # mentions, issues and bare addresses become links
IS_A_METHOD = 'a method is no text: write x["name"] where x.name is one'


class Trusted(Markup):
    """A piece of Markdown of our own, written as it is; what a macro of a template gives is one, too."""

    __slots__ = ()


def escape(value: object) -> object:
    """Write a value so that Markdown shows it and does nothing with it."""
    if isinstance(value, Markup):
        return value
    written = "" if value is None else str(value)  # what a template does not know fails here
    if callable(value):  # label.items is a method of its mapping, label["items"] what was meant
        raise TypeError(IS_A_METHOD)
    return _escaped(written)


@lru_cache(maxsize=1 << 16)
def _escaped(written: str) -> Trusted:
    """Escape a text; dates, kinds, schools and rules recur on every page."""
    text = _SPECIAL.sub(r"\\\1", show(written.replace("\n", " ")))
    text = _FIRST_NUMBER.sub(r"\1\\", _FIRST_SIGN.sub(r"\1\\\2", text))
    return Trusted(_REFERENCE.sub(lambda match: f"{match[0]}<!-- -->", text))


def link(text: str, target: str) -> Trusted:
    """Write a link to a file; without a target, the text alone."""
    shown = escape(text)
    return Trusted(f"[{shown}](<{percent_encode(target, safe='/#%.-_~')}>)" if target else str(shown))


def bar(parts: Iterable[str]) -> Trusted:
    """Write the cells of one row of a table."""
    return Trusted("| " + " | ".join(str(escape(part)) for part in parts) + " |")
