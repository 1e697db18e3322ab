"""Markdown pages from Jinja templates: every value escaped, every unknown name an error, no access to other files.

Ours stand in `templates/`; one's own come before them by name. They run in a sandbox that changes nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote as percent_encode

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, StrictUndefined, TemplateNotFound, TemplateSyntaxError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from yanpei_audit import bundled
from yanpei_audit.findings import show
from yanpei_audit.glossary import LABELS
from yanpei_audit.report.view import View

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>|~$!&])")
_FIRST_SIGN = re.compile(r"\A(\s*)([-+=#])")
_FIRST_NUMBER = re.compile(r"\A(\s*\d+)(?=[.)])")
_REFERENCE = re.compile(
    r"[@#](?=\w)|:(?=//)|(?<=www)\.", re.IGNORECASE
)  # mentions, issues and bare addresses become links
SUFFIX = ".j2"
MARK = "<!-- yanpei-audit -->"


class Trusted(str):
    """A piece of Markdown of our own, written as it is."""

    __slots__ = ()


class PageError(Exception):
    """A template that cannot be rendered: its name, the line, and what is wrong."""

    def __init__(self, name: str, line: int, detail: str) -> None:
        super().__init__(detail)
        self.name = name
        self.line = line
        self.detail = detail


class _Templates(FileSystemLoader):
    """The templates of a folder, and nothing else that lies there or is linked from there."""

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        """Read a template; any other file does not exist."""
        if not template.endswith(SUFFIX) or any((Path(folder) / template).is_symlink() for folder in self.searchpath):
            raise TemplateNotFound(template)
        return super().get_source(environment, template)


class Pages:
    """The templates of a report: one's own `folder` first, then ours."""

    def __init__(self, view: View, folder: Path | None = None) -> None:
        folders = [*([folder] if folder else []), bundled.folder("templates")]
        self._environment = ImmutableSandboxedEnvironment(
            loader=ChoiceLoader([_Templates(one) for one in folders]),
            undefined=StrictUndefined,
            finalize=escape,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            autoescape=False,
        )
        self._environment.globals = {
            "MARK": Trusted(MARK),
            "label": {name: view.say(words) for name, words in LABELS.items()},
        }

    def render(self, name: str, values: Mapping[str, Any]) -> str:
        """Render one template; raise `PageError` with its line where it is wrong."""
        try:
            return self._environment.get_template(name).render(values)
        except TemplateNotFound as error:
            raise PageError(str(error.name or name), 1, "no such template") from None
        except TemplateSyntaxError as error:
            raise PageError(error.name or name, error.lineno, error.message or "") from None
        except Exception as error:  # noqa: BLE001 - whatever a template does wrong is its own mistake
            raise PageError(name, _line_in(error, name), str(error) or type(error).__name__) from None


def _line_in(error: BaseException, name: str) -> int:
    """Find the line of a template that an error went through."""
    trace, line = error.__traceback__, 1
    while trace is not None:
        if trace.tb_frame.f_code.co_filename.replace("\\", "/").endswith(f"/{name}"):
            line = trace.tb_lineno
        trace = trace.tb_next
    return line


def escape(value: object) -> object:
    """Write a value so that Markdown shows it and does nothing with it."""
    if isinstance(value, Trusted):
        return value
    if value is None:
        return ""
    text = _SPECIAL.sub(r"\\\1", show(str(value).replace("\n", " ")))
    text = _FIRST_NUMBER.sub(r"\1\\", _FIRST_SIGN.sub(r"\1\\\2", text))
    return Trusted(_REFERENCE.sub(lambda match: f"{match[0]}<!-- -->", text))


def link(text: str, target: str) -> Trusted:
    """Write a link to a file; without a target, the text alone."""
    shown = escape(text)
    return Trusted(f"[{shown}](<{percent_encode(target, safe='/#.-_~')}>)" if target else str(shown))


def bar(parts: Iterable[str]) -> Trusted:
    """Write the cells of one row of a table."""
    return Trusted("| " + " | ".join(str(escape(part)) for part in parts) + " |")
