"""WHERE: which activities a measure looks at, as a mapping whose lines must all hold.

A line is ``field: value``, ``field: [any, of]``, or ``field:`` with any of the words of `Condition` below it. A field
is one of an activity, an item of its 记录 as in ``record.点评``, or what the registry says of its school as in
``school.area``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Literal, NamedTuple

from pydantic import Field, model_validator

from yanpei_audit.glossary import canonical, key_words
from yanpei_audit.language import Words
from yanpei_audit.records import RECORD_ITEM, Activity, Amount, Reader, Text, Texts, Yes, reader_of
from yanpei_audit.records.kinds import FIELDS, Kinds
from yanpei_audit.registry import SCHOOL_FIELDS, Registry
from yanpei_audit.rules.around import Around
from yanpei_audit.source import Document, Location
from yanpei_audit.suggestions import advice_or_listing
from yanpei_audit.validation import Written

Test = Callable[[Any], bool]
OF_A_SCHOOL, OF_A_PAIR = "school.", "pair.partner"
OF_SCHOOLS = tuple(OF_A_SCHOOL + field for field in SCHOOL_FIELDS)


class Condition(Written):
    """What one field of an activity must be.

    `any_of` is what a plain value or list means. `weekday`, `month` (1 to 12) and `week` (of the period, which begins
    with week 1) ask about a day; of an interval, about its last one. `within` names another rule of the pack: the value
    is one that an activity of that rule has; a day is one that they cover. `partner` asks for a name of the other end
    of a pair: of `this` one, or of `any`.
    """

    any_of: Texts = ()
    none_of: Texts = Field((), alias="not")
    at_least: Amount | None = None
    at_most: Amount | None = None
    present: Yes | None = None
    weekday: Texts = ()
    month: Texts = ()
    week: Texts = ()
    within: Text | None = None
    partner: Literal["this", "any"] | None = None

    @model_validator(mode="before")
    @classmethod
    def _short_form(cls, written: object) -> object:
        return written if isinstance(written, dict) else {"any_of": written}


# The lines of one WHERE, as written.
Where = dict[Text, Condition]


class Vocabulary(NamedTuple):
    """What the names in a rule may refer to: kinds and words, the registry, the rules of the same pack."""

    kinds: Kinds
    registry: Registry
    rules: frozenset[str] = frozenset()


class Line(NamedTuple):
    """One line of a WHERE made ready: the field, what reads it, and what its value must pass."""

    field: str
    read: Reader
    test: Test


Later = Callable[[Around], Line]


class Selector(NamedTuple):
    """A WHERE made ready: the kinds it can match (None: any) and its other lines.

    The lines that depend on the person are `later`; `amid` settles them. It `refers` to rules of the same
    pack, and asks about `fields`.
    """

    kinds: frozenset[str] | None
    lines: tuple[Line, ...] = ()
    later: tuple[Later, ...] = ()
    refers: frozenset[str] = frozenset()
    fields: frozenset[str] = frozenset()

    def amid(self, around: Around) -> Selector:
        """Settle the lines that depend on whom the rule is judged for."""
        if not self.later:
            return self
        return Selector(self.kinds, (*self.lines, *(make(around) for make in self.later)))

    def mismatch(self, activity: Activity) -> str:
        """Give the first field that keeps an activity out, or nothing where it is selected."""
        if self.kinds is not None and activity.kind not in self.kinds:
            return "kind"
        for field, read, test in self.lines:
            if not test(read(activity)):
                return field
        return ""

    def selects(self, activity: Activity) -> bool:
        """Say whether all lines hold."""
        return not self.mismatch(activity)


def any_kind_of(selectors: Sequence[Selector]) -> frozenset[str] | None:
    """Give the kinds that any of the selectors can match; None for every kind."""
    kinds: set[str] = set()
    for selector in selectors:
        if selector.kinds is None:
            return None
        kinds |= selector.kinds
    return frozenset(kinds)


def read_field(field: str, vocabulary: Vocabulary) -> Reader:
    """Give what reads a field of an activity, or of the school that it was at."""
    if field in OF_SCHOOLS:
        attribute, schools = field.partition(".")[2], vocabulary.registry.schools

        def read(activity: Activity) -> Any:
            school = schools.get(activity.school or "")
            return getattr(school, attribute) if school is not None else None

        return read
    return reader_of(field)


def is_a_field(field: str, vocabulary: Vocabulary) -> bool:
    """Say whether a canonical name is a field of activities, an item of their 记录, or one of their schools."""
    if field.startswith(RECORD_ITEM):
        return field.removeprefix(RECORD_ITEM) in vocabulary.kinds.items
    return field in FIELDS or field in OF_SCHOOLS


def known_field(
    document: Document, location: Location, written: str, vocabulary: Vocabulary, *, key: bool = False
) -> str:
    """Give the canonical name of a field, or nothing, with a finding, where there is no such field."""
    field = canonical(written)
    if is_a_field(field, vocabulary):
        return field
    items = [f"{RECORD_ITEM}{item}" for item in vocabulary.kinds.items]
    names = [name for name in (*FIELDS, *OF_SCHOOLS, *items) if ("." in name) == ("." in field)]
    known = names if field.isascii() else [*(key_words(name).zh for name in names), *names]
    report_unknown(document, location, Words("栏目", "field"), written, known, key=key)
    return ""


def report_unknown(
    document: Document, location: Location, what: Words, text: str, known: Iterable[str], *, key: bool = False
) -> None:
    """Report a name in a rule that nothing has, with the nearest one that exists."""
    span = document.key_span(*location) if key else document.span(*location)
    document.report("YA702", span, what=what, text=text, known="", hint=advice_or_listing(text, known))
