"""Activities: what each kind asks for, the days, the items of 记录, and a new one of each kind to start from."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from yanpei_audit.editor import patterns
from yanpei_audit.editor.forms import Schema
from yanpei_audit.editor.sketch import NOT_ONE_VALUE, Sketch
from yanpei_audit.editor.words import grouped, kinds_of, names_of
from yanpei_audit.glossary import key_words
from yanpei_audit.language import Words
from yanpei_audit.records import Activity
from yanpei_audit.records.kinds import Kind


def activity(sketch: Sketch, in_days: frozenset[str]) -> Schema:
    """Give the schema of an activity; kinds `in_days` are offered with a first and a last day."""
    full = sketch.object(Activity)
    snippets = [
        _snippet(sketch, kind, number, is_in_days=kind.name in in_days) for number, kind in enumerate(kinds_of(sketch))
    ]
    known = {
        "if": _has(sketch, "kind"),
        "then": _of_kinds(sketch),
        "else": {**NOT_ONE_VALUE, "defaultSnippets": snippets},
    }
    full["allOf"] = [*full["allOf"], known, *_of_days(sketch)]
    return full


def record_items(sketch: Sketch) -> Schema:
    """Accept the items that any kind asks for; those of its own are offered where the kind is known."""
    spellings = [spelling for item in sketch.kinds.items for spelling in sketch.names(item)]
    item = {**sketch.of(str), "title": sketch.say(key_words("record")), "description": sketch.say(ITEM)}
    return {"type": ["object"], "patternProperties": {patterns.exactly(spellings): item}, "additionalProperties": False}


def _is_of(sketch: Sketch, kinds: Iterable[Kind]) -> Schema:
    """Ask whether an activity that has a kind is of one of these."""
    pattern = patterns.exactly(name for kind in kinds for name in names_of(kind))
    key = patterns.exactly(sketch.names("kind"))
    return {"patternProperties": {key: {"type": ["string"], "pattern": pattern}}}


def _has(sketch: Sketch, *keys: str) -> Schema:
    alternatives = [{"required": [spelling]} for key in keys for spelling in sketch.names(key)]
    return {"type": ["object"], "anyOf": alternatives}


def _of_kinds(sketch: Sketch) -> Schema:
    """Ask for the fields that a kind requires, and offer the items of its full 记录.

    Kinds that ask for the same stand together, and these in groups: an editor looks into the group of one kind only.
    """
    alike: dict[tuple[tuple[str, ...], tuple[str, ...]], list[Kind]] = {}
    for kind in kinds_of(sketch):
        wanted = (kind.requires, sketch.kinds.items_of(kind))
        if any(wanted):
            alike.setdefault(wanted, []).append(kind)
    return grouped(
        [({"if": _is_of(sketch, kinds), "then": _of_kind(sketch, *wanted)}, kinds) for wanted, kinds in alike.items()],
        lambda kinds: _is_of(sketch, kinds),
    )


def _of_kind(sketch: Sketch, requires: tuple[str, ...], items: tuple[str, ...]) -> Schema:
    asked = []
    for field in requires:
        offered, *others = sketch.names(field)
        wanted = sketch.required(offered, others)
        wanted["anyOf"][0]["errorMessage"] = sketch.say(OF_THIS_KIND.format(key=offered))
        asked.append(wanted)
    text = sketch.of(str)
    full = {"properties": {sketch.say(key_words(item)): text for item in items}, "doNotSuggest": True}
    properties = dict.fromkeys(sketch.names("record"), full)
    return {**({"allOf": asked} if asked else {}), **({"properties": properties} if items else {})}


def _of_days(sketch: Sketch) -> list[Schema]:
    """Ask for a day, or for a first and a last one, and not for both."""
    date, first, last = (sketch.names(key) for key in ("date", "from", "to"))
    some = _has(sketch, "date", "from", "to")
    some["anyOf"][0]["errorMessage"] = sketch.say(NO_DAY.format(date=date[0], first=first[0], last=last[0]))
    either = sketch.say(EITHER.format(date=date[0], first=first[0], last=last[0]))
    return [
        some,
        {
            "if": _has(sketch, "date"),
            "then": {"properties": dict.fromkeys([*first, *last], False), "errorMessage": either},
            "else": {
                "allOf": [
                    {"if": _has(sketch, "from"), "then": sketch.required(last[0], last[1:])},
                    {"if": _has(sketch, "to"), "then": sketch.required(first[0], first[1:])},
                ]
            },
        },
    ]


def _snippet(sketch: Sketch, kind: Kind, number: int, *, is_in_days: bool) -> Schema:
    """Give a new activity of a kind: its days, what it requires, and the amounts that hold by default."""
    fields: dict[str, str] = {}
    for field in ("from", "to") if is_in_days else ("date",):
        fields[field] = f":{sketch.say(A_DAY)}"
    fields |= {field: _placeholder(sketch, field) for field in kind.requires}
    fields |= {field: f":{text}" for field, text in kind.defaults.items()}
    body: dict[str, Any] = {sketch.say(key_words("kind")): sketch.say(kind.words)}
    for place, (field, text) in enumerate(fields.items(), 1):
        body[sketch.say(key_words(field))] = f"${{{place}{text}}}"
    label = sketch.say(NEW.format(kind=kind.words))
    return {"label": label, "body": body, "description": label, "sortText": f"{number:04}"}


def _placeholder(sketch: Sketch, field: str) -> str:
    """Give what stands in a field until it is filled in: the words that it allows, or its name."""
    words = sketch.kinds.values.get(field)
    if not words:
        return f":{sketch.say(key_words(field))}"
    return f"|{','.join(dict.fromkeys(sketch.say(word.words) for word in words.values()))}|"


OF_THIS_KIND = Words("这类活动必须写“{key}”", "This kind needs '{key}'")
NO_DAY = Words("缺少“{date}”，或者“{first}”和“{last}”", "'{date}' is missing, or '{first}' and '{last}'")
EITHER = Words("“{date}”和“{first}”“{last}”只写一种", "Write either '{date}' or '{first}' and '{last}'")
ITEM = Words("“记录”里的一项：写了什么，或写“有”", "an item of the record: what it says, or that it is there")
A_DAY = Words("年-月-日", "year-month-day")
NEW = Words("新{kind}", "new {kind}")
