"""Rows printed as lines of their cells are rows where each item has a line, and else no value is given to one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from pathlib import Path

import pytest

from extract.torn.stacked import followed, items_of, lines_of, with_rows_of_lines
from extract.year_tables.heads.passage import passage_in
from fixtures.make.document import Block, Cell, Document, Paragraph, Table
from fixtures.make.hwp_file import hwp_file
from fixtures.make.hwpx_file import hwpx_file
from fixtures.make.pdf_file import pdf_file
from gongpyo.pipeline import read_plan
from plan.records import document
from plan.records.base import Place
from plan.records.document import Damage
from plan.records.meaning import Plan

WRITERS: dict[str, Callable[[Document], bytes]] = {"hwpx": hwpx_file, "hwp": hwp_file, "pdf": pdf_file}
TITLE = "나루시 2025년 주요업무계획"
WIDTHS = (38.0, 56.0, 26.0, 26.0, 26.0)
HEAD = "정책과제 추진사업 성과지표(’24년 →’25년)"
Lines = Sequence[str]
BOXES: tuple[tuple[Lines, ...], ...] = (
    (
        ("걷기 좋은", "강변 만들기"),
        ("• 산책길 정비", "• 쉼터 넓히기", "• 안내판 디자인"),
        ("길이(km)", "개소 수", "추진공정"),
        ("12", "27개소", "공모"),
        ("15", "38개소", "제작"),
    ),
    (
        ("책 읽는 마을",),
        ("• 이용률 높이기", "• 작은도서관 늘리기"),
        ("이용률(%)", "추진실적"),
        ("90%", "방문 60개소"),
        ("95%", "방문 64개소"),
    ),
)
GOALS = {
    ("걷기 좋은 강변 만들기", "산책길 정비", 15, "km"),
    ("걷기 좋은 강변 만들기", "쉼터 넓히기", 38, "개소"),
    ("책 읽는 마을", "이용률 높이기", 95, "%"),
    ("책 읽는 마을", "작은도서관 늘리기", 64, "개소"),
}
UNEVEN = (*BOXES[0][:3], ("12", "27개소"), ("15", "38개소"))


def _boxes(rows: Sequence[Sequence[Lines]], first: int = 0) -> list[Cell]:
    return [
        Cell(row, column, tuple(lines), align="left" if column == 1 else "centre")
        for row, cells in enumerate(rows, start=first)
        for column, lines in enumerate(cells)
    ]


def _under_a_line(rows: Sequence[Sequence[Lines]] = BOXES) -> tuple[Block, ...]:
    return (Paragraph(HEAD), Table(len(rows), tuple(_boxes(rows)), WIDTHS, head_rows=0))


def _with_own_head(rows: Sequence[Sequence[Lines]] = BOXES) -> tuple[Block, ...]:
    head = (
        Cell(0, 0, ("정책과제",), head=True),
        Cell(0, 1, ("추진사업",), head=True),
        Cell(0, 2, ("성과지표(’24년 → ’25년)",), column_span=3, head=True),
    )
    return (Paragraph("□ 주요사업 성과지표", "box"), Table(1 + len(rows), (*head, *_boxes(rows, 1)), WIDTHS))


def _read(tmp_path: Path, form: str, *blocks: Block) -> Plan:
    path = tmp_path / f"plan.{form}"
    path.write_bytes(WRITERS[form](Document(TITLE, ((Paragraph(TITLE, "title"), *blocks),))))
    return read_plan(path)


def _goals(plan: Plan) -> set[tuple[str, str, Decimal | None, str]]:
    names = {node.no: node.name for node in plan.programs}
    named = {(entry.program_no, entry.measure, entry.indicator_no): entry.name for entry in plan.indicators}
    goals = set()
    for one in plan.observations:
        assert one.year == 2025
        if one.value is None:
            continue
        label = named[one.program_no, one.measure, one.indicator_no]
        found = next(item for _, item, *_ in GOALS if item in label)
        goals.add((names[one.program_no], found, one.value, one.unit))
    return goals


@pytest.mark.parametrize("form", WRITERS)
@pytest.mark.parametrize("printed", [_under_a_line, _with_own_head])
def test_each_line_of_a_box_of_goals_is_a_row(
    tmp_path: Path, form: str, printed: Callable[[], tuple[Block, ...]]
) -> None:
    plan = _read(tmp_path, form, *printed())
    assert _goals(plan) == GOALS
    assert plan.findings == ()
    rows = {one.place.row for one in plan.observations}
    assert len(rows) == len(GOALS)  # each part has a place of its own


@pytest.mark.parametrize("form", WRITERS)
def test_lines_that_are_not_as_many_as_the_items_are_told(tmp_path: Path, form: str) -> None:
    plan = _read(tmp_path, form, *_with_own_head((UNEVEN, BOXES[1])))
    assert _goals(plan) == {goal for goal in GOALS if goal[0] == "책 읽는 마을"}
    told = [found.actual for found in plan.findings if found.rule == "cell-not-read"]
    assert told == ["15\n38개소"]


@pytest.mark.parametrize("form", WRITERS)
def test_lines_under_a_head_of_years_are_rows(tmp_path: Path, form: str) -> None:
    head = [Cell(0, at, (text,), head=True) for at, text in enumerate(("구분", "2025", "2026", "2027"))]
    body = _boxes([(("- 산책길(km)", "- 나무(그루)"), ("5", "1,000"), ("6", "1,100"), ("7", "1,200"))], 1)
    table = Table(2, (*head, *body), (60.0, 30.0, 30.0, 30.0))
    plan = _read(tmp_path, form, Paragraph("□ 연차별 추진계획", "box"), table)
    assert [one.value for one in plan.observations] == [5, 6, 7, 1000, 1100, 1200]
    assert [(entry.name, entry.unit) for entry in plan.indicators] == [("산책길", "km"), ("나무", "그루")]


def test_a_list_is_told_from_lines_that_go_on() -> None:
    assert items_of("• 산책길\n정비\n• 쉼터") == ["• 산책길\n정비", "• 쉼터"]
    assert items_of("① 산책길\n② 쉼터") == ["① 산책길", "② 쉼터"]
    assert items_of("• 산책길\n- 쉼터") == items_of("산책길\n쉼터") == items_of("-3\n-5") == []
    assert lines_of("1,234\n백만원") == ["1,234\n백만원"]
    assert lines_of("1,234\n(1,100)") == ["1,234\n(1,100)"]
    assert lines_of("5\n-\n7") == ["5", "-", "7"]


@pytest.mark.parametrize(
    "text", ["추진실적 성과지표(’24년 → ’25년)", "사업기간(’24년 → ’25년)", "성과지표(’25년 → ’24년)", "성과지표(’24)"]
)
def test_what_is_no_head_of_goals(text: str) -> None:
    assert passage_in(text) is None


@pytest.mark.parametrize("text", ["성과지표(’24년→’25년)", "성 과 목 표 (2024 ⇒ 2025)", "목표(24년 -> 25년)"])
def test_the_years_of_a_head_of_goals(text: str) -> None:
    years = passage_in(text)
    assert years is not None
    assert (years.first, years.last) == (2024, 2025)


def test_what_is_doubted_of_a_cell_is_doubted_of_its_lines() -> None:
    rows = (("구분", "2025", "2026"), ("• 길(km)\n• 쉼터(개소)", "1\n2", "3\n4"), ("나무(그루)", "5", "6"))
    cells = tuple(
        document.Cell(text=text, row=row, column=column, place=Place(table=0, row=row, column=column))
        for row, texts in enumerate(rows)
        for column, text in enumerate(texts)
    )
    table = document.Table(rows=3, columns=3, cells=cells, place=Place(table=0))
    (parted,), moved = with_rows_of_lines([table])
    assert isinstance(parted, document.Table)
    assert (parted.rows, [cell.text for cell in parted.cells if cell.column == 1]) == (4, ["2025", "1", "2", "5"])
    doubts = [
        Damage(rule="struck-out", place=Place(table=0, row=row, column=1), reason_ko="", reason_en="") for row in (1, 2)
    ]
    assert [part.place.row for part in followed(doubts, moved)] == [1, 2, 3]
