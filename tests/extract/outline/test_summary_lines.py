"""A summary line belongs to the programme that prints its figures under its name, in the order of the document."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extract.outline.outline import Outline
from extract.outline.tree import Tree
from extract.pieces import piece_of
from extract.summary import best_alignments, find_summary_lines
from extract.year_tables.find import find_year_tables
from extract.year_tables.kind import Dated
from plan.records.base import Place
from plan.records.document import Cell, Table
from plan.records.printed import ProgramNode

WIDTH = 6
ROWS = st.lists(st.dictionaries(st.integers(0, WIDTH - 1), st.integers(1, 8).map(float)), max_size=6)


@settings(suppress_health_check=[HealthCheck.too_slow])  # the first draw compiles the strategy
@given(ROWS)
def test_the_alignment_is_the_one_of_highest_score_that_never_crosses(scores: list[dict[int, float]]) -> None:
    best = best_alignments(scores, WIDTH)
    for i, row in enumerate(scores):
        for j in range(WIDTH):
            matched = best[i + 1][j + 1] + row.get(j, 0)
            assert best[i][j] == max(matched, best[i + 1][j], best[i][j + 1])
    assert set(best[len(scores)]) == {0.0} and {row[WIDTH] for row in best} == {0.0}


def _node(no: str, name: str, block: int) -> ProgramNode:
    return ProgramNode(no=no, no_printed=no[1:], level="program", parent_no="", name=name, place=Place(paragraph=block))


def _table(number: int, *values: str) -> Table:
    rows = [["구분", "2024", "2025"], ["목표(명)", *values]]
    cells = tuple(
        Cell(text=text, row=row, column=column, place=Place(table=number, row=row, column=column))
        for row, line in enumerate(rows)
        for column, text in enumerate(line)
    )
    return Table(rows=2, columns=3, cells=cells, place=Place(table=number))


def test_a_line_goes_to_the_programme_with_its_figures_and_name_and_no_line_crosses_another() -> None:
    nodes = [_node("P1-1-1", "마을 도서관", 0), _node("P1-1-2", "골목 놀이터", 1), _node("P1-1-3", "숲길 걷기", 2)]
    outline = Outline(nodes=tuple(nodes), starts=((0, "P1-1-1"), (1, "P1-1-2"), (2, "P1-1-3")))
    blocks = [_table(0, "110", "120"), _table(1, "30", "40"), _table(2, "500", "510")]
    tables, *_ = find_year_tables(blocks, Tree(()), outline, "", (2024, 2025), Dated(), ())
    texts = [
        "◈ 마을 도서관(명) : ('24) 110 → ('25) 120",
        "◈ 남의 사업(명) : ('24) 7 → ('25) 8",
        "◈ 숲길 걷기(명) : ('24) 500 → ('25) 510",
        "◈ 골목 공터(명) : ('24) 30 → ('25) 40",
        "○ 마을 도서관(명) : ('24) 110 → ('25) 120",
    ]
    lines = find_summary_lines([piece_of(text, Place(paragraph=9), 9) for text in texts], outline, tables)
    assert [line.program_no for line in lines] == ["P1-1-1", "", "P1-1-3", ""]
