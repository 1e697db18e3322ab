"""The catalogue of findings: code, name, severity and wording, one entry each.

A code is never reused; a name says the defect. The hint says what to type or do next.
"""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from yanpei_audit.language import Words


class Severity(StrEnum):
    """How much a finding matters: an error leaves its person unjudged, a warning wants a look, a note informs."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Entry(NamedTuple):
    """What the catalogue says about one code; the texts have ``{fields}``."""

    name: str
    severity: Severity
    message: Words
    hint: Words


def _entry(severity: Severity, name: str, zh: str, en: str, hint_zh: str = "", hint_en: str = "") -> Entry:
    return Entry(name, severity, Words(zh, en), Words(hint_zh, hint_en))


ERROR, WARNING, NOTE = Severity

BYTES = {
    "YA101": _entry(
        ERROR,
        "not-utf-8",
        "文件不是 UTF-8 编码{guess}",
        "The file is not UTF-8{guess}",
        "用“另存为”，编码选 UTF-8",
        "Use “Save as” with the encoding UTF-8",
    ),
    "YA102": _entry(
        ERROR,
        "utf-16",
        "文件是 UTF-16 或 UTF-32 编码，Git 无法显示改动",
        "The file is UTF-16 or UTF-32; Git cannot show its changes",
        "用“另存为”，编码选 UTF-8",
        "Use “Save as” with the encoding UTF-8",
    ),
    "YA103": _entry(
        NOTE,
        "byte-order-mark",
        "文件开头有 BOM 标记，不影响审核",
        "The file starts with a BOM; it does no harm",
        "想去掉：用“另存为”，编码选不带 BOM 的 UTF-8",
        "To remove it, save as UTF-8 without BOM",
    ),
    "YA104": _entry(
        ERROR,
        "control-character",
        "含有控制字符 {character}",
        "Control character {character}",
        "删掉这里看不见的字符，重新输入",
        "Delete the character that cannot be seen here and type again",
    ),
    "YA105": _entry(
        ERROR,
        "unusual-line-break",
        "含有不常见的换行符 {character}，不同软件看到的行数会不一样",
        "Unusual line break {character}; programs disagree about the lines here",
        "删掉它，按回车键重新换行",
        "Delete it and press Enter instead",
    ),
    "YA106": _entry(
        ERROR,
        "invisible-character",
        "含有看不见的字符 {character}",
        "Invisible character {character}",
        "常见于微信或网页粘贴：删掉这一处，重新输入",
        "It often comes with pasted text: delete and type again",
    ),
    "YA107": _entry(
        ERROR,
        "empty-file",
        "文件是空的（或只有注释），无法审核",
        "Empty file (or only comments); nothing to audit",
        "照 examples/minimal 写入内容，或删除这个文件",
        "Fill it in as in examples/minimal, or delete it",
    ),
    "YA108": _entry(
        ERROR,
        "not-a-record",
        "这不是记录文件，看起来是 {format} 文件",
        "Not a record; it looks like {format}",
        "把内容写成 .yaml 记录，或把文件移出记录文件夹",
        "Write it as a .yaml record, or move it out of the records folder",
    ),
    "YA109": _entry(
        ERROR,
        "garbled-text",
        "“{text}”是乱码，原来多半是“{guess}”",
        "'{text}' is garbled; it was probably '{guess}'",
        "找回没有乱码的那一份，用“另存为”，编码选 UTF-8",
        "Find the copy that is not garbled and save it as UTF-8",
    ),
    "YA111": _entry(
        ERROR,
        "conflict-marker",
        "两个人的改动有冲突，还没有选定用哪一份",
        "Two people's changes conflict, and nobody has chosen yet",
        "留下对的内容，删掉 <<<<<<<、=======、>>>>>>> 这几行",
        "Keep what is right and delete the lines <<<<<<<, ======= and >>>>>>>",
    ),
    "YA112": _entry(
        ERROR,
        "unassigned-character",
        "含有非法或专用字符 {character}，在别的电脑上可能显示不出来",
        "Invalid or private-use character {character}; other computers may not show it",
        "换成通用的字",
        "Use an ordinary character",
    ),
}

FILES = {
    "YA202": _entry(
        ERROR,
        "symbolic-link",
        "这是快捷方式（符号链接），不予读取",
        "A symbolic link; not read",
        "放入真实的文件",
        "Put the real file here",
    ),
    "YA203": _entry(
        ERROR,
        "vanished-file",
        "审核过程中文件被删除或移动",
        "The file vanished during the run",
        "重新运行一次",
        "Run again",
    ),
    "YA204": _entry(
        ERROR,
        "unreadable-file",
        "无法读取（{reason}）",
        "Cannot be read ({reason})",
        "检查文件的权限",
        "Check the permissions of the file",
    ),
    "YA205": _entry(
        ERROR,
        "not-a-regular-file",
        "不是普通文件（管道、设备等），不予读取",
        "Not a regular file (a pipe, a device); not read",
        "把它移出记录文件夹",
        "Move it out of the records folder",
    ),
    "YA206": _entry(
        WARNING,
        "unportable-file-name",
        "Windows 上不能用“{name}”作文件名",
        "Windows cannot hold a file named '{name}'",
        "换一个文件名，不用 {marks}",
        "Rename it without {marks}",
    ),
    "YA207": _entry(
        WARNING,
        "colliding-file-names",
        "“{name}”与“{other}”在 Windows 上是同一个文件名",
        "'{name}' and '{other}' are one name on Windows",
        "给其中一个改名",
        "Rename one of them",
    ),
    "YA208": _entry(
        WARNING,
        "file-not-read",
        "“{name}”没有被读取：记录文件的扩展名须为 .yaml",
        "'{name}' was not read: a record file ends in .yaml",
        "改名为 .yaml，或移出记录文件夹",
        "Rename it to .yaml, or move it out of the records folder",
    ),
    "YA209": _entry(
        ERROR,
        "no-record",
        "没有找到任何记录文件，未作审核",
        "No record file found; nothing was audited",
        "检查文件夹是否写对；记录文件的扩展名须为 .yaml",
        "Check the folder; a record file ends in .yaml",
    ),
    "YA210": _entry(
        ERROR,
        "file-too-large",
        "文件太大（超过 {limit} 字节）",
        "The file is too large (over {limit} bytes)",
        "按学期拆成几个文件",
        "Split it into one file a term",
    ),
    "YA211": _entry(
        ERROR,
        "long-line",
        "这一行太长（超过 {limit} 字）",
        "This line is too long (over {limit} characters)",
        "拆成几行，一行写一项",
        "Split it: one field a line",
    ),
    "YA216": _entry(
        ERROR,
        "too-many-findings",
        "这个文件的问题太多，只列出前 {limit} 条",
        "This file has too many problems; the first {limit} are listed",
        "先改正上面的问题，再审核一次",
        "Correct those above and audit again",
    ),
    "YA212": _entry(
        ERROR,
        "too-many-values",
        "内容条目太多（上限 {limit}）",
        "Too many values (limit {limit})",
        "按学期拆成几个文件",
        "Split it into one file a term",
    ),
    "YA213": _entry(
        ERROR,
        "nested-too-deeply",
        "层级太深（上限 {limit} 层）",
        "Nested too deeply (limit {limit})",
        "检查这一行的缩进和括号",
        "Check the indentation and brackets of this line",
    ),
}

FORM = {
    "YA301": _entry(
        ERROR,
        "tab",
        "这里有 Tab，应是空格",
        "A tab stands where a blank is wanted",
        "把 Tab 换成空格",
        "Replace the tab by spaces",
    ),
    "YA302": _entry(
        ERROR,
        "wide-blank",
        "这里的空格不是半角空格（{character}）",
        "This blank is not an ordinary one ({character})",
        "换成半角空格",
        "Replace it by ordinary blanks",
    ),
    "YA303": _entry(
        ERROR,
        "uneven-indentation",
        "这一行的缩进与上下行对不齐",
        "The indentation does not match the lines around it",
        "同一条活动的各行左对齐",
        "Align the lines of one activity",
    ),
    "YA304": _entry(
        ERROR,
        "glued-colon",
        "冒号后面缺少空格",
        "A blank is missing after the colon",
        "写成“{right}”",
        "Write '{right}'",
    ),
    "YA305": _entry(
        ERROR,
        "full-width-colon",
        "冒号写成了“{colon}”",
        "The colon was written as '{colon}'",
        "写成“{right}”，冒号用半角，后面空一格",
        "Write '{right}', with an ordinary colon and a blank",
    ),
    "YA306": _entry(
        ERROR,
        "full-width-bracket",
        "括号或逗号写成了“{character}”",
        "A bracket or comma was written as '{character}'",
        "写成“{right}”，括号和逗号用半角",
        "Write '{right}', with ordinary brackets and commas",
    ),
    "YA307": _entry(
        ERROR,
        "missing-colon",
        "这一行缺少“: ”（半角冒号加空格）",
        "This line lacks ': ' (a colon and a blank)",
        "写成“名称: 内容”",
        "Write 'name: value'",
    ),
    "YA308": _entry(
        ERROR,
        "joined-lines",
        "这一行被并入了上一行的内容",
        "This line was joined to the text above",
        "若是新的一项，检查缩进和冒号；若是长文字，写在一行里",
        "A new field needs its indentation and colon; a long text goes on one line",
    ),
    "YA309": _entry(
        ERROR,
        "needs-quotes",
        "内容里有特殊符号，无法读取",
        "The text holds a special character and cannot be read",
        "用英文双引号把整段内容括起来",
        "Put the whole text in double quotes",
    ),
    "YA310": _entry(
        ERROR,
        "unclosed-quote",
        "从这里开始的引号没有关上",
        "The quote that starts here is not closed",
        "在内容末尾补上引号",
        "Add the closing quote",
    ),
    "YA311": _entry(
        ERROR,
        "unclosed-bracket",
        "从这里开始的括号没有关上，或里面缺少逗号",
        "The bracket that starts here is not closed, or lacks a comma",
        "补上右括号，各项之间用半角逗号",
        "Close it, and put commas between the items",
    ),
    "YA312": _entry(
        ERROR,
        "repeated-key",
        "“{key}”写了两次（第 {first} 行和这里）",
        "'{key}' is given twice (line {first} and here)",
        "若是两条活动，在第二条前加“- ”；否则删去一处",
        "Two activities: start the second with '- '; otherwise delete one",
    ),
    "YA313": _entry(
        ERROR,
        "anchor-or-alias",
        "不支持以 & 或 * 开头的内容",
        "Text that starts with & or * is not supported",
        "用英文双引号把整段内容括起来",
        "Put the whole text in double quotes",
    ),
    "YA314": _entry(ERROR, "merge-key", "不支持“<<”", "'<<' is not supported", "把各项写全", "Write the fields out"),
    "YA315": _entry(
        ERROR,
        "tag",
        "不支持以 ! 开头的内容",
        "Text that starts with ! is not supported",
        "用英文双引号把整段内容括起来",
        "Put the whole text in double quotes",
    ),
    "YA316": _entry(
        ERROR,
        "directive",
        "不支持以 % 开头的指令行",
        "Lines that start with % are not supported",
        "删除这一行",
        "Delete the line",
    ),
    "YA317": _entry(
        ERROR,
        "second-document",
        "一个文件只能有一份记录",
        "A file holds one record only",
        "删除“---”分隔线，或拆成两个文件",
        "Remove '---', or split the file",
    ),
    "YA318": _entry(
        ERROR,
        "odd-key",
        "名称不对：冒号前必须是一个词",
        "A name is wanted before the colon",
        "写成“名称: 内容”",
        "Write 'name: value'",
    ),
    "YA319": _entry(
        ERROR,
        "no-fields",
        "文件应由“名称: 内容”各行组成",
        "A file consists of 'name: value' lines",
        "照 examples/minimal 改写；冒号用半角，后面加空格",
        "Rewrite it as in examples/minimal",
    ),
    "YA320": _entry(
        ERROR,
        "dash-of-an-activity",
        "每条活动要以半角短横线加空格“- ”开头",
        "An activity starts with '- ', a hyphen and a blank",
        "写成“{right}”",
        "Write '{right}'",
    ),
    "YA321": _entry(
        ERROR,
        "nested-field",
        "“{key}”写进了“{inside}”里",
        "'{key}' is written inside '{inside}'",
        "减少这一行的缩进，与活动的其他各行左对齐；若是新的一条活动，前面加“- ”",
        "Indent it less, like the other lines of the activity; start a new activity with '- '",
    ),
    "YA322": _entry(
        WARNING,
        "swallowed-text",
        "“{text}”写在 # 后面，不算内容",
        "'{text}' stands behind # and is ignored",
        "是内容就用英文双引号把整段括起来；是备注就在 # 后面空一格",
        "Text goes in double quotes; a comment has a blank behind its #",
    ),
    "YA323": _entry(
        ERROR, "extra-bracket", "这里多了一个括号", "One bracket too many", "删去多余的括号", "Delete the bracket"
    ),
    "YA324": _entry(
        ERROR,
        "code-fence",
        "“{text}”是聊天或文档里的代码框标记，不是记录",
        "'{text}' marks a block of code in chats and documents; it is no record",
        "删除这一行",
        "Delete the line",
    ),
    "YA325": _entry(
        ERROR,
        "two-fields-in-a-line",
        "“{key}”写进了“{inside}”的内容里",
        "'{key}' became part of the text of '{inside}'",
        "“{key}”另起一行；若本来就是内容，用英文双引号把整段括起来",
        "'{key}' goes on its own line; if it is text, put the whole in double quotes",
    ),
    "YA399": _entry(
        ERROR,
        "unreadable-form",
        "写法有误，从这里开始无法读取",
        "Cannot be read from here on",
        "检查这一行和上一行的缩进、冒号、引号和括号",
        "Check indentation, colons, quotes and brackets of this line and the one above",
    ),
}

FIELDS = {
    "YA401": _entry(
        ERROR, "unknown-key", "不认识“{key}”", "Unknown field '{key}'", "这里可以写：{known}", "Known here: {known}"
    ),
    "YA402": _entry(
        ERROR, "missing-key", "缺少“{key}”", "'{key}' is missing", "补上一行“{key}: …”", "Add a line '{key}: …'"
    ),
    "YA403": _entry(
        ERROR,
        "empty-value",
        "“{key}”没有填写",
        "'{key}' is empty",
        "填上内容，或删去这一行",
        "Fill it in, or delete the line",
    ),
    "YA404": _entry(ERROR, "wrong-shape", "“{key}”应为{wanted}", "'{key}' must be {wanted}"),
    "YA405": _entry(ERROR, "no-such-date", "没有“{text}”这个日期", "There is no date '{text}'", "{advice}", "{advice}"),
    "YA407": _entry(
        ERROR,
        "date-with-time",
        "日期里带了时间或时区",
        "The date carries a time or a zone",
        "只写 {iso}",
        "Write only {iso}",
    ),
    "YA408": _entry(
        ERROR,
        "ambiguous-date",
        "日期“{text}”分不清月和日",
        "'{text}' does not tell month from day",
        "写成 2025-09-03 的样子",
        "Write it like 2025-09-03",
    ),
    "YA409": _entry(
        ERROR,
        "not-a-number",
        "“{text}”不是数字",
        "'{text}' is not a number",
        "写成 2 或 1.5 的样子",
        "Write it like 2 or 1.5",
    ),
    "YA410": _entry(
        ERROR,
        "number-out-of-range",
        "“{text}”超出范围（大于 0，至多 {limit}，{digits}）",
        "'{text}' is out of range (above 0, at most {limit}, {digits})",
        "核对这个数",
        "Check this number",
    ),
    "YA411": _entry(
        ERROR,
        "number-with-unit",
        "数字后面带了单位",
        "The number carries a unit",
        "只写 {number}",
        "Write only {number}",
    ),
    "YA412": _entry(
        ERROR,
        "unknown-kind",
        "没有“{text}”这类活动",
        "There is no kind '{text}'",
        "可用的类型：{known}",
        "Kinds: {known}",
    ),
    "YA416": _entry(
        ERROR,
        "unusable-path",
        "“{text}”不是可用的佐证路径",
        "'{text}' is not a usable path of evidence",
        "写成 evidence/ 开头、用 / 分隔的相对路径",
        "Write a relative path like evidence/minutes.jpg",
    ),
    "YA417": _entry(
        WARNING,
        "superfluous-edge",
        "内容的首尾有多余的字符（{character}），没有算进去",
        "Something superfluous stands at the edge of the text ({character}) and is left out",
        "删掉它",
        "Delete it",
    ),
    "YA419": _entry(
        ERROR,
        "unknown-value",
        "“{key}”没有“{text}”这一种",
        "'{key}' knows no '{text}'",
        "可以写：{known}",
        "Known: {known}",
    ),
    "YA420": _entry(
        WARNING,
        "unknown-role",
        "岗位表里没有“{text}”",
        "The table of roles has no '{text}'",
        "可以写：{known}；确有此岗位时，加进 yanpei.yaml 的 roles",
        "Known: {known}; a real role goes into roles of yanpei.yaml",
    ),
    "YA421": _entry(
        ERROR,
        "reversed-interval",
        "“止”{to} 早于“起”{start}",
        "The end {to} lies before the start {start}",
        "核对起止日期",
        "Check both dates",
    ),
    "YA422": _entry(
        ERROR,
        "no-day",
        "这条活动没有日期",
        "This activity has no date",
        "补上“日期: 2025-09-03”，或者“起”和“止”",
        "Add 'date: 2025-09-03', or 'from' and 'to'",
    ),
    "YA423": _entry(
        ERROR,
        "two-days",
        "“日期”和“起”“止”只能写一种",
        "Give either a date or an interval, not both",
        "一天的写“日期”，多天的写“起”和“止”",
        "One day: 'date'; several: 'from' and 'to'",
    ),
    "YA424": _entry(
        ERROR,
        "value-against-kind",
        "“{key}”写的是“{text}”，而“{kind}”的{key}是“{wanted}”",
        "'{key}' says '{text}', but a '{kind}' has '{wanted}'",
        "删去这一行，或改正类型",
        "Delete the line, or correct the kind",
    ),
}

PEOPLE = {
    "YA502": _entry(
        WARNING,
        "file-of-another-name",
        "文件名写的是“{other}”，里面是“{name}”",
        "The file is named after '{other}' and holds '{name}'",
        "核对编号和姓名；若没有写错，给文件改名",
        "Check id and name; if they are right, rename the file",
    ),
    "YA505": _entry(
        WARNING,
        "two-spellings",
        "“{text}”与“{other}”看起来一样，但字符不同（{difference}）",
        "'{text}' and '{other}' look alike but differ ({difference})",
        "改成同一种写法",
        "Write both alike",
    ),
    "YA507": _entry(
        WARNING,
        "repeated-activity",
        "与另一处的活动完全相同，只计一次",
        "The same as an activity elsewhere; it counts once",
        "重复的删去一条；确是两次的，写明不同的节次、授课人或主题",
        "Delete one; if there were two, say what tells them apart",
    ),
    "YA508": _entry(
        WARNING,
        "copied-activities",
        "全部活动与“{other}”的一字不差，待核实",
        "Every activity is word for word that of '{other}'; to be verified",
        "若是复制后忘了改，改成本人的活动",
        "If the file was copied, enter this person's own activities",
    ),
    "YA510": _entry(
        ERROR,
        "one-id-two-names",
        "编号“{id}”在这里是“{name}”，在别处是“{other}”",
        "Id '{id}' is '{name}' here and '{other}' elsewhere",
        "核对编号和姓名",
        "Check id and name",
    ),
    "YA511": _entry(
        ERROR,
        "person-without-rule",
        "没有任何规则适用于“{name}”，未作审核",
        "No rule applies to '{name}'; not audited",
        "核对岗位，或修改规则包的 applies_to",
        "Check the roles, or applies_to of the packs",
    ),
    "YA512": _entry(
        WARNING,
        "differing-files",
        "“{name}”的几个文件里“{key}”不一致（“{text}”与“{other}”）",
        "The files of '{name}' disagree on '{key}' ('{text}' and '{other}')",
        "核对后改成一致；报告取最近一次活动所在的文件",
        "Make them agree; reports take the file with the latest activity",
    ),
    "YA602": _entry(
        WARNING,
        "future-activity",
        "{day} 晚于审核日期 {as_of}，不计入（这样的活动有 {count} 条）",
        "{day} lies after the as-of day {as_of} and does not count (activities like this: {count})",
        "核对日期；还没有做的，加上“状态: 计划”",
        "Check the date; what is yet to come has 'status: planned'",
    ),
    "YA611": _entry(
        ERROR,
        "no-activity-in-period",
        "{period}（{first} 至 {last}）没有一条活动记录，这不等于通过；{latest}",
        "{period} ({first} to {last}) holds no activity, which is no pass; {latest}",
        "核对 --period 和 --as-of，或补录活动",
        "Check --period and --as-of, or enter the activities",
    ),
}

RULES = {
    "YA701": _entry(ERROR, "invalid-rule", "规则写法有误：{detail}", "The rule is wrong: {detail}"),
    "YA702": _entry(
        ERROR,
        "unknown-name-in-rule",
        "规则引用了不存在的{what}“{text}”",
        "The rule refers to an unknown {what} '{text}'",
        "可以写：{known}",
        "Known: {known}",
    ),
    "YA703": _entry(
        ERROR,
        "impossible-condition",
        "这个条件不可能选中任何活动：{detail}",
        "No activity can ever meet this condition: {detail}",
    ),
    "YA704": _entry(
        ERROR,
        "unknown-measure",
        "看不懂这个度量",
        "There is no such measure",
        "度量有：{known}；例如 {example}",
        "Measures: {known}; for example {example}",
    ),
    "YA706": _entry(
        ERROR,
        "no-rules",
        "没有任何规则，未作审核",
        "No rules; nothing was audited",
        "在 yanpei.yaml 的 packs 里写上规则包",
        "Name the packs in packs of yanpei.yaml",
    ),
    "YA707": _entry(ERROR, "template-error", "模板有误：{detail}", "The template is wrong: {detail}"),
    "YA709": _entry(
        ERROR,
        "rule-without-people",
        "规则“{rule}”没有适用到任何人，不能视为通过",
        "Rule '{rule}' applied to nobody; that is no pass",
        "核对 applies_to 和各人的岗位，或停用这条规则",
        "Check applies_to and the roles, or take the rule out of force",
    ),
    "YA710": _entry(
        ERROR,
        "unknown-pack",
        "没有规则包“{text}”",
        "There is no rule pack '{text}'",
        "可用的规则包：{known}；自己的写文件路径，如 rules/own.yaml",
        "Packs: {known}; your own by its path, like rules/own.yaml",
    ),
    "YA711": _entry(
        ERROR,
        "outside-the-folder",
        "“{text}”不在工作文件夹内",
        "'{text}' lies outside the working folder",
        "写工作文件夹内的相对路径",
        "Write a path inside the working folder",
    ),
    "YA712": _entry(
        ERROR, "repeated-name", "“{text}”定义了两次", "'{text}' is defined twice", "改掉一个", "Rename one"
    ),
    "YA714": _entry(
        ERROR,
        "no-such-folder",
        "没有“{text}”这个文件或文件夹",
        "There is no file or folder '{text}'",
        "改成记录所在的文件夹，或新建它",
        "Name the folder of the records, or create it",
    ),
    "YA715": _entry(
        ERROR,
        "no-rule-in-force",
        "{period}没有一条规则生效，未作审核",
        "No rule is in force in {period}; nothing was audited",
        "核对规则包的 effective 和要审核的周期",
        "Check effective of the packs and the period",
    ),
    "YA713": _entry(
        ERROR,
        "no-such-period",
        "看不懂周期“{text}”",
        "'{text}' is not a period",
        "写成 2025-2026-1、2025秋、2025-2026、2025、2025-09 或 2025-W37",
        "Write 2025-2026-1, 2025-2026, 2025, 2025-09 or 2025-W37",
    ),
}

OUTPUT = {
    "YA901": _entry(
        ERROR,
        "output-not-written",
        "没有写成（{reason}），结果无效",
        "Could not be written ({reason}); the result is void",
        "检查文件夹是否存在、有没有权限、磁盘是否已满",
        "Check the folder, its permissions and the disk",
    ),
    "YA902": _entry(
        ERROR,
        "not-our-file",
        "已有同名文件，而且不是本程序生成的，没有覆盖",
        "A file of this name exists that is not ours; it was not overwritten",
        "换一个文件夹，或移走那个文件",
        "Choose another folder, or move that file away",
    ),
}

WRITING = {
    "YA801": _entry(
        ERROR,
        "repair-refused",
        "自动修改会改变含义，没有修改",
        "The repair would change the meaning; nothing was written",
        "请把这个文件发给维护者，先手工改正",
        "Please report this file, and correct it by hand",
    ),
    "YA802": _entry(
        ERROR,
        "file-changed-meanwhile",
        "文件在读取后被改过，没有修改",
        "The file changed after it was read; nothing was written",
        "重新运行一次",
        "Run again",
    ),
    "YA803": _entry(
        ERROR,
        "not-written",
        "写入失败（{reason}），原文件没有改动",
        "Could not be written ({reason}); the file is as it was",
        "检查文件夹的权限和磁盘空间",
        "Check the permissions of the folder and the disk",
    ),
    "YA804": _entry(
        ERROR,
        "folder-locked",
        "另一个 yanpei-audit 正在修改这个文件夹，没有修改",
        "Another yanpei-audit is changing this folder; nothing was written",
        "等它结束后再运行",
        "Run again when it has ended",
    ),
    "YA805": _entry(
        ERROR,
        "more-than-one-name",
        "这个文件有几个名字（硬链接），没有修改",
        "The file has several names (hard links); nothing was written",
        "复制成单独的文件后再运行",
        "Make a copy of its own, and run again",
    ),
    "YA806": _entry(
        WARNING,
        "leftover-file",
        "上次修改中断，留下了临时文件“{name}”",
        "An interrupted run left the temporary file '{name}'",
        "可以删除",
        "It may be deleted",
    ),
}

OURSELVES = {
    "YA999": _entry(
        ERROR,
        "internal-error",
        "程序内部错误，这个文件未审核（{detail}）",
        "Internal error; this file was not audited ({detail})",
        "请把这一行发给维护者",
        "Please report this line",
    ),
}

GROUPS = {
    "bytes": BYTES,
    "files": FILES,
    "form": FORM,
    "fields": FIELDS,
    "people": PEOPLE,
    "rules": RULES,
    "writing": WRITING,
    "output": OUTPUT,
    "ourselves": OURSELVES,
}
CODES: dict[str, Entry] = {code: entry for group in GROUPS.values() for code, entry in group.items()}
