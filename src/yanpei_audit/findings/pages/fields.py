"""Pages of the findings about fields: names, dates, numbers and words."""

from __future__ import annotations

from yanpei_audit.findings.pages.page import LESSON, Page, lines, record
from yanpei_audit.language import Words

PAGES: dict[str, Page] = {
    "YA401": Page(
        cause=Words(
            "程序只认规定的名称，这一个不在其中，多半是打了同音字或漏了字。不认识的内容不会悄悄略过，"
            "免得该算的没有算。",
            "Only certain names are known, and this is none of them; mostly it is a slip of typing. Nothing unknown "
            "is passed over in silence, lest something that counts be left out.",
        ),
        remedy=Words(
            "照提示改成认识的名称；确实没有对应名称的，写进“备注”。",
            "Write the name that the finding suggests; what fits none of them goes into 备注 (note).",
        ),
        wrong=record("  - {类型: 听课, 日期: 2025-09-09, 学校: 城关一小, 节数: 2, 授客人: 李明}"),
        right=record("  - {类型: 听课, 日期: 2025-09-09, 学校: 城关一小, 节数: 2, 授课人: 李明}"),
    ),
    "YA402": Page(
        cause=Words(
            "这一项是必填的：每份记录要有编号、姓名和活动，有的活动还有自己的必填项，例如讲座要有主题，"
            "培训要有级别和学时。",
            "This field must be written: every record has an id, a name and activities, and some kinds ask for more, "
            "as a lecture for its topic and training for its level and hours.",
        ),
        remedy=Words(
            "照提示补上这一行。",
            "Add the line that the finding names.",
        ),
        wrong=record("  - 类型: 讲座", "    日期: 2025-09-09"),
        right=record("  - 类型: 讲座", "    日期: 2025-09-09", "    主题: 阅读教学常见问题"),
    ),
    "YA403": Page(
        cause=Words(
            "写了名称，冒号后面却是空的，多半是先留着位置，后来忘了填。程序不知道是没有，还是没填。",
            "The name is there but nothing follows its colon: a place that was kept open and then forgotten. Nobody "
            "can tell whether there is nothing or it was not entered.",
        ),
        remedy=Words(
            "填上内容；没有这一项的，整行删掉。一条活动都还没有的，写“活动: []”。",
            "Enter the text, or delete the whole line. Where there is no activity yet, write '活动: []'.",
        ),
        wrong=record("  - 类型: 听课", "    日期: 2025-09-09", "    学校:"),
        right=record("  - 类型: 听课", "    日期: 2025-09-09", "    学校: 城关一小"),
    ),
    "YA404": Page(
        cause=Words(
            "这一项有固定的写法，写成别的样子就读不懂，例如“推门”只能写“是”或“否”，打勾不行。",
            "This field is written in one way only, and anything else cannot be understood; 推门 (unannounced), for "
            "example, takes yes or no and no tick.",
        ),
        remedy=Words(
            "照提示的写法重写这一项。",
            "Write the field as the finding asks.",
        ),
        wrong=record("  - {类型: 听课, 日期: 2025-09-09, 学校: 城关一小, 节数: 2, 推门: √}"),
        right=record("  - {类型: 听课, 日期: 2025-09-09, 学校: 城关一小, 节数: 2, 推门: 是}"),
    ),
    "YA405": Page(
        cause=Words(
            "日历上没有这一天，或者这不是程序认得的日期，例如 9 月没有 31 日。从 Excel 复制时，"
            "日期有时会变成 45909 这样的数字。",
            "The calendar has no such day, or it is not written as a date; September has no 31st. A date copied from "
            "a spreadsheet sometimes turns into a number such as 45909.",
        ),
        remedy=Words(
            "对照原始材料改正，写成 2025-09-30 的样子。",
            "Correct it from the original papers, and write it like 2025-09-30.",
        ),
        wrong=record("  - {类型: 听课, 日期: 2025-09-31, 学校: 城关一小, 节数: 2}"),
        right=record("  - {类型: 听课, 日期: 2025-09-30, 学校: 城关一小, 节数: 2}"),
    ),
    "YA407": Page(
        cause=Words(
            "日期后面还写了几点几分，多半是从 Excel 或系统里导出的。审核只看是哪一天。",
            "A time follows the date, mostly because it was exported from a spreadsheet or another system. Only the "
            "day matters here.",
        ),
        remedy=Words(
            "删去时间，只留年月日；第几节课写在“节次”里。",
            "Delete the time and keep the day; which lesson of the day it was goes into 节次 (slot).",
        ),
        wrong=record("  - {类型: 听课, 日期: 2025-09-10 08:30, 学校: 城关一小, 节数: 2}"),
        right=record("  - {类型: 听课, 日期: 2025-09-10, 学校: 城关一小, 节数: 2}"),
    ),
    "YA408": Page(
        cause=Words(
            "9/10/2025 可以是 9 月 10 日，也可以是 10 月 9 日，程序不猜。多半是 Excel 按英文习惯显示了日期。",
            "9/10/2025 may be 10 September or 9 October, and the program does not guess. A spreadsheet probably "
            "showed the date in English order.",
        ),
        remedy=Words(
            "年份写在最前面：2025-09-10。",
            "Put the year first: 2025-09-10.",
        ),
        wrong=record("  - {类型: 听课, 日期: 9/10/2025, 学校: 城关一小, 节数: 2}"),
        right=record("  - {类型: 听课, 日期: 2025-09-10, 学校: 城关一小, 节数: 2}"),
    ),
    "YA409": Page(
        cause=Words(
            "这里要写阿拉伯数字，不能写汉字数字、“若干”或“1-2”这样的范围，否则没法相加。",
            "A number in digits belongs here; words, 'some' or a range like '1-2' cannot be added up.",
        ),
        remedy=Words(
            "改成一个数，如 2；确实不知道的，先核实再填。",
            "Write one number, like 2; if it is not known, find it out first.",
        ),
        wrong=record("  - {类型: 听课, 日期: 2025-09-09, 学校: 城关一小, 节数: 两}"),
        right=record(LESSON),
    ),
    "YA410": Page(
        cause=Words(
            "一条活动的节数至多 40，学时至多 400，字数至多 200000，都要大于 0；节数和字数是整数，学时至多两位小数。"
            "超出的多半是多打了 0，或把一学期的数写进了一条。",
            "One activity has at most 40 lessons, 400 hours or 200000 characters, all above 0; lessons and "
            "characters are whole numbers, hours have at most two decimals. Mostly a 0 too many was typed, or a "
            "whole term put into one activity.",
        ),
        remedy=Words(
            "核对这个数；是几次合在一起的，每次写一条活动。",
            "Check the number; where several occasions were joined, enter one activity for each.",
        ),
        wrong=record("  - {类型: 听课, 日期: 2025-09-09, 学校: 城关一小, 节数: 200}"),
        right=record("  - {类型: 听课, 日期: 2025-09-09, 学校: 城关一小, 节数: 20}"),
    ),
    "YA411": Page(
        cause=Words(
            "数字后面写了“节”“学时”一类的单位。单位已经由名称说明，这里再写就成了文字，没法相加。",
            "A unit follows the number. The name of the field already says the unit, and with one behind it the "
            "number is text that cannot be added up.",
        ),
        remedy=Words(
            "删去单位，只留数字。",
            "Delete the unit and keep the number.",
        ),
        wrong=record("  - {类型: 听课, 日期: 2025-09-09, 学校: 城关一小, 节数: 2节}"),
        right=record(LESSON),
    ),
    "YA412": Page(
        cause=Words(
            "活动的类型要从规定的名称里选，这一个不在其中，多半是同音字，或用了本单位的叫法。类型不对，"
            "就不知道该算进哪一项。",
            "The kind of an activity is one of a fixed list, and this is not in it: a slip of typing, or a name used "
            "only in your office. Without a known kind nobody can tell what it counts for.",
        ),
        remedy=Words(
            "照提示改正；本单位确有这类活动的，请管理规则的人加进 yanpei.yaml 的 kinds。",
            "Correct it as suggested; a kind that your office really has goes into kinds of yanpei.yaml.",
        ),
        wrong=record("  - {类型: 听可, 日期: 2025-09-09, 学校: 城关一小, 节数: 2}"),
        right=record(LESSON),
    ),
    "YA416": Page(
        cause=Words(
            "写的是自己电脑上的位置（如 C:\\照片），或用 .. 指到了工作文件夹外面。换一台电脑就找不到，别人也无法核对。",
            "This is a place on one's own computer, such as C:\\photos, or '..' leads out of the working folder. "
            "Nobody else can find it there.",
        ),
        remedy=Words(
            "把材料放进 evidence 文件夹，写成“evidence/文件名”，中间用“/”。",
            "Put the file into the folder evidence and write 'evidence/name', with '/' between them.",
        ),
        wrong=record("  - 类型: 听课", "    日期: 2025-09-09", "    学校: 城关一小", "    证据: [C:\\照片\\听课.jpg]"),
        right=record("  - 类型: 听课", "    日期: 2025-09-09", "    学校: 城关一小", "    证据: [evidence/听课.jpg]"),
    ),
    "YA417": Page(
        cause=Words(
            "内容前后多了一个全角空格或粘贴来的空格，屏幕上看不出来。带着它的“城关一小”与别处的“城关一小”会被当成两个"
            "学校。",
            "A full-width or pasted blank stands before or after the text and cannot be seen. A school's name that "
            "carries it would be another school than the same name elsewhere.",
        ),
        remedy=Words(
            "把光标移到内容的两头，删掉多余的空白。",
            "Delete the blank at the edge of the text.",
        ),
        wrong=record("  - 类型: 听课", "    日期: 2025-09-09", "    学校: 城关一小\u3000"),
        right=record("  - 类型: 听课", "    日期: 2025-09-09", "    学校: 城关一小"),
    ),
    "YA419": Page(
        cause=Words(
            "这一项只能从规定的词里选，例如“级别”写校本、县培、市培等。写成别的说法，按级别计算的定额就算不进去。",
            "This field takes one of certain words, such as the levels of training. Said otherwise, the activity "
            "would be missed by quotas that ask for the word.",
        ),
        remedy=Words(
            "照提示换成规定的词。",
            "Write the word that the finding suggests.",
        ),
        wrong=record("  - {类型: 培训, 日期: 2025-10-20, 级别: 校本级, 学时: 4}"),
        right=record("  - {类型: 培训, 日期: 2025-10-20, 级别: 校本, 学时: 4}"),
    ),
    "YA420": Page(
        cause=Words(
            "岗位决定哪些定额适用于这个人。这个岗位不在岗位表里，按岗位规定的定额就落不到他头上。",
            "The roles decide which quotas apply to a person. This one is not in the table of roles, so quotas "
            "written for a role do not reach the person.",
        ),
        remedy=Words(
            "照提示改正岗位；本单位确有此岗位的，请管理规则的人加进 yanpei.yaml 的 roles。",
            "Correct the role as suggested; a role that your office really has goes into roles of yanpei.yaml.",
        ),
        wrong=lines("编号: R001", "姓名: 王芳", "岗位: [教研圆]", "活动:", LESSON),
        right=lines("编号: R001", "姓名: 王芳", "岗位: [教研员]", "活动:", LESSON),
    ),
    "YA421": Page(
        cause=Words(
            "结束的日期在开始之前，多半是两个日期写反了，或者跨年时年份忘了加一。",
            "The last day lies before the first: the two were probably exchanged, or the year was not changed after "
            "New Year.",
        ),
        remedy=Words(
            "核对“起”和“止”，对调或改正年份。",
            "Check 起 (from) and 止 (to); exchange them, or correct the year.",
        ),
        wrong=record("  - {类型: 蹲点, 起: 2025-12-08, 止: 2025-01-10, 学校: 城关一小}"),
        right=record("  - {类型: 蹲点, 起: 2025-12-08, 止: 2026-01-10, 学校: 城关一小}"),
    ),
    "YA422": Page(
        cause=Words(
            "没有日期，就不知道这条活动属于哪个学期，无法计入。",
            "Without a date nobody can tell which term the activity belongs to, and it cannot count.",
        ),
        remedy=Words(
            "一天的活动补上“日期”；连续几天的补上“起”和“止”。",
            "Add 日期 (date) for a single day, or 起 (from) and 止 (to) for several.",
        ),
        wrong=record("  - 类型: 听课", "    学校: 城关一小"),
        right=record("  - 类型: 听课", "    日期: 2025-09-09", "    学校: 城关一小"),
    ),
    "YA423": Page(
        cause=Words(
            "“日期”表示只有一天，“起”和“止”表示一段时间，两种都写就分不清是几天。",
            "A date says one day, 起 and 止 (from and to) say several; with both, nobody can tell how many days it "
            "was.",
        ),
        remedy=Words(
            "一天的只留“日期”；连续几天的只留“起”和“止”。",
            "Keep only the date for a single day, only from and to for several.",
        ),
        wrong=record("  - {类型: 蹲点, 日期: 2025-09-08, 起: 2025-09-08, 止: 2025-10-10, 学校: 城关一小}"),
        right=record("  - {类型: 蹲点, 起: 2025-09-08, 止: 2025-10-10, 学校: 城关一小}"),
    ),
    "YA424": Page(
        cause=Words(
            "有的类型本身就说明了这一项，例如“研讨课”的课型就是研讨课。另写一个不同的，两处互相矛盾，不知道按哪个算。",
            "Some kinds already say this field; a seminar lesson is of the type seminar. Written otherwise, the two "
            "contradict each other, and nobody can tell which one counts.",
        ),
        remedy=Words(
            "类型对的，删去这一项；这一项对的，改正类型。",
            "Delete the field if the kind is right; otherwise correct the kind.",
        ),
        wrong=record("  - {类型: 研讨课, 日期: 2025-10-14, 学校: 城关一小, 课型: 达标课}"),
        right=record("  - {类型: 达标课, 日期: 2025-10-14, 学校: 城关一小}"),
    ),
    "YA425": Page(
        cause=Words(
            "“补”写的是已经结束的周期，而这条活动是在那个周期结束之前做的，本来就按日期计入。多半是周期写错了。",
            "'makes_up' names a period that is over, but this activity was done before its end and counts by its date "
            "anyway. The period is probably mistyped.",
        ),
        remedy=Words("删去“补”这一项，或改正周期、日期。", "Delete 'makes_up', or correct the period or the date."),
        wrong=record("  - {类型: 听课, 日期: 2025-09-09, 学校: 城关一小, 节数: 2, 补: 2025-2026-1}"),
        right=record(LESSON),
    ),
}
