"""A disk that fails at any call of any writer leaves the older output or the new one; ``make faults`` fails at all."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from benchmarks.faults import WRITERS, Faults, Writer, faults_of, plan_of

EVERY = {  # a call of so many
    "convert": 41, "corrections": 5, "xlsx": 9, "parquet": 17, "csv": 17, "sheet": 11, "settings": 1, "html": 7,
}  # fmt: skip


@pytest.mark.parametrize("writer", WRITERS, ids=lambda writer: writer.name)
def test_a_call_that_fails_does_no_harm(writer: Writer, tmp_path: Path) -> None:
    assert list(faults_of(writer, plan_of(tmp_path), tmp_path, error=errno.ENOSPC, every=EVERY[writer.name])) == []


def test_a_writer_that_tears_is_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def careless(folder: Path, files: dict[str, bytes]) -> None:
        for name, content in files.items():
            with (folder / name).open("wb") as file:
                file.write(content)

    monkeypatch.setattr("gongpyo.pipeline.write_files", careless)
    corrections = next(writer for writer in WRITERS if writer.name == "corrections")
    assert list(faults_of(corrections, plan_of(tmp_path), tmp_path))


def test_the_call_that_is_to_fail_fails(tmp_path: Path) -> None:
    faults = Faults(tmp_path, 2, errno.EIO)
    with faults.in_place(), pytest.raises(OSError, match="Input/output"), (tmp_path / "a").open("wb") as file:
        file.write(b"0123456789")
    assert (tmp_path / "a").read_bytes() == b"01234"
