"""Every command with its arguments and their help. What a command does stands in a module of its name.

Help is wanted without the rest of the program, so a command imports what it does when it is called.
"""

# Annotations hold texts in the language wanted, so they are evaluated as they stand.

from typing import Annotated

import typer
from typer.core import TyperGroup

from yanpei_audit import __version__
from yanpei_audit.cli.help import classes
from yanpei_audit.language import Language, Words


def build(language: Language) -> TyperGroup:
    """Build the command line in a language."""
    group, command = classes(language)
    settings = {"help_option_names": ["-h", "--help"], "max_content_width": 100}
    app = typer.Typer(
        cls=group,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        no_args_is_help=True,
        context_settings=settings,
        help=Words(
            "按定额规则审核教研人员的活动记录。",
            "Audit the activity records of teaching-research staff against quota rules.",
        ).text(language),
    )

    def say(zh: str, en: str) -> str:
        return Words(zh, en).text(language)

    def version(wanted: bool) -> None:  # noqa: FBT001 - the shape of a typer callback
        if wanted:
            print(f"yanpei-audit {__version__}")
            raise typer.Exit

    @app.callback()
    def common(
        _version: Annotated[
            bool, typer.Option("--version", callback=version, is_eager=True, help=say("显示版本", "Show the version"))
        ] = False,
    ) -> None:
        pass

    paths = Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[PATHS]...",
            help=say(
                "记录文件或文件夹；不写则用 yanpei.yaml 的 records",
                "Record files or folders; without any, records of yanpei.yaml",
            ),
            show_default=False,
        ),
    ]
    period = Annotated[
        str | None,
        typer.Option(
            metavar="P",
            help=say(
                "审核的周期：2025-2026-1、2025秋、2025-2026、2025-09…", "The period: 2025-2026-1, 2025-2026, 2025-09…"
            ),
        ),
    ]
    as_of = Annotated[
        str | None,
        typer.Option(
            metavar="DAY",
            help=say(
                "截至哪一天（默认今天；过去的周期是其最后一天）",
                "As of which day (today; the last day of a past period)",
            ),
        ),
    ]
    rules = Annotated[
        list[str] | None,
        typer.Option(
            metavar="PACK",
            help=say(
                "规则包的名字或文件，可重复；代替 yanpei.yaml 的 packs",
                "A rule pack by name or file, repeatable; instead of packs of yanpei.yaml",
            ),
        ),
    ]
    lang = Annotated[str | None, typer.Option(metavar="zh|en", help=say("语言", "The language"))]
    strict = Annotated[bool, typer.Option("--strict", help=say("有警告也算不通过", "Warnings fail the run too"))]
    debug = Annotated[
        bool, typer.Option("--debug", help=say("程序出错时显示详情", "Show details of an internal error"))
    ]
    jobs = Annotated[
        str | None,
        typer.Option(
            metavar="N",
            help=say(
                "几个进程同时审核（默认按文件多少决定）", "How many processes share the work (by the number of files)"
            ),
        ),
    ]

    @app.command(
        "check",
        cls=command,
        help=say("审核记录，给出达标表和问题清单。", "Audit the records: a compliance table and a list of findings."),
    )
    def check(
        paths: paths = None,
        form: Annotated[
            str | None,
            typer.Option(
                "--format",
                metavar="F",
                help=say(
                    "屏幕上的格式：table、text、json、markdown", "The format on screen: table, text, json, markdown"
                ),
            ),
        ] = None,
        output: Annotated[
            list[str] | None,
            typer.Option(
                metavar="F=FILE", help=say("另存一份：格式=文件，可重复", "Also write a file: FORMAT=FILE, repeatable")
            ),
        ] = None,
        period: period = None,
        as_of: as_of = None,
        rules: rules = None,
        lang: lang = None,
        strict: strict = False,
        quiet: Annotated[
            bool,
            typer.Option(
                "--quiet", "-q", help=say("屏幕上不显示结果，只用退出码", "Show nothing; the exit code tells")
            ),
        ] = False,
        color: Annotated[
            str,
            typer.Option(
                metavar="WHEN",
                help=say("颜色：auto、always、never", "Colours: auto, always, never"),
                show_default=False,
            ),
        ] = "auto",
        jobs: jobs = None,
        debug: debug = False,
    ) -> int:
        from yanpei_audit.cli.check import run
        from yanpei_audit.cli.workplace import Options

        options = Options(tuple(paths or ()), tuple(rules or ()), period, as_of, lang, jobs)
        return run(options, form, tuple(output or ()), strict=strict, quiet=quiet, color=color)

    @app.command(
        "report",
        cls=command,
        help=say(
            "生成 Markdown 报告：汇总一份，每人一份。", "Write Markdown reports: one summary, one sheet a person."
        ),
    )
    def report(
        out: Annotated[
            str,
            typer.Option(
                metavar="DIR",
                help=say("报告写到哪个文件夹（必填）", "The folder to write to (required)"),
                show_default=False,
            ),
        ],
        paths: paths = None,
        template: Annotated[
            str | None,
            typer.Option(
                metavar="FILE|DIR",
                help=say(
                    "自己的 Jinja 模板：一个文件，或替换同名模板的文件夹",
                    "One's own Jinja template: a file, or a folder that replaces ours by name",
                ),
            ),
        ] = None,
        period: period = None,
        as_of: as_of = None,
        rules: rules = None,
        lang: lang = None,
        strict: strict = False,
        jobs: jobs = None,
        debug: debug = False,
    ) -> int:
        from yanpei_audit.cli.report import run
        from yanpei_audit.cli.workplace import Options

        options = Options(tuple(paths or ()), tuple(rules or ()), period, as_of, lang, jobs)
        return run(options, out, template, strict=strict)

    built = typer.main.get_command(app)
    if not isinstance(built, TyperGroup):
        raise TypeError("an application of several commands is a group")
    return built
