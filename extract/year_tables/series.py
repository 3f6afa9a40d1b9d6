"""What a head says that the years count: 사업비 over all of them, or several series side by side.

Several series (사업량 and 사업비, 목표 and 예산, 계 and who pays) stand under each year, or each over years of its own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from msgspec.structs import replace

from extract.vocabulary import is_word, meaning
from plan.grid import same_cell
from plan.patterns import lazy_pattern
from plan.records import Cell, Column, Measure
from plan.years import read_year

ROLES = ("year", "range", "total", "subtotal", "prior", "later", "baseline")
TIMED = ("year", "period", "ordinal_year", "total", "subtotal", "prior", "later")
ASIDE = lazy_pattern(r"[(\[].*?[)\]]")  # a unit behind the word: 사업비(백만원)


def with_series(columns: Sequence[Column], grid: Sequence[Sequence[Cell]], rows: int) -> tuple[Column, ...]:
    """The columns with the series they belong to, where every year is divided alike into different measures.

    A year that is divided into states of one measure (예산 and 집행) has no series, nor has one that is not divided:
    then one head over all years may say their measure.
    """
    if measure := _measure_over(columns, grid, rows):
        return tuple(replace(column, measure=measure) if column.role in ROLES else column for column in columns)
    heads = {column.column: _head(grid, rows, column) for column in columns if column.role in ROLES}
    by_year: dict[tuple[int | None, int | None], list[str]] = defaultdict(list)
    for column in columns:
        if column.role == "year":
            by_year[column.year, column.year_to].append(heads[column.column])
    divisions = {tuple(words) for words in by_year.values()}
    if len(divisions) != 1 or not _is_division(words := divisions.pop()):
        return tuple(columns)
    return tuple(_in_series(column, heads.get(column.column, ""), words) for column in columns)


def over_years(columns: Sequence[Column], grid: Sequence[Sequence[Cell]], rows: int) -> list[str]:
    """The texts of the head cells that reach over all year columns, from the top."""
    years = [column.column for column in columns if column.role == "year"]
    first = [row[years[0]] for row in grid[:rows]] if years else []
    over = [cell for cell, row in zip(first, grid, strict=False) if all(same_cell(row[year], cell) for year in years)]
    return list(dict.fromkeys(" ".join(cell.text.split()) for cell in over))


def _measure_over(columns: Sequence[Column], grid: Sequence[Sequence[Cell]], rows: int) -> Measure | None:
    """What the lowest head over all years counts, with or without a word before it (연차별 사업비)."""
    for head in reversed(over_years(columns, grid, rows)):
        word = _word(head)
        sense = meaning("series", word) or meaning("series", word.rpartition(" ")[2])
        if sense in ("target", "budget"):
            return "target" if sense == "target" else "budget"
    return None


def _head(grid: Sequence[Sequence[Cell]], rows: int, column: Column) -> str:
    """The lowest head cell of a column that names no time, with a unit that stands in a row of its own below it."""
    texts = list(dict.fromkeys(" ".join(grid[row][column.column].text.split()) for row in range(rows)))
    if len(texts) > 1 and not _word(texts[-1]):
        return f"{texts[-2]} {texts[-1]}"
    named = [text for text in texts[:-1] if names_series(text)]
    return named[-1] if named and read_year(texts[-1]).kind in TIMED else texts[-1]


def _word(head: str) -> str:
    return ASIDE.sub("", head).strip()


def _sense(head: str) -> str:
    """What a head under a year counts: ``target``, ``budget``, ``payer``, ``sum``, or '' for an unknown word."""
    return "payer" if is_word("funding", _word(head)) else meaning("series", _word(head))


def names_series(head: str) -> bool:
    """Whether a head says what is counted or who pays, with or without a unit behind it."""
    return bool(_sense(head))


def _is_division(words: Sequence[str]) -> bool:
    """Whether the heads under one year are different measures, or a budget and who pays it."""
    senses = [_sense(word) for word in words]
    if len(words) < 2 or len(set(words)) < len(words) or "" in senses:
        return False
    money = [sense for sense in senses if sense != "target"]
    return "payer" in money or (len(money) == 1 and money[0] == "budget" and len(senses) > 1)


def _in_series(column: Column, head: str, words: Sequence[str]) -> Column:
    if column.role not in ROLES or (head not in words and _sense(head) not in ("target", "budget", "payer")):
        return column
    measure: Measure = "target" if _sense(head) == "target" else "budget"
    return replace(column, series=head, measure=measure)
