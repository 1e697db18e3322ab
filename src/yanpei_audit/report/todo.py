"""What is still needed: of every person what is not met yet, the nearest to done first, with its weeks and its pace."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

from yanpei_audit.audit import AuditResult, Outcome, PersonResult, Verdict
from yanpei_audit.audit.quotas import bound_text, gaps_in_words, measured_text
from yanpei_audit.calendar import Period
from yanpei_audit.figures import figure
from yanpei_audit.glossary import ADVISORY, WEEKS
from yanpei_audit.language import Words
from yanpei_audit.report.as_json import as_json
from yanpei_audit.report.folding import folded
from yanpei_audit.report.standing import figures, heading, people_in_order
from yanpei_audit.report.view import View
from yanpei_audit.rules import ReadyRule, RuleId
from yanpei_audit.rules.wording import SEMICOLON, joined

FORMAT = "yanpei-audit-todo/1"
SETTLED = frozenset({Verdict.MET, Verdict.EXEMPT, Verdict.NOT_APPLICABLE})
TO_BE_DONE = frozenset({Verdict.BEHIND, Verdict.ON_TRACK, Verdict.EXPECTED, Verdict.SHORT, Verdict.UNREACHABLE})


def open_outcomes(person: PersonResult) -> list[Outcome]:
    """Give what is not settled: what can be done, the nearest to done first, and then what something else decides."""
    left = [outcome for outcome in person.outcomes if outcome.verdict not in SETTLED]
    return sorted(left, key=lambda outcome: (outcome.verdict not in TO_BE_DONE, _distance(outcome)))


def _distance(outcome: Outcome) -> Fraction:
    """Give which part of the bound is missing; all of it where nothing was measured."""
    least = outcome.bounds.at_least
    if outcome.verdict not in TO_BE_DONE or not least or outcome.shortfall is None:
        return Fraction(1)
    return outcome.shortfall / least


def render(result: AuditResult, people: Sequence[PersonResult], view: View) -> str:
    """Write what some people of a result still need, in lines of at most 80 cells; who needs nothing is counted."""
    rules = {rule.id: rule for rule in result.rules}
    shown = [person for person in people_in_order(people) if open_outcomes(person)]
    lines = [heading(result, view)]
    for person in shown:
        lines += ["", *_block(person, result, rules, view)]
    if done := len(people) - len(shown):
        lines += ["", view.say(DONE.format(people=done))]
    return "\n".join(folded(lines)) + "\n"


def _block(person: PersonResult, result: AuditResult, rules: Mapping[RuleId, ReadyRule], view: View) -> Iterator[str]:
    yield view.say(HEAD.format(name=person.person.name, id=person.person.id))
    if person.person.faulty:
        yield f"  {view.say(FAULTY)}"
        return
    for outcome in open_outcomes(person):
        words = title_of(outcome, rules[outcome.rule], result.period)
        yield f"  {view.say(LINE.format(title=words, parts=joined(_parts(outcome, rules[outcome.rule]), SEMICOLON)))}"
        if pace := list(_pace(outcome, rules[outcome.rule].rule.counts)):
            yield f"    {view.say(joined(pace, SEMICOLON))}"
        if gaps := view.say(gaps_in_words(outcome)):
            yield f"    {gaps}"


def title_of(outcome: Outcome, rule: ReadyRule, asked_for: Period | None = None) -> Words:
    """Name what an outcome is of: its rule, its partner, and its period where that is not the one asked for."""
    title = rule.rule.title.words
    if outcome.partner:
        title = PAIR.format(title=title, partner=outcome.partner.name)
    if asked_for is not None and outcome.period != asked_for:
        title = OF_PERIOD.format(title=title, period=outcome.period.words)
    return title.then(ADVISORY) if outcome.advisory else title


def _parts(outcome: Outcome, rule: ReadyRule) -> list[Words]:
    """Say where an outcome stands and what it wants, each in a few words."""
    numbers = figures(outcome)
    unit, verdict = rule.rule.counts, outcome.verdict.words
    parts = [STANDING.format(figures=numbers, unit=unit, verdict=verdict) if numbers else verdict]
    match outcome.verdict:
        case Verdict.OVER:
            most, number = outcome.bounds.at_most or Fraction(), outcome.measured or Fraction()
            return [*parts, EXCESS.format(number=figure(number - most, up=True), unit=unit)]
        case Verdict.PENDING | Verdict.UNDECIDED:
            return [*parts, *([outcome.why] if outcome.why is not None else [])]
    return [*parts, *_missing(outcome, unit)]


def _missing(outcome: Outcome, unit: Words) -> Iterator[Words]:
    if outcome.measured is None:
        yield NOTHING
    elif outcome.shortfall is not None:
        sentence = MISSED if outcome.verdict is Verdict.SHORT else MISSING
        yield sentence.format(number=figure(outcome.shortfall, up=True), unit=unit)
    if outcome.verdict is Verdict.EXPECTED:
        yield PLANNED


def _pace(outcome: Outcome, unit: Words) -> Iterator[Words]:
    pace = outcome.pace
    if pace is None or outcome.verdict not in TO_BE_DONE:
        return
    yield LEFT.format(number=figure(pace.left), weeks=WEEKS[pace.basis])
    if pace.needed is not None:
        yield NEEDED.format(number=figure(pace.needed, up=True))
    if pace.so_far is not None:
        yield SO_FAR.format(number=figure(pace.so_far))
    if pace.projected is not None:
        yield PROJECTED.format(number=figure(pace.projected), unit=unit)


def render_json(result: AuditResult, people: Sequence[PersonResult], view: View) -> str:
    """Write the same for programs: every person, the order of people and items as in the text."""
    rules = {rule.id: rule for rule in result.rules}
    document = {
        "format": FORMAT,
        "as_of": result.as_of.isoformat(),
        "period": result.period.id,
        "people": [
            {
                "id": person.person.id,
                "name": person.person.name,
                "items": [_item(outcome, rules[outcome.rule], view) for outcome in open_outcomes(person)],
            }
            for person in people_in_order(people)
        ],
    }
    return as_json(document, indent=1) + "\n"


def _item(outcome: Outcome, rule: ReadyRule, view: View) -> dict[str, Any]:
    pace = outcome.pace
    return {
        "pack": outcome.rule.pack,
        "rule": outcome.rule.rule,
        "title": view.say(title_of(outcome, rule)),
        "period": outcome.period.id,
        "verdict": outcome.verdict.value,
        "measured": measured_text(outcome) or None,
        "at_least": bound_text(outcome, upper=False) or None,
        "at_most": bound_text(outcome, upper=True) or None,
        "shortfall": _number(outcome.shortfall, up=True),
        "unit": view.say(rule.rule.counts),
        "weeks_left": _number(pace and pace.left),
        "needed_a_week": _number(pace and pace.needed, up=True),
        "so_far_a_week": _number(pace and pace.so_far),
        "projected": _number(pace and pace.projected),
        "missing": [view.say(gap) for gap in outcome.gaps],
        "why": None if outcome.why is None else view.say(outcome.why),
    }


def _number(number: Fraction | None, *, up: bool = False) -> str | None:
    return None if number is None else figure(number, up=up)


HEAD = Words("{name}（{id}）", "{name} ({id})")
FAULTY = Words(
    "没有记录文件，或记录有错误，各项无法判定；补上、改好后再看还差什么",
    "There is no file, or it has errors, and nothing is judged: mend that to see what is missing",
)
DONE = Words("没有还要补的：{people} 人。", "People with nothing left to do: {people}.")
PAIR = Words("{title}（{partner}）", "{title} ({partner})")
OF_PERIOD = Words("{title}（{period}）", "{title} ({period})")
LINE = Words("{title}：{parts}", "{title}: {parts}")
STANDING = Words("{figures} {unit}，{verdict}", "{figures} {unit}, {verdict}")
NOTHING = Words("还没有可计的活动", "nothing to measure yet")
MISSING = Words("还差 {number} {unit}", "{number} {unit} missing")
MISSED = Words("周期已结束，缺 {number} {unit}", "the period is over, {number} {unit} were missing")
EXCESS = Words("超出 {number} {unit}", "{number} {unit} too many")
PLANNED = Words("做完记下的即可", "only what is entered ahead has to be done")
LEFT = Words("剩 {number} {weeks}", "{number} {weeks} left")
NEEDED = Words("每周要 {number}", "needs {number} a week")
SO_FAR = Words("到目前每周 {number}", "{number} a week so far")
PROJECTED = Words("照此到周期末 {number} {unit}", "at this pace {number} {unit} in the end")
