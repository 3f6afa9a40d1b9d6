"""The example for Slurm, a task at a time as Slurm would start them, with nothing but its variables."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.archive.__main__ import content
from tests.conftest import ROOT
from tests.gongpyo.batch.conftest import run

BASH = shutil.which("bash")
SCRIPT = ROOT / "docs" / "slurm.sh"
PROGRAM = f'#!/bin/sh\nexec "{sys.executable}" -m gongpyo "$@"\n'
ENDS = "#!/bin/sh\nexit {code}\n"
NOTES = '#!/bin/sh\necho "$@" >> "{notes}"\n'
pytestmark = pytest.mark.skipif(BASH is None, reason="Slurm runs scripts of bash")


def task(number: int, here: Path, documents: Path, **more: str) -> int:
    """The exit code of one task of two."""
    settings = {
        **os.environ,
        "PATH": f"{here / 'bin'}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
        "SLURM_ARRAY_TASK_ID": str(number),
        "SLURM_CPUS_PER_TASK": "1",
        "SLURM_JOB_ID": f"90{number}",
        **more,
    }
    words = [str(BASH), str(SCRIPT), str(documents), str(here / "stores"), "2"]
    return subprocess.run(words, env=settings, capture_output=True, check=False).returncode


def program(here: Path, name: str, text: str) -> None:
    """A program that the script finds before any other of its name."""
    (here / "bin").mkdir(exist_ok=True)
    (here / "bin" / name).write_text(text, encoding="utf-8")
    (here / "bin" / name).chmod(0o755)


def test_the_script_is_one_of_bash_and_the_guide_links_it() -> None:
    assert subprocess.run([str(BASH), "-n", str(SCRIPT)], check=False).returncode == 0
    for guide in ("scale.md", "scale.en.md"):
        assert f"]({SCRIPT.name})" in (ROOT / "docs" / guide).read_text(encoding="utf-8")


def test_its_tasks_succeed_over_a_document_that_cannot_be_read_and_merge_to_the_store_of_one_run(
    documents: Path, tmp_path: Path
) -> None:
    program(tmp_path, "gongpyo", PROGRAM)
    (tmp_path / "stores").mkdir()
    assert [task(number, tmp_path, documents) for number in (1, 2)] == [0, 0]
    shards = sorted((tmp_path / "stores").iterdir())
    assert [shard.name for shard in shards] == ["shard-1", "shard-2"]
    assert run("merge", *shards, "-o", tmp_path / "all", "-q") == 7
    assert run("batch", documents, "-o", tmp_path / "one", "--no-report", "-q") == 7
    assert content(tmp_path / "all") == content(tmp_path / "one")


@pytest.mark.parametrize(
    ("code", "restarts", "requeued"), [(137, "0", True), (137, "3", False), (4, "0", False), (7, "0", False)]
)
def test_a_run_that_was_killed_is_queued_again_three_times_and_one_that_failed_is_not(
    tmp_path: Path, code: int, restarts: str, requeued: bool
) -> None:
    program(tmp_path, "gongpyo", ENDS.format(code=code))
    program(tmp_path, "scontrol", NOTES.format(notes=tmp_path / "notes"))
    assert task(1, tmp_path, tmp_path, SLURM_RESTART_COUNT=restarts) == (0 if code == 7 else code)
    assert (tmp_path / "notes").exists() == requeued
    if requeued:
        assert (tmp_path / "notes").read_text(encoding="utf-8") == "requeue 901\n"
