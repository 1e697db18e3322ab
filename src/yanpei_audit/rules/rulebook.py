"""The rulebook: every kind and every rule in force in one run, read from files once per process."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from yanpei_audit import bundled
from yanpei_audit.findings import Area, Finding
from yanpei_audit.findings.catalogue import Severity
from yanpei_audit.records.kinds import Kinds, KindTable, check_table, read_kinds
from yanpei_audit.rules.pack import RulePack, read_pack
from yanpei_audit.rules.ready import ReadyRule, make_ready
from yanpei_audit.settings import FileText, read_settings
from yanpei_audit.source import Document, read_text

TABLES = frozenset(KindTable.model_fields)


class RuleFiles(NamedTuple):
    """The files that a rulebook is read from; they travel between processes."""

    kinds: FileText
    packs: tuple[FileText, ...]
    settings: FileText | None = None


class Rulebook(NamedTuple):
    """Kinds and rules in force; with any error among its findings it holds no rule.

    Where a table of kinds itself has an error, the kinds are not `whole`, and no record can be held to them.
    """

    kinds: Kinds
    packs: tuple[RulePack, ...]
    rules: tuple[ReadyRule, ...]
    findings: tuple[Finding, ...]
    whole: bool


def shipped_kinds() -> FileText:
    """Give the shipped table of kinds."""
    path = bundled.folder("rules") / "kinds.yaml"
    return FileText(bundled.shown(path), path.read_bytes())


@lru_cache(maxsize=4)
def read_rulebook(files: RuleFiles) -> Rulebook:
    """Read the files; every mistake in any of them is a finding."""
    (own, settings), kinds_document = read_settings(files.settings), _document(files.kinds)
    documents = [_document(file) for file in files.packs]
    kinds = Kinds([read_kinds(kinds_document)])
    check_table(settings, own, kinds)
    kinds = Kinds([*kinds.tables, own])
    packs: list[tuple[RulePack, Document]] = []
    for document in documents:
        if pack := read_pack(document):
            check_table(document, pack, kinds)
            _check_pack_name(document, pack, packs)
            packs.append((pack, document))
            kinds = Kinds([*kinds.tables, pack])
    tables = [kinds_document, *(document for document in (settings, *documents) if _has_tables(document))]
    whole = not any(_is_wrong(document) for document in tables)
    rules = [rule for pack, document in packs for rule in make_ready(pack, document, kinds)]
    everything = (settings, kinds_document, *documents)
    if any(_is_wrong(document) for document in everything):
        rules = []
    findings = tuple(found for document in everything for found in document.findings)
    return Rulebook(kinds, tuple(pack for pack, _document in packs), tuple(rules), findings, whole)


def _has_tables(document: Document) -> bool:
    """Say whether a file adds kinds, roles or words, or might: one that cannot be read to its end may."""
    return bool(document.text) and (not document.whole or not TABLES.isdisjoint(document.values))


def _is_wrong(document: Document) -> bool:
    return any(found.severity is Severity.ERROR for found in document.findings)


def _document(file: FileText) -> Document:
    return read_text(file.data, file.shown, area=Area.RULES)


def _check_pack_name(document: Document, pack: RulePack, before: list[tuple[RulePack, Document]]) -> None:
    if any(other.pack == pack.pack for other, _document in before):
        document.report("YA712", document.span("pack"), text=pack.pack)
