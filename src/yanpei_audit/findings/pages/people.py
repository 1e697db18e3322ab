"""Pages of the findings about people, repeated entries and days."""

from __future__ import annotations

from yanpei_audit.findings.pages.page import CALENDAR, LESSON, PACK, REGISTER, RULE, Page, lines, pack, record
from yanpei_audit.language import Words

PAGES: dict[str, Page] = {
    "YA501": Page(
        cause=Words(
            "人员名册 registry/people.yaml 里没有这份记录的编号，多半是编号打错了，或新来的人还没有登记。"
            "名册里的岗位、分层、教龄就用不到这个人身上。",
            "The register of people, registry/people.yaml, does not hold the id of this record: it is probably "
            "misspelt, or somebody new is not registered yet. Roles, tier and years of service of the register cannot "
            "be used for this person.",
        ),
        remedy=Words("改正编号，或在名册里加上这个人。", "Correct the id, or add the person to the register."),
    ),
    "YA502": Page(
        cause=Words(
            "文件名是另一个人的编号或姓名，多半是复制了别人的文件来改，忘了改里面的编号姓名，或忘了改文件名。"
            "前一种情况下，活动会记到别人头上。",
            "The file bears the id or name of somebody else: it was probably copied, and then the id and name "
            "inside, or the name of the file, were left as they were. In the first case the activities go to the "
            "wrong person.",
        ),
        remedy=Words(
            "先看里面的编号和姓名对不对，错了就改正；没有错，就给文件改名。",
            "Check the id and name inside and correct them; if they are right, rename the file.",
        ),
    ),
    "YA504": Page(
        cause=Words(
            "人员名册 registry/people.yaml 里的人都要交记录，这个人却一个记录文件也没有：没有交，编号写得和名册不同，"
            "或者人已经不在岗而名册没有改。没有记录不等于达标，所以这个人无法判定。",
            "Everybody of registry/people.yaml keeps a record, and no file is this person's: it was not handed in, its "
            "id differs from that of the register, or the person has left and the register does not say so. No record "
            "is no pass, so the person cannot be judged.",
        ),
        remedy=Words(
            "补交记录，或把记录里的编号改成和名册一致；整个周期不在岗的，在名册里写“离职”或“离岗”的日期，"
            "不用交记录的写“交记录: 否”。",
            "Hand in the record, or make its id that of the register; in the register, whoever is at no post in the "
            "whole period has 离职 (left) or 离岗 (away), and whoever need keep no record '交记录: 否' "
            "(keeps_record: no).",
        ),
        wrong=lines("人员名册:", "  - {编号: R001, 姓名: 王芳}", "  - {编号: R002, 姓名: 李明}"),
        right=lines("人员名册:", "  - {编号: R001, 姓名: 王芳}", "  - {编号: R002, 姓名: 李明, 交记录: 否}"),
        file=REGISTER,
    ),
    "YA505": Page(
        cause=Words(
            "两处看起来一样，其实用了不同的字符：全角字母、别的文字里形状相同的字母，或多了空格。"
            "程序会当成两个学校或两个人，各算各的。",
            "The two look alike but are made of different characters: full-width letters, letters of another "
            "alphabet, or a blank more. They would be counted as two schools or two people.",
        ),
        remedy=Words(
            "选定一种写法，把另一处删掉，照着重新输入。",
            "Choose one spelling, delete the other, and type it again.",
        ),
        wrong=record(
            "  - {类型: 听课, 日期: 2025-09-09, 学校: A区一小, 节数: 2}",
            "  - {类型: 听课, 日期: 2025-09-16, 学校: \u0410区一小, 节数: 2}",
        ),
        right=record(
            "  - {类型: 听课, 日期: 2025-09-09, 学校: A区一小, 节数: 2}",
            "  - {类型: 听课, 日期: 2025-09-16, 学校: A区一小, 节数: 2}",
        ),
    ),
    "YA507": Page(
        cause=Words(
            "两条活动的每一项都一样，多半是复制后忘了改，或同一次活动录入了两遍。为免多算，只计一次。",
            "Two activities agree in every field: one was copied and not changed, or one occasion was entered twice. "
            "It counts once, so that nothing is counted double.",
        ),
        remedy=Words(
            "重复的删去一条；确是两次的，写明不同的节次、授课人或主题。",
            "Delete the repetition; if there really were two, say what tells them apart: the slot, the teacher or "
            "the topic.",
        ),
        wrong=record(LESSON, LESSON),
        right=record(LESSON, "  - {类型: 听课, 日期: 2025-09-09, 学校: 城关一小, 节数: 2, 节次: 第三节}"),
    ),
    "YA508": Page(
        cause=Words(
            "两个人的全部活动一字不差，很可能是复制别人的文件只改了编号和姓名。集体活动可以相同，"
            "但一学期条条相同的很少。",
            "All activities of two people are word for word the same; a file was probably copied and only the id and "
            "name changed. Joint activities may agree, but hardly every one of a term.",
        ),
        remedy=Words(
            "请两人各自核对，改成本人实际参加的活动；确实全部相同的，保留即可。",
            "Have both people check, and enter what each of them really did; if it is all true, leave it.",
        ),
    ),
    "YA510": Page(
        cause=Words(
            "同一个编号在两个文件里写了两个姓名，可能是姓名打错了字，也可能是两个人用了同一个编号。分不清是谁的活动，"
            "这个编号的各项就都无法判定。",
            "One id has two names in two files: a name is misspelt, or two people got the same id. Nobody can tell "
            "whose activities they are, so nothing of this id is judged.",
        ),
        remedy=Words(
            "同一个人的，把姓名改成一致；是两个人的，改正其中一个的编号。",
            "Make the names agree if it is one person; give one of them the right id if there are two.",
        ),
    ),
    "YA511": Page(
        cause=Words(
            "现有的规则都写明了适用的岗位或单位，而这个人一条也不符合，所以什么也没有审核。多半是岗位漏写，"
            "或规则里没有列这个岗位。",
            "Every rule in force names roles or units, and this person fits none of them, so nothing was audited. A "
            "role is probably missing in the record or in the rules.",
        ),
        remedy=Words(
            "核对记录里的“岗位”；岗位没有错的，请管理规则的人修改 applies_to。",
            "Check 岗位 (roles) in the record; if they are right, the rules' applies_to needs a change.",
        ),
        wrong=pack(RULE, applies_to="{roles: [校长]}"),
        right=pack(RULE, applies_to="{roles: [教研员]}"),
        file=PACK,
    ),
    "YA512": Page(
        cause=Words(
            "同一个人有几个文件，里面的单位或学科写得不一样。可能是中途调动，也可能是一处写错；报告只能取一个，"
            "取的是最近一次活动所在的文件。",
            "Several files of one person disagree on the unit or the subject. The person may have moved, or one is "
            "wrong; reports can show only one, that of the file with the latest activity.",
        ),
        remedy=Words(
            "写错的改成一致；确实调动过的，可以保留。",
            "Correct what is wrong; if the person really moved, leave it.",
        ),
    ),
    "YA513": Page(
        cause=Words(
            "学校名册 registry/schools.yaml 里没有这个校名，多半是用了简称，或打错了字。看城乡、学段的规则就认不出它。",
            "The register of schools, registry/schools.yaml, does not hold this name: it is probably short for "
            "another, or misspelt. Rules that ask for area or stage cannot tell what school it is.",
        ),
        remedy=Words(
            "改成名册里的校名；常用的简称，加进那所学校的“别名”。",
            "Write the name of the register; a short name in use goes into 别名 (aliases) of the school.",
        ),
    ),
    "YA514": Page(
        cause=Words(
            "记录和人员名册 registry/people.yaml 写的岗位不一样。按岗位的定额照名册的岗位判，写错了就会判错。",
            "The record and the register of people, registry/people.yaml, name different roles. Quotas by role go by "
            "the register, so a slip in it leads to the wrong quota.",
        ),
        remedy=Words("核对后改成一致。", "Find out which is right, and correct the other."),
    ),
    "YA515": Page(
        cause=Words(
            "名册里的任职或离岗合不到一起：同时担任的几个岗位，份额加起来超过 1；或一段任职、离岗整段都在入职之前、"
            "离职之后。折算定额要用到这些，写错了就会折错，所以先不审核。",
            "The posts or days away in the register do not fit together: the shares of posts held at once add up to "
            "more than 1, or all of a part lies before joining or after leaving. Quotas are prorated by them, so "
            "nothing is audited.",
        ),
        remedy=Words(
            "核对“入职”“离职”和各段的“起”“止”，同时担任的几个岗位，“份额”合起来不超过 1。",
            "Check 入职 (joined), 离职 (left), 起 (from) and 止 (to); the 份额 (shares) of posts held at once are at "
            "most 1 together.",
        ),
        wrong=lines(
            "人员名册:",
            "  - 编号: R001",
            "    姓名: 王芳",
            "    任职:",
            "      - {岗位: [教研员], 起: 2025-09-01, 份额: 1/2}",
            "      - {岗位: [教师], 起: 2025-09-01, 份额: 2/3}",
        ),
        right=lines(
            "人员名册:",
            "  - 编号: R001",
            "    姓名: 王芳",
            "    任职:",
            "      - {岗位: [教研员], 起: 2025-09-01, 份额: 1/2}",
            "      - {岗位: [教师], 起: 2025-09-01, 份额: 1/2}",
        ),
        file=REGISTER,
    ),
    "YA516": Page(
        cause=Words(
            "编号相同而名字不同：多半是编号抄错了，活动就记在了别人名下；也可能改过名字，只改了一处。",
            "One id and two names: most likely the id was copied wrongly, and activities count for somebody else; or a "
            "name was changed in one place only.",
        ),
        remedy=Words(
            "核对是谁的记录：编号错了改编号，名字错了改名字。",
            "Find out whose record it is, and correct the id or the name.",
        ),
    ),
    "YA601": Page(
        cause=Words(
            "calendar.yaml 写明了各学期的起止，这条活动的日子在两个学期之间。它不计入按学期的定额，按学年的仍然计入。"
            "假期里确有活动的不算错；若是日期打错了，就少算了一次。",
            "calendar.yaml gives the days of the terms, and this activity lies between two of them. It counts for no "
            "quota of a term, though for those of a school year. That may be right; but if the date is misspelt, an "
            "activity is lost.",
        ),
        remedy=Words(
            "日期错了的，改正日期；学期的起止错了的，改 calendar.yaml；确是假期里做的，不用改。",
            "Correct the date, or the days of the terms in calendar.yaml; if it was done between terms, leave it.",
        ),
        wrong=lines(
            "学期表:",
            "  - {学期: 2024-2025-2, 起: 2025-02-17, 止: 2025-07-04}",
            "  - {学期: 2025-2026-1, 起: 2025-09-15, 止: 2026-01-23}",
        ),
        right=lines(
            "学期表:",
            "  - {学期: 2024-2025-2, 起: 2025-02-17, 止: 2025-07-04}",
            "  - {学期: 2025-2026-1, 起: 2025-09-01, 止: 2026-01-23}",
        ),
        file=CALENDAR,
    ),
    "YA602": Page(
        cause=Words(
            "不写“状态”的活动算已经完成，可是它的日期在审核日期之后。多半是年份或月份打错了，"
            "或者把计划提前录成了完成。",
            "An activity without a status is done, but its date lies after the as-of day. The year or month is "
            "probably wrong, or a plan was entered as if it were done.",
        ),
        remedy=Words(
            "日期错了的，改正日期；还没有做的，加上“状态: 计划”。",
            "Correct the date, or add '状态: 计划' (status: planned) to what is yet to come.",
        ),
    ),
    "YA611": Page(
        cause=Words(
            "整个周期里所有人都没有一条活动，多半是周期选错了，年份打错了，或记录还没有录入。没有记录不等于达标，"
            "所以算作错误。",
            "Nobody has an activity in the whole period: it is probably the wrong period or year, or the records are "
            "not entered yet. No record is no pass, so this is an error.",
        ),
        remedy=Words(
            "核对命令里的 --period 和活动的年份；还没有录入的，补上活动。",
            "Check --period of the command and the years of the activities, or enter the activities.",
        ),
        wrong=lines("编号: R001", "姓名: 王芳", "岗位: [教研员]", "活动: []"),
        right=lines("编号: R001", "姓名: 王芳", "岗位: [教研员]", "活动:", LESSON),
    ),
    "YA612": Page(
        cause=Words(
            "按人员名册，这一天还没有入职、已经离职、离岗，或没有任职，却记了一条活动。不是活动的日期打错了，"
            "就是名册里的日期错了；名册错了，定额也会折错。",
            "By the register of people, on this day the person had not joined, had left, was away, or held no post, "
            "and yet has an activity. Its date is wrong, or those of the register are, and then quotas are prorated "
            "wrongly, too.",
        ),
        remedy=Words(
            "日期错了的，改正活动的日期；活动没有错的，改正 registry/people.yaml 里的日期。",
            "Correct the date of the activity, or the days in registry/people.yaml.",
        ),
        wrong=lines("人员名册:", "  - {编号: R001, 姓名: 王芳, 离岗: [{类型: 产假, 起: 2025-09-01, 止: 2025-12-31}]}"),
        right=lines("人员名册:", "  - {编号: R001, 姓名: 王芳, 离岗: [{类型: 产假, 起: 2025-10-01, 止: 2025-12-31}]}"),
        file=REGISTER,
    ),
    "YA613": Page(
        cause=Words(
            "这条活动写了补哪个周期，但做的时候那个周期早已过了补报期限，也没有人批准延期。它不计入那个周期，"
            "只按日期计入当时的周期。",
            "The activity says which period it makes up for, but was done when the time for that was over and nobody "
            "had extended it. It does not count there, only for the period it was done in.",
        ),
        remedy=Words(
            "经批准可以算在那个周期的，在 exemptions.yaml 里写“延期至”；其实不是补的，删去“补”这一项。",
            "If it may count there, have the period extended in exemptions.yaml; if it makes up for nothing, delete "
            "'makes_up'.",
        ),
        wrong=record("  - {类型: 听课, 日期: 2026-02-05, 学校: 城关一小, 节数: 2, 补: 2025-2026-1}", LESSON),
        right=record("  - {类型: 听课, 日期: 2026-02-05, 学校: 城关一小, 节数: 2}", LESSON),
    ),
}
