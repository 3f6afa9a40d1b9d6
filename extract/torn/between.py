"""What stands between two parts of one table and belongs to neither: running lines, marks, units said again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, takewhile
from typing import Literal, NamedTuple

from extract.vocabulary import before_mark, is_word
from plan.forms import bare
from plan.patterns import lazy_pattern
from plan.records.document import Block, Paragraph
from plan.script import BOXES, BULLETS, CLOSING, DASHES, OPENING, RINGS, UNIT_LINE

Edge = Literal["head", "foot"]
LINES_AT_AN_EDGE = 3  # paragraphs at the top or at the foot of a page that may stand on each page
SAME_HEIGHT = 2.0  # points by which a running line may differ in height from page to page
NUMBER = lazy_pattern(r"\d+")
HEADING = lazy_pattern(rf"^\s*[{BULLETS}{BOXES}{RINGS}].*\p{{L}}")  # without a word it is a number of a page: • 7 •
SAID_UNIT = lazy_pattern(UNIT_LINE)
TYPED_NUMBER = lazy_pattern(
    rf"\s*(?:[{DASHES}]\s*\d{{1,4}}(?:\s*/\s*\d{{1,4}})?\s*[{DASHES}]|\d{{1,4}}\s?(?:쪽|페이지|면)|[Pp]\.\s?\d{{1,4}})\s*"
)
BRACKETS = lazy_pattern(rf"[{OPENING}{CLOSING}]")


class _Line(NamedTuple):
    """A paragraph at an edge of a page, and what is compared of it."""

    block: int
    said: tuple[Edge, str]
    page: int
    height: float


def running_lines(blocks: Sequence[Block]) -> frozenset[int]:
    """The indexes of the paragraphs at the edges of pages that stand at the same height on another page too.

    A running foot may count the pages; at the top of a page a number may be that of a programme, so all words agree.
    """
    pages: defaultdict[int, list[int]] = defaultdict(list)
    for index, block in enumerate(blocks):
        if block.place.page is not None and block.place.box is not None:
            pages[block.place.page].append(index)
    edges = [edge for own in pages.values() for edge in (_at_edge(blocks, own, "head"), _at_edge(blocks, own, "foot"))]
    alike: defaultdict[tuple[Edge, str], list[_Line]] = defaultdict(list)
    for line in chain.from_iterable(edges):
        alike[line.said].append(line)
    return frozenset(
        line.block for edge in edges for line in takewhile(lambda line: _stands_again(line, alike[line.said]), edge)
    )


def _at_edge(blocks: Sequence[Block], own: Sequence[int], edge: Edge) -> list[_Line]:
    """The outermost paragraphs of a page from its edge inwards; page numbers, which are known, aside."""
    lines: list[_Line] = []
    for index in own if edge == "head" else reversed(own):
        block = blocks[index]
        if not isinstance(block, Paragraph) or len(lines) == LINES_AT_AN_EDGE:
            break
        if block.within == "body" and block.place.box is not None and block.place.page is not None:
            said = NUMBER.sub("#", block.text) if edge == "foot" else block.text
            lines.append(_Line(index, (edge, bare(said)), block.place.page, block.place.box[1]))
    return list(takewhile(lambda line: not (HEADING.match(line.said[1]) or SAID_UNIT.match(line.said[1])), lines))


def _stands_again(line: _Line, alike: Iterable[_Line]) -> bool:
    return any(other.page != line.page and abs(other.height - line.height) <= SAME_HEIGHT for other in alike)


def is_page_number(block: Block) -> bool:
    """Whether a paragraph is the number of a page that was typed between the lines of the text: - 7 -, 7쪽."""
    return isinstance(block, Paragraph) and TYPED_NUMBER.fullmatch(block.text) is not None


def is_mark(paragraph: Paragraph) -> bool:
    """Whether a paragraph is empty, or only says that a table goes on."""
    return not paragraph.text.strip() or is_word("goes_on", BRACKETS.sub("", paragraph.text))


def lines_above(blocks: Iterable[Block]) -> frozenset[str]:
    """The lines above a table, as they are compared with those above a part of it."""
    return frozenset(bare(block.text) for block in _paragraphs(blocks))


def says_again(paragraph: Paragraph, above: frozenset[str]) -> bool:
    """Whether a paragraph is a line above a table again: its unit, or its caption with a mark that the table goes on.

    A caption without the mark begins another table; a mark behind what stands not above the table says something else,
    as 계속 in brackets does of a project that is not new.
    """
    if bare(paragraph.text) in above:
        return SAID_UNIT.match(paragraph.text.strip()) is not None
    return bare(before_mark(paragraph.text)) in above - {""}


def says_that_it_goes_on(paragraph: Paragraph) -> bool:
    """Whether a line is, or ends with, a mark that a table goes on: (앞에서 이어짐), 연차별 투자계획 (계속)."""
    return bool(before_mark(paragraph.text)) or is_word("goes_on", BRACKETS.sub("", paragraph.text))


def _paragraphs(blocks: Iterable[Block]) -> Iterator[Paragraph]:
    return (block for block in blocks if isinstance(block, Paragraph))
