"""Headings whose number and name stand alone among the empty cells that strips and fields of colour leave on a page."""

from __future__ import annotations

from extract.vocabulary import is_word
from plan.patterns import lazy_pattern
from plan.records.document import Cell, Table
from plan.script import BOXED, IN_CIRCLES, ROMAN

MOST_TEXTS = 3  # of many cells that only colour is in: the number, the name and a remark such as 신규
ORDINAL = lazy_pattern(rf"\d{{1,2}}|[{BOXED}{IN_CIRCLES}]|{ROMAN}")
HANGUL = lazy_pattern(r"\p{Hangul}{2}")


def banner_of(table: Table) -> tuple[Cell, Cell] | None:
    """The number and the name of a table that is a heading."""
    filled = [cell for cell in table.cells if cell.blocks or cell.text.strip()]
    is_sparse = 1 < len(filled) <= MOST_TEXTS and len(table.cells) > 2 * len(filled)
    if not is_sparse or any(cell.blocks for cell in filled):
        return None
    numbers = [cell for cell in filled if ORDINAL.fullmatch(cell.text.strip())]
    names = [cell for cell in filled if cell not in numbers and not is_word("remark_word", cell.text)]
    return (numbers[0], names[0]) if len(numbers) == len(names) == 1 and HANGUL.search(names[0].text) else None


def is_striped_banner(table: Table) -> bool:
    """Whether it is one with strips of colour above and below its line; a row of a table may lack its values too."""
    banner = banner_of(table)
    return banner is not None and all(cell.row > 0 and cell.row + cell.row_span < table.rows for cell in banner)
