"""1,500 damaged copies of small documents: the same values, a refusal or a mark, and nothing else.

``make fuzz`` tries more of them and larger documents; ``benchmarks/mutants.py`` has the kinds of damage.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from benchmarks.fuzz import BAD, outcome, reference, run
from benchmarks.mutants import kinds_of, mutant
from tests.conftest import ROOT

SHAPES = ROOT / "fixtures" / "shapes"
GROUPS = {
    "hwp": (["nested/document.hwp", "merged-values/document.hwp"], 300),
    "hwpx": (["nested/document.hwpx", "several-years/document.hwpx"], 300),
    "pdf": (["nested/document.pdf", "open-sides/document.pdf"], 150),
}
CASES = [(name, count) for names, count in GROUPS.values() for name in names]
FOUND = sorted((ROOT / "tests" / "damaged").glob("*"))


@pytest.mark.parametrize(("name", "count"), CASES, ids=[name for name, _ in CASES])
def test_a_damaged_copy_has_the_same_values_or_is_refused_or_marked(name: str, count: int) -> None:
    found = run(SHAPES / name, count)
    bad = {result: number for result, number in found.items() if result.partition(" ")[0] in BAD}
    assert bad == {} and found.total() == count
    assert found["same"] < count and any(result.startswith("refused") for result in found), "the damage does something"


@pytest.mark.parametrize("suffix", ["hwp", "hwpx", "pdf"])
def test_damage_is_the_same_for_the_same_seed_and_differs_between_seeds(suffix: str) -> None:
    content = (SHAPES / "nested" / f"document.{suffix}").read_bytes()
    for kind in kinds_of(content):
        copies = [mutant(content, kind, seed).data for seed in range(12)]
        assert copies == [mutant(content, kind, seed).data for seed in range(12)]
        assert len(Counter(copies)) > 3 and any(copy != content for copy in copies)


@pytest.mark.parametrize("path", FOUND, ids=lambda path: path.name)
def test_what_fuzzing_has_found_stays_mended(path: Path) -> None:
    """A file is named for its undamaged document, its damage and what was wrong: ``nested.fat-12.crash.hwp``."""
    whole = reference(SHAPES / path.name.partition(".")[0] / f"document{path.suffix}")
    assert outcome(path, whole).partition(" ")[0] not in BAD
