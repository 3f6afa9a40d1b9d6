"""Plan or past, by column and by row: what is published of tables that hold both, and what is kept of the rest."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongpyo.pipeline import interpret, read_tables
from plan.errors import PlanError
from plan.records.meaning import Plan
from plan.records.printed import ExtractedPlan
from tests.conftest import hwpx_cell, hwpx_paragraph, hwpx_section, hwpx_table, zip_bytes

Rows = list[list[str]]
Series = list[tuple[str, str, dict[str, str]]]  # measure, name, period -> what is printed

PLAN = "가온시 마을 기본계획(2024~2027)"
WORK_PLAN = "가온시 2025년 업무계획"
REPORT = "가온시 2025년 성과계획서"

# A cell of a head that only says < is the one on its left, ^ the one above.
CASES: dict[str, tuple[str, list[str], Rows, str, Series, dict[str, int]]] = {
    "what-all-goals-cost-behind-them": (
        PLAN,
        ["□ 설치계획"],
        [["구", "2024", "2025", "총예산(백만원)"], ["동구(대)", "20", "22", "132"]],
        "titled-as-plan",
        [("target", "동구", {"2024": "20", "2025": "22"}), ("budget", "동구 총예산", {"total": "132"})],
        {},
    ),
    "what-all-goals-cost-behind-the-head-over-them": (
        PLAN,
        ["□ 설치"],
        [
            ["구", "연차별 설치계획(대)", "<", "소요예산(백만원)"],
            ["^", "2024", "2025", "^"],
            ["동구", "20", "22", "132"],
        ],
        "titled-as-plan",
        [("target", "동구", {"2024": "20", "2025": "22"}), ("budget", "동구 소요예산", {"total": "132"})],
        {},
    ),
    "the-total-of-budgets-stays-theirs": (
        PLAN,
        ["□ 투자계획"],
        [["구분", "2024", "2025", "총예산(백만원)"], ["쉼터(백만원)", "60", "72", "132"]],
        "titled-as-plan",
        [("budget", "쉼터", {"2024": "60", "2025": "72", "total": "132"})],
        {},
    ),
    "the-sub-total-of-a-stage-beside-the-whole": (
        PLAN,
        ["□ 투자계획 (단위: 백만원)"],
        [
            ["구분", "총사업비", "1단계(2024~2025)", "<", "<"],
            ["^", "^", "소계", "2024", "2025"],
            ["관로", "5", "5", "2", "3"],
        ],
        "titled-as-plan",
        [("budget", "관로", {"total": "5", "2024": "2", "2025": "3"})],
        {"total-column": 1},
    ),
    "the-total-of-a-stage-that-the-title-names": (
        PLAN,
        ["표 6. 1단계 연도별 조림 계획량 (단위: ha)"],
        [["구분", "계", "2024", "2025"], ["경제림", "5", "2", "3"]],
        "titled-as-plan",
        [("target", "경제림", {"2024": "2", "2025": "3"})],
        {"total-column": 1},
    ),
    "what-is-done-with-an-ordinance": (
        PLAN,
        ["□ 추진계획"],
        [["지표", "2024", "2025"], ["걷기 조례", "제정", "개정·시행"], ["이용자(명)", "100", "110"]],
        "titled-as-plan",
        [
            ("target", "걷기 조례", {"2024": "제정", "2025": "개정·시행"}),
            ("target", "이용자", {"2024": "100", "2025": "110"}),
        ],
        {},
    ),
    "what-is-done-in-words-and-numbers": (
        PLAN,
        ["□ 추진계획"],
        [["구분", "2024", "2025"], ["추진내용", "기본계획 수립", "10개 동 확대"], ["이용자(명)", "100", "110"]],
        "titled-as-plan",
        [("target", "이용자", {"2024": "100", "2025": "110"})],
        {"text-row": 3},
    ),
    "a-total-of-a-work-that-lasts-longer": (
        PLAN,
        ["□ 투자계획 (단위: 백만원)"],
        [["구분", "사업기간", "총사업비", "2024", "2025"], ["새솔관", "2022~2025", "145", "60", "45"]],
        "titled-as-plan",
        [("budget", "새솔관", {"total": "145", "2024": "60", "2025": "45"})],
        {"note-column": 1},
    ),
    "the-plan-year-s-payers-beside-the-budget-of-the-year-before": (
        WORK_PLAN,
        ["□ 총괄 (단위: 백만원)"],
        [
            ["구분", "2024년 예산", "2025년 예산", "<", "<"],
            ["^", "^", "계", "국비", "시비"],
            ["쉼터", "30", "36", "18", "18"],
        ],
        "planned-columns",
        [
            ("budget", "쉼터 계", {"2025": "36"}),
            ("budget", "쉼터 국비", {"2025": "18"}),
            ("budget", "쉼터 시비", {"2025": "18"}),
        ],
        {"year-column": 1},
    ),
    "plan-and-spent-of-the-year-before-beside-who-pays": (
        WORK_PLAN,
        ["□ 투자계획 (단위: 억원)"],
        [["구분", "2024년", "<", "2025년", "<"], ["^", "계획", "집행", "계", "국비"], ["쉼터", "12", "11", "15", "6"]],
        "titled-as-plan",
        [("budget", "쉼터 계", {"2025": "15"}), ("budget", "쉼터 국비", {"2025": "6"})],
        {"year-column": 2},
    ),
    "who-pays-in-columns-behind-the-one-year": (
        WORK_PLAN,
        ["□ 총괄 (단위: 백만원)"],
        [["구분", "2025년", "국비", "도비"], ["쉼터", "48", "10", "38"], ["숲길", "30", "30", "-"]],
        "in-a-plan",
        [
            ("budget", "쉼터 계", {"2025": "48"}),
            ("budget", "쉼터 국비", {"2025": "10"}),
            ("budget", "쉼터 도비", {"2025": "38"}),
            ("budget", "숲길 계", {"2025": "30"}),
            ("budget", "숲길 국비", {"2025": "30"}),
            ("budget", "숲길 도비", {"2025": "-"}),
        ],
        {},
    ),
    "who-pays-and-no-year-by-fields": (
        WORK_PLAN,
        ["1. 쉼터", "□ 2025년 분야별 투자계획 (단위: 백만원)"],
        [["분야", "합계", "국비", "도비"], ["쉼터", "48", "10", "38"]],
        "one-year",
        [
            ("budget", "쉼터 합계", {"2025": "48"}),
            ("budget", "쉼터 국비", {"2025": "10"}),
            ("budget", "쉼터 도비", {"2025": "38"}),
        ],
        {},
    ),
    "who-pays-and-no-year-below-a-title-in-brackets": (
        WORK_PLAN,
        ["1. 쉼터", "ㅇ (소요예산, 백만원)"],
        [["구분", "계", "국비", "도비"], ["쉼터", "48", "10", "38"]],
        "one-year",
        [
            ("budget", "쉼터 계", {"2025": "48"}),
            ("budget", "쉼터 국비", {"2025": "10"}),
            ("budget", "쉼터 도비", {"2025": "38"}),
        ],
        {},
    ),
    "who-pays-and-no-year-below-a-title-with-its-sum": (
        WORK_PLAN,
        ["1. 쉼터", "ㅇ [소요예산] 총 48백만원"],
        [["구분", "계", "국비", "도비"], ["쉼터", "48", "10", "38"]],
        "one-year",
        [
            ("budget", "쉼터 계", {"2025": "48"}),
            ("budget", "쉼터 국비", {"2025": "10"}),
            ("budget", "쉼터 도비", {"2025": "38"}),
        ],
        {},
    ),
    "who-pays-named-beside-each-year": (
        PLAN,
        ["□ 소요예산 (단위: 백만원)"],
        [["구분", "2024년 국비", "2024년 지방비", "2025년국비", "지방비(2025)"], ["쉼터", "9", "1", "8", "2"]],
        "titled-as-plan",
        [
            ("budget", "쉼터 국비", {"2024": "9", "2025": "8"}),
            ("budget", "쉼터 지방비", {"2024": "1", "2025": "2"}),
        ],
        {},
    ),
    "the-plan-s-year-the-year-before-and-their-change": (
        WORK_PLAN,
        ["□ 소요예산 (단위: 백만원)"],
        [["구분", "2024년", "2025년", "증감"], ["국비", "30", "35", "5"], ["시비", "30", "36", "6"]],
        "titled-as-plan",
        [("budget", "국비", {"2025": "35"}), ("budget", "시비", {"2025": "36"})],
        {"year-column": 2, "change-column": 2},
    ),
    "goals-results-and-their-rate-before-the-plan-s-year": (
        WORK_PLAN,
        ["□ 성과"],
        [
            ["구분", "2024년", "<", "<", "2025년"],
            ["^", "목표(A)", "실적(B)", "달성률(B/A)", "목표"],
            ["쉼터(개소)", "30", "36", "120", "40"],
        ],
        "planned-columns",
        [("target", "쉼터", {"2025": "40"})],
        {"year-column": 3},
    ),
    "years-before-the-one-of-the-title-without-a-word": (
        WORK_PLAN,
        ["□ 추진계획"],
        [["구분", "’22", "’23", "’24", "’25"], ["교육(회)", "10", "12", "14", "16"]],
        "titled-as-plan",
        [("target", "교육", {"2025": "16"})],
        {"year-column": 3},
    ),
    "years-of-a-work-that-began-before": (
        WORK_PLAN,
        ["□ 연차별 투자계획 (단위: 억원)"],
        [["구분", "’24", "’25", "’26"], ["쉼터", "10", "12", "14"]],
        "titled-as-plan",
        [("budget", "쉼터", {"2024": "10", "2025": "12", "2026": "14"})],
        {},
    ),
    "where-it-stands-and-the-goals-of-two-years": (
        PLAN,
        ["□ 추진목표"],
        [["구분", "현재('23)", "중간('25)", "최종목표(’27)"], ["쉼터(개소)", "10", "12", "14"]],
        "planned-columns",
        [("target", "쉼터", {"baseline": "10", "2025": "12", "2027": "14"})],
        {},
    ),
    "numbered-years-of-research": (
        PLAN,
        ["□ 투자계획 (단위: 억원)"],
        [["구분", "Y1(2024)", "Y2(2025)"], ["정부", "10", "12"]],
        "titled-as-plan",
        [("budget", "정부", {"2024": "10", "2025": "12"})],
        {},
    ),
    "goals-beside-results-and-their-ratio": (
        REPORT,
        ["□ 성과지표"],
        [
            ["성과지표", "구분", "2023", "2024", "2025", "2026"],
            ["쉼터(개소)", "목표", "3", "4", "5", "6"],
            ["^", "실적", "2", "4", "-", "-"],
            ["^", "달성률(%)", "66.7", "100", "-", "-"],
        ],
        "goals-and-results",
        [("target", "쉼터", {"2025": "5", "2026": "6"})],
        {"ratio-row": 5, "result-row": 5, "year-column": 2},
    ),
    "goals-of-a-plans-own-years-beside-their-results": (
        PLAN,
        ["□ 성과지표"],
        [
            ["구분", "<", "2023", "2024", "2025", "2026", "2027"],
            ["나루터(개소)", "목표", "2", "3", "4", "5", "6"],
            ["^", "실적", "2", "4", "3", "-", "-"],
        ],
        "goals-and-results",
        [("target", "나루터", {"2024": "3", "2025": "4", "2026": "5", "2027": "6"})],
        {"result-row": 6, "year-column": 1},
    ),
    "goals-of-years-whose-results-are-printed": (
        "나루시 숲 알림",
        ["□ 성과지표"],
        [["지표", "구분", "2024", "2025"], ["고용률(%)", "목표(A)", "60", "61"], ["^", "실적(B)", "59", "-"]],
        "goals-and-results",
        [("target", "고용률 목표(A)", {"2025": "61"})],
        {"result-row": 3, "year-column": 1},
    ),
    "results-below-a-head-of-their-own": (
        PLAN,
        ["추진실적 및 계획"],
        [
            ["구분", "추진실적", "<", "향후계획", "<"],
            ["^", "’22년", "’23년", "’24년", "’25년"],
            ["쉼터(개소)", "1", "2", "3", "4"],
            ["사업비(백만원)", "10", "20", "30", "40"],
        ],
        "planned-columns",
        [("target", "쉼터", {"2024": "3", "2025": "4"}), ("budget", "사업비", {"2024": "30", "2025": "40"})],
        {"year-column": 4},
    ),
    "results-and-a-plan-in-the-title-only": (
        PLAN,
        ["□ 추진실적 및 계획"],
        [["구분", "2022", "2023", "2024", "2025"], ["쉼터(개소)", "1", "2", "3", "4"]],
        "titled-as-plan",
        [("target", "쉼터", {"2024": "3", "2025": "4"})],
        {"year-column": 2},
    ),
    "a-base-over-its-own-year": (
        PLAN,
        ["□ 성과지표 및 목표"],
        [
            ["지표명", "기준값", "목표값", "<", "<"],
            ["^", "(2023)", "2024", "2025", "2026"],
            ["쉼터(개소)", "1", "2", "3", "4"],
        ],
        "planned-columns",
        [("target", "쉼터", {"baseline": "1", "2024": "2", "2025": "3", "2026": "4"})],
        {},
    ),
    "a-state-of-today-and-a-plan": (
        PLAN,
        ["쉼터 현황 및 계획"],
        [["구분", "현황", "계획", "<"], ["^", "2023", "2024", "2025"], ["쉼터(개소)", "1", "2", "3"]],
        "planned-columns",
        [("target", "쉼터", {"baseline": "1", "2024": "2", "2025": "3"})],
        {},
    ),
    "each-year-over-indicators-with-units-of-their-own": (
        PLAN,
        ["□ 연도별 목표 및 예산"],
        [
            ["구분", "2024", "<", "<", "2025", "<", "<"],
            [
                "^",
                "쉼터 운영(회)",
                "참여 인원(명)",
                "투자액(백만원)",
                "쉼터 운영(회)",
                "참여 인원(명)",
                "투자액(백만원)",
            ],
            ["계획", "1", "20", "300", "2", "30", "400"],
        ],
        "planned-columns",
        [
            ("target", "쉼터 운영", {"2024": "1", "2025": "2"}),
            ("target", "참여 인원", {"2024": "20", "2025": "30"}),
            ("budget", "투자액", {"2024": "300", "2025": "400"}),
        ],
        {},
    ),
    "the-total-of-all-years-over-who-pays": (
        PLAN,
        ["□ 재원 (단위: 백만원)"],
        [
            ["구분", "2024", "<", "2025", "<", "계", "<"],
            ["^", "소계", "국비", "소계", "국비", "계", "국비"],
            ["도로", "30", "10", "60", "20", "90", "30"],
        ],
        "titled-as-plan",
        [
            ("budget", "도로 소계", {"2024": "30", "2025": "60", "total": "90"}),
            ("budget", "도로 국비", {"2024": "10", "2025": "20", "total": "30"}),
        ],
        {},
    ),
    "two-editions-in-one-table": (
        WORK_PLAN,
        ["□ 국가재정운용계획 (단위: 억원)"],
        [
            ["구분", "세부사업", "2025", "2026", "2027"],
            ["’22~’26", "숲길", "1", "2", ""],
            ["’23~’27", "숲길", "3", "4", "5"],
        ],
        "titled-as-plan",
        [("budget", "’23~’27 숲길", {"2025": "3", "2026": "4", "2027": "5"})],
        {"superseded-row": 5},
    ),
    "editions-of-one-name-in-two-bare-digits": (
        WORK_PLAN,
        ["□ 중기재정 소요전망 (단위: 억원)"],
        [
            ["구분", "2025", "2026", "2027"],
            ["23~27 국가재정 운용계획*(A)", "1", "2", "3"],
            ["24~28 국가재정운용계획(안)(B)", "3", "4", "5"],
            ["증감(B-A)", "2", "2", "2"],
        ],
        "titled-as-plan",
        [("budget", "24~28 국가재정운용계획(안)(B)", {"2025": "3", "2026": "4", "2027": "5"})],
        {"superseded-row": 4, "change-row": 4},
    ),
    "versions-in-a-column-of-their-own": (
        PLAN,
        ["□ 연차별 목표 변경"],
        [
            ["지표", "구분", "2024", "2025"],
            ["쉼터(개소)", "당초(A)", "1", "2"],
            ["^", "변경(B)", "3", "4"],
            ["^", "증감(B-A)", "2", "2"],
        ],
        "titled-as-plan",
        [("target", "쉼터", {"2024": "3", "2025": "4"})],
        {"superseded-row": 3, "change-row": 3, "note-column": 1},
    ),
    "a-version-with-a-payer-that-the-later-one-has-not": (
        PLAN,
        ["□ 투자계획 (단위: 백만원)"],
        [
            ["구분", "재원", "2024", "2025"],
            ["기정", "계", "6", "1"],
            ["^", "군비", "6", "1"],
            ["변경", "계", "9", "2"],
            ["^", "국비", "9", "2"],
        ],
        "titled-as-plan",
        [("budget", "계", {"2024": "9", "2025": "2"}), ("budget", "국비", {"2024": "9", "2025": "2"})],
        {"superseded-row": 7, "note-column": 1},
    ),
    "versions-without-any-other-label": (
        PLAN,
        ["□ 투자계획 (단위: 백만원)"],
        [["구분", "2024", "2025"], ["당초", "1", "2"], ["변경", "3", "4"]],
        "titled-as-plan",
        [("budget", "투자계획", {"2024": "3", "2025": "4"})],
        {"superseded-row": 3},
    ),
    "what-stands-already-is-no-older-version-of-what-is-new": (
        PLAN,
        ["□ 연차별 목표"],
        [["구분", "2024", "2025"], ["기존 노선(개)", "1", "2"], ["변경 노선(개)", "3", "4"]],
        "titled-as-plan",
        [
            ("target", "기존 노선", {"2024": "1", "2025": "2"}),
            ("target", "변경 노선", {"2024": "3", "2025": "4"}),
        ],
        {},
    ),
    "versions-over-the-years": (
        PLAN,
        ["□ 연차별 투자계획 조정 (단위: 백만원)"],
        [
            ["재원", "변경 전", "<", "<", "변경 후", "<", "<"],
            ["^", "계", "2024", "2025", "계", "2024", "2025"],
            ["국비", "3", "1", "2", "7", "3", "4"],
        ],
        "titled-as-plan",
        [("budget", "국비", {"total": "7", "2024": "3", "2025": "4"})],
        {"note-column": 3},
    ),
    "versions-of-other-years-each": (
        PLAN,
        ["□ 투자계획 (단위: 백만원)"],
        [
            ["구분", "’23~’26 계획", "<", "’24~’27 계획", "<"],
            ["^", "2023", "2024", "2024", "2025"],
            ["숲길", "1", "2", "3", "4"],
        ],
        "titled-as-plan",
        [("budget", "숲길", {"2024": "3", "2025": "4"})],
        {"note-column": 2},
    ),
    "a-later-version-that-is-still-to-be-filled-in": (
        PLAN,
        ["□ 연차별 목표"],
        [
            ["구분", "당초", "<", "변경", "<"],
            ["^", "2024", "2025", "2024", "2025"],
            ["쉼터(개소)", "1", "2", "", ""],
        ],
        "titled-as-plan",
        [("target", "쉼터", {"2024": "1", "2025": "2"})],
        {"note-column": 2},
    ),
    "two-versions-of-the-year-that-runs": (
        PLAN,
        ["□ 투자계획 (단위: 백만원)"],
        [["구분", "2024년", "<", "2025년", "2026년"], ["^", "본예산", "추경", "^", "^"], ["숲길", "1", "2", "3", "4"]],
        "titled-as-plan",
        [("budget", "숲길", {"2024": "2", "2025": "3", "2026": "4"})],
        {"note-column": 1},
    ),
    "a-year-before-the-plan": (
        PLAN,
        ["□ 연차별 계획 (단위: 백만원)"],
        [["구분", "2023", "2024", "2025"], ["쉼터(개소)", "1", "2", "3"], ["사업비", "4", "5", "6"]],
        "titled-as-plan",
        [
            ("target", "쉼터", {"baseline": "1", "2024": "2", "2025": "3"}),
            ("budget", "사업비", {"baseline": "4", "2024": "5", "2025": "6"}),
        ],
        {},
    ),
    "a-year-before-the-plan-that-its-total-counts": (
        PLAN,
        ["□ 투자계획 (단위: 백만원)"],
        [["구분", "계", "2023", "2024", "2025"], ["국비", "15", "4", "5", "6"]],
        "titled-as-plan",
        [("budget", "국비", {"total": "15", "2023": "4", "2024": "5", "2025": "6"})],
        {},
    ),
    "a-year-before-the-plan-that-its-total-does-not-count": (
        PLAN,
        ["□ 투자계획 (단위: 백만원)"],
        [["구분", "계", "2023", "2024", "2025"], ["국비", "11", "4", "5", "6"]],
        "titled-as-plan",
        [("budget", "국비", {"total": "11", "baseline": "4", "2024": "5", "2025": "6"})],
        {},
    ),
    "years-before-a-plan-that-states-no-period": (
        "가온시 쉼터 기본계획",
        ["□ 연차별 목표"],
        [["구분", "2023", "2024", "2025"], ["쉼터(개소)", "1", "2", "3"]],
        "titled-as-plan",
        [("target", "쉼터", {"2023": "1", "2024": "2", "2025": "3"})],
        {},
    ),
    "the-budget-of-the-year-in-the-title-beside-years-before-it": (
        "가온시 2026년 업무계획",
        ["□ 2026년 예산(안) 내역 (단위: 백만원)"],
        [
            ["과목", "2024년 결산", "2025년 예산(A)", "2026년 예산안(B)", "증감(B-A)"],
            ["계", "1", "2", "5", "3"],
            ["국비", "1", "2", "4", "2"],
        ],
        "year-of-title",
        [("budget", "계", {"2026": "5"}), ("budget", "국비", {"2026": "4"})],
        {"year-column": 4, "change-column": 2},
    ),
    "the-goal-of-a-year-beside-its-quarters": (
        WORK_PLAN,
        ["□ 2025년 분기별 추진목표"],
        [
            ["성과지표", "단위", "2025년 목표", "2025년 분기별 계획", "<", "<", "<"],
            ["^", "^", "^", "1/4분기", "2/4분기", "3/4분기", "4/4분기"],
            ["쉼터", "개소", "10", "1", "2", "3", "4"],
        ],
        "planned-columns",
        [("target", "쉼터", {"2025": "10"})],
        {"note-column": 4},
    ),
    "an-edition-that-is-still-to-be-filled-in": (
        WORK_PLAN,
        ["□ 중기재정 소요전망 (단위: 억원)"],
        [
            ["구분", "2025", "2026", "2027"],
            ["23~27 국가재정운용계획", "1", "2", "3"],
            ["24~28 국가재정운용계획", "", "", ""],
        ],
        "titled-as-plan",
        [("budget", "23~27 국가재정운용계획", {"2025": "1", "2026": "2", "2027": "3"})],
        {"text-row": 4},
    ),
    "ages-are-no-editions": (
        WORK_PLAN,
        ["□ 참여 계획"],
        [
            ["구분", "2025", "2026", "2027"],
            ["20~30 대 참여자(명)", "1", "2", "3"],
            ["30~40 대 참여자(명)", "3", "4", "5"],
        ],
        "titled-as-plan",
        [
            ("target", "20~30 대 참여자", {"2025": "1", "2026": "2", "2027": "3"}),
            ("target", "30~40 대 참여자", {"2025": "3", "2026": "4", "2027": "5"}),
        ],
        {},
    ),
    "a-budget-that-was-spent-in-part": (
        WORK_PLAN,
        ["연도별 예산 및 집행 현황 (단위: 백만원)"],
        [
            ["구분", "총사업비", "’24까지", "<", "2025", "’26 이후"],
            ["^", "^", "예산", "집행", "^", "^"],
            ["국비", "60", "20", "18", "30", "10"],
        ],
        "planned-columns",
        [("budget", "국비", {"total": "60", "prior": "20", "2025": "30", "later": "10"})],
        {"prior-column": 1},
    ),
    "one-year-between-before-and-after": (
        WORK_PLAN,
        ["□ 도서관 (단위: 백만원)"],
        [["구분", "총사업비", "기투자", "2025", "향후"], ["국비", "60", "20", "30", "10"]],
        "before-and-after",
        [("budget", "국비", {"total": "60", "prior": "20", "2025": "30", "later": "10"})],
        {},
    ),
    "one-year-a-row-below-what-is-before-and-after": (
        WORK_PLAN,
        ["□ 도서관 (단위: 백만원)"],
        [
            ["구분", "계", "2024까지", "연도별 투자계획", "2026 이후"],
            ["^", "^", "^", "2025", "^"],
            ["국비", "60", "20", "30", "10"],
        ],
        "before-and-after",
        [("budget", "국비", {"total": "60", "prior": "20", "2025": "30", "later": "10"})],
        {},
    ),
    "years-a-row-below-what-is-before-and-after": (
        WORK_PLAN,
        ["□ 도서관 (단위: 백만원)"],
        [
            ["구분", "계", "2024까지", "연도별 투자계획", "<", "2027 이후"],
            ["^", "^", "^", "2025", "2026", "^"],
            ["국비", "90", "20", "30", "30", "10"],
        ],
        "titled-as-plan",
        [("budget", "국비", {"total": "90", "prior": "20", "2025": "30", "2026": "30", "later": "10"})],
        {},
    ),
    "one-year-and-its-total-below-a-title": (
        WORK_PLAN,
        ["□ 재원별 투자계획 (단위: 백만원)"],
        [["구분", "2025", "합계"], ["국비", "60", "60"]],
        "titled-as-plan",
        [("budget", "국비", {"2025": "60", "total": "60"})],
        {},
    ),
    "one-year-that-is-called-a-goal": (
        WORK_PLAN,
        ["□ 쉼터"],
        [["구분", "기준(2024)", "2025년 목표"], ["쉼터(개소)", "2", "3"]],
        "planned-columns",
        [("target", "쉼터", {"baseline": "2", "2025": "3"})],
        {},
    ),
    "one-year-and-what-it-costs": (
        WORK_PLAN,
        ["□ 도서관 (단위: 백만원)"],
        [["구분", "총투자", "~2024", "2025년 사업비", "2026~"], ["국비", "60", "20", "30", "10"]],
        "planned-columns",
        [("budget", "국비", {"total": "60", "prior": "20", "2025": "30", "later": "10"})],
        {},
    ),
    "one-year-alone-below-a-title-of-a-plan": (
        WORK_PLAN,
        ["□ 2025년 투자계획 (단위: 백만원)"],
        [["구분", "2025년"], ["국비", "60"]],
        "titled-as-plan",
        [("budget", "국비", {"2025": "60"})],
        {},
    ),
    "a-year-that-only-the-heading-names": (
        WORK_PLAN,
        ["□ 2025년 사업비 (단위: 백만원)"],
        [["연번", "사업명", "사업비", "<", "비고"], ["^", "^", "계", "국비", "^"], ["1", "도서관", "60", "20", "신규"]],
        "one-year",
        [("budget", "도서관 계", {"2025": "60"}), ("budget", "도서관 국비", {"2025": "20"})],
        {"note-column": 2},
    ),
    "a-goal-of-the-year-in-the-heading": (
        WORK_PLAN,
        ["□ 2025년 성과목표"],
        [["성과지표", "단위", "목표"], ["쉼터", "개소", "60"], ["만족도", "%", "30"]],
        "one-year",
        [("target", "쉼터", {"2025": "60"}), ("target", "만족도", {"2025": "30"})],
        {},
    ),
    "the-first-year-is-said-above": (
        "가온시 쉼터 기본계획",
        ["□ 연도별 목표", "1차년도는 2025년 기준"],
        [["구분", "1차년도", "2차년도"], ["쉼터(개소)", "2", "3"]],
        "titled-as-plan",
        [("target", "쉼터", {"2025": "2", "2026": "3"})],
        {},
    ),
    "numbered-years-with-their-months": (
        "가온시 쉼터 기본계획",
        ["□ 연도별 목표"],
        [["구분", "1년차 (’26.4월~’26.12월)", "2년차 (’27.1월~12월)"], ["쉼터(개소)", "2", "3"]],
        "titled-as-plan",
        [("target", "쉼터", {"2026": "2", "2027": "3"})],
        {},
    ),
    "numbered-years-down-the-side-with-their-periods": (
        "나루시 연구 과제 공고",
        ["4. 지원기간/예산"],
        [
            ["구분", "<", "기간", "개월수", "지원 연구개발비"],
            ["1단계", "1년차", "’26.4월∼‘26.12월", "9개월", "3,000백만원"],
            ["^", "2년차", "’27.1월∼‘27.12월", "12개월", "4,000백만원"],
            ["2단계", "3년차", "’28.1월∼12월", "12개월", "4,000백만원"],
            ["합계", "<", "-", "33개월", "11,000백만원"],
        ],
        "titled-as-plan",
        [
            (
                "budget",
                "지원 연구개발비",
                {"2026": "3,000백만원", "2027": "4,000백만원", "2028": "4,000백만원", "total": "11,000백만원"},
            )
        ],
        {"period-row": 10},
    ),
    "numbered-years-each-with-a-column-for-its-period": (
        "나루시 연구 과제 공고",
        ["□ 과제별 연구비 (단위: 억원)"],
        [
            ["과제", "총 연구기간", "1차년도", "<", "2차년도", "<"],
            ["^", "^", "연구기간", "연구비", "연구기간", "연구비"],
            [
                "숲길 센서",
                "2026.4.1.~2027.12.31.(1+1년)",
                "2026.4.1.~2026.12.31.",
                "5",
                "2027.1.1.~2027.12.31.",
                "6.66",
            ],
            ["물길 센서", "2026.7.1.~2027.12.31.", "2026.7.1.~12.31.", "15", "2027.1.1.~2027.12.31.", "20"],
        ],
        "planned-columns",
        [
            ("budget", "숲길 센서", {"2026": "5", "2027": "6.66"}),
            ("budget", "물길 센서", {"2026": "15", "2027": "20"}),
        ],
        {"note-column": 6},
    ),
    "the-mark-of-a-note-on-a-year": (
        PLAN,
        ["□ 연도별 목표"],
        [["구분", "’24*", "’25"], ["쉼터(개소)", "4", "5"], ["만족도(%)", "(71.5)", "73.0"]],
        "titled-as-plan",
        [("target", "쉼터", {"2024": "4", "2025": "5"}), ("target", "만족도", {"2024": "(71.5)", "2025": "73.0"})],
        {},
    ),
    "programmes-that-were-not-selected-or-have-ended": (
        PLAN,
        ["□ 공모사업 연차별 투자계획 (단위: 백만원)"],
        [
            ["사업명", "선정여부", "2024", "2025"],
            ["숲길", "선정", "1", "2"],
            ["물길", "미선정", "4", "5"],
            ["꽃길", "종료(2023)", "6", "-"],
        ],
        "titled-as-plan",
        [("budget", "숲길", {"2024": "1", "2025": "2"})],
        {"note-column": 1, "not-live-row": 8},
    ),
    "dots-for-the-years-between": (
        WORK_PLAN,
        ["□ 조성계획(안) (단위: 억원)"],
        [["구분", "2025", "2026", "······", "2029", "계"], ["은행 예산", "1", "1", "······", "1", "5"]],
        "titled-as-plan",
        [("budget", "은행 예산", {"2025": "1", "2026": "1", "2029": "1", "total": "5"})],
        {"range-column": 1},
    ),
    "a-growth-beside-years-down-the-side": (
        PLAN,
        ["소요 전망 (단위: 억원)"],
        [
            ["구분", "시 계획", "요구액"],
            ["연평균 증가율", "2.8%", "△1.6%"],
            ["2024", "1", "2"],
            ["2025", "3", "4"],
            ["2026", "5", "6"],
        ],
        "titled-as-plan",
        [
            ("budget", "시 계획", {"2024": "1", "2025": "3", "2026": "5"}),
            ("budget", "요구액", {"2024": "2", "2025": "4", "2026": "6"}),
        ],
        {"change-column": 2},
    ),
    "an-indicator-that-is-measured-in-money": (
        PLAN,
        ["□ 성과지표 및 목표"],
        [["성과지표", "2024", "2025"], ["가게 매출액(만원)", "3", "4"], ["사업비(만원)", "5", "6"]],
        "titled-as-plan",
        [("target", "가게 매출액", {"2024": "3", "2025": "4"}), ("budget", "사업비", {"2024": "5", "2025": "6"})],
        {},
    ),
    "a-table-below-the-answers-of-its-form": (
        PLAN,
        ["□ 골목 쉼터"],
        [
            ["사 업 명", "골목 쉼터 현황판", "<", "<", "<"],
            ["사업기간", "2024년 ~ 2025년", "<", "<", "<"],
            ["총사업비", "60백만원", "<", "<", "<"],
            ["투자계획 (단위: 백만원)", "재원", "계", "2024", "2025"],
            ["^", "계", "60", "20", "40"],
            ["^", "국비", "30", "10", "20"],
        ],
        "titled-as-plan",
        [
            ("budget", "계", {"total": "60", "2024": "20", "2025": "40"}),
            ("budget", "국비", {"total": "30", "2024": "10", "2025": "20"}),
        ],
        {},
    ),
    "a-total-of-the-years-of-the-plan-beside-the-budget-before-it": (
        PLAN,
        ["□ 투자계획 (단위: 억원)"],
        [
            ["구분", "2023 (최종예산)", "2024", "2025", "2026", "2027", "4개년 합계"],
            ["숲길", "9", "1", "2", "3", "4", "10"],
        ],
        "titled-as-plan",
        [
            (
                "budget",
                "숲길",
                {"baseline": "9", "2024": "1", "2025": "2", "2026": "3", "2027": "4", "total": "10"},
            )
        ],
        {},
    ),
    "costs-without-a-label": (
        WORK_PLAN,
        ["(공원과) 놀이터 3,050백만원"],
        [["사업비(A+B)", "연도별 투자계획안", "<", "<"], ["^", "기투자", "2025", "2026"], ["3", "0", "1", "2"]],
        "titled-as-plan",
        [("budget", "연도별 투자계획안", {"total": "3", "prior": "0", "2025": "1", "2026": "2"})],
        {},
    ),
}

LEFT_OUT: dict[str, tuple[str, list[str], Rows, str, str]] = {
    "all-goals-have-results": (
        REPORT,
        ["□ 성과지표"],
        [["성과지표", "구분", "2022", "2023"], ["쉼터(개소)", "목표", "3", "4"], ["^", "실적", "2", "4"]],
        "actual",
        "goals-and-results",
    ),
    "a-trend": (
        "보도자료",
        ["물길별 동향(천명, %)"],
        [["구분", "2021", "2022"], ["북쪽", "169", "181"]],
        "actual",
        "titled-as-results",
    ),
    "results-in-the-heading-above": (
        "나루시 숲 이야기",
        ["□ 최근 3년 실적", "방문객 수"],
        [["구분", "2021", "2022"], ["방문(명)", "169", "181"]],
        "actual",
        "headed-as-results",
    ),
    "a-part-of-the-last-year": (
        "나루시 숲 이야기",
        ["방문객 수"],
        [["구분", "2022", "2023", "2024(9월)"], ["방문(명)", "169", "181", "90"]],
        "actual",
        "signs-of-results",
    ),
    "a-growth-from-year-to-year": (
        "나루시 숲 이야기",
        ["방문객 수"],
        [["구분", "2022", "2023", "2024"], ["방문(명)", "169", "181", "190"], ["전년대비 증감률(%)", "-", "7", "5"]],
        "actual",
        "signs-of-results",
    ),
    "one-year-that-nothing-calls-a-plan": (
        WORK_PLAN,
        ["□ 방문객"],
        [["구분", "계", "2025"], ["방문(명)", "169", "181"]],
        "unclear",
        "no-evidence",
    ),
    "one-year-before-the-document": (
        WORK_PLAN,
        ["□ 예산"],
        [["구분", "기투자", "2024"], ["도로(백만원)", "169", "181"]],
        "actual",
        "before-the-document",
    ),
    "what-other-cities-plan": (
        PLAN,
        ["참고  다른 지자체의 투자 사례", "(단위: 백만원)"],
        [["지자체", "2024", "2025"], ["나루시", "169", "181"]],
        "other",
        "of-another-body",
    ),
    "an-example-of-how-to-reckon": (
        PLAN,
        ["(예시) 지원금 총액 10억원"],
        [["구분", "2024", "2025"], ["지원금", "3억원", "7억원"]],
        "other",
        "an-example",
    ),
    "a-schedule-of-one-year": (
        WORK_PLAN,
        ["□ 추진계획"],
        [["구분", "2025", "향후"], ["설계", "●", ""], ["공사", "", "●"]],
        "schedule",
        "no-amounts",
    ),
    "two-versions-of-one-year-and-their-change": (
        PLAN,
        ["□ 투자계획"],
        [["구분", "2024", "<", "증감"], ["^", "당초", "변경", "^"], ["숲길", "1", "2", "1"]],
        "comparison",
        "two-states",
    ),
    "the-budgets-of-two-years-below-a-title-without-a-year": (
        "가온시 2026년 업무계획",
        ["□ 세출예산 (단위: 백만원)"],
        [["구분", "2025년(A)", "2026년(B)", "증감(B-A)"], ["숲길", "1", "2", "1"]],
        "comparison",
        "two-states",
    ),
    "two-versions-of-the-budget-in-the-title": (
        "가온시 2026년 업무계획",
        ["□ 2026년 예산 (단위: 백만원)"],
        [["구분", "2025년", "2026년 요구", "2026년 정부안", "증감"], ["숲길", "1", "2", "3", "1"]],
        "comparison",
        "two-states",
    ),
    "two-states-of-one-unit": (
        PLAN,
        ["□ 목표"],
        [
            ["구분", "2024", "<", "2025", "<"],
            ["^", "목표(명)", "전망(명)", "목표(명)", "전망(명)"],
            ["방문", "1", "2", "3", "4"],
        ],
        "comparison",
        "two-states",
    ),
}


def _table(rows: Rows) -> str:
    """The XML of a table whose cells reach over those that say < or ^."""
    cells = []
    for number, row in enumerate(rows):
        for column, text in enumerate(row):
            if text in ("<", "^"):
                continue
            right, below = row[column + 1 :], [other[column] for other in rows[number + 1 :]]
            width = 1 + next((at for at, other in enumerate(right) if other != "<"), len(right))
            height = 1 + next((at for at, other in enumerate(below) if other != "^"), len(below))
            cells.append(hwpx_cell(number, column, text, rows=height, columns=width))
    return hwpx_table(cells, rows=len(rows), columns=len(rows[0]))


def _extracted(folder: Path, title: str, above: list[str], rows: Rows) -> ExtractedPlan:
    path = folder / "plan.hwpx"
    section = hwpx_section(*map(hwpx_paragraph, (title, *above, _table(rows))))
    path.write_bytes(zip_bytes({"Contents/section0.xml": section}))
    return read_tables(path)


def _published(plan: Plan) -> Series:
    return [
        (
            entry.measure,
            entry.name,
            {
                str(o.year) if o.period_type == "year" else o.period_type: o.printed
                for o in plan.observations
                if (o.program_no, o.measure, o.indicator_no) == (entry.program_no, entry.measure, entry.indicator_no)
            },
        )
        for entry in plan.indicators
    ]


@pytest.mark.parametrize("name", CASES)
def test_what_is_to_come_is_published_and_the_rest_is_left_out_by_a_named_rule(name: str, tmp_path: Path) -> None:
    title, above, rows, rule, wanted, ignored = CASES[name]
    extracted = _extracted(tmp_path, title, above, rows)
    assert [(table.kind, table.kind_rule) for table in extracted.year_tables] == [("plan", rule)]
    plan = interpret(extracted)
    assert _published(plan) == wanted
    assert plan.cells.ignored_by == ignored
    assert plan.cells.in_scope == plan.cells.read + plan.cells.ignored + plan.cells.findings
    expected = {"unit-missing", "program-uncertain", "title-uncertain"}
    expected |= {"version-replaced"} if "version" in name else set()
    expected |= {"heading-out-of-line"} if "계획" not in title else set()  # its first line may be whose the table is
    assert {found.rule for found in plan.findings} <= expected


@pytest.mark.parametrize("name", LEFT_OUT)
def test_what_shows_no_plan_is_left_out_by_a_named_rule(name: str, tmp_path: Path) -> None:
    title, above, rows, kind, rule = LEFT_OUT[name]
    extracted = _extracted(tmp_path, title, above, rows)
    assert [(table.kind, table.kind_rule) for table in extracted.year_tables] == [(kind, rule)]
    with pytest.raises(PlanError) as refused:
        interpret(extracted)
    assert refused.value.code == ("kind-unclear" if kind == "unclear" else "no-plan-table")


@pytest.mark.parametrize(
    "periods",
    [
        ("2026.4.1.~2027.3.31.", "2027.4.1.~2028.3.31.", "2026.4.1.~2027.3.31.", "2027.4.1.~2028.3.31."),
        ("2026.4.1.~2026.12.31.", "2027.1.1.~2027.12.31.", "2027.1.1.~2027.12.31.", "2028.1.1.~2028.12.31."),
    ],
)
def test_numbered_years_that_are_no_single_year_are_not_read_and_say_so(periods: list[str], tmp_path: Path) -> None:
    first, second, third, fourth = periods
    rows = [
        ["과제", "1차년도", "<", "2차년도", "<"],
        ["^", "기간", "연구비", "기간", "연구비"],
        ["숲길 센서", first, "5", second, "6"],
        ["물길 센서", third, "7", fourth, "8"],
    ]
    extracted = _extracted(tmp_path, PLAN, ["□ 과제별 연구비 (단위: 억원)"], rows)
    with pytest.raises(PlanError) as refused:
        interpret(extracted)
    assert refused.value.code == "no-values"
    assert "reach over two calendar years" in refused.value.en


def test_a_year_in_front_that_is_not_understood_names_no_rows_and_is_told(tmp_path: Path) -> None:
    rows = [["구분", "2024 가늠", "2025", "2026"], ["쉼터(개소)", "4", "5", "6"]]
    plan = interpret(_extracted(tmp_path, PLAN, ["□ 연도별 목표"], rows))
    assert _published(plan) == [("target", "쉼터", {"2025": "5", "2026": "6"})]
    assert [(found.rule, found.actual) for found in plan.findings] == [("column-not-read", "2024 가늠")]


@pytest.mark.parametrize(
    ("heading", "head", "told"),
    [
        ("□ 2025년 사업비 (단위: 백만원)", ["사업명", "만드는 곳", "사업비"], ["year-in-heading"]),
        ("□ 2025년 사업비 집행 현황", ["사업명", "사업비"], []),
        ("□ 2024년 사업비", ["사업명", "사업비"], []),
        ("□ 사업비 (’25. 1. 1. 기준)", ["사업명", "사업비"], []),
        ("□ 2025년 상반기 사업비", ["사업명", "사업비"], []),
        ("□ 2025~2026년 사업비", ["사업명", "사업비"], []),
        ("□ 2025년 행사 계획", ["사업명", "만드는 곳"], []),
    ],
)
def test_a_heading_that_is_not_certain_makes_no_plan_of_the_table_below_it(
    heading: str, head: list[str], told: list[str], tmp_path: Path
) -> None:
    row = ["도서관", *("시내" if name == "만드는 곳" else "60" for name in head[1:])]
    extracted = _extracted(tmp_path, WORK_PLAN, [heading], [head, row])
    assert not extracted.year_tables
    assert [table.rule for table in extracted.passed_over if table.taken_for == "nearly"] == told
    assert [damage.rule for damage in extracted.damage] == ["table-not-understood" for _ in told]


@pytest.mark.parametrize(
    ("title", "years", "told"),
    [
        ("□ 예산현황 (단위: 백만원)", ("2026", "2027", "2028"), ("plan", "budget-of-years-ahead")),
        ("□ 재정사업 현황(안) (단위: 백만원)", ("2027", "2028"), ("plan", "budget-of-years-ahead")),
        ("□ 예산현황 (단위: 백만원)", ("2024", "2025", "2026"), ("actual", "titled-as-results")),
        ("□ 예산 집행현황 (단위: 백만원)", ("2026", "2027", "2028"), ("actual", "titled-as-results")),
        ("□ 이용자 현황", ("2026", "2027", "2028"), ("actual", "titled-as-results")),
    ],
)
def test_how_the_budget_stands_in_the_years_of_the_plan_is_planned(
    title: str, years: tuple[str, ...], told: tuple[str, str], tmp_path: Path
) -> None:
    rows = [
        ["구분", *years],
        ["국비", *map(str, range(31, 31 + len(years)))],
        ["군비", *map(str, range(7, 7 + len(years)))],
    ]
    extracted = _extracted(tmp_path, "가온군 물빛 기본계획(2026~2028)", [title], rows)
    assert [(table.kind, table.kind_rule) for table in extracted.year_tables] == [told]
