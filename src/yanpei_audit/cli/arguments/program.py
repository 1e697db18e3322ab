"""Every command with its arguments and their help. What a command does stands in a module of its name.

Help is wanted without the rest of the program, so a command imports what it does when it is called.
"""

# Annotations hold texts in the language wanted: they are evaluated where they stand, not kept as strings.

from typing import Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup

from yanpei_audit import __version__
from yanpei_audit.cli.arguments.completion import install_completion, show_completion
from yanpei_audit.cli.arguments.desk import (
    add_add,
    add_doctor,
    add_export,
    add_import,
    add_init,
    add_schema,
    add_template,
)
from yanpei_audit.cli.arguments.help import classes
from yanpei_audit.cli.arguments.help_texts import HELP
from yanpei_audit.cli.arguments.options import Say, option, paths_argument
from yanpei_audit.cli.arguments.rules import add_rules
from yanpei_audit.cli.arguments.time import add_calendar, add_diff, add_todo, add_whatif
from yanpei_audit.language import Language

Command = type[TyperCommand]


def build(language: Language) -> TyperGroup:
    """Build the command line in a language."""
    group, command = classes(language)

    def say(name: str) -> str:
        return HELP[name].text(language)

    app = typer.Typer(
        cls=group,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        no_args_is_help=True,
        add_completion=False,  # its own two speak English
        context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
        help=say("program"),
    )
    _add_common(app, language, say)
    add_init(app, command, say)
    _add_check(app, command, say)
    _add_report(app, command, say)
    _add_fmt(app, command, say)
    add_add(app, command, say)
    add_import(app, command, say)
    add_export(app, command, say)
    add_template(app, command, say)
    _add_why(app, command, say)
    add_diff(app, command, say)
    add_todo(app, command, say)
    add_whatif(app, command, say)
    _add_explain(app, command, say)
    add_schema(app, command, say)
    add_doctor(app, command, say)
    add_calendar(app, (group, command), say)
    add_rules(app, (group, command), say)
    built = typer.main.get_command(app)
    if not isinstance(built, TyperGroup):
        raise TypeError("an application of several commands is a group")
    return built


def _add_common(app: typer.Typer, language: Language, say: Say) -> None:
    def show(wanted: bool) -> None:
        if wanted:
            print(f"yanpei-audit {__version__}")
            raise typer.Exit

    version = typer.Option("--version", callback=show, is_eager=True, help=say("version"))

    @app.callback()
    def common(
        _version: Annotated[bool, version] = False,
        _install_completion: Annotated[str | None, install_completion(language)] = None,
        _show_completion: Annotated[str | None, show_completion(language)] = None,
    ) -> None:
        pass


def _form(say: Say) -> Any:
    """Make the option of a format whose names a shell completes."""

    def names(incomplete: str) -> list[str]:
        from yanpei_audit.report import FORMATS

        return [name for name in FORMATS if name.startswith(incomplete)]

    made = option(say, "format", "F", "--format")
    made.autocompletion = names
    return made


def _add_check(app: typer.Typer, command: Command, say: Say) -> None:
    @app.command("check", cls=command, help=say("check"))
    def check(
        paths: Annotated[list[str] | None, paths_argument(say)] = None,
        form: Annotated[str | None, _form(say)] = None,
        output: Annotated[list[str] | None, option(say, "output", "F=FILE")] = None,
        period: Annotated[str | None, option(say, "period", "P")] = None,
        as_of: Annotated[str | None, option(say, "as_of", "DAY")] = None,
        rules: Annotated[list[str] | None, option(say, "rules", "PACK")] = None,
        lang: Annotated[str | None, option(say, "lang", "zh|en")] = None,
        strict: Annotated[bool, option(say, "strict", None, "--strict")] = False,
        quiet: Annotated[bool, option(say, "quiet", None, "--quiet", "-q")] = False,
        statistics: Annotated[bool, option(say, "statistics", None, "--statistics")] = False,
        color: Annotated[str, option(say, "color", "WHEN")] = "auto",
        jobs: Annotated[str | None, option(say, "jobs", "N")] = None,
        watch: Annotated[bool, option(say, "watch", None, "--watch")] = False,
        debug: Annotated[bool, option(say, "debug", None, "--debug")] = False,
    ) -> int:
        from yanpei_audit.cli.commands.check import Wishes, run
        from yanpei_audit.cli.workplace import Options

        options = Options(tuple(paths or ()), tuple(rules or ()), period, as_of, lang, jobs)
        wishes = Wishes(form, tuple(output or ()), strict, quiet, color, statistics)
        if watch:
            from yanpei_audit.cli.commands.watch import run_watching

            return run_watching(options, wishes)
        return run(options, wishes)


def _add_report(app: typer.Typer, command: Command, say: Say) -> None:
    @app.command("report", cls=command, help=say("report"))
    def report(
        paths: Annotated[list[str] | None, paths_argument(say)] = None,
        out: Annotated[str | None, option(say, "out", "DIR")] = None,
        template: Annotated[str | None, option(say, "template", "FILE|DIR")] = None,
        list_templates: Annotated[bool, option(say, "list_templates", None, "--list-templates")] = False,
        export_templates: Annotated[str | None, option(say, "export_templates", "DIR")] = None,
        deadline: Annotated[str | None, option(say, "deadline", "DAY")] = None,
        word: Annotated[bool, option(say, "word", None, "--word")] = False,
        period: Annotated[str | None, option(say, "period", "P")] = None,
        as_of: Annotated[str | None, option(say, "as_of", "DAY")] = None,
        rules: Annotated[list[str] | None, option(say, "rules", "PACK")] = None,
        lang: Annotated[str | None, option(say, "lang", "zh|en")] = None,
        strict: Annotated[bool, option(say, "strict", None, "--strict")] = False,
        jobs: Annotated[str | None, option(say, "jobs", "N")] = None,
        debug: Annotated[bool, option(say, "debug", None, "--debug")] = False,
    ) -> int:
        from yanpei_audit.cli.commands.report import Wishes, run
        from yanpei_audit.cli.commands.template import export, listing
        from yanpei_audit.cli.workplace import Options

        if list_templates:
            return listing(lang)
        if export_templates is not None:
            return export(export_templates, lang)
        options = Options(tuple(paths or ()), tuple(rules or ()), period, as_of, lang, jobs)
        return run(options, Wishes(out, template, deadline, word), strict=strict)


def _add_fmt(app: typer.Typer, command: Command, say: Say) -> None:
    @app.command("fmt", cls=command, help=say("fmt"))
    def fmt(
        paths: Annotated[list[str] | None, paths_argument(say)] = None,
        check: Annotated[bool, option(say, "fmt_check", None, "--check")] = False,
        diff: Annotated[bool, option(say, "diff", None, "--diff")] = False,
        encoding: Annotated[str | None, option(say, "from", "ENC", "--from")] = None,
        unsafe: Annotated[bool, option(say, "unsafe", None, "--unsafe")] = False,
        yes: Annotated[bool, option(say, "yes", None, "--yes")] = False,
        lang: Annotated[str | None, option(say, "lang", "zh|en")] = None,
        debug: Annotated[bool, option(say, "debug", None, "--debug")] = False,
    ) -> int:
        from yanpei_audit.cli.commands.fmt import Wishes, run
        from yanpei_audit.cli.workplace import Options

        return run(Options(tuple(paths or ()), lang=lang), Wishes(check, diff, encoding, unsafe, yes))


def _add_explain(app: typer.Typer, command: Command, say: Say) -> None:
    @app.command("explain", cls=command, help=say("explain"))
    def explain(
        code: Annotated[str | None, typer.Argument(metavar="[CODE]", help=say("code"), show_default=False)] = None,
        markdown: Annotated[bool, option(say, "manual", None, "--markdown")] = False,
        lang: Annotated[str | None, option(say, "lang", "zh|en")] = None,
        debug: Annotated[bool, option(say, "debug", None, "--debug")] = False,
    ) -> int:
        from yanpei_audit.cli.commands.explain import run

        return run(code, lang, markdown=markdown)


def _add_why(app: typer.Typer, command: Command, say: Say) -> None:
    @app.command("why", cls=command, help=say("why"))
    def why(
        person: Annotated[str, typer.Argument(metavar="PERSON", help=say("person"), show_default=False)],
        rule: Annotated[str | None, typer.Argument(metavar="[RULE]", help=say("rule"), show_default=False)] = None,
        form: Annotated[str, option(say, "why_format", "F", "--format")] = "text",
        records: Annotated[list[str] | None, option(say, "records", "PATH", "--records")] = None,
        period: Annotated[str | None, option(say, "period", "P")] = None,
        as_of: Annotated[str | None, option(say, "as_of", "DAY")] = None,
        rules: Annotated[list[str] | None, option(say, "rules", "PACK")] = None,
        lang: Annotated[str | None, option(say, "lang", "zh|en")] = None,
        debug: Annotated[bool, option(say, "debug", None, "--debug")] = False,
    ) -> int:
        from yanpei_audit.cli.commands.why import run
        from yanpei_audit.cli.workplace import Options

        return run(person, rule, Options(tuple(records or ()), tuple(rules or ()), period, as_of, lang), form)
