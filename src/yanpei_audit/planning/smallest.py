"""The smallest additions that comply: found rule by rule, then made smaller until nothing can be left out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import NamedTuple

from yanpei_audit.audit import Outcome, Verdict
from yanpei_audit.language import Words
from yanpei_audit.planning.activities import FIRST_LINE, Fields
from yanpei_audit.planning.bench import PLANNED, Bench, NoTimeLeftError, Outcomes
from yanpei_audit.planning.search import Search
from yanpei_audit.rules import ReadyRule, RuleId
from yanpei_audit.rules.rulebook import Rulebook

NOT_YET = frozenset({Verdict.SHORT, Verdict.BEHIND, Verdict.ON_TRACK, Verdict.UNREACHABLE})
NOT_BY_DOING = frozenset({Verdict.OVER, Verdict.PENDING, Verdict.UNDECIDED})


class Planned(NamedTuple):
    """An activity to add, its fields by their canonical names, and the rules that it counts for."""

    fields: Fields
    serves: tuple[RuleId, ...]


class NotReached(NamedTuple):
    """An outcome that no addition makes met, and why."""

    outcome: Outcome
    why: Words


class Plan(NamedTuple):
    """The additions with which everything that can be met is met, once all are done, which is on the day `by`.

    What is planned counts for nothing in that; the outcomes that it makes met are `expected`, and nothing is added for
    them. Of those outcomes that are `too_late` the days left could not hold what is missing. It is `minimal` where it
    was verified that no addition can be left out or be a step smaller.
    """

    additions: tuple[Planned, ...]
    not_reached: tuple[NotReached, ...]
    expected: tuple[Outcome, ...]
    too_late: tuple[Outcome, ...]
    by: dt.date
    minimal: bool


def smallest_additions(bench: Bench, rehearsal: Rulebook) -> Plan:
    """Find the smallest additions with which everything is met that more activities can make met.

    Advisory rules are only looked at where nothing else is wanting. The `rehearsal` is the rulebook for examples.
    """
    before, rules = bench.outcomes(), {rule.id: rule for rule in bench.rules}
    wanting = _wanting(before)
    accruing = [key for key, one in wanting.items() if one.verdict in NOT_YET and rules[one.rule].measure.accrues]
    accruing.sort(key=lambda key: rules[wanting[key].rule].rule.beyond is not None)
    search = Search(bench.before_rules(wanting[key].rule for key in accruing), rules, rehearsal, before)
    minimal = True
    try:
        for key in accruing:
            search.add_for(key)
        search.shrink()
    except NoTimeLeftError:
        minimal = False
    return Plan(
        tuple(_planned(search)),
        tuple(_not_reached(search, wanting)),
        tuple(one for one in before.values() if one.verdict is Verdict.EXPECTED),
        tuple(one for key, one in wanting.items() if key in search.held and one.verdict is Verdict.UNREACHABLE),
        bench.done_by(search.activities()),
        minimal,
    )


def _wanting(outcomes: Outcomes) -> Outcomes:
    """Give what is not met, whatever the reason; what is only advised where there is nothing else."""
    wanting = {key: one for key, one in outcomes.items() if one.verdict in NOT_YET | NOT_BY_DOING}
    return {key: one for key, one in wanting.items() if not one.advisory} or wanting


def _not_reached(search: Search, wanting: Outcomes) -> Iterator[NotReached]:
    for key, one in wanting.items():
        if key not in search.held:
            yield NotReached(one, _why(one, search.rules[one.rule], was_tried=key in search.tried))


def _planned(search: Search) -> list[Planned]:
    """Give every addition with the rules that it counts for."""
    activities, after = search.activities(), search.outcomes()
    served: list[dict[RuleId, None]] = [{} for _activity in activities]
    for key in search.held:
        for entry, amount in after[key].counted:
            if entry.file == PLANNED and amount:
                served[entry.line - FIRST_LINE][after[key].rule] = None
    return [Planned(fields, tuple(rules)) for fields, rules in zip(activities, served, strict=True)]


def _why(outcome: Outcome, rule: ReadyRule, *, was_tried: bool) -> Words:
    """Say why more activities do not make an outcome met."""
    match outcome.verdict:
        case Verdict.OVER:
            return TOO_MUCH
        case Verdict.PENDING | Verdict.UNDECIDED:
            return outcome.why or UNJUDGED
    if not rule.measure.accrues:
        return NO_SUM
    if not rule.rule.examples.met:
        return NO_EXAMPLE
    return IN_VAIN if was_tried else NO_TIME


TOO_MUCH = Words("已超出上限，再做只会更多", "it is over its limit, and more makes it worse")
UNJUDGED = Words("记录有错误，无法判定", "the record has errors, so it is not judged")
NO_SUM = Words(
    "不是一次次加起来的数（比例、环节、逐月逐周等），要看怎么做，不只看做多少",
    "not a number that grows one by one (a share, steps, every month): what is done matters, not how much",
)
NO_EXAMPLE = Words("规则没有可照着做的例子", "the rule has no example to follow")
IN_VAIN = Words("照规则的例子再做也达不到", "more of what the rule's examples show does not make it met")
NO_TIME = Words("试算次数已用完，没有试到", "there was no time left to try it")
