"""The words that records and rules may use, as Markdown: fields, kinds, roles, and what fields allow."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from yanpei_audit.glossary import (
    ACTIVITY_KEYS,
    CALENDAR_KEYS,
    EXEMPTION_KEYS,
    RECORD_KEYS,
    REGISTRY_KEYS,
    Key,
    key_words,
)
from yanpei_audit.language import Words
from yanpei_audit.records.kinds import Kind, Kinds, Word
from yanpei_audit.report.escaping import escape
from yanpei_audit.report.lines import inert
from yanpei_audit.report.view import View


def words_page(kinds: Kinds, view: View) -> str:
    """Write every word in force, with its two names and what else is accepted."""
    say = view.say
    lines = [f"# {say(TITLE)}", "", say(INTRODUCTION)]
    for title, keys in (
        (FIELDS, ACTIVITY_KEYS),
        (HEAD, RECORD_KEYS),
        (REGISTRY, REGISTRY_KEYS),
        (CALENDAR, CALENDAR_KEYS),
        (EXEMPTIONS, EXEMPTION_KEYS),
    ):
        lines += ["", f"## {say(title)}", "", *_table((NAME, ENGLISH, ALIASES), map(_key, keys), view)]
    listed = {word.name: word for word in kinds.kinds.values()}.values()
    heads = (NAME, ENGLISH, ALIASES, REQUIRED, COUNTS_AS, ITEMS)
    lines += ["", f"## {say(KINDS)}", "", *_table(heads, (_kind(kind, kinds) for kind in listed), view)]
    lines += ["", f"## {say(key_words('roles'))}", "", *_words(kinds.roles.values(), view)]
    for field, words in kinds.values.items():
        lines += ["", f"## {say(key_words(field))} `{field}`", "", *_words(words.values(), view)]
    return "\n".join(lines) + "\n"


def _words(words: Iterable[Word], view: View) -> Iterator[str]:
    once = {word.name: word for word in words}.values()
    return _table((NAME, ENGLISH, ALIASES), ((word.name, word.en, "、".join(word.aliases)) for word in once), view)


def _key(key: Key) -> tuple[str, str, str]:
    return key.zh, key.name, "、".join(key.aliases)


def _kind(kind: Kind, kinds: Kinds) -> tuple[str, ...]:
    required = "、".join(key_words(field).zh for field in kind.requires)
    items = "、".join(key_words(item).zh for item in kinds.items_of(kind))
    return kind.name, kind.en, "、".join(kind.aliases), required, "、".join(kind.counts_as), items


def _table(heads: Iterable[Words], rows: Iterable[Iterable[str]], view: View) -> Iterator[str]:
    names = [view.say(head) for head in heads]
    yield "| " + " | ".join(names) + " |"
    yield "|" + " --- |" * len(names)
    for row in rows:
        yield "| " + " | ".join(inert(str(escape(cell))) for cell in row) + " |"


TITLE = Words("可以用的词", "Words in use")
INTRODUCTION = Words(
    "记录和规则里写中文名、英文名或别名都可以。本单位自己的词，加在 yanpei.yaml 或规则包里。",
    "Records and rules may write the Chinese name, the English one, or another listed here. Words of your own go into "
    "yanpei.yaml or a pack.",
)
FIELDS = Words("活动的栏目", "Fields of activities")
HEAD = Words("记录开头的栏目", "Fields of a record")
REGISTRY = Words("名册的栏目", "Fields of the registry")
CALENDAR = Words("校历的栏目", "Fields of the calendar")
EXEMPTIONS = Words("豁免的栏目", "Fields of exemptions")
KINDS = Words("活动类型", "Kinds of activity")
NAME, ENGLISH, ALIASES = Words("名称", "Chinese"), Words("英文名", "English"), Words("别名", "Other names")
REQUIRED = Words("必须写", "Required")
COUNTS_AS, ITEMS = Words("也算作", "Counts as"), Words("完整记录的各项", "Items of a full 记录")
