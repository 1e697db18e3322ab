"""The schemas for editors hold what the program accepts, explain all of it, and refuse what it does not know."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, get_args

import pytest
import yaml
from conftest import REPOSITORY, Program, Said
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from jsonschema import Draft7Validator
from pydantic import BaseModel

from yanpei_audit import bundled
from yanpei_audit.editor import SCHEMAS, Vocabulary, schema_of, schema_texts, vscode_files
from yanpei_audit.editor.forms import OFFERED_EFFECTS
from yanpei_audit.editor.short_forms import SHORT_FORMS
from yanpei_audit.editor.sketch import NAMED
from yanpei_audit.exemptions.reading import WrittenExemption
from yanpei_audit.glossary import ACTIVITY_KEYS, KEY_NAMES, RECORD_KEYS, STATUSES
from yanpei_audit.language import Language
from yanpei_audit.records import Activity
from yanpei_audit.records.reading import read_person
from yanpei_audit.rules.measures.table import MEASURES, measure_class
from yanpei_audit.rules.rulebook import Rulebook, RuleFiles, read_rulebook, shipped_kinds
from yanpei_audit.rules.where import Condition
from yanpei_audit.scalars import MisreadError, read_day
from yanpei_audit.settings import FileText
from yanpei_audit.source import read_text
from yanpei_audit.validation import Written

pytestmark = pytest.mark.unmeasured

LANGUAGES: tuple[Language, ...] = ("zh", "en")
GALLERY = REPOSITORY / "tests" / "cases" / "errors"
KILOBYTE = 1024


class CoreYaml(yaml.CSafeLoader):
    """YAML 1.2 as editors read it: no dates, and yes is a word."""


CoreYaml.yaml_implicit_resolvers = {}
for tag, pattern, first in (
    ("null", r"~|null|Null|NULL|", [None, *"~nN", ""]),
    ("bool", r"true|True|TRUE|false|False|FALSE", [*"tTfF"]),
    ("int", r"[-+]?[0-9]+", [*"-+0123456789"]),
    ("float", r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?", [*"-+.0123456789"]),
):
    CoreYaml.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(f"^(?:{pattern})$"), first)
CoreYaml.add_constructor("tag:yaml.org,2002:int", lambda _loader, node: int(node.value))
CoreYaml.add_constructor("tag:yaml.org,2002:float", lambda _loader, node: float(node.value))
CoreYaml.add_constructor("tag:yaml.org,2002:bool", lambda _loader, node: node.value.lower() == "true")


def loaded(text: str) -> Any:
    return yaml.load(text, CoreYaml)


@cache
def book() -> Rulebook:
    path = bundled.packs()["researcher-quota"]
    return read_rulebook(RuleFiles(shipped_kinds(), (FileText(bundled.shown(path), path.read_bytes()),)))


@cache
def schema(what: str, language: Language = "zh") -> dict[str, Any]:
    return schema_of(what, Vocabulary(book().kinds, book().packs), language)


@cache
def validator(what: str, language: Language = "zh") -> Draft7Validator:
    return Draft7Validator(schema(what, language))


def wrong(what: str, value: Any, language: Language = "zh") -> list[str]:
    """Give where a value is not as its schema says."""
    return ["/".join(map(str, error.absolute_path)) for error in validator(what, language).iter_errors(value)]


def kept_in(path: Path) -> str:
    """Say which schema a file of a working folder is for."""
    if path.parent.name == "rules":
        return "pack"
    return {"yanpei": "settings"}.get(path.stem, path.stem if path.stem in SCHEMAS else "record")


# Files with mistakes that an editor can see, and where it sees them.
FAULTY = {
    "examples/county/records/luo-dayong.yaml": ["活动/32/日期"],
    "examples/ladder/records/L11.yaml": ["活动/0/止"],
    "tests/cases/eight-faulty-exemptions/exemptions.yaml": ["豁免/7"],
    "tests/cases/misspelt-pack/rules/own.yaml": ["rules/4/measure"],
    "tests/cases/misspelt-pack/rules/second.yaml": ["rules/0/measure"],
}
UNREADABLE = {"examples/slips/records/wang-fang.yaml"}


def ours() -> list[str]:
    """Give the files of examples, cases and packs, of each folder only a few: they are many, and alike."""
    found: dict[Path, list[str]] = {}
    for folder in ("examples", "tests/cases", "rules"):
        for path in sorted((REPOSITORY / folder).rglob("*.yaml")):
            if not {"errors", "expected"} & set(path.parts) and path.stem not in bundled.NO_PACKS:
                found.setdefault(path.parent, []).append(path.relative_to(REPOSITORY).as_posix())
    few = [name for folder, names in found.items() for name in (names if folder.name == "rules" else names[:3])]
    return sorted({*few, *FAULTY} - UNREADABLE)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("what", SCHEMAS)
def test_a_schema_is_one(what: str, language: Language) -> None:
    Draft7Validator.check_schema(schema(what, language))

    assert schema(what, language)["$schema"] == "http://json-schema.org/draft-07/schema#"


def test_every_file_of_ours_is_as_its_schema_says() -> None:
    found = {
        name: wrong(kept_in(REPOSITORY / name), loaded((REPOSITORY / name).read_text(encoding="utf-8")))
        for name in ours()
    }

    assert ({name: places for name, places in found.items() if places}, len(found) > 60) == (FAULTY, True)


# What the gallery of findings holds for a schema to see, and where the schema sees it.
SEEN = {
    "YA321": ["活动/1/记录"],
    "YA401": ["活动/1"],
    "YA402": ["活动/1"],
    "YA403": ["活动/1/学校"],
    "YA404": ["活动/1/推门"],
    "YA405": ["活动/1/日期"],
    "YA407": ["活动/1/日期"],
    "YA408": ["活动/1/日期"],
    "YA409": ["活动/1/节数"],
    "YA410": ["活动/1/节数"],
    "YA411": ["活动/1/节数"],
    "YA412": ["活动/1/类型"],
    "YA419": ["活动/1/级别"],
    "YA420": ["岗位"],
    "YA422": ["活动/1"],
    "YA423": ["活动/1"],
}


@pytest.mark.parametrize("code", SEEN)
def test_the_gallery_of_wrong_fields_is_refused(code: str) -> None:
    (path,) = (GALLERY / code / "records").glob("*.yaml")

    assert wrong("record", loaded(path.read_text(encoding="utf-8"))) == SEEN[code]


RECORD = {"编号": "R001", "姓名": "王芳", "活动": []}
ACTIVITY = {"类型": "教研组活动", "日期": "2025-09-09"}


def test_every_spelling_of_every_key_is_accepted_in_a_record() -> None:
    values: dict[str, Any] = {"activities": [], "roles": "教研员"}
    refused = [
        spelling
        for key in RECORD_KEYS
        for spelling in (key.name, key.zh, *key.aliases)
        for rest in [{name: value for name, value in RECORD.items() if KEY_NAMES[name] != key.name}]
        if wrong("record", {**rest, spelling: values.get(key.name, "一")})
    ]

    assert refused == []


def test_every_spelling_of_every_key_is_accepted_in_an_activity() -> None:
    values: dict[str, Any] = {
        "kind": "会议",
        "date": "2025-09-09",
        "lessons": 1,
        "hours": 1.5,
        "words": "800",
        "unannounced": True,
        "status": "done",
        "makes_up": "2025-2026-1",
        "record": {"出勤": "有"},
        "evidence": ["a.jpg", "b.jpg"],
        **{field: next(iter(words)) for field, words in book().kinds.values.items()},
    }
    refused = []
    for key in ACTIVITY_KEYS:
        for spelling in (key.name, key.zh, *key.aliases):
            activity = {name: value for name, value in ACTIVITY.items() if KEY_NAMES[name] != key.name}
            if key.name in {"from", "to"}:
                activity = {"类型": "会议", "from": "2025-09-08", "to": "2025-09-09"}
                del activity[key.name]
                values[key.name] = "2025-09-08"
            if places := wrong("record", {**RECORD, "活动": [{**activity, spelling: values.get(key.name, "一")}]}):
                refused.append((spelling, places))

    assert refused == []


def test_every_name_of_every_word_is_accepted_and_no_other() -> None:
    kinds = book().kinds
    wants = {
        "school": "甲校",
        "topic": "题",
        "class": "1",
        "level": "校本",
        "hours": 1,
        "organiser": "县",
        "genre": "论文",
    }
    wants |= {"book": "书", "project": "课题", "assessor": "甲", "conclusion": "通过", "teacher": "甲"}

    def refused(field: str, text: str) -> bool:
        if field == "roles":
            return bool(wrong("record", {**RECORD, "岗位": [text]}))
        if field == "kind":
            required = {name: wants[name] for name in kinds.kinds[text].requires} if text in kinds.kinds else {}
            return bool(wrong("record", {**RECORD, "活动": [{"日期": "2025-09-09", **required, "类型": text}]}))
        return bool(wrong("record", {**RECORD, "活动": [{**ACTIVITY, field: text}]}))

    tables: dict[str, Any] = {field: kinds.values[field] for field in kinds.chosen}
    tables |= {"roles": kinds.roles, "kind": kinds.kinds, "status": STATUSES}
    found = {field: [word for word in words if refused(field, word)] for field, words in tables.items()}
    unknown = {field: refused(field, "没有这个词") for field in tables}

    assert (found, unknown) == ({field: [] for field in tables}, dict.fromkeys(tables, True))


def test_days_are_read_as_the_program_reads_them() -> None:
    pattern = re.compile(schema("record")["definitions"]["day"]["pattern"])
    written = [
        form.format(year, month, day)
        for year in (1989, 1990, 2000, 2024, 2025, 2096, 2099, 2100)
        for month in range(14)
        for day in (0, 1, 9, 28, 29, 30, 31, 32)
        for form in ("{}-{}-{}", "{}/{:02}/{}", "{}.{}.{:02}", "{}年{}月{}日", "{}-{}/{}", "{}年{}月{}")
    ]

    def is_read(text: str) -> bool:
        try:
            read_day(text)
        except MisreadError:
            return False
        return True

    assert [text for text in written if bool(pattern.search(text)) != is_read(text)] == []


def test_every_effect_that_is_offered_can_be_read() -> None:
    rest = {"person": "R1", "rules": "a/b", "reason": "x", "approver": "x", "document": "x", "from": "2025-09-01"}
    texts = [
        re.sub(r"\$\{\d:(.*?)\}", r"\1", words.text(language))
        for words, _note in OFFERED_EFFECTS
        for language in LANGUAGES
    ]
    entries = [{**rest, "to": "2026-01-31", "effect": text} for text in texts]

    assert wrong("exemptions", {"exemptions": entries}) == []
    assert [str(WrittenExemption.model_validate(entry).to) for entry in entries] == ["2026-01-31"] * len(texts)


def parts(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
    for part in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from parts(part)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("what", SCHEMAS)
def test_every_key_has_a_title_and_a_note(what: str, language: Language) -> None:
    definitions = schema(what, language)["definitions"]
    silent = [
        name for name, one in definitions.items() if "." in name and not (one.get("title") and one.get("description"))
    ]

    assert silent == []


@pytest.mark.parametrize("what", SCHEMAS)
def test_titles_and_notes_are_in_chinese(what: str) -> None:
    said = [
        part[key] for part in parts(schema(what)) for key in ("title", "description") if isinstance(part.get(key), str)
    ]

    assert [text for text in said if text.isascii()] == []


def models(of: Any, found: dict[type[Written], None]) -> dict[type[Written], None]:
    if isinstance(of, type) and issubclass(of, Written) and of not in found:
        found[of] = None
        for field in of.model_fields.values():
            models(field.annotation, found)
    for part in get_args(of):
        models(part, found)
    return found


def test_every_model_that_may_be_written_shorter_has_its_short_form() -> None:
    found: dict[type[Written], None] = {}
    for kept in SCHEMAS.values():
        models(kept.model, found)
    for option in MEASURES:
        models(measure_class(option), found)

    def is_shortened(model: type[BaseModel]) -> bool:
        validators = model.__pydantic_decorators__.model_validators.values()
        return any(one.info.mode == "before" for one in validators)

    assert {model for model in found if is_shortened(model)} == {*SHORT_FORMS, Condition}


def test_names_that_are_offered_are_spellings_of_their_keys() -> None:
    assert {KEY_NAMES[name] for name in NAMED.values()} == {"name"}


def test_a_new_activity_of_every_kind_is_accepted_once_its_blanks_are_filled() -> None:
    (snippets,) = (
        part["else"]["defaultSnippets"]
        for part in schema("record")["definitions"]["Activity"]["allOf"]
        if "else" in part and "defaultSnippets" in part["else"]
    )
    fillings = {"年-月-日": "2025-09-09", "学时": "2"}

    def filled(text: str) -> str:
        first = re.sub(r"\$\{\d+\|(.*?),.*\|\}", r"\1", text)
        return re.sub(r"\$\{\d+:(.*?)\}", lambda found: fillings.get(found[1], found[1]), first)

    activities = [{key: filled(text) for key, text in one["body"].items()} for one in snippets]
    text = json.dumps({"编号": "R1", "姓名": "王芳", "岗位": [], "活动": activities}, ensure_ascii=False)
    document = read_text(text.encode(), "a.yaml")
    read_person(document, book().kinds)

    assert (len(snippets), wrong("record", loaded(text)), document.findings) == (
        len({kind.name for kind in book().kinds.kinds.values()}),
        [],
        [],
    )


OWN_KINDS = "kinds:\n  - {name: 送教上门, en: home-teaching, aliases: [上门], requires: [school], complete: [困难]}\n"
OWN_PACK = """\
pack: own
title: 自己的
effective: {from: 2025-09-01}
source: {document: x}
applies_to: everyone
period: term
kinds: [{name: 磨题, en: item-review}]
roles: [{name: 学区主任, en: district-head}]
rules: [{id: review, title: 磨题, measure: {count: {kind: 磨题}}, at_least: 1, source: x}]
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "own.yaml").write_text(OWN_PACK, encoding="utf-8")
    (tmp_path / "yanpei.yaml").write_text(f"packs: [own.yaml]\n{OWN_KINDS}", encoding="utf-8")
    return tmp_path


def test_words_of_ones_own_are_in_the_schema(folder: Path, program: Program) -> None:
    said = program(["schema", "record"], folder=folder)
    of_the_folder = Draft7Validator(json.loads(said.out))

    def places(activity: dict[str, str]) -> list[str]:
        record = {**RECORD, "岗位": "学区主任", "活动": [{"日期": "2025-09-09", **activity}]}
        return ["/".join(map(str, error.absolute_path)) for error in of_the_folder.iter_errors(record)]

    assert (said.exit, said.err) == (0, "")
    assert [
        places({"类型": "磨题"}),
        places({"类型": "item-review"}),
        places({"类型": "上门", "学校": "甲校"}),
        places({"类型": "上门", "学校": "甲校", "记录": {"困难": "有"}}),  # type: ignore[dict-item]
        places({"类型": "上门"}),
        places({"类型": "磨课题"}),
    ] == [[], [], [], [], ["活动/0"], ["活动/0/类型"]]


def test_rules_in_force_are_offered_to_exemptions(folder: Path, program: Program) -> None:
    definitions = json.loads(program(["schema", "exemptions"], folder=folder).out)["definitions"]

    assert definitions["WrittenExemption.rules"]["anyOf"][0]["defaultSnippets"] == [
        {"label": "own/review", "body": "own/review", "description": "磨题"}
    ]


def test_schemas_are_written_and_held_fresh(folder: Path, program: Program) -> None:
    missing = program(["schema", "--check"], folder=folder)
    written = program(["schema", "--out", "schemas"], folder=folder)
    fresh = program(["schema", "--check"], folder=folder)
    again = program(["schema", "--out", "schemas", "--lang", "en", "people"], folder=folder)
    (folder / "schemas" / "people.schema.json").write_bytes(
        (folder / "schemas" / "people.schema.json").read_bytes().replace(b"\n", b"\r\n")
    )
    one = program(["schema", "people", "--check", "--lang", "en"], folder=folder)
    (folder / "yanpei.yaml").write_text("packs: [own.yaml]\n", encoding="utf-8")
    stale = program(["schema", "--check", "--out", "schemas"], folder=folder)

    def listed(*names: str, state: str) -> str:
        return "".join(f"schemas/{name}.schema.json：{state}\n" for name in names)

    assert [missing, written, fresh, again, one, stale] == [
        Said(1, listed(*SCHEMAS, state="没有") + "看了 8 个 schema，要重写的 8 个\n", ""),
        Said(0, "写入 schemas：8 个 schema；另有 0 个本来就是最新的\n", ""),
        Said(0, "看了 8 个 schema，要重写的 0 个\n", ""),
        Said(0, "1 schemas written to schemas; 0 were up to date\n", ""),
        Said(0, "1 schemas checked, 0 to be written again\n", ""),
        Said(
            1,
            listed(
                "record",
                "people",
                "pack",
                "settings",
                state="不是最新的；运行 yanpei-audit schema --out schemas 重新写",
            )
            + "看了 8 个 schema，要重写的 4 个\n",
            "",
        ),
    ]


def test_what_is_written_is_what_is_shown(folder: Path, program: Program) -> None:
    program(["schema", "--out", "schemas"], folder=folder)
    shown = {name: program(["schema", name], folder=folder).out for name in SCHEMAS}

    assert {path.name: path.read_text(encoding="utf-8") for path in (folder / "schemas").iterdir()} == {
        f"{name}.schema.json": text for name, text in shown.items()
    }
    assert program(["schema"], folder=folder).out == shown["record"]


THERE_ALREADY = """\
yanpei.yaml:2:16 error[YA712] '听课' is defined twice
    kinds: [{name: 听课, en: x}]
                   ^^^^
    Fix: It is there already, from the program or a file before: delete it
"""


def test_with_wrong_tables_of_kinds_nothing_is_written(folder: Path, program: Program) -> None:
    (folder / "yanpei.yaml").write_text("packs: [own.yaml]\nkinds: [{name: 听课, en: x}]\n", encoding="utf-8")
    said = program(["schema", "--out", "schemas", "--lang", "en"], folder=folder)

    assert (said.exit, said.out, said.err, (folder / "schemas").exists()) == (
        4,
        "",
        THERE_ALREADY,
        False,
    )


def test_a_pack_that_is_not_there_and_a_schema_that_is_not_one_are_said(folder: Path, program: Program) -> None:
    (folder / "yanpei.yaml").write_text("packs: [other.yaml]\n", encoding="utf-8")
    gone = program(["schema"], folder=folder)
    unknown = program(["schema", "records", "--lang", "en"], folder=folder)

    assert (gone.exit, gone.out, gone.err.partition("\n")[0]) == (
        4,
        "",
        "yanpei.yaml:1:9 错误[YA710] 没有规则包“other.yaml”",
    )
    assert unknown == Said(
        2,
        "",
        "Usage error: schema knows no 'records'; did you mean 'record'? "
        "Known: record, people, schools, pairs, calendar, exemptions, pack, settings\n",
    )


def test_the_schemas_are_small_enough_to_be_quick() -> None:
    sizes = {
        name: len(text.encode()) // KILOBYTE for name, text in schema_texts(Vocabulary(book().kinds), "zh").items()
    }

    assert {name: size for name, size in sizes.items() if size > 256} == {}
    assert sum(sizes.values()) < 640


def test_vscode_knows_which_schema_is_for_which_file() -> None:
    files = {path: json.loads(text) for path, text in vscode_files().items()}

    assert files[".vscode/extensions.json"] == {
        "recommendations": ["redhat.vscode-yaml", "ms-ceintl.vscode-language-pack-zh-hans"]
    }
    assert files[".vscode/settings.json"]["yaml.schemas"] == {
        "schemas/record.schema.json": "records/**/*.yaml",
        "schemas/people.schema.json": "registry/people.yaml",
        "schemas/schools.schema.json": "registry/schools.yaml",
        "schemas/pairs.schema.json": "registry/pairs.yaml",
        "schemas/calendar.schema.json": "calendar.yaml",
        "schemas/exemptions.schema.json": "exemptions.yaml",
        "schemas/pack.schema.json": "rules/**/*.yaml",
        "schemas/settings.schema.json": "yanpei.yaml",
    }
    assert {key: files[".vscode/settings.json"][key] for key in ("files.encoding", "files.eol")} == {
        "files.encoding": "utf8",
        "files.eol": "\n",
    }


TEXTS = (
    "城关一小",
    "3",
    "007",
    "1.50",
    "true",
    "No",
    "一二 三",
    "《春》",
    "a: b",
    "2025-09-09",
    " 甲 ",
    "０７",
    "x" * 50,
)
DATES = (
    "2025-9-3",
    "2025-09-03",
    "2025/9/3",
    "2025.9.3",
    "2025年9月3日",
    "２０２５-９-３",
    "2025.9",
    "2025-02-29",
    "20250903",
)
NUMBERS = ("1", "2", "２", "2.5", "2.50", "40", "41", "0", "007", "1e1", "三")
YES = ("是", "否", "yes", "No", "TRUE", "false", "ｙｅｓ", "对")
PERIODS = ("2025-2026-1", "2025秋", "2025", "2025-09", "2025-W37", "２０２５春", "2025-2027")


def varied(names: list[str]) -> st.SearchStrategy[str]:
    """Names as they are, and in capitals, with a blank or full width, as reading folds them."""
    wide = {ord(" "): "\u3000", **{number: chr(number + 0xFEE0) for number in range(0x21, 0x7F)}}
    changes = st.sampled_from(
        [str, str, str, str.upper, lambda text: f"{text[0]} {text[1:]}", lambda text: text.translate(wide)]
    )
    return st.tuples(st.sampled_from(names), changes).map(lambda one: one[1](one[0]))


def values_of(field: str) -> st.SearchStrategy[str]:
    kinds = book().kinds
    if field == "kind":
        return varied(list(kinds.kinds))
    if field in kinds.values:
        return varied(list(kinds.values[field]))
    listed = {"date": DATES, "from": DATES, "to": DATES, "lessons": NUMBERS, "hours": NUMBERS, "words": NUMBERS}
    listed |= {"unannounced": YES, "status": tuple(STATUSES), "makes_up": PERIODS}
    return st.sampled_from(listed.get(field, TEXTS))


def quoted(text: str) -> str:
    """Write a text plain where that is the same text, quoted otherwise."""
    return text if re.fullmatch(r"[\w.《》/-]+", text) else json.dumps(text, ensure_ascii=False)


@st.composite
def activities(draw: st.DrawFn) -> str:
    fields = draw(st.lists(st.sampled_from([key.name for key in ACTIVITY_KEYS]), max_size=5, unique=True))
    fields = [*dict.fromkeys(["kind", *draw(st.sampled_from([["date"], ["from", "to"]])), "school", "topic", *fields])]
    written = []
    for field in fields:
        spelling = draw(st.sampled_from([name for name, key in KEY_NAMES.items() if key == field]))
        if field == "record":
            value = f"{{{draw(st.sampled_from(['点评', 'topic', '时间', '主题']))}: {quoted(draw(st.sampled_from(TEXTS)))}}}"
        elif field in {"slot", "participants", "evidence"} and draw(st.booleans()):
            value = f"[{', '.join(quoted(text) for text in draw(st.lists(values_of(field), min_size=1, max_size=2)))}]"
        else:
            value = quoted(draw(values_of(field)))
        written.append(f"{spelling}: {value}")
    return f"  - {{{', '.join(draw(st.permutations(written)))}}}\n"


@given(st.lists(activities(), min_size=1, max_size=2), st.sampled_from(["id", "编号", "工号"]), st.sampled_from(TEXTS))
@settings(max_examples=100, deadline=None)
def test_what_the_program_accepts_is_as_the_schema_says(entries: list[str], key: str, text: str) -> None:
    record = f"{key}: {quoted(text)}\nname: {quoted(text)}\n岗位: {quoted('教研员')}\nactivities:\n{''.join(entries)}"
    document = read_text(record.encode(), "a.yaml")
    read_person(document, book().kinds)
    assume(not document.findings)

    assert wrong("record", loaded(record)) == [], record


def test_activities_are_those_of_the_model() -> None:
    offered = [
        name
        for name, one in schema("record")["definitions"]["Activity"]["properties"].items()
        if "doNotSuggest" not in one
    ]

    assert [KEY_NAMES[name] for name in offered] == [
        field.alias or name for name, field in Activity.model_fields.items()
    ]


def test_in_english_the_english_names_are_offered() -> None:
    properties = schema("record", "en")["definitions"]["Activity"]["properties"]
    words = schema("record", "en")["definitions"]["words_of_conclusion"]["anyOf"][0]["enum"]

    assert [name for name, one in properties.items() if "doNotSuggest" not in one] == [
        key.name for key in ACTIVITY_KEYS
    ]
    assert words == ["passed", "failed"]
