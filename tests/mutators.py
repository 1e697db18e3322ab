"""Valid record files at random, and what hands, input methods, editors and networks make of them.

Everything is drawn from a `Random`, so that a seed names a file: hypothesis draws seeds in the tests, `fuzz.py` counts.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from random import Random
from typing import NamedTuple

# ---- valid files -----------------------------------------------------------------------------------------------------

KEYS = {
    "id": ("编号", "id", "工号"),
    "name": ("姓名", "name"),
    "roles": ("岗位", "roles", "职务"),
    "subject": ("学科", "subject"),
    "unit": ("单位", "unit"),
    "activities": ("活动", "activities"),
    "note": ("备注", "note"),
    "kind": ("类型", "kind", "类别"),
    "date": ("日期", "date"),
    "from": ("起", "from", "开始"),
    "to": ("止", "to", "结束"),
    "school": ("学校", "school"),
    "grade": ("年级", "grade"),
    "lessons": ("节数", "lessons"),
    "hours": ("学时", "hours"),
    "words": ("字数", "words"),
    "level": ("级别", "level"),
    "topic": ("主题", "topic", "题目"),
    "teacher": ("授课人", "teacher", "授课教师"),
    "participants": ("参加人", "participants"),
    "unannounced": ("推门", "unannounced"),
    "record": ("记录", "record"),
    "result": ("结果", "result"),
    "evidence": ("证据", "evidence", "佐证"),
    "status": ("状态", "status"),
}
KINDS = {
    "听课": "observation",
    "讲座": "lecture",
    "培训": "training",
    "蹲点": "residency",
    "评课": "critique",
    "教研组活动": "group-session",
    "研讨课": "seminar-lesson",
}
SCHOOLS = ("城关一小", "河湾中心校", "实验中学（北校区）", "𠮷祥小学", "No. 3 School")
PHRASES = (
    "阅读教学", "第一课时", "《背影》", "“双减”", "（二）", "作业设计", "读懂课标", "8:30", "1：1", "C#入门", "50%", "A&B",
    "【公开课】", "［复习］", "‘三定’", "函数", "😀", "𠮷老师", "word by word", "比例尺", "a-b", "…", "it's", "三年级 2 班",
)  # fmt: skip
JOINTS = ("", "，", "、", "：", "；", "——", "—", " ", "　", "！", "。", "-", "·", "/")
NOTES = (
    "重点：字词，句子", "日期：周三下午", "- 分组讨论", "课题 #3 函数", "时间:8点", "　　首行缩进两字", "类型：听课", "*重点*",
    "［附］名单、照片", "节数: 2", "—— 完 ——", '"甲"的课', "－ 全角短横", "{未完", "学校　城关一小", "```", "%50", "@全体",
)  # fmt: skip
REMARKS = (
    "已核实",
    "补：照片，签到表",
    "见群里［1］",
    "类型：听课，节数：2",
    "- 类型:讲座",
    "“旧” it's",
    "日期 2025-9-1 #3",
)
SPELLINGS = (
    "{year}-{month:02}-{day:02}",
    "{year}-{month}-{day}",
    "{year}/{month}/{day}",
    "{year}.{month}.{day}",
    "{year}年{month}月{day}日",
)
BROAD = {ord("0") + digit: chr(ord("０") + digit) for digit in range(10)}
Field = tuple[str, str | list[str]]


class Style(NamedTuple):
    """How a file is written: its layout, its language, and whether days and numbers are in their plain spelling."""

    layout: str
    language: int
    indent: str
    remarks: bool
    plain: bool


def one_in(rng: Random, number: int) -> bool:
    """Say yes once in a while."""
    return rng.randrange(number) == number - 1


def record(rng: Random, *, plain: bool = False) -> str:
    """Give the text of a valid file; with `plain` its days are ISO and its numbers in ordinary digits."""
    style = Style(
        rng.choice(("block", "flow", "mixed", "folded", "json")),
        rng.randrange(3),
        " " * rng.choice((2, 0, 4)),
        one_in(rng, 2),
        plain or not one_in(rng, 2),
    )
    activities = [_activity(rng, style) for _ in range(rng.choice((1, 2, 1, 3)))]
    head = _head(rng)
    if style.layout == "json":
        lines = list(_json(rng, style, head, activities))
    else:
        lines = [*_above(rng, style), *_fields(rng, style, head, "")]
        lines.append(_key(rng, style, "activities") + ":" + _behind(rng, style))
        for number, fields in enumerate(activities):
            lines += _item(rng, style, fields, number)
    newline = rng.choice(("\n", "\n", "\r\n"))
    text = "\n".join(lines) + rng.choice(("\n", "", "\n\n"))
    return text.replace("\n", newline)


def _head(rng: Random) -> list[Field]:
    fields: list[Field] = [("id", f"R{rng.randrange(1000):03}"), ("name", rng.choice(("王芳", "𠮷野", "Li Ming")))]
    fields += [("roles", rng.choice((["教研员"], ["教研员", "班主任"], "教研员")))]
    fields += _some(rng, [("subject", "语文"), ("unit", "县教师进修学校（本部）"), ("note", _note(rng))])
    return fields


def _activity(rng: Random, style: Style) -> list[Field]:
    """Give the fields of an activity, in whatever order."""
    kind = rng.choice(tuple(KINDS))
    fields: list[Field] = [("date", _day(rng, style))]
    if kind == "蹲点":
        fields = [("from", _day(rng, style, month=9)), ("to", _day(rng, style, month=10))]
    if kind == "培训":
        fields += [("level", rng.choice(("校本", "city"))), ("hours", _amount(rng, style, ("4", "7.5", "24")))]
    else:
        fields += [("school", rng.choice(SCHOOLS))]
    if kind == "讲座" or one_in(rng, 3):
        fields += [("topic", _prose(rng))]
    if kind in {"听课", "评课"} and one_in(rng, 2):
        fields += [("lessons", _amount(rng, style, ("2", "1", "12")))]
    fields += _some(
        rng,
        [
            ("status", rng.choice(("完成", "planned", "取消"))),
            ("unannounced", rng.choice("是否")),
            ("evidence", ["evidence/a b.jpg", "签到表（二）.jpg", "c#3.png"][: rng.randrange(1, 4)]),
            ("participants", ["李明", "𠮷野 芳"]),
            ("record", "{课堂记录: 有, 点评: 有}"),
            ("words", _amount(rng, style, ("1200", "3000"))),
            ("teacher", "李明"),
            ("note", _note(rng)),
            ("result", _note(rng)),
        ],
        among=5,
    )
    if one_in(rng, 4):
        rng.shuffle(fields)
    word = KINDS[kind] if style.language == 1 else kind
    return [*fields, ("kind", word)] if one_in(rng, 5) else [("kind", word), *fields]


def _some(rng: Random, fields: Sequence[Field], among: int = 3) -> list[Field]:
    return [field for field in fields if one_in(rng, among)]


def _day(rng: Random, style: Style, month: int = 0) -> str:
    spelling = SPELLINGS[0 if style.plain else rng.randrange(len(SPELLINGS))]
    text = spelling.format(year=2025, month=month or rng.randrange(9, 13), day=rng.randrange(1, 29))
    return text.translate(BROAD) if not style.plain and one_in(rng, 6) else text


def _amount(rng: Random, style: Style, amounts: Sequence[str]) -> str:
    text = rng.choice(amounts)
    return text.translate(BROAD) if not style.plain and one_in(rng, 3) else text


def _prose(rng: Random) -> str:
    """Give a title as people write them."""
    text = rng.choice(PHRASES)
    for _ in range(rng.randrange(3)):
        text += rng.choice(JOINTS) + rng.choice(PHRASES)
    return text


def _note(rng: Random) -> list[str] | str:
    """Give a note: one line of prose, or several of anything."""
    lines = [rng.choice(NOTES) for _ in range(rng.randrange(1, 4))]
    return ["¶", *lines] if one_in(rng, 2) else _prose(rng)


def _key(rng: Random, style: Style, name: str) -> str:
    names = KEYS[name]
    return names[min(style.language, 1)] if style.language < 2 else rng.choice(names)


def _above(rng: Random, style: Style) -> Iterator[str]:
    if style.remarks and one_in(rng, 2):
        yield "# " + rng.choice(REMARKS)
    if one_in(rng, 6):
        yield "---"


def _behind(rng: Random, style: Style) -> str:
    """Give the comment behind a value."""
    return " " * rng.randrange(1, 3) + "# " + rng.choice(REMARKS) if style.remarks and one_in(rng, 3) else ""


def _between(rng: Random, style: Style, pad: str) -> Iterator[str]:
    """Give what stands between two lines: nothing, a comment, an empty line."""
    if style.remarks and one_in(rng, 4):
        yield pad + rng.choice(("# ", "#", "## ")) + rng.choice(REMARKS)
    if one_in(rng, 8):
        yield ""


def _item(rng: Random, style: Style, fields: list[Field], number: int) -> Iterator[str]:
    """Write an activity: a block, braces on one line, or braces on several."""
    layout = rng.choice(("block", "flow", "folded")) if style.layout == "mixed" else style.layout
    indent, inside = style.indent, style.indent + "  "
    if number:
        yield from _between(rng, style, indent)
    if layout == "block":
        lines = list(_fields(rng, style, fields, inside))
        if one_in(rng, 6):
            yield indent + "-"
        else:
            first = next(
                place for place, line in enumerate(lines) if line.strip() and not line.lstrip().startswith("#")
            )
            yield from lines[:first]
            lines = [indent + "- " + lines[first][len(inside) :], *lines[first + 1 :]]
        yield from lines
    elif layout == "flow":
        yield indent + "- " + _braces(rng, style, fields, ", ") + _behind(rng, style)
    else:
        yield indent + "- " + _braces(rng, style, fields, ",\n" + inside + " ") + _behind(rng, style)


def _fields(rng: Random, style: Style, fields: list[Field], pad: str) -> Iterator[str]:
    """Write fields on lines of their own."""
    for number, (name, value) in enumerate(fields):
        if number:
            yield from _between(rng, style, pad)
        key = pad + _key(rng, style, name) + ":"
        if isinstance(value, str):
            yield f"{key} {_scalar(rng, value, flow=False)}{_behind(rng, style)}"
        elif value[0] == "¶":
            yield f"{key} {rng.choice(('|', '>', '|-', '>+'))}{_behind(rng, style)}"
            yield from (pad + "  " + line for line in value[1:])
        elif one_in(rng, 2):
            yield key
            yield from (f"{pad}  - {_scalar(rng, item, flow=False)}{_behind(rng, style)}" for item in value)
        else:
            yield f"{key} {_list(rng, value)}{_behind(rng, style)}"


def _braces(rng: Random, style: Style, fields: list[Field], comma: str) -> str:
    parts = []
    for name, value in fields:
        key = _key(rng, style, name)
        text = _scalar(rng, value, flow=True) if isinstance(value, str) else _list(rng, value)
        parts.append(f"{key}: {text}")
    return "{" + comma.join(parts) + ("," if one_in(rng, 8) else "") + "}"


def _list(rng: Random, value: list[str]) -> str:
    if value[0] == "¶":
        return _quoted('"', " ".join(value[1:]))
    return "[" + ", ".join(_scalar(rng, item, flow=True) for item in value) + "]"


def _json(rng: Random, style: Style, head: list[Field], activities: list[list[Field]]) -> Iterator[str]:
    """Write the whole file between braces, with quoted keys and texts as programs write them."""
    yield "{"
    for name, value in head:
        yield f'  "{_key(rng, style, name)}": {_json_value(value)},'
    yield f'  "{_key(rng, style, "activities")}": ['
    for number, fields in enumerate(activities):
        parts = [f'"{_key(rng, style, name)}": {_json_value(value)}' for name, value in fields]
        yield "    {" + ", ".join(parts) + "}" + ("," if number < len(activities) - 1 else "")
    yield "  ]"
    yield "}"


def _json_value(value: str | list[str]) -> str:
    if isinstance(value, str):
        return value if value.startswith("{") else _quoted('"', value)
    if value[0] == "¶":
        return _quoted('"', " ".join(value[1:]))
    return "[" + ", ".join(_quoted('"', item) for item in value) + "]"


def _scalar(rng: Random, text: str, *, flow: bool) -> str:
    """Write a text: plainly where YAML allows it, in quotes otherwise and at times."""
    if text.startswith("{"):
        return text
    style = rng.choice(("plain", "plain", "plain", "'", '"'))
    if style == "plain" and not _wants_quotes(text, flow=flow):
        return text
    return _quoted("'" if style == "'" else '"', text)


def _wants_quotes(text: str, *, flow: bool) -> bool:
    return bool(
        re.match("[-?:] |[\\[\\]{}&*!|>%@`\"',#]", text)
        or re.search(": | #|:$", text)
        or text != text.strip()
        or (flow and re.search("[\\[\\]{},]", text))
    )


def _quoted(mark: str, text: str) -> str:
    if mark == "'":
        return "'" + text.replace("'", "''") + "'"
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


# ---- mutations -------------------------------------------------------------------------------------------------------

NASTY = (
    "：，、；［］【】｛｝“”‘’－–—\t\u3000\u00a0\u200b\ufeff\u2028\u0085\r\0\x1b😀𠮷:-#\"'[]{}&*!|>%@`,０５９Ａｚ＃ \n\\"
)
TOKENS = (
    ": ", "：", " #", "- ", "－ ", "--", "<<: ", "&a ", "*a", "!!int ", "!!bool x", "!x ", "? ", "|", ">-", "[[[", "{{", "}}",
    "2025-02-30", "0x1F", "1e400", ".nan", "0b1", '"\\UFFFFFFFF"', '"\\ud83d"', '"\\e[2J"', "\\", "，日期：", "节数:2",
    "类型：听课", "#3", "~", "null", "，", "、", "］", "％", "１２", "2节", "1_0", "'", '"', "''", '""', "ａ", "．", "＂", "\r\n",
)  # fmt: skip
STRANGE_LINES = (
    "---", "...", "```", "```yaml", "<<<<<<< HEAD", "=======", ">>>>>>> origin/main", "||||||| 1a2b", "%YAML 1.1", "----------",
    "# 备注", "　", "\t", "2025-13-01: 1", "? - a", "- ", "-", ":", "活动:", "编号: R999", "[", "}", "'", '"', "“", "1. ", "→",
)  # fmt: skip
_STRUCTURE = re.compile("[-:：#\"'\\[\\]{},|>\n]")
Change = Callable[[Random, str, str], str]


class Mutant(NamedTuple):
    """A file, and the text of the valid one that it was made of."""

    source: str
    data: bytes


def mutated(rng: Random, most: int = 3) -> Mutant:
    """Give a valid file with one to `most` changes, each made of what the one before left."""
    source, other = record(rng), record(rng)
    data = source.encode()
    for _ in range(rng.randrange(1, most + 1)):
        data = mutation(rng, data, other)
    return Mutant(source, data)


def mutation(rng: Random, data: bytes, other: str) -> bytes:
    """Make one change of some level; `other` is the text of another file."""
    level = rng.randrange(8)
    if level == 7:
        return rng.choice(BYTES)(rng, data)
    changes = (CHARACTERS, CHARACTERS, CHARACTERS, CHARACTERS, LINES, LINES, LINES)[level]
    text = data.decode("utf-8", "surrogateescape")
    return rng.choice(changes)(rng, text, other).encode("utf-8", "surrogateescape")


def _place(rng: Random, text: str) -> int:
    """Choose a place: as often as not beside a sign of the structure."""
    signs = [found.start() for found in _STRUCTURE.finditer(text)] if one_in(rng, 2) else []
    return rng.choice(signs) + rng.randrange(2) if signs else rng.randrange(len(text) + 1)


def insert(rng: Random, text: str, _other: str) -> str:
    at = _place(rng, text)
    return text[:at] + rng.choice(NASTY) + text[at:]


def delete(rng: Random, text: str, _other: str) -> str:
    at = _place(rng, text)
    return text[:at] + text[at + 1 :]


def replace(rng: Random, text: str, _other: str) -> str:
    at = _place(rng, text)
    return text[:at] + rng.choice(NASTY) + text[at + 1 :]


def swap(rng: Random, text: str, _other: str) -> str:
    at = _place(rng, text)
    return text[:at] + text[at + 1 : at + 2] + text[at : at + 1] + text[at + 2 :]


def insert_token(rng: Random, text: str, _other: str) -> str:
    at = _place(rng, text)
    return text[:at] + rng.choice(TOKENS) + text[at:]


def broaden(rng: Random, text: str, _other: str) -> str:
    """Type one ASCII sign in full width, or a full-width one in ASCII."""
    at = _place(rng, text)
    sign = text[at : at + 1]
    if "!" <= sign <= "~":
        sign = chr(ord(sign) + 0xFEE0)
    elif "！" <= sign <= "～":
        sign = chr(ord(sign) - 0xFEE0)
    return text[:at] + sign + text[at + 1 :]


def _on_lines(change: Callable[[Random, list[str], int, str], None]) -> Change:
    def on_text(rng: Random, text: str, other: str) -> str:
        lines = text.split("\n")
        change(rng, lines, rng.randrange(len(lines)), other)
        return "\n".join(lines)

    return on_text


def _delete_line(_rng: Random, lines: list[str], at: int, _other: str) -> None:
    del lines[at]


def _duplicate_line(_rng: Random, lines: list[str], at: int, _other: str) -> None:
    lines.insert(at, lines[at])


def _swap_lines(rng: Random, lines: list[str], at: int, _other: str) -> None:
    to = rng.randrange(len(lines))
    lines[at], lines[to] = lines[to], lines[at]


def _indent(rng: Random, lines: list[str], at: int, _other: str) -> None:
    lines[at] = rng.choice((" ", "  ", "    ", "\t", "\u3000", "\u00a0")) + lines[at]


def _dedent(rng: Random, lines: list[str], at: int, _other: str) -> None:
    lines[at] = lines[at].removeprefix(" " * rng.randrange(1, 5))


def _blanks(rng: Random, lines: list[str], at: int, _other: str) -> None:
    """Replace an indentation by other blanks."""
    content = lines[at].lstrip(" ")
    lines[at] = rng.choice(("\t", "\u3000", "\u3000\u3000", "\u00a0\u00a0", "", " \t", "  \u3000")) + content


def _join_lines(rng: Random, lines: list[str], at: int, _other: str) -> None:
    below = lines.pop(at + 1).lstrip() if at + 1 < len(lines) else ""
    lines[at] = lines[at].rstrip("\r") + rng.choice((" ", "", "，", ", ", "；")) + below


def _split_line(rng: Random, lines: list[str], at: int, _other: str) -> None:
    column = rng.randrange(len(lines[at]) + 1)
    lines[at : at + 1] = [lines[at][:column], " " * rng.choice((0, 2, 4, 6)) + lines[at][column:]]


def _insert_line(rng: Random, lines: list[str], at: int, other: str) -> None:
    lines.insert(at, rng.choice(other.split("\n")))


def _insert_strange(rng: Random, lines: list[str], at: int, _other: str) -> None:
    indent = " " * (len(lines[at]) - len(lines[at].lstrip())) if one_in(rng, 2) else ""
    lines.insert(at, indent + rng.choice(STRANGE_LINES))


def _conflict(_rng: Random, lines: list[str], at: int, other: str) -> None:
    lines[at : at + 1] = ["<<<<<<< HEAD", lines[at], "=======", other.rsplit("\n", maxsplit=1)[-1], ">>>>>>> main"]


CHARACTERS: tuple[Change, ...] = (insert, replace, delete, swap, insert_token, broaden)
LINES: tuple[Change, ...] = tuple(
    _on_lines(change)
    for change in (
        _delete_line,
        _duplicate_line,
        _swap_lines,
        _indent,
        _dedent,
        _blanks,
        _join_lines,
        _split_line,
        _insert_line,
        _insert_strange,
        _conflict,
    )
)


def _flip(rng: Random, data: bytes) -> bytes:
    if not data:
        return data
    at = rng.randrange(len(data))
    return data[:at] + bytes([data[at] ^ (1 << rng.randrange(8))]) + data[at + 1 :]


def _cut(rng: Random, data: bytes) -> bytes:
    return data[: rng.randrange(len(data) + 1)]


def _take_out(rng: Random, data: bytes) -> bytes:
    at = rng.randrange(len(data) + 1)
    return data[:at] + data[at + rng.randrange(1, 9) :]


def _insert_bytes(rng: Random, data: bytes) -> bytes:
    at = rng.randrange(len(data) + 1)
    return data[:at] + bytes(rng.randrange(256) for _ in range(rng.randrange(1, 5))) + data[at:]


def _encode(encoding: str) -> Callable[[Random, bytes], bytes]:
    def encode(_rng: Random, data: bytes) -> bytes:
        return data.decode("utf-8", "replace").encode(encoding, "replace")

    return encode


def _garble(_rng: Random, data: bytes) -> bytes:
    return data.decode("gb18030", "replace").encode()


def _one_mark(_rng: Random, data: bytes) -> bytes:
    return b"\xef\xbb\xbf" + data


def _two_marks(_rng: Random, data: bytes) -> bytes:
    return b"\xef\xbb\xbf" * 2 + data


BYTES: tuple[Callable[[Random, bytes], bytes], ...] = (
    _flip,
    _cut,
    _take_out,
    _insert_bytes,
    _one_mark,
    _two_marks,
    _garble,
    _encode("gbk"),
    _encode("utf-16"),
    _encode("utf-16-le"),
)
