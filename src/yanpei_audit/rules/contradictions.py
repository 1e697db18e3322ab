"""WHEREs that select nothing that can exist: each is a mistake, since whatever they count comes to nothing."""

from __future__ import annotations

from yanpei_audit.glossary import canonical, key_words
from yanpei_audit.language import Words
from yanpei_audit.records import AMOUNTS, DAYS
from yanpei_audit.records.kinds import Kinds
from yanpei_audit.rules.where import Condition, Vocabulary, Where, report_unknown
from yanpei_audit.source import Document, Location


def check_possible(
    where: Where, matching: frozenset[str] | None, vocabulary: Vocabulary, document: Document, location: Location
) -> None:
    """Report the lines that no activity can meet; `matching` are the kinds that the WHERE can match."""
    if matching is not None and not matching and not document.findings:
        document.report("YA703", document.span(*location, "kind"), detail=NO_KIND)
    for written, condition in where.items():
        field, place = canonical(written), (*location, written)
        if condition == Condition():
            document.report("YA703", document.key_span(*place), detail=EMPTY)
        _check_fits(field, condition, document, place)
        if condition.at_least is not None and condition.at_most is not None and condition.at_least > condition.at_most:
            document.report("YA703", document.span(*place, "at_least"), detail=CROSSED)
        if field != "kind":
            _check_words(field, condition, matching, vocabulary.kinds, document, place)


def _check_fits(field: str, condition: Condition, document: Document, place: Location) -> None:
    """Report what cannot be asked of a field: of 记录 as a whole only whether it is there, amounts of amounts only."""
    if field == "record" and condition.model_dump(exclude={"present"}, exclude_defaults=True):
        document.report("YA703", document.span(*place), detail=ONLY_PRESENT.format(key=key_words(field)))
    if field == "kind" and condition.model_dump(exclude={"any_of", "none_of"}, exclude_defaults=True):
        document.report("YA703", document.span(*place), detail=ONLY_NAMED)
    if condition.present is False and condition.model_dump(exclude={"present"}, exclude_defaults=True):
        document.report("YA703", document.span(*place), detail=CONTRADICTION)
    if (condition.at_least is not None or condition.at_most is not None) and field not in AMOUNTS:
        report_unknown(document, place, Words("数量栏目", "field with a number"), field, AMOUNTS, key=True)
    if (condition.weekday or condition.month or condition.week) and field not in DAYS:
        report_unknown(document, place, Words("日期栏目", "field with a date"), field, DAYS, key=True)


def _check_words(
    field: str, condition: Condition, matching: frozenset[str] | None, kinds: Kinds, document: Document, place: Location
) -> None:
    """Report wanted words that are all unwanted too, or that the kinds themselves rule out."""
    wanted, unwanted = (
        {word.name if (word := kinds.word(field, text)) else text for text in texts}
        for texts in (condition.any_of, condition.none_of)
    )
    if wanted and wanted <= unwanted:
        document.report("YA703", document.span(*place), detail=CONTRADICTION)
    decided = {kinds.kinds[name].sets.get(field) for name in matching or ()}
    if not decided or None in decided:
        return
    if (wanted and wanted.isdisjoint(decided)) or decided <= unwanted:
        words = "、".join(sorted(map(str, decided)))
        document.report("YA703", document.span(*place), detail=DECIDED.format(key=key_words(field), words=words))


NO_KIND = Words("没有剩下任何类型", "no kind is left")
ONLY_PRESENT = Words("“{key}”只能问有没有（present: 是）", "of '{key}' only present can be asked")
ONLY_NAMED = Words("类型只能写是哪些、不是哪些", "of kinds, only which they are or are not can be asked")
EMPTY = Words("没有写要什么", "it says nothing")
CROSSED = Words("下限大于上限", "the lower bound is above the upper one")
CONTRADICTION = Words("要的词同时也不要", "the same words are wanted and unwanted")
DECIDED = Words("这类活动的{key}只会是“{words}”", "{key} of these kinds is always '{words}'")
