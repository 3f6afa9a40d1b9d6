"""What was done to a table is known, and so is what a person reads in it; independent readers read the same cells."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks import witness
from benchmarks.hangul.mutants import CHANGES, outcome
from benchmarks.hangul.reading import SILENT
from fixtures.make.hwp_file import hwp_file
from fixtures.make.small_documents import ROWS, grid_document
from gongpyo.pipeline import read_tables

SHAPES = Path(__file__).resolve().parents[3] / "fixtures" / "shapes"


@pytest.mark.parametrize("suffix", ["hwpx", "hwp"])
@pytest.mark.parametrize("seed", range(3 * len(CHANGES)))
def test_no_mutant_is_published_otherwise_than_it_is_read(seed: int, suffix: str, tmp_path: Path) -> None:
    name, end, why = outcome(seed, suffix, tmp_path)
    assert end not in SILENT, f"{name}: {why}"


@pytest.mark.parametrize("name", ["nested/document.hwpx", "nested/document.hwp", "merged-values/document.hwp"])
def test_independent_readers_read_the_same_cells(name: str) -> None:
    path = SHAPES / name
    assert list(witness.differences(path, read_tables(path))) == []


def test_a_cell_that_another_reads_otherwise_is_told(tmp_path: Path) -> None:
    path, other = tmp_path / "plan.hwp", tmp_path / "other.hwp"
    path.write_bytes(hwp_file(grid_document(ROWS)))
    other.write_bytes(hwp_file(grid_document((*ROWS[:3], ("사업비(백만원)", "2,000", "411", "470", "530", "590")))))
    assert [line for line in witness.differences(other, read_tables(path)) if "'410' read as '411'" in line]
