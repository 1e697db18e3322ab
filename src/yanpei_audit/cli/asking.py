"""Questions to whoever sits at the terminal, one a line; where nobody does, nothing is asked."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from yanpei_audit.cli.streams import say
from yanpei_audit.language import Language, Words
from yanpei_audit.report.lines import inert

MOST_CHOICES = 9
YES, NO = frozenset({"", "y", "yes", "是", "好"}), frozenset({"n", "no", "否", "不", "不写"})


def somebody_is_there() -> bool:
    """Tell whether there is somebody to ask."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def ask(question: Words, language: Language, choices: Sequence[str] = (), default: str = "") -> str:
    """Ask until there is an answer; a number chooses, nothing takes the default. Raise EOFError where input ends."""
    shown = choices[:MOST_CHOICES]
    listed = "  ".join(f"{number} {inert(choice)}" for number, choice in enumerate(shown, 1))
    offered, kept = f"（{listed}）" if listed else "", f" [{inert(default)}]" if default else ""
    while True:
        say(f"{inert(question.text(language))}{offered}{kept}{COLON.text(language)}")
        line = sys.stdin.readline()
        if not line:
            raise EOFError
        answer = line.strip()
        if answer.isascii() and answer.isdigit() and 1 <= int(answer) <= len(shown):
            return shown[int(answer) - 1]
        if answer or default:
            return answer or default


def agreed(question: Words, language: Language) -> bool:
    """Ask until there is a yes or a no; nothing is a yes, the end of the input a no."""
    while True:
        say(f"{question.text(language)}{COLON.text(language)}")
        line = sys.stdin.readline()
        answer = line.strip().casefold()
        if not line or answer in NO:
            return False
        if answer in YES:
            return True


COLON = Words("：", ": ")
