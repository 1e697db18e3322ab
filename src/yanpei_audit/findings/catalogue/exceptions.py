"""Findings about the calendar and about exemptions."""

from __future__ import annotations

from yanpei_audit.findings.catalogue.entry import ERROR, NOTE, WARNING, Entry, entry

ENTRIES: dict[str, Entry] = {
    "YA730": entry(
        ERROR,
        "invalid-term",
        "校历写法有误：{detail}",
        "The calendar is wrong: {detail}",
        "对照校历，改正“学期”或起止的日期",
        "Correct the term or its days by the school calendar",
    ),
    "YA731": entry(
        WARNING,
        "day-outside-terms",
        "{day} 不在学期表的任何一个学期里",
        "{day} lies in none of the terms listed here",
        "核对日期；寒暑假里的不用写，属于别的学期的，把那个学期写进“学期表”",
        "Check the day; one between terms need not be written, for one of another term list that term in 'terms'",
    ),
    "YA732": entry(
        NOTE,
        "holidays-not-announced",
        "{year} 年的放假安排尚未收录，周数按周一至周五估计",
        "The holidays of {year} are not known yet; weeks are reckoned from Monday to Friday",
        "国务院公布以后，升级 chinesecalendar，或在 calendar.yaml 的“全国放假”里写全这一年的放假和调休上班日；"
        "还没有公布的，不用改",
        "Once they are announced, upgrade chinesecalendar, or enter all of the year's days off and worked weekends "
        "under 'days' of calendar.yaml; until then leave it",
    ),
    "YA733": entry(
        ERROR,
        "exempted-from-no-rule",
        "没有规则“{text}”，这条豁免没有用上",
        "There is no rule '{text}'; the exemption is not applied",
    ),
    "YA734": entry(
        ERROR,
        "unknown-effect",
        "看不懂效力“{text}”",
        "'{text}' is no effect",
        "写成：免除、减为 20、按比例、按比例 1/2、延期至 2026-03-15、折抵 5、人工认定达标、人工认定未达标",
        "Write: waive, reduce to 20, prorate, prorate 1/2, extend to 2026-03-15, credit 5, attest met, attest short",
    ),
    "YA735": entry(
        ERROR,
        "overlapping-exemptions",
        "{person} 对“{rule}”有两条豁免，{first} 至 {last} 重叠",
        "{person} has two exemptions from '{rule}' from {first} to {last}",
        "删去一条，或改“起”“止”，使前一条止了后一条才起",
        "Delete one, or change the days so that one ends before the other begins",
    ),
    "YA736": entry(
        WARNING,
        "expired-exemption",
        "{person} 的豁免（{rule}）只到 {last}，到审核日期 {as_of} 已不算数",
        "The exemption of {person} ({rule}) ended on {last} and does not hold on the as-of day {as_of}",
        "仍要免的，凭新的批文另写一条；不再免的不用改，留着它，重查以前的日子才对得上",
        "If it is to go on, enter one by the new document; if not, leave it: audits of earlier days need it",
    ),
    "YA737": entry(
        WARNING,
        "exemption-not-in-force-yet",
        "{person} 的豁免（{rule}）{first} 才生效，到审核日期 {as_of} 还不算数",
        "The exemption of {person} ({rule}) begins on {first} and does not hold on the as-of day {as_of}",
        "核对“起”的日期；没有写错的不用改，到那天自然算数",
        "Check the first day; if it is right, leave it, it will hold from then on",
    ),
    "YA738": entry(
        NOTE,
        "unused-exemption",
        "{person} 对“{rule}”用不着这条豁免：没有它，结论也是“{verdict}”",
        "{person} needs no exemption from '{rule}': without it the outcome is '{verdict}', too",
        "核对人员和规则；没有写错的，可以留着，也可以删去",
        "Check the person and the rule; if they are right, keep it or delete it",
    ),
    "YA739": entry(
        ERROR,
        "exempted-nobody",
        "名册和记录里都没有“{text}”，这条豁免没有用上",
        "Neither register nor records have '{text}'; the exemption is not applied",
        "写这个人的编号（如 R001），不写姓名",
        "Write the id of this person, like R001, not the name",
    ),
    "YA740": entry(
        ERROR,
        "exemption-without-effect",
        "这样写对“{rule}”不起作用：{detail}",
        "This does nothing to '{rule}': {detail}",
        "核对“效力”和“规则”，改掉写错的一项",
        "Check 'effect' and 'rules', and correct the wrong one",
    ),
}
