"""How a result is to be shown."""

from __future__ import annotations

from typing import NamedTuple

from yanpei_audit import bundled
from yanpei_audit.language import Language, Words
from yanpei_audit.rules.said import Said


class View(NamedTuple):
    """The language, the width in terminal cells, whether colours are wanted, and whether warnings fail the run.

    `root` is the working folder as seen from where the program runs.
    """

    language: Language = "zh"
    width: int = 100
    color: bool = False
    strict: bool = False
    root: str = "."

    def say(self, words: Words) -> str:
        """Give a text in the language wanted."""
        return words.text(self.language)

    def reading(self, said: Said | None) -> str:
        """Give how a clause is read; empty where its pack does not say."""
        return self.say(said.words) if said is not None else ""

    def path(self, path: str) -> str:
        """Give a finding's path as seen from where the program runs."""
        return path if self.root == "." or is_elsewhere(path) else f"{self.root}/{path}"


def is_elsewhere(path: str) -> bool:
    """Tell whether a path is not of the working folder: an absolute one, or that of a shipped file."""
    return path.startswith(("/", f"{bundled.SHOWN}:"))
