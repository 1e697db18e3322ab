"""`check --watch`: audit, show, wait for a change in anything that was read, and audit again what changed."""

from __future__ import annotations

import datetime as dt
import shutil
import sys
from collections.abc import Collection, Sequence
from importlib import import_module
from pathlib import Path

from yanpei_audit.audit import exit_code
from yanpei_audit.cli.commands.check import AUTO, Audited, Plan, Wishes, audited, on_screen, planned, today
from yanpei_audit.cli.commands.watched import Places, UnwatchableError, Watcher, places_of
from yanpei_audit.cli.mistakes import UsageMistakeError
from yanpei_audit.cli.streams import say
from yanpei_audit.cli.workplace import Options, Workplace, survey
from yanpei_audit.cohort import Memory
from yanpei_audit.editor.problems import BEGINS, ENDS, FAILS
from yanpei_audit.exit_codes import ExitCode
from yanpei_audit.findings import NOTHING, show
from yanpei_audit.language import Language, Words
from yanpei_audit.records.intake import SUFFIX, relative
from yanpei_audit.report import FORMATS
from yanpei_audit.report.lines import inert
from yanpei_audit.report.screen import findings_by_time, screen

FORMS = ("table", "text")
MOST_NAMED = 3


def run_watching(options: Options, wishes: Wishes) -> int:
    """Audit again and again until Ctrl+C, and give the exit code of the last audit."""
    wishes = _watchable(wishes)
    watch = Watch(options, wishes, planned(wishes))
    try:
        return watch.run()
    except KeyboardInterrupt:
        if watch.code is None:
            raise
        if sys.stdout.isatty():
            say("\n")
        return watch.code
    except UnwatchableError as error:
        say(inert(UNWATCHABLE.format(reason=str(error)).text(watch.language)) + "\n", error=True)
        return ExitCode.INCOMPLETE
    finally:
        watch.watcher.close()


def _watchable(wishes: Wishes) -> Wishes:
    """Choose what is shown, and refuse what makes no sense again and again."""
    if wishes.quiet or wishes.statistics:
        raise UsageMistakeError(NOT_WITH.format(option="--quiet" if wishes.quiet else "--statistics"))
    if wishes.form in (None, AUTO):
        wishes = wishes._replace(form="table" if sys.stdout.isatty() else "text")
    elif wishes.form in FORMATS and wishes.form not in FORMS:
        raise UsageMistakeError(NOT_SHOWN.format(form=wishes.form))
    try:
        import_module("watchfiles")
    except ImportError:
        raise UsageMistakeError(EXTRA) from None
    return wishes


class Watch:
    """A watch: what it was asked for, what it remembers, and the exit code of its last audit."""

    def __init__(self, options: Options, wishes: Wishes, plan: Plan) -> None:
        self.options, self.wishes, self.plan = options, wishes, plan
        self.watcher, self.memory = Watcher(), Memory()
        self.language: Language = "zh"
        self.places = Places(frozenset(), frozenset())
        self.code: int | None = None

    def run(self) -> int:
        """Go round until somebody stops it or the current folder is gone."""
        self._show(self._audited(), ())  # what is wrong with the command line is wrong the first time
        while True:
            changed = self.watcher.wait(self.places)
            try:
                self._show(self._audited(), changed)
            except BrokenPipeError:
                raise
            except (UsageMistakeError, OSError) as error:
                if not _is_somewhere():
                    say(GONE.text(self.language) + "\n", error=True)
                    return ExitCode.INCOMPLETE
                self.code = ExitCode.INCOMPLETE
                self._show_failure(error)
                self.watcher.follow(self.places)

    def _audited(self) -> Audited:
        workplace = self._surveyed()
        self.language = workplace.language
        if not self._is_one_screen:
            say(f"{_clock()} {BEGINS.text(self.language)}\n")
        done = audited(workplace, self.options, self.wishes, self.plan, self.memory)
        self.code = exit_code(done.result, strict=self.wishes.strict)
        return done

    def _surveyed(self) -> Workplace:
        """Survey until what is read is what is followed, so that no change falls between the two."""
        written = [path for _name, path in self.plan.files]
        while True:
            workplace = survey(self.options, today(), detail=self.plan.detail)
            self.places = places_of(workplace, self.options, written)
            if not self.watcher.follow(self.places):
                return workplace

    def _show(self, done: Audited, changed: Collection[Path]) -> None:
        view = on_screen(done.view, self.wishes)
        root = done.workplace.root
        saved = sorted(relative(path, root) for path in changed if path != root)
        first, others = findings_by_time(done.result, saved)
        words = ENDED.format(
            saved=_saved_words([view.path(path) for path in saved], len(first)),
            count=len(first) + len(others),
            people=len(done.result.people),
        )
        last = f"{_clock()} {view.say(ENDS.then(words))}"
        if self._is_one_screen:
            self._draw(screen(done.result, view, saved, last, shutil.get_terminal_size().lines))
        else:
            say(str(FORMATS[self.plan.shown].render(done.result, view)) + last + "\n")

    def _show_failure(self, error: UsageMistakeError | OSError) -> None:
        reason = error.words if isinstance(error, UsageMistakeError) else show(error.strerror or str(error))
        text = f"{_clock()} {inert(FAILS.then(FAILED.format(reason=reason)).text(self.language))}"
        if self._is_one_screen:
            self._draw(text)
        else:
            say(text + "\n")

    @property
    def _is_one_screen(self) -> bool:
        return self.plan.shown == "table" and sys.stdout.isatty()

    def _draw(self, page: str) -> None:
        """Draw a page in place of the one before; no line break at its end would scroll its first line away."""
        from rich.console import Console

        Console(file=sys.stdout).clear()
        say(page)


def _saved_words(saved: Sequence[str], count: int) -> Words:
    """Name the records and office files that were saved, and say how many findings they have."""
    names = [inert(path) for path in saved if path.endswith(SUFFIX)] or [inert(path) for path in saved]
    if not names:
        return NOTHING
    words = SAVED_MANY if len(names) > MOST_NAMED else SAVED
    return words.format(
        names=Words("、".join(names[:MOST_NAMED]), ", ".join(names[:MOST_NAMED])), all=len(names), count=count
    )


def _clock() -> str:
    return f"[{dt.datetime.now().astimezone():%H:%M:%S}]"


def _is_somewhere() -> bool:
    """Say whether the current folder still exists."""
    try:
        return Path.cwd().is_dir()
    except OSError:
        return False


SAVED = Words("；刚改的 {names} 有 {count} 条", "; {count} of them in {names}, just changed")
SAVED_MANY = Words(
    "；刚改的 {names} 等 {all} 个文件有 {count} 条", "; {count} of them in {all} files just changed, such as {names}"
)
ENDED = Words(
    "：问题 {count} 条，{people} 人{saved}；保存后自动再审核，按 Ctrl+C 结束",
    ": {count} findings, {people} people{saved}; audits again whatever is saved, Ctrl+C ends",
)
FAILED = Words(
    "：{reason}；改好后自动再审核，按 Ctrl+C 结束", ": {reason}; audits again once that is put right, Ctrl+C ends"
)
GONE = Words("当前文件夹已经不在了，不再审核", "The current folder is gone; there is nothing left to audit")
NOT_WITH = Words("--watch 是为了看结果，不能加 {option}", "--watch shows results and goes without {option}")
NOT_SHOWN = Words(
    "--watch 只显示 table 或 text；{form} 请写到文件：--output {form}=文件",
    "--watch shows table or text; write the other to a file: --output {form}=FILE",
)
EXTRA = Words("--watch 要先安装：pip install 'yanpei-audit[watch]'", "--watch wants: pip install 'yanpei-audit[watch]'")
UNWATCHABLE = Words(
    "--watch 到此为止：要看的文件夹里有名字不是 UTF-8 的文件，改名后再运行（{reason}）",
    "--watch ends: the name of a file in the watched folders is no UTF-8; rename it and run again ({reason})",
)
