"""The one year in front of goals that says what was reached, or what is counted, is where they start from."""

from __future__ import annotations

from pathlib import Path

import pytest

from normalize.plan import normalize_plan
from tests.extract.outline.written import WITH_TABLES, read_as


def _periods(form: str, folder: Path, head: tuple[str, ...], row: tuple[str, ...]) -> list[str]:
    plan = normalize_plan(read_as(form, folder, "1. 물길 가꾸기", "□ 연차별 목표", (head, row)))
    return [f"{o.period_type} {o.year}={o.value}" for o in plan.observations]


@pytest.mark.parametrize("form", WITH_TABLES)
@pytest.mark.parametrize("first", ["2024년 실적", "2024 실적", "2024년 방류량"])
def test_the_year_in_front_of_goals_is_their_base(first: str, form: str, tmp_path: Path) -> None:
    head = ("지표", first, "2025년 목표", "2026년 목표", "2027년 목표")
    found = _periods(form, tmp_path, head, ("물길(개소)", "41", "45", "48", "50"))
    assert found == ["baseline 2024=41", "year 2025=45", "year 2026=48", "year 2027=50"]


@pytest.mark.parametrize("form", WITH_TABLES)
@pytest.mark.parametrize(
    ("head", "row"),
    [
        (("지표", "2023년 실적", "2024년 실적", "2025년 목표", "2026년 목표"), ("물길(개소)", "39", "41", "45", "48")),
        (("구분", "2024년 결산", "2025년 예산", "2026년 예산"), ("군비(백만원)", "41", "45", "48")),
    ],
)
def test_several_years_of_results_or_what_was_spent_are_no_base(
    head: tuple[str, ...], row: tuple[str, ...], form: str, tmp_path: Path
) -> None:
    assert _periods(form, tmp_path, head, row) == ["year 2025=45", "year 2026=48"]
