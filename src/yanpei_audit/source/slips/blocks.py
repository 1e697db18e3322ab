"""Which mappings and lists are open at a line, by the columns of their keys and dashes."""

from __future__ import annotations

from dataclasses import dataclass, field

from yanpei_audit.glossary import KEY_NAMES, SEVERAL
from yanpei_audit.source.slips.signs import KEY_OF_THE_LIST

WIDTHS = {" ": 1, "\u3000": 2, "\t": 4}
DASH = "- "
TEXT_KEYS = frozenset(KEY_NAMES.values()) - SEVERAL - {KEY_OF_THE_LIST, "record"}


@dataclass(slots=True)
class Block:
    """An open mapping, or an open list where `dashes`, by the column of its keys or dashes."""

    column: int
    dashes: bool
    key: str = ""


@dataclass(slots=True)
class Blocks:
    """The open blocks from the outermost to the innermost.

    After a line that ends with a colon or a dash a deeper block may be `opened`. `root_key` is the field of the file.
    """

    stack: list[Block] = field(default_factory=list)
    opened: bool = True
    root_key: str = ""

    @property
    def innermost(self) -> Block:
        """The innermost block; outside all of them one left of the first column."""
        return self.stack[-1] if self.stack else Block(-1, dashes=False)

    @property
    def in_an_activity(self) -> bool:
        """Whether the lines here belong to an activity."""
        return self.root_key == KEY_OF_THE_LIST and any(block.dashes for block in self.stack)

    def has(self, column: int, *, dashes: bool) -> bool:
        """Say whether a block is open at a column."""
        return any((block.column, block.dashes) == (column, dashes) for block in self.stack)

    def expects_items(self, column: int) -> bool:
        """Say whether the items of a list are expected at a column."""
        of_a_list = self.innermost.key in (*SEVERAL, KEY_OF_THE_LIST) and not self.innermost.dashes
        return self.has(column, dashes=True) or (self.opened and of_a_list)

    def opened_a_text(self, column: int) -> bool:
        """Say whether what stands here is the text of a field whose line ended with its colon."""
        innermost = self.innermost
        holds_text = innermost.key in TEXT_KEYS and not innermost.dashes
        return self.opened and holds_text and column > innermost.column

    def enter(self, column: int, *, dashes: bool) -> bool:
        """Find the open block at a column, or open one where the line before allows it; tell whether there is one."""
        innermost = self.innermost
        deeper = column > innermost.column or (dashes and column == innermost.column and not innermost.dashes)
        if self.opened and deeper:
            self.stack.append(Block(column, dashes, innermost.key))
            return True
        same = [place for place, block in enumerate(self.stack) if (block.column, block.dashes) == (column, dashes)]
        if not same:
            return False
        del self.stack[same[-1] + 1 :]
        self.opened = dashes
        return True

    def enter_nearest(self, column: int, *, dashes: bool, outermost: bool) -> int:
        """Read a misplaced line as one of an open block, and give the column of that.

        A list takes it in at its own column; the fields of a mapping that is too far in may go on there.
        """
        columns = [block.column for block in self.stack if block.dashes == dashes]
        meant = column if not columns else columns[0] if outermost else columns[-1]
        if dashes:
            self.stack = [block for block in self.stack if block.column <= meant]
            self.opened = True
        if not columns or (not dashes and column > self.innermost.column):
            self.stack.append(Block(column, dashes))
        return meant

    def meant_column(self, blanks: str, *, dashes: bool, below: int) -> tuple[int, bool]:
        """Give the column for which odd blanks stand, and whether that is certain.

        `below` is where a dash would stand that fits the line below it.
        """
        cells = width(blanks)
        if not self.stack:
            return 0, True
        if self.opened and dashes and below >= self.innermost.column and below > 0:
            return below, True
        if self.opened and "\t" not in blanks and cells > self.innermost.column:
            return cells, True
        if self.opened and not (dashes and any(block.dashes for block in self.stack)):
            fits = dashes and below >= self.innermost.column
            return (below if fits else self.innermost.column + len(DASH)), True
        columns = [block.column for block in self.stack if block.dashes == dashes]
        if cells in columns and "\t" not in blanks:
            return cells, True
        inner = [column for column in columns if column > 0] or columns
        return min(inner, key=lambda column: abs(column - cells), default=cells), len(inner) == 1

    def insert_list(self, column: int) -> None:
        """Take the innermost mapping for the first item of a list whose dash at a column lacks."""
        self.stack.insert(-1, Block(max(0, column), dashes=True))


def width(blanks: str) -> int:
    """Give the cells that blanks take: a full-width one two; a tab counts as four, the usual setting."""
    return sum(WIDTHS.get(blank, 1) for blank in blanks)
