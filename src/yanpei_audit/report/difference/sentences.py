"""What text and Markdown say of a difference: the same sentences, which each makes harmless in its own way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from yanpei_audit.audit import Outcome
from yanpei_audit.comparing import Difference, Flip
from yanpei_audit.findings import quote, show
from yanpei_audit.language import Words
from yanpei_audit.report.standing import URGENCY, cell
from yanpei_audit.report.view import View
from yanpei_audit.rules.wording import COMMA, joined, listed

MOST_FILES, LONGEST_PATH = 3, 100


class Compared(NamedTuple):
    """What the files are compared with: the revision as it was asked for, and the commit that it is."""

    revision: str
    commit: str


def heading(difference: Difference, compared: Compared, view: View) -> str:
    """Say what is compared: both states with their days, and the period."""
    words = HEADING.format(
        period=difference.period.words,
        base=quote(compared.revision),
        commit=compared.commit[:7],
        base_day=difference.base_day,
        head_day=difference.head_day,
    )
    return view.say(words)


def closing(difference: Difference, view: View) -> str:
    """Say what differs at all and sum up the flips."""
    components = joined([component.words for component in difference.components], COMMA)
    parts = (COMPONENTS.format(components=components) if difference.components else SAME).then(
        NOTHING.format(compared=difference.compared)
        if difference.is_empty
        else CLOSING.format(
            compared=difference.compared,
            flips=len(difference.flips),
            failing=sum(flip.newly_fails for flip in difference.flips),
        )
    )
    return view.say(parts)


def who(flip: Flip) -> Words:
    """Name whom a flip is of, with the other end of a pair."""
    there = flip.after or flip.before
    partner = f"—{quote(there.partner.name)}" if there and there.partner else ""
    return WHO.format(name=quote(flip.person.name) + partner, id=quote(flip.person.id))


def sides(flip: Flip, view: View) -> tuple[str, str]:
    """Write the figures and the verdict before and after; a dash where the rule was not for the person."""
    before, after = (_standing(outcome, view) for outcome in (flip.before, flip.after))
    return before, after


def _standing(outcome: Outcome | None, view: View) -> str:
    return cell((outcome,), view).text if outcome is not None else "—"


def causes(flip: Flip) -> Words:
    """Name the causes and the files of theirs that differ."""
    words = joined([cause.words for cause in flip.causes], COMMA)
    if len(flip.causes) > 1:
        words = (TOGETHER if flip.together else EACH).format(causes=words)
    shown = [show(name[-LONGEST_PATH:]) for name in flip.files[:MOST_FILES]]
    if len(flip.files) > MOST_FILES:
        return words.then(MORE_FILES.format(files=listed(shown, COMMA), count=len(flip.files)))
    return words.then(FILES.format(files=listed(shown, COMMA))) if shown else words


def rest(difference: Difference, view: View) -> Iterator[Words]:
    """Say of people and rules that only one state has, those of now first."""
    for words, people in ((APPEARED, difference.appeared), (GONE, difference.gone)):
        for one in people:
            counts = Counter(outcome.verdict for outcome in one.outcomes)
            parts = [f"{view.say(verdict.words)} {counts[verdict]}" for verdict in URGENCY if counts[verdict]]
            verdicts = view.say(COMMA).join(parts) or "—"
            yield words.format(name=quote(one.person.name), id=quote(one.person.id), verdicts=verdicts)
    for words, rules in ((ADDED, difference.added), (REMOVED, difference.removed)):
        for rule in rules:
            yield words.format(
                title=rule.title,
                rule=f"{rule.pack}/{rule.rule}",
                period=rule.period.id,
                people=rule.people,
                failing=rule.failing,
            )


HEADING = Words(
    "{period}：现在（截至 {head_day}）与 {base}（{commit}，截至 {base_day}）相比",
    "{period}: now (as of {head_day}) against {base} ({commit}, as of {base_day})",
)
COMPONENTS = Words("有不同的：{components}。", "What differs: {components}. ")
SAME = Words("两边没有任何不同。", "Nothing differs. ")
NOTHING = Words("没有人的结论变了（比较 {compared} 项）", "No verdict differs ({compared} outcomes compared)")
CLOSING = Words(
    "比较 {compared} 项，结论变了的 {flips} 项，其中新出现的未达标 {failing} 项",
    "{compared} outcomes compared, {flips} verdicts differ, {failing} of them newly fail",
)
FLIP = Words("{who}{title} {rule}，{period}", "{who}: {title} {rule}, {period}")
WHO = Words("{name}（{id}）", "{name} ({id})")
BECAUSE = Words("原因：{causes}", "By: {causes}")
TOGETHER = Words("{causes}合起来", "{causes} together")
EACH = Words("{causes}（任何一项就够）", "{causes} (any of them alone)")
FILES = Words("：{files}", ": {files}")
MORE_FILES = Words("：{files} 等 {count} 个文件", ": {files} and others, {count} files")
APPEARED = Words("新出现的人：{name}（{id}）：{verdicts}", "New: {name} ({id}): {verdicts}")
GONE = Words("不再有的人：{name}（{id}）：{verdicts}", "Gone: {name} ({id}): {verdicts}")
ADDED = Words(
    "新审的规则：{title} {rule}，{period}：适用 {people} 人，未达标 {failing} 人",
    "Newly judged: {title} {rule}, {period}: for {people} people, {failing} of them fail",
)
REMOVED = Words(
    "不再审的规则：{title} {rule}，{period}：原适用 {people} 人，未达标 {failing} 人",
    "No longer judged: {title} {rule}, {period}: was for {people} people, {failing} of them failed",
)
