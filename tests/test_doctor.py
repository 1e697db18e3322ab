"""doctor: what is installed, in which encodings, where settings come from, what lies where, what is not kept up."""

from __future__ import annotations

import datetime as dt
import os
import platform
import re
import shutil
import subprocess
import tomllib
from collections.abc import Mapping
from pathlib import Path

import pytest
from conftest import REPOSITORY, Program, Said
from office import entry, person
from test_settings import lay_out

import yanpei_audit
from yanpei_audit.checks.keeping import Keeping, keeping_of
from yanpei_audit.checkup import program as installing
from yanpei_audit.checkup.passed_over import Because, passed_over
from yanpei_audit.cli import git
from yanpei_audit.editor import SCHEMAS, schemas
from yanpei_audit.shell import typed

AS_OF = ("--as-of", "2025-11-28")
PACK = """\
pack: own
title: 自定
effective: {from: 2023-09-01}
source: {document: 某文}
applies_to: everyone
period: term
rules:
  - {id: seen, title: 听课, measure: {count: {kind: 听课}}, at_least: 1, source: S1}
  - {id: lost, title: 研讨课, measure: {count: {kind: 研讨课}}, at_least: unknown, source: S2}
"""
QUIET = {"packs.yaml": PACK, "yanpei.yaml": "packs: [packs.yaml]\nparameters: {own/lost: 1}\n"}
Row = tuple[str, str, str]


def record(number: int, *activities: str) -> str:
    listed = "".join(f"  - {{类型: 听课, 学校: 甲校, {activity}}}\n" for activity in activities)
    return f"编号: R{number:03d}\n姓名: 人{number}\n岗位: [教研员]\n活动:{' []' if not listed else ''}\n{listed}"


FRESH = record(1, "日期: 2025-11-27")


def sections(said: Said) -> dict[str, list[Row]]:
    """Give mark, label and text of every line below each title; the last section has no labels."""
    found: dict[str, list[Row]] = {}
    for line in said.out.splitlines():
        if line[:2] not in {"  ", "! ", "x ", ""}:
            rows = found.setdefault(re.split("[（(]", line)[0].strip(), [])
        elif line:
            label, _gap, text = line[2:].partition("  ")
            rows.append((line[0], label, text.strip()))
    return found


def look(program: Program, folder: Path, files: Mapping[str, str], *arguments: str, **options: object) -> Said:
    lay_out(folder, files)
    said: Said = program(["doctor", *arguments], folder=folder, **options)
    return said


def text_of(rows: list[Row], label: str) -> str:
    return next(text for _mark, name, text in rows if name == label)


def todo(said: Said) -> list[str]:
    return [mark + label for mark, label, _rest in sections(said)[list(sections(said))[-1]]]


# The whole --------------------------------------------------------------------------------------------------------


def test_a_folder_in_order_leaves_nothing_to_do(tmp_path: Path, program: Program) -> None:
    said = look(program, tmp_path, {**QUIET, "records/a.yaml": FRESH}, *AS_OF)

    assert (list(sections(said)), todo(said), said.exit, said.err) == (
        ["程序", "编码", "设置", "找到的", "久未登记", "该做的"],
        [" 没有什么要做的。"],
        0,
        "",
    )


def test_it_is_all_said_in_english_too(tmp_path: Path, program: Program) -> None:
    shutil.copytree(REPOSITORY / "examples" / "ladder", tmp_path, dirs_exist_ok=True)
    said = look(program, tmp_path, {"records/b.yml": "", "records/.x/": ""}, "--lang", "en", "--weeks", "3")
    ours = re.sub(r"[\u4e00-\u9fff]{2,4}(?=  )|L\d\d \S+", "", said.out.replace(str(tmp_path), ""))

    assert (re.findall("[\u3000-\u30ff\u4e00-\u9fff\uff00-\uffef]+", ours), said.exit) == ([], 3)


def test_a_stream_without_chinese_is_told_how_to_have_it(tmp_path: Path, program: Program) -> None:
    files = {**QUIET, "records/a.yaml": FRESH}
    gbk = look(program, tmp_path, files, *AS_OF, encoding="gbk")
    latin = look(program, tmp_path, files, *AS_OF, "--lang", "en", encoding="latin-1")

    assert (text_of(sections(gbk)["编码"], "标准输出"), todo(gbk)) == (
        "gbk，能显示中文，不是终端",
        [" 没有什么要做的。"],
    )
    assert ("x" in gbk.out, text_of(sections(latin)["Encodings"], "stdout"), latin.exit) == (
        True,
        "latin-1, does not show Chinese, not a terminal",
        0,
    )
    assert todo(latin) == ["!Chinese cannot be shown; first run: export PYTHONUTF8=1"]


def test_variables_that_decide_are_named(tmp_path: Path, program: Program) -> None:
    variables = {"YANPEI_LANG": "en", "NO_COLOR": "1", "COLUMNS": "77", "PYTHONUTF8": "1"}
    rows = sections(look(program, tmp_path, {"records/a.yaml": FRESH}, variables=variables))["Encodings"]

    assert {name: text_of(rows, name) for name in (*variables, "width")} == {**variables, "width": "77 columns"}


@pytest.mark.parametrize("weeks", ["0", "-1", "4.5", "521", ""])
def test_weeks_are_a_whole_number(weeks: str, tmp_path: Path, program: Program) -> None:
    said = program(["doctor", "--weeks", weeks], folder=tmp_path)

    assert said == Said(2, "", "用法错误：--weeks 要写 1 到 520 的整数\n")


def test_a_path_that_is_missing_is_wrong_usage(tmp_path: Path, program: Program) -> None:
    said = look(program, tmp_path, {"records/a.yaml": FRESH}, "recrds")

    assert said == Said(2, "", "用法错误：没有“recrds”这个文件或文件夹；是不是“records”？\n")


def test_nothing_is_written(tmp_path: Path, program: Program) -> None:
    shutil.copytree(REPOSITORY / "examples" / "ladder", tmp_path, dirs_exist_ok=True)

    def state() -> dict[Path, tuple[int, int]]:
        return {path: (path.stat().st_mtime_ns, path.stat().st_size) for path in [tmp_path, *tmp_path.rglob("*")]}

    before = state()
    program(["doctor"], folder=tmp_path)

    assert state() == before


# The program ------------------------------------------------------------------------------------------------------


def test_versions_are_those_that_are_installed(tmp_path: Path, program: Program) -> None:
    rows = sections(look(program, tmp_path, {"records/a.yaml": FRESH}))["程序"]
    folder = Path(yanpei_audit.__file__).parent

    assert text_of(rows, "yanpei-audit") == f"{yanpei_audit.__version__}，装在 {folder}"
    assert text_of(rows, "Python").startswith(f"{platform.python_version()}，")
    assert re.fullmatch(r"[\d.]+，C 部分 [\d.]+ 在用", text_of(rows, "ruamel.yaml"))
    assert re.fullmatch(r"python-calamine [\d.]+、xlsxwriter [\d.]+", text_of(rows, "[excel]"))


def test_what_is_not_installed_is_told_how_to_be(
    tmp_path: Path, program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    extras = {"excel": ("python-calamine", "no-such-library"), "word": ("no-such-library",)}
    monkeypatch.setattr(installing, "EXTRAS", extras)
    monkeypatch.setattr(installing, "HAS_C_PART", False)
    monkeypatch.setattr(git.shutil, "which", lambda _name: None)
    said = look(program, tmp_path, {**QUIET, "records/a.yaml": FRESH}, *AS_OF)
    rows = sections(said)["程序"]

    assert text_of(rows, "[word]") == "没有装全；要用时：pip install 'yanpei-audit[word]'"
    assert re.fullmatch(r"python-calamine [\d.]+；没有装全；要用时：pip install '.*excel.*'", text_of(rows, "[excel]"))
    assert text_of(rows, "ruamel.yaml").endswith("，没有 C 部分，读得慢")
    assert (text_of(rows, "git"), said.exit) == ("没有装；只有 diff 要用", 0)


def test_the_libraries_are_those_that_are_declared() -> None:
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    names = [re.split("[<>=!]", text)[0] for text in project["dependencies"]]
    extras = {
        name: tuple(re.split("[<>=!]", text)[0] for text in texts)
        for name, texts in project["optional-dependencies"].items()
    }

    assert sorted(names) == sorted((*installing.LIBRARIES, installing.C_PART))
    assert {name: installing.EXTRAS.get(name) for name in extras if name != "dev"} == {
        name: libraries for name, libraries in extras.items() if name != "dev"
    }


def test_a_repository_that_git_refuses_to_read_is_told_from_none(
    tmp_path: Path, program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    lay_out(tmp_path, {**QUIET, "records/a.yaml": FRESH})
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    foreign = program(["doctor", *AS_OF], folder=tmp_path)
    monkeypatch.undo()
    shutil.rmtree(tmp_path / ".git")
    (tmp_path / ".git").write_text("nothing of git\n")
    broken = program(["doctor", *AS_OF], folder=tmp_path)

    command = typed("git", "config", "--global", "--add", "safe.directory", str(tmp_path))
    assert todo(foreign) == [f"!仓库的文件夹是别的用户的，git 不肯读；信得过就运行：{command}"]
    assert "，不肯读这个仓库：detected dubious ownership" in text_of(sections(foreign)["程序"], "git")
    assert "，不肯读这个仓库：invalid gitfile format" in text_of(sections(broken)["程序"], "git")


def test_git_is_asked_for_what_gets_in_the_way(tmp_path: Path, program: Program) -> None:
    def run(*words: str) -> None:
        subprocess.run(["git", *words], cwd=tmp_path, check=True, capture_output=True)

    lay_out(tmp_path, {**QUIET, "records/王.yaml": FRESH, "records/b.yaml": FRESH.replace("R001", "R002")})
    run("init", "-q")
    run("add", "records/王.yaml")
    run("config", "core.autocrlf", "true")
    said = program(["doctor", *AS_OF], folder=tmp_path)
    (tmp_path / ".gitattributes").write_text("*.yaml text eol=lf\n")
    run("config", "core.quotepath", "false")
    mended = program(["doctor", *AS_OF], folder=tmp_path)

    assert text_of(sections(said)["程序"], "git").partition("，")[2] == (
        "进了仓库的记录 1 个，没有进的 1 个；autocrlf=true 而没有 .gitattributes，换行会被改；中文路径显示成数字"
    )
    assert todo(said) == [
        "!git 会改记录的换行：echo '*.yaml text eol=lf' >> .gitattributes",
        "!让 git 照原样显示中文路径：git config core.quotepath false",
    ]
    assert (todo(mended), said.exit) == ([" 没有什么要做的。"], 0)


# Settings ---------------------------------------------------------------------------------------------------------

WHOLE = """\
# 本室
records: [记录]

packs:
  - researcher-quota
  - own.yaml
period: 2025-2026-1
as_of: 2025-11-28
language: zh
office: 县教研室
roles:
  - {name: 联络员, en: liaison}
values: {level: [{name: 园本, en: kindergarten-based}]}
kinds:
  - {name: 巡课, en: round, counts_as: [听课]}
a_day: {lessons: 8}
parameters:
  own/lost: 2
"""
ORIGINS = {
    "records": "记录  ← yanpei.yaml:2",
    "packs": "researcher-quota、own.yaml  ← yanpei.yaml:4",
    "period": "2025-2026 学年第一学期（2025-09-01 至 2026-01-31）  ← yanpei.yaml:7",
    "as_of": "2025-11-28  ← yanpei.yaml:8",
    "language": "zh  ← yanpei.yaml:9",
    "office": "县教研室  ← yanpei.yaml:10",
    "roles": "联络员  ← yanpei.yaml:11",
    "values": "级别：园本  ← yanpei.yaml:13",
    "kinds": "巡课  ← yanpei.yaml:14",
    "a_day": "节数：8  ← yanpei.yaml:16",
    "parameters own/lost": "2  ← yanpei.yaml:18",
}


def settings_of(said: Said) -> dict[str, str]:
    return {label: text for _mark, label, text in sections(said)["设置"]}


def test_every_setting_says_the_line_it_comes_from(tmp_path: Path, program: Program) -> None:
    files = {"yanpei.yaml": WHOLE, "own.yaml": PACK, "记录/a.yaml": FRESH}
    said = look(program, tmp_path, files)
    found = settings_of(said)

    assert {name: found[name] for name in ORIGINS} == ORIGINS
    assert found["工作文件夹"] == f"{tmp_path}  ← 当前文件夹里有 yanpei.yaml"
    assert [line for line in todo(said) if "过去" in line] == [
        "!period 写的是过去，要审现在就删去这一行：yanpei.yaml:7",
        "!as_of 写的是过去，要审现在就删去这一行：yanpei.yaml:8",
    ]


def test_options_and_variables_go_before_the_settings(tmp_path: Path, program: Program) -> None:
    files = {"yanpei.yaml": WHOLE, "own.yaml": PACK, "记录/a.yaml": FRESH, "b/c/": ""}
    lay_out(tmp_path, files)
    line = ["doctor", "../../记录", "--as-of", "2025-10-01"]
    said = program(line, folder=tmp_path / "b" / "c", variables={"YANPEI_LANG": "zh"})
    found = settings_of(said)
    by_option = settings_of(program([*line, "--lang", "zh"], folder=tmp_path / "b" / "c"))

    assert found["records"] == "../../记录  ← 命令行 PATHS，不用 yanpei.yaml:2 的"
    assert found["as_of"] == "2025-10-01  ← 命令行 --as-of，不用 yanpei.yaml:8 的"
    assert found["language"] == "zh  ← 环境变量 YANPEI_LANG，不用 yanpei.yaml:9 的"
    assert by_option["language"] == "zh  ← 命令行 --lang，不用 yanpei.yaml:9 的"
    assert found["工作文件夹"].endswith("从当前文件夹向上找到 yanpei.yaml")


def test_without_settings_everything_is_by_default(tmp_path: Path, program: Program) -> None:
    calendar = "terms:\n  - {term: 2025-2026-1, from: 2025-09-01, to: 2026-01-16}\n"
    lay_out(tmp_path, {"one/records/a.yaml": FRESH, "one/calendar.yaml": calendar, "two/": ""})
    holiday = settings_of(program(["doctor", "../one/records", "--as-of", "2026-01-20"], folder=tmp_path / "two"))
    today = settings_of(program(["doctor"], folder=tmp_path / "two"))
    term = "2025-2026 学年第一学期（2025-09-01 至 2026-01-16）"

    assert holiday["工作文件夹"] == f"{tmp_path}/one  ← 没有找到 yanpei.yaml，是所写路径所在的文件夹"
    assert holiday["period"] == f"{term}  ← 默认：那一天不在学期里，取最近的学期"
    assert (today["records"], today["packs"]) == ("records  ← 默认", "researcher-quota  ← 默认")
    assert today["as_of"] == f"{dt.datetime.now().astimezone().date()}  ← 今天"
    assert (today["period"].partition("←")[2], today["yanpei.yaml"]) == (
        " 默认：那一天所在的学期",
        "没有，各项用默认值",
    )


def test_a_period_that_is_over_ends_the_day(tmp_path: Path, program: Program) -> None:
    files = {"yanpei.yaml": "period: 2024-2025-1\n", "records/a.yaml": FRESH}

    assert settings_of(look(program, tmp_path, files))["as_of"] == "2025-01-31  ← 周期已经结束，取最后一天"


def test_broken_settings_are_told_with_the_defaults_that_hold(tmp_path: Path, program: Program) -> None:
    text = "records: [a]\nperod: 2025-09\nperiod: 2025-9\nlanguage: zh\n"
    said = look(program, tmp_path, {"yanpei.yaml": text, "records/a.yaml": FRESH}, *AS_OF)
    rows = sections(said)["设置"]

    assert [row for row in rows if row[0] == "x"][:3] == [
        ("x", "yanpei.yaml", "有 2 处错误"),
        ("x", "", "yanpei.yaml:2:1 错误[YA401] 不认识“perod”"),
        ("x", "", "yanpei.yaml:3:9 错误[YA713] 看不懂周期“2025-9”"),
    ]
    assert text_of(rows, "records") == "records  ← 默认；yanpei.yaml:1 有错误，没有采用"
    assert text_of(rows, "period").endswith("默认；yanpei.yaml:3 有错误，没有采用")
    assert (todo(said)[0], said.exit) == ("xyanpei.yaml 有 2 处错误，先改第一处：yanpei.yaml:2", 4)


@pytest.mark.parametrize("data", [b"records: [\n", b"\xff\xfe\x00", b"", b"- a\n"])
def test_settings_that_cannot_be_read_break_nothing(data: bytes, tmp_path: Path, program: Program) -> None:
    lay_out(tmp_path, {"records/a.yaml": FRESH})
    (tmp_path / "yanpei.yaml").write_bytes(data)
    said = program(["doctor", *AS_OF], folder=tmp_path)

    assert (said.exit, len(sections(said)), said.err) == (4 if data else 0, 6, "")


# What was found ---------------------------------------------------------------------------------------------------


def test_records_are_counted_by_folder(tmp_path: Path, program: Program) -> None:
    files = {
        **QUIET,
        "records/一/a.yaml": FRESH,
        "records/一/b.yaml": FRESH.replace("R001", "R002"),
        "records/a.yaml": record(1),
    }
    rows = sections(look(program, tmp_path, files, *AS_OF))["找到的"]

    assert rows[:2] == [(" ", "记录", "records：1 个文件，1 人"), (" ", "", "records/一：2 个文件，2 人")]


def test_what_is_not_read_is_told_with_the_reason(tmp_path: Path, program: Program) -> None:
    files = dict.fromkeys(("b.yml", "c.YAML", ".hidden", "d\x1b[2J.xlsx", ".yanpei-1.tmp", "说明.md", ".git/x"), "")
    lay_out(tmp_path, {**QUIET, "records/a.yaml": FRESH, **{f"records/{name}": text for name, text in files.items()}})
    (tmp_path / "records" / "big.yaml").write_bytes(b"#" * (1 << 20) + b"##")
    (tmp_path / "records" / "link.yaml").symlink_to("a.yaml")
    (tmp_path / "records" / "linked").symlink_to(tmp_path)
    os.mkfifo(tmp_path / "records" / "pipe.yaml")
    said = program(["doctor", *AS_OF], folder=tmp_path)
    found = {text for _mark, _label, text in sections(said)["找到的"]}

    assert found >= {
        "快捷方式（符号链接）：records/linked",
        "隐藏的文件夹：records/.git",
        "快捷方式（符号链接）：records/link.yaml",
        "不是普通文件：records/pipe.yaml",
        "超过 1 MiB：records/big.yaml",
        "扩展名不是 .yaml：records/b.yml、records/c.YAML、records/d⟨U+001B⟩[2J.xlsx",
        "隐藏的文件：records/.hidden",
        "上次中断留下的临时文件：records/.yanpei-1.tmp",
        "说明和 schema，不是记录：records/说明.md",
    }
    assert todo(said)[1:] == [
        "!records 里有电子表格 1 个，要先导入：yanpei-audit import 'records/d⟨U+001B⟩[2J.xlsx'",
        "!扩展名要写成小写的 .yaml（2 个）：mv records/b.yml records/b.yaml",
        "!有 4 处读不了，逐条看：yanpei-audit check",
        "!上次中断留下的临时文件 1 个，可以删：rm records/.yanpei-1.tmp",
    ]
    assert (said.exit, "\x1b" in said.out) == (3, False)


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="the owner of everything can read everything")
def test_a_closed_folder_is_told(tmp_path: Path, program: Program) -> None:
    lay_out(tmp_path, {**QUIET, "records/a.yaml": FRESH, "records/x/b.yaml": ""})
    (tmp_path / "records" / "x").chmod(0)
    said = program(["doctor", *AS_OF], folder=tmp_path)
    (tmp_path / "records" / "x").chmod(0o755)

    assert ("打不开的文件夹：records/x" in said.out, said.exit) == (True, 3)


def test_a_folder_that_cannot_be_listed_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_folder: Path) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "scandir", refuse)

    (tmp_path / "records").mkdir()

    assert passed_over([tmp_path / "records"], tmp_path) == {Because.CLOSED_FOLDER: ["records"]}


@pytest.mark.parametrize("files", [{}, {"records/": ""}, {"records/说明.md": ""}])
def test_without_records_it_says_where_to_put_them(files: Mapping[str, str], tmp_path: Path, program: Program) -> None:
    said = look(program, tmp_path, files)

    assert (sections(said)["找到的"][0], said.exit) == (("x", "记录", "没有找到"), 3)
    assert todo(said)[0].startswith("x没有找到记录：")


def test_the_files_of_the_office_are_counted(tmp_path: Path, program: Program) -> None:
    lay_out(tmp_path, {"registry/person.yaml": "", "registry/.yanpei-2.tmp": "", ".vscode/settings.json": "{}"})
    shutil.copytree(REPOSITORY / "examples" / "ladder", tmp_path, dirs_exist_ok=True)
    said = program(["doctor"], folder=tmp_path)
    rows = sections(said)["找到的"]

    assert {name: text_of(rows, name) for name in ("registry/people.yaml", "calendar.yaml", "exemptions.yaml")} == {
        "registry/people.yaml": "11 条",
        "calendar.yaml": "2 个学期：2025-2026-1、2025-2026-2",
        "exemptions.yaml": "1 条，当天有效的 1 项",
    }
    assert text_of(rows, "规则包") == "part-time，2025-09-01 版，1 条规则，rules/part-time.yaml"
    assert (text_of(rows, "没有用到"), text_of(rows, "临时文件")) == ("registry/person.yaml", "registry/.yanpei-2.tmp")
    assert (text_of(rows, ".vscode/settings.json"), text_of(rows, "schemas/")) == ("有", "没有")
    assert text_of(rows, "放假安排").startswith("收录了 2004—")
    assert text_of(rows, "问题") == "错误 1、警告 0、提示 0"


def test_schemas_are_held_against_those_that_would_be_written(
    tmp_path: Path, program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    small = {name: kept for name, kept in SCHEMAS.items() if name not in {"record", "pack", "settings"}}
    monkeypatch.setattr(schemas, "SCHEMAS", small)
    lay_out(tmp_path, {**QUIET, "records/a.yaml": FRESH, "b/": ""})
    program(["schema", "--out", "schemas", "--lang", "en"], folder=tmp_path)
    fresh = program(["doctor", *AS_OF], folder=tmp_path)
    (tmp_path / "schemas" / "pairs.schema.json").unlink()
    (tmp_path / "schemas" / "people.schema.json").write_text("{}")
    stale = program(["doctor", *AS_OF], folder=tmp_path / "b")

    assert text_of(sections(fresh)["找到的"], "schemas/") == "5 个，都是最新的"
    assert text_of(sections(stale)["找到的"], "schemas/") == "4 个，不是最新的 1 个，缺 1 个"
    assert todo(stale) == ["!给编辑器的 schema 有 2 个不是最新的：cd .. && yanpei-audit schema --out schemas"]


def test_mistakes_in_a_pack_void_the_rules(tmp_path: Path, program: Program) -> None:
    broken = PACK.replace("at_least: 1,", "at_leas: 1,")
    files = {"yanpei.yaml": "packs: [packs.yaml]\n", "packs.yaml": broken, "records/a.yaml": FRESH}
    said = look(program, tmp_path, files, *AS_OF)

    assert [row for row in sections(said)["找到的"] if row[1] == "规则包"] == [
        ("x", "规则包", "packs.yaml，有 1 处错误")
    ]
    assert (said.exit, todo(said)) == (
        4,
        ["x规则、名册、校历或豁免有错误，没有人能判定：yanpei-audit check"],
    )


# What is not kept up ----------------------------------------------------------------------------------------------

HOLIDAY = """\
terms:
  - {term: 2025-2026-1, from: 2025-09-01, to: 2026-01-16}
  - {term: 2025-2026-2, from: 2026-02-24, to: 2026-07-10}
"""


def silent(said: Said) -> list[tuple[str, str]]:
    return [(label, text) for mark, label, text in sections(said)["久未登记"] if mark == "!" and label != "有记录的"]


def test_whoever_is_silent_for_four_weeks_is_named(tmp_path: Path, program: Program) -> None:
    days = {1: "2025-10-31", 2: "2025-11-01", 3: "2025-11-27", 4: "2025-09-15"}
    files = {f"records/{number}.yaml": record(number, f"日期: {day}") for number, day in days.items()}
    files["records/5.yaml"] = record(
        5, "日期: 2025-12-05", "日期: 2025-10-20, 状态: 计划", "日期: 2025-11-20, 状态: 取消"
    )
    said = look(program, tmp_path, {**QUIET, **files}, *AS_OF)

    assert silent(said) == [
        ("R005 人5", "没有做完的活动"),
        ("R004 人4", "最近 2025-09-15，已 10 周"),
        ("R001 人1", "最近 2025-10-31，已 4 周"),
        ("R005 人5", "计划的日子已过 1 条，最早 2025-10-20（records/5.yaml:6）"),
    ]
    assert (text_of(sections(said)["久未登记"], "有记录的"), said.exit) == ("5 人，其中久未登记的 3 人", 0)
    assert todo(said)[1:] == [
        "!有 3 人满 4 周没有登记，请补上，例如：yanpei-audit add R005",
        "!计划的日子已过 1 条：做完了就删去“状态: 计划”，没做就改期：records/5.yaml:6",
    ]


def test_holidays_are_no_weeks(tmp_path: Path, program: Program) -> None:
    files = {**QUIET, "records/1.yaml": record(1, "日期: 2026-01-09"), "calendar.yaml": HOLIDAY}
    said = {
        day: silent(look(program, tmp_path, files, "--as-of", day))
        for day in ("2026-02-23", "2026-03-06", "2026-03-13")
    }

    assert said == {"2026-02-23": [], "2026-03-06": [], "2026-03-13": [("R001 人1", "最近 2026-01-09，已 4 周")]}


def test_the_register_says_who_is_not_waited_for(tmp_path: Path, program: Program) -> None:
    people = [
        "{id: R001, name: 人1, left: 2025-10-31}",
        "{id: R002, name: 人2, away: [{kind: 病假, from: 2025-11-20, to: 2025-12-10}]}",
        "{id: R003, name: 人3, keeps_record: 否}",
        "{id: R004, name: 人4, away: [{kind: 病假, from: 2025-10-01, to: 2025-11-17}]}",
        "{id: R005, name: 人5}",
        "{id: R006, name: 人6}",
        "{id: R007, name: 人7, left: 2025-10-31}",
        "{id: R008, name: 人8, joined: 2025-11-20}",
    ]
    files = {f"records/{number}.yaml": record(number, "日期: 2025-09-20") for number in range(1, 6)}
    files["registry/people.yaml"] = "people:\n" + "".join(f"  - {one}\n" for one in people)
    said = look(program, tmp_path, {**QUIET, **files, "records/8.yaml": record(8)}, *AS_OF)

    assert silent(said) == [("R005 人5", "最近 2025-09-20，已 9 周"), ("R006 人6", "在人员名册里，没有记录")]
    assert text_of(sections(said)["久未登记"], "不用看的") == "3 人，不在岗或不用交记录"


def test_a_faulty_record_is_not_called_silent(tmp_path: Path, program: Program) -> None:
    files = {**QUIET, "records/1.yaml": FRESH, "records/2.yaml": record(2, "日期: 2025-02-30")}
    said = look(program, tmp_path, files, *AS_OF)

    assert (silent(said), text_of(sections(said)["久未登记"], "没法看的")) == ([], "1 人，记录有错误")
    assert (todo(said), said.exit) == (["x有 1 处错误，逐条看：yanpei-audit check"], 3)


def test_the_weeks_wanted_are_those_counted(tmp_path: Path, program: Program) -> None:
    files = {**QUIET, "records/1.yaml": record(1, "起: 2025-11-01, 止: 2025-11-14")}

    assert [silent(look(program, tmp_path, files, *AS_OF, "--weeks", weeks)) for weeks in ("2", "3")] == [
        [("R001 人1", "最近 2025-11-14，已 2 周")],
        [],
    ]


def test_what_lasts_beyond_the_day_is_done_up_to_it() -> None:
    who = person(entry("2025-09-01", "2025-10-31"), entry("2025-11-20"), entry("2025-09-02", status="planned"))
    found = keeping_of(who, dt.date(2025, 10, 1))

    assert (found.latest, found.overdue and found.overdue.day) == (dt.date(2025, 10, 1), dt.date(2025, 9, 2))
    assert keeping_of(who, dt.date(2025, 8, 31)) == Keeping()
