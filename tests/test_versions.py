"""Versions of a pack: the period chooses, gaps and overlaps are errors, and the past stays what it was."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from conftest import Program
from office import LESSONS, Files, judged, lessons, pack_of, person

from yanpei_audit.calendar import read_period


def version(bound: int, first: str, last: str | None = None, **rule: Any) -> str:
    effective = {"from": first, **({"to": last} if last else {})}
    return pack_of({"measure": LESSONS, "at_least": str(bound), **rule}, effective=effective)


@pytest.mark.parametrize(
    ("term", "bound", "verdict"),
    [
        ("2023-2024-1", 40, "short"),
        ("2025-2026-1", 40, "short"),
        ("2025-2026-2", 30, "met"),
        ("2029-2030-1", 30, "met"),
        ("2022-2023-2", None, "not_applicable"),
    ],
)
def test_the_period_chooses_the_version(term: str, bound: int | None, verdict: str) -> None:
    period = read_period(term)
    files = Files(version(40, "2023-09-01"), later=(version(30, "2026-02-01"),))
    found = judged(person(lessons(35, str(period.first))), files, period=period)

    assert [(one.bounds.at_least if bound else None, one.verdict.value) for one in found] == [(bound, verdict)]


@pytest.mark.parametrize(
    ("last", "first", "codes"),
    [
        (None, "2026-02-01", []),
        ("2026-01-31", "2026-02-01", []),
        ("2026-02-01", "2026-02-01", ["YA722"]),
        ("2026-12-31", "2026-02-01", ["YA722"]),
        ("2026-01-30", "2026-02-01", ["YA723"]),
        (None, "2023-09-01", ["YA712"]),
    ],
)
def test_versions_follow_each_other(last: str | None, first: str, codes: list[str]) -> None:
    book = Files(version(40, "2023-09-01", last), later=(version(30, first),)).book()

    assert [(found.code, found.span.path) for found in book.findings] == [(code, "own1.yaml") for code in codes]


RECORD = "编号: P1\n姓名: 甲\n活动:\n  - {类型: 听课, 日期: 2025-09-09, 学校: 甲校, 节数: 35}\n"


def written(folder: Path, files: Mapping[str, str]) -> Path:
    for name, text in files.items():
        (folder / name).parent.mkdir(exist_ok=True, parents=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_the_past_stays_byte_for_byte_what_it_was_when_a_version_appears(tmp_path: Path, program: Program) -> None:
    kinds = {"kinds": [{"name": "送教上门", "en": "home-teaching"}]}
    old, new = (
        json.dumps({**json.loads(text), **kinds}) for text in (version(40, "2023-09-01"), version(30, "2026-02-01"))
    )
    before = {"records/a.yaml": RECORD, "own.yaml": old, "yanpei.yaml": "packs: [own.yaml]\n"}
    after = {**before, "own-2026.yaml": new, "yanpei.yaml": "packs: [own-2026.yaml, own.yaml]\n"}
    arguments = ["check", "records", "--period", "2025秋", "--as-of", "2026-01-31", "--format"]
    one, two = written(tmp_path / "before", before), written(tmp_path / "after", after)
    said = {
        form: [program([*arguments, form], folder=folder) for folder in (one, two)]
        for form in ("json", "table", "text")
    }
    spring = json.loads(program(["check", "records", "--period", "2026春", "--format", "json"], folder=two).out)

    assert [first == second for first, second in said.values()] == [True, True, True]
    assert [said["json"][0].exit, [pack["version"] for pack in spring["packs"]]] == [1, ["2026-02-01"]]


def test_without_the_version_of_a_period_it_is_not_judged_by_another(tmp_path: Path, program: Program) -> None:
    new = {"records/a.yaml": RECORD, "own.yaml": version(30, "2026-02-01"), "yanpei.yaml": "packs: [own.yaml]\n"}
    said = program(["check", "records", "--period", "2025秋", "--format", "json"], folder=written(tmp_path, new))
    found = json.loads(said.out)

    assert (said.exit, [one["verdict"] for one in found["results"]]) == (4, ["not_applicable"])
    assert [one["code"] for one in found["findings"]] == ["YA715"]
