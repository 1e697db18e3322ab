"""The summary of a job on GitHub: the Markdown page, cut between two rows where it has no room."""

from __future__ import annotations

from yanpei_audit.language import Words
from yanpei_audit.report.view import View

MOST_BYTES = 1000 * 1024  # GitHub drops the whole of a summary of more than 1,024 KiB


def step_summary(page: str, view: View, room: int = MOST_BYTES) -> str:
    """Cut a page so that it has at most `room` bytes of UTF-8; what is left out is stated at its end.

    It is empty where there is no room for even that.
    """
    if len(page.encode()) <= room:
        return page
    lines = page.splitlines()
    longest = "\n" + view.say(LEFT_OUT.format(count=len(lines))) + "\n"
    kept, size = 0, len(longest.encode()) + 1
    if size > room:
        return ""
    for line in lines:
        size += len(line.encode()) + 1
        if size > room:
            break
        kept += 1
    return "\n".join(lines[:kept]) + "\n\n" + view.say(LEFT_OUT.format(count=len(lines) - kept)) + "\n"


LEFT_OUT = Words(
    "这里放不下，另有 {count} 行；全部见 report 写的汇总",
    "There is no room for {count} more lines; the summary that report writes has them all",
)
