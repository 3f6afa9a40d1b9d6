"""The strategy of a programme as the card says it that names the programme: 분야 | 경제 beside 사업명 | 길 정비."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from extract.bars import LONGEST, is_strategy_label
from extract.outline.labelled import number_and_name
from extract.outline.lists.listed import Above, tables_in
from extract.vocabulary import is_word
from plan.forms import single_spaced
from plan.patterns import lazy_pattern
from plan.records.document import Block, Cell, Table
from plan.records.printed import ProgramNode

NAME = lazy_pattern(r"\p{Hangul}.*\p{Hangul}")
OTHERS = ("head_label", "name_label", "department_label", "number_label", "field_label", "describing_head", "section")


def parents_in_cards(blocks: Sequence[Block], nodes: Sequence[ProgramNode]) -> dict[str, Above]:
    """What the cards say of the programmes that stand under no heading, by their numbers."""
    alone = {node.place: node for node in nodes if node.level == "program" and node.name and not node.parent_no}
    found: dict[str, Above] = {}
    for table in tables_in(blocks) if alone else ():
        named = [alone[cell.place] for cell in table.cells if cell.place in alone]
        said = list(_strategies(table)) if len(named) == 1 else []
        if len(said) == 1:
            found[named[0].no] = said[0]
    return found


def _strategies(table: Table) -> Iterator[Above]:
    cells = sorted((cell for cell in table.cells if cell.text.strip()), key=lambda cell: (cell.row, cell.column))
    for label, beside in pairwise(cells):
        if label.row == beside.row and is_strategy_label(single_spaced(label.text)) and _may_be_name(beside):
            yield Above(number_and_name(single_spaced(beside.text), beside.place)[1], "", beside.place)


def _may_be_name(cell: Cell) -> bool:
    text = single_spaced(cell.text)
    return len(text) <= LONGEST and NAME.search(text) is not None and not any(is_word(kind, text) for kind in OTHERS)
