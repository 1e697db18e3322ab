"""Every finding has its page: a cause, a remedy, and an example that shows this finding and nothing else."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from conftest import REPOSITORY, Program

from yanpei_audit.findings.catalogue import CODES
from yanpei_audit.findings.pages import PAGES
from yanpei_audit.findings.pages.page import LESSON, PACK, RECORD, SETTINGS, record

pytestmark = pytest.mark.unmeasured

JARGON = ("YAML", "解析", "标量", "映射", "序列", "Python", "键值")
EXAMPLES = sorted(code for code, page in PAGES.items() if page.wrong)
# What is also found where a wrong example stands: nobody can be without a rule unless the rule is without people, and
# where the only activity lies in no term, the term holds none; what has no effect is not needed either.
ALSO_FOUND = {"YA511": {"YA709"}, "YA601": {"YA611"}}
# The settings name the folders of the records only where the command names none.
COMMANDS = {code: ["check", "--period", "2025-2026-1"] for code in ("YA711", "YA714")}
COMMAND = ["check", "records", "--period", "2025-2026-1"]


def codes_found(code: str, text: str, folder: Path, program: Program) -> set[str]:
    """Check a folder with a good record and the example; quotas, whose codes have a slash, do not matter."""
    file = PAGES[code].file
    files = {RECORD: record(LESSON), **({SETTINGS: f"packs: [{PACK}]\n"} if file == PACK else {}), file: text}
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(content, encoding="utf-8", newline="")
    said = program([*COMMANDS.get(code, COMMAND), "--format", "json"], folder=folder)
    return {found["code"] for found in json.loads(said.out)["findings"] if "/" not in found["code"]}


def test_there_is_a_page_for_every_code_in_their_order() -> None:
    assert list(PAGES) == sorted(CODES)


@pytest.mark.parametrize("code", EXAMPLES)
def test_the_wrong_example_shows_its_finding(code: str, tmp_path: Path, program: Program) -> None:
    assert codes_found(code, PAGES[code].wrong, tmp_path, program) == {code} | ALSO_FOUND.get(code, set())


@pytest.mark.parametrize("code", EXAMPLES)
def test_the_right_example_shows_none(code: str, tmp_path: Path, program: Program) -> None:
    assert codes_found(code, PAGES[code].right, tmp_path, program) == set()


@pytest.mark.parametrize("code", sorted(PAGES))
def test_a_page_is_written_for_people_in_both_languages(code: str) -> None:
    page = PAGES[code]
    texts = (page.cause, page.remedy)

    assert [bool(page.wrong), page.wrong == page.right] in ([True, False], [False, True])
    assert [words.zh.endswith("。") and words.en.endswith(".") for words in texts] == [True, True]
    assert (page.cause.zh.count("。") <= 3, page.remedy.zh.count("。") <= 2) == (True, True)
    assert [word for word in JARGON for words in texts if word in words.zh] == []


@pytest.mark.parametrize(("name", "language"), [("findings.md", "zh"), ("findings.en.md", "en")])
def test_the_manual_in_docs_is_what_explain_prints(
    name: str, language: str, program: Program, *, update_cases: bool
) -> None:
    path = REPOSITORY / "docs" / name
    said = program(["explain", "--markdown", "--lang", language])
    if update_cases:
        path.write_text(said.out, encoding="utf-8")

    assert (said.exit, said.err, said.out) == (0, "", path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("text", ["YA305", "ya305", "305", "full-width-colon"])
def test_a_code_is_found_by_any_of_its_names(text: str, program: Program) -> None:
    assert program(["explain", text]) == program(["explain", "YA305"])


def test_an_unknown_code_is_answered_with_the_nearest(program: Program) -> None:
    said = program(["explain", "YA35", "--lang", "en"])

    assert (said.exit, said.out, said.err.partition(" Known")[0]) == (
        2,
        "",
        "Usage error: The catalogue knows no 'YA35'; did you mean 'YA305'?",
    )
