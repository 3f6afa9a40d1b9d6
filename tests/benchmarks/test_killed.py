"""A run killed at any instant leaves every plan's folder whole; ``benchmarks.kill`` does a hundred rounds of it."""

from __future__ import annotations

import os

import pytest

from benchmarks.kill import rounds, rounds_of_others

ROUNDS, DOCUMENTS = 4, 6


@pytest.mark.skipif(os.name == "nt", reason="SIGKILL is POSIX")
def test_killed_runs_leave_nothing_torn_and_the_next_run_puts_all_right() -> None:
    assert rounds(ROUNDS, seed=1, documents=DOCUMENTS).wrong == []


@pytest.mark.skipif(os.name == "nt", reason="SIGKILL is POSIX")
def test_killed_loads_exports_and_corrections_leave_the_older_output_or_the_new() -> None:
    kills = rounds_of_others(4, seed=1, documents=DOCUMENTS)
    assert kills.wrong == []
    assert kills.halfway["xlsx"] and kills.halfway["corrections"], "some are killed while they write"
