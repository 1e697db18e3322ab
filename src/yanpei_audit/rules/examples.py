"""The examples of a rule, and whom and what they speak of."""

from __future__ import annotations

from typing import Any

from pydantic import model_validator

from yanpei_audit.records import Text, Texts
from yanpei_audit.registry import Member, Pair, School, Years
from yanpei_audit.validation import Written

SIDES = ("met", "short", "over", "pending", "undecided", "exempt", "not_applicable")


class Example(Written):
    """Someone's activities, and, where it matters, who that is; written as a list it is the activities alone.

    `also` gives the verdicts by the other readings of the rule, in their order.
    """

    activities: tuple[dict[str, Any], ...]
    roles: Texts = ()
    unit: Text | None = None
    tier: Text | None = None
    years: Years | None = None
    also: Texts = ()

    @model_validator(mode="before")
    @classmethod
    def _short_form(cls, written: object) -> object:
        return {"activities": written} if isinstance(written, list) else written


class Examples(Written):
    """Examples by the verdict that each must lead to; they are run when the rules are tested."""

    met: tuple[Example, ...] = ()
    short: tuple[Example, ...] = ()
    over: tuple[Example, ...] = ()
    pending: tuple[Example, ...] = ()
    undecided: tuple[Example, ...] = ()
    exempt: tuple[Example, ...] = ()
    not_applicable: tuple[Example, ...] = ()


class ConsequenceExamples(Written):
    """Examples of a consequence: whom it is drafted for, for whom it is pending, and for whom there is none."""

    drafted: tuple[Example, ...] = ()
    pending: tuple[Example, ...] = ()
    none: tuple[Example, ...] = ()


class Cast(Written):
    """The people, schools and pairs that the examples of a pack speak of: its registry while it is tested.

    The person of every example has the id `P1` and the name `甲`.
    """

    people: tuple[Member, ...] = ()
    schools: tuple[School, ...] = ()
    pairs: tuple[Pair, ...] = ()
