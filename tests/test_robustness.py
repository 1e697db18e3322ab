"""Nothing outside the files shows in a result, and nothing in one file stops the others."""

from __future__ import annotations

import hashlib
import json
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import REPOSITORY, Program

from yanpei_audit.cli import main
from yanpei_audit.cohort import shares
from yanpei_audit.desk import writing
from yanpei_audit.source import UnreadableError, document

pytestmark = pytest.mark.unmeasured

COUNTY = REPOSITORY / "examples" / "county"
GOOD = "编号: {id}\n姓名: {name}\n活动:\n  - {{类型: 听课, 日期: 2025-09-09, 学校: 城关一小}}\n"


def write_two(folder: Path) -> None:
    (folder / "records").mkdir()
    for number, name in ((1, "王芳"), (2, "李明")):
        (folder / "records" / f"{number}.yaml").write_text(GOOD.format(id=f"R00{number}", name=name), encoding="utf-8")


def digest_of_a_run(*options: str, **variables: str) -> str:
    command = [
        sys.executable,
        "-m",
        "yanpei_audit",
        "check",
        "records",
        "--period",
        "2025-2026-1",
        "--format",
        "json",
        *options,
    ]
    done = subprocess.run(command, cwd=COUNTY, env={**os.environ, **variables}, capture_output=True, check=False)
    return f"{done.returncode} {hashlib.sha256(done.stdout).hexdigest()} {done.stderr.decode()}"


def test_the_result_is_the_same_whatever_the_surroundings() -> None:
    surroundings: list[tuple[tuple[str, ...], dict[str, str]]] = [
        (("--jobs", "1"), {"PYTHONHASHSEED": "0"}),
        ((), {"PYTHONHASHSEED": "4711", "TZ": "Pacific/Kiritimati"}),
        ((), {"LC_ALL": "C"}),
        (("--jobs", "2"), {"PYTHONIOENCODING": "gbk"}),
    ]

    assert len({digest_of_a_run(*options, **variables) for options, variables in surroundings}) == 1


def test_no_command_opens_a_socket(tmp_path: Path, program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_arguments: object, **_options: object) -> None:
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket, "socket", refuse)
    said = [
        program(["check", "records", "--period", "2025-2026-1", "-q"], folder=COUNTY),
        program(["report", "records", "--period", "2025-2026-1", "--out", str(tmp_path / "out")], folder=COUNTY),
    ]

    assert [(one.exit, "Internal" in one.err or "内部" in one.err) for one in said] == [(3, False), (3, False)]


def test_a_file_that_vanishes_leaves_its_person_unjudged(
    tmp_path: Path, program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_two(tmp_path)
    read = document.read_bytes

    def vanish(path: Path) -> bytes:
        if path.name == "2.yaml":
            raise UnreadableError("YA203")
        return read(path)

    monkeypatch.setattr(document, "read_bytes", vanish)

    assert codes_and_verdicts(tmp_path, program) == (
        ["YA203"],
        {"R001": ["behind", "short"], "records/2.yaml": ["undecided"]},
        3,
    )


def test_our_own_error_over_one_file_leaves_the_others_judged(
    tmp_path: Path, program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_two(tmp_path)
    read = shares.read_person

    def stumble(document: object, *known: object) -> object:
        if getattr(document, "path", "") == "records/2.yaml":
            raise RuntimeError("a bug")
        return read(document, *known)  # type: ignore[arg-type]

    monkeypatch.setattr(shares, "read_person", stumble)

    assert codes_and_verdicts(tmp_path, program) == (
        ["YA999"],
        {"R001": ["behind", "short"], "records/2.yaml": ["undecided"]},
        5,
    )


def codes_and_verdicts(folder: Path, program: Program) -> tuple[list[str], dict[str, list[str]], int]:
    said = program(["check", "records", "--period", "2025-2026-1", "--format", "json"], folder=folder)
    told = json.loads(said.out)
    verdicts: dict[str, set[str]] = {}
    for result in told["results"]:
        verdicts.setdefault(result["subject"]["id"], set()).add(result["verdict"])
    return (
        [found["code"] for found in told["findings"] if "/" not in found["code"]],
        {who: sorted(said) for who, said in verdicts.items()},
        said.exit,
    )


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="the owner of everything can read everything")
def test_a_file_without_permission_is_found(tmp_path: Path, program: Program) -> None:
    write_two(tmp_path)
    (tmp_path / "records" / "2.yaml").chmod(0)

    assert codes_and_verdicts(tmp_path, program)[0] == ["YA204"]


def test_a_file_full_of_mistakes_is_read_in_bounded_time_and_listed_in_part(tmp_path: Path, program: Program) -> None:
    write_two(tmp_path)
    lines = "".join(f"  - {{类型: 听课, 日期: 2025-09-09, 学校: 甲校, k{number}: 1}}\n" for number in range(14_000))
    (tmp_path / "records" / "2.yaml").write_text("编号: R002\n姓名: 李明\n活动:\n" + lines, encoding="utf-8")
    codes, verdicts, exit_code = codes_and_verdicts(tmp_path, program)

    assert (codes, verdicts["R002"], exit_code) == (["YA401"] * 200 + ["YA216"], ["undecided"], 3)


def test_an_output_never_replaces_what_is_read(tmp_path: Path, program: Program) -> None:
    write_two(tmp_path)
    before = (tmp_path / "records" / "1.yaml").read_bytes()
    said = program(["check", "records", "--output", "json=records/1.yaml"], folder=tmp_path)

    assert (said.exit, said.out, (tmp_path / "records" / "1.yaml").read_bytes()) == (2, "", before)


def test_a_file_named_twice_is_read_once(tmp_path: Path, program: Program) -> None:
    write_two(tmp_path)
    (tmp_path / "link").symlink_to("records")
    once, often = (
        program(["check", *paths, "--period", "2025-2026-1", "--format", "json"], folder=tmp_path).out
        for paths in (["records"], ["records", "./records/", "records/../records", "link", "records/1.yaml"])
    )

    assert often == once


def test_the_same_activity_in_a_copied_file_counts_once(tmp_path: Path, program: Program) -> None:
    write_two(tmp_path)
    (tmp_path / "records" / "1 - 副本.yaml").write_bytes((tmp_path / "records" / "1.yaml").read_bytes())
    said = program(["check", "records", "--period", "2025-2026-1", "--format", "json"], folder=tmp_path)
    told = json.loads(said.out)
    observed = [result["measured"] for result in told["results"] if result["rule"] == "observation"]

    assert (observed, [found["code"] for found in told["findings"] if "/" not in found["code"]]) == (
        ["1", "1"],
        ["YA507"],
    )


def test_pages_of_people_who_are_gone_are_taken_away_and_others_stay(tmp_path: Path, program: Program) -> None:
    write_two(tmp_path)
    report = ["report", "records", "--period", "2025-2026-1", "--out", "out"]
    program(report, folder=tmp_path)
    (tmp_path / "out" / "people" / "notes.md").write_text("mine", encoding="utf-8")
    (tmp_path / "records" / "2.yaml").unlink()
    program(report, folder=tmp_path)

    assert sorted(path.name for path in (tmp_path / "out" / "people").iterdir()) == ["R001.md", "notes.md"]


def test_ids_that_make_bad_file_names_have_pages_of_their_own(tmp_path: Path, program: Program) -> None:
    ids = ["a", "A", "-a", "a-", "..", "../x", "a/b", "a-b", "CON", "长" * 300]
    (tmp_path / "records").mkdir()
    for number, one in enumerate(ids):
        (tmp_path / "records" / f"{number}.yaml").write_text(GOOD.format(id=f"'{one}'", name="王芳"), encoding="utf-8")
    program(["report", "records", "--period", "2025-2026-1", "--out", "out"], folder=tmp_path)
    pages = [path.name for path in (tmp_path / "out" / "people").iterdir()]

    assert (len({page.casefold() for page in pages}), [page for page in pages if page.startswith(".")]) == (
        len(ids),
        [],
    )


def test_an_output_that_cannot_be_written_makes_the_result_void(tmp_path: Path, program: Program) -> None:
    write_two(tmp_path)
    (tmp_path / "taken").write_text("a file, not a folder", encoding="utf-8")
    said = program(
        ["check", "records", "--period", "2025-2026-1", "-q", "--output", "json=taken/result.json"], folder=tmp_path
    )

    assert (said.exit, said.out, said.err.partition("（")[0]) == (3, "", "taken/result.json: 没有写成")


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["check"], 3),
        (["check", "loop"], 3),
        (["check", "-q", "--output", "json=loop"], 3),
        (["check", "-q", "--output", "json=loop/x.json"], 3),
        (["export", "--out", "loop/x.csv"], 3),
        (["template", "--out", "loop/x.xlsx"], 3),
        (["schema", "--out", "loop"], 3),
        (["report", "--out", "loop/x"], 3),
        (["init", "loop/x"], 3),
        (["init", "loop"], 2),
        (["import", "loop"], 2),
        (["doctor"], 3),
    ],
)
def test_a_link_to_itself_is_said_and_not_followed(
    arguments: list[str], code: int, tmp_path: Path, program: Program
) -> None:
    write_two(tmp_path)
    for link in (tmp_path / "records" / "R002.yaml", tmp_path / "loop"):
        link.unlink(missing_ok=True)
        link.symlink_to(link.name)
    said = program(arguments, folder=tmp_path)

    assert (said.exit, "内部错误" in said.err) == (code, False)
    assert (tmp_path / "loop").is_symlink()


@pytest.mark.parametrize(
    ("name", "arguments", "code"),
    [
        ("schemas/record.schema.json", ["schema", "--check"], 1),
        ("schemas/record.schema.json", ["schema", "--out", "schemas"], 3),
        ("schemas/record.schema.json", ["doctor"], 0),
        ("README.md", ["init", "."], 0),
    ],
)
def test_what_is_no_file_is_not_read(
    name: str, arguments: list[str], code: int, tmp_path: Path, program: Program
) -> None:
    if arguments[0] == "init":
        tmp_path = tmp_path / "new"
    else:
        program(["init", "."], folder=tmp_path)
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    path.unlink(missing_ok=True)
    os.mkfifo(path)
    said = program(arguments, folder=tmp_path)

    assert (said.exit, path.is_fifo()) == (code, True)


@pytest.mark.parametrize("command", ["check", "doctor", "todo", "why"])
def test_a_registry_that_cannot_be_looked_into_is_no_missing_one(
    command: str, tmp_path: Path, program: Program
) -> None:
    write_two(tmp_path)
    (tmp_path / "registry").symlink_to("registry")
    said = program([command, *(["王芳"] if command == "why" else [])], folder=tmp_path)

    assert (said.exit, "registry" in said.out + said.err) == (4, True)


def test_a_reader_that_leaves_is_no_error(tmp_path: Path) -> None:
    for arguments in (["check", str(COUNTY), "--format", "html"], ["explain", "YA101"], ["check", "--help"]):
        ours, theirs = os.pipe()
        os.close(ours)
        done = subprocess.run(
            [sys.executable, "-m", "yanpei_audit", *arguments],
            cwd=tmp_path,
            stdout=theirs,
            stderr=subprocess.PIPE,
            check=False,
        )
        os.close(theirs)

        assert (done.returncode, done.stderr) == (130, b"")


def test_an_interruption_while_the_program_is_loaded_is_quiet(monkeypatch: pytest.MonkeyPatch) -> None:
    class Interrupted:
        def find_spec(self, *_arguments: object) -> None:
            raise KeyboardInterrupt

    monkeypatch.delitem(sys.modules, "yanpei_audit.cli.door")
    monkeypatch.setattr(sys, "meta_path", [Interrupted()])
    with pytest.raises(SystemExit) as ended:
        main(["check"])

    assert ended.value.code == 130


def test_a_bug_of_ours_is_one_line_and_exit_code_5(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    def stumble(*_arguments: object, **_options: object) -> None:
        raise RuntimeError("a bug\nof ours")

    monkeypatch.setattr("yanpei_audit.cli.commands.check.survey", stumble)
    said = program(["check", "records"], folder=COUNTY)

    assert (said.exit, said.out, said.err.split("。")[0]) == (
        5,
        "",
        "程序内部错误，结果无效：RuntimeError: a bug⏎of ours",
    )


def test_a_file_is_the_old_or_the_new_one_when_writing_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "summary.md"
    writing.write_whole(path, "old\n")

    def fail(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(OSError, match="No space left"):
        writing.write_whole(path, "new\n")

    assert {file.name: file.read_text(encoding="utf-8") for file in tmp_path.iterdir()} == {"summary.md": "old\n"}


def test_an_interruption_is_said_in_one_line(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_arguments: object, **_options: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("yanpei_audit.cli.commands.check.audit", interrupt)
    said = program(["check", "records"], folder=COUNTY)

    assert (said.exit, said.out, said.err.strip()) == (130, "", "已中断，没有结果")


def test_a_full_disk_behind_the_output_is_said_in_one_line(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_text: str) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("yanpei_audit.cli.commands.check.put", refuse)
    said = program(["check", "records", "--period", "2025-2026-1", "--format", "json"], folder=COUNTY)

    assert (said.exit, said.out, said.err) == (3, "", "无法读写，结果无效：No space left on device\n")
