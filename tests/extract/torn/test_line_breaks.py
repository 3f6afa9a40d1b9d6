"""Words that a line's end broke inside a cell are joined where the document's own words say so, and else stay apart."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.torn.line_breaks import mend_breaks
from fixtures.make.document import Cell, Document, Paragraph, Table
from fixtures.make.pdf_file import pdf_file
from gongpyo.pipeline import read_plan
from plan.records import document
from plan.records.base import Place

TITLE = "가온시 쉼터 기본계획(2025~2027)"


@pytest.mark.parametrize(
    ("broken", "elsewhere", "mended"),
    [
        ("운\n영횟수(회)", "쉼터 운영 횟수", "운영횟수(회)"),
        ("운영횟\n수(회)", "쉼터 운영 횟수", "운영횟수(회)"),
        ("운\n영횟수(회)", "쉼터 운영", "운\n영횟수(회)"),
        ("운\n영횟수(회)", "운 영횟수 운영 횟수", "운\n영횟수(회)"),
        ("공원\n조성지원", "공원조성 지원 공원", "공원\n조성지원"),
    ],
)
def test_a_word_of_two_that_stand_elsewhere_is_one(broken: str, elsewhere: str, mended: str) -> None:
    place = Place()
    cells = tuple(
        document.Cell(text=text, row=0, column=at, place=place) for at, text in enumerate((broken, elsewhere))
    )
    (table,) = mend_breaks([document.Table(rows=1, columns=2, cells=cells, place=place)])
    assert isinstance(table, document.Table)
    assert table.cells[0].text == mended


def test_the_name_of_a_row_in_a_narrow_cell_has_no_blank_inside_a_word(tmp_path: Path) -> None:
    rows = [["구분", "2025", "2026"], ["운\n영횟수(회)", "11", "12"]]
    cells = tuple(
        Cell(at, column, tuple(text.split("\n")), head=not at)
        for at, row in enumerate(rows)
        for column, text in enumerate(row)
    )
    blocks = (
        Paragraph(TITLE, "title"),
        Paragraph("1. 쉼터 운영"),
        Paragraph("□ 횟수"),
        Table(2, cells, (40.0,) * 3, 1),
    )
    path = tmp_path / "plan.pdf"
    path.write_bytes(pdf_file(Document(TITLE, (blocks,))))
    assert [entry.name for entry in read_plan(path).indicators] == ["운영횟수"]
