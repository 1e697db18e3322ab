"""What the files of the registry say, as it is written."""

from __future__ import annotations

import datetime as dt
import re
from fractions import Fraction
from typing import Annotated, Self

from pydantic import AliasChoices, Field, PlainValidator, model_validator
from pydantic_core import PydanticCustomError

from yanpei_audit.language import Words
from yanpei_audit.records import Day, Text, Texts, Yes, reader_from_text, whole_number
from yanpei_audit.scalars import MisreadError, narrow
from yanpei_audit.validation import Written, refuse_reversed

MOST_YEARS = 60
SHARES = (r"(\d{1,3})\s*/\s*(\d{1,3})", r"(\d{1,3}(?:\.\d{1,2})?)\s*(%?)")


def read_share(text: str) -> Fraction:
    """Read a part of a whole, more than nothing and at most all of it: 1/2, 0.5 or 50 %."""
    plain = narrow(text).strip()
    parts, number = (re.fullmatch(spelling, plain, re.ASCII) for spelling in SHARES)
    share = Fraction()
    if parts and int(parts[2]):
        share = Fraction(int(parts[1]), int(parts[2]))
    elif number:
        share = Fraction(number[1]) / (100 if number[2] else 1)
    if not 0 < share <= 1:
        raise MisreadError("YA404", wanted=A_SHARE)
    return share


A_SHARE = Words("份额：写成 1/2、0.5 或 50 %，不超过 1", "a share like 1/2, 0.5 or 50 %, at most 1")
Years = Annotated[int, whole_number(MOST_YEARS, zero=True)]
Share = Annotated[Fraction, PlainValidator(reader_from_text(read_share, A_SHARE))]


class Timed(Written):
    """What holds from one day to another, both included; without one of them, from or until always."""

    from_: Day | None = Field(None, alias="from")
    to: Day | None = None

    @model_validator(mode="after")
    def _is_in_order(self) -> Self:
        refuse_reversed(self.from_, self.to)
        return self

    def holds_in(self, first: dt.date, last: dt.date) -> bool:
        """Say whether it holds on any day of a stretch, both ends included."""
        return (self.from_ is None or self.from_ <= last) and (self.to is None or first <= self.to)


class Post(Timed):
    """One post: its roles and unit, where they are not those of the person, and how much of a full post it is."""

    roles: Texts = ()
    unit: Text | None = None
    share: Share | None = None


class Away(Timed):
    """Days away from the post: on leave, seconded."""

    kind: Text
    reason: Text | None = None
    document: Text | None = None


class Member(Written):
    """One of the people: what the office knows of them; the record says the same or is silent.

    They serve from `joined` to `left`, both included. Someone who `keeps_record` is missed where no file is theirs.
    """

    id: Text
    name: Text
    roles: Texts = ()
    subject: Text | None = None
    unit: Text | None = None
    tier: Text | None = None
    years: Years | None = None
    teaching_since: Day | None = None
    joined: Day | None = None
    left: Day | None = None
    posts: tuple[Post, ...] = ()
    away: tuple[Away, ...] = ()
    keeps_record: Yes = True
    note: Text | None = None

    @model_validator(mode="after")
    def _leaves_after_joining(self) -> Member:
        refuse_reversed(self.joined, self.left)
        return self

    def years_on(self, day: dt.date) -> int | None:
        """Give the completed years of service on a day; None where neither 教龄 nor 从教 says, and before 从教."""
        if self.years is not None:
            return self.years
        if self.teaching_since is None:
            return None
        since = self.teaching_since
        if since > day:
            return None
        return day.year - since.year - ((day.month, day.day) < (since.month, since.day))


class School(Written):
    """One school, with the words that tell it from others."""

    name: Text
    aliases: Texts = ()
    area: Text | None = None
    district: Text | None = None
    stage: Text | None = None
    note: Text | None = None


class Pair(Timed):
    """Two ends that belong together: 师徒, schools; each end is an id or a name. Both days are included."""

    kind: Text
    lead: Text = Field(validation_alias=AliasChoices("lead", "师傅", "mentor"))
    partner: Text = Field(validation_alias=AliasChoices("partner", "徒弟", "apprentice"))
    agreement: Text | None = None
    note: Text | None = None

    @model_validator(mode="after")
    def _has_two_ends(self) -> Pair:
        if self.lead == self.partner:
            raise PydanticCustomError("YA701", "pair", {"detail": ONE_AND_THE_SAME})
        return self


class People(Written):
    """`registry/people.yaml`."""

    people: tuple[Member, ...]


class Schools(Written):
    """`registry/schools.yaml`."""

    schools: tuple[School, ...]


class Pairs(Written):
    """`registry/pairs.yaml`."""

    pairs: tuple[Pair, ...]


ONE_AND_THE_SAME = Words("两端是同一个人", "both ends are the same")
