"""Years and numbers that stand together in the boxes of a row or a column: ’26년 52 | ➡ | ’27년 56."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extract.planned_text import holds_a_plan
from extract.vocabulary import has_word
from plan.forms import single_spaced
from plan.patterns import lazy_pattern
from plan.records.base import Place
from plan.records.document import Cell, Damage, Table
from plan.script import ARROWS, QUOTES, SPAN
from plan.years import find_years, read_year

SAID = lazy_pattern(rf"20\d\d|[{QUOTES}]\s?\d\d|\d\d\s?년")
STAGE = lazy_pattern(  # 1단계(2026~2027), 2028~2030년: of which the last year is that of the goal
    rf"(?:\p{{N}}\s?단계\s?)?[(\[]?\s?(?:20\d\d|[{QUOTES}]\s?\d\d)\s?년?\s?[{SPAN}]\s?"
    rf"(?P<last>20\d\d|[{QUOTES}]\s?\d\d)\s?년?\s?[)\]]?"
)
FIGURE = lazy_pattern(r"(?<![\d.,])\d[\d,]*(?:\.\d+)?")
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
    texts = [STAGE.sub(r"\g<last>년 ", single_spaced(cell.text)).strip() for cell in row if cell.text.strip()]
    boxes = [text for text in texts if any(map(str.isdigit, text))]
    if len(boxes) < FEWEST or max(map(len, boxes)) > LONGEST:
        return False
    led = any(map(_is_arrow, texts))
    if led and _leads_to_goal(boxes, first):
        return True
    arrow = ARROWS[0] if led else "/"
    return holds_a_plan(f" {arrow} ".join(text.strip(f" {ARROWS}") for text in boxes), first)


def _leads_to_goal(boxes: Sequence[str], first: int) -> bool:
    """Whether the first box tells what was reached, and the last a goal of a year to come: 실적('25) ➡ 목표('26)."""
    reached = has_word("past", boxes[0]) or read_year(boxes[0].split()[0]).kind == "baseline"
    years = [reading.year or 0 for reading in find_years(boxes[-1])]
    has_figures = all(FIGURE.search(SAID.sub("", box)) for box in (boxes[0], boxes[-1]))
    return reached and has_figures and has_word("goal_head", boxes[-1]) and max(years, default=0) >= first


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
