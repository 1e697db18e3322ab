"""`init` makes a folder that passes `check` on any day of the year, and never touches what is there."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from conftest import REPOSITORY, Program

from yanpei_audit.cli.commands import init
from yanpei_audit.desk.starting import KINDS, SERVICES, Start, files_of
from yanpei_audit.desk.writing import NotWrittenError, create_file

DAYS = [  # the first and last days of terms, days in them, and a year whose holidays nobody knows yet
    *(("2026-09-01", "zh"), ("2026-09-20", "en"), ("2026-12-31", "zh"), ("2027-01-31", "en")),
    *(("2027-02-01", "zh"), ("2027-03-15", "en"), ("2027-08-31", "zh"), ("2031-05-04", "en")),
]
PARTS = {
    *(".gitattributes", ".gitignore", ".pre-commit-config.yaml", ".vscode/extensions.json", ".vscode/settings.json"),
    *("README.md", "yanpei.yaml", "calendar.yaml", "exemptions.yaml"),
    *("registry/people.yaml", "registry/schools.yaml", "schemas/record.schema.json", "schemas/settings.schema.json"),
}


def files_in(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.unmeasured
@pytest.mark.parametrize(("day", "language"), DAYS)
@pytest.mark.parametrize("kind", KINDS)
def test_the_sample_passes_on_any_day(day: str, kind: str, language: str, tmp_path: Path, program: Program) -> None:
    for name, text in files_of(Start(kind, language, dt.date.fromisoformat(day))).items():  # type: ignore[arg-type]
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    said = program(["check", "--as-of", day, "--format", "text", "--lang", "en"], folder=tmp_path)

    assert (said.exit, said.err, "error[" in said.out) == (0, "", False)
    assert said.out.endswith("Problems in records and rules: 0 errors, 0 warnings\n")


@pytest.mark.parametrize("kind", KINDS)
def test_three_commands_lead_from_nothing_to_a_green_check(kind: str, tmp_path: Path, program: Program) -> None:
    said = program(["init", "示例 教研室", "--kind", kind], folder=tmp_path, encoding="gbk")
    folder = tmp_path / "示例 教研室"
    checked = program(["check", "示例 教研室"], folder=tmp_path, encoding="gbk")
    fresh = program(["schema", "--check"], folder=folder)

    assert (said.exit, said.err) == (0, "")
    assert said.out.endswith("下一步：\n  yanpei-audit check '示例 教研室'\n")
    assert (checked.exit, checked.err, fresh.exit) == (0, "", 0)
    assert files_in(folder).keys() >= PARTS


@pytest.mark.unmeasured
def test_made_again_it_changes_nothing_and_what_was_interrupted_is_completed(
    tmp_path: Path, program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[Path] = []

    def stops(path: Path, new: bytes) -> None:
        if len(written) == 7:
            raise NotWrittenError("YA803", reason="No space left on device")
        written.append(path)
        create_file(path, new)

    with monkeypatch.context() as context:
        context.setattr(init, "create_file", stops)
        stopped = program(["init", "a"], folder=tmp_path)
    half = files_in(tmp_path / "a")
    program(["init", "a"], folder=tmp_path)
    whole = files_in(tmp_path / "a")
    again = program(["init", "a"], folder=tmp_path)

    assert (stopped.exit, "YA803" in stopped.err, len(half)) == (3, True, 7)
    assert half.items() <= whole.items()
    assert (again.exit, files_in(tmp_path / "a")) == (0, whole)


@pytest.mark.unmeasured
@pytest.mark.parametrize("there", ["yanpei.yaml", "records/R001.yaml", "calendar.yaml"])
def test_where_a_file_is_there_nothing_is_written(there: str, tmp_path: Path, program: Program) -> None:
    (tmp_path / there).parent.mkdir(exist_ok=True)
    (tmp_path / there).write_text("# ours\n", encoding="utf-8")
    said = program(["init", "."], folder=tmp_path)

    assert (said.exit, said.out, said.err) == (
        2,
        "",
        f"用法错误：已经有 {there}，没有写任何文件；换一个文件夹，或把它们移开\n",
    )
    assert files_in(tmp_path) == {there: b"# ours\n"}


@pytest.mark.unmeasured
def test_other_files_of_the_folder_are_left_alone(tmp_path: Path, program: Program) -> None:
    (tmp_path / "听课本.docx").write_bytes(b"PK")
    said = program(["init", "."], folder=tmp_path)

    assert (said.exit, (tmp_path / "听课本.docx").read_bytes()) == (0, b"PK")


@pytest.mark.unmeasured
def test_a_repository_with_a_readme_is_made_a_working_folder(tmp_path: Path, program: Program) -> None:
    (tmp_path / "README.md").write_text("# 本室\n", encoding="utf-8")
    (tmp_path / ".gitignore").write_text("*.bak\n", encoding="utf-8")
    said = program(["init", "."], folder=tmp_path)
    checked = program(["check", "."], folder=tmp_path)

    assert (said.exit, checked.exit) == (0, 0)
    assert said.out.endswith("已有 .gitignore，没有动\n已有 README.md，没有动\n")
    assert (tmp_path / "README.md").read_text(encoding="utf-8") == "# 本室\n"


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["init"], "用法错误：缺少 DIR\n"),
        (["init", ""], "用法错误：“”不是文件夹\n"),
        (["init", "file"], "用法错误：“file”不是文件夹\n"),
        (["init", "a", "--kind", "shool"], "用法错误：--kind 没有“shool”；是不是“school”？可用：county、school\n"),
        (["init", "a", "--ci", "svn"], "用法错误：--ci 没有“svn”。可用：github、gitlab、gitee、none\n"),
    ],
)
def test_what_cannot_be_made_is_said(arguments: list[str], complaint: str, tmp_path: Path, program: Program) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    said = program(arguments, folder=tmp_path)

    assert (said.exit, said.out, said.err, [*files_in(tmp_path)]) == (2, "", complaint, ["file"])


@pytest.mark.unmeasured
def test_no_working_folder_is_made_inside_another(tmp_path: Path, program: Program) -> None:
    program(["init", "a"], folder=tmp_path)
    said = program(["init", "a/records/b"], folder=tmp_path)

    assert (said.exit, (tmp_path / "a/records/b").exists()) == (2, False)
    assert said.err == f"用法错误：“a/records/b”在工作文件夹“{tmp_path / 'a'}”里面；换一个地方\n"


def test_inside_a_repository_it_says_where_the_workflow_belongs(tmp_path: Path, program: Program) -> None:
    (tmp_path / ".git").mkdir()
    inside, at_the_top = (program(["init", folder], folder=tmp_path) for folder in ("a", "."))

    assert ("移到仓库最上层" in inside.out, "移到仓库最上层" in at_the_top.out) == (True, False)


@pytest.mark.parametrize("service", SERVICES)
def test_the_workflow_is_the_one_of_the_service(service: str) -> None:
    day = dt.date(2026, 11, 2)
    files, without = files_of(Start("county", "zh", day, service)), files_of(Start("county", "zh", day))
    path = SERVICES[service]
    shipped = REPOSITORY / "integrations" / service / Path(path).name

    assert files[path] == shipped.read_text(encoding="utf-8")
    assert f"| `{path}` |" in files["README.md"]
    assert set(files) - set(without) == {path}


def test_the_hooks_are_those_of_the_repository() -> None:
    def asked(hooks: list[dict[str, Any]]) -> list[dict[str, Any]]:
        return [{key: hook[key] for key in hook if key not in ("name", "description", "language")} for hook in hooks]

    config = yaml.safe_load(files_of(Start("county", "zh", dt.date(2026, 11, 2)))[".pre-commit-config.yaml"])
    ours = yaml.safe_load((REPOSITORY / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))

    assert asked(config["repos"][0]["hooks"]) == asked(ours)


@pytest.mark.unmeasured
@pytest.mark.parametrize(("kind", "language"), [("county", "zh"), ("school", "en")])
def test_every_command_of_its_readme_works(kind: str, language: str, tmp_path: Path, program: Program) -> None:
    program(["init", ".", "--kind", kind, "--lang", language], folder=tmp_path)
    text = (tmp_path / "README.md").read_text(encoding="utf-8")
    commands = [
        line.split()[1:] for line in re.findall(r"^yanpei-audit .*$|(?<=`)yanpei-audit [^`]*", text, re.MULTILINE)
    ]
    asks = [["add"]]
    said = {" ".join(one): program(one, folder=tmp_path) for one in commands if one not in asks}

    assert len(said) >= 10
    assert {name: (one.exit, one.err) for name, one in said.items() if one.exit} == {}


@pytest.mark.unmeasured
def test_the_line_that_its_readme_shows_can_be_added(tmp_path: Path, program: Program) -> None:
    for kind in KINDS:
        program(["init", kind, "--kind", kind], folder=tmp_path)
        line = re.search(r"^  - \{.*\}$", (tmp_path / kind / "README.md").read_text(encoding="utf-8"), re.MULTILINE)
        record = next((tmp_path / kind / "records").iterdir())
        assert line is not None
        record.write_text(record.read_text(encoding="utf-8") + line[0] + "\n", encoding="utf-8")

        assert program(["check", kind], folder=tmp_path).exit == 0
