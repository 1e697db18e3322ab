"""Measures of what of a whole is there: values that must all occur, fields that must all be filled, people."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import cached_property
from typing import Any, ClassVar

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from yanpei_audit.glossary import UNITS, canonical, key_words
from yanpei_audit.language import Words
from yanpei_audit.records import RECORD_ITEM, Entry, Reader, Texts
from yanpei_audit.registry import SCHOOL_FIELDS
from yanpei_audit.rules.around import Around, Window
from yanpei_audit.rules.audience import AppliesTo, with_known_names
from yanpei_audit.rules.conditions import kinds_named, meanings, values_of
from yanpei_audit.rules.measures.measure import (
    Counted,
    FieldName,
    IfNone,
    Missed,
    OfAField,
    PartOfAll,
    Tally,
    missed_of,
)
from yanpei_audit.rules.where import (
    OF_A_SCHOOL,
    Condition,
    Vocabulary,
    Where,
    is_a_field,
    known_field,
    read_field,
    report_unknown,
)
from yanpei_audit.rules.wording import COMMA, joined, listed, where_words
from yanpei_audit.source import Document, Location
from yanpei_audit.validation import Written

EMPTY_VALUES: tuple[object, ...] = (None, "", (), {})


class Wanted(Written):
    """The values that must all occur: a list of them, or the schools of the registry whose fields are as written."""

    values: Texts = ()
    schools: dict[FieldName, Texts] | None = None

    @model_validator(mode="before")
    @classmethod
    def _short_form(cls, written: object) -> object:
        return written if isinstance(written, dict) else {"values": written}

    @model_validator(mode="after")
    def _wants_something(self) -> Wanted:
        if not self.values and not self.schools:
            raise PydanticCustomError("YA701", "all", {"detail": NOTHING_WANTED})
        return self


class Covers(OfAField, PartOfAll):
    """How many of the values in `all` a field takes; of a list, every item is a value.

    `all` is a list, or `{schools: {area: 农村}}` for the schools of the registry. A kind covers those that it counts
    as. Bounds are numbers or a part of `all`, such as 100 %.

    `measure: {covers: mode, of: {kind: 听课}, all: [推门听课, 随堂听课]}`
    """

    where_options: ClassVar[tuple[str, ...]] = ("of",)
    of_field: ClassVar[str] = "covers"
    covers: FieldName
    of: Where
    all: Wanted

    def in_words(self) -> Words:
        """Say what is measured."""
        if self.all.schools is not None:
            said = {f"school.{key}": Condition.model_construct(any_of=texts) for key, texts in self.all.schools.items()}
            wanted = SCHOOLS.format(where=where_words(said))
        else:
            wanted = listed(self.all.values, COMMA)
        return COVERED.format(field=key_words(self.covers), wanted=wanted, where=where_words(self.of))

    @cached_property
    def wanted(self) -> tuple[Any, ...]:
        """The values, known once resolved."""
        raise RuntimeError("a measure is used before it was resolved")

    def resolve(self, vocabulary: Vocabulary, document: Document, location: Location) -> None:
        """Make the WHERE ready, and look up the field and the values."""
        super().resolve(vocabulary, document, location)
        if is_a_field(self.covers, vocabulary):
            place = (*location, "all")
            self.__dict__["wanted"] = tuple(self._values(self.covers, vocabulary, document, place))
        if self.covers == "kind":
            self.__dict__["read"] = _reading_ancestors(vocabulary)

    def _values(self, field: str, vocabulary: Vocabulary, document: Document, place: Location) -> Iterator[Any]:
        kinds = vocabulary.kinds
        if self.all.schools is not None:
            wanted = {
                key: frozenset(meanings(key, texts, kinds, document, (*place, "schools", key)))
                for key, texts in self.all.schools.items()
                if _is_of_schools(key, document, (*place, "schools", key))
            }
            yield from vocabulary.registry.schools_where(wanted)
            return
        for text in self.all.values:
            if field == "kind":
                kinds_named([text], kinds, document, place)
                yield kind.name if (kind := kinds.kind(text)) else text
            else:
                name = vocabulary.registry.aliases.get(text, text) if field == "school" else text
                yield from meanings(field, [name], kinds, document, place)

    def largest(self) -> Fraction | None:
        """Give the number of the values in the list."""
        return None if self.all.schools is not None else Fraction(len(set(self.all.values)))

    def asks(self) -> frozenset[str]:
        """Give the fields of the WHERE, the covered one, and those by which schools are chosen."""
        return super().asks() | {OF_A_SCHOOL + field for field in self.all.schools or ()}

    def falls_in(self, entry: Entry, window: Window) -> bool:
        """Say whether an activity has a day in the window."""
        return entry.first <= window.last and entry.last >= window.first

    def tally(self, entries: Sequence[Entry], window: Window, around: Around) -> Tally:  # noqa: ARG002
        """Measure how many values occur, and name the others; None where the registry knows none."""
        wanted = dict.fromkeys(self.wanted)
        seen: set[Any] = set()
        counted: list[Counted] = []
        for entry in entries:
            values = values_of(self.read(entry.activity)) & wanted.keys()
            if values:
                counted.append((entry, len(values - seen)))
                seen |= values
        gaps = tuple(Words(str(value), str(value)) for value in wanted if value not in seen)
        number = Fraction(len(seen)) if wanted else None
        return Tally(number, counted, missed_of(entries, counted, "not_wanted"), Fraction(len(wanted)), gaps)


def _reading_ancestors(vocabulary: Vocabulary) -> Reader:
    return lambda activity: tuple(vocabulary.kinds.ancestors(activity.kind))


def _is_of_schools(key: str, document: Document, location: Location) -> bool:
    if key not in SCHOOL_FIELDS:
        report_unknown(document, location, Words("学校栏目", "field of schools"), key, SCHOOL_FIELDS, key=True)
    return key in SCHOOL_FIELDS


class Complete(PartOfAll):
    """How many activities have every one of `fields`; ``record.点评`` is an item of 记录.

    Written as `fields: [record]`, all items that the kind of the activity asks for. `if_none` says what holds where
    there is no activity: `not_applicable` or `short`. Bounds are numbers or a part of the activities, such as 100 %.

    `measure: {complete: {kind: 听课}, fields: [record.课堂记录, record.点评, signature], if_none: not_applicable}`
    """

    where_options: ClassVar[tuple[str, ...]] = ("complete",)
    can_fall: ClassVar[bool] = True
    complete: Where
    fields: Texts = Field(min_length=1)
    if_none: IfNone

    def in_words(self) -> Words:
        """Say what is measured."""
        fields = joined([key_words(canonical(field)) for field in self.fields], COMMA)
        return FILLED.format(fields=fields, where=where_words(self.complete))

    @cached_property
    def readers(self) -> tuple[tuple[str, Reader], ...]:
        """What reads the fields, known once resolved."""
        raise RuntimeError("a measure is used before it was resolved")

    @cached_property
    def items(self) -> dict[str, tuple[str, ...]]:
        """The items of 记录 that each kind asks for, where all of them are wanted."""
        return {}

    def resolve(self, vocabulary: Vocabulary, document: Document, location: Location) -> None:
        """Make the WHERE ready and look up the fields."""
        super().resolve(vocabulary, document, location)
        readers = []
        for number, written in enumerate(self.fields):
            field = known_field(document, (*location, "fields", number), written, vocabulary)
            if field == "record":
                kinds = vocabulary.kinds.kinds.values()
                self.__dict__["items"] = {kind.name: vocabulary.kinds.items_of(kind) for kind in kinds}
            if field:
                readers.append((field, read_field(field, vocabulary)))
        self.__dict__["readers"] = tuple(readers)

    def asks(self) -> frozenset[str]:
        """Give the fields of the WHERE and those that must be filled."""
        return super().asks() | {field for field, _read in self.readers}

    def tally(self, entries: Sequence[Entry], window: Window, around: Around) -> Tally:  # noqa: ARG002
        """Measure how many are complete; the others say which field lacks first."""
        counted: list[Counted] = []
        missed: list[Missed] = []
        for entry in entries:
            if field := self._lacking(entry):
                missed.append(Missed(entry, "incomplete", field))
            else:
                counted.append((entry, 1))
        gaps = tuple(LACKING.format(day=one.entry.last, field=key_words(one.field)) for one in missed)
        number = Fraction(len(counted)) if entries else None
        return Tally(number, counted, missed, Fraction(len(entries)), gaps)

    def _lacking(self, entry: Entry) -> str:
        activity = entry.activity
        for field, read in self.readers:
            if read(activity) in EMPTY_VALUES:
                return field
        for item in self.items.get(activity.kind, ()):
            if (activity.record or {}).get(item) in EMPTY_VALUES:
                return RECORD_ITEM + item
        return ""


class Members(OfAField):
    """How many different people of the registry are named in a field and are as `members` says.

    `members` names roles, units or tiers as `applies_to` does, or is `everyone`; `in` is the field that names people.

    `measure: {members: {roles: [骨干教师]}, in: participants, of: {kind: 沙龙}}`
    """

    where_options: ClassVar[tuple[str, ...]] = ("of",)
    of_field: ClassVar[str] = "in_"
    members: AppliesTo
    in_: FieldName = Field(alias="in")
    of: Where

    def in_words(self) -> Words:
        """Say what is measured."""
        wanted = listed([*self.members.roles, *self.members.units, *self.members.tiers], COMMA)
        return NAMED.format(field=key_words(self.in_), wanted=wanted, where=where_words(self.of))

    @cached_property
    def ids(self) -> dict[str, str]:
        """Whoever is as wanted, by id and by name, known once resolved."""
        raise RuntimeError("a measure is used before it was resolved")

    def resolve(self, vocabulary: Vocabulary, document: Document, location: Location) -> None:
        """Make the WHERE ready, and look up the field and the roles."""
        super().resolve(vocabulary, document, location)
        place, tiers = (*location, "members"), {one.tier for one in vocabulary.registry.people.values() if one.tier}
        wanted = with_known_names(document, place, self.members, vocabulary.kinds, tiers or self.members.tiers)
        self.__dict__["ids"] = {
            text: member.id
            for member in vocabulary.registry.people.values()
            if wanted.covers(member.roles, member.unit or "", member.tier or "")
            for text in (member.id, member.name)
        }

    @property
    def unit(self) -> Words:
        """People."""
        return UNITS["people"]

    def amounts(self, entries: Sequence[Entry], window: Window, around: Around) -> Iterator[Counted]:  # noqa: ARG002
        """Give how many people each activity brings that none before it had."""
        seen: set[str] = set()
        for entry in entries:
            named = {self.ids[name] for name in values_of(self.read(entry.activity)) if name in self.ids}
            if named:
                yield entry, len(named - seen)
                seen |= named


NOTHING_WANTED = Words("all 没有写要哪些", "all names nothing")
COVERED = Words("{field}里出现了几个：{wanted}（{where}）", "how many of {wanted} occur in {field} ({where})")
SCHOOLS = Words("名册里的学校（{where}）", "the schools of the registry ({where})")
FILLED = Words("{fields}都填全的条数（{where}）", "activities with all of {fields} ({where})")
NAMED = Words("{field}里写到的人数：{wanted}（{where}）", "people named in {field}: {wanted} ({where})")
LACKING = Words("{day} 的活动缺“{field}”", "the activity of {day} lacks '{field}'")
