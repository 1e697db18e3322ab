"""Why an outcome is what it is: the bound step by step, every activity that counted or did not, and the sum."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction

from rich.cells import cell_len

from yanpei_audit.audit import Outcome, PersonResult
from yanpei_audit.figures import figure
from yanpei_audit.glossary import REASONS, VERDICTS, key_words
from yanpei_audit.language import Words
from yanpei_audit.records import Entry
from yanpei_audit.report.lines import inert
from yanpei_audit.report.rulebook import rule_lines
from yanpei_audit.report.standing import figures
from yanpei_audit.report.view import View
from yanpei_audit.rules import ReadyRule, RuleId
from yanpei_audit.rules.limits import Limit
from yanpei_audit.rules.measures import PerCent
from yanpei_audit.rules.measures.counting import Total
from yanpei_audit.rules.measures.measure import Amount

WIDTH = 80


def render(person: PersonResult, rules: Mapping[RuleId, ReadyRule], wanted: str, view: View) -> str:
    """Explain a person's outcomes, all of them or those of one rule, in lines of at most 80 cells."""
    used = _used(person.outcomes)
    blocks = [
        list(_block(person, outcome, rules[outcome.rule], used, view))
        for outcome in person.outcomes
        if wanted in ("", str(outcome.rule), outcome.rule.rule)
    ]
    return "\n".join("\n".join(_folded(lines)) + "\n" for lines in blocks)


def _used(outcomes: Iterable[Outcome]) -> dict[int, list[RuleId]]:
    """Tell which rules each activity counted for."""
    used: dict[int, list[RuleId]] = {}
    for outcome in outcomes:
        for entry, _amount in outcome.counted:
            rules = used.setdefault(id(entry), [])
            if outcome.rule not in rules:
                rules.append(outcome.rule)
    return used


def _block(
    person: PersonResult, outcome: Outcome, rule: ReadyRule, used: Mapping[int, Sequence[RuleId]], view: View
) -> Iterator[str]:
    say = view.say
    partner = f"—{outcome.partner.name}" if outcome.partner else ""
    title = say(rule.rule.title.words)
    yield say(HEAD.format(name=f"{person.person.name}{partner}", id=person.person.id, title=title, rule=outcome.rule))
    yield f"  {say(outcome.period.words)}"
    yield from (f"  {line}" for line in rule_lines(rule, view))
    yield from (f"  {say(line)}" for line in _bound(person, outcome, rule))
    yield f"  {say(RESULT.format(figures=figures(outcome) or '—', verdict=_verdict(outcome)))}"
    if outcome.why is not None:
        yield f"  {say(WHY.format(why=outcome.why))}"
    for other in outcome.also:
        number = figure(other.measured) if other.measured is not None else "—"
        yield f"  {say(READ.format(reading=other.words, number=number, verdict=other.verdict.words))}"
    if outcome.gaps:
        yield f"  {say(GAPS)}"
        yield from (f"    {say(gap)}" for gap in outcome.gaps)
    yield from _counted(outcome, rule, used, view)
    yield from _missed(outcome, view)


def _verdict(outcome: Outcome) -> Words:
    words = outcome.verdict.words
    if outcome.would_be is None:
        return words
    return WOULD_BE.format(verdict=words, would_be=VERDICTS[outcome.would_be.value])


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


def _stated(rule: ReadyRule, entry: Entry, amount: Amount, view: View) -> str:
    """Say how much was stated where a cap let less of it count."""
    measure = rule.measure
    stated = getattr(entry.activity, measure.total) if isinstance(measure, Total) and measure.caps else None
    return view.say(CUT.format(stated=stated)) if stated is not None and amount < stated else ""


def _counted(outcome: Outcome, rule: ReadyRule, used: Mapping[int, Sequence[RuleId]], view: View) -> Iterator[str]:
    if not outcome.counted:
        yield f"  {view.say(NOTHING)}"
        return
    yield f"  {view.say(COUNTED)}"
    total = Fraction()
    for entry, amount in outcome.counted:
        total += Fraction(amount)
        others = [str(rule) for rule in used[id(entry)] if rule != outcome.rule]
        beside = view.say(BESIDE.format(rules="、".join(others))) if others else ""
        yield f"    {_activity(entry)}  {amount}{_stated(rule, entry, amount, view)}  {entry.file}:{entry.line}{beside}"
    yield f"    {view.say(SUM.format(total=figure(total), count=len(outcome.counted)))}"


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


def _folded(lines: Iterable[str]) -> Iterator[str]:
    """Break lines that are wider than 80 cells; what is carried over is indented by two more."""
    for line in lines:
        rest = inert(line)
        indent = " " * (len(rest) - len(rest.lstrip()) + 2)
        while cell_len(rest) > WIDTH:
            cut = _cut(rest, len(indent))
            yield rest[:cut].rstrip()
            rest = indent + rest[cut:].lstrip()
        yield rest


def _cut(line: str, start: int) -> int:
    """Say where to break: at the last blank or behind the last 、 that fits, or else where the line is full."""
    width = 0
    for number, character in enumerate(line):
        width += cell_len(character)
        if width > WIDTH:
            blank = max(line.rfind("  ", start, number), line.rfind(" ", number * 2 // 3, number))
            return max(blank, line.rfind("、", number // 2, number) + 1) or number
    return len(line)


HEAD = Words("{name}（{id}）{title} {rule}", "{name} ({id}): {title} {rule}")
RESULT = Words("结果：{figures}，{verdict}", "Result: {figures}, {verdict}")
WOULD_BE = Words("{verdict}（单看本条为{would_be}）", "{verdict} ({would_be} by the rule alone)")
WHY = Words("原因：{why}", "Because: {why}")
READ = Words("按另一种读法：{number}，{verdict}（{reading}）", "By another reading: {number}, {verdict} ({reading})")
GAPS = Words("缺：", "Missing:")
BY = Words("界限：{scale}；本人 {mine}，取 {number}", "Bound: {scale}; for this person {mine}, so {number}")
PART = Words("界限：{whole} 的 {part} 是 {number}", "Bound: {part} of {whole} is {number}")
NOTHING = Words("没有计入任何活动", "No activity counted")
COUNTED = Words("计入的活动：", "Counted:")
SUM = Words("合计 {total}（{count} 条）", "Sum {total} ({count} activities)")
CUT = Words("（原 {stated}，封顶）", " (of {stated}, capped)")
BESIDE = Words("  （也计入 {rules}）", "  (also for {rules})")
MISSED = Words("没有计入的活动（{count} 条）：", "Not counted ({count} activities):")
UNRELATED = Words("其他类型的活动 {count} 条，与本条无关", "{count} activities of other kinds, unrelated to the rule")
FIELD = Words("：{field}", ": {field}")
