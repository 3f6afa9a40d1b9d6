"""What adds to a year, adds up years, or is told from the year before is not published as the value of a year."""

from __future__ import annotations

from pathlib import Path

import pytest

from normalize.plan import normalize_plan
from plan.records.meaning import Plan
from tests.extract.outline.written import WITH_TABLES, merged, read_as

HEAD = "구분 | 2025 | 2026 | 2027\n"
MONEY = "(단위: 백만원)"


def _plan(form: str, folder: Path, table: str, *lines: str) -> Plan:
    rows = [[cell.strip() for cell in row.split("|")] for row in table.splitlines()]
    other = [["지표", "2025", "2026", "2027"], ["샘(개소)", "1", "2", "3"]]
    return normalize_plan(read_as(form, folder, "Ⅰ. 추진계획", "1. 샘", other, "2. 둑길", *lines, merged(rows)))


def _said(plan: Plan) -> dict[str, tuple[str, list[tuple[str, int | None, str]]]]:
    return {
        one.name: (
            one.measure,
            [
                (value.period_type, value.year, value.printed)
                for value in plan.observations
                if (value.program_no, value.measure, value.indicator_no)
                == (one.program_no, one.measure, one.indicator_no)
                and value.value is not None
            ],
        )
        for one in plan.indicators
        if one.name != "샘"
    }


def _years(*printed: str, first: int = 2025) -> list[tuple[str, int | None, str]]:
    return [("year", first + at, text) for at, text in enumerate(printed)]


@pytest.mark.parametrize("form", WITH_TABLES)
@pytest.mark.parametrize(
    "head",
    [
        "구분 | 2025 | < | 2026 | 2027\n^ | 당초 | 추경 | ^ | ^\n",
        "구분 | 2025년 본예산 | 2025년 추경(증액분) | 2026년 | 2027년\n",
    ],
)
def test_what_a_supplementary_budget_adds_is_not_the_budget(head: str, form: str, tmp_path: Path) -> None:
    plan = _plan(form, tmp_path, f"{head}국비 | 310 | 42 | 365 | 380", "□ 연차별 소요예산", MONEY)
    assert _said(plan) == {"국비": ("budget", _years("365", "380", first=2026))}
    assert [one.rule for one in plan.findings] == ["column-not-read"] * 2


def test_a_supplementary_budget_that_is_more_may_replace_the_first(tmp_path: Path) -> None:
    head = "구분 | 2025 | < | 2026 | 2027\n^ | 당초 | 추경 | ^ | ^\n"
    plan = _plan("hwpx", tmp_path, f"{head}국비 | 310 | 352 | 365 | 380", "□ 연차별 소요예산", MONEY)
    assert _said(plan) == {"국비": ("budget", _years("352", "365", "380"))}


@pytest.mark.parametrize("form", WITH_TABLES)
@pytest.mark.parametrize(
    ("rows", "names"),
    [
        ("국비 | 210 | 220 | 230\n시비 | 90 | 95 | 100\n누계 | 300 | 615 | 945", {"국비", "시비"}),
        ("소요예산 | 210 | 220 | 230\n소요예산 누계 | 210 | 430 | 660", {"소요예산"}),
        ("사업비 | 500 | 550 | 600\n전년대비 증가액 | - | 50 | 50", {"사업비"}),
    ],
)
def test_what_adds_up_or_changes_is_no_budget_of_a_year(rows: str, names: set[str], form: str, tmp_path: Path) -> None:
    plan = _plan(form, tmp_path, HEAD + rows, "□ 소요예산", MONEY)
    assert _said(plan).keys() == names
    assert [one.rule for one in plan.findings] == []


def test_a_goal_that_adds_up_stays_one(tmp_path: Path) -> None:
    plan = _plan("hwpx", tmp_path, f"{HEAD}둑길(km) | 2 | 3 | 4\n둑길 누계(km) | 2 | 5 | 9", "□ 연차별 목표")
    assert _said(plan).keys() == {"둑길", "둑길 누계"}


@pytest.mark.parametrize("form", WITH_TABLES)
def test_what_goes_out_below_the_sum_of_what_comes_in_is_the_budget(form: str, tmp_path: Path) -> None:
    table = (
        "구분 | < | 2025 | 2026 | 2027\n수입 | 전입금 | 500 | 510 | 520\n^ | 이자수입 | 140 | 150 | 161\n"
        "^ | 소계 | 640 | 660 | 681\n지출 | 융자사업 | 600 | 620 | 640\n"
        "^ | 운영비 | 40 | 40 | 41\n^ | 소계 | 640 | 660 | 681"
    )
    said = _said(_plan(form, tmp_path, table, "□ 연도별 기금 운용계획", MONEY))
    assert {name: measure for name, (measure, _) in said.items()} == {
        "수입 전입금": "target",
        "수입 이자수입": "target",
        "수입 소계": "target",
        "지출 융자사업": "budget",
        "지출 운영비": "budget",
        "지출 소계": "budget",
    }


@pytest.mark.parametrize("form", WITH_TABLES)
@pytest.mark.parametrize("cell", ["전년 대비 증 5%", "전년 대비 5% 증가", "전년대비 +5%"])
def test_what_is_told_from_the_year_before_is_no_level(cell: str, form: str, tmp_path: Path) -> None:
    plan = _plan(form, tmp_path, f"{HEAD}재방문율 | 35% | {cell} | 45%", "□ 성과목표")
    assert _said(plan) == {"재방문율": ("target", [("year", 2025, "35%"), ("year", 2027, "45%")])}
    assert [one.rule for one in plan.findings] == ["cell-not-read"]


@pytest.mark.parametrize("form", WITH_TABLES)
@pytest.mark.parametrize("head", ["2024", "2024년 예산", "2024년 기정예산"])
def test_the_budget_of_the_year_before_keeps_its_year(head: str, form: str, tmp_path: Path) -> None:
    table = f"구분 | {head} | 2025년 | 2026년 | 2027년\n시비 | 61 | 70 | 72 | 75"
    said = _said(_plan(form, tmp_path, table, "□ 연차별 소요예산", MONEY))
    assert said == {"시비": ("budget", [("baseline", 2024, "61"), *_years("70", "72", "75")])}
