"""Findings about what is written out."""

from __future__ import annotations

from yanpei_audit.findings.catalogue.entry import ERROR, Entry, entry

ENTRIES: dict[str, Entry] = {
    "YA901": entry(
        ERROR,
        "output-not-written",
        "没有写成（{reason}），结果无效",
        "Could not be written ({reason}); the result is void",
        "检查文件夹是否存在、有没有权限、磁盘是否已满",
        "Check the folder, its permissions and the disk",
    ),
    "YA902": entry(
        ERROR,
        "not-our-file",
        "已有同名文件，而且不是本程序生成的，没有覆盖",
        "A file of this name exists that is not ours; it was not overwritten",
        "换一个文件夹，或移走那个文件",
        "Choose another folder, or move that file away",
    ),
}
