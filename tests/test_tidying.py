"""`fmt` puts right what is certain, and nothing else: the wrong examples of the manual become the right ones."""

from __future__ import annotations

import pytest

from yanpei_audit.desk.tidying import plain_spelling, tidied
from yanpei_audit.findings.pages import PAGES, PUT_RIGHT_BY_FMT
from yanpei_audit.findings.pages.page import RECORD, record

IN_RECORDS = [code for code, page in PAGES.items() if page.wrong and page.file == RECORD]


@pytest.mark.parametrize("code", IN_RECORDS)
def test_the_wrong_example_becomes_the_right_one_or_stays(code: str) -> None:
    page = PAGES[code]
    expected = (page.right if code in PUT_RIGHT_BY_FMT else page.wrong).strip("\n")

    assert tidied(page.wrong.encode(), "a.yaml").data.decode().strip("\n") == expected


@pytest.mark.parametrize("code", IN_RECORDS)
def test_the_right_example_is_not_touched(code: str) -> None:
    assert tidied(PAGES[code].right.encode(), "a.yaml").data == PAGES[code].right.encode()


@pytest.mark.parametrize(
    ("field", "written", "plain"),
    [
        ("date", "2025年9月3日", "2025-09-03"),
        ("from", "2025/9/3", "2025-09-03"),
        ("to", "２０２５．９．３", "2025-09-03"),
        ("date", "2025-02-30", "2025-02-30"),
        ("date", "3/4/2025", "3/4/2025"),
        ("lessons", "２", "2"),
        ("lessons", "2节", "2"),
        ("lessons", "2 节课", "2"),
        ("lessons", "2学时", "2学时"),
        ("hours", "1.5学时", "1.5"),
        ("hours", "1.5小时", "1.5小时"),
        ("hours", "1.50", "1.50"),
        ("words", "3000字", "3000"),
        ("words", "三千字", "三千字"),
        ("topic", "２节", "２节"),
    ],
)
def test_a_plain_spelling_says_the_same_or_is_not_sought(field: str, written: str, plain: str) -> None:
    assert plain_spelling(field, written) == plain


STYLES = [
    "  - 类型：听课   # 注释：不动，［也不动］",
    "  - 日期：'2025年9月9日'",
    '  - 日期: "2025年9月9日" # 引号留着',
    "  -    学校 :  城关一小",
    "  # 　全角空格开头的注释",
]
TIDY = [
    "  - 类型: 听课   # 注释：不动，［也不动］",
    "  - 日期: '2025-09-09'",
    '  - 日期: "2025-09-09" # 引号留着',
    "  -    学校 :  城关一小",
    "  # 　全角空格开头的注释",
]


@pytest.mark.parametrize(("written", "tidy"), list(zip(STYLES, TIDY, strict=True)))
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_everything_else_in_a_line_stays(written: str, tidy: str, newline: str) -> None:
    text, expected = (record(line).replace("\n", newline) for line in (written, tidy))

    assert tidied(text.encode(), "a.yaml").data.decode() == expected


def test_what_is_no_utf_8_is_left_alone() -> None:
    data = record("  - 类型：听课").encode("gb18030")

    assert tidied(data, "a.yaml").data == data
