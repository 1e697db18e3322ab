"""The files by which others take the program in: valid, safe with hostile text, and of the commands that exist."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml
from conftest import REPOSITORY, Program

from yanpei_audit.cli.arguments.program import build
from yanpei_audit.report import FORMATS

pytestmark = pytest.mark.unmeasured

HOOKS = REPOSITORY / ".pre-commit-hooks.yaml"
ACTION = REPOSITORY / "action.yml"
GITHUB = REPOSITORY / "integrations" / "github" / "quota.yml"
GITLAB = REPOSITORY / "integrations" / "gitlab" / ".gitlab-ci.yml"
GITEE = REPOSITORY / "integrations" / "gitee" / "quota.yml"
DOCS = [REPOSITORY / "docs" / name for name in ("integration.md", "integration.en.md")]
SCHEMAS = [(ACTION, "vendor.github-actions"), (GITHUB, "vendor.github-workflows"), (GITLAB, "vendor.gitlab-ci")]
BASH = shutil.which("bash") if os.name == "posix" else None
needs_bash = pytest.mark.skipif(BASH is None, reason="runs scripts of bash")


def read(path: Path) -> Any:
    # As GitHub reads it: `on` is a word, not a truth value.
    class Loader(yaml.SafeLoader):
        pass

    Loader.yaml_implicit_resolvers = {
        first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:bool"]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }
    return yaml.load(path.read_text(encoding="utf-8"), Loader)


def steps_of_action() -> dict[str, Any]:
    return {step["id"]: step for step in read(ACTION)["runs"]["steps"]}


def steps_of_workflow() -> list[dict[str, Any]]:
    return list(read(GITHUB)["jobs"]["quota"]["steps"])


def scripts() -> dict[str, str]:
    """Give every script of the samples and of the action by a name for it."""
    found = {f"action {name}": step["run"] for name, step in steps_of_action().items() if "run" in step}
    found |= {f"github {number}": step["run"] for number, step in enumerate(steps_of_workflow()) if "run" in step}
    found["gitlab"] = "\n".join(read(GITLAB)["quota"]["script"])
    found["gitee"] = "\n".join(read(GITEE)["stages"][0]["steps"][0]["command"])
    return found


def bash(script: str, folder: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run a script as GitHub runs one."""
    assert BASH is not None
    command = [BASH, "--noprofile", "--norc", "-eo", "pipefail", "-c", script]
    environment = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", **variables}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


# Valid


def valid(path: Path, schema: str) -> bool:
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, str(path)]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


@pytest.mark.parametrize(("path", "schema"), SCHEMAS)
def test_the_files_are_valid_by_their_schemas(path: Path, schema: str) -> None:
    assert valid(path, schema)


@pytest.mark.parametrize(
    ("path", "schema", "right", "wrong"),
    [
        (*SCHEMAS[0], "using: composite", "using: magic"),
        (*SCHEMAS[1], "runs-on:", "runs-at:"),
        (*SCHEMAS[2], "when: always", "when: sometimes"),
    ],
)
def test_a_slip_in_them_would_be_seen(path: Path, schema: str, right: str, wrong: str, tmp_path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    broken = tmp_path / path.name
    broken.write_text(text.replace(right, wrong), encoding="utf-8")

    assert (right in text, valid(broken, schema)) == (True, False)


# Hooks


def test_the_hooks_name_commands_that_exist() -> None:
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    entries = {hook["id"]: hook["entry"].split() for hook in read(HOOKS)}

    assert entries == {"yanpei-audit": ["yanpei-audit", "check"], "yanpei-fmt": ["yanpei-audit", "fmt"]}
    assert {entry[0] for entry in entries.values()} <= set(project["scripts"])
    assert {entry[1] for entry in entries.values()} <= set(build("zh").commands)


def test_the_hooks_are_in_chinese_and_see_whole_folders() -> None:
    hooks = read(HOOKS)

    assert [bool(re.search("[一-鿿]", hook["name"])) for hook in hooks] == [True, True]
    assert [(hook["language"], hook["types_or"], hook["require_serial"]) for hook in hooks] == [
        ("python", ["yaml"], "true")
    ] * 2
    assert {hook["id"]: hook.get("pass_filenames") for hook in hooks} == {"yanpei-fmt": None, "yanpei-audit": "false"}


@pytest.mark.parametrize(
    ("path", "hooks"),
    [
        ("records/王 芳.yaml", {"yanpei-fmt", "yanpei-audit"}),
        ("县教研室/records/小学/王芳.yml", {"yanpei-fmt", "yanpei-audit"}),
        ("yanpei.yaml", {"yanpei-audit"}),
        ("registry/people.yaml", {"yanpei-audit"}),
        ("rules/ours.yaml", {"yanpei-audit"}),
        ("exemptions.yaml", {"yanpei-audit"}),
        ("docker-compose.yaml", set()),
        ("old-records/王芳.yaml", set()),
        ("old-calendar.yaml", set()),
    ],
)
def test_the_hooks_run_for_what_the_audit_reads(path: str, hooks: set[str]) -> None:
    assert {hook["id"] for hook in read(HOOKS) if re.search(hook["files"], path)} == hooks


# Scripts


@pytest.mark.parametrize("name", scripts())
def test_nothing_is_interpolated_into_a_script(name: str) -> None:
    assert "${{" not in scripts()[name]


def test_every_input_of_the_action_reaches_a_step_by_a_variable_or_a_setting() -> None:
    steps = read(ACTION)["runs"]["steps"]
    values = [value for step in steps for value in (*step.get("env", {}).values(), *step.get("with", {}).values())]

    assert {f"${{{{ inputs.{name} }}}}" for name in read(ACTION)["inputs"]} <= set(values)


def test_python_never_takes_modules_from_the_repository_that_is_audited() -> None:
    calls = [line for script in scripts().values() for line in script.splitlines() if re.search(r"\s-m\s", line)]

    assert ([" -I -m " in line for line in calls], len(calls)) == ([True, True], 2)


def test_the_options_that_scripts_use_exist() -> None:
    commands = build("zh").commands
    known = {option for name in ("check", "diff") for parameter in commands[name].params for option in parameter.opts}
    check = steps_of_action()["check"]["run"]
    others = [
        line for script in scripts().values() for line in script.splitlines() if re.search("audit check|diff", line)
    ]
    used = {found for text in (check, *others) for found in re.findall(r"(?<![\w-])--[a-z][a-z-]+", text)}

    assert (used - known, {"--period", "--as-of", "--rules", "--output", "--format", "--base"} - used) == (set(), set())


def test_the_formats_that_samples_and_pages_write_exist() -> None:
    texts = [*scripts().values(), *(path.read_text(encoding="utf-8") for path in DOCS)]
    texts += [step["with"]["outputs"] for step in steps_of_workflow() if "outputs" in step.get("with", {})]
    named = {name for text in texts for name in re.findall(r"(?:--output |^ *)(\w+)=[\w.-]+\.\w+", text, re.MULTILINE)}

    assert {"sarif", "html", "gitlab", "junit", "markdown"} <= named <= set(FORMATS)


HOSTILE = [
    '"; touch owned; "',
    "'; touch owned; '",
    "$(touch owned)",
    "`touch owned`",
    "; touch owned #",
    "&& touch owned",
    "| touch owned",
    "> owned",
    "two  blanks\tand a tab",
    " leading",
    "*",
    "~",
    "$HOME",
    "${IFS}",
    "--help",
    "-rf",
    "\\",
    "!!",
    "${{ github.token }}",
    "县教研室/王 芳.yaml",
]


def fake_program(folder: Path, code: int) -> Path:
    """Write a program that records its arguments and ends with a code."""
    program = folder / "fa ke" / "yanpei-audit"
    program.parent.mkdir()
    program.write_text(f'#!{BASH}\nprintf "%s\\0" "$@" > "$RECORDED"\nexit {code}\n', encoding="utf-8")
    program.chmod(0o755)
    return program


def handed_over(folder: Path, code: int = 0, **inputs: str) -> tuple[int, str, list[str]]:
    """Run the script of the action; give its exit code, its outputs and what the program was handed."""
    recorded, outputs = folder / "recorded", folder / "outputs"
    variables = dict.fromkeys(("PATHS", "PERIOD", "AS_OF", "RULES", "FORMAT", "OUTPUTS", "ARGS"), "") | inputs
    work = folder / "work"
    work.mkdir()
    done = bash(
        steps_of_action()["check"]["run"],
        work,
        PROGRAM=str(fake_program(folder, code)),
        RECORDED=str(recorded),
        GITHUB_OUTPUT=str(outputs),
        **variables,
    )
    assert (done.stdout, done.stderr, list(work.iterdir())) == ("", "", [])
    return done.returncode, outputs.read_text(), recorded.read_bytes().decode().split("\0")[:-1]


@needs_bash
@pytest.mark.parametrize("text", HOSTILE)
def test_the_action_hands_hostile_texts_over_whole(text: str, tmp_path: Path) -> None:
    lines = f"{text}\n\n{text}\r\nlast"
    whole = [text, text, "last"]
    arguments = handed_over(
        tmp_path, PERIOD=text, AS_OF=text, FORMAT=text, RULES=lines, OUTPUTS=lines, ARGS=lines, PATHS=lines
    )[2]

    assert arguments == [
        "check",
        f"--period={text}",
        f"--as-of={text}",
        f"--format={text}",
        *(f"--rules={one}" for one in whole),
        *(f"--output={one}" for one in whole),
        *whole,
        "--",
        *whole,
    ]


@needs_bash
def test_a_script_that_took_them_as_code_would_be_seen(tmp_path: Path) -> None:
    owned = []
    for text in HOSTILE[:8]:
        bash(f'true "{text}"', tmp_path)
        bash(f"true '{text}'", tmp_path)
        bash(f"true {text}", tmp_path)
        owned.append((tmp_path / "owned").exists())
        (tmp_path / "owned").unlink(missing_ok=True)

    assert owned == [True] * 8


@needs_bash
@pytest.mark.parametrize("code", [0, 1, 2, 3, 4, 5])
def test_the_exit_code_of_the_check_is_that_of_the_step(code: int, tmp_path: Path) -> None:
    assert handed_over(tmp_path, code) == (code, f"exit-code={code}\n", ["check", "--"])


def test_check_takes_the_end_of_options_that_the_action_writes(tmp_path: Path, program: Program) -> None:
    shutil.copytree(REPOSITORY / "examples" / "minimal" / "records", tmp_path / "records")
    period = "--period=2025-2026-1"

    assert program(["check", period, "--"], folder=tmp_path) == program(["check", period], folder=tmp_path)
    assert program(["check", period, "--", "--help"], folder=tmp_path).exit == 2


# The rules of the target branch


def test_the_workflow_runs_for_pull_requests_with_a_token_that_only_reads() -> None:
    workflow = read(GITHUB)
    checkout = next(step for step in steps_of_workflow() if step.get("uses", "").startswith("actions/checkout@"))

    assert (workflow["on"], workflow["permissions"]) == ("pull_request", {"contents": "read"})
    assert (checkout["with"]["persist-credentials"], "permissions" in workflow["jobs"]["quota"]) == ("false", False)


@pytest.mark.parametrize("name", ["gitlab", "gitee"])
def test_samples_check_without_a_path(name: str) -> None:
    """A path would let the pull request bring a yanpei.yaml among its records."""
    line = next(line for line in scripts()[name].splitlines() if line.startswith("yanpei-audit check"))

    assert re.sub(r" --output \w+=\S+| \|\| code=\$\?", "", line) == "yanpei-audit check"


def git(folder: Path, *arguments: str) -> str:
    command = ["git", "-c", "user.name=t", "-c", "user.email=t@example.com", "-c", "core.quotepath=off", *arguments]
    return subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True).stdout


def write(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")


BASE = {"yanpei.yaml": "base\n", "rules/ours.yaml": "base\n", "records/a.yaml": "base\n", "records/old.yaml": "base\n"}
ASKED = {
    "yanpei.yaml": "asked\n",
    "rules/ours.yaml": "asked\n",
    "rules/more.yaml": "asked\n",
    "exemptions.yaml": "asked\n",
    "registry/people.yaml": "asked\n",
    "records/a.yaml": "asked\n",
    "records/王 芳.yaml": "asked\n",
}
AUDITED = {
    "yanpei.yaml": "base\n",
    "rules/ours.yaml": "base\n",
    "records/a.yaml": "asked\n",
    "records/王 芳.yaml": "asked\n",
}


def overlay(name: str) -> str:
    """Give the lines of a sample that settle what is audited."""
    lines = scripts()[name].splitlines()
    first = next(number for number, line in enumerate(lines) if line.startswith("asked="))
    last = next(number for number, line in enumerate(lines) if line.startswith('git checkout --quiet "$asked"'))
    return "\n".join(lines[first : last + 1])


@needs_bash
@pytest.mark.parametrize(
    ("name", "variables"),
    [
        ("github 1", {"RECORDS": "records"}),
        ("gitlab", {"RECORDS": "records", "CI_MERGE_REQUEST_TARGET_BRANCH_NAME": "main"}),
        ("gitee", {"RECORDS": "records", "BASE": "main"}),
    ],
)
def test_a_pull_request_brings_its_records_and_nothing_else(
    name: str, variables: dict[str, str], tmp_path: Path
) -> None:
    origin, here = tmp_path / "origin", tmp_path / "here"
    write(origin, BASE)
    git(origin, "init", "--quiet", "--initial-branch=main")
    git(origin, "add", ".")
    git(origin, "commit", "--quiet", "--message=base")
    git(origin, "checkout", "--quiet", "-b", "asked")
    write(origin, ASKED)
    (origin / "records" / "old.yaml").unlink()
    git(origin, "add", "--all")
    git(origin, "commit", "--quiet", "--message=asked")
    if name == "github 1":  # GitHub hands out the merge of both
        git(origin, "checkout", "--quiet", "main")
        git(origin, "merge", "--quiet", "--no-ff", "--message=merge", "asked")
        git(origin, "branch", "merged")
    branch = "merged" if name == "github 1" else "asked"
    depth = next(
        str(step["with"]["fetch-depth"]) for step in steps_of_workflow() if "fetch-depth" in step.get("with", {})
    )
    git(tmp_path, "clone", "--quiet", f"--depth={depth}", f"--branch={branch}", origin.as_uri(), str(here))

    done = bash(overlay(name), here, HOME=str(tmp_path), **variables)
    audited = {
        path.relative_to(here).as_posix(): path.read_text(encoding="utf-8")
        for path in here.rglob("*.yaml")
        if ".git" not in path.parts
    }

    assert (done.returncode, done.stdout, done.stderr, audited) == (0, "", "", AUDITED)


# The image


def test_the_image_has_what_the_build_wants_and_every_extra_and_is_not_run_by_root() -> None:
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))
    image = (REPOSITORY / "Dockerfile").read_text(encoding="utf-8")
    kept = set(re.findall(r"^!(.*)$", (REPOSITORY / ".dockerignore").read_text(encoding="utf-8"), re.MULTILINE))
    wheel = project["tool"]["hatch"]["build"]["targets"]["wheel"]["only-include"]
    extras = set(project["project"]["optional-dependencies"]) - {"dev"}
    last = {line.split()[0]: line.partition(" ")[2] for line in image.splitlines() if re.match("[A-Z]+ ", line)}

    assert {path.split("/")[0] for path in wheel} | {"pyproject.toml", project["project"]["readme"]} <= kept
    assert extras <= set(re.findall(r"/source\[(.*?)\]", image)[0].split(","))
    assert "GITHUB_ACTION_PATH}[excel]" in scripts()["action install"]  # all formats of `check`
    assert (last["USER"], last["WORKDIR"], last["ENTRYPOINT"]) == ("auditor", "/repo", '["yanpei-audit"]')


# Completion


def completed(words: str, position: int, variable: str = "complete_bash") -> list[str]:
    environment = {
        **os.environ,
        "_YANPEI_AUDIT_COMPLETE": variable,
        "COMP_WORDS": words,
        "COMP_CWORD": str(position),
        "_TYPER_COMPLETE_ARGS": words,
        "COVERAGE_PROCESS_START": "",
    }
    done = subprocess.run(
        [sys.executable, "-m", "yanpei_audit"], env=environment, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout.splitlines()


def test_bash_completes_commands_options_and_formats() -> None:
    commands = build("zh").commands
    options = [max(one.opts, key=len) for one in commands["check"].params if one.opts[0].startswith("-")]

    assert completed("yanpei-audit ", 1) == list(commands)
    assert completed("yanpei-audit check --", 2) == [*options, "--help"]
    assert completed("yanpei-audit check --format ", 3) == list(FORMATS)
    assert completed("yanpei-audit check --format ma", 3) == ["markdown"]


def test_zsh_completes_with_the_help_in_chinese() -> None:
    assert '"check":"审核记录' in completed("yanpei-audit che", 1, "complete_zsh")[0]


@pytest.mark.parametrize(
    ("shell", "word"),
    [("bash", "complete -o default -F"), ("zsh", "#compdef yanpei-audit"), ("fish", "complete --command")],
)
def test_completion_is_shown_and_installed_for_each_shell(
    shell: str, word: str, tmp_path: Path, program: Program
) -> None:
    shown = program(["--show-completion", shell])
    installed = program(
        ["--install-completion", shell], variables={"HOME": str(tmp_path), "USERPROFILE": str(tmp_path)}
    )
    written = [path.read_text(encoding="utf-8") for path in tmp_path.rglob("*yanpei-audit*") if path.is_file()]

    assert (shown.exit, shown.err, word in shown.out) == (0, "", True)
    assert (installed.exit, installed.err, [text.strip() for text in written]) == (0, "", [shown.out.strip()])
    assert installed.out.startswith(f"补全写到了 {tmp_path}")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--show-completion", "basch"], "用法错误：--show-completion 没有“basch”；是不是“bash”？"),
        (["--install-completion", "powershell"], "用法错误：powershell 的补全请自己装"),
    ],
)
def test_shells_without_completion_are_answered(arguments: Sequence[str], said: str, program: Program) -> None:
    answer = program(arguments)

    assert (answer.exit, answer.out, answer.err[: len(said)]) == (2, "", said)


def test_a_start_up_file_that_cannot_be_read_is_left_alone(tmp_path: Path, program: Program) -> None:
    start = tmp_path / ".bashrc"
    start.write_bytes("# 中文\n".encode("gb18030"))
    answer = program(["--install-completion", "bash"], variables={"HOME": str(tmp_path), "USERPROFILE": str(tmp_path)})

    assert (answer.exit, start.read_bytes(), list(tmp_path.iterdir())) == (2, "# 中文\n".encode("gb18030"), [start])


@pytest.mark.parametrize(("shell", "code"), [("bash", 0), (None, 2)])
def test_without_a_name_the_shell_in_use_is_taken(
    shell: str | None, code: int, program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("yanpei_audit.cli.arguments.completion._get_shell_name", lambda: shell)
    answer = program(["--show-completion"])

    assert (answer.exit, "complete" in answer.out, "--show-completion bash" in answer.err) == (
        code,
        not code,
        bool(code),
    )


@pytest.mark.parametrize(("language", "words"), [("zh", "安装按 Tab 键的补全"), ("en", "Install completion by Tab")])
def test_the_help_of_completion_is_in_the_language(language: str, words: str, program: Program) -> None:
    said = program(["--help"], variables={"YANPEI_LANG": language})

    assert (said.exit, words in said.out, "Install completion for" in said.out) == (0, True, False)


# Pages


def test_both_pages_have_the_same_blocks_headings_and_links() -> None:
    texts = [path.read_text(encoding="utf-8") for path in DOCS]
    shapes = [
        (
            re.findall(r"```\w+\n.*?```", text, re.DOTALL),
            len(re.findall(r"^##? ", text, re.MULTILINE)),
            [link for link in re.findall(r"\]\(([^)]+)\)", text) if "README" not in link],
        )
        for text in texts
    ]

    assert shapes[0] == shapes[1]
    assert len(shapes[0][0]) >= 7


@pytest.mark.parametrize("page", DOCS, ids=lambda path: path.name)
def test_the_pages_link_files_and_name_hooks_and_inputs_that_exist(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    blocks = [yaml.safe_load(block) for block in re.findall(r"```yaml\n(.*?)```", text, re.DOTALL)]
    hooks, inputs = blocks[0]["repos"][0]["hooks"], blocks[1][0]["with"]

    assert [link for link in re.findall(r"\]\(([^)]+)\)", text) if not (page.parent / link).exists()] == []
    assert {hook["id"] for hook in hooks} == {hook["id"] for hook in read(HOOKS)}
    assert set(inputs) <= set(read(ACTION)["inputs"])
