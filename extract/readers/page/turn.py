"""Places of a page that is read upright, though it is shown turned: each box is where a viewer shows it."""

from __future__ import annotations

from msgspec.structs import replace

from extract.readers.page.content import Box, PageContent
from plan.records.base import Place
from plan.records.document import Block, Paragraph


def as_shown(block: Block, page: PageContent) -> Block:
    """The block with its boxes, and those of all that it holds, on the page as it is shown."""
    place = _shown_place(block.place, page)
    if isinstance(block, Paragraph):
        return replace(block, place=place)
    cells = tuple(
        replace(
            cell,
            place=_shown_place(cell.place, page),
            blocks=tuple(as_shown(inner, page) for inner in cell.blocks),
        )
        for cell in block.cells
    )
    return replace(block, place=place, cells=cells)


def _shown_place(place: Place, page: PageContent) -> Place:
    return replace(place, box=shown_box(place.box, page)) if place.box else place


def shown_box(box: Box, page: PageContent) -> Box:
    """A box on a page that is turned to the right by quarters, in points from the top left corner of what is shown."""
    left, top, right, bottom = box
    width, height = page.width, page.height
    shown = (
        box,
        (height - bottom, left, height - top, right),
        (width - right, height - bottom, width - left, height - top),
        (top, width - right, bottom, width - left),
    )[page.turned]
    x0, y0, x1, y1 = (round(side, 1) for side in shown)
    return x0, y0, x1, y1
