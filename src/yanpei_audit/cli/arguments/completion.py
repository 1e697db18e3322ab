"""The completion of shells: their scripts are typer's, what is said of them is ours."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import typer
from typer._completion_classes import completion_init
from typer._completion_shared import _get_shell_name, get_completion_script, install

from yanpei_audit.cli.mistakes import UsageMistakeError, not_one_of
from yanpei_audit.findings import show
from yanpei_audit.language import Language, Words

INSTALL, SHOW = "--install-completion", "--show-completion"
# PowerShell is not installed for: typer would loosen its execution policy, and misread a Chinese name in its path.
SHELLS_INSTALLED = ("bash", "zsh", "fish")
SHELLS = (*SHELLS_INSTALLED, "powershell", "pwsh")
PROGRAM, COMPLETE_VARIABLE = "yanpei-audit", "_YANPEI_AUDIT_COMPLETE"


def show_completion(language: Language) -> Any:
    """Make the option that prints the completion script of a shell."""

    def answer(ctx: typer.Context, shell: str | None) -> None:
        if shell is not None and not ctx.resilient_parsing:
            if shell not in SHELLS:
                raise not_one_of(Words("--show-completion ", "--show-completion"), shell, SHELLS)
            typer.echo(get_completion_script(prog_name=PROGRAM, complete_var=COMPLETE_VARIABLE, shell=shell))
            raise typer.Exit

    return _completion_option(SHOW, answer, SHOW_COMPLETION.text(language))


def install_completion(language: Language) -> Any:
    """Make the option that puts the completion script where a shell finds it."""

    def answer(ctx: typer.Context, shell: str | None) -> None:
        if shell is not None and not ctx.resilient_parsing:
            if shell in SHELLS and shell not in SHELLS_INSTALLED:
                raise UsageMistakeError(BY_HAND.format(shell=shell))
            if shell not in SHELLS_INSTALLED:
                raise not_one_of(Words("--install-completion ", "--install-completion"), shell, SHELLS_INSTALLED)
            try:
                _shell, path = install(shell, PROGRAM, COMPLETE_VARIABLE)
            except UnicodeError:
                raise UsageMistakeError(BY_HAND.format(shell=shell)) from None
            typer.echo(INSTALLED.format(path=show(str(path))).text(language))
            raise typer.Exit

    return _completion_option(INSTALL, answer, INSTALL_COMPLETION.text(language))


def _completion_option(name: str, answer: Callable[[typer.Context, str | None], None], text: str) -> Any:
    completion_init()
    return typer.Option(name, metavar="[SHELL]", callback=answer, is_eager=True, help=text, show_default=False)


def with_shell(arguments: list[str]) -> list[str]:
    """Add the shell in use to arguments that end with an option of completion and name none."""
    if arguments[-1:] not in ([INSTALL], [SHOW]):
        return arguments
    name = _get_shell_name()
    if name is None:
        raise UsageMistakeError(NO_SHELL.format(option=arguments[-1]))
    return [*arguments, name]


INSTALL_COMPLETION = Words(
    "安装按 Tab 键的补全；不写则为现在用的命令行（bash、zsh、fish）",
    "Install completion by Tab, by default for the shell in use (bash, zsh, fish)",
)
SHOW_COMPLETION = Words(
    "显示补全脚本（bash、zsh、fish、powershell、pwsh）",
    "Print the completion script (bash, zsh, fish, powershell, pwsh)",
)
INSTALLED = Words(
    "补全写到了 {path}；重新打开终端后生效", "Completion written to {path}; open a new terminal to use it"
)
BY_HAND = Words(
    "{shell} 的补全请自己装：把 --show-completion {shell} 显示的内容加到它的启动文件里",
    "Install the completion of {shell} by hand: add what --show-completion {shell} prints to its start-up file",
)
NO_SHELL = Words(
    "认不出现在用的是哪种命令行；请写上，例如 {option} bash",
    "The shell in use is unknown; name it, as in {option} bash",
)
