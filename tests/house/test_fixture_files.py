"""The committed fixture files are what their generator writes, byte for byte."""

from __future__ import annotations

import subprocess
import sys
import zlib
from pathlib import Path

import pytest


@pytest.mark.skipif("zlib-ng" in zlib.ZLIB_RUNTIME_VERSION, reason="zlib-ng deflates to other bytes than zlib")
def test_fixtures_are_reproducible(tmp_path: Path) -> None:
    root = Path(__file__).parents[2]
    ran = subprocess.run(
        [sys.executable, "-m", "fixtures.make", "--check"],
        cwd=root,
        env={"PYTHONHASHSEED": "7", "TZ": "Asia/Seoul", "TMPDIR": str(tmp_path), "PYTHONPATH": str(root)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
