"""The name of a group goes on where a page cuts it off or a column prints it once; where it may not, that is told."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from fixtures.make.document import Block, Cell, Document, Paragraph, Table
from fixtures.make.hwp_file import hwp_file
from fixtures.make.hwpx_file import hwpx_file
from fixtures.make.pdf_file import pdf_file
from gongpyo.pipeline import read_plan
from plan.records.meaning import Plan

WRITERS: dict[str, Callable[[Document], bytes]] = {"hwpx": hwpx_file, "hwp": hwp_file, "pdf": pdf_file}
YEARS = (2026, 2027, 2028)
WIDTHS = (30.0, 30.0, 26.0, 26.0, 26.0)
UNIT = "(단위: 백만원)"
Group = tuple[str, Sequence[str]]
PROJECTS: Sequence[Group] = (("정수장", ("국비", "도비", "시비")), ("배수지", ("국비", "시비")))
PAYERS: Sequence[Group] = (("국비", ("정수장", "배수지", "송수관")), ("시비", ("가압장", "취수장")))
REST: Group = ("", ("도비", "시비"))


def _part(
    heads: tuple[str, str],
    groups: Sequence[Group],
    *,
    first: int,
    head: bool = True,
    merged: bool = True,
    new_page: bool = False,
) -> Table:
    """A table of groups; a blank place below a name is of the name's cell, or a cell of its own (not ``merged``)."""
    cells = [
        Cell(0, column, (text,), head=True) for column, text in enumerate((*heads, *(f"{year}년" for year in YEARS)))
    ]
    cells, row = (cells, 1) if head else ([], 0)
    for name, inner in groups:
        cells.append(Cell(row, 0, (name,), row_span=len(inner) if merged else 1))
        for at, label in enumerate(inner):
            if at and not merged:
                cells.append(Cell(row + at, 0, ("",)))
            values = (str(first + 10 * (row + at) + number) for number in range(len(YEARS)))
            cells += [Cell(row + at, column, (text,)) for column, text in enumerate((label, *values), 1)]
        row += len(inner)
    return Table(rows=row, cells=tuple(cells), widths=WIDTHS, head_rows=int(head), new_page=new_page)


def _plan(folder: Path, form: str, *blocks: Block) -> Plan:
    opening = (
        Paragraph("가온시 물길 고치기 계획(2026~2028)", "title"),
        Paragraph("1-1 시설 고치기", "section"),
        Paragraph("□ 투자계획", "box"),
        Paragraph(UNIT, "right"),
    )
    path = folder / f"plan.{form}"
    path.write_bytes(WRITERS[form](Document("가온시 물길 고치기 계획", ((*opening, *blocks),))))
    return read_plan(path)


def _labels(plan: Plan) -> list[str]:
    return [one.label_printed for one in plan.indicators]


def _rules(plan: Plan) -> set[str]:
    return {one.rule for one in plan.findings if one.severity != "info"}


@pytest.mark.parametrize("form", WRITERS)
@pytest.mark.parametrize("between", [(), (UNIT,), ("(계속)",)])
@pytest.mark.parametrize("head", [True, False])
def test_a_name_goes_on_over_a_page(form: str, between: Sequence[str], head: bool, tmp_path: Path) -> None:
    lines = [Paragraph(text, "right", new_page=not at) for at, text in enumerate(between)]
    plan = _plan(
        tmp_path,
        form,
        _part(("사업", "재원"), (("정수장", ("국비",)),), first=100),
        *lines,
        _part(("사업", "재원"), (REST, PROJECTS[1]), first=300, head=head, new_page=not between),
    )
    assert _labels(plan) == ["정수장 국비", "정수장 도비", "정수장 시비", "배수지 국비", "배수지 시비"]
    assert {one.unit for one in plan.indicators} == {"백만원"}
    assert not _rules(plan)


@pytest.mark.parametrize("form", WRITERS)
def test_who_pays_goes_on_over_a_page(form: str, tmp_path: Path) -> None:
    name, inner = PAYERS[0]
    plan = _plan(
        tmp_path,
        form,
        _part(("재원", "사업"), ((name, inner[:2]),), first=100),
        _part(("재원", "사업"), (("", inner[2:]), PAYERS[1]), first=300, new_page=True),
    )
    assert [one.funding_source_name for one in plan.indicators] == ["국비", "국비", "국비", "시비", "시비"]
    assert not _rules(plan)


@pytest.mark.parametrize("form", WRITERS)
@pytest.mark.parametrize("name", ["정수장(계속)", "정수장 <계 속>", "정수장"])
def test_a_name_that_is_printed_again_is_that_name(form: str, name: str, tmp_path: Path) -> None:
    plan = _plan(
        tmp_path,
        form,
        _part(("사업", "재원"), (("정수장", ("국비",)),), first=100),
        Paragraph("(계속)", "right", new_page=True),
        _part(("사업", "재원"), ((name, REST[1]), PROJECTS[1]), first=300),
    )
    assert _labels(plan) == ["정수장 국비", "정수장 도비", "정수장 시비", "배수지 국비", "배수지 시비"]
    assert not _rules(plan)


@pytest.mark.parametrize("form", WRITERS)
@pytest.mark.parametrize(("heads", "groups"), [(("사업", "재원"), PROJECTS), (("재원", "사업"), PAYERS)])
def test_a_name_that_is_printed_once_names_the_blank_places_below(
    form: str, heads: tuple[str, str], groups: Sequence[Group], tmp_path: Path
) -> None:
    plan = _plan(tmp_path, form, _part(heads, groups, first=100, merged=False))
    assert _labels(plan) == [f"{name} {label}" for name, inner in groups for label in inner]
    assert not _rules(plan)


@pytest.mark.parametrize("form", WRITERS)
def test_a_blank_place_of_another_group_is_told(form: str, tmp_path: Path) -> None:
    heads, above, below = ("사업", "재원"), ("정수장", ("국비", "시비")), (("", ("국비", "시비")), PROJECTS[1])
    plan = _plan(tmp_path, form, _part(heads, (above,), first=100), _part(heads, below, first=300, new_page=True))
    assert _labels(plan) == ["정수장 국비", "정수장 시비", "국비", "시비", "배수지 국비", "배수지 시비"]
    (told,) = [one for one in plan.findings if one.rule == "name-blank"]
    assert told.difference == "2"


@pytest.mark.parametrize("form", WRITERS)
def test_a_blank_place_behind_a_sentence_is_told(form: str, tmp_path: Path) -> None:
    heads = ("사업", "재원")
    plan = _plan(
        tmp_path,
        form,
        _part(heads, (("정수장", ("국비", "시비")),), first=100),
        Paragraph("위에 이어 나머지 사업은 아래와 같다.", "plain"),
        _part(heads, (("", ("도비",)), PROJECTS[1]), first=300),
    )
    assert "name-blank" in _rules(plan)


@pytest.mark.parametrize("form", WRITERS)
def test_one_blank_place_among_merged_names_is_told(form: str, tmp_path: Path) -> None:
    groups = (*PROJECTS, ("", ("예비비",)))
    plan = _plan(tmp_path, form, _part(("사업", "재원"), groups, first=100))
    assert _labels(plan)[-1] == "예비비"
    assert "name-blank" in _rules(plan)


@pytest.mark.parametrize("form", WRITERS)
def test_the_sum_of_all_at_the_foot_is_of_no_group(form: str, tmp_path: Path) -> None:
    groups = (("정수장", ("국비", "시비")), ("배수지", ("국비", "시비")), ("", ("합계",)))
    plan = _plan(tmp_path, form, _part(("사업", "재원"), groups, first=100, merged=False))
    assert _labels(plan)[-1] == "합계"


@pytest.mark.parametrize("form", WRITERS)
@pytest.mark.parametrize("more", [(), ("민자",)])
def test_the_rest_behind_the_last_of_like_groups_is_of_none(form: str, more: tuple[str, ...], tmp_path: Path) -> None:
    works = ("보상", "공사", *more)
    groups = (("정수장", works[:2]), ("배수지", works), ("", ("기타 시설",)))
    plan = _plan(tmp_path, form, _part(("시설", "구분"), groups, first=100, merged=False))
    assert _labels(plan)[-2:] == [f"배수지 {works[-1]}", "기타 시설"]
    assert "name-blank" in _rules(plan)


def test_the_rest_of_a_group_that_is_not_the_last_is_its_own(tmp_path: Path) -> None:
    works = ("보상", "공사")
    groups = (("정수장", works), ("배수지", (*works, "기타 시설")), ("송수관", works))
    plan = _plan(tmp_path, "hwpx", _part(("시설", "구분"), groups, first=100, merged=False))
    assert "배수지 기타 시설" in _labels(plan)
    assert "name-blank" not in _rules(plan)


@pytest.mark.parametrize("form", WRITERS)
@pytest.mark.parametrize("merged", [True, False])
def test_a_sum_of_several_programmes_is_of_none_of_them(form: str, merged: bool, tmp_path: Path) -> None:
    payers = ("국비", "시비")
    groups = (("정수장 정비", payers), ("배수지 정비", payers), ("", ("상류 소계",)), ("송수관 정비", payers))
    heads, others = ("사업명", "재원"), (("보도 정비", payers), ("도로 포장", payers))
    plan = _plan(
        tmp_path,
        form,
        _part(heads, (*groups, ("", ("국비 합계",))), first=100, merged=merged),
        Paragraph("1-2 길 고치기", "section"),
        Paragraph("□ 투자계획", "box"),
        Paragraph(UNIT, "right"),
        _part(heads, others, first=300, merged=merged),
    )
    names = {node.no: node.name for node in plan.programs}
    of = {one.label_printed: names[one.program_no] for one in plan.indicators}
    assert (of["상류 소계"], of["국비 합계"]) == ("시설 고치기", "시설 고치기")
    assert {"정수장 정비", "배수지 정비", "송수관 정비"} <= {names[one.program_no] for one in plan.indicators}
    assert "name-blank" in _rules(plan)


@pytest.mark.parametrize("form", WRITERS)
@pytest.mark.parametrize("head", [True, False])
def test_two_names_go_on_over_a_page(form: str, head: bool, tmp_path: Path) -> None:
    widths = (24.0, 24.0, 24.0, 26.0, 26.0, 26.0)
    heads = [
        Cell(0, at, (text,), head=True) for at, text in enumerate(("전략", "사업", "재원", "2026", "2027", "2028"))
    ]

    def rows(top: int, names: Sequence[tuple[str, int, int]], payers: Sequence[str], first: int) -> list[Cell]:
        """The cells of rows: names with their column and rows, who pays, and the values."""
        reach = [0, 0]
        cells = []
        for name, column, span in names:
            cells.append(Cell(top + reach[column], column, (name,), row_span=span))
            reach[column] += span
        for at, payer in enumerate(payers):
            values = (str(first + 10 * at + number) for number in range(len(YEARS)))
            cells += [Cell(top + at, column, (text,)) for column, text in enumerate((payer, *values), 2)]
        return cells

    top = int(head)
    above = (*heads, *rows(1, [("물길", 0, 1), ("정수장", 1, 1)], ["국비"], 100))
    below = rows(top, [("", 0, 3), ("", 1, 1), ("배수지", 1, 2)], ["시비", "국비", "시비"], 300)
    plan = _plan(
        tmp_path,
        form,
        Table(rows=2, cells=above, widths=widths),
        Table(rows=top + 3, cells=(*(heads * top), *below), widths=widths, head_rows=top, new_page=True),
    )
    assert _labels(plan) == ["물길 정수장 국비", "물길 정수장 시비", "물길 배수지 국비", "물길 배수지 시비"]
    assert not _rules(plan)


def test_a_label_that_reaches_down_from_the_head_is_not_blank(tmp_path: Path) -> None:
    path = tmp_path / "plan.hwpx"
    cells = [Cell(0, 0, ("구분",), row_span=2), Cell(2, 0, ("쉼터(개소)",))]
    cells += [Cell(row, 1 + at, (str(100 * row + at),)) for row in (1, 2) for at in range(3)]
    cells += [Cell(0, 1 + at, (f"{year}년",)) for at, year in enumerate(YEARS)]
    table = Table(rows=3, cells=tuple(cells), widths=(30.0, 26.0, 26.0, 26.0))
    opening = (Paragraph("가온시 물길 고치기 계획(2026~2028)", "title"), Paragraph("□ 강좌 수(회)", "box"))
    path.write_bytes(hwpx_file(Document("가온시 물길 고치기 계획", ((*opening, table),))))
    assert "name-blank" not in _rules(read_plan(path))


def test_it_is_told_why(tmp_path: Path) -> None:
    path = tmp_path / "plan.hwpx"
    table = _part(("사업", "재원"), PROJECTS, first=100, merged=False)
    opening = (Paragraph("가온시 물길 고치기 계획(2026~2028)", "title"), Paragraph("□ 투자계획", "box"))
    path.write_bytes(hwpx_file(Document("가온시 물길 고치기 계획", ((*opening, table),))))
    command = [sys.executable, "-m", "gongpyo", "why", str(path), "--table", "0", "--row", "2", "--column", "0"]
    said = subprocess.run([*command, "--lang", "en"], capture_output=True, encoding="utf-8", check=True).stdout
    assert "'정수장'" in said
    assert "those below of its group" in said


@pytest.mark.parametrize("form", WRITERS)
@pytest.mark.parametrize("total", ["합계", "국비 합계", "총사업비"])
def test_a_total_behind_the_groups_is_of_none_of_them(form: str, total: str, tmp_path: Path) -> None:
    groups = (*PROJECTS, ("송수관", ("국비", "도비")), ("", (total,)))
    labels = _labels(_plan(tmp_path, form, _part(("사업", "재원"), groups, first=100, merged=False)))
    assert "송수관 도비" in labels
    assert not [label for label in labels if total in label and "송수관" in label]


@pytest.mark.parametrize("form", WRITERS)
@pytest.mark.parametrize(("rest", "label"), [("기타 사업", "기타 사업"), ("기타", "배수지 기타")])
def test_the_rest_of_something_behind_a_page_is_of_no_group_for_certain(
    form: str, rest: str, label: str, tmp_path: Path
) -> None:
    heads = ("구분", "내용")
    above = (("정수장", ("고치기", "넓히기")), ("배수지", ("청소", "넓히기")))
    below = (("", (rest,)), ("송수관", ("바꾸기",)))
    plan = _plan(tmp_path, form, _part(heads, above, first=100), _part(heads, below, first=300, new_page=True))
    assert _labels(plan)[4] == label
    assert ("name-blank" in _rules(plan)) == (rest != "기타")
