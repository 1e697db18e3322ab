"""Every folder under tests/cases and examples is run and compared with all it is expected to say.

A case is a working folder with `expected/`: `exit.txt`, `stderr.txt`, and one file a format. `command.txt` holds the
arguments; without it the case is checked for 2025-2026-1. The error gallery, tests/cases/errors, has a folder a code.
`pytest --update-cases` rewrites what is expected; a new case gets every format.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import REPOSITORY, Program

from yanpei_audit.findings.catalogue import CODES
from yanpei_audit.report import FORMATS

CASES = REPOSITORY / "tests" / "cases"
GALLERY = CASES / "errors"
FOLDERS = sorted(
    path.relative_to(REPOSITORY)
    for path in (*CASES.iterdir(), *GALLERY.iterdir(), *(REPOSITORY / "examples").iterdir())
    if path.is_dir() and path != GALLERY
)
DEFAULT_COMMAND = "check records --period 2025-2026-1"
LARGEST_FILE = 1 << 20
RECORD = "编号: R001\n姓名: 王芳\n活动: []\n"


def too_large(folder: Path) -> None:
    (folder / "records" / "a.yaml").write_text(
        "编号: R001\n姓名: 王芳\n活动: []\n" + "# 备注\n" * LARGEST_FILE, encoding="utf-8"
    )


def too_many_values(folder: Path) -> None:
    (folder / "records" / "a.yaml").write_text(
        RECORD + "备注:\n" + f"- [{', '.join('a' * 500)}]\n" * 401, encoding="utf-8"
    )


def linked(folder: Path) -> None:
    (folder / "records" / "a.yaml").symlink_to(folder / "elsewhere.yaml")


def piped(folder: Path) -> None:
    os.mkfifo(folder / "records" / "a.yaml")


def no_records(folder: Path) -> None:
    (folder / "records").mkdir(exist_ok=True)


def unportable(folder: Path) -> None:
    (folder / "records" / "wang-fang.yaml").rename(folder / "records" / "王芳:2025.yaml")


def colliding(folder: Path) -> None:
    (folder / "records" / "Wang-Fang.yaml").write_text(RECORD.replace("R001", "R002"), encoding="utf-8")


def of_two_names(folder: Path) -> None:
    (folder / "second name").hardlink_to(folder / "records" / "wang-fang.yaml")


def left_over(folder: Path) -> None:
    (folder / "records" / ".yanpei-x7.tmp").write_text("编号: R0", encoding="utf-8")


# What git cannot hold everywhere is made before the run.
MADE: dict[str, Callable[[Path], None]] = {
    "YA202": linked,
    "YA205": piped,
    "YA206": unportable,
    "YA207": colliding,
    "YA209": no_records,
    "YA210": too_large,
    "YA212": too_many_values,
    "YA805": of_two_names,
    "YA806": left_over,
}
# What cannot be made by a file is shown in test_robustness, test_writing, test_trials and test_importing.
NOT_IN_THE_GALLERY = {
    *("YA203", "YA204", "YA216", "YA720", "YA801", "YA802", "YA803", "YA804", "YA901", "YA999"),
    *(f"YA{number}" for number in range(807, 831)),
}


@pytest.mark.parametrize(
    "folder",
    [pytest.param(one, marks=pytest.mark.unmeasured if one.name == "YA212" else ()) for one in FOLDERS],
    ids=str,
)
def test_a_case_says_what_is_expected(folder: Path, tmp_path: Path, program: Program, *, update_cases: bool) -> None:
    work = tmp_path / folder.name
    shutil.copytree(REPOSITORY / folder, work, symlinks=True, ignore=shutil.ignore_patterns("expected"))
    MADE.get(folder.name, lambda _folder: None)(work)
    expected = REPOSITORY / folder / "expected"
    arguments = shlex.split(
        (work / "command.txt").read_text(encoding="utf-8") if (work / "command.txt").exists() else DEFAULT_COMMAND
    )
    said = _everything_said(arguments, work, expected, program)
    if update_cases:
        _rewrite(expected, said)

    assert {path.name: path.read_text(encoding="utf-8") for path in expected.iterdir()} == said


def _everything_said(arguments: list[str], work: Path, expected: Path, program: Program) -> dict[str, str]:
    formats = [name for name in FORMATS if not expected.exists() or (expected / f"{name}.txt").exists()]
    if arguments[0] != "check":
        formats = ["text"]
    said = {}
    for name in formats:
        extra = ["--format", name] if arguments[0] == "check" else []
        result = program([*arguments, *extra], folder=work, variables={"COLUMNS": "100"})
        said[f"{name}.txt"] = re.sub(r"sha256:[0-9a-f]{64}", "sha256:…", result.out)
        said["exit.txt"], said["stderr.txt"] = f"{result.exit}\n", result.err
    if expected.parents[1] == GALLERY:
        result = program([*arguments, "--lang", "en"], folder=work)
        said["english.txt"] = result.out + result.err
    return said


def _rewrite(expected: Path, said: dict[str, str]) -> None:
    expected.mkdir(exist_ok=True)
    for name, text in said.items():
        (expected / name).write_text(text, encoding="utf-8")


@pytest.mark.parametrize("code", sorted(CODES))
def test_every_code_is_provoked_by_a_folder_of_the_gallery(code: str) -> None:
    if code in NOT_IN_THE_GALLERY:
        return
    expected = GALLERY / code / "expected"
    said = "".join(path.read_text(encoding="utf-8") for path in sorted(expected.iterdir()))

    assert re.findall(rf"\[({code})\]", said)[:1] == [code]
