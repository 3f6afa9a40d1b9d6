"""Notes in the margin left of numbered headings and their tables: each is read behind what its heading stands over."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from extract.readers.page.content import PageWord
from extract.readers.page.grid_table import GridTable
from extract.readers.page.order.bands import NARROWEST, UNIT, Run
from extract.readers.page.order.items import SAME_SIZE, Item, has_channel, items_of

PAIR = 2  # items of a line: a note, and the heading behind it
WIDEST = 0.5  # of what is right of it; what is wider is no note


def runs_beside_notes(rows: Iterable[Sequence[PageWord]], items: Sequence[Item]) -> list[Run]:
    """The items of a page with notes in its margin in the order in which they are read; nothing where it has none.

    The notes are smaller than the headings beside them, and from the first of these on nothing lies across the white
    between them but what ends both.
    """
    pairs = [own for row in rows if _may_be_pair(row) and _is_note_and_heading(own := items_of(row))]
    if not pairs:
        return []
    left, right = min(heading.box[0] for _, heading in pairs), max(note.box[2] for note, _ in pairs)
    top = min(item.box[1] for pair in pairs for item in pair)
    across = [item.box[1] for item in items if item.y > top and item.box[0] < left - NARROWEST < item.box[2]]
    end = min(across, default=float("inf"))
    own = [item for item in items if top <= item.box[1] < end]
    notes = [item for item in own if item.box[2] <= left - NARROWEST]
    body = [item for item in own if item not in notes]
    is_margin = right + NARROWEST <= left and all(map(_may_be_note, notes))
    if not is_margin or not any(isinstance(item.held, GridTable) for item in body) or not _is_narrow(notes, body):
        return []
    starts = sorted(item.box[1] for item in body if any(_is_as(item, heading) for _, heading in pairs))
    above, below = [item for item in items if item.box[1] < top], [item for item in items if item.box[1] >= end]
    runs = [Run(above), *_sections(notes, body, [top, *starts[1:]]), Run(below)]
    return [run for run in runs if run.items]


def _sections(notes: Sequence[Item], body: Sequence[Item], starts: Sequence[float]) -> Iterator[Run]:
    """What stands under each heading, and its notes."""
    for start, end in pairwise([*starts, float("inf")]):
        for column in (body, notes):
            yield Run([item for item in column if start <= item.y < end], in_column=True)


def _may_be_pair(row: Sequence[PageWord]) -> bool:
    return row[0].size + SAME_SIZE < row[-1].size and has_channel(row)


def _is_note_and_heading(items: Sequence[Item]) -> bool:
    if len(items) != PAIR or items[0].size + SAME_SIZE >= items[1].size:
        return False
    return bool(items[1].counts) and _may_be_note(items[0])


def _may_be_note(item: Item) -> bool:
    return item.size > 0 and not item.counts and not UNIT.fullmatch(item.text.strip())


def _is_narrow(notes: Sequence[Item], body: Sequence[Item]) -> bool:
    widths = (max(item.box[2] for item in own) - min(item.box[0] for item in own) for own in (notes, body))
    return next(widths) <= WIDEST * next(widths)


def _is_as(item: Item, heading: Item) -> bool:
    """Whether a line is a heading as the one beside a note is."""
    return bool(item.size) and abs(item.size - heading.size) <= SAME_SIZE and item.counts == heading.counts
