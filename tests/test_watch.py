"""`check --watch`: what it shows after any change is what a fresh `check` says, and it spares what did not change."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from queue import Queue
from select import select
from shutil import rmtree
from tempfile import TemporaryDirectory
from threading import Thread
from typing import Any

import pytest
from conftest import REPOSITORY, VARIABLES, Program
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from office import LESSONS, LI, WANG, pack_of
from rich.cells import cell_len

from yanpei_audit.audit import AuditResult
from yanpei_audit.cli.commands import watch as watching
from yanpei_audit.cli.commands.check import today
from yanpei_audit.cli.commands.watched import Places, Watcher, places_of
from yanpei_audit.cli.running import audit
from yanpei_audit.cli.workplace import Options, survey
from yanpei_audit.cohort import Memory, shares
from yanpei_audit.editor import vscode_files
from yanpei_audit.editor.problems import OWNER
from yanpei_audit.report import FORMATS
from yanpei_audit.report.screen import screen
from yanpei_audit.report.view import View
from yanpei_audit.rules.rulebook import read_rulebook

CHECK = ["check", "--period", "2025-2026-1"]
PACK = pack_of({"measure": LESSONS, "at_least": 40, "title": "听课"})
BROKEN = "编号: R001\n姓名: 王芳\n活动:\n  - {类型: 听课, 日期: 2025-09-"
SECONDS = 60.0


def write(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def office(folder: Path) -> Path:
    settings_text = "packs: [own.yaml]\nas_of: 2026-01-31\n"
    return write(
        folder,
        {"yanpei.yaml": settings_text, "own.yaml": PACK, "records/王芳.yaml": WANG, "records/李建国.yaml": LI},
    )


# What a fresh audit says, however the folder came to be as it is.

RECORDS = ("a.yaml", "王 芳.yaml", "深/b.yaml", "深/c.yaml", "notes.txt")
FIVE = "".join(f"  - {{类型: 听课, 日期: 2025-09-{day:02d}, 学校: A区小学}}\n" for day in range(1, 7))
ZHAO = f"编号: R003\n姓名: 赵敏\n活动:\n{FIVE}"
ZHOU = f"编号: R004\n姓名: 周强\n活动:\n{FIVE}"
SLIPPED = ZHOU.replace("编号: ", "编号：")
LOOKALIKE = "编号: R008\n姓名: 周强\n活动:\n  - {类型: 听课, 日期: 2025-09-09, 学校: Ａ区 小学}\n"
TEXTS = (
    WANG,
    LI,
    WANG.replace("王芳", "王 芳"),
    WANG.replace("节数: 31", "节数: 40"),
    LI.replace("R002", "R001"),
    LOOKALIKE,
    ZHAO,
    ZHOU,
    SLIPPED,
    f"姓名: 无名\n活动:\n{FIVE}",
    BROKEN,
    "",
)
OFFICE = {
    "own.yaml": (PACK, PACK.replace("40", "31"), PACK.replace("听课", "评课"), "pack: [", ""),
    "yanpei.yaml": (
        "packs: [own.yaml]\n",
        "packs: [own.yaml]\nkinds:\n  - {name: 走访, en: visit}\n",
        "packs: [none]\n",
    ),
    "registry/people.yaml": (
        "人员名册:\n  - {编号: R001, 姓名: 王芳}\n  - {编号: R009, 姓名: 缺席}\n",
        "人员名册: 1\n",
    ),
    "registry/schools.yaml": ("学校名册:\n  - {名称: 城关一小, 别名: [城一]}\n",),
    "calendar.yaml": ("学期表:\n  - {学期: 2025-2026-1, 起: 2025-09-08, 止: 2026-01-16}\n", "学期表: x\n"),
    "exemptions.yaml": (
        "豁免:\n  - {人员: R001, 规则: own/rule-1, 效力: 免除, 事由: 病, 批准人: 甲, 文号: 1, 起: 2025-09-01, 止: 2026-01-31}\n",
    ),
}
EDITS = st.one_of(
    st.tuples(st.just("write"), st.sampled_from(RECORDS).map("records/{}".format), st.sampled_from(TEXTS)),
    st.tuples(st.just("write"), st.sampled_from(RECORDS).map("records/{}".format), st.sampled_from(TEXTS)),
    st.tuples(st.just("spoil"), st.sampled_from(RECORDS).map("records/{}".format), st.just("")),
    st.sampled_from([("write", name, text) for name, texts in OFFICE.items() for text in texts]),
    st.tuples(
        st.sampled_from(("delete", "link")),
        st.sampled_from([*(f"records/{name}" for name in RECORDS), *OFFICE]),
        st.just(""),
    ),
    st.sampled_from([("move", "records/深", "records/浅"), ("move", "records/浅", "records/深"), ("forget", "", "")]),
)


def edit(folder: Path, what: str, name: str, text: str) -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    match what:
        case "write":
            path.unlink(missing_ok=True)
            path.write_text(text, encoding="utf-8")
        case "spoil":
            path.unlink(missing_ok=True)
            path.write_bytes(WANG.encode("gb18030"))
        case "delete":
            path.unlink(missing_ok=True)
        case "link":
            path.unlink(missing_ok=True)
            path.symlink_to(folder / "own.yaml")
        case "move" if path.exists() and not (folder / text).exists():
            path.rename(folder / text)
        case "forget":
            read_rulebook.cache_clear()


def as_json(folder: Path, memory: Memory | None = None) -> str:
    place = survey(Options((str(folder),), period="2025-2026-1"), today(), detail=True)
    result = audit(place, "1", show_progress=False, memory=memory)
    return str(FORMATS["json"].render(result, View(root=place.shown_root)))


def codes(text: str) -> list[str]:
    return [found["code"] for found in json.loads(text)["findings"]]


@pytest.mark.unmeasured
@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(EDITS, min_size=6, max_size=9))
def test_after_any_edits_a_watch_says_what_a_fresh_audit_says(edits: list[tuple[str, str, str]]) -> None:
    with TemporaryDirectory() as made:
        folder, memory = office(Path(made).resolve()), Memory()
        as_json(folder, memory)
        for one in edits:
            edit(folder, *one)

            assert as_json(folder, memory) == as_json(folder)


def test_what_crosses_files_is_told_again_though_none_of_them_changed(tmp_path: Path) -> None:
    folder, memory = office(tmp_path), Memory()
    files = {f"records/{n}.yaml": ZHAO.replace("R003", f"R00{n}").replace("赵敏", f"赵{n}") for n in (5, 6)}
    write(folder, {**files, "records/7.yaml": ZHOU.replace("R004", "R003"), "records/8.yaml": LOOKALIKE})
    first = as_json(folder, memory)

    assert ([as_json(folder, memory) for _again in range(2)], {"YA505", "YA508"} - set(codes(first))) == (
        [first, first],
        set(),
    )


def test_what_did_not_change_is_not_audited_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, memory = office(tmp_path), Memory()
    audited: list[list[str]] = []
    real = shares.audit_group

    def noted(group: Any, *arguments: Any) -> Any:
        audited[-1] += [file.shown for file in group]
        return real(group, *arguments)

    monkeypatch.setattr(shares, "audit_group", noted)
    changes: list[dict[str, str]] = [
        {},
        {"records/王芳.yaml": WANG},
        {"records/王芳.yaml": WANG.replace("31", "40")},
        {"records/赵敏.yaml": ZHAO},
        {"own.yaml": PACK.replace("40", "30")},
    ]
    for files in changes:
        audited.append([])
        as_json(write(folder, files), memory)

    everybody = ["records/李建国.yaml", "records/王芳.yaml", "records/赵敏.yaml"]
    assert audited == [everybody[:2], [], ["records/王芳.yaml"], ["records/赵敏.yaml"], everybody]


# What a watch says, round by round; the rounds are played, without a watcher.

Step = Callable[[], Sequence[Path]]


@pytest.fixture
def watch(program: Program, monkeypatch: pytest.MonkeyPatch) -> Program:
    def call(arguments: Sequence[str], steps: Sequence[Step], **options: Any) -> Any:
        left = iter(steps)

        class Played(Watcher):
            def follow(self, _places: Places) -> bool:
                return False

            def wait(self, _places: Places) -> set[Path]:
                if (step := next(left, None)) is None:
                    raise KeyboardInterrupt
                return set(step())

        monkeypatch.setattr(watching, "Watcher", Played)
        monkeypatch.setattr(watching, "import_module", lambda name: name)
        monkeypatch.setattr(watching, "_clock", lambda: "[10:20:30]")
        return program([*CHECK, "--watch", *arguments], **options)

    return call


def saved(folder: Path, files: dict[str, str]) -> Step:
    return lambda: [write(folder, files) / name for name in files]


def fresh(program: Program, folder: Path, *arguments: str) -> str:
    return program([*CHECK, *arguments], folder=folder).out


def test_every_round_is_a_check_between_two_lines(tmp_path: Path, program: Program, watch: Program) -> None:
    folder = office(tmp_path / "县 教研室")
    before = fresh(program, folder)
    said = watch([], [saved(folder, {"records/王芳.yaml": BROKEN}), saved(folder, {"own.yaml": PACK})], folder=folder)
    after = fresh(program, folder)

    begins, ends = "[10:20:30] 开始审核\n", "[10:20:30] 审核完毕：问题 1 条，2 人"
    tail = "；保存后自动再审核，按 Ctrl+C 结束\n"
    rounds = [
        f"{before}{ends}{tail}",
        f"{after}{ends}；刚改的 records/王芳.yaml 有 1 条{tail}",
        f"{after}{ends}；刚改的 own.yaml 有 0 条{tail}",
    ]
    assert (said.exit, said.err, said.out) == (3, "", "".join(begins + one for one in rounds))


def test_files_are_written_every_round_and_english_is_spoken(tmp_path: Path, program: Program, watch: Program) -> None:
    folder = office(tmp_path)
    many = {f"records/{name}.yaml": ZHAO.replace("R003", name) for name in ("R5", "R6", "R7", "R8")}
    output = ["--lang", "en", "--output", "json=out.json"]
    said = watch(output, [saved(folder, many)], folder=folder)

    ends = "; audits again whatever is saved, Ctrl+C ends"
    several = "4 files just changed, such as records/R5.yaml, records/R6.yaml, records/R7.yaml"
    assert (
        [line for line in said.out.split("\n") if line.startswith("[")],
        (folder / "out.json").read_text(encoding="utf-8"),
    ) == (
        [
            "[10:20:30] Auditing",
            f"[10:20:30] Audited: 1 findings, 2 people{ends}",
            "[10:20:30] Auditing",
            f"[10:20:30] Audited: 8 findings, 6 people; 7 of them in {several}{ends}",
        ],
        fresh(program, folder, "--format", "json", "--lang", "en"),
    )


def test_a_mistake_waits_until_it_is_put_right_but_not_the_first_time(tmp_path: Path, watch: Program) -> None:
    folder = office(tmp_path)

    def moved(name: str, other: str) -> Step:
        return lambda: [(folder / name).rename(folder / other)]

    steps = [moved("records", "gone"), moved("gone", "records")]
    said, wrong = watch(["records"], steps, folder=folder), watch(["gone"], steps, folder=folder)

    assert (
        [line for line in said.out.split("\n") if line.startswith("[")],
        said.exit,
        (wrong.exit, wrong.out, wrong.err),
    ) == (
        [
            "[10:20:30] 开始审核",
            "[10:20:30] 审核完毕：问题 1 条，2 人；保存后自动再审核，按 Ctrl+C 结束",
            "[10:20:30] 没有审核：没有“records”这个文件或文件夹；检查写法和所在文件夹；改好后自动再审核，按 Ctrl+C 结束",
            "[10:20:30] 开始审核",
            "[10:20:30] 审核完毕：问题 1 条，2 人；刚改的 records 有 0 条；保存后自动再审核，按 Ctrl+C 结束",
        ],
        1,
        (2, "", "用法错误：没有“gone”这个文件或文件夹；检查写法和所在文件夹\n"),
    )


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--quiet"], "用法错误：--watch 是为了看结果，不能加 --quiet"),
        (["--statistics", "--lang", "en"], "Usage error: --watch shows results and goes without --statistics"),
        (["--format", "json"], "用法错误：--watch 只显示 table 或 text；json 请写到文件：--output json=文件"),
        (["--format", "textt"], "用法错误：格式里没有“textt”；是不是“text”？可用："),
        (["--output", "html"], "用法错误：--output 要写成 格式=文件，例如 json=result.json"),
    ],
)
def test_what_makes_no_sense_is_refused(arguments: list[str], sentence: str, tmp_path: Path, watch: Program) -> None:
    said = watch(arguments, [], folder=office(tmp_path))

    assert (said.exit, said.out, said.err.split("table、")[0].strip()) == (2, "", sentence)


def test_without_its_library_it_says_what_to_install(
    tmp_path: Path, program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "watchfiles", None)
    said = program([*CHECK, "--watch"], folder=office(tmp_path))

    assert (said.exit, said.out, said.err) == (
        2,
        "",
        "用法错误：--watch 要先安装：pip install 'yanpei-audit[watch]'\n",
    )


def test_a_name_that_is_no_text_ends_the_watch_with_a_sentence(tmp_path: Path) -> None:
    folder = office(tmp_path)
    Path(os.fsdecode(os.fsencode(folder / "records") + b"/\xc0\xee")).mkdir()
    done = subprocess.run(
        [sys.executable, "-m", "yanpei_audit", *CHECK, "--watch"], cwd=folder, capture_output=True, check=False
    )

    assert (done.returncode, "名字不是 UTF-8" in done.stderr.decode()) == (3, True)


# One screen.


@cache
def result_of(folder: Path) -> AuditResult:
    place = survey(Options((str(folder),), period="2025-2026-1"), today(), detail=False)
    return audit(place, "1", show_progress=False)


def screen_of(folder: Path, changed: Sequence[str], height: int, width: int = 80) -> list[str]:
    result = result_of(folder)
    return screen(result, View(width=width), changed, "最后一行", height).split("\n")


def rows(lines: Sequence[str], width: int = 80) -> int:
    return sum(max(1, -(-cell_len(line) // width)) for line in lines)


@pytest.mark.parametrize(("height", "width"), [(8, 60), (12, 100), (24, 80), (45, 60)])
def test_a_screen_is_never_higher_than_the_terminal_and_says_what_is_cut(height: int, width: int) -> None:
    county = REPOSITORY / "examples" / "ladder"
    shown, whole = (screen_of(county, ["records/L11.yaml"], size, width) for size in (height, 10_000))
    kept = shown.index(next(line for line in shown if line.startswith("…还有")))

    assert (rows(shown, width) <= height, shown[:kept], shown[kept:]) == (
        True,
        whole[:kept],
        [f"…还有 {len(whole) - 3 - kept} 行", *whole[-3:]],
    )


def test_what_was_just_saved_comes_first_with_what_to_type_and_whose_it_is(tmp_path: Path) -> None:
    folder = write(office(tmp_path), {"records/a.yaml": BROKEN, "records/z.yaml": SLIPPED})
    shown = screen_of(folder, ["records/z.yaml"], 1000)

    assert shown[: shown.index("按规则汇总")] == [
        "2025-2026 学年第一学期（2025-09-01 至 2026-01-31），截至 2026-01-31",
        "",
        "records/z.yaml:1:3 错误[YA305] 冒号写成了“：”",
        "    编号：R004",
        "        ^^",
        "    改法：写成“编号: R004”，冒号用半角，后面空一格",
        "",
        "自定（own 2023-09-01）",
        "",
        "      听课",
        "      ≥40 节",
        "姓名  学期",
        "周强  无法判定",
        "",
        "records/a.yaml:4:5 错误[YA311] 从这里开始的括号没有关上，或里面缺少逗号",
        "      - {类型: 听课, 日期: 2025-09-",
        "        ^",
        "    改法：补上右括号，各项之间用半角逗号",
        "",
    ]


# What is watched.


def test_only_what_an_audit_reads_concerns_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = office(tmp_path / "一 处")
    write(folder, {"evidence/a.jpg": "", "records/深/b.yaml": LI, "records/.git/c": "", ".git/d": ""})
    (folder / "records" / "link").symlink_to("/", target_is_directory=True)
    monkeypatch.chdir(folder)
    place = survey(Options(rules=("own.yaml", "later/own.yaml"[6:])), today(), detail=False)
    places = places_of(place, Options(rules=("own.yaml",)), [Path("records/out.json")])
    yes = ("yanpei.yaml", "calendar.yaml", "exemptions.yaml", "own.yaml", "registry", "registry/people.yaml", "records")
    yes = (*yes, "records/a.yaml", "records/深", "records/深/b.yaml", "records/notes.txt", "")
    no = (".git/d", "records/.git/c", "records/.王芳.yaml.swp", "records/.yanpei-1.tmp", "evidence/a.jpg", "evidence")
    no = (*no, "records/out.json", "README.md", "../other.yaml")

    assert (
        [name for name in (*yes, *no) if places.concern(Path(os.path.normpath(folder / name)))],
        {path.relative_to(folder).as_posix() for path in places.folders(all_below=True)},
        {path.relative_to(folder).as_posix() for path in places.folders(all_below=False)},
    ) == (list(yes), {".", "records", "records/深"}, {".", "records"})


def test_a_place_that_is_missing_is_watched_for_from_above(tmp_path: Path) -> None:
    places = Places(frozenset([tmp_path / "x" / "own.yaml"]), frozenset([tmp_path / "y" / "z" / "records"]))
    above = places.folders()
    (tmp_path / "y").mkdir()

    assert (above, places.folders(), places.concern(tmp_path / "y"), places.concern(tmp_path / "x")) == (
        {tmp_path},
        {tmp_path, tmp_path / "y"},
        True,
        True,
    )


@pytest.mark.parametrize("all_below", [True, False])
def test_changes_are_gathered_from_the_moment_on_that_folders_are_followed(tmp_path: Path, all_below: bool) -> None:
    pytest.importorskip("watchfiles")
    records, watcher = tmp_path / "records", Watcher(all_below=all_below)
    write(tmp_path, {"records/深/a.yaml": ""})
    places = Places(frozenset(), frozenset([records]), frozenset([records / "out.json"]))
    try:
        followed = [watcher.follow(places), watcher.follow(places)]
        write(tmp_path, {"records/out.json": "", "records/.a.yaml.swp": "", "other.yaml": "", "records/深/a.yaml": "x"})
        changed = watcher.wait(places)
        (records / "深" / "a.yaml").rename(records / "b.yaml")
        moved = watcher.wait(places)
        while records / "b.yaml" not in moved:
            moved |= watcher.wait(places)
    finally:
        watcher.close()

    assert (followed, changed, moved) == (
        [True, False],
        {records / "深" / "a.yaml"},
        {records / "深" / "a.yaml", records / "b.yaml"},
    )


# Real processes.


class Process:
    """A watch in a process of its own; its lines are gathered while it runs."""

    def __init__(self, folder: Path, *arguments: str, stream: int = subprocess.PIPE, **variables: str) -> None:
        command = [sys.executable, "-m", "yanpei_audit", *CHECK, "--watch", *arguments]
        kept = {name: value for name, value in os.environ.items() if name not in VARIABLES}
        self.encoding, self.lines = variables.get("PYTHONIOENCODING", "utf-8"), Queue[str]()
        environment = {**kept, "PYTHONIOENCODING": self.encoding, **variables}
        streams = {"stdin": subprocess.DEVNULL, "stdout": stream, "stderr": subprocess.PIPE}
        # what is ignored stays so in a child, and tests that run in the background ignore Ctrl+C
        before = signal.signal(signal.SIGINT, signal.default_int_handler)
        self.process = subprocess.Popen(command, cwd=folder, env=environment, **streams)
        signal.signal(signal.SIGINT, before)
        Thread(target=self._gather, daemon=True).start()

    def _gather(self) -> None:
        for line in self.process.stdout or ():
            self.lines.put(line.decode(self.encoding).rstrip("\r\n"))

    def round(self) -> list[str]:
        """Give the lines of a round once it is over, from the one that begins it to the one that ends it."""
        lines: list[str] = []
        while not lines or " 审核完毕" not in lines[-1]:
            lines.append(self.lines.get(timeout=SECONDS))
        return lines

    def until(self, wanted: str) -> list[str]:
        """Give the first round that says something."""
        while wanted not in "\n".join(lines := self.round()):
            pass
        return lines

    def end(self) -> tuple[int, str]:
        """Give the exit code of a watch that ends by itself, and what it said of errors."""
        _out, error = self.process.communicate(timeout=SECONDS)
        return self.process.returncode, error.decode(self.encoding)


@contextmanager
def running(folder: Path, *arguments: str, **options: Any) -> Iterator[Process]:
    started = Process(folder, *arguments, **options)
    try:
        yield started
    finally:
        started.process.kill()
        started.process.communicate()


needs_system = pytest.mark.skipif(sys.platform == "win32", reason="Ctrl+C cannot be sent to a process on Windows")


@needs_system
@pytest.mark.unmeasured
def test_a_folder_with_blanks_and_chinese_is_followed_through_saves_of_every_sort_until_it_is_deleted(
    tmp_path: Path, program: Program
) -> None:
    pytest.importorskip("watchfiles")
    folder = office(tmp_path / "县 教研室")
    (folder / "records").rename(tmp_path / "records")
    with running(folder, "--output", "json=registry/结果.json", PYTHONIOENCODING="gbk") as one:
        first = one.round()
        (tmp_path / "records").rename(folder / "records")
        appeared = one.until("31/40")
        write(folder, {"records/.王芳.yaml.swp": "", "records/王芳.yaml~": WANG.replace("31", "33")})
        (folder / "records" / "王芳.yaml~").replace(folder / "records" / "王芳.yaml")
        renamed = one.until("33/40")
        write(folder, {"records/新 来/赵敏.yaml": ZHAO})
        created = one.until("6/40")
        write(folder, {"records/王芳.yaml": BROKEN})
        broken = one.until("YA311")
        write(folder, {"own.yaml": PACK.replace("40", "39")})
        ruled = one.until("6/39")
        expected = fresh(program, folder).split("\n")[:-1]
        rmtree(folder)
        ended = one.end()

    assert (
        ["YA714" in line for line in first if "records" in line],
        ["records" in lines[-1] for lines in (appeared, renamed, created, broken)],
        ruled[1:-1],
        ended,
    ) == ([True], [True] * 4, expected, (3, "当前文件夹已经不在了，不再审核\n"))


@needs_system
@pytest.mark.unmeasured
def test_a_terminal_shows_one_screen_after_another(tmp_path: Path) -> None:
    pytest.importorskip("watchfiles")
    import pty

    folder = office(tmp_path)
    ours, theirs = pty.openpty()
    with running(folder, stream=theirs, COLUMNS="80", LINES="24", TERM="xterm", NO_COLOR="1") as one:
        os.close(theirs)
        shown = read_until(ours, "按 Ctrl+C 结束")
        write(folder, {"records/.王芳.yaml": WANG.replace("31", "40")})
        (folder / "records" / ".王芳.yaml").replace(folder / "records" / "王芳.yaml")
        shown += read_until(ours, "刚改的 records/王芳.yaml 有 0 条；保存后自动再审核，按 Ctrl+C 结束")
        one.process.send_signal(signal.SIGINT)
        code = one.process.wait(SECONDS)
    os.close(ours)
    before, *screens = [page.split("\r\n") for page in re.split(r"(?:\x1b\[2J|\x1b\[H){2}", shown)]

    assert (
        code,
        before,
        {len(page) <= 24 for page in screens},
        {re.sub(r"\d\d", "00", page[-1].split("：")[0]) for page in screens},
    ) == (0, [""], {True}, {"[00:00:00] 审核完毕"})


def read_until(terminal: int, wanted: str) -> str:
    """Read what a terminal shows up to a text."""
    shown = b""
    while wanted.encode() not in shown:
        if not select([terminal], [], [], SECONDS)[0]:
            raise TimeoutError(shown)
        shown += os.read(terminal, 65536)
    return shown.decode()


# What VS Code makes of the lines.

TASKS = {task["label"]: task for task in json.loads(vscode_files()[".vscode/tasks.json"])["tasks"]}
SEVERITIES = {"error": "error", "warning": "warning", "note": "info"}


def problems_in(text: str, matchers: Sequence[dict[str, Any]]) -> list[tuple[Any, ...]]:
    """Give what the matchers of a task find: file, line, column, severity, code, message."""
    found = []
    for line in text.split("\n"):
        for matcher in matchers:
            pattern = matcher["pattern"]
            if match := re.search(pattern["regexp"], line):
                part = {name: match[pattern[name]] for name in ("file", "line", "column", "code", "message")}
                place = (part["file"], int(part["line"]), int(part["column"]))
                found.append((*place, matcher["severity"], part["code"], part["message"]))
    return found


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("folder", ["school", "ladder", "slips", "office"])
def test_vscode_finds_every_finding_once_and_nothing_else(
    folder: str, language: str, tmp_path: Path, program: Program
) -> None:
    if folder == "office":
        strange = {"records/王 芳.yaml": SLIPPED, "records/说 明.txt": "", "records/空 的.yaml": ""}
        place = write(office(tmp_path / "县 教研室"), strange)
        (place / "records" / "链接.yaml").symlink_to(place / "own.yaml")
    else:
        place = REPOSITORY / "examples" / folder
    told = {
        form: program(["check", ".", "--lang", language, "--format", form], folder=place).out
        for form in ("text", "json")
    }

    assert sorted(problems_in(told["text"], TASKS["审核"]["problemMatcher"])) == sorted(
        (
            *(one[name] for name in ("file", "line", "column")),
            SEVERITIES[one["severity"]],
            *(one[name] for name in ("code", "message")),
        )
        for one in json.loads(told["json"])["findings"]
    )


@pytest.mark.parametrize("language", ["zh", "en"])
def test_vscode_sees_where_a_round_begins_and_ends(language: str, tmp_path: Path, watch: Program) -> None:
    folder = office(tmp_path)
    steps = [saved(folder, {"records/王芳.yaml": BROKEN}), lambda: [(folder / "records").rename(folder / "gone")]]
    said = watch(["records", "--lang", language], steps, folder=folder)
    (background,) = (one["background"] for one in TASKS["边改边审"]["problemMatcher"] if "background" in one)
    begins, ends = (re.compile(background[name]) for name in ("beginsPattern", "endsPattern"))
    lines = said.out.split("\n")

    assert "".join("<" * bool(begins.search(line)) + ">" * bool(ends.search(line)) for line in lines) == "<><>>"


def test_the_tasks_run_what_the_matchers_read() -> None:
    assert [
        (
            label,
            [task["command"], *task["args"]],
            task.get("isBackground", False),
            {(one["owner"], *one["fileLocation"]) for one in task["problemMatcher"]},
        )
        for label, task in TASKS.items()
    ] == [
        ("审核", ["yanpei-audit", "check", "--format", "text"], False, {(OWNER, "relative", "${workspaceFolder}")}),
        (
            "边改边审",
            ["yanpei-audit", "check", "--format", "text", "--watch"],
            True,
            {(OWNER, "relative", "${workspaceFolder}")},
        ),
    ]
