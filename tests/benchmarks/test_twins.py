"""Documents in two formats are compared value by value, and what differs is told by its label."""

from __future__ import annotations

import shutil
from collections import Counter
from pathlib import Path

import pytest
from msgspec.structs import replace

from benchmarks.twins import Row, main, other_labels, twins_in
from tests.conftest import ROOT

ROW = Row(program="쉼터", measure="target", indicator="쉼터", payer="", unit="개소", period="2024", value="3")


def test_the_formats_of_a_shape_are_twins(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shape = ROOT / "fixtures" / "shapes" / "transposed"
    shutil.copytree(shape, tmp_path / "docs")
    written = sorted(path.name for path in shape.glob("document.*"))
    assert {"document.hwpx", "document.pdf"} < set(written)
    assert [[path.name for path in group] for group in twins_in(tmp_path / "docs")] == [written]
    assert main([str(tmp_path)]) == 0
    assert "rows are equal in all labels" in capsys.readouterr().out


def test_a_document_that_one_format_refuses_is_no_twin(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copytree(ROOT / "fixtures" / "shapes" / "transposed", tmp_path / "docs")
    (tmp_path / "docs" / "document.hwpx").write_bytes(b"PK\3\4")
    assert main([str(tmp_path), "-v"]) == 1
    assert "refused: " in capsys.readouterr().out


@pytest.mark.parametrize(("label", "other"), [("unit", "명"), ("program", "숲길"), ("value", "4")])
def test_a_row_that_differs_in_one_label_is_counted_under_it(label: str, other: str) -> None:
    both, left = Counter([ROW]), replace(ROW, period="2025")
    assert other_labels(both + Counter([left]), both + Counter([replace(left, **{label: other})])) == {
        label: 1,
        "alone": 0,
    }


def test_a_row_that_differs_in_more_stands_alone() -> None:
    assert other_labels(Counter([ROW]), Counter([replace(ROW, unit="명", value="4")])) == {"alone": 1}
