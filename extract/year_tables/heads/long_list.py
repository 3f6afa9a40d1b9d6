"""Lists that print a row for each name and year, laid out with their years across: 사업명 | 연도 | 지원기업 | 예산."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from extract.amounts import is_amount
from extract.vocabulary import ends_with_word, is_word
from extract.year_tables.grid import Grid
from extract.year_tables.heads.cells import Span, reading_of
from extract.year_tables.heads.year_row import YEAR_FIRST
from plan.grid import same_cell
from plan.patterns import lazy_pattern
from plan.records.document import Cell

ASIDE = lazy_pattern(r"[(\[].*?[)\]]")
NOT_COUNTED = ("remark_head", "describing_head", "growth", "rate_of_growth", "share")
FEWEST_NAMES = 2  # that each have all the years; one name's years simply stand down
FEWEST_YEARS = 2  # of each name


def with_years_across(grid: Grid, span: Span, first_year: int | None) -> Grid | None:
    """The grid with a row for each name and what is counted, and its years across; None for any other table.

    Every name has the same years, one below the other, and the column that holds them is headed so.
    """
    at = next((column for column, cell in enumerate(grid[0]) if column and is_word("years_head", cell.text)), None)
    if at is None or len(grid) <= FEWEST_NAMES * FEWEST_YEARS:
        return None
    body = grid[1:]
    years = [reading_of(row[at], span, first_year) for row in body]
    if any(year.kind != "year" or year.year is None for year in years):
        return None
    dated = zip(body, (year.year for year in years), strict=True)
    named = [column for column in range(at) if not is_word("remark_head", grid[0][column].text)]  # without 연번
    groups = [list(group) for _, group in groupby(dated, key=lambda pair: _name([pair[0][own] for own in named]))]
    first = [year for _, year in groups[0]]
    alike = all([year for _, year in group] == first for group in groups)
    if len(groups) < FEWEST_NAMES or not alike or len({*first}) < max(FEWEST_YEARS, len(first)):
        return None
    counted = [
        column
        for column in range(at + 1, len(grid[0]))
        if not any(is_word(kind, ASIDE.sub("", grid[0][column].text)) for kind in NOT_COUNTED)
        and any(is_amount(row[column]) for row in body)
        and not any(same_cell(row[column], beside) for row in grid for beside in row[at:column])
    ]
    if any(is_word("unit_head", cell.text) for cell in grid[0][:at]) and any(
        _has_own_unit(grid[0][column].text) for column in counted
    ):
        return None  # 단위 | 연도 | 목표 | 예산(백만원): the unit in front is not that of the money
    if not counted or not all(map(_name, (row[:at] for row in body))):
        return None
    head = (*grid[0][: at + 1], *(row[at] for row, _ in groups[0]))
    rows = [
        (*group[0][0][:at], grid[0][column], *(row[column] for row, _ in group))
        for group in groups
        for column in counted
    ]
    return (head, *rows)


def _has_own_unit(head: str) -> bool:
    """Whether what is counted is money, or prints its unit behind it: 예산(백만원)."""
    said = ASIDE.sub("", head)
    return (
        said != head
        or any(is_word(kind, said) for kind in ("money_head", "funding"))
        or ends_with_word("money_end", said)
    )


def _name(cells: Sequence[Cell]) -> str:
    return " ".join(cell.text for cell in cells).strip()


def is_headed_years(grid: Grid) -> bool:
    """Whether the first column is headed as one of years and each of its cells begins with one: 연도 over 2028 이후."""
    return is_word("years_head", grid[0][0].text) and all(YEAR_FIRST.match(row[0].text) for row in grid[1:])
