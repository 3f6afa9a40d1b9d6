"""Print and reading compared by eye in a real browser: row by row, sums told, pages and numbers found."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from gongpyo.pipeline import read_plan, report_of
from tests.conftest import ROOT
from tests.golden import SEOUL

SHAPES = ROOT / "fixtures" / "shapes"
NOT_WHOLE = "all => all.filter(one => one.scrollWidth > one.clientWidth + 1).map(one => one.innerText.slice(0, 60))"


def _report(source: Path, folder: Path) -> Path:
    path = folder / f"{source.suffix[1:]}.html"
    path.write_bytes(b"".join(report_of(read_plan(source), source.read_bytes())))
    return path


@pytest.fixture(scope="module")
def seoul(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _report(SEOUL / "plan.hwpx", tmp_path_factory.mktemp("seoul"))


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _report(SHAPES / "funding-sources" / "document.pdf", tmp_path_factory.mktemp("small"))


def _opened(browser: Any, file: Path, width: int = 1280) -> Any:
    page = browser.new_page(viewport={"width": width, "height": 900}, locale="ko-KR")
    page.goto(file.as_uri())
    page.locator("#sign_off").wait_for(state="attached")
    return page


def test_every_year_of_a_programme_is_seen_at_1280(browser: Any, seoul: Path) -> None:
    page = _opened(browser, seoul)
    page.locator(".card").evaluate_all("all => all.forEach(one => { one.style.contentVisibility = 'visible'; })")
    assert page.locator("#values .scroll").count() > 30
    assert page.locator("#values .scroll, #findings .scroll").evaluate_all(NOT_WHOLE) == []
    page.close()


def test_what_was_read_stands_under_its_cell(browser: Any, seoul: Path) -> None:
    page = _opened(browser, seoul)
    read = page.locator("#values article").first.locator("tr.reading td.value")
    assert read.count() > 5
    for at in range(read.count()):
        key = read.nth(at).get_attribute("data-key")
        printed = page.locator(f'#values tr:not(.reading) [data-key="{key}"]').first.bounding_box()
        own = read.nth(at).bounding_box()
        assert abs(printed["x"] - own["x"]) < 2 and abs(printed["y"] + printed["height"] - own["y"]) < 3
    page.close()


def test_the_sum_of_a_row_is_right_wrong_or_not_checked(browser: Any, seoul: Path) -> None:
    page = _opened(browser, seoul)
    wrong = page.locator("#values .sum.wrong").all_text_contents()
    assert wrong == ["≠ 계가 합과 다름"] * 2, "those of 3-1-5 and 3-1-6"
    assert page.locator("#values .sum.right").count() > 40
    page.close()


def test_a_table_has_one_card_of_findings(browser: Any, seoul: Path) -> None:
    page = _opened(browser, seoul)
    groups = page.locator("#findings .group")
    assert groups.count() > 2 and page.locator("#findings .group .item").count() > groups.count()
    places = groups.locator("table").evaluate_all("all => all.map(one => one.querySelector('[data-key]').dataset.key)")
    assert len(places) == len({key.split("/")[0] for key in places})
    page.locator("select").nth(2).select_option("total-mismatch")
    assert page.locator("#findings .group:not([hidden])").count() == 2
    page.close()


@pytest.mark.parametrize("asked", ["137,000", "137000"])
def test_a_number_is_found_with_and_without_commas(browser: Any, seoul: Path, asked: str) -> None:
    page = _opened(browser, seoul)
    page.locator("#search").fill(asked)
    shown = page.locator("#values .item:not([hidden])")
    assert shown.count() == 1 and "1-1-1" in (shown.text_content() or "")
    page.close()


@pytest.mark.parametrize("asked", ["p.1", "p. 1", "1쪽"])
def test_a_page_is_found(browser: Any, small: Path, asked: str) -> None:
    page = _opened(browser, small)
    page.locator("#search").fill(asked)
    assert page.locator("#values .item:not([hidden])").count() >= 1
    page.locator("#search").fill(asked.replace("1", "977"))
    assert page.locator(".item:not([hidden])").count() == 0
    page.close()


def test_help_opens_by_its_key_and_by_its_button(browser: Any, seoul: Path) -> None:
    page = _opened(browser, seoul)
    page.keyboard.press("?")
    assert page.locator("#help").is_visible() and "j/k" in page.locator("#help").inner_text()
    page.keyboard.press("Escape")
    assert page.locator("#help").is_hidden()
    page.locator("nav button", has_text="도움말").click()
    assert page.locator("#help").is_visible()
    page.close()


@pytest.mark.parametrize("width", [1280, 1000, 390])
@pytest.mark.parametrize("name", ["values", "left_out", "sign_off"])
def test_a_link_at_the_top_leads_to_its_heading_below_the_bar(browser: Any, seoul: Path, width: int, name: str) -> None:
    page = _opened(browser, seoul, width)
    page.locator(f'nav.sections a[href="#{name}"]').click()
    page.wait_for_timeout(700)
    bar = page.locator(".filters").bounding_box()
    top = page.locator(f"#{name}-title").bounding_box()["y"]
    assert -1 <= top < 900 and (bar["y"] + bar["height"] <= top + 1 or bar["y"] < 0)
    page.close()


def test_a_page_says_that_nobody_has_compared_its_values_yet(browser: Any, seoul: Path, small: Path) -> None:
    page = _opened(browser, seoul)
    assert "사람이 원문과 대조한 값은 아직 없습니다" in page.locator(".headline").inner_text()
    assert page.locator(".witness").count() == 0, "nothing has read the values of a Hangul file twice"
    assert "원문 대조" in str(page.locator("#sign_off").text_content())
    page.close()
    of_pdf = _opened(browser, small)
    assert "두 번 따로 읽고" in of_pdf.locator(".headline").inner_text()
    assert of_pdf.locator("#values .witness.agrees").count() == of_pdf.locator("#values td.value").count() > 4
    of_pdf.close()


def test_a_value_that_its_cell_does_not_print_is_marked_and_not_ticked(browser: Any, tmp_path: Path) -> None:
    source = SHAPES / "funding-sources" / "document.pdf"
    plan = read_plan(source)
    first, second, *rest = plan.observations
    corrected = replace(second, value=Decimal(988), review_status="corrected")
    planted = replace(plan, observations=(replace(first, value=Decimal(987)), corrected, *rest))
    (tmp_path / "planted.html").write_bytes(b"".join(report_of(planted, source.read_bytes())))
    page = _opened(browser, tmp_path / "planted.html")
    marked = page.locator("#values td.value", has=page.locator(".witness.differs"))
    assert [text.split()[0] for text in marked.all_inner_texts()] == ["987", "988"]
    assert marked.locator(".witness.agrees").count() == 0
    assert "사람이 고쳐" in str(marked.nth(1).locator(".witness").get_attribute("aria-label"))
    page.close()


def test_a_cell_of_a_pdf_is_shown_as_its_page_shows_it(browser: Any, small: Path) -> None:
    page = _opened(browser, small)
    assert "쪽 그림" in page.locator("#values figcaption").first.inner_text()
    page.locator("#values td.value").first.click()
    detail = page.locator("#detail")
    assert detail.locator("svg.cell image").count() == 1
    assert "쪽 그림" in detail.inner_text() and "파일의 글자" in detail.inner_text()
    page.close()
