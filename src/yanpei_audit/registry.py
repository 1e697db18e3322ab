"""The registry: what a working folder knows of people, schools and pairs beside the records.

`registry/people.yaml`, `registry/schools.yaml` and `registry/pairs.yaml`, each of them optional.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Annotated, NamedTuple

from pydantic import AliasChoices, Field, PlainValidator, model_validator
from pydantic_core import PydanticCustomError

from yanpei_audit.glossary import comparable, key_words
from yanpei_audit.language import Words
from yanpei_audit.records import Day, Person, Text, Texts, reader_from_text
from yanpei_audit.records.kinds import Kinds, spellings_for
from yanpei_audit.scalars import read_number
from yanpei_audit.source import Document, Location
from yanpei_audit.suggestions import Spellings, advice_or_listing
from yanpei_audit.validation import Written, validate

MOST_YEARS = 60


def _read_years(text: str) -> int:
    return 0 if text == "0" else int(read_number(text, MOST_YEARS, whole=True))


Years = Annotated[int, PlainValidator(reader_from_text(_read_years, Words("一个整数", "a whole number")))]


class Member(Written):
    """One of the people: what the office knows of them; the record says the same or is silent."""

    id: Text
    name: Text
    roles: Texts = ()
    subject: Text | None = None
    unit: Text | None = None
    tier: Text | None = None
    years: Years | None = None
    teaching_since: Day | None = None
    note: Text | None = None

    def years_on(self, day: dt.date) -> int | None:
        """Give the completed years of service on a day; None where neither 教龄 nor 从教 says, and before 从教."""
        if self.years is not None:
            return self.years
        if self.teaching_since is None:
            return None
        since = self.teaching_since
        if since > day:
            return None
        return day.year - since.year - ((day.month, day.day) < (since.month, since.day))


class School(Written):
    """One school, with the words that tell it from others."""

    name: Text
    aliases: Texts = ()
    area: Text | None = None
    district: Text | None = None
    stage: Text | None = None
    note: Text | None = None


class Pair(Written):
    """Two ends that belong together: 师徒, schools; each end is an id or a name. Both days are included."""

    kind: Text
    lead: Text = Field(validation_alias=AliasChoices("lead", "师傅", "mentor"))
    partner: Text = Field(validation_alias=AliasChoices("partner", "徒弟", "apprentice"))
    from_: Day | None = Field(None, alias="from")
    to: Day | None = None
    agreement: Text | None = None
    note: Text | None = None

    @model_validator(mode="after")
    def _is_in_order(self) -> Pair:
        if self.lead == self.partner:
            raise PydanticCustomError("YA701", "pair", {"detail": ONE_AND_THE_SAME})
        if self.from_ is not None and self.to is not None and self.to < self.from_:
            raise PydanticCustomError("YA421", "reversed", {"start": self.from_, "to": self.to})
        return self

    def holds_in(self, first: dt.date, last: dt.date) -> bool:
        """Say whether the pair exists on any day of a stretch, both ends included."""
        return (self.from_ is None or self.from_ <= last) and (self.to is None or first <= self.to)


class _People(Written):
    people: tuple[Member, ...]


class _Schools(Written):
    schools: tuple[School, ...]


class _Pairs(Written):
    pairs: tuple[Pair, ...]


FOLDER = "registry"
SCHOOL_FIELDS = ("area", "district", "stage")
FILES: Mapping[str, type[Written]] = MappingProxyType({"people": _People, "schools": _Schools, "pairs": _Pairs})


class Registry(NamedTuple):
    """Everything the registry says: people by id, schools by name, other names of schools, and the pairs."""

    people: Mapping[str, Member] = MappingProxyType({})
    schools: Mapping[str, School] = MappingProxyType({})
    aliases: Mapping[str, str] = MappingProxyType({})
    pairs: tuple[Pair, ...] = ()

    def enrolled(self, person: Person, day: dt.date) -> Person:
        """Add to a person what the registry says about them on a day; its roles take the place of the record's."""
        member = self.people.get(person.id)
        if member is None:
            return person
        return person._replace(
            roles=member.roles or person.roles,
            subject=person.subject or member.subject or "",
            unit=person.unit or member.unit or "",
            tier=member.tier or "",
            years=member.years_on(day),
        )

    def pairs_of(self, person: Person, kind: str, end: str, first: dt.date, last: dt.date) -> tuple[Pair, ...]:
        """Give the pairs of a kind that a person is the `lead` or the `partner` of in a stretch of days."""
        return tuple(
            pair
            for pair in self.pairs
            if pair.kind == kind and getattr(pair, end) in (person.id, person.name) and pair.holds_in(first, last)
        )

    def names_of(self, written: str) -> frozenset[str]:
        """Give what someone may be called: the id or name itself, and the name or id that goes with it."""
        known = {
            text
            for member in self.people.values()
            if written in (member.id, member.name)
            for text in (member.id, member.name)
        }
        return frozenset({written, *known})

    def school_spellings(self) -> Spellings:
        """Give every name of every school, with its own name."""
        return Spellings({**{name: name for name in self.schools}, **self.aliases})

    def schools_where(self, wanted: Mapping[str, frozenset[str]]) -> tuple[str, ...]:
        """Give the names of the schools whose fields are among the wanted words."""
        return tuple(
            school.name
            for school in self.schools.values()
            if all(getattr(school, field) in words for field, words in wanted.items())
        )


EMPTY = Registry()
Entries = dict[str, tuple[Written, ...]]


def read_registry(documents: Iterable[Document], kinds: Kinds) -> Registry:
    """Build the registry of its files; every mistake in any of them stands in its document's findings."""
    found: Entries = {}
    for document in documents:
        name = document.path.rsplit("/", 1)[-1].removesuffix(".yaml")
        if document.whole and name in FILES and (file := validate(FILES[name], document)) is not None:
            found[name] = checked(getattr(file, name), (name,), document, kinds)
    return together([found])


def together(several: Iterable[Entries]) -> Registry:
    """Put people, schools and pairs together."""
    entries = [entry for found in several for part in found.values() for entry in part]
    people = {one.id: one for one in entries if isinstance(one, Member)}
    schools = {one.name: one for one in entries if isinstance(one, School)}
    aliases = {alias: school.name for school in schools.values() for alias in school.aliases}
    pairs = tuple(one for one in entries if isinstance(one, Pair))
    return Registry(people, schools, aliases, pairs)


def checked(entries: Sequence[Written], location: Location, document: Document, kinds: Kinds) -> tuple[Written, ...]:
    """Put canonical words into the entries, and report words and names that are unknown or taken."""
    checked = []
    taken: dict[str, int] = {}
    for number, entry in enumerate(entries):
        for step, text in _names(entry):
            if taken.setdefault(comparable(text), number) != number:
                document.report("YA712", document.span(*location, number, *step), text=text)
        if entry in entries[:number]:
            document.report("YA712", document.span(*location, number), text=_shown(entry))
        checked.append(entry.model_copy(update=dict(_words(entry, (*location, number), document, kinds))))
    return tuple(checked)


def _shown(entry: Written) -> str:
    return f"{entry.lead}—{entry.partner}" if isinstance(entry, Pair) else str(getattr(entry, "name", ""))


def _names(entry: Written) -> Iterator[tuple[Location, str]]:
    if isinstance(entry, Member):
        yield ("id",), entry.id
    elif isinstance(entry, School):
        yield ("name",), entry.name
        for number, alias in enumerate(entry.aliases):
            yield ("aliases", number), alias


def _words(entry: Written, location: Location, document: Document, kinds: Kinds) -> Iterator[tuple[str, object]]:
    """Give the fields that allow only words, in the words' own names."""
    if isinstance(entry, Member):
        yield (
            "roles",
            tuple(
                _word(document, (*location, "roles", number), text, "roles", kinds)
                for number, text in enumerate(entry.roles)
            ),
        )
    elif isinstance(entry, School):
        for field in ("area", "stage"):
            if text := getattr(entry, field):
                yield field, _word(document, (*location, field), text, field, kinds)
    elif isinstance(entry, Pair):
        yield "kind", _word(document, (*location, "kind"), entry.kind, "pair", kinds)


def _word(document: Document, location: Location, text: str, field: str, kinds: Kinds) -> str:
    word = kinds.role(text) if field == "roles" else kinds.word(field, text)
    if word is not None:
        return word.name
    known = spellings_for(text, (kinds.roles if field == "roles" else kinds.values[field]).values())
    code, key = ("YA420", key_words("roles")) if field == "roles" else ("YA419", key_words(str(location[-1])))
    document.report(code, document.span(*location), key=key, text=text, known="", hint=advice_or_listing(text, known))
    return text


ONE_AND_THE_SAME = Words("两端是同一个人", "both ends are the same")
