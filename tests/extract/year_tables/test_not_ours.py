"""Tables of years ahead that plan nothing of the document's own, and their healthy twins that do."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongpyo.pipeline import interpret, read_tables
from plan.records.printed import ExtractedPlan
from tests.conftest import hwpx_bytes, hwpx_grid, hwpx_paragraph, hwpx_section

TITLE = "가온시 물빛 기본계획(2025~2027)"
YEARS = ("2025", "2026", "2027")
STATE, MEASURES = "Ⅱ. 현황과 여건", "Ⅲ. 세부 추진계획"
PLAN = (MEASURES, "1. 길 정비", "□ 연차별 목표", [["구분", *YEARS], ["정비(곳)", "1", "2", "3"]])
Lines = list[str | list[list[str]]]


def _grid(*labels: str, corner: str = "구분") -> list[list[str]]:
    return [[corner, *YEARS], *([label, "101", "102", "103"] for label in labels)]


def _read(tmp_path: Path, *blocks: str | list[list[str]]) -> ExtractedPlan:
    texts = [hwpx_paragraph(block if isinstance(block, str) else hwpx_grid(block)) for block in (TITLE, *blocks)]
    path = tmp_path / "plan.hwpx"
    path.write_bytes(hwpx_bytes(hwpx_section(*texts)))
    return read_tables(path)


OTHERS: dict[str, tuple[str, Lines]] = {
    "taxes-and-grants": (
        "of-the-household",
        ["□ 중기 재정 전망", _grid("지방세", "세외수입", "지방교부세", "국고보조금")],
    ),
    "a-household": ("of-the-household", ["□ 투자가용재원 판단", _grid("세입", "경상지출", "가용재원")]),
    "debts-and-what-is-left": ("of-the-household", ["2. 채무 관리", _grid("연도말 채무 잔액", "원금 상환")]),
    "debts": ("of-the-household", ["□ 지방채 상환계획", _grid("원금", "이자")]),
    "a-people": ("a-forecast", ["□ 장래인구 추계", _grid("총인구", "고령인구 비율(%)")]),
    "bonds-of-a-company": ("of-the-household", ["Ⅲ. 재원조달", "□ 공사채 상환계획", _grid("상환액", "잔액")]),
    "a-standard-of-others": ("an-assumption", ["□ 경영목표", "※ 부채비율 행정안전부 권고기준", _grid("권고기준(%)")]),
    "a-case-elsewhere": ("of-another-body", [MEASURES, "1. 길 정비", "□ 우수사례(타 시·군)", _grid("해담군 쉼터(곳)")]),
    "towns-themselves": ("of-another-body", ["4. 재정 운용", "□ 시·군 자체 물빛계획(참고)", _grid("가람시", "두물군")]),
    "towns-for-reference": ("of-another-body", ["4. 재정 운용", "□ 시군별 투자계획(참고)", _grid("가람시", "두물군")]),
    "other-offices": ("of-another-body", ["4. 재정 운용", "□ 유관기관 투자계획", _grid("가람공사", "두물공단")]),
    "done-by-the-nation": ("of-another-body", ["4. 국가 시행사업", "□ 연차별 계획", _grid("물길 넓히기(km)")]),
    "done-by-a-company": ("of-another-body", ["4. 한국수자원공사 추진사업(참고)", _grid("둑 높이기(km)")]),
    "of-the-education-office": ("of-another-body", ["4. 도교육청 소관 과제", _grid("물빛 교실(곳)")]),
    "of-offices-that-help": ("of-another-body", ["4. 관계기관 협조사항", _grid("둑 높이기(km)")]),
    "done-by-a-town-itself": ("of-another-body", ["4. 물길 나누기(여울군 자체 시행)", _grid("못 파기(곳)")]),
    "a-people-by-its-rows": ("a-forecast", ["□ 인구 구조", _grid("총인구", "생산연령인구(15~64세)", "고령인구")]),
    "scenarios": ("a-forecast", ["□ 관내 물 사용", _grid("저위", "중위", "고위", corner="시나리오")]),
    "what-a-site-can-still-take": ("a-forecast", ["가. 매립가능량 검토", _grid("연간 매립량(톤)", "잔여량(톤)")]),
    "demand": ("a-forecast", ["□ 교통수요 예측 결과", _grid("관내(통행)")]),
    "what-an-agency-earns": ("a-forecast", ["□ 중장기 재무 전망", _grid("수입(억원)", "지출(억원)", "부채비율(%)")]),
    "what-comes-in": ("a-forecast", ["□ 재정수입 추이 및 전망", _grid("정부보조금(억원)", "국비(억원)")]),
    "what-comes-in-by-its-source": ("a-forecast", ["Ⅱ. 재정 여건", "〈재원별 세입 전망〉", _grid("교부금(억원)")]),
    "what-comes-in-and-goes-out": ("a-forecast", ["[수입·지출 전망]", _grid("정부보조금(억원)", "지출(억원)")]),
    "what-is-earned-under-a-heading": ("a-forecast", ["제3장 재무 전망", "□ 기관 운영", _grid("국비(억원)")]),
    "demand-in-brackets": ("a-forecast", ["4. 수요 관리", "【급수인구 전망】", _grid("급수인구(명)")]),
    "prices": ("a-forecast", ["4. 물 값", "〔요금 현실화율 전망〕", _grid("원가(원)", "현실화율(%)")]),
    "business-as-usual": ("a-forecast", ["□ 온실가스 배출 전망(BAU)", _grid("관내(톤)")]),
    "the-change-of-a-present-budget": (
        "in-the-state-part",
        [
            STATE,
            "□ 예산현황",
            [["구분", "2024년", "2025년", "증감"], ["길 정비", "10", "12", "2"], ["물 정비", "10", "12", "2"]],
        ],
    ),
    "the-present-budget-beside-settled-years": (
        "in-the-state-part",
        [STATE, "□ 재단 현황", [["구분", "2024년 결산", "2025년 예산"], ["출연금", "10", "12"]]],
    ),
    "a-forecast-among-others": (
        "a-forecast",
        ["제2장 폐기물 발생 전망", "□ 생활폐기물 발생량 예측", _grid("현 추세(톤)", "감량 목표 반영(톤)")],
    ),
    "a-trend": ("a-forecast", ["□ 추이 및 전망", _grid("관내(명)"), "자료: 통계청"]),
    "a-statistic": ("from-statistics", ["□ 사업체 수", _grid("관내(개)"), "※ 출처 : 국가통계포털(KOSIS)"]),
    "drafts": ("alternatives", ["□ 쉼터 목표", _grid("1안(최소)", "2안(적정)", "3안(최대)")]),
    "drafts-by-letters": ("alternatives", ["□ 쉼터 목표", _grid("A안", "B안")]),
    "premises": ("an-assumption", ["□ 추계의 전제", _grid("성장(%)")]),
    "the-whole-budget": ("of-the-household", ["□ 재정 규모 전망", _grid("총 규모(억원)", "농업 분야(억원)")]),
    "accounts": ("of-the-household", ["제2장 재정 여건", "□ 회계별 규모", _grid("일반회계(억원)", "특별회계(억원)")]),
    "accounts-weighed": ("of-the-household", ["제2장 재정 여건 분석", _grid("세출예산(억원)", "복지 예산(억원)")]),
    "benefits": ("an-assumption", ["□ 경제성 분석", _grid("총편익(백만원)", "총비용(백만원)")]),
    "effects": ("an-assumption", ["제5장 기대효과", _grid("생산유발효과(백만원)", "취업유발인원(명)")]),
    "an-economy": ("an-assumption", ["□ 경제 여건", _grid("물가상승률(%)", "경제성장률(%)")]),
    "a-rate": ("an-assumption", ["□ 지원단가 기준", _grid("1인당 지원액(만원)")]),
    "an-example": ("an-example", ["□ 성과지표 산출 예시", _grid("참여율(%)")]),
    "an-example-by-its-rows": ("an-example", ["□ 성과지표", _grid("(예시) 참여율(%)")]),
    "what-cities-did": ("of-another-body", ["□ 국내외 우수사례", _grid("나루시", "다솔군", corner="도시")]),
    "cases-of-cities": ("of-another-body", ["□ 추진사례", _grid("나루시", "다솔군", corner="도시")]),
    "related-plans": ("of-another-body", ["Ⅱ. 관련 계획", "1. 물 관리 대책", _grid("보급률(%)")]),
    "related-plans-without-another-heading": ("of-another-body", ["Ⅱ. 관련 계획", "○ 물 관리", _grid("보급률(%)")]),
    "a-trip": ("of-another-body", ["Ⅱ. 벤치마킹 및 국내외 동향", "1. 나루시 물빛 정책", _grid("쉼터(곳)")]),
    "a-province": ("of-another-body", ["Ⅱ. 여건 분석", "1. 경기도 물빛 종합계획", _grid("쉼터(곳)")]),
    "a-numbered-plan": ("of-another-body", ["Ⅱ. 여건 분석", "1. 제3차 물관리 종합계획", _grid("보급률(%)")]),
    "goals-of-a-numbered-plan": ("of-another-body", ["〈제11차 전력수급기본계획 보급목표〉", _grid("태양광(GW)")]),
    "a-nation": ("of-another-body", ["가. 일본의 쉼터 확충 계획", _grid("쉼터(곳)")]),
    "others-compared": ("of-another-body", ["Ⅱ. 타 시·도 보급 목표 비교", _grid("나루도(%)", corner="시·도")]),
    "others-nearby": ("of-another-body", ["〈 인근 시·군 쉼터 보급계획 〉", _grid("나루시(곳)")]),
    "all-of-the-country": ("of-another-body", ["2. 전국 시·도별 목표", _grid("서울(%)")]),
    "goals-above-under-a-heading": ("of-a-plan-above", ["Ⅱ. 상위계획 검토", "○ 지표", _grid("고용률(%)")]),
    "goals-above": ("of-a-plan-above", ["□ 상위계획(국가계획) 목표", _grid("고용률(%)")]),
    "goals-of-the-state": ("of-a-plan-above", ["□ 국가 기본계획 주요지표", _grid("고용률(%)")]),
    "in-the-state-part": ("in-the-state-part", [STATE, "□ 돌봄 대상", _grid("영유아(명)")]),
    "people-to-lay-out-for": (
        "in-the-state-part",
        ["제2장 기초조사", "2. 유량 추정", "표 1. 계획인구 산정", _grid("적용(명)")],
    ),
    "water-to-lay-out-for": (
        "in-the-state-part",
        ["제2장 기초조사", "1. 급수량 산정", _grid("계획 일최대 급수량(㎥)")],
    ),
    "a-rate-of-prices": ("an-assumption", [MEASURES, "1. 길 정비", "□ 적용 물가상승률", _grid("물가상승률(%)")]),
    "a-lowest-wage": ("an-assumption", [MEASURES, "1. 길 정비", "□ 최저임금 전망", _grid("시간급(원)")]),
    "a-median-income": ("an-assumption", [MEASURES, "1. 길 정비", "□ 참고", _grid("기준중위소득(천원)")]),
    "an-induced-effect": ("an-assumption", [MEASURES, "1. 길 정비", "□ 기대효과", _grid("고용유발(명)")]),
    "effects-by-the-title": ("an-assumption", ["□ 지역경제 파급효과", _grid("생산(억원)", "부가가치(억원)")]),
    "a-duty-of-law": ("an-assumption", [MEASURES, "1. 길 정비", "□ 법정 의무비율", _grid("구매(%)")]),
    "upkeep-of-what-is-built": (
        "after-the-plan",
        [MEASURES, "1. 쉼터 건립", "□ 준공 후 유지관리비", _grid("인건비(원)")],
    ),
    "costs-when-open": ("after-the-plan", [MEASURES, "1. 쉼터 건립", "□ 운영비 추정(개관 후)", _grid("인건비(원)")]),
    "a-good-case-of-a-town": ("of-another-body", [MEASURES, "1. 길 정비", "□ 우수사례(나루시)", _grid("참여(명)")]),
    "a-case-of-a-town": ("of-another-body", [MEASURES, "1. 길 정비", "□ 나루시 사례", _grid("참여(명)")]),
    "a-visit": ("of-another-body", [MEASURES, "1. 길 정비", "□ 벤치마킹(타 시 사례)", _grid("참여(명)")]),
    "what-the-next-town-does": (
        "of-another-body",
        [MEASURES, "1. 길 정비", "□ 인접 시·군 동향 : 나루시 길 투자계획", _grid("나루시(억원)")],
    ),
    "a-town-for-reference": ("of-another-body", [MEASURES, "□ 나루시 길 투자계획(참고)", _grid("나루시(억원)")]),
    "goals-of-the-nation": ("of-another-body", ["□ 국가 온실가스 감축목표", _grid("국가 배출량(톤)")]),
    "goals-of-the-government": ("of-another-body", [MEASURES, "1. 길 정비", "□ 정부 목표", _grid("보급(%)")]),
    "goals-of-a-ministry": ("of-another-body", ["□ 산림청 기본계획상 목표", _grid("숲(㎡)")]),
    "goals-of-the-nation-by-a-ministry": (
        "of-another-body",
        [MEASURES, "1. 길 정비", "□ 행정안전부 집행계획상 국가 목표", _grid("사망자(전국)(명)")],
    ),
    "goals-of-the-province": ("of-another-body", [MEASURES, "□ 도 종합계획의 목표", _grid("숲(㎡)")]),
    "goals-of-a-named-province": ("of-another-body", [MEASURES, "□ 경기도 종합계획 목표", _grid("숲(㎡)")]),
    "goals-of-the-head-office": ("of-another-body", [MEASURES, "□ 도교육청 정책목표(참고)", _grid("비율(%)")]),
    "figures-in-a-numbered-plan": ("of-another-body", [MEASURES, "□ 제4차 물길기본계획상 목표", _grid("물길(m)")]),
    "goals-of-a-plan-above-by-its-of": ("of-another-body", [MEASURES, "□ 제4차 물길기본계획의 목표", _grid("물길(m)")]),
    "what-a-plan-above-says": ("of-a-plan-above", [STATE, "□ 제4차 물길기본계획의 물동량", _grid("물동량(톤)")]),
    "what-another-plan-allots": ("of-a-plan-above", [STATE, "3. 권역 물길 기본계획의 허용총량", _grid("총량(톤)")]),
    "what-a-plan-of-the-town-says": ("of-a-plan-above", [STATE, "□ 도시기본계획상 주요지표", _grid("숲(㎡)")]),
    "works-not-taken-up": ("not-taken-up", [MEASURES, "□ 미반영 사업", _grid("둑길(백만원)")]),
    "works-looked-at-and-not-taken-up": (
        "not-taken-up",
        ["4. 기타", "□ 검토하였으나 반영하지 않은 사업(미반영)", _grid("둑길(백만원)")],
    ),
    "works-left-out": ("not-taken-up", ["4. 기타", "□ 제외 사업", _grid("둑길(백만원)", corner="사업명")]),
    "works-given-up": ("not-taken-up", ["4. 기타", "□ 중단 사업 목록", _grid("둑길(백만원)")]),
    "works-under-a-heading-of-such": ("not-taken-up", ["4. 미반영 사업", "□ 투자계획", _grid("둑길(백만원)")]),
    "works-to-be-looked-at": ("not-taken-up", ["4. 기타", "□ 장기 검토과제(재원 미확보)", _grid("둑길(백만원)")]),
    "works-asked-for": ("not-taken-up", ["4. 기타", "□ 건의사업(국비 미확정)", _grid("둑길(백만원)")]),
    "works-asked-of-the-state": ("not-taken-up", ["4. 기타", "□ 국비 건의사업", _grid("둑길(백만원)")]),
    "what-offices-have-asked-for": ("not-taken-up", ["4. 기타", "□ 부서 요구액(심의 전)", _grid("둑길(백만원)")]),
    "what-the-state-pays": ("in-the-state-part", [STATE, "□ 정부 청년예산 규모", _grid("국가 청년예산(억원)")]),
}

TWINS: dict[str, Lines] = {
    "costs-ahead": ["□ 재정 전망", _grid("사업비(백만원)")],
    "investment-ahead": ["□ 투자 전망", _grid("길 정비(백만원)")],
    "needs-ahead": ["□ 소요 전망", _grid("길 정비(백만원)")],
    "needed-means-ahead": ["□ 소요재원 전망", _grid("국비(백만원)", "시비(백만원)")],
    "finances-ahead": ["〈중기재정 전망〉", _grid("길 정비(백만원)", "물 정비(백만원)")],
    "a-plan-below-finances": ["제3장 재무 전망", "□ 시설 투자계획", _grid("길 정비(백만원)")],
    "reckoned-costs": ["□ 소요비용 추계", _grid("길 정비(백만원)")],
    "goals-of-a-forecast": ["□ 목표 전망치", _grid("참여(명)")],
    "less-than-as-usual": ["□ 온실가스 배출 전망", _grid("배출전망(톤)", "감축목표(톤)")],
    "a-people-as-goal": ["□ 인구 목표", _grid("총인구(명)", "고령인구(명)")],
    "who-pays": ["□ 재원조달계획", _grid("지방세", "세외수입", "국비")],
    "from-statistics": ["□ 성과지표", _grid("고용률(%)"), "자료: 통계청 지역별고용조사"],
    "a-plan-among-the-state": [STATE, "□ 연차별 투자계획", _grid("길 정비(백만원)")],
    "others-as-guests": [MEASURES, "1. 타 시·도 관광객 유치", "□ 사업량", _grid("관광객(명)")],
    "a-nation-as-market": [MEASURES, "1. 일본 관광객 유치 계획", "□ 사업량", _grid("관광객(명)")],
    "a-province-as-host": [MEASURES, "1. 경기도 체육대회 개최", "□ 사업량", _grid("참가(명)")],
    "a-plan-to-be-made": [MEASURES, "1. 제3차 물빛 종합계획 수립", "□ 사업량", _grid("용역(건)")],
    "a-revolution": [MEASURES, "1. 제4차 산업혁명 인력 양성 계획", "□ 사업량", _grid("양성(명)")],
    "money-for-towns": [MEASURES, "□ 시군별 투자계획", _grid("가람시(백만원)", "두물군(백만원)")],
    "offices-together": [MEASURES, "1. 유관기관 협력체계 구축", "□ 투자계획", _grid("국비(백만원)", "시비(백만원)")],
    "for-reference-of-ones-own": [MEASURES, "1. 길 정비", "□ 연도별 투자계획(참고)", _grid("국비(백만원)")],
    "debts-paid-by-a-programme": [
        MEASURES,
        "1. 길 정비",
        "□ 연도별 투자계획",
        _grid("공사비(백만원)", "원금 상환(백만원)"),
    ],
    "cases-under-a-measure": [MEASURES, "1. 사례 조사", "□ 사업량", _grid("조사(건)")],
    "good-cases-as-programme": [MEASURES, "1. 우수사례 발굴", "□ 성과지표", _grid("우수사례(건)")],
    "scenarios-as-programme": [MEASURES, "1. 기후변화 시나리오 활용", "□ 사업량", _grid("교육(회)")],
    "a-plan-among-surveys": ["제2장 기초조사", "1. 주민 조사", "□ 조사 계획", _grid("조사 마을(곳)")],
    "state-and-plan": ["Ⅱ. 현황 및 추진계획", "□ 길 정비", _grid("정비(곳)")],
    "a-plan-among-the-finances": ["제2장 재정 여건", "□ 길 정비 투자계획", _grid("길 정비(백만원)")],
    "costs-and-things": ["□ 길 정비", _grid("비용(백만원)", "정비(곳)", "교육(회)")],
    "effects-as-goals": ["□ 성과목표", _grid("취업유발인원(명)", "생산유발효과(백만원)")],
    "what-is-done-about-plans-above": [MEASURES, "1. 상위계획 연계 강화", "□ 연차별 목표", _grid("협의(회)")],
    "works-of-a-plan-above": [MEASURES, "1. 국가계획 반영 사업 발굴", "□ 연차별 목표", _grid("발굴(건)")],
    "goals-of-ones-own": [MEASURES, "1. 길 정비", "□ 시 정책목표", _grid("정비(곳)")],
    "the-nations-screening": [MEASURES, "1. 검진", "□ 국가암검진 수검 목표", _grid("수검률(%)")],
    "calls-of-the-province": [MEASURES, "1. 길 정비", "□ 도 공모사업 선정 목표", _grid("선정(건)")],
    "money-of-the-province": [MEASURES, "1. 길 정비", "□ 도 지원사업 투자계획", _grid("도비(백만원)")],
    "with-the-next-town": [MEASURES, "1. 길 정비", "□ 인접 시와 공동사업 투자계획", _grid("시비(백만원)")],
    "a-wage-of-ones-own": [MEASURES, "1. 생활임금", "□ 생활임금 지급 목표", _grid("최저임금(원)", "생활임금(원)")],
    "upkeep-of-what-there-is": [MEASURES, "1. 쉼터 관리", "□ 유지관리 계획", _grid("유지관리비(백만원)")],
    "goals-of-this-plan-itself": [STATE, "□ 가온시 물빛 기본계획의 목표", _grid("정비(곳)")],
    "goals-of-this-plan": [STATE, "□ 본 기본계획의 목표", _grid("정비(곳)")],
    "use-of-a-plan": [MEASURES, "1. 제3차 물길기본계획의 이행 점검", "□ 연차별 목표", _grid("점검(회)")],
    "who-has-left-school": [MEASURES, "1. 학업중단 사업", "□ 투자계획", _grid("상담(백만원)")],
    "works-free-of-a-survey": [MEASURES, "1. 투자심사 제외 사업", "□ 투자계획", _grid("둑길(백만원)")],
    "costs-without-wages": [MEASURES, "1. 길 정비", "□ 투자계획(인건비 제외)", _grid("둑길(백만원)")],
    "what-people-ask-for": [MEASURES, "1. 주민 건의사업", "□ 투자계획", _grid("둑길(백만원)")],
    "costs-that-were-asked-for": [MEASURES, "1. 길 정비", "□ 소요예산(요구액)", _grid("둑길(백만원)")],
    "state-inside-a-programme": [MEASURES, "1. 길 정비", "□ 현황 및 여건", "○ 정비 물량", _grid("정비(곳)")],
}


@pytest.mark.parametrize("name", OTHERS)
def test_what_plans_nothing_of_its_own_is_not_published_and_told_once(name: str, tmp_path: Path) -> None:
    rule, lines = OTHERS[name]
    extracted = _read(tmp_path, *lines, *PLAN)
    first, second = extracted.year_tables
    assert (first.kind_rule, second.kind) == (rule, "plan")
    plan = interpret(extracted)
    assert {entry.name for entry in plan.indicators} == {"정비"}
    assert [found.rule for found in plan.findings if found.rule.startswith("tables-")] == [
        "tables-unclear" if first.kind == "unclear" else "tables-not-ours"
    ]


@pytest.mark.parametrize("name", TWINS)
def test_a_plan_that_looks_like_it_stays_a_plan(name: str, tmp_path: Path) -> None:
    extracted = _read(tmp_path, *TWINS[name])
    assert [table.kind for table in extracted.year_tables] == ["plan"]


@pytest.mark.parametrize(
    ("title", "goals", "kind"),
    [
        ("국가 기본계획(2025~2027)", "□ 국가 기본계획 목표", "plan"),
        ("제2차 물빛 기본계획(2025~2027)", "□ 국가 온실가스 감축목표", "plan"),
        ("한빛진흥원 물빛 추진계획(2025~2027)", "□ 국가 온실가스 감축목표", "other"),
        ("경기도교육청 물빛 추진계획(2025~2027)", "□ 도교육청 정책목표", "plan"),
        ("2025 물빛교육지원청 물빛 추진계획(2025~2027)", "□ 도교육청 정책목표", "other"),
        ("가온도 물빛 기본계획(2025~2027)", "□ 도 종합계획의 목표", "plan"),
        ("가온시 국비 건의사업 추진계획(2025~2027)", "□ 국비 건의사업", "plan"),
    ],
)
def test_whose_goals_they_are_depends_on_whose_plan_it_is(title: str, goals: str, kind: str, tmp_path: Path) -> None:
    path = tmp_path / "plan.hwpx"
    texts = [title, goals, _grid("고용률(%)")]
    made = [hwpx_paragraph(text if isinstance(text, str) else hwpx_grid(text)) for text in texts]
    path.write_bytes(hwpx_bytes(hwpx_section(*made)))
    assert [table.kind for table in read_tables(path).year_tables] == [kind]
