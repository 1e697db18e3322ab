"""Kinds of activity and the words that fields allow, as data: `rules/kinds.yaml` and what an office adds to it.

A new kind is one entry in YAML; nothing here knows any kind by name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from functools import cache, cached_property
from typing import Annotated

from pydantic import Field, StringConstraints

from yanpei_audit.glossary import ACTIVITY_KEYS, KEY_NAMES, comparable, key_words
from yanpei_audit.language import Words
from yanpei_audit.records.model import AMOUNTS, DAYS, Amount, meaning_of
from yanpei_audit.scalars import MisreadError
from yanpei_audit.source import Document, Location
from yanpei_audit.suggestions import Spellings, advice, advice_or_listing, listing
from yanpei_audit.validation import Written, as_written, validate

Name = Annotated[str, StringConstraints(min_length=1, max_length=40)]
NOT_WORDS = ("kind", "status", "makes_up", "record", "evidence", "slot", "participants", *DAYS, *AMOUNTS, "unannounced")
FIELDS = tuple(key.name for key in ACTIVITY_KEYS)
OF_THE_REGISTRY = ("area", "stage", "pair", "away")
WORD_FIELDS = (*(name for name in FIELDS if name not in NOT_WORDS), *OF_THE_REGISTRY)


class Word(Written):
    """One word that a field or the list of roles allows; records may write any of its names.

    `sets` gives other fields of the activity that the word itself decides.
    """

    name: Name
    en: Name
    aliases: tuple[Name, ...] = ()
    sets: dict[Name, Name] = Field(default_factory=dict)

    @property
    def words(self) -> Words:
        """Both names."""
        return Words(self.name, self.en)

    @cached_property
    def spellings(self) -> frozenset[str]:
        """Every text that names the word, as it is written and as it compares."""
        names = {self.name, self.en, *self.aliases}
        return frozenset(names | {comparable(name) for name in names})


class Kind(Word):
    """One kind of activity.

    `requires`: fields that must be written. `defaults`: amounts that hold when nothing is written. `counts_as`: kinds
    that it is one of. `complete`: items of a full 记录.
    """

    requires: tuple[Name, ...] = ()
    defaults: dict[Name, Name] = Field(default_factory=dict)
    counts_as: tuple[Name, ...] = ()
    complete: tuple[Name, ...] = ()


class MostADay(Written):
    """The most that one person can plausibly do in one day; None leaves what other tables say."""

    activities: Amount | None = None
    lessons: Amount | None = None
    hours: Amount | None = None
    words: Amount | None = None


class KindTable(Written):
    """One file's worth of kinds, of roles, of the words allowed in fields, and of what a day can hold."""

    roles: tuple[Word, ...] = ()
    values: dict[Name, tuple[Word, ...]] = Field(default_factory=dict)
    kinds: tuple[Kind, ...] = ()
    a_day: MostADay = MostADay.model_construct()


class Kinds:
    """All tables in force, looked up by any spelling.

    `chosen` are the fields of activities that allow only words, `a_day` the most of each that a day can hold.
    """

    def __init__(self, tables: Iterable[KindTable]) -> None:
        self.tables = tuple(tables)
        self.roles = {name: word for table in self.tables for word in table.roles for name in word.spellings}
        self.kinds = {name: kind for table in self.tables for kind in table.kinds for name in kind.spellings}
        self.values: dict[str, dict[str, Word]] = {}
        for table in self.tables:
            for field, words in table.values.items():
                self.values.setdefault(field, {}).update({name: word for word in words for name in word.spellings})
        self.chosen = tuple(field for field in self.values if field not in OF_THE_REGISTRY)
        self.items = dict.fromkeys(
            item for table in self.tables for kind in table.kinds for item in self.items_of(kind)
        )
        self.a_day = {
            name: Fraction(amount) for table in self.tables for name, amount in table.a_day if amount is not None
        }
        self.ancestors = cache(self._ancestors)

    def kind(self, text: str) -> Kind | None:
        """Find the kind that a text names."""
        return self.kinds.get(text) or self.kinds.get(comparable(text))

    def word(self, field: str, text: str) -> Word | None:
        """Find the word that a text names among those `field` allows."""
        allowed = self.values.get(field, {})
        return allowed.get(text) or allowed.get(comparable(text))

    def role(self, text: str) -> Word | None:
        """Find the role that a text names."""
        return self.roles.get(text) or self.roles.get(comparable(text))

    def items_of(self, kind: Kind) -> tuple[str, ...]:
        """Give the items of a full 记录 of a kind, by their canonical names."""
        return tuple(KEY_NAMES.get(item, item) for item in kind.complete)

    def spellings(self, location: Location) -> set[str]:
        """Give the names taken in one list of a table: ``roles``, ``kinds``, or ``values`` and a field."""
        if location[0] == "values":
            return set(self.values.get(str(location[-1]), ()))
        return set(self.roles if location[0] == "roles" else self.kinds)

    def _ancestors(self, name: str) -> frozenset[str]:
        """Give the kinds that an activity of kind `name` is one of, itself among them."""
        found: set[str] = set()
        waiting = [name]
        while waiting:
            if (current := waiting.pop()) not in found:
                found.add(current)
                waiting += [named.name for text in self.kinds[current].counts_as if (named := self.kind(text))]
        return frozenset(found)

    def descendants(self, name: str) -> frozenset[str]:
        """Give the kinds whose activities count as kind `name`, itself among them."""
        return frozenset(
            kind.name for table in self.tables for kind in table.kinds if name in self.ancestors(kind.name)
        )


def spellings_for(text: str, words: Iterable[Word]) -> Spellings:
    """Give every spelling of words, with the name to suggest for it: in English where the text is ASCII."""
    return Spellings(
        (spelling, word.en if text.isascii() else word.name)
        for word in words
        for spelling in (word.name, word.en, *word.aliases)
        if spelling.isascii() == text.isascii()
    )


def read_kinds(document: Document, known: Kinds | None = None) -> KindTable:
    """Build a file of kinds, and report what is wrong with it; a faulty file adds nothing."""
    table = validate(KindTable, document, labels=as_written) if document.whole else None
    if table is None:
        return KindTable()
    check_table(document, table, known)
    return table


def check_table(document: Document, table: KindTable, known: Kinds | None) -> None:
    """Report the names in a table that are taken and those that do not exist; `known` are the kinds before it."""
    together = Kinds([*(known.tables if known else ()), table])
    _check_names(document, table, known)
    for field in table.values:
        _check_field(document, ("values", field), field, WORD_FIELDS)
    for number, kind in enumerate(table.kinds):
        _check_kind(document, ("kinds", number), kind, together)
    for location, words in _lists(table):
        for number, word in enumerate(words):
            _check_given(document, (*location, number, "sets"), word.sets, together)


def _check_names(document: Document, table: KindTable, known: Kinds | None) -> None:
    for location, words in _lists(table):
        before = known.spellings(location) if known else set()
        taken = set(before)
        for number, word in enumerate(words):
            names: list[tuple[Location, str]] = [(("name",), word.name), (("en",), word.en)]
            names += [(("aliases", place), alias) for place, alias in enumerate(word.aliases)]
            for step, name in names:
                if comparable(name) in taken:
                    hint = THERE_ALREADY if comparable(name) in before else None
                    document.report("YA712", document.span(*location, number, *step), text=name, hint=hint)
            taken = taken | word.spellings


def _lists(table: KindTable) -> Iterator[tuple[Location, tuple[Word, ...]]]:
    yield ("roles",), table.roles
    yield ("kinds",), table.kinds
    for field, words in table.values.items():
        yield ("values", field), words


def _check_field(document: Document, location: Location, field: str, fields: Sequence[str] = FIELDS) -> None:
    if field not in fields:
        spellings = fields if field.isascii() else [key_words(name).zh for name in fields]
        hint = advice(field, spellings, Words("", ""))
        document.report(
            "YA702",
            document.key_span(*location),
            what=Words("栏目", "field"),
            text=field,
            known=listing(FIELDS),
            hint=hint,
        )


def _check_kind(document: Document, location: Location, kind: Kind, kinds: Kinds) -> None:
    for number, field in enumerate(kind.requires):
        _check_field(document, (*location, "requires", number), field)
    _check_given(document, (*location, "defaults"), kind.defaults, kinds)
    for number, text in enumerate(kind.counts_as):
        if kinds.kind(text) is None:
            report_unknown_kind(document, (*location, "counts_as", number), text, kinds, code="YA702")


def _check_given(document: Document, location: Location, given: Mapping[str, str], kinds: Kinds) -> None:
    """Check the fields that a kind or a word fills in, and what it fills in."""
    for field, text in given.items():
        place = (*location, field)
        _check_field(document, place, field)
        if field in kinds.values and kinds.word(field, text) is None:
            names = spellings_for(text, kinds.values[field].values())
            hint = advice_or_listing(text, names)
            document.report("YA702", document.span(*place), what=key_words(field), text=text, known="", hint=hint)
        elif field in FIELDS:
            try:
                meaning_of(field, text)
            except MisreadError as error:
                values = {"key": key_words(field), **error.values}
                document.report(error.code, document.span(*place), **values)


def report_unknown_kind(
    document: Document, location: Location, text: str, kinds: Kinds, *, code: str = "YA412"
) -> None:
    """Report a kind that no table has, with the nearest one that exists."""
    names = spellings_for(text, (kind for table in kinds.tables for kind in table.kinds))
    otherwise = Words("可用的类型：{known}", "Kinds: {known}").format(known=listing(names))
    hint = advice(text, names, otherwise)
    document.report(code, document.span(*location), what=Words("活动类型", "kind"), text=text, known="", hint=hint)


THERE_ALREADY = Words(
    "随工具带来的或前面的文件里已经有了：删去这一项",
    "It is there already, from the program or a file before: delete it",
)
