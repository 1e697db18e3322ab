"""A tally against its bounds → a verdict: what holds, what may still change, and what no day left can change."""

from __future__ import annotations

from fractions import Fraction

from yanpei_audit.audit.outcomes import Verdict
from yanpei_audit.audit.pace import Pace
from yanpei_audit.rules import Bounds
from yanpei_audit.rules.limits import Limits
from yanpei_audit.rules.measures import Ahead, Measure, Tally


def standing(limits: Limits, tally: Tally, bounds: Bounds, *, is_open: bool) -> Verdict:
    """Give the verdict of a tally: while the period is open, and while there is time left, nothing is short."""
    measure = limits.measure
    if tally.number is None:
        missing = Verdict(measure.if_nothing)
        return Verdict.ON_TRACK if is_open and missing is Verdict.SHORT else missing
    verdict = hold(tally.number, bounds)
    if verdict is Verdict.SHORT and tally.unsure and not is_open:
        verdict = Verdict.PENDING if hold(tally.number + tally.unsure, bounds) is Verdict.MET else verdict
    if verdict is Verdict.SHORT and tally.waiting and hold(tally.number + tally.waiting, bounds) is Verdict.MET:
        return Verdict.ON_TRACK
    may_change = verdict is Verdict.SHORT or (verdict is Verdict.OVER and measure.can_fall)
    return Verdict.ON_TRACK if is_open and may_change else verdict


def hold(number: Fraction, bounds: Bounds) -> Verdict:
    """Hold a number against its bounds, both included; of a lost one, nothing at all is a sure miss."""
    if bounds.at_most is not None and number > bounds.at_most:
        return Verdict.OVER
    if bounds.unknown:
        return Verdict.UNDECIDED if number > 0 else Verdict.SHORT
    if bounds.at_least is not None and number < bounds.at_least:
        return Verdict.SHORT
    return Verdict.MET


def outlook(
    measure: Measure, tally: Tally, bounds: Bounds, pace: Pace | None, ahead: Ahead
) -> tuple[Verdict, Fraction | None]:
    """Say whether what is missing will be reached at the pace so far; or, if it cannot be, what can be at most."""
    least = bounds.at_least
    if least is None:
        return Verdict.ON_TRACK, None
    most = measure.reach(tally, ahead)
    if most is not None and most < least and not tally.waiting:
        return Verdict.UNREACHABLE, most
    is_behind = pace is not None and pace.projected is not None and pace.projected < least
    return (Verdict.BEHIND if is_behind else Verdict.ON_TRACK), None
