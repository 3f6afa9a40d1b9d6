"""Lines without number and without card that have the look of those over the cards of programmes.

A larger line repeats the name of the card below it (과제명 | 청년 월세 지원); another line of that look, behind it,
over a year table and no card, names a programme too, whose tables are not those of the card before.
"""

from __future__ import annotations

from collections.abc import Sequence

from extract.outline.headings.by_shape import NAME, YEAR, larger_types
from extract.outline.marks import MAX_FRAME, Line, is_contents_line
from extract.outline.names import PROSE, name_and_part, without_department
from extract.pieces import NO_TYPE, Piece, Type
from plan.forms import bare

SERIES = "program"  # of such lines: that of the name in a card
Marked = tuple[Piece, Line | None]


def with_headings_like_those_over_cards(marked: Sequence[Marked]) -> list[Marked]:
    """The lines with those that begin another programme behind one that a card names."""
    made = list(marked)
    cards = [at for at in range(len(marked)) if _is_card(marked, at)]
    over = [before for at in cards if (before := _line_over(marked, at)) is not None]
    looks = {look for look in {marked[at][0].type for at in over} if _is_of_names(marked, look)}
    if not looks:
        return made
    same = [at for at in range(over[0], len(marked)) if _has_look(marked, at) and marked[at][0].type in looks]
    for at, end in zip(same, [*same[1:], len(marked)], strict=True):
        if at not in over and _has_a_year_table(marked, at, end):
            piece = marked[at][0]
            made[at] = (piece, Line(SERIES, "", 0, piece.text, piece))
    return made


def _is_of_names(marked: Sequence[Marked], look: Type) -> bool:
    """Whether a type is larger or heavier than most of the text, or nothing is printed in it but names."""
    if look in larger_types(marked):
        return True
    return look != NO_TYPE and all(_has_look(marked, at) for at in range(len(marked)) if marked[at][0].type == look)


def _is_card(marked: Sequence[Marked], at: int) -> bool:
    """Whether a text is the name in the card of a programme, or such a card of one row."""
    piece, line = marked[at]
    return piece.in_frame and line is not None and line.series == SERIES


def _line_over(marked: Sequence[Marked], card: int) -> int | None:
    """The line right over a card that says its name, where it is no heading yet."""
    sheet = marked[card][1]
    block = marked[card][0].block
    before = next((at for at in range(card - 1, -1, -1) if marked[at][0].block != block and marked[at][0].text), None)
    if sheet is None or before is None or not _has_look(marked, before):
        return None
    return before if bare(without_department(sheet.name)[0]) in bare(marked[before][0].text) else None


def _has_look(marked: Sequence[Marked], at: int) -> bool:
    """Whether a line bears no mark and may be the name of a programme."""
    piece, line = marked[at]
    if line is not None or piece.in_table or len(piece.text) > MAX_FRAME or is_contents_line(piece.text):
        return False
    named = NAME.search(piece.text) is not None and not PROSE.search(piece.text)
    return named and not name_and_part(Line(SERIES, "", 0, piece.text, piece))[1]


def _has_a_year_table(marked: Sequence[Marked], at: int, end: int) -> bool:
    """Whether a year table stands behind a line and before the next of its look or the next card."""
    for other in range(at + 1, end):
        if _is_card(marked, other):
            return False
        if marked[other][0].in_table and YEAR.search(marked[other][0].text):
            return True
    return False
