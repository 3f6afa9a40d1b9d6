"""A table with years beside a head that is in doubt is told, unless the doubt is taken away or nothing says years."""

from __future__ import annotations

from extract.readers.recognised.scanned import Doubt, NumberDoubt
from extract.readers.recognised.told import told_of_cells
from plan.records.base import Place
from plan.records.document import Cell, Table

HEAD = ("구분", "’24년", "’25년", "2 이후")


def _end(at: int, row: int) -> tuple[float, float]:
    return 10.0 * at + 9, 10.0 * row + 9


def _told(head: tuple[str, ...], rule: NumberDoubt) -> list[tuple[str, str]]:
    cells = tuple(
        Cell(
            text=text,
            row=row,
            column=at,
            place=Place(
                page=1, table=0, row=row, column=at, box=(10.0 * at, 10.0 * row, 10.0 * at + 9, 10.0 * row + 9)
            ),
        )
        for row, texts in enumerate((head, ("예산", "10", "20", "30")))
        for at, text in enumerate(texts)
    )
    table = Table(rows=2, columns=4, cells=cells, place=Place(page=1, table=0))
    return [(part.rule, part.quote) for part in told_of_cells((table,), (Doubt(rule, head[3], 35.0, 5.0),))]


def test_a_head_in_doubt_beside_two_years_tells_of_its_table() -> None:
    assert _told(HEAD, "no-number") == [
        ("not-recognised", "2 이후"),
        ("table-not-understood", "’24년 | ’25년 | 2 이후"),
    ]


def test_a_year_in_turn_is_no_doubt_of_its_table() -> None:
    assert _told((*HEAD[:3], "’26년 이후"), "one-engine") == [("year-in-turn", "’26년 이후")]


def test_a_doubted_cell_beside_no_years_is_told_alone() -> None:
    assert _told(("구분", "가", "나", "2"), "no-number") == [("not-recognised", "2")]
