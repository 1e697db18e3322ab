"""Running an audit: how many processes, and progress for whoever waits at a terminal."""

from __future__ import annotations

import gc
import os
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from yanpei_audit.audit import AuditResult
from yanpei_audit.cli.mistakes import UsageMistakeError
from yanpei_audit.cli.workplace import Workplace
from yanpei_audit.cohort import Memory, Progress, audit_files
from yanpei_audit.language import Language, Words

FILES_THAT_PAY = 100
SECONDS_BEFORE_PROGRESS = 1.0
MOST_JOBS, MOST_DIGITS = 64, 4


def audit(workplace: Workplace, jobs: str | None, *, show_progress: bool, memory: Memory | None = None) -> AuditResult:
    """Audit a workplace, in as many processes as pay or as were asked for; what changes between audits is little."""
    if memory is not None and memory.holds(workplace.assignment):
        number = 1
    else:
        collect_less_garbage()
        number = _jobs(jobs, len(workplace.files))
    with _progress(workplace.language, wanted=show_progress) as progress:
        if number == 1:
            result = audit_files(workplace.files, workplace.assignment, progress=progress, memory=memory)
        else:
            from concurrent.futures import ProcessPoolExecutor
            from multiprocessing import get_context

            with ProcessPoolExecutor(number, get_context("spawn"), initializer=_start_worker) as executor:
                result = audit_files(
                    workplace.files, workplace.assignment, executor=executor, progress=progress, memory=memory
                )
    findings = sorted([*workplace.findings, *result.findings], key=lambda found: (found.span, found.code))
    return result._replace(findings=tuple(findings))


def _start_worker() -> None:
    """Prepare a process that shares the work: an interruption is for the one that hands it out."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    collect_less_garbage()


def collect_less_garbage() -> None:
    """Collect less: what is loaded stays, and what a file leaves goes by itself. It saves a tenth."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


def _jobs(text: str | None, files: int) -> int:
    if text is None:
        return min(os.cpu_count() or 1, MOST_JOBS) if files >= FILES_THAT_PAY else 1
    if not (text.isascii() and text.isdigit() and len(text) < MOST_DIGITS and 1 <= int(text) <= MOST_JOBS):
        raise UsageMistakeError(
            Words("--jobs 要写 1 到 {most} 的整数", "--jobs wants a whole number from 1 to {most}").format(
                most=MOST_JOBS
            )
        )
    return int(text)


@contextmanager
def _progress(language: Language, *, wanted: bool) -> Iterator[Progress | None]:
    """Show progress on stderr: only at a terminal, and only after a second."""
    if not (wanted and sys.stderr.isatty()):
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress as Bar

    started = time.monotonic()
    bar = Bar(console=Console(stderr=True), transient=True)
    task = bar.add_task(Words("审核中", "Auditing").text(language), total=None)

    def advance(done: int, total: int) -> None:
        if time.monotonic() - started > SECONDS_BEFORE_PROGRESS:
            bar.start()
            bar.update(task, completed=done, total=total)

    try:
        yield advance
    finally:
        bar.stop()
