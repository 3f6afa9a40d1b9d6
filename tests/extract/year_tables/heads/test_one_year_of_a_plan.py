"""A table of one column of values, headed by a year that the document plans, is of that year."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.extract.outline.written import WITH_TABLES, Given, chains, read_as

OTHER = [["지표", "2026", "2027"], ["샘(개소)", "1", "2"]]
ROWS = [["구분", "2026년"], ["둑길(km)", "12"], ["쉼터(개소)", "3"]]
OF_YEARS, OF_ONE = "가온시 물빛 기본계획(2026~2030)", "2026년 가온시 물빛 시행계획"


def _kinds(form: str, folder: Path, *blocks: Given, title: str) -> list[str]:
    found = read_as(form, folder, "Ⅰ. 추진계획", "1. 샘", OTHER, "2. 둑길", *blocks, title=title)
    return [table.kind for table in found.year_tables[1:]]


@pytest.mark.parametrize("form", WITH_TABLES)
@pytest.mark.parametrize(
    ("lines", "title"),
    [((), OF_YEARS), (("○ 세부 지표",), OF_YEARS), (("□ 사업량",), OF_YEARS), (("□ 사업량",), OF_ONE)],
)
def test_a_year_of_the_plan_is_planned(lines: tuple[str, ...], title: str, form: str, tmp_path: Path) -> None:
    found = read_as(form, tmp_path, "Ⅰ. 추진계획", "1. 샘", OTHER, "2. 둑길", *lines, ROWS, title=title)
    kinds = [(table.kind, table.kind_rule) for table in found.year_tables]
    assert kinds[1] == ("plan", "year-of-the-plan")
    assert [column.year for column in found.year_tables[1].columns if column.role == "year"] == [2026]
    assert [chain[0] for chain in chains(found)] == ["샘", "둑길"]


@pytest.mark.parametrize("form", WITH_TABLES)
def test_in_a_plan_of_one_year_another_title_is_unclear(form: str, tmp_path: Path) -> None:
    assert _kinds(form, tmp_path, "□ 방문객", ROWS, title=OF_ONE) == ["unclear"]


@pytest.mark.parametrize("form", WITH_TABLES)
@pytest.mark.parametrize("title", [OF_YEARS, OF_ONE])
@pytest.mark.parametrize("line", ["□ 추진실적", "□ 운영 현황", "□ 2025년 성과"])
def test_how_things_stand_is_not(line: str, title: str, form: str, tmp_path: Path) -> None:
    assert "plan" not in _kinds(form, tmp_path, line, ROWS, title=title)


@pytest.mark.parametrize("form", WITH_TABLES)
@pytest.mark.parametrize("title", [OF_YEARS, OF_ONE, "가온시 물빛 기본계획"])
def test_a_year_before_the_plan_is_not(title: str, form: str, tmp_path: Path) -> None:
    rows = [["구분", "2024년"], *ROWS[1:]]
    assert "plan" not in _kinds(form, tmp_path, "□ 사업량", rows, title=title)
