"""The one programme that a whole document is about: a request, an application or a call names it on its first page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile

from extract.outline.labelled import labelled_name
from extract.outline.marks import BULLET
from extract.pieces import Piece
from extract.vocabulary import ends_with_word, has_word, is_word
from plan.forms import bare
from plan.patterns import lazy_pattern
from plan.years import read_year

COVER = 40  # pieces on which a form or a call says what it is
CODE_WITHIN = 5  # lines outside of tables among which a form says the code of its programme
LONGEST = 60  # characters of a programme's name
SHORTEST = 5  # characters of a name that is known again; a head such as 구분 or 계 is shorter
COLUMN_HEADS = ("remark_head", "state_column", "describing_head", "money_head", "unit_head")
ASIDE = lazy_pattern(r"\s*[(\[<][^()\[\]<>]*[)\]>]$")


def find_subject(pieces: Sequence[Piece]) -> Piece | None:
    """The programme's name as a piece of its own; None where the document is no form or call, or names several.

    One that is named further behind only is that of a part.
    """
    cover = [piece for piece in pieces[:COVER] if piece.text]
    lines = [piece for piece in pieces if piece.text and not piece.in_table]
    if any(has_word("program_code_label", piece.text) for piece in lines[:CODE_WITHIN]):
        return _said_twice(cover)
    if not any(has_word("form_word", piece.text) for piece in _lines(cover)):
        return None
    named = {bare(piece.text): piece for piece in (*_in_lines(pieces), *_in_cells(cover))}
    if named:
        first = next(iter(named.values()))
        return first if len(named) == 1 and any(piece.block == first.block for piece in cover) else None
    lines = [p for p in _lines(cover) if _is_name(p.text) and not has_word("form_word", p.text)]
    return lines[0] if len(lines) == 1 else None


def _said_twice(cover: Sequence[Piece]) -> Piece | None:
    """The name that the first row of a table on the cover says and a row of another begins with.

    관리비(계속) at the top of the form, 가온원 관리비 in front of its amounts.

    A form with the code of its programme is about one, and a name without a label is told by being said again.
    """
    cells = [piece for piece in cover if piece.in_table and len(piece.text) <= LONGEST]
    heads = [(piece, _core(piece.text)) for piece in cells if piece.place.row == 0]
    named = {
        bare(name): Piece(name, bare(name), "", piece.place, piece.block, piece.in_table)
        for piece in cells
        if piece.place.row and piece.place.column == 0 and (name := BULLET.sub("", piece.text).strip())
        for head, core in heads
        if head.place.table != piece.place.table and len(core) >= SHORTEST and _core(name).endswith(core)
    }
    return next(iter(named.values())) if len(named) == 1 else None


def _core(text: str) -> str:
    """A name for comparing, without what stands in brackets behind it."""
    while (shorter := ASIDE.sub("", text)) != text:
        text = shorter
    return bare(text)


def _lines(cover: Sequence[Piece]) -> Iterator[Piece]:
    """The lines in front of the first table."""
    return takewhile(lambda piece: not piece.in_table or piece.in_frame, cover)


def _is_name(text: str) -> bool:
    return len(text) <= LONGEST and ends_with_word("program_end", ASIDE.sub("", text))


def _in_lines(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """What stands behind 사업명 and a colon, anywhere: a document that says it of several is about none of them."""
    for piece in pieces:
        if said := labelled_name(piece.text):
            yield Piece(said, bare(said), "", piece.place, piece.block, piece.in_table)


def _in_cells(cover: Sequence[Piece]) -> Iterator[Piece]:
    """The cell beside 사업명 in the form on the first page; not in the head of a list: 사업명 | 담당부서 | 2026."""
    for piece, beside in pairwise(cover):
        in_a_row = piece.in_table and beside.place.row == piece.place.row
        if in_a_row and labelled_name(piece.text) == "" and not _heads_a_column(beside, cover):
            yield beside


def _heads_a_column(cell: Piece, cover: Sequence[Piece]) -> bool:
    """Whether a cell is called as columns are, or years stand in its row."""
    if any(is_word(kind, ASIDE.sub("", cell.text)) for kind in COLUMN_HEADS):
        return True
    own = (cell.place.table, cell.place.row)
    return any(read_year(piece.text).kind == "year" for piece in cover if (piece.place.table, piece.place.row) == own)
