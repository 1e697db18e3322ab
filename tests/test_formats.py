"""Formats of a run: each keeps its schema, findings are capped with the rest stated, several are written in one run."""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from collections.abc import Callable, Mapping
from decimal import Decimal
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from conftest import REPOSITORY, Program
from jsonschema import Draft7Validator
from jsonschema.validators import validator_for
from junitparser import JUnitXml
from python_calamine import CalamineWorkbook

from yanpei_audit import report
from yanpei_audit.calendar import read_period
from yanpei_audit.report.step_summary import step_summary
from yanpei_audit.report.view import View

SCHEMA: dict[str, Any] = json.loads(
    (Path(report.__file__).parent / "formats" / "check.schema.json").read_text(encoding="utf-8")
)
COUNTY, LADDER = (REPOSITORY / "examples" / name for name in ("county", "ladder"))
OFFICIAL = REPOSITORY.parent / "shared" / "schemas" / "sarif-schema-2.1.0.json"


PERIODS = ("2025-2026-1", "2025-2026-2", "2025-2026")
FORMS = ("json", "csv", "xlsx", "junit", "markdown", "sarif", "html", "gitlab", "rdjson")
BINARY, OF_JSON = ("xlsx", "csv", "junit"), ("json", "sarif", "gitlab", "rdjson")


County = Callable[..., Any]
WRITTEN: dict[str, Path] = {}


@pytest.fixture
def county(program: Program, tmp_path_factory: pytest.TempPathFactory) -> County:
    """Give what a format says of the example county, JSON read: one run a period writes every format."""

    def said(form: str, period: str = PERIODS[0]) -> Any:
        if period not in WRITTEN:
            folder = tmp_path_factory.mktemp("county")
            outputs = [option for name in FORMS for option in ("--output", f"{name}={folder / name}")]
            program(["check", "records", "--period", period, "-q", *outputs], folder=COUNTY)
            WRITTEN[period] = folder
        data = (WRITTEN[period] / form).read_bytes()
        return data if form in BINARY else json.loads(data) if form in OF_JSON else data.decode()

    return said


LATER = [pytest.param(period, marks=pytest.mark.unmeasured) for period in PERIODS[1:]]


@pytest.mark.parametrize("period", [PERIODS[0], *LATER])
def test_the_json_of_the_county_keeps_its_schema(period: str, county: County) -> None:
    assert [error.message for error in Draft7Validator(SCHEMA).iter_errors(county("json", period))] == []


def test_the_counted_amounts_add_up_to_the_number(county: County) -> None:
    results = [
        result
        for result in county("json", "2025-2026")["results"]
        if result["verdict"] != "undecided" and result["pack"] == "researcher-quota"
    ]

    assert [sum(float(one["amount"]) for one in result["counted"]) for result in results] == [
        float(result["measured"]) for result in results
    ]


@pytest.mark.unmeasured
def test_several_formats_in_one_run_are_the_files_of_several_runs(tmp_path: Path, program: Program) -> None:
    outputs = {form: tmp_path / form for form in report.FORMATS}
    options = [option for form, path in outputs.items() for option in ("--output", f"{form}={path}")]
    program(["check", "-q", *options], folder=LADDER)
    alone = {form: program(["check", "--format", form], folder=LADDER).raw for form in outputs}

    assert {form: path.read_bytes() for form, path in outputs.items()} == alone


ALL_OF_COUNTY = ["check", "records", "--period", "2025-2026-1", "--as-of", "2026-01-31"]


def findings_of(program: Program, folder: Path, *arguments: str) -> list[dict[str, Any]]:
    said = program(["check", "records", "--format", "json", *arguments], folder=folder)
    found: list[dict[str, Any]] = json.loads(said.out)["findings"]
    return found


def office_of(folder: Path, people: int, lessons: int = 3, extra: str = "") -> None:
    """Write so many people, each of whom is short of six quotas."""
    records = folder / "records"
    records.mkdir()
    for number in range(people):
        (records / f"{number:04}.yaml").write_text(
            f"编号: R{number:04}\n姓名: 教研员{number}\n单位: 县教师进修学校\n{extra}活动:\n"
            f"  - {{类型: 听课, 日期: 2025-09-09, 学校: 城关一小, 节数: {lessons}}}\n",
            encoding="utf-8",
        )


# SARIF: the official schema, and what it cannot say.


def sarif_of(program: Program, folder: Path, *arguments: str) -> dict[str, Any]:
    said = program([*arguments, "--format", "sarif"], folder=folder)
    run: dict[str, Any] = json.loads(said.out)["runs"][0]
    return run


def of_example(program: Program, folder: str, form: str) -> Any:
    return json.loads(program(["check", ".", "--format", form], folder=REPOSITORY / "examples" / folder).out)


@pytest.mark.skipif(not OFFICIAL.exists(), reason="the official schema is not here")
@pytest.mark.parametrize("folder", ["county", "ladder", "school", "slips"])
def test_sarif_keeps_the_official_schema(folder: str, program: Program, county: County) -> None:
    schema = json.loads(OFFICIAL.read_text(encoding="utf-8"))
    document = county("sarif") if folder == "county" else of_example(program, folder, "sarif")

    assert [error.message for error in validator_for(schema)(schema).iter_errors(document)] == []


def test_sarif_has_every_finding_of_the_json_at_its_place(county: County) -> None:
    (run,) = county("sarif")["runs"]
    regions = [
        (result["ruleId"], place["artifactLocation"]["uri"], *place["region"].values())
        for result in run["results"]
        for place in (result["locations"][0]["physicalLocation"],)
    ]

    assert regions == [
        (found["code"], quote(found["file"]), found["line"], found["column"], found["end_line"], found["end_column"])
        for found in county("json")["findings"]
    ]


def test_sarif_paths_are_relative_and_percent_encoded(tmp_path: Path, program: Program) -> None:
    office_of(tmp_path, 1)
    (tmp_path / "records" / "0000.yaml").rename(tmp_path / "records" / "王 芳#1.yaml")
    run = sarif_of(program, tmp_path, "check", "records", "--period", "2025-2026-1")
    places = [result["locations"][0]["physicalLocation"]["artifactLocation"] for result in run["results"]]

    assert places[0] == {"uri": "records/%E7%8E%8B%20%E8%8A%B3%231.yaml", "uriBaseId": "%SRCROOT%"}


def test_sarif_names_the_rule_of_every_result(county: County) -> None:
    (run,) = county("sarif")["runs"]
    rules = run["tool"]["driver"]["rules"]

    assert [rules[result["ruleIndex"]]["id"] for result in run["results"]] == [one["ruleId"] for one in run["results"]]


def test_what_an_exemption_takes_away_is_suppressed_in_sarif(program: Program) -> None:
    run = sarif_of(program, REPOSITORY / "examples" / "ladder", "check", ".")
    suppressed = [
        (result["ruleId"], result["message"]["text"], one["kind"], one["justification"])
        for result in run["results"]
        for one in result.get("suppressions", ())
    ]

    assert suppressed == [
        (
            "two-months/residency",
            "何免去：集中蹲点 5/60 天，还差 55 天；剩下的日子全用上也只能到 53 天，已无法补齐（2025-2026 学年第一学期）",
            "external",
            "免除：脱产参加省级骨干培训（县教研〔2025〕17号，教研室主任 高明批准，2025-09-01 至 2026-01-16，首尾两天都算）",
        )
    ]


# Fingerprints know a finding again when lines move.


def test_a_fingerprint_stays_when_lines_come_above_it_and_no_two_are_alike(tmp_path: Path, program: Program) -> None:
    wrong = "  - {类型: 听课, 日期: 2025-09-31}\n" * 2 + "  - {类型: 听客, 日期: 2025-09-09}\n"
    record = tmp_path / "records" / "a.yaml"
    record.parent.mkdir()
    texts = [f"编号: R001\n姓名: 王芳\n活动:\n{wrong}", f"# 备注\n\n编号: R001\n# 再一行\n姓名: 王芳\n活动:\n{wrong}"]
    prints = []
    for text in texts:
        record.write_text(text, encoding="utf-8")
        said = program(["check", "records", "--period", "2025-2026-1", "--format", "gitlab"], folder=tmp_path)
        prints.append([issue["fingerprint"] for issue in json.loads(said.out)])

    assert (prints[0], len(set(prints[0]))) == (prints[1], len(prints[1]))


def test_sarif_and_gitlab_give_the_same_fingerprints(county: County) -> None:
    (run,), issues = county("sarif")["runs"], county("gitlab")

    assert [result["partialFingerprints"]["yanpei-audit/v1"] for result in run["results"]] == [
        issue["fingerprint"] for issue in issues
    ]


# GitLab, reviewdog, JUnit.


@pytest.mark.parametrize("form", ["gitlab", "rdjson"])
@pytest.mark.parametrize("folder", ["county", "ladder", "slips"])
def test_documents_of_reviews_keep_their_documented_shape(
    form: str, folder: str, program: Program, county: County
) -> None:
    schema = json.loads((REPOSITORY / "tests" / "schemas" / f"{form}.json").read_text(encoding="utf-8"))
    document = county(form) if folder == "county" else of_example(program, folder, form)

    assert [error.message for error in Draft7Validator(schema).iter_errors(document)] == []


def test_rdjson_counts_bytes_where_the_others_count_characters(county: County) -> None:
    place = county("rdjson")["diagnostics"][0]["location"]
    line = (COUNTY / place["path"]).read_bytes().split(b"\n")[place["range"]["start"]["line"] - 1]
    start, end = place["range"]["start"]["column"], place["range"]["end"]["column"]

    assert line[start - 1 : end - 1].decode() == "2025-11-31"


def test_junit_has_a_case_for_every_outcome_and_fault(county: County) -> None:
    document, parsed = county("json"), JUnitXml.fromstring(county("junit"))
    counts = Counter(type(result).__name__ for suite in parsed for case in suite for result in case.result)
    verdicts = Counter(result["verdict"] for result in document["results"])
    advisory = sum(found["severity"] == "note" and "/" in found["code"] for found in document["findings"])
    faults = [found for found in document["findings"] if "/" not in found["code"]]

    assert (parsed.tests, counts) == (
        len(document["results"]) + len(faults),
        Counter(
            Failure=verdicts["short"] + verdicts["over"] - advisory,
            Error=verdicts["undecided"] + len(faults),
            Skipped=verdicts["not_applicable"],
        ),
    )


# GitHub: at most ten annotations a level, and a summary that fits.


def commands_of(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.startswith("::")]


@pytest.mark.unmeasured
def test_of_200_findings_github_gets_ten_a_level_and_the_total(tmp_path: Path, program: Program) -> None:
    office_of(tmp_path, 20, extra="学校: 错\n")
    office = tmp_path / "records"
    for number in range(25):
        (office / f"x{number:02}.yaml").write_text(
            f"编号: X{number:02}\n姓名: 某{number}\n活动:\n"
            + "".join(f"  - {{类型: 听客{line}, 日期: 2025-09-{line + 1:02}}}\n" for line in range(9)),
            encoding="utf-8",
        )
    total = len(findings_of(program, tmp_path, "--period", "2025-2026-1"))
    said = program(["check", "records", "--period", "2025-2026-1", "--format", "github"], folder=tmp_path)
    levels = Counter(line.split(" ")[0].split("::")[1] for line in commands_of(said.out))
    stated = [line for line in commands_of(said.out) if line.startswith("::notice::")]

    assert (total > 200, levels, stated) == (
        True,
        {"error": 10, "notice": 1},
        [
            f"::notice::共 {total} 个问题：错误 {total}、警告 0、提示 0；这里列出 10 个，另有 {total - 10} 个，见汇总或 --format json"
        ],
    )


def test_annotations_point_at_the_place_and_carry_the_fix(program: Program) -> None:
    said = program([*ALL_OF_COUNTY, "--format", "github", "--lang", "en"], folder=COUNTY)

    assert commands_of(said.out)[0] == (
        "::error file=records/luo-dayong.yaml,line=83,endLine=83,col=20,endColumn=30,title=YA405"
        "::There is no date '2025-11-31'%0AFix: 2025-11 has 30 days"
    )


def test_github_is_the_format_of_its_jobs_and_the_summary_goes_where_it_says(
    tmp_path: Path, program: Program, county: County
) -> None:
    summary = tmp_path / "summary.md"
    summary.write_text("before\n", encoding="utf-8")
    variables = {"GITHUB_ACTIONS": "true", "GITHUB_STEP_SUMMARY": str(summary)}
    said = program(ALL_OF_COUNTY, folder=COUNTY, variables=variables)

    assert (commands_of(said.out) != [], summary.read_text(encoding="utf-8")) == (
        True,
        "before\n" + county("markdown"),
    )


@pytest.mark.parametrize("room", [200, 5_000, 20_000])
def test_a_step_summary_is_cut_between_lines_and_says_what_is_missing(room: int) -> None:
    lines = [f"| 教研员{number} | 听课 |" for number in range(1000)]
    page = "\n".join(lines) + "\n"
    cut = step_summary(page, View(), room)
    kept = [line for line in cut.splitlines() if line in lines]

    assert (len(cut.encode()) <= room, kept, cut.splitlines()[-1]) == (
        True,
        lines[: len(kept)],
        f"这里放不下，另有 {1000 - len(kept)} 行；全部见 report 写的汇总",
    )


def test_no_room_at_all_leaves_the_summary_alone() -> None:
    assert step_summary("# 汇总\n" * 10, View(), 0) == ""


def test_the_step_summary_of_many_people_stays_below_its_limit(
    tmp_path: Path, program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    office_of(tmp_path, 40)
    summary = tmp_path / "summary.md"
    summary.write_text("before\n" * 1000, encoding="utf-8")
    monkeypatch.setattr("yanpei_audit.cli.commands.check.MOST_BYTES", 20_000)
    said = program(
        ["check", "records", "--period", "2025-2026-1", "--format", "github"],
        folder=tmp_path,
        variables={"GITHUB_STEP_SUMMARY": str(summary)},
    )
    size = summary.stat().st_size

    assert (said.exit, size > 19_000, size <= 20_000) == (1, True, True)


# Spreadsheets.


def sheets_of(data: bytes) -> dict[str, list[list[Any]]]:
    workbook = CalamineWorkbook.from_filelike(BytesIO(data))
    return {name: workbook.get_sheet_by_name(name).to_python() for name in workbook.sheet_names}


def test_the_workbook_follows_every_number_to_its_activities_and_its_clause(county: County) -> None:
    sheets = sheets_of(county("xlsx"))
    head, *outcomes = sheets["结果"]
    place = {name: head.index(name) for name in head}
    activities = sheets["数字背后的活动"][1:]
    sums: Counter[tuple[str, str, str]] = Counter()
    for person, _name, rule, _title, period, _clause, *_what, amount, _reason, _file, _line in activities:
        if amount != "":
            sums[person, rule, period] += Decimal(str(amount))
    shares = {"county-supplement/unannounced-share"}
    told = {
        (row[place["编号"]], row[place["规则编号"]], row[place["周期"]]): Decimal(str(row[place["实际"]] or 0))
        for row in outcomes
        if row[place["规则编号"]] not in shares and row[place["结论"]] not in ("无法判定", "不适用")
    }

    assert (
        {key: sums[key] for key in told},
        all(row[place["依据"]] and row[place["出处"]] for row in outcomes),
    ) == (told, True)


def test_what_only_looks_like_a_number_stays_text_in_the_workbook(tmp_path: Path, program: Program) -> None:
    office_of(tmp_path, 1)
    record = tmp_path / "records" / "0000.yaml"
    record.write_text(record.read_text(encoding="utf-8").replace("R0000", "'0123456789012345678'"), encoding="utf-8")
    said = program(["check", "records", "--period", "2025-2026-1", "--format", "xlsx"], folder=tmp_path)

    assert sheets_of(said.raw)["结果"][1][0] == "0123456789012345678"


def test_csv_begins_with_the_mark_by_which_excel_knows_it(county: County) -> None:
    data = county("csv")
    rows = list(csv.reader(StringIO(data.decode("utf-8-sig"))))

    assert (data[:3], {len(row) for row in rows}) == (b"\xef\xbb\xbf", {20})


def test_a_format_whose_library_is_missing_says_how_to_get_it(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("yanpei_audit.cli.commands.check.find_spec", lambda _name: None)
    said = program([*ALL_OF_COUNTY, "--output", "xlsx=a.xlsx"], folder=COUNTY)

    assert (said.exit, said.out, said.err) == (
        2,
        "",
        "用法错误：写 xlsx 要先安装：pip install 'yanpei-audit[excel]'\n",
    )


# The same numbers everywhere.


def numbers_of_json(document: Mapping[str, Any]) -> dict[tuple[str, str, str], tuple[str, str, str]]:
    return {
        (result["subject"]["id"].split("+")[0], f"{result['pack']}/{result['rule']}", result["period"]): (
            result["measured"] or "",
            result["at_least"] or "",
            result["shortfall"] if result["shortfall"] not in (None, "0") else "",
        )
        for result in document["results"]
    }


def as_text(cell: object) -> str:
    return f"{cell:g}" if isinstance(cell, float) else str(cell)


@pytest.mark.parametrize("period", [PERIODS[0], *LATER])
def test_one_command_writes_formats_whose_numbers_are_the_same(period: str, county: County) -> None:
    told = numbers_of_json(county("json", period))
    periods = {read_period(key[2]).words.zh: key[2] for key in told}
    of_csv, of_xlsx = (
        {(row[0], row[6], periods[row[8]]): (as_text(row[10]), as_text(row[11]), as_text(row[14])) for row in rows[1:]}
        for rows in (
            list(csv.reader(StringIO(county("csv", period).decode("utf-8-sig")))),
            sheets_of(county("xlsx", period))["结果"],
        )
    )
    cases = [
        (case.classname.rpartition(" ")[2], (case.system_out or case.result[0].message).split("; ")[0])
        for suite in list(JUnitXml.fromstring(county("junit", period)))[:-1]
        for case in suite
    ]
    measured = Counter((person, said.split(" ")[0]) for person, said in cases if "/" not in said)
    page = county("markdown", period).partition("## 全员一览")[2].partition("\n## ")[0]
    cells = [
        cell.strip()
        for line in page.splitlines()
        if line.startswith("| ") and "---" not in line
        for cell in line.strip("| ").split(" | ")
    ]
    on_page = Counter(
        figures.partition("/")[0] for cell in cells if (figures := cell.split(" ")[0])[:1].isdigit() and "/" in figures
    )

    messages = [one["message"]["text"].split("\n")[0] for one in county("sarif", period)["runs"][0]["results"]]

    assert (of_csv, of_xlsx, measured, messages) == (
        told,
        told,
        Counter((key[0], numbers[0]) for key, numbers in told.items() if numbers[0]),
        [found["message"] for found in county("json", period)["findings"]],
    )
    if period != "2025-2026":  # a table sums up the terms of a year
        assert on_page == Counter(numbers[0] for numbers in told.values() if numbers[0])


@pytest.mark.parametrize("name", ["reports.md", "reports.en.md"])
def test_the_page_about_reports_lists_every_format_and_document(name: str) -> None:
    text = (REPOSITORY / "docs" / name).read_text(encoding="utf-8")
    listed = [
        one.strip() for row in re.findall(r"^\| ([a-z, 、]+) \|", text, re.MULTILINE) for one in re.split("[、,]", row)
    ]
    documents = re.findall(r"^\| (\S+\.md) \|", text, re.MULTILINE)

    assert ([one for one in listed if one not in ("format", "file")], len(documents)) == (list(report.FORMATS), 5)


@pytest.mark.parametrize("path", ["registry/people.yaml", "calendar.yaml", "new.yml", "records/new.YAML"])
def test_no_format_is_written_where_records_and_settings_stand(path: str, tmp_path: Path, program: Program) -> None:
    office_of(tmp_path, 1)
    said = program(["check", "records", "--output", f"json={path}"], folder=tmp_path)

    assert (said.exit, said.err, (tmp_path / path).exists()) == (
        2,
        f"用法错误：--output 不写 .yaml 文件（“{path}”）：那是记录和设置用的\n",
        False,
    )


@pytest.mark.parametrize("folder", ["county", "ladder", "school", "slips"])
def test_every_range_of_rdjson_begins_and_ends_between_characters(folder: str, program: Program) -> None:
    work = REPOSITORY / "examples" / folder
    found = json.loads(program(["check", ".", "--format", "rdjson"], folder=work).out)["diagnostics"]
    ranges = [(one["location"]["path"], one["location"]["range"]) for one in found]
    texts = []
    for path, place in ranges:
        line = (work / path).read_bytes().split(b"\n")[place["start"]["line"] - 1]
        ends = (place["start"].get("column"), place.get("end", {}).get("column"))
        texts += [line[: (end or 1) - 1].decode() for end in ends]

    assert len(texts) == 2 * len(ranges)


def test_two_working_folders_of_one_repository_have_fingerprints_of_their_own(tmp_path: Path, program: Program) -> None:
    prints = []
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        office_of(tmp_path / name, 1)
        said = program(["check", f"{name}/records", "--period", "2025-2026-1", "--format", "gitlab"], folder=tmp_path)
        prints += [issue["fingerprint"] for issue in json.loads(said.out)]

    assert len(set(prints)) == len(prints)
