"""A rule by all its readings: what the others come to, and the verdict where they, or what it depends on, matter."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from yanpei_audit.audit.dues import Dues
from yanpei_audit.audit.hearing import Hearing, Result
from yanpei_audit.audit.outcomes import FAILING, HELD, UNSETTLED, AlsoRead, Verdict
from yanpei_audit.language import Words
from yanpei_audit.rules import ReadyRule
from yanpei_audit.rules.limits import Limits
from yanpei_audit.rules.measures import Around

# What somebody owes in place of the bounds of a reading; None where it is the bounds themselves.
Owing = Callable[[Limits], Dues | None]


def in_full(_limits: Limits) -> Dues | None:
    """Owe what the bounds say."""
    return None


def owing_always(dues: Dues) -> Owing:
    """Owe the same by every reading."""
    return lambda _limits: dues


def other_readings(
    hearing: Hearing, rule: ReadyRule, around: Around, owing: Owing, *, detail: bool
) -> Iterator[AlsoRead]:
    """Judge by the other readings; those that decide nothing are only for who wants to see them."""
    for other in rule.others:
        if (other.decides or detail) and hearing.is_bound(rule, other.limits):
            result = hearing.result(rule, other.limits, around, dues=owing(other.limits))
            yield AlsoRead(other.words, result.tally.number, result.bounds, result.verdict)


def settled(
    hearing: Hearing, rule: ReadyRule, result: Result, also: Sequence[AlsoRead], around: Around
) -> tuple[Verdict, Words | None]:
    """Give the verdict, where the rule is not for somebody after all, or its readings disagree, and why.

    What the rule depends on and nobody has settled leaves it 待核.
    """
    if depends := _by_what_it_depends_on(hearing, rule, result.verdict, around):
        return depends
    verdict = result.verdict
    if verdict is Verdict.PENDING:
        return verdict, UNANNOUNCED if result.tally.unsure else NOT_JUDGED
    deciding = {other.words for other in rule.others if other.decides}
    for one in also:
        if one.words in deciding and _disagree(verdict, one.verdict):
            return Verdict.PENDING, DISAGREEMENT.format(reading=one.words, verdict=one.verdict.words)
    return verdict, LOST if verdict is Verdict.UNDECIDED else None


def _by_what_it_depends_on(
    hearing: Hearing, rule: ReadyRule, verdict: Verdict, around: Around
) -> tuple[Verdict, Words] | None:
    """Give the verdict where the rule is not for somebody, or frees them, or nobody has settled whether it does."""
    if rule.occasion is not None and hearing.is_bound(rule, rule.occasion.limits):
        occasion = hearing.result(rule, rule.occasion.limits, around, proviso=True).verdict
        if occasion not in HELD and occasion is not Verdict.UNDECIDED:
            found = Verdict.PENDING if occasion is Verdict.PENDING else Verdict.NOT_APPLICABLE
            return found, rule.occasion.words
    if rule.freedom is not None and verdict not in HELD and hearing.is_bound(rule, rule.freedom.limits):
        freedom = hearing.result(rule, rule.freedom.limits, around, proviso=True).verdict
        if freedom is Verdict.MET or freedom in UNSETTLED:
            return Verdict.EXEMPT if freedom is Verdict.MET else Verdict.PENDING, rule.freedom.words
    return None


def _disagree(one: Verdict, other: Verdict) -> bool:
    return (one in HELD and other in FAILING) or (one in FAILING and other in HELD)


NOT_JUDGED = Words("还没有人认定", "nobody has judged it yet")
UNANNOUNCED = Words("有的日子放假安排尚未收录", "the holidays of some days are not announced yet")
LOST = Words("来源的数字已脱落，定额未定", "the source has lost the number")
DISAGREEMENT = Words("另一种读法得“{verdict}”：{reading}", "another reading comes to '{verdict}': {reading}")
