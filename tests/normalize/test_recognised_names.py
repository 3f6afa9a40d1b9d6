"""Programmes and series whose names were recognised in a picture are marked, those of pages with a text are not."""

from __future__ import annotations

from msgspec.structs import replace

from normalize.plan import as_extracted, normalize_plan
from output.tables.rows import rows_of
from plan.records.base import Place
from plan.records.document import Damage
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
