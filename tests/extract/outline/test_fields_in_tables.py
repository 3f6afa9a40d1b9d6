"""A small table of a label and what it says stands below a heading and is none; one of a number and a name is one."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.outline.names import without_department
from gongpyo.pipeline import read_tables
from tests.conftest import hwpx_bytes, hwpx_grid, hwpx_paragraph, hwpx_section
from tests.extract.outline.written import WITH_TABLES, chains, goals, read_as

TITLE = "가온시 쉼터 조성계획(2026~2028)"
HEADS = ["구분", "2026", "2027", "2028"]


def _programs(tmp_path: Path, first: list[list[str]], second: list[list[str]]) -> list[str]:
    """The programmes of two year tables, each below a small table below a numbered heading."""
    blocks = [TITLE, "Ⅰ. 추진계획", "1. 쉼터 설치", first, "○ 연차별 계획", [HEADS, ["설치(개소)", "5", "6", "7"]]]
    blocks += ["2. 예절 교육", second, "○ 연차별 계획", [HEADS, ["교육(회)", "30", "40", "50"]]]
    path = tmp_path / "plan.hwpx"
    texts = [block if isinstance(block, str) else hwpx_grid(block) for block in blocks]
    path.write_bytes(hwpx_bytes(hwpx_section(*map(hwpx_paragraph, texts))))
    extracted = read_tables(path)
    names = {node.no: node.name for node in extracted.programs}
    return [names[table.program_no] for table in extracted.year_tables]


@pytest.mark.parametrize(
    ("label", "said"),
    [
        ("담당부서", "공원녹지과"),
        ("시행주체", "도시재생지원센터"),
        ("사업기간", "2026. 1. ~ 2028. 12."),
        ("위치", "은행동 12번지"),
        ("필요성", "수요 증가(31.2%)에 따른 갈등 해소"),
        ("비전", "누구나 쉬어 가는 도시"),
        ("성과목표", "2028년까지 쉼터 18개소 설치"),
    ],
)
@pytest.mark.parametrize("stacked", [False, True], ids=["beside", "below"])
def test_a_label_and_what_it_says_head_nothing(label: str, said: str, stacked: bool, tmp_path: Path) -> None:
    rows = [[label], [said]] if stacked else [[label, said]]
    assert _programs(tmp_path, rows, rows) == ["쉼터 설치", "예절 교육"]


def test_a_word_that_begins_two_such_tables_is_a_label_though_it_is_not_known(tmp_path: Path) -> None:
    first, second = [["바라는 모습", "쉬기 좋은 동네"]], [["바라는 모습", "배려하는 이웃"]]
    assert _programs(tmp_path, first, second) == ["쉼터 설치", "예절 교육"]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (["1-1", "그늘막 설치"], ["1-2", "그늘막 설치"]),
        (["그늘막 설치", "공원녹지과"], ["그늘막 설치", "공원녹지과"]),
        (["사업명", "그늘막 설치"], ["사업명", "그늘막 설치"]),
        (["세부과제", "그늘막 설치"], ["세부과제", "그늘막 설치"]),
    ],
)
def test_a_number_a_name_or_its_label_do_head_a_programme(first: list[str], second: list[str], tmp_path: Path) -> None:
    assert _programs(tmp_path, [first], [second]) == ["그늘막 설치", "그늘막 설치"]


@pytest.mark.parametrize("form", WITH_TABLES)
@pytest.mark.parametrize(
    "row",
    [
        ["담당부서", "공원녹지과", "사업기간", "2025 ~ 2027", "구분", "계속"],
        ["구분", "계속", "담당부서", "공원녹지과"],
        ["신규 여부", "신규", "사업기간", "2025 ~ 2027", "담당부서", "공원녹지과"],
        ["비고", "신규", "소관부서", "공원녹지과"],
        ["담당부서", "공원녹지과", "추진여건", "계속"],
        ["추진여건", "계속", "담당부서", "공원녹지과"],
        ["사업 상태", "계속"],
    ],
)
def test_a_row_of_labels_with_a_remark_heads_nothing(row: list[str], form: str, tmp_path: Path) -> None:
    first = ["1-1. 쉼터 설치", [row], "○ 연차별 목표", goals("설치", 5)]
    second = ["1-2. 예절 교육", [row], "○ 연차별 목표", goals("교육장", 30)]
    assert chains(read_as(form, tmp_path, "전략 1. 동네 가꾸기", *first, *second)) == [
        ("쉼터 설치", "동네 가꾸기"),
        ("예절 교육", "동네 가꾸기"),
    ]


@pytest.mark.parametrize("form", WITH_TABLES)
@pytest.mark.parametrize(
    ("first", "second"),
    [
        (["쉼터 설치", "신규", "담당부서", "공원녹지과"], ["예절 교육", "계속", "담당부서", "공원녹지과"]),
        (["담당부서", "공원녹지과", "1-1", "쉼터 설치"], ["담당부서", "공원녹지과", "1-2", "예절 교육"]),
        (["사업명", "쉼터 설치", "구분", "계속"], ["사업명", "예절 교육", "구분", "계속"]),
    ],
)
def test_a_row_with_a_name_and_a_remark_does(first: list[str], second: list[str], form: str, tmp_path: Path) -> None:
    blocks = [[first], "○ 연차별 목표", goals("설치", 5), [second], "○ 연차별 목표", goals("교육장", 30)]
    found = chains(read_as(form, tmp_path, "전략 1. 동네 가꾸기", *blocks))
    assert [chain[0] for chain in found] == ["쉼터 설치", "예절 교육"]


def test_an_office_behind_its_label_is_no_part_of_a_name() -> None:
    assert without_department("골목 간판 정비 담당부서 도시재생과") == ("골목 간판 정비", "도시재생과")
    assert without_department("관련부서 협의체 운영") == ("관련부서 협의체 운영", "")
