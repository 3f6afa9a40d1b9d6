"""A small archive through the batch: looked at first, shared out, and stopped at random instants."""

from __future__ import annotations

import random
import sys
from pathlib import Path

import pytest

from benchmarks.archive.__main__ import killed, shared, triage
from benchmarks.archive.documents import FATED, archive, in_every_format
from benchmarks.plans.run import WRITERS


def test_an_archive_is_the_same_for_the_same_seed(tmp_path: Path) -> None:
    first, second = (archive(tmp_path / name, 12, 5) for name in ("first", "second"))
    content = [{path.name: path.read_bytes() for path in folder.iterdir()} for folder in (first, second)]
    assert content[0] == content[1]
    assert {path.stem.rpartition("-")[2] for path in first.iterdir()} >= {"plan", "letter"}


def test_the_first_look_turns_no_plan_away(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    documents = archive(tmp_path / "documents", 24, 5)
    assert triage(sorted(documents.iterdir())) == 0
    assert "turned away: no-year-table" in capsys.readouterr().out


def test_the_first_look_turns_no_plan_away_in_any_format(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert triage(in_every_format(tmp_path, 2, 5)) == 0
    assert f"'passes': {2 * len(WRITERS)}" in capsys.readouterr().out
    assert not list(tmp_path.iterdir())


def _without_fates(documents: Path) -> Path:
    """The documents at which no reader dies or hangs; tests/gongpyo/batch/test_archive.py has those."""
    for path in documents.iterdir():
        if path.stem.rpartition("-")[2] in FATED:
            path.unlink()
    return documents


def test_readers_and_shards_leave_the_same_store(tmp_path: Path) -> None:
    assert shared(_without_fates(archive(tmp_path / "documents", 12, 5)), tmp_path) == 0


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL")
def test_a_run_that_was_killed_goes_on_to_the_same_store(tmp_path: Path) -> None:
    assert killed(_without_fates(archive(tmp_path / "documents", 8, 5)), tmp_path, 3, random.Random(5), ()) == 0
