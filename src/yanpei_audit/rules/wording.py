"""A WHERE in words: what a leader reads in place of the YAML."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from yanpei_audit.glossary import canonical, key_words
from yanpei_audit.language import Words
from yanpei_audit.rules.where import Condition, Where


def where_words(where: Where) -> Words:
    """Say which activities a WHERE selects, line by line."""
    lines = [_line(canonical(field), condition) for field, condition in where.items()]
    return joined(lines, SEMICOLON) if lines else ANYTHING


def joined(parts: Sequence[Words], separator: Words) -> Words:
    """Put words one after the other in both languages."""
    return Words(separator.zh.join(part.zh for part in parts), separator.en.join(part.en for part in parts))


def listed(texts: Iterable[str], last: Words) -> Words:
    """List texts; `last` stands between them."""
    return joined([Words(text, text) for text in texts], last)


def _line(field: str, condition: Condition) -> Words:
    return joined([SAYS.format(key=key_words(field), what=what) for what in _said(condition)], SEMICOLON)


def _said(condition: Condition) -> Iterator[Words]:
    for texts, sentence in (
        (condition.any_of, IS),
        (condition.none_of, IS_NOT),
        (condition.weekday, ON),
        (condition.month, IN_MONTHS),
        (condition.week, IN_WEEKS),
    ):
        if texts:
            yield sentence.format(values=listed(texts, OR))
    for value, sentence in (
        (condition.at_least, AT_LEAST),
        (condition.at_most, AT_MOST),
        (condition.within, WITHIN),
    ):
        if value is not None:
            yield sentence.format(value=value)
    if condition.present is not None:
        yield GIVEN if condition.present else NOT_GIVEN
    if condition.partner is not None:
        yield THIS_PARTNER if condition.partner == "this" else ANY_PARTNER


OR_ELSE = Words("，或", ", or ")
ANYTHING = Words("任何活动", "any activity")
SEMICOLON, OR, COMMA = Words("；", "; "), Words("、", " or "), Words("、", ", ")
SAYS = Words("{key}{what}", "{key} {what}")
IS = Words("为{values}", "is {values}")
IS_NOT = Words("不是{values}", "is not {values}")
AT_LEAST = Words("至少 {value}", "is at least {value}")
AT_MOST = Words("至多 {value}", "is at most {value}")
GIVEN, NOT_GIVEN = Words("有填写", "is given"), Words("没有填写", "is not given")
ON = Words("在{values}", "is on {values}")
IN_MONTHS = Words("在 {values} 月", "is in month {values}")
IN_WEEKS = Words("在周期的第 {values} 周", "is in week {values} of the period")
WITHIN = Words("与规则“{value}”的活动相合", "agrees with the activities of rule '{value}'")
THIS_PARTNER = Words("是这一对的对方", "is the other end of this pair")
ANY_PARTNER = Words("是结对的对方", "is the other end of a pair")
