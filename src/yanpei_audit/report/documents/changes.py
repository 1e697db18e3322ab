"""What changed since the period before: who fails once more, newly, or no longer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from yanpei_audit.audit import HELD, Outcome, PersonResult, Verdict
from yanpei_audit.language import Words
from yanpei_audit.report import standing
from yanpei_audit.report.documents.contents import Contents
from yanpei_audit.rules import RuleId

Values = dict[str, Any]


def changes(people: Sequence[PersonResult], contents: Contents) -> Values:
    """Hold what fails against the period before: by rule, and person by person where it matters.

    A rule of a longer period that is still the same one has nothing to be held against.
    """
    before = contents.result.before
    if before is None:
        return {}
    pairs = [(person, rule, pair) for person in people for rule, pair in _pairs(person).items()]
    counts = dict.fromkeys(contents.rules, (0, 0))
    for _person, rule, (then, now) in pairs:
        failing = [sum(outcome.fails for outcome in outcomes) for outcomes in (then, now)]
        counts[rule] = (counts[rule][0] + failing[0], counts[rule][1] + failing[1])
    return {
        "period": contents.view.say(before.words),
        "compared": sum(bool(person.before) for person in people),
        "rules": [
            {"title": contents.titles[rule], "before": then, "now": now}
            for rule, (then, now) in counts.items()
            if then or now
        ],
        "rows": [
            _changed(person, rule, pair, change, contents)
            for person, rule, pair in pairs
            if (change := _change(*pair)) is not None
        ],
    }


def _pairs(person: PersonResult) -> dict[RuleId, tuple[list[Outcome], list[Outcome]]]:
    """Put a person's outcomes of both periods side by side, rule by rule, whatever the version of its pack."""
    present = standing.outcomes_by_rule(person.outcomes)
    former: dict[tuple[str, str], list[Outcome]] = {}
    for outcome in person.before:
        former.setdefault((outcome.rule.pack, outcome.rule.rule), []).append(outcome)
    pairs = ((rule, former.get((rule.pack, rule.rule), []), now) for rule, now in present.items())
    return {
        rule: (then, now)
        for rule, then, now in pairs
        if then and {outcome.period for outcome in then}.isdisjoint(outcome.period for outcome in now)
    }


def _changed(
    person: PersonResult, rule: RuleId, pair: tuple[list[Outcome], list[Outcome]], change: Words, contents: Contents
) -> Values:
    then, now = (standing.cell(outcomes, contents.view) for outcomes in pair)
    return {
        "name": person.person.name,
        "target": contents.way_to(person),
        "unit": person.person.unit,
        "title": contents.titles[rule],
        "before": then.text,
        "now": now.text,
        "change": contents.view.say(change),
    }


def _change(before: Sequence[Outcome], now: Sequence[Outcome]) -> Words | None:
    failed, fails = (any(outcome.fails for outcome in some) for some in (before, now))
    if failed and fails:
        return AGAIN
    if fails and any(outcome.verdict in HELD for outcome in before):
        return NEWLY
    if failed and all(outcome.verdict is Verdict.MET for outcome in now):
        return MENDED
    lacked = any(outcome.fails and outcome.verdict is not Verdict.OVER for outcome in before)
    return BEHIND if lacked and any(outcome.warns for outcome in now) else None


AGAIN = Words("连续未达标", "failing once more")
NEWLY = Words("新出现的未达标", "newly failing")
MENDED = Words("由未达标转为达标", "now met")
BEHIND = Words("上期未达标，本期又落后", "failed before, now behind")
