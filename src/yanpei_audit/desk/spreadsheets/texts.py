"""One cell → the text that a record would hold: the one place where types of spreadsheets are told apart."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from math import isfinite

from yanpei_audit.desk.spreadsheets.cells import Value
from yanpei_audit.desk.spreadsheets.columns import column_words
from yanpei_audit.desk.tidying import plain_spelling
from yanpei_audit.glossary import SEVERAL
from yanpei_audit.records import DAYS
from yanpei_audit.scalars import FIRST_YEAR, LAST_YEAR, MisreadError, narrow
from yanpei_audit.source import Repair
from yanpei_audit.source.characters import odd_characters
from yanpei_audit.source.slips.signs import LONGEST_LINE

MOST_DIGITS = 15
_MIDNIGHT = re.compile(r"(?<=\d)[ T]0?0:00(?::00(?:\.0+)?)?$", re.ASCII)
_SERIAL = re.compile(r"\d{5}(?:\.0)?", re.ASCII)
_INVISIBLE = "YA106"
SEPARATOR, LINE = "、", "\n"


def text_of(value: Value, field: str, epoch: dt.date) -> str:
    """Give the text of a cell for a field, empty for an empty cell; raise `MisreadError` where it has lost its meaning.

    Days become ISO dates, whole numbers lose their point, and what cannot be seen at all is left out.
    """
    if isinstance(value, str):
        return _of_text(value, field, epoch)
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, int | float):
        return _of_number(value, field, epoch)
    if field not in DAYS or isinstance(value, dt.time | dt.timedelta):
        raise MisreadError("YA818", key=column_words(field))
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else f"{value:%Y-%m-%d %H:%M}"
    return value.isoformat()


def _of_text(value: str, field: str, epoch: dt.date) -> str:
    if len(value) > LONGEST_LINE:
        raise MisreadError("YA211", limit=LONGEST_LINE)
    text = value.replace("\r\n", "\n").replace("\r", "\n")
    text = text if text.isascii() and text.isprintable() else _without_odd(text)
    if field in SEVERAL:
        return text if text.strip() else ""  # a line break at the end tells one item from several
    text = text.strip()
    if field in DAYS:
        text = _MIDNIGHT.sub("", narrow(text))
        if _SERIAL.fullmatch(text):
            return _of_number(float(text), field, epoch)
    return str(plain_spelling(field, text))


def _without_odd(text: str) -> str:
    """Leave out characters that nobody can see, as `fmt` does; raise `MisreadError` for any other that is refused."""
    while slips := odd_characters(text, text.encode(errors="replace")):
        for slip in slips:
            if slip.code != _INVISIBLE:
                raise MisreadError(slip.code, **slip.values)
        text = Repair(text, slips).text
    return text


def _of_number(value: float, field: str, epoch: dt.date) -> str:
    if not isfinite(value) or abs(value) >= 10**MOST_DIGITS:
        raise MisreadError("YA817")
    if value != int(value):
        return f"{value:.15g}"
    day = _of_serial(int(value), epoch) if field in DAYS else None
    return day.isoformat() if day is not None else str(int(value))


def _of_serial(number: int, epoch: dt.date) -> dt.date | None:
    """Give the day of a serial number, if it is one that a record could hold."""
    first, last = ((dt.date(year, 1, 1) - epoch).days for year in (FIRST_YEAR, LAST_YEAR + 1))
    return epoch + dt.timedelta(number) if first <= number < last else None


def items_of(text: str) -> list[str]:
    """Part the items of a list: by lines where there are several, by 、 otherwise."""
    parts = text.split(LINE if LINE in text else SEPARATOR)
    return [part.strip() for part in parts if part.strip()]


def joined(items: Sequence[str]) -> str:
    """Write the items of a list so that they are parted as they were."""
    if any(SEPARATOR in item for item in items):
        return LINE.join(items) + (LINE if len(items) == 1 else "")
    return SEPARATOR.join(items)
