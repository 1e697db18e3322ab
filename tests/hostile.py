"""A gallery of texts that would do something in a terminal, a log, Markdown, HTML, XML or a spreadsheet."""

from __future__ import annotations

from pathlib import Path

# What a file may hold: all of it comes out as it was typed.
ACCEPTED = (
    "a|b",
    "**达标**",
    "# 标题",
    "<script>alert(1)</script>",
    "</script><img src=x onerror=alert(1)>",
    "<!-- x -->",
    "]]>",
    "[x](javascript:1)",
    "![x](http://x/y.png)",
    "@admin #12",
    "::error file=x::y",
    "::add-mask::x",
    "##[error]x",
    "a ##[group]b",
    "`x`",
    "2026. 年初",
    "- [x] 完成",
    "http://example.com",
    "www.example.com",
    "|---|",
    "~~x~~",
    "&lt;b&gt;x",
    "{{ 7*7 }}",
    "{% raw %}",
    "[bold]x[/bold]",
    "[/听课]",
    "䶮",
    "𠮷",
    "=1+1",
    '=HYPERLINK("http://x","y")',
    "+1",
    "-1+2",
    "@SUM(A1)",
    "＝1+1",
    "\\\\",
    "%0A::error::x",
    "'",
    '"',
    "1e5",
    "NaN",
)
# What a file must not hold: each is a finding that shows it without doing it.
REFUSED = ("\x1b[2J", "\x07", "\x00", "\u202e", "\u200b", "\ufffe", "\ue000", "\x85", "\u2028", "\u3164")


def quoted(text: str) -> str:
    """Write a text as YAML that means it exactly."""
    return "'" + text.replace("'", "''") + "'"


def office(folder: Path) -> None:
    """Write a folder whose every text is hostile: names, units, schools, topics, a rule's title, a file's name."""
    records = folder / "records"
    records.mkdir(parents=True)
    for number, text in enumerate(ACCEPTED):
        lines = [
            f"编号: {quoted(f'H{number:02}')}",
            f"姓名: {quoted(text)}",
            f"单位: {quoted(text)}",
            f"学科: {quoted(text)}",
            "活动:",
            f"  - {{类型: 听课, 日期: 2025-09-09, 学校: {quoted(text)}, 主题: {quoted(text)}, 节数: 2}}",
            f"  - {{类型: 评课, 日期: 2025-09-10, 学校: {quoted(text)}, 主题: {quoted(text)}, 状态: 计划}}",
        ]
        (records / f"h{number:02}.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    for number, text in enumerate(REFUSED):
        escaped = "".join(f"\\U{ord(character):08X}" for character in text)
        for name, value in (("raw", quoted(text)), ("escaped", f'"{escaped}"')):
            lines = [f"编号: {name[0].upper()}{number:02}", f"姓名: {value}", "活动: []"]
            (records / f"{name}{number:02}.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (records / "::error::x ##[y] [b]<b>,#1%0A.yaml").write_text(
        "编号: F01\n姓名: 某\n活动:\n  - {类型: '::error::x', 日期: 2025-09-09}\n", encoding="utf-8"
    )
    (folder / "own.yaml").write_text(
        "pack: own\ntitle: '**x** | <b>'\neffective: {from: 2023-09-01}\nsource: {document: '=1+1 ##[error]x'}\n"
        "applies_to: everyone\nperiod: term\nrules:\n"
        "  - {id: one, title: '::error::x|<b>', measure: {total: lessons, of: {kind: 听课}}, at_least: 3, "
        "reading: '@all =x', source: '[x](y)'}\n"
        "  - {id: two, title: '=1+1', measure: {count: {kind: 评课}}, at_least: 1, source: S1}\n",
        encoding="utf-8",
    )
