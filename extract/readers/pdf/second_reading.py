"""The second witness: the pages of a PDF's year tables read again with another engine."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence

from extract.readers.numbering import Counter
from extract.readers.page.blocks import blocks_of
from extract.readers.page.content import Box, PageContent
from extract.readers.page.lattice import find_tables
from extract.readers.pdf.engines.plumber import PlumberDocument, PlumberError, open_pdf
from extract.readers.pdf.year_cells import cells_by_page
from plan.forms import compatible
from plan.patterns import lazy_pattern
from plan.records import Block, Cell, Damage, Place, Table, YearTable
from plan.script import LOWERED, NOTE_CLOSE, RAISED, UNKNOWN

NEAR = 2.0  # points by which the same side of a cell may differ between the engines
RAISED_BESIDE = lazy_pattern(rf"(?<=\d)[{RAISED}{LOWERED}]+|[{RAISED}{LOWERED}]+(?=[){NOTE_CLOSE}]?\d)")
# white space, control and private characters: engines differ there
NOT_COMPARED = lazy_pattern(rf"[\s\p{{C}}{UNKNOWN}]+")


def not_read_alike(tables: Sequence[YearTable], data: bytes) -> Iterator[Damage]:
    """The cells of year tables that the second engine does not confirm."""
    try:
        with open_pdf(data) as pdf:
            yield from _disagreements(tables, pdf)
    except PlumberError:
        yield Damage(
            place=Place(),
            reason_ko="다른 방법으로 다시 읽어 확인할 수 없는 PDF입니다.",
            reason_en="The PDF cannot be read a second time with another engine, so nothing of it is confirmed.",
        )


def _disagreements(tables: Iterable[YearTable], pdf: PlumberDocument) -> Iterator[Damage]:
    """The cells that the second engine does not show as the first one did, page by page."""
    for number, cells in sorted(cells_by_page(tables).items()):
        try:
            again = pdf.read(number)
        except PlumberError:
            yield Damage(
                place=Place(page=number),
                reason_ko=f"{number}쪽은 다른 방법으로 다시 읽어 확인할 수 없습니다.",
                reason_en=f"Page {number} cannot be read a second time with another engine, so it is not confirmed.",
            )
            continue
        yield from _compared(cells, again)


class _FoundAgain:
    """The cells that the second engine finds on a page, nested ones too, from top to bottom."""

    def __init__(self, page: PageContent) -> None:
        cells = _cells_of(blocks_of(page, find_tables(page), Counter(), Counter(1)))
        self._cells = sorted(((cell.place.box, cell) for cell in cells if cell.place.box), key=_top)
        self._tops = [_top(entry) for entry in self._cells]

    def at(self, box: Box | None) -> Cell | None:
        """The cell whose sides are the same, more or less."""
        if box is None:
            return None
        first, end = bisect_left(self._tops, box[1] - NEAR), bisect_right(self._tops, box[1] + NEAR)
        return next((cell for own, cell in self._cells[first:end] if _is_same(own, box)), None)


def _cells_of(blocks: Iterable[Block]) -> Iterator[Cell]:
    for block in blocks:
        if isinstance(block, Table):
            for cell in block.cells:
                yield cell
                yield from _cells_of(cell.blocks)


def _top(found: tuple[Box, Cell]) -> float:
    return found[0][1]


def _is_same(left: Box, right: Box) -> bool:
    return all(abs(a - b) <= NEAR for a, b in zip(left, right, strict=True))


def _compared(cells: Iterable[Cell], page: PageContent) -> Iterator[Damage]:
    again = _FoundAgain(page)
    for cell in cells:
        other = again.at(cell.place.box)
        if other is not None and compared(other.text) == compared(cell.text):
            continue
        seen = f"'{other.text}'" if other is not None else None
        yield Damage(
            place=cell.place,
            reason_ko=f"두 번 읽은 결과가 다릅니다: {seen or '다시 읽으니 이 칸이 없습니다'}.",
            reason_en=f"Two engines read it differently: {seen or 'the second one finds no such cell'}.",
            quote=cell.text,
        )


def compared(text: str) -> str:
    """A cell's text as the two readings are compared: compatibility forms alike, without white space and controls.

    A digit that only one reading says is raised or lowered beside a number is another number.
    """
    marked = text if text.isascii() else RAISED_BESIDE.sub(r"^\g<0>", text)
    return NOT_COMPARED.sub("", compatible(marked))
