"""One file as it was read: its values, where each of them stands, and what was wrong with its form."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from yanpei_audit.findings import Area, Finding, Related, SourceSpan, character_name, finding
from yanpei_audit.language import Words
from yanpei_audit.source.characters import BOM, Oddity, decode, odd_character
from yanpei_audit.source.events import MappingPlaces, Mark, SequencePlaces
from yanpei_audit.source.files import UnreadableError, read_bytes
from yanpei_audit.source.tree import Tree, parse

Location = tuple[str | int, ...]
MOST_FINDINGS = 200


@dataclass(slots=True)
class Document:
    """A file's `values` (mappings by canonical key, lists, texts) and the findings about its form.

    `whole` is false where the form could not be read to the end; `values` then holds what came before.
    """

    path: str
    text: str = ""
    names: Mapping[str, str] = field(default_factory=dict)
    values: Any = None
    places: Any = None
    whole: bool = False
    area: Area = Area.RECORDS
    findings: list[Finding] = field(default_factory=list)
    _lines: list[str] | None = None

    @property
    def is_full(self) -> bool:
        """Whether no further finding will be added."""
        return len(self.findings) > MOST_FINDINGS

    def report(
        self,
        code: str,
        span: SourceSpan,
        *,
        hint: Words | None = None,
        related: tuple[Related, ...] = (),
        **values: object,
    ) -> None:
        """Add a finding about this file, with the line it points at; beyond 200 they are only said to be more."""
        if len(self.findings) >= MOST_FINDINGS:
            if self.findings[-1].code != "YA216":
                self.findings.append(finding("YA216", span, area=self.area, limit=MOST_FINDINGS))
            return
        self.findings.append(
            finding(code, span, area=self.area, related=related, excerpt=self.line(span.line), hint=hint, **values)
        )

    def span(self, *location: str | int) -> SourceSpan:
        """Say where the value at `location` stands; steps that the file lacks are passed over.

        A mapping or list is said by its first line.
        """
        return self._span_of(self._descend(location)[1])

    def key_span(self, *location: str | int) -> SourceSpan:
        """Say where the key of the field at `location` stands, or its value where it has no key."""
        key, places = self._descend(location)
        return self._span_of(key or places)

    def written_key(self, *location: str | int) -> str:
        """Give the key of the field at `location` as it was written."""
        key, _places = self._descend(location)
        return key[0] if key else str(location[-1])

    def field_at(self, *location: str | int) -> str:
        """Name the innermost field that holds the value at `location`."""
        field = ""
        for number, step in enumerate(location, 1):
            key, _places = self._descend(location[:number])
            if key is not None and self.names.get(key[0], key[0]) == step:
                field = str(step)
        return field

    def item_starts(self, *location: str | int) -> list[tuple[int, int]]:
        """Give the line and column, counted from 1, at which each item of the list at `location` starts."""
        _key, places = self._descend(location)
        return [(item.start.line + 1, item.start.column + 1) for item in places]

    def _descend(self, location: Location) -> tuple[Any, Any]:
        key, places = None, self.places
        for step in location:
            if isinstance(places, MappingPlaces):
                for found, inside in zip(places[::2], places[1::2], strict=False):
                    if self.names.get(found[0], found[0]) == step:
                        key, places = found, inside
                        break
            elif isinstance(places, SequencePlaces) and isinstance(step, int) and step < len(places):
                key, places = None, places[step]
        return key, places

    def _span_of(self, places: Any) -> SourceSpan:
        if places is None:
            return SourceSpan(self.path)
        if isinstance(places, MappingPlaces | SequencePlaces):
            start = places.start
            return self._to_end_of_line(start)
        _text, start, end, _style = places
        if end.line != start.line:
            return self._to_end_of_line(start)
        return SourceSpan(self.path, start.line + 1, start.column + 1, end.line + 1, end.column + 1)

    def _to_end_of_line(self, start: Mark) -> SourceSpan:
        end = len(self.line(start.line + 1).rstrip())
        return SourceSpan(self.path, start.line + 1, start.column + 1, start.line + 1, max(end, start.column) + 1)

    def line(self, number: int) -> str:
        """Give a line of the file, counted from 1, without its end."""
        if self._lines is None:
            self._lines = self.text.replace("\r\n", "\n").split("\n")
        return self._lines[number - 1] if number <= len(self._lines) else ""


def read_document(path: Path, shown: str, names: Mapping[str, str], *, area: Area = Area.RECORDS) -> Document:
    """Read a file; `shown` is its path in findings. Nothing is raised: what is wrong stands in the findings."""
    try:
        data = read_bytes(path)
    except UnreadableError as error:
        document = Document(shown, area=area)
        document.report(error.code, SourceSpan(shown), **error.values)
        return document
    return read_text(data, shown, names, area=area)


def read_text(
    data: bytes,
    shown: str,
    names: Mapping[str, str],
    *,
    area: Area = Area.RECORDS,
    pure: bool = False,
) -> Document:
    """Read the bytes of a file; `pure` takes the parser without C, with the same result."""
    text, oddities = decode(data)
    document = Document(shown, text, names, area=area)
    for oddity in oddities:
        _report_oddity(document, oddity)
    if any(oddity.code != "YA103" for oddity in oddities):
        return document
    tree = parse(data.removeprefix(BOM), names, pure=pure)
    document.values, document.places, document.whole = tree.root, tree.places, tree.whole
    _report_faults(document, tree)
    if "\\" in text:
        for place in _scalars(tree.places):
            _report_unescaped(document, place)
    if tree.whole and not isinstance(tree.root, dict):
        _report_shapeless(document, tree.root)
    return document


def _report_faults(document: Document, tree: Tree) -> None:
    for fault in tree.faults:
        (line, column), (end_line, end_column) = fault.start, fault.end
        span = SourceSpan(document.path, line + 1, column + 1, end_line + 1, end_column + 1)
        if fault.code == "YA308":
            written = document.line(line + 1)
            span = SourceSpan(
                document.path, line + 1, len(written) - len(written.lstrip()) + 1, line + 1, len(written) + 1
            )
        document.report(fault.code, span, **fault.values)


def _report_shapeless(document: Document, root: Any) -> None:
    document.whole = False
    if root in (None, ""):
        document.report("YA107", SourceSpan(document.path))
    else:
        document.report("YA319", document.span())


def _report_oddity(document: Document, oddity: Oddity) -> None:
    values = dict(oddity.values)
    if "character" in values:
        values["character"] = character_name(str(values["character"]))
    span = SourceSpan(document.path, oddity.line, oddity.column, oddity.line, oddity.column + 1)
    document.report(oddity.code, span, **values)


def _scalars(places: Any) -> Iterator[Any]:
    if isinstance(places, MappingPlaces | SequencePlaces):
        for part in places:
            yield from _scalars(part)
    elif places is not None:
        yield places


def _report_unescaped(document: Document, place: Any) -> None:
    """Look again after unescaping: a quoted text may hide a character behind an escape."""
    text, start, end, style = place
    if style != '"':
        return
    for character in text:
        if character != "\n" and (code := odd_character(character)):
            span = SourceSpan(document.path, start.line + 1, start.column + 1, end.line + 1, end.column + 1)
            document.report(code, span, character=character_name(character))
            return
