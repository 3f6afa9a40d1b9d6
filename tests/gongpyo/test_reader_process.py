"""The command line reads in a child that keeps its limits, is replaced when it fails, and leaves nothing behind."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from extract.readers.limits import Limits
from gongpyo.sandbox import tasks
from gongpyo.sandbox.os_limits import MEMORY_LIMITED
from gongpyo.sandbox.process import FORKS, ReaderProcess
from gongpyo.sandbox.settings import limits_of_environment
from plan.errors import ExitCode, PlanError
from plan.progress import At
from tests.conftest import ROOT, VIEWER_TEXT

GONGPYO = [sys.executable, "-m", "gongpyo"]
posix = pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
OPTIONS: dict[str, object] = {
    "written": {}, "values": {}, "with_contacts": False, "single_read": False, "config": None, "preview": "",
}  # fmt: skip
GENEROUS = 60.0  # seconds against a hang on a busy machine; nothing is timed


needs_a_copy = pytest.mark.skipif(not FORKS, reason="a child that is no copy has constants of its own")


@pytest.fixture
def reader() -> Iterator[ReaderProcess]:
    with ReaderProcess() as process:
        yield process


def _convert(reader: ReaderProcess, source: Path, out: Path) -> dict[str, object]:
    return reader.call(
        "convert",
        source,
        out=str(out),
        written={},
        values={},
        with_contacts=False,
        single_read=False,
        config=None,
        preview="",
    )


def _pid(reader: ReaderProcess) -> int:
    return int(reader._process.pid)


def test_a_document_is_converted_in_another_process(reader: ReaderProcess, viewer_file: Path, tmp_path: Path) -> None:
    done = _convert(reader, viewer_file, tmp_path / "out")
    assert Path(str(done["folder"]), "plan.json").exists()
    assert _pid(reader) != os.getpid()


def test_a_healthy_child_is_used_again_and_one_that_failed_is_not(
    reader: ReaderProcess, viewer_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _convert(reader, viewer_file, tmp_path / "out")
    first = _pid(reader)
    with pytest.raises(PlanError):
        _convert(reader, tmp_path / "missing.hwp", tmp_path / "out")
    assert _pid(reader) == first, "a refusal is no failure"
    os.kill(first, signal.SIGKILL)
    with pytest.raises(PlanError) as died:
        _convert(reader, viewer_file, tmp_path / "out")
    assert died.value.code == "reader-failed" and viewer_file.name in died.value.ko
    _convert(reader, viewer_file, tmp_path / "out")
    assert _pid(reader) != first


def test_a_child_is_replaced_after_many_documents(
    reader: ReaderProcess, viewer_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gongpyo.sandbox.process.RECYCLED_AFTER", 2)
    _convert(reader, viewer_file, tmp_path / "out")
    first = _pid(reader)
    _convert(reader, viewer_file, tmp_path / "out")
    _convert(reader, viewer_file, tmp_path / "out")
    assert _pid(reader) != first


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere nobody knows how large a child is")
def test_a_child_that_keeps_much_memory_is_replaced(
    reader: ReaderProcess, viewer_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _convert(reader, viewer_file, tmp_path / "out")
    assert _pid(reader)
    monkeypatch.setattr("gongpyo.sandbox.process.GROWN", -1_000)
    _convert(reader, viewer_file, tmp_path / "out")
    assert reader._process is None


def _refused(reader: ReaderProcess, source: Path, out: Path) -> PlanError:
    with pytest.raises(PlanError) as refused:
        _convert(reader, source, out)
    return refused.value


@pytest.mark.skipif(sys.platform != "linux", reason="only a copy of this process has what is put in its place here")
def test_a_reader_that_takes_too_long_is_stopped(viewer_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(tasks.TASKS, "convert", lambda **_: time.sleep(GENEROUS) or {})
    for setting, name in (("GONGPYO_MAX_IDLE_SECONDS", "idle_seconds"), ("GONGPYO_MAX_SECONDS", "seconds")):
        with monkeypatch.context() as settings:
            settings.setenv(setting, "1")
            with ReaderProcess() as reader, pytest.raises(PlanError) as refused:
                reader.call("convert", viewer_file, out="out", **OPTIONS)
        assert (refused.value.code, refused.value.exit_code) == ("limit", ExitCode.LIMIT)
        assert refused.value.details["limit"] == name and setting in refused.value.en


@pytest.mark.parametrize("said", ["0", "-1", "1.5", "many", "²"])
def test_a_setting_that_is_no_whole_number_is_a_usage_error(said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GONGPYO_MAX_PAGES", said)
    with pytest.raises(PlanError) as refused:
        limits_of_environment()
    assert refused.value.exit_code == ExitCode.USAGE and "GONGPYO_MAX_PAGES" in refused.value.ko
    monkeypatch.setenv("GONGPYO_MAX_PAGES", " 7 ")
    assert limits_of_environment() == Limits(pages=7)


def test_limits_that_are_given_stand_instead_of_the_environments(
    viewer_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GONGPYO_MAX_FILE_BYTES", "10")
    with ReaderProcess(Limits()) as reader:
        assert _convert(reader, viewer_file, tmp_path / "out")
    with ReaderProcess(Limits(file_bytes=9)) as reader:
        assert "> 9" in _refused(reader, viewer_file, tmp_path / "other").en


@pytest.mark.skipif(not MEMORY_LIMITED, reason="this system cannot limit a process's memory")
def test_a_reader_that_takes_too_much_memory_is_stopped(
    reader: ReaderProcess, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = tmp_path / "plan.txt"
    source.write_bytes(VIEWER_TEXT.encode() + b" " * (150 << 20))
    monkeypatch.setenv("GONGPYO_MAX_MEMORY_MIB", "200")
    refused = _refused(reader, source, tmp_path / "out")
    assert (refused.code, refused.exit_code) == ("limit", ExitCode.LIMIT)
    assert "GONGPYO_MAX_MEMORY_MIB" in refused.en and source.name in refused.ko


def test_a_setting_reaches_the_child(reader: ReaderProcess, viewer_file: Path, tmp_path: Path) -> None:
    assert _convert(reader, viewer_file, tmp_path / "out")
    with pytest.MonkeyPatch.context() as settings:
        settings.setenv("GONGPYO_MAX_FILE_BYTES", "10")
        assert _refused(reader, viewer_file, tmp_path / "out").details["limit"] == "file_bytes"
    assert _convert(reader, viewer_file, tmp_path / "out"), "and is taken back"


def test_a_wrong_setting_is_a_usage_error_and_the_next_answer_is_the_next_documents(
    reader: ReaderProcess, viewer_file: Path, tmp_path: Path
) -> None:
    with pytest.MonkeyPatch.context() as settings:
        settings.setenv("GONGPYO_MAX_SECONDS", "soon")
        assert _refused(reader, viewer_file, tmp_path / "out").exit_code == ExitCode.USAGE
    with pytest.raises(PlanError) as refused:
        reader.call("tables", tmp_path / "missing.hwp", single_read=False)
    assert refused.value.code == "not-found"


def test_a_bug_in_one_document_is_told_and_the_others_are_converted(tmp_path: Path, viewer_file: Path) -> None:
    """The child's tasks answer with a code whatever is raised."""
    with ReaderProcess() as reader:
        with pytest.raises(PlanError) as told:
            reader.call("convert", viewer_file, nonsense=1)
        assert (told.value.code, told.value.exit_code) == ("bug", ExitCode.BUG)
        assert _convert(reader, viewer_file, tmp_path / "out")


def test_results_are_the_same_in_the_child_and_in_process(
    reader: ReaderProcess, viewer_file: Path, tmp_path: Path
) -> None:
    arguments = {
        "written": {},
        "values": {},
        "with_contacts": False,
        "single_read": False,
        "config": None,
        "preview": "ko",
    }
    here = tasks.convert(source=str(viewer_file), out=str(tmp_path / "out"), **arguments)  # type: ignore[arg-type]
    files = {path.name: path.read_bytes() for path in Path(str(here["folder"])).rglob("*") if path.is_file()}
    there = reader.call("convert", viewer_file, out=str(tmp_path / "out"), **arguments)
    assert there == json.loads(json.dumps(here))
    assert files == {path.name: path.read_bytes() for path in Path(str(here["folder"])).rglob("*") if path.is_file()}


# ------------------------------------------------------------------------------------------------------ signals


def _many(tmp_path: Path, count: int = 40) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(count):
        text = VIEWER_TEXT.replace("가온시 마을도서관", f"가온시 마을도서관{number}")
        (folder / f"plan{number:02}.txt").write_text(text, encoding="utf-8")
    return folder


HEARING = (  # a shell starts what runs behind it deaf to SIGINT, and the tests may be run so
    "import signal\nfrom gongpyo.cli.main import main\nsignal.signal(signal.SIGINT, signal.default_int_handler)\nmain()"
)


@posix
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_ends_the_run_cleanly(tmp_path: Path, number: int, code: int) -> None:
    out = tmp_path / "out"
    command = [sys.executable, "-c", HEARING, "convert", str(_many(tmp_path)), "-o", str(out)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as run:
        end = time.monotonic() + GENEROUS
        while not (out.exists() and any(out.iterdir())) and time.monotonic() < end:
            time.sleep(0.01)
        below = psutil.Process(run.pid).children(recursive=True)
        run.send_signal(number)
        _, said = run.communicate(timeout=GENEROUS)
    assert run.returncode == code, said
    assert b"Traceback" not in said
    _, alive = psutil.wait_procs(below, timeout=GENEROUS)
    assert alive == []
    assert not [path for path in out.iterdir() if path.name.startswith(".")]
    for folder in out.iterdir():
        assert (folder / "datapackage.json").exists() and (folder / "plan.json").exists()


@posix
def test_a_child_whose_pipe_has_ended_is_not_disturbed_while_it_ends() -> None:
    """The signal that follows the end of the pipe would break into the interpreter's own last steps."""
    program = (
        "import multiprocessing, os, signal\n"
        "from gongpyo.sandbox.child import serve\n"
        "ours, theirs = multiprocessing.Pipe()\n"
        "ours.close()\n"
        "serve(theirs)\n"
        "[os.kill(os.getpid(), signal.SIGTERM) for _ in range(1000)]\n"
        "print('ended')\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False, cwd=ROOT)
    assert (done.returncode, done.stdout, done.stderr) == (0, "ended\n", "")


@posix
def test_a_killed_run_takes_its_child_with_it(tmp_path: Path) -> None:
    if sys.platform != "linux":
        pytest.skip("only Linux ends a child with its parent; elsewhere it ends after its document")
    out = tmp_path / "out"
    with subprocess.Popen([*GONGPYO, "convert", str(_many(tmp_path)), "-o", str(out)], cwd=ROOT) as run:
        end = time.monotonic() + GENEROUS
        while not (out.exists() and any(out.iterdir())) and time.monotonic() < end:
            time.sleep(0.01)
        below = psutil.Process(run.pid).children(recursive=True)
        assert below
        run.kill()
    _, alive = psutil.wait_procs(below, timeout=GENEROUS)
    assert alive == []


@pytest.mark.parametrize("arguments", [["--version"], ["value", "32,000", "--unit", "천건"]])
def test_no_child_is_started_where_no_document_is_read(arguments: list[str]) -> None:
    script = (
        "import sys, multiprocessing.process\nfrom gongpyo.cli.main import main\n"
        f"sys.argv = ['gongpyo', *{arguments!r}]\n"
        "try:\n    main()\nexcept SystemExit as stop:\n    assert not stop.code, stop.code\n"
        "assert not multiprocessing.process.active_children() and 'gongpyo.sandbox.process' not in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", script], cwd=ROOT, check=True, timeout=GENEROUS, capture_output=True)


@needs_a_copy
def test_the_page_that_a_reader_is_at_is_told(
    reader: ReaderProcess, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gongpyo.sandbox.child.BETWEEN", 0.0)
    reader.close()  # the next child is a copy of this process as it is now
    told: list[At | None] = []
    reader.tell_pages(told.append)
    _convert(reader, ROOT / "fixtures/shapes/split-open-end/document.pdf", tmp_path / "out")
    pages = [at for at in told if at]
    assert pages[0] == (1, pages[0].pages) and pages[-1].page == pages[-1].pages > 1
    assert pages == sorted(pages) and told[-1] is None, "one after another, and none any more when all are read"
