"""Every step of the guides for the three users is tried, in both languages, in a folder that its page builds up.

In `sh` blocks a trailing comment may state the exit code, `# 退出码 3` or `# exits with 3`; it is 0 where none does. A block
of YAML whose first line is a comment naming a file is that file. `console` blocks say what is printed. Today is
another day in each language, so a page does not hold on one day only.
"""

from __future__ import annotations

import datetime as dt
import importlib
import os
import re
import shlex
import shutil
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import NamedTuple

import pytest
from conftest import REPOSITORY, Program, Said
from python_calamine import CalamineWorkbook
from sheets import workbook

from yanpei_audit.cli import door
from yanpei_audit.cli.arguments.program import build

pytestmark = pytest.mark.unmeasured

DOCS = REPOSITORY / "docs"
GUIDES = ("secretary", "leader", "engineer")
TODAY = {"zh": dt.datetime(2026, 3, 18, 9), "en": dt.datetime(2026, 11, 18, 9)}  # noqa: DTZ001 - as now() gives it
BLOCK = re.compile(r"^```(sh|yaml|console)\n(.*?)^```", re.DOTALL | re.MULTILINE)
FILE = re.compile(r"# (\S+\.yaml)\n")
EXIT = re.compile(r"#.*(?:退出码|exits with) (\d)")
SHOWN = re.compile(r"\$ yanpei-audit (.*)\n")
MISTAKE = re.compile("用法错误|Usage error")
LINK = re.compile(r"(?<!`)\]\((?!https?:)<?([^)#>]+)[^)]*\)")
NOT_RUN = ("pip", "python3")
MOST_NOT_RUN = 2
IDENTITY = {"NAME": "office", "EMAIL": "office@example.com"}
BUILD = cache(build)  # a hundred commands are run, and the command line is the same for all of one language
GIT = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_TERMINAL_PROMPT": "0",
    **{f"GIT_{who}_{what}": told for who in ("AUTHOR", "COMMITTER") for what, told in IDENTITY.items()},
}


class Step(NamedTuple):
    """One line of a page: its words, and the exit code that the page says."""

    words: tuple[str, ...]
    exit: int


class Block(NamedTuple):
    """A block of a page that is run, shown or written to a file."""

    kind: str
    text: str

    def steps(self) -> Iterator[Step]:
        for line in self.text.splitlines():
            if words := shlex.split(line, comments=True):
                said = EXIT.search(line)
                yield Step(tuple(words), int(said[1]) if said else 0)


def page(name: str, language: str) -> Path:
    return DOCS / f"{name}{'' if language == 'zh' else '.en'}.md"


def blocks(name: str, language: str) -> list[Block]:
    return [Block(*found) for found in BLOCK.findall(page(name, language).read_text(encoding="utf-8"))]


class Reader:
    """Somebody who does what a page says, from the top, and notes where something else comes of it."""

    def __init__(self, folder: Path, language: str, program: Program) -> None:
        self.folder = folder
        self.language = language
        self.program = program
        self.surprises: list[str] = []
        self.left_out: list[str] = []

    def run(self, step: Step) -> None:
        match step.words:
            case ("cd", place):
                self.folder = (self.folder / place).resolve(strict=True)
            case ("git", *_):
                self.compare(step, self.git(step.words))
            case ("yanpei-audit", *arguments):
                self.compare(step, self.call(arguments))
                if arguments[0] == "template":
                    fill_in(self.folder / arguments[arguments.index("--out") + 1])
            case (name, *_) if Path(name).name in NOT_RUN:
                self.left_out.append(name)
            case _:
                self.surprises.append(f"{shlex.join(step.words)}: nobody knows how to run it")

    def call(self, arguments: list[str]) -> Said:
        return self.program(arguments, folder=self.folder, variables={"COLUMNS": "100", "YANPEI_LANG": self.language})

    def git(self, words: tuple[str, ...]) -> Said:
        day = TODAY[self.language].isoformat()
        surroundings = {**os.environ, **GIT, "GIT_AUTHOR_DATE": day, "GIT_COMMITTER_DATE": day}
        done = subprocess.run(
            words, cwd=self.folder, env=surroundings, capture_output=True, text=True, encoding="utf-8", check=False
        )
        return Said(done.returncode, done.stdout, done.stderr)

    def compare(self, step: Step, said: Said) -> None:
        if said.exit != step.exit or (MISTAKE.search(said.err) is not None) != (step.exit == 2):
            self.surprises.append(f"{shlex.join(step.words)}: {said.exit}, not {step.exit}\n{said.err}{said.out}")

    def write(self, text: str) -> None:
        if named := FILE.match(text):
            path = self.folder / named[1]
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")


def fill_in(path: Path) -> None:
    """Fill in one row of a template, as whoever it was sent to does."""
    head = [str(text) for text in CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()[0]]
    names = {"编号": "编号 类型 日期 学校 节数", "id": "id kind date school lessons"}[head[0]].split()
    kind, school = ("听课", "河湾中心校") if head[0] == "编号" else ("observation", "Riverbend School")
    row = dict(zip(names, ("R001", kind, "2026-03-12", school, 3), strict=True))
    workbook(path, {"1": [head, [row.get(name) for name in head]]})


@pytest.fixture
def pass_the_day(monkeypatch: pytest.MonkeyPatch, language: str) -> None:
    """Make it the day on which a page is read."""

    class Clock(dt.datetime):
        @classmethod
        def now(cls, tz: dt.tzinfo | None = None) -> dt.datetime:  # type: ignore[override]
            return TODAY[language].astimezone(tz)

    monkeypatch.setattr(door, "build", BUILD)
    shown = SimpleNamespace(**{**vars(dt), "datetime": Clock})
    for path in (REPOSITORY / "src" / "yanpei_audit" / "cli").glob("[a-z]*.py"):
        if ".now()" in path.read_text(encoding="utf-8"):
            monkeypatch.setattr(importlib.import_module(f"yanpei_audit.cli.{path.stem}"), "dt", shown)


@pytest.mark.usefixtures("pass_the_day")
@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", GUIDES)
def test_every_step_of_a_guide_does_what_it_says(
    name: str, language: str, tmp_path: Path, program: Program, *, update_cases: bool
) -> None:
    copy_examples(tmp_path)
    reader = Reader(tmp_path, language, program)
    for block in blocks(name, language):
        if block.kind == "sh":
            for step in block.steps():
                reader.run(step)
        elif block.kind == "console":
            show(reader, block, page(name, language), update_cases=update_cases)
        else:
            reader.write(block.text)

    assert reader.surprises == []
    assert len(reader.left_out) <= MOST_NOT_RUN


def copy_examples(folder: Path) -> None:
    """Copy what the pages speak of; of the county a few people, as nobody's results depend on the others'."""
    wanted = (
        *("county/yanpei.yaml", "county/rules", "ladder"),
        *(f"county/records/{name}.yaml" for name in ("wu-guodong", "luo-dayong", "liu-zhiqiang", "gao-tianyou")),
    )
    for name in wanted:
        source, target = REPOSITORY / "examples" / name, folder / "examples" / name
        target.parent.mkdir(parents=True, exist_ok=True)
        (shutil.copytree if source.is_dir() else shutil.copy)(source, target)


def show(reader: Reader, block: Block, path: Path, *, update_cases: bool) -> None:
    command = SHOWN.match(block.text)
    assert command is not None
    said = reader.call(shlex.split(command[1]))
    now = command[0] + said.err + said.out
    if update_cases:
        path.write_text(path.read_text(encoding="utf-8").replace(block.text, now), encoding="utf-8")
    elif now != block.text:
        reader.surprises.append(now)


def shape(name: str, language: str) -> tuple[int, list[object]]:
    """Say what twins share: how many headings and tables, and their commands but for the words of a language."""
    text = page(name, language).read_text(encoding="utf-8")
    told: list[object] = []
    for block in blocks(name, language):
        if block.kind == "sh":
            told.append([(words_alike(step.words), step.exit) for step in block.steps()])
        else:
            told.append((block.kind, len(block.text.splitlines()) if block.kind == "yaml" else 0))
    rows = len(re.findall(r"^\|", text, re.MULTILINE))
    return len(re.findall(r"^#+ ", re.sub(BLOCK, "", text), re.MULTILINE)), [rows, *told]


def words_alike(words: tuple[str, ...]) -> tuple[str, ...]:
    """Give the command and its options; of what else there is, only that it is there."""
    known = 3 if words[1] == "rules" else 1 if words[0] == "cd" else 2
    return tuple(word if place < known or word.startswith("-") else "…" for place, word in enumerate(words))


@pytest.mark.parametrize("name", GUIDES)
def test_twins_have_the_same_steps(name: str) -> None:
    assert shape(name, "zh") == shape(name, "en")


@pytest.mark.parametrize("name", GUIDES)
def test_twins_link_each_other_in_the_second_line(name: str) -> None:
    second = [page(name, language).read_text(encoding="utf-8").split("\n")[2] for language in TODAY]

    assert second == [f"[English]({name}.en.md)", f"[中文]({name}.md)"]


@pytest.mark.parametrize("path", sorted(DOCS.rglob("*.md")), ids=lambda path: path.name)
def test_every_link_of_a_page_leads_somewhere(path: Path) -> None:
    prose = re.sub(r"^```.*?^```", "", path.read_text(encoding="utf-8"), flags=re.DOTALL | re.MULTILINE)

    assert [link for link in LINK.findall(prose) if not (path.parent / link).exists()] == []


@pytest.mark.parametrize(("readme", "language"), [("README.zh-CN.md", "zh"), ("README.md", "en")])
def test_the_readmes_name_the_three_guides(readme: str, language: str) -> None:
    text = (REPOSITORY / readme).read_text(encoding="utf-8")

    assert [f"](docs/{page(name, language).name})" in text for name in GUIDES] == [True] * len(GUIDES)
