"""One self-contained page for a browser: sums, a heat table of people × rules, and what is behind every number.

It asks nothing of any server: a strict content policy allows its own style and script, each by its hash, and no more.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from typing import Any

from markupsafe import Markup

from yanpei_audit import bundled
from yanpei_audit.audit import AuditResult
from yanpei_audit.findings import Finding, show
from yanpei_audit.glossary import LABELS, SEVERITIES
from yanpei_audit.language import in_order
from yanpei_audit.report.documents.contents import Contents
from yanpei_audit.report.formats.html.details import Details, block
from yanpei_audit.report.formats.html.sums import shares, sums_by_group, sums_by_rule
from yanpei_audit.report.formats.html.tables import Someone, Table, tables_of
from yanpei_audit.report.formats.html.words import FOR_THE_SCRIPT, WORDS
from yanpei_audit.report.lines import LEFT_OUT, MOST_A_RUN
from yanpei_audit.report.pages import sandbox
from yanpei_audit.report.standing import URGENCY, advised_of, closing, heading, people_in_order
from yanpei_audit.report.view import View

TEMPLATE, STYLE, SCRIPT = "page.html.j2", "page.css", "page.js"
MOST_OPEN = 20  # more lines than these are folded, so that the table is not pushed out of sight
LANGUAGE_TAGS = {"zh": "zh-CN", "en": "en"}


def render(result: AuditResult, view: View) -> str:
    """Write the page."""
    folder = bundled.folder("templates")
    style, script = ((folder / name).read_text(encoding="utf-8") for name in (STYLE, SCRIPT))
    template = sandbox([folder], _shown).get_template(TEMPLATE)
    return template.render(
        {
            "lang": LANGUAGE_TAGS[view.language],
            "policy": _policy(style, script),
            "style": Markup(style),  # noqa: S704 - a file of ours, word for word as its hash was taken
            "script": Markup(script),  # noqa: S704 - the same
            "label": {name: view.say(words) for name, words in LABELS.items()},
            "words": {name: view.say(words) for name, words in WORDS.items()},
            "most_open": MOST_OPEN,
            **_contents(result, view),
        }
    )


def _policy(style: str, script: str) -> str:
    """Write the content policy: nothing but the style and the script with these hashes."""
    style_hash, script_hash = (
        base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in (style, script)
    )
    return (
        f"default-src 'none'; style-src 'sha256-{style_hash}'; script-src 'sha256-{script_hash}'; "
        "base-uri 'none'; form-action 'none'"
    )


def _shown(value: object) -> object:
    """Make a text harmless; what is markup already is ours."""
    return show(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _contents(result: AuditResult, view: View) -> dict[str, Any]:
    people = people_in_order(result.people)
    contents = Contents(result, view, alone=True)
    packs = contents.rules_by_pack()
    details = Details(result.rules, view)
    tables = tables_of(people, packs, details, view)
    return {
        "heading": heading(result, view),
        "closing": closing(result, view),
        "total": shares(
            result.verdicts(), advised_of(outcome for person in result.people for outcome in person.outcomes), view
        ),
        "packs": contents.packs(),
        "sums": sums_by_rule(result, packs, view),
        "rules": len(result.rules),
        "groups": sums_by_group(people, view),
        "drafts": [draft for person in people for draft in contents.drafts(person)],
        "tables": tables.tables,
        "choices": _choices(tables.people),
        "verdicts": _verdicts(tables.tables, view),
        "problems": [_problem(found, view) for found in result.findings[:MOST_A_RUN]],
        "left_out": view.say(LEFT_OUT.format(count=len(result.findings) - MOST_A_RUN))
        if len(result.findings) > MOST_A_RUN
        else "",
        "script_words": block([_said(view)]),
        "script_people": block([tables.people]),
        "script_details": block(details.lines()),
    }


def _said(view: View) -> dict[str, Any]:
    """Give the words that the script writes, and the verdicts in the order of their urgency."""
    labels = {**LABELS, **WORDS}
    return {"urgency": list(URGENCY), **{name: view.say(labels[name]) for name in FOR_THE_SCRIPT}}


def _verdicts(tables: Sequence[Table], view: View) -> list[tuple[str, str, int]]:
    """Give the verdicts that any cell has, and how many people have one of each."""
    people: dict[str, set[int]] = {}
    for line in (line for table in tables for line in table.lines):
        for cell in line.cells:
            people.setdefault(cell.verdict, set()).add(line.number)
    return [
        (verdict.value, view.say(verdict.words), len(people[verdict.value]))
        for verdict in URGENCY
        if verdict.value in people
    ]


def _choices(people: list[Someone]) -> dict[str, list[str]]:
    """Give what can be chosen among, where there is a choice."""
    found = {
        "unit": {unit for _name, _id, unit, _subject, _roles in people},
        "subject": {subject for _name, _id, _unit, subject, _roles in people},
        "roles": {role for _name, _id, _unit, _subject, roles in people for role in roles},
    }
    listed = {name: sorted(texts - {""}, key=in_order) for name, texts in found.items()}
    return {name: texts for name, texts in listed.items() if len(found[name]) > 1}


def _problem(found: Finding, view: View) -> dict[str, str]:
    return {
        "level": found.severity.value,
        "severity": view.say(SEVERITIES[found.severity.value]),
        "code": found.code,
        "place": str(found.span),
        "message": view.say(found.message),
        "hint": view.say(found.hint),
    }
