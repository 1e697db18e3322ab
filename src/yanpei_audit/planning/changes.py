"""What differs between two sets of outcomes of one person."""

from __future__ import annotations

from typing import NamedTuple

from yanpei_audit.audit import Outcome
from yanpei_audit.planning.bench import Outcomes
from yanpei_audit.rules import Bounds


class Change(NamedTuple):
    """An outcome before and after; None where the rule says nothing about the person."""

    before: Outcome | None
    after: Outcome | None

    @property
    def outcome(self) -> Outcome:
        """The one of both that there is, the later one first."""
        there = self.after or self.before
        if there is None:
            raise ValueError("a change of nothing")
        return there


def changes_between(before: Outcomes, after: Outcomes) -> list[Change]:
    """Give the outcomes whose verdict, number or bound differs, in the order of the rules."""
    keys = dict.fromkeys([*before, *after])
    pairs = (Change(before.get(key), after.get(key)) for key in keys)
    return [pair for pair in pairs if _seen(pair.before) != _seen(pair.after)]


def _seen(outcome: Outcome | None) -> tuple[object, ...]:
    if outcome is None:
        return ()
    bounds: Bounds = outcome.bounds
    return outcome.verdict, outcome.measured, bounds
