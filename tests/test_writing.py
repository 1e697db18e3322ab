"""Writing into record files: killed, refused, raced or repeated, a file is the old one or the new one."""

from __future__ import annotations

import errno
import io
import json
import os
import re
import shutil
import signal
import socket
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from itertools import chain, count
from pathlib import Path
from typing import Any, NamedTuple, NoReturn

import pytest
from conftest import REPOSITORY, Program, Said

from yanpei_audit.cli.door import run
from yanpei_audit.desk import writing

fcntl, resource = pytest.importorskip("fcntl"), pytest.importorskip("resource")  # the rest is for Unix

OLD_TEXT = """\
编号：R001  # 见花名册
姓名: 王芳
活动:

  - 类型: 听课
\u3000\u3000日期: 2025年9月9日
    学校: 城关一小   # 已核实
    证据: [甲.jpg，乙.jpg]
  -{类型: 讲座, 日期: 2025-12-03, 主题：“双减”}
"""
NEW_TEXT = """\
编号: R001  # 见花名册
姓名: 王芳
活动:

  - 类型: 听课
    日期: 2025-09-09
    学校: 城关一小   # 已核实
    证据: [甲.jpg, 乙.jpg]
  - {类型: 讲座, 日期: 2025-12-03, 主题: “双减”}
"""
OLD, NEW = OLD_TEXT.encode(), NEW_TEXT.encode()
GOOD = "编号: R002\n姓名: 李明\n活动: []\n".encode()
PLACE = re.compile(r"^(\S+?):(\d+):(\d+) \S+\[(YA\d+)\]", re.MULTILINE)


def write(folder: Path, **files: bytes) -> Path:
    """Write record files, and give their folder."""
    records = folder / "records"
    records.mkdir(exist_ok=True)
    for name, data in files.items():
        (records / f"{name}.yaml").write_bytes(data)
    return records


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def places(said: Said) -> list[tuple[str, ...]]:
    """Give what a run complained of: file, line, column and code."""
    assert "Traceback" not in said.err
    return [found.groups() for found in PLACE.finditer(said.err)]


# ---- killed ----------------------------------------------------------------------------------------------------------

CHANGING = frozenset({"open", "write", "flush", "close", "fsync", "chmod", "fchmod", "replace", "rename", "unlink"})


def changes_files(function: Any) -> bool:
    """Say whether a built-in function opens, writes, names or removes files."""
    owner = getattr(function, "__self__", None)
    of_system = getattr(owner, "__name__", "") in {"posix", "io", "_io"}
    return function.__name__ in CHANGING and (of_system or isinstance(owner, io.IOBase))


Writer = Callable[[Path, bytes, bytes], None]


def start(act: Callable[[], int]) -> int:
    """Start something in a process of its own, silently."""
    child = os.fork()
    if child == 0:
        try:
            sys.stdout, sys.stderr = io.StringIO(), io.StringIO()
            os._exit(act())
        finally:
            os._exit(99)
    return child


def end_of(child: int) -> int:
    """Wait for a process, and give its exit code, or less than 0 if it was killed."""
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def killed_at(number: int, writer: Writer) -> Writer:
    """Let this process kill itself at the n-th moment before or after a call of the writer that changes files."""
    left = number

    def watch(_frame: object, event: str, function: Any) -> None:
        nonlocal left
        if event in {"c_call", "c_return"} and changes_files(function):
            left -= 1
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)

    def watched(path: Path, old: bytes, new: bytes) -> None:
        sys.setprofile(watch)
        writer(path, old, new)
        sys.setprofile(None)

    return watched


def killed_within(size: int, writer: Writer) -> Writer:
    """Let the system kill this process in the middle of a write, when a file holds `size` bytes."""

    def limited(path: Path, old: bytes, new: bytes) -> None:
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
        signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
        writer(path, old, new)

    return limited


class Kills(NamedTuple):
    """How often `fmt` was killed, how often a file was then neither old nor new, and what was left beside it."""

    tried: int
    lost: int
    leftovers: list[list[str]]


def killed_everywhere(folder: Path, writer: Writer, after: Callable[[], None]) -> Kills:
    """Kill `fmt` within a write, and at each moment of its writing until it comes to its end."""
    sizes = (0, 1, len(NEW) // 2, len(NEW) - 1)
    deaths = chain((killed_within(size, writer) for size in sizes), (killed_at(number, writer) for number in count(1)))
    lost, leftovers = 0, []
    for dying in deaths:
        write(folder, a=OLD, b=OLD)
        ended = end_of(start(partial(fmt_that_writes_by, dying)))
        if ended == 0:
            break
        assert ended in {-signal.SIGKILL, -signal.SIGXFSZ}
        found = contents(folder / "records")
        lost += not {found.pop("a.yaml"), found.pop("b.yaml")} <= {OLD, NEW}
        leftovers.append(list(found))
        after()
        for name in found:
            (folder / "records" / name).unlink()
    return Kills(len(leftovers), lost, leftovers)


def fmt_that_writes_by(writer: Writer) -> int:
    writing.replace_file = writer  # type: ignore[assignment]
    return run(["fmt", "records"])


@pytest.fixture
def forked(tmp_path: Path, program: Program, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to work in, after everything that a run imports is there: a child need not."""
    program(["fmt", str(write(tmp_path, a=OLD))])
    program(["check", "records", "--period", "2025-2026-1", "--format", "json"], folder=tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.unmeasured
def test_killed_at_any_moment_a_file_is_the_old_one_or_the_new_one(forked: Path, program: Program) -> None:
    def try_again() -> None:
        before = contents(forked / "records")
        said = program(["fmt", "records"])
        after = contents(forked / "records")

        assert (said.exit, said.err, after) == (0, "", {**before, "a.yaml": NEW, "b.yaml": NEW})

    kills = killed_everywhere(forked, writing.replace_file, try_again)
    left = [name for names in kills.leftovers for name in names]
    for name in left:
        (forked / "records" / name).write_bytes(NEW[:20])
    said = program(["check", "records", "--period", "2025-2026-1", "--format", "json"])
    warned = [(one["severity"], one["file"]) for one in json.loads(said.out)["findings"] if one["code"] == "YA806"]

    assert (kills.tried > 20, kills.lost, bool(left)) == (True, 0, True), kills
    assert warned == sorted(("warning", f"records/{name}") for name in left)


def test_the_same_harness_sees_what_plain_writing_loses(forked: Path) -> None:
    def plainly(path: Path, _old: bytes, new: bytes) -> None:
        path.write_text(new.decode(), encoding="utf-8")

    kills = killed_everywhere(forked, plainly, lambda: None)

    assert (kills.tried > 5, kills.lost > 0, [names for names in kills.leftovers if names]) == (True, True, [])


def test_an_interruption_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(_descriptor: int) -> NoReturn:
        raise KeyboardInterrupt

    write(tmp_path, a=OLD)
    monkeypatch.setattr(os, "fsync", interrupt)
    said = program(["fmt", "records"], folder=tmp_path)

    assert (said.exit, contents(tmp_path / "records")) == (130, {"a.yaml": OLD})


# ---- refused by the system -------------------------------------------------------------------------------------------


class Refusals:
    """Counts the calls by which a file is written, and lets the system refuse one of them."""

    def __init__(self, patch: pytest.MonkeyPatch, number: int = 0, code: int = 0) -> None:
        self.calls: list[str] = []
        self.number = number
        self.code = code
        for name in ("open", "fsync", "chmod", "fchmod", "replace", "rename"):
            patch.setattr(os, name, self.counted(name, getattr(os, name)))
        patch.setattr(os, "fdopen", self.fdopen)

    def counted(self, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **options: Any) -> Any:
            self.count(name)
            return function(*arguments, **options)

        return call

    def count(self, name: str) -> None:
        self.calls.append(name)
        if len(self.calls) == self.number:
            raise OSError(self.code, os.strerror(self.code))

    def fdopen(self, descriptor: int, *_options: Any) -> io.BufferedWriter:
        count = self.count

        class Raw(io.FileIO):
            def write(self, data: Any, /) -> int:
                count("write")
                return super().write(data)

        return io.BufferedWriter(Raw(descriptor, "wb"))


@contextmanager
def while_writing(monkeypatch: pytest.MonkeyPatch, prepare: Callable[[pytest.MonkeyPatch], object]) -> Iterator[None]:
    """Prepare something for each time that `fmt` writes a file, and undo it right after."""
    replace_file = writing.replace_file

    def prepared(path: Path, old: bytes, new: bytes) -> None:
        with monkeypatch.context() as patch:
            prepare(patch)
            replace_file(path, old, new)

    with monkeypatch.context() as outer:
        outer.setattr(writing, "replace_file", prepared)
        yield


def writing_calls(folder: Path, program: Program, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Give the calls by which `fmt` writes one file."""
    write(folder, a=OLD)
    counted: list[Refusals] = []
    with while_writing(monkeypatch, lambda patch: counted.append(Refusals(patch))):
        program(["fmt", "records"], folder=folder)
    return counted[0].calls


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EROFS, errno.EACCES], ids=errno.errorcode.get)
def test_whatever_the_system_refuses_leaves_the_old_file_and_a_finding(
    code: int, tmp_path: Path, program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = writing_calls(tmp_path, program, monkeypatch)
    replaced = calls.index("replace") + 1
    outcomes = []
    for number in range(1, len(calls) + 1):
        write(tmp_path, a=OLD)
        with while_writing(monkeypatch, partial(Refusals, number=number, code=code)):
            said = program(["fmt", "records"], folder=tmp_path)
        told = (os.strerror(code) in said.err) if number <= replaced else said.err == ""
        outcomes.append((calls[number - 1], said.exit, places(said), told, contents(tmp_path / "records")))

    again = replaced - 2  # the last look at the file, before it is replaced
    assert calls[again] == "open"
    assert outcomes == [
        (call, 3, [("records/a.yaml", "1", "1", "YA204" if number == again else "YA803")], True, {"a.yaml": OLD})
        if number < replaced
        else (call, 0, [], True, {"a.yaml": NEW})
        for number, call in enumerate(calls)
    ]


@pytest.mark.parametrize("size", [0, 1, 100])
def test_a_disk_that_fills_within_a_write_leaves_the_old_file(size: int, tmp_path: Path, program: Program) -> None:
    write(tmp_path, a=OLD, b=GOOD)
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, limits[1]))
    try:
        said = program(["fmt", "records"], folder=tmp_path)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)

    assert (said.exit, places(said)) == (3, [("records/a.yaml", "1", "1", "YA803")])
    assert contents(tmp_path / "records") == {"a.yaml": OLD, "b.yaml": GOOD}


def test_a_file_that_cannot_be_written_keeps_no_other_from_being_written(
    tmp_path: Path, program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, a=OLD, b=OLD, c=OLD)
    numbers = iter((0, 2, 0))
    with while_writing(monkeypatch, lambda patch: Refusals(patch, next(numbers), errno.ENOSPC)):
        said = program(["fmt", "records"], folder=tmp_path)

    assert (said.exit, places(said)) == (3, [("records/b.yaml", "1", "1", "YA803")])
    assert contents(tmp_path / "records") == {"a.yaml": NEW, "b.yaml": OLD, "c.yaml": NEW}


# ---- changed by others -----------------------------------------------------------------------------------------------

THEIRS = OLD.replace("王芳".encode(), "王方".encode())


def edit(path: Path) -> None:
    """Change a file so that neither its size nor its times tell."""
    status = path.stat()
    path.write_bytes(THEIRS)
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))


def replace_by_another(path: Path) -> None:
    other = path.with_suffix(".new")
    other.write_bytes(THEIRS)
    other.replace(path)


def replace_by_a_link(path: Path) -> None:
    target = path.parents[1] / "target"
    target.write_bytes(OLD)
    path.unlink()
    path.symlink_to(target)


def replace_by_a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def replace_by_a_pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


@pytest.mark.parametrize(
    ("change", "code", "left"),
    [
        (edit, "YA802", THEIRS),
        (replace_by_another, "YA802", THEIRS),
        (replace_by_a_link, "YA202", OLD),
        (replace_by_a_folder, "YA205", None),
        (replace_by_a_pipe, "YA205", None),
        (Path.unlink, "YA203", None),
    ],
)
def test_what_others_do_meanwhile_is_kept(
    change: Callable[[Path], None],
    code: str,
    left: bytes | None,
    tmp_path: Path,
    program: Program,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = write(tmp_path, a=OLD) / "a.yaml"
    changed: list[tuple[int, int]] = []

    def meanwhile(_patch: pytest.MonkeyPatch) -> None:
        change(path)
        changed.append(identity(path))

    with while_writing(monkeypatch, meanwhile):
        said = program(["fmt", "records"], folder=tmp_path)

    assert (said.exit, places(said)) == (3, [("records/a.yaml", "1", "1", code)])
    assert ([identity(path)], path.read_bytes() if path.is_file() else None) == (changed, left)


def identity(path: Path) -> tuple[int, int]:
    """Tell a file from any other that could take its place; nothing there is something too."""
    return (path.lstat().st_ino, path.lstat().st_mode) if os.path.lexists(path) else (0, 0)


def test_two_runs_at_once_lose_nothing(forked: Path) -> None:
    for _round in range(3):
        write(forked, **{f"{number:02}": OLD for number in range(20)})
        (forked / "records" / "a.yaml").unlink(missing_ok=True)
        gate = os.pipe()

        def twice(name: str, gate: tuple[int, int] = gate) -> Callable[[], int]:
            def act() -> int:
                os.close(gate[1])
                os.read(gate[0], 1)  # until both are there
                codes = [run(["fmt", "records"]) for _time in range(2)]
                Path(name).write_text(sys.stderr.getvalue(), encoding="utf-8")  # type: ignore[attr-defined]
                return max(codes)

            return act

        children = [start(twice(name)) for name in ("first.txt", "second.txt")]
        for end in gate:
            os.close(end)
        exits = {end_of(child) for child in children}
        said = [Path(name).read_text(encoding="utf-8") for name in ("first.txt", "second.txt")]
        codes = {place[3] for text in said for place in PLACE.findall(text)}

        assert (exits <= {0, 3}, codes <= {"YA802", "YA804"}, (3 in exits) == bool(codes)) == (True, True, True), said
        assert contents(forked / "records") == {f"{number:02}.yaml": NEW for number in range(20)}


def test_a_folder_that_another_process_writes_in_is_left_alone(
    forked: Path, program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    records = write(forked, a=OLD)
    ready, done = os.pipe(), os.pipe()

    def hold() -> int:
        os.close(done[1])
        fcntl.flock(os.open(records, os.O_RDONLY), fcntl.LOCK_EX)
        os.write(ready[1], b"!")
        os.read(done[0], 1)  # until the other end is closed
        return 0

    child = start(hold)
    os.read(ready[0], 1)
    monkeypatch.setattr(writing, "SECONDS_TO_WAIT", 0.2)
    said = program(["fmt", "records"])
    held = (said.exit, places(said), contents(records))
    os.close(done[1])
    end_of(child)
    for end in (*ready, done[0]):
        os.close(end)

    assert held == (3, [("records/a.yaml", "1", "1", "YA804")], {"a.yaml": OLD})
    assert (program(["fmt", "records"]).exit, contents(records)) == (0, {"a.yaml": NEW})


# ---- files of every sort ---------------------------------------------------------------------------------------------


def link(path: Path) -> None:
    (path.parents[1] / "target.txt").write_bytes(OLD)
    path.symlink_to("../target.txt")


def broken_link(path: Path) -> None:
    path.symlink_to("nowhere")


def two_names(path: Path) -> None:
    path.write_bytes(OLD)
    path.with_name("other.txt").hardlink_to(path)


@pytest.mark.parametrize(
    ("make", "codes"),
    [
        (link, ["YA202"]),
        (broken_link, ["YA202"]),
        (two_names, ["YA805"]),
        (os.mkfifo, ["YA205"]),
        (Path.mkdir, []),
    ],
)
def test_only_ordinary_files_are_written(
    make: Callable[[Path], None], codes: list[str], tmp_path: Path, program: Program
) -> None:
    path = write(tmp_path, b=OLD) / "x.yaml"
    make(path)
    before = path.lstat()
    said = program(["fmt", "records"], folder=tmp_path)
    after = path.lstat()

    assert (said.exit, places(said)) == (3 if codes else 0, [("records/x.yaml", "1", "1", code) for code in codes])
    assert (after.st_ino, after.st_mode, after.st_nlink) == (before.st_ino, before.st_mode, before.st_nlink)
    assert {other.read_bytes() for other in tmp_path.rglob("*.txt")} <= {OLD}
    assert (tmp_path / "records" / "b.yaml").read_bytes() == NEW


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
@pytest.mark.parametrize(("mode", "folder_mode"), [(0o444, 0o755), (0o644, 0o555)])
def test_what_may_not_be_written_is_left_alone(mode: int, folder_mode: int, tmp_path: Path, program: Program) -> None:
    records = write(tmp_path, a=OLD)
    (records / "a.yaml").chmod(mode)
    records.chmod(folder_mode)
    said = program(["fmt", "records"], folder=tmp_path)
    records.chmod(0o755)

    assert (said.exit, places(said), contents(records)) == (
        3,
        [("records/a.yaml", "1", "1", "YA803")],
        {"a.yaml": OLD},
    )


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664, 0o755])
def test_the_mode_stays(mode: int, tmp_path: Path, program: Program) -> None:
    path = write(tmp_path, a=OLD) / "a.yaml"
    path.chmod(mode)
    program(["fmt", "records"], folder=tmp_path)

    assert (path.read_bytes(), oct(stat.S_IMODE(path.stat().st_mode))) == (NEW, oct(mode))


@pytest.mark.parametrize(
    "spelt",
    [
        lambda text: text,
        lambda text: text.replace("\n", "\r\n"),
        lambda text: text.replace("\n", "\r\n", 3),
        lambda text: text.removesuffix("\n"),
        lambda text: text.replace("\n", "\r\n").removesuffix("\r\n"),
        lambda text: text + "\n\n\n",
        lambda text: "\n\n" + text + "# 完",
        lambda text: "---\n" + text.replace("   # 已核实", "   # 已核实   "),
    ],
    ids=["LF", "CRLF", "both", "no end", "CRLF, no end", "empty lines", "comment at the end", "dashes and blanks"],
)
def test_line_ends_and_blanks_stay(spelt: Callable[[str], str], tmp_path: Path, program: Program) -> None:
    path = write(tmp_path, a=spelt(OLD_TEXT).encode()) / "a.yaml"
    said = program(["fmt", "records"], folder=tmp_path)

    assert (said.exit, said.err, path.read_bytes()) == (0, "", spelt(NEW_TEXT).encode())


# ---- options ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("option", "data", "exit_code"),
    [("--check", OLD, 1), ("--diff", OLD, 1), ("--check", NEW, 0), ("--diff", NEW, 0)],
)
def test_looking_changes_no_byte(option: str, data: bytes, exit_code: int, tmp_path: Path, program: Program) -> None:
    records = write(tmp_path, a=data, b=GOOD)
    before = (records / "a.yaml").stat()
    said = program(["fmt", "records", option], folder=tmp_path)
    after = (records / "a.yaml").stat()

    assert (said.exit, said.err, contents(records)) == (exit_code, "", {"a.yaml": data, "b.yaml": GOOD})
    assert (after.st_mtime_ns, after.st_ino) == (before.st_mtime_ns, before.st_ino)


def test_the_difference_is_shown_line_by_line(tmp_path: Path, program: Program) -> None:
    write(tmp_path, a=OLD)
    said = program(["fmt", "records", "--diff"], folder=tmp_path)
    changed = [line for line in said.out.split("\n") if line[:1] in {"+", "-"} and line[:3] not in {"+++", "---"}]
    pairs = [pair for pair in zip(OLD_TEXT.split("\n"), NEW_TEXT.split("\n"), strict=True) if pair[0] != pair[1]]

    assert sorted(changed) == sorted(line for old, new in pairs for line in ("-" + old, "+" + new))


def test_files_of_gb18030_are_converted_when_asked_for(tmp_path: Path, program: Program) -> None:
    records = write(tmp_path, a=OLD_TEXT.encode("gb18030"), b=OLD)
    without = program(["fmt", "records"], folder=tmp_path)
    untouched = contents(records)
    said = program(["fmt", "records", "--from", "gb18030"], folder=tmp_path)
    once = contents(records)
    again = program(["fmt", "records", "--from", "gb18030"], folder=tmp_path)

    assert (without.exit, places(without)) == (3, [("records/a.yaml", "1", "1", "YA101")])
    assert untouched == {"a.yaml": OLD_TEXT.encode("gb18030"), "b.yaml": NEW}
    assert (said.exit, said.err, once) == (0, "", {"a.yaml": NEW, "b.yaml": NEW})
    assert (again.exit, again.err, contents(records)) == (0, "", once)


@pytest.mark.parametrize(
    "data",
    [
        OLD[: OLD.index("小".encode()) + 1],  # cut off within a character
        GOOD + "# 待".encode()[:-1],  # the same, and every pair of bytes is one in GB 18030
        OLD.replace("王".encode(), "王".encode()[:2]),  # a byte lost
        OLD.replace("芳".encode(), "芳".encode("gb18030")),  # two encodings in one file
        b"\xff\xfe\x00\xd8" + OLD,
    ],
    ids=["cut off", "cut off, readable", "a byte lost", "mixed", "neither"],
)
def test_a_damaged_file_is_never_taken_for_gb18030(data: bytes, tmp_path: Path, program: Program) -> None:
    records = write(tmp_path, a=data)
    said = program(["fmt", "records", "--from", "gb18030"], folder=tmp_path)

    assert (said.exit, [place[0] for place in places(said)], contents(records)) == (
        3,
        ["records/a.yaml"],
        {"a.yaml": data},
    )


MISSPELT = "编号: R001\n姓名: 王芳\n活动:\n  - 类型: 听课\n    日期: 2025-09-09\n    学校: 城关一小\n    节树: 2\n"


def test_without_paths_the_files_of_the_office_are_put_right_too(tmp_path: Path, program: Program) -> None:
    write(tmp_path, a=NEW)
    (tmp_path / "registry").mkdir()
    (tmp_path / "yanpei.yaml").write_text("packs: [researcher-quota]\n", encoding="utf-8")
    people = tmp_path / "registry" / "people.yaml"
    people.write_text("人员名册:\n  - {编号：R001, 姓名: 王芳}\n", encoding="utf-8")
    looked = program(["fmt", "--check"], folder=tmp_path)
    said = program(["fmt"], folder=tmp_path)

    assert (looked.exit, said.exit, said.out.splitlines()[0]) == (1, 0, "registry/people.yaml：改了 1 行")
    assert people.read_text(encoding="utf-8") == "人员名册:\n  - {编号: R001, 姓名: 王芳}\n"


def test_guesses_are_shown_and_written_only_when_agreed_to(tmp_path: Path, program: Program) -> None:
    records = write(tmp_path, a=MISSPELT.encode())
    certain = program(["fmt", "records"], folder=tmp_path)
    shown = program(["fmt", "records", "--unsafe"], folder=tmp_path)
    untouched = contents(records)
    said = program(["fmt", "records", "--unsafe", "--yes"], folder=tmp_path)
    right = MISSPELT.replace("节树", "节数").encode()

    assert (certain.exit, shown.exit, untouched) == (0, 1, {"a.yaml": MISSPELT.encode()})
    assert ["-    节树: 2" in shown.out, "+    节数: 2" in shown.out] == [True, True]
    assert (said.exit, said.err, contents(records)) == (0, "", {"a.yaml": right})


def test_whatever_fmt_writes_it_writes_once_for_all(tmp_path: Path, program: Program) -> None:
    folders = [folder for top in ("examples", "tests/cases") for folder in (REPOSITORY / top).rglob("records")]
    for number, folder in enumerate(sorted(folders)):
        if folder.is_dir():
            shutil.copytree(folder, tmp_path / "all" / str(number), symlinks=True)

    def every_file() -> dict[str, bytes]:
        files = [path for path in tmp_path.rglob("*") if path.is_file() and not path.is_symlink()]
        return {str(path.relative_to(tmp_path)): path.read_bytes() for path in files}

    before = every_file()
    first = program(["fmt", "all"], folder=tmp_path)
    once = every_file()
    second = program(["fmt", "all"], folder=tmp_path)

    assert len(folders) > 50
    assert (once != before, places(first) == places(second)) == (True, True)
    assert every_file() == once


# ---- surroundings ----------------------------------------------------------------------------------------------------


def test_fmt_opens_no_socket(tmp_path: Path, program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_arguments: object, **_options: object) -> NoReturn:
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket, "socket", refuse)
    write(tmp_path, a=OLD)
    said = program(["fmt", "records"], folder=tmp_path)

    assert (said.exit, said.err) == (0, "")


def test_fmt_says_and_writes_the_same_whatever_the_surroundings(tmp_path: Path) -> None:
    said = []
    for number, variables in enumerate(
        ({"PYTHONHASHSEED": "0", "LC_ALL": "C"}, {"PYTHONHASHSEED": "1", "LC_ALL": "C.UTF-8", "TZ": "Asia/Shanghai"})
    ):
        folder = tmp_path / str(number)
        folder.mkdir()
        write(folder, a=OLD, b=MISSPELT.encode(), c=OLD_TEXT.encode("gb18030"))
        command = [sys.executable, "-m", "yanpei_audit", "fmt", "records"]
        done = subprocess.run(command, cwd=folder, env={**os.environ, **variables}, capture_output=True, check=False)
        said.append((done.returncode, done.stdout, done.stderr, contents(folder / "records")))

    assert said[0] == said[1]
    assert said[0][3] == {"a.yaml": NEW, "b.yaml": MISSPELT.encode(), "c.yaml": OLD_TEXT.encode("gb18030")}
