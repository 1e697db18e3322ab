"""Formats: one module each, which turns a result into text and prints nothing.

To add a format, write a module with `render(result, view) -> str` and name it in `FORMATS`.
"""

from __future__ import annotations

from importlib import import_module
from typing import NamedTuple

from yanpei_audit.audit import AuditResult
from yanpei_audit.report.view import View


class Format(NamedTuple):
    """A format: its module, imported when it is used; `detail` asks the audit for the activities behind numbers.

    A format `for_people` is written in the encoding of the stream, one for machines always in UTF-8.
    """

    module: str
    detail: bool = False
    for_people: bool = True

    def render(self, result: AuditResult, view: View) -> str:
        """Write a result in this format."""
        text: str = import_module(f"yanpei_audit.report.{self.module}").render(result, view)
        return text


FORMATS: dict[str, Format] = {
    "table": Format("table"),
    "text": Format("text"),
    "json": Format("json", detail=True, for_people=False),
    "markdown": Format("markdown"),
}
