"""Files made to harm are refused or harmless, in little memory; ``benchmarks.hostile`` makes and measures them all."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from xml.parsers import expat

import pytest

from benchmarks import hostile
from extract.readers.owpml.xml_part import NO_MEMORY, unlike_xml
from gongpyo.sandbox.process import ReaderProcess
from output.files.csv_file import FORMULA_STARTS
from plan.errors import ExitCode, PlanError

SMALLER = 280 * hostile.MILLION  # still over what may be inflated, and half as long to make
HARMLESS = {"formulas.hwpx", "markup.hwpx"}
LIMITED = {
    "zip-bomb.hwpx": "inflated_bytes", "deflate-bomb.hwp": "inflated_ratio", "stream-bomb.pdf": "inflated_ratio",
    "huge-grid.hwpx": "table_rows", "deep.hwpx": "xml_depth", "deep-records.hwp": "record_depth",
    "stream-bomb-in-layers.pdf": "inflated_ratio", "forms-of-text.pdf": "memory_mib",
    "forms-of-boxes.pdf": "memory_mib", "cells-without-end.html": "memory_mib",
    "million-pages.pdf": "pages", "many-entries.hwpx": "zip_entries",
}  # fmt: skip


@pytest.fixture(scope="module")
def reader() -> Iterator[ReaderProcess]:
    """A child that may use 300 MiB and a minute."""
    with pytest.MonkeyPatch.context() as settings, ReaderProcess() as process:
        settings.setenv("GONGPYO_MAX_MEMORY_MIB", "300")
        settings.setenv("GONGPYO_MAX_SECONDS", "60")
        settings.setattr(hostile, "INFLATED", SMALLER)
        yield process


def _convert(reader: ReaderProcess, name: str, folder: Path) -> Path:
    path = folder / name
    path.write_bytes(hostile.HOSTILE[name]())
    options = {
        "written": {},
        "values": {},
        "with_contacts": False,
        "single_read": True,
        "config": None,
        "preview": "",
    }
    return Path(reader.call("convert", path, out=str(folder / "out"), **options)["folder"])


@pytest.mark.parametrize("name", sorted(hostile.HOSTILE.keys() - HARMLESS))
def test_a_hostile_file_is_refused(reader: ReaderProcess, name: str, tmp_path: Path) -> None:
    with pytest.raises(PlanError) as refused:
        _convert(reader, name, tmp_path)
    error = refused.value
    assert error.code == ("limit" if name in LIMITED else "damaged"), error.en
    assert error.exit_code == (ExitCode.LIMIT if name in LIMITED else ExitCode.INPUT)
    assert error.details.get("limit") == LIMITED.get(name)
    assert name in error.ko and name in error.en
    assert sorted(path.name for path in tmp_path.iterdir()) == [name], "nothing is written"


@pytest.mark.parametrize("name", sorted(name for name, limit in LIMITED.items() if limit == "memory_mib"))
def test_memory_that_a_library_takes_is_a_limit_by_name(name: str, reader: ReaderProcess, tmp_path: Path) -> None:
    with pytest.raises(PlanError) as refused:
        _convert(reader, name, tmp_path)
    assert "GONGPYO_MAX_MEMORY_MIB" in refused.value.en and f"'{name}'" in refused.value.en


def test_formulas_and_markup_in_cells_stay_text(reader: ReaderProcess, tmp_path: Path) -> None:
    for name in sorted(HARMLESS):
        folder = _convert(reader, name, tmp_path)
        printed: list[str] = []
        for path in folder.rglob("*.csv"):
            with path.open(encoding="utf-8-sig", newline="") as file:
                cells = [cell for row in csv.reader(file) for cell in row]
            printed += cells
            assert not [cell for cell in cells if cell.startswith(FORMULA_STARTS) and len(cell) > 20]
        quoted = "<script>" if name == "markup.hwpx" else "=HYPERLINK"
        assert any(quoted in cell for cell in printed), "the text itself is kept"


def test_memory_that_expat_is_refused_is_no_damage() -> None:
    refused = expat.ExpatError("out of memory")
    refused.code = NO_MEMORY
    with pytest.raises(MemoryError):
        unlike_xml(refused, Path("plan.hwpx"))
    assert unlike_xml(expat.ExpatError("mismatched tag"), Path("plan.hwpx")).code == "damaged"
