"""The line in the margin above the text of each page, which is no part of it: the name of the plan, of a chapter."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from msgspec.structs import replace

from plan.forms import bare
from plan.records.document import Block, Paragraph

SAME_HEIGHT = 2.0  # points by which such a line may differ in height from page to page
FEWEST = 2  # pages that have it
SMALLER = 0.9  # of the type size of most of the text; a heading that begins several pages is in no smaller type
MOST = 0.25  # share of what stands there that is none, as the name of a chapter of one page


class _Top(NamedTuple):
    """The block that stands highest on a page."""

    at: int
    height: float
    block: Block


def with_running_heads(blocks: Sequence[Block]) -> list[Block]:
    """The same blocks; the lines that stand at one height above the text of the pages are said to be of their heads."""
    tops: dict[int, _Top] = {}
    for at, block in enumerate(blocks):
        page, box = block.place.page, block.place.box
        if page is not None and box is not None and block.within == "body":
            top = _Top(at, box[1], block)
            tops[page] = min(tops.get(page, top), top, key=lambda top: top.height)
    usual = _usual_size(blocks, {top.at for top in tops.values()})
    alike: defaultdict[str, list[_Top]] = defaultdict(list)
    for top in tops.values():
        if isinstance(top.block, Paragraph) and 0 < top.block.size <= SMALLER * usual:
            alike[bare(top.block.text)].append(top)
    again = [top for own in alike.values() for top in own if len(_beside(top, own)) >= FEWEST]
    found = {top.at for top in again if len(_beside(top, again)) >= (1 - MOST) * _from_there_up(top, blocks)}
    return [
        replace(block, within="header") if at in found and isinstance(block, Paragraph) else block
        for at, block in enumerate(blocks)
    ]


def _usual_size(blocks: Sequence[Block], tops: set[int]) -> int:
    """The type size of most characters outside of tables; a plan of forms may have no more text than heads."""
    sizes: Counter[int] = Counter()
    for at, block in enumerate(blocks):
        if isinstance(block, Paragraph) and at not in tops:
            sizes[block.size] += len(block.text)
    return max(sizes, key=lambda size: (sizes[size], size), default=0)


def _beside(top: _Top, others: Sequence[_Top]) -> list[_Top]:
    """Those that stand at the same height."""
    return [other for other in others if abs(other.height - top.height) <= SAME_HEIGHT]


def _from_there_up(top: _Top, blocks: Sequence[Block]) -> int:
    """How many blocks of all pages stand at the height of one or above it."""
    boxes = (block.place.box for block in blocks if block.within == "body")
    return sum(box is not None and box[1] <= top.height + SAME_HEIGHT for box in boxes)
