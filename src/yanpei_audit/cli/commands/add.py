"""`add`: enter one activity into somebody's record, in the style of the file; on a terminal ask for what is missing."""

from __future__ import annotations

import datetime as dt

from yanpei_audit.cli.commands.clerk import DAY_OR_DAYS, NOT_WRITTEN, Clerk, Wishes, read_fields, refuse_what_is_no_text
from yanpei_audit.cli.mistakes import UsageMistakeError
from yanpei_audit.cli.streams import say
from yanpei_audit.cli.subjects import rules_are_wrong, say_findings
from yanpei_audit.cli.workplace import Options, survey
from yanpei_audit.desk.folders import Desk
from yanpei_audit.exit_codes import ExitCode
from yanpei_audit.language import Words
from yanpei_audit.records import DAYS
from yanpei_audit.report.view import View
from yanpei_audit.rules.rulebook import read_rulebook


def run(options: Options, wishes: Wishes) -> int:
    """Enter the activity, or on a terminal several, and give the exit code."""
    refuse_what_is_no_text(wishes)
    today = dt.datetime.now().astimezone().date()
    workplace = survey(options, today, detail=False)
    view = View(workplace.language, root=workplace.shown_root)
    if rules_are_wrong(workplace, view):
        return ExitCode.BAD_RULES
    desk = Desk(workplace.root, workplace.files, read_rulebook(workplace.assignment.rules))
    clerk, question, entered = Clerk(desk, view, today), DAY_OR_DAYS, False
    try:
        holder = clerk.whose(wishes.person)
        kind = clerk.kind(wishes.kind, holder)
        given = read_fields(wishes.fields, today)
        while True:
            completed = clerk.completed(holder, kind, given, question)
            code = clerk.enter(holder, kind, completed, wishes)
            if code != ExitCode.FINE or not (wishes.repeat and clerk.asks):
                return code
            given = {field: value for field, value in completed.items() if field not in DAYS}
            question, entered = NEXT_DAY, True
    except UsageMistakeError as mistake:
        closed = [found for found in workplace.findings if found.code == CLOSED]
        if say_findings(closed, view, error=True):  # the record may be among what cannot be read
            return ExitCode.INCOMPLETE
        mistake.language = workplace.language
        raise
    except EOFError:
        say("\n" if entered else f"\n{view.say(NOT_WRITTEN)}\n")
        return ExitCode.FINE


CLOSED = "YA204"
NEXT_DAY = Words("再记一条同样的？写日期，按 Ctrl+D 结束", "Another one? Give its date, or end with Ctrl+D")
