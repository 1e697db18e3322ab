"""Sixty generated files, twenty of them with one fault each, whose place the test knows because it put it there.

A fault is written with marks around the place where a person would start editing: «2025-02-30». The marks are taken
out before the file is written, and line and column come from where they stood.
"""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

import pytest
from conftest import Program

pytestmark = pytest.mark.unmeasured

SEED = 60
PEOPLE = 60
FAULTY = 20
CHECK = ["check", "records", "--period", "2025-2026-1", "--as-of", "2026-01-31", "--format", "json", "--jobs", "1"]
A_TERM = ("residency", "seminar-lesson", "observation", "critique", "group-session")
A_YEAR = ("training", "school-based-training")
RULES = [*((rule, "2025-2026-1") for rule in A_TERM), *((rule, "2025-2026") for rule in A_YEAR)]


class Fault(NamedTuple):
    """One mistake: what it is called, the code of its finding, and the lines that hold it, the place marked."""

    name: str
    code: str
    lines: str


# Each is put among the activities of somebody's file; one stands in their place, one at the end.
FAULTS = (
    Fault("an impossible date", "YA405", "- 类型: 听课\n  学校: 𠮷祥小学\n  日期: «2025-11-31»"),
    Fault("a misspelt key", "YA401", "- 类型: 听课\n  日期: 2025-10-09\n  学校: 城关一小\n  «节树»: 2"),
    Fault("an unknown kind", "YA412", "- {日期: 2025-10-09, 学校: 𠮷祥小学, 类型: «听可», 节数: 2}"),
    Fault("training without its hours", "YA402", "- «类型: 培训»\n  日期: 2025-10-20\n  级别: 校本\n  主题: 教材解读"),
    Fault("a negative amount", "YA410", "- {类型: 听课, 日期: 2025-10-09, 学校: 城关一小, 节数: «-3»}"),
    Fault("a unit after a number", "YA411", "- 类型: 评课\n  日期: 2025-10-09\n  学校: 城关一小\n  节数: «2节»"),
    Fault("a misspelt level", "YA419", "- {类型: 培训, 级别: «校木», 日期: 2025-10-20, 学时: 4}"),
    Fault("a repeated key", "YA312", "- 类型: 听课\n  日期: 2025-10-09\n  学校: 城关一小\n  节数: 2\n  «节数»: 3"),
    Fault("a reversed interval", "YA421", "- {类型: 蹲点, 起: 2025-10-10, 止: «2025-09-08», 学校: 城关一小}"),
    Fault("no date", "YA422", "- «类型: 听课»\n  学校: 城关一小\n  节数: 2"),
    Fault("a date and an interval", "YA423", "- 类型: 蹲点\n  学校: 甲校\n  日期: 2025-10-9\n  «起»: 2025-10-8\n  止: 2025-10-9"),
    Fault("an alias", "YA313", "- 类型: 听课\n  日期: 2025-10-09\n  学校: «*x»\n  节数: 2"),
    Fault("a tag", "YA315", "- 类型: 讲座\n  日期: 2025-10-09\n  主题: «!x» 阅读教学"),
    Fault("a tab in the indentation", "YA301", "- 类型: 听课\n  日期: 2025-10-09\n«\t»学校: 城关一小"),
    Fault("an unclosed quote", "YA310", '- 类型: 讲座\n  日期: 2025-10-09\n  主题: «"»阅读教学常见问题\n  学校: 城关一小'),
    Fault("an unclosed bracket", "YA311", "- 类型: 讲座\n  日期: 2025-10-09\n  证据: «[»evidence/a.jpg, b.jpg\n  主题: 阅读"),
    Fault("a time inside a date", "YA407", "- {类型: 听课, 日期: «2025-10-09 08:30», 学校: 城关一小}"),
    Fault("text instead of the activities", "YA404", "活动: «无»"),
    Fault("a boolean that is neither", "YA404", "- {类型: 听课, 日期: 2025-10-09, 推门: «也许», 学校: 城关一小}"),
    Fault("evidence outside the folder", "YA416", "- {类型: 听课, 日期: 2025-10-09, 学校: 甲校, 证据: [a.jpg, «../b.jpg»]}"),
    Fault("an empty value", "YA403", "- 类型: 讲座\n  «主题»:\n  日期: 2025-10-09"),
    Fault("a number in words", "YA409", "- {类型: 听课, 日期: 2025-10-09, 学校: 城关一小, 节数: «二»}"),
    Fault("a second document", "YA317", "«---»\n编号: P999\n姓名: 李明\n活动: []"),
    Fault("an amount of zero", "YA410", "- {类型: 培训, 级别: 校本, 日期: 2025-10-20, 学时: «0»}"),
    Fault("a key repeated in English", "YA312", "- {类型: 听课, 日期: 2025-10-09, 学校: 城关一小, 节数: 2, «lessons»: 3}"),
    Fault("a time inside a date on its own line", "YA407", "- 类型: 听课\n  日期: «2025/10/9 8:30»\n  学校: 城关一小"),
    Fault("an unclosed brace", "YA311", "- «{»类型: 听课, 日期: 2025-10-09, 学校: 城关一小"),
)  # fmt: skip


@dataclass(frozen=True)
class Sheet:
    """The clean file of one person."""

    id: str
    path: str
    head: list[str]
    activities: list[str]
    indent: str
    newline: str

    def text(self) -> str:
        return self.newline.join([*self.head, "活动:", *self.activities]) + self.newline


class Place(NamedTuple):
    """Where a finding belongs, and its code."""

    file: str
    line: int
    column: int
    code: str


def sheets() -> list[Sheet]:
    rng = Random(SEED)
    return [sheet(rng, number) for number in range(1, PEOPLE + 1)]


def sheet(rng: Random, number: int) -> Sheet:
    indent = rng.choice(("", "  "))
    person = f"P{number:03d}"
    head = [*rng.choice(([], ["# 2025-2026 学年第一学期"])), f"编号: {person}", f"姓名: 老师{number}", "岗位: [教研员]"]
    texts = activity_texts(rng)
    rng.shuffle(texts)
    lines = [line for text in texts for line in indented(styled(rng, text), indent)]
    return Sheet(
        person, f"records/{rng.choice('东西南北')}片/{number:02d}.yaml", head, lines, indent, rng.choice(("\n", "\r\n"))
    )


def activity_texts(rng: Random) -> list[str]:
    """The fields of some activities, enough for most quotas in some files and for few in others."""
    stay = f"类型: 蹲点, 起: 2025-09-08, 止: 2025-10-{rng.randint(1, 20):02d}, 学校: 城关一小"
    seen = [f"类型: 听课, 日期: {day(rng)}, 学校: 河湾中心校, 节数: {rng.randint(1, 20)}" for _ in range(4)]
    judged = [f"类型: 评课, 日期: {day(rng)}, 学校: 河湾中心校, 节数: {rng.randint(2, 6)}" for _ in range(2)]
    met = [f"类型: 教研组活动, 日期: {day(rng)}, 主题: 第{number}次" for number in range(rng.randint(2, 5))]
    taught = [
        f"类型: 研讨课, 日期: {day(rng)}, 学校: 城关一小",
        f"类型: 培训, 日期: {day(rng)}, 级别: 校本, 学时: {rng.choice((7.5, 24))}",
    ]
    return [stay, *seen, *judged, *met, *taught]


def day(rng: Random) -> str:
    return (dt.date(2025, 9, 1) + dt.timedelta(days=rng.randrange(150))).isoformat()


def styled(rng: Random, fields: str) -> str:
    return f"- {{{fields}}}" if rng.random() < 0.5 else "- " + fields.replace(", ", "\n  ")


def indented(text: str, indent: str) -> list[str]:
    """The lines of an activity at the indentation of its file; a line that starts with a tab stays as it is."""
    return [line if line.startswith("«\t") else indent + line for line in text.split("\n")]


def seeded(page: Sheet, fault: Fault, rng: Random) -> tuple[str, Place]:
    """The text of a file with its fault, and where the fault is."""
    if fault.lines.startswith("活动"):
        lines = [*page.head, fault.lines]
    elif fault.lines.startswith("«---"):
        lines = [*page.head, "活动:", *page.activities, *fault.lines.split("\n")]
    else:
        starts = [index for index, line in enumerate(page.activities) if line.lstrip().startswith("- ")]
        cut = rng.choice(starts)
        fault_lines = indented(fault.lines, page.indent)
        lines = [*page.head, "活动:", *page.activities[:cut], *fault_lines, *page.activities[cut:]]
    row, column = next((row, line.index("«")) for row, line in enumerate(lines) if "«" in line)
    text = page.newline.join(lines) + page.newline
    return text.replace("«", "").replace("»", ""), Place(page.path, row + 1, column + 1, fault.code)


def write(folder: Path, texts: dict[str, str]) -> None:
    for name, text in texts.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(text.encode())


@dataclass
class Outcome:
    """What the two runs told, and what the seeding says they should."""

    clean: Any
    seeded: Any
    exits: tuple[int, int]
    errors: tuple[str, str]
    faulty: list[str]
    places: list[Place]


def audited(program: Program, folder: Path, faults: tuple[Fault, ...]) -> Outcome:
    """Run over the clean files, and over the same files with the faults in some of them."""
    rng = Random(SEED + 1)
    pages = sheets()
    texts, places, faulty = {page.path: page.text() for page in pages}, [], []
    write(folder / "clean", texts)
    for page, fault in zip(rng.sample(pages, len(faults)), faults, strict=True):
        texts[page.path], place = seeded(page, fault, rng)
        places.append(place)
        faulty.append(page.id)
    write(folder / "seeded", texts)
    clean, other = (program(CHECK, folder=folder / name) for name in ("clean", "seeded"))
    told = json.loads(clean.out), json.loads(other.out)
    return Outcome(*told, (clean.exit, other.exit), (clean.err, other.err), sorted(faulty), sorted(places))


def told_places(told: Any) -> list[Place]:
    """Every error that is not a missed quota; the code of those is `pack/rule`."""
    errors = [one for one in told["findings"] if one["severity"] == "error" and "/" not in one["code"]]
    return sorted(Place(one["file"], one["line"], one["column"], one["code"]) for one in errors)


def results_of(told: Any, people: list[str]) -> list[str]:
    return [json.dumps(one, ensure_ascii=False) for one in told["results"] if one["subject"]["id"] in people]


@pytest.fixture(scope="module")
def known() -> dict[str, Outcome]:
    return {}


@pytest.fixture(params=["first", "last"])
def outcome(request: pytest.FixtureRequest, program: Program, tmp_path: Path, known: dict[str, Outcome]) -> Outcome:
    """The runs with the first twenty of the faults, and those with the last twenty; each is made once."""
    if request.param not in known:
        known[request.param] = audited(
            program, tmp_path, FAULTS[:FAULTY] if request.param == "first" else FAULTS[-FAULTY:]
        )
    return known[request.param]


def test_every_seeded_fault_is_found_once_at_its_place(outcome: Outcome) -> None:
    assert len(outcome.places) == FAULTY
    assert told_places(outcome.seeded) == outcome.places
    assert told_places(outcome.clean) == []


def test_the_exit_code_says_incomplete_and_stderr_stays_silent(outcome: Outcome) -> None:
    assert (outcome.exits, outcome.seeded["exit_code"], outcome.errors) == ((1, 3), 3, ("", ""))


def test_whoever_has_a_fault_is_undecided_by_every_rule(outcome: Outcome) -> None:
    told = [(one["subject"]["id"], one["rule"], one["period"], one["verdict"]) for one in outcome.seeded["results"]]
    expected = [(person, rule, period, "undecided") for person in outcome.faulty for rule, period in RULES]
    assert [one for one in told if one[0] in outcome.faulty or one[3] == "undecided"] == expected


def test_everybody_else_has_the_very_results_of_the_clean_folder(outcome: Outcome) -> None:
    others = [page.id for page in sheets() if page.id not in outcome.faulty]
    assert len(others) == PEOPLE - FAULTY
    assert results_of(outcome.seeded, others) == results_of(outcome.clean, others)
    assert {one["verdict"] for one in outcome.clean["results"]} >= {"met", "short"}
