"""Two hundred generated files with one slip each: what fingers, input methods and pasted text do to a record.

A clean file is made of pieces that know what they are: the break before a line, a dash, a field, a comma. A slip says
which pieces it may befall and what is then written instead, with « before the place that a finding should name. So the
test knows line and column of every slip, and what the file would have said without it.
"""

from __future__ import annotations

import datetime as dt
import json
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from types import MappingProxyType
from typing import Any, NamedTuple

import pytest
import yaml
from conftest import Program, Said

pytestmark = pytest.mark.unmeasured

SEED = 2025
SLIPPED, UNTOUCHED = 200, 10
CHECK = ["check", "records", "--period", "2025-2026-1", "--as-of", "2026-01-31", "--format", "json", "--jobs", "1"]
LINES, CODES, COLUMNS = (
    0.95,
    0.95,
    0.85,
)  # the least shares of slips found in their line, as what they are, exactly there
MOST_FINDINGS, MEAN_FINDINGS = 4, 2
MOST_LISTED = 100  # rows in the message of an assertion


# ---- clean files -----------------------------------------------------------------------------------------------------

SCHOOLS = ("城关一小", "河湾中心校", "实验中学（北校区）", "𠮷祥小学")
PROSE = (
    "《春》：第一课时，（二）", "读懂课标，用好教材", "“双减”背景下的作业设计", "函数的概念（3课时）", "【公开课】《背影》",
    "［复习］比例尺1：1000", "1:1结对帮扶", "《学校：我们的家》", "阅读、写作与口语——记一次研讨", "阅读　教学", "C#入门",
    "50%的课堂留给学生", "——从一节课说起", "时间：8:30—10:00", "三定：定时；定点；定人", "｛甲，乙｝两案", "A&B两案*比较",
)  # fmt: skip
QUOTED = (
    '"函数: 第一课时"',
    "'[公开课] 春'",
    '"课题 #3：函数"',
    '"*重点*，@全体"',
    "'“双减”，减什么？'",
    '"键:值［一］、- 二"',
)
NOTE = (
    "重点：字词，句子", "日期：周三下午", "- 分组讨论", "课题 #3 函数", "时间:8点", "　　首行缩进两字", "类型：听课", "*重点*",
    "［附］名单、照片", "节数: 2", "—— 完 ——", '"甲"的课', "－ 全角短横", "{未完", "学校　城关一小",
)  # fmt: skip
BEHIND = ("",) * 9 + ("  # 已核实", " # 补：照片，签到表", "  # 见群里［1］")
REMARKS = ("# 类型：听课，节数：2", "#记得补照片", "# - 类型:讲座", "#　［旧］", "# 日期 2025-9-1 #3")
ENGLISH = {"类型": "kind", "日期": "date", "学校": "school", "节数": "lessons", "主题": "topic", "证据": "evidence"}
NEAR = {"类型": "类形", "日期": "日朋", "学校": "学较", "节数": "节敉", "主题": "主颗"}
Fields = list[tuple[str, Any]]


class Piece(NamedTuple):
    """Some text of a file, what it is, and what a slip may ask of it or put into what is written instead."""

    text: str
    role: str
    facts: Mapping[str, Any]


@dataclass(frozen=True)
class Sheet:
    """The clean file of one person."""

    id: str
    path: str
    pieces: list[Piece]
    newline: str

    def data(self) -> bytes:
        return "".join(piece.text for piece in self.pieces).replace("\n", self.newline).encode()


def sheet(rng: Random, number: int) -> Sheet:
    person = f"P{number:03d}"
    styles = rng.choice((("block",), ("flow",), ("block", "flow")))
    words = ENGLISH if rng.random() < 0.1 else {}
    indent = " " * rng.choice((0, 2, 4))
    pieces = [*head(rng, person, f"老师{number}"), *activities(rng, styles, indent, words)]
    pieces.append(Piece(rng.choice(("\n", "\n", "\n", "", "\n\n")), "finish", {}))
    path = f"records/{rng.choice('东西南北')}片/{rng.choice((person, f'{number:03d}'))}.yaml"
    return Sheet(person, path, pieces, rng.choice(("\n", "\n", "\r\n")))


def head(rng: Random, person: str, name: str) -> Iterator[Piece]:
    """Give the lines above the activities; the first of them has no break before it."""
    above = [rng.choice(("---", "# 2025-2026 学年第一学期", "# 编号：（见花名册）"))] if rng.random() < 0.3 else []
    fields: Fields = [("编号", person), ("姓名", name), ("岗位", rng.choice((["教研员", "班主任"], "教研员")))]
    fields += [("学科", "语文")] if rng.random() < 0.5 else []
    fields += [("备注", rng.sample(NOTE, 3))] if rng.random() < 0.2 else []
    yield Piece("", "start", {})
    for remark in above:
        yield Piece(remark + "\n", "remark", {})
    for order, (key, value) in enumerate([*fields, ("活动", "")]):
        yield Piece("\n" if order else "", "break", {"style": "head", "order": order, "pad": ""})
        facts = {"style": "head", "order": order, "first": not above and not order}
        yield field(facts, key, block_text(rng, value, ""))


def activities(rng: Random, styles: Sequence[str], indent: str, words: Mapping[str, str]) -> Iterator[Piece]:
    every = some_activities(rng)
    before: dict[str, Any] = {"behind": "", "items": "", "copy": ""}
    for number, fields in enumerate(every):
        style, inside = rng.choice(styles), indent + "  "
        facts = {"style": style, "activity": number, "last": number == len(every) - 1, "inside": inside, **before}
        facts["short"] = style == "flow" or not any(isinstance(value, list) for _, value in fields)
        if rng.random() < 0.1:
            yield Piece("\n", "blank", facts)
        if rng.random() < 0.1:
            yield Piece("\n" + indent + rng.choice(REMARKS), "remark", facts)
        made = list((block if style == "block" else flow)(rng, fields, indent, words, facts))
        yield from made
        copy = "".join(("«" if place == 2 else "") + piece.text for place, piece in enumerate(made))
        last = made[-1] if made[-1].role == "field" else made[-2]
        before = {"behind": style, "items": last.facts.get("items_at", ""), "copy": copy}


def some_activities(rng: Random) -> list[Fields]:
    """Give activities in the order of their days, enough for most quotas in some files and for few in others."""
    kinds = rng.sample(
        ("听课", "听课", "评课", "教研组活动", "教研组活动", "研讨课", "培训", "讲座"), rng.randint(3, 6)
    )
    days = [dt.date(2025, 9, 1) + dt.timedelta(days=number) for number in sorted(rng.sample(range(150), len(kinds)))]
    stay = [("类型", "蹲点"), ("起", days[0]), ("止", days[0] + dt.timedelta(days=rng.randint(1, 45)))]
    made = [[*stay, ("学校", rng.choice(SCHOOLS))]]
    for kind, day in zip(kinds, days, strict=True):
        fields: Fields = [("日期", day)]
        fields += (
            [("学校", rng.choice(SCHOOLS))] if kind != "培训" else [("级别", "校本"), ("学时", rng.choice((7.5, 24)))]
        )
        fields += [("节数", rng.randint(2, 20))] if kind in {"听课", "评课"} else []
        fields += [("授课人", "李明")] if rng.random() < 0.3 else []
        fields += [("推门", rng.choice("是否"))] if kind == "听课" and rng.random() < 0.3 else []
        fields += [("记录", "{课堂记录: 有, 点评: 有}")] if kind == "听课" and rng.random() < 0.2 else []
        fields += [("主题", rng.choice((*PROSE, *PROSE, *QUOTED)))] if kind == "讲座" or rng.random() < 0.5 else []
        fields += [("备注", rng.sample(NOTE, 3))] if rng.random() < 0.2 else []
        fields += [("证据", [f"evidence/{day}.jpg", "签到表（二）.jpg"])] if rng.random() < 0.3 else []
        if rng.random() < 0.2:
            rng.shuffle(fields)
        made.append([*fields, ("类型", kind)] if rng.random() < 0.1 else [("类型", kind), *fields])
    return made


def block(
    rng: Random, fields: Fields, indent: str, words: Mapping[str, str], facts: Mapping[str, Any]
) -> Iterator[Piece]:
    above = ""
    for order, (name, value) in enumerate(fields):
        pad = facts["inside"] if order else indent
        where = {**facts, "order": order, **blanks(pad), "above": above, "name": name}
        if order and rng.random() < 0.03:
            yield Piece("\n" + pad + rng.choice(REMARKS), "remark", where)
            where["above"] = "remark"
        yield Piece("\n" + pad, "break", where)
        if not order:
            yield Piece("- ", "dash", where)
        text = block_text(rng, value, facts["inside"])
        made = field(where, name, text, words)
        yield made
        behind = rng.choice(BEHIND) if "\n" not in text else ""
        above = "comment" if behind else "lines" if "\n" in text else "field"
        if behind:
            yield Piece(behind, "comment", where)


def flow(
    rng: Random, fields: Fields, indent: str, words: Mapping[str, str], facts: Mapping[str, Any]
) -> Iterator[Piece]:
    folded = rng.random() < 0.1
    facts = {**facts, "folded": folded, **blanks(indent)}
    yield Piece("\n" + indent, "break", {**facts, "order": 0})
    yield Piece("- ", "dash", {**facts, "name": fields[0][0]})
    yield Piece("{", "open", facts)
    for order, (name, value) in enumerate(fields):
        gap = f"\n{facts['inside']} " if folded and order == 2 else " "
        if order:
            closed = flow_text(fields[order - 1][1]).endswith(('"', "'", "]", "}"))
            yield Piece("," + gap, "comma", {**facts, "gap": gap, "closed": closed})
        yield field({**facts, "order": order}, name, flow_text(value), words)
    yield Piece("}", "close", facts)
    if behind := rng.choice(BEHIND):
        yield Piece(behind, "comment", facts)


def blanks(pad: str) -> dict[str, str]:
    """Give the indentation of a line and what slips make of it."""
    return {"pad": pad, "less": pad[1:], "wide": "\u3000" * (len(pad) // 2), "hard": "\u00a0" * len(pad)}


def block_text(rng: Random, value: Any, inside: str) -> str:
    """Write a value behind its key: a note as a block scalar, a list in brackets or on lines of their own."""
    if not isinstance(value, list):
        return str(value)
    if any(line in NOTE for line in value):
        return rng.choice(("|", "|-", ">-")) + "".join(f"\n{inside}  {line}" for line in value)
    if inside and rng.random() < 0.5:
        pad = inside + rng.choice(("", "  "))
        return "".join(f"\n{pad}- {item}" for item in value)
    return f"[{', '.join(value)}]"


def flow_text(value: Any) -> str:
    if not isinstance(value, list):
        return str(value)
    return '"重点：字词；日期：周三，课题 #3"' if any(line in NOTE for line in value) else f"[{', '.join(value)}]"


def field(facts: Mapping[str, Any], name: str, value: str, words: Mapping[str, str] = MappingProxyType({})) -> Piece:
    """Give a field and what slips want to know of it: its halves, the items of its list, where items on lines stand."""
    key = words.get(name, name)
    known: dict[str, Any] = {"name": name, "key": key, "value": value, "chinese": key == name}
    known |= {"k1": key[:1], "k2": key[1:], "near": NEAR.get(key, ""), "one": value[:1], "two": value[1:]}
    known["broad"] = "".join(chr(ord(character) + 0xFEE0) for character in value if "!" <= character <= "~")
    known["empty"] = not value
    # Plain is what has no quotes and brackets; long, what has two characters; bare, what has no colon either.
    known["plain"] = bool(value) and "\n" not in value and value[0] not in "\"'[{"
    known["long"] = known["plain"] and len(value) > 1
    known["bare"] = known["plain"] and "：" not in value
    if value.startswith("["):
        known["a"], known["b"] = value[1:-1].split(", ")
    elif value.startswith("\n"):
        known["items_at"] = value[1 : value.index("-")]
    gap = "" if not value or value.startswith("\n") else " "
    return Piece(f"{key}:{gap}{value}", "field", {**facts, **known})


# ---- slips -----------------------------------------------------------------------------------------------------------

At = Callable[[Piece], bool]


def where(role: str, **wanted: Any) -> At:
    """Choose pieces by role and facts; a tuple stands for any of its members."""

    def chooses(piece: Piece) -> bool:
        return piece.role == role and all(
            piece.facts.get(name) in (value if isinstance(value, tuple) else (value,)) for name, value in wanted.items()
        )

    return chooses


def both(one: At, other: At) -> At:
    return lambda piece: one(piece) and other(piece)


def later(piece: Piece) -> bool:
    """Choose what is not the first of its kind: a field behind the first, an activity behind the first."""
    return bool(piece.facts["order"])


def named(at: At, *keys: str) -> At:
    return both(at, lambda piece: piece.facts["name"] in keys)


def padded(at: At) -> At:
    return both(at, lambda piece: bool(piece.facts["pad"]))


HEAD, BLOCK, FLOW, ANY = (where("field", style=style) for style in ("head", "block", "flow", ("block", "flow")))
FILLED, CHINESE = where("field", empty=False), where("field", chinese=True)
PLAIN, LONG, BARE = where("field", plain=True), where("field", long=True), where("field", bare=True)
PLAIN_BLOCK, PLAIN_FLOW = where("field", style="block", plain=True), where("field", style="flow", plain=True)
PLAIN_ANY = where("field", style=("block", "flow"), plain=True)
TOPIC, TOPIC_BLOCK = named(PLAIN_ANY, "主题"), named(PLAIN_BLOCK, "主题")
LIST = both(where("field"), lambda piece: "a" in piece.facts)
EVIDENCE = named(LIST, "证据")
DAY, COUNT = named(ANY, "日期"), named(ANY, "节数")
START, FINISH, DASH, CLOSE = map(where, ("start", "finish", "dash", "close"))
OPEN = where("open", folded=False)
COMMA, SHORT_COMMA = where("comma"), where("comma", folded=False)
LINE = both(where("break", style="block"), later)
JOINT = where("break", style="block", above="field")
ITEM = where("break", order=0, style=("block", "flow"))
NEXT_ITEM = both(ITEM, lambda piece: piece.facts["activity"] > 0)
SHORT_ITEM = both(NEXT_ITEM, where("break", short=True))  # every line of it is one of its own
OWN_LINE = named(LINE, "日期", "学校", "节数", "主题", "级别", "学时", "授课人")
SOME = "- {{类型: 听课, 日期: 2025-10-09, 学校: 甲校}}"
KEEPING = ("{value}", "{one}", "{a}", "{broad}")
GARBLED = "UTF-8 that was read as GBK and saved again"


class Slip(NamedTuple):
    """One kind of slip.

    `codes` are those that would be right, `at` the pieces it may befall, `wrong` what is then written: {text} is what
    was there, other names are facts of the piece, « stands before the place to be found (more than one in a line: each
    will do), ✂ ends the file. `then` is what becomes of the piece behind, `also` of others of the same activity.
    """

    name: str
    codes: str
    at: At
    wrong: str
    then: str = "{text}"
    also: Mapping[str, str] = MappingProxyType({})
    lossless: bool = False  # certain what was meant: `fmt` repairs it
    found: bool = True  # must be found
    same: bool = False  # the verdicts stay those of the clean file
    every: bool = False  # befalls every piece that it may
    many: bool = False  # deserves more than a few findings
    lost: bool = False  # takes something away without a trace
    encoding: str = "utf-8"

    @property
    def keeps(self) -> bool:
        """Say whether everything that was said is still there, if only one knew how to read it."""
        own = self.wrong.startswith(("{key}:", "{key}«")) and not any(word in self.wrong for word in KEEPING)
        return not own and not self.lost


SLIPS = (
    # The colon
    Slip("full-width colon", "YA305", BLOCK, "{key}«：{value}", lossless=True),
    Slip("full-width colon and a blank", "YA305", both(BLOCK, FILLED), "{key}«： {value}", lossless=True),
    Slip("full-width colon and a full-width blank", "YA305", PLAIN_BLOCK, "{key}«：\u3000{value}", lossless=True),
    Slip("blank before a full-width colon", "YA305", PLAIN_BLOCK, "{key} «：{value}", lossless=True),
    Slip("full-width colon in braces", "YA305", FLOW, "{key}«：{value}", lossless=True),
    Slip("full-width colon and a blank in braces", "YA305", FLOW, "{key}«： {value}", lossless=True),
    Slip("full-width colon in the head", "YA305", both(HEAD, FILLED), "{key}«：{value}", lossless=True),
    Slip("full-width colon after the key of the activities", "YA305", named(HEAD, "活动"), "{key}«：", lossless=True),
    Slip("full-width colon on every line", "YA305", where("field", style=("head", "block")), "{key}«：{value}", every=True, many=True, lossless=True),
    Slip("ratio sign for a colon", "YA305", PLAIN_BLOCK, "{key}«∶{value}", lossless=True),
    Slip("small colon", "YA305", PLAIN_BLOCK, "{key}«﹕{value}", lossless=True),
    Slip("glued colon", "YA304", PLAIN_BLOCK, "{key}«:«{value}", lossless=True),
    Slip("glued colon in braces", "YA304", PLAIN_FLOW, "{key}«:«{value}", lossless=True),
    Slip("glued colon in the head", "YA304", both(HEAD, PLAIN), "{key}«:«{value}", lossless=True),
    Slip("glued colon on every line", "YA304", where("field", style=("head", "block"), plain=True), "{key}«:«{value}", every=True, many=True, lossless=True),
    Slip("two colons", "YA304 YA305 YA309 YA401", PLAIN_BLOCK, "«{key}«:«: {value}"),
    Slip("blank before the colon", "", PLAIN_BLOCK, "{key} : {value}", found=False),
    Slip("no colon but a blank", "YA307 YA308", both(PLAIN_BLOCK, BARE), "«{key}« «{value}"),
    Slip("no colon at all", "YA307 YA308", both(PLAIN_BLOCK, BARE), "«{key}«{value}"),
    Slip("no colon in the head", "YA307 YA308", both(HEAD, PLAIN), "«{key}« «{value}"),
    Slip("no colon in braces", "YA307 YA401 YA403", both(PLAIN_FLOW, BARE), "«{key}« «{value}"),
    Slip("no colon after the key of the activities", "YA307", named(HEAD, "活动"), "«{key}«"),
    # Blanks
    Slip("full-width blanks as indentation", "YA302", LINE, "\n«{wide}", lossless=True),
    Slip("full-width blanks before a dash", "YA302", padded(ITEM), "\n«{wide}", lossless=True),
    Slip("no-break blanks as indentation", "YA302", LINE, "\n«{hard}", lossless=True),
    Slip("tab as indentation", "YA301", LINE, "\n«\t", lossless=True),
    Slip("tab before a dash", "YA301", padded(ITEM), "\n«\t", lossless=True),
    Slip("full-width blank on an empty line", "YA302", where("blank"), "\n«\u3000", lossless=True),
    Slip("full-width blank after the colon", "YA302", PLAIN_BLOCK, "{key}:«\u3000{value}", lossless=True),
    Slip("full-width blank after the colon in braces", "YA302", PLAIN_FLOW, "{key}:«\u3000{value}", lossless=True),
    Slip("no-break blank after the colon", "YA302", PLAIN_BLOCK, "{key}:«\u00a0{value}", lossless=True),
    Slip("tab after the colon", "YA301", PLAIN_BLOCK, "{key}:«\t{value}", found=False),
    Slip("tab after a dash", "YA301", where("dash", style="block"), "-«\t", lossless=True),
    Slip("full-width blank after a dash", "YA302 YA320", where("dash", style="block"), "«-«\u3000", lossless=True),
    Slip("full-width blank before a text", "YA417", PLAIN, "{key}: «\u3000{value}", same=True, lossless=True),
    Slip("full-width blank behind a text", "YA417", PLAIN, "{key}: {value}«\u3000", same=True, lossless=True),
    Slip("blanks at the end of a line", "", PLAIN_BLOCK, "{key}: {value}   ", found=False),
    # Dashes
    Slip("full-width dash", "YA320", DASH, "«－ ", lossless=True),
    Slip("full-width dash without a blank", "YA320", DASH, "«－", lossless=True),
    Slip("en dash", "YA320", DASH, "«– ", lossless=True),
    Slip("em dash", "YA320", DASH, "«— ", lossless=True),
    Slip("minus sign", "YA320", DASH, "«− ", lossless=True),
    Slip("bullet", "YA320", DASH, "«• ", lossless=True),
    Slip("middle dot", "YA320", DASH, "«· ", lossless=True),
    Slip("glued dash", "YA320", where("dash", style="block"), "«-«", lossless=True),
    Slip("glued dash before braces", "YA320", where("dash", style="flow"), "«-«", lossless=True),
    Slip("asterisk as in Markdown", "YA313 YA320", DASH, "«* "),
    Slip("numbers as in a letter", "YA303 YA320 YA401", DASH, "«1. «"),
    Slip("no dash behind a block", "YA312 YA320", where("dash", style="block", behind="block", name="类型"), "  «"),
    Slip("no dash behind braces", "YA303 YA320", where("dash", style="block", behind="flow"), "  «"),
    Slip("no dash before braces", "YA303 YA320", where("dash", style="flow", behind=("block", "flow")), "  «"),
    Slip("no dash at the first activity", "YA303 YA320 YA404", where("dash", style="block", behind=""), "  «"),
    # Brackets and commas
    Slip("full-width comma in a list", "YA306", LIST, "{key}: [{a}«，{b}]", lossless=True),
    Slip("full-width comma and a blank in a list", "YA306", LIST, "{key}: [{a}«， {b}]", lossless=True),
    Slip("enumeration comma in a list", "YA306", LIST, "{key}: [{a}«、{b}]", lossless=True),
    Slip("full-width brackets", "YA306", LIST, "{key}: «［{a}, {b}］", lossless=True),
    Slip("full-width brackets and comma", "YA306", LIST, "{key}: «［{a}，{b}］", lossless=True),
    Slip("full-width brackets before a comment", "YA306", both(LIST, where("field", style=("head", "block"))), "{key}: «［{a}，{b}］  # 已核实", lossless=True),
    Slip("lenticular brackets", "YA306", LIST, "{key}: «【{a}，{b}】", lossless=True),
    Slip("full-width closing bracket", "YA306 YA311", LIST, "{key}: «[{a}, {b}«］", lossless=True),
    Slip("full-width braces", "YA306", where("open"), "«｛", also={"close": "｝"}, lossless=True),
    Slip("full-width closing brace", "YA306 YA311", OPEN, "«{{", also={"close": "«｝"}, lossless=True),
    Slip("full-width comma between fields", "YA306", COMMA, "«，{gap}", lossless=True),
    Slip("full-width comma between fields, no blank", "YA306", SHORT_COMMA, "«，", lossless=True),
    Slip("full-width comma behind quotes or brackets", "YA306", where("comma", closed=True), "«，{gap}", lossless=True),
    Slip("semicolon between fields", "YA306 YA325", SHORT_COMMA, "«；«"),
    Slip("everything full-width between braces", "YA305 YA306", OPEN, "{{", then="{key}«：{value}", also={"field": "{key}：{value}", "comma": "，{gap}"}, many=True, lossless=True),
    Slip("no comma between fields", "YA306 YA309 YA311 YA325", SHORT_COMMA, " «"),
    Slip("two commas between fields", "YA306 YA311 YA399", SHORT_COMMA, ",«, "),
    Slip("unclosed list", "YA311", LIST, "{key}: «[{a}, {b}"),
    Slip("unclosed brace", "YA311", where("open"), "«{{", also={"close": ""}),
    Slip("no opening brace", "YA309 YA323 YA325", OPEN, "«", also={"close": "«}}"}),
    Slip("bracket closed twice", "YA323", LIST, "{key}: [{a}, {b}]«]"),
    Slip("brace closed twice", "YA323", CLOSE, "}}«}}"),
    # Lines
    Slip("two fields on a line", "YA309 YA325", JOINT, " «"),
    Slip("two fields on a line, full-width colon", "YA305 YA325", both(JOINT, named(LINE, "日期", "学校", "节数", "级别", "学时")), " «", then="{key}«：{value}"),
    Slip("two fields joined by a full-width comma", "YA306 YA309 YA325", both(JOINT, named(LINE, "日期", "学校", "节数")), "«，«"),
    Slip("two fields joined by comma and colon, full-width", "YA305 YA306 YA325", both(JOINT, named(LINE, "日期", "学校", "节数")), "«，«", then="{key}«：{value}"),
    Slip("field behind a comment", "YA322 YA325", both(where("break", style="block", above="comment"), OWN_LINE), " «", lost=True, found=False),
    Slip("field dedented to the margin", "YA303 YA321 YA401", OWN_LINE, "\n«"),
    Slip("field one blank too far left", "YA303 YA321 YA401", LINE, "\n{less}«"),
    Slip("field one blank too far right", "YA303 YA321 YA401", LINE, "\n{pad} «"),
    Slip("dash one blank too far right", "YA303 YA321", NEXT_ITEM, "\n{pad} «"),
    Slip("dash one blank too far left", "YA303 YA321", padded(NEXT_ITEM), "\n{less}«"),
    Slip("activity inside a list of the previous one", "YA321", both(SHORT_ITEM, lambda piece: bool(piece.facts["items"])), "\n{items}«", then="- «", also={"break": "\n{items}  "}),
    Slip("activity indented under the previous one", "YA303 YA321", both(SHORT_ITEM, lambda piece: not piece.facts["items"]), "\n{pad}  «", also={"break": "\n{pad}  "}),
    Slip("text continued on the next line", "YA308", TOPIC_BLOCK, "{key}: {value}\n{inside}  «（第二课时）"),
    Slip("text continued in braces", "YA308", named(PLAIN_FLOW, "主题"), "{key}: {value}\n{inside}  «（第二课时）"),
    Slip("text continued at the margin", "YA303 YA307 YA308", TOPIC_BLOCK, "{key}: {value}\n«第二课时"),
    Slip("field with a full-width colon too far right", "YA303 YA305 YA308", TOPIC_BLOCK, "{key}: {value}\n{inside}  «地点«：操场"),
    Slip("ruler of three dashes", "YA317", NEXT_ITEM, "\n«---{text}"),
    Slip("ruler of many dashes", "YA303 YA307 YA317 YA320", NEXT_ITEM, "\n«----------{text}"),
    Slip("three dashes at the end", "YA317", FINISH, "\n«---\n"),
    Slip("activities announced twice", "YA312", NEXT_ITEM, "\n«活动:{text}"),
    Slip("conflict of two versions", "YA111", NEXT_ITEM, "\n«<<<<<<< HEAD\n{pad}" + SOME + "\n=======\n{pad}" + SOME + "\n>>>>>>> origin/main{text}"),
    Slip("rest of a conflict", "YA111", NEXT_ITEM, "\n«======={text}"),
    Slip("code fence", "YA324", START, "«```yaml\n", also={"finish": "\n```\n"}),
    Slip("code fence at the end", "YA324", FINISH, "\n«```\n"),
    # Texts that YAML takes for something else
    Slip("unclosed quote", "YA310", TOPIC, '{key}: «"{value}'),
    Slip("unclosed single quote", "YA310", TOPIC, "{key}: «'{value}"),
    Slip("colon in a text", "YA309", TOPIC, "{key}: «函数«: 第一课时", lossless=True),
    Slip("text that starts with a bracket", "YA309", TOPIC_BLOCK, "{key}: «[公开课]« 春", lossless=True),
    Slip("text between asterisks", "YA309 YA313", TOPIC_BLOCK, "{key}: «*重点*"),
    Slip("text that starts with @", "YA309", TOPIC, "{key}: «@王芳", lossless=True),
    Slip("text that starts with quotes", "YA309", TOPIC_BLOCK, '{key}: «"甲"«的课', lossless=True),
    Slip("text that starts with %", "YA309", TOPIC, "{key}: «%50", lossless=True),
    Slip("text that starts with a backtick", "YA309", TOPIC, "{key}: «`函数`", lossless=True),
    Slip("text that starts with a dash", "YA303 YA309", TOPIC_BLOCK, "{key}: «- 函数"),
    Slip("text that starts with &", "YA309 YA313", TOPIC_BLOCK, "{key}: «&函数 概念"),
    Slip("text that starts with !", "YA309 YA315", TOPIC_BLOCK, "{key}: «!重点 概念"),
    Slip("number sign in a text", "YA322", TOPIC_BLOCK, "{key}: 课题 «#3 函数", same=True),
    Slip("text that starts with #", "YA322 YA403", TOPIC_BLOCK, "«{key}: «#3 函数"),
    Slip("alias", "YA313", named(PLAIN_BLOCK, "学校"), "{key}: «*x"),
    Slip("tag", "YA315", named(PLAIN_BLOCK, "学校"), "{key}: «!x {value}"),
    Slip("anchor", "YA313", named(PLAIN_BLOCK, "学校"), "{key}: «&x {value}"),
    Slip("merge key", "YA314", LINE, "\n{pad}«<<: {{推门: 否}}{text}"),
    Slip("backslash in quotes", "YA309 YA310 YA399 YA416", TOPIC, '{key}: «"甲«\\乙"'),
    # Words
    Slip("misspelt key", "YA401", both(ANY, lambda piece: bool(piece.facts["near"])), "«{near}: {value}"),
    Slip("Cyrillic letter in a key", "YA401", DAY, "«d\u0430te: {value}"),
    Slip("blank in a key", "YA318 YA401", both(DAY, CHINESE), "«{k1} {k2}: {value}"),
    Slip("misspelt kind", "YA412", named(ANY, "类型"), "{key}: «听刻"),
    Slip("misspelt level", "YA419", named(ANY, "级别"), "{key}: «校木"),
    Slip("empty value", "YA403", named(PLAIN_BLOCK, "日期", "学校", "节数", "主题"), "«{key}:"),
    Slip("neither yes nor no", "YA404", named(ANY, "推门"), "{key}: «是的"),
    Slip("backslashes in a path", "YA416", EVIDENCE, "{key}: [{a}, «照片\\二.jpg]"),
    # Days and amounts
    Slip("impossible date", "YA405", DAY, "{key}: «2025-11-31"),
    Slip("thirteenth month", "YA405", DAY, "{key}: «2025-13-01"),
    Slip("letter O in a date", "YA405", DAY, "{key}: «2O25-10-09"),
    Slip("date in quotes of prose", "YA306 YA309 YA405", DAY, "{key}: «“{value}”"),
    Slip("date behind which a comment is full-width", "YA322 YA405", named(BLOCK, "日期"), "{key}: «{value} «＃周二"),
    Slip("date with time", "YA407", DAY, "{key}: «{value} 08:30"),
    Slip("ambiguous date", "YA408", DAY, "{key}: «3/4/2025"),
    Slip("date without separators", "YA405 YA406 YA408", DAY, "{key}: «20251009"),
    Slip("reversed interval", "YA421", named(ANY, "止"), "{key}: «2025-08-01"),
    Slip("400 lessons", "YA410", COUNT, "{key}: «400"),
    Slip("negative lessons", "YA410", COUNT, "{key}: «-2"),
    Slip("no lessons", "YA410", COUNT, "{key}: «0"),
    Slip("lessons in words", "YA409", COUNT, "{key}: «二"),
    Slip("lessons with their unit", "YA411", COUNT, "{key}: «{value}节", lossless=True),
    Slip("leading zero", "YA409", COUNT, "{key}: «010"),
    Slip("full stop behind a number", "YA409 YA411", COUNT, "{key}: «{value}。"),
    Slip("time instead of hours", "YA409", named(ANY, "学时"), "{key}: «8:30"),
    Slip("full-width digits", "YA413", COUNT, "{key}: {broad}", found=False),
    Slip("the same activity twice", "YA507", NEXT_ITEM, "{copy}{text}"),
    # Characters
    Slip("zero-width blank in a text", "YA106", LONG, "{key}: {one}«\u200b{two}", lossless=True),
    Slip("zero-width blank in a key", "YA106", PLAIN, "{k1}«\u200b{k2}: {value}", lossless=True),
    Slip("byte order mark in a text", "YA106", LONG, "{key}: {one}«\ufeff{two}", lossless=True),
    Slip("reversal of direction", "YA106", LONG, "{key}: {one}«\u202e{two}"),
    Slip("control character", "YA104", LONG, "{key}: {one}«\x07{two}"),
    Slip("control character behind an escape", "YA104", TOPIC, '{key}: «"甲«\\e[2J"'),
    Slip("line separator", "YA105", LONG, "{key}: {one}«\u2028{two}"),
    Slip("line separator that forges a field", "YA105", PLAIN_BLOCK, "{key}: {value}«\u2028{inside}字数: 9"),
    Slip("carriage return", "YA105", LONG, "{key}: {one}«\r{two}"),
    Slip("carriage return that forges a field", "YA105", PLAIN_BLOCK, "{key}: {value}«\r{inside}字数: 9"),
    Slip("carriage return in an id", "YA105", named(HEAD, "编号"), "{key}: {one}«\r{two}"),
    Slip("private character", "YA112", TOPIC, "{key}: {one}«\ue000{two}"),
    Slip("byte order mark", "YA103", START, "«\ufeff", same=True),
    # Files
    Slip("GBK", "YA101", where("field", first=True), "«{text}", encoding="gb18030"),
    Slip("UTF-16", "YA102", where("field", first=True), "«{text}", encoding="utf-16"),
    Slip("garbled", "YA109", where("field", first=True), "«{text}", many=True, encoding=GARBLED),
    Slip("empty file", "YA107", START, "«✂"),
    Slip("only comments", "YA107", START, "«# 王芳\n# 待补\n✂"),
    Slip("a web page", "YA108", START, "«<!DOCTYPE html>\n<html></html>\n✂"),
    Slip("a sentence", "YA319", START, "«下周补交\n✂"),
    Slip("only the activities", "YA319", START, "«" + SOME + "\n✂"),
    Slip("cut off between braces", "YA110 YA311", both(where("field", style="flow", last=True, plain=True, folded=False), later), "{key}: {one}✂", also={"open": "«{{"}),
    Slip("cut off in a key", "YA110 YA307 YA308", both(where("field", style="block", last=True), later), "«{k1}✂"),
    Slip("cut off in a value", "", both(where("field", style="block", last=True, plain=True), later), "{key}: {one}✂", found=False, lost=True),
    Slip("cut off at the end of a line", "", both(where("field", style="block", last=True, plain=True), later), "{text}✂", found=False, lost=True),
)  # fmt: skip


class Case(NamedTuple):
    """A slip in a file: where it is, and what the file then holds."""

    slip: Slip
    sheet: Sheet
    data: bytes
    line: int
    columns: tuple[int, ...]


def cases(seed: int = SEED) -> list[Case]:
    """Each kind of slip in turn, in files made at random until one has a piece for it."""
    rng = Random(seed)
    made: list[Case] = []
    while len(made) < SLIPPED:
        slip = SLIPS[len(made) % len(SLIPS)]
        page = sheet(rng, len(made) + 1)
        if spots := [place for place, piece in enumerate(page.pieces) if slip.at(piece)]:
            made.append(slipped(slip, page, spots if slip.every else [rng.choice(spots)]))
    return made


def slipped(slip: Slip, page: Sheet, spots: Sequence[int]) -> Case:
    texts = [piece.text for piece in page.pieces]

    def write(place: int, template: str) -> None:
        texts[place] = template.format(text=page.pieces[place].text, **page.pieces[place].facts)

    activity = page.pieces[spots[0]].facts.get("activity")
    for place, piece in enumerate(page.pieces):
        if piece.role in slip.also and piece.facts.get("activity") == activity:
            write(place, slip.also[piece.role])
    for place in spots:
        write(place, slip.wrong)
        if slip.then != "{text}":
            write(place + 1, slip.then)
    text = "".join(texts).partition("✂")[0]
    line = text.partition("«")[0].count("\n") + 1 if "«" in text else 0
    marked = text.split("\n")[line - 1].split("«")
    columns = tuple(len("".join(marked[:place])) + 1 for place in range(1, len(marked)))
    text = text.replace("«", "").replace("\n", page.newline)
    data = (
        text.encode().decode("gb18030", "replace").encode() if slip.encoding == GARBLED else text.encode(slip.encoding)
    )
    return Case(slip, page, data, line, columns)


# ---- runs ------------------------------------------------------------------------------------------------------------


def write_files(folder: Path, files: Mapping[str, bytes]) -> Path:
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return folder


class Audit(NamedTuple):
    """What a run over a folder said, as a person would look it up: results by person, findings by file."""

    said: Said
    results: dict[str, list[dict[str, Any]]]
    findings: dict[str, list[dict[str, Any]]]


def audit(program: Program, folder: Path) -> Audit:
    """Run the check; the findings are those about the files, not the missed quotas, whose code is `pack/rule`."""
    said = program(CHECK, folder=folder)
    results: dict[str, list[dict[str, Any]]] = {}
    findings: dict[str, list[dict[str, Any]]] = {}
    told = json.loads(said.out)
    for one in told["results"]:
        results.setdefault(one["subject"]["id"], []).append(one)
    for one in told["findings"]:
        if "/" not in one["code"]:
            findings.setdefault(one["file"], []).append(one)
    return Audit(said, results, findings)


class Runs(NamedTuple):
    """The folders, clean and slipped, and what was said of them."""

    folder: Path
    cases: list[Case]
    untouched: list[Sheet]
    clean: Audit
    slipped: Audit

    def results(self, run: Audit, page: Sheet) -> list[dict[str, Any]] | None:
        """Look up a person by id; whose id cannot be read goes by the path of the file."""
        return run.results.get(page.id, run.results.get(page.path))

    def found(self, case: Case) -> list[dict[str, Any]]:
        return self.slipped.findings.get(case.sheet.path, [])


@pytest.fixture(scope="module")
def known() -> dict[str, Runs]:
    return {}


@pytest.fixture
def runs(program: Program, tmp_path_factory: pytest.TempPathFactory, known: dict[str, Runs]) -> Runs:
    if "runs" not in known:
        folder = tmp_path_factory.mktemp("slips")
        made, rng = cases(), Random(SEED + 1)
        untouched = [sheet(rng, SLIPPED + 1 + number) for number in range(UNTOUCHED)]
        clean = {page.path: page.data() for page in [*untouched, *(case.sheet for case in made)]}
        write_files(folder / "clean", clean)
        write_files(folder / "slipped", clean | {case.sheet.path: case.data for case in made})
        audits = [audit(program, folder / name) for name in ("clean", "slipped")]
        known["runs"] = Runs(folder, made, untouched, *audits)
    return known["runs"]


def listed(rows: Sequence[object]) -> str:
    return "\n".join([f"{len(rows)} of them:", *map(str, rows[:MOST_LISTED]), *["…"][: len(rows) > MOST_LISTED]])


def misses(runs: Runs, hit: Callable[[Case, Mapping[str, Any]], bool]) -> tuple[float, str]:
    """Give the share of the slips with a finding that hits, of those that must be found, and list the others."""
    wanted = [case for case in runs.cases if case.slip.found]
    missed = [case for case in wanted if not any(hit(case, one) for one in runs.found(case))]
    rows = [
        f"{case.sheet.path}: {case.slip.name}: wanted {case.slip.codes} at {case.line}:{case.columns}, "
        f"found {[(one['code'], one['line'], one['column']) for one in runs.found(case)]}"
        for case in missed
    ]
    return 1 - len(missed) / len(wanted), listed(rows)


def gist(results: Sequence[Mapping[str, Any]] | None) -> list[tuple[Any, ...]]:
    """Give what results say, wherever it stands: a repair may leave an empty line behind."""
    return [
        (one["rule"], one["verdict"], one["measured"], [entry["amount"] for entry in one["counted"]])
        for one in results or ()
    ]


def undecided(results: Sequence[Mapping[str, Any]] | None) -> bool:
    return bool(results) and all(one["verdict"] == "undecided" for one in results or ())


# ---- tests -----------------------------------------------------------------------------------------------------------


def test_there_are_many_kinds_of_slips_and_all_of_them_occur(runs: Runs) -> None:
    assert len(SLIPS) >= 40
    assert {case.slip.name for case in runs.cases} == {slip.name for slip in SLIPS}
    assert len({slip.name for slip in SLIPS}) == len(SLIPS)
    assert all(case.data != case.sheet.data() for case in runs.cases)


def test_clean_files_are_left_alone(runs: Runs) -> None:
    found = [one for findings in runs.clean.findings.values() for one in findings]
    wolves = [(one["file"], one["line"], one["code"], one["message"]) for one in found]

    assert not wolves, listed(wolves)
    assert (runs.clean.said.exit, runs.clean.said.err) == (1, "")
    assert {one["verdict"] for results in runs.clean.results.values() for one in results} >= {"met", "short"}


def test_no_slip_makes_the_program_stumble(runs: Runs) -> None:
    stumbles = [one for found in runs.slipped.findings.values() for one in found if one["code"] == "YA999"]

    assert not stumbles, listed(stumbles)
    assert (runs.slipped.said.exit, runs.slipped.said.err) == (3, "")


def test_no_verdict_changes_in_silence(runs: Runs) -> None:
    silent = []
    for case in runs.cases:
        before, after = runs.results(runs.clean, case.sheet), runs.results(runs.slipped, case.sheet)
        severities = {one["severity"] for one in runs.found(case)}
        right = undecided(after) if "error" in severities else bool(severities) or case.slip.lost or before == after
        if not right or (case.slip.same and before != after):
            silent.append((case.sheet.path, case.slip.name, case.line, [one["code"] for one in runs.found(case)]))

    assert not silent, listed(silent)


def test_nobody_else_is_affected(runs: Runs) -> None:
    people = {page.id for page in runs.untouched}
    whose = [case.sheet for case in runs.cases]

    assert all(runs.slipped.results[person] == runs.clean.results[person] for person in people)
    assert set(runs.slipped.results) <= people | {page.id for page in whose} | {page.path for page in whose}
    assert set(runs.slipped.findings) <= {page.path for page in whose}
    assert len(runs.slipped.results) == len(runs.clean.results) == SLIPPED + UNTOUCHED


def test_a_slip_is_found_in_its_line(runs: Runs) -> None:
    share, missed = misses(runs, lambda case, one: one["line"] == case.line)

    assert share >= LINES, missed


def test_a_slip_is_found_as_what_it_is(runs: Runs) -> None:
    share, missed = misses(runs, lambda case, one: one["line"] == case.line and one["code"] in case.slip.codes.split())

    assert share >= CODES, missed


def test_a_slip_is_found_in_its_column(runs: Runs) -> None:
    share, missed = misses(runs, lambda case, one: one["line"] == case.line and one["column"] in case.columns)

    assert share >= COLUMNS, missed


def test_one_slip_makes_few_findings(runs: Runs) -> None:
    few = [case for case in runs.cases if not case.slip.many]
    counts = [sum(one["severity"] != "note" for one in runs.found(case)) for case in few]
    rows = [
        (case.sheet.path, case.slip.name, case.line, [(one["code"], one["line"]) for one in runs.found(case)])
        for case, count in zip(few, counts, strict=True)
        if count > MOST_FINDINGS
    ]

    assert not rows, listed(rows)
    assert sum(counts) / len(counts) <= MEAN_FINDINGS


def test_fmt_repairs_what_is_certain_and_spoils_nothing(runs: Runs, program: Program) -> None:
    folder = runs.folder / "repaired"
    shutil.copytree(runs.folder / "slipped", folder)
    before = contents(folder)
    said = program(["fmt", "records"], folder=folder)
    once = contents(folder)
    changed = [name for name in before if once.get(name) != before[name]]
    again = program(["fmt", *changed], folder=folder)
    after = audit(program, folder)
    left, spoilt = [], []
    for case in runs.cases:
        clean, slipped, now = (runs.results(run, case.sheet) for run in (runs.clean, runs.slipped, after))
        codes = {one["code"] for one in after.findings.get(case.sheet.path, [])}
        row = (case.sheet.path, case.slip.name, case.line, sorted(codes))
        if case.slip.lossless and (now != clean or codes.intersection(case.slip.codes.split())):
            left.append(row)
        judged_otherwise = not undecided(now) and gist(now) not in (gist(clean), gist(slipped))
        repaired = case.sheet.path in changed and not codes and case.slip.keeps
        if judged_otherwise or (repaired and not same(case, once[case.sheet.path])):
            spoilt.append(row)

    assert not any(word in run.out + run.err for run in (said, again) for word in ("Traceback", "YA999"))
    assert not spoilt, listed(spoilt)
    assert not left, listed(left)
    assert contents(folder) == once
    assert set(changed) <= {case.sheet.path for case in runs.cases}


def test_fmt_leaves_clean_files_as_they_are(runs: Runs, program: Program) -> None:
    folder = runs.folder / "tidy"
    shutil.copytree(runs.folder / "clean", folder)
    said = program(["fmt", "records/东片"], folder=folder)
    before, after = contents(runs.folder / "clean"), contents(folder)

    assert (said.exit, said.err) == (0, "")
    assert after == before, listed([name for name in before if after.get(name) != before[name]])


def same(case: Case, data: bytes) -> bool:
    """Say whether a repaired file says what the clean one says, topics and notes included."""
    clean = case.sheet.data()
    return data == clean or yaml.load(data, yaml.BaseLoader) == yaml.load(clean, yaml.BaseLoader)


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
