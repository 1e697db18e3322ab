"""Pages of the findings about bytes and characters."""

from __future__ import annotations

from yanpei_audit.findings.pages.page import LESSON, Page, lines, record
from yanpei_audit.language import Words

PAGES: dict[str, Page] = {
    "YA101": Page(
        cause=Words(
            "文件多半是旧版记事本或别的软件按 GBK（又叫 ANSI）编码保存的。程序不去猜是哪些字，免得把姓名和学校读错。",
            "The file was probably saved as GBK, which older editors call ANSI. The program does not guess the "
            "characters, lest it misread names and schools.",
        ),
        remedy=Words(
            "用记事本打开，确认汉字显示正常，再用“另存为”，编码选 UTF-8，覆盖原文件。",
            "Open it in Notepad, make sure the Chinese looks right, then use 'Save as' with the encoding UTF-8 over "
            "the old file.",
        ),
    ),
    "YA102": Page(
        cause=Words(
            "保存时编码选成了 Unicode（UTF-16）。Git 把这样的文件当成图片一类，看不出谁改了哪一行。",
            "The file was saved as Unicode (UTF-16). Git treats such a file like a picture and cannot show who "
            "changed which line.",
        ),
        remedy=Words(
            "用记事本打开，再用“另存为”，编码选 UTF-8，覆盖原文件。",
            "Open it in Notepad and use 'Save as' with the encoding UTF-8 over the old file.",
        ),
    ),
    "YA103": Page(
        cause=Words(
            "Windows 的一些软件保存 UTF-8 文件时，会在最前面加一个看不见的标记。程序会跳过它，审核结果不受影响。",
            "Some Windows programs put an invisible mark in front of a UTF-8 file. It is skipped, and the result is "
            "not affected.",
        ),
        remedy=Words(
            "可以不管；想去掉，就用“另存为”，编码选 UTF-8，不要选“带有 BOM 的 UTF-8”。",
            "You may leave it. To remove it, use 'Save as' with UTF-8, not with 'UTF-8 with BOM'.",
        ),
        wrong=lines("\ufeff编号: R001", "姓名: 王芳", "岗位: [教研员]", "活动:", LESSON),
        right=lines("编号: R001", "姓名: 王芳", "岗位: [教研员]", "活动:", LESSON),
    ),
    "YA104": Page(
        cause=Words(
            "文字里混进了看不见的控制字符，多半是从别的系统导出或粘贴时带来的。它能让屏幕上显示的与文件里写的不一样，"
            "所以不予读取。",
            "A control character that cannot be seen got into the text, mostly by export or paste from another "
            "system. It can make the screen show something other than what the file says, so it is refused.",
        ),
        remedy=Words(
            "把标出的这一段连同前后两个字一起删掉，再用键盘重新输入。",
            "Delete the marked place together with the characters beside it, and type them again.",
        ),
        wrong=record("  - {类型: 听课, 日期: 2025-09-09, 学校: 城关\x08一小, 节数: 2}"),
        right=record(LESSON),
    ),
    "YA105": Page(
        cause=Words(
            "这里的换行不是回车键打出来的，常从网页、PDF 或 Word 的“手动换行”粘贴而来。有的软件在这里换行，有的不换，"
            "各人看到的行就不一样。",
            "This line break was not made with Enter; it often comes from a web page, a PDF, or a manual line break "
            "of Word. Some programs break the line here and some do not, so people see different lines.",
        ),
        remedy=Words(
            "把光标移到这里删掉它；本来要换行的，再按回车键。",
            "Put the cursor here and delete it; where a new line is meant, press Enter.",
        ),
        wrong=record("  - 类型: 讲座", "    日期: 2025-09-09", "    主题: 阅读教学\u2028常见问题"),
        right=record("  - 类型: 讲座", "    日期: 2025-09-09", "    主题: 阅读教学常见问题"),
    ),
    "YA106": Page(
        cause=Words(
            "字与字之间夹着一个不占位置的字符，从微信、网页、PDF 粘贴时常会带来。"
            "夹了它的“城关一小”与别处的“城关一小”不相同，会被当成两个学校。",
            "A character without any width stands between the others; text pasted from chats, web pages and PDF "
            "files often brings one. A school's name that holds it differs from the same name elsewhere, and makes "
            "two schools of one.",
        ),
        remedy=Words(
            "把这个词整个删掉，用键盘重新输入，不要再粘贴。",
            "Delete the whole word and type it again instead of pasting.",
        ),
        wrong=record("  - {类型: 听课, 日期: 2025-09-09, 学校: 城关\u200b一小, 节数: 2}"),
        right=record(LESSON),
    ),
    "YA107": Page(
        cause=Words(
            "文件里什么也没有，或者每一行都以 # 开头，而 # 开头的行只是给人看的说明。空文件不等于没有活动，"
            "程序不能替您下结论。",
            "The file holds nothing, or only lines that start with #, which are comments. An empty file does not "
            "mean that nothing was done, so nothing is concluded from it.",
        ),
        remedy=Words(
            "照 examples/minimal 填上编号、姓名和活动；建错了的文件就删除。",
            "Enter the id, the name and the activities as in examples/minimal, or delete a file made by mistake.",
        ),
        wrong=lines("# 王芳，待补"),
        right=lines("编号: R001", "姓名: 王芳", "岗位: [教研员]", "活动:", LESSON),
    ),
    "YA108": Page(
        cause=Words(
            "这是 Excel 表、网页、PDF 或图片，只是扩展名改成了 .yaml。改扩展名不会改变里面的格式，程序读不了。",
            "This is a spreadsheet, a web page, a PDF or a picture that was only renamed to .yaml. Renaming does not "
            "change what is inside, and it cannot be read.",
        ),
        remedy=Words(
            "照 examples/minimal 新建一个文本文件，把内容抄进去；原来的文件移出记录文件夹。",
            "Make a new text file as in examples/minimal and copy the contents into it; move the old file out of the "
            "records folder.",
        ),
        wrong=lines("<html>", "<body>王芳 听课 2 节</body>", "</html>"),
        right=lines("编号: R001", "姓名: 王芳", "岗位: [教研员]", "活动:", LESSON),
    ),
    "YA109": Page(
        cause=Words(
            "UTF-8 的文件曾被当成 GBK 打开，又照样保存了一次，汉字就变成了别的字。有的字在保存时已经丢失，"
            "所以程序不自动还原。",
            "A UTF-8 file was once opened as GBK and saved like that, which turned the characters into others. Some "
            "may have been lost on the way, so nothing is restored automatically.",
        ),
        remedy=Words(
            "从 Git 的旧版本或原来的电脑里找回没有乱码的那一份；找不到的，照提示里的原文重新输入。",
            "Find the copy that is not garbled, in an older version in Git or on the first computer; otherwise type "
            "the text again as the finding suggests.",
        ),
        wrong=lines("编号: R001", "姓名: 鐜嬭姵", "岗位: [教研员]", "活动:", LESSON),
        right=lines("编号: R001", "姓名: 王芳", "岗位: [教研员]", "活动:", LESSON),
    ),
    "YA111": Page(
        cause=Words(
            "两个人改了同一处，Git 把两份都留在文件里，用 <<<<<<<、======= 和 >>>>>>> 隔开，等人来选。没有选定以前，"
            "程序不知道哪一份算数。",
            "Two people changed the same place, and Git left both versions in the file between <<<<<<<, ======= and "
            ">>>>>>> for somebody to choose. Until then nobody knows which one counts.",
        ),
        remedy=Words(
            "与对方核对，留下正确的各行，把三条标记行全部删掉。",
            "Settle it with the other person, keep the right lines, and delete all three marks.",
        ),
        wrong=record(
            "<<<<<<< HEAD",
            LESSON,
            "=======",
            "  - {类型: 听课, 日期: 2025-09-09, 学校: 城关一小, 节数: 3}",
            ">>>>>>> main",
        ),
        right=record("  - {类型: 听课, 日期: 2025-09-09, 学校: 城关一小, 节数: 3}"),
    ),
    "YA112": Page(
        cause=Words(
            "这个字放在电脑的“自造字区”里，每台电脑显示的可能都不一样，常见于老输入法打出的人名生僻字。"
            "别人看到的也许是方框，也许是另一个字。",
            "This character stands in the private area of a computer, as rare characters of names typed with old "
            "input methods do. Others may see a box or another character.",
        ),
        remedy=Words(
            "用新版输入法重新输入这个字，或从在线字典里复制；确实打不出来的，用通行的写法代替。",
            "Type it again with a current input method or copy it from an online dictionary; failing that, use the "
            "customary substitute.",
        ),
        wrong=lines("编号: R001", "姓名: 王\ue863", "岗位: [教研员]", "活动:", LESSON),
        right=lines("编号: R001", "姓名: 王䶮", "岗位: [教研员]", "活动:", LESSON),
    ),
}
