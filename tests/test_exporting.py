"""Exporting: what is written is read back as what is there already, and text stays text."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
import shutil
import zipfile
from pathlib import Path
from typing import Any

import pytest
import python_calamine
from conftest import REPOSITORY, Program
from hostile import ACCEPTED, quoted
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from test_importing import GOOD, HEAD, LI, WANG, activities, contents, office, places

from yanpei_audit.cli.commands import export

EXAMPLES = sorted(path.name for path in (REPOSITORY / "examples").iterdir())
FORMS = ("xlsx", "csv")


def there_already(folder: Path, form: str, program: Program, *options: str) -> tuple[int, str]:
    """Export the records, import what was written, and give how that ended; no record may differ."""
    before = contents(folder)
    program(["export", "--out", f"e.{form}", "--overwrite", *options], folder=folder)
    said = program(["import", f"e.{form}", "--write"], folder=folder)

    assert (places(said), contents(folder)) == ([], before)
    return said.exit, said.out


def cells(path: Path, sheet: int = 0) -> list[list[Any]]:
    return python_calamine.load_workbook(path).get_sheet_by_index(sheet).to_python()


@pytest.mark.unmeasured
@pytest.mark.parametrize(("language", "form"), [("zh", "xlsx"), ("en", "csv")])
@pytest.mark.parametrize("name", EXAMPLES)
def test_what_is_exported_is_there_already(
    name: str, language: str, form: str, tmp_path: Path, program: Program
) -> None:
    folder = tmp_path / name
    shutil.copytree(REPOSITORY / "examples" / name, folder, ignore=shutil.ignore_patterns("expected"))
    code, out = there_already(folder, form, program, "--lang", language)
    rows = re.findall(r"共 (\d+) 行：写入 0 行（0 个文件），记录里已有 (\d+) 行，有误 0 行。", out)

    assert (code, len(rows), {len(set(one)) for one in rows}) == (0, 1, {1})
    assert int(rows[0][0]) > 0


TEXTS = st.text(
    st.characters(codec="utf-8", exclude_categories=("C", "Z"), include_characters=" 、，：:#'\"{}[]-=@+\\|>&*!%`～"),
    max_size=12,
)
ACTIVITY = st.fixed_dictionaries(
    {
        "类型": st.sampled_from(["听课", "observation", "评课", "讲座", "不存在"]),
        "日期": st.sampled_from(["2025-10-09", "2025/9/3", "2025年9月3日", "2025-13-01", "45910"]),
    },
    optional={
        "学校": TEXTS,
        "主题": TEXTS,
        "节数": st.sampled_from(["1", "2.5", "２", "三", "2节", "400", "007"]),
        "参加人": st.lists(TEXTS, max_size=3),
        "证据": st.one_of(
            st.lists(st.sampled_from(["甲、乙.jpg", "a.jpg", "b.jpg"]), max_size=3),
            st.sampled_from(["甲、乙.jpg", "a.jpg\nb.jpg", "a.jpg\n", " "]),
        ),
        "记录": st.dictionaries(st.sampled_from(["点评", "总评", "地点"]), TEXTS, max_size=2),
        "编号": st.sampled_from(["A1", "A2", "510102199003078888"]),
        "状态": st.sampled_from(["完成", "done", "计划", "planned"]),
        "推门": st.sampled_from(["是", "no", "大概"]),
        "备注": TEXTS,
    },
)


def written(value: Any) -> str:
    if isinstance(value, list):
        return "[" + ", ".join(map(written, value)) + "]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {written(one)}" for key, one in value.items()) + "}"
    return quoted(value)


@pytest.mark.unmeasured
@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
)
@given(several=st.lists(ACTIVITY, max_size=6), form=st.sampled_from(FORMS))
def test_whatever_a_record_holds_is_there_already(
    several: list[dict[str, Any]], form: str, tmp_path: Path, program: Program
) -> None:
    lines = "".join(f"  - {written(one)}\n" for one in several)
    text = f"编号: R001\n姓名: 王芳\n活动:{' []' if not several else ''}\n{lines}"
    folder = office(tmp_path, wang=text)
    before = contents(folder)
    exported = program(["export", "--out", f"e.{form}", "--overwrite"], folder=folder)
    said = program(["import", f"e.{form}", "--write"], folder=folder)

    assert ("内部错误" in exported.err + said.err, contents(folder)) == (False, before)
    assert [code for _place, code in places(said) if code != "YA824"] == []  # two activities of one id stay two


@pytest.mark.parametrize("form", FORMS)
def test_hostile_texts_come_out_as_texts_and_go_in_as_they_were(form: str, tmp_path: Path, program: Program) -> None:
    lines = "".join(
        f"  - {{类型: 讲座, 日期: 2025-10-09, 主题: {quoted(text)}, 参加人: [{quoted(text)}, x]}}\n"
        for text in ACCEPTED
    )
    folder = office(tmp_path / "a", wang=f"编号: R001\n姓名: 王芳\n活动:\n{lines}")
    there_already(folder, form, program)
    other = office(tmp_path / "b", wang="编号: R001\n姓名: 王芳\n岗位: []\n")
    shutil.copy(folder / f"e.{form}", other)
    said = program(["import", f"e.{form}", "--write"], folder=other)

    assert (said.exit, said.err) == (0, "")
    assert activities(other, "wang") == activities(folder, "wang")
    if form == "xlsx":
        with zipfile.ZipFile(folder / "e.xlsx") as archive:
            parts = {name: archive.read(name).decode() for name in archive.namelist() if name.endswith(".xml")}
        assert [name for name, part in parts.items() if re.search(r"<f[ >]|<hyperlink", part)] == []
    else:
        rows = list(csv.reader(io.StringIO((folder / "e.csv").read_bytes().decode("utf-8-sig"))))
        assert [cell for row in rows for cell in row if cell.lstrip()[:1] in set("=+-@＝＋－＠") and cell] == []


def test_a_workbook_of_records_has_days_numbers_drop_downs_and_a_frozen_head(tmp_path: Path, program: Program) -> None:
    folder = office(tmp_path)
    said = program(["export", "--out", "e.xlsx"], folder=folder)
    rows = cells(folder / "e.xlsx")
    with zipfile.ZipFile(folder / "e.xlsx") as archive:
        sheet, book = (archive.read(f"xl/{part}.xml").decode() for part in ("worksheets/sheet1", "workbook"))
    head = ["编号", "姓名", "类型", "日期", "起", "止", "学校", "节数", "学时", "主题", "状态", "备注"]
    widths = [float(found) for found in re.findall(r'<col [^>]*width="([\d.]+)"', sheet)]

    assert (said.exit, said.err, said.out) == (0, "", "3 条活动写到 e.xlsx。\n")
    assert rows[0] == head
    assert [row[:7] for row in rows[1:]] == [
        ["R002", "李明", "讲座", dt.date(2025, 9, 1), "", "", ""],
        ["R001", "王芳", "听课", dt.date(2025, 9, 9), "", "", "城关一小"],
        ["R001", "王芳", "讲座", dt.date(2025, 12, 3), "", "", ""],
    ]
    assert re.findall(r'sqref="([A-Z])2:[A-Z]\d+"', sheet) == ["C", "K"]
    assert ('state="frozen"' in sheet, "<autoFilter" in sheet) == (True, True)
    assert len(widths) > 0
    assert len(cells(folder / "e.xlsx", 1)) > 100
    assert re.findall(r'<sheet name="(.*?)".*?(?: state="(.*?)")?(?= r:id)', book) == [("活动", ""), ("选项", "hidden")]


def test_an_activity_with_an_item_that_no_kind_has_stays_out(tmp_path: Path, program: Program) -> None:
    item = "  - {类型: 听课, 日期: 2025-10-09, 学校: 城关一小, 记录: {教学过程: 好}}\n"
    office(tmp_path, wang=f"编号: R001\n姓名: 王芳\n活动:\n{item}")
    said = program(["export", "--out", "e.csv"], folder=tmp_path)

    assert (said.exit, "YA829" in said.err, "教学过程" in (tmp_path / "e.csv").read_text("utf-8")) == (3, True, False)


def test_a_link_that_leads_nowhere_is_not_written_through(tmp_path: Path, program: Program) -> None:
    office(tmp_path)
    (tmp_path / "e.csv").symlink_to("other.csv")
    said = program(["export", "--out", "e.csv"], folder=tmp_path)

    assert (said.exit, (tmp_path / "other.csv").exists()) == (2, False)


def test_a_file_that_is_there_is_not_written_over_unless_that_is_wanted(tmp_path: Path, program: Program) -> None:
    folder = office(tmp_path)
    (folder / "e.csv").write_bytes(b"x")
    refused = program(["export", "--out", "e.csv"], folder=folder)
    kept = (folder / "e.csv").read_bytes()
    said = program(["export", "--out", "e.csv", "--overwrite"], folder=folder)

    assert (refused.exit, refused.err, kept) == (
        2,
        "用法错误：“e.csv”已经有了，没有覆盖；换一个名字，或加 --overwrite\n",
        b"x",
    )
    assert (said.exit, (folder / "e.csv").read_bytes()[:3]) == (0, b"\xef\xbb\xbf")


def test_what_cannot_be_read_is_left_out_and_said(tmp_path: Path, program: Program) -> None:
    folder = office(
        tmp_path, wang=WANG, li=LI + '  - {类型: 听课, 日期: "a\\e[2J"}\n  - {类形: 听课}\n', bad="编号: [\n"
    )
    said = program(["export", "--out", "e.csv"], folder=folder)
    rows = list(csv.reader(io.StringIO((folder / "e.csv").read_bytes().decode("utf-8-sig"))))

    assert (said.exit, said.out) == (3, "3 条活动写到 e.csv。\n")
    assert [row[:3] for row in rows[1:]] == [
        ["R002", "李明", "讲座"],
        ["R001", "王芳", "听课"],
        ["R001", "王芳", "讲座"],
    ]


@pytest.mark.parametrize("form", FORMS)
def test_results_are_exported_as_check_writes_them(form: str, tmp_path: Path, program: Program) -> None:
    folder = office(tmp_path)
    period = ["--period", "2025-2026-1"]
    said = program(["export", "records", "--results", "--out", f"e.{form}", *period], folder=folder)
    program(["check", "records", "-q", "--output", f"{form}=c.{form}", *period], folder=folder)

    assert (said.exit, said.out) == (0, f"2 人的结果写到 e.{form}。\n")
    assert (folder / f"e.{form}").read_bytes() == (folder / f"c.{form}").read_bytes()


# ---- template --------------------------------------------------------------------------------------------------------


def test_a_template_offers_the_kinds_and_the_people_and_schools_of_the_register(
    tmp_path: Path, program: Program
) -> None:
    (office(tmp_path) / "registry").mkdir()
    (tmp_path / "registry" / "people.yaml").write_text("人员名册:\n  - {编号: R001, 姓名: 王芳}\n", encoding="utf-8")
    (tmp_path / "registry" / "schools.yaml").write_text("学校名册:\n  - {名称: 城关一小}\n", encoding="utf-8")
    said = program(["template", "--out", "t.xlsx"], folder=tmp_path)
    lists = list(zip(*cells(tmp_path / "t.xlsx", 2), strict=True))
    offered = [[text for text in column if text] for column in lists]

    assert (said.exit, said.err, said.out) == (0, "", "空表写到 t.xlsx。\n")
    assert cells(tmp_path / "t.xlsx")[0][:7] == ["编号", "姓名", "类型", "日期", "起", "止", "活动编号"]
    assert (offered[0], offered[1], offered[3]) == (["R001"], ["王芳"], ["城关一小"])
    assert offered[2][:5] == [
        "蹲点",
        "授课",
        "听课",
        "评课",
        "教研组活动",
    ]  # what the rules in force look at comes first
    assert ("听课" in offered[2], ["完成", "计划", "取消"] in offered, ["是", "否"] in offered) == (True, True, True)
    assert cells(tmp_path / "t.xlsx", 1)[0] == ["一行一条活动；编号和姓名写一个就行，两个都写的要是同一个人。"]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_template_that_was_filled_in_is_imported(language: str, tmp_path: Path, program: Program) -> None:
    folder = office(tmp_path)
    program(["template", "--out", "t.xlsx", "--lang", language], folder=folder)
    empty = program(["import", "t.xlsx"], folder=folder)
    head = [str(text) for text in cells(folder / "t.xlsx")[0]]
    from sheets import workbook

    names = ["编号", "类型", "日期", "学校"] if language == "zh" else ["id", "kind", "date", "school"]
    good = dict(zip(names, (GOOD[0], *GOOD[2:5]), strict=True))
    workbook(folder / "f.xlsx", {"t": [head, [good.get(name) for name in head]]})
    said = program(["import", "f.xlsx", "--write"], folder=folder)

    assert (empty.exit, empty.err) == (0, "")
    assert (said.exit, said.err, len(activities(folder, "wang"))) == (0, "", 3)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["export"], "--out 要写一个文件，例如 --out 活动.xlsx"),
        (["export", "--out", "e.yaml"], "--out 的扩展名里没有“.yaml”。可用：.xlsx、.csv"),
        (["export", "--out", "records"], "“records”是文件夹"),
        (["template", "--out", "t.csv"], "--out 的扩展名里没有“.csv”。可用：.xlsx"),
    ],
)
def test_wrong_usage_is_said(arguments: list[str], message: str, tmp_path: Path, program: Program) -> None:
    said = program(arguments, folder=office(tmp_path))

    assert (said.exit, said.out, said.err) == (2, "", f"用法错误：{message}\n")


def test_without_the_extra_only_csv_is_written(
    tmp_path: Path, program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(export, "find_spec", lambda _name: None)
    refused = program(["export", "--out", "e.xlsx"], folder=office(tmp_path))
    said = program(["export", "--out", "e.csv"], folder=tmp_path)

    assert (refused.exit, refused.err) == (
        2,
        "用法错误：写 .xlsx 要先安装：pip install 'yanpei-audit[excel]'；.csv 不用\n",
    )
    assert (said.exit, len(HEAD)) == (0, 7)
