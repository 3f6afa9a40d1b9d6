"""Whatever rule of a year table is missing: its values are published as they stand, or a finding tells of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongpyo.pipeline import read_plan
from tests.extract.readers.test_pdf import _pdf

HEAD = ("Item", "2024", "2025", "2026", "2027")
ROWS = (("A", "10", "21", "33", "45"), ("B", "1,000", "1,100", "1,250", "1,300"), ("C", "410", "470", "530", "590"))
WIDTH, HEIGHT, LEFT, TOP = 90, 24, 72, 700
Side = tuple[str, int, int]  # across or down, its place, and which part of it
TOLD_OF_ALL = {"unit-missing", "title-uncertain"}
TRUE = {
    (row[0], int(year), value.replace(",", "")) for row in ROWS for year, value in zip(HEAD[1:], row[1:], strict=True)
}


def _across(*rows: int, columns: range = range(5)) -> set[Side]:
    return {("across", row, column) for row in rows for column in columns}


def _down(*columns: int, rows: range = range(4)) -> set[Side]:
    return {("down", column, row) for column in columns for row in rows}


def _page(missing: set[Side]) -> bytes:
    lines = [f"BT /F3 10 Tf {LEFT} {TOP + HEIGHT + 6} Td (AB) Tj ET"]  # 목표
    for _, row, column in sorted(_across(*range(5)) - missing):
        y, x = TOP - HEIGHT * row, LEFT + WIDTH * column
        lines.append(f"{x} {y} m {x + WIDTH} {y} l S")
    for _, column, row in sorted(_down(*range(6)) - missing):
        y, x = TOP - HEIGHT * row, LEFT + WIDTH * column
        lines.append(f"{x} {y} m {x} {y - HEIGHT} l S")
    lines += [
        f"BT /F1 10 Tf {LEFT + WIDTH * column + 6} {TOP - HEIGHT * row - 16} Td ({text}) Tj ET"
        for row, texts in enumerate((HEAD, *ROWS))
        for column, text in enumerate(texts)
    ]
    return "\n".join(lines).encode()


def _published(path: Path) -> tuple[set[tuple[str, int | None, str]], set[str]]:
    plan = read_plan(path)
    names = {(i.program_no, i.measure, i.indicator_no): i.name for i in plan.indicators}
    rows = {
        (names[o.program_no, o.measure, o.indicator_no], o.year, str(o.value))
        for o in plan.observations
        if o.value is not None
    }
    return rows, {found.rule for found in plan.findings} - TOLD_OF_ALL


READ = {
    "none": set[Side](),
    "behind the labels": _down(1),
    "between two years": _down(3),
    "behind the labels and between years": _down(1, 2),
    "all inside, down": _down(1, 2, 3, 4),
    "all, down": _down(*range(6)),
    "under the head": _across(1),
    "under the head and behind the labels": _across(1) | _down(1),
    "under the label of the head": _across(1, columns=range(1)),
    "between all rows": _across(1, 2, 3),
    "round the head": _across(0) | _down(*range(6), rows=range(1)),
    "round all rows": _across(2, 3) | _down(*range(6), rows=range(1, 4)),
    "all": _across(*range(5)) | _down(*range(6)),
    "under a label": _across(2, columns=range(1)),  # each stands in the middle of its row
}
TOLD = {
    "behind a label": _down(1, rows=range(1, 2)),
    "between two years of the head": _down(2, rows=range(1)),
    "between two values": _down(3, rows=range(2, 3)),
    "behind all labels but the head's": _down(1, rows=range(1, 4)),
    "under a year": _across(1, columns=range(2, 3)),
    "between two rows": _across(2),
    "under a value": _across(3, columns=range(2, 3)),
}


@pytest.mark.parametrize("missing", READ.values(), ids=READ)
def test_a_table_is_read_without_a_rule_that_its_words_replace(missing: set[Side], tmp_path: Path) -> None:
    path = tmp_path / "plan.pdf"
    path.write_bytes(_pdf(_page(missing)))
    assert _published(path) == (TRUE, set())


@pytest.mark.parametrize("missing", TOLD.values(), ids=TOLD)
def test_a_rule_that_its_words_do_not_replace_is_told(missing: set[Side], tmp_path: Path) -> None:
    path = tmp_path / "plan.pdf"
    path.write_bytes(_pdf(_page(missing)))
    rows, told = _published(path)
    assert told and rows != TRUE
