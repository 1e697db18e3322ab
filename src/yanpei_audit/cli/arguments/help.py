"""Help pages whose fixed phrases are ours."""

from __future__ import annotations

import re
from typing import Any

from typer.core import TyperCommand, TyperGroup

from yanpei_audit.cli.arguments.completion import with_shell
from yanpei_audit.language import Language

# What typer says by itself in a help page, where it stands, and what we say.
_PHRASES = (
    (r"^Usage: ", "用法："),
    (r"\[OPTIONS\]", "[选项]"),
    (r"COMMAND \[ARGS\]\.\.\.", "命令 [参数]..."),
    (r"^Arguments:", "参数："),
    (r"^Options:", "选项："),
    (r"^Commands:", "命令："),
    (r"Show this message and exit\.", "显示本页"),
    (r"\[PATHS\]", "[路径]"),
    (r"\[required\]", "（必填）"),
)


def translated(page: str, language: Language) -> str:
    """Put a help page's fixed phrases into a language."""
    if language == "zh":
        for phrase, ours in _PHRASES:
            page = re.sub(phrase.replace(" ", r"\s+"), ours, page, flags=re.MULTILINE)
    return page


def classes(language: Language) -> tuple[type[TyperGroup], type[TyperCommand]]:
    """Give the classes of a group and of a command whose help pages are in a language."""

    class Group(TyperGroup):
        def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
            return super().parse_args(ctx, args if ctx.resilient_parsing else with_shell(args))

        def get_help(self, ctx: Any) -> str:
            return translated(super().get_help(ctx), language)

    class Command(TyperCommand):
        def get_help(self, ctx: Any) -> str:
            return translated(super().get_help(ctx), language)

    return Group, Command
