"""Mutated record files: nothing crashes, nothing changes in silence, tidying is safe, and both parsers agree.

The laws stand in `fuzz.py`, which holds any number of files to them; here each is held to a few hundred.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from random import Random

import fuzz
import pytest
from fuzz import LAWS, SECONDS, Case, at_most
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from mutators import Mutant, mutated, record

from yanpei_audit.desk.tidying import tidied

pytestmark = pytest.mark.unmeasured

SEEDS = st.integers(0, 2**64)
MUTANTS = SEEDS.map(lambda seed: mutated(Random(seed)))
TRIES = 200
bounded = settings(max_examples=150, deadline=None, derandomize=True, phases=[Phase.generate])


HEAD = "编号: R001\n姓名: 王芳\n活动:\n"
BLOCK = HEAD + "  - 类型: 听课\n    日期: 2025-09-09\n    学校: "
BRACES = HEAD + "  - {类型: 听课, 日期: 2025-09-09, 学校: "
# Files that broke a law, found by mutation and made small by hand.
FOUND = {
    "comma behind quotes": BLOCK + '"城关一小",\n',
    "brace behind quotes": BLOCK + '"城关一小"}\n',
    "tab before a comment": BLOCK + "城关一小\t# 已核实\n",
    "tab behind a list": BLOCK + "城关一小\n    证据: [甲.jpg]\t\n",
    "tab before a colon": BLOCK.removesuffix(": ") + "\t: 城关一小\n",
    "comment glued to a bar": BLOCK + "城关一小\n备注: |#3\n  甲\n",
    "tab in a text": BLOCK + "城关一小\n备注: >\n  甲\n\t乙\n",
    "line separator": BLOCK + '城关一小\n备注: "甲" 乙\u2028丙\n',
    "carriage return": BLOCK + '"甲"\r\r\n',
    "carriage return before a key": "姓名\r编号:",
    "end of a document": BLOCK + "城关一小\n...\n备注: 甲\n",
    "escape without a character": BRACES + '"\\UFFFFFFFF" 城关一小}\n',
    "escape right behind the last character": BRACES + 'a, "\\U00110000": 1}\n',
    "tab before a colon in braces": BRACES + "城关一小, 节数\t: 2}\n",
    "tab behind the colon of a quoted key": BRACES + '城关一小, "节数":\t2}\n',
    "brace behind a full-width one": BRACES + "城关一小｝{\n",
    "brace behind a full-width bracket": HEAD + "  - [教研员］{\n",
    "carriage return in braces": HEAD + "  - {\r \n",
    "next line in braces": HEAD + "  - {\x85类型: 听课}\n",
    "full-width blanks in braces of several lines": BRACES
    + "城关一小,\n\u3000\u3000\u3000节数: '2',\n     主题: \"阅读\"}\n",
    "no-break blank in braces of several lines": HEAD
    + "  - {类型: 讲座,\n\u00a0    日期: 2025-09-09,\n     主题: ［复习］}\n",
    "no opening brace": '  "编号": "R001",\n  "姓名": "王芳",\n  "活动": []\n}\n',
    "two byte order marks": "\ufeff\ufeff" + HEAD + "  - {类型: 听课, 日期: 2025年9月9日, 学校: 城关一小}\n",
    "stray bracket": "[\n" + BLOCK + "城关一小\n",
    "no key": ": a\n",
}


def smallest(mutant: Mutant, law: str) -> bytes:
    """Give a smaller file that breaks a law as well: lines are left out while it does, then shorter pieces."""
    left = TRIES

    def breaks(pieces: Sequence[str]) -> bool:
        nonlocal left
        left -= 1
        case = Case("".join(pieces).encode("utf-8", "surrogateescape"), mutant.source)
        try:
            with at_most(SECONDS / 10):
                return any(True for _fault in LAWS[law](case))
        except Exception:  # noqa: BLE001 - no law allows for one
            return True

    text = mutant.data.decode("utf-8", "surrogateescape")
    splits: tuple[Callable[[str], list[str]], ...] = (partial(str.splitlines, keepends=True), list)
    for split in splits:
        pieces = split(text)
        size = len(pieces) // 2
        while size and left > 0:
            at = 0
            while at < len(pieces) and left > 0:
                if breaks(fewer := pieces[:at] + pieces[at + size :]):
                    pieces = fewer
                else:
                    at += size
            size //= 2
        text = "".join(pieces)
    return text.encode("utf-8", "surrogateescape")


def hold(law: str, mutant: Mutant) -> None:
    """Hold a file to a law; where it breaks it, say so by a smaller one."""
    with at_most(SECONDS):
        faults = list(LAWS[law](Case(mutant.data, mutant.source)))
    if faults:
        small = smallest(mutant, law)
        faults = [repr(small.decode("utf-8", "backslashreplace")), *LAWS[law](Case(small, mutant.source))]

    assert not faults, "\n".join(faults)


@bounded
@given(MUTANTS)
def test_reading_and_judging_end_and_every_finding_stands_in_the_file(mutant: Mutant) -> None:
    hold("misplaced", mutant)


@bounded
@given(MUTANTS)
def test_where_nothing_is_found_another_parser_reads_the_same(mutant: Mutant) -> None:
    hold("silent", mutant)


@bounded
@given(MUTANTS)
def test_tidying_once_is_enough_and_loses_nothing(mutant: Mutant) -> None:
    hold("untidy", mutant)


@bounded
@given(MUTANTS)
def test_tidying_leaves_alone_what_was_right(mutant: Mutant) -> None:
    hold("meddling", mutant)


@bounded
@given(MUTANTS)
def test_tidying_makes_no_text_of_punctuation(mutant: Mutant) -> None:
    hold("baking", mutant)


@bounded
@given(MUTANTS)
def test_tidying_can_prove_what_it_does(mutant: Mutant) -> None:
    hold("refused", mutant)


@bounded
@given(MUTANTS)
def test_the_parser_without_c_reads_the_same(mutant: Mutant) -> None:
    hold("differing", mutant)


@bounded
@given(SEEDS)
def test_valid_files_have_no_findings_and_tidying_changes_only_spellings(seed: int) -> None:
    text = record(Random(seed))
    case = Case(text.encode())
    hold("silent", Mutant(text, case.data))
    hold("untidy", Mutant(text, case.data))

    assert ([(found.code, found.excerpt) for found in case.findings], case.tidied.refused) == ([], False)


@bounded
@given(SEEDS)
def test_valid_files_in_plain_spelling_stay_as_they_are(seed: int) -> None:
    text = record(Random(seed), plain=True)

    assert tidied(text.encode(), "x.yaml") == (text.encode(), False)


@pytest.mark.parametrize("text", FOUND.values(), ids=FOUND.keys())
def test_files_that_broke_a_law_break_none(text: str) -> None:
    with at_most(SECONDS):
        case = Case(text.encode(), text)
        broken = {name: faults for name, law in LAWS.items() if (faults := list(law(case)))}

    assert broken == {}


def test_the_fuzz_command_reads_judges_and_tidies_without_an_exception(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = fuzz.main(["--cases", "600", "--laws", "misplaced", "--keep", str(tmp_path)])
    said = capsys.readouterr().out
    found = re.search(r"^600 files, (\d+) codes: (\d+) exceptions, (\d+) misplaced$", said, re.MULTILINE)

    assert found is not None
    assert (code, int(found[1]) >= 40, found[2], found[3]) == (0, True, "0", "0"), said


def test_the_mutations_bite(capsys: pytest.CaptureFixture[str]) -> None:
    fuzz.main(["--cases", "500", "--control"])
    said = capsys.readouterr().out
    found = re.search(r"^500 files by ruamel.yaml: (\d+) exceptions, (\d+) refused$", said, re.MULTILINE)

    assert found is not None
    assert (int(found[1]) > 0, int(found[2]) > 0) == (True, True), said
