"""What an editor says of the measures, and of the words of closed lists in rule packs."""

from __future__ import annotations

from yanpei_audit.editor.notes import Note
from yanpei_audit.glossary import PERIOD_LENGTHS, WEEKS
from yanpei_audit.language import Words
from yanpei_audit.rules.proration import ROUNDINGS

# What the measures are for, by the option that tells each; their English is the first sentence of their docstrings.
MEASURES = {
    "count": Note("条数", Words("活动的条数", "")),
    "total": Note("合计", Words("节数、学时或字数之和：lessons、hours、words", "")),
    "days": Note("天数", Words("起止时段合并后的天数，同一天只计一次；界限写 30 天、4 周、1 个月", "")),
    "longest_run": Note("最长一段", Words("最长一段不间断的天数", "")),
    "distinct": Note("不同的值", Words("这个栏目有几个不同的值", "")),
    "covers": Note("出现的值", Words("all 里的值，这个栏目出现了几个", "")),
    "share": Note("占比", Words("这些活动占 out_of 的百分之几", "")),
    "every": Note("做到的时段", Words("有几个时段做到了：每周、每两周、每月、每个周二、第几周", "")),
    "after": Note("之后有", Words("有几条活动之后跟上了该有的", "")),
    "before": Note("之前有", Words("有几条活动之前准备了该有的", "")),
    "complete": Note("填全的", Words("有几条活动把这些栏目都填全了", "")),
    "any_of": Note("任一部分", Words("几个部分里做到几个，做到一个即可", "")),
    "all_of": Note("全部部分", Words("几个部分里做到几个，要全部做到", "")),
    "members": Note("写到的人", Words("某栏目里写到了几个这样的人", "")),
    "reconcile": Note("对账", Words("各项之和减去自报的合计", "")),
    "attested": Note("认定", Words("有没有人认定这件事通过", "")),
}

# What the words mean that a key allows.
VALUES = {
    "period": PERIOD_LENGTHS,
    "round": ROUNDINGS,
    "pace": {**WEEKS, "none": Words("不看进度", "no pace is told")},
    "basis": {
        "calendar": Words("每一天", "every day"),
        "working": Words("工作日", "working days"),
        "teaching": Words("教学日", "teaching days"),
    },
    "Prorate.by": {
        "teaching_weeks": Words("按教学周", "by teaching weeks"),
        "working_days": Words("按工作日", "by working days"),
        "days": Words("按天", "by days"),
        "none": Words("不折算", "never"),
    },
    "Limit.by": {"role": Words("按岗位", "by role"), "tier": Words("按分层", "by tier")},
    "if_several": {"highest": Words("取最高", "the highest"), "lowest": Words("取最低", "the lowest")},
    "subject": {"person": Words("按人", "about a person"), "pair": Words("按每一对", "about each pair")},
    "end": {"lead": Words("主方（师傅）", "the mentor"), "partner": Words("对方（徒弟）", "the apprentice")},
    "level": {
        "must": Words("必须", "it must be met"),
        "advisory": Words("建议：不足只提醒", "what falls short is only said"),
    },
    "if_differs": {
        "pending": Words("列为待核", "it is pending"),
        "note": Words("只列出，不影响结论", "it is only shown"),
    },
    "if_none": {
        "not_applicable": Words("不适用", "it does not apply"),
        "short": Words("未达标", "it is short"),
    },
    "length": {
        "week": Words("每周", "every week"),
        "two_weeks": Words("每两周", "every fortnight"),
        "month": Words("每月", "every month"),
    },
    "Condition.partner": {
        "this": Words("这一对的对方", "of this pair"),
        "any": Words("任何一对的对方", "of any pair"),
    },
    "language": {"zh": Words("中文", "Chinese"), "en": Words("英文", "English")},
}
