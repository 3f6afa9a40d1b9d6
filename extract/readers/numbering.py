"""What every structured reader needs: running numbers, and the text of a cell from its paragraphs."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from plan.progress import step
from plan.records.document import Block, Paragraph


class Counter:
    """Running numbers in reading order."""

    def __init__(self, first: int = 0) -> None:
        self.next = first

    def take(self) -> int:
        """The next number; a reader that takes numbers gets on."""
        step()
        self.next += 1
        return self.next - 1


def cell_text(blocks: Sequence[Block]) -> str:
    """The cell's own paragraphs joined by line breaks; what stands in a table in the cell or in a note is not its text.

    Cells that say the same share one text: few of the texts of a document's tables are unlike.
    """
    return sys.intern(
        "\n".join(
            [block.text for block in blocks if isinstance(block, Paragraph) and block.within != "footnote"]
        ).strip()
    )
