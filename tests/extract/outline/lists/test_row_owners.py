"""A column of fields says of which heading each row is, where the headings go on with its head: 산업, 분야."""

from __future__ import annotations

from pathlib import Path

import pytest

from normalize.plan import normalize_plan
from output.tables.rows import rows_of
from tests.extract.outline.written import WITH_TABLES, Given, Rows, goals, read_as

YEARS = ["2025년", "2026년", "2027년"]
PAGES = (
    "Ⅲ. 추진계획",
    "1. 부품 산업 육성",
    "가. 시험장비 구축",
    goals("장비", 3),
    "나. 기술 지도",
    goals("지도", 5),
    "2. 바이오 산업 육성",
    "가. 소재은행 운영",
    goals("소재", 7),
    "나. 창업 지원",
    goals("창업", 9),
)


def _table(head: str, *fields: str) -> Rows:
    body = [[field, f"{what}(개)", "1", "2", "3"] for field in fields for what in ("수출", "고용")]
    return [[head, "지표", *YEARS], *body]


def _owners(form: str, tmp_path: Path, *blocks: Given) -> list[str]:
    plan = normalize_plan(read_as(form, tmp_path, *blocks, *PAGES))
    rows = [row for row in rows_of(plan, "targets") if "수출" in str(row["indicator_name"])]
    return [*dict.fromkeys(str(row["program_name"]) for row in rows)]


@pytest.mark.parametrize("form", WITH_TABLES)
def test_rows_of_fields_are_of_the_headings_of_the_fields(form: str, tmp_path: Path) -> None:
    lines = ("Ⅱ. 목표", "□ 산업별 성과목표", _table("산업", "부품", "바이오"))
    assert _owners(form, tmp_path, *lines) == ["부품 산업 육성", "바이오 산업 육성"]


@pytest.mark.parametrize(
    "table",
    [
        _table("산업", "부품", "소재"),  # one of them has no heading
        _table("지역", "부품", "바이오"),  # what the headings do not go on with
        _table("산업", "부품"),
    ],
)
def test_a_column_that_headings_do_not_go_on_with_names_none(table: Rows, tmp_path: Path) -> None:
    owners = _owners("hwpx", tmp_path, "Ⅱ. 목표", "□ 산업별 성과목표", table)
    assert len(owners) == 1 and "육성" not in owners[0]
