"""The later years of a table that was cut upright: a part without labels, with a column for each of the next years."""

from __future__ import annotations

from itertools import pairwise

from extract.amounts import is_amount
from extract.torn.headless import may_be_value
from extract.year_tables.grid import as_seen, lay_out
from extract.year_tables.heads.head import read_head
from plan.forms import single_spaced
from plan.records.document import Table
from plan.years import read_year

NUMBERS = 0.4  # share of the cells below the years that are numbers, from which on a part is of values
FEWEST_ROWS = 2  # a head and a row


def holds_next_years(top: Table, rows: int, part: Table) -> bool:
    """Whether a part has as many rows as a table, the years that follow its last one, and nothing but values below."""
    if part.rows != rows or rows < FEWEST_ROWS or any((c.row_span, c.column_span) != (1, 1) for c in part.cells):
        return False
    head = read_head(as_seen(lay_out(top.rows, top.columns, top.cells)))
    if head is None or head.rows != 1 or head.columns[-1].role != "year" or head.columns[0].role != "label":
        return False
    before = [column.year for column in head.columns if column.role == "year"]
    grid = as_seen(lay_out(part.rows, part.columns, part.cells))
    said = [read_year(single_spaced(cell.text)) for cell in grid[0]]
    if any(year.kind != "year" or year.year_to for year in said):
        return False
    years = [*before, *(year.year for year in said)]
    if None in years or len({after - year for year, after in pairwise(years) if after and year}) != 1:
        return False
    values = [cell for row in grid[1:] for cell in row]
    return all(map(may_be_value, values)) and sum(map(is_amount, values)) >= NUMBERS * len(values)
