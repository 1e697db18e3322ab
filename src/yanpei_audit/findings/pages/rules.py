"""Pages of the findings about rules, settings and templates."""

from __future__ import annotations

from yanpei_audit.findings.pages.page import PACK, RULE, SETTINGS, Page, lines, pack
from yanpei_audit.language import Words

PAGES: dict[str, Page] = {
    "YA701": Page(
        cause=Words(
            "这条规则写得不完整或自相矛盾，例如没有写至少几次。规则有一处错误，就谁也不审核，免得按错的规则下结论。",
            "The rule is incomplete or contradicts itself; for example it lacks its bound. With a mistake in any "
            "rule nobody is audited, so that no verdict rests on a wrong rule.",
        ),
        remedy=Words(
            "照提示补上或改正；写法可以对照 README 里的“一条规则”。",
            "Correct it as the finding says; the README shows a rule under 'A rule'.",
        ),
        wrong=pack("  - {id: lecture, title: 讲座, measure: {count: {kind: 讲座}}, source: 第三条}"),
        right=pack(RULE),
        file=PACK,
    ),
    "YA702": Page(
        cause=Words(
            "规则里写的类型、岗位或栏目并不存在，多半是打了同音字。照它去数，数出来永远是零。",
            "The rule names a kind, a role or a field that does not exist, mostly by a slip of typing. Whatever it "
            "counts would always come to nothing.",
        ),
        remedy=Words(
            "照提示改成已有的名称；本单位新增的类型，先加进 kinds。",
            "Write the existing name as suggested; a kind of your own goes into kinds first.",
        ),
        wrong=pack("  - {id: lecture, title: 讲座, measure: {count: {kind: 讲坐}}, at_least: 2, source: 第三条}"),
        right=pack(RULE),
        file=PACK,
    ),
    "YA703": Page(
        cause=Words(
            "几个条件互相矛盾，没有一条活动能同时符合，例如既要“研讨课”，又要课型是“达标课”。照它去数，"
            "数出来永远是零。",
            "The conditions contradict each other, and no activity can meet them all: a seminar lesson is never of "
            "the type benchmark. Whatever the rule counts would always come to nothing.",
        ),
        remedy=Words(
            "删去或改正互相矛盾的一个条件。",
            "Delete or correct one of the conditions.",
        ),
        wrong=pack(
            "  - {id: seminar, title: 研讨课, measure: {count: {kind: 研讨课, lesson_type: 达标课}},",
            "     at_least: 2, source: 第三条}",
        ),
        right=pack("  - {id: seminar, title: 研讨课, measure: {count: {kind: 研讨课}}, at_least: 2, source: 第三条}"),
        file=PACK,
    ),
    "YA704": Page(
        cause=Words(
            "度量说明怎样数：count 数次数，total 求和，days 数天数，等等。这里写的不是其中之一。",
            "A measure says how to count: count, total, days and so on. What stands here is none of them.",
        ),
        remedy=Words(
            "改成提示里的一种，拼写要完全一样；各种度量见 docs/writing-rules.md。",
            "Write one of those listed, spelt exactly so; docs/writing-rules.en.md explains each.",
        ),
        wrong=pack("  - {id: lecture, title: 讲座, measure: {counts: {kind: 讲座}}, at_least: 2, source: 第三条}"),
        right=pack(RULE),
        file=PACK,
    ),
    "YA706": Page(
        cause=Words(
            "yanpei.yaml 里的 packs 是空的，没有定额可以对照。什么也没有审核，不等于全部通过。",
            "The list packs of yanpei.yaml is empty, so there is no quota to hold anybody to. Nothing was audited, "
            "which is no pass.",
        ),
        remedy=Words(
            "在 packs 里写上规则包；把 packs 这一行整个删掉，就使用默认的 researcher-quota。",
            "Name a pack in packs, or delete the line: then the default researcher-quota holds.",
        ),
        wrong=lines("packs: []"),
        right=lines("packs: [researcher-quota]"),
        file=SETTINGS,
    ),
    "YA707": Page(
        cause=Words(
            "您自己的报告模板里有写错的地方，例如引用了不存在的名称，或花括号没有配对。报告没有写完。",
            "Your own report template has a mistake, such as a name that does not exist or braces that do not match. "
            "The report was not finished.",
        ),
        remedy=Words(
            "照提示的行号改正模板；想先看到结果的，去掉 --template，用自带的模板。",
            "Correct the template at the line given, or leave out --template to use ours.",
        ),
    ),
    "YA709": Page(
        cause=Words(
            "规则生效了，却没有一个人的岗位或单位符合，等于没有人受它约束。多半是规则或记录里的岗位写错了。",
            "The rule is in force, but nobody's roles or unit fit it, so nobody is held to it. A role is probably "
            "wrong in the rule or in the records.",
        ),
        remedy=Words(
            "核对规则的 applies_to 和各人的“岗位”；确实没有这类人的，删去这条规则。",
            "Check applies_to of the rule and 岗位 (roles) of the people; where there are no such people, delete the "
            "rule.",
        ),
        wrong=pack(
            RULE,
            "  - {id: talk, title: 校长讲座, measure: {count: {kind: 讲座}},",
            "     at_least: 2, source: 第四条, applies_to: {roles: [校长]}}",
        ),
        right=pack(
            RULE,
            "  - {id: talk, title: 校长讲座, measure: {count: {kind: 讲座}},",
            "     at_least: 2, source: 第四条, applies_to: {roles: [教研员]}}",
        ),
        file=PACK,
    ),
    "YA710": Page(
        cause=Words(
            "packs 里写的既不是自带的规则包，也不是工作文件夹里的规则文件，多半是拼写或路径有误。",
            "What packs names is neither a pack that comes with the program nor a file in the working folder; the "
            "spelling or the path is probably wrong.",
        ),
        remedy=Words(
            "照提示改正名称；自己的规则文件写从工作文件夹开始的路径，如 rules/own.yaml。",
            "Correct the name as suggested; your own file is written by its path from the working folder, like "
            "rules/own.yaml.",
        ),
        wrong=lines("packs: [researcher-qouta]"),
        right=lines("packs: [researcher-quota]"),
        file=SETTINGS,
    ),
    "YA711": Page(
        cause=Words(
            "yanpei.yaml 里的路径指到了工作文件夹外面。那里的文件换一台电脑就没有了，也可能是不该读的内容，所以不读。",
            "A path in yanpei.yaml leads out of the working folder. On another computer nothing is there, and it may "
            "be something that must not be read, so it is not.",
        ),
        remedy=Words(
            "把文件移进工作文件夹，再写从这里开始的路径，不用“..”。",
            "Move the files into the working folder, and write the path from there without '..'.",
        ),
        wrong=lines("records: [records, ../去年]"),
        right=lines("records: [records]"),
        file=SETTINGS,
    ),
    "YA712": Page(
        cause=Words(
            "同一个名称定义了两次，说到它时就不知道指哪一个。多半是复制了一条来改，忘了改 id 或名称。",
            "One name is defined twice, so nobody can tell which one is meant. An entry was probably copied and its "
            "id or name not changed.",
        ),
        remedy=Words(
            "给其中一个换一个名称；重复的，删去一个。",
            "Rename one of them, or delete it if it is a repetition.",
        ),
        wrong=pack(
            RULE, "  - {id: lecture, title: 专题讲座, measure: {count: {kind: 讲座}}, at_least: 1, source: 第四条}"
        ),
        right=pack(
            RULE,
            "  - {id: topic-lecture, title: 专题讲座, measure: {count: {kind: 讲座}},",
            "     at_least: 1, source: 第四条}",
        ),
        file=PACK,
    ),
    "YA713": Page(
        cause=Words(
            "yanpei.yaml 里的 period 不是一个周期，例如 2025-2027 跨了两个学年。学年要写相邻的两年，"
            "学期再加 -1 或 -2。",
            "The period in yanpei.yaml is none; 2025-2027, for example, spans two school years. A school year has "
            "two adjacent years, and a term adds -1 or -2.",
        ),
        remedy=Words(
            "改成提示里列出的一种写法，例如第一学期写 2025-2026-1。",
            "Write it in one of the ways listed, the first term for example as 2025-2026-1.",
        ),
        wrong=lines("period: 2025-2027"),
        right=lines("period: 2025-2026-1"),
        file=SETTINGS,
    ),
    "YA714": Page(
        cause=Words(
            "yanpei.yaml 的 records 里写了不存在的文件夹，多半是改了名或打错了字。那里的记录一条也没有审核。",
            "The list records of yanpei.yaml names a folder that does not exist; it was probably renamed or "
            "misspelt. No record of it was audited.",
        ),
        remedy=Words(
            "改成记录实际所在的文件夹。",
            "Write the folder in which the records really are.",
        ),
        wrong=lines("records: [record]"),
        right=lines("records: [records]"),
        file=SETTINGS,
    ),
    "YA715": Page(
        cause=Words(
            "规则包的 effective 写明了从哪天起生效，要审核的周期不在其内，所以没有一条规则可用。多半是年份打错了，"
            "或周期选错了。",
            "The pack says under effective from which day it is in force, and the period to audit lies outside, so "
            "no rule holds. The year is probably wrong, or the period.",
        ),
        remedy=Words(
            "核对 effective 的年份和命令里的 --period。",
            "Check the year of effective and --period of the command.",
        ),
        wrong=pack(RULE, effective="2052-09-01"),
        right=pack(RULE, effective="2025-09-01"),
        file=PACK,
    ),
    "YA716": Page(
        cause=Words(
            "来源文件在这里脱落了数字，规则写的是“不详”。一次也没有的肯定不够；有了也不知道够不够，不能算达标。",
            "The source document has lost the number here, and the rule says so. Nothing at all is surely too little; "
            "of anything more nobody can tell whether it is enough.",
        ),
        remedy=Words(
            "由本单位定一个数，写进 yanpei.yaml 的 parameters。",
            "Settle on a number in your office, and write it into parameters of yanpei.yaml.",
        ),
        wrong=pack("  - {id: seen, title: 听课, measure: {count: {kind: 听课}}, at_least: unknown, source: 第三条}"),
        right=pack("  - {id: seen, title: 听课, measure: {count: {kind: 听课}}, at_least: 1, source: 第三条}"),
        file=PACK,
    ),
    "YA717": Page(
        cause=Words(
            "规则要看学校是农村还是城区（或学段、片区），可是学校名册里没有一所学校写了这一项，谁也判不了。",
            "The rule asks whether a school is rural or urban, or for its stage or district, but the register says so "
            "of no school; nobody can be judged by it.",
        ),
        remedy=Words(
            "在 registry/schools.yaml 里写上各校的这一项，或不用这条规则。",
            "Give it for each school in registry/schools.yaml, or take the rule out of force.",
        ),
        wrong=pack(
            "  - {id: rural, title: 农村听课, measure: {count: {kind: 听课, school.area: 农村}},",
            "     at_least: 1, source: 第三条}",
        ),
        right=pack("  - {id: rural, title: 听课, measure: {count: {kind: 听课}}, at_least: 1, source: 第三条}"),
        file=PACK,
    ),
    "YA718": Page(
        cause=Words(
            "规则里的例子是照记录的写法写的活动，这一条照记录的规矩读不通，例如少了学校，或日期不存在。",
            "Examples of a rule are activities as records write them; this one cannot be read as a record, for it "
            "lacks a school, say, or has a day that does not exist.",
        ),
        remedy=Words("照记录的写法改正例子。", "Correct the example as you would a record."),
    ),
    "YA719": Page(
        cause=Words(
            "例子写在某个结论之下，试算出来却是另一个。例子和规则总有一个写错了：多半是界限的数字，或例子里少了一条。",
            "The example stands under one verdict and comes to another. Either it or the rule is wrong: the number of "
            "the bound, most likely, or an activity that lacks.",
        ),
        remedy=Words("对照来源改正界限或例子。", "Correct the bound or the example by the source."),
    ),
    "YA720": Page(
        cause=Words(
            "紧挨着界限多一点、少一点的情形，判得与数字不符。这是程序或规则包的毛病，不是记录的。",
            "A case just above or below the bound is judged against its number. The fault is the program's or the "
            "pack's, not that of records.",
        ),
        remedy=Words("请把规则和这一行报告给维护者。", "Please report the rule with this line to the maintainers."),
    ),
    "YA721": Page(
        cause=Words(
            "没有例子从两边钉住这个界限：改错一个数字，试算也发现不了。",
            "No examples pin this bound on both sides: with a wrong number in it, trying the rule would not tell.",
        ),
        remedy=Words(
            "写两个例子：一个恰好等于这个数，一个只差一步。",
            "Give two examples: one exactly at the number, one a step beyond it.",
        ),
    ),
    "YA722": Page(
        cause=Words(
            "同一个规则包的两个版本，有一段日子都生效。多半是新版写好了，旧版的 effective 里 to 写得太晚；"
            "这些日子照哪一版判，程序不替人决定。",
            "Two versions of a pack are both in force for some days: the new one was written, and to in effective of "
            "the old one is too late. Which of them holds on those days is not for the program to decide.",
        ),
        remedy=Words(
            "删去旧版 effective 里的 to，它就管到新版开始的前一天；新版开始的日子写错了的，改新版的 from。",
            "Delete to in effective of the old version, which then holds until the day before the new one begins; or "
            "correct from of the new one.",
        ),
    ),
    "YA723": Page(
        cause=Words(
            "同一个规则包，旧版已经停用，新版还没有生效，中间有一段日子没有规则可用。"
            "这段日子里的周期就没有人审核，所以要先补上。",
            "The old version of a pack has ended and the new one has not begun: on the days between no rule holds. "
            "Periods that end on them would go unaudited.",
        ),
        remedy=Words(
            "删去旧版 effective 里的 to，它就管到新版开始的前一天；新版开始的日子写错了的，改新版的 from。",
            "Delete to in effective of the old version, which then holds until the day before the new one begins; or "
            "correct from of the new one.",
        ),
    ),
    "YA724": Page(
        cause=Words(
            "这个后果没有例子，条件里写错一条规则、漏了一个“而且”，试算也发现不了，而后果是要紧的。",
            "The consequence has no example: with a wrong rule in its condition, or an 'all' that should be an 'any', "
            "trying the pack would not tell, and consequences matter.",
        ),
        remedy=Words(
            "在它的 examples 里写 drafted（会拟定的人做了什么）和 none（不会的人做了什么）。",
            "Give examples: drafted, what somebody did for whom it follows, and none, for whom it does not.",
        ),
    ),
}
