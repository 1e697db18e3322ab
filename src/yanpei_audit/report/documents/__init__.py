"""The documents of a report: what each says, as plain values for its template; `TEMPLATES` lists them.

To add one, write a module that gives its values, name it in `TEMPLATES`, and put its template into `templates/`.
"""

from __future__ import annotations

from yanpei_audit.language import Words

SUMMARY, SHEET, NOTICE, PUBLIC, APPENDIX, WORD_SUMMARY, WORD_NOTICE = (
    "summary.md.j2",
    "person.md.j2",
    "notice.md.j2",
    "public.md.j2",
    "appendix.md.j2",
    "summary.docx",
    "notice.docx",
)

TEMPLATES: dict[str, Words] = {
    SUMMARY: Words("汇总：给领导看的一份", "the summary, for whoever answers for the office"),
    SHEET: Words("个人核对单，每人一份", "the sheet of one person"),
    NOTICE: Words("整改通知书，每个未达标的人一份", "the notice for whoever is short"),
    PUBLIC: Words("公示版，隐去姓名和编号", "the public version, names masked"),
    APPENDIX: Words("附录：每个数怎样得来", "the appendix: how each number was made"),
    WORD_SUMMARY: Words("通报（Word，--word），公文格式", "the summary in Word, for --word"),
    WORD_NOTICE: Words("整改通知书（Word，--word），公文格式", "the notice in Word, for --word"),
}
