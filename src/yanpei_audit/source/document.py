"""One file as it was read: its values, where each of them stands, and what was wrong with its form."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from yanpei_audit.findings import Area, Finding, Related, SourceSpan, character_name, finding
from yanpei_audit.glossary import KEY_NAMES
from yanpei_audit.language import Words
from yanpei_audit.source.characters import BOM, MOST_FAULTS, decode, odd_character
from yanpei_audit.source.events import MappingPlaces, Mark, SequencePlaces
from yanpei_audit.source.files import UnreadableError, read_bytes
from yanpei_audit.source.repairing import MANY_LINES, read_lines
from yanpei_audit.source.slips import Repair, Slip, begins_a_field
from yanpei_audit.source.tree import Tree
from yanpei_audit.suggestions import Advice

Location = tuple[str | int, ...]
MOST_FINDINGS = 200
EMPTY, TOO_LONG = "YA107", "YA211"
LIMITS = frozenset({"YA212", "YA213"})


@dataclass(slots=True)
class Document:
    """A file's `values` (mappings by canonical key, lists, texts) and the findings about its form.

    `whole` is false where the form could not be read to the end; `values` then holds what came before. The `slips` are
    those of its lines; what was parsed is the text with their `repairs`, the last one first.
    """

    path: str
    text: str = ""
    values: Any = None
    places: Any = None
    whole: bool = False
    area: Area = Area.RECORDS
    findings: list[Finding] = field(default_factory=list)
    slips: list[Slip] = field(default_factory=list)
    repairs: tuple[Repair, ...] = ()
    guessed: frozenset[int] = frozenset()
    last_readable: int = MANY_LINES
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
        hint: Words | Advice | None = None,
        related: tuple[Related, ...] = (),
        **values: object,
    ) -> None:
        """Add a finding about this file, with the line it points at; beyond 200 they are only said to be more.

        In a line that was read by a guess, only the slip itself is reported.
        """
        if span.line - 1 in self.guessed:
            return
        if len(self.findings) >= MOST_FINDINGS:
            if self.findings[-1].code != "YA216":
                self.findings.append(finding("YA216", span, area=self.area, limit=MOST_FINDINGS))
            return
        guess, words = (hint.guess, hint.words) if isinstance(hint, Advice) else ("", hint)
        self.findings.append(
            finding(
                code,
                span,
                area=self.area,
                related=related,
                excerpt=self.line(span.line),
                hint=words,
                replacement=guess,
                **values,
            )
        )

    @property
    def holds_only_comments(self) -> bool:
        """Say whether nothing but comments stands in the file; an empty file may have lost what it held."""
        return bool(self.text.strip()) and any(found.code == EMPTY for found in self.findings)

    def report_slips(self) -> None:
        """Add the findings of the slips."""
        for slip in filter(lambda slip: slip.code, self.slips):
            span = SourceSpan(self.path, slip.line + 1, slip.start + 1, slip.line + 1, slip.end + 1)
            self.report(slip.code, span, **slip.values)
            if slip.certain and slip.edits and slip.line <= self.last_readable and not self.is_full:
                self.findings[-1] = self.findings[-1]._replace(repairable=True)
        self.guessed = frozenset(slip.line for slip in self.slips if not slip.certain)

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
            if key is not None and KEY_NAMES.get(key[0], key[0]) == step:
                field = str(step)
        return field

    def item_starts(self, *location: str | int) -> list[tuple[int, int]]:
        """Give the line and column, counted from 1, at which each item of the list at `location` starts."""
        _key, places = self._descend(location)
        starts = [item.start if isinstance(item, MappingPlaces | SequencePlaces) else item[1] for item in places]
        if not self.repairs:
            return [(start.line + 1, start.column + 1) for start in starts]
        return [self.place(start.line, start.column) for start in starts]

    def _descend(self, location: Location) -> tuple[Any, Any]:
        key, places = None, self.places
        for step in location:
            if isinstance(places, MappingPlaces):
                for found, inside in zip(places[::2], places[1::2], strict=False):
                    if KEY_NAMES.get(found[0], found[0]) == step:
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
        return SourceSpan(self.path, *self.place_of(start), *self.place_of(end))

    def _to_end_of_line(self, start: Mark) -> SourceSpan:
        line, column = self.place_of(start)
        end = len(self.line(line).rstrip())
        return SourceSpan(self.path, line, column, line, max(end + 1, column))

    def place_of(self, mark: Mark) -> tuple[int, int]:
        """Give the line and column, counted from 1, at which a mark of the parser stood in the file."""
        return self.place(mark.line, mark.column)

    def place(self, line: int, column: int) -> tuple[int, int]:
        """Give the line and column, counted from 1, of a place that the parser counts from 0 in the repaired text."""
        for repair in self.repairs:
            column = repair.before(line, column)
        return line + 1, column + 1

    def line(self, number: int) -> str:
        """Give a line of the file, counted from 1, without its end."""
        if self._lines is None:
            self._lines = self.text.replace("\r\n", "\n").split("\n")
        return self._lines[number - 1] if number <= len(self._lines) else ""


def read_document(path: Path, shown: str, *, area: Area = Area.RECORDS) -> Document:
    """Read a file; `shown` is its path in findings. Nothing is raised: what is wrong stands in the findings."""
    try:
        data = read_bytes(path)
    except UnreadableError as error:
        document = Document(shown, area=area)
        document.report(error.code, SourceSpan(shown), **error.values)
        return document
    return read_text(data, shown, area=area)


def read_text(data: bytes, shown: str, *, area: Area = Area.RECORDS, pure: bool = False) -> Document:
    """Read the bytes of a file; `pure` takes the parser without C, with the same result."""
    text, slips = decode(data)
    document = Document(shown, text, area=area, slips=slips)
    if any(slip.code != "YA103" and not slip.edits for slip in slips) or len(slips) > MOST_FAULTS:
        document.report_slips()
        return document
    characters = Repair(text, slips)
    body = characters.text.encode() if characters else data.removeprefix(BOM)
    tree, lines, found, document.last_readable = read_lines(characters.text, body, pure=pure)
    document.repairs = tuple(repair for repair in (lines, characters) if repair)
    document.slips = [*slips, *(_moved(slip, characters) for slip in found)]
    document.report_slips()
    document.values, document.places, document.whole = tree.root, tree.places, tree.whole
    _report_faults(document, tree)
    _report_swallowed(document, tree)
    if "\\" in text:
        for place in _scalars(tree.places):
            _report_unescaped(document, place)
    if tree.whole and not isinstance(tree.root, dict):
        _report_shapeless(document, tree.root)
    return document


def _moved(slip: Slip, earlier: Repair) -> Slip:
    """Place a slip of a repaired text where it was before that repair."""
    start, end = earlier.before(slip.line, slip.start), earlier.before(slip.line, slip.end)
    return slip._replace(start=start, end=end) if earlier else slip


def _report_swallowed(document: Document, tree: Tree) -> None:
    """Report quoted texts that swallowed a field or an activity: their closing quote was forgotten."""
    for text, start, end, _style in tree.spilled:
        below = (document.line(number + 1) for number in range(start.line + 1, end.line + 1))
        if any(map(begins_a_field, below)):
            line, column = document.place_of(start)
            document.report("YA310", SourceSpan(document.path, line, column, line, column + 1), text=text)


def _report_faults(document: Document, tree: Tree) -> None:
    """Report what the parser found; in a line with a slip it only stumbled over that."""
    slipped = {slip.line for slip in document.slips if not slip.certain or slip.code == TOO_LONG}
    for fault in tree.faults:
        if fault.start[0] in slipped and fault.code not in LIMITS:
            continue
        line, column = document.place(*fault.start)
        end_line, end_column = document.place(*fault.end)
        span = SourceSpan(document.path, line, column, end_line, end_column)
        if fault.code == "YA308":
            written = document.line(line)
            span = SourceSpan(document.path, line, len(written) - len(written.lstrip()) + 1, line, len(written) + 1)
        document.report(fault.code, span, **fault.values)


def _report_shapeless(document: Document, root: Any) -> None:
    document.whole = False
    if root in (None, ""):
        document.report(EMPTY, SourceSpan(document.path))
    else:
        document.report("YA319", document.span())


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
            span = SourceSpan(document.path, *document.place_of(start), *document.place_of(end))
            document.report(code, span, character=character_name(character))
            return
