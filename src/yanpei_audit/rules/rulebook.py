"""The rulebook: every kind and every rule in force in one run, read from files once per process."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from pydantic_core import PydanticCustomError

from yanpei_audit import bundled
from yanpei_audit.calendar import PLAIN, Calendar, Period
from yanpei_audit.circumstances import Circumstances
from yanpei_audit.exemptions import NONE, Exemptions
from yanpei_audit.findings import Area, Finding
from yanpei_audit.findings.catalogue import Severity
from yanpei_audit.language import Words
from yanpei_audit.records.kinds import Kinds, KindTable, check_table, read_kinds
from yanpei_audit.registry import EMPTY, Registry, checked, read_registry, together
from yanpei_audit.rules.limits import Limit, Limits
from yanpei_audit.rules.pack import RulePack, check_order, read_by, read_pack
from yanpei_audit.rules.preparing import make_ready
from yanpei_audit.rules.ready import ReadyRule
from yanpei_audit.rules.versions import versions_of
from yanpei_audit.rules.where import Vocabulary, report_unknown
from yanpei_audit.settings import FileText, Settings, read_settings
from yanpei_audit.source import Document, read_text
from yanpei_audit.validation import Written

TABLES = frozenset(KindTable.model_fields)


class RuleFiles(NamedTuple):
    """The files that a rulebook is read from; they travel between processes.

    In a `rehearsal` the casts of the packs are the registry. Where any file was `unreadable`, nobody can be judged.
    """

    kinds: FileText
    packs: tuple[FileText, ...]
    settings: FileText | None = None
    registry: tuple[FileText, ...] = ()
    calendar: FileText | None = None
    exemptions: FileText | None = None
    rehearsal: bool = False
    unreadable: bool = False


class Rulebook(NamedTuple):
    """Kinds and rules in force; with any error among its findings it holds no rule.

    Where a table of kinds itself has an error, the kinds are not `whole`, and no record can be held to them. A mistake
    in an exemption leaves the rules in force, without that exemption. `pack_files` are the files of the packs, and
    `settled` is what the settings say about kinds and numbers.
    """

    kinds: Kinds
    packs: tuple[RulePack, ...]
    rules: tuple[ReadyRule, ...]
    findings: tuple[Finding, ...]
    whole: bool
    registry: Registry = EMPTY
    calendar: Calendar = PLAIN
    exemptions: Exemptions = NONE
    pack_files: tuple[tuple[FileText, RulePack], ...] = ()
    settled: str = ""

    @property
    def circumstances(self) -> Circumstances:
        """What is known beside records and rules."""
        return Circumstances(self.registry, self.calendar, self.exemptions, self.kinds.a_day)

    def said_over(self, wanted: Period, as_of: dt.date) -> tuple[ReadyRule, ...]:
        """Give the rules that say something about a period: of several versions of a pack those in force in it."""
        return tuple(
            rule
            for rule in self.rules
            if any(
                rule.speaks_on(min(one.last, as_of))
                for one in self.calendar.periods_to_judge(rule.length, wanted, as_of)
            )
        )


def shipped_kinds() -> FileText:
    """Give the shipped table of kinds."""
    path = bundled.folder("rules") / "kinds.yaml"
    return FileText(bundled.shown(path), path.read_bytes())


@lru_cache(maxsize=4)
def read_rulebook(files: RuleFiles) -> Rulebook:
    """Read the files; every mistake in any of them is a finding."""
    (own, settings), (kinds, kinds_document) = read_settings(files.settings), _first_kinds(files.kinds)
    documents = [read_rules(file) for file in files.packs]
    check_table(settings, own, kinds)
    kinds = Kinds([*kinds.tables, own])
    packs: list[tuple[RulePack, Document]] = []
    for document in documents:
        if pack := read_pack(document):
            before = {id(other) for other, _document in packs if other.pack == pack.pack}
            check_table(document, pack, Kinds(table for table in kinds.tables if id(table) not in before))
            packs.append((pack, document))
            kinds = Kinds([*kinds.tables, pack])
    versions = versions_of(packs)
    registered = [read for file in files.registry if (read := _unless_only_comments(file))]
    casts = [_cast(pack, document, kinds) for pack, document in packs]
    registry = together(casts) if files.rehearsal else read_registry(registered, kinds)
    vocabulary, parameters = Vocabulary(kinds, registry), _parameters(settings, own, [pack for pack, _ in packs])
    tables = [kinds_document, *(document for document in (settings, *documents) if _has_tables(document))]
    whole = not any(_is_wrong(document) for document in tables)
    ready = packs if whole else ()  # with a broken table of kinds, every name would be unknown
    rules = [
        rule
        for pack, document in ready
        for rule in make_ready(pack, document, vocabulary, parameters, versions[pack.pack])
    ]
    dated, excused = (_unless_only_comments(file) for file in (files.calendar, files.exemptions))
    calendar = _calendar(dated)
    known = whole and len(packs) == len(documents) and not files.unreadable
    exemptions = _exemptions(excused, rules if known else None)
    everything = (settings, kinds_document, *documents, *registered, *([dated] if dated else []))
    lost = files.unreadable or (excused is not None and not excused.whole)
    if lost or any(_is_wrong(document) for document in everything):
        rules = []
    findings = tuple(
        found for document in (*everything, *([excused] if excused else [])) for found in document.findings
    )
    by_path = {file.shown: file for file in files.packs}
    return Rulebook(
        kinds,
        tuple(pack for pack, _document in packs),
        tuple(rules),
        findings,
        whole,
        registry,
        calendar,
        exemptions,
        tuple((by_path[document.path], pack) for pack, document in packs),
        repr((own.roles, own.values, own.kinds, own.a_day, own.parameters)),
    )


@lru_cache(maxsize=2)
def _first_kinds(file: FileText) -> tuple[Kinds, Document]:
    """Read the table that all others add to: the same for every book."""
    document = read_rules(file)
    return Kinds([read_kinds(document)]), document


def _unless_only_comments(file: FileText | None) -> Document | None:
    """Read a file that an office need not have; one that holds comments alone says no more than none."""
    document = read_rules(file) if file else None
    return None if document is not None and document.holds_only_comments else document


def _calendar(document: Document | None) -> Calendar:
    if document is None:
        return PLAIN
    from yanpei_audit.office_calendar import read_calendar

    return read_calendar(document)


def _exemptions(document: Document | None, rules: Sequence[ReadyRule] | None) -> Exemptions:
    """Read the exemptions, and hold them against the rules where these are known."""
    if document is None:
        return NONE
    from yanpei_audit.exemptions.reading import read_exemptions, without_overlaps
    from yanpei_audit.rules.exempted import sound_ones

    exemptions = read_exemptions(document)
    return without_overlaps(exemptions if rules is None else sound_ones(exemptions, rules, document), document)


def _cast(pack: RulePack, document: Document, kinds: Kinds) -> dict[str, tuple[Written, ...]]:
    """Give whom and what the examples of a pack speak of, and report what is wrong with it."""
    return {
        name: checked(getattr(pack.cast, name), ("cast", name), document, kinds)
        for name in ("people", "schools", "pairs")
    }


def _parameters(document: Document, settings: Settings, packs: Sequence[RulePack]) -> dict[str, str]:
    """Give the numbers that the settings put in place of lost ones, and report what no rule has lost."""
    lost = {name: limits for pack in packs for name, limits in _lost_numbers(pack)}
    found = {}
    for name, text in settings.parameters.items():
        place = ("parameters", name)
        if name not in lost:
            report_unknown(document, place, Words("缺数的规则", "rule without its number"), name, lost, key=True)
            continue
        try:
            limit = Limit.model_validate(text)
            read_by(limit, lost[name].measure)
            check_order(limit, lost[name].at_most, lost[name].measure)
            found[name] = text
        except PydanticCustomError as error:
            document.report(error.type, document.span(*place), **{"key": Words(name, name), **(error.context or {})})
    return found


def _lost_numbers(pack: RulePack) -> Iterator[tuple[str, Limits]]:
    """Give the rules whose own number, or that of what frees from them, the source has lost, with the other bound."""
    for rule in pack.rules:
        name = f"{pack.pack}/{rule.id}"
        if rule.at_least is not None and rule.at_least.is_unknown:
            yield name, rule.limits
        elif rule.unless is not None and rule.unless.at_least.is_unknown:
            yield name, Limits(rule.unless.measure, rule.unless.at_least, None)


def _has_tables(document: Document) -> bool:
    """Say whether a file adds kinds, roles or words, or might: one that cannot be read to its end may."""
    return bool(document.text) and (not document.whole or not TABLES.isdisjoint(document.values))


def _is_wrong(document: Document) -> bool:
    return any(found.severity is Severity.ERROR for found in document.findings)


def read_rules(file: FileText) -> Document:
    """Read a file of rules as it stands."""
    return read_text(file.data, file.shown, area=Area.RULES)
