"""How far down the head of a year table reaches."""

from __future__ import annotations

from collections.abc import Sequence

from extract.vocabulary import is_word
from extract.year_tables.grid import Grid
from extract.year_tables.heads.cells import TIMES, VALUE
from extract.year_tables.series import divides_payers, names_series
from plan.grid import same_cell
from plan.records.document import Cell
from plan.years import YearReading, is_part_of_year, read_year

MAX_HEAD_ROWS = 6  # lines of a head; what goes on longer is no head


def head_rows(grid: Grid, year_row: int, readings: Sequence[YearReading]) -> int:
    """Head rows down to the last one under the years: 예산 / 집행, 목표 / 실적, 상반기 / 하반기, a unit."""
    times = [column for column, reading in enumerate(readings) if reading.kind in TIMES]
    labels = range(next(column for column, reading in enumerate(readings) if reading.kind != "text"))
    rows = year_row + 1
    while rows < min(MAX_HEAD_ROWS, len(grid)) and _goes_on(grid[rows - 1], grid[rows], times, labels):
        rows += 1
    return rows


def _goes_on(above: Sequence[Cell], row: Sequence[Cell], times: Sequence[int], labels: Sequence[int]) -> bool:
    """Whether a row is part of the head: its labels or years reach down from it, or all new in it are qualifiers."""
    new = [column for column, cell in enumerate(row) if not same_cell(cell, above[column])]
    if not new or (times and all(same_cell(row[column], above[column]) for column in times)):
        return True
    reaching = bool(labels) and all(same_cell(row[column], above[column]) for column in labels)
    texts = [row[column].text.strip() for column in new]
    if not reaching and _are_left_open(above, row, times, labels):
        return not any(_is_value(row[column].text.strip()) for column in times)
    if reaching:
        return any(texts) and not any(map(_is_value, texts))
    under = [row[column].text.strip() for column in new if column in times]
    if bool(under) and all(_divides_a_year(text) for text in under):
        return True
    return not any(map(VALUE.match, under)) and divides_payers(list(dict.fromkeys(under)))


def _are_left_open(above: Sequence[Cell], row: Sequence[Cell], times: Sequence[int], labels: Sequence[int]) -> bool:
    """Whether nothing stands below the heads of labels, and words divide each year, of more columns than one.

    So is a head that is not merged, or that a page parts: 사업명 | 2026년 over an empty cell | 목표 | 예산.
    """
    if not labels or any(row[column].text.strip() or not above[column].text.strip() for column in labels):
        return False
    return bool(times) and all(
        row[column].text.strip()
        and any(
            same_cell(above[column], above[at]) and not same_cell(row[column], row[at])
            for at in (column - 1, column + 1)
            if 0 <= at < len(row)
        )
        for column in times
    )


def _is_value(text: str) -> bool:
    return bool(VALUE.match(text)) and read_year(text).kind == "text" and not is_part_of_year(text)


def _divides_a_year(text: str) -> bool:
    """Whether a cell under a year names a state (예산), a part (상반기) or a series (사업비) of it."""
    said = any(is_word(kind, text.strip("()")) for kind in ("qualifier", "edition"))
    return said or is_word("part", text) or is_part_of_year(text) or names_series(text)
