"""The two names of everything a person writes or reads: keys, periods, verdicts, units, labels.

Kinds and the words a field allows have their names in `rules/kinds.yaml`.
"""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from yanpei_audit.language import Words
from yanpei_audit.scalars import narrow


class Key(NamedTuple):
    """A field of a record or an activity: its canonical name, its Chinese one, and what else is accepted.

    `several` may hold a list; `prose` is free text, in which anything may stand.
    """

    name: str
    zh: str
    aliases: tuple[str, ...] = ()
    several: bool = False
    prose: bool = False

    @property
    def words(self) -> Words:
        """Both names."""
        return Words(self.zh, self.name)


RECORD_KEYS = (
    Key("id", "编号", ("工号",)),
    Key("name", "姓名", ("校名", "名称")),
    Key("roles", "岗位", ("职务",), several=True),
    Key("subject", "学科"),
    Key("unit", "单位"),
    Key("activities", "活动"),
    Key("note", "备注", prose=True),
)

ACTIVITY_KEYS = (
    Key("kind", "类型", ("类别",)),
    Key("date", "日期"),
    Key("from", "起", ("开始",)),
    Key("to", "止", ("结束",)),
    Key("id", "编号"),
    Key("school", "学校"),
    Key("place", "地点"),
    Key("subject", "学科"),
    Key("grade", "年级"),
    Key("class", "班级"),
    Key("lessons", "节数"),
    Key("hours", "学时"),
    Key("words", "字数"),
    Key("slot", "节次", several=True),
    Key("lesson_type", "课型"),
    Key("mode", "方式"),
    Key("level", "级别"),
    Key("genre", "体裁"),
    Key("topic", "主题", ("题目", "课题名称")),
    Key("project", "课题"),
    Key("book", "书名"),
    Key("teacher", "授课人", ("授课教师",)),
    Key("speaker", "主讲", ("主讲人",)),
    Key("host", "主持", ("主持人",)),
    Key("participants", "参加人", several=True),
    Key("audience", "听众"),
    Key("organiser", "组织单位", ("主办单位",)),
    Key("group", "教研组"),
    Key("unannounced", "推门"),
    Key("signature", "签名"),
    Key("record", "记录"),
    Key("result", "结果", prose=True),
    Key("assessor", "考评人", ("认定人",)),
    Key("conclusion", "结论"),
    Key("evidence", "证据", ("佐证",), several=True),
    Key("status", "状态"),
    Key("makes_up", "补", ("补报",)),
    Key("note", "备注", prose=True),
)

# What the files of registry/ say about people, schools and pairs, beside what records say too.
REGISTRY_KEYS = (
    Key("people", "人员名册"),
    Key("schools", "学校名册"),
    Key("pairs", "结对名册"),
    Key("aliases", "别名", several=True),
    Key("area", "城乡"),
    Key("district", "片区"),
    Key("stage", "学段"),
    Key("tier", "分层"),
    Key("years", "教龄"),
    Key("teaching_since", "从教"),
    Key("lead", "主方"),
    Key("partner", "对方"),
    Key("agreement", "协议"),
    Key("joined", "入职"),
    Key("left", "离职"),
    Key("posts", "任职"),
    Key("share", "份额"),
    Key("away", "离岗"),
    Key("reason", "事由"),
    Key("document", "文号"),
    Key("keeps_record", "交记录"),
)

# What calendar.yaml says beside that.
CALENDAR_KEYS = (
    Key("terms", "学期表"),
    Key("term", "学期"),
    Key("teaching_from", "教学起"),
    Key("teaching_to", "教学止"),
    Key("regular_weeks", "常规周数"),
    Key("holidays", "放假"),
    Key("make_up", "补课", ("调休上课",)),
    Key("days", "全国放假"),
    Key("off_day", "休息", ("isOffDay",)),
)

# What exemptions.yaml says beside that.
EXEMPTION_KEYS = (
    Key("exemptions", "豁免"),
    Key("person", "人员"),
    Key("rules", "规则"),
    Key("effect", "效力"),
    Key("approver", "批准人"),
)

# What a mapping of foreign spreadsheets says.
MAPPING_KEYS = (
    Key("columns", "列"),
    Key("fixed", "固定"),
    Key("ignore", "忽略"),
    Key("sheets", "工作表"),
)

_ALL_KEYS = (*RECORD_KEYS, *ACTIVITY_KEYS, *REGISTRY_KEYS, *CALENDAR_KEYS, *EXEMPTION_KEYS, *MAPPING_KEYS)
_KEYS = {key.name: key.words for key in _ALL_KEYS}

# Every accepted spelling of a key → its canonical name.
KEY_NAMES: dict[str, str] = {spelling: key.name for key in _ALL_KEYS for spelling in (key.name, key.zh, *key.aliases)}

SEVERAL = frozenset(key.name for key in (*RECORD_KEYS, *ACTIVITY_KEYS) if key.several)
PROSE = frozenset(key.name for key in (*RECORD_KEYS, *ACTIVITY_KEYS) if key.prose)
ONLY_OF_ACTIVITIES = frozenset(key.name for key in ACTIVITY_KEYS) - {key.name for key in RECORD_KEYS}

# How the names of spreadsheets end that can be read.
SPREADSHEETS = (".xlsx", ".xlsm", ".xls", ".et", ".ods", ".csv")

# The columns of a spreadsheet of activities: whose a row is, and what heads some columns beside the fields' own names.
PERSON_COLUMNS = (
    Key("person_id", "编号", ("id", "工号", "人员编号", "教师编号")),
    Key("person_name", "姓名", ("name", "教师姓名", "教研员姓名")),
    Key("person_roles", "岗位", ("roles", "职务")),
    Key("person_unit", "单位", ("unit", "所在单位")),
)
ACTIVITY_ID = Key("id", "活动编号", ("activity_id", "记录编号"))
ALSO_COLUMNS = {
    "kind": ("活动类型", "活动类别"),
    "date": ("活动日期", "活动时间", "时间"),
    "from": ("开始日期", "起始日期", "开始时间"),
    "to": ("结束日期", "截止日期", "结束时间"),
    "school": ("学校名称",),
    "topic": ("活动主题", "课题题目"),
    "note": ("说明",),
}
PASSED_OVER = ("序号", "no", "no.", "原因", "reason", "原位置", "place_in_source")

STATUSES = {
    "完成": "done",
    "done": "done",
    "计划": "planned",
    "planned": "planned",
    "取消": "cancelled",
    "cancelled": "cancelled",
}

UNITS = {
    "count": Words("次", "times"),
    "days": Words("天", "days"),
    "share": Words("%", "%"),
    "distinct": Words("个", "different"),
    "items": Words("项", "items"),
    "people": Words("人", "people"),
    "week": Words("周", "weeks"),
    "two_weeks": Words("个两周", "fortnights"),
    "month": Words("个月", "months"),
    "weekday": Words("次", "days"),
    "lessons": Words("节", "lessons"),
    "hours": Words("学时", "hours"),
    "words": Words("字", "characters"),
}

VERDICTS = {
    "met": Words("达标", "met"),
    "expected": Words("预计达标", "expected"),
    "on_track": Words("进行中", "on track"),
    "behind": Words("落后", "behind"),
    "short": Words("未达标", "short"),
    "over": Words("超限", "over"),
    "unreachable": Words("已无法补齐", "unreachable"),
    "exempt": Words("免", "exempt"),
    "not_applicable": Words("不适用", "not applicable"),
    "pending": Words("待核", "pending"),
    "undecided": Words("无法判定", "undecided"),
}

WEEKS = {
    "teaching": Words("个教学周", "teaching weeks"),
    "working": Words("个工作周", "working weeks"),
    "calendar": Words("周", "weeks"),
}

DRAFTS = {
    "drafted": Words("拟定", "drafted"),
    "pending": Words("待核", "pending"),
    "none": Words("没有后果", "no consequence"),
}

ADVISORY = Words("（建议）", " (advisory)")

REASONS = {
    "planned": Words("计划中，尚未完成", "planned, not done"),
    "cancelled": Words("已取消", "cancelled"),
    "outside_period": Words("不在本周期内", "outside the period"),
    "after_as_of": Words("晚于审核日期", "after the as-of day"),
    "not_matching": Words("不合条件", "does not match"),
    "repeated": Words("与另一条活动完全相同", "the same as another activity"),
    "no_amount": Words("没有写数量", "gives no amount"),
    "lacks": Words("缺计入所需的凭据", "lacks what it needs to count"),
    "taken": Words("已用于另一条规则的定额", "needed for the quota of another rule"),
    "capped": Words("这一类已计满", "its kind has reached its cap"),
    "outside_run": Words("不在最长的连续时段内", "outside the longest run"),
    "not_wanted": Words("不在要求的各项之中", "none of what is wanted"),
    "in_whole": Words("只计入总数（分母），不在这一部分里", "counts for the whole only, not for this part"),
    "no_window": Words("不在要求的时段内", "in none of the windows"),
    "incomplete": Words("不齐全", "incomplete"),
    "no_step": Words("缺应有的前后环节", "lacks a step that goes with it"),
    "serves_none": Words("没有与之相配的活动", "goes with no activity"),
    "in_no_part": Words("不属于任何一项", "counts for none of the parts"),
    "nothing_stated": Words("没有可对账的合计", "there is no stated total"),
    "made_up": Words("补作另一周期的", "made up for another period"),
    "superseded": Words("以最近的一条为准", "a later one holds"),
}

SEVERITIES = {"error": Words("错误", "error"), "warning": Words("警告", "warning"), "note": Words("提示", "note")}

PERIOD_LENGTHS = {
    "term": Words("学期", "term"),
    "school_year": Words("学年", "school year"),
    "calendar_year": Words("年", "calendar year"),
    "month": Words("月", "month"),
    "week": Words("周", "week"),
}


def key_words(name: str) -> Words:
    """Give both names of a field, or its own name twice where the glossary has none; 学校.城乡 has two parts."""
    if "." in name:
        parts = [key_words(part) for part in name.split(".")]
        return Words(".".join(part.zh for part in parts), name)
    return _KEYS.get(name, Words(name, name))


def day_words(day: dt.date) -> Words:
    """Write a day as letters do: 2026年1月31日."""
    return Words(f"{day.year}年{day.month}月{day.day}日", day.isoformat())


def canonical(name: str) -> str:
    """Give the canonical name of a field, or the text itself where the glossary has none; part by part if dotted."""
    return ".".join(KEY_NAMES.get(part, part) for part in name.split("."))


def comparable(text: str) -> str:
    """Fold a name for comparing: width, case and blanks do not matter."""
    return "".join(narrow(text).casefold().split())


# What templates write by `label.NAME`.
LABELS = {
    "summary": Words("定额审核汇总", "Quota audit: summary"),
    "sheet": Words("个人定额核对单", "Quota sheet"),
    "packs": Words("规则依据", "Rule packs"),
    "pack": Words("规则包", "Pack"),
    "version": Words("版本", "Version"),
    "document": Words("出处", "Source"),
    "by_rule": Words("按规则汇总", "By rule"),
    "rule": Words("规则", "Rule"),
    "required": Words("要求", "Required"),
    "clause": Words("依据", "Clause"),
    "reading": Words("口径", "Reading"),
    "clause_text": Words("依据的内容", "What the clause says"),
    "whole": Words("总数（分母）", "Of a whole of"),
    "applied": Words("适用人数", "People"),
    "failing": Words("未达标", "Failing"),
    "who": Words("谁差什么", "Who is short of what"),
    "nobody_short": Words("没有人未达标。", "Nobody is short."),
    "by_unit": Words("按单位汇总", "By unit"),
    "by_subject": Words("按学科汇总", "By subject"),
    "by_roles": Words("按岗位汇总", "By post"),
    "unit": Words("单位", "Unit"),
    "not_given": Words("（未填）", "(not given)"),
    "people": Words("人数", "People"),
    "failing_people": Words("有未达标项的人数", "People failing"),
    "items": Words("差的项目", "Items short"),
    "everyone": Words("全员一览", "Everybody"),
    "name": Words("姓名", "Name"),
    "person_id": Words("编号", "Id"),
    "roles": Words("岗位", "Roles"),
    "subject": Words("学科", "Subject"),
    "period": Words("周期", "Period"),
    "measured": Words("实际", "Measured"),
    "shortfall": Words("还差", "Missing"),
    "verdict": Words("结论", "Verdict"),
    "problems": Words("记录与规则的问题", "Problems in records and rules"),
    "no_problems": Words("没有。", "None."),
    "problem": Words("问题", "Problem"),
    "place": Words("位置", "Place"),
    "counted": Words("计入的活动", "Activities that counted"),
    "not_counted": Words("没有计入的活动", "Activities that did not count"),
    "nothing_counted": Words("没有计入任何活动。", "No activity counted."),
    "outside": Words("不在本周期内的同类活动", "Activities of these kinds outside the period"),
    "date": Words("日期", "Date"),
    "kind": Words("类型", "Kind"),
    "school": Words("学校", "School"),
    "topic": Words("主题", "Topic"),
    "amount": Words("计入", "Amount"),
    "reason": Words("原因", "Reason"),
    "why": Words("原因", "Because"),
    "other_reading": Words("另一种读法", "Another reading"),
    "gaps": Words("缺", "Missing"),
    "formula": Words("折算", "Prorated"),
    "pace": Words("进度", "Pace"),
    "nearest": Words("最接近完成", "Nearest to done"),
    "none_near": Words("没有只差一部分的项目。", "Nothing is only partly missing."),
    "changes": Words("与上一周期相比", "Against the period before"),
    "compared": Words("有记录可比的人数", "People with records to compare"),
    "nothing_before": Words("上一周期没有记录，无从比较。", "There are no records of the period before."),
    "no_change": Words("没有人从达标变为未达标，也没有人从未达标变为达标。", "Nobody's quotas turned either way."),
    "before": Words("上一周期", "Period before"),
    "now": Words("本周期", "This period"),
    "failing_before": Words("上一周期未达标", "Failing in the period before"),
    "failing_now": Words("本周期未达标", "Failing in this period"),
    "change": Words("变化", "Change"),
    "notices": Words("整改通知书", "Notices"),
    "notice_to": Words("{name}：", "To {name}:"),
    "remark": Words("说明", "Remark"),
    "sources": Words("依据的文件", "Sources"),
    "follows": Words("可能的后果（拟定，由本单位决定）", "What may follow (drafted; the office decides)"),
    "sheet_of": Words("每条活动见本人核对单", "Every activity is on the sheet"),
    "issuer": Words("发文单位：", "Issued by:"),
    "signed": Words("签收人：", "Received by:"),
    "public": Words("定额完成情况公示", "Quota audit: public version"),
    "masked": Words(
        "姓名只留姓氏，不列编号和活动。", "Of names only the first part is shown; ids and activities are left out."
    ),
    "appendix": Words("附录：每个数怎样得来", "Appendix: how each number was made"),
    "made_of": Words("由哪些数相加", "Made of"),
    "inputs": Words("本次所用的记录和规则的指纹", "Digest of the records and rules of this run"),
    "consequences": Words("拟定的后果（由人决定，本程序不执行）", "Drafted consequences (people decide)"),
    "consequence": Words("后果", "Consequence"),
    "because": Words("因为", "Because of"),
    "status": Words("状态", "Status"),
    "drafted": Words("拟定", "drafted"),
    "pending": Words("待核", "pending"),
    "outcomes": Words("结果", "Outcomes"),
    "activities_behind": Words("数字背后的活动", "Activities behind numbers"),
    "about": Words("说明", "About"),
    "rule_id": Words("规则编号", "Rule id"),
    "at_least": Words("下限", "At least"),
    "at_most": Words("上限", "At most"),
    "counted_in": Words("计量单位", "Counted in"),
    "not_counted_because": Words("没有计入的原因", "Not counted because"),
    "severity": Words("级别", "Severity"),
    "code": Words("编码", "Code"),
    "fix": Words("改法", "Fix"),
    "file": Words("文件", "File"),
    "line": Words("行", "Line"),
    "column": Words("列", "Column"),
    "back": Words("返回汇总", "Back to the summary"),
    "unjudged": Words(
        "记录有错误，本人各项无法判定；改正下列问题后重新审核。",
        "The record has errors, so nothing of this person is judged. Correct the problems below and audit again.",
    ),
}
