"""Kinds of year tables that other tables of the document tell: one like a plan, of after it, an older version."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongpyo.pipeline import interpret, read_tables
from output.tables.rows import rows_of
from plan.records.printed import ExtractedPlan
from tests.conftest import hwpx_bytes, hwpx_grid, hwpx_paragraph, hwpx_section
from tests.extract.outline.written import WITH_TABLES, read_as

GOALS = [["과제명", "단위", "2026년", "2027년"], ["쉼터 넓히기", "곳", "8", "9"]]
OTHERS = [["과제명", "단위", "2026년", "2027년"], ["낡은 길 고치기", "건", "3", "4"]]
NAMED = [["과제명", "내용", "2026년", "2027년"], ["낡은 길 고치기", "건", "3", "4"]]
BUILT = [["구분", "2026", "2027"], ["사업비(백만원)", "10", "20"]]
RUN = [["구분", "2028", "2029"], ["운영지출(천원)", "30", "40"]]
AHEAD = [["구분", "2027", "2028"], ["운영지출(천원)", "30", "40"]]


def _read(tmp_path: Path, *blocks: str | list[list[str]]) -> ExtractedPlan:
    texts = [hwpx_paragraph(block if isinstance(block, str) else hwpx_grid(block)) for block in blocks]
    path = tmp_path / "plan.hwpx"
    path.write_bytes(hwpx_bytes(hwpx_section(*texts)))
    return read_tables(path)


def _kinds(extracted: ExtractedPlan) -> list[tuple[str, str]]:
    return [(table.kind, table.kind_rule) for table in extracted.year_tables]


@pytest.mark.parametrize(
    ("heading", "rows", "told"),
    [
        ("[전략 2] 안전한 길", OTHERS, ("plan", "like-a-plan")),
        ("[전략 2] 안전한 길", NAMED, ("unclear", "no-evidence")),
        ("Ⅱ. 안전한 길", OTHERS, ("unclear", "no-evidence")),
    ],
)
def test_a_table_under_a_heading_beside_that_of_a_plan_with_its_head_is_one(
    heading: str, rows: list[list[str]], told: tuple[str, str], tmp_path: Path
) -> None:
    lines = ("가온시설공단 중장기 살림(2026~2027)", "Ⅰ. 전략과제", "[전략 1] 쉼터 목표", "□ 연차별 목표", GOALS)
    assert _kinds(_read(tmp_path, *lines, heading, rows)) == [("plan", "titled-as-plan"), told]


@pytest.mark.parametrize(
    ("title", "rows", "told"),
    [
        ("2. 운영관리 계획", RUN, ("other", "after-the-plan")),
        ("2. 사후관리 계획", RUN, ("other", "after-the-plan")),
        ("2. 운영관리 계획", AHEAD, ("plan", "titled-as-plan")),
        ("2. 숲 넓히기 계획", RUN, ("plan", "titled-as-plan")),
    ],
)
@pytest.mark.parametrize("document", ["가온시 숲 조성 기본계획(2026~2027)", "가온시 숲 조성 기본계획"])
def test_what_it_takes_to_run_what_was_built_is_no_plan_behind_its_years(
    document: str, title: str, rows: list[list[str]], told: tuple[str, str], tmp_path: Path
) -> None:
    extracted = _read(tmp_path, document, "2025. 10.", "1. 숲 조성 투자계획", BUILT, title, rows)
    assert _kinds(extracted)[1] == told
    names = {found.rule for found in interpret(extracted).findings}
    assert ("tables-not-ours" in names) == (told[1] == "after-the-plan")


VERSIONS = [("□ 당초", "□ 변경"), ("○ 변경 전", "○ 변경 후"), ("<당초 계획>", "<변경 계획>")]
VERSIONS += [("○ 연차별 계획(당초)", "○ 연차별 계획(변경)"), ("당초 연차별 계획", "변경 연차별 계획")]


def _costs(first: int, label: str = "사업비(백만원)") -> list[list[str]]:
    return [["구분", "2025년", "2026년", "2027년"], [label, *map(str, range(first, first + 3))]]


@pytest.mark.parametrize("form", WITH_TABLES)
@pytest.mark.parametrize(("one", "other"), VERSIONS)
def test_of_two_versions_in_two_tables_the_later_is_the_plan(one: str, other: str, form: str, tmp_path: Path) -> None:
    extracted = read_as(form, tmp_path, "1. 쉼터 조성", one, _costs(45), other, _costs(55))
    assert _kinds(extracted)[0] == ("comparison", "older-version")
    plan = interpret(extracted)
    assert [str(row["amount"]) for row in rows_of(plan, "budgets")] == ["55", "56", "57"]
    assert {row["program_name"] for row in rows_of(plan, "budgets")} == {"쉼터 조성"}
    assert [found.rule for found in plan.findings] == ["version-replaced"]


@pytest.mark.parametrize(
    "blocks",
    [
        ("□ 당초", _costs(45), "□ 변경", _costs(55, "운영비(백만원)")),  # of other rows
        ("□ 노선 조정", _costs(45), "□ 노선 변경", _costs(55)),  # things that are counted
        ("□ 당초", _costs(45), "2. 길 정비", "□ 변경", _costs(55)),  # of another programme
    ],
)
def test_tables_of_something_else_replace_none(blocks: tuple[str | list[list[str]], ...], tmp_path: Path) -> None:
    assert ("comparison", "older-version") not in _kinds(read_as("hwpx", tmp_path, "1. 쉼터 조성", *blocks))
