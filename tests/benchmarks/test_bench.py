"""What is measured of a process beside its time."""

from __future__ import annotations

import shutil
import sys

import pytest

from benchmarks import bench
from benchmarks.bench import COUNTED_BELOW, Cost, Job, _rows, instructions_of, measure, repeated
from fixtures.make.document import Document, Paragraph


@pytest.mark.skipif(shutil.which("valgrind") is None, reason="valgrind is not here")
def test_instructions_are_those_of_a_command_and_none_of_one_that_fails() -> None:
    nothing, some = (instructions_of((sys.executable, "-S", "-c", said)) for said in ("pass", "sum(range(10**5))"))
    assert nothing is not None and some is not None and nothing < some
    assert instructions_of((sys.executable, "-S", "-c", "raise SystemExit(1)")) is None


def test_without_valgrind_nothing_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    assert instructions_of((sys.executable, "-c", "pass")) is None


def test_only_a_job_of_a_few_seconds_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    seconds = {"short": COUNTED_BELOW / 2, "long": COUNTED_BELOW * 2.0}
    monkeypatch.setattr(bench, "run_once", lambda command: (seconds[command[0]], 1.0))
    monkeypatch.setattr(bench, "instructions_of", lambda _: 7)
    costs = measure([Job(name, (name,)) for name in seconds], 1, counted=True)
    assert [costs[name].instructions for name in seconds] == [7, None]


def test_a_document_many_times_over_has_codes_of_its_own_each_time() -> None:
    document = Document("여울시 계획", ((Paragraph("1-2-3 나루터 정비"),),))
    names = [section[0].text for section in repeated(document, 3).sections if isinstance(section[0], Paragraph)]
    assert names == ["1-2-3 나루터 정비", "5-2-3 나루터 정비", "9-2-3 나루터 정비"]


def test_a_row_tells_the_instructions_beside_the_seconds() -> None:
    jobs = [Job("one", ("true",)), Job("other", ("true",))]
    costs = {"one": Cost((1.0,), 10.0, 1_234_000_000), "other": Cost((1.0,), 10.0)}
    assert [row.rsplit("|", 2)[1].strip() for row in _rows("hwp", jobs, costs)] == ["1,234", ""]
