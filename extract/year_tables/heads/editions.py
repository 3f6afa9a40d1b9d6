"""Columns of two versions of one plan: 당초 and 변경 over the years or under one, ’22~’26 beside ’23~’27."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from extract.amounts import is_amount, plain_number
from extract.vocabulary import has_word
from extract.year_tables.grid import Grid
from extract.year_tables.states import edition_in
from plan.grid import Key, cell_key
from plan.records.printed import Column
from plan.records.values import ColumnRole, ColumnRule
from plan.years import find_years, read_year

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
    unsure = {at for same in _twice(timed).values() for at in _added_to_one_time(same, grid, rows)}
    rules: dict[int, ColumnRule] = dict.fromkeys(older, "superseded-edition")
    rules |= dict.fromkeys(unsure, "year-not-read")
    return [
        replace(c, role="note", year=None, year_to=None, state="", rule=rules[c.column]) if c.column in rules else c
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


def _twice(timed: Sequence[Column]) -> dict[Time, list[Column]]:
    """The columns of each time that has more than one."""
    by_time: dict[Time, list[Column]] = defaultdict(list)
    for column in timed:
        by_time[column.role, column.year, column.year_to].append(column)
    return {time: same for time, same in by_time.items() if len(same) > 1}


def _added_to_one_time(same: Sequence[Column], grid: Grid, rows: int) -> Iterator[int]:
    """The columns of a year, none of which is its whole budget: the supplementary one says only what it adds.

    Its head says so (추경 증액분), or it is less than the budget that it comes on top of: 당초 310 | 추경 42.
    """
    added = [column for column in same if _is_supplementary(column, grid[:rows])]
    others = [column for column in same if column not in added]
    if len(added) != 1 or not others or any(_is_sum(column, grid[:rows]) for column in others):
        return
    heads = [row[added[0].column].text for row in grid[:rows]]
    is_said = any(has_word("increment", text) for text in heads)
    pairs = [(plain_number(row[added[0].column]), plain_number(row[others[-1].column])) for row in grid[rows:]]
    if is_said or any(own is not None and before is not None and own < before for own, before in pairs):
        yield from (column.column for column in same)


def _is_supplementary(column: Column, head: Grid) -> bool:
    return any(has_word("supplementary", row[column.column].text) for row in head)


def _is_sum(column: Column, head: Grid) -> bool:
    return any(read_year(row[column.column].text).kind in ("total", "subtotal") for row in head)


def _older_of_one_time(timed: Sequence[Column], grid: Grid, rows: int) -> Iterator[int]:
    """The columns of a year but for the latest filled version of it, where others stand beside them."""
    twice = _twice(timed)
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
