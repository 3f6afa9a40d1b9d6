"""The pages that the stored line layout of Hangul's formats tells, and where it tells none."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from pathlib import Path

import pytest

from extract.readers.hwp.line_layout import column_count, frame_of, laid_cell, laid_table, lines_of
from extract.readers.line_layout.afloat import Frame
from extract.readers.line_layout.laid import Laid, LaidCell, LaidParagraph, LaidTable, Line
from extract.readers.line_layout.pages import Pager, StoredPages
from extract.readers.read import read_document
from plan.errors import PlanError
from plan.records.document import Block, Cell, Table
from tests.conftest import SHARED, hwpx_bytes, hwpx_section

CORPUS = SHARED / "corpus" / "docs"
ENOUGH = 0.99  # of the cells whose page the twin tells
BODY = 100_000  # the height of the text of a page, in HWPUNIT
WIDTH = 60_000
ROW = 20_000


def _cell(row: int, *tops: int, height: int = ROW, is_head: bool = False, tables: Sequence[LaidTable] = ()) -> LaidCell:
    laid = Laid()
    laid.lines += [Line(top, 1_000) for top in tops]
    laid.tables += tables
    return LaidCell(row, 1, height, 0, 0, laid, is_head)


def _table(number: int, *cells: LaidCell, is_whole: bool = False, height: int = 0) -> LaidTable:
    return LaidTable(number=number, cells=list(cells), height=height, is_below=True, is_whole=is_whole)


def _paragraph(number: int, *tops: int, table: LaidTable | None = None, breaks: bool = False) -> LaidParagraph:
    laid = Laid()
    laid.lines += [Line(top, 1_000) for top in tops]
    if table:
        table.down += tops[0]
        laid.tables.append(table)
    return LaidParagraph(number, laid, breaks)


def _pages(*paragraphs: LaidParagraph, columns: int = 1) -> StoredPages:
    pager = Pager()
    pager.begin_section(0)
    for index, paragraph in enumerate(paragraphs):
        if not index:
            paragraph.frame, paragraph.columns = Frame(WIDTH, BODY, 0, 0, WIDTH, BODY), columns
        pager.take(paragraph)
    found = pager.end()
    assert found is not None
    return found


def _rows(count: int) -> list[LaidCell]:
    return [_cell(row, 0) for row in range(count)]


def test_a_line_above_the_one_before_it_is_on_the_next_page() -> None:
    found = _pages(_paragraph(1, 0), _paragraph(2, 90_000, 0), _paragraph(3, 20_000), _paragraph(4, 0))
    assert found.paragraphs[0] == [(1, 1), (2, 1), (3, 2), (4, 3)]


def test_a_table_that_claims_more_rows_than_there_may_be_is_refused_before_they_are_made() -> None:
    with pytest.raises(PlanError) as refused:
        _pages(_paragraph(1, 0, table=_table(1, _cell(300_000_000, 0))), _paragraph(2, 40_000))
    assert refused.value.details["limit"] == "table_rows"


def test_a_break_that_is_said_and_seen_is_one() -> None:
    found = _pages(
        _paragraph(1, 0), _paragraph(2, 90_000), _paragraph(3, 0, breaks=True), _paragraph(4, 0, breaks=True)
    )
    assert [page for _, page in found.paragraphs[0]] == [1, 1, 2, 3]


def test_lines_beside_each_other_are_on_one_page() -> None:
    beside = _paragraph(2, 30_000)
    beside.laid.lines.append(Line(30_000, 10_000, 500))
    assert [page for _, page in _pages(_paragraph(1, 0), beside, _paragraph(3, 50_000)).paragraphs[0]] == [1, 1, 1]


def test_the_rows_of_a_table_go_on_over_the_page() -> None:
    table = _table(7, *_rows(6))
    found = _pages(_paragraph(1, 0), _paragraph(2, 30_000, table=table), _paragraph(3, 60_000))
    assert found.rows[7] == [1, 1, 1, 2, 2, 2]
    assert found.paragraphs[0][-1] == (3, 2)


def test_a_head_that_is_printed_again_takes_its_room_again() -> None:
    table = _table(7, _cell(0, 0, is_head=True), *_rows(6)[1:])
    found = _pages(_paragraph(1, 0), _paragraph(2, 30_000, table=table), _paragraph(3, 80_000))
    assert found.rows[7] == [1, 1, 1, 2, 2, 2]


def test_a_row_is_cut_where_its_own_lines_begin_anew() -> None:
    inner = _table(8, _cell(0, 0))
    inner.turns = 1
    table = _table(7, _cell(0, 0), _cell(1, 0, 20_000, 0, 20_000, tables=[inner]), _cell(2, 0))
    found = _pages(_paragraph(1, 0), _paragraph(2, 40_000, table=table), _paragraph(3, 41_000))
    assert found.rows[7] == [1, 1, 2]
    assert found.rows[8] == [2]


def test_a_table_that_is_never_cut_is_on_the_next_page() -> None:
    table = _table(7, *_rows(4), is_whole=True)
    found = _pages(_paragraph(1, 0), _paragraph(2, 50_000, table=table), _paragraph(3, 80_000))
    assert found.rows[7] == [2, 2, 2, 2]


def test_a_line_that_its_table_has_pushed_down_is_behind_it() -> None:
    table = _table(7, *_rows(6))
    table.down = -5_000
    found = _pages(_paragraph(1, 0, 30_000), _paragraph(2, 60_500, table=table), _paragraph(3, 62_000))
    assert found.rows[7] == [1, 1, 1, 2, 2, 2]
    assert found.paragraphs[0][-1] == (3, 2)


@pytest.mark.parametrize("next_top", [16_000, 93_000])
def test_a_table_that_does_not_end_where_the_next_paragraph_begins_has_no_page(next_top: int) -> None:
    table = _table(7, *_rows(6))
    found = _pages(_paragraph(1, 0), _paragraph(2, 35_000, table=table), _paragraph(3, next_top))
    assert found.rows[7] == [None] * 6
    assert found.paragraphs[0] == [(1, 1), (2, 1), (3, None)]


def test_lines_that_were_never_laid_out_tell_no_page() -> None:
    stale = _paragraph(2, 0)
    stale.laid.lines[0] = Line(0, 0)
    assert _pages(_paragraph(1, 0), stale, _paragraph(3, 0)).paragraphs[0] == [(1, 1), (2, None), (3, None)]
    table = _table(7, _cell(0, 0, 0, 0), *_rows(6)[1:])
    assert _pages(_paragraph(1, 0), _paragraph(2, 10_000, table=table)).rows[7] == [None] * 6


def test_several_columns_tell_no_page() -> None:
    assert _pages(_paragraph(1, 0), _paragraph(2, 50_000), columns=2).paragraphs[0] == [(1, None), (2, None)]


def test_a_document_without_lines_has_no_pages() -> None:
    pager = Pager()
    pager.begin_section(0)
    pager.take(_paragraph(1))
    assert pager.end() is None


def cells_in(blocks: Sequence[Block]) -> Iterator[Cell]:
    for block in blocks:
        if isinstance(block, Table):
            for cell in block.cells:
                yield cell
                yield from cells_in(cell.blocks)


def _letters(cell: Cell) -> str:
    return re.sub(r"\W", "", cell.text)


@pytest.mark.parametrize(
    "name", ["nikl-workplan-2022.hwp", "overseas-investment-2024.hwpx", "seoul-youth-office-2026.hwpx"]
)
def test_the_pages_are_those_of_the_printed_twin(name: str) -> None:
    path = CORPUS / name
    if not path.exists():
        pytest.skip("the corpus of real documents is not here")
    ours = list(cells_in(read_document(path).blocks))
    printed = list(cells_in(read_document(path.with_suffix(".pdf")).blocks))
    same = SequenceMatcher(None, [*map(_letters, ours)], [*map(_letters, printed)], autojunk=False)
    pairs = [
        (ours[first + index].place.page, printed[second + index].place.page)
        for first, second, length in same.get_matching_blocks()
        for index in range(length)
        if _letters(ours[first + index])
    ]
    assert len(pairs) > 200
    assert sum(own == other for own, other in pairs) / len(pairs) >= ENOUGH


def test_hwpx_says_its_lines_and_sizes_in_attributes(tmp_path: Path) -> None:
    page = (
        '<hp:secPr><hp:pagePr landscape="WIDELY" width="59528" height="84188">'
        '<hp:margin header="2834" footer="2834" top="4251" bottom="4251"/></hp:pagePr></hp:secPr>'
    )
    rows = "".join(
        f"<hp:tr><hp:tc><hp:subList><hp:p><hp:run><hp:t>{row}</hp:t></hp:run>{_stored(0)}</hp:p></hp:subList>"
        f'<hp:cellAddr colAddr="0" rowAddr="{row}"/><hp:cellSpan colSpan="1" rowSpan="1"/><hp:cellSz height="20000"/>'
        "</hp:tc></hp:tr>"
        for row in range(4)
    )
    table = (
        f'<hp:tbl rowCnt="4" colCnt="1" pageBreak="CELL" textWrap="TOP_AND_BOTTOM"><hp:sz height="80000"/>'
        f'<hp:pos treatAsChar="0" vertRelTo="PARA" vertOffset="0"/>{rows}</hp:tbl>'
    )
    document = _read_hwpx(
        tmp_path,
        f"<hp:p><hp:run>{page}<hp:t>앞</hp:t></hp:run>{_stored(0)}</hp:p>",
        f"<hp:p><hp:run>{table}</hp:run>{_stored(20_000)}</hp:p>",
        f"<hp:p><hp:run><hp:t>뒤</hp:t></hp:run>{_stored(40_000)}</hp:p>",
        f'<hp:p pageBreak="1"><hp:run><hp:t>끝</hp:t></hp:run>{_stored(0)}</hp:p>',
    )
    assert [block.place.page for block in document] == [1, 1, 2, 3]
    assert [cell.place.page for cell in cells_in(document)] == [1, 1, 2, 2]


def _stored(top: int) -> str:
    return f'<hp:linesegarray><hp:lineseg textpos="0" vertpos="{top}" vertsize="1000" horzpos="0"/></hp:linesegarray>'


def _read_hwpx(folder: Path, *paragraphs: str) -> tuple[Block, ...]:
    path = folder / "plan.hwpx"
    path.write_bytes(hwpx_bytes(hwpx_section(*paragraphs)))
    return read_document(path).blocks


def test_hwp_says_its_lines_and_sizes_in_records() -> None:
    assert lines_of(struct.pack("<I7iI", 0, 1_500, 1_000, 1_000, 850, 600, 40, 48_000, 0)) == [Line(1_500, 1_000, 40)]
    control = struct.pack("<4sIiiIIi4H", b" lbt", 2 << 3 | 1 << 21, -300, 0, 40_000, 9_000, 1, 10, 20, 30, 40)
    said = struct.pack("<IHHH4H", 6, 2, 3, 0, 510, 510, 141, 142)
    table = laid_table(control, said, 4)
    assert (table.number, table.is_below, table.is_inline, table.is_whole) == (4, True, False, False)
    assert (table.down, table.height, table.margins) == (-300, 9_000, 70)
    address = (1, 5, 1, 2)  # column, row, columns, rows
    cell = laid_cell(struct.pack("<II4HII4HH", 1, 1 << 18, *address, 4_000, 2_500, 1, 2, 3, 4, 1), said, Laid())
    assert cell is not None
    assert (cell.row, cell.rows, cell.height, cell.above, cell.below, cell.is_head) == (5, 2, 2_500, 141, 142, True)
    upright = struct.pack("<9II", 59_528, 84_188, 1, 2, 4_000, 3_000, 2_000, 1_000, 0, 0)
    on_its_side = upright[:-4] + struct.pack("<I", 1)
    assert [frame.height for page in (upright, on_its_side) if (frame := frame_of(page))] == [74_188, 49_528]
    assert column_count(struct.pack("<4sH", b"dloc", 2 << 2)) == 2
