"""People by unit, subject and post."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from yanpei_audit.audit import PersonResult
from yanpei_audit.language import in_order

_GROUPS: dict[str, Callable[[PersonResult], Iterable[str]]] = {
    "unit": lambda person: (person.person.unit,),
    "subject": lambda person: (person.person.subject,),
    "roles": lambda person: person.person.roles,
}


def groups_of(people: Sequence[PersonResult]) -> Iterator[tuple[str, dict[str, list[PersonResult]]]]:
    """Give the units, then the subjects and the posts, each by name with its people, and those without any last.

    Whoever has several posts is in the group of each.
    """
    for label, names_of in _GROUPS.items():
        groups: dict[str, list[PersonResult]] = {}
        for person in people:
            for name in names_of(person) or ("",):
                groups.setdefault(name, []).append(person)
        yield label, dict(sorted(groups.items(), key=lambda group: (not group[0], in_order(group[0]))))
