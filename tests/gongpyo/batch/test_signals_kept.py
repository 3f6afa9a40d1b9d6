"""A signal beside an engine whose library takes signals over ends the run as ever."""

from __future__ import annotations

import signal
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import psutil
import pytest

from tests.conftest import ROOT, without_coverage

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="signals cannot be waited for elsewhere")
LIBRARY = """
import ctypes, os, signal, subprocess, sys, threading, time
from gongpyo.batch.engines.signals_kept import SignalsKept
class Ended(BaseException): pass
def end(number, frame):
    raise Ended(number)
signal.signal(signal.SIGTERM, end)
signal.signal(signal.SIGINT, end)
def take_over():  # as a library in C does: SIG_IGN behind Python's back
    threading.Thread(target=time.sleep, args=(60,), daemon=True).start()
    libc = ctypes.CDLL(None)
    libc.signal.argtypes, libc.signal.restype = (ctypes.c_int, ctypes.c_void_p), ctypes.c_void_p
    libc.signal(int(signal.SIGTERM), 1)
kept = SignalsKept()
"""
HEARD = """
try:
    with kept.kept():
        take_over()
        os.kill(os.getpid(), {number})
        for _ in range(600):
            time.sleep(0.1)
except Ended as ended:
    print("heard", int(ended.args[0]))
print("mask", signal.pthread_sigmask(signal.SIG_BLOCK, ()))
try:
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(60)
except Ended:
    print("heard again")
"""
UNDISTURBED = """
def work():
    os.kill(os.getpid(), signal.SIGTERM)
    for _ in range(20):
        time.sleep(0.1)
    print("done", flush=True)
try:
    with kept.kept():
        kept.undisturbed(work)()
        for _ in range(600):
            time.sleep(0.1)
except Ended:
    print("heard")
"""
CHILDREN = """
with kept.kept():
    child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"], preexec_fn=lambda: None)
    child.terminate()
    print("child", child.wait(30))
"""
AT_THE_CONNECTION = """
import os, signal, threading, time
from gongpyo.batch.engines.ray_cluster import RayCluster
before = RayCluster._import
def import_and_hit(cluster):
    before(cluster)
    import ray._private.worker as worker
    connect = worker.connect
    def hit(*words, **named):
        threading.Timer(0.3, os.kill, (os.getpid(), signal.SIGTERM)).start()
        return connect(*words, **named)
    worker.connect = hit
RayCluster._import = import_and_hit
"""
WHILE_IT_READS = """
import os, signal, threading
from gongpyo.batch.engines.ray_cluster import RayCluster
give = RayCluster.give
def give_and_hit(cluster, order):
    give(cluster, order)
    threading.Timer(0.3, os.kill, (os.getpid(), signal.SIGTERM)).start()
RayCluster.give = give_and_hit
"""


def said(program: str) -> list[str]:
    """The lines of a program beside such a library."""
    done = subprocess.run(
        [sys.executable, "-c", LIBRARY + program], cwd=ROOT, capture_output=True, check=False, env=without_coverage(),
        timeout=120,
    )  # fmt: skip
    assert not done.returncode, done.stderr.decode()
    return done.stdout.decode().splitlines()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_that_the_library_has_taken_over_is_ours(number: signal.Signals) -> None:
    assert said(HEARD.format(number=int(number))) == [f"heard {int(number)}", "mask set()", "heard again"]


def test_a_signal_in_the_middle_of_a_call_is_heard_behind_it() -> None:
    assert said(UNDISTURBED) == ["done", "heard"]


def test_processes_that_the_library_starts_hear_signals() -> None:
    assert said(CHILDREN) == ["child -15"]


@pytest.mark.skipif(find_spec("ray") is None, reason="the extra ray is not installed")
@pytest.mark.parametrize("program", [AT_THE_CONNECTION, WHILE_IT_READS])
def test_ray_is_ended_by_a_signal_at_any_instant(documents: Path, tmp_path: Path, program: str) -> None:
    words = ["batch", documents, "-o", tmp_path / "store", "--no-report", "--engine", "ray", "--workers", 1, "-q"]
    run = "from gongpyo.cli.main import main\nmain()\n"
    with subprocess.Popen(
        [sys.executable, "-c", program + run, *map(str, words)],
        cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=without_coverage(),
    ) as driver:  # fmt: skip
        children: set[psutil.Process] = set()
        while driver.poll() is None:
            children.update(psutil.Process(driver.pid).children(recursive=True))
            try:
                driver.wait(0.2)
            except subprocess.TimeoutExpired:
                continue
        assert (driver.returncode, driver.stderr and driver.stderr.read()) == (143, b"")
    assert psutil.wait_procs(children, timeout=60)[1] == []
