"""`whatif` judges as if, finds the smallest additions that comply, and writes nothing."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from conftest import Program
from office import LI, WANG

AS_OF = ["--as-of", "2026-01-11"]
SMALLEST = """最少还要补（2026-01-31 以前做完，日子可以另选；计划中的不算在内）：
  2026-01-02—2026-01-31  蹲点  学校 （任意）
    计入：集中蹲点
  2026-01-11  听课  学校 （任意）、节数 {lessons}
    计入：听课
  2026-01-11  教研组活动（共 4 条）
    计入：教研组活动
  2026-01-11  培训  级别 片区、学时 48
    计入：培训
  2026-01-11  培训  级别 校本、学时 3.45
    计入：培训、校本培训
  已逐条验证：去掉一条或少一步，就有一项达不到。
做完计划中的即达标：评课
按一天能做的量，剩下的日子容不下：
  集中蹲点：差 30 天
"""
HEAD = "王芳（R001），2025-2026 学年第一学期，截至 2026-01-11\n"
LESSONS = {"id": "some", "title": "听课", "measure": {"total": "lessons", "of": {"kind": "听课"}}, "source": "S1"}
EXAMPLE = [{"kind": "听课", "date": "2025-09-09", "school": "甲校", "lessons": "40"}]


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Path]:
    """A working folder in which nothing is ever written."""
    (tmp_path / "records").mkdir()
    (tmp_path / "records/wang.yaml").write_text(WANG, encoding="utf-8")
    (tmp_path / "records/li.yaml").write_text(LI, encoding="utf-8")
    before = _contents(tmp_path)
    yield tmp_path
    after = _contents(tmp_path)
    assert {path: after.get(path) for path in before} == before


def _contents(folder: Path) -> dict[str, tuple[bytes, int]]:
    files = (path for path in sorted(folder.rglob("*")) if path.is_file() and path.name != "own.yaml")
    return {str(path): (path.read_bytes(), path.stat().st_mtime_ns) for path in files}


def pack(folder: Path, *rules: Mapping[str, Any], **options: Any) -> list[str]:
    """Write a pack beside the records; JSON is YAML."""
    head = {"pack": "own", "title": "自定", "effective": {"from": "2023-09-01"}, "source": {"document": "某文"}}
    whole = {**head, "applies_to": "everyone", "period": "term", **options, "rules": rules}
    (folder / "own.yaml").write_text(json.dumps(whole, ensure_ascii=False), encoding="utf-8")
    return ["--rules", "own.yaml"]


def whatif(program: Program, folder: Path, *arguments: str) -> dict[str, Any]:
    said = program(["whatif", *arguments, "--format", "json"], folder=folder)
    found: dict[str, Any] = json.loads(said.out)
    return found


def bounds(found: Mapping[str, Any]) -> list[tuple[str, str | None, str | None]]:
    """Give of every change its rule and the bounds before and after."""
    return [
        (one["rule"], *(one[side] and one[side]["at_least"] for side in ("before", "after")))
        for one in found["changes"]
    ]


def verdicts(program: Program, folder: Path, additions: Sequence[Mapping[str, Any]], *arguments: str) -> dict[str, str]:
    """Judge anew by `check`, with the additions in a record of their own beside the others."""
    lines = [f"  - {json.dumps(activity, ensure_ascii=False)}" for activity in additions]
    extra = folder.parent / "extra.yaml"
    extra.write_text("\n".join(["编号: R001", "姓名: 王芳", "活动:", *lines, ""]) if lines else LI, encoding="utf-8")
    paths = [str(folder / "records/wang.yaml"), str(extra)]
    results = json.loads(program(["check", *paths, *arguments, "--format", "json"], folder=folder).out)["results"]
    return {one["rule"]: one["verdict"] for one in results if one["subject"]["id"] == "R001"}


def smaller(activity: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """Give an activity a step smaller; None where all there is to do is to leave it out."""
    for field, step in (("lessons", Decimal(1)), ("hours", Decimal("0.01"))):
        if field in activity and Decimal(activity[field]) > step:
            return {**activity, field: str(Decimal(activity[field]) - step)}
    if activity.get("from", "") < activity.get("to", ""):
        day = int(activity["to"][-2:]) - 1
        return {**activity, "to": f"{activity['to'][:-2]}{day:02d}"}
    return None


# As if ---------------------------------------------------------------------------------------------------------------


def test_an_amount_is_of_what_the_kind_counts_in(office: Path, program: Program) -> None:
    said = program(["whatif", "王芳", *AS_OF, "--add", "听课=5"], folder=office)

    assert (said.exit, said.out, said.err) == (
        0,
        HEAD
        + "假设：\n  2026-01-11  听课  学校 （未写）、节数 5（没有写，暂填：学校）\n"
        + "变化：\n  听课：31/40 节 落后 → 36/40 节 进行中\n"
        + SMALLEST.format(lessons=4),
        "",
    )


@pytest.mark.parametrize(
    ("addition", "activities"),
    [
        ("培训=5.5", [{"kind": "培训", "date": "2026-01-11", "hours": "5.5", "level": "片区"}]),
        ("observation=2", [{"kind": "听课", "date": "2026-01-11", "school": "（未写）", "lessons": "2"}]),
        ("蹲点=3", [{"kind": "蹲点", "from": "2026-01-09", "to": "2026-01-11", "school": "（未写）"}]),
        (
            "教研组活动=2",
            [{"kind": "教研组活动", "date": "2026-01-11", "note": f"假设 {number}"} for number in (1, 2)],
        ),
        ("会议", [{"kind": "会议", "date": "2026-01-11"}]),
        (
            "讲座 主题=阅读 教学　日期＝2025年12月3日 推门=是 记录.问题=有 记录.案例=有",
            [
                {
                    "kind": "讲座",
                    "date": "2025-12-03",
                    "topic": "阅读 教学",
                    "unannounced": True,
                    "record": {"问题": "有", "案例": "有"},
                }
            ],
        ),
    ],
)
def test_additions_are_read_as_records_are(
    addition: str, activities: list[dict[str, Any]], office: Path, program: Program
) -> None:
    found = whatif(program, office, "李建国", *AS_OF, "--add", addition)

    assert [one["activity"] for one in found["added"]] == activities


def test_what_changes_is_told_with_its_numbers(office: Path, program: Program) -> None:
    found = whatif(
        program, office, "R001", *AS_OF, "--add", "听课 节数=2 学校=城关一小 日期=2025-12-03", "--add", "培训=1"
    )

    assert {key: found[key] for key in ("format", "as_of", "period", "subject", "away", "roles", "changes")} == {
        "format": "yanpei-audit-whatif/1",
        "as_of": "2026-01-11",
        "period": "2025-2026-1",
        "subject": {"type": "person", "id": "R001", "name": "王芳"},
        "away": [],
        "roles": [],
        "changes": [
            {
                "pack": "researcher-quota",
                "rule": "observation",
                "period": "2025-2026-1",
                "before": {"verdict": "behind", "measured": "31", "at_least": "40", "at_most": None},
                "after": {"verdict": "behind", "measured": "33", "at_least": "40", "at_most": None},
            },
            {
                "pack": "researcher-quota",
                "rule": "training",
                "period": "2025-2026",
                "before": {"verdict": "behind", "measured": "20.55", "at_least": "72", "at_most": None},
                "after": {"verdict": "behind", "measured": "21.55", "at_least": "72", "at_most": None},
            },
        ],
    }


def test_what_no_rule_asks_for_changes_nothing(office: Path, program: Program) -> None:
    said = program(["whatif", "R002", *AS_OF, "--add", "会议"], folder=office)

    assert said.out == (
        "李建国（R002），2025-2026 学年第一学期，截至 2026-01-11\n"
        "假设：\n  2026-01-11  会议\n结论都没有变化。\n没有还要补的。\n"
    )


def test_an_addition_that_repeats_an_activity_does_not_count(office: Path, program: Program) -> None:
    same = "研讨课 日期=2025-10-14 学校=城关一小 节数=2"
    said = program(["whatif", "王芳", *AS_OF, "--add", same], folder=office)

    assert said.out.splitlines()[:7] == [
        "records/wang.yaml:6:5 警告[YA507] 与另一处的活动完全相同，只计一次",
        "    --add:1:1 另一处",
        "    改法：重复的删去一条；确是两次的，写明不同的节次、授课人或主题",
        HEAD.strip(),
        "假设：",
        "  2025-10-14  研讨课  学校 城关一小、节数 2、课型 研讨课",
        "结论都没有变化。",
    ]


def test_days_away_prorate_a_bound(office: Path, program: Program) -> None:
    rules = pack(office, {**LESSONS, "at_least": "40", "prorate": "teaching_weeks"})
    found = whatif(program, office, "王芳", *AS_OF, *rules, "--leave", "2025-09-01..2025-11-09")

    assert (found["away"], bounds(found)) == (
        [{"from": "2025-09-01", "to": "2025-11-09"}],
        [("some", "40", "22")],
    )


def test_a_post_changes_the_bound_by_role(office: Path, program: Program) -> None:
    by_role = {"by": "role", "教研员": "40", "校长": "20", "教导主任": "30", "if_several": "highest"}
    rules = pack(office, {**LESSONS, "at_least": by_role})
    one = whatif(program, office, "王芳", *AS_OF, *rules, "--post", "principal")
    both = whatif(program, office, "王芳", *AS_OF, *rules, "--post", "校长", "--post", "教导主任")

    assert (one["roles"], bounds(one), both["roles"], bounds(both)) == (
        ["校长"],
        [("some", "40", "20")],
        ["校长", "教导主任"],
        [("some", "40", "30")],
    )


def test_whom_a_rule_is_no_longer_for_is_not_asked(office: Path, program: Program) -> None:
    rules = pack(office, {**LESSONS, "at_least": "40"}, applies_to={"roles": ["教研员"]})
    said = program(["whatif", "王芳", *AS_OF, *rules, "--post", "校长", "--lang", "en"], folder=office)

    assert said.out == (
        "王芳 (R001), 2025-2026-1, as of 2026-01-11\nAs if:\n  roles 校长\n"
        "What changes:\n  听课: 31/40 lessons behind → not asked\nNothing more is needed.\n"
    )


# The smallest additions ----------------------------------------------------------------------------------------------


def test_the_smallest_additions_are_shown(office: Path, program: Program) -> None:
    said = program(["whatif", "王芳", *AS_OF], folder=office)

    assert (said.exit, said.out) == (0, HEAD + SMALLEST.format(lessons=9))


def test_the_smallest_additions_comply_and_are_minimal(office: Path, program: Program) -> None:
    found = whatif(program, office, "王芳", *AS_OF)
    additions = [one["activity"] for one in found["smallest_additions"]]
    as_of = ["--as-of", found["done_by"], "--period", "2025-2026-1"]
    served = {rule.partition("/")[2] for one in found["smallest_additions"] for rule in one["for"]}
    everything = verdicts(program, office, additions, *as_of)
    reduced = []
    for number, activity in enumerate(additions):
        less = smaller(activity)
        others = [*additions[:number], *([less] if less else []), *additions[number + 1 :]]
        judged = verdicts(program, office, others, *as_of)
        reduced.append({judged[rule.partition("/")[2]] for rule in found["smallest_additions"][number]["for"]})

    assert (found["minimal"], found["too_late"], found["not_reached"], found["expected"]) == (
        True,
        ["researcher-quota/residency"],
        [],
        ["researcher-quota/critique"],
    )
    assert {rule: everything[rule] for rule in served} == dict.fromkeys(
        ["residency", "observation", "group-session", "training", "school-based-training"], "met"
    )
    assert [verdict - {"met"} == set() for verdict in reduced] == [False] * len(additions)


def test_hours_that_serve_two_rules_are_added_once(office: Path, program: Program) -> None:
    found = whatif(program, office, "王芳", *AS_OF, "--add", "培训 级别=国培 学时=48")

    assert [one for one in found["smallest_additions"] if one["activity"]["kind"] == "培训"] == [
        {
            "activity": {"kind": "培训", "level": "校本", "hours": "3.45", "date": "2026-01-11", "note": "补 7"},
            "for": ["researcher-quota/training", "researcher-quota/school-based-training"],
        }
    ]


def test_nothing_is_added_where_nothing_is_needed(office: Path, program: Program) -> None:
    found = whatif(program, office, "李建国", *AS_OF)

    assert {key: found[key] for key in ("changes", "smallest_additions", "not_reached", "minimal")} == {
        "changes": [],
        "smallest_additions": [],
        "not_reached": [],
        "minimal": True,
    }


def test_more_than_a_field_can_hold_is_split(office: Path, program: Program) -> None:
    rules = pack(office, {**LESSONS, "at_least": "120", "examples": {"met": [EXAMPLE]}})
    found = whatif(program, office, "王芳", *AS_OF, *rules)

    assert [one["activity"]["lessons"] for one in found["smallest_additions"]] == ["40", "40", "9"]


def test_days_are_put_where_none_is_covered_and_somebody_serves(office: Path, program: Program) -> None:
    stay = {"kind": "蹲点", "from": "2025-09-01", "to": "2025-09-30", "school": "甲校"}
    rule = {"id": "stay", "title": "蹲点", "measure": {"days": {"kind": "蹲点"}}, "at_least": "5 days", "source": "S1"}
    rules = pack(office, {**rule, "examples": {"met": [[stay]]}})
    found = whatif(
        program, office, "王芳", "--as-of", "2026-01-25", *rules, "--add", "蹲点 起=2026-01-27 止=2026-01-28 学校=乙校",
        "--leave", "2026-01-30..2026-01-31",
    )  # fmt: skip

    assert [(one["activity"]["from"], one["activity"]["to"]) for one in found["smallest_additions"]] == [
        ("2026-01-25", "2026-01-26"),
        ("2026-01-29", "2026-01-29"),
    ]


def test_values_are_new_ones(office: Path, program: Program) -> None:
    seen = [{"kind": "听课", "date": "2025-09-09", "school": name} for name in ("城关一小", "乙校")]
    rule = {"id": "schools", "title": "学校", "measure": {"distinct": "school", "of": {"kind": "听课"}}}
    rules = pack(office, {**rule, "at_least": "3", "source": "S1", "examples": {"met": [seen]}})
    found = whatif(program, office, "王芳", *AS_OF, *rules)

    assert [one["activity"]["school"] for one in found["smallest_additions"]] == ["（新的 1）", "（新的 2）"]


def test_what_more_activities_cannot_meet_is_said(office: Path, program: Program) -> None:
    share = {"share": {"kind": "听课", "unannounced": "是"}, "out_of": {"kind": "听课"}, "if_none": "short"}
    most = {"total": "lessons", "of": {"kind": "评课"}}
    rules = pack(
        office,
        {**LESSONS, "at_least": "40"},
        {"id": "part", "title": "推门", "measure": share, "at_least": "50 %", "source": "S1"},
        {"id": "most", "title": "评课", "measure": most, "at_most": "3", "source": "S1"},
        {
            "id": "lost",
            "title": "研讨课",
            "measure": {"count": {"kind": "研讨课"}},
            "at_least": "unknown",
            "source": "S1",
        },
    )
    said = program(["whatif", "王芳", *AS_OF, *rules, "--lang", "en"], folder=office)

    assert said.out == (
        "王芳 (R001), 2025-2026-1, as of 2026-01-11\nNot to be met by more activities:\n"
        "  听课: 31/40 lessons behind; the rule has no example to follow\n"
        "  推门: 0/50 % on track; not a number that grows one by one (a share, steps,\n"
        "    every month): what is done matters, not how much\n"
        "  评课: 9/≤3 lessons over; it is over its limit, and more makes it worse\n"
        "  研讨课: 1/? times undecided; the source has lost the number\n"
    )


def test_an_addition_never_breaks_an_upper_bound(office: Path, program: Program) -> None:
    most = {**LESSONS, "id": "most", "at_most": "35"}
    rules = pack(office, {**LESSONS, "at_least": "40", "examples": {"met": [EXAMPLE]}}, most)
    found = whatif(program, office, "王芳", *AS_OF, *rules)

    assert (found["smallest_additions"], found["not_reached"]) == (
        [],
        [{"rule": "own/some", "why": "照规则的例子再做也达不到"}],
    )


def test_nothing_is_ever_written(office: Path, program: Program) -> None:
    before = {path: path.stat().st_mtime_ns for path in office.rglob("*")}
    supposed = ["--add", "听课=5", "--leave", "2025-11-01..2025-12-15", "--post", "校长"]
    said = [
        program(["whatif", "王芳", *AS_OF, *supposed, "--format", form], folder=office) for form in ("text", "json")
    ]

    assert ([one.exit for one in said], {path: path.stat().st_mtime_ns for path in office.rglob("*")}) == (
        [0, 0],
        before,
    )


# What cannot be followed ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["--add", "听可=5"], "--add 听可=5：没有“听可”这类活动；是不是“听课”？"),
        (["--add", "=5"], "--add =5：要写成 听课=5，或“听课 节数=2 学校=某校 日期=2025-12-03”"),
        (["--add", "听课="], "--add 听课=：要写成 听课=5，或“听课 节数=2 学校=某校 日期=2025-12-03”"),
        (["--add", "听课=五"], "--add 听课=五：“五”不是数字；写成 2 或 1.5 的样子"),
        (["--add", "听课=41"], "--add 听课=41：“41”超出范围（大于 0，至多 40，整数）；核对这个数"),
        (["--add", "教研组活动=1.5"], "--add 教研组活动=1.5：“1.5”超出范围（大于 0，至多 60，整数）；核对这个数"),
        (["--add", "听课 结数=2"], "--add 听课 结数=2：不认识“结数”；是不是“节数”？"),
        (
            ["--add", "听课 日期=2025-13-01"],
            "--add 听课 日期=2025-13-01：没有“2025-13-01”这个日期；一年只有 12 个月",
        ),
        (
            ["--leave", "2025-11-31..2025-12-01"],
            "--leave 2025-11-31..2025-12-01：没有“2025-11-31”这个日期；2025 年 11 月只有 30 天",
        ),
        (["--leave", "2025-12-01"], "--leave 2025-12-01：要写成 起..止，例如 2025-11-01..2025-12-15"),
        (["--leave", "2025-12-01..2025-11-01"], "--leave 2025-12-01..2025-11-01：止日早于起日"),
        (["--post", "教研圆"], "岗位里没有“教研圆”；是不是“教研员”？"),
        (["--format", "xml"], "格式里没有“xml”。"),
    ],
)
def test_what_cannot_be_followed_is_wrong_usage(
    arguments: list[str], complaint: str, office: Path, program: Program
) -> None:
    said = program(["whatif", "王芳", *AS_OF, *arguments], folder=office)

    assert (said.exit, said.out, said.err.partition("可用")[0].strip()) == (2, "", f"用法错误：{complaint}")


def test_two_people_of_one_name_are_told_apart_by_id(office: Path, program: Program) -> None:
    (office / "records/other.yaml").write_text(WANG.replace("R001", "R003"), encoding="utf-8")
    said = program(["whatif", "王芳", *AS_OF], folder=office)

    assert (said.exit, said.err) == (2, "用法错误：“王芳”不止一人，请写编号：R001、R003\n")


def test_whoever_has_a_faulty_file_is_told_of_the_fault(office: Path, program: Program) -> None:
    (office / "records/he.yaml").write_text(
        WANG.replace("R001", "R003").replace("王芳", "何静").replace("31", "x"), encoding="utf-8"
    )
    rules = pack(office, {**LESSONS, "at_least": "40"})
    said = program(["whatif", "何静", *AS_OF, *rules, "--add", "听课=5", "--format", "json"], folder=office)
    found = json.loads(said.out)

    assert (said.exit, said.err.splitlines()[0], found["changes"], found["not_reached"]) == (
        3,
        "records/he.yaml:5:44 错误[YA409] “x”不是数字",
        [],
        [{"rule": "own/some", "why": "记录有错误，无法判定"}],
    )
