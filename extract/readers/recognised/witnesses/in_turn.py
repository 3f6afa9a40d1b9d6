"""Years of a head as a witness of one beside them that not all engines read alike: years stand there in turn."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from extract.readers.inside import tables_in
from extract.readers.recognised.numbers import ONE_QUOTE, plain
from extract.readers.recognised.scanned import NumberDoubt
from extract.readers.recognised.witnesses.sums import WITNESSED
from plan.patterns import lazy_pattern
from plan.records.base import Place
from plan.records.document import Block, Cell

YEAR = lazy_pattern(rf"(?:{ONE_QUOTE}(?P<short>\d\d)|(?P<long>(?:19|20)\d\d))년?도?(?:이전|이후)?")
CENTURY = 2000  # of a short year in a head
BESIDE = ((-2, -1), (-1, 1), (1, 2))  # where the two certain years may stand that a doubted one goes on from


class _Headed(NamedTuple):
    cell: Cell
    year: int


def in_turn(blocks: Iterable[Block], doubted: Mapping[Place, NumberDoubt]) -> set[Place]:
    """The cells whose doubted year is the next one of two certain years beside it, or stands between two."""
    confirmed: set[Place] = set()
    for table in tables_in(blocks):
        cells = sorted(table.cells, key=_spot)
        for _, row in groupby(cells, key=_row):
            for run in _runs(list(row)):
                unsure = {one.cell.place for one in run if one.cell.place in doubted}
                confirmed |= {
                    one.cell.place
                    for at, one in enumerate(run)
                    if doubted.get(one.cell.place) in WITNESSED and _goes_on(run, at, unsure)
                }
    return confirmed


def _runs(row: Sequence[Cell]) -> list[list[_Headed]]:
    """The years of a row that stand side by side."""
    runs: list[list[_Headed]] = []
    last: Cell | None = None
    for cell in row:
        found = None if cell.blocks else YEAR.fullmatch(plain(cell.text))
        if found:
            if last is None or last.column + last.column_span != cell.column:
                runs.append([])
            short = found["short"]
            runs[-1].append(_Headed(cell, CENTURY + int(short) if short else int(found["long"])))
        last = cell if found else None
    return runs


def _goes_on(run: Sequence[_Headed], at: int, unsure: Collection[Place]) -> bool:
    for steps in BESIDE:
        others = [at + step for step in steps]
        if not all(0 <= other < len(run) and run[other].cell.place not in unsure for other in others):
            continue
        if all(run[other].year - run[at].year == step for other, step in zip(others, steps, strict=True)):
            return True
    return False


def _spot(cell: Cell) -> tuple[int, int]:
    return cell.row, cell.column


def _row(cell: Cell) -> int:
    return cell.row
