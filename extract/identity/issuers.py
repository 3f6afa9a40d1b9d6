"""The texts of a document that may name who issues it, in the order in which they are believed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from extract.identity.cover import NUMBER_OF_ISSUE, cover_lines, cover_words
from extract.pieces import Piece
from plan.forms import composed, letters, single_spaced
from plan.patterns import lazy_pattern
from plan.records import Document, Issuer, Paragraph, Place

LONGEST_NAME = 40  # characters
FORM_WITHIN = 200  # pieces
NEXT = 8  # cells in which the one beside or below a label stands
MORE_THAN_OTHERS = 4  # times
LEAST = 3
DOMAIN = lazy_pattern(r"(?<![\w.-])(?:[\w-]+\.)*[\w-]+\.(?:go|or|re)\.kr(?![\w.])")
PROVINCE = lazy_pattern(r"\p{Hangul}{2}(?:특별자치시|특별자치도|특별시|광역시)(?!교육청|의회|경찰청)")


def issuers(pieces: Sequence[Piece], document: Document) -> Iterator[Issuer]:
    """The short texts of the cover and what else names an institution."""
    lines = cover_lines(pieces)
    for line in lines:
        if not line.in_form and len(line.text) <= LONGEST_NAME and not NUMBER_OF_ISSUE.search(line.text):
            yield Issuer(rule="on-cover", printed=line.text, place=line.place)
    yield from _heads(document)
    yield from _fields(pieces[:FORM_WITHIN])
    for line in lines:
        if NUMBER_OF_ISSUE.search(line.text):
            yield Issuer(rule="notice", printed=line.text, place=line.place)
    for piece in pieces[:FORM_WITHIN]:
        for found in (
            DOMAIN.finditer("".join(piece.text.split())) if ".kr" in piece.text or ". kr" in piece.text else ()
        ):
            yield Issuer(rule="domain", printed=found[0], place=piece.place)
    yield Issuer(rule="file-name", printed=composed(document.source.name).rpartition(".")[0], place=Place())
    yield from _throughout(pieces)


def _heads(document: Document) -> Iterator[Issuer]:
    seen: set[str] = set()
    for block in document.blocks:
        if isinstance(block, Paragraph) and block.within in ("header", "footer") and block.text not in seen:
            seen.add(block.text)
            if len(block.text) <= LONGEST_NAME and len(letters(block.text)) > 2:
                yield Issuer(rule="running-head", printed=single_spaced(block.text), place=block.place)


def _fields(pieces: Sequence[Piece]) -> Iterator[Issuer]:
    """The cells near the label of an institution, in its row or in its column."""
    for index, label in enumerate(pieces):
        if label.in_table and letters(label.text) in cover_words("issuer_label"):
            for cell in pieces[index + 1 : index + 1 + 2 * NEXT]:
                if cell.block == label.block and cell.text and _is_beside(label.place, cell.place):
                    yield Issuer(rule="in-form", printed=cell.text[:LONGEST_NAME], place=cell.place)


def _is_beside(label: Place, cell: Place) -> bool:
    in_row = cell.row == label.row and 0 < (cell.column or 0) - (label.column or 0) <= 2
    return in_row or (cell.column == label.column and (cell.row or 0) - (label.row or 0) == 1)


def _throughout(pieces: Sequence[Piece]) -> Iterator[Issuer]:
    """The one province or city that the text names far more often than any other."""
    named = Counter(
        found[0]
        for piece in pieces
        if "시" in piece.text or "도" in piece.text
        for found in PROVINCE.finditer(piece.text)
    )
    most = named.most_common(2)
    if most and most[0][1] >= LEAST and (len(most) == 1 or most[0][1] >= MORE_THAN_OTHERS * most[1][1]):
        place = next(piece.place for piece in pieces if most[0][0] in piece.text)
        yield Issuer(rule="throughout", printed=most[0][0], place=place)
