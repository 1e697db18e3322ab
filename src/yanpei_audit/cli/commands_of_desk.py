"""The commands of the secretary's desk: one activity, what an editor knows of the files."""

# Annotations hold texts in the language wanted: they are evaluated where they stand, not kept as strings.

from typing import Annotated

import typer
from typer.core import TyperCommand

from yanpei_audit.cli.options import Say, option


def add_add(app: typer.Typer, command: type[TyperCommand], say: Say) -> None:
    """Add the command that enters one activity."""

    @app.command("add", cls=command, help=say("add_command"))
    def add(
        person: Annotated[
            str | None, typer.Argument(metavar="[PERSON]", help=say("person"), show_default=False)
        ] = None,
        kind: Annotated[str | None, typer.Argument(metavar="[KIND]", help=say("kind"), show_default=False)] = None,
        fields: Annotated[
            list[str] | None, typer.Argument(metavar="[FIELD=VALUE]...", help=say("fields"), show_default=False)
        ] = None,
        records: Annotated[list[str] | None, option(say, "records", "PATH", "--records")] = None,
        repeat: Annotated[bool, option(say, "repeat", None, "--repeat")] = False,
        dry_run: Annotated[bool, option(say, "dry_run", None, "--dry-run")] = False,
        yes: Annotated[bool, option(say, "write_at_once", None, "--yes")] = False,
        lang: Annotated[str | None, option(say, "lang", "zh|en")] = None,
        debug: Annotated[bool, option(say, "debug", None, "--debug")] = False,
    ) -> int:
        from yanpei_audit.cli.add import Wishes, run
        from yanpei_audit.cli.workplace import Options

        wishes = Wishes(person, kind, tuple(fields or ()), repeat, dry_run, yes)
        return run(Options(tuple(records or ()), lang=lang), wishes)


def add_schema(app: typer.Typer, command: type[TyperCommand], say: Say) -> None:
    """Add `schema` to an application."""

    @app.command("schema", cls=command, help=say("schema"))
    def schema(
        what: Annotated[
            str | None, typer.Argument(metavar="[WHAT]", help=say("schema_what"), show_default=False)
        ] = None,
        out: Annotated[str | None, option(say, "schema_out", "DIR", "--out")] = None,
        check: Annotated[bool, option(say, "schema_check", None, "--check")] = False,
        lang: Annotated[str | None, option(say, "lang", "zh|en")] = None,
        debug: Annotated[bool, option(say, "debug", None, "--debug")] = False,
    ) -> int:
        from yanpei_audit.cli.schema import run

        return run(what, out, lang, check=check)
