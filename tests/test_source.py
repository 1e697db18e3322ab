"""Reading: places are exact, and the parser without C gives the same values, places and findings."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from conftest import REPOSITORY
from hypothesis import given, settings
from hypothesis import strategies as st

from yanpei_audit.source import Document, Edit, Repair, Slip, read_text
from yanpei_audit.source.events import STAND_INS, event_source

pytestmark = pytest.mark.unmeasured

FILES = sorted(
    path for folder in ("tests/cases", "examples", "rules") for path in (REPOSITORY / folder).rglob("*.yaml")
)


def places(value: object) -> object:
    """Write the places of a tree as plain tuples, to compare those of two parsers."""
    if isinstance(value, list):
        start = value.start  # type: ignore[attr-defined]
        return (type(value).__name__, start.line, start.column, [places(item) for item in value])
    if isinstance(value, tuple):
        text, start, end, style = value
        return (text, start.line, start.column, end.line, end.column, style or "")
    return value


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(REPOSITORY)))
def test_both_parsers_read_every_file_alike(path: Path) -> None:
    if path.is_symlink():
        return
    data = path.read_bytes()
    fast, pure = (read_text(data, "x.yaml", pure=pure) for pure in (False, True))

    assert (fast.whole, fast.findings) == (pure.whole, pure.findings)
    if fast.whole:
        assert (fast.values, places(fast.places)) == (pure.values, places(pure.places))


KEYS = st.sampled_from(["编号", "id", "姓名", "活动", "类型", "节数", "x"])
TEXTS = st.text("一二三abc 0123-:,#'\"[]{}&*!|>%@`\\\n", max_size=12)
LINES = st.lists(
    st.builds(
        "{}{}{}{}".format,
        st.sampled_from(["", "  ", "  - ", "- ", "    "]),
        KEYS,
        st.sampled_from([": ", ":", " "]),
        TEXTS,
    ),
    max_size=8,
)


@settings(max_examples=300, deadline=None)
@given(LINES)
def test_both_parsers_read_any_lines_alike(lines: list[str]) -> None:
    data = "\n".join(lines).encode()
    fast, pure = (read_text(data, "x.yaml", pure=pure) for pure in (False, True))

    assert (fast.whole, fast.values if fast.whole else None) == (pure.whole, pure.values if pure.whole else None)


MARKED = """\
编号: «R001»
活动:
  - «类型»: 听课
    日期: «"2025-09-09"»
    证据: [甲.jpg, «乙丙.jpg»]
  - {类型: 讲座, 主题: «阅读 教学»}
  - «类型: 培训»
    备注: |
      两行
      文字
"""
LOCATIONS = [
    ("id",),
    ("key", "activities", 0, "kind"),
    ("activities", 0, "date"),
    ("activities", 0, "evidence", 1),
    ("activities", 1, "topic"),
    ("activities", 2),
]


def marked() -> tuple[Document, list[tuple[int, int, int]]]:
    """Read the text without its marks, and say where the marks were: line, first column, column after the end."""
    spans = []
    for number, line in enumerate(MARKED.split("\n"), 1):
        spans += [
            (number, match.start() + 1 - 2 * 0, match.start() + 1 + len(match[1]))
            for match in re.finditer("«(.*?)»", line)
        ]
    return read_text(re.sub("[«»]", "", MARKED).encode(), "x.yaml"), spans


def test_spans_are_where_the_text_is_marked() -> None:
    document, spans = marked()
    found = [
        document.key_span(*location[1:]) if location[0] == "key" else document.span(*location) for location in LOCATIONS
    ]

    assert [(span.line, span.column, span.end_column) for span in found] == spans


def test_a_byte_order_mark_and_windows_line_ends_move_nothing() -> None:
    plain = re.sub("[«»]", "", MARKED)
    document = read_text(b"\xef\xbb\xbf" + plain.replace("\n", "\r\n").encode(), "x.yaml")
    same = read_text(plain.encode(), "x.yaml")

    assert (document.values, places(document.places)) == (same.values, places(same.places))


def test_reading_leaves_the_parser_as_it_was() -> None:
    import _ruamel_yaml

    before = {name: getattr(_ruamel_yaml, name) for name in STAND_INS}
    with event_source(b"a: 1\n") as get:
        get()

    assert {name: getattr(_ruamel_yaml, name) for name in STAND_INS} == before


@pytest.mark.parametrize(
    "text",
    ["[\n" * 100_000, "{a:\n" * 50_000, "".join(f"{' ' * depth}-\n" for depth in range(1000))],
)
def test_depth_is_refused_early(text: str) -> None:
    document = read_text(text.encode(), "x.yaml")

    assert (document.whole, [found.code for found in document.findings]) == (False, ["YA213"])


@pytest.mark.parametrize("text", ["[" * 100_000, "- " * 100_000, "? " * 50_000, "'" * 100_000, "类型：" * 50_000])
def test_a_line_without_an_end_is_refused_early(text: str) -> None:
    document = read_text(text.encode(), "x.yaml")

    assert "YA211" in [found.code for found in document.findings]


PIECES = st.lists(st.tuples(st.sampled_from(["keep", "edit"]), st.text("ab", max_size=3), st.text("xy", max_size=3)))


@given(PIECES)
@settings(max_examples=200, deadline=None)
def test_every_kept_character_of_a_repaired_line_knows_where_it_stood(pieces: list[tuple[str, str, str]]) -> None:
    line, kept, edits = "", [], []
    for what, text, instead in pieces:
        start = len(line)
        line += text
        if what == "keep":
            kept += range(start, len(line))
        elif edits and edits[-1].end == start:
            edits[-1] = Edit(edits[-1].start, len(line), edits[-1].text + instead)
        else:
            edits.append(Edit(start, len(line), instead))
    repair = Repair(f"\n{line}", [Slip("", 1, 0, 0, edits=(edit,)) for edit in edits])
    repaired = repair.text.removeprefix("\n")
    found = [column for column, character in enumerate(repaired) if character in "ab"]

    assert [repair.before(1, column) for column in found] == kept
    assert repair.before(0, 0) == 0
