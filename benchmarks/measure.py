"""Measure the targets as ratios inside one run, and print them as a table and, with --json, as JSON.

Commands are run in turn, in an order shuffled each round; a ratio is taken in each round and the median reported.
Peers that are installed beside us (yamllint, check-jsonschema) get a row of their own.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import corpus

HERE = Path(__file__).parent
PYTHON = sys.executable
# What a console script does, without the launcher's own imports, which differ between installers.
PROGRAM = [PYTHON, "-c", "from yanpei_audit.cli import main; main()"]
PERIOD = ["--period", "2025-2026-1"]
# As installed: with the compiled modules that pip writes.
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


@dataclass(frozen=True)
class Run:
    """What one command took: seconds of wall time, and the peak of its largest process in MB."""

    seconds: float
    megabytes: float


@dataclass(frozen=True)
class Row:
    """One target: what is compared, the ratio measured, and the most it may be (or, for peers, the least)."""

    what: str
    ratio: float
    target: str


class Bench:
    """The corpora, made once, and the commands over them."""

    def __init__(self, folder: Path, rounds: int) -> None:
        self.folder = folder
        self.rounds = rounds

    def corpus(self, people: int, *, faulty: bool = False) -> str:
        """Make a corpus unless it is there; a faulty one has an impossible date in every file."""
        folder = self.folder / f"{people}{'-faulty' if faulty else ''}"
        if not folder.exists():
            corpus.write(folder, people)
            for path in folder.rglob("*.yaml") if faulty else ():
                path.write_text(
                    path.read_text(encoding="utf-8").replace("日期: 2025-10-1", "日期: 2025-13-1", 1), encoding="utf-8"
                )
        return str(folder)

    def check(self, people: int, *options: str, faulty: bool = False) -> list[str]:
        """Give the command that audits a corpus."""
        return [*PROGRAM, "check", self.corpus(people, faulty=faulty), *PERIOD, *options]

    def runs(self, *commands: Sequence[str], rounds: int | None = None) -> list[list[Run]]:
        """Run commands in turn, shuffled each round; the first round only warms the disk."""
        found: list[list[Run]] = [[] for _ in commands]
        for turn in range((rounds or self.rounds) + 1):
            order = list(range(len(commands)))
            random.Random(turn).shuffle(order)
            for number in order:
                one = run(commands[number])
                if turn:
                    found[number].append(one)
        return found

    def ratio(self, command: Sequence[str], other: Sequence[str], rounds: int | None = None) -> float:
        """Give the median of wall time over wall time, round by round."""
        ours, theirs = self.runs(command, other, rounds=rounds)
        return statistics.median(one.seconds / two.seconds for one, two in zip(ours, theirs, strict=True))


def run(command: Sequence[str]) -> Run:
    """Run a command to its end, output thrown away."""
    started = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=ENVIRONMENT)
    _pid, _status, usage = os.wait4(process.pid, 0)
    process.returncode = 0
    return Run(time.perf_counter() - started, usage.ru_maxrss / 1024)


def throughput(bench: Bench) -> list[Row]:
    """Hold cold checks against the yardstick, and sizes against each other."""
    yardstick = [PYTHON, str(HERE / "yardstick.py"), bench.corpus(2000)]
    one, two, script = bench.runs(bench.check(2000, "--jobs", "1"), bench.check(2000, "--jobs", "2"), yardstick)
    report = [*PROGRAM, "report", bench.corpus(2000), *PERIOD, "--jobs", "1", "--out", str(bench.folder / "report")]

    def written(form: str) -> list[str]:
        return bench.check(2000, "--jobs", "1", "-q", "--output", f"{form}={bench.folder / f'page.{form}'}")

    small, large = bench.runs(bench.check(200, "--jobs", "1"), bench.check(10_000, "--jobs", "1"), rounds=1)
    cold = median(one)
    return [
        Row("cold check, 2,000 files, 1 process / yardstick", cold / median(script), "≤ 0.50"),
        Row("cold check, 2,000 files, 2 processes / yardstick", median(two) / median(script), "≤ 0.28"),
        Row("peak memory, 10,000 files / 200 files", large[0].megabytes / small[0].megabytes, "≤ 1.3"),
        Row("cold time a file, 10,000 files / 2,000 files", large[0].seconds / 5 / cold, "≤ 1.1"),
        Row(
            "all files faulty / none, 200 files",
            bench.ratio(bench.check(200, "--jobs", "1", faulty=True), bench.check(200, "--jobs", "1")),
            "≤ 1.3",
        ),
        *(
            Row(
                f"{name} / cold check, 2,000 files",
                bench.ratio(command, bench.check(2000, "--jobs", "1"), rounds=1),
                "",
            )
            for name, command in (("report", report), ("html", written("html")), ("xlsx", written("xlsx")))
        ),
    ]


def start_up(bench: Bench) -> list[Row]:
    """Hold small commands against a bare interpreter."""
    bare = [PYTHON, "-c", "pass"]
    one_file = [*PROGRAM, "check", str(next(Path(bench.corpus(200)).rglob("*.yaml"))), *PERIOD]
    rounds = max(9, bench.rounds)
    return [
        Row("--version / bare python", bench.ratio([*PROGRAM, "--version"], bare, rounds), "≤ 1.5"),
        Row("--help / bare python", bench.ratio([*PROGRAM, "--help"], bare, rounds), "≤ 7"),
        Row("check of one file / bare python", bench.ratio(one_file, bare, rounds), "≤ 17"),
    ]


def importing(bench: Bench) -> list[Row]:
    """Hold an import of 5,000 rows for 200 people against reading them and one check of the records."""
    book = corpus.workbook(bench.folder / "rows.xlsx", rows=5000, people=200)
    read = f"import python_calamine as c; c.load_workbook({str(book)!r}).get_sheet_by_index(0).to_python()"
    ours = [*PROGRAM, "import", str(book), "--records", bench.corpus(200)]
    reading, checking, shown = bench.runs([PYTHON, "-c", read], bench.check(200, "--jobs", "1"), ours)
    ratios = [
        three.seconds / (one.seconds + two.seconds) for one, two, three in zip(reading, checking, shown, strict=True)
    ]
    return [Row("import of 5,000 rows / reading them + cold check", statistics.median(ratios), "≤ 3")]


def watching(bench: Bench) -> list[Row]:
    """Hold the time from saving one file of 200 until its result is shown against a cold check of them all."""
    command = bench.check(200, "--jobs", "1")
    (cold,) = bench.runs(command)
    path = next(Path(bench.corpus(200)).rglob("*.yaml"))
    text, seconds = path.read_text(encoding="utf-8"), []
    with subprocess.Popen([*command, "--watch", "--lang", "en"], stdout=subprocess.PIPE, env=ENVIRONMENT) as watch:
        _until_audited(watch)
        for turn in range(bench.rounds):
            path.write_text(text.replace("节数: 1", f"节数: {turn + 2}", 1), encoding="utf-8")
            started = time.perf_counter()
            _until_audited(watch)
            seconds.append(time.perf_counter() - started)
        watch.terminate()
    path.write_text(text, encoding="utf-8")
    return [Row("--watch, one file of 200 saved / cold check", statistics.median(seconds) / median(cold), "≤ 0.1")]


def _until_audited(watch: subprocess.Popen[bytes]) -> None:
    """Read what a watch says until it has said all of one round."""
    for line in watch.stdout or ():
        if b"] Audited" in line:
            return


def peers(bench: Bench) -> list[Row]:
    """Hold peers that are installed against a cold check of 200 files."""
    ours = bench.check(200, "--jobs", "1")
    rows = []
    if yamllint := shutil.which("yamllint", path=str(Path(PYTHON).parent)):
        rows.append(
            Row(
                "yamllint / cold check, 200 files",
                bench.ratio([yamllint, "-d", "relaxed", bench.corpus(200)], ours, 1),
                "≥ 30",
            )
        )
    if checker := shutil.which("check-jsonschema", path=str(Path(PYTHON).parent)):
        schema = bench.folder / "any.schema.json"
        schema.write_text('{"type": "object"}', encoding="utf-8")
        files = [str(path) for path in Path(bench.corpus(200)).rglob("*.yaml")]
        rows.append(
            Row(
                "check-jsonschema / cold check, 200 files",
                bench.ratio([checker, "--schemafile", str(schema), *files], ours, 1),
                "≥ 25",
            )
        )
    return rows


def median(runs: Sequence[Run]) -> float:
    """Give the median of wall times."""
    return statistics.median(one.seconds for one in runs)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    parser.add_argument("--folder", type=Path, help="where the corpora are kept (a temporary folder without it)")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        bench = Bench(options.folder or Path(temporary), options.rounds)
        rows = [*start_up(bench), *throughput(bench), *importing(bench), *watching(bench), *peers(bench)]
    if options.json:
        print(json.dumps([asdict(row) for row in rows], ensure_ascii=False, indent=1))
        return
    for row in rows:
        print(f"{row.what:<52} {row.ratio:8.3f}   {row.target}")


if __name__ == "__main__":
    main()
