"""Rows that print each of several values beside its year, with the years across: 1차 연도 | 1차 값 | 2차 연도."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from extract.amounts import is_amount
from extract.vocabulary import is_word
from extract.year_tables.grid import Grid
from extract.year_tables.heads.cells import Span, reading_of
from plan.forms import single_spaced
from plan.grid import same_cell
from plan.patterns import lazy_pattern
from plan.records.document import Cell
from plan.records.printed import YearTable
from plan.script import DASHES
from plan.years import read_year

NUMBER = lazy_pattern(r"(?:제\s?)?\d{1,2}\s?차?\s*|\s*\(?\d{1,2}\s?차?\)?")  # 1차 연도, 연도1, 연도(2)
YEAR = lazy_pattern(r"(?:19|20)\d\d\s?(?:년도?)?")
FEWEST_PAIRS = 2  # years beside their values in one row; one alone is told by its own words
LONGEST_HEAD = 30  # characters of a head of years with its number; a longer text heads no such column
YEARS_OF = ("years_head", "value_year_head")
NUMBERED = ("numbered-year", "numbered-year-unknown")
NUMBERED_YEARS = (
    "차수로 적힌 열의 칸에 값이 아니라 연도만 적혀 있습니다.",
    "A column of a numbered year holds years and no values.",
)


class Pair(NamedTuple):
    """A column of years, and that of the values which it dates."""

    year: int
    value: int


def holds_numbered_pairs(grid: Grid, fewest: int = FEWEST_PAIRS) -> bool:
    """Whether so many columns of a row hold years, each beside one of values, behind what names the row."""
    return len(_pairs(grid, _head_rows(grid))) >= fewest


def with_numbered_pairs(grid: Grid, span: Span) -> tuple[Grid, ...]:
    """The table with the years of each row's values in its head, one for each set of years.

    It is () where a row does not say the year of each of its values, the earlier first.
    """
    rows = _head_rows(grid)
    pairs = _pairs(grid, rows)
    groups: dict[tuple[tuple[Pair, int], ...], list[Sequence[Cell]]] = {}
    for row in grid[rows:]:
        dated = _dated(row, pairs, span)
        years = [year for _, year in dated]
        if not dated or years != sorted({*years}):
            return ()
        groups.setdefault(dated, []).append(row)
    return tuple(_across(grid[:rows], pairs, dated, group) for dated, group in groups.items())


def _across(
    head: Grid, pairs: Sequence[Pair], dated: Sequence[tuple[Pair, int]], group: Sequence[Sequence[Cell]]
) -> Grid:
    """One grid of rows that have the same years, which stand below what else the head says of the values."""
    left = {pair.year for pair in pairs} | {pair.value for pair in pairs} - {pair.value for pair, _ in dated}
    year_of = {pair.value: group[0][pair.year] for pair, _ in dated}
    kept = [at for at in range(len(head[0])) if at not in left]
    over = (tuple(year_of[at] if at in year_of and _says_time(row[at]) else row[at] for at in kept) for row in head)
    return (
        *over,
        tuple(year_of.get(at, head[-1][at]) for at in kept),
        *(tuple(row[at] for at in kept) for row in group),
    )


def _dated(row: Sequence[Cell], pairs: Sequence[Pair], span: Span) -> tuple[tuple[Pair, int], ...]:
    """The filled pairs of a row with their years; () where a value has none."""
    found = []
    for pair in pairs:
        if _is_blank(row[pair.year]) and _is_blank(row[pair.value]):
            continue
        reading = reading_of(row[pair.year], span, None)
        if reading.kind != "year" or reading.year is None:
            return ()
        found.append((pair, reading.year))
    return tuple(found)


def _head_rows(grid: Grid) -> int:
    """How many rows the cell at the top left reaches over."""
    return next((at for at, row in enumerate(grid) if not same_cell(row[0], grid[0][0])), 0)


def _pairs(grid: Grid, rows: int) -> list[Pair]:
    """The columns of years with those of values behind them, or else in front; [] where one has none."""
    if not rows:
        return []
    years = [*_years(grid, rows)]
    for step in (1, -1):
        pairs = [Pair(at, at + step) for at in years]
        first = min((min(pair) for pair in pairs), default=0)
        if first > 0 and all(_holds_values(grid, rows, pair.value, years) for pair in pairs):
            return pairs
    return []


def _years(grid: Grid, rows: int) -> Iterator[int]:
    """The columns that are headed as years and hold nothing else."""
    for at, cell in enumerate(grid[rows - 1]):
        if (_says_time(cell) or _is_headed_years(cell.text)) and are_years([row[at] for row in grid[rows:]]):
            yield at


def _is_headed_years(head: str) -> bool:
    said = single_spaced(head)
    if len(said) > LONGEST_HEAD:
        return False
    bare = (said, *(said[found.end() :] for found in [NUMBER.match(said)] if found), *_without_number_behind(said))
    return any(is_word(kind, text) for kind in YEARS_OF for text in bare)


def _without_number_behind(text: str) -> Iterator[str]:
    for at in range(1, len(text)):
        if NUMBER.fullmatch(text[at:]):
            yield text[:at]


def _says_time(cell: Cell) -> bool:
    return read_year(single_spaced(cell.text)).kind == "ordinal_year"


def are_years(cells: Sequence[Cell]) -> bool:
    """Whether some of the cells are filled, each of them with a year and nothing else."""
    filled = [cell.text.strip() for cell in cells if not _is_blank(cell)]
    return bool(filled) and all(map(YEAR.fullmatch, filled))


def _is_blank(cell: Cell) -> bool:
    return cell.text.strip() in ("", *DASHES)


def _holds_values(grid: Grid, rows: int, at: int, years: Sequence[int]) -> bool:
    if not 0 < at < len(grid[0]) or at in years:
        return False
    return any(is_amount(row[at]) and not YEAR.fullmatch(row[at].text.strip()) for row in grid[rows:])


def holds_numbered_years(table: YearTable) -> bool:
    """Whether a column that is read as a numbered year holds years in place of values, or each of a year its own."""
    body = {column.column: [row[column.column] for row in table.grid[table.header_rows :]] for column in table.columns}
    years = [column for column in table.columns if column.role == "year"]
    numbered = any(column.rule in NUMBERED and are_years(body[column.column]) for column in years)
    return numbered or (
        len(years) >= FEWEST_PAIRS
        and all(are_years(body[column.column]) for column in years)
        and all(str(column.year) in cell.text for column in years for cell in body[column.column])
    )
