"""What `explain` says about a code beyond its sentence, and the files that most examples are made from."""

from __future__ import annotations

from typing import NamedTuple

from yanpei_audit.language import Words

RECORD, SETTINGS, PACK = "records/a.yaml", "yanpei.yaml", "rules/own.yaml"
CALENDAR, EXEMPTIONS, REGISTER = "calendar.yaml", "exemptions.yaml", "registry/people.yaml"
LESSON = "  - {类型: 听课, 日期: 2025-09-09, 学校: 城关一小, 节数: 2}"
RULE = "  - {id: lecture, title: 讲座, measure: {count: {kind: 讲座}}, at_least: 2, source: 第三条}"


class Page(NamedTuple):
    """One code's page: `cause` says how it comes about and why it matters, `remedy` what to type or do.

    `wrong` and `right` are whole files that stand at `file` of a working folder, with the defect and without it; empty
    where no text file can show it.
    """

    cause: Words
    remedy: Words
    wrong: str = ""
    right: str = ""
    file: str = RECORD


def lines(*texts: str) -> str:
    """Make a file of lines."""
    return "".join(f"{text}\n" for text in texts)


def record(*activities: str) -> str:
    """Make the record of one person from the lines of the activities."""
    return lines("编号: R001", "姓名: 王芳", "岗位: [教研员]", "活动:", *activities)


def pack(*rules: str, effective: str = "2025-09-01", applies_to: str = "everyone") -> str:
    """Make a rule pack from the lines of its rules."""
    return lines(
        "pack: own-rules",
        "title: 本单位补充规定",
        f"effective: {{from: {effective}}}",
        "source: {document: 县教研室工作办法}",
        f"applies_to: {applies_to}",
        "period: term",
        "rules:",
        *rules,
    )


EXEMPTION = {
    "人员": "R001",
    "规则": "researcher-quota/observation",
    "效力": "免除",
    "事由": "产假",
    "批准人": "张明",
    "文号": "县教研〔2025〕7号",
    "起": "2025-09-01",
    "止": "2026-01-31",
}


def exemption(**fields: str) -> str:
    """Make a file of one exemption, with fields in the place of the usual ones; a name in Chinese is the key."""
    first, *rest = ({**EXEMPTION, **fields}).items()
    return lines("豁免:", f"  - {first[0]}: {first[1]}", *(f"    {key}: {value}" for key, value in rest))
