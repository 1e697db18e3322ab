"""Sections of labels and texts, aligned by terminal cells."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from typing import NamedTuple

from rich.cells import cell_len

from yanpei_audit.checkup.advice import Todo
from yanpei_audit.language import Words
from yanpei_audit.report.lines import inert
from yanpei_audit.report.view import View

MOST_NAMED = 3
Marks = Mapping[Todo, bool]


class Mark(StrEnum):
    """What stands before a line."""

    FINE = " "
    ADVICE = "!"
    ERROR = "x"


class Line(NamedTuple):
    """A label and what is said of it; one without a label goes on with what is above it."""

    label: Words
    text: Words
    mark: Mark = Mark.FINE


class Section(NamedTuple):
    """A title and the lines below it."""

    title: Words
    lines: tuple[Line, ...]


def section_lines(section: Section, view: View) -> Iterator[str]:
    """Write a section, its texts below each other."""
    yield view.say(section.title)
    rows = [(line.mark, inert(view.say(line.label)), inert(view.say(line.text))) for line in section.lines]
    width = max((cell_len(label) for _mark, label, _text in rows), default=0)
    for mark, label, text in rows:
        yield f"{mark} {label}{' ' * (width - cell_len(label))}  {text}".rstrip()


def plain(text: object) -> Words:
    """Give a text that is the same in both languages."""
    return Words(str(text), str(text))


def listed(texts: Iterable[str | Words]) -> Words:
    """List all texts."""
    words = [text if isinstance(text, Words) else plain(text) for text in texts]
    return Words("、".join(word.zh for word in words), ", ".join(word.en for word in words))


def some(names: Iterable[str]) -> Words:
    """List a few names, and say how many there are beside them."""
    every = list(names)
    head = listed(every[:MOST_NAMED])
    rest = len(every) - MOST_NAMED
    return head if rest <= 0 else Words(f"{head.zh} 等 {len(every)} 个", f"{head.en} and {rest} more")


def mark_of(marks: Marks, *todos: Todo) -> Mark:
    """Give the mark of a line that some things to do are about."""
    found = [marks[todo] for todo in todos if todo in marks]
    return Mark.ERROR if any(found) else Mark.ADVICE if found else Mark.FINE
