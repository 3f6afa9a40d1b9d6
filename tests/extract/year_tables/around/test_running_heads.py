"""What stands in the margin above each page of a PDF titles no table."""

from __future__ import annotations

from pathlib import Path

from fixtures.make.document import Block, Document, Paragraph, grid
from fixtures.make.pdf_file import pdf_file
from gongpyo.pipeline import read_tables

HEAD = "제1기 가온시 물빛 기본계획"


def test_a_table_behind_a_break_of_the_page_has_the_title_before_it(tmp_path: Path) -> None:
    table = grid([["구분", "2026", "2027", "2028"], ["쉼터(곳)", "1", "2", "3"]], [40, 20, 20, 20])
    broken = grid([["구분", "2026", "2027", "2028"], ["길(곳)", "4", "5", "6"]], [40, 20, 20, 20])
    first: tuple[Block, ...] = (Paragraph(f"{HEAD}(2026~2028)", "title"), Paragraph("1. 쉼터 조성", "heading"))
    second: tuple[Block, ...] = (
        *(Paragraph("□ 연차별 목표"), table, Paragraph("2. 길 정비", "heading"), Paragraph("ㅇ 길을 해마다 고친다")),
        Paragraph("□ 연도별 정비 목표"),
    )
    third: tuple[Block, ...] = (Paragraph("", new_page=True), broken)
    path = tmp_path / "plan.pdf"
    path.write_bytes(pdf_file(Document(f"{HEAD}(2026~2028)", (first, second + third), running_head=HEAD)))
    assert [found.title for found in read_tables(path).year_tables] == ["연차별 목표", "연도별 정비 목표"]
