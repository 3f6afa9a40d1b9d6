"""Heads whose years fall, end in December, stand beside a total of n years or below the rows of a form."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.year_tables.heads.bands import bands_of
from extract.year_tables.heads.head import read_head
from gongpyo.pipeline import read_tables
from plan.records.printed import ExtractedPlan
from plan.years import read_year
from tests.conftest import Words, hwpx_bytes, hwpx_grid, hwpx_paragraph, hwpx_section, table_grid

SPAN = (2025, 2027)
BODY = ("쉼터 이용자(명)", "100", "200", "300", "600")
YEARS = ("2025", "2026", "2027")


def _columns(*words: tuple[str, ...]) -> list[tuple[str, int | None, str]]:
    head = read_head(table_grid(words), SPAN)
    assert head is not None
    return [(column.role, column.year, column.state) for column in head.columns[1:]]


@pytest.mark.parametrize(
    "total",
    ["3년 합계", "3개년 계", "3년간", "3년 누계", "총 3년간", "기간 합계", "사업기간 계", "2025~2027", "’25~’27 합계"],
)
def test_a_total_of_all_years_is_their_total(total: str) -> None:
    planned = [("year", year, "") for year in (2025, 2026, 2027)]
    assert _columns(("구분", *YEARS, total), BODY) == [*planned, ("total", None, "")]
    assert _columns(("구분", total, *YEARS), BODY) == [("total", None, ""), *planned]


def test_a_total_of_other_years_is_none_of_the_plan() -> None:
    assert _columns(("구분", *YEARS, "5개년 계"), BODY)[-1] == ("total", None, "part")
    assert [read_year(text).kind for text in ("3년", "5개년 계획", "총량")] == ["text"] * 3


def test_years_may_fall() -> None:
    assert [year for _, year, _ in _columns(("구분", *reversed(YEARS)), BODY[:4])] == [2027, 2026, 2025]
    assert read_head(table_grid((("구분", "2027", "2025", "2026"), BODY[:4])), SPAN) is None


@pytest.mark.parametrize("form", ["{}. 12.", "{}.12월", "{}년 말", "{}년 누적", "Y{}", "민선8기\n{}", "{} (민선8기)"])
def test_a_year_with_a_word_that_changes_nothing_is_that_year(form: str) -> None:
    columns = _columns(("구분", *map(form.format, YEARS)), BODY[:4])
    assert [(role, year) for role, year, _ in columns] == [("year", 2025), ("year", 2026), ("year", 2027)]


def test_a_december_beside_years_is_what_was_reached_by_then() -> None:
    roles = [role for role, _, _ in _columns(("구분", "2024. 12.", "2025", "2026"), BODY[:4])]
    assert roles == ["actual", "year", "year"]


def test_the_final_goal_before_the_years_is_left_out_where_it_stands_there_again() -> None:
    head = (("지표", "목표치", "이행목표", "연도별", "매년"), ("지표", "(’27)", "’25", "’26", "’27"))
    same = _columns(*head, ("산불 발생 건수(건)", "20", "30", "25", "20"))
    assert [one[:2] for one in same] == [("note", None), ("year", 2025), ("year", 2026), ("year", 2027)]
    rules = [
        read_head(table_grid((*head, ("산불(건)", goal, "30", "25", "20"))), SPAN).columns[1].rule  # type: ignore[union-attr]
        for goal in ("20", "15")
    ]
    assert rules == ["printed-twice", "year-not-read"]


def test_a_price_between_amounts_and_costs_is_a_remark() -> None:
    words = (
        ("구분", "계획량", "계획량", "단가(천원)", "사업비(백만원)", "사업비(백만원)"),
        ("구분", "2025", "2026", "단가(천원)", "2025", "2026"),
        ("조림(ha)", "1,000", "1,100", "9", "9,000", "9,900"),
    )
    over, *rows = table_grid(words)
    merged = [over[0], over[1], over[1], over[3], over[4], over[4]]
    head = read_head((merged, *rows), SPAN)
    assert head is not None
    assert [(column.role, column.measure) for column in head.columns[1:]] == [
        ("year", "target"),
        ("year", "target"),
        ("note", None),
        ("year", "budget"),
        ("year", "budget"),
    ]


def test_the_answers_of_a_form_above_the_years_are_no_values() -> None:
    form = ("사업기간", "2025~2027", "총사업비", "12,000백만원")
    assert read_head(table_grid((form, ("구분", *YEARS), BODY[:4])), SPAN) is not None
    assert read_head(table_grid((("쉼터", "11", "12", "13"), ("구분", *YEARS), BODY[:4])), SPAN) is None


def test_what_is_up_to_the_last_year_behind_the_years_is_their_total() -> None:
    assert _columns(("구분", *YEARS, "2027년까지"), BODY)[-1][0] == "total"
    assert _columns(("구분", "2024년까지", *YEARS), BODY)[0][0] == "prior"
    assert _columns(("구분", "2026", "2027", "2027년까지"), BODY[:4])[-1][0] == "note"  # 2025 may be in it


def test_a_word_for_what_was_before_stands_over_its_year() -> None:
    head = ("구분", "기존", "1단계", "2단계"), ("구분", "(2024)", "(2025~2026)", "(2027)")
    assert [one[:2] for one in _columns(*head, BODY[:4])] == [("prior", 2024), ("range", 2025), ("year", 2027)]


@pytest.mark.parametrize("parts", [("1Q", "2Q"), ("Q1", "Q2"), ("1/4", "2/4"), ("Ⅰ/4", "Ⅱ/4"), ("1분기", "2분기")])
def test_quarters_under_a_year_are_parts_of_it(parts: tuple[str, str]) -> None:
    over, *rows = table_grid(
        (("구분", "2025", "2025", "2026", "2026"), ("구분", *parts, *parts), ("공모", "■", "", "", "■"))
    )
    merged = [over[0], over[1], over[1], over[3], over[3]]
    head = read_head((merged, [over[0], *rows[0][1:]], rows[1]), SPAN)
    assert head is not None
    assert (head.rows, [column.state for column in head.columns[1:]]) == (2, ["part"] * 4)


def test_the_month_of_a_row_with_a_name_is_a_remark() -> None:
    held = (("축제", "때", *YEARS), ("달집축제", "2월", "1", "2", "3"), ("국화축제", "10월", "4", "5", "6"))
    assert _columns(*held)[0][0] == "note"
    months = (("축제", "때", *YEARS), ("달집축제", "2월", "1", "2", "3"), ("달집축제", "10월", "4", "5", "6"))
    assert _columns(*months)[0][0] == "label"


def test_a_second_row_of_years_in_a_card_begins_a_table_of_its_own() -> None:
    words = (
        ("목표(명)", *YEARS),
        ("목표(명)", "10", "20", "30"),
        ("소요예산(백만원)", *YEARS),
        ("소요예산(백만원)", "1", "2", "3"),
    )
    rows = table_grid(words)
    grid = [[rows[number - number % 2][0], *row[1:]] for number, row in enumerate(rows)]
    head = read_head(grid, SPAN)
    assert head is not None
    assert [len(band) for band in bands_of(grid, head, SPAN, None)] == [2, 2]


def _read(folder: Path, title: str, words: Words) -> ExtractedPlan:
    plan = (("구분", *YEARS), BODY[:4])
    parts = ("나루시 쉼터 기본계획(2025~2027)", hwpx_grid(plan), title, hwpx_grid(words))
    path = folder / "plan.hwpx"
    path.write_bytes(hwpx_bytes(hwpx_section(*map(hwpx_paragraph, parts))))
    return read_tables(path)


UNREAD = (("구분", "2027", "2025", "2026"), ("쉼터 이용자(명)", "10", "20", "30"))


@pytest.mark.parametrize(("title", "told"), [("□ 이용자 수", 1), ("□ 추진실적", 0), ("□ 타 지자체 사례", 0)])
def test_years_of_the_plan_with_amounts_under_no_head_are_told(title: str, told: int, tmp_path: Path) -> None:
    damage = _read(tmp_path, title, UNREAD).damage
    assert [part.rule for part in damage] == ["table-not-understood"] * told


@pytest.mark.parametrize(
    "words",
    [
        (("구분", "2019", "2017", "2018"), ("쉼터 이용자(명)", "10", "20", "30")),
        (("구분", "2027", "2025", "2026"), ("쉼터 짓기", "●", "●", "●")),
        (("연혁", "내용"), ("2025", "위원회를 둠"), ("2027", "조례를 만듦")),
    ],
)
def test_other_years_and_words_under_them_are_not(words: Words, tmp_path: Path) -> None:
    assert _read(tmp_path, "□ 쉼터", words).damage == ()
