"""`add` puts one activity behind the others, in the style of the file, and changes no other byte."""

from __future__ import annotations

import datetime as dt
import json
import os
import pty
import random
import re
import select
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest
from conftest import REPOSITORY, Program
from hostile import ACCEPTED
from hypothesis import given, settings
from hypothesis import strategies as st

from yanpei_audit.desk.entering import as_values, entered
from yanpei_audit.source import read_text

HEAD = "编号: R001\n姓名: 王芳\n"
NEW = {"kind": "听课", "date": "2025-09-09", "school": "城关一小"}
FLOW = "  - {类型: 听课, 日期: 2025-09-09, 学校: 城关一小}\n"
# What stands below the head before and after.
STYLES = [
    ("活动: []\n", f"活动:\n{FLOW}"),
    ("活动: [ ]  # 暂无\n备注: x\n", f"活动:  # 暂无\n{FLOW}备注: x\n"),
    ("活动:\n", f"活动:\n{FLOW}"),
    ("活动:", f"活动:\n{FLOW.removesuffix(chr(10))}"),
    ("", f"活动:\n{FLOW}"),
    ("...\n# 完\n", f"活动:\n{FLOW}...\n# 完\n"),
    ("活动: ~  # 暂无\n备注: x\n", f"活动:  # 暂无\n{FLOW}备注: x\n"),
    ("活动: null\n", f"活动:\n{FLOW}"),
    ("活动:\n  []  # 暂无\n", f"活动:  # 暂无\n{FLOW}"),
    ("活动: [\n  # 暂无\n]\n", "活动: [\n  # 暂无\n{类型: 听课, 日期: 2025-09-09, 学校: 城关一小}]\n"),
    (
        "活动:\n-\n  类型: 评课\n  日期: 2025-09-01\n",
        "活动:\n-\n  类型: 评课\n  日期: 2025-09-01\n- 类型: 听课\n  日期: 2025-09-09\n  学校: 城关一小\n",
    ),
    (
        (
            "活动:\n  - 类型: 评课\n    日期: 2025-09-01\n\n  - 类型: 评课\n    日期: 2025-09-02\n"
            "    备注: |+\n      一\n"
        ),
        (
            "活动:\n  - 类型: 评课\n    日期: 2025-09-01\n\n  - 类型: 评课\n    日期: 2025-09-02\n"
            "    备注: |+\n      一\n  - 类型: 听课\n    日期: 2025-09-09\n    学校: 城关一小\n"
        ),
    ),
    ("活动: ''\n", f"活动:\n{FLOW}"),
    (
        "活动:\n  - 类型: 评课\n    日期: 2025-09-01\n    备注: |+\n      一\n\n\n备注: x\n",
        (
            "活动:\n  - 类型: 评课\n    日期: 2025-09-01\n    备注: |+\n      一\n\n\n"
            "  - 类型: 听课\n    日期: 2025-09-09\n    学校: 城关一小\n备注: x\n"
        ),
    ),
    ("活动:\n  - {类型: 评课, 日期: 2025-09-01}\n", f"活动:\n  - {{类型: 评课, 日期: 2025-09-01}}\n{FLOW}"),
    (
        "活动:\n- 类型: 评课\n  日期: 2025-09-01\n  # 已核实\n# 完\n备注: x\n",
        (
            "活动:\n- 类型: 评课\n  日期: 2025-09-01\n  # 已核实\n"
            "- 类型: 听课\n  日期: 2025-09-09\n  学校: 城关一小\n# 完\n备注: x\n"
        ),
    ),
    (
        "活动:\n  -   类型: 评课 # 甲\n      日期: 2025-09-01\n      备注: |\n        一\n\n        # 二\n\n# 尾\n",
        (
            "活动:\n  -   类型: 评课 # 甲\n      日期: 2025-09-01\n      备注: |\n        一\n\n        # 二\n"
            "  -   类型: 听课\n      日期: 2025-09-09\n      学校: 城关一小\n\n# 尾\n"
        ),
    ),
    (
        "活动: [{类型: 评课, 日期: 2025-09-01}] # x\n",
        "活动: [{类型: 评课, 日期: 2025-09-01}, {类型: 听课, 日期: 2025-09-09, 学校: 城关一小}] # x\n",
    ),
    (
        "activities:\n  - kind: critique\n    date: 2025-09-01\n\n  - kind: critique\n    date: 2025-09-02\n",
        (
            "activities:\n  - kind: critique\n    date: 2025-09-01\n\n  - kind: critique\n    date: 2025-09-02\n\n"
            "  - kind: 听课\n    date: 2025-09-09\n    school: 城关一小\n"
        ),
    ),
    (
        "活动:\n  - {类型: 评课,\n     日期: 2025-09-01,\n     证据: [a.jpg, b.jpg]}  # ok\n备注: x",
        f"活动:\n  - {{类型: 评课,\n     日期: 2025-09-01,\n     证据: [a.jpg, b.jpg]}}  # ok\n{FLOW}备注: x",
    ),
]
# Of these an audit finds something elsewhere, or the text at the end gets its line break.
OTHERS = [
    (
        "活动:\n  - 类型: 评课\n    日期: 2025-09-01\n    备注: |\n      一",
        (
            "活动:\n  - 类型: 评课\n    日期: 2025-09-01\n    备注: |\n      一\n"
            "  - 类型: 听课\n    日期: 2025-09-09\n    学校: 城关一小"
        ),
    ),
    (
        "活动:\n  - {类型: 评课, 日期: 2025-09-01}\n  -\n",
        f"活动:\n  - {{类型: 评课, 日期: 2025-09-01}}\n  -\n{FLOW}",
    ),
    (
        "活动:\n  - {类型: 评课, 日期: 2025-09-01, 备注:\n    }  # 完\n",
        f"活动:\n  - {{类型: 评课, 日期: 2025-09-01, 备注:\n    }}  # 完\n{FLOW}",
    ),
]


@pytest.mark.parametrize("ends", ["\n", "\r\n"], ids=["lf", "crlf"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["plain", "bom"])
@pytest.mark.parametrize(("before", "after"), [*STYLES, *OTHERS])
def test_an_activity_is_written_in_the_style_of_the_file(before: str, after: str, mark: bytes, ends: str) -> None:
    old, new = (mark + (HEAD + text).replace("\n", ends).encode() for text in (before, after))

    assert entered(old, "a.yaml", [NEW]).data == new


def test_a_record_that_is_indented_as_a_whole_stays_so() -> None:
    head = "  编号: R001\n  姓名: 王芳\n"
    found = [entered((head + rest).encode(), "a.yaml", [NEW]).data.decode() for rest in ("", "  活动: []\n")]

    assert found == [f"{head}  活动:\n  {FLOW}"] * 2


def test_a_text_that_others_take_for_none_is_quoted() -> None:
    data = entered(f"{HEAD}活动: []\n".encode(), "a.yaml", [{**NEW, "topic": "~"}]).data

    assert data.decode().endswith('主题: "~"}\n')


def test_items_of_a_record_are_written_by_the_names_of_the_file() -> None:
    activity = {**NEW, "record": {"place": "三楼会议室", "点评": "有"}}
    chinese, english = (
        entered(text.encode(), "a.yaml", [activity]).data.decode()
        for text in (HEAD + "活动: []\n", "id: R001\nname: 王芳\nactivities: []\n")
    )

    assert chinese.endswith(", 记录: {地点: 三楼会议室, 点评: 有}}\n")
    assert english.endswith(", record: {place: 三楼会议室, 点评: 有}}\n")


@pytest.mark.parametrize(
    "text",
    [
        *(f"编号: R001\n姓名: 王芳\n活动: {text}\n" for text in ("听课", "{}", "{a: 1}", "'~'")),
        *("{编号: R001, 姓名: 王芳, 活动: []}\n", "编号：R001\n姓名: 王芳\n活动: []\n", "- 1\n", "", "编号: [\n"),
    ],
)
def test_what_cannot_be_entered_into_is_left_alone(text: str) -> None:
    new = entered(text.encode(), "a.yaml", [NEW])

    assert (new.data, new.refused) == (text.encode(), "YA807")


texts = st.one_of(
    st.sampled_from(ACCEPTED),
    st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=12),
)


@pytest.mark.unmeasured
@given(
    style=st.sampled_from([before for before, _after in STYLES]),
    activities=st.lists(
        st.fixed_dictionaries(
            {"kind": texts, "date": texts},
            optional={"topic": texts, "evidence": st.lists(texts, min_size=1, max_size=3)},
        ),
        min_size=1,
        max_size=3,
    ),
    ends=st.sampled_from(["\n", "\r\n"]),
)
@settings(max_examples=100, deadline=None)
def test_whatever_is_entered_reads_as_it_was_meant_or_nothing_is_written(
    style: str, activities: list[dict[str, object]], ends: str
) -> None:
    old = (HEAD + style).replace("\n", ends).encode()
    new = entered(old, "a.yaml", activities)  # type: ignore[arg-type]
    values = read_text(new.data, "a.yaml").values
    kept = read_text(old, "a.yaml").values
    listed = kept.get("activities") if isinstance(kept.get("activities"), list) else []

    assert new.data == old if new.refused else values == {**kept, "activities": [*listed, *map(as_values, activities)]}  # type: ignore[arg-type]


def without_insertion(old: bytes, new: bytes) -> bytes:
    """Take out of a text the one stretch that another does not have."""
    start = next((place for place, (one, other) in enumerate(zip(old, new, strict=False)) if one != other), len(old))
    return new[:start] + new[start + len(new) - len(old) :]


@pytest.mark.unmeasured
def test_50_random_additions_change_no_other_byte_and_the_audit_by_just_what_they_say(
    tmp_path: Path, program: Program
) -> None:
    chance = random.Random(20251122)
    records = tmp_path / "records"
    records.mkdir()
    styles = [before.replace("评课", "交听课本").replace("critique", "交听课本") for before, _after in STYLES if before]
    total = 0
    for number in range(50):
        style = chance.choice(styles).replace("\n", chance.choice(["\n", "\r\n"]))
        path = records / "a.yaml"
        old = HEAD.encode() + style.encode()
        path.write_bytes(old)
        day = dt.date(2025, 9, 1) + dt.timedelta(days=chance.randrange(100))
        lessons = chance.randrange(1, 5)
        told = []
        for arguments in ([], ["add", "王芳", "听课", f"日期={day}", "学校=城关一小", f"节数={lessons}"]):
            if arguments:
                said = program(arguments, folder=tmp_path)
                assert (said.exit, said.err) == (0, "")
            report = program(["check", "records", "--period", "2025-2026-1", "--format", "json"], folder=tmp_path)
            told.append({one["rule"]: float(one["measured"] or 0) for one in json.loads(report.out)["results"]})
        total += len(path.read_bytes()) - len(old)
        changed = {rule: now - told[0][rule] for rule, now in told[1].items() if now != told[0][rule]}
        replaces = re.search(r"[\[~']|null", style)  # brackets or nothing, in whose place the list stands
        rest = path.read_bytes() if replaces else without_insertion(old, path.read_bytes())
        assert (number, changed) == (number, {"observation": lessons})
        assert replaces or rest == old
    assert total > 50


@pytest.fixture
def county(tmp_path: Path) -> Path:
    records = tmp_path / "records"
    records.mkdir()
    for name in ("wang-fang.yaml", "luo-dayong.yaml"):
        (records / name).write_bytes((REPOSITORY / "examples" / "county" / "records" / name).read_bytes())
    return tmp_path


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["王芬", "听课"], "用法错误：记录里没有“王芬”；是不是“王芳”？"),
        (["王芳", "听客"], "用法错误：活动类型里没有“听客”；是不是“听课”？"),
        (["王芳", "听课", "日期=2025-09-09", "学校=一小"], "用法错误：听课要写“节数”，例如 节数=…"),
        (["王芳", "听课", "学校=一小", "节数=1"], "用法错误：听课要写“日期”，例如 日期=…"),
        ([], "用法错误：要写是谁：编号或姓名"),
        (["王芳"], "用法错误：要写活动类型，例如 听课"),
    ],
)
def test_what_is_missing_or_unknown_is_told_and_nothing_written(
    arguments: list[str], said: str, county: Path, program: Program
) -> None:
    before = (county / "records" / "wang-fang.yaml").read_bytes()
    told = program(["add", *arguments], folder=county)

    assert (told.exit, told.err[: len(said)], (county / "records" / "wang-fang.yaml").read_bytes()) == (2, said, before)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        (["日期=2025-02-30", "学校=一小", "节数=1"], "records/wang-fang.yaml:191:9 错误[YA405]"),
        (["日期=2025-09-09", "学校=一小", "节数=很多"], "records/wang-fang.yaml:193:9 错误[YA4"),
        (["日期=2025-09-09", "学校=一小", "节数=1", "学效=x"], "records/wang-fang.yaml:194:5 错误[YA401]"),
    ],
)
def test_what_check_would_refuse_is_shown_at_its_place_and_not_written(
    fields: list[str], said: str, county: Path, program: Program
) -> None:
    path = county / "records" / "wang-fang.yaml"
    before = path.read_bytes()
    told = program(["add", "R001", "听课", *fields], folder=county)

    assert (told.exit, told.err[: len(said)], told.err.splitlines()[-1], path.read_bytes()) == (
        3,
        said,
        "没有写入",
        before,
    )


def test_an_error_elsewhere_in_the_record_does_not_keep_one_from_entering(county: Path, program: Program) -> None:
    path = county / "records" / "luo-dayong.yaml"
    before = path.read_bytes()
    told = program(["add", "罗大勇", "听课", "日期=昨天", "学校=一小", "节数=1"], folder=county)
    yesterday = dt.datetime.now().astimezone().date() - dt.timedelta(days=1)

    assert (told.exit, told.err, path.read_bytes() == before, f"日期: {yesterday}".encode() in path.read_bytes()) == (
        0,
        "",
        False,
        True,
    )


def test_a_dry_run_shows_the_lines_and_writes_nothing(county: Path, program: Program) -> None:
    path = county / "records" / "wang-fang.yaml"
    before = path.read_bytes()
    told = program(["add", "R001", "听课", "日期=2025-09-09", "学校=新 校", "节数=1", "--dry-run"], folder=county)

    assert (told.out, path.read_bytes()) == (
        "records/wang-fang.yaml:190\n    - 类型: 听课\n      日期: 2025-09-09\n      学校: 新 校\n      节数: 1\n没有写入\n",
        before,
    )


END = "\x04"


def conversation(folder: Path, arguments: Sequence[str], answers: Sequence[str]) -> tuple[int, str]:
    """Run `add` on a terminal, answer whenever it waits, and give its exit code and what was shown."""
    waiting = iter(answers)
    process, terminal = pty.fork()
    if process == 0:  # pragma: no cover - the child
        os.chdir(folder)
        os.execv(sys.executable, [sys.executable, "-m", "yanpei_audit", "add", *arguments])
    shown, deadline = b"", time.monotonic() + 60
    while time.monotonic() < deadline:
        ready, _writable, _odd = select.select([terminal], [], [], 0.6)
        try:
            if ready:
                shown += os.read(terminal, 1 << 16)
            else:
                answer = next(waiting, END)
                os.write(terminal, (answer if answer == END else f"{answer}\n").encode())
        except OSError:
            break
    return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]), shown.decode()


@pytest.mark.unmeasured
def test_on_a_terminal_it_asks_one_question_a_line(county: Path) -> None:
    _code, told = conversation(county, ["--repeat"], ["王芳", "听课", "2", "1", "", "是", "2025-09-10", "n"])
    questions = (
        "谁（编号或姓名）",
        "活动类型（",
        "日期，几天的写 起..止（1 今天",
        "学校（1 ",
        "节数 [1]",
        "写入？",
        "再记一条",
    )
    places = [told.find(word) for word in questions]
    yesterday = dt.datetime.now().astimezone().date() - dt.timedelta(days=1)
    changed = (county / "records" / "wang-fang.yaml").read_text(encoding="utf-8").splitlines()[-4:]

    assert (-1 in places, places, changed[1]) == (False, sorted(places), f"    日期: {yesterday}")


@pytest.mark.unmeasured
def test_an_answer_that_will_not_do_is_asked_for_again_and_the_end_of_input_writes_nothing(county: Path) -> None:
    path = county / "records" / "wang-fang.yaml"
    before = path.read_bytes()
    answers = ["赵六", "王芳", "听评课", "听课", "11.20", "2025-09-10", "一小", "很多", "2", "哈哈", END]
    code, told = conversation(county, [], answers)
    said = ("记录里没有“赵六”", "活动类型里没有“听评课”", "没有“11.20”这个日期", "不是数字", "没有写入")
    places = [told.find(word) for word in said]

    assert (code, -1 in places, places) == (0, False, sorted(places))
    assert (told.count("写入？"), path.read_bytes()) == (2, before)


@pytest.mark.parametrize(
    ("fields", "complaint"),
    [
        (["城关第一小学", "节数=1"], "“城关第一小学”前面要写是哪一栏，例如 学校=城关第一小学"),
        (["2"], "“2”前面要写是哪一栏，例如 学校=2"),
        (["节数=1", "节数=9"], "“节数”写了两次"),
        (["昨天", "日期=2025-09-10"], "“日期”写了两次"),
        (["备注=\udcff"], "第 3 个词“备注=⟨U+DCFF⟩”不是 UTF-8 文字：检查终端的编码"),
    ],
)
def test_what_is_no_field_is_not_passed_over(fields: list[str], complaint: str, county: Path, program: Program) -> None:
    said = program(["add", "王芳", "听课", *fields], folder=county)

    assert (said.exit, said.out, said.err) == (2, "", f"用法错误：{complaint}\n")


def test_a_field_of_an_odd_name_is_told_and_not_written(county: Path, program: Program) -> None:
    said = program(["add", "王芳", "听课", "学校=城关一小", "2025-10-09", "节数=1", "a: b=x"], folder=county)

    assert (said.exit, "错误[YA401] 不认识“a: b”" in said.err) == (3, True)


def test_it_warns_of_what_an_audit_will_say_of_the_school_and_the_day(tmp_path: Path, program: Program) -> None:
    program(["init", "."], folder=tmp_path)
    said = program(["add", "李示范", "听课", "学校=河湾中心", "2099-12-30", "节数=1", "--dry-run"], folder=tmp_path)
    lacks = program(["add", "R009", "听课"], folder=tmp_path)

    assert (said.exit, "YA513" in said.err, "是不是“河湾中心校”" in said.err, "YA602" in said.err) == (
        0,
        True,
        True,
        True,
    )
    assert lacks.exit == 2


def test_somebody_of_the_register_without_a_file_is_told_apart(tmp_path: Path, program: Program) -> None:
    program(["init", "."], folder=tmp_path)
    people = tmp_path / "registry" / "people.yaml"
    people.write_text("人员名册:\n  - {编号: R004, 姓名: 陈静怡, 岗位: [教研员]}\n", encoding="utf-8")
    said = program(["add", "陈静怡", "听课"], folder=tmp_path)

    assert (said.exit, said.err) == (
        2,
        "用法错误：“陈静怡”在人员名册里，还没有记录文件：先建一个 records/R004.yaml，写上编号和姓名\n",
    )


@pytest.mark.unmeasured
def test_two_at_once_lose_nothing(county: Path) -> None:
    command = [sys.executable, "-m", "yanpei_audit", "add", "R001", "听课", "学校=一小", "节数=1"]
    running = [
        subprocess.Popen(
            [*command, f"日期=2025-10-{day:02}"], cwd=county, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
        )
        for day in range(1, 5)
    ]
    codes = [process.wait() for process in running]
    for process in running:
        assert process.stderr is not None
        process.stderr.close()
    text = (county / "records" / "wang-fang.yaml").read_text(encoding="utf-8")
    entered_days = [day for day in range(1, 5) if f"日期: 2025-10-{day:02}\n    学校: 一小" in text]

    assert (len(entered_days), set(codes) <= {0, 3}) == (codes.count(0), True)
