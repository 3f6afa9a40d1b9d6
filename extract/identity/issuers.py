"""The texts of a document that may name who issues it, in the order in which they are believed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Literal

import regex

from extract.identity.cover import NUMBER_OF_ISSUE, cover_lines, cover_words
from extract.pieces import Piece
from plan.forms import composed, letters, single_spaced
from plan.patterns import lazy_pattern
from plan.records.base import Place
from plan.records.document import Document, Paragraph
from plan.records.printed import Issuer
from plan.script import COLONS, PARENTHESIS_CLOSE, PARENTHESIS_OPEN, QUOTE, ROMANS

LONGEST_NAME = 40  # characters
FORM_WITHIN = 200  # pieces
NEXT = 8  # cells in which the one beside or below a label stands
MORE_THAN_OTHERS = 4  # times
LEAST = 3  # times an institution is named before it is taken for the one that issues the document
TEXT_BEGINS = lazy_pattern(
    rf"\s*(?:[{ROMANS}]\s*[.\s]|[IVX]{{1,4}}\.\s|제\s?\d{{1,2}}\s?[장편부절]|\d{{1,2}}(?:-\d{{1,2}})*\s?[.)]\s?\D)"
)
YEAR = lazy_pattern(rf"(?:(?:19|20)\d\d|{QUOTE}\s?\d\d)(?!\d)")
DOMAIN = lazy_pattern(r"(?<![\w.-])(?:[\w-]+\.)*[\w-]+\.(?:go|or|re)\.kr(?![\w.])")
OWN = lazy_pattern(  # a city or province that is one of seventeen, or its office of education
    r"\p{Hangul}{2}(?:(?:특별자치시|특별자치도|특별시|광역시)(?:교육청)?+(?!의회|경찰청)|(?:도|남도|북도)교육청)"
)
CHART_WITHIN = 12  # pieces behind the heading of an organisation chart in which its first box stands
IMPRINT_WITHIN = 60  # pieces from the beginning, and from the end


def issuers(pieces: Sequence[Piece], document: Document) -> Iterator[Issuer]:
    """The short texts of the cover and what else names an institution."""
    lines = cover_lines(pieces)
    for line in lines:
        if not line.in_form and len(line.text) <= LONGEST_NAME and not NUMBER_OF_ISSUE.search(line.text):
            yield Issuer(rule="on-cover", printed=line.text, place=line.place)
    yield from _heads(document)
    fields = list(_fields(pieces[:FORM_WITHIN]))
    for _, near in fields:
        for cell in near:
            if cell.text:
                yield Issuer(rule="in-form", printed=cell.text[:LONGEST_NAME], place=cell.place)
    for line in lines:
        if NUMBER_OF_ISSUE.search(line.text):
            yield Issuer(rule="notice", printed=line.text, place=line.place)
    yield from _imprints([*pieces[:IMPRINT_WITHIN], *pieces[IMPRINT_WITHIN:][-IMPRINT_WITHIN:]])
    yield from _addresses("domain", pieces[:FORM_WITHIN])
    yield Issuer(rule="file-name", printed=composed(document.source.name).rpartition(".")[0], place=Place())
    yield from _top_of_chart(pieces)
    yield from _throughout(pieces)
    if not any(_is_left_empty(label, near) for label, near in fields):
        yield from _agencies(pieces)
    yield from _addresses("address", pieces[FORM_WITHIN:])
    if any(letters(line.text) in cover_words("release") for line in lines):
        yield from _contacts(pieces)


def _heads(document: Document) -> Iterator[Issuer]:
    seen: set[str] = set()
    for block in document.blocks:
        if isinstance(block, Paragraph) and block.within in ("header", "footer") and block.text not in seen:
            seen.add(block.text)
            if len(block.text) <= LONGEST_NAME and len(letters(block.text)) > 2:
                yield Issuer(rule="running-head", printed=single_spaced(block.text), place=block.place)


def _fields(pieces: Sequence[Piece]) -> Iterator[tuple[Piece, list[Piece]]]:
    """Each label of an institution in a form that opens the document, and the cells near it, in its row or column.

    Below the first heading of a chapter or a task, and in a head of years, it says who is in charge of that, unless
    the form names its own author as well.
    """
    in_text = False
    authored = {
        piece.block for piece in pieces if piece.in_table and letters(piece.text) in cover_words("author_label")
    }
    for index, label in enumerate(pieces):
        is_alone = label.in_frame or not label.in_table
        in_text = in_text or (is_alone and TEXT_BEGINS.match(label.text) is not None)
        if (
            label.in_table
            and letters(label.text) in cover_words("issuer_label")
            and (not in_text or label.block in authored)
            and not _is_in_head_of_years(label, pieces[index + 1 : index + 1 + 2 * NEXT])
        ):
            near = pieces[index + 1 : index + 1 + 2 * NEXT]
            yield label, [cell for cell in near if cell.block == label.block and _is_beside(label.place, cell.place)]


def _is_left_empty(label: Piece, near: Sequence[Piece]) -> bool:
    """Whether a form asks whose it is and nobody has said so: an agency that its text names carries it out only."""
    in_row = [cell for cell in near if cell.place.row == label.place.row]
    return bool(in_row) and not any(cell.text for cell in in_row)


def _is_in_head_of_years(label: Piece, behind: Sequence[Piece]) -> bool:
    return any(
        cell.block == label.block and cell.place.row == label.place.row and YEAR.match(cell.text) for cell in behind
    )


def _is_beside(label: Place, cell: Place) -> bool:
    in_row = cell.row == label.row and 0 < (cell.column or 0) - (label.column or 0) <= 2
    return in_row or (cell.column == label.column and (cell.row or 0) - (label.row or 0) == 1)


def _imprints(pieces: Sequence[Piece]) -> Iterator[Issuer]:
    """What a label of the imprint or the sentence on where to find the paper names."""
    label, site = _behind("imprint_label"), _site()
    for piece in pieces:
        found = label.search(piece.text) or site.match(piece.text)
        if found:
            yield Issuer(rule="imprint", printed=found["name"].strip(), place=piece.place)


def _agencies(pieces: Sequence[Piece]) -> Iterator[Issuer]:
    """The agency that a call for projects names in brackets, where it names one only."""
    labels = tuple(cover_words("agency_label"))
    found = [
        (named["name"].strip(), piece.place)
        for piece in pieces
        if any(label in piece.text for label in labels)
        for named in _bracketed().finditer(piece.text)
    ]
    if len({name for name, _ in found}) == 1:
        yield Issuer(rule="agency", printed=found[0][0], place=found[0][1])


def _addresses(rule: Literal["domain", "address"], pieces: Sequence[Piece]) -> Iterator[Issuer]:
    for piece in pieces:
        if ".kr" in piece.text or ". kr" in piece.text:
            for found in DOMAIN.finditer("".join(piece.text.split())):
                yield Issuer(rule=rule, printed=found[0], place=piece.place)


def _any_of(kind: str) -> str:
    return "|".join(sorted(cover_words(kind), key=lambda word: (-len(word), word)))


@cache
def _behind(kind: str) -> regex.Pattern[str]:
    return lazy_pattern(rf"(?:{_any_of(kind)})\s*[{COLONS}]?\s*(?P<name>[^\n]{{2,{LONGEST_NAME}}})")


@cache
def _site() -> regex.Pattern[str]:
    return lazy_pattern(rf"이\s\p{{Hangul}}+[은는]\s(?P<name>[^(\n]{{2,30}}?)\s?(?:{_any_of('site')})")


@cache
def _bracketed() -> regex.Pattern[str]:
    return lazy_pattern(
        rf"(?:{_any_of('agency_label')})\s*[{PARENTHESIS_OPEN}](?P<name>[^{PARENTHESIS_CLOSE}\n]{{2,30}})"
    )


def _top_of_chart(pieces: Sequence[Piece]) -> Iterator[Issuer]:
    """The box that an organisation chart begins with, where the text names it throughout: 상수도사업본부."""
    at = next((at for at, piece in enumerate(pieces) if letters(piece.text) in cover_words("chart_label")), None)
    if at is None:
        return
    top = next((piece for piece in pieces[at + 1 : at + 1 + CHART_WITHIN] if piece.in_table and piece.text), None)
    name = "".join(top.text.split()) if top else ""
    if top and name and len(name) <= LONGEST_NAME and sum(name in piece.text for piece in pieces) >= LEAST:
        yield Issuer(rule="top-of-chart", printed=name, place=top.place)


def _contacts(pieces: Sequence[Piece]) -> Iterator[Issuer]:
    """The cells of the boxes at the end of a press release that say whom to ask: 담당 부서, 책임자."""
    boxes: dict[int, list[Piece]] = {}
    for piece in pieces:
        if piece.in_table and piece.text:
            boxes.setdefault(piece.block, []).append(piece)
    for cells in boxes.values():
        said = [letters(cell.text) for cell in cells]
        if said[0].startswith(tuple(cover_words("contact_label"))) and cover_words("contact_person").intersection(said):
            for cell in cells[1:]:
                if len(cell.text) <= LONGEST_NAME:
                    yield Issuer(rule="contact-box", printed=cell.text, place=cell.place)


def _throughout(pieces: Sequence[Piece]) -> Iterator[Issuer]:
    """The one province or city, or its office of education, that the text names far more often than any other."""
    named = Counter(
        found[0] for piece in pieces if "시" in piece.text or "도" in piece.text for found in OWN.finditer(piece.text)
    )
    if not named:
        return
    name, times = named.most_common(1)[0]
    others = max((count for other, count in named.items() if not name.startswith(other)), default=0)
    if times >= LEAST and times >= MORE_THAN_OTHERS * others:  # an office of education names its province as well
        place = next(piece.place for piece in pieces if name in piece.text)
        yield Issuer(rule="throughout", printed=name, place=place)
