"""What an import came to, as lines for people: the rows and where they go, what is wrong with others, the sum."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from rich.cells import cell_len

from yanpei_audit.desk.entering import Value
from yanpei_audit.desk.spreadsheets.cells import Noted
from yanpei_audit.desk.spreadsheets.columns import column_words
from yanpei_audit.desk.spreadsheets.merging import Change, Plan
from yanpei_audit.desk.spreadsheets.rows import Row
from yanpei_audit.glossary import SEVERITIES, key_words
from yanpei_audit.language import Words
from yanpei_audit.report.lines import HINT, inert
from yanpei_audit.report.view import View

MOST_ROWS, MOST_NOTES = 40, 200
WIDEST_CELL = 30
_IN_COLUMNS = ("kind", "date", "from", "to", "school")


class Sums(NamedTuple):
    """How many rows there were, and what became of them."""

    rows: int
    good: int
    present: int
    bad: int
    files: int
    written: bool
    unwritten: int = 0


def table(changes: Sequence[Change], plan: Plan, view: View) -> Iterator[str]:
    """Draw the rows that are to be written, at most forty of them, and then the files with how many each takes."""
    written = {row for change in changes for row in change.rows}
    listed = [row for row in plan.owners if row in written]
    if listed:
        head = [view.say(words) for words in (PLACE, ID, NAME, KIND, DAY, SCHOOL, OTHER)]
        yield from _aligned([head, *(_cells(row, plan, view) for row in listed[:MOST_ROWS])])
        if len(listed) > MOST_ROWS:
            yield view.say(MORE_ROWS.format(count=len(listed) - MOST_ROWS))
        yield ""
    for change in changes:
        words = NEW_FILE if change.old is None else FILE
        yield inert(view.say(words.format(file=view.path(change.shown), count=len(change.rows))))


def _cells(row: Row, plan: Plan, view: View) -> list[str]:
    activity = row.activity
    owner = plan.owner_of(row)
    days = "—".join(str(activity[name]) for name in ("date", "from", "to") if name in activity)
    others = [
        f"{view.say(key_words(name))} {_said(value, view)}"
        for name, value in activity.items()
        if name not in _IN_COLUMNS
    ]
    texts = (str(row.first), owner.id, owner.name, str(activity.get("kind", "")), days, str(activity.get("school", "")))
    return [*map(_short, texts), _short(view.say(COMMA).join(others))]


def _said(value: Value, view: View) -> str:
    if isinstance(value, str):
        return value
    parts = [f"{key} {text}" for key, text in value.items()] if isinstance(value, Mapping) else value
    return view.say(COMMA).join(parts)


def _short(text: str) -> str:
    """Cut a text to thirty cells, for the table only."""
    shown = inert(text[: WIDEST_CELL + 1])
    while cell_len(shown) > WIDEST_CELL:
        shown = shown[:-2].rstrip("…") + "…"
    return shown


def _aligned(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    widths = [max(map(cell_len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        yield "  ".join(cell + " " * (width - cell_len(cell)) for cell, width in zip(row, widths, strict=True)).rstrip()


def note_lines(notes: Iterable[Noted], source: str, view: View) -> Iterator[str]:
    """Write findings about cells, at most two hundred; each begins with the file and the cell."""
    left_out = 0
    for number, (place, found) in enumerate(notes):
        if number >= MOST_NOTES:
            left_out += 1
            continue
        at = f" {place}" if place else ""
        severity = view.say(SEVERITIES[found.severity.value])
        yield f"{inert(source + at)} {severity}[{found.code}] {inert(view.say(found.message))}"
        if hint := view.say(found.hint):
            yield f"    {view.say(HINT)}{inert(hint)}"
    if left_out:
        yield view.say(MORE_NOTES.format(count=left_out))


def summary(sums: Sums, view: View) -> str:
    """Say what became of the rows, and what was written."""
    if sums.written:
        words = WRITTEN.format(**sums._asdict())
        return view.say(words.then(UNWRITTEN.format(count=sums.unwritten)) if sums.unwritten else words)
    words = COUNTED.format(**sums._asdict())
    return view.say(words.then(DRY if sums.good else NOTHING))


PLACE, ID, NAME = Words("位置", "Cell"), column_words("person_id"), column_words("person_name")
KIND, DAY, SCHOOL = key_words("kind"), key_words("date"), key_words("school")
OTHER, COMMA = Words("其他", "Other"), Words("，", ", ")
FILE = Words("{file}：加 {count} 条", "{file}: {count} activities more")
NEW_FILE = Words("{file}：新建，{count} 条", "{file}: new, {count} activities")
MORE_ROWS = Words("另有 {count} 行", "{count} rows more")
MORE_NOTES = Words("另有 {count} 个问题未列出", "{count} more are not listed")
COUNTED = Words(
    "共 {rows} 行：可写入 {good} 行，记录里已有 {present} 行，有误 {bad} 行。",
    "{rows} rows: {good} can be written, {present} are in the records already, {bad} are bad. ",
)
DRY = Words("这是试运行，没有写任何文件；加 --write 写入。", "Nothing was written; add --write to write.")
NOTHING = Words("没有要写的。", "There is nothing to write.")
UNWRITTEN = Words("没有写成 {count} 行。", " {count} could not be written.")
WRITTEN = Words(
    "共 {rows} 行：写入 {good} 行（{files} 个文件），记录里已有 {present} 行，有误 {bad} 行。",
    "{rows} rows: {good} written ({files} files), {present} were in the records already, {bad} are bad.",
)
