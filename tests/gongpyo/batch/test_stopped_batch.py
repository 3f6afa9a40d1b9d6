"""What stops a batch from outside: a signal, another driver, a full disk; nothing is lost, and the next run goes on."""

from __future__ import annotations

import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psutil
import pytest

from benchmarks.archive.__main__ import content
from output.folder.folder_lock import folder_lock
from tests.conftest import ROOT, VIEWER_TEXT, without_coverage
from tests.gongpyo.batch.conftest import outcomes, run

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there are no such signals and limits on Windows")
GENEROUS = 120  # seconds, on a machine at full load
HEARING = "import signal\nsignal.signal(signal.SIGINT, signal.default_int_handler)\n"  # also behind a shell's &
BATCH = "from gongpyo.cli.main import main\nmain()\n"
AT_A_FORK = """
import os
from multiprocessing.process import BaseProcess
start = BaseProcess.start
def hit(process):
    os.kill(os.getpid(), {number})
    start(process)
    os.kill(os.getpid(), {number})
BaseProcess.start = hit
"""
NO_LARGE_FILES = "import resource\nresource.setrlimit(resource.RLIMIT_FSIZE, ({most}, {most}))\n"


def started(program: str, documents: Path, store: Path, *more: str) -> subprocess.Popen[bytes]:
    """A batch in a process of its own."""
    words = ["batch", documents, "-o", store, "--no-report", "--workers", 2, "--lang", "en", "-q", *more]
    return subprocess.Popen(
        [sys.executable, "-c", HEARING + program + BATCH, *map(str, words)],
        cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=without_coverage(),
    )  # fmt: skip


def ended(process: subprocess.Popen[bytes]) -> tuple[int, str]:
    """Its exit code and what it said."""
    _, said = process.communicate(timeout=GENEROUS)
    return process.returncode, said.decode()


@pytest.fixture
def whole(documents: Path, tmp_path: Path) -> dict[str, bytes]:
    """The store of a run that nobody stopped."""
    run("batch", documents, "-o", tmp_path / "whole", "--no-report")
    return content(tmp_path / "whole")


def goes_on(documents: Path, store: Path, whole: dict[str, bytes]) -> None:
    """The next run ends as if nobody had stopped the one before."""
    if (store / "journal.sqlite").exists():
        assert sqlite3.connect(store / "journal.sqlite").execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert run("batch", documents, "-o", store, "--no-report") == 7
    assert content(store) == whole


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_to_the_driver_ends_it_cleanly_and_the_next_run_goes_on(
    documents: Path, tmp_path: Path, whole: dict[str, bytes], number: int, code: int
) -> None:
    store = tmp_path / "store"
    with started("", documents, store) as driver:
        end = time.monotonic() + GENEROUS
        while not any((store / "documents").glob("*")) and time.monotonic() < end:
            time.sleep(0.01)
        readers = psutil.Process(driver.pid).children(recursive=True)
        driver.send_signal(number)
        found, said = ended(driver)
    assert (found, "Traceback" in said) == (code, False), said
    assert psutil.wait_procs(readers, timeout=GENEROUS)[1] == []
    assert not (store / "_SUCCESS").exists()
    goes_on(documents, store, whole)


def test_what_appears_and_changes_while_a_batch_watches_is_read_until_a_signal_ends_it(
    documents: Path, tmp_path: Path
) -> None:
    store, new = tmp_path / "store", documents / "라온.txt"
    with started("", documents, store, "--watch", "1") as driver:
        _wait_for((store / "_SUCCESS").exists)
        for place in ("라온", "마루"):
            (tmp_path / "new.txt").write_text(VIEWER_TEXT.replace("가온", place), encoding="utf-8")
            (tmp_path / "new.txt").replace(new)
            _wait_for(lambda place=place: place in _titles(store))  # type: ignore[misc]
        (documents / "다솜.txt").unlink()
        time.sleep(2)
        driver.send_signal(signal.SIGTERM)
        assert ended(driver)[0] == 143
    found = outcomes(store)
    assert "라온" not in _titles(store)
    assert found["다솜.txt"]["outcome"] == "published"  # what was read stays
    assert run("batch", documents, "-o", store, "--no-report") == 7


def _wait_for(happened: Callable[[], bool]) -> None:
    end = time.monotonic() + GENEROUS
    while not happened() and time.monotonic() < end:
        time.sleep(0.1)
    assert happened()


def _titles(store: Path) -> str:
    page = store / "catalogue.html"
    return page.read_text(encoding="utf-8") if page.exists() else ""


@pytest.mark.parametrize(
    "words", [("-", "--watch", "1"), ("x", "--watch", "0"), ("x", "--watch", "1", "--compare", "y")]
)
def test_what_cannot_be_watched_is_refused(words: tuple[str, ...], tmp_path: Path) -> None:
    assert run("batch", *words, "-o", tmp_path / "store") == 2


@pytest.mark.skipif(sys.platform != "linux", reason="readers are copies of the driver on Linux only")
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_around_a_fork_ends_the_driver_cleanly(
    documents: Path, tmp_path: Path, whole: dict[str, bytes], number: int, code: int
) -> None:
    with started(AT_A_FORK.format(number=int(number)), documents, tmp_path / "store") as driver:
        found, said = ended(driver)
    assert (found, "Traceback" in said) == (code, False), said
    goes_on(documents, tmp_path / "store", whole)


def test_a_second_driver_waits_and_then_is_told(
    viewer_file: Path, tmp_path: Path, monkeypatch: Any, capsys: Any
) -> None:
    store = tmp_path / "store"
    run("batch", viewer_file, "-o", store, "--no-report")
    before = content(store)
    monkeypatch.setattr("output.folder.folder_lock.PATIENCE", 0.1)
    capsys.readouterr()
    with folder_lock(store / ".work"):
        assert run("batch", viewer_file, "-o", store, "--lang", "en") == 4
    assert "another run has been writing into this folder" in capsys.readouterr().err
    assert content(store) == before


@pytest.mark.parametrize("most", [20_000, 120_000], ids=["for the journal", "for the files of a plan"])
def test_a_disk_that_fills_up_is_said_and_the_next_run_goes_on(
    documents: Path, tmp_path: Path, whole: dict[str, bytes], most: int
) -> None:
    with started(NO_LARGE_FILES.format(most=most), documents, tmp_path / "store") as driver:
        code, said = ended(driver)
    assert code in (4, 7), said
    assert "Traceback" not in said
    goes_on(documents, tmp_path / "store", whole)


def test_a_store_that_is_removed_meanwhile_is_no_bug_and_the_next_run_goes_on(
    documents: Path, tmp_path: Path, whole: dict[str, bytes]
) -> None:
    store = tmp_path / "store"
    with started("", documents, store) as driver:
        end = time.monotonic() + GENEROUS
        while not any((store / "documents").glob("*")) and time.monotonic() < end:
            time.sleep(0.01)
        if store.exists():
            store.rename(tmp_path / "elsewhere")
        code, said = ended(driver)
    assert code in (4, 7), said
    assert "Traceback" not in said
    goes_on(documents, store, whole)
