"""WHERE: lines about fields of activities, of their schools, and of items of 记录, with names to offer in each."""

from __future__ import annotations

from typing import Any

from yanpei_audit.editor import patterns
from yanpei_audit.editor.forms import Schema, any_of
from yanpei_audit.editor.sketch import Sketch, keyed, offered_first, spellings_of
from yanpei_audit.editor.words import kinds_of, once, suggested
from yanpei_audit.glossary import key_words
from yanpei_audit.language import Words
from yanpei_audit.records import RECORD_ITEM, Text
from yanpei_audit.records.kinds import FIELDS
from yanpei_audit.registry import SCHOOL_FIELDS
from yanpei_audit.rules.where import OF_A_SCHOOL, Condition

SCHOOL, RECORD = OF_A_SCHOOL.rstrip("."), RECORD_ITEM.rstrip(".")


def where(sketch: Sketch) -> Schema:
    """Accept a WHERE: lines about fields of activities, of their schools, and of items of 记录."""
    return sketch.shared("where", lambda: _where(sketch))


def _where(sketch: Sketch) -> Schema:
    lines: Schema = {}
    for field in FIELDS:
        lines |= keyed(sketch.names(field), _line(sketch, field, sketch.say(key_words(field))))
    for field in SCHOOL_FIELDS:
        offered = sketch.say(key_words(f"{SCHOOL}.{field}"))
        lines[offered] = _line(sketch, field, offered)
    of_schools = [spelling for field in SCHOOL_FIELDS for spelling in spellings_of(field)]
    plain = _condition(sketch, "")
    return {
        "type": ["object"],
        "properties": offered_first(lines),
        "patternProperties": {
            patterns.dotted(spellings_of(SCHOOL), of_schools): plain,
            patterns.dotted(spellings_of(RECORD)): plain,
        },
        "additionalProperties": False,
    }


def _line(sketch: Sketch, field: str, name: str) -> Schema:
    """Give the line of a WHERE about a field."""
    return {**_condition(sketch, field), "title": name, "description": sketch.say(SELECTS.format(field=name))}


def _condition(sketch: Sketch, field: str) -> Schema:
    words: list[Any] | None = None
    if field == "kind":
        words = kinds_of(sketch)
    elif field in sketch.kinds.values:
        words = once(sketch.kinds.values[field].values())
    one = sketch.shared(f"any_{field}", lambda: suggested(sketch, words)) if words else sketch.of(Text)
    full = sketch.of(Condition)
    return sketch.shared(
        f"condition_on_{field}" if words else "condition",
        lambda: any_of(one, {"type": ["array"], "items": one}, full),
    )


SELECTS = Words(
    "活动的“{field}”：写值、几个值，或 {{not: 值}}、{{present: 是}}、{{at_least: 数}}",
    "the {field} of the activity: a value, several, or {{not: VALUE}}, {{present: yes}}, {{at_least: NUMBER}}",
)
