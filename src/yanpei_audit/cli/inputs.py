"""The files that a command line and the settings name: records, yanpei.yaml and rule packs."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from yanpei_audit import bundled
from yanpei_audit.cli.mistakes import UsageMistakeError, not_one_of
from yanpei_audit.findings import Area, Finding, SourceSpan, finding
from yanpei_audit.findings.catalogue import CODES
from yanpei_audit.language import Words
from yanpei_audit.records.intake import relative
from yanpei_audit.registry import FILES as REGISTRY_FILES
from yanpei_audit.registry import FOLDER as REGISTRY_FOLDER
from yanpei_audit.settings import FILE_NAME, FileText, Settings
from yanpei_audit.source import Document, UnreadableError, read_bytes, resolved
from yanpei_audit.suggestions import Spellings, advice, listing


class SettingsFile(NamedTuple):
    """yanpei.yaml as far as it could be read: its text, or why there is none."""

    text: FileText | None = None
    findings: tuple[Finding, ...] = ()


def existing(text: str) -> Path:
    """Give the place that a path of the command line names, however it is spelt; a link to a file stays one."""
    path = Path(text)
    if not text or not os.path.lexists(path):
        raise UsageMistakeError(NOT_THERE.format(text=text, hint=_similar(path) if text else CHECK))
    return resolved(path) if os.path.isdir(path) else resolved(path.parent) / path.name


def _similar(path: Path) -> Words:
    try:
        siblings = list(path.parent.iterdir())
    except OSError:
        siblings = []
    return advice(path.name, Spellings((other.name, other.as_posix()) for other in siblings), CHECK).words


def settings_file(root: Path) -> SettingsFile:
    """Read the settings of a working folder; what stands there and cannot be read is a finding."""
    path = root / FILE_NAME
    if not os.path.lexists(path) or os.path.isdir(path):
        return SettingsFile()
    try:
        return SettingsFile(FileText(FILE_NAME, read_bytes(path)))
    except UnreadableError as error:
        return SettingsFile(None, (finding(error.code, SourceSpan(FILE_NAME), area=Area.RULES, **error.values),))


def registry_files(root: Path) -> tuple[tuple[FileText, ...], tuple[Finding, ...]]:
    """Read the files of the registry of a working folder, as far as there are any; what cannot be read is a finding."""
    folder = root / REGISTRY_FOLDER
    try:
        os.stat(f"{folder}/.")  # noqa: PTH116 - pathlib drops the dot, which asks whether anything inside can be seen
    except OSError as error:
        reason = error.strerror or str(error)
        closed = finding("YA204", SourceSpan(REGISTRY_FOLDER), area=Area.RULES, reason=reason)
        return (), (closed,) if os.path.lexists(folder) else ()
    read = [office_file(root, f"{REGISTRY_FOLDER}/{name}.yaml") for name in REGISTRY_FILES]
    return tuple(file for file, _findings in read if file), tuple(found for _file, several in read for found in several)


def office_file(root: Path, shown: str) -> tuple[FileText | None, tuple[Finding, ...]]:
    """Read a file of a working folder that need not be there; one that cannot be read is a finding."""
    try:
        return FileText(shown, read_bytes(root / shown)), ()
    except UnreadableError as error:
        if error.is_absence:
            return None, ()
        return None, (finding(error.code, SourceSpan(shown), area=Area.RULES, **error.values),)


def records_inside(paths: Sequence[str], root: Path, document: Document) -> list[str]:
    """Keep the paths of the settings that stay in the working folder and exist."""
    kept = []
    for number, path in enumerate(paths):
        if not resolved(root / path).is_relative_to(root):
            document.report("YA711", document.span("records", number), text=path)
        elif not os.path.lexists(root / path):
            document.report("YA714", document.span("records", number), text=path)
        else:
            kept.append(path)
    return kept


def packs_in_force(named: Sequence[str], settings: Settings, root: Path, document: Document) -> tuple[FileText, ...]:
    """Read the rule packs in force: those that the command line names, or those of the settings."""
    if named:
        return tuple(pack_of_command_line(name, root) for name in named)
    if not settings.packs:
        document.report("YA706", document.key_span("packs"))
    files = []
    for number, name in enumerate(settings.packs):
        shipped = bundled.packs().get(name)
        path = shipped or root / name
        span = document.span("packs", number)
        if not os.path.isfile(path):
            hint = advice(name, bundled.packs(), CODES["YA710"].hint.format(known=listing(bundled.packs())))
            document.report("YA710", span, text=name, known="", hint=hint)
        elif shipped is None and not resolved(path).is_relative_to(root):
            document.report("YA711", span, text=name)
        else:
            try:
                files.append(FileText(bundled.shown(path) if shipped else relative(path, root), read_bytes(path)))
            except UnreadableError as error:
                document.report(error.code, span, **error.values)
    return tuple(files)


def pack_of_command_line(name: str, root: Path, own: Iterable[str] = ()) -> FileText:
    """Read a shipped pack by its name, or a file by its path from here or from the working folder.

    `own` are the names of packs of the folder, for the complaint.
    """
    shipped = bundled.packs().get(name)
    places = [shipped] if shipped else [Path(name).absolute(), root / name]
    for path in places:
        if os.path.isfile(path):
            try:
                return FileText(bundled.shown(path) if shipped else relative(path, root), read_bytes(path))
            except UnreadableError as error:
                message = CODES[error.code].message.format(**error.values)
                words = Words("{path}：{message}", "{path}: {message}")
                raise UsageMistakeError(words.format(path=name, message=message)) from None
    raise not_one_of(Words("规则包里", "--rules"), name, [*own, *bundled.packs()])


NOT_THERE = Words("没有“{text}”这个文件或文件夹；{hint}", "There is no file or folder '{text}'. {hint}")
CHECK = Words("检查写法和所在文件夹", "Check the spelling and the folder")
