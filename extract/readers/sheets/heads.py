"""What heads each of several sheets: the name that a person gave it, or the first line that no other sheet has."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile, zip_longest
from typing import Literal

from extract.readers.sheets.areas import UNIT_SAID, Area, Line
from extract.sheet_names import is_said
from plan.forms import bare
from plan.patterns import lazy_pattern

Head = Literal["name"] | int | None  # the sheet's name, or the number of the part that is its first line
Parts = Sequence[Line | Area]
SEVERAL = 2  # sheets that are alike
DIGITS = lazy_pattern(r"\d+")
LONGEST = 31  # characters of a sheet's name
NUMBER = lazy_pattern(r"^[\W\d]+")  # in front of a heading


def heads_of(sheets: Sequence[tuple[str, Parts]]) -> list[Head]:
    """What heads each sheet: its name, which its first line may say again, or where none has one a line of its own."""
    several = sum(bool(parts) for _, parts in sheets) >= SEVERAL
    heads = [_by_name(name, parts, several=several) for name, parts in sheets]
    return heads if any(head is not None for head in heads) else _by_lines([parts for _, parts in sheets])


def _by_name(name: str, parts: Parts, *, several: bool) -> Head:
    if not parts or not is_said(name):
        return None
    first = _text(parts[0])
    if _is_name(first, name):
        return 0
    return "name" if several or bare(name) not in bare(first) else None


def _is_name(line: str, name: str) -> bool:
    """Whether a line says the name of its sheet, which may be cut short: behind the same number, or at its longest."""
    (number, said), (own_number, own) = (_parted(text) for text in (line, name))
    is_cut = (number == own_number != "") or len(name) == LONGEST
    return said == own or (is_cut and bool(own) and said.startswith(own))


def _parted(text: str) -> tuple[str, str]:
    """The digits in front of a heading, and its words."""
    found = NUMBER.match(text)
    return "".join(DIGITS.findall(found[0])) if found else "", bare(NUMBER.sub("", text))


def _by_lines(sheets: Sequence[Parts]) -> list[Head]:
    """The first lines that differ from sheet to sheet, where the sheets are forms of one kind: their tables are alike.

    What all of them say first is the title of the plan.
    """
    filled = [parts for parts in sheets if parts]
    tables = [next((part for part in parts if isinstance(part, Area)), None) for parts in filled]
    kinds = {_head_of(table) if table else () for table in tables}
    if len(filled) < SEVERAL or len(kinds) > 1 or () in kinds:
        return [None] * len(sheets)
    above = [[_text(part) for part in takewhile(lambda part: isinstance(part, Line), parts)] for parts in filled]
    for number, texts in enumerate(zip_longest(*above, fillvalue="")):
        said = {bare(DIGITS.sub("", text)) for text in texts}  # what only a year or a number tells apart is no name
        if len(said) == len(texts) and "" not in said:
            return [number if parts else None for parts in sheets]
        if len(said) > 1:
            break
    return [None] * len(sheets)


def _text(part: Line | Area) -> str:
    """The words of a line that is one cell alone and no line of units, or ''."""
    is_one = isinstance(part, Line) and len(part.cells) == 1
    return part.cells[0].text if is_one and not UNIT_SAID.search(part.cells[0].text) else ""


def _head_of(table: Area) -> tuple[str, ...]:
    """The words in the first row of a table."""
    return tuple(bare(cell.text) for cell in table.cells if cell.row == table.rows[0])
