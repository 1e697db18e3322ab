"""What the types of fields accept in a file: texts, numbers, days and the like, each under its own name.

A single type stands in a list, since only then does the editor's complaint about it come in Chinese.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from yanpei_audit.editor import patterns
from yanpei_audit.exemptions.reading import WrittenEffect
from yanpei_audit.findings.catalogue import CODES
from yanpei_audit.glossary import STATUSES
from yanpei_audit.language import Language, Words
from yanpei_audit.office_calendar import MOST_WEEKS_OF_A_TERM, TermName, Weeks
from yanpei_audit.records import Amount, Day, Text, Yes
from yanpei_audit.records.kinds import Name
from yanpei_audit.records.model import (
    MOST_HOURS,
    MOST_LESSONS,
    MOST_WORDS,
    Characters,
    Hours,
    Lessons,
    MadeUp,
    Status,
)
from yanpei_audit.registry.model import A_SHARE, MOST_YEARS, Share, Years
from yanpei_audit.rules.consequences import IDENTIFIER, MOST_PERIODS, Identifier, Periods
from yanpei_audit.rules.measures.measure import FieldName
from yanpei_audit.rules.measures.sequence import Distance
from yanpei_audit.rules.pack import Grace
from yanpei_audit.rules.wording import COMMA
from yanpei_audit.scalars import LIKE_THIS, NO, YES
from yanpei_audit.settings import AnyPeriod
from yanpei_audit.validation import WANTED

Schema = dict[str, Any]


def text(language: Language) -> Schema:
    """Accept a text, and what YAML takes for a number or for true and false."""
    complaint = A_TEXT.text(language)
    return any_of({"type": ["string", "number"], "minLength": 1, "errorMessage": complaint}, BOOLEAN)


def any_of(*alternatives: Schema) -> Schema:
    """Accept any of several; `properties` of its own, though empty, keep an editor from naming one like the other."""
    return {"anyOf": [one if {"properties", "$ref"} & set(one) else {**one, "properties": {}} for one in alternatives]}


def spelt(pattern: str, complaint: str, *, numbers: bool = False) -> Schema:
    """Accept texts of a pattern, and with `numbers` also what YAML takes for one."""
    types = ["string", "number"] if numbers else ["string"]
    return {"type": types, "pattern": pattern, "patternErrorMessage": complaint, "errorMessage": complaint}


def day(language: Language) -> Schema:
    """Accept a day that exists."""
    return spelt(patterns.day(), NO_SUCH_DAY.text(language))


def yes(language: Language) -> Schema:
    """Accept yes or no in every spelling; that of the language is offered."""
    offered = [word.text(language) for word in YES_AND_NO]
    complaint = ONE_OF.format(known=listed(offered, language)).text(language)
    others = sorted((YES | NO) - set(offered))
    return any_of(
        {"type": ["string"], "enum": offered, "errorMessage": complaint},
        {"type": ["string"], "pattern": patterns.word(others)},
        BOOLEAN,
    )


def status(language: Language) -> Schema:
    """Accept whether an activity is done, planned or cancelled."""
    offered = [word for word in STATUSES if word.isascii() == (language == "en")]
    notes = [STATUS_NOTES[STATUSES[word]].text(language) for word in offered]
    others = [word for word in STATUSES if word not in offered]
    return choice(offered, notes, others, language)


def choice(offered: list[str], notes: list[str], others: list[str], language: Language) -> Schema:
    """Accept a word of a list; the `others` are accepted and not offered."""
    complaint = ONE_OF.format(known=listed(offered, language)).text(language)
    known: Schema = {"type": ["string"], "enum": offered, "errorMessage": complaint}
    if any(notes):
        known["markdownEnumDescriptions"] = notes
    return any_of(known, {"type": ["string"], "pattern": patterns.word(others)})


def listed(words: Iterable[str], language: Language) -> str:
    """List words in a sentence."""
    return COMMA.text(language).join(words)


def number(most: int, *, least: int = 1, whole: bool = False) -> Callable[[Language], Schema]:
    """Accept a number up to and with `most`, as YAML's number or as text."""

    def make(language: Language) -> Schema:
        complaint = (WHOLE if whole else DECIMAL).format(least=least, most=most).text(language)
        limits = {"minimum": least} if whole else {"exclusiveMinimum": 0}
        types = ["string", "integer" if whole else "number"]
        return {**spelt(patterns.number(), complaint), "type": types, **limits, "maximum": most}

    return make


def _period(language: Language) -> Schema:
    return spelt(patterns.period(), CODES["YA713"].hint.text(language), numbers=True)


def _effect(language: Language) -> Schema:
    snippets = [
        {
            "label": re.sub(r"\$\{\d:(.*?)\}", r"\1", words.text(language)),
            "body": words.text(language),
            "description": note.text(language),
            "sortText": str(place),
        }
        for place, (words, note) in enumerate(OFFERED_EFFECTS)
    ]
    return {**spelt(patterns.effect(), CODES["YA734"].hint.text(language)), "defaultSnippets": snippets}


class Form(NamedTuple):
    """A type of fields, the name of its schema, and what makes it."""

    name: str
    hint: Any
    make: Callable[[Language], Schema]


BOOLEAN: Schema = {"if": {"type": ["boolean"]}, "else": False}  # so written, true and false are not offered
A_TEXT = Words("这里写一段文字", "A text goes here")
NO_SUCH_DAY = Words("没有这一天，或写法不对：", "There is no such day, or it is written otherwise: ").then(LIKE_THIS)
YES_AND_NO = (Words("是", "yes"), Words("否", "no"))
ONE_OF = CODES["YA419"].hint
WHOLE = Words("{least} 至 {most} 的整数", "a whole number from {least} to {most}")
DECIMAL = Words("大于 0、至多 {most} 的数，至多两位小数", "a number above 0, at most {most}, with two decimals")
DAYS = Words("写成 30 天、4 周、1 个月的样子", "Write it like 30 days, 4 weeks or 1 month")
STATUS_NOTES = {
    "done": Words("已经做了；不写就是完成", "done, as is what has no status"),
    "planned": Words("还没有做，不计入", "not done yet; it never counts"),
    "cancelled": Words("不做了，不计入", "called off; it never counts"),
}
OFFERED_EFFECTS = (
    (Words("免除", "waive"), Words("免，不再要求", "nothing is asked")),
    (Words("减为 ${1:20}", "reduce to ${1:20}"), Words("下限改成这个数", "the lower bound becomes this number")),
    (Words("按比例", "prorate"), Words("下限照名册的在岗时间折算", "the lower bound follows the time served")),
    (Words("按比例 ${1:1/2}", "prorate ${1:1/2}"), Words("下限照这个份额折算", "the lower bound becomes this part")),
    (
        Words("延期至 ${1:2026-03-15}", "extend to ${1:2026-03-15}"),
        Words("“起”所在的周期晚些结束", "the period in which it begins ends later"),
    ),
    (Words("折抵 ${1:5}", "credit ${1:5}"), Words("下限减去这个数", "the lower bound is less by this number")),
    (Words("人工认定达标", "attest met"), Words("照认定的算", "as somebody judged")),
    (Words("人工认定未达标", "attest short"), Words("照认定的算", "as somebody judged")),
)
FORMS = (
    Form("text", Text, text),
    Form("text", str, text),
    Form("text", Name, text),
    Form("text", FieldName, text),
    Form("day", Day, day),
    Form("yes", Yes, yes),
    Form("status", Status, status),
    Form("lessons", Lessons, number(MOST_LESSONS, whole=True)),
    Form("hours", Hours, number(MOST_HOURS)),
    Form("characters", Characters, number(MOST_WORDS, whole=True)),
    Form("amount", Amount, number(MOST_WORDS)),
    Form("years", Years, number(MOST_YEARS, least=0, whole=True)),
    Form("weeks", Weeks, number(MOST_WEEKS_OF_A_TERM, whole=True)),
    Form("periods", Periods, number(MOST_PERIODS, whole=True)),
    Form("period", MadeUp, _period),
    Form("period", AnyPeriod, _period),
    Form("period", TermName, _period),
    Form("share", Share, lambda language: spelt(patterns.share(), A_SHARE.text(language), numbers=True)),
    Form("effect", WrittenEffect, _effect),
    Form("number_of_days", Grace, lambda language: spelt(patterns.number_of_days(), DAYS.text(language))),
    Form("number_of_days", Distance, lambda language: spelt(patterns.number_of_days(), DAYS.text(language))),
    Form(
        "identifier",
        Identifier,
        lambda language: spelt(IDENTIFIER, WANTED["string_pattern_mismatch"].text(language)),
    ),
)
