"""By what an outcome flips: found by auditing states that lie between the two.

A component is a cause where the base with nothing but that component of the head comes to the head's verdict. Where
none does, those are causes together without which the head does not come to it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

from yanpei_audit.audit import AuditResult
from yanpei_audit.bundled import SHOWN as SHIPPED
from yanpei_audit.comparing.audited import Audited
from yanpei_audit.comparing.flips import (
    NOT_THERE,
    Difference,
    Flip,
    Key,
    Standing,
    differences,
    outcomes_by_key,
    standing_of,
)
from yanpei_audit.comparing.states import Component, State, Wanted, changes, mixed
from yanpei_audit.rules.rulebook import read_rulebook
from yanpei_audit.settings import FILE_NAME as SETTINGS

Audit = Callable[[State], AuditResult]
Reached = Mapping[Key, Standing] | None


def compare(
    base: tuple[State, AuditResult], head: tuple[State, AuditResult], wanted: Wanted, audit: Audit
) -> Difference:
    """Compare two states that have been audited, and find by what each outcome flips; `audit` audits states between."""
    changed = changes(base[0], head[0], wanted)
    sides = [Audited(result, read_rulebook(state.rules)) for state, result in (base, head)]
    found = differences(sides[0], sides[1], changed)
    people = {flip.key.person for flip in found.flips}
    files: dict[str, set[str]] = {person: set() for person in people}
    for one in (*base[1].people, *head[1].people):
        if one.person.id in people:
            files[one.person.id].update(span.path for span in (one.person.span, *one.person.other_spans))
    states = [_only(state, set().union(*files.values())) for state in (base[0], head[0])]
    between = _Between(states[0], states[1], changed, frozenset(flip.key for flip in found.flips), audit)
    flips = []
    for flip in found.flips:
        causes, together = between.causes_of(flip)
        named = between.files(flip, causes, files[flip.key.person])
        flips.append(flip._replace(causes=causes, together=together, files=named))
    return found._replace(flips=tuple(flips))


def _only(state: State, files: Collection[str]) -> State:
    """Leave out the files of people who do not flip: nobody's outcomes hang on the files of others."""
    return state._replace(files=tuple(file for file in state.files if file.shown in files))


class _Between:
    """The states between two, each audited once and only when it is asked about.

    `changed` are the components that differ with the files that do, and `keys` are the outcomes asked about.
    """

    def __init__(
        self,
        base: State,
        head: State,
        changed: Mapping[Component, tuple[str, ...]],
        keys: Collection[Key],
        audit: Audit,
    ) -> None:
        self._base, self._head, self._audit = base, head, audit
        self._changed, self._keys = changed, keys
        self._known: dict[frozenset[Component], Reached] = {}

    def causes_of(self, flip: Flip) -> tuple[tuple[Component, ...], bool]:
        """Give the causes of a flip, and whether it takes all of them together."""
        components = tuple(self._changed)
        if len(components) == 1:
            return components, False
        alone = tuple(one for one in components if self._reaches(flip, {one}))
        if alone:
            return alone, False
        needed = tuple(one for one in components if not self._reaches(flip, {*components} - {one}))
        return (needed if len(needed) > 1 else components), True

    def files(self, flip: Flip, causes: Collection[Component], own: Collection[str]) -> tuple[str, ...]:
        """Name the files of the causes that differ: of records the person's own, of rules those of the rule's pack."""
        books = [read_rulebook(state.rules) for state in (self._base, self._head)]
        packs = {file.shown for book in books for file, pack in book.pack_files if pack.pack == flip.key.pack}
        named: list[str] = []
        for cause in causes:
            files = self._changed[cause]
            if cause is Component.RECORDS:
                files = tuple(name for name in files if name in own)
            if cause is Component.RULES:
                files = tuple(name for name in files if name in packs or name == SETTINGS) or files
            named += files
        return tuple(name for name in dict.fromkeys(named) if not name.startswith(f"{SHIPPED}:"))

    def _reaches(self, flip: Flip, of_head: Collection[Component]) -> bool:
        wanted = frozenset(of_head)
        if wanted not in self._known:
            self._known[wanted] = self._standings(mixed(self._base, self._head, wanted))
        reached = self._known[wanted]
        return reached is not None and reached.get(flip.key, NOT_THERE) == standing_of(flip.after)

    def _standings(self, state: State) -> Reached:
        """Audit a state; one whose parts contradict each other comes to nothing."""
        result = self._audit(state)
        if not read_rulebook(state.rules).rules:
            return None
        people = {key.person for key in self._keys}
        outcomes = outcomes_by_key(one for one in result.people if one.person.id in people)
        return {key: standing_of(outcome) for key, outcome in outcomes.items() if key in self._keys}
