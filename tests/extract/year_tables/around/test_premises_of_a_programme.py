"""What a programme reckons with is no goal of it, and its caption no programme: 대상 인구, 산출기초, 등록대수."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.extract.outline.written import WITH_TABLES, chains, goals, read_as

HEAD = ["구분", "2025", "2026", "2027"]


@pytest.mark.parametrize("form", WITH_TABLES)
@pytest.mark.parametrize("mark", ["□ ", "가. "])
@pytest.mark.parametrize(
    ("title", "row"),
    [
        ("대상 인구", ["65~74세 인구(명)", "41,300", "42,900", "44,700"]),
        ("대상자 수", ["보행상 장애인(명)", "9,110", "9,230", "9,350"]),
        ("버스 등록대수", ["시내버스(대)", "412", "412", "415"]),
        ("교육 수요", ["교육 희망자(명)", "61", "66", "72"]),
        ("산출기초", ["개소당 단가(천원)", "8,000", "8,200", "8,400"]),
        ("연도별 치매 추정환자 수", ["추정 환자(명)", "7,410", "7,730", "8,080"]),
    ],
)
def test_a_premise_is_no_goal(title: str, row: list[str], mark: str, form: str, tmp_path: Path) -> None:
    second = "나. 도입 계획" if mark == "가. " else "□ 연차별 목표"
    blocks = ["Ⅰ. 추진과제", "1. 쉼터 넓히기", f"{mark}{title}", [HEAD, row], second, goals("쉼터", 5)]
    found = read_as(form, tmp_path, *blocks, "2. 길 넓히기", "□ 연차별 목표", goals("길", 8))
    assert [table.kind == "plan" for table in found.year_tables] == [False, True, True]
    assert [chain[0] for chain in chains(found)] == ["쉼터 넓히기", "길 넓히기"]


@pytest.mark.parametrize("form", WITH_TABLES)
@pytest.mark.parametrize("title", ["지원 대상자 수 목표", "재정 수요", "연도별 지원 인원", "산출기초"])
def test_what_plans_stays_a_plan(title: str, form: str, tmp_path: Path) -> None:
    row = ["시비(백만원)", "61", "66", "72"]
    found = read_as(form, tmp_path, "Ⅰ. 추진과제", "1. 쉼터 넓히기", f"□ {title}", [HEAD, row])
    assert [table.kind for table in found.year_tables] == ["plan"]
