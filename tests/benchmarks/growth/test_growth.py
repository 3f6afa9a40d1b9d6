"""Four times as many of a thing are four times the work, whatever it is of which a document has many."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.growth.__main__ import Cost, written
from benchmarks.growth.kinds import KINDS, name_of
from gongpyo.pipeline import convert
from tests.benchmarks.growth.calls import calls_of

FEW, TIMES = 20, 4
MOST = 1.2 * TIMES  # times the work; what grows with the square of a thing is 16 times
LINEAR = (
    "programs", "equal_programs", "headings", "paragraphs", "findings", "captions", "rows", "equal_rows", "chart",
    "merged", "notes", "nested", "long_cells", "ditto",
)  # fmt: skip


@pytest.mark.parametrize("name", LINEAR)
def test_four_times_as_many_are_four_times_the_work(name: str, tmp_path: Path) -> None:
    few, many = (written(KINDS[f"{name}.hwpx"], count, tmp_path) for count in (FEW, TIMES * FEW))

    def work(path: Path, out: str) -> int:
        return calls_of(lambda: convert(path, tmp_path / out, single_read=True))

    work(few, "first")  # what is imported and kept at first
    assert work(many, "many") < MOST * work(few, "few")


def test_each_name_is_another() -> None:
    assert len({name_of(number) for number in range(10_000)}) == 10_000


def test_growth_is_what_one_more_costs_where_there_are_many() -> None:
    kind = KINDS["pages.hwpx"]
    linear, squares = (Cost(kind, spent, (1.0, 2.0, 3.0)) for spent in ((1.0, 10.0, 50.0), (1.0, 100.0, 2500.0)))
    assert (linear.each, linear.growth) == ((1.0, 1.0), 1.0)
    assert squares.growth == pytest.approx(60 / 11)
    assert linear.line().split() == [
        "pages.hwpx", "1.00", "10.00", "50.00", "1000.000", "1000.000", "1.00", "1", "2", "3"
    ]  # fmt: skip
