"""Numbers without a head or without labels of their own behind a year table: its rows, or a block that is told."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence

from msgspec.structs import replace

from extract.amounts import is_amount
from extract.bars import bar_of
from extract.torn.between import is_mark, running_lines
from extract.vocabulary import is_word
from extract.year_tables.grid import Grid, as_seen, lay_out
from extract.year_tables.heads.cells import set_of
from extract.year_tables.heads.head import read_head
from extract.year_tables.heads.reach import MAX_HEAD_ROWS
from plan.forms import single_spaced
from plan.patterns import lazy_pattern
from plan.records.base import Place
from plan.records.document import Block, Cell, Damage, Paragraph, Table
from plan.records.printed import YearTable
from plan.script import DASHES
from plan.years import read_year

NUMBERS = 0.4  # share of the cells that are numbers, from which on rows are a block of numbers
NOTHING = lazy_pattern(rf"\s*[{DASHES}]*\s*")
SHORTEST = 2  # rows of a year over numbers
YEARS = 2  # in one row, from which on it may be a head whose order is not that of years
LONGEST_QUOTE = 40


def holds_rows_under(top: Table, part: Table, *, waited_for: bool = False) -> bool:
    """Whether all rows of a part without a head of years have a label and fit under the years of a table's head.

    The first needs no label where its values are ``waited_for``.
    """
    head = read_head(_grid_of(top))
    if head is None or part.columns != top.columns:
        return False
    grid = _grid_of(part)
    if read_head(grid):
        return False
    labels = [column.column for column in head.columns if column.role == "label"]
    years = [column.column for column in head.columns if column.role == "year"]
    rows = [([row[column] for column in labels], [row[column] for column in years]) for row in grid]
    named = rows[1:] if waited_for else rows
    if not all(_is_row(own, values) or _is_blank((*own, *values)) for own, values in named):
        return False
    amounts = [is_amount(cell) for _, values in rows for cell in values]
    return sum(amounts) >= NUMBERS * len(amounts) > 0


def _is_blank(cells: Iterable[Cell]) -> bool:
    return not any(cell.text.strip() for cell in cells)


def _is_row(labels: Sequence[Cell], values: Sequence[Cell]) -> bool:
    """Whether a row is named by words, and holds an amount or nothing under each year."""
    named = any(cell.text.strip() for cell in labels) and not any(map(is_amount, labels))
    return named and all(cell.column_span == 1 and may_be_value(cell) for cell in values)


def may_be_value(cell: Cell) -> bool:
    """Whether a cell under a year holds an amount, or says that there is none."""
    return is_amount(cell) or NOTHING.fullmatch(cell.text) is not None or is_word("no_value", cell.text)


def numbers_left(blocks: Sequence[Block], tables: Sequence[YearTable], told: Container[Place]) -> Iterator[Damage]:
    """What is said of each block of numbers behind a plan's year table that was neither joined nor ``told`` already.

    One with a head of its own is told where it follows directly; behind a note, a sentence or a heading only one
    whose rows all fit under the years of the table before.
    """
    plans = {table.place for table in tables if table.kind in ("plan", "unclear")}
    if not plans:
        return
    read = {table.place for table in tables}
    running = running_lines(blocks)
    before: Table | None = None
    is_right_behind = False
    for index, block in enumerate(blocks):
        if isinstance(block, Paragraph):
            aside = index in running or block.within in ("header", "footer") or is_mark(block)
            is_right_behind = is_right_behind and aside
        elif block.within not in ("header", "footer"):
            rows = _filled_rows(block) if before and block.place not in read and bar_of(block) is None else []
            is_headless = bool(rows) and _is_headless(rows)
            may_be_rest = is_right_behind or is_headless
            if before and may_be_rest and _are_numbers_in(rows) and (is_right_behind or _fits_under(before, block)):
                if block.place not in told:
                    yield _left(block) if is_headless else _under_own_head(block)
            elif rows and is_right_behind and _is_of_a_year(block):
                yield _left_of_a_year(block)
            else:
                before, is_right_behind = (block, True) if block.place in plans else (None, False)


def _fits_under(before: Table, table: Table) -> bool:
    """Whether all rows of a table, none of which is one of years, fit under the years of the one before."""
    first = [single_spaced(cell.text) for cell in set_of(_grid_of(table)[0])]
    of_years = sum(read_year(text).kind == "year" for text in first)
    return of_years < YEARS and holds_rows_under(_top_of(before), table)


def _are_numbers_in(rows: Sequence[Sequence[Cell]]) -> bool:
    """Whether numbers make up much of the rows of a table."""
    return bool(rows) and len(rows[0]) > 1 and _are_numbers([cell for row in rows for cell in set_of(row)])


def _is_headless(rows: Sequence[Sequence[Cell]]) -> bool:
    """Whether numbers make up much of the first row of a table, which so is no head."""
    return _are_numbers(set_of(rows[0]))


def _filled_rows(table: Table) -> list[Sequence[Cell]]:
    return [row for row in _grid_of(table) if not _is_blank(row)]


def _is_of_a_year(table: Table) -> bool:
    """Whether a table is a year over numbers and nothing else."""
    grid = _grid_of(table)
    if table.columns != 1 or len(grid) < SHORTEST or read_year(single_spaced(grid[0][0].text)).kind != "year":
        return False
    return all(may_be_value(row[0]) for row in grid[1:]) and any(is_amount(row[0]) for row in grid[1:])


def _top_of(table: Table) -> Table:
    """The rows of a table in which its head is."""
    rows = min(table.rows, MAX_HEAD_ROWS)
    return replace(table, rows=rows, cells=tuple(cell for cell in table.cells if cell.row < rows))


def _are_numbers(cells: Sequence[Cell]) -> bool:
    return sum(map(is_amount, cells)) >= NUMBERS * len(cells)


def _left_of_a_year(table: Table) -> Damage:
    quote = _quoted(table.cells)
    return _told(
        table,
        quote,
        f"연도 표 뒤에 행 이름 없이 이어지는 한 해의 숫자('{quote}')는 어느 행의 값인지 알 수 없어 싣지 "
        "않았습니다. 앞 표의 나머지인지 사람이 보아야 합니다.",
        f"Numbers of one year without labels follow a year table ('{quote}'); of which of its rows they "
        "are is not known, so they are left out. A person should look whether they are its rest.",
    )


def _left(table: Table) -> Damage:
    quote = _first_row(table)
    return _told(
        table,
        quote,
        f"연도 표 뒤에 머리 없이 이어지는 숫자 줄('{quote}' 등 {table.rows}줄)은 어느 해의 값인지 알 수 "
        "없어 싣지 않았습니다. 앞 표의 나머지인지 사람이 보아야 합니다.",
        f"Rows of numbers without a head follow a year table ('{quote}', {table.rows} rows); of "
        "which years they are is not known, so they are left out. A person should look whether they are its rest.",
    )


def _under_own_head(table: Table) -> Damage:
    quote = _first_row(table)
    return _told(
        table,
        quote,
        f"연도 표에 바로 이어지는 숫자 표('{quote}', {table.rows}줄)의 머리에는 연도가 없어 어느 해의 "
        "값인지 알 수 없으므로 싣지 않았습니다. 앞 표의 나머지인지 사람이 보아야 합니다.",
        f"The table of numbers that directly follows a year table ('{quote}', {table.rows} rows) names no "
        "years in its head, so it is left out. A person should look whether it is its rest.",
    )


def _told(table: Table, quote: str, ko: str, en: str) -> Damage:
    return Damage(rule="table-not-understood", place=table.place, reason_ko=ko, reason_en=en, quote=quote)


def _first_row(table: Table) -> str:
    return _quoted([cell for cell in table.cells if cell.row == 0])


def _quoted(cells: Iterable[Cell]) -> str:
    return single_spaced(" ".join(cell.text for cell in cells))[:LONGEST_QUOTE]


def _grid_of(table: Table) -> Grid:
    return as_seen(lay_out(table.rows, table.columns, table.cells))
