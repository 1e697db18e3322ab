"""The page's own words; those that other pages have too are in the glossary."""

from __future__ import annotations

from yanpei_audit.language import Words

PART = Words("第 {number} 张，共 {count} 张", "part {number} of {count}")
PEOPLE_FAILING = Words("{people} 人，{failing} 人有未达标项", "{people} people, {failing} failing")
GROUPS_COUNT = Words("{count} 组", "{count} groups")

# What the template writes by `words.NAME`.
WORDS = {
    "sums": Words("汇总", "Sums"),
    "skip": Words("跳到全员一览", "Skip to everybody"),
    "sections": Words("本页各部分", "Parts of this page"),
    "filters": Words("筛选与排序", "Filter and sort"),
    "search": Words("查找", "Find"),
    "search_hint": Words("姓名、编号或单位", "name, id or unit"),
    "any": Words("全部", "all"),
    "having": Words("有这些结论之一的人", "People with any of these verdicts"),
    "sort_by": Words("按规则排序时看", "Sort rules by"),
    "by_verdict": Words("结论轻重", "verdict"),
    "by_done": Words("完成多少", "how much is done"),
    "reset": Words("恢复原样", "Reset"),
    "ways": Words(
        "点一格看这个数怎样得来，点姓名看本人各项；点表头排序。用键盘时，方向键换格，回车打开，Esc 关闭。",
        "Choose a cell to see how its number came about, a name for all of one person, a column head to sort. By "
        "keyboard: arrows move, Enter opens, Escape closes.",
    ),
    "legend": Words(
        "条的长短是完成多少（满格即达到界限）；竖线是按时间进度今天该到的地方，或上下限之间的下限。",
        "A bar shows how much is done (full at the bound); its mark is where the pace would be today, or a lower bound "
        "below an upper one.",
    ),
    "no_script": Words(
        "浏览器停用了脚本：表照样能看，不能筛选、排序和看明细。",
        "Scripts are off in this browser: the tables can be read, but not filtered or sorted, and show no details.",
    ),
    "no_outcomes": Words("没有可显示的结果。", "There are no outcomes to show."),
    "shown": Words("显示 {shown} 人，共 {all} 人", "{shown} of {all} people shown"),
    "nobody": Words("没有符合条件的人（共 {all} 人）", "Nobody fits (of {all} people)"),
    "more": Words("已列出 {shown} 人，还有 {left} 人", "{shown} listed, {left} more"),
    "show_more": Words("再列 {count} 人", "List {count} more"),
    "show_all": Words("全部列出", "List all"),
    "close": Words("关闭", "Close"),
    "sum": Words("合计（{count} 条）", "Sum ({count} activities)"),
    "of_whole": Words("{sum}，全部 {whole}", "{sum} of {whole} in all"),
    "notes": Words("说明", "Notes"),
    "time": Words("剩下的时间", "Time left"),
    "faulty": Words(
        "记录有错误，本人各项无法判定；错误列在“记录与规则的问题”里，改正后重新审核。",
        "The record has errors, so nothing of this person is judged. They are listed under 'Problems in records and "
        "rules': correct them and audit again.",
    ),
    "missing": Words("还差 {shortfall} {unit}", "{shortfall} {unit} missing"),
    "person": Words("{name}（{id}）", "{name} ({id})"),
    "between": Words("：", ": "),
    "outside_period": Words(
        "另有 {count} 条同类活动不在本周期内。", "{count} more activities of these kinds lie outside the period."
    ),
}

# What the script writes, from here and from the glossary.
FOR_THE_SCRIPT = (
    *("shown", "nobody", "more", "show_more", "show_all"),
    *("sum", "of_whole", "notes", "time", "faulty", "missing", "person", "between", "outside_period"),
    *("period", "required", "clause", "document", "reading", "other_reading", "gaps", "pack"),
    *("counted", "not_counted", "nothing_counted", "date", "kind", "school", "topic", "amount", "reason", "place"),
)
