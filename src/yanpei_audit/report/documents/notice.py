"""The notice for whoever is short: what is missing by which clause, until when to make it up, and what follows."""

from __future__ import annotations

import datetime as dt
from typing import Any

from yanpei_audit.audit import PersonResult, Verdict
from yanpei_audit.calendar import ONE_DAY
from yanpei_audit.glossary import day_words
from yanpei_audit.language import Words
from yanpei_audit.report import standing
from yanpei_audit.report.documents.contents import Contents, quota
from yanpei_audit.report.rows import Row


def notice(person: PersonResult, contents: Contents, deadline: dt.date | None = None) -> dict[str, Any]:
    """Give what the notice to somebody says; without a `deadline` it leaves room to write one."""
    say, result = contents.view.say, contents.result
    failing = [row for row in contents.rows(person) if row.outcome.fails]
    return {
        "title": say(TITLE),
        "heading": standing.heading(result, contents.view),
        "period": say(result.period.words),
        "as_of": say(day_words(result.as_of)),
        "office": contents.office,
        "name": person.person.name,
        "id": person.person.id,
        "unit": person.person.unit,
        "opening": say(OPENING.format(period=result.period.words, as_of=day_words(result.as_of), count=len(failing))),
        "quotas": [
            {
                **quota(row),
                "clause_text": row.clause_text,
                "remark": say(_remark(row)),
                "sentence": say(_sentence(row, number)),
            }
            for number, row in enumerate(failing, 1)
        ],
        "deadline": say(_deadline(failing, deadline)),
        "drafts": list(contents.drafts(person)),
        "no_consequence": say(NO_CONSEQUENCE),
        "sources": _sources(failing),
        "sheet": f"../{contents.page_of(person)}",
    }


def _deadline(rows: list[Row], deadline: dt.date | None) -> Words:
    """Ask to make up what is missing; of what is only too much, or can no longer be reached, to look at the record."""
    if all(row.verdict in (Verdict.OVER, Verdict.UNREACHABLE) for row in rows):
        return LOOK
    return BY_DAY.format(day=day_words(deadline)) if deadline else BY_BLANK


def _remark(row: Row) -> Words:
    """Say until when, and how, what is missing can still be made up."""
    outcome = row.outcome
    if outcome.curable_until is not None:
        return CURABLE.format(until=day_words(outcome.curable_until), period=outcome.period.id)
    if outcome.verdict is Verdict.OVER:
        return OVER.format(limit=row.at_most, unit=row.rule.rule.counts)
    if outcome.verdict is Verdict.UNREACHABLE:
        return UNREACHABLE.format(last=day_words(outcome.period.last))
    until = outcome.period.last + row.rule.grace * ONE_DAY
    return EXPIRED.format(until=day_words(until)) if row.rule.grace else CLOSED


def _sentence(row: Row, number: int) -> Words:
    """Say one item in full, as an official letter does."""
    sentence = MISSING if row.shortfall else WITHOUT_NUMBER
    return sentence.format(
        number=number,
        title=row.title,
        period=row.period,
        required=row.required,
        measured=row.measured or "0",
        unit=row.unit,
        shortfall=row.shortfall,
        verdict=row.words,
        clause=row.clause,
        document=row.document,
        remark=_remark(row),
    )


def _sources(rows: list[Row]) -> list[dict[str, str]]:
    """Name each clause that counts here, with what it says, how it is read, and its source."""
    return [
        {"clause": row.clause_text, "reading": row.reading, "document": row.document}
        for row in {row.clause: row for row in rows}.values()
    ]


TITLE = Words("定额完成情况整改通知书", "Notice to make up unmet quotas")
OPENING = Words(
    "经审核，{period}（截至 {as_of}）您有 {count} 项定额未达到要求，具体如下：",
    "The audit of {period} (as of {as_of}) finds that {count} of your quotas are not met:",
)
BY_DAY = Words(
    "请于{day}前完成整改，并把补做的活动记入本人的记录。", "Please make up for it by {day} and enter what you did."
)
LOOK = Words(
    "请核对本人的记录：漏记的请补上，记错的请改正。",
    "Please look at your record: enter what is missing, and correct what is wrong.",
)
BY_BLANK = Words(
    "请于＿＿＿＿年＿＿月＿＿日前完成整改，并把补做的活动记入本人的记录。",
    "Please make up for it by ____________ and enter what you did.",
)
CURABLE = Words(
    "可以补到 {until}；补做的活动写上“补: {period}”",
    "may be made up until {until}, by activities with 'makes_up: {period}'",
)
OVER = Words("上限 {limit} {unit}，请核对记录", "the limit is {limit} ({unit}); please check the record")
UNREACHABLE = Words("周期到 {last} 为止，余下的日子已不够", "the period ends on {last}, and the days left are too few")
EXPIRED = Words("补做的期限 {until} 已过", "the time for making up ended on {until}")
CLOSED = Words("周期已结束，规则没有写补做的期限", "the period is over, and the rule names no time for making up")
MISSING = Words(
    "{number}. {title}（{period}）：要求 {required}，实际 {measured} {unit}，还差 {shortfall} {unit}。"
    "依据 {document}（{clause}）。{remark}。",
    "{number}. {title} ({period}): {required} required, {measured} ({unit}) measured, {shortfall} missing. "
    "Clause {clause} of {document}; {remark}.",
)
WITHOUT_NUMBER = Words(
    "{number}. {title}（{period}）：要求 {required}，实际 {measured} {unit}，{verdict}。"
    "依据 {document}（{clause}）。{remark}。",
    "{number}. {title} ({period}): {required} required, {measured} ({unit}) measured, {verdict}. "
    "Clause {clause} of {document}; {remark}.",
)
NO_CONSEQUENCE = Words("本期所用的规则没有写明后果。", "The rules in force name no consequence.")
