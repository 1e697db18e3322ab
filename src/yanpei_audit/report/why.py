"""Why an outcome is what it is: the bound step by step, every activity that counted or did not, and the sum."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from yanpei_audit.audit import AuditResult, Outcome, PersonResult, Verdict
from yanpei_audit.calendar import ONE_DAY
from yanpei_audit.figures import figure
from yanpei_audit.glossary import REASONS, VERDICTS, WEEKS, key_words
from yanpei_audit.language import Words
from yanpei_audit.records import Entry
from yanpei_audit.report.drafts import draft_blocks, titles_of
from yanpei_audit.report.folding import folded
from yanpei_audit.report.rulebook import rule_lines
from yanpei_audit.report.standing import LATE, figures, original_figures, verdict_words
from yanpei_audit.report.view import View
from yanpei_audit.rules import ReadyRule, RuleId
from yanpei_audit.rules.limits import Limit
from yanpei_audit.rules.measures import PerCent
from yanpei_audit.rules.measures.counting import Total
from yanpei_audit.rules.measures.days import Days


class _About(NamedTuple):
    """Whom the lines are about, as of which day, and for which rules each of their activities counted."""

    person: PersonResult
    as_of: dt.date
    used: Mapping[int, Sequence[RuleId]]
    view: View


def render(result: AuditResult, person: PersonResult, wanted: str, view: View) -> str:
    """Explain a person's outcomes, all of them or those of one rule, in lines of at most 80 cells."""
    rules = {rule.id: rule for rule in result.rules}
    about = _About(person, result.as_of, _used(person.outcomes), view)
    blocks = [
        list(_block(about, outcome, rules[outcome.rule]))
        for outcome in person.outcomes
        if wanted == "" or names(rules[outcome.rule], wanted)
    ]
    if drafts := list(draft_blocks(person.person, person.drafts, titles_of(rules.values()), view)):
        blocks.append(drafts)
    return "\n".join("\n".join(folded(lines)) + "\n" for lines in blocks)


def names(rule: ReadyRule, text: str) -> bool:
    """Say whether a text names a rule: by its id, with or without its pack, or by its title."""
    return text in (str(rule.id), rule.id.rule, *rule.rule.title.words)


def _used(outcomes: Iterable[Outcome]) -> dict[int, list[RuleId]]:
    """Tell which rules each activity counted for."""
    used: dict[int, list[RuleId]] = {}
    for outcome in outcomes:
        for entry, _amount in outcome.counted:
            rules = used.setdefault(id(entry), [])
            if outcome.rule not in rules:
                rules.append(outcome.rule)
    return used


def _block(about: _About, outcome: Outcome, rule: ReadyRule) -> Iterator[str]:
    person, view, say = about.person, about.view, about.view.say
    partner = f"—{outcome.partner.name}" if outcome.partner else ""
    title = say(rule.rule.title.words)
    yield say(HEAD.format(name=f"{person.person.name}{partner}", id=person.person.id, title=title, rule=outcome.rule))
    yield f"  {say(outcome.period.words)}"
    yield from (f"  {line}" for line in rule_lines(rule, view))
    yield from (f"  {say(line)}" for line in _bound(person, outcome, rule))
    yield from (f"  {say(line)}" for line in _owed(outcome))
    yield f"  {say(RESULT.format(figures=figures(outcome) or '—', verdict=_verdict(outcome)))}"
    yield from (f"  {say(line)}" for line in pace_lines(outcome, rule))
    if outcome.why is not None:
        yield f"  {say(WHY.format(why=outcome.why))}"
    for other in outcome.also:
        number = figure(other.measured) if other.measured is not None else "—"
        yield f"  {say(READ.format(reading=other.words, number=number, verdict=other.verdict.words))}"
    if outcome.gaps:
        yield f"  {say(GAPS)}"
        yield from (f"    {say(gap)}" for gap in outcome.gaps)
    yield from _counted(about, outcome, rule)
    yield from _missed(outcome, view)


def _owed(outcome: Outcome) -> Iterator[Words]:
    """Say what is owed in place of the bound of the rule, and on whose word."""
    if outcome.formula is not None:
        yield FORMULA.format(formula=outcome.formula)
    if outcome.reference is not None:
        yield REFERENCE.format(formula=outcome.reference)
    if outcome.exemption is not None and outcome.why != outcome.exemption.why:
        yield (EXCUSED if outcome.excused else UNUSED).format(why=outcome.exemption.why)
    if outcome.original is not None:
        yield ORIGINAL.format(figures=original_figures(outcome))


def pace_lines(outcome: Outcome, rule: ReadyRule) -> Iterator[Words]:
    """Say how many weeks are left, what they need each, and what it comes to at the pace so far, or at most."""
    pace, unit = outcome.pace, rule.rule.counts
    if outcome.most is not None:
        yield MOST.format(number=figure(outcome.most), unit=unit)
    if pace is None or outcome.verdict is Verdict.MET:
        return
    yield PASSED.format(
        weeks=figure(pace.weeks), passed=figure(pace.passed), left=figure(pace.left), basis=WEEKS[pace.basis]
    )
    if pace.needed is not None and outcome.shortfall:
        yield NEEDED.format(number=figure(pace.needed, up=True), unit=unit, missing=figure(outcome.shortfall, up=True))
    if pace.so_far is not None:
        yield SO_FAR.format(number=figure(pace.so_far), unit=unit)
    if pace.projected is not None:
        yield PROJECTED.format(number=figure(pace.projected), unit=unit)


def _verdict(outcome: Outcome) -> Words:
    words = verdict_words(outcome.verdict, advisory=outcome.advisory)
    if outcome.late:
        words = LATE.format(words=words)
    if outcome.would_be is None:
        return words
    sentence = WITHOUT if outcome.excused else WOULD_BE
    return sentence.format(verdict=words, would_be=VERDICTS[outcome.would_be.value])


def _bound(person: PersonResult, outcome: Outcome, rule: ReadyRule) -> Iterator[Words]:
    """Derive the bounds that hold for the person, where they are not plain numbers."""
    written, numbers = (rule.limits.at_least, rule.limits.at_most), outcome.bounds[:2]
    for limit, number in zip(written, numbers, strict=True):
        if limit is None or number is None:
            continue
        if limit.by is not None:
            mine = limit.texts_for(person.person.roles, rule.tier_of(person.person))
            yield BY.format(scale=_scale(limit), mine="、".join(mine), number=figure(number))
        elif outcome.out_of and limit.value and isinstance(rule.measure.bound(limit.value), PerCent):
            yield PART.format(whole=figure(outcome.out_of), part=limit.value, number=figure(number))


def _scale(limit: Limit) -> str:
    return "、".join(f"{name} {text}" for name, text in limit.values.items())


def _in_part(outcome: Outcome, rule: ReadyRule, number: int, as_of: dt.date) -> Words:
    """Say why a counted activity counts for less than it states: a cap, or days elsewhere or counted already."""
    measure, (entry, amount) = rule.measure, outcome.counted[number]
    if isinstance(measure, Total) and measure.caps:
        stated = getattr(entry.activity, measure.total)
        return CUT.format(stated=stated) if stated is not None and amount < stated else EMPTY
    whole = len(_days(entry))
    if isinstance(measure, Days) and measure.basis == "calendar" and amount < whole:
        return OF_DAYS.format(whole=whole, why=_fewer_days(outcome, number, as_of))
    return EMPTY


def _fewer_days(outcome: Outcome, number: int, as_of: dt.date) -> Words:
    """Part the days of a counted activity: outside the period, yet to come, and counted with those before it."""
    days = _days(outcome.counted[number][0])
    inside = [day for day in days if day in outcome.period]
    counting = {day for day in inside if day <= as_of}
    again = counting.intersection(day for entry, _amount in outcome.counted[:number] for day in _days(entry))
    outside = OUTSIDE.format(days=len(inside)) if len(inside) < len(days) else EMPTY
    ahead = AHEAD.format(days=len(inside) - len(counting)) if len(counting) < len(inside) else EMPTY
    return outside.then(ahead).then(AGAIN.format(days=len(again)) if again else EMPTY)


def _days(entry: Entry) -> list[dt.date]:
    return [entry.first + number * ONE_DAY for number in range((entry.last - entry.first).days + 1)]


def _counted(about: _About, outcome: Outcome, rule: ReadyRule) -> Iterator[str]:
    view = about.view
    if not outcome.counted:
        yield f"  {view.say(NOTHING)}"
        return
    yield f"  {view.say(COUNTED)}"
    total = Fraction()
    for number, (entry, amount) in enumerate(outcome.counted):
        total += Fraction(amount)
        others = [str(other) for other in about.used[id(entry)] if other != outcome.rule]
        beside = view.say(BESIDE.format(rules="、".join(others))) if others else ""
        part = view.say(_in_part(outcome, rule, number, about.as_of))
        yield f"    {_activity(entry)}  {amount}{part}  {entry.file}:{entry.line}{beside}"
    yield f"    {view.say(SUM.format(total=figure(total), count=len(outcome.counted)))}"
    if outcome.out_of is not None:
        yield f"    {view.say(WHOLE.format(whole=figure(outcome.out_of)))}"


def _missed(outcome: Outcome, view: View) -> Iterator[str]:
    if outcome.missed:
        yield f"  {view.say(MISSED.format(count=len(outcome.missed)))}"
    for missed in outcome.missed:
        reason = view.say(REASONS[missed.reason])
        field = view.say(FIELD.format(field=key_words(missed.field))) if missed.field else ""
        yield f"    {_activity(missed.entry)}  {reason}{field}  {missed.entry.file}:{missed.entry.line}"
    if outcome.unrelated:
        yield f"  {view.say(UNRELATED.format(count=outcome.unrelated))}"


def _activity(entry: Entry) -> str:
    days = str(entry.first) if entry.first == entry.last else f"{entry.first}—{entry.last:%m-%d}"
    activity = entry.activity
    what = activity.school or activity.topic or activity.book or activity.project or ""
    return f"{days}  {activity.kind}{' ' if what else ''}{what}"


HEAD = Words("{name}（{id}）{title} {rule}", "{name} ({id}): {title} {rule}")
RESULT = Words("结果：{figures}，{verdict}", "Result: {figures}, {verdict}")
WOULD_BE = Words("{verdict}（单看本条为{would_be}）", "{verdict} ({would_be} by the rule alone)")
REFERENCE = Words("折算（只作参考）：{formula}", "Prorated, for reference only: {formula}")
FORMULA = Words("折算：{formula}", "Prorated: {formula}")
EXCUSED = Words("豁免：{why}", "Exemption: {why}")
UNUSED = Words("豁免（没有用上，本来就达到）：{why}", "Exemption (not needed): {why}")
ORIGINAL = Words("原来：{figures}", "Without it: {figures}")
PASSED = Words(
    "进度：共 {weeks} {basis}，已过 {passed}，剩 {left}",
    "Pace: {weeks} {basis}, of which {passed} passed and {left} are left",
)
NEEDED = Words(
    "还差 {missing} {unit}，剩下每周要 {number} {unit}", "Missing: {missing} ({unit}), {number} for each week left"
)
SO_FAR = Words("到目前每周 {number} {unit}", "So far {number} ({unit}) a week")
MOST = Words("剩下的日子全用上，最多到 {number} {unit}", "With every day left it comes to {number} ({unit}) at most")
PROJECTED = Words("照这样到期末约 {number} {unit}", "At this pace about {number} ({unit}) by the end")
WITHOUT = Words("{verdict}（没有豁免时为{would_be}）", "{verdict} ({would_be} without the exemption)")
WHY = Words("原因：{why}", "Because: {why}")
READ = Words("按另一种读法：{number}，{verdict}（{reading}）", "By another reading: {number}, {verdict} ({reading})")
GAPS = Words("缺：", "Missing:")
BY = Words("界限：{scale}；本人 {mine}，取 {number}", "Bound: {scale}; for this person {mine}, so {number}")
PART = Words("界限：{whole} 的 {part} 是 {number}", "Bound: {part} of {whole} is {number}")
NOTHING = Words("没有计入任何活动", "No activity counted")
COUNTED = Words("计入的活动：", "Counted:")
SUM = Words("合计 {total}（{count} 条）", "Sum {total} ({count} activities)")
WHOLE = Words("总数（分母）{whole}", "Of a whole of {whole}")
EMPTY = Words("", "")
OF_DAYS = Words("（共 {whole} 天{why}）", " (of {whole} days{why})")
OUTSIDE = Words("，周期内 {days} 天", ", {days} of them in the period")
AGAIN = Words("，重叠的 {days} 天只计一次", ", {days} of them counted already")
AHEAD = Words("，{days} 天还没有到", ", {days} of them yet to come")
CUT = Words("（原 {stated}，封顶）", " (of {stated}, capped)")
BESIDE = Words("  （也计入 {rules}）", "  (also for {rules})")
MISSED = Words("没有计入的活动（{count} 条）：", "Not counted ({count} activities):")
UNRELATED = Words("其他类型的活动 {count} 条，与本条无关", "{count} activities of other kinds, unrelated to the rule")
FIELD = Words("：{field}", ": {field}")
