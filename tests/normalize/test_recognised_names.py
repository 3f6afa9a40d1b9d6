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
