"""Goals, results and costs as groups of rows: the goals and what they cost are the plan, the results are left out."""

from __future__ import annotations

from pathlib import Path

import pytest

from normalize.plan import normalize_plan
from tests.extract.outline.written import WITH_TABLES, merged, read_as

TITLE = "가온시 물빛 기본계획(2026~2027)"
GROUPS = """구분 | 지표 | 2025 | 2026 | 2027
목표 | 쉼터(개소) | 1 | 2 | 3
^ | 이용자(명) | 10 | 20 | 30
실적 | 쉼터(개소) | 1 | - | -
^ | 이용자(명) | 9 | - | -
예산 | 쉼터 조성(백만원) | 100 | 200 | 300
^ | 쉼터 운영(백만원) | 11 | 21 | 31"""
EACH = """지표 | 구분 | 2025 | 2026 | 2027
쉼터(개소) | 목표 | 1 | 2 | 3
^ | 실적 | 1 | - | -
^ | 예산(백만원) | 100 | 200 | 300"""
IN_ONE = """구분 | 2025 | 2026 | 2027
쉼터(개소) 목표 | 1 | 2 | 3
쉼터(개소) 실적 | 1 | - | -
예산(백만원) | 100 | 200 | 300"""


@pytest.mark.parametrize("form", WITH_TABLES)
@pytest.mark.parametrize(
    ("table", "wanted"),
    [
        (
            GROUPS,
            {
                ("target", "쉼터", "개소"): ["2", "3"],
                ("target", "이용자", "명"): ["20", "30"],
                ("budget", "예산 쉼터 조성", "백만원"): ["200", "300"],
                ("budget", "예산 쉼터 운영", "백만원"): ["21", "31"],
            },
        ),
        (EACH, {("target", "쉼터", "개소"): ["2", "3"], ("budget", "쉼터 예산", "백만원"): ["200", "300"]}),
        (IN_ONE, {("target", "쉼터", "개소"): ["2", "3"], ("budget", "예산", "백만원"): ["200", "300"]}),
    ],
)
def test_each_group_of_rows_is_of_its_kind(
    table: str, wanted: dict[tuple[str, str, str], list[str]], form: str, tmp_path: Path
) -> None:
    rows = [[cell.strip() for cell in row.split("|")] for row in table.splitlines()]
    extracted = read_as(form, tmp_path, "1. 쉼터 가꾸기", "□ 추진계획", merged(rows), title=TITLE)
    assert [one.kind_rule for one in extracted.year_tables] == ["goals-and-results"]
    plan = normalize_plan(extracted)
    assert {
        (one.measure, one.name, one.unit): [
            value.printed
            for value in plan.observations
            if (value.measure, value.indicator_no) == (one.measure, one.indicator_no) and value.status == "value"
        ]
        for one in plan.indicators
    } == wanted
    assert [one.rule for one in plan.findings] == []
