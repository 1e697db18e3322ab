"""What an editor says of the keys of records, registry, calendar and exemptions, some as MODEL.KEY."""

from __future__ import annotations

from typing import NamedTuple

from yanpei_audit.language import Words


class Note(NamedTuple):
    """A short Chinese name of a model or key that has none in the glossary, and what it is for."""

    title: str
    words: Words


FIRST_DAY = Words("第一天，算在内", "the first day, included")
LAST_DAY = Words("最后一天，算在内", "the last day, included")
ID_OR_NAME = Words("编号或姓名、校名", "an id or a name")
REMARK = Words("想写什么写什么，不影响审核", "anything; it changes nothing")

NOTES: dict[str, Note | Words] = {
    # Records
    "Record": Note("记录", Words("一个人的活动记录", "the activities of one person")),
    "Record.id": Words("这个人的编号；几个文件写同一个编号，合成一个人", "who it is; files of one id are put together"),
    "Record.name": Words("这个人的姓名", "the name of this person"),
    "Record.unit": Words("这个人的单位", "where this person works"),
    "roles": Words("担任的岗位，可以写几个；规则按岗位适用", "the posts held; rules are for posts"),
    "subject": Words("哪一学科", "which subject"),
    "unit": Words("单位", "where somebody works"),
    "note": REMARK,
    "Record.activities": Words(
        "活动，一条一项，每条以“- ”开头；还没有时写 []", "one item each, begun with '- '; [] when there is none yet"
    ),
    # Activities
    "Activity": Note("活动", Words("一条活动", "one activity")),
    "Activity.kind": Words("哪一类活动", "which kind of activity it is"),
    "date": Words(
        "哪一天，写成 2025-09-03；2025/9/3、2025.9.3、2025年9月3日也可以", "the day, like 2025-09-03 or 2025/9/3"
    ),
    "from": FIRST_DAY,
    "to": LAST_DAY,
    "Activity.id": Words("这条活动的编号，可以不写", "an id of the activity, if it has one"),
    "school": Words("在哪所学校", "at which school"),
    "place": Words("地点", "where"),
    "grade": Words("年级", "which grade"),
    "class": Words("班级", "which class"),
    "lessons": Words("几节课", "how many lessons"),
    "hours": Words("几学时", "how many hours"),
    "words": Words("多少字", "how many characters"),
    "slot": Words("一天里的第几节，可以写几个", "which lessons of the day"),
    "lesson_type": Words("课的类型", "the type of lesson"),
    "mode": Words("活动的方式", "how it was done"),
    "Activity.level": Words("哪一级办的", "at which level it was held"),
    "genre": Words("文章的体裁", "the genre of a text"),
    "topic": Words("主题、题目", "what it was about"),
    "project": Words("哪个课题", "which project"),
    "book": Words("书名", "which book"),
    "teacher": Words("讲课的人", "who taught"),
    "speaker": Words("主讲的人", "who spoke"),
    "host": Words("主持的人", "who led it"),
    "participants": Words("参加的人，可以写几个", "who took part"),
    "audience": Words("讲给谁听", "who listened"),
    "organiser": Words("哪个单位办的", "who held it"),
    "group": Words("哪个教研组", "which teaching group"),
    "unannounced": Words("是不是事先不通知的听课", "whether the lesson was observed unannounced"),
    "signature": Words("谁签的名", "who signed"),
    "record": Words("过程记录：有哪几项，各写了什么", "what was written down, item by item"),
    "result": Words("结果、效果", "what came of it"),
    "assessor": Words("考评、认定的人", "who judged"),
    "conclusion": Words("认定的结论", "what was judged"),
    "evidence": Words(
        "照片、扫描件等的路径，从工作文件夹起", "paths of photographs and scans, from the working folder"
    ),
    "Activity.status": Words("做了没有；不写就是完成", "whether it is done, as it is without this"),
    "makes_up": Words(
        "补哪个周期的，写成 2025-2026-1；它计入那个周期", "the period that it makes up for, and counts in"
    ),
    # registry/people.yaml
    "People": Note("人员名册", Words("人员名册", "the people")),
    "people": Words(
        "一人一项；要交记录的人没有记录，会指出来", "one item each; who must keep a record and has none is missed"
    ),
    "Member": Note("人员", Words("一个人", "one person")),
    "Member.id": Words("编号，与记录里的一样", "the id that the record has"),
    "Member.name": Words("姓名", "the name"),
    "tier": Words("规则包里的哪一层，例如青年教师", "which tier of a pack"),
    "years": Words("教龄，整年", "completed years of service"),
    "teaching_since": Words("从哪天起任教；由它算教龄", "the first day of teaching; years of service follow from it"),
    "joined": Words("入职的那一天；以前的周期什么也不要求", "the first day of service; nothing is asked before"),
    "left": Words("离职前的最后一天", "the last day of service"),
    "posts": Words("换过的岗，或同时的几个岗，各有起止", "posts that changed or are held at once"),
    "Post": Note("任职", Words("一段任职", "one post")),
    "share": Words("这个岗占多少：1/2、0.5 或 50 %", "how much of a full post it is: 1/2, 0.5 or 50 %"),
    "away": Words("请假、借调等不在岗的日子", "days away from the post"),
    "Away": Note("离岗", Words("一段离岗", "one absence")),
    "Away.kind": Words("为什么离岗", "why somebody is away"),
    "reason": Words("事由", "the reason"),
    "document": Words("依据的文号", "the document that says so"),
    "keeps_record": Words("要不要交记录；不写就是要", "whether a record must be kept, as it must without this"),
    # registry/schools.yaml
    "Schools": Note("学校名册", Words("学校名册", "the schools")),
    "schools": Words("一校一项", "one item each"),
    "School": Note("学校", Words("一所学校", "one school")),
    "School.name": Words("学校的全名", "the name of the school"),
    "School.aliases": Words("记录里可能写的别的名字", "other names that records may use"),
    "area": Words("农村还是城区", "rural or urban"),
    "district": Words("哪个片区", "which district"),
    "stage": Words("哪个学段", "which stage"),
    # registry/pairs.yaml
    "Pairs": Note("结对名册", Words("结对名册", "the pairs")),
    "pairs": Words("一对一项", "one item each"),
    "Pair": Note("结对", Words("一对师徒，或一对学校", "two people, or two schools")),
    "Pair.kind": Words("哪一种结对", "which kind of pair"),
    "lead": Words("师傅，或主方学校：", "mentor or leading school: ").then(ID_OR_NAME),
    "partner": Words("徒弟，或对方学校：", "apprentice or partner school: ").then(ID_OR_NAME),
    "agreement": Words("协议的名称或文号", "the agreement"),
    # calendar.yaml
    "WrittenCalendar": Note("校历", Words("本单位的校历", "the calendar of this office")),
    "terms": Words(
        "学期的起止；没写的学期是 9 月 1 日至 1 月 31 日、2 月 1 日至 8 月 31 日",
        "the days of terms that are not the usual",
    ),
    "WrittenTerm": Note("学期", Words("一个学期", "one term")),
    "term": Words("哪个学期，写成 2025-2026-1 或 2025秋", "which term, like 2025-2026-1"),
    "teaching_from": Words("教学周从哪天起；不写就是学期的第一天", "the first day of teaching"),
    "teaching_to": Words("教学周到哪天止；不写就是学期的最后一天", "the last day of teaching"),
    "regular_weeks": Words("短学期写上平常有几周", "how many weeks a term has that is not short"),
    "holidays": Words("本地、本校自己放的假", "days on which this office does not teach"),
    "Holiday": Note("放假", Words("一次放假", "one holiday")),
    "Holiday.name": Words("什么假", "what holiday it is"),
    "Holiday.date": Words("只放一天时写这一天，不写起止", "the day, where it is a single one"),
    "make_up": Words("别人休息、自己上课的日子", "days on which this office teaches while others rest"),
    "MakeUpDay": Note("补课", Words("一天补课", "one such day")),
    "MakeUpDay.name": Words("补什么", "what is made up"),
    "days": Words(
        "程序还不知道的年份的放假和调休，照国务院的通知", "holidays of a year that the program does not know"
    ),
    "AnnouncedDay": Note("全国放假", Words("通知里的一天", "one day of the notice")),
    "AnnouncedDay.name": Words("什么节", "which holiday"),
    "off_day": Words("是：放假；否：周末要上班", "yes: off; no: worked on"),
    # exemptions.yaml
    "WrittenExemptions": Note("豁免", Words("豁免：谁的哪一条规则免了、减了", "who is freed of which rule")),
    "exemptions": Words("一人一条规则一项", "one item for each"),
    "WrittenExemption": Note("豁免", Words("一条豁免", "one exemption")),
    "person": Words("这个人的编号", "the id of the person"),
    "WrittenExemption.rules": Words("包名/规则，一字不差；几条写成列表", "PACK/RULE, exactly; a list for several"),
    "effect": Words("免除、减、折抵……", "waived, reduced, credited …"),
    "approver": Words("谁批准的", "who approved it"),
    "WrittenExemption.to": Words("最后一天，算在内；之后不再有效", "the last day, included"),
}
