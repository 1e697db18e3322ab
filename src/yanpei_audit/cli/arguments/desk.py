"""The commands of the secretary's desk: a new folder, one activity, spreadsheets, what an editor knows of the files."""

# Annotations hold texts in the language wanted: they are evaluated where they stand, not kept as strings.

from typing import Annotated

import typer
from typer.core import TyperCommand

from yanpei_audit.cli.arguments.options import Say, option, paths_argument


def add_init(app: typer.Typer, command: type[TyperCommand], say: Say) -> None:
    """Add the command that makes a working folder."""

    @app.command("init", cls=command, help=say("init"))
    def init(
        folder: Annotated[str, typer.Argument(metavar="DIR", help=say("init_folder"), show_default=False)],
        kind: Annotated[str, option(say, "init_kind", "county|school")] = "county",
        service: Annotated[str, option(say, "init_ci", "github|gitlab|gitee|none", "--ci")] = "github",
        lang: Annotated[str | None, option(say, "lang", "zh|en")] = None,
        debug: Annotated[bool, option(say, "debug", None, "--debug")] = False,
    ) -> int:
        from yanpei_audit.cli.commands.init import Wishes, run

        return run(folder, Wishes(kind, service), lang)


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
        from yanpei_audit.cli.commands.add import run
        from yanpei_audit.cli.commands.clerk import Wishes
        from yanpei_audit.cli.workplace import Options

        wishes = Wishes(person, kind, tuple(fields or ()), repeat, dry_run, yes)
        return run(Options(tuple(records or ()), lang=lang), wishes)


def add_import(app: typer.Typer, command: type[TyperCommand], say: Say) -> None:
    """Add the command that reads a spreadsheet into the records."""

    @app.command("import", cls=command, help=say("import"))
    def import_(
        file: Annotated[str, typer.Argument(metavar="FILE", help=say("import_file"), show_default=False)],
        records: Annotated[list[str] | None, option(say, "records", "PATH", "--records")] = None,
        mapping: Annotated[str | None, option(say, "mapping", "FILE", "--mapping")] = None,
        sheet: Annotated[list[str] | None, option(say, "sheet", "NAME", "--sheet")] = None,
        write: Annotated[bool, option(say, "import_write", None, "--write")] = False,
        rejects: Annotated[str | None, option(say, "rejects", "FILE", "--rejects")] = None,
        lang: Annotated[str | None, option(say, "lang", "zh|en")] = None,
        debug: Annotated[bool, option(say, "debug", None, "--debug")] = False,
    ) -> int:
        from yanpei_audit.cli.commands.importing import Wishes, run
        from yanpei_audit.cli.workplace import Options

        options = Options(tuple(records or ()), lang=lang)
        return run(file, options, Wishes(mapping, tuple(sheet or ()), write, rejects))


def add_export(app: typer.Typer, command: type[TyperCommand], say: Say) -> None:
    """Add the command that writes records or results as a spreadsheet."""

    @app.command("export", cls=command, help=say("export"))
    def export(
        paths: Annotated[list[str] | None, paths_argument(say)] = None,
        out: Annotated[str | None, option(say, "export_out", "FILE", "--out")] = None,
        results: Annotated[bool, option(say, "results", None, "--results")] = False,
        overwrite: Annotated[bool, option(say, "overwrite", None, "--overwrite")] = False,
        period: Annotated[str | None, option(say, "period", "P")] = None,
        as_of: Annotated[str | None, option(say, "as_of", "DAY")] = None,
        rules: Annotated[list[str] | None, option(say, "rules", "PACK")] = None,
        lang: Annotated[str | None, option(say, "lang", "zh|en")] = None,
        debug: Annotated[bool, option(say, "debug", None, "--debug")] = False,
    ) -> int:
        from yanpei_audit.cli.commands.export import export as does
        from yanpei_audit.cli.workplace import Options

        options = Options(tuple(paths or ()), tuple(rules or ()), period, as_of, lang)
        return does(options, out, results=results, overwrite=overwrite)


def add_template(app: typer.Typer, command: type[TyperCommand], say: Say) -> None:
    """Add the command that writes an empty spreadsheet to fill in."""

    @app.command("template", cls=command, help=say("template_command"))
    def template(
        out: Annotated[str | None, option(say, "template_out", "FILE", "--out")] = None,
        records: Annotated[list[str] | None, option(say, "records", "PATH", "--records")] = None,
        overwrite: Annotated[bool, option(say, "overwrite", None, "--overwrite")] = False,
        lang: Annotated[str | None, option(say, "lang", "zh|en")] = None,
        debug: Annotated[bool, option(say, "debug", None, "--debug")] = False,
    ) -> int:
        from yanpei_audit.cli.commands.export import template as does
        from yanpei_audit.cli.workplace import Options

        return does(Options(tuple(records or ()), lang=lang), out, overwrite=overwrite)


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
        from yanpei_audit.cli.commands.schema import run

        return run(what, out, lang, check=check)


def add_doctor(app: typer.Typer, command: type[TyperCommand], say: Say) -> None:
    """Add the command that looks at the program and its working folder."""

    @app.command("doctor", cls=command, help=say("doctor"))
    def doctor(
        paths: Annotated[list[str] | None, paths_argument(say)] = None,
        weeks: Annotated[str | None, option(say, "weeks", "N")] = None,
        as_of: Annotated[str | None, option(say, "as_of", "DAY")] = None,
        lang: Annotated[str | None, option(say, "lang", "zh|en")] = None,
        debug: Annotated[bool, option(say, "debug", None, "--debug")] = False,
    ) -> int:
        from yanpei_audit.cli.commands.doctor import run
        from yanpei_audit.cli.workplace import Options

        return run(Options(tuple(paths or ()), as_of=as_of, lang=lang), weeks)
