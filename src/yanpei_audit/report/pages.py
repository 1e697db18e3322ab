"""Markdown pages from Jinja templates: every value escaped, every unknown name an error, no access to other files.

Ours stand in `templates/`; one's own come before them by name. They run in a sandbox that changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from jinja2 import (
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    StrictUndefined,
    TemplateNotFound,
    TemplateRuntimeError,
    TemplateSyntaxError,
    UndefinedError,
)
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import missing

from yanpei_audit import bundled
from yanpei_audit.glossary import LABELS
from yanpei_audit.language import Words
from yanpei_audit.report.escaping import Trusted, bar, escape, link
from yanpei_audit.report.view import View
from yanpei_audit.rules.wording import SEMICOLON
from yanpei_audit.source import resolved
from yanpei_audit.suggestions import advice_or_listing

SUFFIX = ".j2"
COLON = Words("：", ": ")
MARK = "<!-- yanpei-audit -->"
NEW_FOLDER = "folder"  # the templates of `init`, which are no pages


class PageError(Exception):
    """A template that cannot be rendered: its file, or its name where there is none, the line, and what is wrong."""

    def __init__(self, file: str, line: int, detail: Words) -> None:
        super().__init__(detail.en)
        self.file = file
        self.line = line
        self.detail = detail


class _NoSuchValueError(UndefinedError):
    """A name that a template uses and that stands for nothing; `known` are those of what it was looked for in."""

    def __init__(self, name: str, known: Iterable[str] | None) -> None:
        super().__init__(name)
        self.name = name
        self.known = known


class Missing(StrictUndefined):
    """What an unknown name gives: an error as soon as it is used, which tells what was looked for and where."""

    __slots__ = ()

    def __init__(
        self,
        hint: str | None = None,
        obj: Any = missing,
        name: str | None = None,
        exc: type[TemplateRuntimeError] = UndefinedError,
    ) -> None:
        known = None if obj is missing else [str(key) for key in obj] if isinstance(obj, Mapping) else []

        def unknown(_message: str) -> _NoSuchValueError:
            return _NoSuchValueError(str(name), known)

        is_forbidden = exc is not UndefinedError
        super().__init__(hint, obj, name, exc if is_forbidden else unknown)  # type: ignore[arg-type]


class _Templates(FileSystemLoader):
    """The templates of a folder, and nothing else that lies there or is linked from there."""

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        """Read a template; any other file does not exist."""
        if not template.endswith(SUFFIX) or any(_leads_elsewhere(Path(folder), template) for folder in self.searchpath):
            raise TemplateNotFound(template)
        return super().get_source(environment, template)


def _leads_elsewhere(folder: Path, template: str) -> bool:
    """Tell whether a path inside a folder goes over a link."""
    return (folder / template).exists() and resolved(folder / template) != resolved(folder) / template


def sandbox(folders: Iterable[Path], finalize: Callable[[object], object]) -> Environment:
    """Give what renders the templates of folders, the first of a name; it writes what `finalize` makes of a value."""
    return ImmutableSandboxedEnvironment(
        loader=ChoiceLoader([_Templates(one) for one in folders]),
        undefined=Missing,
        finalize=finalize,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=True,
    )


class Pages:
    """The templates of a report: one's own `folder` first, then ours."""

    def __init__(self, view: View, folder: Path | None = None) -> None:
        self._environment = sandbox([*([folder] if folder else []), bundled.folder("templates")], escape)
        self._environment.globals = {
            "MARK": Trusted(MARK),
            "colon": view.say(COLON),
            "semicolon": view.say(SEMICOLON),
            "link": link,
            "bar": bar,
            "label": {name: view.say(words) for name, words in LABELS.items()},
        }

    def render(self, name: str, values: Mapping[str, Any]) -> str:
        """Render one template; raise `PageError` with its line where it is wrong."""
        try:
            return self._environment.get_template(name).render(values)
        except TemplateSyntaxError as error:
            raise PageError(error.filename or name, error.lineno, plain(error.message or "")) from None
        except Exception as error:  # noqa: BLE001 - whatever a template does wrong is its own mistake
            raise PageError(*_place_in(error, name), self._detail(error, values)) from None

    def _detail(self, error: Exception, values: Mapping[str, Any]) -> Words:
        if isinstance(error, TemplateNotFound):
            known = [name for name in self._environment.list_templates() if name.endswith(".md" + SUFFIX)]
            known = [name for name in known if not name.startswith(f"{NEW_FOLDER}/")]
            return NO_TEMPLATE.format(name=str(error.name), hint=advice_or_listing(str(error.name), known).words)
        return mistake(error, {*values, *self._environment.globals})


def mistake(error: Exception, names: Iterable[str]) -> Words:
    """Say what a template does wrong; `names` are those of the values that it is given."""
    if isinstance(error, _NoSuchValueError):
        known = sorted(error.known if error.known is not None else names)
        return NO_VALUE.format(name=error.name, hint=advice_or_listing(error.name, known).words)
    return plain(str(error) or type(error).__name__)


def plain(text: str) -> Words:
    """Give a text that is the same in both languages."""
    return Words(text, text)


def _place_in(error: BaseException, name: str) -> tuple[str, int]:
    """Find the innermost template that an error went through, and its line there."""
    trace, place = error.__traceback__, (name, 1)
    while trace is not None:
        if (file := trace.tb_frame.f_code.co_filename).endswith(SUFFIX):
            place = (file, trace.tb_lineno)
        trace = trace.tb_next
    return place


NO_TEMPLATE = Words("没有“{name}”这个模板；{hint}", "There is no template '{name}'. {hint}")
NO_VALUE = Words("没有“{name}”这个值；{hint}", "There is no value '{name}'. {hint}")
