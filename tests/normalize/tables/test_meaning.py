"""What a row counts, of what, in which unit and who pays."""

from __future__ import annotations

import doctest

import pytest
from msgspec.structs import replace

from normalize.plan import normalize_plan
from normalize.tables import payers
from normalize.tables.labels import measure_in_title, subject_of
from normalize.tables.payers import payer_of
from normalize.tables.rows import Series, label_in_series
from plan.records.base import Place
from plan.records.document import Cell
from plan.records.meaning import Indicator, Plan
from plan.records.printed import Column
from tests.conftest import extracted, year_table

N = ("30", "10", "20")


def plan_of(*rows: tuple[str, ...], head: str = "구분", title: str = "연차별 계획", **named: object) -> Plan:
    table = year_table(*rows, **named)  # type: ignore[arg-type]
    first = tuple(replace(c, text=head) if c.column == 0 else c for c in table.grid[0])
    return normalize_plan(extracted(replace(table, title=title, grid=(first, *table.grid[1:]))))


def said(plan: Plan) -> list[tuple[str, str, str, str]]:
    return [(i.measure, i.name, i.funding_source or "", i.unit) for i in plan.indicators]


def only(plan: Plan) -> Indicator:
    assert len(plan.indicators) == 1
    return plan.indicators[0]


# ---------------------------------------------------------------------------------------------------- who pays


@pytest.mark.parametrize(
    ("text", "source", "name"),
    [
        ("국비", "national", "국비"),
        ("① 국 비 [백만원]", "national", "국 비"),
        ("국비<백만원>", "national", "국비"),
        ("국비〈천원〉", "national", "국비"),
        ("정부출연금", "national", "정부출연금"),
        ("특별교부세", "national", "특별교부세"),
        ("시·도비", "metropolitan", "시·도비"),
        ("시·군·구비", "district", "시·군·구비"),
        ("지방비", "local", "지방비"),
        ("기금", "fund", "기금"),
        ("교육청", "education", "교육청"),
        ("참여기업 대응투자", "private", "참여기업 대응투자"),
        ("자부담", "self", "자부담"),
        ("융자", "loan", "융자"),
        ("사업비(시비)", "metropolitan", "시비"),
        ("지방비(시비)", "metropolitan", "시비"),
        ("지방비(시·군비)", "district", "시·군비"),
        ("지방비(도비 30%)", "local", "지방비"),
    ],
)
def test_a_payer_has_a_class_and_the_name_that_is_printed(text: str, source: str, name: str) -> None:
    payer = payer_of(text)
    assert payer is not None
    assert (payer.source, payer.name) == (source, name)


@pytest.mark.parametrize("text", ["민간 보조", "기업 지원", "기타", "부산시"])
def test_a_name_that_may_be_a_group_pays_only_beside_payers(text: str) -> None:
    assert payer_of(text) is None
    assert payer_of(text, among_payers=True) is not None


@pytest.mark.parametrize(
    ("head", "total", "measure"), [("총사업비", "30", "budget"), ("총사업비", "31", "target"), ("합계", "30", "target")]
)
def test_what_makes_up_the_total_of_costs_is_a_budget(head: str, total: str, measure: str) -> None:
    table = year_table(("나무 심기", total, "10", "20"))
    columns = tuple(replace(c, printed=head) if c.role == "total" else c for c in table.columns)
    assert only(normalize_plan(extracted(replace(table, columns=columns)))).measure == measure


def test_a_price_for_one_below_a_year_is_no_budget() -> None:
    heads = [Series("물량(ha)", "target"), Series("단가(천원)"), Series("사업비(백만원)", "budget")]
    assert [label_in_series(["나무 심기"], head, heads).measure for head in heads] == ["target", "target", "budget"]


def test_the_name_of_a_sub_project_is_no_payer() -> None:
    rows = (("공간 조성", *N), ("민간 보조", *N))
    assert [i.funding_source for i in plan_of(*rows, unit_text="(단위: 백만원)").indicators] == ["total", "total"]
    beside = plan_of(("국비", *N), ("민간 보조", *N), ("기타", *N), unit_text="(단위: 백만원)")
    assert [i.funding_source for i in beside.indicators] == ["national", "private", "other"]
    assert [i.funding_source_name for i in beside.indicators] == ["국비", "민간 보조", "기타"]


def test_the_examples_of_payers_are_true() -> None:
    assert doctest.testmod(payers).failed == 0


# --------------------------------------------------------------------------------------------------- which unit


@pytest.mark.parametrize("head", ["구분(백만원)", "구분\n[단위: 백만원]", "재원 〈백만원〉"])
def test_a_unit_in_the_corner_is_that_of_the_rows(head: str) -> None:
    assert said(plan_of(("유지관리", *N), head=head)) == [("budget", "유지관리", "total", "백만원")]


@pytest.mark.parametrize(
    ("label", "unit"), [("수출액(천달러)", "천달러"), ("입주 농가(농가)", "농가"), ("물동량(만TEU)", "만TEU")]
)
def test_a_unit_in_the_label_is_never_that_of_the_table(label: str, unit: str) -> None:
    found = only(plan_of((label, *N), unit_text="(단위: 천원)"))
    assert (found.measure, found.unit) == ("target", unit)


@pytest.mark.parametrize(
    ("row", "unit_text", "unit", "printed"),
    [
        (("정비(동)", *N), "", "개동", "동"),
        (("정비", *N), "(단위: 동, 백만원)", "", ""),  # which of the two is not known
        (("이용자 수", *N), "(단위 : 만 명)", "만명", "만 명"),
        (("정비", "30동", "10동", "20동"), "", "개동", "동"),
        (("강의만족도(5점)", *N), "", "점", "5점"),
        (("정비(뭉치)", *N), "", "", ""),
        (("정비(단위: 뭉치)", *N), "", "", "뭉치"),
    ],
)
def test_a_unit_is_published_as_printed_beside_its_one_spelling(
    row: tuple[str, ...], unit_text: str, unit: str, printed: str
) -> None:
    made = only(plan_of(row, title="", unit_text=unit_text))
    assert (made.unit, made.unit_printed) == (unit, printed)


def test_a_word_in_the_place_of_a_unit_is_one_that_is_not_known() -> None:
    plan = plan_of(("단지 면적(ha)", *N), ("입주 업소(업소들)", *N), ("예산", *N), unit_text="(단위: 천원)")
    assert said(plan)[1:] == [("target", "입주 업소", "", ""), ("budget", "예산", "total", "천원")]
    assert ["업소들" in f.message for f in plan.findings if f.rule == "unit-missing"] == [True]
    accumulated = plan_of(("공원(개소)", *N), ("단지(누적)", *N), unit_text="(단위: 개소)")
    assert [i.unit for i in accumulated.indicators] == ["개소", "개소"]


def test_a_unit_is_not_carried_to_a_row_that_it_cannot_be_of() -> None:
    assert only(plan_of(("이용자 수", *N), unit_text="(단위: %)")).unit == ""
    assert only(plan_of(("만족도 점수", *N), unit_text="(단위: 백만원)")).unit == ""
    assert only(plan_of(("이용률", *N), unit_text="(단위: %)")).unit == "%"


@pytest.mark.parametrize("head", ["단위", "기준(단위)", "측정 단위", "비고"])
def test_a_column_of_units_is_known_by_its_head_or_by_what_it_holds(head: str) -> None:
    rows = (("먼지", "50㎍/㎥·년" if head != "비고" else "㎍/㎥", *N), ("재활용률", "%", *N), ("회수율", "〃", *N))
    if head == "비고":
        rows = rows[:2]
    table = year_table(*rows, roles=("label", "label", "total", 2024, 2025))
    first = tuple(replace(c, text=head) if c.column == 1 else c for c in table.grid[0])
    plan = normalize_plan(extracted(replace(table, grid=(first, *table.grid[1:]))))
    assert [(i.name, i.unit) for i in plan.indicators] == [("먼지", "㎍/㎥"), ("재활용률", "%"), ("회수율", "%")][
        : len(rows)
    ]


# ------------------------------------------------------------------------------------------- target or budget


@pytest.mark.parametrize(
    ("title", "measure"),
    [
        ("연도별 투자계획(안)", "budget"),
        ("재원별 소요예산", "budget"),
        ("성과지표", "target"),
        ("성과목표 및 투자계획", None),
        ("추진계획", None),
    ],
)
def test_a_title_says_what_its_table_counts(title: str, measure: str | None) -> None:
    assert measure_in_title(title) == measure


def test_a_row_below_a_plan_of_investment_is_a_budget_without_a_unit() -> None:
    plan = plan_of(("공간 조성", *N), title="연도별 투자계획안")
    assert said(plan) == [("budget", "공간 조성", "total", "")]
    assert "unit-missing" in {f.rule for f in plan.findings}
    assert only(plan_of(("쉼터", *N), title="연도별 투자계획", unit_text="(단위: 개소)")).measure == "target"


@pytest.mark.parametrize(
    "label", ["직매장 매출액(백만원)", "농가 소득(만원)", "수출액(억원)", "당기순이익(억원)", "부채 규모(억원)"]
)
def test_what_is_earned_is_a_target_in_won(label: str) -> None:
    assert only(plan_of((label, *N))).measure == "target"


# ------------------------------------------------------------------------------------------- the name of a row


def test_names_that_stand_twice_are_told_apart_by_the_row_above() -> None:
    rows = (("계(가람대)", *N), ("국비", *N), ("시비", *N), ("계(나루대)", *N), ("국비", *N), ("시비", *N))
    names = [i.name for i in plan_of(*rows, unit_text="(단위: 백만원)").indicators]
    assert names == ["계(가람대)", "가람대 국비", "가람대 시비", "계(나루대)", "나루대 국비", "나루대 시비"]
    marked = (("◦ 순환이용률(%)", *N), ("‧ 생활폐기물(%)", *N), ("◦ 최종처분율(%)", *N), ("‧ 생활폐기물(%)", *N))
    names = [i.name for i in plan_of(*marked).indicators]
    assert names == ["순환이용률", "순환이용률 생활폐기물", "최종처분율", "최종처분율 생활폐기물"]


def test_names_that_no_row_tells_apart_stay_as_printed() -> None:
    assert [i.name for i in plan_of(("쉼터(개소)", *N), ("쉼터(개소)", *N)).indicators] == ["쉼터", "쉼터"]


def test_where_only_the_form_speaks_the_subject_of_the_table_is_the_name() -> None:
    title = "성과지표1 : 지원 대상자 수"
    assert subject_of(f"가. {title}") == subject_of(title) == "지원 대상자 수"
    assert only(plan_of(("성과목표치", *N), title=title)).name == "지원 대상자 수"


def test_growth_in_brackets_below_a_value_is_its_note() -> None:
    plan = plan_of(("이용자(명)", *N), ("", "-", "(5.0%)", "(△2.1%)"))
    assert [i.name for i in plan.indicators] == ["이용자"]
    table = year_table(("이용자(명)", *N), ("^", "-", "(증 3)", "(감 2)"))
    assert len(normalize_plan(extracted(table)).indicators) == 1


# ------------------------------------------------------------------------------------ numbers that are no values


@pytest.mark.parametrize(
    ("label", "cell"),
    [("개관(개소)", "2(취소)"), ("개관(개소)", "2(변경 1)"), ("개관(개소)", "1(폐지)"), ("개관(개소)", "25.9")],
)
def test_a_number_that_is_no_longer_valid_or_no_count_is_a_finding(label: str, cell: str) -> None:
    plan = plan_of((label, "30", "10", cell))
    assert [o.value for o in plan.observations if o.printed == cell] == [None]
    assert any(cell in f.message for f in plan.findings if f.rule == "cell-not-read")


def test_a_point_that_stands_for_a_separator_in_a_whole_row_is_a_finding() -> None:
    plan = plan_of(("사업비", "1.160.000", "560.000", "600.000"), ("예산", *N), unit_text="(단위: 천원)")
    assert [o.value for o in plan.observations[:3]] == [None, None, None]
    assert plan.findings
    exact = plan_of(("농도(ppm)", "-", "0.033", "0.032"))
    assert [str(o.value) for o in exact.observations[1:]] == ["0.033", "0.032"]
    rounded = plan_of(("길이(km)", "3.500", "1.250", "2.250"))
    assert all(o.value for o in rounded.observations)


@pytest.mark.parametrize("printed", ["\uf0b7 120", "1\u200b20", "1\ufeff20", "\u206012\u00ad0"])
def test_what_is_not_seen_or_is_the_bullet_of_a_font_leaves_the_number(printed: str) -> None:
    assert [o.value for o in plan_of(("나무(그루)", "-", printed, "-")).observations if o.printed == printed] == [120]


@pytest.mark.parametrize(
    ("line", "unit"),
    [
        ("총사업비 : 30백만원 ※ 국비 50%, 지방비 50%", "백만원"),  # the total
        ("총사업비 : 20억원 (시비 15, 민간투자 5)", "억원"),  # its greatest year
        ("총사업비 : 20억 (시비 15, 민간투자 5)", "억원"),
        ("총사업비 : 10억원", ""),  # one year of several, by chance as likely
        ("총사업비 : 30억원, 진입로 5백만원", ""),  # which of the two is not said
        ("총사업비 : 31억원", ""),
        ("총사업비 : 2억 30만원", ""),
    ],
)
def test_the_amount_above_a_budget_table_proves_its_unit(line: str, unit: str) -> None:
    plan = plan_of(("사업비", *N), title="연도별 투자계획", unit_text=line)
    assert (only(plan).measure, only(plan).unit) == ("budget", unit)
    assert [finding.rule for finding in plan.findings] == ([] if unit else ["unit-missing"])
    assert only(plan_of(("이용자 수", *N), title="", unit_text=line)).unit == ""


@pytest.mark.parametrize(
    ("cells", "values"),
    [
        (("-", "공사시행 0.98㎞", "공사시행\n0.2㎞"), [None, "0.98", "0.2"]),
        (("-", "공사시행 0.98㎞", "보상협의 0.2㎞"), [None, None, None]),  # two stages of work
        (("-", "-", "공사시행 0.2㎞"), [None, None, None]),  # one cell proves no habit
        (("-", "공사시행 2차", "공사시행 3차"), [None, None, None]),  # no amounts
        (("-", "설치 20대", "설치 30대"), [None, "20", "30"]),
        (("-", "매월 2회", "매월 3회"), [None, None, None]),
        (("-", "이용자 100명", "이용자 110명"), [None, "100", "110"]),
        (("-", "이용자 100", "이용자 110"), [None, None, None]),  # the number of a list as well
        (("-", "감소 5건", "감소 3건"), [None, None, None]),
        (("-", "미설치 5개소", "미설치 3개소"), [None, None, None]),
    ],
)
def test_a_word_before_every_number_of_a_row_is_its_label(cells: tuple[str, ...], values: list[str | None]) -> None:
    plan = plan_of(("하천 연장", *cells))
    assert [None if o.value is None else str(o.value) for o in plan.observations] == values


@pytest.mark.parametrize("title", ["연차별 계획", "추진일정 및 소요예산"])
def test_a_bare_trillion_is_no_money_where_nothing_speaks_of_it(title: str) -> None:
    rows = (
        ("이동식 수조", "18조", "5조", "6조"),
        ("덮개", "30개", "10개", "20개"),
        ("소요예산(조원)", "3조", "1조", "2조"),
    )
    plan = normalize_plan(extracted(replace(year_table(*rows), title=title)))
    assert said(plan) == [
        ("target", "이동식 수조", "", ""),
        ("target", "덮개", "", "개"),
        ("budget", "소요예산", "total", "조원"),
    ]
    assert {o.status for o in plan.observations if o.indicator_no == 1 and o.measure == "target"} == {"unreadable"}
    assert [f.actual for f in plan.findings if f.rule == "cell-not-read"] == ["18조", "5조", "6조"]


def test_a_word_that_is_no_known_unit_makes_no_budget_of_a_row() -> None:
    rows = (("자율소방대", "30뭇대", "14뭇대", "16뭇대"), ("예산(백만원)", "30", "10", "20"))
    plan = normalize_plan(extracted(replace(year_table(*rows), title="추진일정 및 소요예산")))
    assert said(plan) == [("target", "자율소방대", "", ""), ("budget", "예산", "total", "백만원")]


@pytest.mark.parametrize("cells", [("7:30", "7:10", "6:50"), ("7분 30초", "7분 10초", "6분 50초")])
def test_a_time_is_published_as_text_with_a_finding(cells: tuple[str, str, str]) -> None:
    plan = plan_of(("출동시간", *cells))
    assert said(plan) == [("target", "출동시간", "", "")]
    assert {o.status for o in plan.observations} == {"text"}
    assert [f.actual for f in plan.findings if f.rule == "cell-not-read"] == list(cells)


def test_a_row_that_only_the_form_names_is_named_for_what_its_cells_count() -> None:
    plan = plan_of(("목표", "-", "이용자 100명", "이용자 110명"))
    assert said(plan) == [("target", "이용자", "", "명")]


@pytest.mark.parametrize(
    ("name", "title", "unit", "measure"),
    [
        ("가람선 연장", "연차별 투자계획", "(단위: 억원)", ("budget", "억원")),
        ("숲길 일자리 창출", "연차별 투자계획", "(단위: 억원)", ("budget", "억원")),
        ("연장", "연차별 투자계획", "(단위: 억원)", ("target", "")),  # a length that prints no unit
        ("가람선 연장", "연차별 계획", "(단위: km)", ("target", "km")),
        ("숲길 이용자 수", "연차별 투자계획", "(단위: 억원)", ("target", "")),
    ],
)
def test_a_project_that_is_named_for_what_it_does_is_a_budget(
    name: str, title: str, unit: str, measure: tuple[str, str]
) -> None:
    plan = plan_of((name, *N), ("둑길 넓히기", *N), title=title, unit_text=unit)
    assert (plan.indicators[0].measure, plan.indicators[0].unit) == measure


@pytest.mark.parametrize(("printed", "unit"), [("천주", "천주"), ("천식", "천식"), ("만 국", "만국")])
def test_a_word_is_a_unit_where_only_units_stand(printed: str, unit: str) -> None:
    assert only(plan_of(("나무 심기", *N), unit_text=f"(단위: {printed})")).unit == unit
    assert only(plan_of((f"알레르기({printed})", *N))).unit == ""


@pytest.mark.parametrize(
    ("beside", "measure", "unit"),
    [("주거", "budget", "백만원"), ("일자리 창출", "budget", "백만원"), ("이용자 수", "target", "")],
)
def test_a_field_of_policy_that_is_as_well_a_count_is_a_budget_where_no_row_beside_it_counts(
    beside: str, measure: str, unit: str
) -> None:
    plan = plan_of(("일자리", *N), (beside, *N), head="분야", title="재정 소요", unit_text="(단위 : 백만원)")
    assert [(i.measure, i.unit) for i in plan.indicators if i.name == "일자리"] == [(measure, unit)]


@pytest.mark.parametrize(("printed", "kind"), [("대(누적)", "cumulative"), ("기(누계)", "cumulative"), ("대", "")])
def test_a_column_of_units_may_say_that_its_values_run_on(printed: str, kind: str) -> None:
    cells = [("구분", "단위", "2026", "2027"), ("전기차", printed, "40", "53"), ("충전기", "개소", "4", "5")]
    columns = (
        Column(column=0, role="label"),
        Column(column=1, role="label"),
        *(Column(column=at, role="year", year=2024 + at) for at in (2, 3)),
    )
    grid = tuple(
        tuple(Cell(text=text, row=row, column=at, place=Place(table=0)) for at, text in enumerate(texts))
        for row, texts in enumerate(cells)
    )
    table = replace(year_table(("전기차", *N)), columns=columns, grid=grid, header_rows=1)
    plan = normalize_plan(extracted(table))
    assert next((i.name, i.value_kind) for i in plan.indicators) == ("전기차", kind)


@pytest.mark.parametrize("unit", ["건/만명", "천원/명", "백만원/개소", "명/㎢", "kWh/가구"])
def test_a_unit_with_a_stroke_is_not_halved(unit: str) -> None:
    plan = plan_of(("대표 지표", "9.5", "11", "13"), unit_text=f"(단위: {unit})")
    assert [(measure, printed) for measure, _, _, printed in said(plan)] == [("target", "")]
    assert "unit-missing" in [found.rule for found in plan.findings]


def test_units_with_a_stroke_are_two_where_rows_count_in_both() -> None:
    plan = plan_of(("쉼터 설치", "3", "1", "2"), ("사업비", "30", "10", "20"), unit_text="(단위: 개소/백만원)")
    assert [(measure, unit) for measure, _, _, unit in said(plan)] == [("target", "개소"), ("budget", "백만원")]
