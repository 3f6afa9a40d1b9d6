"""What the card that defines an indicator says above its years: 지표명 | 이용률 | 단위 | %."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

from extract.vocabulary import is_word, meaning
from extract.year_tables.grid import Grid
from extract.year_tables.heads.cells import set_of
from plan.forms import bare, single_spaced
from plan.grid import same_cell
from plan.patterns import lazy_pattern

NAME = lazy_pattern(r"\p{Hangul}.*\p{Hangul}")
LONGEST_UNIT = 10  # characters of a unit in its cell


class Defined(NamedTuple):
    """The name and the unit of an indicator and the programme that it is of; '' for what its card does not say."""

    name: str
    unit: str
    program: str = ""


def defined_above(grid: Grid, head_rows: int) -> Defined:
    """What the rows above the years say of one indicator, if they say its unit or how it is measured too (산출식)."""
    name, unit, program, measured = "", "", "", False
    for row in grid[: head_rows - 1]:
        cells = set_of(row)
        for label, beside in pairwise(cells):
            if any(same_cell(label, cell) for cell in grid[head_rows - 1]):
                continue
            said, text = single_spaced(label.text), single_spaced(beside.text)
            measured = measured or meaning("describing_head", said) == "measure"
            if is_word("defined_label", said) and NAME.search(text):
                name = name or text
            elif is_word("unit_head", said) and text and len(text) <= LONGEST_UNIT and bare(text) != bare(said):
                unit = unit or text
            elif is_word("defined_of_label", said) and NAME.search(text):
                program = program or text
    return Defined(name, unit, program) if name and (measured or unit) else Defined("", "")
