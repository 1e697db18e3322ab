"""Records → rows of a spreadsheet that an import would find in the records already."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from yanpei_audit.desk.spreadsheets.books import MOST_CHARACTERS, Column, Page
from yanpei_audit.desk.spreadsheets.cells import Value
from yanpei_audit.desk.spreadsheets.columns import PERSON_ID, PERSON_NAME, column_words
from yanpei_audit.desk.spreadsheets.rows import refused_before
from yanpei_audit.desk.spreadsheets.texts import joined
from yanpei_audit.desk.tidying import plain_spelling
from yanpei_audit.findings import Finding, finding
from yanpei_audit.findings.catalogue import Severity
from yanpei_audit.glossary import ACTIVITY_KEYS, SEVERAL
from yanpei_audit.language import Language, Words, in_order
from yanpei_audit.records import AMOUNTS, DAYS, RECORD_ITEM
from yanpei_audit.records.kinds import Kind, Kinds, Word
from yanpei_audit.registry import Registry
from yanpei_audit.scalars import MisreadError, read_day, read_number
from yanpei_audit.source import Document
from yanpei_audit.source.characters import odd_characters

ALWAYS = ("kind", "date", "from", "to", "school", "lessons", "hours", "topic", "status", "note")
OF_TEMPLATES = (*ALWAYS, "id", "subject", "grade", "class", "mode", "level", "teacher", "unannounced", "evidence")
_FIELDS = tuple(key.name for key in ACTIVITY_KEYS if key.name != "record")
_MOST = 10**6


class Lists(NamedTuple):
    """What the drop-downs offer: kinds and words, those of the rules first, and people and schools of the register."""

    kinds: Kinds
    registry: Registry
    language: Language
    of_rules: Sequence[Kind] = ()

    def choices(self, field: str) -> tuple[str, ...]:
        """Give the words that a column offers; none where anything may stand."""
        people = self.registry.people.values()
        known = {
            "kind": self._said([*self.of_rules, *self.kinds.kinds.values()]),
            "status": tuple(words.text(self.language) for words in STATUSES),
            "unannounced": tuple(words.text(self.language) for words in YES_OR_NO),
            "school": tuple(self.registry.schools),
            PERSON_ID: tuple(member.id for member in people),
            PERSON_NAME: tuple(dict.fromkeys(member.name for member in people)),
        }
        chosen = self.kinds.values[field].values() if field in self.kinds.chosen else ()
        return known.get(field) or self._said(chosen)

    def _said(self, words: Iterable[Word]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(word.words.text(self.language) for word in words))


class Exported(NamedTuple):
    """A page of activities, and why others are not on it: the mistakes in their files, or what no cell can hold."""

    page: Page
    findings: list[Finding]


def exported(documents: Iterable[Document], lists: Lists) -> Exported:
    """Write the activities of these files as rows; what no cell can hold as it is stays out, and is found."""
    rows: list[tuple[str, str, Mapping[str, Any]]] = []
    findings: list[Finding] = []
    for document in documents:
        values = document.values if document.whole and isinstance(document.values, dict) else {}
        one, name, activities = values.get("id"), values.get("name"), values.get("activities")
        if not isinstance(one, str) or not isinstance(name, str) or not isinstance(activities, list):
            findings += [found for found in document.findings if found.severity is Severity.ERROR]
            continue
        for number, activity in enumerate(activities):
            if _fits(activity, lists.kinds):
                rows.append((one, name, activity))
            else:
                findings.append(finding("YA829", document.span("activities", number)))
    order = {one: number for number, one in enumerate(lists.registry.people)}
    rows.sort(key=lambda row: (order.get(row[0], len(order)), in_order(row[1]), row[0]))
    fields = _fields_used(activity for _one, _name, activity in rows)
    columns = columns_of((PERSON_ID, PERSON_NAME, *fields), lists)
    listed = [[one, name, *(_cell(activity, field, lists) for field in fields)] for one, name, activity in rows]
    return Exported(Page(ACTIVITIES.text(lists.language), columns, listed), findings)


def columns_of(fields: Sequence[str], lists: Lists) -> list[Column]:
    """Give the columns of these fields."""
    return [Column(column_words(field).text(lists.language), field in DAYS, lists.choices(field)) for field in fields]


def template(lists: Lists) -> list[Page]:
    """Give an empty page of activities, and one that says how to fill it in."""
    fields = (PERSON_ID, PERSON_NAME, *sorted(OF_TEMPLATES, key=_FIELDS.index))
    about = Page(ABOUT.text(lists.language), [], [[line.text(lists.language)] for line in HOW])
    return [Page(ACTIVITIES.text(lists.language), columns_of(fields, lists), []), about]


def _fits(activity: object, kinds: Kinds) -> bool:
    """Say whether cells can hold all of an activity: texts of a bearable length, lists of them, and a 记录."""
    if not isinstance(activity, dict):
        return False
    for name, value in activity.items():
        texts = [value]
        if name in SEVERAL and isinstance(value, list):
            texts = [joined(value)] if all(isinstance(item, str) for item in value) else [None]
        elif name == "record" and isinstance(value, dict):
            texts = [text if item in kinds.items else None for item, text in value.items()]
        if name not in {*_FIELDS, "record"} or not all(map(_is_plain, texts)):
            return False
    return True


def _is_plain(text: object) -> bool:
    if not isinstance(text, str) or len(text) > MOST_CHARACTERS or refused_before(text):
        return False
    return not odd_characters(text, text.encode())


def _fields_used(activities: Iterable[Mapping[str, Any]]) -> list[str]:
    used, items = set(ALWAYS), {}
    for activity in activities:
        used.update(name for name in activity if name != "record")
        if isinstance(record := activity.get("record"), dict):
            items.update(dict.fromkeys(f"{RECORD_ITEM}{item}" for item in record))
    return [*(name for name in _FIELDS if name in used), *items]


def _cell(activity: Mapping[str, Any], field: str, lists: Lists) -> Value:
    if field.startswith(RECORD_ITEM):
        record = activity.get("record")
        return str(record.get(field.removeprefix(RECORD_ITEM), "")) if isinstance(record, dict) else ""
    value = activity.get(field, "")
    if field in SEVERAL:
        return joined(value if isinstance(value, list) else [value]) if value else ""
    if field in DAYS or field in AMOUNTS:
        return _read(field, str(value))
    word = lists.kinds.kind(value) if field == "kind" else lists.kinds.word(field, value)
    return word.words.text(lists.language) if word else str(value)


def _read(field: str, text: str) -> Value:
    """Give a day as one and an amount as a number; what is neither stays the text that it is."""
    plain = str(plain_spelling(field, text))
    try:
        if field in DAYS:
            return read_day(plain)
        return float(read_number(plain, _MOST, whole=False))
    except MisreadError:
        return text


ACTIVITIES = Words("活动", "activities")
STATUSES = (Words("完成", "done"), Words("计划", "planned"), Words("取消", "cancelled"))
YES_OR_NO = (Words("是", "yes"), Words("否", "no"))
ABOUT = Words("填写说明", "How to fill it in")
HOW = (
    Words(
        "一行一条活动；编号和姓名写一个就行，两个都写的要是同一个人。",
        "A row an activity; give an id or a name, or both of one person.",
    ),
    Words("一天的活动写日期；几天的写起和止，两头都算。", "Give a date for one day, or from and to, both included."),
    Words("几个人、几份证据用“、”隔开。", "Part several people or pieces of evidence by 、."),
    Words(
        "同一天有两次完全一样的活动，各写一个活动编号。",
        "Give each of two activities that agree in everything an activity_id.",
    ),
    Words(
        "填好以后：yanpei-audit import 文件名，看过再加 --write。",
        "Then: yanpei-audit import FILE; look, and add --write.",
    ),
)
