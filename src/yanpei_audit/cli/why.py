"""`why`: every activity that counted or did not for one person, and the bound step by step."""

from __future__ import annotations

import datetime as dt
import sys

from yanpei_audit.audit import AuditResult, PersonResult
from yanpei_audit.cli.mistakes import not_one_of
from yanpei_audit.cli.running import audit
from yanpei_audit.cli.streams import put, say, width_of
from yanpei_audit.cli.workplace import Options, Workplace, survey
from yanpei_audit.exit_codes import ExitCode
from yanpei_audit.findings import Area
from yanpei_audit.findings.catalogue import Severity
from yanpei_audit.language import Words
from yanpei_audit.records.intake import files_naming
from yanpei_audit.report import json
from yanpei_audit.report.lines import finding_lines
from yanpei_audit.report.view import View
from yanpei_audit.report.why import render
from yanpei_audit.rules.rulebook import read_rulebook
from yanpei_audit.suggestions import Spellings

FORMATS, ERROR = ("text", "json"), Severity.ERROR
FILES_THAT_ARE_SOON_READ = 300


def run(person: str, rule: str | None, options: Options, form: str) -> int:
    """Explain the outcomes of whoever has this id or name, of one rule or of all."""
    if form not in FORMATS:
        raise not_one_of(Words("格式里", "--format"), form, FORMATS)
    workplace = survey(options, dt.datetime.now().astimezone().date(), detail=True)
    view = View(workplace.language, width_of(sys.stdout), root=workplace.shown_root)
    book = read_rulebook(workplace.assignment.rules)
    wrong = [one for one in (*workplace.findings, *book.findings) if one.area is Area.RULES and one.severity is ERROR]
    if wrong:
        for line in finding_lines(wrong, view):
            say(line + "\n")
        return ExitCode.BAD_RULES
    result, found = _result(person, workplace)
    rules = {one.id: one for one in result.rules}
    if rule is not None and not any(rule in (str(name), name.rule) for name in rules):
        raise not_one_of(Words("规则里", "The rules"), rule, [name.rule for name in rules])
    mine = {entry.person.span.path for entry in found}
    errors = [one for one in result.findings if one.severity is ERROR]
    findings = [one for one in errors if one.span.path in mine or not rules]
    if form == "json":
        kept = [_only(one, rule) for one in found]
        put(json.render(result._replace(people=tuple(kept), findings=tuple(findings)), view))
        return ExitCode.FINE
    for line in finding_lines(findings, view):
        say(line + "\n")
    for one in found:
        say(render(one, rules, rule or "", view))
    return ExitCode.INCOMPLETE if findings else ExitCode.FINE


def _only(result: PersonResult, rule: str | None) -> PersonResult:
    outcomes = (one for one in result.outcomes if rule in (None, str(one.rule), one.rule.rule))
    return result._replace(outcomes=tuple(outcomes))


def _result(person: str, workplace: Workplace) -> tuple[AuditResult, list[PersonResult]]:
    """Audit the files that name somebody; where none of them is theirs, all files, to know whom there is."""
    many = len(workplace.files) > FILES_THAT_ARE_SOON_READ
    near = files_naming(person, workplace.files, workplace.root) if many else workplace.files
    for files in (near, workplace.files):
        if files:
            result = audit(workplace._replace(files=files), None, show_progress=files is workplace.files)
            found = [one for one in result.people if person in (one.person.id, one.person.name)]
            if found:
                return result, found
    known = Spellings()
    for one in result.people if workplace.files else ():
        known |= {one.person.id: one.person.id, one.person.name: one.person.name}
    raise not_one_of(Words("记录里", "The records"), person, known)
