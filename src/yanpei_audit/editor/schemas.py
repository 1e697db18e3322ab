"""The schemas by name: which model each file holds, and what the words in force add to it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import partial
from typing import NamedTuple

from pydantic import BaseModel

from yanpei_audit.calendar import FILE_NAME as CALENDAR
from yanpei_audit.editor import packs
from yanpei_audit.editor.activities import activity, record_items
from yanpei_audit.editor.forms import Schema
from yanpei_audit.editor.short_forms import SHORT_FORMS
from yanpei_audit.editor.sketch import Maker, Sketch, one_or_more
from yanpei_audit.editor.words import field_words, kind_words, role_words
from yanpei_audit.exemptions import FILE_NAME as EXEMPTIONS
from yanpei_audit.exemptions.reading import WrittenExemptions
from yanpei_audit.language import Language
from yanpei_audit.office_calendar import WrittenCalendar
from yanpei_audit.records import Activity, Record
from yanpei_audit.records.kinds import Kinds
from yanpei_audit.registry import FILES as REGISTRY
from yanpei_audit.registry import FOLDER as REGISTRY_FOLDER
from yanpei_audit.rules import RulePack
from yanpei_audit.rules.kinds_named import kinds_of_rules
from yanpei_audit.rules.measures.days import InDays
from yanpei_audit.settings import FILE_NAME as SETTINGS
from yanpei_audit.settings import Settings

FOLDER = "schemas"  # of a working folder, where its own schemas lie


class Vocabulary(NamedTuple):
    """What a working folder's rulebook adds to the schemas: its kinds and words, and the packs in force."""

    kinds: Kinds
    packs: tuple[RulePack, ...] = ()


class Kept(NamedTuple):
    """What a schema is for: the model of a file, and where such files lie in a working folder."""

    model: type[BaseModel]
    files: str


def schema_of(what: str, vocabulary: Vocabulary, language: Language) -> Schema:
    """Give one of `SCHEMAS`, as draft-07."""
    model, _files = SCHEMAS[what]
    if what in OF_RULES:
        return packs.sketch_of_rules(vocabulary.kinds, language).document(model)
    return _sketch(vocabulary, language).document(model)


def schema_texts(vocabulary: Vocabulary, language: Language, wanted: Iterable[str] = ()) -> dict[str, str]:
    """Give the files of the schemas by name, those that are wanted or all."""
    names = list(wanted) or list(SCHEMAS)
    return {file_name(name): written(schema_of(name, vocabulary, language)) for name in names}


def file_name(what: str) -> str:
    """Give the name of the file that holds a schema."""
    return f"{what}.schema.json"


def written(schema: Schema) -> str:
    """Write a schema as its file holds it: a line for every key, Chinese as it is."""
    return json.dumps(schema, ensure_ascii=False, indent=0) + "\n"


def _sketch(vocabulary: Vocabulary, language: Language) -> Sketch:
    """Give the sketch of what people keep by hand: keys by the glossary, words by the tables of kinds."""
    sketch = Sketch(vocabulary.kinds, language)
    chosen: dict[str, Maker] = {field: partial(field_words, field=field) for field in vocabulary.kinds.values}
    sketch.by_name = {
        **chosen,
        "roles": lambda made: one_or_more(role_words(made)),
        "Activity.kind": kind_words,
        "Activity.record": record_items,
        "Away.kind": partial(field_words, field="away"),
        "Pair.kind": partial(field_words, field="pair"),
        "WrittenExemption.rules": lambda made: one_or_more(_rules(vocabulary, made)),
    }
    in_days = frozenset(kind.name for kind in kinds_of_rules(vocabulary.packs, vocabulary.kinds, InDays))
    sketch.by_type = ((Activity, lambda made: made.shared("Activity", lambda: activity(made, in_days))),)
    sketch.short_forms = SHORT_FORMS
    return sketch


def _rules(vocabulary: Vocabulary, sketch: Sketch) -> Schema:
    """Accept the id of a rule, and offer those in force."""
    named = {f"{pack.pack}/{rule.id}": rule.title.words for pack in vocabulary.packs for rule in pack.rules}
    snippets = [{"label": name, "body": name, "description": sketch.say(title)} for name, title in named.items()]
    return {"type": ["string"], "minLength": 1, "defaultSnippets": snippets}


SCHEMAS: Mapping[str, Kept] = {
    "record": Kept(Record, "records/**/*.yaml"),
    **{name: Kept(model, f"{REGISTRY_FOLDER}/{name}.yaml") for name, model in REGISTRY.items()},
    "calendar": Kept(WrittenCalendar, CALENDAR),
    "exemptions": Kept(WrittenExemptions, EXEMPTIONS),
    "pack": Kept(RulePack, "rules/**/*.yaml"),
    "settings": Kept(Settings, SETTINGS),
}
OF_RULES = frozenset({"pack", "settings"})
