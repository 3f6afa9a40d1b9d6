"""Brackets at an end of a name: a state (신규), a ministry; a name with them and one without are one programme."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.outline.names import is_office, says_state, without_department, without_remark
from plan.records.printed import ExtractedPlan
from tests.extract.outline.written import WITH_TABLES, WRITERS, Rows, chains, goals, read_as

MARKS = ("1-1. {}", "① {}", "1) {}", "가. {}", "1. {}")
YEARS = ["2025년", "2026년", "2027년"]


def _pages(first: str, second: str) -> list[str | Rows]:
    return ["Ⅰ. 추진과제", first, "○ 연차별 목표", goals("쉼터", 5), second, "○ 연차별 목표", goals("교육장", 30)]


def _rows_of(*names: str) -> list[str | Rows]:
    rows = [[name, *(str(10 * at + year) for year in range(1, 4))] for at, name in enumerate(names, 1)]
    return ["Ⅱ. 투자계획", "○ 과제별 투자계획 (단위: 억원)", [["추진과제", *YEARS], *rows]]


def _named_rows(extracted: ExtractedPlan) -> list[str]:
    """The programmes of the rows of the last table."""
    names = {node.no: node.name for node in extracted.programs}
    return [names.get(no, "") for no in extracted.year_tables[-1].row_programs if no]


@pytest.mark.parametrize("form", WRITERS)
@pytest.mark.parametrize("mark", MARKS)
@pytest.mark.parametrize(
    ("printed", "name"), [("(가칭)샘터 쉼터 설치", "(가칭)샘터 쉼터 설치"), ("(신규) 샘터 설치", "샘터 설치")]
)
def test_a_heading_that_begins_with_a_state_is_a_programme(
    printed: str, name: str, mark: str, form: str, tmp_path: Path
) -> None:
    second = mark.translate(str.maketrans("1①가", "2②나")) if mark != "1-1. {}" else "1-2. {}"
    found = chains(read_as(form, tmp_path, *_pages(mark.format("길 정비"), second.format(printed))))
    assert [chain[0] for chain in found] == ["길 정비", name]


@pytest.mark.parametrize("said", ["가칭", "신규", "신규·공약", "계속", "완료", "재", "시범"])
def test_what_says_a_state(said: str) -> None:
    assert says_state(said)


@pytest.mark.parametrize("said", ["공시가격 제도 개편", "창작지원", "남부"])
def test_what_says_none(said: str) -> None:
    assert not says_state(said)


def test_a_remark_before_a_name_is_no_part_of_it() -> None:
    assert without_remark("(신규) 길 정비") == ("길 정비", True)
    assert without_remark("[계속] 길 정비") == ("길 정비", False)
    assert without_remark("(가칭)샘터 쉼터") == ("(가칭)샘터 쉼터", False)


@pytest.mark.parametrize("form", WITH_TABLES)
@pytest.mark.parametrize(
    ("heading", "row", "name"),
    [
        ("1-1 길 정비 (행안부)", "1-1. 길 정비", "길 정비"),
        ("1-1 길 정비 (확대)", "1-1. 길 정비", "길 정비 (확대)"),
        ("1-1 길 정비", "길 정비(확대)", "길 정비"),
        ("1-1 길 정비", "(신규) 길 정비", "길 정비"),
        ("1-1 (가칭)샘터 길 정비", "샘터 길 정비", "(가칭)샘터 길 정비"),
        ("1-1 길 정비(30개 노선)", "1-1. 길 정비", "길 정비(30개 노선)"),
    ],
)
def test_a_row_is_of_the_heading_that_says_more_or_less_in_brackets(
    heading: str, row: str, name: str, form: str, tmp_path: Path
) -> None:
    blocks = [*_pages(heading, "1-2 예절 교육"), *_rows_of(row, "1-2. 예절 교육")]
    assert _named_rows(read_as(form, tmp_path, *blocks)) == [name, "예절 교육"]


@pytest.mark.parametrize(
    ("heading", "rows"),
    [
        ("1-1 길 정비", ["길 정비(보조)", "길 정비(자체)"]),  # two of one name: neither is it
        ("1-1 길 정비(동부권역)", ["길 정비(서부권역)", "숲 조성"]),
        ("1-1 길 정비(동부권역)", ["길 정비", "숲 조성"]),  # no number, and no state
    ],
)
def test_a_row_of_another_place_or_kind_is_one_of_its_own(heading: str, rows: list[str], tmp_path: Path) -> None:
    blocks = [*_pages(heading, "1-2 예절 교육"), *_rows_of(*rows)]
    assert _named_rows(read_as("hwpx", tmp_path, *blocks)) == rows


@pytest.mark.parametrize("form", WITH_TABLES)
def test_two_headings_told_apart_by_their_remarks_keep_them(form: str, tmp_path: Path) -> None:
    found = chains(read_as(form, tmp_path, *_pages("1-1 길 정비(보조)", "1-2 길 정비(자체)")))
    assert [chain[0] for chain in found] == ["길 정비(보조)", "길 정비(자체)"]


@pytest.mark.parametrize(
    ("printed", "split"),
    [
        ("길 정비 (행안부)", ("길 정비", "행안부")),
        ("길 정비(행정안전부)", ("길 정비", "행정안전부")),
        ("길 정비 (국토부·행안부)", ("길 정비", "국토부·행안부")),
        ("길 정비 (담당: 시설운영부)", ("길 정비", "시설운영부")),
        ("길 정비 (북부)", ("길 정비 (북부)", "")),
        ("길 정비 (동부권역 외부)", ("길 정비 (동부권역 외부)", "")),
    ],
)
def test_a_ministry_in_brackets_behind_a_name_is_its_office(printed: str, split: tuple[str, str]) -> None:
    assert without_department(printed) == split


def test_what_ends_as_an_office_only_behind_a_label() -> None:
    assert is_office("시설운영부", is_labelled=True) and not is_office("시설운영부")
    assert not is_office("추진여부", is_labelled=True)
