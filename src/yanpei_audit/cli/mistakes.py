"""Wrong usage, said in the language of the reader: our own mistakes and those that typer finds."""

from __future__ import annotations

import re
from collections.abc import Iterable

from typer.exceptions import TyperException

from yanpei_audit.language import Language, Words
from yanpei_audit.suggestions import MOST_LISTED, Spellings, listing, nearest

MOST_COMMANDS = 30  # all of them
TEXT_OR_JSON = ("text", "json")


class UsageMistakeError(Exception):
    """A command line that cannot be followed; exit code 2. `language` is set once the settings are known."""

    def __init__(self, words: Words) -> None:
        super().__init__(words.zh)
        self.words = words
        self.language: Language | None = None


def not_one_of(what: Words, text: str, known: Iterable[str], *, most: int = MOST_LISTED) -> UsageMistakeError:
    """Complain of a value that is none of those known, of which no more than `most` are listed."""
    names = list(dict.fromkeys(known.values() if isinstance(known, Spellings) else known))
    guess = nearest(text, known if isinstance(known, Spellings) else names)
    ask = Words(f"；是不是“{guess}”？", f"; did you mean '{guess}'?") if guess else Words("", "")
    words = Words("{what}没有“{text}”{ask}可用：{known}", "{what} knows no '{text}'{ask} Known: {known}")
    separator = Words("。", ".") if not guess else Words("", "")
    known_words = listing(names, most)
    return UsageMistakeError(
        words.format(what=what, text=text, ask=Words(ask.zh + separator.zh, ask.en + separator.en), known=known_words)
    )


def known_format(form: str, formats: Iterable[str] = TEXT_OR_JSON) -> str:
    """Give the format back, or complain of one that the command does not have."""
    names = tuple(formats)
    if form not in names:
        raise not_one_of(Words("格式里", "--format"), form, names)
    return form


def words_of(error: TyperException, commands: Iterable[str]) -> Words:
    """Say what typer complains of."""
    option = getattr(error, "option_name", "")
    match type(error).__name__:
        case "NoSuchOption":
            similar = list(getattr(error, "possibilities", None) or ())
            ask = Words(f"；是不是 {similar[0]}？", f"; did you mean {similar[0]}?") if similar else Words("", "")
            words = Words("没有 {option} 这个选项{ask}", "There is no option {option}{ask}").format(
                option=option, ask=ask
            )
        case "MissingParameter":
            words = Words("缺少 {name}", "{name} is missing").format(name=_parameter(error))
        case "BadOptionUsage" if "does not take" in error.message:
            words = Words("选项 {option} 后面不写值", "Option {option} takes no value").format(option=option)
        case "BadOptionUsage":
            words = Words("选项 {option} 后面要写一个值", "Option {option} needs a value").format(option=option)
        case _:
            words = _words_of_message(error, commands)
    return words


def _words_of_message(error: TyperException, commands: Iterable[str]) -> Words:
    if match := re.match(r"No such command (['\"])(.*?)\1\.", error.message):
        return not_one_of(Words("命令里", "The program"), match[2], commands, most=MOST_COMMANDS).words
    if error.message.startswith("Got unexpected extra argument"):
        extra = error.message.rpartition("(")[2].rstrip(").")
        return Words("多写了：{extra}", "Not expected here: {extra}").format(extra=extra)
    return Words("用法有误：{message}", "Wrong usage: {message}").format(message=error.format_message())


def _parameter(error: TyperException) -> str:
    """Name what is missing as the help does: an option by its long name, an argument by its word there."""
    parameter = getattr(error, "param", None)
    name = str(max(getattr(parameter, "opts", None) or [""], key=len))
    return name if name.startswith("-") else str(getattr(parameter, "metavar", None) or name.upper())
