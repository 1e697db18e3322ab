"""A difference between two states, in each format: a module with `render(difference, compared, view) -> str`."""

from __future__ import annotations

from collections.abc import Callable

from yanpei_audit.comparing import Difference
from yanpei_audit.report.difference import json, markdown, text
from yanpei_audit.report.difference.sentences import Compared
from yanpei_audit.report.view import View

__all__ = ["FORMATS", "Compared"]

FORMATS: dict[str, Callable[[Difference, Compared, View], str]] = {
    "text": text.render,
    "markdown": markdown.render,
    "json": json.render,
}
