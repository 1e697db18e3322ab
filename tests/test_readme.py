"""Every console block of both READMEs is run and says what is printed there; both have the same blocks."""

from __future__ import annotations

import json
import re
import shlex
import shutil
from pathlib import Path

import pytest
from conftest import REPOSITORY, Program

pytestmark = pytest.mark.unmeasured

READMES = ("README.md", "README.zh-CN.md")
BLOCK = re.compile(r"```console\n\$ yanpei-audit (.*?)\n(.*?)```", re.DOTALL)


@pytest.mark.parametrize("name", READMES)
def test_console_blocks_say_what_is_printed(name: str, tmp_path: Path, program: Program, *, update_cases: bool) -> None:
    shutil.copytree(REPOSITORY / "examples", tmp_path / "examples")
    path = REPOSITORY / name
    text = path.read_text(encoding="utf-8")
    blocks = BLOCK.findall(text)
    said = []
    for command, _printed in blocks:
        result = program(shlex.split(command), folder=tmp_path, variables={"COLUMNS": "100"})
        said.append((command, result.err + result.out))
    if update_cases:
        for (command, printed), (_same, now) in zip(blocks, said, strict=True):
            text = text.replace(f"$ yanpei-audit {command}\n{printed}```", f"$ yanpei-audit {command}\n{now}```")
        path.write_text(text, encoding="utf-8")
        blocks = BLOCK.findall(text)

    assert blocks == said


def shape(name: str) -> tuple[int, list[str], list[str]]:
    """Say what both pages must share: the number of headings, the commands, and the YAML and shell blocks."""
    text = (REPOSITORY / name).read_text(encoding="utf-8")
    commands = [re.sub(r" --lang \w+", "", command) for command, _printed in BLOCK.findall(text)]
    return (
        len(re.findall(r"^##? ", text, re.MULTILINE)),
        commands,
        re.findall(r"```(?:sh|yaml)\n.*?```", text, re.DOTALL),
    )


def test_both_pages_have_the_same_blocks() -> None:
    assert shape(READMES[0]) == shape(READMES[1])


def test_the_pages_link_each_other() -> None:
    texts = [(REPOSITORY / name).read_text(encoding="utf-8") for name in READMES]

    assert [re.findall(r"\]\((README[^)]*)\)", text) for text in texts] == [["README.zh-CN.md"], ["README.md"]]


@pytest.mark.parametrize("name", READMES)
def test_linked_files_exist(name: str) -> None:
    links = re.findall(r"\]\(([^)#:]+)\)", (REPOSITORY / name).read_text(encoding="utf-8"))

    assert [link for link in links if not (REPOSITORY / link).exists()] == []


def test_the_record_the_rule_and_the_settings_shown_work(tmp_path: Path, program: Program) -> None:
    blocks = re.findall(r"```yaml\n(.*?)```", (REPOSITORY / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    record, pack, settings = blocks[:3]
    for name, text in {"records/a.yaml": record, "rules/our-office.yaml": pack, "yanpei.yaml": settings}.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    said = program(["check", "--format", "json"], folder=tmp_path)
    told = json.loads(said.out)

    assert (
        said.exit,
        len(told["results"]),
        [found["code"] for found in told["findings"] if "/" not in found["code"]],
    ) == (
        1,
        9,
        [],
    )
