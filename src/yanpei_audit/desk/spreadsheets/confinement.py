"""Reading in a process of its own, which may take neither all memory nor all time with it.

A small file may say that it holds any number of cells. A library in Rust ends its process where it cannot get memory
for them, and writes to standard error where it panics.
"""

from __future__ import annotations

import faulthandler
import os
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, TypeVar

from yanpei_audit.desk.spreadsheets.cells import NotAWorkbookError
from yanpei_audit.language import Words

MOST_MEMORY, MOST_SECONDS = 2 << 30, 30
_METHOD = "fork" if sys.platform == "linux" else "spawn"  # forking is missing elsewhere, or unsafe
_PR_SET_PDEATHSIG = 1  # of linux/prctl.h
Result = TypeVar("Result")


def confined(work: Callable[[bytes], Result], data: bytes) -> Result:
    """Let another process work on the bytes of a file, and give its result.

    Raise the `NotAWorkbookError` that it raises, or one of its own where it takes more than 2 GiB of memory or 30
    seconds of processor time.
    """
    context: Any = get_context(_METHOD)
    here, there = context.Pipe(duplex=False)
    process = context.Process(target=_answer, args=(work, data, there), daemon=True)
    process.start()
    there.close()
    try:
        answer: Result | Exception = here.recv()
    except EOFError:
        raise NotAWorkbookError("YA810", reason=TAKES.format(memory=MOST_MEMORY >> 20, seconds=MOST_SECONDS)) from None
    finally:
        process.kill()
        process.join()
        here.close()
    if isinstance(answer, Exception):
        raise answer
    return answer


def _answer(work: Callable[[bytes], object], data: bytes, there: Connection) -> None:
    """Send the result, or the error that tells why there is none; where memory ends, nothing."""
    faulthandler.disable()
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    _limit()
    with suppress(MemoryError):
        try:
            answer = work(data)
        except MemoryError:
            return
        except NotAWorkbookError as error:
            answer = error
        except Exception as error:  # noqa: BLE001 - a bug of ours is one on the other side, too
            answer = RuntimeError(repr(error))
        there.send(answer)


def _limit() -> None:
    """Limit the memory and the time of this process, where the system can, and let it end with the one that waits."""
    with suppress(ImportError, OSError, AttributeError):
        import ctypes

        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    try:
        import resource
    except ImportError:  # pragma: no cover - Windows
        return
    try:
        taken = int(Path("/proc/self/statm").read_text("ascii").split()[0]) * resource.getpagesize()
    except OSError:
        taken = MOST_MEMORY
    for limit, most in (
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_CPU, MOST_SECONDS),
        (resource.RLIMIT_AS, taken + MOST_MEMORY),
    ):
        hard = resource.getrlimit(limit)[1]
        with suppress(OSError, ValueError):
            resource.setrlimit(limit, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


TAKES = Words(
    "读它要用的内存超过 {memory} MB，或时间超过 {seconds} 秒",
    "reading it takes more than {memory} MB or {seconds} seconds",
)
