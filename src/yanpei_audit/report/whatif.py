"""The audit as if: what is supposed, the outcomes that change, and the smallest additions that comply."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from yanpei_audit.audit import Outcome
from yanpei_audit.calendar import Period, Stretch
from yanpei_audit.figures import figure
from yanpei_audit.glossary import key_words
from yanpei_audit.language import Words
from yanpei_audit.planning import Added, Change, Plan, Planned
from yanpei_audit.records import Person
from yanpei_audit.report.activities import activity_in_words, days_of, written
from yanpei_audit.report.folding import folded
from yanpei_audit.report.standing import figures
from yanpei_audit.report.todo import title_of
from yanpei_audit.report.view import View
from yanpei_audit.rules import ReadyRule, RuleId
from yanpei_audit.rules.wording import COMMA, joined


class WhatIf(NamedTuple):
    """What was supposed of somebody, and what came of it."""

    person: Person
    period: Period
    as_of: dt.date
    rules: Mapping[RuleId, ReadyRule]
    added: Sequence[Added]
    leaves: Sequence[Stretch]
    roles: Sequence[str]
    changes: Sequence[Change]
    plan: Plan

    @property
    def supposes_nothing(self) -> bool:
        """Whether the audit is as it is."""
        return not (self.added or self.leaves or self.roles)


def render(whatif: WhatIf, view: View) -> str:
    """Write it in lines of at most 80 cells."""
    return "\n".join(folded(_lines(whatif, view))) + "\n"


def _lines(whatif: WhatIf, view: View) -> Iterator[str]:
    person, period = whatif.person, whatif.period
    yield view.say(HEAD.format(name=person.name, id=person.id, period=period.words, as_of=whatif.as_of))
    if not whatif.supposes_nothing:
        yield view.say(SUPPOSED)
        yield from (f"  {view.say(line)}" for line in _supposed(whatif))
        yield view.say(CHANGES if whatif.changes else NO_CHANGE)
        yield from (f"  {view.say(_change(change, whatif))}" for change in whatif.changes)
    yield from _plan(whatif, view)


def _supposed(whatif: WhatIf) -> Iterator[Words]:
    for one in whatif.added:
        entry = one.entries[0]
        words = activity_in_words(days_of(entry), entry.activity.kind, written(entry), len(one.entries))
        if one.filled:
            words = FILLED.format(activity=words, fields=joined([key_words(field) for field in one.filled], COMMA))
        yield words
    for days in whatif.leaves:
        yield AWAY.format(first=days.first, last=days.last)
    if whatif.roles:
        yield POSTS.format(roles="、".join(whatif.roles))


def _change(change: Change, whatif: WhatIf) -> Words:
    before, after = (_standing(one, whatif) for one in change)
    title = title_of(change.outcome, whatif.rules[change.outcome.rule], whatif.period)
    return CHANGE.format(title=title, before=before, after=after)


def _standing(outcome: Outcome | None, whatif: WhatIf) -> Words:
    if outcome is None:
        return NOT_ASKED
    numbers, unit = figures(outcome), whatif.rules[outcome.rule].rule.counts
    return (
        STANDING.format(figures=numbers, unit=unit, verdict=outcome.verdict.words) if numbers else outcome.verdict.words
    )


def _plan(whatif: WhatIf, view: View) -> Iterator[str]:
    plan = whatif.plan
    if plan.additions:
        yield view.say(SMALLEST.format(by=max(plan.by, whatif.period.last)))
        for planned, number in _grouped(plan.additions):
            fields = dict(planned.fields)
            days = fields.get("date") or _stretch(fields)
            yield f"  {view.say(activity_in_words(days, str(fields['kind']), fields, number))}"
            titles = [whatif.rules[rule].rule.title.words for rule in planned.serves]
            yield f"    {view.say(SERVES.format(titles=joined(titles, COMMA)))}"
        yield f"  {view.say(MINIMAL if plan.minimal else NOT_VERIFIED)}"
    elif not plan.not_reached:
        yield view.say(NOTHING)
    if plan.expected:
        titles = [title_of(one, whatif.rules[one.rule], whatif.period) for one in plan.expected]
        yield view.say(EXPECTED.format(titles=joined(titles, COMMA)))
    if plan.too_late:
        yield view.say(TOO_LATE)
        yield from (f"  {view.say(_missing(one, whatif))}" for one in plan.too_late)
    if plan.not_reached:
        yield view.say(NOT_REACHED)
    for one in plan.not_reached:
        title = title_of(one.outcome, whatif.rules[one.outcome.rule], whatif.period)
        standing = _standing(one.outcome, whatif)
        yield f"  {view.say(REASON.format(title=title, standing=standing, why=one.why))}"


def _stretch(fields: Mapping[str, Any]) -> str:
    return str(fields["from"]) if fields["from"] == fields["to"] else f"{fields['from']}—{fields['to']}"


def _missing(outcome: Outcome, whatif: WhatIf) -> Words:
    rule = whatif.rules[outcome.rule]
    number = figure(outcome.shortfall, up=True) if outcome.shortfall is not None else ""
    return MISSING.format(title=title_of(outcome, rule, whatif.period), number=number, unit=rule.rule.counts)


def _grouped(additions: Sequence[Planned]) -> Iterator[tuple[Planned, int]]:
    """Put together the additions that differ only in their number."""
    groups: dict[str, list[Planned]] = {}
    for one in additions:
        groups.setdefault(repr(([field for field in one.fields if field[0] != "note"], one.serves)), []).append(one)
    for group in groups.values():
        yield group[0], len(group)


HEAD = Words("{name}（{id}），{period}，截至 {as_of}", "{name} ({id}), {period}, as of {as_of}")
SUPPOSED = Words("假设：", "As if:")
FILLED = Words("{activity}（没有写，暂填：{fields}）", "{activity} (not given, filled in: {fields})")
AWAY = Words("离岗 {first} 至 {last}", "away from {first} to {last}")
POSTS = Words("岗位 {roles}", "roles {roles}")
CHANGES = Words("变化：", "What changes:")
NO_CHANGE = Words("结论都没有变化。", "Nothing changes.")
CHANGE = Words("{title}：{before} → {after}", "{title}: {before} → {after}")
NOT_ASKED = Words("不考核", "not asked")
STANDING = Words("{figures} {unit} {verdict}", "{figures} {unit} {verdict}")
SMALLEST = Words(
    "最少还要补（{by} 以前做完，日子可以另选；计划中的不算在内）：",
    "The smallest additions that comply (done by {by}, on days of your choice; what is planned is not counted):",
)
EXPECTED = Words("做完计划中的即达标：{titles}", "Met once what is planned is done: {titles}")
SERVES = Words("计入：{titles}", "for {titles}")
MINIMAL = Words(
    "已逐条验证：去掉一条或少一步，就有一项达不到。",
    "Verified: with any of them left out or a step smaller, something is not met.",
)
NOT_VERIFIED = Words(
    "试算次数已用完：还没有验证这是最少的。", "There was no time left to verify that nothing is spare."
)
NOTHING = Words("没有还要补的。", "Nothing more is needed.")
TOO_LATE = Words("按一天能做的量，剩下的日子容不下：", "More than the days left can hold:")
MISSING = Words("{title}：差 {number} {unit}", "{title}: {number} {unit} missing")
NOT_REACHED = Words("多做活动也达不到的：", "Not to be met by more activities:")
REASON = Words("{title}：{standing}；{why}", "{title}: {standing}; {why}")
