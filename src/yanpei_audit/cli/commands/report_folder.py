"""The folder of a report: what is written into it, what is taken away, and what is never touched."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from yanpei_audit import bundled
from yanpei_audit.desk.writing import write_whole
from yanpei_audit.findings import Area, Finding, SourceSpan, finding
from yanpei_audit.report.documents import word
from yanpei_audit.report.documents.contents import NOTICES_FOLDER, PEOPLE_FOLDER
from yanpei_audit.report.pages import MARK, PageError


def write_documents(
    folder: Path, documents: Iterator[tuple[str, str | bytes]], own: Path | None
) -> tuple[int, Finding | None]:
    """Write every document and take away ours of people who are gone; nothing of others is touched.

    Give how many were written, and what kept one from being written: a file that is not ours, or one of the templates,
    be it a folder of one's `own` or a file, of which no other document is taken away.
    """
    path = folder
    try:
        pages = dict(documents)
        for name in pages:
            path = folder / name
            if path.parent.is_symlink() or (os.path.lexists(path) and not (_is_ours(path) and _is_written(path, own))):
                return 0, finding("YA902", SourceSpan(_near(path)))
        for name, content in pages.items():
            path = folder / name
            write_whole(path, content)
        if own is None or own.is_dir():
            _take_away_old(folder, {folder / name for name in pages})
    except PageError as error:
        return 0, finding("YA707", SourceSpan(_shown(error.file), error.line), area=Area.RULES, detail=error.detail)
    except OSError as error:
        return 0, finding("YA901", SourceSpan(_near(path)), reason=error.strerror or str(error))
    return len(pages), None


def _is_written(path: Path, own: Path | None) -> bool:
    """Tell a document from the template that one's own folder has under its name."""
    return own is None or not path.samefile(own / path.name if own.is_dir() and (own / path.name).exists() else own)


def _is_ours(path: Path) -> bool:
    if path.is_symlink() or not path.is_file():
        return False
    if path.suffix == word.SUFFIX:
        return word.is_ours(path)
    with path.open(encoding="utf-8", errors="replace") as file:
        return file.read(len(MARK)) == MARK


def _take_away_old(folder: Path, written: set[Path]) -> None:
    """Take away the sheets and notices that were not written this time, and so would say what no longer holds."""
    for name in (".", PEOPLE_FOLDER, NOTICES_FOLDER):
        for path in (*(folder / name).glob("*.md"), *(folder / name).glob(f"*{word.SUFFIX}")):
            if path not in written and _is_ours(path):
                path.unlink()


def _shown(template: str) -> str:
    """Write the path of a template: ours as shipped, any other as seen from the current folder."""
    path = Path(template)
    if path.is_relative_to(bundled.folder("templates")):
        return bundled.shown(path)
    return _near(path) if path.is_absolute() else template


def _near(path: Path) -> str:
    """Write a path as seen from the current folder where it lies below it."""
    here = Path.cwd()
    return path.relative_to(here).as_posix() if path.is_relative_to(here) else path.as_posix()
