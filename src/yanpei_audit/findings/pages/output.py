"""Pages of the findings about writing: corrected files, reports, and faults of our own."""

from __future__ import annotations

from yanpei_audit.findings.pages.page import Page
from yanpei_audit.language import Words

PAGES: dict[str, Page] = {
    "YA801": Page(
        cause=Words(
            "自动修改之后又读了一遍，发现内容与原来不一样，所以一个字也没有写。这是程序的毛病，不是您的错。",
            "After the repair the file was read again and said something else than before, so nothing was written. "
            "This is our fault and not yours.",
        ),
        remedy=Words(
            "照审核的提示手工改正，并把这个文件发给维护者。",
            "Correct the file by hand as the audit says, and send it to the maintainers.",
        ),
    ),
    "YA802": Page(
        cause=Words(
            "程序读过文件以后、写入以前，有人保存了它，或者同步网盘、Git 更新了它。为了不盖掉新的内容，没有写入。",
            "Between reading and writing, somebody saved the file, or a synchronised folder or Git updated it. "
            "Nothing was written, so that the newer text is kept.",
        ),
        remedy=Words(
            "关掉正在编辑它的软件，再运行一次。",
            "Close the editor that has it open, and run again.",
        ),
    ),
    "YA803": Page(
        cause=Words(
            "新的内容没有写成，常见原因是没有权限、磁盘已满，或文件正被别的软件占用。原来的文件完好无损。",
            "The new text could not be written, mostly for want of permission or space, or because another program "
            "holds the file. The old file is whole.",
        ),
        remedy=Words(
            "关掉正在使用它的软件，腾出磁盘空间或取得权限，再运行一次。",
            "Close the program that uses it, free some space or get the permission, and run again.",
        ),
    ),
    "YA804": Page(
        cause=Words(
            "两个 yanpei-audit 同时修改一个文件夹，可能互相盖掉，所以后来的一个什么也没有写。",
            "Two runs that change one folder at once could overwrite each other, so the later one wrote nothing.",
        ),
        remedy=Words(
            "等另一个结束后再运行。",
            "Wait for the other one to end, and run again.",
        ),
    ),
    "YA805": Page(
        cause=Words(
            "同一个文件在磁盘上有几个名字。替换了这一个，别的名字下仍是旧内容，两边就对不上了，所以没有写。",
            "One file has several names on the disk. Replacing this one would leave the old text under the others, "
            "so nothing was written.",
        ),
        remedy=Words(
            "把它复制成单独的文件，删去原来的，再运行一次。",
            "Make a copy of its own, delete the old one, and run again.",
        ),
    ),
    "YA806": Page(
        cause=Words(
            "上一次修改到一半被打断，例如断电或关了窗口，留下了没有用上的临时文件。原来的记录没有受影响。",
            "The last run was interrupted while writing, by a power cut or a closed window, and left a temporary "
            "file that is not in use. The records themselves are not affected.",
        ),
        remedy=Words(
            "删除这个临时文件，再运行一次。",
            "Delete the temporary file and run again.",
        ),
    ),
    "YA807": Page(
        cause=Words(
            "新的活动要接在原来的后面，一个字也不动别处。写法有错的文件读不准，接上去会接错地方，所以没有记入。",
            "A new activity is put behind the others without touching anything else. In a file with slips the place "
            "cannot be told for sure, so nothing was entered.",
        ),
        remedy=Words(
            "照 `yanpei-audit check` 的提示改好这份记录，再记一次。",
            "Correct the record as `yanpei-audit check` says, and enter the activity again.",
        ),
    ),
    "YA901": Page(
        cause=Words(
            "结果文件没有写完，常见原因是文件夹不存在、没有权限、磁盘已满，或文件正在 Excel、WPS 里打开。"
            "写了一半的结果不能用。",
            "The result could not be written to the end: the folder does not exist, permission or space is lacking, "
            "or the file is open in another program. Half a result must not be used.",
        ),
        remedy=Words(
            "排除原因后再运行一次。",
            "Remove the cause and run again.",
        ),
    ),
    "YA902": Page(
        cause=Words(
            "report 要写的文件已经存在，第一行又没有本程序的标记 <!-- yanpei-audit -->，可能是您自己写的，"
            "所以没有覆盖。",
            "A file that report wants to write exists already, and its first line lacks our mark <!-- yanpei-audit "
            "-->. It may be your own, so it was not overwritten.",
        ),
        remedy=Words(
            "换一个 --out 文件夹，或把那个文件移走。",
            "Give another folder for --out, or move that file away.",
        ),
    ),
    "YA999": Page(
        cause=Words(
            "程序自己出了毛病，这个文件没有审核，本人各项无法判定；别人的结果不受影响。",
            "The program itself failed on this file, so its person is not judged; nobody else is affected.",
        ),
        remedy=Words(
            "把提示的这一行和这个文件发给维护者；加上 --debug 再运行一次，能看到更多情况。",
            "Send the line of the finding and the file to the maintainers; --debug shows more.",
        ),
    ),
}
