"""Findings about rewriting a person's files."""

from __future__ import annotations

from yanpei_audit.findings.catalogue.entry import ERROR, WARNING, Entry, entry

ENTRIES: dict[str, Entry] = {
    "YA801": entry(
        ERROR,
        "repair-refused",
        "自动修改会改变含义，没有修改",
        "The repair would change the meaning; nothing was written",
        "请把这个文件发给维护者，先手工改正",
        "Please report this file, and correct it by hand",
    ),
    "YA802": entry(
        ERROR,
        "file-changed-meanwhile",
        "文件在读取后被改过，没有修改",
        "The file changed after it was read; nothing was written",
        "重新运行一次",
        "Run again",
    ),
    "YA803": entry(
        ERROR,
        "not-written",
        "写入失败（{reason}），原文件没有改动",
        "Could not be written ({reason}); the file is as it was",
        "检查文件夹的权限和磁盘空间",
        "Check the permissions of the folder and the disk",
    ),
    "YA804": entry(
        ERROR,
        "folder-locked",
        "另一个 yanpei-audit 正在修改这个文件夹，没有修改",
        "Another yanpei-audit is changing this folder; nothing was written",
        "等它结束后再运行",
        "Run again when it has ended",
    ),
    "YA805": entry(
        ERROR,
        "more-than-one-name",
        "这个文件有几个名字（硬链接），没有修改",
        "The file has several names (hard links); nothing was written",
        "复制成单独的文件后再运行",
        "Make a copy of its own, and run again",
    ),
    "YA806": entry(
        WARNING,
        "leftover-file",
        "上次修改中断，留下了临时文件“{name}”",
        "An interrupted run left the temporary file '{name}'",
        "可以删除",
        "It may be deleted",
    ),
    "YA807": entry(
        ERROR,
        "not-to-be-entered-into",
        "这份记录的写法有错，或整个写在一对括号里，没有记入",
        "This record has slips of writing, or stands in one pair of brackets; nothing was entered",
        "先运行 yanpei-audit check 看是哪一处，能自动改的用 yanpei-audit fmt",
        "Run yanpei-audit check to see where, and yanpei-audit fmt for what it can put right",
    ),
}
