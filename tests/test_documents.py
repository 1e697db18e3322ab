"""The documents of a report: what the summary tells, notices for whoever is short, a public version that names nobody."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from conftest import REPOSITORY, Program
from test_hostile import shown

from yanpei_audit.report.documents import TEMPLATES
from yanpei_audit.report.documents.public import masked

pytestmark = pytest.mark.unmeasured

COUNTY = REPOSITORY / "examples" / "county"
LADDER = REPOSITORY / "examples" / "ladder"
MINIMAL = REPOSITORY / "examples" / "minimal"


def written(program: Program, folder: Path, out: Path, *arguments: str) -> dict[str, str]:
    """Write a report and read it back: every document by its path."""
    program(["report", "records", "--out", str(out), *arguments], folder=folder)
    return {path.relative_to(out).as_posix(): path.read_text(encoding="utf-8") for path in sorted(out.rglob("*.md"))}


def results(program: Program, folder: Path, *arguments: str) -> list[dict[str, Any]]:
    said = program(["check", "records", "--format", "json", *arguments], folder=folder)
    found: list[dict[str, Any]] = json.loads(said.out)["results"]
    return found


def section(page: str, title: str) -> list[list[str]]:
    """Give the rows of the tables under a heading."""
    rows, _kinds, _links = shown(page.partition(f"\n## {title}\n")[2].partition("\n## ")[0])
    return rows


SECOND_TERM = ("--period", "2025-2026-2")


SECOND: dict[str, str] = {}


@pytest.fixture
def second_term(program: Program, tmp_path: Path) -> dict[str, str]:
    """Give the report of the county's second term, written once in each worker."""
    if not SECOND:
        SECOND.update(written(program, COUNTY, tmp_path / "out", *SECOND_TERM))
    return SECOND


def test_a_report_has_every_document(second_term: dict[str, str], program: Program) -> None:
    told = results(program, COUNTY, *SECOND_TERM)
    people = {one["subject"]["id"].split("+")[0] for one in told}
    failing = {one["subject"]["id"] for one in told if one["verdict"] in ("short", "over")}

    assert sorted(second_term) == sorted(
        ["summary.md", "public.md", "appendix.md"]
        + [f"people/{one}.md" for one in people]
        + [f"notices/{one}.md" for one in failing]
    )


def test_every_link_of_a_report_leads_somewhere(program: Program, tmp_path: Path) -> None:
    work = tmp_path / "county"
    shutil.copytree(COUNTY, work)
    pages = written(program, work, work / "out", *SECOND_TERM)
    dead = [
        (page, link)
        for page, text in pages.items()
        for link in shown(text)[2]
        if not (work / "out" / page).parent.joinpath(link.partition("#")[0]).exists()
    ]

    assert (len(pages) > 20, dead) == (True, [])


def test_the_summary_says_who_is_nearest_to_done(second_term: dict[str, str], program: Program) -> None:
    told = results(program, COUNTY, *SECOND_TERM)
    undone = [
        (float(one["shortfall"]) / float(one["at_least"]), one["subject"]["name"], one["title"])
        for one in told
        if one["verdict"] in ("short", "behind", "on_track")
        and one["at_least"]
        and 0 < float(one["shortfall"]) < float(one["at_least"])
    ]
    rows = section(second_term["summary.md"], "最接近完成")

    assert [(row[0], row[2]) for row in rows[1:]] == [(name, title) for _part, name, title in sorted(undone)[:10]]


def test_the_summary_says_what_changed_since_the_term_before(second_term: dict[str, str], program: Program) -> None:
    then, now = (
        {
            (one["subject"]["id"], one["rule"]): one
            for one in results(program, COUNTY, "--period", period)
            if one["period"] == period and one["rule"] != "unannounced-share"  # it only advises
        }
        for period in ("2025-2026-1", "2025-2026-2")
    )
    failed = {key for key, one in then.items() if one["verdict"] in ("short", "over")}
    fails = {key for key, one in now.items() if one["verdict"] in ("short", "over")}
    held = {key for key, one in then.items() if one["verdict"] in ("met", "expected")}
    holds = {key for key, one in now.items() if one["verdict"] in ("met", "expected")}
    words = {"连续未达标": failed & fails, "新出现的未达标": held & fails, "由未达标转为达标": failed & holds}
    rows = section(second_term["summary.md"], "与上一周期相比：2025-2026 学年第一学期")

    assert sorted((row[0], row[2], row[5]) for row in rows if len(row) == 6 and row[0] != "姓名") == sorted(
        (now[key]["subject"]["name"], now[key]["title"], word) for word, keys in words.items() for key in keys
    )


def test_a_year_that_goes_on_is_not_held_against_itself(second_term: dict[str, str]) -> None:
    rows = section(second_term["summary.md"], "与上一周期相比：2025-2026 学年第一学期")

    assert [row for row in rows if "培训" in row[0] or (len(row) == 6 and "培训" in row[2])] == []


def test_without_a_record_of_the_term_before_the_summary_says_so(program: Program, tmp_path: Path) -> None:
    pages = written(program, MINIMAL, tmp_path, "--period", "2025-2026-1")

    assert "上一周期没有记录，无从比较。" in pages["summary.md"].split("\n")


@pytest.mark.parametrize(
    ("title", "field", "people"),
    [("按单位汇总", "单位", 24), ("按学科汇总", "学科", 24), ("按岗位汇总", "岗位", 27)],  # three hold two posts
)
def test_groups_add_up(title: str, field: str, people: int, second_term: dict[str, str]) -> None:
    rows = section(second_term["summary.md"], title)

    assert (rows[0][0], sum(int(row[1]) for row in rows[1:]), sum(int(row[2]) for row in rows[1:])) == (
        field,
        people,
        8,
    )


def test_two_rules_of_one_title_are_told_apart(program: Program, tmp_path: Path) -> None:
    (tmp_path / "records").mkdir()
    (tmp_path / "records" / "a.yaml").write_text("编号: R1\n姓名: 王芳\n活动: []\n", encoding="utf-8")
    for name in ("one", "two"):
        (tmp_path / f"{name}.yaml").write_text(
            f"pack: {name}\ntitle: 办法{name}\neffective: {{from: 2023-09-01}}\nsource: {{document: 某文}}\n"
            "applies_to: everyone\nperiod: term\nrules:\n"
            "  - {id: same, title: 听课, measure: {count: {kind: 听课}}, at_least: 1, source: S1}\n",
            encoding="utf-8",
        )
    pages = written(
        program, tmp_path, tmp_path / "out", "--period", "2025-2026-1", "--rules", "one.yaml", "--rules", "two.yaml"
    )

    assert [row[0] for row in section(pages["summary.md"], "按规则汇总")] == [
        "规则",
        "听课（办法one）",
        "听课（办法two）",
    ]


# Notices.


def test_a_notice_names_clause_shortfall_and_deadline(program: Program, tmp_path: Path) -> None:
    pages = written(program, COUNTY, tmp_path, *SECOND_TERM, "--deadline", "2026-09-30")
    rows, _kinds, _links = shown(pages["notices/R005.md"])

    assert (rows[1], "请于2026年9月30日前完成整改，并把补做的活动记入本人的记录。" in pages["notices/R005.md"]) == (
        [
            "听课",
            "2025-2026 学年第二学期",
            "≥40 节/学期",
            "37 节",
            "3 节",
            "未达标",
            "S0.10",
            "周期已结束，规则没有写补做的期限",
        ],
        True,
    )


def test_without_a_deadline_the_notice_leaves_room_for_one(second_term: dict[str, str]) -> None:
    lines = [line for line in second_term["notices/R005.md"].split("\n") if line.startswith("请于")]

    assert lines == ["请于＿＿＿＿年＿＿月＿＿日前完成整改，并把补做的活动记入本人的记录。"]


def test_a_day_of_grace_and_a_consequence_stand_in_the_notice(program: Program, tmp_path: Path) -> None:
    (tmp_path / "records").mkdir()
    (tmp_path / "records" / "a.yaml").write_text(
        "编号: R1\n姓名: 王芳\n活动:\n  - {类型: 听课, 日期: 2025-09-09, 学校: 一小}\n", encoding="utf-8"
    )
    (tmp_path / "own.yaml").write_text(
        "pack: own\ntitle: 办法\neffective: {from: 2023-09-01}\nsource: {document: 某文}\n"
        "applies_to: everyone\nperiod: term\ngrace: 30 days\nrules:\n"
        "  - {id: one, title: 听课, measure: {count: {kind: 听课}}, at_least: 3, source: 第一条}\n"
        "consequences:\n"
        "  - {id: no-award, title: 不得评优, when: one, source: 第二条}\n",
        encoding="utf-8",
    )
    arguments = ("--period", "2025-2026-1", "--as-of", "2026-02-10", "--rules", "own.yaml")
    pages = written(program, tmp_path, tmp_path / "out", *arguments)
    rows, _kinds, _links = shown(pages["notices/R1.md"])

    assert (rows[1][-1], [line for line in pages["notices/R1.md"].split("\n") if "不得评优" in line]) == (
        "可以补到 2026年3月2日；补做的活动写上“补: 2025-2026-1”",
        ["- 待核 不得评优：2025-2026 学年第一学期听课未达标 (第二条)"],
    )


def test_the_notice_of_who_is_no_longer_short_goes_away_and_a_foreign_file_stays(
    program: Program, tmp_path: Path
) -> None:
    record = tmp_path / "records" / "a.yaml"
    record.parent.mkdir()
    (tmp_path / "own.yaml").write_text(
        "pack: own\ntitle: 办法\neffective: {from: 2023-09-01}\nsource: {document: 某文}\n"
        "applies_to: everyone\nperiod: term\nrules:\n"
        "  - {id: one, title: 听课, measure: {count: {kind: 听课}}, at_least: 1, source: 第一条}\n",
        encoding="utf-8",
    )
    (tmp_path / "out" / "notices").mkdir(parents=True)
    foreign = tmp_path / "out" / "notices" / "mine.md"
    foreign.write_text("# 我的\n", encoding="utf-8")
    names = []
    for activities in ("[]", "\n  - {类型: 听课, 日期: 2025-09-09, 学校: 一小}"):
        record.write_text(f"编号: R1\n姓名: 王芳\n活动: {activities}\n", encoding="utf-8")
        pages = written(program, tmp_path, tmp_path / "out", "--period", "2025-2026-1", "--rules", "own.yaml")
        names.append(sorted(name for name in pages if name.startswith("notices/")))

    assert names == [["notices/R1.md", "notices/mine.md"], ["notices/mine.md"]]


# The public version.


@pytest.mark.parametrize(
    ("name", "public"),
    [
        ("王芳", "王＊"),
        ("欧阳娜娜", "欧阳＊＊"),
        ("欧阳", "欧＊"),
        ("李", "＊"),
        ("阿依古丽·买买提", "阿＊＊"),
        ("13800138000", "＊＊"),
        ("Li Ming", "L＊＊"),
    ],
)
def test_a_masked_name_keeps_the_surname(name: str, public: str) -> None:
    assert masked(name) == public


def test_the_public_version_leaks_no_name_id_number_file_or_topic(program: Program, tmp_path: Path) -> None:
    secret = (
        "王芳",
        "R9001",
        "13800138000",
        "620102199001011234",
        "李明",
        "秘密的主题",
        "秘密的学校",
        "secret-file",
        "产假",
        "局长甲",
    )
    records = tmp_path / "records"
    records.mkdir()
    (records / "secret-file.yaml").write_text(
        "编号: R9001\n姓名: 王芳\n单位: 王芳名师工作室（13800138000）\n学科: 语文 R9001\n岗位: [教研员]\n活动:\n"
        "  - {类型: 听课, 日期: 2025-09-09, 学校: 秘密的学校, 主题: 秘密的主题, 授课人: 李明}\n",
        encoding="utf-8",
    )
    (records / "b.yaml").write_text(
        "编号: '620102199001011234'\n姓名: 李明\n单位: 与王芳同组\n活动: []\n", encoding="utf-8"
    )
    (records / "c.yaml").write_text(
        "编号: X1\n姓名: 错的人\n活动:\n  - {类型: 听课, 日期: 2025-02-30}\n", encoding="utf-8"
    )
    (tmp_path / "exemptions.yaml").write_text(
        "豁免:\n  - {人员: R9001, 规则: researcher-quota/observation, 效力: 免除, 事由: 产假, 批准人: 局长甲, 文号: 第3号, "
        "起: 2025-09-01, 止: 2026-01-31}\n",
        encoding="utf-8",
    )
    page = written(program, tmp_path, tmp_path / "out", "--period", "2025-2026-1")["public.md"]
    rows = section(page, "全员一览")

    assert (
        [text for text in (*secret, "错的人", "X1") if text in page],
        re.findall(r"\d{5,}", page),
        sorted((row[0], row[1]) for row in rows[2:]),
    ) == ([], [], [("", "错＊＊"), ("与王＊同组", "李＊"), ("王＊名师工作室（＊＊）", "王＊")])


@pytest.mark.parametrize("folder", [COUNTY, LADDER, REPOSITORY / "examples" / "school"], ids=lambda folder: folder.name)
def test_the_public_version_of_the_examples_names_nobody(folder: Path, program: Program, tmp_path: Path) -> None:
    page = written(program, folder, tmp_path / "out")["public.md"]
    people = {(one["subject"]["name"], one["subject"]["id"]) for one in results(program, folder)}

    assert (len(people) > 5, [text for both in people for text in both if text in page]) == (True, [])


def test_the_public_version_counts_as_the_summary_does(second_term: dict[str, str]) -> None:
    of_public, of_summary = (section(second_term[name], "按规则汇总") for name in ("public.md", "summary.md"))

    assert of_public == [row[:6] for row in of_summary]


# The appendix.


def test_the_appendix_follows_every_number_to_its_sum_and_its_clause(
    second_term: dict[str, str], program: Program
) -> None:
    told = results(program, COUNTY, *SECOND_TERM)
    page = second_term["appendix.md"]
    sums = {
        (title, row[0]): (row[2].split(" ")[0], row[3])
        for title in {one["title"] for one in told}
        for row in section(page, title)[1:]
    }
    expected = {
        (one["title"], one["subject"]["name"]): (
            one["measured"] or "—",
            sum(float(each["amount"]) for each in one["counted"]),
        )
        for one in told
    }
    added = {
        key: (measured, float(text.partition(" = ")[2].partition("（")[0]) if " = " in text else 0)
        for key, (measured, text) in sums.items()
    }

    assert (added, re.findall(r"依据：(\S+)", page)) == (
        expected,
        list(
            dict.fromkeys(
                one["source"] for one in sorted(told, key=lambda one: [r["rule"] for r in told].index(one["rule"]))
            )
        ),
    )


# Templates.


def test_templates_are_listed_and_exported_and_the_copies_write_the_same(program: Program, tmp_path: Path) -> None:
    listed = program(["report", "--list-templates"])
    exported = program(["report", "--export-templates", "own"], folder=tmp_path)
    own = written(program, COUNTY, tmp_path / "a", *SECOND_TERM, "--template", str(tmp_path / "own"))
    ours = written(program, COUNTY, tmp_path / "b", *SECOND_TERM)

    assert (
        [line.split()[0] for line in listed.out.splitlines()],
        sorted(path.name for path in (tmp_path / "own").iterdir()),
        (exported.exit, exported.err),
        own,
    ) == (list(TEMPLATES), sorted(TEMPLATES), (0, ""), ours)


def test_exporting_writes_over_nothing(program: Program, tmp_path: Path) -> None:
    (tmp_path / "public.md.j2").write_text("mine", encoding="utf-8")
    said = program(["report", "--export-templates", "."], folder=tmp_path)

    assert (said.exit, said.err, [path.name for path in tmp_path.iterdir()]) == (
        2,
        "用法错误：已有“public.md.j2”，没有写任何文件\n",
        ["public.md.j2"],
    )


@pytest.mark.parametrize(
    ("template", "said"),
    [
        ("{{ persn.name }}", "person.md.j2:1:1 错误[YA707] 模板有误：没有“persn”这个值；是不是“person”？"),
        ("\n\n{{ person.nmae }}", "person.md.j2:3:1 错误[YA707] 模板有误：没有“nmae”这个值；是不是“name”？"),
        (
            "{% for q in quotas %}\n{{ q.clasue }}{% endfor %}",
            "person.md.j2:2:1 错误[YA707] 模板有误：没有“clasue”这个值；是不是“clause”？",
        ),
        ("{{ label.nmae }}", "person.md.j2:1:1 错误[YA707] 模板有误：没有“nmae”这个值；是不是“name”？"),
        (
            "{% include 'sumary.md.j2' %}",
            "person.md.j2:1:1 错误[YA707] 模板有误：没有“sumary.md.j2”这个模板；是不是“summary.md.j2”？",
        ),
        (
            "{{ ''.__class__ }}",
            "person.md.j2:1:1 错误[YA707] 模板有误：access to attribute '__class__' of 'str' object is unsafe.",
        ),
        ("{{ quotas.append(1) }}", "person.md.j2:1:1 错误[YA707] 模板有误："),
        ("\n{% if %}", "person.md.j2:2:1 错误[YA707] 模板有误："),
        ("{% include '/etc/passwd' %}", "person.md.j2:1:1 错误[YA707] 模板有误：没有“/etc/passwd”这个模板"),
        (
            "{% include '../records/chen-xiaomei.yaml' %}",
            "person.md.j2:1:1 错误[YA707] 模板有误：没有“../records/chen-xiaomei.yaml”这个模板",
        ),
    ],
)
def test_a_wrong_template_is_named_with_its_line(template: str, said: str, program: Program, tmp_path: Path) -> None:
    (tmp_path / "person.md.j2").write_text(template, encoding="utf-8")
    told = program(
        ["report", str(MINIMAL / "records"), "--template", ".", "--out", "out", *SECOND_TERM], folder=tmp_path
    )
    lines = [line for line in told.err.splitlines() if "YA707" in line]

    assert (told.exit, [line[: len(said)] for line in lines], (tmp_path / "out").exists()) == (4, [said], False)


SECRET = "编号: {id}\n姓名: '{name}'\n单位: '{unit}'\n学科: '{subject}'\n活动: []\n"


@pytest.mark.parametrize(
    ("name", "unit", "subject", "leaked"),
    [
        ("李 娜", "李娜工作室", "语文", ("李娜", "李 娜")),
        ("王芳", "王　芳名师工作室", "王 芳语文", ("王　芳", "王 芳")),
        ("阿依古丽·买买提", "阿依古丽工作室", "买买提数学", ("阿依古丽", "买买提")),
        ("John Smith", "john smith studio", "JOHNSMITH", ("john smith", "JOHNSMITH")),
        ("张伟", "138—0013—8000", "a.b@x.com", ("0013", "@x.com")),
        ("欧阳修（13812345678）", "欧阳修工作室", "语文", ("欧阳修",)),
        ("钱二", "李雷工作室", "韩梅梅数学", ("李雷", "韩梅梅")),
    ],
)
def test_the_public_version_knows_a_name_however_it_is_written(
    name: str, unit: str, subject: str, leaked: tuple[str, ...], program: Program, tmp_path: Path
) -> None:
    (tmp_path / "records").mkdir()
    (tmp_path / "registry").mkdir()
    (tmp_path / "records" / "a.yaml").write_text(
        SECRET.format(id="R1", name=name, unit=unit, subject=subject), encoding="utf-8"
    )
    (tmp_path / "registry" / "people.yaml").write_text(
        f"人员名册:\n  - {{编号: R1, 姓名: '{name}', 岗位: [教研员]}}\n"
        "  - {编号: R2, 姓名: 李雷, 交记录: 否}\n  - {编号: R3, 姓名: 韩梅梅, 离职: 2024-01-31}\n",
        encoding="utf-8",
    )
    page = written(program, tmp_path, tmp_path / "out", "--period", "2025-2026-1")["public.md"]

    assert [text for text in leaked if text in page] == []


def test_the_public_version_masks_the_words_of_rules_too_and_leaves_years_and_counts(
    program: Program, tmp_path: Path
) -> None:
    (tmp_path / "records").mkdir()
    (tmp_path / "records" / "a.yaml").write_text(
        SECRET.format(id="12", name="王芳", unit="一小", subject="语文"), encoding="utf-8"
    )
    (tmp_path / "own.yaml").write_text(
        "pack: own\ntitle: 王芳工作室2025-2026学年办法\neffective: {from: 2023-09-01}\n"
        "source: {document: 王芳起草 13800138000}\napplies_to: everyone\nperiod: term\nrules:\n"
        "  - {id: one, title: 王芳要求的听课, measure: {count: {kind: 听课}}, at_least: 12, source: 王芳条}\n",
        encoding="utf-8",
    )
    page = written(program, tmp_path, tmp_path / "out", "--period", "2025-2026-1", "--rules", "own.yaml")["public.md"]

    assert (
        [text for text in ("王芳", "13800138000") if text in page],
        [text for text in ("2025-2026学年", "≥12 次/学期", "王＊要求的听课") if text not in page],
    ) == ([], [])


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--out", ""], "用法错误：缺少 --out"),
        (["--out", "records/a.yaml"], "用法错误：--out 要写文件夹，“records/a.yaml”是文件"),
        (["--export-templates", ""], "用法错误：--export-templates 要写文件夹，不是“”"),
        (["--out", "x", "--deadline", "2025-09-01"], "用法错误：--deadline 早于审核日期 2026-01-31"),
        (["--out", "x", "--template", ""], "用法错误：没有“”这个模板"),
    ],
)
def test_a_report_that_cannot_be_wanted_is_refused(
    arguments: list[str], said: str, program: Program, tmp_path: Path
) -> None:
    (tmp_path / "records").mkdir()
    (tmp_path / "records" / "a.yaml").write_text("编号: R1\n姓名: 王芳\n活动: []\n", encoding="utf-8")
    told = program(["report", *arguments, "--period", "2025-2026-1"], folder=tmp_path)

    assert (told.exit, told.err, [path.name for path in tmp_path.iterdir()]) == (2, f"{said}\n", ["records"])


def test_a_template_is_never_written_over_by_what_it_makes(program: Program, tmp_path: Path) -> None:
    written(program, MINIMAL, tmp_path, *SECOND_TERM)
    template = (tmp_path / "summary.md").with_name("summary.md.j2")
    (tmp_path / "summary.md").rename(template)
    (tmp_path / "summary.md").symlink_to("elsewhere.md")
    told = program(["report", "records", "--template", str(tmp_path), "--out", str(tmp_path)], folder=MINIMAL)

    assert (told.exit, [line.split(" ")[1] for line in told.err.splitlines()][-2:][:1]) == (3, ["错误[YA902]"])


def test_a_macro_of_a_template_is_escaped_once(program: Program, tmp_path: Path) -> None:
    (tmp_path / "person.md.j2").write_text(
        "{% macro strong(text) %}**{{ text }}**{% endmacro %}\n{{ strong(person.name ~ '*') }}\n", encoding="utf-8"
    )
    pages = written(program, MINIMAL, tmp_path / "out", *SECOND_TERM, "--template", str(tmp_path))

    assert pages["people/R001.md"].splitlines()[-1] == "**王芳\\***"


def test_links_lead_back_from_a_report_outside_the_working_folder(program: Program, tmp_path: Path) -> None:
    shutil.copytree(REPOSITORY / "examples", tmp_path / "examples")
    program(["report", "examples/county/records", *SECOND_TERM, "--out", "report"], folder=tmp_path)
    page = tmp_path / "report" / "people" / "R009.md"
    links = [link.partition("#")[0] for link in shown(page.read_text(encoding="utf-8"))[2]]

    assert (len(links) > 1, [link for link in links if not (page.parent / link).exists()]) == (True, [])


def revised(folder: Path, grace: str = "") -> None:
    """Write an office whose pack was revised between two terms, and somebody who stopped meeting it."""
    (folder / "records").mkdir()
    (folder / "records" / "a.yaml").write_text(
        "编号: R1\n姓名: 王芳\n活动:\n  - {类型: 听课, 日期: 2025-09-09, 学校: 一小}\n"
        "  - {类型: 听课, 日期: 2025-10-09, 学校: 一小}\n  - {类型: 听课, 日期: 2026-03-09, 学校: 一小}\n",
        encoding="utf-8",
    )
    for name, days, least in (("one", "{from: 2023-09-01, to: 2026-01-31}", 2), ("two", "{from: 2026-02-01}", 3)):
        (folder / f"{name}.yaml").write_text(
            f"pack: own\ntitle: 办法\neffective: {days}\nsource: {{document: 某文}}\napplies_to: everyone\nperiod: term\n"
            f"{grace}rules:\n  - {{id: one, title: 听课, measure: {{count: {{kind: 听课}}}}, at_least: {least}, source: 第一条}}\n",
            encoding="utf-8",
        )


def test_a_rule_is_held_against_its_version_of_the_term_before(program: Program, tmp_path: Path) -> None:
    revised(tmp_path)
    arguments = (*SECOND_TERM, "--rules", "one.yaml", "--rules", "two.yaml")
    pages = written(program, tmp_path, tmp_path / "out", *arguments)
    rows = section(pages["summary.md"], "与上一周期相比：2025-2026 学年第一学期")

    assert [row[2:] for row in rows if row[0] == "王芳"] == [["听课", "2/2 达标", "1/3 未达标", "新出现的未达标"]]


def test_a_notice_says_that_the_time_for_making_up_is_over(program: Program, tmp_path: Path) -> None:
    revised(tmp_path, "grace: 30 days\n")
    arguments = ("--period", "2025-2026-2", "--as-of", "2026-10-15", "--rules", "two.yaml")
    pages = written(program, tmp_path, tmp_path / "out", *arguments)
    rows, _kinds, _links = shown(pages["notices/R1.md"])

    assert rows[1][-1] == "补做的期限 2026年9月30日 已过"


def test_wrong_rules_leave_an_old_report_as_it_was(program: Program, tmp_path: Path) -> None:
    revised(tmp_path)
    arguments = (*SECOND_TERM, "--rules", "two.yaml")
    before = written(program, tmp_path, tmp_path / "out", *arguments)
    pack = tmp_path / "two.yaml"
    pack.write_text(pack.read_text(encoding="utf-8").replace("at_least", "at_leas"), encoding="utf-8")
    said = program(["report", "records", *arguments, "--out", "out"], folder=tmp_path)
    after = {
        path.relative_to(tmp_path / "out").as_posix(): path.read_text(encoding="utf-8")
        for path in sorted((tmp_path / "out").rglob("*.md"))
    }

    assert (said.exit, said.out.splitlines()[-1], after) == (4, "没有审核，报告没有写，原来的也没有动", before)


def test_a_share_says_what_it_is_a_part_of(program: Program, tmp_path: Path) -> None:
    pages = written(program, COUNTY, tmp_path, "--period", "2025-2026-1")
    part = pages["people/R016.md"].partition("## 推门听课占比")[2].partition("\n## ")[0]
    row = next(row for row in section(pages["appendix.md"], "推门听课占比") if row[0] == "何小雨")

    assert ([line for line in part.split("\n") if "分母）：" in line], row[2:4], part.count("只计入总数（分母）")) == (
        ["总数（分母）：42"],
        ["45.23 %", "3 + 3 + 3 + 2 + 2 + 4 + 2 = 19（7 条），占 42"],
        7,
    )


def test_failing_by_rule_counts_people_and_leaves_out_what_only_advises(second_term: dict[str, str]) -> None:
    rows = section(second_term["summary.md"], "按规则汇总")

    assert [row[0] for row in rows[1:] if int(row[3]) > int(row[2])] == []
