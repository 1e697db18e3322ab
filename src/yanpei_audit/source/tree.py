"""Events → plain values with their places, in one pass.

Nothing is constructed or resolved: every scalar stays the text that was written. Repeated keys, merge keys and texts
that run over their line are faults at their place, and reading goes on; a form that cannot be read stops it there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, NamedTuple

from ruamel.yaml.error import YAMLError
from ruamel.yaml.events import StreamEndEvent

from yanpei_audit.glossary import KEY_NAMES
from yanpei_audit.source.complaints import place_of
from yanpei_audit.source.events import (
    END,
    MappingPlaces,
    Mark,
    NextEvent,
    Scalar,
    SequencePlaces,
    Spilled,
    StopReadingError,
    event_source,
)

DEEPEST, MOST_VALUES = 32, 200_000
TOO_MANY = "YA212"


class Fault(NamedTuple):
    """One thing wrong with the form: lines and columns count from 0, the end is exclusive."""

    code: str
    start: tuple[int, int]
    end: tuple[int, int]
    values: Mapping[str, Any] = MappingProxyType({})


@dataclass(slots=True)
class Tree:
    """What a file holds. `whole` is false where reading had to stop; the root is then what came before.

    The `spilled` are quoted texts that run over several lines.
    """

    root: Any = None
    places: Any = None
    faults: list[Fault] = field(default_factory=list)
    spilled: list[Spilled] = field(default_factory=list)
    whole: bool = True

    @property
    def is_too_large(self) -> bool:
        """Say whether reading stopped because of the number of values, which no repair changes."""
        return any(fault.code == TOO_MANY for fault in self.faults)


def parse(data: bytes, *, pure: bool = False) -> Tree:
    """Read one document of UTF-8 without BOM."""
    tree = Tree()
    try:
        with event_source(data, pure=pure) as get:
            _Builder(get, tree).document()
    except StopReadingError as stop:
        _stop(tree, _fault(stop.code, stop.mark, **stop.values))
    except YAMLError as error:
        if not pure and "found unexpected ':'" in str(error):  # a colon inside a bracketed text, which only C refuses
            return parse(data, pure=True)
        code, (line, column) = place_of(error, data.decode())
        _stop(tree, Fault(code, (line, column), (line, column + 1)))
    except (OverflowError, ValueError):  # the pure parser on an escape beyond the last character
        before = data.decode().partition("\\U")[0]
        line, column = before.count("\n"), len(before) - before.rfind("\n") - 1
        _stop(tree, Fault("YA399", (line, column), (line, column + 1)))
    return tree


def _stop(tree: Tree, fault: Fault) -> None:
    """Add the fault that stopped the reading; lines swallowed behind it are its doing."""
    tree.faults = [other for other in tree.faults if other.start[0] <= fault.start[0]]
    tree.faults.append(fault)
    tree.whole = False


def _fault(code: str, start: Mark, end: Mark | None = None, **values: object) -> Fault:
    stop = (end.line, end.column) if end is not None else (start.line, start.column + 1)
    return Fault(code, (start.line, start.column), stop, values)


class _First:
    """The first character of the file: where directives stand."""

    line = column = 0


_FIRST: Mark = _First()


def _place_empty(places: MappingPlaces) -> None:
    """Let an empty value stand right behind its key: the parsers say where the next thing starts."""
    for number in range(1, len(places), 2):
        if places[number][:1] == ("",) and not places[number][3]:
            end = places[number - 1][2]
            places[number] = ("", end, end, "")


class _Builder:
    """Builds values and places side by side; a container hangs in its parent before it is filled."""

    __slots__ = ("count", "get", "tree")

    def __init__(self, get: NextEvent, tree: Tree) -> None:
        self.get = get
        self.tree = tree
        self.count = 0

    def document(self) -> None:
        self.get()  # the stream starts
        start = self.get()
        if isinstance(start, StreamEndEvent):
            return
        if start.version or start.tags:
            raise StopReadingError("YA316", _FIRST)
        self._root(self.get())
        self.get()  # the document ends
        after = self.get()
        if not isinstance(after, StreamEndEvent):
            raise StopReadingError("YA317", after.start_mark)

    def _root(self, event: Any) -> None:
        tree = self.tree
        if event.__class__ is MappingPlaces:
            tree.root, tree.places = {}, event
            self.mapping(tree.root, event, 1)
        elif event.__class__ is SequencePlaces:
            tree.root, tree.places = [], event
            self.sequence(tree.root, event, 1)
        else:
            tree.places = self._spill(event) if event.__class__ is Spilled else event
            tree.root = tree.places[0]

    def mapping(self, values: dict[str, Any], places: MappingPlaces, depth: int) -> None:
        get, name_of, append = self.get, KEY_NAMES.get, places.append
        again: set[str] = set()
        while True:
            key = get()
            if key.__class__ is not tuple:
                if key is END:
                    break
                key = self._odd_key(key)
            if not key[0]:
                raise StopReadingError("YA318", key[1])
            event = get()
            name = name_of(key[0], key[0])
            if name in values:
                if not again or name in again:  # the rest of a second activity whose dash lacks is no news
                    self._repeated(key, name, values, places)
                    again.clear()
                again.add(name)
                self._fill({}, name, event, depth)
                continue
            append(key)
            append(event)
            if event.__class__ is tuple:
                values[name] = event[0]
            else:
                places[-1] = self._fill(values, name, event, depth)
        self._close(values, places)

    def _close(self, values: dict[str, Any], places: MappingPlaces) -> None:
        """Settle what only shows when a mapping is whole."""
        if "<<" in values:
            self._merged(values, places)
        if "" in values.values():
            _place_empty(places)
        self._count(len(values), places)

    def _fill(self, values: dict[str, Any], name: str, event: Any, depth: int) -> Any:
        """Put what an event opens under a name, and give its places."""
        if event.__class__ is Spilled:
            event = self._spill(event)
        if event.__class__ is MappingPlaces:
            values[name] = {}
            self.mapping(values[name], event, self._deeper(depth, event))
        elif event.__class__ is SequencePlaces:
            values[name] = []
            self.sequence(values[name], event, self._deeper(depth, event))
        else:
            values[name] = event[0]
        return event

    def sequence(self, values: list[Any], places: SequencePlaces, depth: int) -> None:
        get = self.get
        while (event := get()) is not END:
            if event.__class__ is Spilled:
                event = self._spill(event)
            places.append(event)
            if event.__class__ is MappingPlaces:
                values.append({})
                self.mapping(values[-1], event, self._deeper(depth, event))
            elif event.__class__ is SequencePlaces:
                values.append([])
                self.sequence(values[-1], event, self._deeper(depth, event))
            else:
                values.append(event[0])
        self._count(len(values), places)

    def _count(self, size: int, places: MappingPlaces | SequencePlaces) -> None:
        self.count += size
        if self.count > MOST_VALUES:
            raise StopReadingError(TOO_MANY, places.start, limit=MOST_VALUES)

    def _deeper(self, depth: int, places: MappingPlaces | SequencePlaces) -> int:
        if depth >= DEEPEST:
            raise StopReadingError("YA213", places.start, limit=DEEPEST)
        return depth + 1

    def _spill(self, event: Spilled) -> Spilled:
        """Point at the line that was swallowed, not at the text that swallowed it; a quoted one is looked at later."""
        if event.style:
            self.tree.spilled.append(event)
            return event
        swallowed = (event.start.line + 1, 0)
        self.tree.faults.append(Fault("YA308", swallowed, swallowed))
        return event

    def _odd_key(self, key: Any) -> Scalar:
        if key.__class__ is Spilled:
            return self._spill(key)
        raise StopReadingError("YA318", key.start)

    def _repeated(self, key: Any, name: str, values: dict[str, Any], places: MappingPlaces) -> None:
        text, start, end, _style = key
        first = places[list(values).index(name) * 2]
        self.tree.faults.append(_fault("YA312", start, end, key=text, first=first[1].line + 1))

    def _merged(self, values: dict[str, Any], places: MappingPlaces) -> None:
        number = list(values).index("<<") * 2
        _text, start, end, _style = places[number]
        self.tree.faults.append(_fault("YA314", start, end))
        del values["<<"], places[number : number + 2]
