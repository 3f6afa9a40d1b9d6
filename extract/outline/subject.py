"""The one programme that a whole document is about: a request, an application or a call names it on its first page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile

from extract.outline.labelled import labelled_name
from extract.pieces import Piece
from extract.vocabulary import ends_with_word, has_word
from plan.forms import bare
from plan.patterns import lazy_pattern

COVER = 40  # pieces on which a form or a call says what it is
LONGEST = 60  # characters of a programme's name
ASIDE = lazy_pattern(r"\s*[(\[<][^()\[\]<>]*[)\]>]$")


def find_subject(pieces: Sequence[Piece]) -> Piece | None:
    """The programme's name as a piece of its own; None where the document is no form or call, or names several.

    One that is named further behind only is that of a part.
    """
    cover = [piece for piece in pieces[:COVER] if piece.text]
    if not any(has_word("form_word", piece.text) for piece in _lines(cover)):
        return None
    named = {bare(piece.text): piece for piece in (*_in_lines(pieces), *_in_cells(cover))}
    if named:
        first = next(iter(named.values()))
        return first if len(named) == 1 and any(piece.block == first.block for piece in cover) else None
    lines = [p for p in _lines(cover) if _is_name(p.text) and not has_word("form_word", p.text)]
    return lines[0] if len(lines) == 1 else None


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
    """The cell beside 사업명 in the form on the first page; further behind it may be the head of a column."""
    for piece, beside in pairwise(cover):
        if piece.in_table and labelled_name(piece.text) == "" and beside.place.row == piece.place.row:
            yield beside
