"""`diff` says who flips between two states of a folder in git, and by what; every cause is a seeded one."""

from __future__ import annotations

import datetime as dt
import json
import os
import subprocess
from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from conftest import Program, Said
from rich.cells import cell_len

from yanpei_audit.audit import Outcome, Verdict
from yanpei_audit.audit.outcomes import Partner
from yanpei_audit.calendar import read_period
from yanpei_audit.comparing import Component, Difference, Flip, OneSided
from yanpei_audit.comparing.flips import Key
from yanpei_audit.findings import SourceSpan
from yanpei_audit.language import Words
from yanpei_audit.records import Person
from yanpei_audit.report.difference import FORMATS, Compared
from yanpei_audit.report.view import View
from yanpei_audit.rules import Bounds, RuleId

TERM = "2025-2026-1"
PERIOD = ["--period", TERM]
Texts = Mapping[str, str | None]


def pack(**bounds: int) -> str:
    """Write a pack of rules that want so many lessons of 听课 or 评课 a term, for 教研员 where these are named."""
    kinds = {"seen": "听课", "judged": "评课"}
    rules = [
        {"id": name, "title": name, "measure": {"total": "lessons", "of": {"kind": kinds[name]}}, "at_least": bound}
        for name, bound in bounds.items()
    ]
    head = {"pack": "own", "title": "自定", "effective": {"from": "2023-09-01"}, "source": {"document": "某文"}}
    rules = [{**rule, "source": "S1"} for rule in rules]
    return json.dumps({**head, "applies_to": {"roles": ["教研员"]}, "period": "term", "rules": rules})


def record(person: str, seen: int = 0, judged: int = 0, day: str = "2025-09-09", roles: str = "教研员") -> str:
    """Write the record of somebody who saw and judged so many lessons on a day."""
    done = [f"  - {{类型: 听课, 日期: {day}, 学校: 甲校, 节数: {seen}}}"] * bool(seen)
    done += [f"  - {{类型: 评课, 日期: {day}, 学校: 甲校, 节数: {judged}}}"] * bool(judged)
    head = [f"编号: {person}", f"姓名: {person}", *([f"岗位: [{roles}]"] if roles else []), "活动:"]
    return "\n".join([*head, *(done or ["  - {类型: 读书, 日期: 2025-09-09, 书名: 某书}"])]) + "\n"


SETTINGS = "packs: [rules/own.yaml]\n"
BASE: Texts = {
    "yanpei.yaml": SETTINGS,
    "rules/own.yaml": pack(seen=4, judged=2),
    **{f"records/{one}.yaml": record(one, 5, 3) for one in ("R001", "R002", "R003", "R004")},
    "records/R005.yaml": record("R005", 3, 3),
}


def git(folder: Path, *arguments: str, day: str = "2026-06-01") -> str:
    variables = {f"GIT_{who}_{what}": "a" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    dates = {f"GIT_{who}_DATE": f"{day}T12:00:00+08:00" for who in ("AUTHOR", "COMMITTER")}
    settled = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull, "PATH": os.environ["PATH"]}
    done = subprocess.run(
        ["git", *arguments],
        cwd=folder,
        env={**settled, **variables, **dates},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip()


def write(folder: Path, texts: Texts) -> None:
    for name, text in texts.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if text is None:
            path.unlink()
        else:
            path.write_text(text, encoding="utf-8")


def repository(folder: Path, texts: Texts = BASE, *, day: str = "2026-06-01", below: str = "") -> Path:
    """Make a repository whose only commit holds these files, and give the working folder in it."""
    write(folder / below, texts)
    git(folder, "init", "-q", "-b", "main")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "base", day=day)
    return folder / below


def difference(program: Program, folder: Path, *arguments: str) -> tuple[int, dict[str, Any]]:
    said = program(["diff", "--base", "main", "--format", "json", *(arguments or PERIOD)], folder=folder)
    assert said.err == ""
    found: dict[str, Any] = json.loads(said.out)
    return said.exit, found


def flips(found: dict[str, Any]) -> list[tuple[str, ...]]:
    """Give each flip in a row: who, what, from, to, by what, in which files."""
    return [
        (
            one["subject"]["id"],
            one["rule"],
            one["before"]["verdict"] if one["before"] else "",
            one["after"]["verdict"] if one["after"] else "",
            ("+" if one["together"] else "|").join(one["causes"]),
            " ".join(one["files"]),
        )
        for one in found["flips"]
    ]


def usage(said: Said) -> tuple[int, str, str]:
    return said.exit, said.out, said.err.removeprefix("用法错误：").rstrip("\n")


SEEDED: Texts = {
    "rules/own.yaml": pack(seen=4, judged=4),
    "records/R001.yaml": record("R001", 3, 4),
    "records/R002.yaml": record("R002", 5, 4).replace("节数: 5", "节数: 五五"),
    "records/R005.yaml": record("R005", 4, 3),
}


def test_one_changed_bound_and_three_changed_records_flip_whom_they_should(tmp_path: Path, program: Program) -> None:
    head = record("R006", 5, 5, roles="校长")  # nobody whom a rule is for, nor once the record cannot be read
    folder = repository(tmp_path, {**BASE, "records/R006.yaml": head})
    write(folder, {**SEEDED, "records/R006.yaml": head.replace("节数: 5", "节数: 五五")})

    code, found = difference(program, folder)

    assert (code, flips(found), found["components"]) == (
        1,
        [
            ("R001", "seen", "met", "short", "records", "records/R001.yaml"),
            ("R003", "judged", "met", "short", "rules", "rules/own.yaml"),
            ("R004", "judged", "met", "short", "rules", "rules/own.yaml"),
            ("R005", "judged", "met", "short", "rules", "rules/own.yaml"),
            ("R002", "seen", "met", "undecided", "records", "records/R002.yaml"),
            ("R002", "judged", "met", "undecided", "records", "records/R002.yaml"),
            ("R005", "seen", "short", "met", "records", "records/R005.yaml"),
        ],
        ["records", "rules"],
    )


def test_text_says_who_flips_and_why(tmp_path: Path, program: Program) -> None:
    folder = repository(tmp_path)
    write(folder, {"records/R001.yaml": record("R001", 3, 4), "records/R009.yaml": record("R009", 1, 9)})
    write(folder, {"records/R003.yaml": None})
    commit = git(folder, "rev-parse", "--short=7", "main")

    said = [
        program(["diff", "--base", "main", *PERIOD, "--lang", language], folder=folder) for language in ("zh", "en")
    ]

    assert said == [
        Said(
            1,
            f"""\
2025-2026 学年第一学期：现在（截至 2026-01-31）与 main（{commit}，截至 2026-01-31）相比
有不同的：记录。比较 8 项，结论变了的 1 项，其中新出现的未达标 1 项

R001（R001）seen own/seen，2025-2026-1
  5/4 达标 → 3/4 未达标
  原因：记录：records/R001.yaml

新出现的人：R009（R009）：未达标 1、达标 1
不再有的人：R003（R003）：达标 2
""",
            "",
        ),
        Said(
            1,
            f"""\
2025-2026-1: now (as of 2026-01-31) against main ({commit}, as of 2026-01-31)
What differs: records. 8 outcomes compared, 1 verdicts differ, 1 of them newly fail

R001 (R001): seen own/seen, 2025-2026-1
  5/4 met → 3/4 short
  By: records: records/R001.yaml

New: R009 (R009): short 1, met 1
Gone: R003 (R003): met 2
""",
            "",
        ),
    ]


def test_without_flips_it_says_so(tmp_path: Path, program: Program) -> None:
    folder = repository(tmp_path)
    commit = git(folder, "rev-parse", "--short=7", "main")
    heading = f"2025-2026 学年第一学期：现在（截至 2026-01-31）与 main（{commit}，截至 2026-01-31）相比\n"
    same = program(["diff", "--base", "main", *PERIOD], folder=folder)
    write(folder, {"records/R001.yaml": record("R001", 6, 3)})
    more = program(["diff", "--base", "main", *PERIOD], folder=folder)

    assert [same, more] == [
        Said(0, f"{heading}两边没有任何不同。没有人的结论变了（比较 10 项）\n", ""),
        Said(0, f"{heading}有不同的：记录。没有人的结论变了（比较 10 项）\n", ""),
    ]


EXEMPTION = (
    "{人员: R005, 规则: own/seen, 效力: 减为 3, 事由: 病, 批准人: 李, 文号: 1 号, 起: 2025-09-01, 止: 2026-08-31}"
)
ROSTER = "人员名册:\n  - {编号: R001, 姓名: R001, 岗位: [%s]}\n"
LATE = {"records/R001.yaml": record("R001", 5, 5, "2026-01-25")}
SILENT = {"records/R001.yaml": record("R001", 5, 5, roles="")}
SOLE: dict[str, tuple[Texts, Texts, list[tuple[str, ...]]]] = {
    "exemptions": (
        {},
        {"exemptions.yaml": f"豁免:\n  - {EXEMPTION}\n"},
        [("R005", "seen", "short", "met", "exemptions", "exemptions.yaml")],
    ),
    "roster": (
        {**SILENT, "registry/people.yaml": ROSTER % "教研员"},
        {"registry/people.yaml": ROSTER % "校长"},
        [("R001", rule, "met", "", "roster", "registry/people.yaml") for rule in ("seen", "judged")],
    ),
    "calendar": (
        LATE,
        {"calendar.yaml": f"学期表:\n  - {{学期: {TERM}, 起: 2025-09-01, 止: 2026-01-20}}\n"},
        [("R001", rule, "met", "short", "calendar", "calendar.yaml") for rule in ("seen", "judged")],
    ),
}


@pytest.mark.parametrize("component", SOLE)
def test_each_component_is_found_where_a_record_of_somebody_else_and_a_bound_differ_too(
    component: str, tmp_path: Path, program: Program
) -> None:
    before, after, expected = SOLE[component]
    folder = repository(tmp_path, {**BASE, **before})
    write(folder, {**after, "records/R004.yaml": record("R004", 6, 6), "rules/own.yaml": pack(seen=4, judged=3)})

    assert flips(difference(program, folder)[1]) == expected


def test_the_day_alone_is_found(tmp_path: Path, program: Program) -> None:
    folder = repository(tmp_path, day="2025-09-12")
    write(folder, {"records/R004.yaml": record("R004", 6, 6)})
    found = difference(program, folder)[1]

    assert (found["as_of"], flips(found)) == (
        {"base": "2025-09-12", "head": "2026-01-31"},
        [("R005", "seen", "on_track", "short", "date", "")],
    )
    assert flips(difference(program, folder, "--as-of", "2025-12-31")[1]) == []


def test_a_settled_day_is_that_of_both_states(tmp_path: Path, program: Program) -> None:
    folder = repository(tmp_path, {**BASE, "yanpei.yaml": f"{SETTINGS}as_of: 2026-01-31\n"}, day="2025-09-12")
    found = difference(program, folder, "--lang", "zh")[1]

    assert (found["period"], found["as_of"], found["flips"]) == (
        TERM,
        {"base": "2026-01-31", "head": "2026-01-31"},
        [],
    )


def test_two_components_are_said_to_do_together_what_neither_does_alone(tmp_path: Path, program: Program) -> None:
    folder = repository(tmp_path, {**BASE, "records/R001.yaml": record("R001", 6, 6)})
    write(folder, {"records/R001.yaml": record("R001", 5, 6), "rules/own.yaml": pack(seen=6, judged=2)})
    write(folder, {"exemptions.yaml": f"豁免:\n  - {EXEMPTION}\n".replace("R005", "R002").replace("减为 3", "免除")})
    write(folder, {"records/R003.yaml": record("R003", 7, 3)})
    found = difference(program, folder)[1]
    said = program(["diff", "--base", "main", *PERIOD], folder=folder).out.split("\n\n")[1]

    assert flips(found) == [
        ("R001", "seen", "met", "short", "records+rules", "records/R001.yaml rules/own.yaml"),
        ("R004", "seen", "met", "short", "rules", "rules/own.yaml"),
        ("R002", "seen", "met", "exempt", "rules+exemptions", "rules/own.yaml exemptions.yaml"),
    ]
    assert said.split("\n")[-1] == "  原因：记录、规则合起来：records/R001.yaml、rules/own.yaml"


def test_either_of_two_components_is_a_cause_where_each_alone_leads_there(tmp_path: Path, program: Program) -> None:
    folder = repository(tmp_path)
    write(folder, {"records/R001.yaml": record("R001", 3, 3), "rules/own.yaml": pack(seen=6, judged=2)})

    assert flips(difference(program, folder)[1])[0] == (
        "R001",
        "seen",
        "met",
        "short",
        "records|rules",
        "records/R001.yaml rules/own.yaml",
    )


def test_rules_that_one_state_has_are_one_line_each(tmp_path: Path, program: Program) -> None:
    folder = repository(tmp_path, {**BASE, "rules/own.yaml": pack(seen=4)})
    write(folder, {"rules/own.yaml": pack(judged=4)})
    code, found = difference(program, folder)
    line = {"pack": "own", "period": TERM, "people": 5}

    assert (code, found["flips"], found["rules_added"], found["rules_removed"]) == (
        1,
        [],
        [{**line, "rule": "judged", "title": "judged", "failing": 5}],
        [{**line, "rule": "seen", "title": "seen", "failing": 1}],
    )


def test_a_rule_stays_the_same_in_another_version_of_its_pack(tmp_path: Path, program: Program) -> None:
    folder = repository(tmp_path)
    write(folder, {"rules/own.yaml": pack(seen=4, judged=4).replace("2023-09-01", "2024-09-01")})
    found = difference(program, folder)[1]

    assert ({row[1:5] for row in flips(found)}, found["rules_added"], found["rules_removed"]) == (
        {("judged", "met", "short", "rules")},
        [],
        [],
    )


def test_paths_limit_both_states_and_a_new_file_is_a_new_person(tmp_path: Path, program: Program) -> None:
    folder = repository(tmp_path, below="office/县 室")
    write(folder, {**SEEDED, "records/R009.yaml": record("R009", 5, 5)})
    some = [difference(program, folder, *PERIOD, f"records/{one}.yaml")[1] for one in ("R001", "R009")]
    from_above = difference(program, tmp_path, *PERIOD, "office/县 室")[1]

    assert [(flips(one), [new["id"] for new in one["appeared"]], one["compared"]) for one in some] == [
        ([("R001", "seen", "met", "short", "records", "records/R001.yaml")], [], 2),
        ([], ["R009"], 0),
    ]
    assert (len(from_above["flips"]), from_above["compared"], [one["id"] for one in from_above["appeared"]]) == (
        7,
        10,
        ["R009"],
    )


def test_a_folder_whose_first_records_are_new_has_only_new_people(tmp_path: Path, program: Program) -> None:
    folder = repository(tmp_path, {"yanpei.yaml": SETTINGS, "rules/own.yaml": pack(seen=4)})
    write(folder, {"records/R001.yaml": record("R001", 5)})
    code, found = difference(program, folder)

    assert (code, found["flips"], [one["id"] for one in found["appeared"]], found["rules_added"]) == (
        0,
        [],
        ["R001"],
        [],
    )


def test_files_are_compared_as_committed_and_links_are_not_followed(tmp_path: Path, program: Program) -> None:
    secret = tmp_path / "secret.yaml"
    secret.write_text(record("R777", 5), encoding="utf-8")
    (tmp_path / "git" / "records").mkdir(parents=True)
    (tmp_path / "git" / "records" / "link.yaml").symlink_to(secret)
    attributes = "records/R002.yaml export-ignore\nrecords/*.yaml eol=crlf\n"
    large = {"records/large.yaml": "#" * (1 << 20) + "\n", "照片/大.jpg": "#" * (1 << 20)}
    folder = repository(tmp_path / "git", {**BASE, **large, ".gitattributes": attributes})
    (folder / "records" / "link.yaml").unlink()
    path = folder / "records" / "R001.yaml"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    found = difference(program, folder)[1]

    assert [found[name] for name in ("components", "flips", "appeared", "gone")] == [[], [], [], []]


def test_nothing_is_written_in_the_folder_and_nothing_is_left_behind(tmp_path: Path, program: Program) -> None:
    folder = repository(tmp_path / "git")
    write(folder, SEEDED)
    left = tmp_path / "temporary"
    left.mkdir()

    def snapshot() -> dict[str, bytes]:
        return {str(path): path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}

    before = snapshot()
    with pytest.MonkeyPatch.context() as context:
        context.setattr("tempfile.tempdir", str(left))
        context.setenv("GIT_DIR", "elsewhere")  # as in a hook
        said = program(["diff", "--base", "main", *PERIOD], folder=folder)

    assert (said.exit, snapshot() == before, list(left.iterdir())) == (1, True, [])


def test_errors_in_the_rules_of_either_state_are_located(tmp_path: Path, program: Program) -> None:
    wrong = pack(seen=4).replace('"at_least": 4', '"at_least": "many"')
    folder = repository(tmp_path, {**BASE, "rules/own.yaml": wrong})
    both = program(["diff", "--base", "main", *PERIOD, "--lang", "en"], folder=folder)
    write(folder, {"rules/own.yaml": pack(seen=4)})
    base = program(["diff", "--base", "main", *PERIOD, "--format", "markdown", "--lang", "en"], folder=folder)
    firsts = [[line.split(" error")[0] for line in said.split("\n")] for said in (both.out, base.err)]
    column = wrong.index('"many"') + 1
    in_base, place = "Errors in 'main', nothing is compared:", f"rules/own.yaml:1:{column}"

    assert ([both.exit, base.exit], both.err, base.out) == ([4, 4], "", "")
    assert [[line for line in lines if line and not line.startswith(" ")] for lines in firsts] == [
        [in_base, place, "Errors in the files as they are now, nothing is compared:", place],
        [in_base, place],
    ]


def test_what_git_cannot_tell_is_wrong_usage(tmp_path: Path, program: Program) -> None:
    plain = tmp_path / "plain"
    write(plain, BASE)
    folder = repository(tmp_path / "git")
    write(folder / "new", BASE)
    repository(tmp_path / "two")
    git(tmp_path / "two", "commit", "-q", "--allow-empty", "-m", "second")
    first = git(tmp_path / "two", "rev-parse", "HEAD~1")
    git(tmp_path / "two", "config", "uploadpack.allowFilter", "true")
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{tmp_path / 'two'}", "shallow")
    git(tmp_path, "clone", "-q", "--filter=blob:none", "--no-checkout", f"file://{tmp_path / 'two'}", "partial")
    write(tmp_path / "partial", BASE)
    commands = [
        (plain, "main", {}),
        (folder, "mian", {}),
        (folder, "--help", {}),
        (folder, "^main", {}),
        (folder, "", {}),
        (folder, "HEAD\x1b[2J", {}),
        (folder / "new", "main", {}),
        (tmp_path / "shallow", first, {}),
        (tmp_path / "partial", "main", {}),
        (folder, "main", {"PATH": ""}),
    ]
    said = [
        usage(program(["diff", f"--base={base}", *PERIOD], folder=where, variables=variables))
        for where, base, variables in commands
    ]
    unknown = "git 里没有“{}”这个版本；写分支、标签或提交，例如 origin/main 或 HEAD~1"
    shallow = f"这是浅克隆，里面没有“{first}”；在 CI 里给 actions/checkout 写 fetch-depth: 0，"
    shallow += "在别处运行 git fetch --unshallow"

    assert said == [
        (2, "", f"工作文件夹 {plain} 不在 git 仓库里，没有从前的版本可比"),
        (2, "", unknown.format("mian")),
        (2, "", unknown.format("--help")),
        (2, "", unknown.format("^main")),
        (2, "", unknown.format("")),
        (2, "", unknown.format("HEAD⟨U+001B⟩[2J")),
        (2, "", f"“main”里还没有 {folder / 'new'} 这个文件夹，没有可比的"),
        (2, "", shallow),
        (2, "", "这份克隆里缺少 records/R001.yaml 从前的内容；请完整地取一次（git fetch --refetch）"),
        (2, "", "找不到 git；diff 要用它取出从前的版本"),
    ]


def test_an_unknown_format_and_a_path_outside_are_wrong_usage(tmp_path: Path, program: Program) -> None:
    folder = repository(tmp_path / "git")
    write(tmp_path, {"other/R1.yaml": record("R1")})
    outside = ["diff", "--base", "main", *PERIOD, "records", str(tmp_path / "other")]
    said = [program(["diff", "--base", "main", "--format", "html"], folder=folder), program(outside, folder=folder)]

    assert [usage(one) for one in said] == [
        (2, "", "格式里没有“html”。可用：text、markdown、json"),
        (2, "", f"{tmp_path / 'other'} 不在工作文件夹 {folder} 里，无从比较"),
    ]


def flip(number: int, name: str, *causes: Component) -> Flip:
    rule, term = RuleId("own", "seen", ""), read_period(TERM)
    bounds = Bounds(Fraction(4), None)
    sides = [
        Outcome(rule, term, verdict, Fraction(seen), bounds) for verdict, seen in ((Verdict.MET, 5), (Verdict.SHORT, 3))
    ]
    person = Person(f"R{number:04}", name, SourceSpan(f"records/{name}.yaml"))
    return Flip(
        Key(person.id, "", "own", "seen", TERM),
        person,
        term,
        Words("听课", "seen"),
        *sides,
        causes,
        False,
        (f"records/{name}.yaml",),
    )


def of(*found: Flip) -> Difference:
    day = dt.date(2026, 1, 31)
    return Difference(read_period(TERM), day, day, (Component.RECORDS,), len(found), found)


COMPARED = Compared("main", "0123456789abcdef")


def test_a_comment_stays_below_what_a_pull_request_takes() -> None:
    many = of(*(flip(number, "长名" * 15, Component.RECORDS, Component.RULES) for number in range(2000)))
    text = FORMATS["markdown"](many, COMPARED, View())
    rows = [line for line in text.split("\n") if line.startswith("| 长名")]

    assert (50_000 < len(text.encode()) < 60_000, text.split("\n")[-2]) == (
        True,
        f"另有 {2000 - len(rows)} 条未列出；全部见 --format json",
    )


def test_names_do_nothing_to_a_terminal_a_log_or_a_page() -> None:
    hostile = of(flip(1, "\x1b[2J::error::|@all [x](http://e.vil)\n# 达标", Component.RECORDS))
    text, page = (FORMATS[form](hostile, Compared("::x\n|@me", "0" * 40), View()) for form in ("text", "markdown"))

    assert (
        text
        == """\
2025-2026 学年第一学期：现在（截至 2026-01-31）与 : :x⏎|@me（0000000，截至 2026-01-31）相比
有不同的：记录。比较 1 项，结论变了的 1 项，其中新出现的未达标 1 项

⟨U+001B⟩[2J: :error: :|@all [x](http://e.vil)⏎# …（R0001）听课 own/seen，2025-2026-1
  5/4 达标 → 3/4 未达标
  原因：记录：records/⟨U+001B⟩[2J: :error: :|@all [x](http://e.vil)⏎# 达标.yaml
"""
    )
    name = r"⟨U+001B⟩\[2J::error::\|@<!-- -->all \[x\](http:<!-- -->//e.vil)⏎# "
    assert (page.split("\n")[3], page.split("\n")[-2]) == (
        r"2025-2026 学年第一学期：现在（截至 2026-01-31）与 ::x⏎\|@<!-- -->me（0000000，截至 2026-01-31）相比",
        f"| {name}…（R0001） | 听课 | 2025-2026-1 | 5/4 达标 | 3/4 未达标 | 记录：records/{name}达标.yaml |",
    )


def test_a_pair_and_a_rule_of_one_state_are_said_in_each_format() -> None:
    one = flip(1, "王芳", Component.DATE)
    assert one.before is not None
    pair = one._replace(before=one.before._replace(partner=Partner("李明", "李明")), after=None)
    rule = OneSided("own", "judged", Words("评课", "judged"), read_period(TERM), 3, 1)
    whole = of(pair)._replace(added=(rule,), removed=(rule,))
    text = FORMATS["text"](whole, COMPARED, View("en"))
    page = FORMATS["markdown"](whole, COMPARED, View())
    data = json.loads(FORMATS["json"](whole, COMPARED, View("en")))["flips"][0]

    assert text.split("\n\n")[1:] == [
        "王芳—李明 (R0001): seen own/seen, 2025-2026-1\n  5/4 met → —\n  By: date: records/王芳.yaml",
        """\
Newly judged: judged own/judged, 2025-2026-1: for 3 people, 1 of them fail
No longer judged: judged own/judged, 2025-2026-1: was for 3 people, 1 of them failed
""",
    ]
    assert page.split("\n\n")[-1].split("\n")[:-1] == [
        "- 新审的规则：评课 own/judged，2025-2026-1：适用 3 人，未达标 1 人",
        "- 不再审的规则：评课 own/judged，2025-2026-1：原适用 3 人，未达标 1 人",
    ]
    assert (data["subject"], data["after"]) == ({"type": "pair", "id": "R0001+李明", "name": "王芳—李明"}, None)


def test_no_line_of_text_is_wider_than_a_terminal() -> None:
    text = FORMATS["text"](of(flip(1, "很长的名字" * 30, Component.RECORDS)), COMPARED, View())

    assert [line for line in text.split("\n") if cell_len(line) > 100] == []
