"""`todo`: what is still needed, of everybody or of one person."""

from __future__ import annotations

import datetime as dt
import sys

from yanpei_audit.cli.mistakes import known_format
from yanpei_audit.cli.running import audit
from yanpei_audit.cli.streams import put, say, width_of
from yanpei_audit.cli.subjects import Found, errors_among, find_people, rules_are_wrong, say_findings
from yanpei_audit.cli.workplace import Options, survey
from yanpei_audit.exit_codes import ExitCode
from yanpei_audit.findings import Area
from yanpei_audit.report.todo import render, render_json
from yanpei_audit.report.view import View


def run(person: str | None, options: Options, form: str) -> int:
    """Say what whoever has this id or name still needs, or else everybody; JSON leaves stdout to itself."""
    known_format(form)
    workplace = survey(options, dt.datetime.now().astimezone().date(), detail=False)
    view = View(workplace.language, width_of(sys.stdout), root=workplace.shown_root)
    if rules_are_wrong(workplace, view, error=form == "json"):
        return ExitCode.BAD_RULES
    if person is None:
        result = audit(workplace, None, show_progress=True)
        found, errors = Found(result, list(result.people)), list(errors_among(result.findings))
    else:
        found = find_people(person, workplace)
        errors = found.errors
    say_findings(errors, view, error=form == "json")
    if form == "json":
        put(render_json(found.result, found.people, view))
    else:
        say(render(found.result, found.people, view))
    if any(one.area is Area.RULES for one in errors):
        return ExitCode.BAD_RULES
    return ExitCode.INCOMPLETE if errors else ExitCode.FINE
