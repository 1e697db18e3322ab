"""What the audit concludes: verdicts with their numbers and the activities behind them."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from yanpei_audit.audit.pace import Pace
from yanpei_audit.calendar import Period
from yanpei_audit.checks.keeping import Keeping
from yanpei_audit.exemptions import Exemption
from yanpei_audit.exit_codes import ExitCode
from yanpei_audit.findings import Area, Finding, SourceSpan
from yanpei_audit.findings.catalogue import Severity
from yanpei_audit.glossary import VERDICTS
from yanpei_audit.language import Words
from yanpei_audit.records import Person
from yanpei_audit.rules import Bounds, ReadyRule, RuleId, RulePack
from yanpei_audit.rules.consequences import Consequence
from yanpei_audit.rules.measures import Counted, Missed


class Verdict(StrEnum):
    """The ladder; `short`, `over` and `unreachable` fail the run, `behind` and `pending` are warnings.

    What is `undecided` makes it incomplete.
    """

    MET = "met"
    EXPECTED = "expected"
    ON_TRACK = "on_track"
    BEHIND = "behind"
    SHORT = "short"
    OVER = "over"
    UNREACHABLE = "unreachable"
    EXEMPT = "exempt"
    NOT_APPLICABLE = "not_applicable"
    PENDING = "pending"
    UNDECIDED = "undecided"

    @property
    def words(self) -> Words:
        """What people call it."""
        return VERDICTS[self.value]


FAILING = frozenset({Verdict.SHORT, Verdict.OVER, Verdict.UNREACHABLE})
HELD = frozenset({Verdict.MET, Verdict.EXPECTED})
WARNED = frozenset({Verdict.BEHIND, Verdict.PENDING})
UNSETTLED = frozenset({Verdict.PENDING, Verdict.UNDECIDED})


class AlsoRead(NamedTuple):
    """What another reading of a rule comes to."""

    words: Words
    measured: Fraction | None
    bounds: Bounds
    verdict: Verdict


class Partner(NamedTuple):
    """The other end of a pair: as the registry of pairs writes it, and by its name."""

    written: str
    name: str


class Outcome(NamedTuple):
    """What one rule made of one person, or of one of their pairs, in one period.

    `measured` is None where nothing was measured. `bounds` are those for this person, as numbers. `shortfall` is what
    is missing to the lower bound, zero when it is met. A rule that was for somebody else was not `applied`. `matched`
    activities counted; `counted` gives each with its amount, and they add up to `measured` (of a share: to its part).
    Both lists are empty in a run without detail. `span` is where to look when that is not the person's own place: the
    activity that broke the upper bound, or the file of the period. `gaps` name what of a whole is missing, `also` what
    other readings come to. Where the verdict is `exempt` or `pending`, `why` says so and `would_be` is what the rule
    alone says. `partner` is the other end of the pair. Activities of kinds that the rule does not look at are
    `unrelated`: with them, what counted and what did not are all there are. Where the number is one of a whole, that is
    `out_of`. While the period is open there is a `pace`, and what is unreachable can come to `most` so much. Where the
    bounds are not those of the rule, these are the `original` ones, and a `formula` says how a prorated one comes
    about; one that decides nothing is the `reference`. The `exemption` is the one in force; where it made a difference,
    the outcome is `excused`. What was made up within the days of grace is `late`, and what is short may be made up
    until the day `curable_until`.
    """

    rule: RuleId
    period: Period
    verdict: Verdict
    measured: Fraction | None
    bounds: Bounds
    shortfall: Fraction | None = None
    advisory: bool = False
    applied: bool = True
    matched: int = 0
    counted: tuple[Counted, ...] = ()
    missed: tuple[Missed, ...] = ()
    span: SourceSpan | None = None
    gaps: tuple[Words, ...] = ()
    also: tuple[AlsoRead, ...] = ()
    would_be: Verdict | None = None
    why: Words | None = None
    partner: Partner | None = None
    unrelated: int = 0
    out_of: Fraction | None = None
    pace: Pace | None = None
    most: Fraction | None = None
    formula: Words | None = None
    reference: Words | None = None
    original: Bounds | None = None
    exemption: Exemption | None = None
    excused: bool = False
    late: bool = False
    curable_until: dt.date | None = None

    @property
    def warns(self) -> bool:
        """Say whether the outcome is a warning."""
        return self.verdict in WARNED and not self.advisory

    @property
    def fails(self) -> bool:
        """Say whether the outcome fails the run."""
        return self.verdict in FAILING and not self.advisory


class PersonResult(NamedTuple):
    """One person, whose activities were judged or could not be, and every outcome in the order of the rules.

    `drafts` are the consequences that their outcomes lead to. `before` are their outcomes of the period before, where
    that was asked for and any activity lies in it. `keeping` says how far their files are kept, where that was asked
    for; who has no file has none.
    """

    person: Person
    outcomes: tuple[Outcome, ...]
    drafts: tuple[Draft, ...] = ()
    before: tuple[Outcome, ...] = ()
    keeping: Keeping | None = None

    @property
    def fails(self) -> bool:
        """Say whether any outcome fails the run."""
        return any(outcome.fails for outcome in self.outcomes)


class RuleStatistics(NamedTuple):
    """How many people a rule applied to and how many activities counted for it."""

    applied_to: int
    matched: int


class Draft(NamedTuple):
    """A consequence that follows for somebody, or may (`pending`); it is for people to decide, and never carried out.

    `because` are the outcomes that lead to it, in the order of periods. `outweighed_by` names another that weighs more.
    """

    pack: str
    consequence: Consequence
    pending: bool
    because: tuple[Outcome, ...]
    outweighed_by: Words | None = None


class AuditResult(NamedTuple):
    """Everything one run concluded: people in the order of their ids, findings in the order of their places.

    `root` is the working folder as seen from where the program runs; paths in findings are relative to it. `before` is
    the period before, where people were also judged in that.
    """

    as_of: dt.date
    period: Period
    packs: tuple[RulePack, ...]
    rules: tuple[ReadyRule, ...]
    statistics: dict[RuleId, RuleStatistics]
    people: tuple[PersonResult, ...]
    findings: tuple[Finding, ...]
    inputs: str = ""
    root: str = "."
    before: Period | None = None

    def verdicts(self) -> Counter[Verdict]:
        """Count the outcomes by verdict."""
        return Counter(outcome.verdict for result in self.people for outcome in result.outcomes)


def exit_code(result: AuditResult, *, strict: bool = False) -> ExitCode:
    """Give the highest code that applies; `strict` also fails on warnings, on what is behind and what is pending."""
    errors = [found for found in result.findings if found.severity is Severity.ERROR]
    if any(found.code == "YA999" for found in errors):
        return ExitCode.OUR_BUG
    if any(found.area is Area.RULES for found in errors):
        return ExitCode.BAD_RULES
    if errors:
        return ExitCode.INCOMPLETE
    outcomes = [outcome for person in result.people for outcome in person.outcomes]
    failed = any(outcome.fails for outcome in outcomes)
    if strict and not failed:
        failed = any(found.severity is Severity.WARNING for found in result.findings)
        failed |= any(outcome.warns for outcome in outcomes)
    return ExitCode.SHORT if failed else ExitCode.FINE
