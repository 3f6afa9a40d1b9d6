"""A head that names two years once, over both of their columns: 성과지표(’24년 → ’25년)."""

from __future__ import annotations

import msgspec
import regex

from extract.amounts import is_amount
from extract.vocabulary import has_word, is_word
from extract.year_tables.grid import Grid
from extract.year_tables.heads.head import Head
from plan.forms import single_spaced
from plan.grid import same_cell
from plan.patterns import lazy_pattern
from plan.records.document import Cell
from plan.records.printed import Column
from plan.script import ARROWS, PARENTHESIS_CLOSE, PARENTHESIS_OPEN, QUOTE
from plan.years import read_year

YEAR = rf"(?:{QUOTE}\s?\d\d|(?:19|20)\d\d|\d\d(?=\s?년))\s?년?도?"
PASSAGE = lazy_pattern(
    rf"[{PARENTHESIS_OPEN}]\s*(?P<first>{YEAR})\s*(?:[{ARROWS}]|->|=>)\s*(?P<last>{YEAR})\s*[{PARENTHESIS_CLOSE}]\s*$",
    regex.DOTALL,
)
BARE_PASSAGE = lazy_pattern(rf"{YEAR}\s*(?:[{ARROWS}]|->|=>)\s*{YEAR}")
OF_AMOUNTS = lazy_pattern(rf"\d\D{{0,6}}(?:[{ARROWS}]|->|=>)\D{{0,3}}\d")  # 31 → 47
ENOUGH_VALUES = 0.3  # share of the filled cells of a column; some goals are words
LABELS_AND_YEARS = 3  # columns: what is counted, where it stands and what it is to be


class Passage(msgspec.Struct, frozen=True):
    """The year in which goals stand where they do, the one in which they are to be reached, each as printed."""

    first: int
    last: int
    first_printed: str
    last_printed: str


def passage_in(text: str) -> Passage | None:
    """The two years that a head of goals leads from and to; None where it is about results, or names no goals."""
    found = PASSAGE.search(text) if has_word("goal_head", text) and not has_word("past", text) else None
    if found is None:
        return None
    first, last = single_spaced(found["first"]), single_spaced(found["last"])
    years = read_year(first).year, read_year(last).year
    if years[0] is None or years[1] is None or years[0] >= years[1]:
        return None
    return Passage(years[0], years[1], first, last)


def read_head_of_passage(grid: Grid) -> Head | None:
    """The head of a table of goals whose last two columns are those of the two years; None where that is not sure.

    The cell that names the years reaches over both columns, and these alone are columns of amounts. The first year is
    where the goals stand, so that it is past.
    """
    width = len(grid[0])
    if width < LABELS_AND_YEARS or not same_cell(grid[0][-1], grid[0][-2]):
        return None
    years = passage_in(grid[0][-1].text)
    if years is None or [_holds_amounts(grid, at) for at in range(width)] != [False] * (width - 2) + [True] * 2:
        return None
    labels = [
        Column(column=at, role="label", rule="in-front-of-values", printed=single_spaced(grid[0][at].text))
        for at in range(width - 2)
    ]
    before = Column(
        column=width - 2,
        role="year",
        year=years.first,
        state="actual",
        rule="year-in-head",
        printed=years.first_printed,
    )
    after = Column(column=width - 1, role="year", year=years.last, rule="year-in-head", printed=years.last_printed)
    return Head(1, (*labels, before, after))


def passes_in_cells(grid: Grid) -> bool:
    """Whether one column is headed with two years (’25 → ’29) and each cell of it leads from one amount to another."""
    columns = [at for at, cell in enumerate(grid[0]) if BARE_PASSAGE.search(single_spaced(cell.text))]
    return any(OF_AMOUNTS.search(single_spaced(row[at].text)) for at in columns for row in grid[1:])


def groups_of(grid: Grid) -> tuple[Cell, ...]:
    """The cell that names the programme of each row below such a head: under 정책과제, with the projects beside it.

    () where the first column is not headed with what a plan calls its parts, or does not name all rows.
    """
    head = read_head_of_passage(grid)
    if head is None or head.columns[1].role != "label":
        return ()
    groups = tuple(row[0] for row in grid[head.rows :])
    said = single_spaced(grid[0][0].text).partition(" ")[0]
    return groups if is_word("outline_word", said) and all(cell.text.strip() for cell in groups) else ()


def _holds_amounts(grid: Grid, column: int) -> bool:
    """Whether enough of what a column holds below its head are amounts; a name may begin with a number."""
    filled = [row[column] for row in grid[1:] if row[column].text.strip()]
    return sum(map(is_amount, filled)) > ENOUGH_VALUES * len(filled)
