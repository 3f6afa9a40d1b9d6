"""The second witness: the pages of a PDF's year tables read again with another engine."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from operator import attrgetter

from msgspec.structs import replace

from extract.readers.inside import cells_in
from extract.readers.numbering import Counter
from extract.readers.page.aligned.going_on import Ending
from extract.readers.page.blocks import blocks_of
from extract.readers.page.content import Box, PageContent
from extract.readers.page.grid_table import GridTable
from extract.readers.page.lattice import tables_on
from extract.readers.pdf.engines.plumber import PlumberDocument, PlumberError, open_pdf
from extract.readers.pdf.pdf_file import PdfFile
from extract.readers.pdf.year_cells import cells_by_page
from plan.forms import compatible
from plan.patterns import lazy_pattern
from plan.records.base import Place
from plan.records.document import Cell, Damage, Paragraph
from plan.records.printed import YearTable
from plan.script import LOWERED, NOTE_CLOSE, RAISED, UNKNOWN

UNLIKE_KO, UNLIKE_EN = "두 번 읽은 결과가 다릅니다.", "Two engines read it differently."
NEAR = 2.0  # points by which the same side of a cell may differ between the engines
RAISED_BESIDE = lazy_pattern(rf"(?<=\d)[{RAISED}{LOWERED}]+|[{RAISED}{LOWERED}]+(?=[){NOTE_CLOSE}]?\d)")
# white space, control and private characters: engines differ there
NOT_COMPARED = lazy_pattern(rf"[\s\p{{C}}{UNKNOWN}]+")


def not_read_alike(tables: Sequence[YearTable], pdf_file: PdfFile) -> Iterator[Damage]:
    """The cells of year tables that the second engine does not confirm."""
    try:
        with open_pdf(pdf_file.data) as pdf:
            yield from _disagreements(tables, pdf, pdf_file)
    except PlumberError:
        yield Damage(
            place=Place(),
            reason_ko="다른 방법으로 다시 읽어 확인할 수 없는 PDF입니다.",
            reason_en="The PDF cannot be read a second time with another engine, so nothing of it is confirmed.",
        )


def _disagreements(tables: Iterable[YearTable], pdf: PlumberDocument, pdf_file: PdfFile) -> Iterator[Damage]:
    """The cells that the second engine does not show as the first one did, page by page."""
    last: Ending | None = None
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
        found = tables_on(again, last)
        unlike = list(_compared(cells, _FoundAgain(again, found.tables)))
        if unlike and (covered := pdf_file.covered_on(number)):  # of which this engine knows nothing
            again = pdf.read(number, covered)
            found = tables_on(again, last)
            unlike = [_unquoted(part) for part in _compared(cells, _FoundAgain(again, found.tables))]
        last = found.last
        yield from unlike


def _unquoted(part: Damage) -> Damage:
    """The same without what the second engine has read, which may be what is covered."""
    return replace(part, reason_ko=UNLIKE_KO, reason_en=UNLIKE_EN)


class _FoundAgain:
    """What the second engine finds on a page, from top to bottom: its cells, nested ones too, and its lines."""

    def __init__(self, page: PageContent, tables: Sequence[GridTable]) -> None:
        blocks = blocks_of(page, tables, Counter(), Counter(1))
        self._cells = sorted(((cell.place.box, cell) for cell in cells_in(blocks) if cell.place.box), key=_top)
        self._tops = [_top(entry) for entry in self._cells]
        self._lines = [block for block in blocks if isinstance(block, Paragraph) and block.place.box]

    def at(self, box: Box | None) -> Cell | None:
        """The cell whose sides are the same, more or less."""
        if box is None:
            return None
        first, end = bisect_left(self._tops, box[1] - NEAR), bisect_right(self._tops, box[1] + NEAR)
        return next((cell for own, cell in self._cells[first:end] if _is_same(own, box)), None)

    def round(self, box: Box | None) -> Cell | Paragraph | None:
        """The cell, as wide, that has a part of it in this box; else the line that is printed there."""
        if box is None:
            return None
        lines = (line for line in self._lines if line.place.box and _has_middle(box, line.place.box))
        return next((cell for own, cell in self._cells if _is_part(box, own)), None) or next(lines, None)


def _top(found: tuple[Box, Cell]) -> float:
    return found[0][1]


def _is_same(left: Box, right: Box) -> bool:
    return all(abs(a - b) <= NEAR for a, b in zip(left, right, strict=True))


def _is_part(part: Box, whole: Box) -> bool:
    sides = abs(part[0] - whole[0]) <= NEAR and abs(part[2] - whole[2]) <= NEAR
    return sides and whole[1] - NEAR <= part[1] and part[3] <= whole[3] + NEAR


def _has_middle(box: Box, line: Box) -> bool:
    return box[0] <= (line[0] + line[2]) / 2 <= box[2] and box[1] <= (line[1] + line[3]) / 2 <= box[3]


def _compared(cells: Iterable[Cell], again: _FoundAgain) -> Iterator[Damage]:
    missed: list[Cell] = []
    for cell in cells:
        other = again.at(cell.place.box)
        if other is None:
            missed.append(cell)
        elif compared(other.text) != compared(cell.text):
            yield _unlike(cell, other.text)
    for found, parts in _by_whole(missed, again):
        text = "\n".join(part.text for part in parts)
        if found is None or compared(found.text) != compared(text):
            yield from (_unlike(part, found.text if found else None) for part in parts)


def _by_whole(parts: Iterable[Cell], again: _FoundAgain) -> Iterator[tuple[Cell | Paragraph | None, list[Cell]]]:
    """The cells that the second engine has not as such, by what they may be parts of: the lines of one cell, a head."""
    wholes: defaultdict[Place | None, list[tuple[Cell | Paragraph | None, Cell]]] = defaultdict(list)
    for part in sorted(parts, key=attrgetter("row")):
        found = again.round(part.place.box)
        wholes[found.place if found else None].append((found, part))
    for pairs in wholes.values():
        yield pairs[0][0], [part for _, part in pairs]


def _unlike(cell: Cell, found: str | None) -> Damage:
    seen = f"'{found}'" if found is not None else None
    return Damage(
        place=cell.place,
        reason_ko=f"{UNLIKE_KO[:-1]}: {seen or '다시 읽으니 이 칸이 없습니다'}.",
        reason_en=f"{UNLIKE_EN[:-1]}: {seen or 'the second one finds no such cell'}.",
        quote=cell.text,
    )


def compared(text: str) -> str:
    """A cell's text as the two readings are compared: compatibility forms alike, without white space and controls.

    A digit that only one reading says is raised or lowered beside a number is another number.
    """
    marked = text if text.isascii() else RAISED_BESIDE.sub(r"^\g<0>", text)
    return NOT_COMPARED.sub("", compatible(marked))
