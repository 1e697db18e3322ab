"""`report --list-templates` and `--export-templates`: the shipped templates, to be changed and handed back."""

from __future__ import annotations

import os
from pathlib import Path

from yanpei_audit import bundled
from yanpei_audit.cli.mistakes import UsageMistakeError
from yanpei_audit.cli.streams import say
from yanpei_audit.cli.workplace import chosen_language
from yanpei_audit.desk.writing import write_whole
from yanpei_audit.exit_codes import ExitCode
from yanpei_audit.findings import show
from yanpei_audit.language import Words
from yanpei_audit.report.documents import TEMPLATES


def listing(lang: str | None) -> int:
    """List the templates by the names that one's own take."""
    language = chosen_language(lang)
    width = max(map(len, TEMPLATES))
    for name, words in TEMPLATES.items():
        say(f"{name:{width}}  {words.text(language)}\n")
    return ExitCode.FINE


def export(out: str, lang: str | None) -> int:
    """Copy the templates into a folder; where one of them already lies there, nothing is written."""
    language, folder = chosen_language(lang), Path(out)
    if not out or os.path.isfile(folder):
        raise UsageMistakeError(NO_FOLDER.format(path=out))
    for name in TEMPLATES:
        if os.path.lexists(folder / name):
            raise UsageMistakeError(IN_THE_WAY.format(path=folder / name))
    for name in TEMPLATES:
        write_whole(folder / name, (bundled.folder("templates") / name).read_bytes())
    say(show(EXPORTED.format(count=len(TEMPLATES), folder=out).text(language)) + "\n")
    return ExitCode.FINE


NO_FOLDER = Words("--export-templates 要写文件夹，不是“{path}”", "--export-templates wants a folder, not '{path}'")
IN_THE_WAY = Words("已有“{path}”，没有写任何文件", "'{path}' exists; nothing was written")
EXPORTED = Words(
    "{count} 个模板已写入 {folder}；改好后用 report --template {folder}",
    "{count} templates written to {folder}; change them and run report --template {folder}",
)
