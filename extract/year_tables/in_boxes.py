"""Years and numbers that stand together in the boxes of a row or a column: ’26년 52 | ➡ | ’27년 56."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extract.planned_text import holds_a_plan
from plan.forms import single_spaced
from plan.patterns import lazy_pattern
from plan.records.base import Place
from plan.records.document import Cell, Damage, Table
from plan.script import ARROWS, QUOTES, SPAN

SAID = lazy_pattern(rf"20\d\d|[{QUOTES}]\s?\d\d|\d\d\s?년")
LONGEST = 40  # characters of a box; longer ones are prose
LONGEST_ARROW = 3  # characters: >>>
FEWEST = 2  # boxes with a number; all in one cell are a sentence


def has_years_in_boxes(table: Table, first: int | None) -> bool:
    """Whether the cells of a row, or of the only column, say figures of years that look ahead from ``first``."""
    if first is None or len(SAID.findall(" ".join([cell.text for cell in table.cells]))) < FEWEST:
        return False
    lines = [table.cells] if table.columns == 1 else _rows(table)
    return any(_looks_ahead(line, first) for line in lines)


def _rows(table: Table) -> Iterator[list[Cell]]:
    rows: dict[int, list[Cell]] = {}
    for cell in table.cells:
        rows.setdefault(cell.row, []).append(cell)
    yield from rows.values()


def _looks_ahead(row: Sequence[Cell], first: int) -> bool:
    texts = [single_spaced(cell.text) for cell in row if cell.text.strip()]
    boxes = [text for text in texts if any(map(str.isdigit, text))]
    if len(boxes) < FEWEST or max(map(len, boxes)) > LONGEST:
        return False
    arrow = ARROWS[0] if any(map(_is_arrow, texts)) else "/"
    return holds_a_plan(f" {arrow} ".join(text.strip(f" {ARROWS}") for text in boxes), first)


def _is_arrow(text: str) -> bool:
    """Whether a box holds a mark alone that leads on: there are many arrows, and > is as good."""
    return len(text) <= LONGEST_ARROW and not any(char.isalnum() or char in SPAN for char in text)


def without_told(damage: Sequence[Damage], told: Sequence[Damage]) -> list[Damage]:
    """The damage without heads of years that stand in a table of which is ``told`` that it is not understood."""
    tables = [part.place for part in told if part.rule == "table-not-understood" and part.place.box]
    if not tables:
        return [*damage]
    return [part for part in damage if part.rule != "table-not-understood" or not _stands_in_one(part.place, tables)]


def _stands_in_one(head: Place, tables: Sequence[Place]) -> bool:
    return head.box is not None and any(_is_within(head, table) for table in tables)


def _is_within(head: Place, table: Place) -> bool:
    if head.page != table.page or head.box is None or table.box is None:
        return False
    (left, top, right, bottom), frame = head.box, table.box
    return frame[0] <= (left + right) / 2 <= frame[2] and frame[1] <= (top + bottom) / 2 <= frame[3]
