"""What rule packs and yanpei.yaml need beyond their models: measures, tables of kinds, and names to offer."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from yanpei_audit import bundled
from yanpei_audit.editor.forms import Schema, choice
from yanpei_audit.editor.meanings import MEASURES as MEASURE_NOTES
from yanpei_audit.editor.notes import NOTES, Note
from yanpei_audit.editor.rule_notes import NOTES as RULE_NOTES
from yanpei_audit.editor.short_forms import SHORT_FORMS, example_activities
from yanpei_audit.editor.sketch import Maker, Sketch, keyed, offered_first, one_or_more, spellings_of
from yanpei_audit.editor.wheres import where
from yanpei_audit.editor.words import kinds_of, once, suggested
from yanpei_audit.glossary import key_words
from yanpei_audit.language import Language, Words
from yanpei_audit.records import Text
from yanpei_audit.records.kinds import FIELDS, WORD_FIELDS, Kinds, Word
from yanpei_audit.rules.conditions import WEEKDAYS
from yanpei_audit.rules.measures.measure import AnyMeasure, Measure
from yanpei_audit.rules.measures.table import MEASURES, measure_class
from yanpei_audit.rules.where import Where


def measures(sketch: Sketch) -> Schema:
    """Accept any of the measures; the option that tells each is its own."""
    return sketch.shared("measure", lambda: {"anyOf": [sketch.of(measure_class(option)) for option in MEASURES]})


def measure_notes() -> dict[str, Note]:
    """Give the notes of the measures: by class, and by the option that tells each. English is in their docstrings."""
    notes: dict[str, Note] = {}
    for option, note in MEASURE_NOTES.items():
        model = measure_class(option)
        said = " ".join((model.__doc__ or "").partition("\n\n")[0].split())
        whole = Note(note.title, Words(note.words.zh, said))
        notes |= {model.__name__: whole, f"{model.__name__}.{option}": whole}
    return notes


def _fields(sketch: Sketch) -> Schema:
    """Accept the names of fields as tables of kinds name them: by their English ones."""
    notes = [key_words(field).zh for field in FIELDS]
    return sketch.shared("field", lambda: choice([*FIELDS], notes, [], sketch.language))


def _given(sketch: Sketch) -> Schema:
    """Accept what a kind or a word fills in: a text for each field."""
    return _by_field(FIELDS, sketch.of(Text))


def _values(sketch: Sketch) -> Schema:
    return _by_field(WORD_FIELDS, sketch.of(tuple[Word, ...]))


def _by_field(fields: tuple[str, ...], value: Schema) -> Schema:
    """Accept a value for each field; these files call fields by their English names."""
    properties: Schema = {}
    for field in fields:
        names = list(dict.fromkeys([field, *spellings_of(field)]))
        title = key_words(field).zh
        properties |= keyed(names, {**value, "title": title if title != field else RULE_NOTES[field].title})
    return {"type": ["object"], "properties": offered_first(properties), "additionalProperties": False}


def _packs(_sketch: Sketch) -> Schema:
    """Accept packs by name or path, and offer those that come with the program."""
    snippets = [{"label": name, "body": name} for name in bundled.packs()]
    return one_or_more({"type": ["string"], "minLength": 1, "defaultSnippets": snippets})


def _weekday(sketch: Sketch) -> Schema:
    offered = [name for name in WEEKDAYS if name.isascii() == (sketch.language == "en")]
    return {"type": ["string"], "enum": [*offered, *(name for name in WEEKDAYS if name not in offered)]}


def sketch_of_rules(kinds: Kinds, language: Language) -> Sketch:
    """Give the sketch of files that rules are made of: keys by their own names, and words that a file may add to."""
    sketch = Sketch(kinds, language, glossary=False)
    sketch.notes = (measure_notes(), RULE_NOTES, NOTES)
    roles = once(kinds.roles.values())
    chosen: dict[str, Maker] = {
        field: partial(_offered, field=field, words=once(words.values())) for field, words in kinds.values.items()
    }
    sketch.by_name = {
        **chosen,
        "roles": lambda made: one_or_more(_offered(made, "role", roles)),
        "Activity.kind": lambda made: _offered(made, "kind", kinds_of(made)),
        "Away.kind": chosen["away"],
        "Pair.kind": chosen["pair"],
        "PairEnd.kind": chosen["pair"],
        "Kind.counts_as": lambda made: {"type": ["array"], "items": _offered(made, "kind", kinds_of(made))},
        "Kind.requires": lambda made: {"type": ["array"], "items": _fields(made)},
        **dict.fromkeys(("Kind.defaults", "Kind.sets", "Word.sets", "Tier.sets"), _given),
        **dict.fromkeys(("Settings.values", "RulePack.values"), _values),
        "Settings.packs": _packs,
        "Condition.weekday": lambda made: one_or_more(_weekday(made)),
        "Windows.weekday": _weekday,
        "Example.activities": example_activities,
    }
    sketch.by_type = ((Measure, measures), (AnyMeasure, measures), (Where, where))
    sketch.short_forms = SHORT_FORMS
    return sketch


def _offered(sketch: Sketch, field: str, words: Iterable[Word]) -> Schema:
    return sketch.shared(f"any_{field}", lambda: suggested(sketch, words))
