"""Pages of the findings about the calendar and about exemptions."""

from __future__ import annotations

from yanpei_audit.findings.pages.page import CALENDAR, EXEMPTIONS, Page, exemption, lines
from yanpei_audit.language import Words

AUTUMN = "  - {学期: 2025-2026-1, 起: 2025-09-01, 止: 2026-01-23}"

PAGES: dict[str, Page] = {
    "YA730": Page(
        cause=Words(
            "calendar.yaml 的“学期表”写错了：学期的日期属于另一个学年或另一个学期，两个学期有重叠的日子，"
            "或教学起止超出了学期。哪一条活动算在哪个学期就定不下来，所以先不审核。",
            "The terms of calendar.yaml are wrong: the days belong to another school year or another term, two terms "
            "share days, or the teaching weeks lie outside their term. Nobody can tell which activity belongs to which "
            "term, so nothing is audited.",
        ),
        remedy=Words(
            "对照本单位的校历，改正这个学期的“学期”“起”“止”“教学起”或“教学止”。",
            "Correct 学期 (term), 起 (from), 止 (to), 教学起 (teaching_from) or 教学止 (teaching_to) by the school "
            "calendar.",
        ),
        wrong=lines("学期表:", "  - {学期: 2025-2026-1, 起: 2026-09-01, 止: 2027-01-23}"),
        right=lines("学期表:", AUTUMN),
        file=CALENDAR,
    ),
    "YA731": Page(
        cause=Words(
            "“放假”或“补课”里的日子，不在“学期表”写出的任何一个学期里，多半是年份或月份打错了，"
            "或那个学期还没有写进学期表。",
            "A holiday or make-up day lies in none of the terms listed: its year or month is probably wrong, or the "
            "term that it belongs to is not listed yet.",
        ),
        remedy=Words(
            "日期错了的，改正日期；属于别的学期的，在“学期表”里加上那个学期；寒暑假里的删去。",
            "Correct the date; if it belongs to another term, list that term; if it lies between terms, delete it.",
        ),
        wrong=lines("学期表:", AUTUMN, "放假:", "  - {名称: 秋假, 起: 2052-11-03, 止: 2052-11-05}"),
        right=lines("学期表:", AUTUMN, "放假:", "  - {名称: 秋假, 起: 2025-11-03, 止: 2025-11-05}"),
        file=CALENDAR,
    ),
    "YA732": Page(
        cause=Words(
            "国务院每年年底才公布下一年的放假安排，所用的 chinesecalendar 还没有收录这一年。剩下几周、每周要几节，"
            "只能先按周一至周五估计，遇上放假会有出入。",
            "The holidays of a year are announced at the end of the year before, and the chinesecalendar in use does "
            "not know those of this year. The weeks left, and what is needed in each, are reckoned from Monday to "
            "Friday for now, and holidays will change them.",
        ),
        remedy=Words(
            "国务院还没有公布的，不用改；已经公布的，升级 chinesecalendar，或在 calendar.yaml 的“全国放假”里"
            "写全这一年的放假日和调休上班日，例如“- {名称: 元旦, 日期: 2027-01-01, 休息: 是}”。",
            "Before the announcement leave it; after it, upgrade chinesecalendar, or enter all days off and all worked "
            "weekends of the year under 全国放假 (days) of calendar.yaml, as in "
            "'- {名称: 元旦, 日期: 2027-01-01, 休息: 是}'.",
        ),
    ),
    "YA733": Page(
        cause=Words(
            "豁免的“规则”写的不是正在使用的规则，多半是只写了后半段或规则的名称，打错了字，"
            "或那个规则包没有写进 yanpei.yaml。这条豁免对谁也不起作用。",
            "The exemption names no rule in use: only half of the id or the title was written, it is misspelt, or "
            "yanpei.yaml does not name its pack. The exemption frees nobody.",
        ),
        remedy=Words(
            "写成“规则包/规则”，例如 researcher-quota/observation；全部规则用 `yanpei-audit rules list` 查看。",
            "Write PACK/RULE, like researcher-quota/observation; `yanpei-audit rules list` shows all.",
        ),
        wrong=exemption(规则="researcher-quota/observe"),
        right=exemption(规则="researcher-quota/observation"),
        file=EXEMPTIONS,
    ),
    "YA734": Page(
        cause=Words(
            "“效力”写的不是程序认识的几种，所以不知道免多少，这条豁免没有用上。",
            "The effect is none of those that exist; how far somebody is freed is unknown, so the exemption is not "
            "applied.",
        ),
        remedy=Words(
            "照批文的意思选一种：免除、减为 20、按比例、按比例 1/2、延期至 2026-03-15、折抵 5、"
            "人工认定达标、人工认定未达标。",
            "Choose what the document means: 免除 (waive), 减为 20 (reduce to 20), 按比例 (prorate), "
            "按比例 1/2 (prorate 1/2), 延期至 2026-03-15 (extend to), 折抵 5 (credit 5), 人工认定达标 (attest met), "
            "人工认定未达标 (attest short).",
        ),
        wrong=exemption(效力="少听几节"),
        right=exemption(效力="减为 20"),
        file=EXEMPTIONS,
    ),
    "YA735": Page(
        cause=Words(
            "同一个人、同一条规则，有两条豁免的日子重叠，多半是续批时没有改前一条的“止”，或同一份批文录了两遍。"
            "重叠的日子里照哪一条，程序不替人决定。",
            "Two exemptions of one person from one rule share days: one was renewed before it ended, or one document "
            "was entered twice. Which of them holds on those days is not for the program to decide.",
        ),
        remedy=Words(
            "录重的删去一条；是续批的，把前一条的“止”改到后一条“起”的前一天。",
            "Delete a repetition; if one follows the other, let 止 (to) of the first be the day before 起 (from) of "
            "the second.",
        ),
        wrong=lines(
            "豁免:",
            "  - {人员: R001, 规则: researcher-quota/observation, 效力: 免除,",
            "     起: 2025-09-01, 止: 2026-01-31, 事由: 产假, 批准人: 张明, 文号: 县教研〔2025〕7号}",
            "  - {人员: R001, 规则: researcher-quota/observation, 效力: 减为 20,",
            "     起: 2026-01-15, 止: 2026-06-30, 事由: 病假, 批准人: 张明, 文号: 县教研〔2026〕1号}",
        ),
        right=lines(
            "豁免:",
            "  - {人员: R001, 规则: researcher-quota/observation, 效力: 免除,",
            "     起: 2025-09-01, 止: 2026-01-31, 事由: 产假, 批准人: 张明, 文号: 县教研〔2025〕7号}",
            "  - {人员: R001, 规则: researcher-quota/critique, 效力: 减为 5,",
            "     起: 2026-01-15, 止: 2026-06-30, 事由: 病假, 批准人: 张明, 文号: 县教研〔2026〕1号}",
        ),
        file=EXEMPTIONS,
    ),
    "YA736": Page(
        cause=Words(
            "豁免的最后一天在审核日期之前，已经不算数，这个人照原来的定额判。“止”的那一天还算数，第二天起就不算了。",
            "The last day of the exemption lies before the as-of day; it no longer holds, and the full quota does. It "
            "still holds on its last day, and no longer on the next.",
        ),
        remedy=Words(
            "仍要免的，凭新的批文另写一条；“止”打错了的，照批文改正；不再免的不用改。",
            "If it is to go on, enter one by the new document; if the last day is misspelt, correct it; if it has "
            "ended, leave it.",
        ),
        wrong=exemption(止="2025-12-31"),
        right=exemption(止="2026-01-31"),
        file=EXEMPTIONS,
    ),
    "YA737": Page(
        cause=Words(
            "豁免的第一天在审核日期之后，现在还不算数，这个人照原来的定额判。多半是提前录了下一段，或“起”打错了。",
            "The first day of the exemption lies after the as-of day; it does not hold yet, and the full quota does. "
            "It was entered ahead of time, or its first day is misspelt.",
        ),
        remedy=Words(
            "“起”打错了的，照批文改正；没有写错的不用改，到那天自然算数。",
            "If the first day is misspelt, correct it by the document; if not, leave it.",
        ),
        wrong=exemption(起="2026-09-01", 止="2027-01-31"),
        right=exemption(起="2025-09-01", 止="2026-01-31"),
        file=EXEMPTIONS,
    ),
    "YA738": Page(
        cause=Words(
            "没有这条豁免，这个人在这条规则上的结论也一样：已经达标，或这条规则本来就不管这个人。"
            "也可能是人员或规则写错了，该免的没有免到。",
            "Without the exemption the outcome is the same: the rule is met, or is not for this person at all. Or the "
            "person or the rule is the wrong one, and the right one was not freed.",
        ),
        remedy=Words(
            "核对“人员”和“规则”；没有写错的，可以留着，也可以删去。",
            "Check 人员 (person) and 规则 (rules); if they are right, keep the exemption or delete it.",
        ),
    ),
    "YA739": Page(
        cause=Words(
            "豁免里的人，名册和记录里都没有，多半是写了姓名，或编号打错了。该免的人没有免到。",
            "Neither the register nor any record has the person of the exemption: a name was written, or the id is "
            "misspelt. Whoever should be freed is not.",
        ),
        remedy=Words(
            "写这个人的编号，与记录文件里的“编号”一模一样。",
            "Write the id of this person, exactly as 编号 (id) of the record has it.",
        ),
        wrong=exemption(人员="王芳"),
        right=exemption(人员="R001"),
        file=EXEMPTIONS,
    ),
    "YA740": Page(
        cause=Words(
            "规则和效力各自都写对了，合在一起却不起作用：减为的数不比原来的少，要求不是数量的规则没有什么可减，"
            "或延期的日子在豁免开始之前。多半是数字或规则写错了。",
            "Rule and effect exist, but together they do nothing: the number is no reduction, the rule asks for no "
            "number that could be lowered, or the extension ends before the exemption begins. The number or the rule "
            "is probably wrong.",
        ),
        remedy=Words(
            "照批文核对“规则”和“效力”里的数字或日期，改掉写错的一项。",
            "Check 规则 (rules), and the number or day of 效力 (effect) by the document, and correct the wrong one.",
        ),
        wrong=exemption(效力="减为 200"),
        right=exemption(效力="减为 20"),
        file=EXEMPTIONS,
    ),
}
