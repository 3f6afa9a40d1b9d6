"""Large tables are read whole, and four times the rows are four times the work."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.designed.run import WRITERS
from benchmarks.large import Kind, document, kind_of, run
from extract.readers.pdf import third_witness
from gongpyo.pipeline import read_plan
from tests.benchmarks.growth.calls import calls_of

FEW, TIMES = 40, 4
MOST = 1.2 * TIMES  # times the work; what grows with the square of rows or pages is 16 times
FORMS = pytest.mark.parametrize("form", WRITERS)


@FORMS
def test_the_command_line_publishes_every_number_of_a_long_table(form: str, tmp_path: Path) -> None:
    ended = run(Kind(form, 2 * FEW, 6), tmp_path)
    assert (ended.code, ended.right) == (0, 2 * FEW * 6)
    assert ended.peak > 0


@FORMS
def test_four_times_the_rows_are_four_times_the_work(form: str, tmp_path: Path) -> None:
    few, many = (_written(Kind(form, rows, 5), tmp_path) for rows in (FEW, TIMES * FEW))

    def work(path: Path) -> int:
        return calls_of(lambda: read_plan(path))

    work(few)  # what is imported and kept at first
    assert work(many) < MOST * work(few)


def test_whoever_waits_is_told_of_each_page_that_is_looked_at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[None] = []
    monkeypatch.setattr(third_witness, "step", lambda: told.append(None))
    plan = read_plan(_written(Kind("pdf", TIMES * FEW, 5), tmp_path))
    assert len(told) == len({page for table in plan.year_tables for page in table.pages}) > 1


def test_a_kind_is_asked_for_by_its_name() -> None:
    assert kind_of("pdf-2000x5") == Kind("pdf", 2_000, 5)
    assert kind_of("pdf-2000x5").name == "pdf-2000x5"


def _written(kind: Kind, folder: Path) -> Path:
    path = folder / f"{kind.name}.{kind.form}"
    path.write_bytes(WRITERS[kind.form](document(kind)))
    return path
