"""Whom a pack or a rule is for."""

from __future__ import annotations

from collections.abc import Collection

from pydantic import model_validator
from pydantic_core import PydanticCustomError

from yanpei_audit.language import Words
from yanpei_audit.records import Texts
from yanpei_audit.records.kinds import Kinds, spellings_for
from yanpei_audit.rules.where import report_unknown
from yanpei_audit.source import Document, Location
from yanpei_audit.validation import Written


class AppliesTo(Written):
    """Whom a pack or a rule is for: all lines must hold; `everyone` is written as that one word."""

    roles: Texts = ()
    units: Texts = ()
    tiers: Texts = ()

    @model_validator(mode="before")
    @classmethod
    def _everyone(cls, written: object) -> object:
        if isinstance(written, dict) and [] in written.values():
            raise PydanticCustomError("YA701", "nobody", {"detail": NOBODY})
        return {} if written == "everyone" else written

    def covers(self, roles: Collection[str], unit: str, tier: str = "") -> bool:
        """Say whether someone with these roles, this unit and this tier is meant."""
        return (
            (not self.roles or not set(self.roles).isdisjoint(roles))
            and (not self.units or unit in self.units)
            and (not self.tiers or tier in self.tiers)
        )


def with_known_names(
    document: Document, location: Location, applies_to: AppliesTo, kinds: Kinds, tiers: Collection[str]
) -> AppliesTo:
    """Put the roles' own names for whichever were written, and report the roles and tiers that do not exist."""
    found = []
    for number, text in enumerate(applies_to.roles):
        if role := kinds.role(text):
            found.append(role.name)
        else:
            known = spellings_for(text, kinds.roles.values())
            report_unknown(document, (*location, "roles", number), Words("岗位", "role"), text, known)
    for number, text in enumerate(applies_to.tiers):
        if text not in tiers:
            report_unknown(document, (*location, "tiers", number), Words("分层", "tier"), text, tiers)
    return applies_to.model_copy(update={"roles": tuple(found)})


NOBODY = Words("没有写适用于谁；适用于所有人就写 everyone", "it names nobody; for everybody write everyone")
