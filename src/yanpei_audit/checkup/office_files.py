"""The files beside the records: registry, calendar, exemptions, packs, schemas, the editor's settings, leftovers."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from yanpei_audit import bundled
from yanpei_audit.calendar import FILE_NAME as CALENDAR
from yanpei_audit.calendar.days import announced_years
from yanpei_audit.checkup.origins import Time
from yanpei_audit.editor import FOLDER as SCHEMA_FOLDER
from yanpei_audit.editor import Vocabulary, schema_texts
from yanpei_audit.editor.freshness import Freshness, freshness
from yanpei_audit.exemptions import FILE_NAME as EXEMPTIONS
from yanpei_audit.findings import Finding
from yanpei_audit.findings.catalogue import Severity
from yanpei_audit.language import LANGUAGES, Language
from yanpei_audit.registry import FILES as REGISTRY_FILES
from yanpei_audit.registry import FOLDER as REGISTRY_FOLDER
from yanpei_audit.rules.rulebook import Rulebook
from yanpei_audit.settings import FileText
from yanpei_audit.source import is_leftover

VSCODE = ".vscode/settings.json"


class OfficeFile(NamedTuple):
    """A file of the working folder, whether it is there, what it holds, and how many mistakes."""

    path: str
    is_there: bool = False
    entries: int = 0
    errors: int = 0


class CalendarFile(NamedTuple):
    """calendar.yaml with its terms by their ids, the years with known holidays, and those of the period without."""

    file: OfficeFile
    terms: tuple[str, ...]
    known_years: range
    unknown_years: tuple[int, ...]


class PackFile(NamedTuple):
    """A pack: its file, and its name, version and number of rules, as far as it could be read."""

    path: str
    is_shipped: bool
    errors: int
    name: str = ""
    version: str = ""
    rules: int = 0


class OfficeFiles(NamedTuple):
    """All of them; `stray` are files of the registry's folder that nobody reads, `exempting` counts those in force.

    `schemas` are the states of those that should be in the folder, none where there is no such folder.
    """

    registry: tuple[OfficeFile, ...]
    stray: tuple[str, ...]
    calendar: CalendarFile
    exemptions: OfficeFile
    exempting: int
    packs: tuple[PackFile, ...]
    schemas: dict[str, Freshness]
    has_vscode: bool
    leftovers: tuple[str, ...]


def office_files(
    root: Path, book: Rulebook, packs: Iterable[FileText], findings: Collection[Finding], time: Time, language: Language
) -> OfficeFiles:
    """Look at the files beside the records; `packs` are the files of the rule packs in force."""
    exempting = sum(one.is_in_force_on(time.as_of) for one in book.exemptions.entries)
    return OfficeFiles(
        tuple(
            _file(root, f"{REGISTRY_FOLDER}/{name}.yaml", len(getattr(book.registry, name)), findings)
            for name in REGISTRY_FILES
        ),
        tuple(
            name
            for name in _names(root, REGISTRY_FOLDER)
            if name.removesuffix(".yaml") not in REGISTRY_FILES and not is_leftover(name)
        ),
        _calendar(root, time, findings),
        _file(root, EXEMPTIONS, len({one.span for one in book.exemptions.entries}), findings),
        exempting,
        tuple(_packs(book, packs, findings)),
        _schemas(root, book, language),
        os.path.isfile(root / VSCODE),
        tuple(_leftovers(root)),
    )


def _file(root: Path, path: str, entries: int, findings: Iterable[Finding]) -> OfficeFile:
    return OfficeFile(path, os.path.lexists(root / path), entries, _errors(path, findings))


def _errors(path: str, findings: Iterable[Finding]) -> int:
    return sum(found.span.path == path and found.severity is Severity.ERROR for found in findings)


def _names(root: Path, folder: str) -> list[str]:
    """Give the names of what lies in a folder of the working folder; one that is closed or missing holds nothing."""
    try:
        return sorted(path.name for path in (root / folder).iterdir())
    except OSError:
        return []


def _calendar(root: Path, time: Time, findings: Iterable[Finding]) -> CalendarFile:
    terms = tuple(term.period.id for term in time.calendar.terms)
    unknown = time.calendar.unknown_years(time.period.first, time.period.last)
    return CalendarFile(_file(root, CALENDAR, len(terms), findings), terms, announced_years(), tuple(unknown))


def _packs(book: Rulebook, files: Iterable[FileText], findings: Iterable[Finding]) -> Iterator[PackFile]:
    read = {file.shown: pack for file, pack in book.pack_files}
    for file in files:
        shipped, errors = file.shown.startswith(f"{bundled.SHOWN}:"), _errors(file.shown, findings)
        made = PackFile(file.shown, shipped, errors)
        if pack := read.get(file.shown):
            made = made._replace(name=pack.pack, version=pack.version.isoformat(), rules=len(pack.rules))
        yield made


def _schemas(root: Path, book: Rulebook, language: Language) -> dict[str, Freshness]:
    """Say of each schema whether it is up to date."""
    folder = root / SCHEMA_FOLDER
    if not os.path.isdir(folder) or not book.whole:
        return {}
    vocabulary = Vocabulary(book.kinds, book.packs)
    texts = schema_texts(vocabulary, _language_of(folder, vocabulary) or language)
    return {name: freshness(folder / name, text) for name, text in texts.items()}


def _language_of(folder: Path, vocabulary: Vocabulary) -> Language | None:
    """Tell in which language schemas were written, by one that no office changes and that is soon made."""
    for language in LANGUAGES:
        ((name, text),) = schema_texts(vocabulary, language, ("calendar",)).items()
        if freshness(folder / name, text) is Freshness.FRESH:
            return language
    return None


def _leftovers(root: Path) -> Iterator[str]:
    """Give the temporary files of interrupted runs beside the records."""
    for folder in (".", REGISTRY_FOLDER, SCHEMA_FOLDER, ".vscode"):
        for name in _names(root, folder):
            if is_leftover(name):
                yield name if folder == "." else f"{folder}/{name}"
