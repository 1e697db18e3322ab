"""`add`: enter one activity into somebody's record, in the style of the file; on a terminal ask for what is missing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from yanpei_audit.cli.asking import agreed, ask, somebody_is_there
from yanpei_audit.cli.mistakes import UsageMistakeError, not_one_of
from yanpei_audit.cli.streams import say
from yanpei_audit.cli.subjects import errors_among, rules_are_wrong, say_findings
from yanpei_audit.cli.workplace import Options, survey
from yanpei_audit.desk.drafting import Draft, drafted, fields_of, missing_fields, ordered
from yanpei_audit.desk.folders import Desk, Holder, everybody, holders
from yanpei_audit.desk.writing import NotWrittenError, replace_file
from yanpei_audit.exit_codes import ExitCode
from yanpei_audit.findings import SourceSpan, finding
from yanpei_audit.glossary import key_words
from yanpei_audit.language import Language, Words
from yanpei_audit.records import DAYS
from yanpei_audit.records.kinds import Kind, spellings_for
from yanpei_audit.report.lines import inert
from yanpei_audit.report.view import View
from yanpei_audit.rules.rulebook import read_rulebook
from yanpei_audit.suggestions import Spellings

KIND, DAY, SCHOOL = "kind", "date", "school"


class Wishes(NamedTuple):
    """What the command line says of the activity, and how it is to be entered."""

    person: str | None = None
    kind: str | None = None
    fields: tuple[str, ...] = ()
    repeat: bool = False
    dry_run: bool = False
    yes: bool = False


def run(options: Options, wishes: Wishes) -> int:
    """Enter the activity, or on a terminal several, and give the exit code."""
    today = dt.datetime.now().astimezone().date()
    workplace = survey(options, today, detail=False)
    view = View(workplace.language, root=workplace.shown_root)
    if rules_are_wrong(workplace, view):
        return ExitCode.BAD_RULES
    desk = Desk(workplace.root, workplace.files, read_rulebook(workplace.assignment.rules))
    clerk = _Clerk(desk, view, today)
    try:
        holder = clerk.whose(wishes.person)
        kind = clerk.kind(wishes.kind, holder)
        given = fields_of(wishes.fields, today)
        while True:
            completed = clerk.completed(holder, kind, given)
            code = clerk.enter(holder, kind, completed, wishes)
            if code != ExitCode.FINE or not (wishes.repeat and clerk.asks):
                return code
            day = fields_of([f"{DAY}={ask(NEXT_DAY, view.language)}"], today)
            given = {**{field: value for field, value in completed.items() if field not in DAYS}, **day}
    except UsageMistakeError as mistake:
        mistake.language = workplace.language
        raise
    except EOFError:
        say("\n")
        return ExitCode.FINE


class _Clerk(NamedTuple):
    """Whoever enters: what the folder holds, how to speak, and which day it is."""

    desk: Desk
    view: View
    today: dt.date

    @property
    def asks(self) -> bool:
        return somebody_is_there()

    @property
    def language(self) -> Language:
        return self.view.language

    def whose(self, text: str | None) -> Holder:
        """Find the record of somebody."""
        if text is None:
            if not self.asks:
                raise UsageMistakeError(NO_PERSON)
            text = ask(WHO, self.language)
        found = holders(text, self.desk)
        if len(found) > 1:
            raise UsageMistakeError(SEVERAL.format(name=text, ids="、".join(holder.id for holder in found)))
        if not found:
            known = Spellings()
            for holder in everybody(self.desk):
                known |= {holder.id: holder.id, holder.name: holder.name}
            raise not_one_of(Words("记录里", "The records"), text, known)
        return found[0]

    def kind(self, text: str | None, holder: Holder) -> Kind:
        """Find the kind of the activity; those that somebody entered last are offered first."""
        kinds = self.desk.book.kinds
        if text is None:
            if not self.asks:
                raise UsageMistakeError(NO_KIND)
            last = [entry.activity.kind for entry in reversed(holder.person.entries)]
            text = ask(WHICH_KIND, self.language, list(dict.fromkeys(last)))
        found = kinds.kind(text)
        if found is None:
            raise not_one_of(Words("活动类型里", "The kinds"), text, spellings_for(text, kinds.kinds.values()))
        return found

    def completed(self, holder: Holder, kind: Kind, given: Draft) -> Draft:
        """Ask for what the kind wants and nobody has given, one question a line."""
        completed = dict(given)
        for field in missing_fields(kind, given):
            if not self.asks:
                raise UsageMistakeError(MISSING.format(kind=kind.words, field=key_words(field)))
            answer = ask(key_words(field), self.language, self._choices(field, holder), _default(field, kind))
            completed |= fields_of([f"{field}={answer}"], self.today)
        return completed

    def _choices(self, field: str, holder: Holder) -> Sequence[str]:
        """Give what may be answered: days by name, what was last used, what the tables or the registry know."""
        if field == DAY:
            return [word.text(self.language) for word in (TODAY, YESTERDAY)]
        used = [getattr(entry.activity, field, None) for entry in reversed(holder.person.entries)]
        known = self.desk.book.registry.schools if field == SCHOOL else {}
        words = [word.name for word in self.desk.book.kinds.values.get(field, {}).values()]
        return list(dict.fromkeys(one for one in (*used, *known, *words) if isinstance(one, str)))

    def enter(self, holder: Holder, kind: Kind, fields: Draft, wishes: Wishes) -> int:
        """Show what is written and where, write it, and give the exit code; what `check` refuses is not written."""
        path = Path(self.desk.root, holder.file.path)
        draft = drafted(path, holder.file.shown, kind, ordered(fields), self.desk.book)
        say_findings(draft.findings, self.view, error=True)
        if draft.refused:
            say_findings([finding(draft.refused, SourceSpan(holder.file.shown))], self.view, error=True)
            return ExitCode.INCOMPLETE
        if any(errors_among(draft.findings)):
            say(self.view.say(NOT_WRITTEN) + "\n", error=True)
            return ExitCode.INCOMPLETE
        say(f"{inert(self.view.path(holder.file.shown))}:{draft.line}\n")
        say("".join(f"  {inert(line)}\n" for line in draft.written))
        if wishes.dry_run or (self.asks and not wishes.yes and not agreed(WRITE, self.language)):
            say(self.view.say(NOT_WRITTEN) + "\n")
            return ExitCode.FINE
        try:
            replace_file(path, draft.old, draft.new)
        except NotWrittenError as error:
            say_findings([finding(error.code, SourceSpan(holder.file.shown), **error.values)], self.view, error=True)
            return ExitCode.INCOMPLETE
        say(self.view.say(WRITTEN.format(name=inert(holder.name))) + "\n")
        return ExitCode.FINE


def _default(field: str, kind: Kind) -> str:
    return TODAY.zh if field == DAY else kind.defaults.get(field, "")


WHO = Words("谁（编号或姓名）", "Who (id or name)")
WHICH_KIND = Words("活动类型", "Kind of activity")
NEXT_DAY = Words("再记一条同样的？写日期，按 Ctrl+D 结束", "Another one? Give its date, or end with Ctrl+D")
TODAY, YESTERDAY = Words("今天", "today"), Words("昨天", "yesterday")
NO_PERSON = Words("要写是谁：编号或姓名", "Say who: an id or a name")
NO_KIND = Words("要写活动类型，例如 听课", "Say which kind of activity, such as observation")
SEVERAL = Words("“{name}”不止一人，请写编号：{ids}", "'{name}' is more than one person, write an id: {ids}")
MISSING = Words("{kind}要写“{field}”，例如 {field}=…", "{kind} wants '{field}', as in {field}=…")
WRITE = Words("写入？（直接回车是写）", "Write it? (Enter does)")
NOT_WRITTEN = Words("没有写入", "Nothing was written")
WRITTEN = Words("已记入 {name} 的记录；要撤销，用 git", "Entered into the record of {name}; git takes it back")
