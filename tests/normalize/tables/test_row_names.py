"""What a series is called where its row prints a form's word, a mark of a note or a growth in brackets."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from fixtures.make.document import Document, Paragraph, Table, grid
from fixtures.make.hwp_file import hwp_file
from fixtures.make.hwpx_file import hwpx_file
from fixtures.make.pdf_file import pdf_file
from gongpyo.pipeline import read_plan
from normalize.plan import normalize_plan
from normalize.tables.labels import read_label
from tests.conftest import extracted, year_table

WRITERS: dict[str, Callable[[Document], bytes]] = {"hwpx": hwpx_file, "hwp": hwp_file, "pdf": pdf_file}
TITLE = "나루시 하천 가꾸기 계획(2025∼2026)"
PLAN = "□ 연차별 투자계획"
VALUES = ("10", "20")
Rows = tuple[tuple[str, ...], ...]
CASES: dict[str, tuple[tuple[str, ...], Rows, list[str]]] = {
    "only-a-total": (("가. 산책길 정비", "(단위: 개소)"), (("계", *VALUES),), ["산책길 정비"]),
    "only-an-amount": (("□ 산책길 정비 사업비(백만원)",), (("금액", *VALUES),), ["산책길 정비 사업비"]),
    "only-the-word-of-the-form-below-its-heading": (("1-1. 산책길 정비",), (("목표(개소)", *VALUES),), ["목표"]),
    "only-the-goals": (("가. 성과지표1 : 지원 대상자 수(명)",), (("성과목표치", *VALUES),), ["지원 대상자 수"]),
    "a-total-above-others": ((PLAN,), (("계(백만원)", *VALUES), ("둑길(백만원)", *VALUES)), ["계", "둑길"]),
    "a-sentence-over-the-table": (
        (PLAN, "쉼터를 해마다 조금씩 넓혀 시민이 쉬게 한다.", "(단위: 백만원)"),
        (("계", *VALUES),),
        ["연차별 투자계획"],
    ),
    "the-mark-of-a-note": ((PLAN,), (("둑길*(km)", *VALUES), ("물길**(km)", *VALUES)), ["둑길", "물길"]),
    "growth-in-brackets": ((PLAN,), (("사업비(백만원)", *VALUES), ("(증가율)", "(-)", "(3%)")), ["사업비"]),
    "change-in-brackets": ((PLAN,), (("사업비(백만원)", *VALUES), ("(증감)", "", "(10)")), ["사업비"]),
}


@pytest.mark.parametrize("form", WRITERS)
@pytest.mark.parametrize("case", CASES)
def test_a_series_is_named_for_what_it_counts(case: str, form: str, tmp_path: Path) -> None:
    above, rows, names = CASES[case]
    table = grid((("구분", "2025", "2026"), *rows), (60.0, 50.0, 50.0))
    blocks = (Paragraph(TITLE, "title"), *map(Paragraph, above), table)
    path = tmp_path / f"plan.{form}"
    path.write_bytes(WRITERS[form](Document(TITLE, (blocks,))))
    plan = read_plan(path)
    assert [entry.name for entry in plan.indicators] == names
    assert [one.value for one in plan.observations] == [10, 20] * len(names)


@pytest.mark.parametrize("form", WRITERS)
def test_rows_that_nothing_tells_apart_are_told(form: str, tmp_path: Path) -> None:
    table = grid((("구분", "2025", "2026"), ("국비(백만원)", "1", "2"), ("국비(백만원)", "3", "4")), (60.0, 50.0, 50.0))
    path = tmp_path / f"plan.{form}"
    path.write_bytes(WRITERS[form](Document(TITLE, ((Paragraph(TITLE, "title"), Paragraph(PLAN), table),))))
    assert [(one.rule, one.actual) for one in read_plan(path).findings] == [("series-twice", "2")]


@pytest.mark.parametrize("form", WRITERS)
def test_a_series_that_goes_on_with_other_years_is_not_there_twice(form: str, tmp_path: Path) -> None:
    first = grid((("구분", "2025", "2026"), ("국비(백만원)", "1", "2")), (60.0, 50.0, 50.0))
    second = grid((("구분", "2027", "2028"), ("국비(백만원)", "3", "4")), (60.0, 50.0, 50.0))
    path = tmp_path / f"plan.{form}"
    blocks = (Paragraph(TITLE, "title"), Paragraph(PLAN), first, Paragraph(PLAN), second)
    path.write_bytes(WRITERS[form](Document(TITLE, (blocks,))))
    plan = read_plan(path)
    assert [one.value for one in plan.observations] == [1, 2, 3, 4]
    assert "series-twice" not in {one.rule for one in plan.findings}


LISTED = {
    "the same": (("3", "4"), set()),
    "another amount": (("3", "5"), {"series-twice"}),
}


@pytest.mark.parametrize("form", WRITERS)
@pytest.mark.parametrize("case", LISTED)
def test_payers_that_a_list_of_programmes_prints_again_are_told_only_where_they_differ(
    case: str, form: str, tmp_path: Path
) -> None:
    amounts, told = LISTED[case]
    years, widths = ("2025", "2026"), (60.0, 50.0, 50.0)
    first = grid((("재원", *years), ("국비", "1", "2"), ("시비", "3", "4")), widths)
    second = grid((("재원", *years), ("국비", "5", "6"), ("시비", "7", "8")), widths)
    rows = (
        ("추진과제", "재원", *years),
        ("1-1. 산책길 정비", "국비", "1", "2"),
        ("1-1. 산책길 정비", "시비", *amounts),
        ("1-2. 물길 정비", "국비", "5", "6"),
        ("1-2. 물길 정비", "시비", "7", "8"),
    )
    own = ((Paragraph("1-1. 산책길 정비"), first), (Paragraph("1-2. 물길 정비"), second))
    unit = Paragraph("□ 투자계획 (단위: 백만원)")
    blocks = [block for heading, table in own for block in (heading, unit, table)]
    listed = (
        Paragraph("[붙임] 과제별 연차별 투자계획"),
        Paragraph("(단위: 백만원)"),
        grid(rows, (50.0, 30.0, 40.0, 40.0)),
    )
    path = tmp_path / f"plan.{form}"
    path.write_bytes(WRITERS[form](Document(TITLE, ((Paragraph(TITLE, "title"), *blocks, *listed),))))
    plan = read_plan(path)
    assert {found.rule for found in plan.findings} == told
    again = [one.counted_in for one in plan.indicators if one.indicator_no > 2]
    assert again == [1, None if told else 2, 1, 2]


@pytest.mark.parametrize("form", WRITERS)
def test_where_the_money_comes_from_every_row_pays(form: str, tmp_path: Path) -> None:
    """Under 재원조달계획 names that no list knows are payers too, and what is earned pays."""
    names = ("합계", "국비", "입주기업 부담금", "분양수입")
    rows = [
        (name, *values) for name, values in zip(names, (("7", "9"), ("1", "2"), ("2", "3"), ("4", "4")), strict=True)
    ]
    table = grid((("구분", "2025", "2026"), *rows), (60.0, 50.0, 50.0))
    path = tmp_path / f"plan.{form}"
    blocks = (Paragraph(TITLE, "title"), Paragraph("□ 재원조달계획 (단위: 백만원)"), table)
    path.write_bytes(WRITERS[form](Document(TITLE, (blocks,))))
    paid = [(entry.measure, entry.funding_source) for entry in read_plan(path).indicators]
    assert paid == [("budget", "total"), ("budget", "national"), ("budget", "other"), ("budget", "other")]


@pytest.mark.parametrize(
    ("group", "first", "names"),
    [
        ("합계", "계", ["합계", "국비", "둑길 계", "둑길 국비"]),
        ("계", "소계", ["계", "국비", "둑길 소계", "둑길 국비"]),
    ],
)
def test_the_sum_of_a_table_is_no_group_of_its_payers(group: str, first: str, names: list[str], tmp_path: Path) -> None:
    rows = [(name, paid, *VALUES) for name in (group, "둑길") for paid in (first, "국비")]
    table = grid((("구분", "재원", "2025", "2026"), *rows), (40.0, 30.0, 40.0, 40.0))
    path = tmp_path / "plan.hwpx"
    blocks = (Paragraph(TITLE, "title"), Paragraph(PLAN), Paragraph("(단위: 백만원)"), table)
    path.write_bytes(hwpx_file(Document(TITLE, (blocks,))))
    assert [entry.name for entry in read_plan(path).indicators] == names


def _card(*rows: tuple[str, ...]) -> Table:
    return grid((("구분", "지표명(단위)", "2025", "2026"), *rows), (30.0, 60.0, 40.0, 40.0))


CARDS: dict[str, tuple[tuple[tuple[str, ...], ...], list[str]]] = {
    "goal-and-budget": (
        (("성과지표", "쉼터(개소)", *VALUES), ("예산", "소요예산(백만원)", *VALUES)),
        ["쉼터", "소요예산"],
    ),
    "goals-alone": (
        (("성과지표", "쉼터(개소)", *VALUES), ("성과지표", "둑길(km)", *VALUES)),
        ["쉼터", "둑길"],
    ),
    "who-pays": (
        (("성과지표", "쉼터(개소)", *VALUES), ("예산", "국비(백만원)", *VALUES)),
        ["쉼터", "예산 국비"],
    ),
    "a-sum": (
        (("성과지표", "쉼터(개소)", *VALUES), ("예산", "계(백만원)", *VALUES)),
        ["쉼터", "예산 계"],
    ),
    "groups-of-what-is-counted": (
        (("둑길", "정비(km)", *VALUES), ("예산", "소요예산(백만원)", *VALUES)),
        ["둑길 정비", "예산 소요예산"],
    ),
    "two-kinds-of-goals": (
        (("성과지표", "쉼터(개소)", *VALUES), ("핵심지표", "쉼터(개소)", *VALUES)),
        ["성과지표 쉼터", "핵심지표 쉼터"],
    ),
}


@pytest.mark.parametrize("form", WRITERS)
@pytest.mark.parametrize("case", CARDS)
def test_the_part_of_a_form_beside_a_name_is_none_of_it(case: str, form: str, tmp_path: Path) -> None:
    rows, names = CARDS[case]
    path = tmp_path / f"plan.{form}"
    path.write_bytes(WRITERS[form](Document(TITLE, ((Paragraph(TITLE, "title"), Paragraph(PLAN), _card(*rows)),))))
    plan = read_plan(path)
    assert [entry.name for entry in plan.indicators] == names
    assert [one.value for one in plan.observations] == [10, 20] * len(names)


@pytest.mark.parametrize("gap", [" ", "\n"])
def test_cells_that_say_what_is_done_for_how_much_are_told(gap: str) -> None:
    cells = ("-", f"물길 실측 7점{gap}(31백만원)", f"물길 실측 8점{gap}(35백만원)")
    plan = normalize_plan(extracted(year_table(("", *cells))))
    assert [one.rule for one in plan.findings] == ["cell-not-read"] * 2
    content = normalize_plan(extracted(year_table(("추진내용", *cells), ("예산(백만원)", "66", "31", "35"))))
    assert content.findings == ()


@pytest.mark.parametrize("form", WRITERS)
@pytest.mark.parametrize(
    ("heads", "cells", "names"),
    [
        (("단가(천원)",), (("30",), ("50",), ("30",)), ["둑길 (단가 30천원)", "둑길 (단가 50천원)", "물길"]),
        (("배점",), (("30",), ("50",), ("30",)), ["둑길 (배점 30)", "둑길 (배점 50)", "물길"]),
        (("비고",), (("국비 70%",), ("시비 100%",), ("",)), ["둑길 (국비 70%)", "둑길 (시비 100%)", "물길"]),
        (
            ("규모", "보조율"),
            (("소형", "50%"), ("대형", "40%"), ("대형", "50%")),
            ["둑길 소형", "둑길 대형", "물길 대형"],
        ),
        (("단가",), (("30",), ("30",), ("30",)), ["둑길", "물길"]),
    ],
)
def test_rows_of_one_name_keep_what_tells_them_apart(
    heads: tuple[str, ...], cells: Rows, names: list[str], form: str, tmp_path: Path
) -> None:
    rows = [(name, *said, *VALUES) for name, said in zip(("둑길", "둑길", "물길"), cells, strict=True)]
    table = grid((("구분", *heads, "2025", "2026"), *rows), (160.0 / (3 + len(heads)),) * (3 + len(heads)))
    blocks = (Paragraph(TITLE, "title"), Paragraph(PLAN), Paragraph("(단위: 백만원)"), table)
    path = tmp_path / f"plan.{form}"
    path.write_bytes(WRITERS[form](Document(TITLE, (blocks,))))
    assert list(dict.fromkeys(entry.name for entry in read_plan(path).indicators)) == names


def test_costs_are_named_without_the_unit_of_what_they_are_for() -> None:
    read = read_label(["교실(실)", "예산(백만원)"])
    assert (read.name, read.printed) == ("교실 예산", "교실(실) 예산(백만원)")


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("① 쉼터 자리", "쉼터 자리"),
        ("2-③. 물길 살피기", "물길 살피기"),
        ("②-1 둑 다지기", "둑 다지기"),
        ("Ⅱ-④ 샘 지키기", "샘 지키기"),
        ("(①+②)/③", "(①+②)/③"),
        ("2단계 물길", "2단계 물길"),
    ],
)
def test_the_number_in_front_of_a_name_is_no_part_of_it(label: str, name: str) -> None:
    assert read_label([label]).name == name
