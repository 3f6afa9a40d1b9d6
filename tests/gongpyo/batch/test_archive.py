"""A made-up archive, in which some documents kill or hang their reader, leaves one store however it is read."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

import pytest

from benchmarks.archive.__main__ import command, content, differs, misblamed
from benchmarks.archive.documents import archive
from benchmarks.archive.fated import fated
from tests.conftest import ROOT

COUNT = 100
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="readers are copies of the driver on Linux only")


@pytest.fixture(scope="module")
def stored(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """Reads the archive into a store of this name."""
    here = tmp_path_factory.mktemp("archive")
    documents = archive(here / "documents", COUNT, 1)
    settings = fated(here / "fates")

    def read(name: str, *more: str) -> Path:
        store = here / name
        if not store.exists():
            done = subprocess.run(
                command(documents, store, *more), cwd=ROOT, env=settings, capture_output=True, check=False
            )
            assert done.returncode == 7, done.stderr.decode()
        return store

    return read


def test_who_harms_his_reader_is_named_and_nobody_else(stored: Callable[..., Path]) -> None:
    assert not misblamed(stored("one", "--workers", "1"))


def test_two_readers_leave_the_store_of_one(stored: Callable[..., Path]) -> None:
    assert not differs(content(stored("two", "--workers", "2")), content(stored("one", "--workers", "1")), "two")


@pytest.mark.skipif(find_spec("ray") is None, reason="the extra ray is not installed")
def test_ray_leaves_the_store_of_one_reader(stored: Callable[..., Path]) -> None:
    dealt = stored("ray", "--engine", "ray", "--workers", "2")
    assert not differs(content(dealt), content(stored("one", "--workers", "1")), "Ray")
