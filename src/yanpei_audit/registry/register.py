"""Everything that the registry says, to be looked up."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from yanpei_audit.findings import SourceSpan
from yanpei_audit.findings.catalogue import CODES
from yanpei_audit.records import Person
from yanpei_audit.registry.model import Member, Pair, School
from yanpei_audit.registry.service import ALWAYS, Service, service_of
from yanpei_audit.suggestions import Advice, Spellings, advice


class Registry(NamedTuple):
    """Everything the registry says: people by id, schools by name, other names of schools, and the pairs.

    `places` says where each of the people stands.
    """

    people: Mapping[str, Member] = MappingProxyType({})
    schools: Mapping[str, School] = MappingProxyType({})
    aliases: Mapping[str, str] = MappingProxyType({})
    pairs: tuple[Pair, ...] = ()
    places: Mapping[str, SourceSpan] = MappingProxyType({})

    def service_of(self, person: str) -> Service:
        """Give when and as what somebody serves, by their id; whom the registry does not know serves always."""
        member = self.people.get(person)
        return ALWAYS if member is None else service_of(member)

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

    def advice_on(self, school: str) -> Advice | None:
        """Ask for the school that was probably meant by a name; None for a registered one, or where none is."""
        if not self.schools or school in self.schools:
            return None
        known = Spellings({**{name: name for name in self.schools}, **self.aliases})
        return advice(school, known, CODES["YA513"].hint)

    def schools_where(self, wanted: Mapping[str, frozenset[str]]) -> tuple[str, ...]:
        """Give the names of the schools whose fields are among the wanted words."""
        return tuple(
            school.name
            for school in self.schools.values()
            if all(getattr(school, field) in words for field, words in wanted.items())
        )


EMPTY = Registry()
