"""Consequences: what outcomes together lead to. They are drafted for people to decide on, and never carried out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Annotated, Any, Protocol

from pydantic import Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from yanpei_audit.calendar import Length
from yanpei_audit.language import Words
from yanpei_audit.records import Texts, whole_number
from yanpei_audit.rules.examples import ConsequenceExamples
from yanpei_audit.rules.said import Said
from yanpei_audit.rules.where import report_unknown
from yanpei_audit.source import Document, Location
from yanpei_audit.validation import Written

IDENTIFIER = r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$"
Identifier = Annotated[str, StringConstraints(pattern=IDENTIFIER, max_length=60)]
MOST_PERIODS = 12


Periods = Annotated[int, whole_number(MOST_PERIODS)]
Fails = bool | None


class When(Written):
    """Which rules fail: one by its id, `all` of several conditions, or `any` of them."""

    rule: Identifier | None = None
    all_: tuple[When, ...] = Field((), alias="all")
    any_: tuple[When, ...] = Field((), alias="any")

    @model_validator(mode="before")
    @classmethod
    def _short_form(cls, written: Any) -> Any:
        return {"rule": written} if isinstance(written, str) else written

    @model_validator(mode="after")
    def _is_one(self) -> When:
        if sum((self.rule is not None, bool(self.all_), bool(self.any_))) != 1:
            raise PydanticCustomError("YA701", "when", {"detail": ONE_CONDITION})
        return self

    def rules(self) -> Iterator[str]:
        """Give the rules that it names, in their order."""
        if self.rule is not None:
            yield self.rule
        for part in (*self.all_, *self.any_):
            yield from part.rules()

    def holds(self, fails: Callable[[str], Fails]) -> Fails:
        """Say whether it holds, `fails` saying it of each rule; None where that is not known yet."""
        if self.rule is not None:
            return fails(self.rule)
        parts = [part.holds(fails) for part in self.all_ or self.any_]
        decisive = not self.all_
        if decisive in parts:
            return decisive
        return None if None in parts else not decisive


class OtherReading(Written):
    """Another reading of when a consequence follows; where it comes to something else, the consequence is 待核."""

    reading: Said
    when: When


class Consequence(Written):
    """What follows where `when` holds in `periods` periods one after the other, or in so many `within` the last ones.

    One that `outweighs` others takes their place.
    """

    id: Identifier
    title: Said
    when: When
    periods: Periods = 1
    within: Periods | None = None
    reading: Said | None = None
    also: OtherReading | None = None
    outweighs: Texts = ()
    source: Texts = Field(min_length=1)
    examples: ConsequenceExamples = ConsequenceExamples()

    @model_validator(mode="after")
    def _is_possible(self) -> Consequence:
        if self.within is not None and self.within < self.periods:
            raise PydanticCustomError("YA701", "within", {"detail": TOO_FEW})
        return self

    def names(self) -> set[str]:
        """Give the rules that any reading of it rests on."""
        return {*self.when.rules(), *(self.also.when.rules() if self.also is not None else ())}

    @property
    def looks_back(self) -> int:
        """How many periods are looked at, the present one among them."""
        return self.within or self.periods

    @property
    def clause(self) -> str:
        """Where it comes from, in one text."""
        return "、".join(self.source)


class _Rule(Protocol):
    """What is asked of a rule: the length of its periods."""

    @property
    def length(self) -> Length: ...


def check_consequences(consequences: Sequence[Consequence], rules: Mapping[str, _Rule], document: Document) -> None:
    """Report what consequences name and does not exist, and rules of theirs whose periods differ."""
    ids = [one.id for one in consequences]
    for number, one in enumerate(consequences):
        place: Location = ("consequences", number)
        if one.id in ids[:number]:
            document.report("YA712", document.span(*place, "id"), text=one.id)
        whens = [((*place, "when"), one.when)]
        whens += [((*place, "also", "when"), one.also.when)] if one.also is not None else []
        for where, when in whens:
            for name in when.rules():
                if name not in rules:
                    report_unknown(document, where, Words("规则", "rule"), name, rules)
        lengths = {rules[name].length for _where, when in whens for name in when.rules() if name in rules}
        if len(lengths) > 1:
            document.report("YA701", document.span(*place, "when"), detail=OTHER_LENGTHS)
        for step, other in enumerate(one.outweighs):
            if other not in ids or other == one.id:
                known = [name for name in ids if name != one.id]
                report_unknown(document, (*place, "outweighs", step), Words("后果", "consequence"), other, known)


OTHER_LENGTHS = Words("这些规则的周期长短不同", "these rules have periods of different lengths")
ONE_CONDITION = Words(
    "when 写一条规则的 id，或 {all: […]}，或 {any: […]}", "when takes the id of a rule, {all: […]} or {any: […]}"
)
TOO_FEW = Words("within 小于 periods", "within is less than periods")
