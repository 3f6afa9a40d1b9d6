"""Several series side by side under each year: 사업량 and 사업비, 목표 and 예산, 계 and who pays."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from msgspec.structs import replace

from extract.vocabulary import is_word, meaning
from plan_patterns import lazy_pattern
from plan_records import Cell, Column, Measure

ROLES = ("year", "range", "total", "subtotal", "prior", "later", "baseline")
ASIDE = lazy_pattern(r"[(\[].*?[)\]]")  # a unit behind the word: 사업비(백만원)


def with_series(columns: Sequence[Column], grid: Sequence[Sequence[Cell]], rows: int) -> tuple[Column, ...]:
    """The columns with the series they belong to, where every year is divided alike into different measures.

    A year that is divided into states of one measure (예산 and 집행) has no series, nor has one that is not divided.
    """
    heads = {column.column: _head(grid, rows, column) for column in columns if column.role in ROLES}
    by_year: dict[tuple[int | None, int | None], list[str]] = defaultdict(list)
    for column in columns:
        if column.role == "year":
            by_year[column.year, column.year_to].append(heads[column.column])
    divisions = {tuple(words) for words in by_year.values()}
    if len(divisions) != 1 or not _is_division(words := divisions.pop()):
        return tuple(columns)
    return tuple(_in_series(column, heads.get(column.column, ""), words) for column in columns)


def _head(grid: Sequence[Sequence[Cell]], rows: int, column: Column) -> str:
    """The lowest head cell of a column, with a unit that stands in a row of its own below it."""
    texts = list(dict.fromkeys(" ".join(grid[row][column.column].text.split()) for row in range(rows)))
    if len(texts) > 1 and not _word(texts[-1]):
        return f"{texts[-2]} {texts[-1]}"
    return texts[-1]


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
