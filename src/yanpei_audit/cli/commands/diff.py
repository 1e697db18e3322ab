"""`diff`: who flips between a git revision and the files as they are on disk, and by what."""

from __future__ import annotations

import datetime as dt
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from yanpei_audit.audit import AuditResult
from yanpei_audit.cli.git import Revision, extract, revision_of
from yanpei_audit.cli.inputs import existing, settings_file
from yanpei_audit.cli.mistakes import UsageMistakeError, known_format
from yanpei_audit.cli.running import audit
from yanpei_audit.cli.streams import put, say, width_of
from yanpei_audit.cli.workplace import Options, Workplace, survey
from yanpei_audit.comparing import State, Wanted, assignment_of, compare
from yanpei_audit.exit_codes import ExitCode
from yanpei_audit.findings import Area, Finding, quote
from yanpei_audit.findings.catalogue import Severity
from yanpei_audit.language import Words
from yanpei_audit.report.difference import FORMATS, Compared
from yanpei_audit.report.lines import finding_lines, inert
from yanpei_audit.report.view import View
from yanpei_audit.rules.rulebook import read_rulebook
from yanpei_audit.settings import read_settings
from yanpei_audit.source import resolved

OUR_BUG = "YA999"


def run(revision: str, options: Options, form: str) -> int:
    """Compare, show, and give the exit code: 1 where somebody newly fails."""
    known_format(form, FORMATS)
    today = dt.datetime.now().astimezone().date()
    head = survey(options, today, detail=False)
    try:
        base = revision_of(head.root, revision)
        with TemporaryDirectory(prefix="yanpei-audit-", ignore_cleanup_errors=True) as folder:
            extract(head.root, base, Path(folder))
            now = _state(head, options, today)
            return _compared(head, now, base, resolved(Path(folder)), options, form)
    except UsageMistakeError as mistake:
        mistake.language = mistake.language or head.language
        raise


def _compared(head: Workplace, now: State, revision: Revision, folder: Path, options: Options, form: str) -> int:
    day = min(revision.day, now.day)
    base = _base(head, folder, options, day)
    then = _state(base, options, day)
    then = then._replace(day=min(then.day, now.day))
    wanted = Wanted(head.assignment.period, exactly=options.as_of is not None)

    def result_of(state: State, findings: tuple[Finding, ...] = ()) -> AuditResult:
        place = head._replace(
            root=Path(state.root), files=state.files, assignment=assignment_of(state, wanted), findings=findings
        )
        return audit(place, None, show_progress=True)

    results = result_of(then, base.findings), result_of(now, head.findings)
    view = View(head.language, width_of(sys.stdout), root=head.shown_root)
    if wrong := _say_what_is_wrong(((base, results[0]), (head, results[1])), revision, view, form):
        return wrong
    found = compare((then, results[0]), (now, results[1]), wanted, result_of)
    text = FORMATS[form](found, Compared(revision.asked, revision.commit), view)
    if form == "json":
        put(text)
    else:
        say(text)
    return ExitCode.SHORT if found.newly_fails else ExitCode.FINE


def _state(place: Workplace, options: Options, today: dt.date) -> State:
    """Give a state with its day: the one asked for, or settled, or today, before the period's end limits it."""
    given, rules = place.assignment, place.assignment.rules
    day = given.as_of if options.as_of is not None else read_settings(rules.settings)[0].as_of or today
    return State(str(place.root), tuple(place.files), given.everybody, rules, day)


def _base(head: Workplace, folder: Path, options: Options, day: dt.date) -> Workplace:
    """Survey the same folder and paths as they were; what git does not keep, an empty folder, is there again."""
    paths = []
    for start in map(existing, options.paths):
        if not start.is_relative_to(head.root):
            raise UsageMistakeError(OUTSIDE.format(path=start, root=head.root))
        path = folder / start.relative_to(head.root)
        if start.is_dir() or os.path.lexists(path):
            paths.append(path)
    records = [folder / path for path in read_settings(settings_file(folder).text)[0].records]
    for path in (*paths, *records):
        if resolved(path).is_relative_to(folder) and not os.path.lexists(path):
            with suppress(OSError):  # a file may have stood where a folder does now
                path.mkdir(parents=True)
    paths = [path for path in paths if os.path.lexists(path)]
    nothing = bool(options.paths) and not paths
    asked = options._replace(paths=tuple(map(str, paths or [folder] * nothing)), period=head.assignment.period.id)
    if paths == [folder] and head.assignment.rules.settings is not None:
        asked = asked._replace(paths=())
    base = survey(asked, day, detail=False, needs_records=False, root=folder)
    return base._replace(files=()) if nothing else base


def _say_what_is_wrong(
    states: Sequence[tuple[Workplace, AuditResult]], revision: Revision, view: View, form: str
) -> ExitCode | None:
    """Say what keeps either state from being judged at all, and in which it is; nobody's fault but ours is a bug."""
    code = None
    for (place, result), words in zip(states, (IN_BASE.format(revision=quote(revision.asked)), IN_HEAD), strict=True):
        of_rules = {*place.findings, *read_rulebook(place.assignment.rules).findings}
        errors = [one for one in result.findings if one.severity is Severity.ERROR]
        wrong = [one for one in errors if one.code == OUR_BUG or (one.area is Area.RULES and one in of_rules)]
        if wrong:
            say("\n".join([inert(view.say(words)), *finding_lines(wrong, view)]) + "\n", error=form != "text")
            ours = any(one.code == OUR_BUG for one in wrong)
            code = max(code or ExitCode.BAD_RULES, ExitCode.OUR_BUG if ours else ExitCode.BAD_RULES)
    return code


OUTSIDE = Words(
    "{path} 不在工作文件夹 {root} 里，无从比较", "{path} lies outside the working folder {root}: nothing to compare"
)
IN_BASE = Words("“{revision}”里有错误，无法比较：", "Errors in '{revision}', nothing is compared:")
IN_HEAD = Words("现在的文件里有错误，无法比较：", "Errors in the files as they are now, nothing is compared:")
