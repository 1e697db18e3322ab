"""The models that may be written shorter than they are, and how."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import get_args, get_type_hints

from pydantic import BaseModel

from yanpei_audit.editor.forms import Schema, any_of
from yanpei_audit.editor.sketch import Sketch, keyed, offered_first, one_or_more
from yanpei_audit.editor.wheres import where
from yanpei_audit.office_calendar import Holiday, MakeUpDay
from yanpei_audit.records import Activity, Day, Text
from yanpei_audit.rules.audience import AppliesTo
from yanpei_audit.rules.consequences import Identifier, When
from yanpei_audit.rules.examples import Example
from yanpei_audit.rules.limits import Limit
from yanpei_audit.rules.measures.parts import Wanted
from yanpei_audit.rules.measures.share import Whole
from yanpei_audit.rules.measures.windows import Windows
from yanpei_audit.rules.proration import Prorate, ProratedBy
from yanpei_audit.rules.said import Said


def _with(make: Callable[[Sketch], Schema]) -> Callable[[Sketch, Schema], Schema]:
    """Give what accepts a short form beside the full one."""
    return lambda sketch, full: any_of(make(sketch), full)


def _texts(sketch: Sketch) -> Schema:
    return one_or_more(sketch.of(Text))


def _limit(sketch: Sketch, full: Schema) -> Schema:
    """Let a number for each role or tier stand beside `by`."""
    settled = {key: full["properties"][key] for key in ("by", "if_several")}
    by_name = {
        "type": ["object"],
        "properties": settled,
        "additionalProperties": sketch.of(Text),
        "allOf": [sketch.required("by", [])],
    }
    return any_of(sketch.of(Text), by_name)


def _whole(sketch: Sketch, full: Schema) -> Schema:
    bound = {key: schema for key, schema in full["properties"].items() if key == "bound_of"}
    alone = {"type": ["object"], "properties": bound, "required": [*bound], "additionalProperties": False}
    return any_of(alone, where(sketch))


def _holiday(sketch: Sketch, full: Schema) -> Schema:
    """Let a holiday of one day give its date."""
    date = {**sketch.of(Day), **sketch.note("Holiday.date")}
    dates = sketch.names("date")
    full["properties"] = offered_first({**full["properties"], **keyed(dates, date)})
    full["allOf"] = [
        {"anyOf": [*wanted["anyOf"], *({"required": [name]} for name in dates)]} if _is_day(wanted) else wanted
        for wanted in full["allOf"]
    ]
    return full


def _is_day(wanted: Schema) -> bool:
    return any(set(one["required"]) & {"from", "to"} for one in wanted.get("anyOf", ()))


def example_activities(sketch: Sketch) -> Schema:
    """Accept the activities of an example, which may lack what its verdict comes from."""
    return {"type": ["array"], "items": sketch.shared("Activity", lambda: sketch.object(Activity))}


# The models that may be written shorter, and how.
SHORT_FORMS: Mapping[type[BaseModel], Callable[[Sketch, Schema], Schema]] = {
    Said: _with(lambda sketch: sketch.of(Text)),
    AppliesTo: _with(lambda _sketch: {"type": ["string"], "enum": ["everyone"]}),
    Prorate: _with(lambda sketch: sketch.words(get_args(ProratedBy), "Prorate.by")),
    When: _with(lambda sketch: sketch.of(Identifier)),
    Windows: _with(lambda sketch: sketch.of(get_type_hints(Windows)["length"], "Windows.length")),
    Wanted: _with(_texts),
    Example: _with(example_activities),
    MakeUpDay: _with(lambda sketch: sketch.of(Day)),
    Limit: _limit,
    Whole: _whole,
    Holiday: _holiday,
}
