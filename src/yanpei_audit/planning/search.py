"""The search for additions: grown until an outcome is met, then made smaller as long as everything holds."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from math import ceil

from yanpei_audit.audit import Outcome, Verdict
from yanpei_audit.planning.activities import Fields
from yanpei_audit.planning.bench import Bench, Key, Outcomes
from yanpei_audit.planning.growth import Fill, growths
from yanpei_audit.planning.templates import Wanted
from yanpei_audit.rules import ReadyRule, RuleId
from yanpei_audit.rules.rulebook import Rulebook

NUMBERED = "补 {number}"
ROUNDS, MOST_TRIED = 3, 24


@dataclass
class Addition:
    """A template made to a size."""

    fill: Fill
    size: int


@dataclass
class Search:
    """What is added so far, and which outcomes it makes met."""

    bench: Bench
    rules: dict[RuleId, ReadyRule]
    rehearsal: Rulebook
    before: Outcomes
    chosen: list[Addition] = field(default_factory=list)
    held: list[Key] = field(default_factory=list)
    tried: set[Key] = field(default_factory=set)

    def activities(self) -> list[Fields]:
        """Give everything that is added, numbered, so that none repeats another."""
        several = [fields for one in self.chosen for fields in one.fill(one.size)]
        return [[*fields, ("note", NUMBERED.format(number=number))] for number, fields in enumerate(several, 1)]

    def outcomes(self) -> Outcomes:
        """Judge with everything that is added."""
        return self.bench.outcomes(self.activities())

    def is_met(self, *keys: Key) -> bool:
        """Say whether outcomes are met, and nothing has become too much."""
        after = self.outcomes()
        met = all(key in after and after[key].verdict is Verdict.MET for key in keys)
        return met and not any(self._is_new_excess(key, outcome) for key, outcome in after.items())

    def _is_new_excess(self, key: Key, outcome: Outcome) -> bool:
        if outcome.verdict is not Verdict.OVER:
            return False
        return key not in self.before or self.before[key].verdict is not Verdict.OVER

    def add_for(self, key: Key) -> None:
        """Add what makes an outcome met, where it is not met by what is added already, and anything does."""
        if self.is_met(key) or self.reach(key):
            self.held.append(key)
        self.tried.add(key)

    def reach(self, key: Key) -> bool:
        """Add what makes an outcome met, by the first of its rule's examples with which that can be done."""
        outcome = self.outcomes()[key]
        wanted = Wanted(self.rules[outcome.rule], outcome, self.rehearsal)
        for tried, (fill, most) in enumerate(growths(wanted, self.bench, self.activities())):
            if tried >= MOST_TRIED:
                break
            if most and self._try(Addition(fill, 1), key, outcome, most):
                return True
        return False

    def _try(self, addition: Addition, key: Key, before: Outcome, most: int) -> bool:
        """Add something, and keep it if it makes the outcome met."""
        self.chosen.append(addition)
        kept = False
        try:
            kept = self._grow(key, before, most)
        finally:
            if not kept:
                self.chosen.pop()
        return kept

    def _grow(self, key: Key, before: Outcome, most: int) -> bool:
        """Let the last addition have the size that the first step's gain asks for."""
        addition = self.chosen[-1]
        number = before.measured or Fraction()
        for _round in range(ROUNDS):
            now = self.outcomes().get(key)
            if now is None or now.measured is None or now.measured <= number:
                return False
            if self.is_met(key):
                return True
            least = now.bounds.at_least
            if least is None or not now.shortfall:
                return False
            gain = (now.measured - number) / addition.size
            addition.size += ceil(now.shortfall / gain)
            if addition.size > most:
                return False
        return self.is_met(key)

    def shrink(self) -> None:
        """Take from each addition what nothing needs, until nothing can be taken from any."""
        changed = True
        while changed:
            changed = False
            for addition in self.chosen:
                changed |= self._made_smaller(addition)
            self.chosen = [addition for addition in self.chosen if addition.size]

    def _made_smaller(self, addition: Addition) -> bool:
        """Give an addition the least size with which everything holds; say whether that is less than it was."""
        size = enough = addition.size
        if self._holds_with(addition, 0):
            enough = 0
        elif size > 1 and self._holds_with(addition, size - 1):
            too_little, enough = 0, size - 1
            while enough - too_little > 1:
                middle = (too_little + enough) // 2
                if self._holds_with(addition, middle):
                    enough = middle
                else:
                    too_little = middle
        addition.size = enough
        return enough < size

    def _holds_with(self, addition: Addition, size: int) -> bool:
        size, addition.size = addition.size, size
        try:
            return self.is_met(*self.held)
        finally:
            addition.size = size
