"""What only shows over all people: copied files, two spellings of one name, files named after somebody else."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import PurePosixPath
from typing import NamedTuple

from yanpei_audit.checks import ELSEWHERE
from yanpei_audit.findings import Finding, Related, SourceSpan, finding
from yanpei_audit.lookalikes import difference, skeleton
from yanpei_audit.records import Person

FEWEST_COPIED = 5


class Named(NamedTuple):
    """A name as somebody wrote it, and where it was first written so."""

    text: str
    span: SourceSpan


class Sample(NamedTuple):
    """A cheap mark of all activities of one file: equal texts have equal marks, and seldom others."""

    mark: tuple[int, int]
    person: str
    span: SourceSpan


def copied(samples: Iterable[Sample], same: Callable[[SourceSpan, SourceSpan], bool]) -> Iterator[Finding]:
    """Find files whose activities are word for word those of somebody else; `same` compares the two texts."""
    first: dict[tuple[int, int], Sample] = {}
    for sample in sorted(samples, key=lambda sample: sample.span):
        other = first.setdefault(sample.mark, sample)
        if other.person != sample.person and same(sample.span, other.span):
            yield finding("YA508", sample.span, other=other.person, related=(Related(other.span, ELSEWHERE),))


def two_spellings(names: Iterable[Named]) -> Iterator[Finding]:
    """Find names that look like one before them and differ; the one that comes first is taken for the right one."""
    first: dict[str, Named] = {}
    for name in sorted(names, key=lambda name: (name.span, name.text)):
        other = first.setdefault(skeleton(name.text), name)
        if other.text != name.text:
            what = difference(name.text, other.text)
            related = (Related(other.span, ELSEWHERE),)
            yield finding("YA505", name.span, text=name.text, other=other.text, difference=what, related=related)


def misnamed_files(people: Mapping[str, Person], files: Mapping[str, str]) -> Iterator[Finding]:
    """Find files named after the id or the name of somebody else; `files` tells whose each is."""
    named = {person.name: person for person in people.values()} | dict(people)
    for path, owner in files.items():
        meant = named.get(PurePosixPath(path).stem)
        person = people[owner]
        if meant is not None and meant.id != owner and meant.name != person.name:
            yield finding(
                "YA502", person.span._replace(path=path, line=1, column=1), name=person.name, other=meant.name
            )
