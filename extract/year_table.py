"""Tables whose columns are years: which columns say what, which programme they belong to, which kind they are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import regex

from extract.grid import lay_out
from extract.outline import Outline, plain_heading, slug_node
from extract.pieces import Piece
from extract.vocabulary import has_word, is_word
from extract.year_head import VALUE, Grid, Head, Span, read_head, set_of
from plan_records import Block, Cell, Paragraph, ProgramNode, Table, TableKind, YearTable

UNIT_LINE = regex.compile(r"[(\[<]?\s*단\s*위\s*[:：][^)\]>]*[)\]>]?")
BULLET = regex.compile(r"^\s*(?:[□■○●◦◇◆◈▸▪ㅇ※*·\-‐–]|\d{1,2}[.)]|[가-하][.)]|[①-⑳])\s*")
LOOK_BACK = 4  # paragraphs above a table that may hold its title and its unit
ENOUGH_VALUES = 0.3  # share of filled year cells that must be numbers for a table to be about amounts
TRANSPOSED_YEARS = 3


@dataclass(frozen=True, slots=True)
class Found:
    """A table of the document with the paragraphs above it, nearest first, and its top-level block."""

    table: Table
    above: tuple[str, ...]
    block: int


def tables_in(blocks: Sequence[Block], block: int | None = None, outer: tuple[str, ...] = ()) -> Iterator[Found]:
    """Every table in reading order, nested ones behind the table that holds them."""
    above: list[str] = list(reversed(outer))
    for index, item in enumerate(blocks):
        if isinstance(item, Paragraph):
            if item.text.strip() and item.within in ("body", "text_box", "caption"):
                above.append(" ".join(item.text.split()))
            continue
        near = tuple(reversed(above[-LOOK_BACK:]))
        top = index if block is None else block
        yield Found(item, near, top)
        for cell in item.cells:
            if cell.blocks:
                yield from tables_in(cell.blocks, top, near)
        above.clear()


def find_year_tables(
    blocks: Sequence[Block], pieces: Sequence[Piece], outline: Outline, span: Span
) -> tuple[tuple[YearTable, ...], tuple[ProgramNode, ...]]:
    """The year tables in reading order, and the programmes that had to be named after a plain heading."""
    tables: list[YearTable] = []
    named: dict[str, ProgramNode] = {}
    for found in tables_in(blocks):
        table = _year_table(found, span)
        if table is None:
            continue
        program_no = outline.program_at(found.block)
        if not program_no:
            heading = plain_heading(pieces, found.block)
            if heading is not None:
                node = named.setdefault(slug_node(heading).no, slug_node(heading))
                program_no = node.no
        tables.append(table.model_copy(update={"program_no": program_no}))
    used = {table.program_no for table in tables}
    return tuple(tables), tuple(node for no, node in named.items() if no in used)


def _year_table(found: Found, span: Span) -> YearTable | None:
    table = found.table
    if table.rows < 2 or table.columns < 2:
        return None
    grid: Grid = lay_out(table.rows, table.columns, table.cells)
    first_year = span[0] if span else None
    head, transposed = read_head(grid, span, first_year), False
    if head is None:
        grid, transposed = tuple(zip(*grid, strict=True)), True
        head = read_head(grid, span, first_year)
        if head is None or len(head.years()) < TRANSPOSED_YEARS or head.rows > 1:
            return None
    title = _title(found)
    return YearTable(
        number=table.place.table if table.place.table is not None else -1,
        kind=_kind(grid, head, title, span),
        program_no="",
        title=title,
        unit_text=_unit_text(found, grid, head),
        header_rows=head.rows,
        columns=head.columns,
        grid=tuple(tuple(row) for row in grid),
        place=table.place,
        pages=table.pages,
        transposed=transposed,
    )


def _title(found: Found) -> str:
    for text in (found.table.caption, *found.above):
        bare_text = UNIT_LINE.sub("", text).strip()
        if bare_text:
            return BULLET.sub("", bare_text).strip()
    return ""


def _unit_text(found: Found, grid: Grid, head: Head) -> str:
    """The unit line as printed in the caption, in the head, or in the nearest paragraph above."""
    in_head = [cell.text for row in grid[: head.rows] for cell in set_of(row)]
    for text in (found.table.caption, *in_head, *found.above[:2]):
        match = UNIT_LINE.search(" ".join(text.split()))
        if match:
            return match.group().strip()
    return ""


def _kind(grid: Grid, head: Head, title: str, span: Span) -> TableKind:
    """What a year table is about; only a ``plan`` is ever published."""
    times = [column for column in head.columns if column.role in ("year", "range")]
    cells = [cell for row in grid[head.rows :] for cell in set_of([row[column.column] for column in times])]
    filled = [cell for cell in cells if cell.text.strip()]
    if sum(bool(VALUE.match(cell.text)) for cell in filled) < ENOUGH_VALUES * len(filled) or not filled:
        return "schedule" if not _says_no_budget(filled) else "plan"
    years = head.years()
    qualifiers = [column.qualifier for column in head.columns if column.qualifier]
    if _compares(grid, head, years, qualifiers):
        return "comparison"
    if has_word("past", title) and not has_word("future", title):
        return "actual"
    if qualifiers and all(is_word("actual_row", qualifier) for qualifier in qualifiers):
        return "actual"
    if span and years and max(years) < span[0]:
        return "actual"
    return "plan" if times else "other"


def _says_no_budget(cells: Sequence[Cell]) -> bool:
    return any(is_word("no_value", cell.text) for cell in cells)


def _compares(grid: Grid, head: Head, years: tuple[int, ...], qualifiers: Sequence[str]) -> bool:
    """Two states side by side: plan and result rows, one year twice, or a change between two years."""
    labels = [column.column for column in head.columns if column.role == "label"]
    rows = [" ".join(dict.fromkeys(row[column].text for column in labels)) for row in grid[head.rows :]]
    results = [row for row in rows if is_word("actual_row", row)]
    if results and len(results) < len(rows):
        return True
    twice = len(set(years)) < len(years) and len(set(qualifiers)) > 1
    change = any(column.role == "change" for column in head.columns)
    return twice or (change and len(set(years)) <= 2)
