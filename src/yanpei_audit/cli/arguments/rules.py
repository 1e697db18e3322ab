"""The commands below `rules` with their arguments and their help; what they do stands in `cli.rules`."""

# Annotations hold texts in the language wanted: they are evaluated where they stand, not kept as strings.

from typing import Annotated

import typer
from typer.core import TyperCommand, TyperGroup

from yanpei_audit.cli.arguments.options import Say, option


def add_rules(app: typer.Typer, classes: tuple[type[TyperGroup], type[TyperCommand]], say: Say) -> None:
    """Add the group `rules` to an application."""
    group, command = classes
    rules = typer.Typer(cls=group, no_args_is_help=True, rich_markup_mode=None, help=say("rules_group"))
    app.add_typer(rules, name="rules")
    packs = typer.Argument(metavar="[PACKS]...", help=say("packs"), show_default=False)

    @rules.command("list", cls=command, help=say("rules_list"))
    def listing(
        lang: Annotated[str | None, option(say, "lang", "zh|en")] = None,
        debug: Annotated[bool, option(say, "debug", None, "--debug")] = False,
    ) -> int:
        from yanpei_audit.cli.commands import rules as does

        return does.listing(lang)

    @rules.command("show", cls=command, help=say("rules_show"))
    def show(
        name: Annotated[str, typer.Argument(metavar="RULE", help=say("rule"), show_default=False)],
        lang: Annotated[str | None, option(say, "lang", "zh|en")] = None,
        debug: Annotated[bool, option(say, "debug", None, "--debug")] = False,
    ) -> int:
        from yanpei_audit.cli.commands import rules as does

        return does.show(name, lang)

    @rules.command("doc", cls=command, help=say("rules_doc"))
    def doc(
        names: Annotated[list[str] | None, packs] = None,
        lang: Annotated[str | None, option(say, "lang", "zh|en")] = None,
        debug: Annotated[bool, option(say, "debug", None, "--debug")] = False,
    ) -> int:
        from yanpei_audit.cli.commands import rules as does

        return does.doc(names or (), lang)

    @rules.command("words", cls=command, help=say("rules_words"))
    def words(
        lang: Annotated[str | None, option(say, "lang", "zh|en")] = None,
        debug: Annotated[bool, option(say, "debug", None, "--debug")] = False,
    ) -> int:
        from yanpei_audit.cli.commands import rules as does

        return does.words(lang)

    @rules.command("coverage", cls=command, help=say("rules_coverage"))
    def coverage(
        lang: Annotated[str | None, option(say, "lang", "zh|en")] = None,
        debug: Annotated[bool, option(say, "debug", None, "--debug")] = False,
    ) -> int:
        from yanpei_audit.cli.commands import rules as does

        return does.coverage(lang)

    @rules.command("lint", cls=command, help=say("rules_lint"))
    def lint(
        names: Annotated[list[str] | None, packs] = None,
        lang: Annotated[str | None, option(say, "lang", "zh|en")] = None,
        debug: Annotated[bool, option(say, "debug", None, "--debug")] = False,
    ) -> int:
        from yanpei_audit.cli.commands import rules as does

        return does.lint(names or (), lang)

    @rules.command("test", cls=command, help=say("rules_test"))
    def test(
        names: Annotated[list[str] | None, packs] = None,
        lang: Annotated[str | None, option(say, "lang", "zh|en")] = None,
        debug: Annotated[bool, option(say, "debug", None, "--debug")] = False,
    ) -> int:
        from yanpei_audit.cli.commands import rules as does

        return does.test(names or (), lang)
