"""Every number that decides says what it is for, and one that is moved shows in what is published."""

from __future__ import annotations

import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest

from benchmarks.thresholds import SUFFIXES, Threshold, change, documents_in, moved, thresholds
from tests.conftest import ROOT

SHAPE = ROOT / "fixtures" / "shapes" / "transposed" / "document.hwpx"
MEASURE = """
import sys
from pathlib import Path
from benchmarks.thresholds import Bench, Threshold

bench = Bench([Path(sys.argv[1])], seconds=60)
for value in (1, 60):
    ((_, documents, less, more),) = bench.measure([Threshold("normalize.cells.units", "MAX_LENGTH", value, "")])
    print(value, documents, any(less[:2]), any(more[:2]))
"""


def test_every_number_says_what_it_is_for() -> None:
    found = list(thresholds())
    assert {number.module.split(".")[0] for number in found} == {"extract", "normalize"}
    assert [f"{number.module} {number.name}" for number in found if not number.purpose] == []


@pytest.mark.parametrize(
    ("value", "less", "more"),
    [(2, 1, 3), (60, 48, 72), (0.5, 0.4, 0.6), (Decimal("0.5"), Decimal("0.4"), Decimal("0.6"))],
)
def test_a_number_is_moved_by_a_fifth_or_by_one(value: float, less: float, more: float) -> None:
    assert (moved(value, -1), moved(value, 1)) == (pytest.approx(less), pytest.approx(more))


def test_numbers_that_belong_together_are_moved_together() -> None:
    assert change(Threshold("a", "B", (10, 100), ""), 1).to == (12, 120)


def test_a_number_that_matters_shows_and_one_beside_it_does_not(tmp_path: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-c", MEASURE, str(SHAPE)], cwd=ROOT, capture_output=True, text=True, timeout=300, check=True
    )
    assert ran.stdout.splitlines() == ["1 1 True True", "60 1 False False"], ran.stderr


def test_documents_are_found_but_for_those_that_are_refused() -> None:
    found = documents_in([ROOT / "fixtures"])
    assert SHAPE in found and not any("refused" in path.parts for path in found)
    assert {path.suffix for path in found} <= {".hwp", ".hwpx", *(end for ends in SUFFIXES.values() for end in ends)}
