"""Labels whose last words a page break has parted from the first ones, as word processors print them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from msgspec.structs import replace

from extract.amounts import is_amount
from plan.forms import single_spaced, unspaced
from plan.grid import same_cell
from plan.patterns import lazy_pattern
from plan.records.document import Cell, JoinedText
from plan.records.printed import ExtractedPlan, YearTable
from plan.script import visible

UNIT = lazy_pattern(r"\([^()\d]{1,16}\)\s*$")  # 생존율(%)


class _Printed(NamedTuple):
    """How often a plan prints each text, and how it spells it, by its letters."""

    times: Counter[str]
    spelled: dict[str, str]


def with_labels_whole(extracted: ExtractedPlan) -> ExtractedPlan:
    """The plan with the labels of its year tables made whole that a page parts; both parts keep their places.

    The first row of a page says the rest of the last label before it: alone, where it has no values, or beside a label
    of its own, where two rows share the parted one. The plan must print the whole elsewhere, and the first part must
    not stand alone there as often; or the rest ends in the unit that the first part lacks. It is done when the
    witnesses have seen both parts where they stand.
    """
    tables = extracted.year_tables
    if not any(_parted(table) for table in tables):
        return extracted
    texts = [single_spaced(text) for text in (*(node.name for node in extracted.programs), *_labels_in(tables))]
    printed = _Printed(Counter(map(_letters, texts)), {_letters(text): text for text in reversed(texts)})
    joined: list[JoinedText] = []
    whole = tuple(_whole(table, printed, joined) for table in tables)
    return replace(extracted, year_tables=whole, joined=(*extracted.joined, *joined))


def _labels_in(tables: Iterable[YearTable]) -> Iterator[str]:
    """The texts of the first column, each merged cell once."""
    for table in tables:
        last: Cell | None = None
        for row in table.grid:
            if last is None or not same_cell(row[0], last):
                yield row[0].text
            last = row[0]


def _parted(table: YearTable) -> list[int]:
    """The rows with which a page goes on with a table below its head."""
    if len(table.pages) < 2 or table.transposed:
        return []
    body = list(enumerate(table.grid))[table.header_rows :]
    return [at for (_, above), (at, row) in pairwise(body) if _is_on_next_page(above[0], row[0])]


def _is_on_next_page(above: Cell, below: Cell) -> bool:
    pages = above.place.page, below.place.page
    return pages[0] is not None and pages[1] == pages[0] + 1


def _whole(table: YearTable, printed: _Printed, joined: list[JoinedText]) -> YearTable:
    """The table with its labels whole; what was joined is added to the list, once for each part."""
    grid = [list(row) for row in table.grid]
    for at in _parted(table):
        above, row = grid[at - 1], grid[at]
        if _are_words(above[0], row[0]) and _is_rest(above, row) and (text := _joined(above, row, printed)):
            parts = above[0], row[0]
            joined += [
                JoinedText(place=part.place, rule="label-over-page", printed=part.text, text=text) for part in parts
            ]
            _write(grid, parts, text)
    return replace(table, grid=tuple(map(tuple, grid)))


def _joined(above: Sequence[Cell], row: Sequence[Cell], printed: _Printed) -> str:
    """The whole label of which two rows have a part each, as the plan spells it; '' where nothing says that it is one.

    Words without values may end in the unit (명) that the label with values before them has not.
    """
    first, rest = above[0].text, row[0].text
    whole = _letters(first) + _letters(rest)
    if printed.times[whole] >= printed.times[_letters(first)] > 0:
        return printed.spelled[whole]
    is_unit = _is_bare(row) and UNIT.search(rest) is not None and UNIT.search(first) is None
    return f"{first}\n{rest}" if is_unit else ""


def _write(grid: Sequence[list[Cell]], parts: Sequence[Cell], text: str) -> None:
    """Put the text into all places of the parts."""
    for row in grid:
        if any(same_cell(row[0], part) for part in parts):
            row[0] = replace(row[0], text=text)


def _is_rest(above: Sequence[Cell], row: Sequence[Cell]) -> bool:
    """Whether a row below a page says nothing but the rest of a label, or has the other part of a shared one."""
    if _is_bare(row):
        return True
    return len(row) > 1 and _are_words(above[1], row[1]) and _letters(above[1].text) != _letters(row[1].text)


def _is_bare(row: Sequence[Cell]) -> bool:
    return not any(visible(cell.text).strip() for cell in row[1:])


def _are_words(*cells: Cell) -> bool:
    return all(visible(cell.text).strip() and not is_amount(cell) for cell in cells)


def _letters(text: str) -> str:
    return unspaced(visible(text))
