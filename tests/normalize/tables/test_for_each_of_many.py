"""Labels that say so much for each of many: works done for each with their budgets, and ratios with decimals."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from gongpyo.pipeline import read_plan
from normalize.plan import normalize_plan
from plan.records.meaning import Plan
from tests.conftest import extracted, hwpx_bytes, hwpx_grid, hwpx_paragraph, hwpx_section, year_table

YEARS = ("2025", "2026", "2027")
NEIGHBOUR = ["물길 정비", "11", "12", "13"]


def _plan(tmp_path: Path, heading: str, *rows: list[str], head: str = "사업명") -> Plan:
    texts = ["가온시 물빛 기본계획(2025~2027)", "Ⅰ. 재정", heading, "(단위: 천원)"]
    grid = hwpx_grid([[head, *YEARS], *rows])
    path = tmp_path / "plan.hwpx"
    path.write_bytes(hwpx_bytes(hwpx_section(*map(hwpx_paragraph, (*texts, grid)))))
    return read_plan(path)


@pytest.mark.parametrize("head", ["사업명", "구분"])
@pytest.mark.parametrize("name", ["시민 1인당 쉼터 확충", "가구당 물길 설치 지원", "학생 1인당 급식비 지원"])
def test_a_work_for_each_is_a_budget_beside_other_works(name: str, head: str, tmp_path: Path) -> None:
    plan = _plan(tmp_path, "□ 사업별 투자계획", NEIGHBOUR, [name, "110", "120", "130"], head=head)
    assert [(entry.name, entry.measure) for entry in plan.indicators] == [("물길 정비", "budget"), (name, "budget")]
    assert plan.findings == ()


@pytest.mark.parametrize("name", ["1인당 지원액", "1인당 지원", "가구당 소득"])
def test_so_much_money_for_each_stays_a_target(name: str, tmp_path: Path) -> None:
    plan = _plan(tmp_path, "□ 연차별 투자계획", ["사업비", "11", "12", "13"], [name, "5", "6", "7"], head="구분")
    assert {entry.name: entry.measure for entry in plan.indicators}[name] == "target"


@pytest.mark.parametrize(
    "name",
    ["인구 1만명당 쉼터 수", "인구 1,000명당 쉼터 수", "쉼터 수(10만명당)", "동별 평균 쉼터 수", "가구당 쉼터 수"],
)
@pytest.mark.parametrize("cells", [("1.23", "0.41", "0.42"), ("1.23개소", "0.41개소", "0.42개소")])
def test_a_ratio_has_decimals_of_places(name: str, cells: tuple[str, ...]) -> None:
    plan = normalize_plan(extracted(year_table((f"{name}(개소)", *cells))))
    assert [(one.value, one.unit) for one in plan.observations[1:]] == [
        (Decimal("0.41"), "개소"),
        (Decimal("0.42"), "개소"),
    ]
    assert not [found for found in plan.findings if found.rule == "cell-not-read"]


def test_a_count_of_places_has_none() -> None:
    plan = normalize_plan(extracted(year_table(("경로당 담당 쉼터 수(개소)", "1", "25.9", "0.42"))))
    assert [found.rule for found in plan.findings].count("cell-not-read") == 2
