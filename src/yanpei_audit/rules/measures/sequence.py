"""Measures of order: what must follow something, or come before it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import cached_property
from typing import Annotated, Any, ClassVar, NamedTuple

from pydantic import BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from yanpei_audit.glossary import canonical, key_words
from yanpei_audit.language import Words
from yanpei_audit.records import Entry, Reader, Texts, Yes
from yanpei_audit.rules.around import Around, Window
from yanpei_audit.rules.conditions import resolve
from yanpei_audit.rules.measures.days import read_days
from yanpei_audit.rules.measures.measure import Counted, IfNone, Missed, PartOfAll, Tally, bad_bound
from yanpei_audit.rules.where import Selector, Vocabulary, Where, known_field, read_field
from yanpei_audit.rules.wording import COMMA, joined, where_words
from yanpei_audit.source import Document, Location
from yanpei_audit.validation import Written

MOST_DAYS_APART, MOST_STEPS = 3660, 20


def _read_distance(text: object) -> int:
    days = read_days(text)
    if days > MOST_DAYS_APART:
        raise bad_bound("30 days")
    return days


Distance = Annotated[int, BeforeValidator(_read_distance)]


def _one_or_more(written: object) -> object:
    return [written] if isinstance(written, dict) else written


class Chain(Written):
    """What goes with what: `each` activity, and the ones expected beside it, one step after the other.

    `within` is the greatest and `apart` the least distance between two steps, from the last day of the earlier to the
    first day of the later: 0 is the same day. The `same` fields must agree. A step serves one chain only, unless it is
    `shared`.
    """

    each: Where
    expect: Annotated[tuple[Where, ...], BeforeValidator(_one_or_more), Field(min_length=1, max_length=MOST_STEPS)]
    within: Distance | None = None
    apart: Distance = 0
    same: Texts = ()
    shared: Yes = False

    @model_validator(mode="after")
    def _can_be_met(self) -> Chain:
        if self.within is not None and self.within < self.apart:
            raise PydanticCustomError("YA701", "chain", {"detail": TOO_FAR})
        return self


class _Link(NamedTuple):
    """The steps found for one activity, the number of the one that lacks, if one does, and what it must go with."""

    steps: tuple[Entry, ...]
    lacking: int | None
    beside: Entry


class InOrder(PartOfAll):
    """How many activities have everything that is expected beside them."""

    where_options: ClassVar[tuple[str, ...]] = ()
    can_fall: ClassVar[bool] = True
    option: ClassVar[str]
    forward: ClassVar[bool]
    if_none: IfNone

    @cached_property
    def steps(self) -> tuple[Selector, ...]:
        """The selectors of `each` and of every step, known once resolved."""
        raise RuntimeError("a measure is used before it was resolved")

    @cached_property
    def keys(self) -> tuple[Reader, ...]:
        """What reads the fields that must agree, known once resolved."""
        raise RuntimeError("a measure is used before it was resolved")

    def in_words(self) -> Words:
        """Say what is measured."""
        steps = joined([where_words(where) for where in self.chain.expect], THEN)
        words = (FOLLOWERS if self.forward else PREDECESSORS).format(each=where_words(self.chain.each), steps=steps)
        if self.chain.apart:
            words = APART.format(words=words, days=self.chain.apart)
        if self.chain.within is not None:
            words = NEAR.format(words=words, days=self.chain.within)
        if self.chain.same:
            same = joined([key_words(canonical(field)) for field in self.chain.same], COMMA)
            words = SAME.format(words=words, fields=same)
        return words

    @property
    def chain(self) -> Chain:
        """What is expected."""
        chain: Chain = getattr(self, self.option)
        return chain

    def resolve(self, vocabulary: Vocabulary, document: Document, location: Location) -> None:
        """Make the WHEREs ready and look up the fields that must agree."""
        super().resolve(vocabulary, document, location)
        place = (*location, self.option)
        each = resolve(self.chain.each, vocabulary, document, (*place, "each"))
        expected = (
            resolve(where, vocabulary, document, (*place, "expect", number))
            for number, where in enumerate(self.chain.expect)
        )
        self.__dict__["steps"] = (each, *expected)
        fields = (
            known_field(document, (*place, "same", number), written, vocabulary)
            for number, written in enumerate(self.chain.same)
        )
        self.__dict__["keys"] = tuple(read_field(field, vocabulary) for field in fields if field)

    def looks_at(self, around: Around) -> tuple[Selector, ...]:
        """Look at all steps."""
        return tuple(selector.amid(around) for selector in self.steps)

    def all_selectors(self) -> tuple[Selector, ...]:
        """Give the WHEREs of the steps."""
        return self.steps

    def asks(self) -> frozenset[str]:
        """Give the fields that the steps ask about, and those that must agree."""
        return super().asks() | set(self.chain.same)

    def depends_on_order(self) -> bool:
        """Say that along a chain the nearest activities are taken."""
        return True

    def falls_in(self, entry: Entry, window: Window) -> bool:
        """Say whether an activity lies in a window, or as near to it as the greatest distance of the steps allows."""
        reach = dt.timedelta(days=(self.chain.within or 0) * len(self.chain.expect))
        first, last = (window.first, window.last + reach) if self.forward else (window.first - reach, window.last)
        return first <= entry.last <= last

    def is_done(self, entry: Entry, so_far: Window, as_of: dt.date) -> bool:  # noqa: ARG002
        """Say whether an activity is done by a day; what follows one of the period may lie behind the period."""
        return entry.last <= as_of

    def tally(self, entries: Sequence[Entry], window: Window, around: Around) -> Tally:
        """Measure how many activities have all steps; steps count with them, and what serves none does not count.

        Of single steps as many as possible are given out; along a chain the earliest activity takes the nearest ones.
        """
        each, *expected = self.looks_at(around)
        triggers = [
            entry for entry in entries if window.first <= entry.last <= window.last and each.selects(entry.activity)
        ]
        triggers.sort(key=lambda entry: entry.last.toordinal() if self.forward else -entry.first.toordinal())
        pools = [[entry for entry in entries if one.selects(entry.activity)] for one in expected]
        counted: list[Counted] = []
        missed: list[Missed] = []
        gaps: list[Words] = []
        used: set[int] = set()
        waiting = 0
        partners = self._matched(triggers, pools[0]) if len(pools) == 1 and not self.chain.shared else None
        for trigger in triggers:
            link = self._follow(trigger, pools, used) if partners is None else self._with(trigger, partners)
            if link.lacking is None:
                counted += [(trigger, 1), *((step, 0) for step in link.steps)]
                used |= {id(step) for step in link.steps}
            else:
                missed.append(Missed(trigger, "no_step"))
                gaps.append(self._gap(trigger, link))
                waiting += self._has_time(link, around.as_of)
        counted = _once(counted)
        having_counted = {id(entry) for entry, _amount in counted}
        missed = [one for one in missed if id(one.entry) not in having_counted]
        known = {id(entry) for entry, _amount in counted} | {id(one.entry) for one in missed}
        missed += [Missed(entry, "serves_none") for entry in entries if id(entry) not in known]
        number = Fraction(sum(amount for _entry, amount in counted)) if triggers else None
        return Tally(number, counted, missed, Fraction(len(triggers)), tuple(gaps), waiting)

    def _matched(self, triggers: Sequence[Entry], pool: Sequence[Entry]) -> dict[int, Entry]:
        """Give every activity a step of its own, so that as many as possible have one.

        All have the same distances to keep, so that taking the nearest step in the order of days serves most. That is
        not so where activities are steps themselves; few of them are then matched by changing places.
        """
        if len(triggers) <= FEW and {id(one) for one in triggers} & {id(one) for one in pool}:
            return self._matched_by_changing(triggers, pool)
        found: dict[int, Entry] = {}
        steps: dict[Any, list[Entry]] = {}
        for step in sorted(pool, key=lambda one: one.first.toordinal() if self.forward else -one.last.toordinal()):
            steps.setdefault(self._key(step), []).append(step)
        for trigger in triggers:
            waiting = steps.get(self._key(trigger), [])
            while waiting and self._distance_from(trigger)(waiting[0]) < self.chain.apart:
                waiting.pop(0)
            nearest = next((one for one in waiting[:2] if one is not trigger), None)
            if nearest is not None and self._fits(trigger, trigger, nearest):
                waiting.remove(nearest)
                found[id(trigger)] = nearest
        return found

    def _key(self, entry: Entry) -> tuple[Any, ...]:
        return tuple(str(read(entry.activity)) for read in self.keys)

    def _matched_by_changing(self, triggers: Sequence[Entry], pool: Sequence[Entry]) -> dict[int, Entry]:
        fitting = {id(trigger): [one for one in pool if self._goes_with(trigger, one)] for trigger in triggers}
        takers: dict[int, Entry] = {}

        def take(trigger: Entry, tried: set[int]) -> bool:
            for step in sorted(fitting[id(trigger)], key=self._distance_from(trigger)):
                if id(step) not in tried:
                    tried.add(id(step))
                    if id(step) not in takers or take(takers[id(step)], tried):
                        takers[id(step)] = trigger
                        return True
            return False

        for trigger in triggers:
            take(trigger, set())
        return {id(taker): step for step in pool if (taker := takers.get(id(step))) is not None}

    def _goes_with(self, trigger: Entry, step: Entry) -> bool:
        return step is not trigger and self._fits(trigger, trigger, step)

    def _with(self, trigger: Entry, partners: Mapping[int, Entry]) -> _Link:
        step = partners.get(id(trigger))
        return _Link((), 0, trigger) if step is None else _Link((step,), None, step)

    def _follow(self, trigger: Entry, pools: Sequence[Sequence[Entry]], used: set[int]) -> _Link:
        """Find a step in every pool, each beside the one before it."""
        found: list[Entry] = []
        current = trigger
        for number, pool in enumerate(pools):
            taken = set() if self.chain.shared else used
            taken = taken | {id(trigger), *map(id, found)}
            fitting = (entry for entry in pool if id(entry) not in taken and self._fits(trigger, current, entry))
            step = min(fitting, key=self._distance_from(current), default=None)
            if step is None:
                return _Link((), number, current)
            found.append(step)
            current = step
        return _Link(tuple(found), None, current)

    def _fits(self, trigger: Entry, current: Entry, entry: Entry) -> bool:
        days = self._distance_from(current)(entry)
        near = days >= self.chain.apart and (self.chain.within is None or days <= self.chain.within)
        return near and all(_agree(read(trigger.activity), read(entry.activity)) for read in self.keys)

    def _distance_from(self, current: Entry) -> Any:
        if self.forward:
            return lambda entry: (entry.first - current.last).days
        return lambda entry: (current.first - entry.last).days

    def _has_time(self, link: _Link, as_of: dt.date) -> bool:
        """Say whether what must follow may still come."""
        return (latest := self._latest(link)) is not None and latest > as_of

    def _latest(self, link: _Link) -> dt.date | None:
        """Give the last day on which the step that lacks may follow, where there is one."""
        if not self.forward or self.chain.within is None:
            return None
        return link.beside.last + dt.timedelta(days=self.chain.within)

    def _gap(self, trigger: Entry, link: _Link) -> Words:
        what = where_words(self.chain.expect[link.lacking or 0])
        words = FOLLOWED if self.forward else PRECEDED
        gap = words.format(day=trigger.last, kind=trigger.activity.kind, what=what)
        latest = self._latest(link)
        return gap if latest is None else LATEST.format(gap=gap, day=latest)


def _agree(one: Any, other: Any) -> bool:
    return one not in (None, (), {}) and one == other


def _once(counted: Sequence[Counted]) -> list[Counted]:
    """Put together what one entry counts for: a step that is shared, or is a trigger of its own."""
    together: dict[int, Counted] = {}
    for entry, amount in counted:
        together[id(entry)] = (entry, amount + together.get(id(entry), (entry, 0))[1])
    return list(together.values())


class After(InOrder):
    """How many activities are followed by what is expected after them.

    `each` selects the activities, `expect` what must follow, or a list of steps one after the other. `within: 30 days`
    is the greatest distance, `apart: 1 day` the least (0, the same day, unless said), `same` lists fields that must
    agree. A step serves one activity only, unless `shared: 是`. Without `within` it must lie in the period; with it, so
    many days beyond. `if_none` says what holds where there is nothing to be followed: `not_applicable` or `short`.
    Bounds are numbers or a part of the activities, such as 100 %.

    `measure: {after: {each: {kind: 外出学习}, expect: {kind: 讲座}, apart: 1 day}, if_none: not_applicable}`
    """

    option: ClassVar[str] = "after"
    forward: ClassVar[bool] = True
    after: Chain


class Before(InOrder):
    """How many activities are preceded by what is expected before them; the options are those of `after`.

    `measure: {before: {each: {kind: 研讨课}, expect: {kind: 集体备课}, same: [topic]}, if_none: not_applicable}`
    """

    option: ClassVar[str] = "before"
    forward: ClassVar[bool] = False
    before: Chain


FEW = 100
TOO_FAR = Words("至少隔的天数多于至多隔的天数", "they must be further apart than they may be")
FOLLOWED = Words("{day} 的{kind}之后缺一条：{what}", "the {kind} of {day} lacks one after it: {what}")
PRECEDED = Words("{day} 的{kind}之前缺一条：{what}", "the {kind} of {day} lacks one before it: {what}")
LATEST = Words("{gap}，最迟 {day}", "{gap}, by {day} at the latest")
THEN = Words("，再有", ", then ")
FOLLOWERS = Words("之后跟上了的条数：{each}，之后有{steps}", "activities followed up: {each}, after it {steps}")
PREDECESSORS = Words("之前准备了的条数：{each}，之前有{steps}", "activities prepared: {each}, before it {steps}")
APART = Words("{words}，至少隔 {days} 天", "{words}, at least {days} days apart")
NEAR = Words("{words}，至多隔 {days} 天", "{words}, at most {days} days apart")
SAME = Words("{words}，{fields}相同", "{words}, with the same {fields}")
