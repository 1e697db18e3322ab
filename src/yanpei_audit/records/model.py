"""Records: what a person wrote about themselves and their activities, as it was meant.

A file gives a `Record` or findings, never both; several files of one person are merged later.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from operator import attrgetter
from typing import Annotated, Any, Literal, NamedTuple

from pydantic import BeforeValidator, Field, PlainValidator, StringConstraints
from pydantic_core import PydanticCustomError

from yanpei_audit.calendar import NotAPeriodError, read_period
from yanpei_audit.findings import SourceSpan
from yanpei_audit.glossary import STATUSES, comparable
from yanpei_audit.language import Words
from yanpei_audit.scalars import MisreadError, read_day, read_number, read_yes
from yanpei_audit.suggestions import listing
from yanpei_audit.validation import Written, misread

MOST_LESSONS, MOST_HOURS, MOST_WORDS = 40, 400, 200_000
_MEMO_SIZE = 20_000


def reader_from_text(read: Callable[[str], Any], wanted: Words) -> Callable[[object], Any]:
    """Make a pydantic validator from a reader of text; the few texts that recur are read once."""
    memo: dict[object, Any] = {}

    def convert(value: object) -> Any:
        try:
            return memo[value]
        except (KeyError, TypeError):
            pass
        if not isinstance(value, str) or not value:
            raise PydanticCustomError("YA404" if value else "empty", "shape", {"wanted": wanted})
        try:
            found = read(value)
        except MisreadError as error:
            raise misread(error) from None
        if len(memo) < _MEMO_SIZE:
            memo[value] = found
        return found

    return convert


def whole_number(most: int, *, zero: bool = False) -> PlainValidator:
    """Make what reads a whole number from 1, or from 0 with `zero`, up to and with `most`."""

    def read(text: str) -> int:
        return 0 if zero and text == "0" else int(read_number(text, most, whole=True))

    return PlainValidator(reader_from_text(read, Words("一个整数", "a whole number")))


def _read_status(text: str) -> str:
    if (status := STATUSES.get(comparable(text))) is None:
        raise MisreadError("YA419", text=text, known=listing(STATUSES))
    return status


def _read_made_up(text: str) -> str:
    try:
        return read_period(text).id
    except NotAPeriodError:
        raise MisreadError("YA713", text=text) from None


def _one_or_more(value: object) -> object:
    return (value,) if isinstance(value, str) and value else tuple(value) if isinstance(value, list) else value


_NUMBER = Words("一个数", "a number")
Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
Texts = Annotated[tuple[Text, ...], BeforeValidator(_one_or_more)]
Several = Annotated[tuple[str, ...], BeforeValidator(_one_or_more)]
Day = Annotated[dt.date, PlainValidator(reader_from_text(read_day, Words("日期", "a date")))]
Yes = Annotated[bool, PlainValidator(reader_from_text(read_yes, Words("“是”或“否”", "yes or no")))]
Lessons = Annotated[
    Decimal, PlainValidator(reader_from_text(lambda text: read_number(text, MOST_LESSONS, whole=True), _NUMBER))
]
Hours = Annotated[
    Decimal, PlainValidator(reader_from_text(lambda text: read_number(text, MOST_HOURS, whole=False), _NUMBER))
]
Characters = Annotated[
    Decimal, PlainValidator(reader_from_text(lambda text: read_number(text, MOST_WORDS, whole=True), _NUMBER))
]
MadeUp = Annotated[str, PlainValidator(reader_from_text(_read_made_up, Words("周期", "a period")))]
Status = Annotated[
    Literal["done", "planned", "cancelled"], PlainValidator(reader_from_text(_read_status, Words("状态", "a status")))
]


Amount = Annotated[
    Decimal, PlainValidator(reader_from_text(lambda text: read_number(text, MOST_WORDS, whole=False), _NUMBER))
]

# The fields that hold amounts, with the unit each is counted in, and those that hold a yes or no.
AMOUNTS = ("lessons", "hours", "words")
YES_FIELDS = ("unannounced",)
DAYS = ("date", "from", "to")
_ATTRIBUTES = {"from": "from_", "class": "class_"}
RECORD_ITEM = "record."


class Activity(Written):
    """One activity. It has a day (`date`) or an interval (`from`, `to`), both ends included.

    One that `makes_up` for a period, by its id, counts for that and not for the one it was done in.
    """

    kind: str
    date: Day | None = None
    from_: Day | None = Field(None, alias="from")
    to: Day | None = None
    id: str | None = None
    school: str | None = None
    place: str | None = None
    subject: str | None = None
    grade: str | None = None
    class_: str | None = Field(None, alias="class")
    lessons: Lessons | None = None
    hours: Hours | None = None
    words: Characters | None = None
    slot: Several = ()
    lesson_type: str | None = None
    mode: str | None = None
    level: str | None = None
    genre: str | None = None
    topic: str | None = None
    project: str | None = None
    book: str | None = None
    teacher: str | None = None
    speaker: str | None = None
    host: str | None = None
    participants: Several = ()
    audience: str | None = None
    organiser: str | None = None
    group: str | None = None
    unannounced: Yes | None = None
    signature: str | None = None
    record: dict[str, str] | None = None
    result: str | None = None
    assessor: str | None = None
    conclusion: str | None = None
    evidence: Several = ()
    status: Status = "done"
    makes_up: MadeUp | None = None
    note: str | None = None


_READERS: dict[str, Callable[[str], Any]] = {
    **dict.fromkeys(DAYS, read_day),
    **dict.fromkeys(YES_FIELDS, read_yes),
    "lessons": lambda text: read_number(text, MOST_LESSONS, whole=True),
    "hours": lambda text: read_number(text, MOST_HOURS, whole=False),
    "words": lambda text: read_number(text, MOST_WORDS, whole=True),
    "status": _read_status,
    "makes_up": _read_made_up,
}


def meaning_of(field: str, text: str) -> Any:
    """Read a text as the value that `field` would hold; raise `MisreadError` where it cannot."""
    return _READERS.get(field, str)(text)


Reader = Callable[[Activity], Any]


def reader_of(field: str) -> Reader:
    """Give what reads a field of an activity by its canonical name; ``record.点评`` reads an item of its 记录."""
    if field.startswith(RECORD_ITEM):
        item = field.removeprefix(RECORD_ITEM)
        return lambda activity: (activity.record or {}).get(item)
    return attrgetter(_ATTRIBUTES.get(field, field))


class Record(Written):
    """One person's file."""

    id: Text
    name: Text
    roles: Texts = ()
    subject: Text | None = None
    unit: Text | None = None
    note: Text | None = None
    activities: tuple[Activity, ...]


class Entry(NamedTuple):
    """An activity, its first and last day, and where it stands: line and column count from 1.

    One that says the same as another is `repeated`, and does not count.
    """

    activity: Activity
    first: dt.date
    last: dt.date
    file: str
    line: int
    column: int
    repeated: bool = False

    @property
    def span(self) -> SourceSpan:
        """The first character of the activity."""
        return SourceSpan(self.file, self.line, self.column, self.line, self.column + 1)


class Person(NamedTuple):
    """Everything one person's files say. `faulty` files leave their person unjudged.

    `span` is where a missing activity would be entered: the key 活动 of the file with the latest activity.
    `other_spans` are the same places of the person's other files. `tier` is the one that the registry names, and
    `years` gives the completed years of service on a day, where the registry knows them.
    """

    id: str
    name: str
    span: SourceSpan
    roles: tuple[str, ...] = ()
    subject: str = ""
    unit: str = ""
    entries: tuple[Entry, ...] = ()
    faulty: bool = False
    other_spans: tuple[SourceSpan, ...] = ()
    tier: str = ""
    years: int | None = None
