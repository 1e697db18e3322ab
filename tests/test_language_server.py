"""An editor speaks Chinese: hovers, completion and complaints, by the real yaml-language-server over stdio.

Skipped where there is no Node or no server: `npm install yaml-language-server`, and name its program in the variable
YAML_LANGUAGE_SERVER or put it on the path.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from language_server import Editor, server

from yanpei_audit import bundled
from yanpei_audit.editor import FOLDER, Vocabulary, schema_texts, vscode_files
from yanpei_audit.rules.rulebook import RuleFiles, read_rulebook, shipped_kinds
from yanpei_audit.settings import FileText

COMMAND = server()
pytestmark = [
    pytest.mark.skipif(COMMAND is None, reason="no yaml-language-server, or no Node to run it"),
    pytest.mark.unmeasured,
]
RECORD = """\
编号: R001
姓名: 王芳
岗位: [教研员]
活动:
  - 类型: 听课
    日期: 2025-09-09
    学校: 城关一小
"""
PACK = """\
pack: own
title: 定额
effective: {from: 2025-09-01}
source: {document: 条例}
applies_to: everyone
period: term
rules:
  - id: lecture
    title: 讲座
    measure: {count: {kind: 讲座}}
    at_least: 2
    source: 第三条
"""
PEOPLE = "人员名册:\n  - {编号: R001, 姓名: 王芳, 岗位: [教研员], 教龄: 12}\n"
CALENDAR = "学期表:\n  - {学期: 2025-2026-1, 起: 2025-09-01, 止: 2026-01-23}\n"
EXEMPTIONS = """\
豁免:
  - 人员: R001
    规则: researcher-quota/observation
    效力: 减为 20
    事由: 产假
    批准人: 局长
    文号: 县教〔2025〕17号
    起: 2025-09-01
    止: 2026-01-31
"""
SETTINGS = "packs: [researcher-quota]\nperiod: 2025-2026-1\n"


@pytest.fixture(scope="module")
def editor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Editor]:
    folder = tmp_path_factory.mktemp("县教研室 资料")  # names with Chinese and a blank, as people give them
    path = bundled.packs()["researcher-quota"]
    book = read_rulebook(RuleFiles(shipped_kinds(), (FileText(bundled.shown(path), path.read_bytes()),)))
    texts = {f"{FOLDER}/{name}": text for name, text in schema_texts(Vocabulary(book.kinds, book.packs), "zh").items()}
    files = vscode_files()
    for name, text in {**texts, **files}.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    assert COMMAND is not None
    with Editor(COMMAND, folder, json.loads(files[".vscode/settings.json"])) as editor:
        yield editor


GOOD = {
    "records/a.yaml": RECORD,
    "registry/people.yaml": PEOPLE,
    "calendar.yaml": CALENDAR,
    "exemptions.yaml": EXEMPTIONS,
    "rules/own.yaml": PACK,
    "yanpei.yaml": SETTINGS,
}


@pytest.mark.parametrize("path", GOOD)
def test_nothing_is_wrong_with_what_is_right(path: str, editor: Editor) -> None:
    assert editor.problems(path, GOOD[path]) == []


@pytest.mark.parametrize(
    ("path", "text", "problems"),
    [
        ("records/a.yaml", f"{RECORD}    节次数: 2\n", ["8: 属性 节次数 不被允许。"]),
        (
            "records/a.yaml",
            RECORD.replace("听课", "听果"),
            ["5: 没有这类活动；按 Ctrl+空格列出可用的类型，自己的类型写在 yanpei.yaml"],
        ),
        (
            "records/a.yaml",
            RECORD.replace(" 听课", ""),
            ["5: 没有这类活动；按 Ctrl+空格列出可用的类型，自己的类型写在 yanpei.yaml"],
        ),
        ("records/a.yaml", RECORD.replace("听课", "培训"), ["5: 这类活动必须写“级别”", "5: 这类活动必须写“学时”"]),
        ("records/a.yaml", RECORD.replace("    日期: 2025-09-09\n", ""), ["5: 缺少“日期”，或者“起”和“止”"]),
        ("records/a.yaml", RECORD.replace("09-09", "09-31"), ["6: 没有这一天，或写法不对：写成 2025-09-03 的样子"]),
        ("records/a.yaml", f"{RECORD}    节数: 两\n", ["8: 1 至 40 的整数"]),
        ("records/a.yaml", f"{RECORD}    节数: 400\n", ["8: 值高于最大值 40。"]),
        ("records/a.yaml", f"{RECORD}    推门: 也许\n", ["8: 可以写：是、否"]),
        ("records/a.yaml", f"{RECORD}    结论: 通顺\n", ["8: 可以写：通过、不通过"]),
        ("records/a.yaml", f"{RECORD}    记录: {{点平: 有}}\n", ["8: 属性 点平 不被允许。"]),
        ("records/a.yaml", f"{RECORD}    学科:\n", ["8: 这里写一段文字"]),
        ("records/a.yaml", RECORD.replace("编号: R001\n", ""), ["1: 缺少“编号”"]),
        ("registry/people.yaml", PEOPLE.replace("教龄", "教令"), ["2: 属性 教令 不被允许。"]),
        (
            "registry/people.yaml",
            PEOPLE.replace("教龄: 12", "离岗: [{类型: 产架}]"),
            ["2: 可以写：病假、产假、事假、进修、借调、支教、挂职、停职"],
        ),
        ("calendar.yaml", CALENDAR.replace("止:", "至:"), ["2: 属性 至 不被允许。", "2: 缺少“止”"]),
        ("exemptions.yaml", EXEMPTIONS.replace("事由", "原因"), ["5: 属性 原因 不被允许。", "2: 缺少“事由”"]),
        (
            "exemptions.yaml",
            EXEMPTIONS.replace("减为", "减至"),
            ["4: 写成：免除、减为 20、按比例、按比例 1/2、延期至 2026-03-15、折抵 5、人工认定达标、人工认定未达标"],
        ),
        ("rules/own.yaml", f"{PACK}    levle: must\n", ["13: 属性 levle 不被允许。"]),
        ("rules/own.yaml", PACK.replace("kind:", "kidn:"), ["10: 属性 kidn 不被允许。"]),
        ("rules/own.yaml", f"{PACK}    level: maybe\n", ["13: 可以写：must、advisory"]),
        ("yanpei.yaml", f"{SETTINGS}pakcs: [x]\n", ["3: 属性 pakcs 不被允许。"]),
        ("yanpei.yaml", f"{SETTINGS}language: fr\n", ["3: 可以写：zh、en"]),
    ],
)
def test_what_is_wrong_is_said_in_chinese(path: str, text: str, problems: list[str], editor: Editor) -> None:
    assert sorted(editor.problems(path, text)) == sorted(problems)


OF_OBSERVING = """\
#### 类型

听课。必须写：学校。不写时：节数 1。完整的记录：课堂记录、点评、总评。也可以写：observation、观课。
"""
OF_A_STATUS = """\
#### 状态

做了没有；不写就是完成

允许的值：

* `计划`: 还没有做，不计入
* `完成`: 已经做了；不写就是完成
* `取消`: 不做了，不计入
"""


@pytest.mark.parametrize(
    ("path", "text", "at", "said"),
    [
        ("records/a.yaml", RECORD, "类型", OF_OBSERVING),
        ("records/a.yaml", RECORD, "听课", OF_OBSERVING),
        ("records/a.yaml", RECORD.replace("类型: 听课", "kind: observation"), "observation", OF_OBSERVING),
        ("records/a.yaml", f"{RECORD}    状态: 计划\n", "计划", OF_A_STATUS),
        ("records/a.yaml", RECORD, "学校", "#### 学校\n\n在哪所学校\n"),
        ("registry/people.yaml", PEOPLE, "教龄", "#### 教龄\n\n教龄，整年\n"),
        (
            "calendar.yaml",
            CALENDAR,
            "学期表",
            "#### 学期表\n\n学期的起止；没写的学期是 9 月 1 日至 1 月 31 日、2 月 1 日至 8 月 31 日\n",
        ),
        ("exemptions.yaml", EXEMPTIONS, "文号", "#### 文号\n\n依据的文号\n"),
        ("rules/own.yaml", PACK, "count", "#### 条数\n\n活动的条数\n"),
        ("yanpei.yaml", SETTINGS, "packs", "#### 规则包\n\n用哪些规则包：随程序带来的写名字，自己的写路径\n"),
    ],
)
def test_a_hover_explains_in_chinese(path: str, text: str, at: str, said: str, editor: Editor) -> None:
    explained, _rule, source = editor.hover(path, text, at).rpartition("\n来源：")

    assert (explained, source.startswith("[ ")) == (said, True)


def test_keys_are_offered_in_chinese_and_their_other_names_are_not(editor: Editor) -> None:
    offered = {
        path: list(editor.completions(path, text))
        for path, text in {
            "records/a.yaml": "编号: R001\n‸",
            "registry/people.yaml": "‸",
            "calendar.yaml": "‸",
            "exemptions.yaml": "‸",
            "yanpei.yaml": "packs: [researcher-quota]\n‸",
        }.items()
    }

    assert offered == {
        "records/a.yaml": ["单位", "备注", "姓名", "学科", "岗位", "活动"],
        "registry/people.yaml": ["人员名册"],
        "calendar.yaml": ["全国放假", "备注", "学期表", "放假", "补课"],
        "exemptions.yaml": ["备注", "豁免"],
        "yanpei.yaml": [
            *["a_day", "as_of", "kinds", "language", "office", "parameters", "period", "records", "roles", "values"]
        ],
    }


def test_keys_bring_their_colon_along(editor: Editor) -> None:
    offered = editor.completions("records/a.yaml", f"{RECORD}    ‸")

    assert {key: offered[key] for key in ("节数", "推门", "主题", "参加人", "状态")} == {
        "节数": "节数: ",
        "推门": "推门: ",
        "主题": "主题: ",
        "参加人": "参加人: ",
        "状态": "状态: ",
    }


def test_kinds_are_offered_in_the_order_of_their_table(editor: Editor) -> None:
    offered = [list(editor.completions("records/a.yaml", f"{RECORD}  - {key}: ‸")) for key in ("类型", "kind")]

    assert [names[:4] for names in offered] == [["蹲点", "跟班学习", "支教", "联系学校"]] * 2


def test_words_of_fields_are_offered(editor: Editor) -> None:
    def offered(path: str, text: str) -> set[str]:
        return set(editor.completions(path, text))

    assert [
        offered("records/a.yaml", f"{RECORD}    状态: ‸"),
        offered("records/a.yaml", f"{RECORD}    推门: ‸"),
        offered("records/a.yaml", f"{RECORD}    记录:\n      ‸"),
        offered("registry/people.yaml", "人员名册:\n  - 编号: R1\n    离岗:\n      - 类型: ‸\n"),
        offered("rules/own.yaml", f"{PACK}    level: ‸\n"),
    ] == [
        {"完成", "计划", "取消"},
        {"是", "否"},
        {"课堂记录", "点评", "总评"},
        {"病假", "产假", "事假", "进修", "借调", "支教", "挂职", "停职"},
        {"must", "advisory"},
    ]


def test_a_new_activity_of_each_kind_can_be_started_from(editor: Editor) -> None:
    offered = editor.completions("records/a.yaml", f"{RECORD}  - ‸")

    assert [offered[f"新{kind}"] for kind in ("听课", "蹲点", "讲座", "合格课抽查")] == [
        "类型: 听课\n  日期: ${1:年-月-日}\n  学校: ${2:学校}\n  节数: ${3:1}",
        "类型: 蹲点\n  起: ${1:年-月-日}\n  止: ${2:年-月-日}\n  学校: ${3:学校}",
        "类型: 讲座\n  日期: ${1:年-月-日}\n  主题: ${2:主题}",
        "类型: 合格课抽查\n  日期: ${1:年-月-日}\n  结论: ${2|通过,不通过|}",
    ]


def test_inside_an_activity_no_new_one_is_offered(editor: Editor) -> None:
    offered = editor.completions("records/a.yaml", f"{RECORD}    ‸")

    assert [label for label in offered if label.startswith("新")] == []


def test_a_new_entry_of_other_files_can_be_started_from(editor: Editor) -> None:
    texts = {"registry/people.yaml": "人员名册:\n  - ‸\n", "exemptions.yaml": "豁免:\n  - ‸\n", "records/b.yaml": "‸"}
    new = {
        label: text
        for path, before in texts.items()
        for label, text in editor.completions(path, before).items()
        if label.startswith("新的")
    }

    assert new == {
        "新的人员": "编号: ${1:编号}\n  姓名: ${2:姓名}",
        "新的豁免": "人员: ${1:人员}\n  规则: ${2:规则}\n  效力: ${3:效力}\n  事由: ${4:事由}\n"
        "  批准人: ${5:批准人}\n  文号: ${6:文号}\n  起: ${7:起}\n  止: ${8:止}",
        "新的记录": "编号: ${1:编号}\n姓名: ${2:姓名}\n活动: ${3:[]}",
    }
