"""YAML events from ruamel's C parser, or from its pure one, in one light form.

An ordinary scalar is a tuple shaped like `Scalar`, one that runs over its line is `Spilled`, and a container opens with
its empty places and closes with `END`. Anchors, aliases and tags stop the reading.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from types import ModuleType
from typing import Any, NamedTuple, NoReturn, Protocol

from ruamel.yaml import YAML, events

try:
    _clib: ModuleType | None = import_module("_ruamel_yaml")
except ImportError:  # pragma: no cover - every platform we name has a wheel of the C part
    _clib = None

HAS_C_PART = _clib is not None
NextEvent = Callable[[], Any]
END = object()
BLOCK_STYLES = ("|", ">")


class Mark(Protocol):
    """A place as the parsers give it: line and column count characters from 0."""

    line: int
    column: int


class Scalar(NamedTuple):
    """A text and where it stands; `style` is empty or None for a plain one."""

    value: str
    start: Mark
    end: Mark
    style: str | None


class MappingPlaces(list[Any]):
    """Where the fields of a mapping stand: the scalar of a key, the places of its value, and so on."""

    __slots__ = ("start",)
    start: Mark


class SequencePlaces(list[Any]):
    """Where the items of a sequence stand."""

    __slots__ = ("start",)
    start: Mark


class Spilled(Scalar):
    """A plain or quoted text that runs over its line, and may have swallowed the next one."""

    __slots__ = ()


class StopReadingError(Exception):
    """The rest of the file cannot be read; `mark` is where reading stopped."""

    def __init__(self, code: str, mark: Mark, **values: Any) -> None:
        super().__init__(code)
        self.code = code
        self.mark = mark
        self.values = values


@contextmanager
def event_source(data: bytes, *, pure: bool = False) -> Iterator[NextEvent]:
    """Give the function that returns the next event of UTF-8 `data`, beginning with the stream start.

    The C parser makes an event by calling a global of its module. While a file is read, light stand-ins take the
    place of its event classes: they cost a third. Not for two threads at once.
    """
    if pure or _clib is None:
        yield _pure_events(data).__next__
        return
    shared = vars(_clib)
    originals = {name: shared[name] for name in STAND_INS}
    shared.update(STAND_INS)
    try:
        yield _clib.CParser(data).get_event
    finally:
        shared.update(originals)


def _pure_events(data: bytes) -> Iterator[Any]:
    for event in YAML(typ="safe", pure=True).parse(data.decode()):
        match event:
            case events.ScalarEvent():
                yield _scalar(event.anchor, event.tag, None, event.value, event.start_mark, event.end_mark, event.style)
            case events.MappingStartEvent():
                yield _mapping(event.anchor, event.tag, None, event.start_mark, None, None)
            case events.SequenceStartEvent():
                yield _sequence(event.anchor, event.tag, None, event.start_mark, None, None)
            case events.AliasEvent():
                _alias(event.anchor, event.start_mark, event.end_mark)
            case events.CollectionEndEvent():
                yield END
            case _:
                yield event


def _scalar(
    anchor: object, tag: object, _implicit: object, value: str, start: Mark, end: Mark, style: str | None
) -> Any:
    # Only a text with a blank in it can have spilled over its line: asking the marks of every text costs a tenth.
    if (
        anchor is None
        and tag is None
        and ((" " not in value and "\n" not in value) or style in BLOCK_STYLES or start.line == end.line)
    ):
        return (value, start, end, style)
    _refuse_marked(anchor, tag, start)
    return Spilled(value, start, end, style)


def _mapping(anchor: object, tag: object, _implicit: object, start: Mark, _end: object, _flow: object) -> MappingPlaces:
    _refuse_marked(anchor, tag, start)
    places = MappingPlaces()
    places.start = start
    return places


def _sequence(
    anchor: object, tag: object, _implicit: object, start: Mark, _end: object, _flow: object
) -> SequencePlaces:
    _refuse_marked(anchor, tag, start)
    places = SequencePlaces()
    places.start = start
    return places


def _refuse_marked(anchor: object, tag: object, start: Mark) -> None:
    if anchor is not None or tag is not None:
        raise StopReadingError("YA315" if anchor is None else "YA313", start)


def _alias(_anchor: object, start: Mark, _end: Mark) -> NoReturn:
    raise StopReadingError("YA313", start)


def _end(*_marks: object) -> object:
    return END


STAND_INS: dict[str, Callable[..., Any]] = {
    "ScalarEvent": _scalar,
    "MappingStartEvent": _mapping,
    "SequenceStartEvent": _sequence,
    "AliasEvent": _alias,
    "MappingEndEvent": _end,
    "SequenceEndEvent": _end,
}
