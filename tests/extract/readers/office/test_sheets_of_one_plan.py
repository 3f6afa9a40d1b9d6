"""Several sheets of one workbook: each is a part of its own, headed by its name or by its first line."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.readers.read import read_document
from gongpyo.pipeline import read_plan
from plan.errors import PlanError
from plan.records.document import Paragraph
from plan.records.meaning import Plan
from tests.extract.readers.office.books import FORMS, Page, Typed, book

EVERY = pytest.mark.parametrize("form", FORMS)
HEAD = ("구분", "계", "2025", "2026", "2027")
ROW = ("나무 심기(그루)", "60", "10", "20", "30")
GOALS = ("성과지표", "단위", "2025년", "2026년", "2027년")
SUMS = ("재원", "합계", "2025년", "2026년", "2027년")
TITLE = "가온시 청년 시행계획(2025~2027)"
UNIT = ("(단위: 백만원)",)


def _written(form: str, pages: dict[str, Page], tmp_path: Path) -> Path:
    path = tmp_path / f"plan.{form}"
    path.write_bytes(book(form, pages))
    return path


def _plan(form: str, pages: dict[str, Page], tmp_path: Path) -> Plan:
    return read_plan(_written(form, pages, tmp_path))


def _lines(form: str, pages: dict[str, Page], tmp_path: Path) -> list[tuple[str, int]]:
    blocks = read_document(_written(form, pages, tmp_path)).blocks
    return [(block.text, block.outline) for block in blocks if isinstance(block, Paragraph)]


@EVERY
def test_a_first_line_that_is_the_name_of_its_sheet_is_the_heading(form: str, tmp_path: Path) -> None:
    pages = {"숲": Page((("1. 숲",), HEAD, ROW)), "투자계획": Page((("가온시 투자계획",), HEAD, ROW))}
    assert _lines(form, pages, tmp_path) == [("1. 숲", 1), ("투자계획", 1), ("가온시 투자계획", 0)]


@EVERY
def test_the_name_of_the_only_sheet_is_not_said_again(form: str, tmp_path: Path) -> None:
    pages = {"투자계획": Page((("가온시 투자계획",), HEAD, ROW))}
    assert _lines(form, pages, tmp_path) == [("가온시 투자계획", 0)]


def _owners(form: str, pages: dict[str, Page], tmp_path: Path) -> set[tuple[str, str]]:
    """The rows of a workbook with the names of their programmes."""
    plan = _plan(form, pages, tmp_path)
    names = {node.no: node.name for node in plan.programs}
    return {(names[one.program_no], one.name) for one in plan.indicators}


def _goals(name: str) -> tuple[str, ...]:
    return (name, "명", "10", "20", "30")


@EVERY
@pytest.mark.parametrize("line", ["{}", "{} 연차별 투자계획", "연차별 투자계획", "2. {} 연차별 투자계획"])
def test_each_sheet_with_a_name_heads_its_own_tables(line: str, form: str, tmp_path: Path) -> None:
    rows = {"가람구": "나무 심기", "나래구": "물길 잇기", "다솜구": "돌담 쌓기"}
    pages = {
        name: Page(((line.format(name),), ("연차별 목표",), GOALS, _goals(row), _goals("둘레길 걷기")))
        for name, row in rows.items()
    }
    wanted = {(name, one) for name, row in rows.items() for one in (row, "둘레길 걷기")}
    assert _owners(form, pages, tmp_path) == wanted


@EVERY
@pytest.mark.parametrize("line", ["{}/연차별 목표", "{} 연차별 목표", "{} 투자계획(2025~2027)", "2. {} 연차별 목표"])
@pytest.mark.parametrize("sheet", ["Sheet{}", "표{}", "서식 {}", "{}"])
def test_sheets_that_nobody_named_are_told_apart_by_their_first_lines(
    sheet: str, line: str, form: str, tmp_path: Path
) -> None:
    names = ("물길 정비", "쉼터 조성", "장터 운영")
    pages = {
        sheet.format(number): Page(
            (*((said,) for said in line.format(name).split("/")), GOALS, _goals("이용자"), _goals("참여자"))
        )
        for number, name in enumerate(names, 1)
    }
    assert _owners(form, pages, tmp_path) == {(name, one) for name in names for one in ("이용자", "참여자")}


@EVERY
def test_the_title_over_every_sheet_is_that_of_the_plan(form: str, tmp_path: Path) -> None:
    names = ("물길 정비", "쉼터 조성")
    pages = {
        f"Sheet{number}": Page((("가온시 하천 시행계획(2025~2027)",), (name,), GOALS, _goals("이용자")))
        for number, name in enumerate(names, 1)
    }
    assert _owners(form, pages, tmp_path) == {(name, "이용자") for name in names}
    assert not [found for found in _plan(form, pages, tmp_path).findings if found.rule.startswith("title")]


@EVERY
def test_the_first_line_of_one_sheet_of_several_is_no_certain_title(form: str, tmp_path: Path) -> None:
    pages = {
        name: Page(((f"{name} 연차별 투자계획",), GOALS, _goals("이용자"), _goals("참여자")))
        for name in ("가람구", "나래구")
    }
    plan = _plan(form, pages, tmp_path)
    assert "title-uncertain" in {found.rule for found in plan.findings}


def _detailed(marks: tuple[str, str]) -> Page:
    rows = [(f"{mark} {name}", row) for mark, name, row in zip(marks, ("쉼터 조성", "장터 운영"), "나다", strict=True)]
    return Page(((TITLE,), (), *(line for name, row in rows for line in ((name,), GOALS, _goals(row), ()))))


@EVERY
@pytest.mark.parametrize("marks", [("1-1-1", "1-1-2"), ("1.", "2."), ("□", "□")])
def test_no_heading_reaches_over_the_next_sheet_with_a_name(marks: tuple[str, str], form: str, tmp_path: Path) -> None:
    sums = Page((("연차별 투자계획",), UNIT, SUMS, ("국비", "60", "10", "20", "30")))
    owners = _owners(form, {"세부": _detailed(marks), "예산": sums}, tmp_path)
    assert owners == {("쉼터 조성", "나"), ("장터 운영", "다"), (TITLE, "국비")}


@EVERY
def test_a_heading_that_reaches_over_a_sheet_that_nobody_named_is_told(form: str, tmp_path: Path) -> None:
    sums = Page((("연차별 투자계획",), UNIT, SUMS, ("국비", "60", "10", "20", "30")))
    plan = _plan(form, {"Sheet1": _detailed(("1.", "2.")), "Sheet2": sums}, tmp_path)
    (told,) = [found for found in plan.findings if found.rule == "heading-out-of-line"]
    assert "stands on a sheet before it" in told.message_en


@EVERY
def test_a_sheet_named_for_who_pays_is_no_programme(form: str, tmp_path: Path) -> None:
    head = ("사업명", "합계", "2025년", "2026년", "2027년")
    amounts = {"국비": ("쉼터 조성", "60", "10", "20", "30"), "시비": ("쉼터 조성", "30", "10", "10", "10")}
    pages = {name: Page(((TITLE,), UNIT, head, row)) for name, row in amounts.items()}
    plan = _plan(form, pages, tmp_path)
    assert not {node.name for node in plan.programs} & {"국비", "시비"}
    assert "series-twice" in {found.rule for found in plan.findings}


@EVERY
def test_a_sheet_named_for_a_field_of_the_budget_is_no_chapter_on_the_state_of_things(
    form: str, tmp_path: Path
) -> None:
    pages = {
        name: Page(((TITLE,), (f"{name} 분야",), UNIT, SUMS, (f"{name}센터", "60", "10", "20", "30")))
        for name in ("환경", "복지")
    }
    assert len(_plan(form, pages, tmp_path).observations) == 8


@EVERY
@pytest.mark.parametrize("name", ["1-1-1 {:.4}", "1-1-1 {}", "{:.31}"])
def test_a_name_that_is_cut_short_is_that_of_the_first_line(name: str, form: str, tmp_path: Path) -> None:
    said = "나무와 숲길을 함께 돌보는 온 마을 사람들의 모임 지원 사업 확대"
    line = f"1-1-1. {said}" if name.startswith("1") else said
    pages = {name.format(said): Page(((line,), GOALS, _goals("이용자"))), "투자계획": Page((UNIT, SUMS))}
    assert _lines(form, pages, tmp_path)[0] == (line, 1)


@EVERY
def test_a_programme_on_a_sheet_of_goals_and_on_one_of_budgets_is_one(form: str, tmp_path: Path) -> None:
    names = ("쉼터 조성", "장터 운영")
    goals = [line for number, name in enumerate(names, 1) for line in ((f"{number}. {name}",), GOALS, _goals("나"), ())]
    paid = ("국비(백만원)", "60", "10", "20", "30")
    sums = [line for number, name in enumerate(names, 1) for line in ((f"{number}. {name}",), SUMS, paid, ())]
    pages = {"목표": Page(((TITLE,), (), *goals)), "예산": Page(((TITLE,), (), *sums))}
    plan = _plan(form, pages, tmp_path)
    measures = {(one.program_no, one.measure) for one in plan.indicators}
    assert len({no for no, _ in measures}) == 2
    assert len(measures) == 4


@EVERY
def test_the_programme_in_a_form_on_each_sheet_is_no_certain_title(form: str, tmp_path: Path) -> None:
    pages = {
        name: Page(
            (
                (Typed("사업명", look="framed"), Typed(f"{name} 운영", look="framed")),
                (Typed("담당부서", look="framed"), Typed("복지과", look="framed")),
                (),
                ("연차별 목표",),
                GOALS,
                _goals("이용자"),
            )
        )
        for name in ("쉼터", "장터")
    }
    plan = _plan(form, pages, tmp_path)
    assert "title-uncertain" in {found.rule for found in plan.findings}


def _of_years(title: str, first: int) -> dict[str, Page]:
    """A sheet for each of two years, which nothing but its name and a line in it says."""
    head = ("노선명", "사업량(km)", "사업비", "국비", "비고")
    return {
        f"{year}년": Page(((title,), (f"□ {year}년도 사업",), UNIT, head, ("솔길", "1.5", "30", "10", "계속")))
        for year in (first, first + 1)
    }


@EVERY
def test_a_sheet_named_by_a_year_says_when_its_table_is(form: str, tmp_path: Path) -> None:
    plan = _plan(form, _of_years("가온시 도로 정비 연차별 투자계획", 2026), tmp_path)
    assert plan.profile.title == "가온시 도로 정비 연차별 투자계획"
    assert {(one.year, one.measure, one.printed) for one in plan.observations} == {
        (year, *value) for year in (2026, 2027) for value in (("target", "1.5"), ("budget", "30"), ("budget", "10"))
    }


@EVERY
@pytest.mark.parametrize(
    ("title", "first"),
    [("가온시 도로 정비 계획(2030~2032)", 2026), ("가온시 도로 대장", 2026), ("가온시 도로 정비 실적", 2026)],
)
def test_such_sheets_of_no_plan_or_before_it_are_no_plan(title: str, first: int, form: str, tmp_path: Path) -> None:
    with pytest.raises(PlanError):
        _plan(form, _of_years(title, first), tmp_path)
