"""Programmes and series whose names were recognised in a picture are marked, those of pages with a text are not."""

from __future__ import annotations

import msgspec
from msgspec.structs import replace

from normalize.plan import as_extracted, normalize_plan
from output.tables.rows import rows_of
from plan.records.base import Place
from plan.records.document import Damage, LineCertainty
from plan.records.printed import ExtractedPlan
from tests.conftest import extracted, program, year_table

RECOGNISED = Damage(rule="recognised", place=Place(page=2), reason_ko="그림입니다.", reason_en="It is a picture.")


def _half_scanned() -> ExtractedPlan:
    """A programme of a page with a text, and one whose page is a picture."""
    printed, scanned = program(), replace(program("P1-1-2", "책 나눔 장터"), place=Place(page=2))
    tables = [
        year_table(("개관 목표(개소)", "3", "1", "2"), number=0),
        year_table(("장터 개최 목표(회)", "4", "2", "2"), program_no="P1-1-2", number=1),
    ]
    grid = tuple(tuple(replace(c, place=replace(c.place, page=2)) for c in row) for row in tables[1].grid)
    tables[1] = replace(tables[1], grid=grid, place=Place(page=2, table=1))
    return replace(extracted(*tables, programs=(printed, scanned)), damage=(RECOGNISED,))


def test_names_of_a_scanned_page_are_marked_and_no_others() -> None:
    plan = normalize_plan(_half_scanned(), plan_id="plan")
    for table in ("programs", "indicators"):
        assert [row["flags"] for row in rows_of(plan, table)] == ["", "ocr"]
    assert {row["flags"] for row in rows_of(plan, "targets")} == {"", "ocr; ocr_program"}


def test_a_name_of_the_chart_is_marked_by_the_page_of_the_chart() -> None:
    charted = replace(program(), chart_place=Place(page=2))
    plan = normalize_plan(
        replace(_half_scanned(), programs=(charted, program("P1-1-2", "책 나눔 장터"))), plan_id="plan"
    )
    assert [node.flags for node in plan.programs] == [("ocr",), ()]


def test_the_marks_stay_the_same_when_a_plan_is_audited_once_more() -> None:
    plan = normalize_plan(_half_scanned(), plan_id="plan")
    again = normalize_plan(as_extracted(plan), plan_id="plan")
    assert (again.programs, again.indicators) == (plan.programs, plan.indicators)
    unscanned = normalize_plan(replace(as_extracted(plan), damage=()), plan_id="plan")
    assert not any(node.flags for node in unscanned.programs)


def _line(top: float, certainty: float) -> LineCertainty:
    return LineCertainty(place=Place(page=2, box=(210.0, top, 240.0, top + 8)), certainty=certainty)


def test_a_cell_keeps_how_certain_the_least_certain_of_its_lines_was() -> None:
    scanned = _half_scanned()
    (text, picture), rows = scanned.year_tables, 20.0
    grid = tuple(
        tuple(
            replace(
                cell,
                place=replace(
                    cell.place, box=(200.0 * cell.column, rows * at, 200.0 * cell.column + 199, rows * at + 19)
                ),
            )
            for cell in row
        )
        for at, row in enumerate(picture.grid)
    )
    scanned = replace(scanned, year_tables=(text, replace(picture, grid=grid)))
    lines = (_line(rows + 1, 0.99), _line(rows + 10, 0.97), _line(rows * 10, 0.2))
    plan = normalize_plan(replace(scanned, certainties=lines), plan_id="plan")
    assert plan.decided is not None
    known = {(cell.page, cell.row, cell.column): cell.confidence for cell in plan.decided.cells if cell.confidence}
    assert known == {(2, 1, 1): 0.97}
    again = normalize_plan(as_extracted(plan), plan_id="plan")
    assert again.decided == plan.decided
    assert "confidence" not in msgspec.json.encode(normalize_plan(_half_scanned(), plan_id="plan").decided).decode()


def _on_the_next_page(*charted: str) -> ExtractedPlan:
    """Two programmes of two tasks, each with its table on the page behind its heading, and a chart of programmes."""
    names = {"P1-1-1": "책마을 조성", "P1-2-1": "책 나눔 장터", "P1-1-2": "책 읽는 거리"}
    programs = [replace(program(no, names[no]), place=Place(page=page)) for no, page in (("P1-1-1", 2), ("P1-2-1", 4))]
    programs = [replace(node, heading=f"{node.no} {node.name}") for node in programs]
    unseen = [replace(program(no, names[no]), heading="") for no in charted if no not in ("P1-1-1", "P1-2-1")]
    nodes = sorted((*programs, *unseen), key=lambda node: node.no)
    nodes = [replace(node, chart_place=Place(page=1)) if node.no in charted else node for node in nodes]
    tables = []
    for at, node in enumerate(programs):
        table = year_table(("개관 목표(개소)", "3", "1", "2"), program_no=node.no, number=at)
        place = Place(page=(node.place.page or 0) + 1, table=at)
        grid = tuple(
            tuple(replace(cell, place=replace(cell.place, page=place.page)) for cell in row) for row in table.grid
        )
        tables.append(replace(table, grid=grid, place=place, owner_rule="code"))
    damage = [replace(RECOGNISED, place=Place(page=page)) for page in (1, 2, 3, 4, 5)]
    return replace(extracted(*tables, programs=tuple(nodes)), damage=tuple(damage))


def test_a_table_on_the_next_page_is_of_its_programme_where_the_chart_has_none_between() -> None:
    in_doubt = {
        chart: {
            one.program_no
            for one in normalize_plan(_on_the_next_page(*chart), plan_id="plan").observations
            if "ocr_program" in one.flags
        }
        for chart in ((), ("P1-1-1", "P1-2-1"), ("P1-1-1", "P1-1-2", "P1-2-1"))
    }
    assert list(in_doubt.values()) == [{"P1-1-1", "P1-2-1"}, set(), {"P1-1-1"}], "a heading of P1-1-2 may be missed"
