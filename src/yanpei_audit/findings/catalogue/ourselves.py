"""Findings about this program."""

from __future__ import annotations

from yanpei_audit.findings.catalogue.entry import ERROR, Entry, entry

ENTRIES: dict[str, Entry] = {
    "YA999": entry(
        ERROR,
        "internal-error",
        "程序内部错误，这个文件未审核（{detail}）",
        "Internal error; this file was not audited ({detail})",
        "请把这一行发给维护者",
        "Please report this line",
    ),
}
