"""The cells of a document without what is covered, and what is told of them and of struck ones."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from extract.readers.line_layout.front import Front
from extract.readers.seen import covered_at
from plan.records.document import Block, Cell, Damage, Table
from plan.script import COVERED

STRUCK = ("글자 위에 줄이 그려져 있습니다.", "A stroke is drawn through it.")
OVER_TABLE = ("어느 칸을 가리는지는 알 수 없습니다.", "It is not known which cells it hides.")


def without_covered(
    blocks: Sequence[Block], damage: Sequence[Damage], front: Front
) -> tuple[Sequence[Block], Sequence[Damage]]:
    """The blocks with marks in the place of what is covered, and the damage with what is told of what lies in front."""
    if not (front.covered or front.struck or front.unsure):
        return blocks, damage
    told: list[Damage] = []
    shown = [_block(block, front, told) for block in blocks]
    covered = {part.place for part in told if part.rule == "covered-text"}
    return shown, [*[part for part in damage if part.place not in covered], *told]


def _block(block: Block, front: Front, told: list[Damage]) -> Block:
    if not isinstance(block, Table):
        return block
    number = block.place.table or 0
    if number in front.unsure:
        ko, en = OVER_TABLE
        told.append(Damage(rule="drawn-over-table", place=block.place, reason_ko=ko, reason_en=en))
    return replace(block, cells=tuple(_cells(block.cells, number, front, told)))


def _cells(cells: Iterable[Cell], table: int, front: Front, told: list[Damage]) -> Iterator[Cell]:
    for cell in cells:
        position = table, cell.row, cell.column
        if position in front.covered:
            told.append(covered_at(cell.place))
            yield replace(cell, text=COVERED)
        elif position in front.struck:
            ko, en = STRUCK
            told.append(Damage(rule="not-as-seen", place=cell.place, reason_ko=ko, reason_en=en, quote=cell.text))
            yield cell
        elif cell.blocks:
            yield replace(cell, blocks=tuple(_block(block, front, told) for block in cell.blocks))
        else:
            yield cell
