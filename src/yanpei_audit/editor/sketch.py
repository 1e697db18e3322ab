"""Models → JSON Schema, field by field: every accepted key, and a title and a note for each."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from pydantic import AliasChoices, BaseModel, BeforeValidator
from pydantic.fields import FieldInfo

from yanpei_audit.editor.forms import FORMS, Schema, any_of, choice
from yanpei_audit.editor.meanings import VALUES
from yanpei_audit.editor.notes import NOTES, Note
from yanpei_audit.glossary import KEY_NAMES, key_words
from yanpei_audit.language import Language, Words
from yanpei_audit.records.kinds import Kinds

DEFINITIONS = "#/definitions/"
Maker = Callable[["Sketch"], Schema]
# What the files of registry and calendar call a name in Chinese, where it is not that of a person.
NAMED = {"School.name": "校名", "Holiday.name": "名称", "MakeUpDay.name": "名称", "AnnouncedDay.name": "名称"}


class Sketch:
    """A schema on its way: the definitions that were asked for so far, each under its own name.

    `by_name` are the fields whose schema is not told by their type, as MODEL.FIELD or FIELD, `by_type` the types and
    models that are made otherwise. The first of the tables of `notes` that has one is asked. With `glossary` the keys
    are offered by their names in the language.
    """

    def __init__(self, kinds: Kinds, language: Language, *, glossary: bool = True) -> None:
        self.kinds, self.language, self.glossary = kinds, language, glossary
        self.notes: tuple[Mapping[str, Note | Words] | Mapping[str, Note], ...] = (NOTES,)
        self.definitions: dict[str, Schema] = {}
        self.by_name: Mapping[str, Maker] = {}
        self.by_type: tuple[tuple[Any, Maker], ...] = ()
        self.short_forms: Mapping[type[BaseModel], Callable[[Sketch, Schema], Schema]] = {}

    def say(self, words: Words) -> str:
        """Give the side of a pair in the language of the schema."""
        return words.text(self.language)

    def shared(self, name: str, make: Callable[[], Schema]) -> Schema:
        """Refer to a definition, which is made when it is first asked for."""
        if name not in self.definitions:
            self.definitions[name] = {}  # it may ask for itself
            self.definitions[name] = make()
        return {"$ref": DEFINITIONS + name}

    def document(self, model: type[BaseModel]) -> Schema:
        """Give the whole schema of a file that holds one such model."""
        root = self.object(model)
        used = {name: self.definitions[name] for name in sorted(self._used_by(root))}
        return {"$schema": "http://json-schema.org/draft-07/schema#", **root, "definitions": used}

    def _used_by(self, root: Schema) -> set[str]:
        """Give the definitions that a schema refers to, and those that these refer to."""
        used: set[str] = set()
        waiting: list[Any] = [root]
        while waiting:
            part = waiting.pop()
            if isinstance(part, dict) and "$ref" in part:
                name = part["$ref"].removeprefix(DEFINITIONS)
                waiting += [self.definitions[name]] if name not in used else []
                used.add(name)
            waiting += part.values() if isinstance(part, dict) else part if isinstance(part, list) else ()
        return used

    def of(self, hint: Any, key: str = "") -> Schema:
        """Give the schema of a type; `key` is the field whose words it may hold."""
        made = next((make for wanted, make in self.by_type if hint == wanted), None)
        if made is not None:
            return made(self)
        form = next((form for form in FORMS if hint == form.hint), None)
        if form is not None:
            return self.shared(form.name, partial(form.make, self.language))
        if isinstance(hint, type) and issubclass(hint, BaseModel):
            return self.shared(hint.__name__, lambda: self.model(hint))
        return self._made_of(hint, get_args(hint), key)

    def _made_of(self, hint: Any, parts: tuple[Any, ...], key: str) -> Schema:
        """Give the schema of a type that is made of others, or of a closed list of words."""
        origin = get_origin(hint)
        if origin in {Union, UnionType}:
            return self.of(next(part for part in parts if part is not type(None)), key)
        if origin is tuple:
            return {"type": ["array"], "items": self.of(parts[0])}
        if origin is dict:
            return {"type": ["object"], "additionalProperties": self.of(parts[1])}
        if origin is Annotated:
            return self._annotated(parts, key)
        return self.words(parts if origin is Literal else [one.value for one in hint], key)

    def _annotated(self, parts: tuple[Any, ...], key: str) -> Schema:
        inner = self.of(parts[0], key)
        if get_origin(parts[0]) is tuple and isinstance(parts[1], BeforeValidator):
            return one_or_more(inner["items"])
        return inner

    def words(self, names: Any, key: str) -> Schema:
        """Accept the words of a closed list, each with what it means; also by the names of the glossary."""
        known = VALUES.get(key) or VALUES.get(key.rpartition(".")[2], {})
        notes = [self.say(known.get(name, key_words(name))) for name in names]
        others = [spelling for spelling, name in KEY_NAMES.items() if name in names and spelling not in names]
        return choice(list(names), notes, others, self.language)

    def model(self, model: type[BaseModel]) -> Schema:
        """Give the schema of a model, with its short forms."""
        full = self.object(model)
        short = self.short_forms.get(model)
        if short is None:
            return full
        title = {key: full.pop(key) for key in ("title", "description")}
        return {**title, **short(self, full)}

    def object(self, model: type[BaseModel]) -> Schema:
        """Give the schema of a model written out: every spelling of its keys, and no other key."""
        hints = get_type_hints(model, include_extras=True)
        properties: Schema = {}
        required: dict[str, tuple[list[str], str]] = {}
        for name, info in model.model_fields.items():
            key = info.alias or name
            self.definitions[f"{model.__name__}.{key}"] = field = self.field(model, key, hints[name])
            offered, *others = self.spellings(model, key, info)
            properties |= keyed([offered, *others], {"$ref": f"{DEFINITIONS}{model.__name__}.{key}"})
            if info.is_required():
                required[offered] = (others, "[]" if get_origin(hints[name]) is tuple else field["title"])
        note = self.note(model.__name__)
        full = {**note, "type": ["object"], "properties": offered_first(properties), "additionalProperties": False}
        wanted = [self.required(offered, others) for offered, (others, _text) in required.items()]
        if len(required) > 1:
            body = {key: f"${{{place}:{text}}}" for place, (key, (_others, text)) in enumerate(required.items(), 1)}
            wanted.append(self.new(note["title"], body, wanted))
        return {**full, "allOf": wanted} if wanted else full

    def new(self, title: str, body: Schema, wanted: list[Schema]) -> Schema:
        """Offer a new one with all that it must have, where nothing of that is there yet."""
        label = self.say(NEW.format(what=title))
        begun = {
            "type": ["object"],
            "anyOf": [{"required": one["required"]} for part in wanted for one in part["anyOf"]],
        }
        return {"if": begun, "else": {**NOT_ONE_VALUE, "defaultSnippets": [{"label": label, "body": body}]}}

    def field(self, model: type[BaseModel], key: str, hint: Any) -> Schema:
        """Give the schema of a field with its title and note."""
        full_key = f"{model.__name__}.{key}"
        make = self.by_name.get(full_key) or self.by_name.get(key if _holds_texts(hint) else "")
        schema = make(self) if make else self.of(hint, full_key)
        note = self.note(full_key)
        return {**note, **{name: part for name, part in schema.items() if name not in note}}

    def spellings(self, model: type[BaseModel], key: str, info: FieldInfo) -> Iterator[str]:
        """Give every accepted spelling of a key, the one to offer first."""
        choices = info.validation_alias.choices if isinstance(info.validation_alias, AliasChoices) else ()
        named = NAMED.get(f"{model.__name__}.{key}") if self.language == "zh" and self.glossary else None
        known = self.names(key) if self.glossary else [key, *spellings_of(key)]
        yield from dict.fromkeys([*([named] if named else []), *known, *map(str, choices)])

    def names(self, key: str) -> list[str]:
        """Give every spelling of a key of the glossary, that of the language first."""
        return list(dict.fromkeys([self.say(key_words(key)), key, *spellings_of(key)]))

    def note(self, key: str) -> Schema:
        """Give the title of a model, or of a field as MODEL.FIELD, and its description where it has a note."""
        model, _dot, field = key.rpartition(".")
        found = self._noted(key)
        in_chinese = self.language == "zh"
        if isinstance(found, Note):
            return {"title": found.title if in_chinese else field or model, "description": self.say(found.words)}
        title = NAMED.get(key, key_words(field).zh) if in_chinese else field
        return {"title": title, **({"description": self.say(found)} if found else {})}

    def _noted(self, key: str) -> Note | Words | None:
        tables = [(table, name) for name in (key, key.rpartition(".")[2]) for table in self.notes]
        return next((table[name] for table, name in tables if name in table), None)

    def required(self, offered: str, others: list[str]) -> Schema:
        """Ask for a key in any of its spellings."""
        complaint = self.say(LACKING.format(key=offered))
        return {
            "anyOf": [
                {"required": [offered], "errorMessage": complaint},
                *({"required": [other]} for other in others),
            ]
        }


def one_or_more(item: Schema) -> Schema:
    """Accept a list of items, or one item alone."""
    return any_of(item, {"type": ["array"], "items": item})


def offered_first(properties: Schema) -> Schema:
    """Put the keys that are offered before those that are only accepted."""
    return dict(sorted(properties.items(), key=lambda one: "doNotSuggest" in one[1]))


def keyed(names: list[str], schema: Schema) -> Schema:
    """Give the properties for the spellings of one key: the first is offered, the others are accepted."""
    offered, *others = names
    return {offered: schema, **{other: {"allOf": [schema], "doNotSuggest": True} for other in others}}


def spellings_of(key: str) -> list[str]:
    """Give every spelling of a key that the glossary knows."""
    return [spelling for spelling, name in KEY_NAMES.items() if name == key]


def _holds_texts(hint: Any) -> bool:
    """Say whether a type is of texts, one or several."""
    parts = [part for part in get_args(hint) if part is not type(None)]
    return hint is str or (bool(parts) and get_origin(hint) is not Literal and _holds_texts(parts[0]))


NEW = Words("新的{what}", "new {what}")
NOT_ONE_VALUE: Schema = {"allOf": [{}]}  # without it the editor begins what it inserts with a line of its own
LACKING = Words("缺少“{key}”", "'{key}' is missing")
