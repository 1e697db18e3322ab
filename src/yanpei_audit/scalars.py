"""What a written text means as a day, a number or a yes: exact grammars over ASCII, nothing guessed."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from typing import Any

from yanpei_audit.language import Words

# Compatibility folding by Unicode would go further, and read 2² as 22.
_NARROWER = {0x3000: " ", **{wide: chr(wide - 0xFEE0) for wide in range(0xFF01, 0xFF5F)}}

YES = frozenset({"是", "yes", "true"})
NO = frozenset({"否", "no", "false"})
FIRST_YEAR, LAST_YEAR = 1990, 2099

DAY = re.compile(
    r"(\d{4})(?:-(\d{1,2})-(\d{1,2})|/(\d{1,2})/(\d{1,2})|\.(\d{1,2})\.(\d{1,2})|年(\d{1,2})月(\d{1,2})日)", re.ASCII
)
_DAYS = re.compile(
    r"(.{8,11}?)\s*(至|到|~|—+|–|-|\.{2,3})\s*(?:(\d{4}\D.+)|(?:(\d{1,2})[-/.月])?(\d{1,2})[日号]?)", re.ASCII
)
_DAY_AND_MORE = r"([\d年月日/.-]+?)(?:[T ]+|(?<=日))\d{1,2}:.*"
_AMBIGUOUS = r"\d{1,2}[-/.]\d{1,2}[-/.](\d{4}|\d{2})|\d{7}"
NUMBER = re.compile(r"(?:0|[1-9]\d{0,5})(?:\.\d{1,2})?", re.ASCII)
_ANY_NUMBER = r"-?(?:0|[1-9]\d*)(?:\.\d+)?"
_NUMBER_AND_UNIT = r"(\d{1,6}(?:\.\d{1,2})?)\s*(节课?|学时|课时|小时|次|字|篇|天|场|[a-zA-Z]+)"

MONTHS = 12
LIKE_THIS = Words("写成 2025-09-03 的样子", "Write it like 2025-09-03")
SEVERAL = Words(
    "几天的活动不写日期，写“起: {first}”和“止: {last}”",
    "Of several days write no date, but 'from: {first}' and 'to: {last}'",
)
NO_YEAR = Words("缺年份：在 {day} 前面写上是哪一年", "The year is missing: write it before {day}")
NO_DAY = Words("还要写是哪一天", "Write which day of the month, too")
ONLY = Words("只写 {day}", "Write only {day}")
YEARS = Words(f"年份应在 {FIRST_YEAR} 至 {LAST_YEAR} 之间", f"The year lies between {FIRST_YEAR} and {LAST_YEAR}")
MONTH = Words("一年只有 12 个月", "A year has 12 months")
INTEGER = Words("整数", "a whole number")
TWO_DIGITS = Words("至多两位小数", "two decimals")


class MisreadError(ValueError):
    """A text that does not mean what its field wants: the code of the finding and what fills its sentence."""

    def __init__(self, code: str, **values: Any) -> None:
        super().__init__(code)
        self.code = code
        self.values = values


def narrow(text: str) -> str:
    """Fold full-width characters to their ordinary forms, and nothing else; never used on prose."""
    return text if text.isascii() else text.translate(_NARROWER)


def read_day(text: str) -> dt.date:
    """Read a day of the years 1990 to 2099, written with -, /, . or 年月日."""
    plain = narrow(text)
    match = DAY.fullmatch(plain)
    if match is None:
        raise _not_a_day(plain, text)
    year, month, day = (int(part) for part in match.groups() if part is not None)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise MisreadError("YA405", text=text, advice=YEARS)
    if not 1 <= month <= MONTHS:
        raise MisreadError("YA405", text=text, advice=MONTH)
    last = _days_in(year, month)
    if not 1 <= day <= last:
        advice = Words(f"{year} 年 {month} 月只有 {last} 天", f"{year}-{month:02d} has {last} days")
        raise MisreadError("YA405", text=text, advice=advice)
    return dt.date(year, month, day)


def read_days(text: str) -> tuple[dt.date, dt.date] | None:
    """Read the first and the last of several days in one text, such as 2025-10-20至10-22; None for any other text.

    The last one may leave out its year, or its month, too. A hyphen parts two days that are written without any.
    """
    match = _DAYS.fullmatch(narrow(text).strip())
    if match is None or (match[2] == "-" and "-" in match[1]):
        return None
    try:
        first = read_day(match[1])
        last = read_day(match[3]) if match[3] else dt.date(first.year, int(match[4] or first.month), int(match[5]))
    except ValueError:
        return None
    return (first, last) if first <= last else None


def _days_in(year: int, month: int) -> int:
    return (dt.date(year + month // MONTHS, month % MONTHS + 1, 1) - dt.timedelta(days=1)).day


def _not_a_day(plain: str, text: str) -> MisreadError:
    if timed := re.fullmatch(_DAY_AND_MORE, plain, re.ASCII):
        try:
            return MisreadError("YA407", iso=read_day(timed[1]))
        except MisreadError as error:
            return error
    if re.fullmatch(_AMBIGUOUS, plain, re.ASCII):
        return MisreadError("YA408", text=text)
    return MisreadError("YA405", text=text, advice=_advice(plain))


def _advice(plain: str) -> Words:
    """Say how to write what was probably meant."""
    if days := read_days(plain):
        return SEVERAL.format(first=days[0], last=days[1])
    if found := re.fullmatch(r"(\d{1,2})(?:月|[-/.])(\d{1,2})[日号]?", plain, re.ASCII):
        return NO_YEAR.format(day=f"{int(found[1]):02}-{int(found[2]):02}")
    if re.fullmatch(r"\d{4}(?:年\d{1,2}月?|[-/.]\d{1,2})", plain, re.ASCII):
        return NO_DAY
    found = re.fullmatch(r"(\d{4})(\d\d)(\d\d)", plain, re.ASCII)
    written = "-".join(found.groups()) if found else re.split(r"\s*(?:[(]|周|星期)", plain, maxsplit=1)[0]
    try:
        return ONLY.format(day=read_day(written)) if written != plain else LIKE_THIS
    except MisreadError:
        return LIKE_THIS


def read_number(text: str, limit: int, *, whole: bool) -> Decimal:
    """Read an exact number above 0 and at most `limit`, with at most two decimals, none if `whole`."""
    plain = narrow(text)
    if NUMBER.fullmatch(plain) is None:
        raise _not_a_number(plain, text, limit, whole=whole)
    number = Decimal(plain)
    if not 0 < number <= limit or (whole and number != int(number)):
        raise _out_of_range(text, limit, whole=whole)
    return number


def _not_a_number(plain: str, text: str, limit: int, *, whole: bool) -> MisreadError:
    if united := re.fullmatch(_NUMBER_AND_UNIT, plain, re.ASCII):
        try:
            read_number(united[1], limit, whole=whole)
        except MisreadError as error:
            return error
        return MisreadError("YA411", number=united[1])
    if re.fullmatch(_ANY_NUMBER, plain, re.ASCII):
        return _out_of_range(text, limit, whole=whole)
    return MisreadError("YA409", text=text)


def _out_of_range(text: str, limit: int, *, whole: bool) -> MisreadError:
    return MisreadError("YA410", text=text, limit=limit, digits=INTEGER if whole else TWO_DIGITS)


def read_yes(text: str) -> bool:
    """Read 是, yes or true as true and 否, no or false as false."""
    plain = narrow(text).casefold()
    if plain not in YES | NO:
        raise MisreadError("YA404", wanted=Words("“是”或“否”", "yes or no"))
    return plain in YES
