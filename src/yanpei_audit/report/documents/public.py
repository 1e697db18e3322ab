"""The public version: sums and verdicts, names masked, and nothing else of what a record says of somebody.

Ids, files, findings and free text are left out. Names, ids, long numbers and addresses that stand in the name of a
unit, a subject or a post, or in the words of a rule, are masked there too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from yanpei_audit.language import in_order
from yanpei_audit.report import standing
from yanpei_audit.report.documents.contents import Contents
from yanpei_audit.report.documents.summary import head_of, sums_by_group, sums_by_rule
from yanpei_audit.rules import ReadyRule

MASK = "＊"
MOST_MASKS = 2
SHORTEST_MASKED = 2
_BETWEEN = r"[\s·•・.]*"  # what may stand inside a name that is written with blanks or dots
_NUMBER = re.compile(r"\d(?:[\s.－–—‐-]*\d){4,}|\S+@\S+")
_YEARS = re.compile(r"(?:19|20)\d\d[-–—](?:19|20)?\d\d")
_PAIRS = (
    "欧阳太史端木上官司马东方独孤南宫万俟闻人夏侯诸葛尉迟公羊赫连澹台皇甫宗政濮阳公冶太叔申屠公孙慕容钟离长孙宇文司徒鲜于司空"
    "闾丘子车亓官司寇巫马公西颛孙壤驷公良漆雕乐正宰父谷梁拓跋夹谷轩辕令狐段干百里呼延东郭南门羊舌微生梁丘左丘西门第五即墨达奚褚师"
)
SURNAMES_OF_TWO = frozenset(_PAIRS[start : start + 2] for start in range(0, len(_PAIRS), 2))


class Mask:
    """What hides people in texts: their names, however they are spaced, and their ids."""

    def __init__(self, known: Iterable[str]) -> None:
        texts = {part for text in known for part in _parts(text) if len(part) >= SHORTEST_MASKED and not part.isdigit()}
        ordered = sorted(texts, key=lambda text: (-len(text), text))
        patterns = [_BETWEEN.join(map(re.escape, text)) for text in ordered]
        self._known = re.compile("|".join(patterns), re.IGNORECASE) if patterns else None

    def text(self, text: str) -> str:
        """Mask whoever is named in a text, every number of five digits and more, and every address."""
        hidden = self._known.sub(lambda match: masked(match[0]), text) if self._known else text
        return _NUMBER.sub(lambda match: match[0] if _YEARS.fullmatch(match[0]) else MASK * MOST_MASKS, hidden)

    def values(self, values: Any) -> Any:
        """Mask every text in lists and mappings."""
        match values:
            case str():
                return self.text(values)
            case dict():
                return {name: self.values(value) for name, value in values.items()}
            case list():
                return [self.values(value) for value in values]
            case _:
                return values


def _parts(name: str) -> Iterable[str]:
    """Give a name without blanks and dots, without what stands in brackets, and its parts between dots."""
    plain = re.split(r"[（(]", name)[0]
    yield re.sub(_BETWEEN, "", name)
    yield re.sub(_BETWEEN, "", plain)
    yield from (part.strip() for part in re.split(r"[·•・]", plain))


def names_of(contents: Contents) -> Iterable[str]:
    """Give every name and id that must not be told: of the records, of partners in pairs, and of the roster."""
    for person in contents.result.people:
        yield from (person.person.id, person.person.name)
        yield from (outcome.partner.name for outcome in person.outcomes if outcome.partner is not None)
    yield from contents.known


def masked(name: str) -> str:
    """Keep the surname; a name of one character, or one that is a number, is hidden whole."""
    surname = 2 if name[:2] in SURNAMES_OF_TWO and len(name) > 2 else 1  # noqa: PLR2004
    kept = "" if len(name) == 1 or any(character.isdigit() for character in name) else name[:surname]
    return kept + MASK * min(MOST_MASKS, len(name) - len(kept))


def public(contents: Contents) -> dict[str, Any]:
    """Give what the public version says."""
    people, mask = contents.result.people, Mask(names_of(contents))
    return {
        "heading": standing.heading(contents.result, contents.view),
        "people": len(people),
        "failing": sum(person.fails for person in people),
        "packs": [{**mask.values(pack), "version": pack["version"]} for pack in contents.packs()],
        "rules": mask.values(sums_by_rule(contents)),
        "groups": [
            {**group, "rows": sorted(mask.values(group["rows"]), key=lambda row: in_order(row["name"]))}
            for group in sums_by_group(contents)
        ],
        "tables": [
            {**mask.values(head_of(rules, contents)), "rows": sorted(_rows(rules, mask, contents), key=_order)}
            for rules in contents.rules_by_pack()
        ],
    }


def _rows(rules: Sequence[ReadyRule], mask: Mask, contents: Contents) -> Iterable[dict[str, Any]]:
    for person in contents.result.people:
        if cells := contents.cells(person, rules):
            yield {"name": masked(person.person.name), "unit": mask.text(person.person.unit), "cells": cells}


def _order(row: dict[str, Any]) -> tuple[Any, ...]:
    """Order by what is shown alone: the order of ids or full names would say more."""
    return in_order(row["unit"]), in_order(row["name"]), row["cells"]
