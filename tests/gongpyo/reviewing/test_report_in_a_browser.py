"""The page in a real browser: what a person sees, by mouse and by keyboard, in both languages and themes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from msgspec.structs import replace

from gongpyo.pipeline import read_plan, report_of
from gongpyo.reviewing.report import report
from plan.records.base import Place
from plan.records.meaning import Plan
from tests.conftest import hwpx_bytes, hwpx_grid, hwpx_paragraph, hwpx_section
from tests.golden import SEOUL

HOSTILE = '<img src=x onerror="window.ran=1"><script>window.ran=1</script>'


@pytest.fixture(scope="module")
def plan() -> Plan:
    return read_plan(SEOUL / "plan.hwpx")


@pytest.fixture(scope="module")
def file(plan: Plan, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("report") / "report.html"
    path.write_bytes(b"".join(report(plan)))
    return path


@pytest.fixture
def page(browser: Any, file: Path) -> Iterator[Any]:
    opened = _opened(browser, file)
    yield opened
    assert opened.errors == []
    opened.close()


def _opened(browser: Any, file: Path, width: int = 1280, language: str = "ko-KR", theme: str = "light") -> Any:
    page = browser.new_page(viewport={"width": width, "height": 900}, locale=language, color_scheme=theme)
    page.errors = []
    page.on("pageerror", lambda error: page.errors.append(str(error)))
    page.on("console", lambda said: page.errors.append(said.text) if said.type == "error" else None)
    page.on(
        "request", lambda asked: page.errors.append(asked.url) if not asked.url.startswith(("file:", "data:")) else None
    )
    page.goto(file.as_uri())
    return page


def test_a_value_and_its_cell_are_lit_together_and_say_why(page: Any, plan: Plan) -> None:
    value = next(entry for entry in plan.observations if entry.printed == "500")
    key = f"{value.place.table}/{value.place.row}/{value.place.column}"
    page.locator(f'td.value[data-key="{key}"]').first.click()
    assert page.locator(f'.printed [data-key="{key}"].lit').count() >= 1
    said = page.locator("#detail").inner_text()
    assert "500" in said and "까닭" in said and "사업을 안 근거" in said
    assert f"이 열은 {value.year}년: 머리에 연도가 적혀 있음" in said
    page.keyboard.press("ArrowRight")
    assert page.locator(f'[data-key="{key}"].lit').count() == 0
    page.keyboard.press("Escape")
    assert page.locator("#detail").is_hidden()


def test_findings_stand_first_and_by_severity(page: Any, plan: Plan) -> None:
    kinds = [
        next(kind for kind in ("error", "warning", "info") if kind in found.split())
        for found in page.locator("#findings article").evaluate_all("all => all.map(one => one.className)")
    ]
    assert kinds == sorted(kinds, key=("error", "warning", "info").index) and len(kinds) == len(plan.findings)


def test_a_finding_says_its_place_in_printed_words(page: Any) -> None:
    card = page.locator("#findings article", has_text="96").filter(has_text="77").first
    card.scroll_into_view_if_needed()
    said = card.inner_text()
    assert "3 합리적 소통과 협치 › 3-1 정책 과정에서의 시민참여 › 3-1-5 서울시 온라인 여론조사" in said
    assert "그 아래 3번째 표" in said and "줄, ‘계’ 칸" in said and "예산" in said
    sheet = page.locator("#sign_off li", has_text="96").first
    assert "줄, ‘계’ 칸" in str(sheet.text_content())


def test_a_table_read_under_another_programme_stands_below_its_printed_heading(
    browser: Any, plan: Plan, tmp_path: Path
) -> None:
    name = {node.no: node.name for node in plan.programs}["P3-1-6"]
    tables = [
        replace(table, program_no="P3-1-5") if table.program_no == "P3-1-6" else table for table in plan.year_tables
    ]
    file = tmp_path / "report.html"
    file.write_bytes(b"".join(report(replace(plan, year_tables=tuple(tables)))))
    page = _opened(browser, file)
    told = page.locator("#values .said.warning", has_text="그러나")
    assert told.count() == sum(table.program_no == "P3-1-6" and table.kind == "plan" for table in plan.year_tables) > 0
    assert name in str(told.first.text_content()) and "3-1-5" in str(told.first.text_content())
    page.close()


def test_the_sign_off_sheet_says_the_years_of_the_plan_and_those_of_its_values(
    browser: Any, plan: Plan, tmp_path: Path
) -> None:
    file = tmp_path / "report.html"
    file.write_bytes(b"".join(report(replace(plan, profile=replace(plan.profile, first_year=2024, last_year=2024)))))
    page = _opened(browser, file)
    said = dict(
        page.locator("#sign_off dl div").evaluate_all(
            "all => all.map((one) => [...one.children].map((part) => part.textContent))"
        )
    )
    assert (said["계획 기간"], said["실은 값의 해"]) == ("2024", "2024–2027")
    page.close()


def test_filters_leave_what_matches(page: Any, plan: Plan) -> None:
    page.locator("#search").fill("여론조사")
    shown = page.locator(".item:not([hidden])")
    assert 0 < shown.count() < 10
    page.locator("#search").fill("")
    page.locator("select").nth(2).select_option("total-mismatch")
    wanted = sum(found.rule == "total-mismatch" for found in plan.findings)
    assert page.locator("#findings .item:not([hidden])").count() == wanted


def test_the_keyboard_walks_through_what_is_shown(page: Any) -> None:
    page.keyboard.press("j")
    first = page.evaluate("document.activeElement.id")
    page.keyboard.press("j")
    second = page.evaluate("document.activeElement.id")
    page.keyboard.press("k")
    assert first and second and first != second and page.evaluate("document.activeElement.id") == first
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "search"


def test_the_language_changes_everything_but_the_document(page: Any, plan: Plan) -> None:
    page.get_by_role("button", name="English").click()
    assert page.evaluate("document.documentElement.lang") == "en"
    assert page.locator("#findings h2").inner_text().startswith("Findings")
    assert page.locator("h1").inner_text() == plan.profile.title


def test_hostile_texts_are_shown_and_do_not_run(browser: Any, plan: Plan, tmp_path: Path) -> None:
    tables = tuple(
        replace(
            table, title=HOSTILE, grid=tuple(tuple(replace(cell, text=HOSTILE) for cell in row) for row in table.grid)
        )
        for table in plan.year_tables
    )
    hostile = replace(
        plan,
        profile=replace(plan.profile, title=HOSTILE),
        year_tables=tables,
        programs=tuple(replace(node, name=HOSTILE) for node in plan.programs),
        findings=tuple(replace(found, message=HOSTILE) for found in plan.findings),
    )
    file = tmp_path / "report.html"
    file.write_bytes(b"".join(report(hostile)))
    page = _opened(browser, file)
    assert page.evaluate("window.ran") is None and page.errors == []
    assert page.locator("h1").inner_text() == HOSTILE
    page.close()


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("language", ["ko-KR", "en-US"])
def test_nothing_keeps_a_person_out(
    browser: Any, plan: Plan, tmp_path: Path, width: int, theme: str, language: str
) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    kept = plan.year_tables[:5]
    places = {table.number for table in kept}
    small = replace(
        plan,
        year_tables=kept,
        observations=tuple(entry for entry in plan.observations if entry.place.table in places),
        findings=plan.findings[:4],
    )
    file = tmp_path / "report.html"
    file.write_bytes(b"".join(report(small)))
    page = _opened(browser, file, width, language, theme)
    page.locator("td.value").first.click()
    found = axe.run(page).response["violations"]
    assert [(each["id"], each["nodes"][0]["html"]) for each in found] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()


def _moved(place: Place, by: int) -> Place:
    return replace(place, table=place.table + by) if place.table is not None else place


def _times(plan: Plan, times: int) -> Plan:
    """The same plan with its tables so many times, each under a number of its own."""
    tables, values = [], []
    for by in (1000 * n for n in range(times)):
        for table in plan.year_tables:
            grid = [[replace(cell, place=_moved(cell.place, by)) for cell in row] for row in table.grid]
            place = _moved(table.place, by)
            tables.append(replace(table, number=table.number + by, place=place, grid=tuple(map(tuple, grid))))
        values += [replace(entry, place=_moved(entry.place, by)) for entry in plan.observations]
    return replace(plan, year_tables=tuple(tables), observations=tuple(values))


def test_two_thousand_values_take_less_than_two_seconds_of_a_processor(
    browser: Any, plan: Plan, tmp_path: Path
) -> None:
    large = _times(plan, 6)
    assert sum(entry.status in ("value", "range") for entry in large.observations) > 2000
    file = tmp_path / "report.html"
    file.write_bytes(b"".join(report(large)))
    page = browser.new_page(viewport={"width": 1280, "height": 900}, locale="ko-KR")
    watching = page.context.new_cdp_session(page)
    watching.send("Performance.enable", {"timeDomain": "threadTicks"})
    page.goto(file.as_uri())
    page.locator("#sign_off").wait_for(state="attached")
    measured = {one["name"]: one["value"] for one in watching.send("Performance.getMetrics")["metrics"]}
    assert measured["TaskDuration"] < 2, measured
    assert page.locator("td.value").count() > 2000
    page.locator("td.value").last.scroll_into_view_if_needed()
    page.locator("td.value").last.click()
    assert page.locator("#detail").is_visible()
    page.close()


def test_a_sign_off_sheet_is_what_is_printed(page: Any) -> None:
    page.emulate_media(media="print")
    assert page.locator("#sign_off").is_visible() and page.locator("#values").is_hidden()
    assert "SHA-256" in page.locator("#sign_off").inner_text()


def _at(plan: Plan, page: Any, rule: str) -> Any:
    """The card of the first finding of a rule."""
    return page.locator(f'#findings .group:has([data-finding*="/{rule}/"])').first


def test_only_the_total_that_is_wrong_is_red_and_what_it_adds_is_said(page: Any, plan: Plan) -> None:
    card = _at(plan, page, "total-mismatch")
    card.scroll_into_view_if_needed()
    item = card.locator('[data-finding*="/total-mismatch/"]').first
    assert "더한 칸" in item.inner_text() and "2024: 17 · 2025: 20 · 2026: 20 · 2027: 20" in item.inner_text()
    assert card.locator("td.value.error").count() == 1
    assert card.locator("td.value.error").inner_text().split()[1] == "96"
    assert card.locator("td.value.with").count() == 4


def test_each_column_says_as_which_year_it_was_read_and_a_value_of_another_says_so(
    browser: Any, plan: Plan, tmp_path: Path
) -> None:
    moved = next(entry for entry in plan.observations if entry.printed == "500" and entry.year == 2026)
    wrong = replace(
        plan,
        observations=tuple(replace(one, year=2031) if one is moved else one for one in plan.observations),
    )
    file = tmp_path / "report.html"
    file.write_bytes(b"".join(report(wrong)))
    page = _opened(browser, file)
    card = page.locator(f'#values article:has(td.value[data-key^="{moved.place.table}/"])')
    card.scroll_into_view_if_needed()
    assert card.locator("tr.heads .when").all_text_contents() == ["계", "2024년", "2025년", "2031년, 2026년", "2027년"]
    assert card.locator("td.value .other").all_text_contents() == ["2031년", "2026년"]
    fine = page.locator("#values article").last
    fine.scroll_into_view_if_needed()
    assert fine.locator("tr.heads .when").all_text_contents() == ["계", "2024년", "2025년", "2026년", "2027년"]
    assert page.locator("td.value .other").count() == 2
    page.close()


@pytest.mark.parametrize(("width", "height"), [(1280, 900), (390, 800)])
def test_the_row_that_was_chosen_is_not_covered_by_what_is_said_of_it(
    browser: Any, file: Path, width: int, height: int
) -> None:
    page = _opened(browser, file, width)
    page.set_viewport_size({"width": width, "height": height})
    for card in (page.locator("#values article").nth(3), page.locator("#values article").last):
        value = card.locator("td.value").last
        value.evaluate("node => node.scrollIntoView({ block: 'end' })")
        page.wait_for_timeout(200)
        value.click()
        page.wait_for_timeout(100)
        row = value.evaluate("node => node.closest('tr').getBoundingClientRect().bottom")
        top = page.locator("#detail").evaluate("node => node.getBoundingClientRect().top")
        assert row <= top, card.inner_text()
        page.keyboard.press("ArrowLeft")
        lit = card.locator("td.value.lit").evaluate("node => node.getBoundingClientRect().bottom")
        assert lit <= page.locator("#detail").evaluate("node => node.getBoundingClientRect().top")
        page.keyboard.press("Escape")
    page.close()


def test_ten_years_stand_on_one_screen(browser: Any, tmp_path: Path) -> None:
    years = range(2026, 2036)
    rows = [["지표명", "단위", "계", *(f"{year}년" for year in years)]]
    rows += [["도서관 장서 확충 권수", "권", "346,000", *(f"{30 + n},000" for n in range(10))]]
    document = tmp_path / "장기.hwpx"
    parts = ("가온시 마을도서관 장기 계획", "연차별 추진계획", hwpx_grid(rows))
    document.write_bytes(hwpx_bytes(hwpx_section(*map(hwpx_paragraph, parts))))
    file = tmp_path / "report.html"
    file.write_bytes(b"".join(report(read_plan(document))))
    page = _opened(browser, file)
    scrolled = page.locator("#values .scroll, #findings .scroll").evaluate_all(
        "all => all.map(one => one.scrollWidth - one.clientWidth)"
    )
    assert "345,000" in page.locator("#findings .item").first.inner_text(), "the sum of the years, in thousands"
    assert len(scrolled) == 2 and max(scrolled) <= 0, "one of a finding and one of the values"
    page.close()


def test_a_sign_off_sheet_fits_two_pages_and_names_the_worst_first(page: Any, plan: Plan, tmp_path: Path) -> None:
    printed = pypdfium2.PdfDocument(page.pdf(format="A4"))
    assert len(printed) <= 2
    listed = page.locator("#sign_off ol li").all_text_contents()
    marks = ["✖▲ℹ".index(text[0]) for text in listed]
    assert len(marks) == len(plan.findings) and marks == sorted(marks)


def test_a_finding_about_no_table_shows_its_place_on_the_page(browser: Any, tmp_path: Path) -> None:
    plan = read_plan(SEOUL / "plan.pdf", single_read=True)
    file = tmp_path / "report.html"
    file.write_bytes(b"".join(report_of(plan, (SEOUL / "plan.pdf").read_bytes())))
    page = _opened(browser, file)
    card = page.locator('#findings .item.card[data-finding*="/program-without-table"]').first
    card.scroll_into_view_if_needed()
    assert card.locator("svg.page image").count() == card.locator("svg.page rect.box.info").count() > 0
    assert page.errors == []
    page.close()
