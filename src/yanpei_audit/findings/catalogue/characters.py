"""Findings about the bytes and characters of a file."""

from __future__ import annotations

from yanpei_audit.findings.catalogue.entry import ERROR, NOTE, Entry, entry

ENTRIES: dict[str, Entry] = {
    "YA101": entry(
        ERROR,
        "not-utf-8",
        "文件不是 UTF-8 编码{guess}",
        "The file is not UTF-8{guess}",
        "用“另存为”，编码选 UTF-8",
        "Use “Save as” with the encoding UTF-8",
    ),
    "YA102": entry(
        ERROR,
        "utf-16",
        "文件是 UTF-16 或 UTF-32 编码，Git 无法显示改动",
        "The file is UTF-16 or UTF-32; Git cannot show its changes",
        "用“另存为”，编码选 UTF-8",
        "Use “Save as” with the encoding UTF-8",
    ),
    "YA103": entry(
        NOTE,
        "byte-order-mark",
        "文件开头有 BOM 标记，不影响审核",
        "The file starts with a BOM; it does no harm",
        "想去掉：用“另存为”，编码选不带 BOM 的 UTF-8",
        "To remove it, save as UTF-8 without BOM",
    ),
    "YA104": entry(
        ERROR,
        "control-character",
        "含有控制字符 {character}",
        "Control character {character}",
        "删掉这里看不见的字符，重新输入",
        "Delete the character that cannot be seen here and type again",
    ),
    "YA105": entry(
        ERROR,
        "unusual-line-break",
        "含有不常见的换行符 {character}，不同软件看到的行数会不一样",
        "Unusual line break {character}; programs disagree about the lines here",
        "删掉它，按回车键重新换行",
        "Delete it and press Enter instead",
    ),
    "YA106": entry(
        ERROR,
        "invisible-character",
        "含有看不见的字符 {character}",
        "Invisible character {character}",
        "常见于微信或网页粘贴：删掉这一处，重新输入",
        "It often comes with pasted text: delete and type again",
    ),
    "YA107": entry(
        ERROR,
        "empty-file",
        "文件是空的（或只有注释），无法审核",
        "Empty file (or only comments); nothing to audit",
        "照别的记录写上编号、姓名和活动，或删除这个文件",
        "Write an id, a name and activities as in other records, or delete it",
    ),
    "YA108": entry(
        ERROR,
        "not-a-record",
        "这不是记录文件，看起来是 {format} 文件",
        "Not a record; it looks like {format}",
        "把内容写成 .yaml 记录，或把文件移出记录文件夹",
        "Write it as a .yaml record, or move it out of the records folder",
    ),
    "YA109": entry(
        ERROR,
        "garbled-text",
        "“{text}”是乱码，原来多半是“{guess}”",
        "'{text}' is garbled; it was probably '{guess}'",
        "找回没有乱码的那一份，用“另存为”，编码选 UTF-8",
        "Find the copy that is not garbled and save it as UTF-8",
    ),
    "YA111": entry(
        ERROR,
        "conflict-marker",
        "两个人的改动有冲突，还没有选定用哪一份",
        "Two people's changes conflict, and nobody has chosen yet",
        "留下对的内容，删掉 <<<<<<<、=======、>>>>>>> 这几行",
        "Keep what is right and delete the lines <<<<<<<, ======= and >>>>>>>",
    ),
    "YA112": entry(
        ERROR,
        "unassigned-character",
        "含有非法或专用字符 {character}，在别的电脑上可能显示不出来",
        "Invalid or private-use character {character}; other computers may not show it",
        "换成通用的字",
        "Use an ordinary character",
    ),
}
