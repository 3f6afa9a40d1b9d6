"""An income statement is of one kind throughout, and what adds up to costs beside a length is a budget in money."""

from __future__ import annotations

from pathlib import Path

import pytest

from normalize.plan import normalize_plan
from tests.extract.outline.written import WITH_TABLES, merged, read_as


def _kinds(form: str, folder: Path, line: str, table: str) -> list[tuple[str, str, str]]:
    rows = [[cell.strip() for cell in row.split("|")] for row in table.splitlines()]
    plan = normalize_plan(read_as(form, folder, "1. 쉼터 가꾸기", "□ 연차별 계획", f"(단위 : {line})", merged(rows)))
    return [(one.name, one.measure, one.unit) for one in plan.indicators]


STATEMENT = """과목 | 2025 | 2026 | 2027
매출액 | 3,210 | 3,540 | 3,980
매출원가 | 2,640 | 2,890 | 3,220
판매비와관리비 | 169 | 180 | 200
영업이익 | 401 | 470 | 560{more}"""


@pytest.mark.parametrize("form", WITH_TABLES)
def test_a_statement_of_income_is_of_one_kind(form: str, tmp_path: Path) -> None:
    found = _kinds(form, tmp_path, "억원", STATEMENT.format(more=""))
    assert [(measure, unit) for _, measure, unit in found] == [("target", "억원")] * 4


@pytest.mark.parametrize("form", WITH_TABLES)
def test_what_the_plan_itself_spends_beside_it_is_a_budget(form: str, tmp_path: Path) -> None:
    found = _kinds(form, tmp_path, "억원", STATEMENT.format(more="\n사업비 | 10 | 20 | 30"))
    assert [name for name, measure, _ in found if measure == "budget"] == ["사업비"]


@pytest.mark.parametrize("form", WITH_TABLES)
@pytest.mark.parametrize("line", ["m, 백만원", "개소, 백만원"])
@pytest.mark.parametrize(("whole", "measure"), [("250", "budget"), ("251", "target")])
def test_what_adds_up_to_a_cost_beside_a_length_is_a_budget(
    whole: str, measure: str, line: str, form: str, tmp_path: Path
) -> None:
    table = f"""노선명 | 연장 | 총사업비 | 2025 | 2026 | 2027
솔내길 | 420 | {whole} | 50 | 100 | 100
들머리길 | 780 | 390 | - | 190 | 200"""
    found = {name: (kind, unit) for name, kind, unit in _kinds(form, tmp_path, line, table)}
    assert found["들머리길"] == ("budget", "백만원")
    assert found["솔내길"][0] == measure
