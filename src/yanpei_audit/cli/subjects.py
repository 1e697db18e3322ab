"""Whom a command is about: people by id or name, out of records that rules without a mistake can judge."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from yanpei_audit.audit import AuditResult, PersonResult
from yanpei_audit.cli.mistakes import not_one_of
from yanpei_audit.cli.running import audit
from yanpei_audit.cli.streams import say
from yanpei_audit.cli.workplace import Workplace
from yanpei_audit.findings import Area, Finding
from yanpei_audit.findings.catalogue import Severity
from yanpei_audit.language import Words
from yanpei_audit.records.intake import files_naming
from yanpei_audit.report.lines import finding_lines
from yanpei_audit.report.view import View
from yanpei_audit.rules.rulebook import read_rulebook
from yanpei_audit.suggestions import Spellings

FILES_THAT_ARE_SOON_READ = 300


class Found(NamedTuple):
    """An audit that covers somebody, and what it came to for whoever has the id or the name."""

    result: AuditResult
    people: list[PersonResult]

    @property
    def errors(self) -> list[Finding]:
        """The errors in the files of these people."""
        mine = {entry.person.span.path for entry in self.people}
        return [one for one in errors_among(self.result.findings) if one.span.path in mine]


def errors_among(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Give the findings that leave a result incomplete."""
    return (one for one in findings if one.severity is Severity.ERROR)


def say_findings(findings: Iterable[Finding], view: View, *, error: bool = False) -> bool:
    """Write findings as lines, and tell whether there were any."""
    lines = list(finding_lines(findings, view))
    for line in lines:
        say(line + "\n", error=error)
    return bool(lines)


def rules_are_wrong(workplace: Workplace, view: View, *, error: bool = False) -> bool:
    """Write what is wrong with the rules, if anything is: by such rules nobody is judged."""
    book = read_rulebook(workplace.assignment.rules)
    wrong = [one for one in errors_among((*workplace.findings, *book.findings)) if one.area is Area.RULES]
    return say_findings(wrong, view, error=error)


def find_people(person: str, workplace: Workplace) -> Found:
    """Audit the files that name somebody; where none of them is theirs, all files, to know whom there is."""
    many = len(workplace.files) > FILES_THAT_ARE_SOON_READ
    near = files_naming(person, workplace.files, workplace.root) if many else workplace.files
    for files in (near, workplace.files):
        if files:
            result = audit(workplace._replace(files=files), None, show_progress=files is workplace.files)
            found = [one for one in result.people if person in (one.person.id, one.person.name)]
            if found:
                return Found(result, found)
    known = Spellings()
    for one in result.people if workplace.files else ():
        known |= {one.person.id: one.person.id, one.person.name: one.person.name}
    raise not_one_of(Words("记录里", "The records"), person, known)
