"""Documents in Word: the numbers of the run, the layout of official documents, and texts that stay texts."""

from __future__ import annotations

import datetime as dt
import json
import re
import shutil
import sys
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from conftest import REPOSITORY, Program
from hostile import ACCEPTED, REFUSED

from yanpei_audit.report.documents import word
from yanpei_audit.report.pages import PageError

docx = pytest.importorskip("docx")
pytest.importorskip("docxtpl")

from docx.oxml.ns import qn  # noqa: E402

pytestmark = pytest.mark.unmeasured

COUNTY, LADDER = REPOSITORY / "examples" / "county", REPOSITORY / "examples" / "ladder"
ASKED = {COUNTY: ["records", "--period", "2025-2026-1"], LADDER: ["records", "--as-of", "2025-11-30"]}
DAY = dt.date(2026, 1, 31)
LISTED = ("short", "over", "unreachable", "behind", "pending")
WITHOUT_FIGURES = ("undecided", "not_applicable", "exempt")
LESSON = "  - {类型: 听课, 日期: 2025-09-09, 学校: 城关一小}\n"

# Style → font for Chinese, half points, exact line in twentieths of a point (None: as Normal has it).
STYLES = {
    "Normal": ("仿宋_GB2312", 32, 579),
    "公文标题": ("方正小标宋简体", 44, 640),
    "heading 1": ("黑体", None, None),
    "heading 2": ("楷体_GB2312", None, None),
    "表格文字": (None, 21, 300),
    "表头": ("黑体", None, None),
    "footer": ("宋体", 28, 240),
}


def report(folder: Path, out: Path, program: Program, *more: str) -> Any:
    return program(
        ["report", *ASKED.get(folder, ["records", "--period", "2025-2026-1"]), "--out", str(out), *more], folder=folder
    )


def small(folder: Path, *names: str) -> Path:
    """Write a folder of records, each of one lesson, so that everybody is short."""
    (folder / "records").mkdir(parents=True)
    for number, name in enumerate(names):
        (folder / "records" / f"{number}.yaml").write_text(
            f"编号: R{number:02d}\n姓名: {json.dumps(name, ensure_ascii=False)}\n岗位: [教研员]\n活动:\n{LESSON}",
            encoding="utf-8",
        )
    return folder


def template(path: Path, *paragraphs: str) -> Path:
    """Write a template of one's own."""
    path.parent.mkdir(parents=True, exist_ok=True)
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    document.save(str(path))
    return path


def tables(path: Path) -> list[list[list[str]]]:
    return [[[cell.text for cell in row.cells] for row in table.rows] for table in docx.Document(str(path)).tables]


def texts(content: bytes) -> list[str]:
    return [paragraph.text for paragraph in docx.Document(BytesIO(content)).paragraphs]


def lines(path: Path) -> list[str]:
    return texts(path.read_bytes())


def results_of(folder: Path, program: Program) -> list[dict[str, Any]]:
    said = program(["check", *ASKED[folder], "--format", "json"], folder=folder)
    results: list[dict[str, Any]] = json.loads(said.out)["results"]
    return results


@pytest.mark.parametrize("folder", [COUNTY, LADDER])
def test_who_is_short_of_what_is_what_the_json_says(folder: Path, tmp_path: Path, program: Program) -> None:
    report(folder, tmp_path, program, "--word")
    results = [one for one in results_of(folder, program) if one["verdict"] in LISTED]
    listed = next(table for table in tables(tmp_path / "summary.docx") if table[0][3:4] == ["周期"])

    assert sorted((row[0], row[2], row[5], row[6], row[8]) for row in listed[1:]) == sorted(
        (
            one["subject"]["name"],
            one["title"],
            f"{one['measured']} {one['unit']}",
            "—" if one["shortfall"] == "0" else f"{one['shortfall']} {one['unit']}",
            one["source"],
        )
        for one in results
    )


@pytest.mark.parametrize("folder", [COUNTY, LADDER])
def test_everybody_has_the_figures_of_the_json(folder: Path, tmp_path: Path, program: Program) -> None:
    report(folder, tmp_path, program, "--word")
    shown = {
        (row[0], title): re.match(r"([\d.]*)/|", cell)[1]  # type: ignore[index]
        for table in tables(tmp_path / "summary.docx")
        if table[1:] and table[1][0] == "要求"
        for row in table[2:]
        for title, cell in zip(table[0][1:], row[1:], strict=True)
        if cell
    }

    assert shown == {
        (one["subject"]["name"], one["title"]): None if one["verdict"] in WITHOUT_FIGURES else one["measured"]
        for one in results_of(folder, program)
    }


@pytest.mark.parametrize("folder", [COUNTY, LADDER])
def test_a_notice_goes_to_each_who_fails_with_the_numbers_of_the_json(
    folder: Path, tmp_path: Path, program: Program
) -> None:
    report(folder, tmp_path, program, "--word")
    sentence = re.compile(r"\d+\. (.+?)（.*实际 ([\d.]+) .*?(?:还差 ([\d.]+) .*?)?。依据 .*（(.+?)）。")
    notices = sorted(path.stem for path in (tmp_path / "notices").glob("*.docx"))
    said = [
        (name, *(found[number] or "0" for number in (1, 2, 3, 4)))
        for name in notices
        for line in lines(tmp_path / "notices" / f"{name}.docx")
        if (found := sentence.match(line))
    ]

    assert (notices, said) == (
        sorted(path.stem for path in (tmp_path / "notices").glob("*.md")),
        [
            (one["subject"]["id"], one["title"], one["measured"], one["shortfall"], one["source"])
            for one in sorted(results_of(folder, program), key=lambda one: one["subject"]["id"])
            if one["subject"]["id"] in notices and one["verdict"] in LISTED[:3]
        ],
    )


def test_the_notice_is_a_letter(tmp_path: Path, program: Program) -> None:
    report(COUNTY, tmp_path, program, "--word", "--deadline", "2026-03-15")

    assert lines(tmp_path / "notices" / "R004.docx") == [
        "定额完成情况整改通知书",
        "",
        "刘志强：",
        "经审核，2025-2026 学年第一学期（截至 2026年1月31日）您有 1 项定额未达到要求，具体如下：",
        "未达到要求的项目",
        "1. 听课（2025-2026 学年第一学期）：要求 ≥40 节/学期，实际 39 节，还差 1 节。依据 县教研室教研培训总结；学时两条出自校本研训工作总结（S0.10）。周期已结束，规则没有写补做的期限。",
        "可能的后果（拟定，由本单位决定）",
        "本期所用的规则没有写明后果。",
        "整改要求",
        "请于2026年3月15日前完成整改，并把补做的活动记入本人的记录。",
        "附件：个人定额核对单",
        "",
        "",
        "（发文单位）",
        "　　　　年　　月　　日",
        "签收人：____________　　签收日期：______年____月____日",
    ]


def layout(document: Any) -> dict[str, Any]:
    """Give the page in millimetres, the grid, the fonts of the styles, and the footers."""
    section = document.sections[0]
    sides = (section.page_width, section.page_height, section.top_margin, section.left_margin, section.bottom_margin)
    block = (
        section.page_width - section.left_margin - section.right_margin,
        section.page_height - section.top_margin - section.bottom_margin,
    )
    grid = section._sectPr.find(qn("w:docGrid"))
    return {
        "page": [round(side.mm, 1) for side in sides],
        "block": [round(side / 36000, 1) for side in block],
        "grid": [grid.get(qn(f"w:{name}")) for name in ("type", "linePitch", "charSpace")],
        "styles": {name: style_of(document, name) for name in STYLES},
        "Latin": document.styles["Normal"].font.name,
        "indent": document.styles["公文正文"].element.pPr.find(qn("w:ind")).get(qn("w:firstLineChars")),
        "footers": [
            (
                "".join(node.text or "" for node in footer._element.iter(qn("w:t"), qn("w:instrText"))),
                str(footer.paragraphs[0].alignment),
            )
            for footer in (section.footer, section.even_page_footer)
        ],
        "two sides": document.settings.odd_and_even_pages_header_footer,
        "tables": {(table.style.name, repeated(table)) for table in document.tables},
        "fonts of runs": {fonts.get(qn("w:eastAsia")) for fonts in document.element.body.iter(qn("w:rFonts"))},
    }


def style_of(document: Any, name: str) -> tuple[str | None, int | None, int | None]:
    element = next(one.element for one in document.styles if one.element.find(qn("w:name")).get(qn("w:val")) == name)
    found = [next(element.iter(qn(f"w:{tag}")), None) for tag in ("rFonts", "sz", "spacing")]
    spacing = element.pPr.find(qn("w:spacing")) if element.pPr is not None else None
    return (
        found[0].get(qn("w:eastAsia")) if found[0] is not None else None,
        int(found[1].get(qn("w:val"))) if found[1] is not None else None,
        int(spacing.get(qn("w:line"))) if spacing is not None else None,
    )


def repeated(table: Any) -> bool:
    return table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None


def test_templates_and_documents_are_laid_out_as_official_ones(tmp_path: Path, program: Program) -> None:
    report(COUNTY, tmp_path, program, "--word")
    folder = REPOSITORY / "templates"
    paths = [
        folder / "notice.docx",
        folder / "summary.docx",
        tmp_path / "notices" / "R004.docx",
        tmp_path / "summary.docx",
    ]
    with_tables = {("公文表格", True)}

    assert [layout(docx.Document(str(path))) for path in paths] == [
        {
            "page": [210.0, 297.0, 37.0, 28.0, 35.0],
            "block": [156.0, 225.0],
            "grid": ["linesAndChars", "579", "-849"],
            "styles": STYLES,
            "Latin": "Times New Roman",
            "indent": "200",
            "footers": [("—  PAGE 1 —", "RIGHT (2)"), ("—  PAGE 1 —", "LEFT (0)")],
            "two sides": True,
            "tables": with_tables if tables(path) else set(),
            "fonts of runs": {None},
        }
        for path in paths
    ]


def test_hostile_names_are_names(tmp_path: Path, program: Program) -> None:
    names = [*ACCEPTED, "<b>王</b>", "A & B", "{_{ x }_}", "{%tr for x in y %}", "{#x#}", "&#123;x", "</w:t>"]
    report(small(tmp_path, *names), tmp_path / "out", program, "--word")
    out = tmp_path / "out"
    listed = next(table for table in tables(out / "summary.docx") if table[0][3:4] == ["周期"])
    noticed = [lines(path)[2] for path in sorted((out / "notices").glob("*.docx"))]

    assert ({row[0] for row in listed[1:]}, noticed) == (set(names), [f"{name}：" for name in names])


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\x00\x07\x1b[2J", "a⟨U+0000⟩⟨U+0007⟩⟨U+001B⟩[2J"),
        ("".join(REFUSED), "⟨U+001B⟩[2J" + "".join(f"⟨U+{ord(text):04X}⟩" for text in REFUSED[1:])),
        ("\ufffe\uffff", "⟨U+FFFE⟩⟨U+FFFF⟩"),
        ("\ud800", "⟨U+D800⟩"),
        ("a\nb\tc\fd", "a⏎b⟨U+0009⟩c⟨U+000C⟩d"),
        ("\u202egpj", "⟨U+202E⟩gpj"),
        ("{{ 7*7 }}{%tr for %}{%p if %}{{r x}}", "{{ 7*7 }}{%tr for %}{%p if %}{{r x}}"),
        ("𠮷", "𠮷"),
    ],
)
def test_what_xml_cannot_hold_is_shown(text: str, shown: str, tmp_path: Path) -> None:
    plain = template(tmp_path / "t.docx", "{{ x }}", "{{ x|e }}", "{{ x|safe }}", "{{ x ~ 1 }}", "{{ nothing }}")

    assert texts(word.render(plain, {"x": text, "nothing": None}, DAY)) == [shown, shown, shown, f"{shown}1", ""]


def test_the_same_run_gives_the_same_bytes(tmp_path: Path, program: Program) -> None:
    runs = [tmp_path / "one", tmp_path / "two"]
    for out in runs:
        report(COUNTY, out, program, "--word")
    first, second = ({path.relative_to(out): path.read_bytes() for path in out.rglob("*.docx")} for out in runs)
    summary = docx.Document(BytesIO(first[Path("summary.docx")])).core_properties

    assert (first == second, len(first)) == (True, 8)
    assert (summary.created.date(), summary.modified.date(), summary.keywords.split()[0]) == (DAY, DAY, "yanpei-audit")
    assert {part.date_time for data in first.values() for part in zipfile.ZipFile(BytesIO(data)).infolist()} == {
        word.OLDEST
    }


def test_without_the_option_there_is_no_word(tmp_path: Path, program: Program) -> None:
    report(small(tmp_path, "王芳"), tmp_path / "out", program)

    assert list(tmp_path.rglob("*.docx")) == []


@pytest.mark.parametrize("ending", ["docx", "md"])
def test_a_document_of_somebody_else_stays(ending: str, tmp_path: Path, program: Program) -> None:
    small(tmp_path, "王芳")
    foreign = template(tmp_path / "out" / f"summary.{ending}", "不是我们的")
    before = foreign.read_bytes()
    said = report(tmp_path, tmp_path / "out", program, "--word", "--lang", "en")

    assert (said.exit, said.out, "YA902" in said.err) == (3, "", True)
    assert {path.relative_to(tmp_path / "out"): path.read_bytes() for path in (tmp_path / "out").rglob("*.*")} == {
        Path(f"summary.{ending}"): before
    }


def test_ours_is_overwritten_and_taken_away_when_nobody_is_short_of_anything(tmp_path: Path, program: Program) -> None:
    out = tmp_path / "out"
    report(small(tmp_path, "王芳", "李丽"), out, program, "--word")
    template(out / "notices" / "mine.docx", "我的")
    (out / "notices" / "broken.docx").write_bytes(b"PK")
    (tmp_path / "records" / "1.yaml").unlink()
    again = report(tmp_path, out, program, "--word")
    after = sorted(path.name for path in (out / "notices").iterdir())
    without = report(tmp_path, out, program)

    assert (again.exit, after) == (1, ["R00.docx", "R00.md", "broken.docx", "mine.docx"])
    left = sorted(path.name for path in (out / "notices").iterdir())
    assert (without.exit, left, (out / "summary.docx").exists()) == (
        1,
        [one for one in after if one != "R00.docx"],
        False,
    )


def test_a_document_that_an_office_edited_is_theirs(tmp_path: Path) -> None:
    written = tmp_path / "a.docx"
    written.write_bytes(word.render(template(tmp_path / "t.docx", "x"), {}, DAY))
    document = docx.Document(str(written))
    document.paragraphs[0].add_run("改过")
    document.save(str(tmp_path / "b.docx"))

    assert [word.is_ours(tmp_path / name) for name in ("a.docx", "b.docx", "t.docx")] == [True, False, False]


@pytest.mark.parametrize(
    ("paragraphs", "detail"),
    [
        (["{{ titel }}"], "There is no value 'titel'. Did you mean 'title'?"),
        (
            ["{%p for quota in quotas %}", "{{ quota.sentense }}", "{%p endfor %}"],
            "There is no value 'sentense'. Did you mean 'sentence'?",
        ),
        (["{{ letter.issuer }}", "{{ label.nmae }}"], "There is no value 'nmae'. Did you mean 'name'?"),
        (["{%p for quota in quotas %}"], "Unexpected end of template."),
        (["好 {{ title | nosuch }}"], "No filter named 'nosuch'. (at '好 {{ title | nosuch }}')"),
        (["{{ ''.__class__.__mro__ }}"], "access to attribute '__class__' of 'str' object is unsafe."),
        (["a{% for quota in quotas %}b", "{%p if title %}", "c", "{%p endif %}", "{% endfor %}"], ""),
        (
            ["a{% if not title %}b", "{%p endif %}", "c"],
            "A loop or condition does not enclose whole paragraphs or rows",
        ),
        (["{% include '/etc/passwd' %}"], "no loader for this environment specified"),
    ],
)
def test_a_mistake_in_a_template_is_told(paragraphs: list[str], detail: str, tmp_path: Path, program: Program) -> None:
    small(tmp_path, "王芳")
    template(tmp_path / "own" / "notice.docx", *paragraphs)
    said = report(tmp_path, tmp_path / "out", program, "--word", "--template", "own", "--lang", "en")
    told = f"own/notice.docx:1:1 error[YA707] The template is wrong: {detail}"

    assert (said.exit, said.err[: len(told)], (tmp_path / "out").exists()) == (
        (4, told, False) if detail else (1, "", True)
    )


@pytest.mark.parametrize("content", [b"", b"no zip", b"PK\x05\x06" + bytes(18)])
def test_a_template_that_is_no_document_is_told(content: bytes, tmp_path: Path, program: Program) -> None:
    small(tmp_path, "王芳")
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "summary.docx").write_bytes(content)
    said = report(tmp_path, tmp_path / "out", program, "--word", "--template", "own")

    assert (said.exit, said.out, said.err.splitlines()[0]) == (
        4,
        "",
        "own/summary.docx:1:1 错误[YA707] 模板有误：不是 Word 的 .docx 文件，或已损坏",
    )


def test_a_template_that_unpacks_to_too_much_is_not_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(word, "MOST_BYTES", 100)
    with pytest.raises(PageError) as caught:
        word.render(template(tmp_path / "t.docx", "x"), {}, DAY)

    assert caught.value.detail == word.TOO_LARGE


def test_templates_of_ones_own_come_first_and_ours_fill_the_gap(tmp_path: Path, program: Program) -> None:
    small(tmp_path, "王芳")
    template(tmp_path / "own" / "notice.docx", "致 {{ name }}，{{ quotas | length }} 项")
    said = report(tmp_path, tmp_path / "out", program, "--word", "--template", "own")

    assert (
        said.exit,
        lines(tmp_path / "out" / "notices" / "R00.docx"),
        lines(tmp_path / "out" / "summary.docx")[:2],
    ) == (
        1,
        ["致 王芳，5 项"],
        ["关于 2025-2026 学年第一学期", "定额完成情况的通报"],
    )


def test_one_template_in_word_alone_gives_its_document(tmp_path: Path, program: Program) -> None:
    small(tmp_path, "王芳")
    template(tmp_path / "brief.docx", "{{ heading }}")
    said = report(tmp_path, tmp_path / "out", program, "--template", "brief.docx")

    assert (said.exit, lines(tmp_path / "out" / "brief.docx")) == (
        1,
        ["2025-2026 学年第一学期（2025-09-01 至 2026-01-31），截至 2026-01-31"],
    )


def test_one_template_in_markdown_alone_does_not_go_with_word(tmp_path: Path, program: Program) -> None:
    small(tmp_path, "王芳")
    (tmp_path / "brief.md.j2").write_text("{{ heading }}", encoding="utf-8")
    said = report(tmp_path, tmp_path / "out", program, "--word", "--template", "brief.md.j2", "--lang", "en")

    assert (said.exit, said.out, said.err, (tmp_path / "out").exists()) == (
        2,
        "",
        "Usage error: --template names one file, which is written alone; for --word, name a folder of templates\n",
        False,
    )


def test_a_linked_template_is_not_followed(tmp_path: Path, program: Program) -> None:
    small(tmp_path, "王芳")
    template(tmp_path / "own" / "notice.docx", "{{ name }}")
    (tmp_path / "own" / "summary.docx").symlink_to(template(tmp_path / "secret.docx", "秘密"))
    report(tmp_path, tmp_path / "out", program, "--word", "--template", "own")

    assert lines(tmp_path / "out" / "summary.docx")[1] == "定额完成情况的通报"


def test_the_templates_are_listed_and_exported_and_give_the_same_again(tmp_path: Path, program: Program) -> None:
    listed = program(["report", "--list-templates", "--lang", "en"]).out.splitlines()
    program(["report", "--export-templates", str(tmp_path / "own")])
    small(tmp_path / "office", "王芳")
    for out, more in (("ours", []), ("own", ["--template", str(tmp_path / "own")])):
        report(tmp_path / "office", tmp_path / out / "out", program, "--word", *more)
    ours, own = (
        {path.name: path.read_bytes() for path in (tmp_path / out / "out").rglob("*.docx")} for out in ("ours", "own")
    )

    assert [line.split("  ")[0] for line in listed if ".docx" in line] == ["summary.docx", "notice.docx"]
    assert (ours == own, sorted(ours)) == (True, ["R00.docx", "summary.docx"])
    assert (tmp_path / "own" / "notice.docx").read_bytes() == (REPOSITORY / "templates" / "notice.docx").read_bytes()


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("zh", "用法错误：--word 需要附加组件，请先运行 pip install 'yanpei-audit[word]'\n"),
        ("en", "Usage error: --word needs an extra; first run pip install 'yanpei-audit[word]'\n"),
    ],
)
def test_without_the_extra_the_option_says_what_to_type(
    language: str, sentence: str, tmp_path: Path, program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "docxtpl", None)
    small(tmp_path, "王芳")
    said = report(tmp_path, tmp_path / "out", program, "--word", "--lang", language)
    without = report(tmp_path, tmp_path / "out", program, "--lang", language)

    assert (said.exit, said.out, said.err) == (2, "", sentence)
    assert without.exit == 1


def test_a_pack_of_many_rules_is_cut_into_tables_that_fit(tmp_path: Path, program: Program) -> None:
    shutil.copytree(small(tmp_path, "王芳") / "records", tmp_path / "office" / "records")
    rules = "".join(
        f"  - {{id: r{number}, title: 规则{number}, measure: {{count: {{kind: 听课}}}}, at_least: {number}, source: 第{number}条}}\n"
        for number in range(1, 10)
    )
    (tmp_path / "office" / "many.yaml").write_text(
        "pack: many\ntitle: 许多\neffective: {from: 2025-09-01}\nsource: {document: 办法}\n"
        f"applies_to: {{roles: [教研员]}}\nperiod: term\nrules:\n{rules}",
        encoding="utf-8",
    )
    report(tmp_path / "office", tmp_path / "out", program, "--word", "--rules", "many.yaml")
    cut = [table for table in tables(tmp_path / "out" / "summary.docx") if table[1:] and table[1][0] == "要求"]

    assert [(table[0][1:], [cell.split("/")[0] for cell in table[2][1:]]) for table in cut] == [
        ([f"规则{number}" for number in range(1, 8)], ["1"] * 7),
        ([f"规则{number}" for number in (8, 9)], ["1"] * 2),
    ]
