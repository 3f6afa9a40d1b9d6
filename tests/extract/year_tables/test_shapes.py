"""Small documents of one shape each, against what is printed in them as written down by hand."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import asdict

from gongpyo.pipeline import read_tables
from plan.records.printed import YearTable
from tests.golden import FIXTURES

SHAPES = sorted(path for path in (FIXTURES / "shapes").glob("*/document.*"))


@pytest.mark.parametrize("path", SHAPES, ids=lambda path: f"{path.parent.name}-{path.suffix[1:]}")
def test_shape(path: Path) -> None:
    with (path.parent / "expected.toml").open("rb") as file:
        wanted: list[dict[str, Any]] = tomllib.load(file).get("table", [])
    found = list(read_tables(path).year_tables)
    paged = path.suffix == ".pdf"
    assert [_as_printed(table, row, paged=paged) for table, row in zip(found, wanted, strict=True)] == [
        _expected(row, paged=paged) for row in wanted
    ]


def _expected(row: dict[str, Any], *, paged: bool) -> dict[str, Any]:
    expected = {key: value for key, value in row.items() if key != "pages" or paged}
    return expected | {"rows": [[_bare(text) for text in line] for line in row["rows"]]}


def _as_printed(table: YearTable, wanted: dict[str, Any], *, paged: bool) -> dict[str, Any]:
    """What the expectation names of a table."""
    columns = [
        {
            key: value
            for key, value in asdict(column).items()
            if key not in ("column", "state", "rule", "printed") and value is not None and value != ""
        }
        for column in table.columns
    ]
    read = {
        "program_no": table.program_no,
        "title": table.title,
        "unit": table.unit_text,
        "kind": table.kind,
        "header_rows": table.header_rows,
        "transposed": table.transposed,
        "columns": columns,
        "rows": [[_bare(cell.text) for cell in row] for row in table.grid],
        **({"pages": list(table.pages)} if paged else {}),
    }
    return {key: read[key] for key in _expected(wanted, paged=paged)}


def _bare(text: str) -> str:
    """White space inside a cell depends on where its lines end."""
    return "".join(text.split())
