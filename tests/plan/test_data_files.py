"""The tables of the package are the same parsed and kept, and what is kept wrongly is not used."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import tomli

from plan import data_files
from plan.kept_files import beside_byte_code
from tests.conftest import ROOT

ROWS = '[[word]]\nprinted = "가온"\ncount = 3\nshares = [0.5, true]\n'
READ = {"word": [{"printed": "가온", "count": 3, "shares": [0.5, True]}]}
OWN = [path for room in data_files.ROOMS for path in (ROOT / room).rglob("*.toml")]


@pytest.fixture
def rows(tmp_path: Path) -> Path:
    """A file of rows that was read once."""
    path = tmp_path / "rows.toml"
    path.write_text(ROWS, encoding="utf-8")
    assert _read(path) == READ
    return path


def _read(path: Path) -> dict[str, object]:
    data_files.tables_of.cache_clear()
    return data_files.tables_of(path)


def _nothing_is_parsed(_: str) -> dict[str, object]:
    raise AssertionError("parsed")


def test_a_file_is_parsed_once(rows: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tomli, "loads", _nothing_is_parsed)
    assert _read(rows) == READ
    assert [path.name for path in rows.parent.rglob("*.tables*")] == [beside_byte_code(rows, ".tables").name]


def test_a_file_that_changed_is_parsed_anew(rows: Path) -> None:
    rows.write_text(ROWS.replace("가온", "나래"), encoding="utf-8")  # as long as before, within the same second
    assert _read(rows)["word"] == [{**READ["word"][0], "printed": "나래"}]


@pytest.mark.parametrize(
    "harmed",
    [lambda _: b"", lambda whole: whole[:-1], lambda whole: whole[:-1] + bytes([whole[-1] ^ 1])],
    ids=["empty", "cut", "one bit"],
)
def test_a_kept_file_that_is_harmed_is_made_anew(rows: Path, harmed: Callable[[bytes], bytes]) -> None:
    kept = beside_byte_code(rows, ".tables")
    whole = kept.read_bytes()
    kept.write_bytes(harmed(whole))
    assert _read(rows) == READ
    assert kept.read_bytes() == whole


def test_what_cannot_be_kept_is_no_error(tmp_path: Path) -> None:
    path = tmp_path / "rows.toml"
    path.write_text(ROWS, encoding="utf-8")
    beside_byte_code(path, "").parent.write_text("a file stands where the folder would be", encoding="utf-8")
    assert _read(path) == READ


def test_a_date_is_not_kept_as_a_text(tmp_path: Path) -> None:
    path = tmp_path / "rows.toml"
    path.write_text("day = 2026-03-02\n", encoding="utf-8")
    assert _read(path) == _read(path) == tomli.loads(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", OWN, ids=[str(path.relative_to(ROOT)) for path in OWN])
def test_every_file_of_the_package_says_the_same_when_it_is_kept(path: Path) -> None:
    whole = tomli.loads(path.read_text(encoding="utf-8"))
    assert _read(path) == whole
    assert _read(path) == whole
