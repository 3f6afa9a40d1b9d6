"""A note between a table and its title or the rest of it names nothing: it joins them, or what is left is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from normalize.plan import normalize_plan
from output.tables.rows import rows_of
from plan.errors import PlanError
from plan.records.meaning import Plan
from tests.extract.outline.written import WITH_TABLES, Given, read_as

TITLE = "가온시 물빛 기본계획(2025~2029)"
YEARS = ["2025년", "2026년", "2027년"]
HEAD = ["구분", *YEARS]
PART = [HEAD, ["쉼터 수(개소)", "4", "6", "8"], ["나무 심기(그루)", "110", "120", "130"]]
LATER = [["2028년", "2029년"], ["10", "12"], ["140", "150"]]
ABOVE = ("1. 둑길 쉼터 조성", "연차별 계획")
NOTES = ["※ 국비 확보 시 변동", "* 뒤의 두 해는 추정치", "주1) 추정치", "(앞 표에서 계속)"]


def _plan(form: str, tmp_path: Path, *blocks: Given) -> Plan:
    return normalize_plan(read_as(form, tmp_path, *ABOVE, *blocks, title=TITLE))


def _values(plan: Plan) -> dict[tuple[str, str], list[str]]:
    found: dict[tuple[str, str], list[str]] = {}
    for row in rows_of(plan, "targets"):
        found.setdefault((str(row["indicator_name"]), str(row["unit"])), []).append(f"{row['year']}:{row['value']}")
    return found


@pytest.mark.parametrize("form", WITH_TABLES)
@pytest.mark.parametrize("note", NOTES)
def test_the_next_years_behind_a_note_are_joined(note: str, form: str, tmp_path: Path) -> None:
    plan = _plan(form, tmp_path, PART, note, LATER)
    assert _values(plan) == {
        ("쉼터 수", "개소"): ["2025:4", "2026:6", "2027:8", "2028:10", "2029:12"],
        ("나무 심기", "그루"): ["2025:110", "2026:120", "2027:130", "2028:140", "2029:150"],
    }
    assert not plan.findings


@pytest.mark.parametrize("note", NOTES)
def test_rows_without_names_that_fit_nowhere_are_told(note: str, tmp_path: Path) -> None:
    plan = _plan("hwpx", tmp_path, PART, note, [*LATER, ["20", "21"]])
    assert {name for name, _ in _values(plan)} == {"쉼터 수", "나무 심기"}
    assert [found.rule for found in plan.findings] == ["table-not-understood"]


def test_a_table_of_nothing_but_rows_without_names_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PlanError) as caught:
        _plan("hwpx", tmp_path, NOTES[0], [YEARS, ["4", "6", "8"], ["110", "120", "130"]])
    assert caught.value.code == "no-values"


@pytest.mark.parametrize("form", WITH_TABLES)
@pytest.mark.parametrize("note", NOTES)
def test_the_title_over_a_note_names_the_one_row_and_its_unit(note: str, form: str, tmp_path: Path) -> None:
    plan = _plan(form, tmp_path, "쉼터 수(개소)", note, [YEARS, ["4", "6", "8"]])
    assert _values(plan) == {("쉼터 수", "개소"): ["2025:4", "2026:6", "2027:8"]}
    assert [table.title for table in plan.year_tables] == ["쉼터 수(개소)"]


@pytest.mark.parametrize("title", ["연도별 추진계획", "세부 추진목표"])
def test_a_title_behind_the_mark_of_notes_is_one(title: str, tmp_path: Path) -> None:
    plan = _plan("hwpx", tmp_path, f"※ {title}", PART)
    assert [table.title for table in plan.year_tables] == [title]


UNIT_ROWS = {"in one cell": ["(단위: 개소)", "<", "<", "<"], "in the first": ["단위: 개소", "", "", ""]}


@pytest.mark.parametrize("form", WITH_TABLES)
@pytest.mark.parametrize("row", UNIT_ROWS)
@pytest.mark.parametrize("joined", [False, True])
def test_a_unit_in_the_first_row_of_a_part_is_never_lost(row: str, *, joined: bool, form: str, tmp_path: Path) -> None:
    top = [HEAD, ["참나무", "4", "6", "8"], ["소나무", "110", "120", "130"]]
    part = [UNIT_ROWS[row], ["화장실", "5", "6", "7"], ["주차장", "45", "47", "50"]]
    plan = _plan(form, tmp_path, "(단위: 그루)", *([[*top, *part]] if joined else [top, part]))
    units = dict(_values(plan).keys())
    assert units["참나무"] == units["소나무"] == "그루"
    told = "table-not-understood" in {found.rule for found in plan.findings}
    assert told or units["화장실"] == units["주차장"] == "개소"


PAGES = ["- 7 -", "7쪽", "p. 7", "- 7/30 -"]


@pytest.mark.parametrize("page", PAGES)
def test_the_number_of_a_page_is_no_title(page: str, tmp_path: Path) -> None:
    other = [HEAD, ["의자(개)", "1", "2", "3"]]
    plan = normalize_plan(read_as("hwpx", tmp_path, "연차별 계획", PART, page, other, title=TITLE))
    assert {node.name for node in plan.programs} == {TITLE}
    assert {name for name, _ in _values(plan)} == {"쉼터 수", "나무 심기", "의자"}


def test_a_title_without_letters_is_none(tmp_path: Path) -> None:
    plan = _plan("hwpx", tmp_path, PART, "7/30", [HEAD, ["의자(개)", "1", "2", "3"]])
    assert [table.title for table in plan.year_tables] == ["연차별 계획", ""]
