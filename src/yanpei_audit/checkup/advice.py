"""What should be done about what was found, each with what to type or where to edit."""

from __future__ import annotations

import os
from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from yanpei_audit.checkup.encodings import UTF8_VARIABLE
from yanpei_audit.checkup.passed_over import Because
from yanpei_audit.checkup.result import Checkup
from yanpei_audit.editor import FOLDER as SCHEMA_FOLDER
from yanpei_audit.editor.freshness import Freshness
from yanpei_audit.findings.catalogue import Severity
from yanpei_audit.glossary import SPREADSHEETS
from yanpei_audit.registry import FOLDER as REGISTRY_FOLDER
from yanpei_audit.settings import FILE_NAME
from yanpei_audit.shell import typed

NEARLY_RIGHT = (".yml", ".yaml")
HINDRANCES = (
    Because.CLOSED_FOLDER,
    Because.LINKED_FOLDER,
    Because.LINK,
    Because.NOT_REGULAR,
    Because.TOO_LARGE,
    Because.CLOSED_FILE,
)


class Todo(StrEnum):
    """What there may be to do."""

    NO_RECORDS = "no_records"
    SETTINGS = "settings"
    RULES = "rules"
    ERRORS = "errors"
    WARNINGS = "warnings"
    ENCODINGS = "encodings"
    FOREIGN = "foreign"
    LINE_ENDS = "line_ends"
    QUOTED_PATHS = "quoted_paths"
    PINNED = "pinned"
    SHEETS = "sheets"
    ENDINGS = "endings"
    HINDRANCES = "hindrances"
    LEFTOVERS = "leftovers"
    STRAY = "stray"
    SCHEMAS = "schemas"
    HOLIDAYS = "holidays"
    MISSING = "missing"
    STALE = "stale"
    LATE = "late"


ERRORS = frozenset({Todo.NO_RECORDS, Todo.SETTINGS, Todo.RULES, Todo.ERRORS})


class Advice(NamedTuple):
    """One thing to do: of how many, about what, and what to type, `in_root` the working folder, or a place to edit."""

    todo: Todo
    number: int = 0
    value: str = ""
    command: str = ""
    place: str = ""
    in_root: bool = False

    @property
    def is_error(self) -> bool:
        """Whether it keeps the program from its work; all else is as people like."""
        return self.todo in ERRORS


def advise(checkup: Checkup) -> list[Advice]:
    """Give what should be done, in the order of its importance."""
    found = [*_about_work(checkup), *_about_place(checkup), *_about_files(checkup), *_about_people(checkup)]
    return sorted(found, key=lambda one: list(Todo).index(one.todo))


def _about_work(checkup: Checkup) -> Iterator[Advice]:
    check = typed("yanpei-audit", "check", *checkup.paths)
    errors, warnings = (checkup.findings[one] for one in (Severity.ERROR, Severity.WARNING))
    if not checkup.records:
        yield Advice(Todo.NO_RECORDS, command="yanpei-audit init ." if not checkup.has_settings else "")
    if checkup.of_settings:
        first = checkup.of_settings[0].span
        yield Advice(Todo.SETTINGS, len(checkup.of_settings), FILE_NAME, place=f"{first.path}:{first.line}")
    elif checkup.rules_are_wrong:
        yield Advice(Todo.RULES, command=check)
    elif errors and checkup.records:
        yield Advice(Todo.ERRORS, errors, command=check)
    elif warnings:
        yield Advice(Todo.WARNINGS, warnings, command=check)


def _about_place(checkup: Checkup) -> Iterator[Advice]:
    if checkup.encodings.hide_chinese:
        yield Advice(Todo.ENCODINGS, command=_by_system(f"export {UTF8_VARIABLE}=1", f"set {UTF8_VARIABLE}=1"))
    if checkup.git.foreign:
        command = typed("git", "config", "--global", "--add", "safe.directory", checkup.git.foreign)
        yield Advice(Todo.FOREIGN, command=command)
    if checkup.git.changes_line_ends:
        command = _by_system("echo '*.yaml text eol=lf' >> .gitattributes", "echo *.yaml text eol=lf>> .gitattributes")
        yield Advice(Todo.LINE_ENDS, command=command, in_root=True)
    if checkup.git.hides_chinese:
        yield Advice(Todo.QUOTED_PATHS, command="git config core.quotepath false", in_root=True)
    for one in checkup.pinned:
        yield Advice(Todo.PINNED, value=one.name, place=one.place)


def _about_files(checkup: Checkup) -> Iterator[Advice]:
    others = checkup.passed_over.get(Because.OTHER_ENDING, [])
    if sheets := [path for path in others if path.lower().endswith(SPREADSHEETS)]:
        yield Advice(Todo.SHEETS, len(sheets), command=typed("yanpei-audit", "import", sheets[0]), in_root=True)
    if nearly := [path for path in others if path.lower().endswith(NEARLY_RIGHT)]:
        names = nearly[0], nearly[0].rpartition(".")[0] + ".yaml"
        command = _by_system(typed("mv", *names), typed("move", *names))
        yield Advice(Todo.ENDINGS, len(nearly), command=command, in_root=True)
    if closed := [path for because in HINDRANCES for path in checkup.passed_over.get(because, [])]:
        yield Advice(Todo.HINDRANCES, len(closed), command=typed("yanpei-audit", "check", *checkup.paths))
    if leftovers := [*checkup.office.leftovers, *checkup.passed_over.get(Because.LEFTOVER, [])]:
        command = _by_system(typed("rm", *leftovers), typed("del", *leftovers))
        yield Advice(Todo.LEFTOVERS, len(leftovers), command=command, in_root=True)
    if stray := checkup.office.stray:
        yield Advice(Todo.STRAY, len(stray), place=f"{REGISTRY_FOLDER}/{stray[0]}")
    if behind := sum(state is not Freshness.FRESH for state in checkup.office.schemas.values()):
        yield Advice(Todo.SCHEMAS, behind, command=f"yanpei-audit schema --out {SCHEMA_FOLDER}", in_root=True)
    if years := [year for year in checkup.office.calendar.unknown_years if year <= checkup.today.year]:
        yield Advice(Todo.HOLIDAYS, len(years), str(years[0]), command="pip install --upgrade chinesecalendar")


def _about_people(checkup: Checkup) -> Iterator[Advice]:
    upkeep = checkup.upkeep
    if upkeep is None:
        return
    where = [part for path in checkup.paths for part in ("--records", path)]
    if upkeep.missing:
        yield Advice(Todo.MISSING, len(upkeep.missing), command=typed("yanpei-audit", "check", *checkup.paths))
    if upkeep.stale:
        command = typed("yanpei-audit", "add", upkeep.stale[0].id, *where)
        yield Advice(Todo.STALE, len(upkeep.stale), str(upkeep.weeks), command)
    if upkeep.late:
        span = upkeep.late[0].overdue.span
        yield Advice(Todo.LATE, sum(one.overdue.number for one in upkeep.late), place=f"{span.path}:{span.line}")


def _by_system(elsewhere: str, on_windows: str) -> str:
    return on_windows if os.name == "nt" else elsewhere
