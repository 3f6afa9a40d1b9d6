"""Words of narrow cells that are written downwards, a syllable on each line, are words again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import regex
from msgspec.structs import replace

from plan.patterns import lazy_pattern
from plan.records.document import Block, Cell, Table
from plan.script import CLOSING, OPENING

FEWEST = 3  # lines of one character; two may be two words: 국 over 비, 남 over 여
DOWN = lazy_pattern(rf"(?m)^\p{{Hangul}}(?:\n[\p{{Hangul}}{OPENING}{CLOSING}]){{{FEWEST - 1},}}$")
DIGIT = lazy_pattern(r"\d")


def with_words_across(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with such words on one line; where a cell beside has lines with numbers, each line may be a row."""
    return [_across(block) if isinstance(block, Table) else block for block in blocks]


def _across(table: Table) -> Table:
    down = [cell for cell in table.cells if "\n" in cell.text and DOWN.search(cell.text)]
    inner = any(cell.blocks for cell in table.cells)
    if not down and not inner:
        return table
    return replace(table, cells=tuple(_cell(cell, table.cells, down) for cell in table.cells))


def _cell(cell: Cell, cells: Iterable[Cell], down: Sequence[Cell]) -> Cell:
    if cell.blocks:
        cell = replace(cell, blocks=tuple(with_words_across(cell.blocks)))
    if cell not in down or any(_has_lines_of_numbers(other) for other in cells if _is_beside(other, cell)):
        return cell
    return replace(cell, text=DOWN.sub(_on_one_line, cell.text))


def _on_one_line(found: regex.Match[str]) -> str:
    return found[0].replace("\n", "")


def _is_beside(other: Cell, cell: Cell) -> bool:
    return other.row < cell.row + cell.row_span and cell.row < other.row + other.row_span


def _has_lines_of_numbers(cell: Cell) -> bool:
    return sum(DIGIT.search(line) is not None for line in cell.text.splitlines()) > 1
