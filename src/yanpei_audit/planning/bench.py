"""One person before the rules in force, judged over and over with activities that are only supposed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from yanpei_audit.audit import Outcome, judge_person
from yanpei_audit.calendar import Period
from yanpei_audit.checks.activities import mark_repeated
from yanpei_audit.circumstances import Circumstances
from yanpei_audit.planning.activities import Fields, read_activities
from yanpei_audit.records import Entry, Person
from yanpei_audit.records.kinds import Kinds
from yanpei_audit.rules import ReadyRule, RuleId

MOST_JUDGEMENTS = 400
PLANNED = "--planned"  # what the file of planned activities is called
Key = tuple[RuleId, str, str]
Outcomes = Mapping[Key, Outcome]


class NoTimeLeftError(Exception):
    """More judgements than a command may take."""


def key_of(outcome: Outcome) -> Key:
    """Say which outcome it is: of which rule, in which period, with which partner."""
    return outcome.rule, outcome.period.id, outcome.partner.written if outcome.partner else ""


@dataclass
class Bench:
    """A person with all their activities, and what they are judged by; `spent` judgements were made.

    The `circumstances` hold what is supposed about the registry.
    """

    person: Person
    rules: Sequence[ReadyRule]
    wanted: Period
    as_of: dt.date
    circumstances: Circumstances
    kinds: Kinds
    spent: int = 0
    _known: dict[str, Outcomes] = field(default_factory=dict)

    def read(self, activities: Sequence[Fields]) -> tuple[Entry, ...]:
        """Read planned activities; none where any of them is not valid."""
        return read_activities(activities, self.kinds, self.circumstances.registry, PLANNED).entries

    def done_by(self, activities: Sequence[Fields]) -> dt.date:
        """Give the day as of which planned activities are judged: the as-of day, or when the last of them is done."""
        return max([self.as_of, *(entry.last for entry in self.read(activities))])

    def outcomes(self, activities: Sequence[Fields] = ()) -> Outcomes:
        """Judge the person with planned activities, as of the day on which all of them are done."""
        known = repr(activities)
        if known not in self._known:
            if self.spent >= MOST_JUDGEMENTS:
                raise NoTimeLeftError
            self.spent += 1
            self._known[known] = self._judged(self.read(activities))
        return self._known[known]

    def before_rules(self, wanted: Iterable[RuleId]) -> Bench:
        """Give the same before a few rules, those with an upper bound, and all that these refer to."""
        ids = set(wanted)
        waiting = [rule for rule in self.rules if rule.id in ids or rule.limits.at_most is not None]
        kept: set[RuleId] = set()
        while waiting:
            rule = waiting.pop()
            kept.add(rule.id)
            names = rule.names_rules()
            siblings = (one for one in self.rules if one.pack is rule.pack and one.id.rule in names)
            waiting += [one for one in siblings if one.id not in kept]
        rules = [rule for rule in self.rules if rule.id in kept]
        return Bench(self.person, rules, self.wanted, self.as_of, self.circumstances, self.kinds, self.spent)

    def _judged(self, planned: Sequence[Entry]) -> Outcomes:
        person, _repetitions = mark_repeated(self.person._replace(entries=(*self.person.entries, *planned)))
        enrolled = self.circumstances.registry.enrolled(person, self.wanted.first)
        as_of = max([self.as_of, *(entry.last for entry in planned)])
        result = judge_person(enrolled, self.rules, self.wanted, as_of, circumstances=self.circumstances, detail=True)
        return {key_of(outcome): outcome for outcome in result.outcomes}
