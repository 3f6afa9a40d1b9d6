"""What the page keeps of a table: names that go on below the head, a narrow screen, years without a value."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from gongpyo.pipeline import read_plan, report_of
from tests.conftest import hwpx_bytes, hwpx_cell, hwpx_grid, hwpx_paragraph, hwpx_section, hwpx_table


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("shapes")
    cells = [
        hwpx_cell(0, 0, "핵심성과지표", rows=3),
        hwpx_cell(0, 1, "지표명", rows=2),
        hwpx_cell(0, 2, "실적치", columns=2),
        hwpx_cell(0, 4, "목표치", columns=2),
        *(hwpx_cell(1, 2 + at, f"{year}년") for at, year in enumerate((2024, 2025, 2026, 2027))),
        hwpx_cell(2, 1, "냇물 되살리기"),
        *(hwpx_cell(2, 2 + at, text) for at, text in enumerate(("4km", "6km", "약 9km", "12km"))),
    ]
    budgets = [
        ["구분(백만원)", "계", "2026", "2027", "2028"],
        ["예산", "100", "30", "20", "50"],
        ["국비", "55", "30", "", "25"],
        ["시비", "45", "", "20", "25"],
    ]
    texts = ("가온시 냇물 기본계획(2026~2028)", "성과목표", hwpx_table(cells, rows=3, columns=6), "연차별 투자계획",
             hwpx_grid(budgets))  # fmt: skip
    document = folder / "plan.hwpx"
    document.write_bytes(hwpx_bytes(hwpx_section(*map(hwpx_paragraph, texts))))
    path = folder / "report.html"
    path.write_bytes(b"".join(report_of(read_plan(document), document.read_bytes())))
    return path


def _opened(browser: Any, file: Path, width: int = 1280) -> Any:
    page = browser.new_page(viewport={"width": width, "height": 900}, locale="ko-KR")
    page.goto(file.as_uri())
    page.locator("#sign_off").wait_for(state="attached")
    return page


def test_a_year_that_was_read_stands_under_its_head_beside_a_name_that_goes_on_below(
    browser: Any, report: Path
) -> None:
    page = _opened(browser, report)
    table = page.locator("#values table.printed").first
    for year in ("2026년", "2027년"):
        printed = table.locator("th", has_text=year).bounding_box()
        read = table.locator("tr.heads td", has_text=year).bounding_box()
        assert abs(printed["x"] - read["x"]) < 2 and abs(printed["width"] - read["width"]) < 2
    page.close()


def test_on_a_telephone_a_merged_name_covers_no_value(browser: Any, report: Path) -> None:
    page = _opened(browser, report, 390)
    for value in page.locator("#values td.value").all():
        value.click(timeout=2000)
        assert page.locator("#detail").is_visible()
    page.close()


def test_the_place_of_a_value_names_no_result_beside_it_and_its_mark_is_said_in_words(
    browser: Any, report: Path
) -> None:
    page = _opened(browser, report)
    page.locator("#values td.value", has_text="9").first.click()
    said = page.locator("#detail").inner_text()
    assert "‘냇물 되살리기’ 줄" in said and "4km" not in said
    assert "약, 내외, 여 등 어림값" in said and "approx" not in said
    page.close()


def test_a_year_without_a_budget_is_no_zero(browser: Any, report: Path) -> None:
    page = _opened(browser, report)
    payer = page.locator("#charts table.bars tr", has_text="국비")
    assert [text.strip() for text in payer.locator("td").all_inner_texts()] == ["30", "–", "25"]
    page.close()
