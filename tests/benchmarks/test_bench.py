"""What is measured of a process beside its time."""

from __future__ import annotations

import shutil
import sys

import pytest

from benchmarks import bench
from benchmarks.bench import COUNTED_BELOW, MIB, Cost, Job, _rows, instructions_of, measure, repeated, run_once
from benchmarks.rooms import START, by_room, room_of
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


@pytest.mark.skipif(sys.platform != "linux", reason="what a process used at most is counted so on Linux")
def test_the_peak_of_a_command_is_not_that_of_who_starts_it() -> None:
    ours = b"1" * (400 * MIB)
    seconds, peak = run_once((sys.executable, "-S", "-c", "held = b'1' * (100 << 20)"))
    assert len(ours) == 400 * MIB and seconds > 0 and 100 < peak < 200


@pytest.mark.skipif(sys.platform != "linux", reason="orphans are taken over on Linux alone")
def test_the_peak_of_what_a_command_leaves_behind_counts_and_its_failure_is_said() -> None:
    held = "held = b'1' * (100 << 20)"
    left = f"import subprocess, sys; subprocess.Popen((sys.executable, '-S', '-c', {held!r}))"
    assert run_once((sys.executable, "-c", left))[1] > 100
    with pytest.raises(SystemExit, match="ended with 3"):
        run_once((sys.executable, "-S", "-c", "raise SystemExit(3)"))


def test_what_a_library_takes_is_counted_for_the_rooms_that_call_it_by_their_calls() -> None:
    reader, writer = (str(bench.RESULTS.parents[1] / name) for name in ("extract/readers/read.py", "output/write.py"))
    helper, built_in = ("/lib/helper.py", 1, "help"), ("~", 0, "<built-in method len>")
    reading, writing = (reader, 1, "read"), (writer, 1, "write")
    profile = {
        reading: (1, 1, 1.0, 9.0, {}),
        writing: (1, 1, 1.0, 9.0, {}),
        helper: (4, 4, 4.0, 4.0, {reading: (3, 3, 0.0, 0.0), writing: (1, 1, 0.0, 0.0)}),
        built_in: (1, 1, 8.0, 8.0, {helper: (1, 1, 8.0, 8.0)}),
    }
    assert by_room(profile) == {"reading": 1 + 3 + 6, "writing": 1 + 1 + 2}


def test_loading_a_module_is_the_start_whoever_asks_for_it() -> None:
    assert room_of((str(bench.RESULTS.parents[1] / "extract" / "plan.py"), 1, "<module>")) == START
