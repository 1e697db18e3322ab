"""What two audits concluded, side by side: outcomes that flip, people and rules that only one of them has."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from yanpei_audit.audit import Outcome, PersonResult, Verdict
from yanpei_audit.calendar import Period
from yanpei_audit.comparing.audited import Audited, Judged, OneSided
from yanpei_audit.comparing.states import Component
from yanpei_audit.language import Words
from yanpei_audit.records import Person


class Key(NamedTuple):
    """What an outcome is about: `partner` is empty but for pairs, `number` counts outcomes that are alike in the rest.

    `period` is the id of one; a rule is the same in every version of its pack.
    """

    person: str
    partner: str
    pack: str
    rule: str
    period: str
    number: int = 0


class Standing(NamedTuple):
    """What must differ for a flip: the verdict, and whether it fails the run, which an advisory one does not."""

    verdict: Verdict
    fails: bool


class Flip(NamedTuple):
    """One outcome whose verdict differs; where a state has none, the rule was not for the person in it.

    Each of the `causes` alone leads from the one to the other, or all of them `together` do; `files` are those of the
    causes that differ.
    """

    key: Key
    person: Person
    period: Period
    title: Words
    before: Outcome | None
    after: Outcome | None
    causes: tuple[Component, ...] = ()
    together: bool = False
    files: tuple[str, ...] = ()

    @property
    def newly_fails(self) -> bool:
        """Say whether it fails now and did not before."""
        return standing_of(self.after).fails and not standing_of(self.before).fails


class Difference(NamedTuple):
    """Everything that differs between two states, and what was compared.

    `components` are those that differ at all. Flips come with those first that newly fail, then by person and rule.
    """

    period: Period
    base_day: dt.date
    head_day: dt.date
    components: tuple[Component, ...]
    compared: int
    flips: tuple[Flip, ...] = ()
    appeared: tuple[PersonResult, ...] = ()
    gone: tuple[PersonResult, ...] = ()
    added: tuple[OneSided, ...] = ()
    removed: tuple[OneSided, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Say whether nothing differs in what was concluded."""
        return not (self.flips or self.appeared or self.gone or self.added or self.removed)

    @property
    def newly_fails(self) -> bool:
        """Say whether anybody fails who did not before, newcomers and new rules among them."""
        return (
            any(flip.newly_fails for flip in self.flips)
            or any(outcome.fails for one in self.appeared for outcome in one.outcomes)
            or any(one.failing for one in self.added)
        )


def standing_of(outcome: Outcome | None) -> Standing:
    """Give the standing of an outcome; one that is not there stands like one that does not apply."""
    return Standing(outcome.verdict, outcome.fails) if outcome is not None else NOT_THERE


NOT_THERE = Standing(Verdict.NOT_APPLICABLE, fails=False)


def outcomes_by_key(people: Iterable[PersonResult]) -> dict[Key, Outcome]:
    """Put every outcome under what it is about."""
    found: dict[Key, Outcome] = {}
    for one in people:
        alike: Counter[Key] = Counter()
        for outcome in one.outcomes:
            partner = outcome.partner.written if outcome.partner else ""
            key = Key(one.person.id, partner, outcome.rule.pack, outcome.rule.rule, outcome.period.id)
            found[key._replace(number=alike[key])] = outcome
            alike[key] += 1
    return found


def differences(base: Audited, head: Audited, components: Iterable[Component]) -> Difference:
    """Compare two audits; the flips have no causes yet."""
    before, after = ({one.person.id: one for one in side.result.people} for side in (base, head))
    both = before.keys() & after.keys()
    in_base, in_head = base.judged.keys(), head.judged.keys()
    in_both = in_base & in_head
    keyed = [outcomes_by_key(one for one in people.values() if one.person.id in both) for people in (before, after)]
    flips = [
        flip
        for flip in _flips((before, keyed[0]), (after, keyed[1]), _titles(base, head))
        if Judged(flip.key.pack, flip.key.rule, flip.key.period) in in_both
    ]
    return Difference(
        head.result.period,
        base.result.as_of,
        head.result.as_of,
        tuple(components),
        len({*keyed[0], *keyed[1]}),
        tuple(sorted(flips, key=lambda flip: _place(flip, _order(base, head)))),
        tuple(one for one in head.result.people if one.person.id not in both),
        tuple(one for one in base.result.people if one.person.id not in both),
        tuple(head.one_sided(in_head - in_base)),
        tuple(base.one_sided(in_base - in_head)),
    )


def _flips(
    base: tuple[Mapping[str, PersonResult], Mapping[Key, Outcome]],
    head: tuple[Mapping[str, PersonResult], Mapping[Key, Outcome]],
    titles: Mapping[tuple[str, str], Words],
) -> Iterator[Flip]:
    """Give what differs; that a rule might be for somebody whose record cannot be read is not yet a flip."""
    (people_before, before), (people_after, after) = base, head
    for key in {*before, *after}:
        one, other = before.get(key), after.get(key)
        there, people = (other, people_after) if one is None else (one, people_before)
        if there is None or standing_of(one) == standing_of(other):
            continue
        if None in (one, other) and people[key.person].person.faulty:
            continue
        yield Flip(key, people_after[key.person].person, there.period, titles[key.pack, key.rule], one, other)


def _titles(base: Audited, head: Audited) -> dict[tuple[str, str], Words]:
    return {(rule.id.pack, rule.id.rule): rule.rule.title.words for side in (base, head) for rule in side.result.rules}


def _order(base: Audited, head: Audited) -> dict[tuple[str, str], int]:
    return {rule: place for place, rule in enumerate(_titles(head, base))}


def _place(flip: Flip, order: Mapping[tuple[str, str], int]) -> tuple[object, ...]:
    key = flip.key
    rule = order[key.pack, key.rule]
    return (not flip.newly_fails, key.person, rule, flip.period.first, key.period, key.partner, key.number)
