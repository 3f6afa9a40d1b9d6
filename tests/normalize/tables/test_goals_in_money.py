"""A goal in money in a table of goals, and costs in the same table."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from fixtures.make.document import Document, Paragraph, grid
from fixtures.make.hwp_file import hwp_file
from fixtures.make.hwpx_file import hwpx_file
from fixtures.make.pdf_file import pdf_file
from gongpyo.pipeline import read_plan
from normalize.plan import normalize_plan
from tests.conftest import extracted, year_table

COUNT = ("제안 건수(건)", "200", "80", "120")


def test_the_only_row_is_one_where_a_head_says_so_too() -> None:
    table = replace(year_table(("주민제안 예산 규모(억원)", "98", "38", "60")), title="연도별 이행목표")
    assert [one.measure for one in normalize_plan(extracted(table)).indicators] == ["budget"]
    (head, *rows) = table.grid
    goal = replace(table, grid=((head[0], replace(head[1], text="최종목표"), *head[2:]), *rows))
    assert [one.measure for one in normalize_plan(extracted(goal)).indicators] == ["target"]


@pytest.mark.parametrize(
    ("title", "row", "beside", "measure"),
    [
        ("연도별 이행목표", "주민제안 예산 규모(억원)", COUNT, "target"),
        ("연차별 목표", "기부금 모금 규모(억원)", COUNT, "target"),
        ("연도별 이행목표", "사업비(백만원)", COUNT, "budget"),
        ("연도별 이행목표", "국비(백만원)", COUNT, "budget"),
        ("연도별 이행목표", "산책길 조성(백만원)", COUNT, "budget"),  # may be what it costs
        ("연도별 목표 및 예산", "주민제안 규모(억원)", COUNT, "budget"),
        ("예산 및 이행목표", "주민제안 규모(억원)", COUNT, "budget"),
        ("연도별 이행목표", "주민제안 규모(억원)", ("사업비(억원)", "9", "4", "5"), "budget"),
        ("연도별 이행목표", "주민제안 규모(억원)", ("쉼터(억원)", "9", "4", "5"), "budget"),  # all in money
        ("연도별 추진계획", "주민제안 규모(억원)", COUNT, "budget"),
    ],
)
def test_what_a_row_in_money_is_among_goals(title: str, row: str, beside: tuple[str, ...], measure: str) -> None:
    table = replace(year_table((row, "98", "38", "60"), beside), title=title)
    plan = normalize_plan(extracted(table))
    assert [one.measure for one in plan.indicators if one.label_printed == row] == [measure]


@pytest.mark.parametrize(("form", "write"), [("hwpx", hwpx_file), ("hwp", hwp_file), ("pdf", pdf_file)])
@pytest.mark.parametrize(
    ("printed", "unit", "measure"), [("조", "", "target"), ("조원", "조원", "budget"), ("벌", "벌", "target")]
)
def test_sets_in_a_column_of_units_are_no_trillions(
    form: str, write: object, printed: str, unit: str, measure: str, tmp_path: Path
) -> None:
    rows = [
        ("구분", "단위", "2026년", "2027년"),
        ("공기호흡기 보급", printed, "388", "391"),
        ("구급차 배치", "대", "7", "9"),
    ]
    title = "나루시 소방장비 보강계획(2026~2027)"
    blocks = (
        Paragraph(title, "title"),
        Paragraph("1. 장비 보강", "heading"),
        Paragraph("□ 연차별 보강목표"),
        grid(rows, (50.0, 15.0, 20.0, 20.0)),
    )
    path = tmp_path / f"plan.{form}"
    path.write_bytes(write(Document(title, (blocks,))))  # type: ignore[operator]
    plan = read_plan(path)
    found = {entry.name: entry for entry in plan.indicators}
    assert (found["공기호흡기 보급"].unit, found["공기호흡기 보급"].measure) == (unit, measure)
    assert ("unit-missing" in {each.rule for each in plan.findings}) == (not unit)
