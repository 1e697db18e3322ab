"""Pages of the findings about files and folders."""

from __future__ import annotations

from yanpei_audit.findings.pages.page import Page, record
from yanpei_audit.language import Words

PAGES: dict[str, Page] = {
    "YA202": Page(
        cause=Words(
            "这里放的只是指向别处文件的链接，不是文件本身。文件夹复制给别人后链接就断了，"
            "它还可能指向记录文件夹以外的内容，所以不读。",
            "Only a link to a file elsewhere lies here, not the file itself. It breaks when the folder is copied to "
            "somebody, and it may lead out of the records folder, so it is not followed.",
        ),
        remedy=Words(
            "删掉这个链接，把真正的记录文件复制到这里。",
            "Delete the link and copy the real record file here.",
        ),
    ),
    "YA203": Page(
        cause=Words(
            "审核正在进行时，这个文件被删除、改名或移走了，例如同步网盘或 Git 正在更新文件夹。",
            "The file was deleted, renamed or moved while the audit was running, for example because a synchronised "
            "folder or Git was being updated.",
        ),
        remedy=Words(
            "等更新结束，再运行一次。",
            "Wait for the update to end, and run again.",
        ),
    ),
    "YA204": Page(
        cause=Words(
            "系统不让程序打开这个文件或文件夹，多半是没有读取权限，或者它正被别的软件占用。里面的内容没有审核。",
            "The system does not let the program open this file or folder, mostly for want of permission or because "
            "another program holds it. What is inside was not audited.",
        ),
        remedy=Words(
            "关掉正在使用它的软件，再运行一次；还不行，请管理员给您读取权限。",
            "Close the program that uses it and run again; if that does not help, ask for the permission to read it.",
        ),
    ),
    "YA205": Page(
        cause=Words(
            "这里放的不是普通文件，而是管道、设备一类的东西，多半是别的程序留下的。打开它可能让审核一直等下去，"
            "所以不读。",
            "This is no ordinary file but a pipe, a device or the like, probably left by another program. Opening it "
            "could keep the audit waiting for ever, so it is not read.",
        ),
        remedy=Words(
            "把它移出记录文件夹；确实要交的记录，另存成普通的 .yaml 文件。",
            "Move it out of the records folder, and save a real record as an ordinary .yaml file.",
        ),
    ),
    "YA206": Page(
        cause=Words(
            "这个文件名在别的电脑上能用，到了 Windows 上却建不出来。同事用 Git 更新文件夹时会失败，拿不到这份记录。",
            "Other computers can hold a file of this name, but Windows cannot. A colleague's update from Git fails, "
            "and the record never arrives.",
        ),
        remedy=Words(
            "给文件改名，去掉 Windows 不许用的符号；用编号或姓名作文件名最稳妥，如 R001.yaml。",
            "Rename the file without what Windows forbids; the id or the name is safest, as in R001.yaml.",
        ),
    ),
    "YA207": Page(
        cause=Words(
            "两个文件名看起来只差大小写，或者差别根本看不出来。Windows 把它们当成同一个文件，"
            "更新文件夹时一份会盖掉另一份。",
            "Two file names differ only in capital letters or in nothing that can be seen. Windows takes them for "
            "one file, and one record replaces the other.",
        ),
        remedy=Words(
            "打开两个文件看看：同一个人的，给其中一个改名；重复的，删去一个。",
            "Open both: rename one if both are needed, or delete the one that is superfluous.",
        ),
    ),
    "YA208": Page(
        cause=Words(
            "记录文件夹里只读扩展名是 .yaml 的文件，这一个不是，里面即使有记录也一条没有计入。"
            "Windows 常把扩展名藏起来，看着是“王芳.yaml”，其实是“王芳.yaml.txt”。",
            "Only files that end in .yaml are read in the records folder; this one does not, and no record in it "
            "counted. Windows often hides the ending: what looks like 'wang-fang.yaml' may be 'wang-fang.yaml.txt'.",
        ),
        remedy=Words(
            "是记录的，把扩展名改成 .yaml；不是记录的，移出记录文件夹。",
            "If it is a record, make its name end in .yaml; if not, move it out of the records folder.",
        ),
    ),
    "YA209": Page(
        cause=Words(
            "指定的文件夹里没有一个扩展名是 .yaml 的文件，多半是文件夹写错了，或记录还没有放进来。"
            "没有记录不等于人人达标，所以算作错误。",
            "The folder holds no file that ends in .yaml; it is probably the wrong folder, or the records are not "
            "there yet. No record is not the same as everybody passing, so this is an error.",
        ),
        remedy=Words(
            "在命令里写上记录所在的文件夹，例如 yanpei-audit check 县教研室/records。",
            "Name the folder of the records in the command, as in yanpei-audit check office/records.",
        ),
    ),
    "YA210": Page(
        cause=Words(
            "一个人一年的记录不过几十 KB，超过 1 MiB 的文件多半误贴了别的内容，或者把许多人写进了一个文件。",
            "A year of one person takes a few dozen KB. A file above 1 MiB probably holds something pasted by "
            "mistake, or many people at once.",
        ),
        remedy=Words(
            "删去不是记录的内容；确实很长的，一个学期写一个文件，每个文件都写上编号和姓名。",
            "Delete what is no record; a record that really is so long goes into one file a term, each with the id "
            "and the name.",
        ),
    ),
    "YA211": Page(
        cause=Words(
            "一行超过一万字，多半是把整篇文章或整张表贴进了一个地方。这样的行没有人能核对。",
            "A line of more than 10,000 characters is mostly a whole article or table pasted into one place. Nobody "
            "can check such a line.",
        ),
        remedy=Words(
            "文章另存成文件，在“证据”里写它的位置；其余的拆开，一行写一项。",
            "Keep an article in a file of its own and name it under 证据 (evidence); split the rest, one field a line.",
        ),
    ),
    "YA212": Page(
        cause=Words(
            "一个文件里写了二十万项以上的内容，不会是一个人的记录，多半是把别的数据整个贴了进来。",
            "More than 200,000 values in one file cannot be one person's record; other data were probably pasted "
            "into it.",
        ),
        remedy=Words(
            "删去不是记录的内容；确实很长的，一个学期写一个文件，每个文件都写上编号和姓名。",
            "Delete what is no record; a record that really is so long goes into one file a term, each with the id "
            "and the name.",
        ),
    ),
    "YA213": Page(
        cause=Words(
            "括号里套括号，套了三十多层，多半是按住“[”键没有松开，或者粘贴出了错。正常的记录不过三四层。",
            "Brackets stand inside brackets more than thirty deep: the key was probably held down, or a paste went "
            "wrong. An ordinary record needs three or four.",
        ),
        remedy=Words(
            "删去多余的括号，左括号和右括号一样多。",
            "Delete the superfluous brackets, so that as many close as open.",
        ),
        wrong=record(
            "  - 类型: 听课",
            "    日期: 2025-09-09",
            "    学校: 城关一小",
            "    证据: " + "[" * 40 + "evidence/听课.jpg" + "]" * 40,
        ),
        right=record("  - 类型: 听课", "    日期: 2025-09-09", "    学校: 城关一小", "    证据: [evidence/听课.jpg]"),
    ),
    "YA216": Page(
        cause=Words(
            "这个文件里的问题超过 200 处，多半是同一种写法错了许多次，或者它根本不是记录。后面的问题没有列出，"
            "不等于没有。",
            "This file has more than 200 problems: mostly one slip made many times, or it is no record at all. The "
            "rest are not listed, but they are there.",
        ),
        remedy=Words(
            "先改正列出的前几处，同样的写法一并改掉，再审核一次。",
            "Correct the first ones and everything written like them, then audit again.",
        ),
    ),
}
