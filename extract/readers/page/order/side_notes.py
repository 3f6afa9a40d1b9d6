"""Notes in the margin beside numbered headings and their tables: each is read behind what its heading stands over."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from extract.readers.page.content import PageWord
from extract.readers.page.grid_table import GridTable
from extract.readers.page.order.bands import NARROWEST, UNIT, Run
from extract.readers.page.order.items import SAME_SIZE, Item, has_channel, items_of
from plan.patterns import lazy_pattern
from plan.script import COLONS

PAIR = 2  # items of a line: a heading and a note
OF_NO_NAME = lazy_pattern(rf"\d|[{COLONS}]")
WIDEST = 0.5  # of the body beside it; what is wider is no note


def runs_beside_notes(rows: Iterable[Sequence[PageWord]], items: Sequence[Item]) -> list[Run]:
    """The items of a page with notes in a margin in the order in which they are read; nothing where it has none.

    The notes are smaller than the headings beside them, and from the first of these on nothing lies across the white
    between them but what ends both.
    """
    pairs = [own for row in rows if _may_be_pair(row) and len(own := items_of(row)) == PAIR]
    return _beside(pairs, items, at_left=True) or _beside(pairs, items, at_left=False) if pairs else []


def without_note(row: list[PageWord]) -> list[list[PageWord]]:
    """A numbered heading, and behind it the note in small type left of it, or one with a date or a colon at its right.

    An office or a tag behind a heading stays with it.
    """
    own = items_of(row) if _may_be_pair(row) else []
    if len(own) != PAIR:
        return [row]
    left, right = own
    if _is_heading_and_note(right, left):
        return _words_of(right, left)
    is_said = OF_NO_NAME.search(right.text) is not None
    return _words_of(left, right) if is_said and _is_heading_and_note(left, right) else [row]


def _words_of(*items: Item) -> list[list[PageWord]]:
    return [list(item.held) for item in items if not isinstance(item.held, GridTable)]


def _beside(pairs: Sequence[Sequence[Item]], items: Sequence[Item], *, at_left: bool) -> list[Run]:
    pairs = [pair for pair in pairs if _is_heading_and_note(*(reversed(pair) if at_left else pair))]
    if not pairs:
        return []
    headings = [pair[at_left] for pair in pairs]
    side = min(right.box[0] for _, right in pairs) - NARROWEST
    top = min(item.box[1] for pair in pairs for item in pair)
    end = min(
        (item.box[1] for item in items if item.y > top and item.box[0] < side < item.box[2]), default=float("inf")
    )
    own = [item for item in items if top <= item.box[1] < end]
    columns = [item for item in own if item.box[2] <= side], [item for item in own if item.box[0] >= side]
    notes, body = columns if at_left else reversed(columns)
    if not all(map(_may_be_note, notes)) or not any(isinstance(item.held, GridTable) for item in body):
        return []
    is_margin = at_left or len(notes) > len(pairs)  # an office or a tag stands behind its heading on one line
    if not is_margin or _width(notes) > WIDEST * _width(body):
        return []
    starts = sorted(item.box[1] for item in body if any(_is_as(item, heading) for heading in headings))
    above, below = [item for item in items if item.box[1] < top], [item for item in items if item.box[1] >= end]
    runs = [Run(above), *_sections(notes, body, [top, *starts[1:]]), Run(below)]
    return [run for run in runs if run.items]


def _sections(notes: Sequence[Item], body: Sequence[Item], starts: Sequence[float]) -> Iterator[Run]:
    """What stands under each heading, and its notes."""
    for start, end in pairwise([*starts, float("inf")]):
        for column in (body, notes):
            yield Run([item for item in column if start <= item.y < end], in_column=True)


def _may_be_pair(row: Sequence[PageWord]) -> bool:
    return abs(row[0].size - row[-1].size) > SAME_SIZE and has_channel(row)


def _is_heading_and_note(heading: Item, note: Item) -> bool:
    return bool(heading.counts) and note.size + SAME_SIZE < heading.size and _may_be_note(note)


def _may_be_note(item: Item) -> bool:
    return item.size > 0 and not item.counts and not UNIT.fullmatch(item.text.strip())


def _width(items: Iterable[Item]) -> float:
    boxes = [item.box for item in items]
    return max(box[2] for box in boxes) - min(box[0] for box in boxes)


def _is_as(item: Item, heading: Item) -> bool:
    """Whether a line is a heading as the one beside a note is."""
    return bool(item.size) and abs(item.size - heading.size) <= SAME_SIZE and item.counts == heading.counts
