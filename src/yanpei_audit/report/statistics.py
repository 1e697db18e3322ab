"""Findings and outcomes counted: by code, by rule, by unit, by file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain

from rich.cells import cell_len

from yanpei_audit.audit import AuditResult, all_findings
from yanpei_audit.findings import Area
from yanpei_audit.findings.catalogue import CODES
from yanpei_audit.glossary import LABELS
from yanpei_audit.language import Words
from yanpei_audit.report.lines import inert
from yanpei_audit.report.manual import unfilled
from yanpei_audit.report.standing import titles
from yanpei_audit.report.view import View

MOST_FILES = 10


def statistics(result: AuditResult, view: View) -> str:
    """Count findings by code, failing and warning outcomes by rule, failing people by unit, and findings by file."""
    findings = list(all_findings(result))
    codes = Counter(found.code for found in findings if found.area is not Area.QUOTA)
    quotas = Counter(found.code for found in findings if found.area is Area.QUOTA)
    names = {str(rule): title for rule, title in titles(result.rules, view).items()}
    units = Counter(person.person.unit or view.say(LABELS["not_given"]) for person in result.people if person.fails)
    files = Counter(view.path(found.span.path) for found in findings)
    blocks = (
        (BY_CODE, [(number, code, _sentence(code, view)) for code, number in _ordered(codes)]),
        (BY_RULE, [(number, code, names[code]) for code, number in _ordered(quotas)]),
        (BY_UNIT, [(number, unit, "") for unit, number in _ordered(units)]),
        (BY_FILE, [(number, file, "") for file, number in _ordered(files)[:MOST_FILES]]),
    )
    return "\n".join(chain.from_iterable(_block(title, lines, view) for title, lines in blocks if lines)) + "\n"


def _ordered(counts: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))


def _sentence(code: str, view: View) -> str:
    entry = CODES[code]
    return f"{entry.name}  {unfilled(view.say(entry.message))}"


def _block(title: Words, lines: Sequence[tuple[int, str, str]], view: View) -> Iterator[str]:
    yield view.say(title)
    width = len(str(max(number for number, _name, _words in lines)))
    widest = max(cell_len(inert(name)) for _number, name, _words in lines)
    for number, name, words in lines:
        shown = inert(name)
        yield f"  {number:>{width}}  {shown}{' ' * (widest - cell_len(shown))}  {inert(words)}".rstrip()


BY_CODE = Words("记录与规则的问题，按编码", "Problems in records and rules, by code")
BY_RULE = Words("未达标、落后和待核，按规则", "Short, behind and pending, by rule")
BY_UNIT = Words("有未达标项的人，按单位", "People failing, by unit")
BY_FILE = Words("问题最多的文件（至多 10 个）", "The files with most findings (10 at most)")
