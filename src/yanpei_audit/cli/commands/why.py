"""`why`: every activity that counted or did not for one person, and the bound step by step."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Mapping

from yanpei_audit.audit import PersonResult
from yanpei_audit.cli.mistakes import known_format, not_one_of
from yanpei_audit.cli.streams import put, say, width_of
from yanpei_audit.cli.subjects import find_people, rules_are_wrong, say_findings
from yanpei_audit.cli.workplace import Options, survey
from yanpei_audit.exit_codes import ExitCode
from yanpei_audit.language import Words
from yanpei_audit.report.formats import json
from yanpei_audit.report.view import View
from yanpei_audit.report.why import names, render
from yanpei_audit.rules import ReadyRule, RuleId
from yanpei_audit.suggestions import Spellings


def run(person: str, rule: str | None, options: Options, form: str) -> int:
    """Explain the outcomes of whoever has this id or name, of one rule or of all."""
    known_format(form)
    workplace = survey(options, dt.datetime.now().astimezone().date(), detail=True)
    view = View(workplace.language, width_of(sys.stdout), root=workplace.shown_root)
    if rules_are_wrong(workplace, view):
        return ExitCode.BAD_RULES
    found = find_people(person, workplace)
    result, findings = found.result, found.errors
    rules = {one.id: one for one in result.rules}
    if rule is not None and not any(names(one, rule) for one in rules.values()):
        known = Spellings({one.rule.title.words.zh: name.rule for name, one in rules.items()})
        known |= {name.rule: name.rule for name in rules}
        raise not_one_of(Words("规则里", "The rules"), rule, known)
    if form == "json":
        kept = [_only(one, rule, rules) for one in found.people]
        put(json.render(result._replace(people=tuple(kept), findings=tuple(findings)), view))
        return ExitCode.FINE
    say_findings(findings, view)
    for one in found.people:
        say(render(result, one, rule or "", view))
    return ExitCode.INCOMPLETE if findings else ExitCode.FINE


def _only(result: PersonResult, rule: str | None, rules: Mapping[RuleId, ReadyRule]) -> PersonResult:
    outcomes = (one for one in result.outcomes if rule is None or names(rules[one.rule], rule))
    return result._replace(outcomes=tuple(outcomes))
