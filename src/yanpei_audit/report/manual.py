"""The manual of findings: the page of one code for a terminal, and all of them as Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator

from yanpei_audit.findings import show
from yanpei_audit.findings.catalogue import CODES, GROUPS
from yanpei_audit.findings.pages import PAGES, PUT_RIGHT_BY_FMT
from yanpei_audit.findings.pages.page import RECORD, Page
from yanpei_audit.glossary import SEVERITIES
from yanpei_audit.language import Language, Words

LONGEST_SHOWN = 12
WIDEST_SHOWN = 76


def page(code: str, language: Language) -> str:
    """Write the page of a code: what it says, why it comes about, a wrong and a right example, what to do."""
    entry, text = CODES[code], PAGES[code]
    lines = [
        f"{code} {entry.name}  {SEVERITIES[entry.severity.value].text(language)}",
        unfilled(entry.message.text(language)),
        "",
        f"{CAUSE.text(language)}{text.cause.text(language)}",
        f"{REMEDY.text(language)}{_remedy(code, language)}",
    ]
    for label, example in _examples(text, language):
        lines += ["", label, *(f"    {line}" for line in example)]
    return "\n".join(lines) + "\n"


def listing(language: Language) -> str:
    """List every code with its name and sentence."""
    colon = COLON.text(language)
    rows = [f"{code} {entry.name}{colon}{unfilled(entry.message.text(language))}" for code, entry in CODES.items()]
    return "\n".join(rows) + "\n"


def manual(language: Language) -> str:
    """Write all pages as one Markdown document."""
    return "\n".join([f"# {TITLE.text(language)}", "", INTRODUCTION.text(language), *_chapters(language)]) + "\n"


def _chapters(language: Language) -> Iterator[str]:
    for title, codes in GROUPS.items():
        yield f"\n## {GROUP_TITLES[title].text(language)}"
        for code in sorted(codes):
            entry, text = CODES[code], PAGES[code]
            severity = SEVERITIES[entry.severity.value].text(language)
            yield f"\n### {code} {entry.name}\n\n**{severity}** — {unfilled(entry.message.text(language))}\n"
            yield f"{text.cause.text(language)}\n\n{REMEDY.text(language)}{_remedy(code, language)}"
            for label, example in _examples(text, language):
                yield "\n".join([f"\n{label}\n\n~~~~yaml", *example, "~~~~"])


def _remedy(code: str, language: Language) -> str:
    remedy = PAGES[code].remedy.text(language)
    return remedy + BY_FMT.text(language) if code in PUT_RIGHT_BY_FMT else remedy


def shown_lines(example: str) -> Iterator[str]:
    """Give the lines of an example as they can be seen: a long one cut, what is invisible named."""
    lines = example.removesuffix("\n").split("\n")
    for line in lines[:LONGEST_SHOWN]:
        yield show(line if len(line) <= WIDEST_SHOWN else line[: WIDEST_SHOWN - 1] + "…")
    if len(lines) > LONGEST_SHOWN:
        yield "…"


def _examples(page: Page, language: Language) -> Iterator[tuple[str, list[str]]]:
    """Give the examples of a page, each with its label and its lines."""
    name = "" if page.file == RECORD else Words(f"（{page.file}）", f" ({page.file})").text(language)
    for label, example in ((WRONG, page.wrong), (RIGHT, page.right)):
        if example:
            yield f"{label.text(language)}{name}{COLON.text(language).rstrip()}", list(shown_lines(example))


def unfilled(sentence: str) -> str:
    """Put an ellipsis where a finding names what was written."""
    return re.sub(r"\{\w+\}", "…", sentence)


COLON = Words("：", ": ")
CAUSE = Words("原因：", "Cause: ")
REMEDY = Words("改法：", "Fix: ")
BY_FMT = Words(
    "也可以运行 `yanpei-audit fmt`，有把握的会自动改好。", " Or run `yanpei-audit fmt`: it puts right what is certain."
)
WRONG = Words("错的", "Wrong")
RIGHT = Words("对的", "Right")
TITLE = Words("问题手册", "The manual of findings")
INTRODUCTION = Words(
    "每个问题有一个编码，按编码查这里，或运行 `yanpei-audit explain 编码`。"
    "例子都试过：错的会报这个问题，对的不会。\n\n"
    "错误使本人无法判定；警告要看一眼，不影响判定；提示只是告知。",
    "Every finding has a code; look it up here, or run `yanpei-audit explain CODE`. The examples are tested: the wrong "
    "one gives the finding, the right one does not.\n\n"
    "An error leaves its person unjudged; a warning wants a look and changes no verdict; a note only informs.",
)
GROUP_TITLES = {
    "bytes": Words("编码与字符", "Encodings and characters"),
    "files": Words("文件", "Files"),
    "form": Words("写法", "The form of a file"),
    "fields": Words("各项内容", "Fields"),
    "people": Words("人员与重复", "People and repetitions"),
    "rules": Words("规则与设置", "Rules and settings"),
    "exceptions": Words("校历与豁免", "Calendar and exemptions"),
    "writing": Words("修改文件", "Changing files"),
    "spreadsheets": Words("导入电子表格", "Importing spreadsheets"),
    "output": Words("输出", "Output"),
    "ourselves": Words("程序自身", "The program itself"),
}
