"""1,600 damaged copies of small documents: the same values, a refusal or a mark, and nothing else.

``make fuzz`` tries more of them and larger documents; ``benchmarks.fuzz.mutants.py`` has the kinds of damage.
"""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from benchmarks.fuzz.__main__ import reader_of, reading, run
from benchmarks.fuzz.mutants import kinds_of, mutant
from benchmarks.fuzz.oracle import is_bad, outcome
from tests.conftest import ROOT

SHAPES = ROOT / "fixtures" / "shapes"
GROUPS = {
    "hwp": (["nested/document.hwp", "merged-values/document.hwp"], 300),
    "hwpx": (["nested/document.hwpx", "several-years/document.hwpx"], 300),
    "hml": (["nested/document.hml"], 100),
    "pdf": (["nested/document.pdf", "open-sides/document.pdf"], 150),
    "xlsx": (["several-years/document.xlsx"], 200),
    "ods": (["merged-values/document.ods"], 200),
    "odt": (["nested/document.odt"], 200),
}
CASES = [(name, count) for names, count in GROUPS.values() for name in names]
FOUND = sorted((ROOT / "tests" / "damaged").glob("*"))


@pytest.mark.parametrize(("name", "count"), CASES, ids=[name for name, _ in CASES])
def test_a_damaged_copy_has_the_same_values_or_is_refused_or_marked(name: str, count: int) -> None:
    found = run(SHAPES / name, count).outcomes
    bad = {result: number for result, number in found.items() if is_bad(result)}
    assert bad == {} and found.total() == count
    assert found["same"] < count and any(result.startswith("refused") for result in found), "the damage does something"


@pytest.mark.parametrize("suffix", GROUPS)
def test_damage_is_the_same_for_the_same_seed_and_differs_between_seeds(suffix: str) -> None:
    content = (SHAPES / GROUPS[suffix][0][0]).read_bytes()
    for kind in kinds_of(content):
        copies = [mutant(content, kind, seed).data for seed in range(12)]
        assert copies == [mutant(content, kind, seed).data for seed in range(12)]
        assert len(Counter(copies)) > 3 and any(copy != content for copy in copies)


@pytest.mark.parametrize("path", FOUND, ids=lambda path: path.name)
def test_what_fuzzing_has_found_stays_mended(path: Path, tmp_path: Path) -> None:
    """A file is named for its undamaged document, its damage and what was wrong: ``nested.fat-12.crash.hwp``."""
    whole = reading(SHAPES / path.name.partition(".")[0] / f"document{path.suffix}")
    assert not is_bad(outcome(reader_of(tmp_path, path.suffix), path.read_bytes(), whole))


@pytest.mark.parametrize("suffix", [suffix for suffix in GROUPS if suffix != "hml"])  # nothing in one proves its tables
def test_most_copies_whose_tables_are_untouched_are_read(suffix: str) -> None:
    found = run(SHAPES / GROUPS[suffix][0][0], 120, looks_twice=True)
    assert found.untouched.total() > 20, "the second reading reads"
    assert found.read >= 0.6 * found.untouched.total()


ALONE = """
import sys
import benchmarks.fuzz.mutants, benchmarks.fuzz.oracle, benchmarks.fuzz.untouched
print(*(name for name, module in sys.modules.items() if str(getattr(module, "__file__", "")).startswith({root!r})))
"""


def test_what_others_take_of_it_needs_one_more_file_of_ours() -> None:
    """As ``benchmarks/fuzz/README.md`` says."""
    done = subprocess.run(
        [sys.executable, "-c", ALONE.format(root=f"{ROOT}/")],
        cwd=ROOT, capture_output=True, text=True, check=True, timeout=120,
    )  # fmt: skip
    ours = {name for name in done.stdout.split() if name.startswith(("benchmarks", "fixtures"))}
    parts = {f"benchmarks.fuzz.{name}" for name in ("hwp_records", "mutants", "oracle", "pictures", "untouched")}
    assert parts <= ours <= parts | {
        "benchmarks", "benchmarks.fuzz", "fixtures", "fixtures.make", "fixtures.make.compound_file",
    }  # fmt: skip
    assert not {name.partition(".")[0] for name in done.stdout.split()} & {"extract", "gongpyo", "normalize", "plan"}
