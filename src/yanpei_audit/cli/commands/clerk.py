"""Whoever enters an activity: finds the record, asks until each answer will do, and writes it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple, TypeVar

from yanpei_audit.cli.asking import agreed, ask, somebody_is_there
from yanpei_audit.cli.mistakes import UsageMistakeError, not_one_of
from yanpei_audit.cli.streams import say
from yanpei_audit.cli.subjects import errors_among, say_findings
from yanpei_audit.desk.drafting import Draft, NotAFieldError, drafted, fields_of, missing_fields, ordered
from yanpei_audit.desk.folders import Desk, Holder, everybody, holders
from yanpei_audit.desk.writing import NotWrittenError, replace_file
from yanpei_audit.exit_codes import ExitCode
from yanpei_audit.findings import Finding, SourceSpan, finding
from yanpei_audit.glossary import key_words
from yanpei_audit.language import Language, Words
from yanpei_audit.records.kinds import Kind, spellings_for
from yanpei_audit.report.lines import inert
from yanpei_audit.report.view import View
from yanpei_audit.rules.wording import COMMA, SEMICOLON, listed
from yanpei_audit.suggestions import Spellings

DAY, SCHOOL = "date", "school"
LACKING = frozenset({"YA402", "YA422"})  # fields that are asked for next
Found = TypeVar("Found")


class Wishes(NamedTuple):
    """What the command line says of the activity, and how it is to be entered."""

    person: str | None = None
    kind: str | None = None
    fields: tuple[str, ...] = ()
    repeat: bool = False
    dry_run: bool = False
    yes: bool = False


def refuse_what_is_no_text(wishes: Wishes) -> None:
    """Refuse words of the command line whose bytes are no UTF-8: no record can hold them."""
    for number, word in enumerate((wishes.person, wishes.kind, *wishes.fields)):
        if word is not None and not word.isascii() and any("\ud800" <= sign <= "\udfff" for sign in word):
            raise UsageMistakeError(NO_TEXT.format(number=number + 1, text=word))


def read_fields(texts: Sequence[str], today: dt.date) -> Draft:
    """Read what the command line says of an activity; what is no field is a wrong use."""
    try:
        return fields_of(texts, today)
    except NotAFieldError as error:
        raise UsageMistakeError((TWICE if error.again else NO_FIELD).format(text=error.text)) from None


class Clerk(NamedTuple):
    """Whoever enters: what the folder holds, how to speak, and which day it is."""

    desk: Desk
    view: View
    today: dt.date

    @property
    def asks(self) -> bool:
        """Whether there is somebody to ask."""
        return somebody_is_there()

    @property
    def language(self) -> Language:
        """The language to ask in."""
        return self.view.language

    def whose(self, text: str | None) -> Holder:
        """Find the record of somebody; whoever is asked may try again."""
        if text is not None:
            return self._holder(text)
        if not self.asks:
            raise UsageMistakeError(NO_PERSON)
        return self._asked(lambda: self._holder(ask(WHO, self.language)))

    def _holder(self, text: str) -> Holder:
        found = holders(text, self.desk)
        if len(found) > 1:
            raise UsageMistakeError(SEVERAL.format(name=text, ids=listed((holder.id for holder in found), COMMA)))
        if found:
            return found[0]
        people = self.desk.book.registry.people.values()
        if member := next((one for one in people if text in (one.id, one.name)), None):
            raise UsageMistakeError(NO_FILE.format(name=member.name, id=member.id))
        known = Spellings()
        for holder in everybody(self.desk):
            known |= {holder.id: holder.id, holder.name: holder.name}
        raise not_one_of(Words("记录里", "The records"), text, known)

    def kind(self, text: str | None, holder: Holder) -> Kind:
        """Find the kind of the activity; those that somebody entered last are offered first."""
        if text is not None:
            return self._kind(text)
        if not self.asks:
            raise UsageMistakeError(NO_KIND)
        last = [entry.activity.kind for entry in reversed(holder.person.entries)]
        offered = list(dict.fromkeys(last))
        return self._asked(lambda: self._kind(ask(WHICH_KIND, self.language, offered)))

    def _kind(self, text: str) -> Kind:
        kinds = self.desk.book.kinds
        if found := kinds.kind(text):
            return found
        raise not_one_of(Words("活动类型里", "The kinds"), text, spellings_for(text, kinds.kinds.values()))

    def _asked(self, answered: Callable[[], Found]) -> Found:
        """Ask until the answer will do, and say what is wrong with each that does not."""
        while True:
            try:
                return answered()
            except UsageMistakeError as mistake:
                say(inert(mistake.words.text(self.language)) + "\n", error=True)

    def completed(self, holder: Holder, kind: Kind, given: Draft, of_day: Words) -> Draft:
        """Ask for what the kind wants and nobody has given, a question a line, until each answer will do."""
        completed = given
        if self._wrong(holder, kind, given):  # no answer would mend it
            return given
        for field in missing_fields(kind, given):
            if not self.asks:
                raise UsageMistakeError(MISSING.format(kind=kind.words, field=key_words(field)))
            completed = self._answered(holder, kind, completed, field, of_day if field == DAY else key_words(field))
        return completed

    def _answered(self, holder: Holder, kind: Kind, given: Draft, field: str, question: Words) -> Draft:
        """Ask for a field until the answer will do, and say what is wrong with each that does not."""
        while True:
            answer = ask(question, self.language, self._choices(field, holder), _default(field, kind))
            completed = {**given, **fields_of([f"{field}={answer}"], self.today)}
            wrong = self._wrong(holder, kind, completed)
            if not wrong:
                return completed
            for one in wrong:
                words = one.message.then(SEMICOLON).then(one.hint)
                say(inert(words.text(self.language)) + "\n", error=True)

    def _wrong(self, holder: Holder, kind: Kind, fields: Draft) -> list[Finding]:
        """Give what is wrong with an activity so far, but for what it still lacks."""
        path = Path(self.desk.root, holder.file.path)
        draft = drafted(path, holder.file.shown, kind, ordered(fields), self.desk.book, self.today)
        return [one for one in errors_among(draft.findings) if one.code not in LACKING]

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
        draft = drafted(path, holder.file.shown, kind, ordered(fields), self.desk.book, self.today)
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
TODAY, YESTERDAY = Words("今天", "today"), Words("昨天", "yesterday")
NO_PERSON = Words("要写是谁：编号或姓名", "Say who: an id or a name")
NO_KIND = Words("要写活动类型，例如 听课", "Say which kind of activity, such as observation")
SEVERAL = Words("“{name}”不止一人，请写编号：{ids}", "'{name}' is more than one person, write an id: {ids}")
MISSING = Words("{kind}要写“{field}”，例如 {field}=…", "{kind} wants '{field}', as in {field}=…")
WRITE = Words("写入？直接回车是写，n 是不写", "Write it? Enter does, n does not")
DAY_OR_DAYS = Words("日期，几天的写 起..止", "date, or FIRST..LAST")
NO_FIELD = Words("“{text}”前面要写是哪一栏，例如 学校={text}", "Say which field '{text}' is, as in school={text}")
NO_TEXT = Words(
    "第 {number} 个词“{text}”不是 UTF-8 文字：检查终端的编码",
    "Word {number}, '{text}', is no text in UTF-8: check the encoding of the terminal",
)
TWICE = Words("“{text}”写了两次", "'{text}' is given twice")
NO_FILE = Words(
    "“{name}”在人员名册里，还没有记录文件：先建一个 records/{id}.yaml，写上编号和姓名",
    "'{name}' is in the register and has no record yet: make records/{id}.yaml with the id and the name",
)
NOT_WRITTEN = Words("没有写入", "Nothing was written")
WRITTEN = Words("已记入 {name} 的记录；要撤销，用 git", "Entered into the record of {name}; git takes it back")
