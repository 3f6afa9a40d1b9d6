"""Year tables as other offices print them: what is published of each, reasoned by hand from what stands in the cells."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from gongpyo.pipeline import interpret, read_tables
from normalize.plan import normalize_plan
from plan.errors import PlanError
from plan.records.printed import ExtractedPlan
from tests.conftest import hwpx_cell, hwpx_grid, hwpx_paragraph, hwpx_section, hwpx_table, zip_bytes

PLAN = "가온시 마을 기본계획(2024~2027)"
Rows = list[list[str]]
Series = list[tuple[str, str, dict[str, str]]]  # measure, name, period -> base value with its unit

WORK_PLAN = "가온시 2025년 업무계획"
CASES: dict[str, tuple[str, str, Rows, Series]] = {
    "a-column-of-units": (
        PLAN,
        "□ 성과지표",
        [["성과지표", "단위", "2023년 실적", "2024", "2025"], ["나무 심기", "천그루", "9", "10", "20"], ["점수", "점", "70", "80", "81"]],
        [
            ("target", "나무 심기", {"2024": "10000그루", "2025": "20000그루"}),
            ("target", "점수", {"2024": "80점", "2025": "81점"}),
        ],
    ),
    "a-baseline-and-a-last-goal": (
        PLAN,
        "□ 목표치",
        [["지표명", "현재(2023)", "2024", "2025", "최종목표"], ["참여율(%)", "45.2", "46", "47", "50"]],
        [("target", "참여율", {"baseline 2023": "45.2%", "2024": "46%", "2025": "47%"})],
    ),
    "who-pays": (
        PLAN,
        "□ 재원조달계획 (단위 : 억원)",
        [["구분", "계", "2024년", "2025년", "2026년 이후"], ["합계", "60", "10", "20", "30"], ["국비", "30", "5", "10", "15"], ["시군비", "30", "5", "10", "15"]],
        [
            ("budget", "합계", {"total": "6000000000원", "2024": "1000000000원", "2025": "2000000000원", "later": "3000000000원"}),
            ("budget", "국비", {"total": "3000000000원", "2024": "500000000원", "2025": "1000000000원", "later": "1500000000원"}),
            ("budget", "시군비", {"total": "3000000000원", "2024": "500000000원", "2025": "1000000000원", "later": "1500000000원"}),
        ],
    ),
    "a-cost-in-brackets-and-its-unit": (
        PLAN,
        "○ (소요예산) 백만원",
        [["구분", "2024", "2025"], ["국비", "1", "2"], ["도비", "3", "4"]],
        [
            ("budget", "국비", {"2024": "1000000원", "2025": "2000000원"}),
            ("budget", "도비", {"2024": "3000000원", "2025": "4000000원"}),
        ],
    ),
    "what-was-settled-and-what-is-asked-for": (
        WORK_PLAN,
        "□ 예산",
        [["구분", "2023 결산", "2024 예산", "2025 요구", "2026 계획"], ["운영비(백만원)", "10", "20", "30", "40"]],
        [("budget", "운영비", {"2025": "30000000원", "2026": "40000000원"})],
    ),
    "the-unit-in-row-0": (
        PLAN,
        "□ 연차별 계획",
        [["(단위: 천명)"] * 3, ["구분", "2024", "2025"], ["이용자", "1.5", "2.5"]],
        [("target", "이용자", {"2024": "1500명", "2025": "2500명"})],
    ),
    "the-unit-behind-the-title-and-a-range": (
        PLAN,
        "□ 연차별 투자(억원)",
        [["구분", "계", "2024", "2025", "2026~2027"], ["사업비", "60", "10", "20", "30"]],
        [
            (
                "budget",
                "사업비",
                {"total": "6000000000원", "2024": "1000000000원", "2025": "2000000000원", "later": "3000000000원"},
            )
        ],
    ),
    "years-as-rows": (
        PLAN,
        "□ 연도별 목표",
        [["연도", "이용(명)", "예산(백만원)"], ["2024", "100", "10"], ["2025", "200", "20"], ["2026", "300", "30"], ["합계", "600", "60"]],
        [
            ("target", "이용", {"total": "600명", "2024": "100명", "2025": "200명", "2026": "300명"}),
            ("budget", "예산", {"total": "60000000원", "2024": "10000000원", "2025": "20000000원", "2026": "30000000원"}),
        ],
    ),
    "planned-years-behind-unmarked-ones": (
        WORK_PLAN,
        "□ 지원 계획",
        [["구분", "’23년", "’24년", "’25년(계획)", "’26년(계획)"], ["지원(건)", "1", "2", "3", "4"]],
        [("target", "지원", {"2025": "3건", "2026": "4건"})],
    ),
    "a-round-year-without-a-mark-or-a-period-in-the-title": (
        "가온시 주요 업무",
        "□ 투자계획 (단위: 억원)",
        [["구분", "계", "29년", "30년", "31년"], ["사업비", "6", "1", "2", "3"]],
        [("budget", "사업비", {"total": "600000000원", "2029": "100000000원", "2030": "200000000원", "2031": "300000000원"})],
    ),
    "goals-beside-results": (
        PLAN,
        "□ 목표",
        [["구분", "2024", "2024", "2025", "2025"], ["구분", "목표", "실적", "목표", "실적"], ["교육(회)", "10", "9", "20", ""]],
        [("target", "교육", {"2024": "10회", "2025": "20회"})],
    ),
    "quantity-and-cost-side-by-side": (
        PLAN,
        "□ 연차별 투자계획",
        [
            ["사업명", "계", "계", "2024", "2024", "2025", "2025"],
            ["사업명", "사업량", "사업비(억원)", "사업량", "사업비(억원)", "사업량", "사업비(억원)"],
            ["도로(km)", "7", "70", "3", "30", "4", "40"],
            ["조사", "-", "2", "-", "1", "1식", "1"],
        ],
        [
            ("target", "도로 사업량", {"total": "7km", "2024": "3km", "2025": "4km"}),
            ("budget", "도로 사업비", {"total": "7000000000원", "2024": "3000000000원", "2025": "4000000000원"}),
            ("target", "조사 사업량", {"total": "None", "2024": "None", "2025": "1식"}),
            ("budget", "조사 사업비", {"total": "200000000원", "2024": "100000000원", "2025": "100000000원"}),
        ],
    ),
    "a-unit-of-money-is-no-unit-of-the-quantity-beside-it": (
        PLAN,
        "□ 연차별 투자계획 (단위: 백만원)",
        [["구분", "2024", "2024", "2025", "2025"], ["구분", "물량", "금액", "물량", "금액"], ["도로", "3", "300", "4", "400"]],
        [
            ("target", "도로 물량", {"2024": "None", "2025": "None"}),
            ("budget", "도로 금액", {"2024": "300000000원", "2025": "400000000원"}),
        ],
    ),
    "who-pays-under-each-year": (
        PLAN,
        "□ 재원 (단위: 백만원)",
        [
            ["사업명", "2024", "2024", "2024", "2025", "2025", "2025"],
            ["사업명", "계", "국비", "시비", "계", "국비", "시비"],
            ["도로", "30", "10", "20", "60", "20", "40"],
        ],
        [
            ("budget", "도로 계", {"2024": "30000000원", "2025": "60000000원"}),
            ("budget", "도로 국비", {"2024": "10000000원", "2025": "20000000원"}),
            ("budget", "도로 시비", {"2024": "20000000원", "2025": "40000000원"}),
        ],
    ),
    "a-base-year-in-front": (
        PLAN,
        "□ 목표",
        [["구분", "2023(기준)", "2024", "2025"], ["고용률(%)", "42", "43", "44"]],
        [("target", "고용률", {"baseline 2023": "42%", "2024": "43%", "2025": "44%"})],
    ),
    "years-of-the-plan-before-one-that-is-called-a-goal": (
        PLAN,
        "□ 목표 (단위: 천톤)",
        [["구분", "2024", "2025", "2030 목표"], ["감축량", "43", "44", "50"]],
        [("target", "감축량", {"2024": "43000톤", "2025": "44000톤", "2030": "50000톤"})],
    ),
    "what-stood-before-the-plan-is-part-of-the-total": (
        PLAN,
        "□ 설치(개소)",
        [["구분", "기존", "2024", "2025", "합계"], ["쉼터", "5", "1", "1", "7"]],
        [("target", "쉼터", {"prior": "5개소", "2024": "1개소", "2025": "1개소", "total": "7개소"})],
    ),
    "numbered-years-with-their-dates": (
        PLAN,
        "□ 계획 (단위: 개소)",
        [["구분", "1차년도(2025)", "2차년도(2026)"], ["쉼터", "1", "2"]],
        [("target", "쉼터", {"2025": "1개소", "2026": "2개소"})],
    ),
    "how-it-is-measured-is-no-part-of-the-name": (
        PLAN,
        "□ 목표",
        [["성과지표", "측정방법", "2024", "2025"], ["고용률(%)", "통계청 조사", "43", "44"]],
        [("target", "고용률", {"2024": "43%", "2025": "44%"})],
    ),
    "years-folded-into-two-bands": (
        PLAN,
        "□ 투자계획 (단위: 백만원)",
        [["구분", "계", "2024", "2025"], ["시비", "10", "1", "2"], ["구분", "2026", "2027", "2028"], ["시비", "3", "4", "-"]],
        [
            (
                "budget",
                "시비",
                {"total": "10000000원", "2024": "1000000원", "2025": "2000000원", "2026": "3000000원", "2027": "4000000원", "2028": "None"},
            )
        ],
    ),
    "a-second-head-over-other-rows": (
        PLAN,
        "□ 투자계획 (단위: 백만원)",
        [["구분", "2024", "2025"], ["시비", "1", "2"], ["구분", "2026", "2027"], ["구비", "3", "4"]],
        [("budget", "시비", {"2024": "1000000원", "2025": "2000000원"}), ("budget", "구비", {"2026": "3000000원", "2027": "4000000원"})],
    ),
    "a-rate-below-amounts-of-money": (
        PLAN,
        "□ 투자계획 (단위: 백만원)",
        [["구분", "2024", "2025"], ["시비", "100", "110"], ["전년대비 증감률", "-", "10"], ["(증감률,%)", "-", "10"], ["집행률", "90", "95"]],
        [("budget", "시비", {"2024": "100000000원", "2025": "110000000원"})],
    ),
    "a-total-of-all-years-and-units-beside-them": (
        PLAN,
        "□ 목표",
        [["구분", "2024~2025", "2024(명)", "2025(명)"], ["참여자", "30", "10", "20"]],
        [("target", "참여자", {"total": "30명", "2024": "10명", "2025": "20명"})],
    ),
    "units-in-rows-of-their-own": (
        PLAN,
        "□ 목표",
        [["구분", "2024", "2025"], ["(단위: 명)"] * 3, ["참여자", "10", "20"], ["(단위: 백만원)"] * 3, ["사업비", "1", "2"]],
        [("target", "참여자", {"2024": "10명", "2025": "20명"}), ("budget", "사업비", {"2024": "1000000원", "2025": "2000000원"})],
    ),
    "the-unit-behind-the-years-and-who-is-in-charge": (
        PLAN,
        "□ 성과지표",
        [["지표명", "담당부서", "2024", "2025", "단위"], ["참여자", "자치과", "10", "20", "천명"]],
        [("target", "참여자", {"2024": "10000명", "2025": "20000명"})],
    ),
    "an-earlier-years-budget-is-no-total": (
        PLAN,
        "□ 투자 (단위: 억원)",
        [["사업명", "2023 최종예산", "2024", "2025"], ["도로", "7", "10", "20"]],
        [("budget", "도로", {"baseline 2023": "700000000원", "2024": "1000000000원", "2025": "2000000000원"})],
    ),
    "a-cost-of-one-is-no-total": (
        PLAN,
        "□ 투자 (단위: 억원)",
        [["사업명", "개소당 사업비", "2024", "2025"], ["도로", "7", "10", "20"]],
        [("budget", "도로", {"2024": "1000000000원", "2025": "2000000000원"})],
    ),
    "a-unit-in-the-head-of-one-column": (
        PLAN,
        "□ 투자 (단위: 백만원)",
        [["구분", "기투자(억원)", "2024", "2025"], ["도로", "6", "100", "200"]],
        [("budget", "도로", {"prior": "600000000원", "2024": "100000000원", "2025": "200000000원"})],
    ),
    "counts-among-money": (
        PLAN,
        "□ 투자 (단위: 백만원)",
        [["구분", "2024", "2025"], ["사업비", "10", "20"], ["이용자 수", "1", "2"], ["사업량", "3", "4"]],
        [
            ("budget", "사업비", {"2024": "10000000원", "2025": "20000000원"}),
            ("target", "이용자 수", {"2024": "None", "2025": "None"}),
            ("target", "사업량", {"2024": "None", "2025": "None"}),
        ],
    ),
    "money-among-counts": (
        PLAN,
        "□ 설치 (단위: 개소)",
        [["구분", "2024", "2025"], ["설치", "1", "2"], ["사업비", "10", "20"], ["국비", "5", "10"]],
        [
            ("target", "설치", {"2024": "1개소", "2025": "2개소"}),
            ("budget", "사업비", {"2024": "None", "2025": "None"}),
            ("budget", "국비", {"2024": "None", "2025": "None"}),
        ],
    ),
    "groups-that-elsewhere-pay": (
        PLAN,
        "□ 어린이집 확충 (단위: 개소)",
        [["구분", "2024", "2025"], ["국공립", "10", "20"], ["민간", "5", "10"]],
        [("target", "국공립", {"2024": "10개소", "2025": "20개소"}), ("target", "민간", {"2024": "5개소", "2025": "10개소"})],
    ),
    "a-total-of-one-year-only": (
        WORK_PLAN,
        "□ 연도별 예산 (단위: 백만원)",
        [["구분", "총사업비(’25년)", "’24년", "’25년", "’26년"], ["시비", "9", "5", "9", "6"]],
        [("budget", "시비", {"2024": "5000000원", "2025": "9000000원", "2026": "6000000원"})],
    ),
}  # fmt: skip

TRAPS: dict[str, tuple[str, str, Rows]] = {
    "the-past": (WORK_PLAN, "□ 최근 3년 실적", [["구분", "2022", "2023", "2024"], ["방문(명)", "100", "200", "300"]]),
    "years-before-the-document": (WORK_PLAN, "□ 방문", [["구분", "2022", "2023", "2024"], ["방문(명)", "1", "2", "3"]]),
    "a-change": (PLAN, "□ 예산", [["구분", "2024(A)", "2025(B)", "증감(B-A)"], ["시비", "1", "2", "1"]]),
    "a-schedule": (PLAN, "□ 추진일정", [["구분", "2024", "2025", "2026"], ["조사", "", "●", ""], ["공사", "", "", "●"]]),
    "plan-and-result-rows": (PLAN, "□ 예산", [["구분", "2024", "2025"], ["계획 예산", "1", "2"], ["실예산", "1", "1"]]),
}  # fmt: skip


def _extracted(folder: Path, title: str, heading: str, rows: Rows) -> ExtractedPlan:
    section = hwpx_section(hwpx_paragraph(title), hwpx_paragraph(heading), hwpx_paragraph(hwpx_grid(rows)))
    path = folder / "plan.hwpx"
    path.write_bytes(zip_bytes({"Contents/section0.xml": section}))
    return read_tables(path)


@pytest.mark.parametrize("name", CASES)
def test_what_is_published(name: str, tmp_path: Path) -> None:
    title, heading, rows, wanted = CASES[name]
    plan = interpret(_extracted(tmp_path, title, heading, rows))
    found = []
    for entry in plan.indicators:
        values = {
            " ".join(filter(None, [o.period_type if o.period_type != "year" else "", str(o.year or "")])): (
                f"{o.base_value}{o.base_unit}"
            )
            for o in plan.observations
            if (o.program_no, o.measure, o.indicator_no) == (entry.program_no, entry.measure, entry.indicator_no)
        }
        found.append((entry.measure, entry.name, values))
    assert found == wanted


UNIT_LINES = (
    "(단위: 백만원)", "(단위 : 백만원)", "[단위 백만원]", "(단위 백만원)", "단위：백만원", "(單位: 백만원)",
    "(단위\u200b: 백만원)", "（단위：백만원）", "〈단위: 백만원〉", "【단위 백만원】",
)  # fmt: skip


def _amounts(folder: Path, heading: str, rows: Rows) -> list[tuple[int | None, str]]:
    plan = interpret(_extracted(folder, PLAN, heading, rows))
    return [(None if o.base_value is None else int(o.base_value), o.base_unit) for o in plan.observations]


IN_WON = [(1_000_000, "원"), (2_000_000, "원")]


@pytest.mark.parametrize("line", [*UNIT_LINES, "[백만원]"], ids=ascii)
def test_a_unit_line_behind_a_title_is_known_however_it_is_printed(line: str, tmp_path: Path) -> None:
    assert _amounts(tmp_path, f"□ 재원 {line}", [["구분", "2024", "2025"], ["시비", "1", "2"]]) == IN_WON


@pytest.mark.parametrize("line", [*UNIT_LINES, "단위 백만원"], ids=ascii)
@pytest.mark.parametrize("row", [0, 1])
def test_a_unit_line_in_a_row_of_its_own_is_known_however_it_is_printed(line: str, row: int, tmp_path: Path) -> None:
    rows = [["구분", "2024", "2025"], ["시비", "1", "2"]]
    rows.insert(row, [line] * 3)
    assert _amounts(tmp_path, "□ 재원", rows) == IN_WON


@pytest.mark.parametrize("name", ["(단위 사업)", "[단위 과제]", "단위 사업"])
def test_a_level_of_the_outline_is_no_unit_line(name: str, tmp_path: Path) -> None:
    extracted = _extracted(tmp_path, PLAN, name, [["구분", "2024", "2025"], ["교육(회)", "1", "2"]])
    assert extracted.year_tables[0].title == name


def test_decomposed_syllables_are_read_as_whole_ones(tmp_path: Path) -> None:
    texts = (PLAN, "□ 재원 (단위: 백만원)")
    rows = [["구분", "계", "2024년", "2025년"], ["시비", "3", "1", "2"], ["회의 목표(회)", "5", "2", "3"]]
    apart = [[unicodedata.normalize("NFD", text) for text in row] for row in rows]
    plain = interpret(_extracted(tmp_path, *texts, rows))
    found = interpret(_extracted(tmp_path, *(unicodedata.normalize("NFD", text) for text in texts), apart))
    assert found.profile == plain.profile
    assert [(o.measure, o.year, o.base_value, o.status) for o in found.observations] == [
        (o.measure, o.year, o.base_value, o.status) for o in plain.observations
    ]


def test_a_label_that_reaches_down_from_the_head_names_no_row(tmp_path: Path) -> None:
    cells = [hwpx_cell(0, 0, "구분", rows=2), hwpx_cell(0, 1, "2024"), hwpx_cell(0, 2, "2025")]
    cells += [hwpx_cell(1, 1, "200명"), hwpx_cell(1, 2, "250명")]
    table = hwpx_table(cells, rows=2, columns=3)
    section = hwpx_section(*map(hwpx_paragraph, (PLAN, "1. 쉼터", "성과목표치", table)))
    path = tmp_path / "plan.hwpx"
    path.write_bytes(zip_bytes({"Contents/section0.xml": section}))
    (entry,) = interpret(read_tables(path)).indicators
    assert entry.name == "성과목표치"


@pytest.mark.parametrize("name", TRAPS)
def test_what_is_no_plan_is_not_published(name: str, tmp_path: Path) -> None:
    extracted = _extracted(tmp_path, *TRAPS[name])
    assert [table.kind for table in extracted.year_tables] != ["plan"]
    with pytest.raises(PlanError) as refused:
        interpret(extracted)
    assert refused.value.code in ("no-plan-table", "no-year-table")


def test_halves_of_years_are_no_values_of_years(tmp_path: Path) -> None:
    head = [["구분", "2024", "2024", "2025", "2025"], ["구분", "상반기", "하반기", "상반기", "하반기"]]
    extracted = _extracted(tmp_path, PLAN, "□ 목표", [*head, ["교육(회)", "1", "2", "3", "4"]])
    with pytest.raises(PlanError, match="part of a year") as refused:
        interpret(extracted)
    assert refused.value.code == "no-values"


@pytest.mark.parametrize(
    "heading", ["1-1-1 꽃길", "1-1-1. 꽃길", "[1-1-1] 꽃길", "세부과제 1-1-1 꽃길", "【단위사업 1-1-①】 꽃길"]
)
def test_a_programme_is_numbered_by_its_heading_however_it_is_dressed(heading: str, tmp_path: Path) -> None:
    rows = [["구분", "2024", "2025"], ["꽃(송이)", "1", "2"]]
    section = hwpx_section(hwpx_paragraph(PLAN), hwpx_paragraph(heading), hwpx_paragraph(hwpx_grid(rows)))
    path = tmp_path / "plan.hwpx"
    path.write_bytes(zip_bytes({"Contents/section0.xml": section}))
    extracted = read_tables(path)
    assert [(node.no, node.name) for node in extracted.programs if node.level == "program"] == [("P1-1-1", "꽃길")]
    assert [table.program_no for table in extracted.year_tables] == ["P1-1-1"]


def test_a_year_with_an_unknown_word_beside_it_is_left_out_and_said(tmp_path: Path) -> None:
    rows = [["구분", "2024", "2025", "2026 꿈꾸는"], ["꽃(송이)", "1", "2", "3"]]
    plan = interpret(_extracted(tmp_path, PLAN, "□ 목표", rows))
    assert [o.year for o in plan.observations] == [2024, 2025]
    (said,) = [found for found in plan.findings if found.rule == "column-not-read"]
    assert "2026 꿈꾸는" in said.message


@pytest.mark.parametrize(
    ("title", "span"),
    [
        ("2024~2028년 중기지방재정계획", (2024, 2028)),
        ("가온시 인권정책 기본계획 수립(2024년~2028년)", (2024, 2028)),
        ("제1기(2024~2027) 가온시 시민참여 기본계획", (2024, 2027)),
        ("2025~2029 중장기 경영목표", (2025, 2029)),
        ("2024년도 가온구 주요업무계획", (2024, 2024)),
        ("가온시 2030 탄소중립 추진전략", (2024, 2025)),
    ],
)
def test_the_period_of_a_plan_is_what_its_title_says_or_its_tables_hold(
    title: str, span: tuple[int, int], tmp_path: Path
) -> None:
    extracted = _extracted(tmp_path, title, "□ 연차별 계획", [["구분", "2024", "2025"], ["교육(회)", "1", "2"]])
    assert extracted.period
    assert (extracted.period.first, extracted.period.last) == span
    assert (extracted.period.basis == "stated") == (span[1] - span[0] > 1)
    assert [table.kind for table in extracted.year_tables] == ["plan"]


@pytest.mark.parametrize(
    ("title", "basis", "printed"),
    [
        ("가온시 시민참여 기본계획(‘24–’27)", "stated", "‘24–’27"),
        ("2024~2027년 가온시 재정계획", "stated", "2024~2027년 가온시 재정계획"),
        ("2024년도 가온구 주요업무계획", "derived", "2024년도 가온구 주요업무계획"),
        ("가온시 시민참여 기본계획", "derived", ""),
    ],
)
def test_a_period_says_what_it_is_known_by_and_where_that_stands(
    title: str, basis: str, printed: str, tmp_path: Path
) -> None:
    period = _extracted(tmp_path, title, "□ 연차별 계획", [["구분", "2024", "2025"], ["교육(회)", "1", "2"]]).period
    assert period
    assert (period.basis, period.printed) == (basis, printed)
    assert (period.place.table is None) == bool(printed)


@pytest.mark.parametrize(
    "title", ["2024~2027년 가온시 재정계획", "가온시 기본계획(‘24–’27)", "제1기(2024-2027) 가온시 계획"]
)
def test_the_tables_are_held_to_the_period_wherever_the_title_states_it(title: str, tmp_path: Path) -> None:
    years = ["구분", "2023", "2024", "2025", "2026"]
    extracted = _extracted(tmp_path, title, "□ 연차별 계획", [years, ["교육(회)", "1", "2", "3", "4"]])
    (found,) = normalize_plan(extracted).findings
    assert (found.rule, found.expected) == ("period-mismatch", "2024~2027")


@pytest.mark.parametrize(
    ("label", "source"),
    [
        ("국비", "national"),
        ("- 국비", "national"),
        ("(시비)", "metropolitan"),
        ("① 국비", "national"),
        ("ㅇ 시비", "metropolitan"),
        ("국비 보조", "national"),
        ("도비보조금", "metropolitan"),
        ("군비부담", "district"),
        ("민간투자비", "private"),
        ("시·도비", "metropolitan"),
        ("시설비", "total"),
    ],
)
def test_who_pays_is_read_however_it_is_dressed(label: str, source: str, tmp_path: Path) -> None:
    rows = [["구분", "2024", "2025"], [label, "1", "2"]]
    (entry,) = interpret(_extracted(tmp_path, PLAN, "□ 투자 (단위: 백만원)", rows)).indicators
    assert (entry.measure, entry.funding_source) == ("budget", source)


@pytest.mark.parametrize(
    ("over", "years"),
    [
        (
            ["지표", "최근 2년 실적", "최근 2년 실적", "연차별 목표", "연차별 목표"],
            ["지표", "2024", "2025", "2026", "2027"],
        ),
        (["지표", "2024(잠정)", "2025(추정)", "2026 목표", "2027 목표"], None),
    ],
    ids=["results-under-another-word", "estimates"],
)
def test_results_beside_goals_are_left_out_whatever_they_are_called(
    over: list[str], years: list[str] | None, tmp_path: Path
) -> None:
    rows = [over, *([years] if years else []), ["쉼터(개소)", "1", "2", "3", "4"]]
    plan = interpret(_extracted(tmp_path, "나루시 쉼터 계획(2026∼2027)", "□ 성과목표", rows))
    assert [(one.year, one.printed) for one in plan.observations] == [(2026, "3"), (2027, "4")]
