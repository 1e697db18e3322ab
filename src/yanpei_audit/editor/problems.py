"""How VS Code finds findings in the lines of `check`: patterns of its problem matchers, and what a round prints."""

from __future__ import annotations

import re
from typing import Any

from yanpei_audit.audit.outcomes import FAILING, WARNED, Verdict
from yanpei_audit.glossary import ADVISORY, SEVERITIES, VERDICTS
from yanpei_audit.language import Words

OWNER = "yanpei-audit"
BEGINS = Words("开始审核", "Auditing")
ENDS = Words("审核完毕", "Audited")
FAILS = Words("没有审核", "Not audited")
_CLOCK = r"^\[\d\d:\d\d:\d\d\] "


def problem_matchers(*, watching: bool = False) -> list[dict[str, Any]]:
    """Give a matcher for each severity, since VS Code knows no Chinese word for any; one of them sees the rounds."""
    failing = [VERDICTS[verdict] for verdict in Verdict if verdict in FAILING]
    warning = [VERDICTS[verdict] for verdict in Verdict if verdict in WARNED]
    advised = [words.then(ADVISORY) for words in (*failing, *warning)]
    matchers = [
        _matcher("error", SEVERITIES["error"], *failing),
        _matcher("warning", SEVERITIES["warning"], *warning),
        _matcher("info", SEVERITIES["note"], *advised),
    ]
    if watching:
        begins, ends = _CLOCK + _any_of(BEGINS), _CLOCK + _any_of(ENDS, FAILS)
        matchers[0]["background"] = {"activeOnStart": True, "beginsPattern": begins, "endsPattern": ends}
    return matchers


def _matcher(severity: str, *words: Words) -> dict[str, Any]:
    return {
        "owner": OWNER,
        "source": OWNER,
        "severity": severity,
        "fileLocation": ["relative", "${workspaceFolder}"],
        "pattern": {
            "regexp": rf"^(.+?):(\d+):(\d+) {_any_of(*words)}\[([^\]]+)\] (.*)$",
            "file": 1,
            "line": 2,
            "column": 3,
            "code": 4,
            "message": 5,
        },
    }


def _any_of(*words: Words) -> str:
    """Match any of the texts in either language, in a way that Python and JavaScript read alike."""
    texts = dict.fromkeys(text for pair in words for text in pair)
    return f"(?:{'|'.join(re.escape(text).replace(chr(92) + ' ', ' ') for text in texts)})"
