"""The one door: every command goes in and every error comes out here, in words and with its exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Sequence
from contextlib import suppress
from itertools import pairwise
from pathlib import Path

import typer
from typer.exceptions import TyperException

from yanpei_audit.cli.arguments.program import build
from yanpei_audit.cli.mistakes import UsageMistakeError, words_of
from yanpei_audit.cli.streams import prepare_streams, say
from yanpei_audit.exit_codes import ExitCode
from yanpei_audit.findings import show
from yanpei_audit.language import LANGUAGE_VARIABLE, LANGUAGES, Language, Words


def run(arguments: Sequence[str]) -> int:
    """Run a command line and give its exit code; whatever happens is said in words."""
    prepare_streams()
    language = asked_language(arguments) or "zh"
    commands: Iterable[str] = ()
    try:
        app = build(language)
        commands = app.commands
        code = app.main(args=list(arguments), prog_name="yanpei-audit", standalone_mode=False)
    except UsageMistakeError as mistake:
        return _complain(mistake.words, mistake.language or language_here(asked_language(arguments)))
    except TyperException as error:
        return _usage_error(error, commands, language)
    except (KeyboardInterrupt, typer.Abort):
        code = ExitCode.INTERRUPTED
    except SystemExit as leaving:  # typer's answer where whoever read our output has left
        if not isinstance(leaving.__context__, BrokenPipeError):
            raise
        return _nobody_reads()
    except OSError as error:
        return _cannot(error, language)
    except Exception as error:  # noqa: BLE001 - the one place where a bug of ours becomes a sentence
        return _our_bug(error, language, debug="--debug" in arguments)
    if code == ExitCode.INTERRUPTED:  # typer turns an interruption into this code
        say(INTERRUPTED_WORDS.text(language) + "\n", error=True)
    return code if isinstance(code, int) else ExitCode.FINE


def _usage_error(error: TyperException, commands: Iterable[str], language: Language) -> int:
    if type(error).__name__ == "NoArgsIsHelpError":
        say(error.format_message() + "\n", error=True)
        return ExitCode.USAGE
    return _complain(words_of(error, commands), language)


def _cannot(error: OSError, language: Language) -> int:
    """Say what the system refused: a folder that is gone, a full disk behind a stream, a reader that left."""
    if isinstance(error, BrokenPipeError):
        return _nobody_reads()
    reason = show(f"{error.strerror or error}" + (f" ({error.filename})" if error.filename else ""))
    with suppress(OSError):
        say(REFUSED_WORDS.format(reason=reason).text(language) + "\n", error=True)
    return ExitCode.INCOMPLETE


def _nobody_reads() -> int:
    """Let what is still to be written go nowhere, so that nothing complains at the end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return ExitCode.INTERRUPTED


def _our_bug(error: Exception, language: Language, *, debug: bool) -> int:
    if debug:
        import traceback

        traceback.print_exception(error)
    detail = show(f"{type(error).__name__}: {error}")
    say(OUR_BUG_WORDS.format(detail=detail).text(language) + "\n", error=True)
    return ExitCode.OUR_BUG


def language_here(asked: Language | None) -> Language:
    """Give the language that was asked for, or that of the working folder around the current one."""
    if asked is not None:
        return asked
    from yanpei_audit.cli.inputs import settings_file
    from yanpei_audit.settings import find_working_folder, read_settings

    with suppress(OSError):
        if root := find_working_folder(Path.cwd()):
            return read_settings(settings_file(root).text)[0].language or "zh"
    return "zh"


def asked_language(arguments: Sequence[str]) -> Language | None:
    """Tell the language that is asked for, before the command line is understood."""
    asked = [after for argument, after in pairwise([*arguments, ""]) if argument == "--lang"]
    asked += [argument.removeprefix("--lang=") for argument in arguments if argument.startswith("--lang=")]
    for text in (*asked, os.environ.get(LANGUAGE_VARIABLE)):
        for language in LANGUAGES:
            if text == language:
                return language
    return None


def _complain(words: Words, language: Language) -> int:
    say(f"{USAGE_WORDS.text(language)}{show(words.text(language))}\n", error=True)
    return ExitCode.USAGE


USAGE_WORDS = Words("用法错误：", "Usage error: ")
INTERRUPTED_WORDS = Words("已中断，没有结果", "Interrupted; there is no result")
REFUSED_WORDS = Words("无法读写，结果无效：{reason}", "Cannot read or write, the result is void: {reason}")
OUR_BUG_WORDS = Words(
    "程序内部错误，结果无效：{detail}。请带上命令和 --debug 的输出报告给维护者",
    "Internal error, the result is void: {detail}. Please report it with the command and the output of --debug",
)
