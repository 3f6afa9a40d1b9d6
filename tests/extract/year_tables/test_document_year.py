"""The year that a document is of, and what follows from it: past results are never published as a plan."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.readers.hwp.information import last_saved
from extract.readers.read import read_document
from extract.year_tables.document_year import Evidence
from gongpyo.pipeline import interpret, read_tables
from normalize.plan import normalize_plan
from plan.errors import PlanError
from plan.records.base import Place
from plan.records.document import Document, Source
from plan.records.meaning import Plan
from plan.records.printed import ExtractedPlan
from tests.conftest import ROOT, hwpx_bytes, hwpx_grid, hwpx_paragraph, hwpx_section, zip_bytes

PAST = [["구분", "2021", "2022", "2023"], ["방문객(명)", "410", "470", "530"]]
AHEAD = [["구분", "2026", "2027", "2028"], ["방문객(명)", "410", "470", "530"]]
GOALS = [["구분", "2026년 목표"], ["쉼터(개소)", "3"]]
ONE_ROW = [["구분", "합계", "국비", "시비"], ["2026년", "30", "20", "10"]]
NAMED = [["구분", "합계", "국비", "시비"], ["운영비", "30", "20", "10"]]
ALONE = [["합계", "국비", "시비"], ["30", "20", "10"]]
DOWN = [["구분", "금액"], ["국비", "20"], ["시비", "10"]]
YEARS = [["구분", "합계", "국비", "시비"], ["2026년", "30", "20", "10"], ["2027년", "60", "40", "20"]]
ONE, SEVERAL = "가온시 2026년 주요업무계획", "가온시 마을 기본계획(2026~2028)"
PAID = {("total", 2026, "30"), ("national", 2026, "20"), ("metropolitan", 2026, "10")}


def _read(tmp_path: Path, *paragraphs: str, name: str = "document.hwpx", saved: str = "") -> ExtractedPlan:
    meta = f'<opf:package xmlns:opf="x"><opf:metadata><opf:meta name="ModifiedDate">{saved}</opf:meta></opf:metadata>'
    parts = {"Contents/section0.xml": hwpx_section(*map(hwpx_paragraph, paragraphs))}
    if saved:
        parts["Contents/content.hpf"] = f"{meta}</opf:package>"
    path = tmp_path / name
    path.write_bytes(zip_bytes(parts))
    return read_tables(path)


@pytest.mark.parametrize(
    ("lines", "rule", "year"),
    [
        (["가온시 숲 기본계획(2024~2026)"], "planned-period", 2024),
        (["가온시 숲 기본계획(2024~2027)", "2026년 시행계획"], "implemented-year", 2026),
        (["제3기(2024~2027) 가온시 숲 종합계획", "3차년도(’26년) 집행계획(안)"], "implemented-year", 2026),
        (["가온시 숲 종합계획(2024~2027)", "제3차년도 시행계획"], "implemented-year", 2026),
        (["제3기 가온시 숲 종합계획", "시행계획(2026년)", "2025. 12."], "implemented-year", 2026),
        (["가온시 숲 기본계획(2024~2027)", "2030년 시행계획"], "planned-period", 2024),
        (["가온시 숲 시행계획(2024~2027)", "2026년 시행계획 추진상황"], "planned-period", 2024),
        (["2025년 주요업무계획", "2024. 12. 20."], "planned-year", 2025),
        (["2026학년도 학교급식 안내", "2026. 1."], "school-year", 2026),
        (["숲 방문객 알림", "결재일자 2025. 3. 2."], "approval", 2025),
        (["보도자료", "’24년 숲 방문객 늘어", "보도시점 2025. 3. 14.(금) 11:00"], "release", 2025),
        (["보도자료", "’24년 숲 방문객 늘어", "배포 일시", "2025. 3. 14.(금)"], "release", 2025),
        (["숲 방문객 실적", "2025. 3."], "cover-date", 2025),
        (["숲 방문객 실적", "2025년 3월 14일"], "cover-date", 2025),
        (["2025. 2. 10.(월) 행정문화위원회", "숲 방문객"], "cover-date", 2025),
        (["가온시 공고 제2025-320호", "숲 방문객 알림"], "notice", 2025),
        (["2024년 숲 방문객 실적"], "title", 2025),
        (["주요업무계획 2025"], "planned-year", 2025),
        (["수도정비계획 2040", "2025. 10."], "cover-date", 2025),
        (["2035년 환경계획", "2025. 10."], "cover-date", 2025),
        (["제5기 가온시 복지계획", "2026년 연차별 시행계획", "2025. 11."], "implemented-year", 2026),
        (["제5기 가온시 복지계획(2023~2026)", "2026년도 시행계획", "2025. 11."], "implemented-year", 2026),
        (["가온시 복지계획(2023~2026)", "2031년 시행계획"], "planned-period", 2023),
        (["가온시 자활지원 시행계획", "(2026년도)", "2025. 12."], "beside-title", 2026),
        (["2026년", "가온시 자활지원 시행계획", "2025. 12."], "beside-title", 2026),
        (["가온시 자활지원계획", "2025년 추진결과", "2026. 1."], "cover-date", 2026),
        (["가온시 자활지원계획", "1. 2025년 시행계획", "2026. 1."], "cover-date", 2026),
        (["2035년 환경계획", "목표연도 : 2035년", "가온시 공고 제2025-320호"], "notice", 2025),
    ],
)
def test_the_year_is_found_by_the_first_rule_that_says_it(
    lines: list[str], rule: str, year: int, tmp_path: Path
) -> None:
    found = _read(tmp_path, *lines, hwpx_grid(PAST)).document_year
    assert found is not None
    assert (found.rule, found.year) == (rule, year)
    assert found.printed


@pytest.mark.parametrize(
    ("lines", "saved", "dates"),
    [
        (["숲 방문객 알림", "결재일자 2025. 3. 2."], "", [("approval", "2025-03-02")]),
        (["보도자료", "숲 방문객 늘어", "보도시점 2025. 3. 14.(금) 11:00"], "", [("release", "2025-03-14")]),
        (["가온시 숲 기본계획(2026~2028)", "2025. 11."], "", [("cover-date", "2025-11")]),
        (["가온시 공고 제2025-7호", "숲 방문객 알림"], "", [("notice", "2025")]),
        (["가온시 숲 기본계획(2026~2028)", "2025년 2월 30일"], "", [("cover-date", "2025")]),
        (
            ["가온시 고시 제2025-7호", "숲 기본계획(2026~2028)", "2025. 12. 1."],
            "2026-01-08T01:02:03Z",
            [("cover-date", "2025-12-01"), ("notice", "2025"), ("file-information", "2026-01-08")],
        ),
        (["가온시 숲 기본계획(2026~2028)"], "", []),
    ],
)
def test_the_days_that_a_document_says_are_published_in_their_roles(
    lines: list[str], saved: str, dates: list[tuple[str, str]], tmp_path: Path
) -> None:
    extracted = _read(tmp_path, *lines, hwpx_grid(AHEAD), saved=saved)
    assert [(one.role, one.day) for one in extracted.dates] == dates


def test_a_plan_keeps_the_days_that_its_document_says_with_their_places(tmp_path: Path) -> None:
    extracted = _read(tmp_path, "가온시 숲 기본계획(2026~2028)", "결재일자 2025. 3. 2.", hwpx_grid(AHEAD))
    (said,) = normalize_plan(extracted).dates
    assert (said.role, said.printed, said.place.paragraph) == ("approval", "결재일자 2025. 3. 2.", 2)


@pytest.mark.parametrize("saved", ["", "2019-03-02T01:00:00Z", "2022-03-02T01:00:00Z", "2031-03-02T01:00:00Z"])
@pytest.mark.parametrize(
    ("title", "year"),
    [("2026년 가온시 숲 시행계획", 2026), ("2030년 주요업무계획", 2030), ("2026년 가온시 숲 계획", 2026)],
)
def test_no_date_of_a_file_goes_before_the_year_of_the_title(title: str, year: int, saved: str, tmp_path: Path) -> None:
    last = [["구분", f"{year - 1}년 목표", f"{year}년 목표"], ["쉼터(개소)", "3", "4"]]
    extracted = _read(tmp_path, title, hwpx_grid(last), saved=saved)
    assert extracted.document_year
    assert (extracted.document_year.year, extracted.document_year.rule) == (year, "planned-year")
    plan = interpret(extracted)
    assert [row.year for row in plan.observations] == [year]
    assert f"-{year}" in plan.profile.plan_id


def test_a_year_that_is_aimed_at_is_not_that_of_an_older_file(tmp_path: Path) -> None:
    extracted = _read(tmp_path, "2040년 가온시 기본계획", hwpx_grid(AHEAD), saved="2024-03-02T01:00:00Z")
    assert extracted.document_year
    assert extracted.document_year.year == 2024


def test_the_id_holds_no_year_that_only_the_file_says(tmp_path: Path) -> None:
    ids = {
        interpret(_read(tmp_path, "가온시 숲 기본계획", hwpx_grid(AHEAD), name=name, saved=saved)).profile.plan_id
        for name, saved in (("a.hwpx", ""), ("b.hwpx", "2024-03-02T01:00:00Z"), ("2025.hwpx", ""))
    }
    assert len(ids) == 1
    assert "2026-2028" in ids.pop()


@pytest.mark.parametrize(
    "line",
    [
        "사업기간 2019. 1. ~ 2025. 12.",
        "(’25. 1. 1. 기준)",
        "2030 탄소중립 추진전략",
        "2019. 5. 조례 제정 이후 늘어난 사람",
    ],
)
def test_a_date_that_is_not_the_documents_own_is_not_taken_for_it(line: str, tmp_path: Path) -> None:
    others = ["머리말"] * 5
    assert _read(tmp_path, "숲 방문객", *others, line, hwpx_grid(PAST)).document_year is None


def test_the_file_itself_is_asked_last(tmp_path: Path) -> None:
    saved = _read(tmp_path, "숲 방문객", hwpx_grid(PAST), name="forest-2026.hwpx", saved="2025-03-14T08:00:00Z")
    assert saved.source.saved == "2025-03-14"
    assert saved.document_year is not None
    assert (saved.document_year.rule, saved.document_year.year) == ("file-information", 2025)
    named = _read(tmp_path, "숲 방문객", hwpx_grid(PAST), name="forest-2026.hwpx")
    assert named.document_year is not None
    assert (named.document_year.rule, named.document_year.year) == ("file-name", 2026)


@pytest.mark.parametrize(
    ("title", "is_plan"),
    [
        ("나래시 숲 업무계획", True),
        ("나래시 숲 기본계획 추진실적", False),
        ("나래계획도시 정비법 시행령 규제영향분석서", False),
    ],
)
def test_a_word_of_plans_in_the_name_of_a_law_makes_no_plan_of_its_analysis(title: str, is_plan: bool) -> None:
    source = Source(name="a.hwpx", format="hwpx", sha256="0" * 64, bytes=1)
    evidence = Evidence(title, Place(), None, "", (), Document(source=source, blocks=()))
    assert evidence.names_a_plan() is is_plan


@pytest.mark.parametrize("name", ["plan.hwp", "plan.pdf"])
def test_a_file_says_when_it_was_saved(name: str) -> None:
    source = read_document(ROOT / "fixtures/seoul-citizen-participation-2024-2027" / name).source
    assert source.saved == "" or source.saved[:2] == "20"


def test_the_summary_of_an_hwp_document_gives_the_day_of_its_last_saving() -> None:
    ticks = (13_379_000_000 * 10_000_000).to_bytes(8, "little")  # 2024-12-18, counted in tenths of a microsecond
    header = bytes(28) + bytes(16) + (48).to_bytes(4, "little")
    entry = (13).to_bytes(4, "little") + (16).to_bytes(4, "little")
    section = bytes(4) + (1).to_bytes(4, "little") + entry + (0x40).to_bytes(4, "little") + ticks
    assert last_saved(header + section) == "2024-12-18"
    assert last_saved(header + section[:-1]) == last_saved(header) == last_saved(b"") == ""
    assert last_saved(header + section[:16] + (0x40).to_bytes(4, "little") + b"\xff" * 8) == ""


def test_results_before_the_documents_year_are_past(tmp_path: Path) -> None:
    (table,) = _read(tmp_path, "보도자료", "보도시점 2025. 3. 14.", "방문객", hwpx_grid(PAST)).year_tables
    assert (table.kind, table.kind_rule) == ("actual", "before-the-document")


def test_the_last_year_of_results_may_be_a_part_of_the_documents_own(tmp_path: Path) -> None:
    rows = [["구분", "2021", "2022", "2023(9월)"], ["방문객(명)", "410", "470", "530"]]
    (table,) = _read(tmp_path, "숲 방문객 알림", "2023. 10. 4.", "방문객", hwpx_grid(rows)).year_tables
    assert (table.kind, table.kind_rule) == ("actual", "before-the-document")


def test_a_plan_that_was_saved_again_years_later_stays_a_plan(tmp_path: Path) -> None:
    extracted = _read(tmp_path, "숲 가꾸기", "□ 연도별 목표", hwpx_grid(PAST), saved="2026-05-07T00:00:00Z")
    assert [(table.kind, table.kind_rule) for table in extracted.year_tables] == [("plan", "titled-as-plan")]


def test_without_a_year_and_without_a_word_for_a_plan_nothing_is_published(tmp_path: Path) -> None:
    extracted = _read(tmp_path, "숲 방문객", hwpx_grid(AHEAD))
    assert [(table.kind, table.kind_rule) for table in extracted.year_tables] == [("unclear", "no-evidence")]
    with pytest.raises(PlanError) as refused:
        interpret(extracted)
    assert (refused.value.code, refused.value.details["tables"]) == ("kind-unclear", 1)


@pytest.mark.parametrize(
    ("lines", "rows", "rule"),
    [
        (["숲 가꾸기", "□ 연도별 목표"], AHEAD, "titled-as-plan"),
        (["숲 가꾸기"], [["구분", "2026(목표)", "2027(목표)"], ["방문객(명)", "4", "5"]], "planned-columns"),
        (["숲 가꾸기"], [["구분", "2026", "2027"], ["소요예산(백만원)", "4", "5"]], "rows-of-a-plan"),
        (["2026년 숲 가꾸기 계획", "차례", "1. 머리말", "2. 숲의 방문객", "방문객"], AHEAD, "in-a-plan"),
        (
            ["숲 가꾸기 계획", "차례", "1. 머리말", "2. 숲의 방문객", "성과지표"],
            [["지표", "현황", "2026", "2027"], ["방문객(명)", "3", "4", "5"]],
            "goals-from-a-base",
        ),
    ],
)
def test_a_plan_shows_what_it_is(lines: list[str], rows: list[list[str]], rule: str, tmp_path: Path) -> None:
    (table,) = _read(tmp_path, *lines, hwpx_grid(rows)).year_tables
    assert (table.kind, table.kind_rule) == ("plan", rule)


def test_a_plan_of_which_nothing_can_be_read_is_refused(tmp_path: Path) -> None:
    rows = [["구분", "1차년도", "2차년도"], ["방문객(명)", "4", "5"]]
    with pytest.raises(PlanError) as refused:
        interpret(_read(tmp_path, "숲 가꾸기", "□ 연도별 목표", hwpx_grid(rows)))
    assert refused.value.code == "no-values"
    assert "first year" in refused.value.en and "첫해" in refused.value.ko


def _plan(folder: Path, title: str, lines: list[str], rows: list[list[str]]) -> Plan:
    texts = (
        title,
        "1. 쉼터 조성",
        *lines,
        "□ 추진목표",
        hwpx_grid(GOALS),
        "□ 소요예산 (단위: 백만원)",
        hwpx_grid(rows),
    )
    path = folder / "plan.hwpx"
    path.write_bytes(hwpx_bytes(hwpx_section(*map(hwpx_paragraph, texts))))
    return interpret(read_tables(path))


def _paid(plan: Plan) -> set[tuple[str, int | None, str]]:
    payers = {(i.program_no, i.indicator_no): i.funding_source or "" for i in plan.indicators if i.measure == "budget"}
    budgets = [o for o in plan.observations if o.measure == "budget"]
    return {(payers[o.program_no, o.indicator_no], o.year, o.printed) for o in budgets}


@pytest.mark.parametrize("rows", [ONE_ROW, NAMED, ALONE])
def test_the_one_year_of_the_title_is_that_of_a_budget_that_names_none(rows: list[list[str]], tmp_path: Path) -> None:
    plan = _plan(tmp_path, ONE, ["○ 사업기간 : 2026. 1. ~ 12."], rows)
    assert _paid(plan) == PAID
    assert not [found for found in plan.findings if found.rule == "table-not-understood"]


def test_who_pays_may_stand_in_the_rows(tmp_path: Path) -> None:
    assert _paid(_plan(tmp_path, ONE, [], DOWN)) == PAID - {("total", 2026, "30")}


def test_the_year_of_its_rows_is_certain_in_a_plan_of_several_years(tmp_path: Path) -> None:
    assert _paid(_plan(tmp_path, SEVERAL, [], ONE_ROW)) == PAID


def test_two_years_down_beside_who_pays_are_a_head(tmp_path: Path) -> None:
    assert _paid(_plan(tmp_path, SEVERAL, [], YEARS)) == PAID | {
        ("total", 2027, "60"),
        ("national", 2027, "40"),
        ("metropolitan", 2027, "20"),
    }


@pytest.mark.parametrize(
    ("title", "line", "rows"),
    [
        (SEVERAL, "○ 사업내용 : 쉼터 조성", NAMED),
        (ONE, "○ 사업기간 : 2024. 1. ~ 2027. 12.", NAMED),
        (ONE, "○ 사업내용 : 쉼터 조성", [["구분", "총사업비", "국비", "시비"], ["금액", "30", "20", "10"]]),
    ],
)
def test_a_budget_that_may_be_of_several_years_is_told(
    title: str, line: str, rows: list[list[str]], tmp_path: Path
) -> None:
    plan = _plan(tmp_path, title, [line], rows)
    assert not _paid(plan)
    assert [found.rule for found in plan.findings if found.rule == "table-of-no-year"] == ["table-of-no-year"]


LATER = [["구분", "2027년 목표", "2028년 목표"], ["이용(명)", "410", "470"]]
COMPARED = [["구분", "2025년 예산", "2026년 예산", "증감"], ["계", "84", "96", "12"], ["군비", "84", "96", "12"]]


@pytest.mark.parametrize(
    ("lines", "title", "published"),
    [
        (["가온군 자활지원계획", "2026년 시행계획", "2025. 11."], "소요예산(천원)", True),
        (["가온군 자활지원계획", "2025. 11.", "Ⅰ. 2026년 시행계획"], "예산 편성안(천원)", True),
        (["가온군 자활지원계획", "2026. 1."], "소요예산(천원)", True),
        (["가온군 자활지원계획", "2026. 1."], "예산 편성안(천원)", False),
        (["가온군 자활지원계획", "2026. 1.", "Ⅰ. 2025년 시행계획"], "예산 편성안(천원)", False),
        (["가온군 자활지원계획", "2027. 1."], "소요예산(천원)", False),
    ],
)
def test_of_two_years_compared_the_later_is_planned_where_the_document_plans_it_and_else_it_is_told(
    lines: list[str], title: str, published: bool, tmp_path: Path
) -> None:
    other = ("1. 공부방", "○ 연차별 목표", hwpx_grid(LATER))
    plan = interpret(_read(tmp_path, *lines, *other, "2. 빨래방 운영", f"○ {title}", hwpx_grid(COMPARED)))
    found = {(row.year, row.printed) for row in plan.observations if row.measure == "budget"}
    assert found == ({(2026, "96")} if published else set())
    told = "comparison-left-out" in {found.rule for found in plan.findings}
    assert told == (not published and lines[1] < "2027")


PAYERS = ["구분", "합계", "국비", "시청", "구청"]
ADDED = [["쉼터 설치", "41", "25", "11", "5"], ["쉼터 운영", "60", "30", "15", "15"]]


@pytest.mark.parametrize(
    ("head", "rows", "found"),
    [
        (PAYERS, ADDED, []),
        (["구분", "합계", "교육부", "시청", "구청"], ADDED, ["table-of-no-year"]),
        (["구분", "총액", "본예산", "시청", "구청"], ADDED, ["table-of-no-year"]),
        (PAYERS, ADDED[:1], ["table-of-no-year"]),
    ],
)
def test_payers_that_add_up_divide_the_budget_of_the_year(
    head: list[str], rows: list[list[str]], found: list[str], tmp_path: Path
) -> None:
    goals, paid = (hwpx_grid(words) for words in (GOALS, [head, *rows]))
    blocks = [hwpx_paragraph(ONE), hwpx_paragraph("1. 쉼터 확충"), goals, hwpx_paragraph("○ 소요예산"), paid]
    path = tmp_path / "payers.hwpx"
    path.write_bytes(zip_bytes({"Contents/section0.xml": hwpx_section(*blocks)}))
    plan = interpret(read_tables(path))
    totals = {one.indicator_no for one in plan.indicators if one.measure == "budget" and one.funding_source == "total"}
    budgets = [one for one in plan.observations if one.measure == "budget"]
    sums = [one.value for one in budgets if one.indicator_no in totals]
    assert sums == ([] if found else [41, 60])
    assert [one.rule for one in plan.findings if one.rule == "table-of-no-year"] == found


@pytest.mark.parametrize("unit", ["(’27. 1. 1. 기준, 단위 : 백만원)", "(기준 : ’27년 본예산, 단위 : 백만원)"])
def test_a_budget_as_it_stands_on_a_day_is_what_an_office_has_and_no_plan(unit: str, tmp_path: Path) -> None:
    paid = hwpx_grid([["구분", "계", "교육부", "시청", "구청"], *ADDED])
    words = (ONE, "1. 쉼터 확충", hwpx_grid(GOALS), "○ 소요예산", unit)
    blocks = [word if word.startswith("<") else hwpx_paragraph(word) for word in words]
    path = tmp_path / "stands.hwpx"
    path.write_bytes(zip_bytes({"Contents/section0.xml": hwpx_section(*blocks, paid)}))
    plan = interpret(read_tables(path))
    assert not [one.rule for one in plan.findings if one.rule == "table-of-no-year"]
    assert {one.measure for one in plan.observations} == {"target"}
