"""VS Code's files of a working folder: which schema is for which file, what shows slips of Chinese input, and tasks."""

from __future__ import annotations

import json
from typing import Any

from yanpei_audit.editor.problems import problem_matchers
from yanpei_audit.editor.schemas import FOLDER, SCHEMAS, file_name

EXTENSIONS = ("redhat.vscode-yaml", "ms-ceintl.vscode-language-pack-zh-hans")


def vscode_files(folder: str = FOLDER) -> dict[str, str]:
    """Give the files below `.vscode`, path → text; `folder` holds the schemas, seen from the working folder."""
    settings: dict[str, Any] = {
        "yaml.schemas": {f"{folder}/{file_name(name)}": kept.files for name, kept in SCHEMAS.items()},
        "yaml.schemaStore.enable": False,  # our files are nobody else's
        "yaml.format.enable": False,  # `yanpei-audit fmt` keeps comments and order
        "files.encoding": "utf8",
        "files.eol": "\n",
        "files.insertFinalNewline": True,
        "editor.unicodeHighlight.ambiguousCharacters": True,
        "editor.unicodeHighlight.invisibleCharacters": True,
        "editor.unicodeHighlight.includeComments": False,
        "editor.unicodeHighlight.allowedLocales": {"_os": False, "_vscode": False, "zh-hans": False, "zh-hant": False},
        "[yaml]": {
            "editor.insertSpaces": True,
            "editor.tabSize": 2,
            "editor.detectIndentation": False,
            "editor.renderWhitespace": "all",
            "editor.quickSuggestions": {"other": True, "comments": False, "strings": True},
        },
    }
    return {
        ".vscode/settings.json": _written(settings),
        ".vscode/extensions.json": _written({"recommendations": [*EXTENSIONS]}),
        ".vscode/tasks.json": _written({"version": "2.0.0", "tasks": _tasks()}),
    }


def _tasks() -> list[dict[str, Any]]:
    """Give the tasks: audit once, and audit again whatever is saved; both put their findings among the problems."""
    check: dict[str, Any] = {"type": "process", "command": "yanpei-audit", "options": {"cwd": "${workspaceFolder}"}}
    lines = ["check", "--format", "text"]
    return [
        {
            "label": "审核",
            **check,
            "args": lines,
            "group": {"kind": "build", "isDefault": True},
            "problemMatcher": problem_matchers(),
        },
        {
            "label": "边改边审",
            **check,
            "args": [*lines, "--watch"],
            "isBackground": True,
            "presentation": {"panel": "dedicated", "reveal": "silent"},
            "problemMatcher": problem_matchers(watching=True),
        },
    ]


def _written(content: dict[str, Any]) -> str:
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"
