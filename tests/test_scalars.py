"""Days, numbers and yes or no: every accepted spelling means one thing, everything else is refused with a reason."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yanpei_audit.findings.catalogue import CODES
from yanpei_audit.language import Words
from yanpei_audit.scalars import (
    FIRST_YEAR,
    INTEGER,
    LAST_YEAR,
    LIKE_THIS,
    MONTH,
    TWO_DIGITS,
    YEARS,
    MisreadError,
    read_day,
    read_days,
    read_number,
    read_yes,
)

Refusal = tuple[str, dict[str, Any]]
FULL_WIDTH = str.maketrans("0123456789-/.", "０１２３４５６７８９－／．")


def refusal(read: Callable[[], object]) -> Refusal | None:
    """Give the code and the values with which a text was refused, or nothing where it was read."""
    try:
        read()
    except MisreadError as error:
        return error.code, error.values
    return None


def no_day(text: str, advice: Words = LIKE_THIS) -> Refusal:
    return "YA405", {"text": text, "advice": advice}


def no_number(text: str) -> Refusal:
    return "YA409", {"text": text}


def beyond(text: str, limit: int, digits: Words) -> Refusal:
    return "YA410", {"text": text, "limit": limit, "digits": digits}


@pytest.mark.parametrize(
    "text",
    [
        "2025-09-03",
        "2025-9-3",
        "2025-09-3",
        "2025-9-03",
        "2025/9/3",
        "2025/09/03",
        "2025.9.3",
        "2025.09.03",
        "2025年9月3日",
        "2025年09月03日",
        "２０２５-０９-０３",
        "２０２５－９－３",
        "２０２５／９／３",
        "２０２５．９．３",
        "２０２５年９月３日",
    ],
)
def test_every_spelling_of_a_day_is_the_same_day(text: str) -> None:
    day = read_day(text)

    assert day == dt.date(2025, 9, 3)


DAYS = st.dates(dt.date(FIRST_YEAR, 1, 1), dt.date(LAST_YEAR, 12, 31))


@settings(max_examples=100, deadline=None)
@given(DAYS, st.booleans())
def test_a_day_survives_every_way_of_writing_it(day: dt.date, wide: bool) -> None:
    padded = [f"{day:%Y-%m-%d}", f"{day:%Y/%m/%d}", f"{day:%Y.%m.%d}", f"{day.year}年{day:%m}月{day:%d}日"]
    bare = [f"{day.year}{mark}{day.month}{mark}{day.day}" for mark in "-/."]
    texts = [*padded, *bare, f"{day.year}年{day.month}月{day.day}日"]
    read = [read_day(text.translate(FULL_WIDTH) if wide else text) for text in texts]

    assert read == [day] * 8


DAY_REFUSALS: dict[str, Refusal] = {
    # no such day
    "2025-02-29": no_day("2025-02-29", Words("2025 年 2 月只有 28 天", "2025-02 has 28 days")),
    "2024-02-30": no_day("2024-02-30", Words("2024 年 2 月只有 29 天", "2024-02 has 29 days")),
    "2100-02-29": no_day("2100-02-29", YEARS),
    "2025-09-31": no_day("2025-09-31", Words("2025 年 9 月只有 30 天", "2025-09 has 30 days")),
    "2025年11月31日": no_day("2025年11月31日", Words("2025 年 11 月只有 30 天", "2025-11 has 30 days")),
    "2025-12-32": no_day("2025-12-32", Words("2025 年 12 月只有 31 天", "2025-12 has 31 days")),
    "2025-09-00": no_day("2025-09-00", Words("2025 年 9 月只有 30 天", "2025-09 has 30 days")),
    "2025-13-01": no_day("2025-13-01", MONTH),
    "2025-00-01": no_day("2025-00-01", MONTH),
    "1989-12-31": no_day("1989-12-31", YEARS),
    "2100-01-01": no_day("2100-01-01", YEARS),
    "0000-01-01": no_day("0000-01-01", YEARS),
    # not the form of a day
    "2025": no_day("2025"),
    "2025-W10-2": no_day("2025-W10-2"),
    "2025-247": no_day("2025-247"),
    "2025-09/03": no_day("2025-09/03"),
    "2025-9-3日": no_day("2025-9-3日"),
    "2025-009-03": no_day("2025-009-03"),
    "2025-09-03 ": no_day("2025-09-03 "),
    " 2025-09-03": no_day(" 2025-09-03"),
    "2025 - 09 - 03": no_day("2025 - 09 - 03"),
    "2025-09-03Z": no_day("2025-09-03Z"),
    "2025-09-03\n": no_day("2025-09-03\n"),
    "-2025-09-03": no_day("-2025-09-03"),
    "二〇二五年九月三日": no_day("二〇二五年九月三日"),
    "昨天": no_day("昨天"),
    "2025—09—03": no_day("2025—09—03"),
    "٢٠٢٥-٠٩-٠٣": no_day("٢٠٢٥-٠٩-٠٣"),
    "২০২৫-০৯-০৩": no_day("২০২৫-০৯-০৩"),
    "2025-9-1²": no_day("2025-9-1²"),
    # month or day first, or too few digits to tell
    "9/10/2025": ("YA408", {"text": "9/10/2025"}),
    "09-10-2025": ("YA408", {"text": "09-10-2025"}),
    "25-09-10": ("YA408", {"text": "25-09-10"}),
    "9.10.25": ("YA408", {"text": "9.10.25"}),
    "９／１０／２０２５": ("YA408", {"text": "９／１０／２０２５"}),
    "2025111": ("YA408", {"text": "2025111"}),
    # with time or zone
    "2025-09-03 08:30": ("YA407", {"iso": dt.date(2025, 9, 3)}),
    "2025-9-3 8:30": ("YA407", {"iso": dt.date(2025, 9, 3)}),
    "2025-09-03T08:30:00": ("YA407", {"iso": dt.date(2025, 9, 3)}),
    "2025-09-03T08:30:00+08:00": ("YA407", {"iso": dt.date(2025, 9, 3)}),
    "２０２５-０９-０３ ０８：３０": ("YA407", {"iso": dt.date(2025, 9, 3)}),
    "2025-02-30 08:30": no_day("2025-02-30", Words("2025 年 2 月只有 28 天", "2025-02 has 28 days")),
}


@pytest.mark.parametrize(("text", "wanted"), DAY_REFUSALS.items(), ids=map(repr, DAY_REFUSALS))
def test_what_is_not_one_day_is_refused_with_its_reason(text: str, wanted: Refusal) -> None:
    refused = refusal(lambda: read_day(text))

    assert refused == wanted


NUMBERS: dict[tuple[str, int, bool], Decimal] = {
    ("2", 40, True): Decimal(2),
    ("1", 40, True): Decimal(1),
    ("40", 40, True): Decimal(40),
    ("２", 40, True): Decimal(2),
    ("４０", 40, True): Decimal(40),
    ("2.0", 40, True): Decimal("2.0"),
    ("1.5", 400, False): Decimal("1.5"),
    ("１．５", 400, False): Decimal("1.5"),
    ("0.5", 400, False): Decimal("0.5"),
    ("0.01", 400, False): Decimal("0.01"),
    ("0.10", 400, False): Decimal("0.10"),
    ("399.99", 400, False): Decimal("399.99"),
    ("400.00", 400, False): Decimal("400.00"),
    ("200000", 200_000, True): Decimal(200_000),
}


@pytest.mark.parametrize(("text", "limit", "whole"), NUMBERS)
def test_a_number_is_read_exactly(text: str, limit: int, whole: bool) -> None:
    number = read_number(text, limit, whole=whole)

    assert number.as_tuple() == NUMBERS[text, limit, whole].as_tuple()


@settings(max_examples=100, deadline=None)
@given(st.decimals(Decimal("0.01"), Decimal(400), places=2), st.booleans())
def test_an_amount_of_two_decimals_survives_being_written(number: Decimal, wide: bool) -> None:
    text = str(number).translate(FULL_WIDTH) if wide else str(number)

    assert read_number(text, 400, whole=False) == number


NUMBER_REFUSALS: dict[tuple[str, int, bool], Refusal] = {
    # what other readers of YAML would turn into a number
    ("010", 40, True): no_number("010"),
    ("00", 40, True): no_number("00"),
    ("02", 40, True): no_number("02"),
    ("00.5", 400, False): no_number("00.5"),
    ("1_0", 40, True): no_number("1_0"),
    ("1e3", 2000, True): no_number("1e3"),
    ("1E3", 2000, True): no_number("1E3"),
    (".nan", 40, False): no_number(".nan"),
    (".inf", 40, False): no_number(".inf"),
    ("NaN", 40, False): no_number("NaN"),
    ("Infinity", 40, False): no_number("Infinity"),
    ("0x1F", 40, True): no_number("0x1F"),
    ("0o17", 40, True): no_number("0o17"),
    ("0b11", 40, True): no_number("0b11"),
    ("8:30", 40, False): no_number("8:30"),
    ("1,000", 2000, True): no_number("1,000"),
    ("1，000", 2000, True): no_number("1，000"),
    ("+2", 40, True): no_number("+2"),
    ("--2", 40, True): no_number("--2"),
    (".5", 400, False): no_number(".5"),
    ("2.", 400, False): no_number("2."),
    ("1.2.3", 400, False): no_number("1.2.3"),
    ("1/2", 400, False): no_number("1/2"),
    ("½", 400, False): no_number("½"),
    (" 2", 40, True): no_number(" 2"),
    ("2\n", 40, True): no_number("2\n"),
    ("二", 40, True): no_number("二"),
    ("两节", 40, True): no_number("两节"),
    ("约2", 40, True): no_number("约2"),
    ("2-3", 40, True): no_number("2-3"),
    ("٢", 40, True): no_number("٢"),
    ("२", 40, True): no_number("२"),
    ("2²", 40, True): no_number("2²"),
    ("1₀", 40, True): no_number("1₀"),
    # out of range
    ("0", 40, True): beyond("0", 40, INTEGER),
    ("0.00", 400, False): beyond("0.00", 400, TWO_DIGITS),
    ("-2", 40, True): beyond("-2", 40, INTEGER),
    ("-0.5", 400, False): beyond("-0.5", 400, TWO_DIGITS),
    ("－２", 40, True): beyond("－２", 40, INTEGER),
    ("41", 40, True): beyond("41", 40, INTEGER),
    ("４１", 40, True): beyond("４１", 40, INTEGER),
    ("400.01", 400, False): beyond("400.01", 400, TWO_DIGITS),
    ("1234567", 200_000, True): beyond("1234567", 200_000, INTEGER),
    ("99999999999999999999", 400, False): beyond("99999999999999999999", 400, TWO_DIGITS),
    ("1.5", 40, True): beyond("1.5", 40, INTEGER),
    ("0.5", 40, True): beyond("0.5", 40, INTEGER),
    ("2.555", 400, False): beyond("2.555", 400, TWO_DIGITS),
    ("2.500", 400, False): beyond("2.500", 400, TWO_DIGITS),
    ("0.555", 400, False): beyond("0.555", 400, TWO_DIGITS),
    # with a unit
    ("2节", 40, True): ("YA411", {"number": "2"}),
    ("2 节", 40, True): ("YA411", {"number": "2"}),
    ("２节课", 40, True): ("YA411", {"number": "2"}),
    ("1.5学时", 400, False): ("YA411", {"number": "1.5"}),
    ("3 小时", 400, False): ("YA411", {"number": "3"}),
    ("2h", 400, False): ("YA411", {"number": "2"}),
    ("3 hours", 400, False): ("YA411", {"number": "3"}),
    ("2000字", 200_000, True): ("YA411", {"number": "2000"}),
}


@pytest.mark.parametrize(("text", "limit", "whole"), NUMBER_REFUSALS, ids=repr)
def test_what_is_not_an_amount_is_refused_with_its_reason(text: str, limit: int, whole: bool) -> None:
    refused = refusal(lambda: read_number(text, limit, whole=whole))

    assert refused == NUMBER_REFUSALS[text, limit, whole]


@pytest.mark.parametrize("text", ["2节", "1.50 学时", "400字", "010节", "0节", "500节"])
def test_advice_to_write_only_the_number_names_one_that_is_read(text: str) -> None:
    refused = refusal(lambda: read_number(text, 400, whole=False))
    offered = [refused[1]["number"]] if refused and refused[0] == "YA411" else []
    refused_again = [number for number in offered if refusal(lambda: read_number(offered[0], 400, whole=False))]

    assert refused_again == []


PLAIN_NUMBER = re.compile(r"(0|[1-9]\d{0,5})(\.\d{1,2})?", re.ASCII)


@settings(max_examples=100, deadline=None)
@given(st.text("0123456789.-+_eExX:, 节二٢", max_size=8))
def test_only_plain_numbers_above_zero_and_within_the_limit_are_read(text: str) -> None:
    plain = PLAIN_NUMBER.fullmatch(text) is not None and 0 < Decimal(text) <= 400

    assert (refusal(lambda: read_number(text, 400, whole=False)) is None) == plain


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=12))
def test_any_text_is_read_or_refused_with_a_code_of_the_catalogue(text: str) -> None:
    refusals = [
        refusal(lambda: read_day(text)),
        refusal(lambda: read_number(text, 40, whole=True)),
        refusal(lambda: read_yes(text)),
    ]

    assert [refused[0] for refused in refusals if refused is not None and refused[0] not in CODES] == []


WORDS = {
    "是": True,
    "yes": True,
    "Yes": True,
    "YES": True,
    "true": True,
    "True": True,
    "ｙｅｓ": True,
    "否": False,
    "no": False,
    "No": False,
    "NO": False,
    "false": False,
    "FALSE": False,
    "ｎｏ": False,
}


@pytest.mark.parametrize(("text", "meaning"), WORDS.items())
def test_a_word_means_yes_or_no(text: str, meaning: bool) -> None:
    read = read_yes(text)

    assert read is meaning


@pytest.mark.parametrize(
    "text",
    ["", "y", "n", "on", "off", "1", "0", "有", "无", "对", "不", "√", "是的", "不是", " 是", "是 ", "yes!", "~"],
)
def test_nothing_else_means_yes_or_no(text: str) -> None:
    refused = refusal(lambda: read_yes(text))

    assert refused == ("YA404", {"wanted": Words("“是”或“否”", "yes or no")})


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("2025-10-20至2025-10-22", (10, 22)),
        ("2025-10-20到11-02", (11, 2)),
        ("2025年10月20日—22日", (10, 22)),
        ("2025/10/20～10/22", (10, 22)),
        ("2025.10.20-10.22", (10, 22)),
        (" 2025-10-20 .. 2025-10-22 ", (10, 22)),
        ("2025-10-20", None),
        ("2025-10-20-22", None),
        ("2025-10-20至10-19", None),
        ("2025-10-20至2月30日", None),
        ("2025-10-20至", None),
    ],
)
def test_several_days_are_read_where_the_text_says_both(text: str, last: tuple[int, int] | None) -> None:
    days = read_days(text)

    assert days == (None if last is None else (dt.date(2025, 10, 20), dt.date(2025, *last)))


def test_where_one_day_is_wanted_several_are_told_how_to_be_written() -> None:
    code, values = refusal(lambda: read_day("2025-10-20至22日"))

    assert (code, values["advice"].zh) == ("YA405", "几天的活动不写日期，写“起: 2025-10-20”和“止: 2025-10-22”")


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ("10月9日", "缺年份：在 10-09 前面写上是哪一年"),
        ("9/3", "缺年份：在 09-03 前面写上是哪一年"),
        ("2025年10月", "还要写是哪一天"),
        ("2025-10", "还要写是哪一天"),
        ("20251013", "只写 2025-10-13"),
        ("20251313", "写成 2025-09-03 的样子"),
        ("2025年10月18日（周六）", "只写 2025-10-18"),
        ("2025-10-18 星期六", "只写 2025-10-18"),
        ("周六", "写成 2025-09-03 的样子"),
        ("九月三日", "写成 2025-09-03 的样子"),
    ],
)
def test_a_day_that_is_nearly_right_is_told_how_to_be_written(text: str, advice: str) -> None:
    code, values = refusal(lambda: read_day(text))

    assert (code, values["advice"].zh) == ("YA405", advice)
