"""What the rows and heads beside a row say of its measure, its unit and who pays, in each format."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import normalize.tables.frame
import normalize.tables.row_rules
from fixtures.make.document import Cell, Document, Paragraph, Table
from fixtures.make.hwp_file import hwp_file
from fixtures.make.hwpx_file import hwpx_file
from fixtures.make.pdf_file import pdf_file
from gongpyo.pipeline import read_plan
from normalize.tables.labels import read_label

WRITERS: dict[str, Callable[[Document], bytes]] = {"hwpx": hwpx_file, "hwp": hwp_file, "pdf": pdf_file}
TITLE = "나루시 하천 가꾸기 계획(2025∼2027)"
PLAN = "□ 연차별 추진계획"
HEAD = ("구분", "2025", "2026", "2027")
Rows = tuple[tuple[str, ...], ...]
Said = list[tuple[str, str, str, str]]
KM = ("둑길 연장(km)", "3", "4", "5")
COST = ("예산액(억원)", "100", "110", "120")
CASES: dict[str, tuple[tuple[str, ...], Rows, Said]] = {
    "payers-that-print-no-unit": (
        (PLAN,),
        (HEAD, KM, COST, ("국비", "60", "70", "80"), ("시비", "30", "30", "30"), ("기타", "10", "10", "10")),
        [
            ("target", "둑길 연장", "", "km"),
            ("budget", "예산액", "total", "억원"),
            ("budget", "국비", "national", "억원"),
            ("budget", "시비", "metropolitan", "억원"),
            ("budget", "기타", "other", "억원"),
        ],
    ),
    "one-payer-of-it-all": (
        (PLAN,),
        (HEAD, KM, COST, ("시비", "100", "110", "120")),
        [
            ("target", "둑길 연장", "", "km"),
            ("budget", "예산액", "total", "억원"),
            ("budget", "시비", "metropolitan", "억원"),
        ],
    ),
    "words-that-pay-where-they-add-up": (
        (PLAN,),
        (HEAD, KM, ("투자계획(백만원)", "100", "110", "120"), ("자체", "40", "50", "60"), ("보조금", "60", "60", "60")),
        [
            ("target", "둑길 연장", "", "km"),
            ("budget", "투자계획", "total", "백만원"),
            ("budget", "자체", "self", "백만원"),
            ("budget", "보조금", "other", "백만원"),
        ],
    ),
    "words-that-do-not-add-up": (
        (PLAN,),
        (HEAD, COST, ("자체", "40", "50", "60"), ("보조금", "60", "60", "61")),
        [("budget", "예산액", "total", "억원"), ("target", "자체", "", ""), ("target", "보조금", "", "")],
    ),
    "items-that-add-up": (
        (PLAN,),
        (HEAD, COST, ("둑길", "40", "-", "60"), ("물길", "60", "110", "60"), ("방문객", "7", "8", "9")),
        [
            ("budget", "예산액", "total", "억원"),
            ("budget", "둑길", "total", "억원"),
            ("budget", "물길", "total", "억원"),
            ("target", "방문객", "", ""),
        ],
    ),
    "units-in-bare-brackets": (
        (PLAN, "(명, 백만원)"),
        (HEAD, ("쉼터를 쓰는 아동 수", "3", "4", "5"), ("소요예산", "100", "110", "120")),
        [("target", "쉼터를 쓰는 아동 수", "", "명"), ("budget", "소요예산", "total", "백만원")],
    ),
    "units-in-the-turn-of-the-rows": (
        (PLAN, "(단위: 개소, 백만원)"),
        (
            HEAD,
            ("거점 조성", "3", "4", "5"),
            ("예산", "100", "110", "120"),
            ("둑길 정비", "1", "1", "1"),
            ("예산", "9", "9", "9"),
        ),
        [
            ("target", "거점 조성", "", "개소"),
            ("budget", "거점 조성 예산", "total", "백만원"),
            ("target", "둑길 정비", "", "개소"),
            ("budget", "둑길 정비 예산", "total", "백만원"),
        ],
    ),
    "two-units-of-money-in-the-order-of-the-rows": (
        (PLAN, "(단위: 억원, 백만원)"),
        (HEAD, ("나눔 모금액", "3", "4", "5"), ("소요예산", "100", "110", "120")),
        [("target", "나눔 모금액", "", "억원"), ("budget", "소요예산", "total", "백만원")],
    ),
    "a-line-that-names-the-units-of-the-columns": (
        (PLAN, "(사업량: 대, 사업비: 백만원)"),
        (
            ("구분", "2025", "<", "2026", "<", "2027", "<"),
            ("^", "사업량", "사업비", "사업량", "사업비", "사업량", "사업비"),
            ("마을버스", "3", "100", "4", "110", "5", "120"),
        ),
        [("target", "마을버스 사업량", "", "대"), ("budget", "마을버스 사업비", "total", "백만원")],
    ),
    "counts-and-money-below-the-years": (
        (PLAN, "[단위: 대/억원]"),
        (
            ("차종", "2025", "<", "2026", "<", "2027", "<"),
            ("^", "대수", "금액", "대수", "금액", "대수", "금액"),
            ("사다리차", "5", "15", "5", "15", "5", "15"),
            ("물탱크차", "7", "10.5", "7", "10.5", "7", "10.5"),
        ),
        [
            ("target", "사다리차 대수", "", "대"),
            ("budget", "사다리차 금액", "total", "억원"),
            ("target", "물탱크차 대수", "", "대"),
            ("budget", "물탱크차 금액", "total", "억원"),
        ],
    ),
    "one-row-of-a-plan-of-money-with-its-sum": (
        ("○ 투자계획(억원) : 총 330억",),
        (("계", "2025", "2026", "2027"), ("330", "100", "110", "120")),
        [("budget", "투자계획", "total", "억원")],
    ),
    "costs-in-front-of-their-sum": (
        (PLAN, "(단위: 대, 백만원)"),
        (
            ("구분", "<", *HEAD[1:]),
            ("도입대수", "마을버스", "3", "4", "5"),
            ("^", "나룻배", "1", "1", "1"),
            ("소요예산", "합계", "100", "110", "120"),
            ("^", "국비(50%)", "50", "55", "60"),
            ("^", "지방비(50%)", "50", "55", "60"),
        ),
        [
            ("target", "도입대수 마을버스", "", "대"),
            ("target", "도입대수 나룻배", "", "대"),
            ("budget", "소요예산 합계", "total", "백만원"),
            ("budget", "소요예산 국비(50%)", "national", "백만원"),
            ("budget", "소요예산 지방비(50%)", "local", "백만원"),
        ],
    ),
    "costs-in-front-of-what-they-pay-for": (
        (PLAN, "(단위: 호, 억원)"),
        (
            ("구분", "<", *HEAD[1:]),
            ("공급물량", "새집", "3", "4", "5"),
            ("^", "고친 집", "1", "1", "1"),
            ("투자비", "새집", "100", "110", "120"),
            ("^", "집행률(%)", "50", "55", "60"),
        ),
        [
            ("target", "공급물량 새집", "", "호"),
            ("target", "공급물량 고친 집", "", "호"),
            ("budget", "투자비 새집", "total", "억원"),
            ("target", "투자비 집행률", "", "%"),
        ],
    ),
    "a-budget-that-all-indicators-share": (
        (PLAN,),
        (
            ("성과지표", "단위", "2025", "<", "2026", "<", "2027", "<"),
            ("^", "^", "사업량", "소요예산(백만원)", "사업량", "소요예산(백만원)", "사업량", "소요예산(백만원)"),
            ("쉼터 수", "개소", "3", "100", "4", "110", "5", "120"),
            ("쉬는 아동 수", "명", "30", "^", "40", "^", "50", "^"),
        ),
        [
            ("target", "쉼터 수 사업량", "", "개소"),
            ("budget", "소요예산", "total", "백만원"),
            ("target", "쉬는 아동 수 사업량", "", "명"),
        ],
    ),
    "what-is-left-for-a-row-beside-those-that-say-it": (
        (PLAN, "(단위: 개소, 백만원)"),
        (HEAD, ("거점 조성", "3", "4", "5"), ("예산", "100", "110", "120"), ("보조금", "50", "50", "50")),
        [
            ("target", "거점 조성", "", "개소"),
            ("budget", "예산", "total", "백만원"),
            ("budget", "보조금", "total", "백만원"),
        ],
    ),
    "money-that-is-no-share": (
        (PLAN, "(단위: 백만원, %)"),
        (HEAD, ("자체수입 목표", "2,200", "2,350", "2,500"), ("재정자립도", "24.1", "25.0", "25.9")),
        [("target", "자체수입", "", "백만원"), ("target", "재정자립도", "", "%")],
    ),
    "people-beside-a-rate": (
        (PLAN, "(단위: 명, %)"),
        (HEAD, ("교육생", "20", "30", "40"), ("취업률", "64.1", "65.0", "65.9"), ("만족도", "80", "82", "84")),
        [("target", "교육생", "", "명"), ("target", "취업률", "", "%"), ("target", "만족도", "", "%")],
    ),
    "a-unit-in-the-name-and-money-in-the-other": (
        (PLAN, "(단위: 가구, 천원)"),
        (HEAD, ("지원가구", "20", "30", "40"), ("지원액", "2,000", "3,000", "4,000")),
        [("target", "지원가구", "", "가구"), ("budget", "지원액", "total", "천원")],
    ),
    "two-rows-that-may-be-either": (
        (PLAN, "(단위: 명, %)"),
        (HEAD, ("참여", "20", "30", "40"), ("만남", "50", "60", "70"), ("취업률", "64.1", "65.0", "65.9")),
        [("target", "참여", "", ""), ("target", "만남", "", ""), ("target", "취업률", "", "%")],
    ),
    "units-with-their-words": (
        (PLAN, "(단위 : 인원-명, 예산-백만원)"),
        (HEAD, ("인원", "30", "40", "50"), ("예산", "80", "81", "82")),
        [("target", "인원", "", "명"), ("budget", "예산", "total", "백만원")],
    ),
    "a-column-of-units-under-a-head-of-its-own": (
        (PLAN,),
        (("지표", "산출", *HEAD[1:]), ("검진", "건", "3", "4", "5"), ("조사", "회", "3", "4", "5")),
        [("target", "검진", "", "건"), ("target", "조사", "", "회")],
    ),
    "quotes-for-the-same-as-above": (
        (PLAN,),
        (("구분", "단위", *HEAD[1:]), ("사업비", "백만원", "40", "50", "60"), ("국비", "“", "20", "25", "30")),
        [("budget", "사업비", "total", "백만원"), ("budget", "국비", "national", "백만원")],
    ),
    "a-unit-of-money-in-the-column-of-names": (
        (PLAN,),
        (("구분", "성과지표", *HEAD[1:]), ("목표", "교육인원(명)", "3", "4", "5"), ("예산", "백만원", "3", "4", "5")),
        [("target", "교육인원", "", "명"), ("budget", "예산", "total", "백만원")],
    ),
    "payers-in-brackets-behind-costs": (
        (PLAN, "(단위: 명, 백만원)"),
        (HEAD, ("지원인원", "3", "4", "5"), ("사업비(도비 30%, 군비 70%)", "30", "40", "50")),
        [("target", "지원인원", "", "명"), ("budget", "사업비(도비 30%, 군비 70%)", "total", "백만원")],
    ),
    "prices-are-no-budget": (
        (PLAN,),
        (
            HEAD,
            ("급식 단가", "9,500원", "9,600원", "9,700원"),
            ("1인당 지원금(만원)", "20", "25", "30"),
            ("월 지원액(만원)", "20", "25", "30"),
            ("예산(억원)", "180", "190", "195"),
        ),
        [
            ("target", "급식 단가", "", "원"),
            ("target", "1인당 지원금", "", "만원"),
            ("target", "월 지원액", "", "만원"),
            ("budget", "예산", "total", "억원"),
        ],
    ),
    "several-names-for-several-values": (
        (PLAN,),
        (HEAD, ("사업량/사업비", "2개소/400백만원", "3개소/500백만원", "1개소/210백만원")),
        [("target", "사업량", "", "개소"), ("budget", "사업비", "total", "백만원")],
    ),
    "what-only-describes-a-row-is-no-part-of-its-name": (
        (PLAN,),
        (
            ("지표명", "산출식", "대상", *HEAD[1:]),
            ("이용(건)", "연 인원", "노인", "3", "4", "5"),
            ("만족도(점)", "5점 척도 평균(점)", "이용자", "81", "82", "83"),
        ),
        [("target", "이용", "", "건"), ("target", "만족도", "", "점")],
    ),
    "what-tells-rows-of-one-name-apart-is-a-part-of-it": (
        (PLAN,),
        (("지표명", "대상", *HEAD[1:]), ("이용(건)", "노인", "3", "4", "5"), ("이용(건)", "아동", "6", "7", "8")),
        [("target", "이용 노인", "", "건"), ("target", "이용 아동", "", "건")],
    ),
    "money-beside-a-unit-that-is-not-known": (
        (PLAN, "(단위: 뭉치, 백만원)"),
        (HEAD, ("나무 심기", "3", "4", "5"), ("예산", "100", "110", "120")),
        [("target", "나무 심기", "", ""), ("budget", "예산", "total", "백만원")],
    ),
    "a-running-total-of-what-is-raised": (
        (PLAN,),
        (("구분", "단위", *HEAD[1:]), ("모금액", "억원", "3", "4", "5"), ("누계", "억원", "3", "7", "12")),
        [("target", "모금액", "", "억원"), ("target", "모금액 누계", "", "억원")],
    ),
    "a-budget-below-its-own-head-in-a-card": (
        (PLAN,),
        (
            ("사업내용", "둑길을 고쳐 걷게 함", "<", "<", "<"),
            ("추진목표", "지표명", *HEAD[1:]),
            ("^", *KM),
            ("소요예산(백만원)", "구분", *HEAD[1:]),
            ("^", "계", "100", "110", "120"),
            ("^", "시비", "100", "110", "120"),
            ("기대효과", "시민이 쉰다", "<", "<", "<"),
        ),
        [
            ("target", "둑길 연장", "", "km"),
            ("budget", "소요예산 계", "total", "백만원"),
            ("budget", "시비", "metropolitan", "백만원"),
        ],
    ),
    "names-below-the-name-and-its-unit": (
        (PLAN,),
        (
            ("성과지표", "지표명(단위)", *HEAD[1:]),
            ("^", "쉼터 수(개소)", "3", "4", "5"),
            ("연차별 예산(백만원)", "재원", *HEAD[1:]),
            ("^", "합계", "100", "110", "120"),
            ("^", "국비", "40", "50", "60"),
            ("^", "도비", "60", "60", "60"),
        ),
        [
            ("target", "쉼터 수", "", "개소"),
            ("budget", "연차별 예산 합계", "total", "백만원"),
            ("budget", "국비", "national", "백만원"),
            ("budget", "도비", "metropolitan", "백만원"),
        ],
    ),
    "a-unit-in-the-head-below-the-years": (
        (PLAN,),
        (
            ("지표", "단위", "2025", "<", "2026", "<", "2027", "<"),
            ("^", "^", "목표", "예산(백만원)", "목표", "예산(백만원)", "목표", "예산(백만원)"),
            ("쉼터 수", "개소", "3", "100", "4", "110", "5", "120"),
        ),
        [("target", "쉼터 수", "", "개소"), ("budget", "쉼터 수 예산", "total", "백만원")],
    ),
    "a-share-beside-the-amount": (
        ("□ 재원별 투자계획", "(단위: 천원)"),
        (
            ("구분", "합계", "<", *HEAD[1:]),
            ("^", "금액", "비율(%)", "^", "^", "^"),
            ("합계", "330", "100.0", "100", "110", "120"),
            ("특별교부금", "165", "50.0", "50", "55", "60"),
            ("자체", "165", "50.0", "50", "55", "60"),
        ),
        [
            ("budget", "합계", "total", "천원"),
            ("budget", "특별교부금", "national", "천원"),
            ("budget", "자체", "self", "천원"),
        ],
    ),
}
UNKNOWN_UNITS = {
    "words-that-do-not-add-up": 2,
    "items-that-add-up": 1,
    "two-rows-that-may-be-either": 2,
    "money-beside-a-unit-that-is-not-known": 1,
}


def merged(rows: Rows) -> Table:
    """A table in which ``<`` belongs to the cell at its left and ``^`` to the one above."""
    cells = []
    for row, texts in enumerate(rows):
        for column, text in enumerate(texts):
            if text in ("<", "^"):
                continue
            wide = next((at for at in range(column + 1, len(texts)) if texts[at] != "<"), len(texts)) - column
            high = next((at for at in range(row + 1, len(rows)) if rows[at][column] != "^"), len(rows)) - row
            cells.append(Cell(row, column, (text,), row_span=high, column_span=wide))
    width = 160 / len(rows[0])
    return Table(rows=len(rows), cells=tuple(cells), widths=(width,) * len(rows[0]), head_rows=0)


@pytest.mark.parametrize("form", WRITERS)
@pytest.mark.parametrize("case", CASES)
def test_a_row_means_what_stands_beside_it(case: str, form: str, tmp_path: Path) -> None:
    above, rows, said = CASES[case]
    blocks = (Paragraph(TITLE, "title"), *map(Paragraph, above), merged(rows))
    path = tmp_path / f"plan.{form}"
    path.write_bytes(WRITERS[form](Document(TITLE, (blocks,))))
    plan = read_plan(path)
    assert [(i.measure, i.name, i.funding_source or "", i.unit) for i in plan.indicators] == said
    assert [one.rule for one in plan.findings if one.rule != "budget-counted-twice"] == [
        "unit-missing"
    ] * UNKNOWN_UNITS.get(case, 0)


def test_the_rows_of_a_table_are_read_for_one_another_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    calls = 0

    def counted(*args: Any, **how: Any) -> Any:
        nonlocal calls
        calls += 1
        return read_label(*args, **how)

    rows = 300
    table = merged(
        (HEAD, *((f"물길 {number}호 수익금", "1", "2", "3") for number in range(rows)), ("계", "7", "8", "9"))
    )
    path = tmp_path / "document.hwpx"
    path.write_bytes(hwpx_file(Document(TITLE, ((Paragraph(TITLE, "title"), Paragraph("□ 재원별 사업비"), table),))))
    monkeypatch.setattr(normalize.tables.frame, "read_label", counted)
    monkeypatch.setattr(normalize.tables.row_rules, "read_label", counted)
    read_plan(path)
    assert calls < 10 * rows
