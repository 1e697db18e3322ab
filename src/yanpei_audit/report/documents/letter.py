"""What an office sends in Word: the circular to all and the notice to each who is short, in the words of letters."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from yanpei_audit import bundled
from yanpei_audit.glossary import LABELS, day_words
from yanpei_audit.language import Words
from yanpei_audit.report.documents import WORD_NOTICE, WORD_SUMMARY
from yanpei_audit.report.documents.contents import Contents
from yanpei_audit.report.documents.notice import notice
from yanpei_audit.report.documents.summary import summary
from yanpei_audit.report.documents.word import render


def letters(contents: Contents, own: Path | None, deadline: dt.date | None) -> Iterator[tuple[str, bytes]]:
    """Give every letter by its path in the report; templates in one's `own` folder come before ours."""
    folders = [*([own] if own else []), bundled.folder("templates")]
    to_all, to_one = (
        next(file for folder in folders if (file := folder / name).is_file() and not file.is_symlink())
        for name in (WORD_SUMMARY, WORD_NOTICE)
    )
    shared, day = words_of_letters(contents), contents.result.as_of
    yield WORD_SUMMARY, render(to_all, {**shared, **summary(contents, whole=True)}, day)
    for person in contents.result.people:
        if person.fails:
            yield (
                contents.notice_of(person, "docx"),
                render(to_one, {**shared, **notice(person, contents, deadline)}, day),
            )


def words_of_letters(contents: Contents) -> dict[str, Any]:
    """Give what every letter may say besides its own values."""
    say, result = contents.view.say, contents.result
    days = {
        "first": day_words(result.period.first),
        "last": day_words(result.period.last),
        "as_of": day_words(result.as_of),
    }
    letter = {name: say(words.format(period=result.period.words, **days)) for name, words in LETTER.items()}
    return {
        "label": {name: say(words) for name, words in LABELS.items()},
        "letter": {**letter, "issuer": contents.office or letter["issuer"]},
    }


LETTER = {
    "about": Words("关于 {period}", "On the quotas of {period}:"),
    "circular": Words("定额完成情况的通报", "a circular to all offices"),
    "to_all": Words("各有关单位：", "To all offices:"),
    "opening": Words(
        "现将 {period}（{first} 至 {last}，截至 {as_of}）定额完成情况通报如下。",
        "The quotas of {period} ({first} to {last}), as of {as_of}, stand as follows.",
    ),
    "overall": Words("总体情况", "All in all"),
    "by_person": Words("逐人对照", "Person by person"),
    "noticed": Words("已拟写整改通知书，送达下列人员：", "Notices are drafted for: "),
    "sums": Words("汇总表", "Sums"),
    "unmet": Words("未达到要求的项目", "What is not met"),
    "until": Words("整改要求", "What is asked"),
    "annexes": Words("附件：", "Annexed: "),
    "annex": Words("附件", "Annex "),
    "issuer": Words("（发文单位）", "(issuing office)"),
    "day": Words("　　　　年　　月　　日", "Date: ____________"),
    "received": Words(
        "签收人：____________　　签收日期：______年____月____日", "Received by: ____________  Date: ____________"
    ),
    "colon": Words("：", ": "),
    "stop": Words("。", ". "),
    "pause": Words("、", ", "),
}
