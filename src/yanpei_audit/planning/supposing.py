"""The registry as if somebody were away, or held other posts."""

from __future__ import annotations

from collections.abc import Sequence

from yanpei_audit.calendar import Stretch
from yanpei_audit.records import Person
from yanpei_audit.registry import Member, Registry
from yanpei_audit.registry.model import Away

SUPPOSED = "假设"


def supposed_registry(registry: Registry, person: Person, leaves: Sequence[Stretch], roles: Sequence[str]) -> Registry:
    """Add days away to somebody's service, and put roles in the place of all those that they hold."""
    if not leaves and not roles:
        return registry
    member = registry.people.get(person.id) or Member.model_construct(id=person.id, name=person.name)
    away = [
        Away.model_validate({"from": days.first.isoformat(), "to": days.last.isoformat(), "kind": SUPPOSED})
        for days in leaves
    ]
    member = member.model_copy(update={"away": (*member.away, *away)})
    if roles:
        posts = tuple(post.model_copy(update={"roles": ()}) for post in member.posts)
        member = member.model_copy(update={"roles": tuple(roles), "posts": posts})
    return registry._replace(people={**registry.people, person.id: member})
