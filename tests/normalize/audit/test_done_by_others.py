"""A row that its own column gives to another body is told; the document's own place and its offices are not."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongpyo.pipeline import interpret
from plan.records.meaning import Finding
from tests.extract.outline.written import WITH_TABLES, read_as


def _told(form: str, tmp_path: Path, head: str, *doers: str) -> list[Finding]:
    rows = [[f"길 {at} 넓히기", doer, f"1{at}", f"2{at}", f"3{at}"] for at, doer in enumerate(doers, start=1)]
    grid = [["사업명", head, "2026", "2027", "2028"], *rows]
    extracted = read_as(form, tmp_path, "1. 길 넓히기", "□ 연차별 투자계획", "(단위: 억원)", grid)
    return [found for found in interpret(extracted).findings if found.rule == "done-by-others"]


@pytest.mark.parametrize("form", WITH_TABLES)
def test_rows_that_another_body_does_are_told(form: str, tmp_path: Path) -> None:
    told = _told(form, tmp_path, "시행주체", "가온시", "국가철도공단", "교육청")
    assert [found.actual for found in told] == ["국가철도공단", "교육청"]


@pytest.mark.parametrize(
    ("head", "doers"),
    [
        ("시행주체", ("가온시", "가온시설공단")),
        ("시행청", ("가온시청", "도로과")),
        ("주관부서", ("도로과", "교육청")),
        ("시행주체", ("가온시", "민간")),
    ],
)
def test_the_own_body_and_its_offices_are_not(head: str, doers: tuple[str, ...], tmp_path: Path) -> None:
    assert _told("hwpx", tmp_path, head, *doers) == []


@pytest.mark.parametrize(
    ("first", "second", "told"),
    [("국가", "가온시", ["국가"]), ("전국", "가온시", ["전국"]), ("국가", "공공", []), ("민간", "가온시", [])],
)
def test_a_goal_of_the_nation_beside_the_own_one_is_told(
    first: str, second: str, told: list[str], tmp_path: Path
) -> None:
    head = ["성과지표", "2025", "2026", "2027"]
    rows = [head, [f"{first} 재활용률(%)", "31", "32", "33"], [f"{second} 재활용률(%)", "41", "42", "43"]]
    plan = interpret(read_as("hwpx", tmp_path, "1. 다시 쓰기", "□ 연차별 목표", rows))
    assert [found.actual for found in plan.findings if found.rule == "done-by-others"] == told
