"""A difference as a comment for a pull request."""

from __future__ import annotations

from collections.abc import Sequence

from yanpei_audit.comparing import Difference
from yanpei_audit.language import Words
from yanpei_audit.report.difference.sentences import Compared, causes, closing, heading, rest, sides, who
from yanpei_audit.report.escaping import bar, escape
from yanpei_audit.report.lines import LEFT_OUT
from yanpei_audit.report.view import View

MARK = "<!-- yanpei-audit diff -->"
MOST_BYTES, MOST_LINES = 58_000, 300


def render(difference: Difference, compared: Compared, view: View) -> str:
    """Write less than 60,000 bytes, whatever the size: the worst comes first, and what does not fit is counted."""
    said = [heading(difference, compared, view), closing(difference, view)]
    head = [MARK, f"### {view.say(TITLE)}", *(line for text in said for line in ("", str(escape(text))))]
    columns = [view.say(words) for words in COLUMNS]
    table = [bar(columns), "|" + " --- |" * len(columns)] if difference.flips else []
    rows = [
        bar([view.say(who(flip)), view.say(flip.title), flip.period.id, *sides(flip, view), view.say(causes(flip))])
        for flip in difference.flips
    ]
    items = [f"- {escape(view.say(words))}" for words in rest(difference, view)]
    room = MOST_BYTES - _size([*head, *table])
    kept = _that_fit(rows, room)
    others = _that_fit(items, room - _size(kept))
    blocks = ([*table, *kept], _left_out(rows, kept, view), others, _left_out(items, others, view))
    return "\n".join([*head, *(line for block in blocks if block for line in ("", *block))]) + "\n"


def _that_fit(lines: Sequence[str], room: int) -> list[str]:
    kept: list[str] = []
    for line in lines[:MOST_LINES]:
        room -= _size([line])
        if room < 0:
            break
        kept.append(line)
    return kept


def _size(lines: Sequence[str]) -> int:
    return sum(len(line.encode()) + 1 for line in lines)


def _left_out(lines: Sequence[str], kept: Sequence[str], view: View) -> list[str]:
    count = len(lines) - len(kept)
    return [view.say(LEFT_OUT.format(count=count))] if count else []


TITLE = Words("结论有什么变化", "What differs in the verdicts")
COLUMNS = (
    Words("人员", "Who"),
    Words("规则", "Rule"),
    Words("周期", "Period"),
    Words("从前", "Before"),
    Words("现在", "Now"),
    Words("原因", "By"),
)
