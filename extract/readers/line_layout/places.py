"""The places of a document with the pages that its stored layout tells."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

from msgspec.structs import replace

from extract.readers.line_layout.pages import StoredPages
from plan.records.base import Place
from plan.records.document import Block, Cell, Damage, Table

RUNNING = ("header", "footer")  # printed on many pages


def with_pages(blocks: Iterable[Block], pages: StoredPages | None) -> tuple[Block, ...]:
    """The blocks of the body with their pages; what runs on every page has none."""
    if pages is None:
        return tuple(blocks)
    return tuple(
        block if block.within in RUNNING else _placed(block, pages, _of_paragraph(block.place, pages))
        for block in blocks
    )


def damage_with_pages(damage: Iterable[Damage], pages: StoredPages | None) -> list[Damage]:
    """What was not read, at the same places as the cells and the paragraphs that it is of."""
    if pages is None:
        return list(damage)
    return [replace(found, place=_on(found.place, _of_place(found.place, pages))) for found in damage]


def _placed(block: Block, pages: StoredPages, page: int | None) -> Block:
    if not isinstance(block, Table):
        return replace(block, place=_on(block.place, page))
    rows = pages.rows.get(block.place.table or 0, [])
    cells = tuple(_cell(cell, pages, rows[cell.row] if cell.row < len(rows) else page) for cell in block.cells)
    return replace(block, place=_on(block.place, rows[0] if rows else page), cells=cells)


def _cell(cell: Cell, pages: StoredPages, page: int | None) -> Cell:
    if page is None and not cell.blocks:
        return cell
    blocks = tuple(_placed(block, pages, page) for block in cell.blocks)
    return replace(cell, place=_on(cell.place, page), blocks=blocks)


def _of_place(place: Place, pages: StoredPages) -> int | None:
    rows = [] if place.table is None else pages.rows.get(place.table, [])
    return rows[place.row or 0] if (place.row or 0) < len(rows) else _of_paragraph(place, pages)


def _of_paragraph(place: Place, pages: StoredPages) -> int | None:
    """The page of the paragraph of the body in which one stands, which has the last number before its own."""
    if place.section is None or place.paragraph is None:
        return None
    known = pages.paragraphs.get(place.section, [])
    at = bisect_right(known, place.paragraph, key=lambda paragraph: paragraph[0])
    return known[at - 1][1] if at else None


def _on(place: Place, page: int | None) -> Place:
    return place if page is None else replace(place, page=page)
