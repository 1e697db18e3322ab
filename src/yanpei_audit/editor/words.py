"""Kinds of activity, roles and the words of fields, as a schema accepts and explains them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from math import isqrt

from yanpei_audit.editor import patterns
from yanpei_audit.editor.forms import Schema, choice, listed, spelt
from yanpei_audit.editor.sketch import Sketch
from yanpei_audit.glossary import key_words
from yanpei_audit.language import Words
from yanpei_audit.records.kinds import Kind, Word


def names_of(word: Word) -> tuple[str, ...]:
    """Give every name of a word."""
    return tuple(dict.fromkeys((word.name, word.en, *word.aliases)))


def once(words: Iterable[Word]) -> list[Word]:
    """Give each word once, though it is found by several names."""
    return list({id(word): word for word in words}.values())


def kinds_of(sketch: Sketch) -> list[Kind]:
    """Give the kinds in force, in the order of their tables."""
    return [kind for table in sketch.kinds.tables for kind in table.kinds]


def field_words(sketch: Sketch, field: str) -> Schema:
    """Accept the words that a field allows, by any of their names."""
    return sketch.shared(f"words_of_{field}", lambda: _words(sketch, once(sketch.kinds.values[field].values())))


def role_words(sketch: Sketch) -> Schema:
    """Accept the roles, by any of their names."""
    return sketch.shared("role", lambda: _words(sketch, once(sketch.kinds.roles.values())))


def _words(sketch: Sketch, words: list[Word]) -> Schema:
    offered = [sketch.say(word.words) for word in words]
    others = [name for word in words for name in names_of(word)]
    notes = [_sentences(sketch, word) for word in words]
    return choice(offered, notes, [name for name in others if name not in offered], sketch.language)


def suggested(sketch: Sketch, words: Iterable[Word]) -> Schema:
    """Accept any text, and offer words: a file may bring names of its own."""
    snippets = [
        {"label": sketch.say(word.words), "body": sketch.say(word.words), "description": _sentences(sketch, word)}
        for word in words
    ]
    return {"type": ["string"], "minLength": 1, "defaultSnippets": snippets}


def kind_words(sketch: Sketch) -> Schema:
    """Accept the kinds by any of their names; the editor says of each what it asks for."""
    return sketch.shared("kind", lambda: _kinds(sketch))


def _kinds(sketch: Sketch) -> Schema:
    kinds = kinds_of(sketch)
    snippets, told = [], []
    for number, kind in enumerate(kinds):
        name, note = sketch.say(kind.words), _sentences(sketch, kind)
        snippets.append({"label": name, "body": name, "description": note, "sortText": f"{number:04}"})
        said = sketch.say(OF_KIND.format(kind=kind.words, note=note))
        told.append(({"if": _is_named((kind,)), "then": {"description": said}}, [kind]))
    known = spelt(patterns.word(name for kind in kinds for name in names_of(kind)), sketch.say(NO_SUCH_KIND))
    return {**known, "defaultSnippets": snippets, **grouped(told, _is_named)}


def _is_named(kinds: Iterable[Kind]) -> Schema:
    return {"type": ["string"], "pattern": patterns.exactly(name for kind in kinds for name in names_of(kind))}


def grouped(conditions: list[tuple[Schema, list[Kind]]], is_of: Callable[[list[Kind]], Schema]) -> Schema:
    """Put conditions on kinds into groups, so that most of them need not be looked at one by one."""
    size = max(1, isqrt(len(conditions)))
    groups = [conditions[start : start + size] for start in range(0, len(conditions), size)]
    return {
        "allOf": [
            {
                "if": is_of([kind for _schema, kinds in group for kind in kinds]),
                "then": {"allOf": [schema for schema, _kinds in group]},
            }
            for group in groups
        ]
    }


def _sentences(sketch: Sketch, word: Word) -> str:
    """Say what a word stands for in the program: what it asks for, fills in, counts as, and its other names."""
    stop = "。" if sketch.language == "zh" else ". "
    said = [sentence.format(words=words) for sentence, words in _said(sketch, word) if words]
    return "".join(sketch.say(one) + stop for one in said).strip()


def _said(sketch: Sketch, word: Word) -> Iterator[tuple[Words, str]]:
    def several(words: Iterable[Words | str]) -> str:
        return listed((sketch.say(one) if isinstance(one, Words) else one for one in words), sketch.language)

    if isinstance(word, Kind):
        yield REQUIRED, several(key_words(field) for field in word.requires)
        yield BY_DEFAULT, several(f"{sketch.say(key_words(field))} {text}" for field, text in word.defaults.items())
        above = [kind for kind in kinds_of(sketch) if kind.name in sketch.kinds.ancestors(word.name) - {word.name}]
        yield COUNTS_AS, several(kind.words for kind in above)
        yield FULL_RECORD, several(key_words(item) for item in sketch.kinds.items_of(word))
    yield SETTLED, several(f"{sketch.say(key_words(field))} {text}" for field, text in word.sets.items())
    yield OTHERWISE, several(name for name in names_of(word) if name != sketch.say(word.words))


OF_KIND = Words("{kind}。{note}", "{kind}. {note}")
NO_SUCH_KIND = Words(
    "没有这类活动；按 Ctrl+空格列出可用的类型，自己的类型写在 yanpei.yaml",
    "There is no such kind. Ctrl+Space lists those there are; kinds of your own go into yanpei.yaml",
)
REQUIRED = Words("必须写：{words}", "Required: {words}")
BY_DEFAULT = Words("不写时：{words}", "By default: {words}")
SETTLED = Words("它自己就定了：{words}", "It settles: {words}")
COUNTS_AS = Words("也算作：{words}", "Counts as: {words}")
FULL_RECORD = Words("完整的记录：{words}", "Items of a full record: {words}")
OTHERWISE = Words("也可以写：{words}", "Also: {words}")
