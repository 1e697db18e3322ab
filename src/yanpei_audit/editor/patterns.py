"""Regular expressions for the texts that fields take, in what JavaScript and Python have in common.

Full-width characters are folded before a text is read, and in words capitals and blanks too. A text that has any of
them is let through: the program reads it, and an expression for every way of writing it would outgrow the schema.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable

from yanpei_audit.calendar.periods import SPELLINGS as PERIODS
from yanpei_audit.exemptions.reading import SPELLINGS as EFFECTS
from yanpei_audit.registry.model import SHARES
from yanpei_audit.rules.measures.days import DAYS_IN
from yanpei_audit.rules.measures.days import NUMBER as NUMBER_OF_DAYS
from yanpei_audit.scalars import DAY, FIRST_YEAR, LAST_YEAR, MONTHS, NUMBER

WIDE = "\u3000\uff01-\uff5e"
MONTH_LENGTHS = tuple(calendar.monthrange(FIRST_YEAR, month)[1] for month in range(1, MONTHS + 1))
LONGEST_MONTH, FEBRUARY, ANY_YEAR = max(MONTH_LENGTHS), 2, r"\d{4}"


def exactly(spellings: Iterable[str]) -> str:
    """Match any of these texts and nothing else."""
    return f"^(?:{_any_of(spellings)})$"


def word(spellings: Iterable[str]) -> str:
    """Match any of these words, and whatever is folded before it is compared with them."""
    return rf"{exactly(spellings)}|[A-Z\s{WIDE}]"


def dotted(first: Iterable[str], second: Iterable[str] | None = None) -> str:
    """Match two names with a dot between them; without `second` the second may be anything."""
    return f"^(?:{_any_of(first)})\\.(?:{_any_of(second) if second else '.+'})$"


def effect() -> str:
    """Match what an exemption does."""
    return rf"{_one_of(spelling for spelling, _make in EFFECTS)}|[A-Z{WIDE}]"


def period() -> str:
    """Match the name of a period."""
    return _folded(_one_of(pattern for pattern, _make in PERIODS))


def share() -> str:
    """Match a part of a whole."""
    return _folded(_one_of(SHARES))


def number() -> str:
    """Match a number above or equal to nothing, with at most two decimals."""
    return _folded(f"^(?:{NUMBER.pattern})$")


def number_of_days() -> str:
    """Match a number of days, weeks or months."""
    return rf"^{NUMBER_OF_DAYS}\s*(?:{_any_of(DAYS_IN)})$"


def day() -> str:
    """Match a day that exists, in any of the forms in which it may be written."""
    years = "|".join(str(year) for year in range(FIRST_YEAR, LAST_YEAR + 1))
    leap = "|".join(str(year) for year in range(FIRST_YEAR, LAST_YEAR + 1) if calendar.isleap(year))
    exists = rf"(?={_date(years, range(1, MONTHS + 1), range(1, LONGEST_MONTH + 1))})"
    for length in sorted(set(MONTH_LENGTHS) - {LONGEST_MONTH}):
        months = [month for month in range(1, MONTHS + 1) if MONTH_LENGTHS[month - 1] == length]
        is_leap = rf"(?!(?:{leap})\D0?{FEBRUARY}\D{length + 1}(?!\d))" if FEBRUARY in months else ""
        exists += rf"(?!{is_leap}{_date(ANY_YEAR, months, range(length + 1, LONGEST_MONTH + 1))})"
    return _folded(f"^{exists}(?:{DAY.pattern})$")


def _date(years: str, months: Iterable[int], days: Iterable[int]) -> str:
    return rf"(?:{years})\D0?(?:{'|'.join(map(str, months))})\D0?(?:{'|'.join(map(str, days))})日?$"


def _folded(pattern: str) -> str:
    return f"{pattern}|[{WIDE}]"


def _one_of(patterns: Iterable[str]) -> str:
    return f"^(?:{'|'.join(patterns)})$"


def _any_of(spellings: Iterable[str]) -> str:
    return "|".join(re.sub(r"[\\^$.|?*+()\[\]{}/]", r"\\\g<0>", spelling) for spelling in dict.fromkeys(spellings))
