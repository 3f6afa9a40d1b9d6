"""Every cell in scope has a fate, a rule that gave it, and where it is a value the rules of its unit and measure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import get_args

import pytest
from msgspec.structs import replace

from normalize.plan import as_extracted, decide, normalize_plan
from plan.records.meaning import CellDecision
from plan.records.printed import YearTable
from plan.records.values import ColumnRole, FateRule, MeasureRule, UnitRule
from tests.conftest import extracted, plan_of_every_kind, table_grid, year_table

COST = ("사업비(백만원)", "30", "10", "20")
ROW = ("나무 심기 목표(그루)", "30", "10", "20")


def cells_of(table: YearTable) -> list[CellDecision]:
    return list(decide(extracted(table)).cells)


def at(table: YearTable, row: int, column: int) -> CellDecision:
    (found,) = (cell for cell in cells_of(table) if (cell.row, cell.column) == (row, column))
    return found


def with_heads(table: YearTable, **changed: object) -> YearTable:
    return replace(
        table,
        columns=tuple(replace(column, **changed) if column.role == "year" else column for column in table.columns),
    )


def under_payers(table: YearTable) -> YearTable:
    """The same with 재원 over its labels."""
    corner, *others = table.grid[0]
    return replace(table, grid=((replace(corner, text="재원"), *others), *table.grid[1:]))


def with_total_head(table: YearTable, head: str) -> YearTable:
    columns = (replace(c, printed=head) if c.role == "total" else c for c in table.columns)
    return replace(table, columns=tuple(columns))


def with_total(table: YearTable, qualifier: str) -> YearTable:
    heads = (replace(column, qualifier=qualifier) if column.role == "total" else column for column in table.columns)
    return replace(table, columns=tuple(heads))


def with_series(table: YearTable) -> YearTable:
    """The same with two columns for each year: how much of it, and what it costs."""
    amounts = {"사업량(그루)": "target", "사업비(백만원)": "budget"}
    heads = [*amounts] * 2
    columns = (
        replace(column, series=series, measure=amounts[series])
        for column, series in zip(table.columns[1:], heads, strict=True)
    )
    return replace(table, columns=(table.columns[0], *columns))


def with_unit_column() -> YearTable:
    table = year_table(("나무 심기 목표", "그루", "10", "20"), roles=("label", "label", 2024, 2025))
    return replace(table, grid=table_grid((("구분", "단위", "2024", "2025"), ("나무 심기 목표", "그루", "10", "20"))))


def with_name_above() -> YearTable:
    """A name that stands in the blank place below it too."""
    rows = (("사업", "재원", "2024", "2025"), ("정수장", "국비", "10", "20"), ("", "시비", "30", "40"))
    head, first, second = table_grid(rows)
    table = year_table(("정수장", "국비", "10", "20"), roles=("label", "label", 2024, 2025))
    return replace(table, grid=(head, first, (first[0], *second[1:])))


def with_part_head() -> YearTable:
    """A head over the labels that reaches down over their rows."""
    rows = (("소요예산", "구분", "2024", "2025"), ("^", "계", "10", "20"))
    return replace(
        year_table(("소요예산", "계", "10", "20"), roles=("label", "label", 2024, 2025)), grid=table_grid(rows)
    )


FATES: list[tuple[FateRule, tuple[int, int], YearTable]] = [
    ("row-label", (1, 0), year_table(ROW)),
    ("name-above", (1, 0), with_name_above()),
    ("value-of-period", (1, 2), year_table(ROW)),
    ("unit-row", (1, 0), year_table(("(단위: 명)", "<", "<", "<"), ROW)),
    ("change-row", (2, 1), year_table(ROW, ("증감", "3", "1", "2"))),
    ("share-row", (2, 1), year_table(COST, ("비율(%)", "100", "30", "70"))),
    ("share-row", (3, 2), year_table(COST, ("국비", "20", "6", "14"), ("국비 비중(%)", "66.7", "60", "70"))),
    ("value-of-period", (2, 1), year_table(ROW, ("비율(%)", "100", "30", "70"))),
    ("value-of-period", (2, 1), year_table(COST, ("여성 비율(%)", "50", "30", "70"))),
    ("text-row", (2, 1), year_table(ROW, ("산출근거", "연구용역", "조사", "조사"))),
    ("words", (1, 3), year_table(("나무 심기 목표(그루)", "30", "10", "추가로 5그루씩 더"))),
    ("note-column", (1, 4), year_table((*ROW, "-"), roles=("label", "total", 2024, 2025, "note"))),
    ("change-column", (1, 4), year_table((*ROW, "1"), roles=("label", "total", 2024, 2025, "change"))),
    ("part-of-year", (1, 2), year_table(("1분기", "30", "10", "20"))),
    ("same-period", (1, 3), year_table(ROW, roles=("label", "total", 2024, 2024))),
    ("unit-column", (1, 1), with_unit_column()),
    ("single-among-pairs", (1, 3), year_table(("나무, 꽃 목표", "30그루, 3회", "10그루, 1회", "20그루"))),
    (
        "several-rows",
        (1, 2),
        year_table(("나무 심기 목표(그루)", "30", "10", "20"), ("꽃 심기 목표(송이)", "3", "^", "2")),
    ),
    ("several-periods", (1, 2), year_table(("나무 심기 목표(그루)", "30", "10", "<"))),
]
UNITS: list[tuple[UnitRule, YearTable]] = [
    ("in-label", year_table(ROW)),
    ("unit-line", year_table(("나무 심기 목표", "30", "10", "20"), unit_text="(단위: 그루)")),
    ("unit-row", year_table(("(단위: 그루)", "<", "<", "<"), ("나무 심기 목표", "30", "10", "20"))),
    ("in-cell", year_table(("나무 심기 목표", "30그루", "10그루", "20그루"))),
    ("under-years", with_heads(year_table(("나무 심기", "30", "10", "20")), qualifier="명")),
    ("unit-column", with_unit_column()),
    ("column-head", with_heads(year_table(("나무 심기 사업비(백만원)", "30", "10", "20")), qualifier="억원")),
    (
        "equal-amount",
        replace(
            year_table(("나무 심기 사업비", "30", "10", "20"), unit_text="총사업비 : 30백만원 ※ 국비 50%"),
            title="연도별 투자계획",
        ),
    ),
    ("in-turn", year_table(("예산", "30", "10", "20"), ("쉼터", "3", "1", "2"), unit_text="(단위: 백만원, 개소)")),
    ("of-sum-above", year_table(COST, ("둑길", "20", "6", "14"), ("물길", "10", "4", "6"))),
    ("of-budget-above", year_table(COST, ("국비", "20", "6", "14"))),
    ("of-total", with_total(year_table(("나무 심기 사업비", "30", "10", "20")), "백만원")),
]
MEASURES: list[tuple[MeasureRule, YearTable]] = [
    ("in-label", year_table(ROW)),
    ("units-of-cells", year_table(("나무 심기", "30그루", "10그루", "20그루"))),
    ("head-over-years", with_heads(year_table(("나무 심기", "30", "10", "20")), measure="budget")),
    ("payer-head", under_payers(year_table(("물사랑회비", "30", "10", "20")))),
    ("payer-over-years", with_heads(year_table(("나무 심기", "30", "10", "20")), qualifier="국비")),
    (
        "series-head",
        with_series(year_table(("나무 심기", "10", "5", "20", "6"), roles=("label", 2024, 2024, 2025, 2025))),
    ),
    ("part-head", with_part_head()),
    ("part-of-sum", year_table(COST, ("둑길", "20", "6", "14"), ("물길", "10", "4", "6"))),
    ("total-head", with_total_head(year_table(("나무 심기", "30", "10", "20")), "총사업비")),
    (
        "title-of-goals",
        replace(
            year_table(("심기(그루)", "30", "10", "20"), ("모금 규모(억원)", "30", "10", "20")), title="연도별 이행목표"
        ),
    ),
    ("running-total", year_table(("모금액(억원)", "30", "10", "20"), ("누계(억원)", "30", "10", "30"))),
    ("income", year_table(("수입 계", "30", "10", "20"), unit_text="(단위: 천원)")),
    (
        "paid-from-income",
        year_table(
            ("계", "30", "10", "20"),
            ("군비", "20", "6", "14"),
            ("사용료 수입", "10", "4", "6"),
        ),
    ),
    ("payer-in-title", replace(year_table(("나무 심기", "30", "10", "20")), title="투자계획(군비)")),
    (
        "summed-with-payers",
        year_table(("계", "30", "10", "20"), ("국비", "20", "6", "14"), ("둑길분담채", "10", "4", "6")),
    ),
    (
        "beside-payers",
        year_table(("국비", "20", "6", "14"), ("장터조합 기부금", "11", "4", "7"), unit_text="(단위: 백만원)"),
    ),
    (
        "summed-bodies",
        year_table(
            ("계", "30", "10", "20"),
            ("여울철도공단", "20", "6", "14"),
            ("다솜구", "10", "4", "6"),
            unit_text="(단위: 억원)",
        ),
    ),
    (
        "income-statement",
        year_table(
            ("매출액", "30", "10", "20"),
            ("영업이익", "20", "6", "14"),
            ("매출원가", "10", "4", "6"),
            unit_text="(단위: 억원)",
        ),
    ),
    ("group-of-people", year_table(("민간", "30", "10", "20"), unit_text="(단위: 명)")),
]


@pytest.mark.parametrize(("rule", "place", "table"), FATES, ids=lambda each: each if isinstance(each, str) else "")
def test_the_rule_of_a_fate_is_kept(rule: FateRule, place: tuple[int, int], table: YearTable) -> None:
    assert at(table, *place).rule == rule


@pytest.mark.parametrize(("rule", "table"), UNITS, ids=lambda each: each if isinstance(each, str) else "")
def test_the_rule_of_a_unit_is_kept(rule: UnitRule, table: YearTable) -> None:
    last = cells_of(table)[-1]
    assert (last.unit_rule, last.fate, last.year) == (rule, "read", 2025)
    assert last.unit


@pytest.mark.parametrize(("rule", "table"), MEASURES, ids=lambda each: each if isinstance(each, str) else "")
def test_the_rule_of_a_measure_is_kept(rule: MeasureRule, table: YearTable) -> None:
    assert cells_of(table)[-1].measure_rule == rule


@pytest.mark.parametrize("tables", [[table for _, _, table in FATES], [table for _, table in UNITS]], ids=["a", "b"])
def test_the_fates_add_up_to_the_cells_in_scope(tables: Sequence[YearTable]) -> None:
    numbered = [replace(table, number=at, place=replace(table.place, table=at)) for at, table in enumerate(tables)]
    decided = decide(extracted(*numbered))
    count, fates = decided.count, Counter(cell.fate for cell in decided.cells)
    assert count.in_scope == len(decided.cells) == count.read + count.ignored + count.findings
    assert (count.read, count.ignored, count.findings) == (fates["read"], fates["ignored"], fates["finding"])
    assert sum(count.ignored_by.values()) == count.ignored
    body = {(t.number, c.row, c.column) for t in numbered for row in t.grid[t.header_rows :] for c in row}
    assert {(cell.table, cell.row, cell.column) for cell in decided.cells} == body


def test_every_value_that_is_published_is_a_cell_that_is_read() -> None:
    plan = plan_of_every_kind()
    assert plan.decided is not None and plan.cells == plan.decided.count
    fates = {(cell.table, cell.row, cell.column): cell for cell in plan.decided.cells}
    for observation in plan.observations:
        place = observation.place
        cell = fates[place.table or 0, place.row or 0, place.column or 0]
        assert (cell.fate == "finding") == (observation.status in ("unreadable", "text"))
        assert (cell.year, cell.measure) == (observation.year, observation.measure)


def test_a_table_of_another_kind_is_told_and_none_of_its_cells() -> None:
    decided = decide(extracted(year_table(ROW, kind="actual")))
    (table,) = decided.tables
    assert (table.taken_for, table.rule, decided.cells) == ("actual", "titled-as-plan", ())
    assert table.head == "label | total | 2024 | 2025"


def test_decisions_are_the_same_whenever_a_plan_is_read_again() -> None:
    plan = plan_of_every_kind()
    assert normalize_plan(as_extracted(plan), plan_id=plan.profile.plan_id).decided == plan.decided


def test_a_column_that_is_not_read_has_a_rule_for_every_role() -> None:
    rules = set(get_args(FateRule))
    assert {f"{role}-column" for role in get_args(ColumnRole) if role != "label"} <= rules


def test_a_value_that_shares_its_period_names_the_blank_cell_beside_it_too() -> None:
    twice = year_table(("나무 심기 목표(그루)", "30", "10", "", "20"), roles=("label", "total", 2024, 2024, 2025))
    (found,) = normalize_plan(extracted(twice)).findings
    assert [(place.row, place.column) for place in found.places] == [(1, 2), (1, 3)]
