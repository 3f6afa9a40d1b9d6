"""Pages one after another as blocks, whichever engine has seen them, and what on them is not read."""

from __future__ import annotations

from collections.abc import Sequence

from extract.readers.numbering import Counter
from extract.readers.page.aligned.going_on import Ending
from extract.readers.page.aligned.pieces import Piece, around
from extract.readers.page.aligned.tables import Untaken
from extract.readers.page.blocks import blocks_with_grids
from extract.readers.page.content import PageContent
from extract.readers.page.lattice import tables_on
from extract.readers.page.sight.on_its_side import rows_on_their_side, years_on_their_side
from extract.readers.seen import covered_texts
from extract.readers.stored_charts.told import told_chart
from plan.records.base import Place
from plan.records.document import Block, Damage, LineCertainty


class Pages:
    """The blocks of the pages so far, the edges of the columns of their tables by number, and what is not read.

    ``certainties`` are those of lines that were recognised.
    """

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.edges: dict[int, tuple[float, ...]] = {}
        self.damage: list[Damage] = []
        self.certainties: list[LineCertainty] = []
        self._tables, self._paragraphs = Counter(), Counter(1)
        self._last: Ending | None = None

    def add(self, content: PageContent) -> list[Block]:
        """Read the next page; its blocks."""
        number = content.number
        grids, untaken, self._last, charts, headless = tables_on(content, self._last)
        self.damage += [_not_understood(number, head) for head in untaken]
        self.damage += [told_chart(Place(page=number, box=chart.box), chart.text) for chart in charts]
        if content.asides:
            turned = (*years_on_their_side(content), *rows_on_their_side(content, grids))
            self.damage += [_on_its_side(number, texts) for texts in turned]
        if headless:
            self.damage.append(_without_head(number, headless))
        made = []
        for block, grid in blocks_with_grids(content, grids, self._tables, self._paragraphs):
            if grid:
                self.edges[block.place.table or 0] = grid.xs
            made.append(block)
        if content.covered:
            self.damage += covered_texts(made)
        self.blocks += made
        return made


def _not_understood(number: int, head: Untaken) -> Damage:
    """That years stand over numbers of which no table could be made."""
    return _unread_table(
        number,
        head,
        "칸을 나누는 세로 선이 없어 값이 어느 해의 것인지 확실하지 않습니다.",
        "No upright rules part its columns, and it is not certain which value is of which year.",
    )


def _on_its_side(number: int, texts: Untaken) -> Damage:
    """That years or a row of numbers stand on their side or upside down, so that what they say is not read."""
    return _unread_table(
        number,
        texts,
        "옆으로 눕거나 거꾸로 선 글자여서 그 값을 읽지 못했습니다.",
        "It stands on its side or upside down, so its values were not read.",
    )


def _without_head(number: int, row: Sequence[Piece]) -> Damage:
    """That rows of a table without a full grid go on upon a page without its head."""
    said = " ".join(piece.text for piece in row)
    left, top, right, bottom = (round(side, 1) for side in around(row))
    return _unread_table(
        number,
        Untaken((left, top, right, bottom), said),
        f"앞쪽 표가 머리 없이 이어지는 듯한 줄('{said}' 등)은 어느 해의 값인지 알 수 없습니다.",
        f"Rows that seem to go on from the table of the page before ('{said}' and others) have no head and no"
        " rules, and nobody can tell of which year they are.",
    )


def _unread_table(number: int, texts: Untaken, reason_ko: str, reason_en: str) -> Damage:
    return Damage(
        rule="table-not-understood",
        place=Place(page=number, box=texts.box),
        quote=texts.text,
        reason_ko=reason_ko,
        reason_en=reason_en,
    )
