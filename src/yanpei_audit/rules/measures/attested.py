"""The measure of what a person has judged."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import ClassVar

from yanpei_audit.glossary import comparable
from yanpei_audit.language import Words
from yanpei_audit.records import Entry, Text, reader_of
from yanpei_audit.rules.around import Around, Window
from yanpei_audit.rules.measures.measure import Measure, Tally, missed_of
from yanpei_audit.rules.where import Line, Selector, Vocabulary
from yanpei_audit.source import Document, Location


class Attested(Measure):
    """Whether somebody entitled to it has judged something: 1 where the latest 认定 says 通过, 0 where it says 不通过.

    Of several on one day, one that says 不通过 holds. The text is the 主题 of the activity of the kind 认定, which says
    who judged (考评人), when and how (结论). Without one the rule is 待核, never met.

    `measure: {attested: 达标课按课标备课}`
    """

    where_options: ClassVar[tuple[str, ...]] = ()
    can_fall: ClassVar[bool] = True
    implied: ClassVar[str] = "1"
    attested: Text

    def in_words(self) -> Words:
        """Say what is measured."""
        return JUDGED.format(matter=self.attested)

    @property
    def if_nothing(self) -> str:
        """Without a judgement a person has to judge."""
        return "pending"

    def largest(self) -> Fraction | None:
        """Give one: a judgement is one."""
        return Fraction(1)

    def looks_at(self, around: Around) -> tuple[Selector, ...]:  # noqa: ARG002
        """Look at the judgements about this matter."""
        return (self.selectors["attested"],)

    def resolve(self, vocabulary: Vocabulary, document: Document, location: Location) -> None:
        """Make ready what selects the judgements."""
        super().resolve(vocabulary, document, location)
        about = comparable(self.attested)
        kinds = vocabulary.kinds.descendants(ATTESTATION) if vocabulary.kinds.kind(ATTESTATION) else frozenset()
        line = Line("topic", reader_of("topic"), lambda topic: topic is not None and comparable(topic) == about)
        self.__dict__["selectors"] = {"attested": Selector(kinds, (line,))}

    def tally(self, entries: Sequence[Entry], window: Window, around: Around) -> Tally:  # noqa: ARG002
        """Give what the latest judgement says."""
        if not entries:
            return Tally(None, [], [])
        latest = max(entries, key=lambda entry: (entry.last, entry.activity.conclusion != PASSED))
        passed = int(latest.activity.conclusion == PASSED)
        return Tally(Fraction(passed), [(latest, passed)], missed_of(entries, [(latest, passed)], "superseded"))


JUDGED = Words("有人认定“{matter}”通过", "somebody has judged '{matter}' as passed")
ATTESTATION, PASSED = "认定", "通过"
