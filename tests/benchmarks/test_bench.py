"""What is measured of a process beside its time."""

from __future__ import annotations

import shutil
import sys

import pytest

from benchmarks.bench import Cost, Job, _rows, instructions_of


@pytest.mark.skipif(shutil.which("valgrind") is None, reason="valgrind is not here")
def test_instructions_are_those_of_a_command_and_none_of_one_that_fails() -> None:
    nothing, some = (instructions_of((sys.executable, "-S", "-c", said)) for said in ("pass", "sum(range(10**5))"))
    assert nothing is not None and some is not None and nothing < some
    assert instructions_of((sys.executable, "-S", "-c", "raise SystemExit(1)")) is None


def test_without_valgrind_nothing_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    assert instructions_of((sys.executable, "-c", "pass")) is None


def test_a_row_tells_the_instructions_beside_the_seconds() -> None:
    jobs = [Job("one", ("true",)), Job("other", ("true",))]
    costs = {"one": Cost((1.0,), 10.0, 1_234_000_000), "other": Cost((1.0,), 10.0)}
    assert [row.rsplit("|", 2)[1].strip() for row in _rows("hwp", jobs, costs)] == ["1,234", ""]
