"""The commands about time with their arguments: what is still needed, what if, what changed, and the calendar."""

# Annotations hold texts in the language wanted: they are evaluated where they stand, not kept as strings.

from typing import Annotated

import typer
from typer.core import TyperCommand, TyperGroup

from yanpei_audit.cli.arguments.options import Say, option, paths_argument


def add_todo(app: typer.Typer, command: type[TyperCommand], say: Say) -> None:
    """Add the command that says what is still needed."""
    whom = typer.Argument(metavar="[PERSON]", help=say("todo_person"), show_default=False)

    @app.command("todo", cls=command, help=say("todo"))
    def todo(
        person: Annotated[str | None, whom] = None,
        form: Annotated[str, option(say, "why_format", "F", "--format")] = "text",
        records: Annotated[list[str] | None, option(say, "records", "PATH", "--records")] = None,
        period: Annotated[str | None, option(say, "period", "P")] = None,
        as_of: Annotated[str | None, option(say, "as_of", "DAY")] = None,
        rules: Annotated[list[str] | None, option(say, "rules", "PACK")] = None,
        lang: Annotated[str | None, option(say, "lang", "zh|en")] = None,
        debug: Annotated[bool, option(say, "debug", None, "--debug")] = False,
    ) -> int:
        from yanpei_audit.cli.commands.todo import run
        from yanpei_audit.cli.workplace import Options

        return run(person, Options(tuple(records or ()), tuple(rules or ()), period, as_of, lang), form)


def add_whatif(app: typer.Typer, command: type[TyperCommand], say: Say) -> None:
    """Add the command that audits as if."""

    @app.command("whatif", cls=command, help=say("whatif"))
    def whatif(
        person: Annotated[str, typer.Argument(metavar="PERSON", help=say("person"), show_default=False)],
        add: Annotated[list[str] | None, option(say, "add", "SPEC", "--add")] = None,
        leave: Annotated[list[str] | None, option(say, "leave", "FROM..TO", "--leave")] = None,
        post: Annotated[list[str] | None, option(say, "post", "ROLE", "--post")] = None,
        form: Annotated[str, option(say, "why_format", "F", "--format")] = "text",
        records: Annotated[list[str] | None, option(say, "records", "PATH", "--records")] = None,
        period: Annotated[str | None, option(say, "period", "P")] = None,
        as_of: Annotated[str | None, option(say, "as_of", "DAY")] = None,
        rules: Annotated[list[str] | None, option(say, "rules", "PACK")] = None,
        lang: Annotated[str | None, option(say, "lang", "zh|en")] = None,
        debug: Annotated[bool, option(say, "debug", None, "--debug")] = False,
    ) -> int:
        from yanpei_audit.cli.commands.whatif import Wishes, run
        from yanpei_audit.cli.workplace import Options

        options = Options(tuple(records or ()), tuple(rules or ()), period, as_of, lang)
        return run(person, Wishes(tuple(add or ()), tuple(leave or ()), tuple(post or ())), options, form)


def add_diff(app: typer.Typer, command: type[TyperCommand], say: Say) -> None:
    """Add the command that compares two states of the folder."""

    @app.command("diff", cls=command, help=say("diff_command"))
    def diff(
        base: Annotated[str, option(say, "base", "REV", "--base")],
        paths: Annotated[list[str] | None, paths_argument(say)] = None,
        form: Annotated[str, option(say, "diff_format", "F", "--format")] = "text",
        period: Annotated[str | None, option(say, "period", "P")] = None,
        as_of: Annotated[str | None, option(say, "as_of", "DAY")] = None,
        lang: Annotated[str | None, option(say, "lang", "zh|en")] = None,
        debug: Annotated[bool, option(say, "debug", None, "--debug")] = False,
    ) -> int:
        from yanpei_audit.cli.commands.diff import run
        from yanpei_audit.cli.workplace import Options

        return run(base, Options(tuple(paths or ()), (), period, as_of, lang), form)


def add_calendar(app: typer.Typer, classes: tuple[type[TyperGroup], type[TyperCommand]], say: Say) -> None:
    """Add the group `calendar`."""
    group, command = classes
    calendar = typer.Typer(cls=group, rich_markup_mode=None, no_args_is_help=True)
    app.add_typer(calendar, name="calendar", help=say("calendar_group"))

    @calendar.callback()
    def calendars() -> None:
        pass

    @calendar.command("show", cls=command, help=say("calendar_show"))
    def show(
        paths: Annotated[list[str] | None, paths_argument(say)] = None,
        form: Annotated[str, option(say, "why_format", "F", "--format")] = "text",
        period: Annotated[str | None, option(say, "period", "P")] = None,
        as_of: Annotated[str | None, option(say, "as_of", "DAY")] = None,
        lang: Annotated[str | None, option(say, "lang", "zh|en")] = None,
        debug: Annotated[bool, option(say, "debug", None, "--debug")] = False,
    ) -> int:
        from yanpei_audit.cli.commands.calendar import show as does
        from yanpei_audit.cli.workplace import Options

        return does(Options(tuple(paths or ()), (), period, as_of, lang), form)
