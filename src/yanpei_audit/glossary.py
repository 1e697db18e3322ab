"""The two names of everything a person writes or reads: keys, periods, verdicts, units, labels.

Kinds and the words a field allows have their names in `rules/kinds.yaml`.
"""

from __future__ import annotations

from dataclasses import dataclass

from yanpei_audit.language import Words
from yanpei_audit.scalars import narrow


@dataclass(frozen=True, slots=True)
class Key:
    """A field of a record or an activity: its canonical name, its Chinese one, and what else is accepted."""

    name: str
    zh: str
    aliases: tuple[str, ...] = ()

    @property
    def words(self) -> Words:
        """Both names."""
        return Words(self.zh, self.name)


RECORD_KEYS = (
    Key("id", "编号", ("工号",)),
    Key("name", "姓名"),
    Key("roles", "岗位", ("职务",)),
    Key("subject", "学科"),
    Key("unit", "单位"),
    Key("activities", "活动"),
    Key("note", "备注"),
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
    Key("slot", "节次"),
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
    Key("participants", "参加人"),
    Key("audience", "听众"),
    Key("organiser", "组织单位", ("主办单位",)),
    Key("group", "教研组"),
    Key("unannounced", "推门"),
    Key("signature", "签名"),
    Key("record", "记录"),
    Key("result", "结果"),
    Key("evidence", "证据", ("佐证",)),
    Key("status", "状态"),
    Key("note", "备注"),
)

_KEYS = {key.name: key.words for key in (*RECORD_KEYS, *ACTIVITY_KEYS)}

# Every accepted spelling of a key → its canonical name.
KEY_NAMES: dict[str, str] = {
    spelling: key.name for key in (*RECORD_KEYS, *ACTIVITY_KEYS) for spelling in (key.name, key.zh, *key.aliases)
}

STATUSES = {"完成": "done", "done": "done", "计划": "planned", "planned": "planned", "取消": "cancelled", "cancelled": "cancelled"}

UNITS = {
    "count": Words("次", "times"), "days": Words("天", "days"), "share": Words("%", "%"), "distinct": Words("个", "different"),
    "lessons": Words("节", "lessons"), "hours": Words("学时", "hours"), "words": Words("字", "characters"),
}

VERDICTS = {
    "met": Words("达标", "met"), "expected": Words("预计达标", "expected"), "on_track": Words("进行中", "on track"),
    "short": Words("未达标", "short"), "over": Words("超限", "over"), "not_applicable": Words("不适用", "not applicable"),
    "undecided": Words("无法判定", "undecided"),
}

REASONS = {
    "planned": Words("计划中，尚未完成", "planned, not done"),
    "cancelled": Words("已取消", "cancelled"),
    "outside_period": Words("不在本周期内", "outside the period"),
    "after_as_of": Words("晚于审核日期", "after the as-of day"),
    "not_matching": Words("不合条件", "does not match"),
    "no_amount": Words("没有写数量", "gives no amount"),
}

SEVERITIES = {"error": Words("错误", "error"), "warning": Words("警告", "warning"), "note": Words("提示", "note")}

PERIOD_LENGTHS = {
    "term": Words("学期", "term"), "school_year": Words("学年", "school year"), "calendar_year": Words("年", "calendar year"),
    "month": Words("月", "month"), "week": Words("周", "week"),
}


def key_words(name: str) -> Words:
    """Give both names of a field, or its own name twice where the glossary has none."""
    return _KEYS.get(name, Words(name, name))


def comparable(text: str) -> str:
    """Fold a name for comparing: width, case and blanks do not matter."""
    return "".join(narrow(text).casefold().split())
