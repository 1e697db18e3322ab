"""Versions of a pack: one file each, in force one after the other, without days of two and without days of none."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from itertools import pairwise

from yanpei_audit.calendar import ONE_DAY, Stretch
from yanpei_audit.findings import Related
from yanpei_audit.language import Words
from yanpei_audit.rules.pack import RulePack
from yanpei_audit.source import Document


def versions_of(packs: Sequence[tuple[RulePack, Document]]) -> dict[str, tuple[Stretch, ...]]:
    """Give the days of every version of each pack by its name; overlaps and gaps are reported at the later one.

    A version without an end is in force until the next one begins.
    """
    named: dict[str, list[tuple[RulePack, Document]]] = {}
    for pack, document in packs:
        named.setdefault(pack.pack, []).append((pack, document))
    found = {}
    for name, several in named.items():
        several.sort(key=lambda one: one[0].version)
        for earlier, later in pairwise(several):
            _check(earlier, later)
        starts = [pack.version for pack, _document in several[1:]]
        ends = [start - ONE_DAY for start in starts] + [dt.date.max]
        found[name] = tuple(
            Stretch(pack.version, min(pack.effective.to or dt.date.max, end))
            for (pack, _document), end in zip(several, ends, strict=True)
        )
    return found


def _check(earlier: tuple[RulePack, Document], later: tuple[RulePack, Document]) -> None:
    """Report two versions that hold on one day, or a day between them on which none holds."""
    (old, old_document), (new, document) = earlier, later
    until = old.effective.to
    place = old_document.span("effective", "to") if until is not None else old_document.span("effective")
    related = (Related(place, OTHER),)
    if old.version == new.version:
        document.report("YA712", document.span("pack"), text=new.pack, related=related)
    elif until is not None and until >= new.version:
        span = document.span("effective", "from")
        document.report("YA722", span, text=new.pack, first=new.version, last=until, related=related)
    elif until is not None and until + ONE_DAY < new.version:
        first, last = until + ONE_DAY, new.version - ONE_DAY
        span = document.span("effective", "from")
        document.report("YA723", span, text=new.pack, first=first, last=last, related=related)


OTHER = Words("前一个版本", "the version before")
