"""What a result looks like: `formats` of a run, `documents` of a report, answers of the other commands; none prints.

To add a format, write a module in `formats` with `render(result, view)` and name it in `FORMATS`.
"""

from __future__ import annotations

from importlib import import_module
from typing import NamedTuple

from yanpei_audit.audit import AuditResult
from yanpei_audit.report.view import View


class Format(NamedTuple):
    """A format: its module, imported when it is used; `detail` asks the audit for the activities behind numbers.

    A format `for_people` is written in the encoding of the stream, one for machines always in UTF-8. One that `needs` a
    library has it from the extra of this package, `excel`; `binary` ones are not for a screen.
    """

    module: str
    detail: bool = False
    for_people: bool = True
    needs: str = ""
    binary: bool = False

    def render(self, result: AuditResult, view: View) -> str | bytes:
        """Write a result in this format."""
        content: str | bytes = import_module(f"yanpei_audit.report.formats.{self.module}").render(result, view)
        return content


FORMATS: dict[str, Format] = {
    "table": Format("table"),
    "text": Format("text"),
    "json": Format("json", detail=True, for_people=False),
    "markdown": Format("markdown"),
    "html": Format("html", detail=True, for_people=False),
    "csv": Format("csv", for_people=False),
    "xlsx": Format("xlsx", detail=True, for_people=False, needs="xlsxwriter", binary=True),
    "sarif": Format("sarif", for_people=False),
    "junit": Format("junit", for_people=False),
    "github": Format("github", for_people=False),
    "gitlab": Format("gitlab", for_people=False),
    "rdjson": Format("rdjson", for_people=False),
}
