"""The public version: sums and verdicts, names masked, and nothing else of what a record says of somebody.

Ids, files, findings and free text are left out. Names, ids and long numbers that stand in the name of a unit, a subject
or a post are masked there too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from yanpei_audit.audit import PersonResult
from yanpei_audit.glossary import LABELS
from yanpei_audit.report import standing
from yanpei_audit.report.documents.contents import Contents
from yanpei_audit.report.documents.summary import summary
from yanpei_audit.rules import ReadyRule

MASK = "＊"
MOST_MASKS = 2
SHORTEST_MASKED = 2
LONG_NUMBER = re.compile(r"\d(?:[\s.－-]?\d){4,}")
_PAIRS = (
    "欧阳太史端木上官司马东方独孤南宫万俟闻人夏侯诸葛尉迟公羊赫连澹台皇甫宗政濮阳公冶太叔申屠公孙慕容钟离长孙宇文司徒鲜于司空"
    "闾丘子车亓官司寇巫马公西颛孙壤驷公良漆雕乐正宰父谷梁拓跋夹谷轩辕令狐段干百里呼延东郭南门羊舌微生梁丘左丘西门第五即墨达奚褚师"
)
SURNAMES_OF_TWO = frozenset(_PAIRS[start : start + 2] for start in range(0, len(_PAIRS), 2))


class Mask:
    """What hides people in texts: it knows their names, those of their partners, and their ids."""

    def __init__(self, people: Iterable[PersonResult]) -> None:
        known: set[str] = set()
        for person in people:
            partners = (outcome.partner for outcome in person.outcomes)
            known |= {person.person.name, *(one.name for one in partners if one is not None)}
            known.add(person.person.id)
        texts = sorted((text for text in known if len(text) >= SHORTEST_MASKED), key=lambda text: (-len(text), text))
        self._known = re.compile("|".join(map(re.escape, texts))) if texts else None

    def text(self, text: str) -> str:
        """Mask whoever is named in a text, and every number of five digits and more."""
        hidden = self._known.sub(lambda match: masked(match[0]), text) if self._known else text
        return LONG_NUMBER.sub(MASK * MOST_MASKS, hidden)


def masked(name: str) -> str:
    """Keep the surname; a name of one character, or one that is a number, is hidden whole."""
    surname = 2 if name[:2] in SURNAMES_OF_TWO and len(name) > 2 else 1  # noqa: PLR2004
    kept = "" if len(name) == 1 or any(character.isdigit() for character in name) else name[:surname]
    return kept + MASK * min(MOST_MASKS, len(name) - len(kept))


def public(contents: Contents) -> dict[str, Any]:
    """Give what the public version says."""
    result, view = contents.result, contents.view
    whole = summary(contents)
    mask = Mask(result.people)
    return {
        "heading": whole["heading"],
        "people": len(result.people),
        "failing": sum(any(outcome.fails for outcome in person.outcomes) for person in result.people),
        "packs": whole["packs"],
        "rules": whole["rules"],
        "groups": [
            {**group, "rows": sorted(({**row, "name": mask.text(row["name"])} for row in group["rows"]), key=_name)}
            for group in whole["groups"]
        ],
        "tables": [
            {**table, "rows": sorted(_rows(rules, result.people, mask, contents), key=_order)}
            for rules, table in zip(contents.rules_by_pack(), whole["tables"], strict=True)
        ],
        "name": view.say(LABELS["name"]),
    }


def _rows(
    rules: Sequence[ReadyRule], people: Iterable[PersonResult], mask: Mask, contents: Contents
) -> Iterable[dict[str, Any]]:
    for person in people:
        outcomes = standing.outcomes_by_rule(person.outcomes)
        cells = [standing.cell(outcomes[rule.id], contents.view) if rule.id in outcomes else None for rule in rules]
        if any(cells):
            yield {
                "name": masked(person.person.name),
                "unit": mask.text(person.person.unit),
                "cells": [f"{cell.figures} {cell.words}".strip() if cell else "" for cell in cells],
            }


def _name(row: dict[str, Any]) -> bytes:
    return str(row["name"]).encode("gb18030", "replace")


def _order(row: dict[str, Any]) -> tuple[bytes, bytes, list[str]]:
    """Order by what is shown alone: the order of ids or full names would say more."""
    return str(row["unit"]).encode("gb18030", "replace"), _name(row), row["cells"]
