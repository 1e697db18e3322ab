"""Documents in Word, from templates that an office edits in Word or WPS; the extra `word` brings what this needs.

What is asked of the templates in `templates/` is the layout of official documents, GB/T 9704-2012.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
import zipfile
import zlib
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, Template, TemplateSyntaxError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, escape

from yanpei_audit.findings import quote, show
from yanpei_audit.language import Words
from yanpei_audit.report.pages import Missing, PageError, mistake, plain

if TYPE_CHECKING:
    from docxtpl import DocxTemplate

MARK = "yanpei-audit"
SUFFIX = ".docx"
MOST_BYTES = 64 << 20
LONGEST_PROPERTIES = 1 << 16
PROPERTIES = "docProps/core.xml"
TEXT = "word/document.xml"
OLDEST = (1980, 1, 1, 0, 0, 0)

_KEYWORDS = re.compile(rb"<(?:\w+:)?keywords(?:\s[^>]*)?>([^<]*)</")
_BETWEEN_TAGS = re.compile(r"<[^>]*>")


def is_installed() -> bool:
    """Tell whether the extra is there."""
    try:
        import docxtpl  # noqa: F401
    except ImportError:
        return False
    return True


def is_ours(path: Path) -> bool:
    """Tell whether a document is as `render` wrote it; one that somebody has edited since is theirs."""
    try:
        with zipfile.ZipFile(path) as parts:
            with parts.open(PROPERTIES) as file:
                found = _KEYWORDS.search(file.read(LONGEST_PROPERTIES))
            return found is not None and found[1].decode() == _mark(parts)
    except (zipfile.BadZipFile, zlib.error, KeyError, EOFError, RuntimeError, UnicodeError):
        return False


def _mark(parts: zipfile.ZipFile) -> str:
    """Give the keyword of a document: our name, and a digest of its text."""
    return f"{MARK} {hashlib.sha256(parts.read(TEXT)).hexdigest()}"


def render(template: Path, values: Mapping[str, Any], day: dt.date) -> bytes:
    """Fill a template that bears the date `day`; raise `PageError` where it is wrong.

    The same values give the same bytes. Values are plain text, whatever they hold.
    """
    document = _opened(template)
    try:
        _fill(document, values, _ENVIRONMENT)
        properties = document.docx.core_properties
        properties.keywords = MARK
        properties.created = properties.modified = dt.datetime.combine(day, dt.time())
        return _packed(document)
    except Exception as error:  # noqa: BLE001 - whatever a template does wrong is its own mistake
        raise PageError(str(template), 1, _mistake(error, values)) from None


def _as_text(value: object) -> Markup:
    """Write a value so that Word shows it; braces too are references, for docxtpl reads some pairs of them."""
    text = "" if value is None else value.unescape() if isinstance(value, Markup) else str(value)
    return Markup(str(escape(show(text))).replace("{", "&#123;").replace("}", "&#125;"))  # noqa: S704 - escaped here


class _Environment(ImmutableSandboxedEnvironment):
    """A sandbox that understands the text of a template once, however many people it is filled for."""

    def __init__(self) -> None:
        super().__init__(undefined=Missing, finalize=_as_text, autoescape=True)
        self.globals = {}
        self._understood: dict[str, Template] = {}

    def from_string(self, source: Any, *_more: Any, **_others: Any) -> Template:
        """Give the template that a text is."""
        if source not in self._understood:
            self._understood[source] = super().from_string(source)
        return self._understood[source]


_ENVIRONMENT = _Environment()


def _opened(template: Path) -> DocxTemplate:
    from docxtpl import DocxTemplate

    try:
        data = template.read_bytes()
        with zipfile.ZipFile(BytesIO(data)) as parts:
            unpacked = sum(part.file_size for part in parts.infolist())
        if unpacked <= MOST_BYTES:
            document = DocxTemplate(BytesIO(data))
            document.render_init()
            return document
    except OSError as error:
        raise PageError(str(template), 1, plain(error.strerror or str(error))) from None
    except Exception:  # noqa: BLE001 - a damaged file may fail anywhere
        raise PageError(str(template), 1, NOT_WORD) from None
    raise PageError(str(template), 1, TOO_LARGE)


def _fill(document: DocxTemplate, values: Mapping[str, Any], environment: Environment) -> None:
    """Fill the text, headers, footers and footnotes; `DocxTemplate.render` would drop what is not well-formed."""
    from lxml import etree

    text = document.build_xml(values, environment)
    etree.fromstring(text)
    tree = document.fix_tables(text)
    document.fix_docpr_ids(tree)
    document.map_tree(tree)
    for kind in (document.HEADER_URI, document.FOOTER_URI):
        for key, part in document.build_headers_footers_xml(values, kind, environment):
            document.map_headers_footers_xml(key, part)
    document.render_footnotes(values, environment)


def _packed(document: DocxTemplate) -> bytes:
    """Write the parts of a document without the hour at which it was made."""
    written, packed = BytesIO(), BytesIO()
    document.docx.save(written)
    with zipfile.ZipFile(written) as parts, zipfile.ZipFile(packed, "w") as again:
        mark = _mark(parts)
        for part in parts.infolist():
            data = parts.read(part)
            if part.filename == PROPERTIES:
                data = data.replace(f">{MARK}<".encode(), f">{mark}<".encode())
            again.writestr(zipfile.ZipInfo(part.filename, OLDEST), data, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def _mistake(error: Exception, values: Mapping[str, Any]) -> Words:
    """Say what is wrong with a template; of tags that cannot be read, quote the paragraph."""
    from lxml.etree import XMLSyntaxError

    if isinstance(error, XMLSyntaxError):
        return TORN
    if not isinstance(error, TemplateSyntaxError):
        return mistake(error, values)
    lines = (error.source or "").splitlines()[error.lineno - 1 : error.lineno]
    paragraph = _BETWEEN_TAGS.sub("", "".join(lines)).strip()
    return NEAR.format(message=error.message or "", text=quote(paragraph))


NOT_WORD = Words("不是 Word 的 .docx 文件，或已损坏", "This is no .docx file of Word, or it is damaged")
TOO_LARGE = Words("文件太大", "The file is too large")
TORN = Words(
    "循环或条件的标签没有成对包住整段或整行；整段的写 {%p … %}，表格整行的写 {%tr … %}",
    "A loop or condition does not enclose whole paragraphs or rows: write {%p … %} or, around rows, {%tr … %}",
)
NEAR = Words("{message}（在“{text}”处）", "{message} (at '{text}')")
