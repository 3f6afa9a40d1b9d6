"""Columns of two versions of one plan: 당초 and 변경 over the years or under one, ’22~’26 beside ’23~’27."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from extract.amounts import is_amount
from extract.year_tables.grid import Grid
from extract.year_tables.states import edition_in
from plan.grid import Key, cell_key
from plan.records.printed import Column
from plan.records.values import ColumnRole
from plan.years import find_years

VERSIONED = ("year", "range", "total", "subtotal", "prior", "later")  # roles of which each version has its own column
FEWEST_YEARS = 2  # years beside those that have two versions; two versions of one year alone are a comparison
Rank = tuple[int, ...]
Time = tuple[ColumnRole, int | None, int | None]


def version_over(text: str) -> Rank | None:
    """How late the version is that a head names, by its word (변경) or by the span of years that it plans."""
    found = edition_in(text)
    if found is not None:
        return (found.rank,) if not found.rest else None
    readings = find_years(text)
    only = readings[0] if len(readings) == 1 else None
    if only is None or only.kind != "period" or only.year is None or only.year_to is None:
        return None
    return (only.year, only.year_to)


def are_versions(heads: Sequence[str]) -> bool:
    """Whether heads side by side are versions of one thing, each later than another: 당초 | 변경."""
    ranks = [rank for head in heads if (rank := version_over(head)) is not None]
    return len(ranks) == len(heads) and len(set(ranks)) == len(ranks) > 1 and len({len(rank) for rank in ranks}) == 1


def without_older(columns: Sequence[Column], grid: Grid, rows: int) -> list[Column]:
    """The columns, those of a version that a later one replaces as none of the plan.

    Over several years a version goes as a whole; under one year, only where the table holds other years besides.
    """
    timed = [column for column in columns if column.role in VERSIONED]
    older = {*_older_groups(timed, grid, rows), *_older_of_one_time(timed, grid, rows)}
    return [
        replace(c, role="note", year=None, year_to=None, state="", rule="superseded-edition")
        if c.column in older
        else c
        for c in columns
    ]


def _older_groups(timed: Sequence[Column], grid: Grid, rows: int) -> Iterator[int]:
    """The columns under all versions but the last that is filled, where each stands over several columns."""
    for row in grid[:rows]:
        groups: dict[Key, list[int]] = defaultdict(list)
        texts: dict[Key, str] = {}
        for column in timed:
            key = cell_key(row[column.column])
            groups[key].append(column.column)
            texts[key] = row[column.column].text
        wide = [key for key, members in groups.items() if len(members) > 1]
        if len(wide) < FEWEST_YEARS or not are_versions([texts[key] for key in wide]):
            continue
        filled = [key for key in wide if _holds_amounts(grid[rows:], groups[key])]
        last = max(filled, key=lambda key: version_over(texts[key]) or (), default=None)
        if last is not None:
            yield from (at for key in wide if key != last for at in groups[key])


def _older_of_one_time(timed: Sequence[Column], grid: Grid, rows: int) -> Iterator[int]:
    """The columns of a year but for the latest filled version of it, where others stand beside them."""
    by_time: dict[Time, list[Column]] = defaultdict(list)
    for column in timed:
        by_time[column.role, column.year, column.year_to].append(column)
    twice = {time: same for time, same in by_time.items() if len(same) > 1}
    ranks = {time: [_rank_under(column, grid[:rows]) for column in same] for time, same in twice.items()}
    if not ranks or any(None in found or len(set(found)) < len(found) for found in ranks.values()):
        return
    years = {column.year for column in timed if column.role == "year"}
    single = years - {year for role, year, _ in twice if role == "year"}
    if len(years) < FEWEST_YEARS or 0 < len(single) < FEWEST_YEARS:
        return
    for time, same in twice.items():
        ranked = zip(ranks[time], same, strict=True)
        filled = [(rank or 0, column) for rank, column in ranked if _holds_amounts(grid[rows:], [column.column])]
        if filled:
            last = max(filled, key=lambda pair: pair[0])[1]
            yield from (column.column for column in same if column.column != last.column)


def _rank_under(column: Column, head: Grid) -> int | None:
    """How late the version of a column is by the lowest head that says one, or by what stands beside its year."""
    for text in (*(row[column.column].text for row in reversed(head)), column.qualifier):
        found = edition_in(text)
        if found is not None and (found.is_sure or find_years(found.rest)):
            return found.rank
    return None


def _holds_amounts(body: Grid, columns: Sequence[int]) -> bool:
    return any(is_amount(row[at]) for row in body for at in columns)
