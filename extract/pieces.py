"""A document as one run of text pieces in reading order: paragraphs, and the cells of tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

import msgspec
import regex
from msgspec.structs import replace

from extract.banners import banner_of
from extract.bars import bar_of, is_field, name_over_head, repeated_labels, repeated_titles, sheet_of
from extract.vocabulary import TEXTS, words_before_numbers
from plan.forms import bare, compatible, single_spaced
from plan.patterns import lazy_pattern, with_spaces
from plan.records.base import Place
from plan.records.document import Block, Paragraph, Table
from plan.script import (
    BOXES,
    CIRCLED,
    CLOSING,
    COLONS,
    DASHES,
    OPENING,
    PERCENTS,
    RINGS,
    ROMAN,
    ROMANS,
    TILDES,
    counted,
)

UNIT = r"(?:호|번|월|일|년|차|개|명|배|억|천|만|조|시|분)(?:월|간|소|지|원|씩|째|당)?"
PARTICLE = r"(?:은|는|이|가|을|를|로|와|과|의|에|까지|부터)?"
# what is counted is no number of a heading: 1-2호, 3-4 개월; a name may begin like a unit: 1-2 시장 배송
NOT_COUNTED = rf"(?!{UNIT}{PARTICLE}(?!\p{{Hangul}})|\s{UNIT}(?!\p{{Hangul}})|\s?[{PERCENTS},{TILDES}\d])"
PART = rf"\s?[{DASHES}]\s?"
FOURTH = rf"(?:\.|\s?[{DASHES}]\s?)(?:\d{{1,2}}|[{CIRCLED}])[\s.]"  # part of a number: 1-1-1-1 is no 1-1-1
MAY_BEGIN_WITH_CODE = lazy_pattern(rf"^\W{{0,4}}[\p{{Hangul}}\s]{{0,10}}(?:\d{{1,2}}|{ROMAN})\s?[{DASHES}.]")
SEPARATORS = lazy_pattern(rf"\s*[{DASHES}.]\s*")
ROMAN_DIGIT = lazy_pattern(f"[{ROMANS}]")
FRAME_CELLS = 2  # a table of one or two cells is a frame round a heading, not a table


Type = tuple[int, bool]  # the size in tenths of a point, and whether it is bold
NO_TYPE: Type = (0, False)


class Piece(msgspec.Struct, frozen=True, gc=False):
    """A text with its place; ``block`` counts the document's top-level blocks from 0.

    ``bare`` is the text as words are looked for in it; ``code`` the programme code that it begins with, as printed
    (``1-1-1``, ``1-1-①``), or ''; ``outline`` the level of a paragraph in the outline. ``in_sheet`` says that it is the
    name in a programme's sheet, which heads what the sheet holds too. ``type`` is that of a paragraph of the body.
    """

    text: str
    bare: str
    code: str
    place: Place
    block: int
    in_table: bool
    in_frame: bool = False
    outline: int = 0
    in_sheet: bool = False
    type: Type = NO_TYPE


def pieces_of(blocks: Sequence[Block]) -> tuple[Piece, ...]:
    """All texts of the document in reading order, as ``single_spaced`` says; repeated page heads left out."""
    return tuple(_pieces(blocks))


def _pieces(blocks: Sequence[Block]) -> Iterator[Piece]:
    tables = [block for block in blocks if isinstance(block, Table)]
    labels, titles = repeated_labels(tables), repeated_titles(tables)
    for index, block in enumerate(blocks):
        if block.within in ("header", "footer"):
            continue
        if isinstance(block, Paragraph):
            outline, own = (block.outline, (block.size, block.bold)) if block.within == "body" else (0, NO_TYPE)
            yield piece_of(single_spaced(block.text), block.place, index, outline=outline, own_type=own)
        else:
            yield from _cells(block, index, labels, titles)


def _cells(table: Table, index: int, labels: frozenset[str], titles: frozenset[str]) -> Iterator[Piece]:
    states = is_field(table, labels)
    frame = len(table.cells) <= FRAME_CELLS and not states
    if table.caption:
        yield piece_of(single_spaced(table.caption), table.place, index)
    if not states and (bar := bar_of(table, labels)):
        yield piece_of(bar.text, bar.cell.place, index, in_table=True, in_frame=True)
        return
    if table.cells and frame and table.rows == 1 and not any(cell.blocks for cell in table.cells):
        text = " ".join(single_spaced(cell.text) for cell in sorted(table.cells, key=lambda cell: cell.column))
        yield piece_of(text, table.cells[0].place, index, in_table=True, in_frame=True)
        return
    if banner := banner_of(table):
        text = " ".join(single_spaced(cell.text) for cell in banner)
        yield piece_of(text, banner[1].place, index, in_table=True, in_frame=True)
        return
    sheet = sheet_of(table, titles) or name_over_head(table)
    for cell in sorted(table.cells, key=lambda cell: (cell.row, cell.column)):
        if sheet and cell.place == sheet.cell.place:
            own = piece_of(sheet.text, cell.place, index, in_table=True, in_frame=True)
            yield replace(own, in_sheet=True)
        else:
            yield piece_of(single_spaced(cell.text), cell.place, index, in_table=True, in_frame=frame)
        for block in cell.blocks:
            if isinstance(block, Table):
                yield from _cells(block, index, labels, titles)


def piece_of(
    text: str,
    place: Place,
    block: int,
    *,
    in_table: bool = False,
    in_frame: bool = False,
    outline: int = 0,
    own_type: Type = NO_TYPE,
) -> Piece:
    """The piece of a text whose white space is single."""
    found = _code().match(text) if MAY_BEGIN_WITH_CODE.match(text) else None
    code = found["code"] if found else ""
    return Piece(text, bare(text), code, place, block, in_table, in_frame, outline, type=own_type)


@cache
def _code() -> regex.Pattern[str]:
    """The code of a programme at the beginning of a text, behind the word for its level."""
    levels = (word for means in ("task", "program") for word in words_before_numbers(means))
    word = "|".join(map(with_spaces, sorted(levels, key=len, reverse=True)))
    return lazy_pattern(
        rf"^\s*[{BOXES}{RINGS}]?\s*[{OPENING}]?\s*(?:(?:{word})\s*)?"
        rf"(?P<code>(?:\d{{1,2}}|{ROMAN}){PART}\d{{1,2}}{PART}(?:\d{{1,2}}|[{CIRCLED}])|1?\d\.\d{{1,2}}\.\d{{1,2}})"
        rf"(?!{FOURTH})(?=[\s.{CLOSING}{COLONS}]|{NOT_COUNTED}\p{{Hangul}})"
    )


@lru_cache(TEXTS)
def code_number(code: str) -> str:
    """The number of a programme, as it is compared, however it is printed.

    >>> [code_number(code) for code in ("1-1-1", "1 – 1 – 2", "１－１－２", "Ⅰ-1-①", "1.1.2")]
    ['1-1-1', '1-1-2', '1-1-2', '1-1-1', '1-1-2']
    """
    plain = SEPARATORS.sub("-", ROMAN_DIGIT.sub(lambda found: str(counted(found[0])), code))
    return compatible(plain)
