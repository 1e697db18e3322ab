"""Findings about fields and their values."""

from __future__ import annotations

from yanpei_audit.findings.catalogue.entry import ERROR, WARNING, Entry, entry

ENTRIES: dict[str, Entry] = {
    "YA401": entry(
        ERROR, "unknown-key", "不认识“{key}”", "Unknown field '{key}'", "这里可以写：{known}", "Known here: {known}"
    ),
    "YA402": entry(
        ERROR, "missing-key", "缺少“{key}”", "'{key}' is missing", "补上一行“{key}: …”", "Add a line '{key}: …'"
    ),
    "YA403": entry(
        ERROR,
        "empty-value",
        "“{key}”没有填写",
        "'{key}' is empty",
        "填上内容，或删去这一项",
        "Fill it in, or delete the field",
    ),
    "YA404": entry(ERROR, "wrong-shape", "“{key}”应为{wanted}", "'{key}' must be {wanted}"),
    "YA405": entry(ERROR, "no-such-date", "没有“{text}”这个日期", "There is no date '{text}'", "{advice}", "{advice}"),
    "YA407": entry(
        ERROR,
        "date-with-time",
        "日期里带了时间或时区",
        "The date carries a time or a zone",
        "只写 {iso}",
        "Write only {iso}",
    ),
    "YA408": entry(
        ERROR,
        "ambiguous-date",
        "日期“{text}”分不清月和日",
        "'{text}' does not tell month from day",
        "写成 2025-09-03 的样子",
        "Write it like 2025-09-03",
    ),
    "YA409": entry(
        ERROR,
        "not-a-number",
        "“{text}”不是数字",
        "'{text}' is not a number",
        "写成 2 或 1.5 的样子",
        "Write it like 2 or 1.5",
    ),
    "YA410": entry(
        ERROR,
        "number-out-of-range",
        "“{text}”超出范围（大于 0，至多 {limit}，{digits}）",
        "'{text}' is out of range (above 0, at most {limit}, {digits})",
        "核对这个数",
        "Check this number",
    ),
    "YA411": entry(
        ERROR,
        "number-with-unit",
        "数字后面带了单位",
        "The number carries a unit",
        "只写 {number}",
        "Write only {number}",
    ),
    "YA412": entry(
        ERROR,
        "unknown-kind",
        "没有“{text}”这类活动",
        "There is no kind '{text}'",
        "可用的类型：{known}",
        "Kinds: {known}",
    ),
    "YA416": entry(
        ERROR,
        "unusable-path",
        "“{text}”不是可用的佐证路径",
        "'{text}' is not a usable path of evidence",
        "写成 evidence/ 开头、用 / 分隔的相对路径",
        "Write a relative path like evidence/minutes.jpg",
    ),
    "YA417": entry(
        WARNING,
        "superfluous-edge",
        "内容的首尾有多余的字符（{character}），没有算进去",
        "Something superfluous stands at the edge of the text ({character}) and is left out",
        "删掉它",
        "Delete it",
    ),
    "YA419": entry(
        ERROR,
        "unknown-value",
        "“{key}”没有“{text}”这一种",
        "'{key}' knows no '{text}'",
        "可以写：{known}",
        "Known: {known}",
    ),
    "YA420": entry(
        WARNING,
        "unknown-role",
        "岗位表里没有“{text}”",
        "The table of roles has no '{text}'",
        "可以写：{known}；确有此岗位时，加进 yanpei.yaml 的 roles",
        "Known: {known}; a real role goes into roles of yanpei.yaml",
    ),
    "YA421": entry(
        ERROR,
        "reversed-interval",
        "“止”{to} 早于“起”{start}",
        "The end {to} lies before the start {start}",
        "核对起止日期",
        "Check both dates",
    ),
    "YA422": entry(
        ERROR,
        "no-day",
        "这条活动没有日期",
        "This activity has no date",
        "补上“日期: 2025-09-03”，或者“起”和“止”",
        "Add 'date: 2025-09-03', or 'from' and 'to'",
    ),
    "YA423": entry(
        ERROR,
        "two-days",
        "“日期”和“起”“止”只能写一种",
        "Give either a date or an interval, not both",
        "一天的写“日期”，多天的写“起”和“止”",
        "One day: 'date'; several: 'from' and 'to'",
    ),
    "YA425": entry(
        WARNING,
        "made-up-before-the-end",
        "{period}到 {last} 才结束，这时做的不用写“补”",
        "{period} ends on {last} only; what is done before that makes up for nothing",
        "删去“补”这一项，或核对日期",
        "Delete 'makes_up', or check the date",
    ),
    "YA424": entry(
        ERROR,
        "value-against-kind",
        "“{key}”写的是“{text}”，而“{kind}”的{key}是“{wanted}”",
        "'{key}' says '{text}', but a '{kind}' has '{wanted}'",
        "删去这一行，或改正类型",
        "Delete the line, or correct the kind",
    ),
}
