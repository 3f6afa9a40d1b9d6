"""Heads that name stages, damaged or marked years, years over two columns, and parts of years, in every format."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from fixtures.make.document import Cell, Document, Paragraph, Table, grid
from fixtures.make.hwp_file import hwp_file
from fixtures.make.hwpx_file import hwpx_file
from fixtures.make.pdf_file import pdf_file
from gongpyo.pipeline import read_plan
from plan.records.meaning import Plan
from plan.years import is_damaged_year, is_time_without_year, read_year

WRITERS: dict[str, Callable[[Document], bytes]] = {"hwpx": hwpx_file, "hwp": hwp_file, "pdf": pdf_file}
TITLE = "나루시 하천 가꾸기 계획(2024∼2027)"
GOOD = (("구분", "2024", "2025", "2026", "2027"), ("둑길 정비(km)", "1", "2", "3", "4"))
Words = Sequence[Sequence[str]]
STAGED = {
    "1단계(2024~2025)": ("period", 2024, 2025),
    "제2단계(’26~’27)": ("period", 2026, 2027),
    "단기(24~25)": ("period", 2024, 2025),
    "단기 2024~2025": ("period", 2024, 2025),
    "중기(’26)": ("year", 2026, None),
    "장기(’27~)": ("later", 2027, None),
    "금년도(2025)": ("year", 2025, None),
    "차년도[2026]": ("year", 2026, None),
    "전년도(2024)": ("baseline", 2024, None),
    "2 0 2 4": ("year", 2024, None),
    "2 0 2 4 년": ("year", 2024, None),
    "1단계 사업(2024)": ("text", None, None),
    "금년(’25~’26)": ("text", None, None),
    "전년(A)": ("text", None, None),
}


@pytest.mark.parametrize("text", STAGED)
def test_the_years_beside_a_stage_or_a_word_are_read(text: str) -> None:
    reading = read_year(text, span=(2024, 2027))
    assert (reading.kind, reading.year, reading.year_to) == STAGED[text]


def test_two_bare_digits_beside_a_stage_are_years_of_the_span_only() -> None:
    assert read_year("1단계(24~25)").kind == "text"
    assert read_year("1단계(34~35)", span=(2024, 2027)).kind == "text"


@pytest.mark.parametrize("text", ["2O24", "20?6", "202\u0431", "2○25년", "２O２４", "20261)"])
def test_a_damaged_year_is_none_and_is_seen(text: str) -> None:
    assert is_damaged_year(text)
    assert read_year(text, span=(2024, 2027)).kind == "text"


@pytest.mark.parametrize("text", ["2024", "1,024", "2번", "S○S", "20세", "O", "2OOO"])
def test_what_is_no_year_is_no_damaged_one(text: str) -> None:
    assert not is_damaged_year(text)


def test_times_whose_year_is_not_known() -> None:
    times = ("1단계", "중기", "금년", "해당 연도", "3/4분기", "12월", "하반기")
    assert all(map(is_time_without_year, times))
    assert not any(map(is_time_without_year, ("2024", "단계", "금년 예산", "13월", "5분기", "사업")))


def _read(folder: Path, form: str, *tables: Table) -> Plan:
    blocks = (part for table in tables for part in (Paragraph("□ 연차별 추진계획"), table))
    path = folder / f"plan.{form}"
    path.write_bytes(WRITERS[form](Document(TITLE, ((Paragraph(TITLE, "title"), *blocks),))))
    return read_plan(path)


def _grid(words: Words) -> Table:
    return grid(words, (50.0, *[24.0] * (len(words[0]) - 1)))


def _told(plan: Plan) -> list[tuple[str, str]]:
    return [(found.rule, found.actual) for found in plan.findings]


def _values(plan: Plan) -> list[object]:
    return [one.value for one in plan.observations if one.value is not None]


@pytest.mark.parametrize("form", WRITERS)
@pytest.mark.parametrize("head", [("1단계", "2단계"), ("금년", "내년"), ("1분기", "2분기"), ("2O24", "2O25")])
def test_a_plan_of_times_without_years_beside_another_is_told(form: str, head: tuple[str, str], tmp_path: Path) -> None:
    lost = _grid((("구분", *head), ("쉼터 조성(개소)", "5", "6")))
    plan = _read(tmp_path, form, lost, _grid(GOOD))
    assert _values(plan) == [1, 2, 3, 4]
    assert [rule for rule, _ in _told(plan)] == ["table-not-understood"]


@pytest.mark.parametrize("form", WRITERS)
def test_stages_are_told_as_columns_of_several_years(form: str, tmp_path: Path) -> None:
    stages = _grid((("구분", "계", "1단계(2024~2025)", "2단계(2026~2027)"), ("쉼터 조성(개소)", "11", "5", "6")))
    plan = _read(tmp_path, form, stages)
    assert _values(plan) == [11]
    assert [rule for rule, _ in _told(plan)] == ["column-not-read"], "both stages in one"


@pytest.mark.parametrize("form", WRITERS)
@pytest.mark.parametrize("at", [1, 2, 4])
def test_a_column_under_a_damaged_year_is_told_with_the_year_that_it_may_be(form: str, at: int, tmp_path: Path) -> None:
    head = [text.replace("0", "O") if column == at else text for column, text in enumerate(GOOD[0])]
    plan = _read(tmp_path, form, _grid((head, *GOOD[1:])))
    assert [(one.rule, one.expected) for one in plan.findings] == [("column-not-read", GOOD[0][at])]
    assert _values(plan) == [int(text) for column, text in enumerate(GOOD[1]) if column not in (0, at)]
    assert [entry.name for entry in plan.indicators] == ["둑길 정비"]


@pytest.mark.parametrize("form", WRITERS)
@pytest.mark.parametrize("head", ["’23년 현황", "2023년 현재", "’23년 현 수준"])
def test_what_is_so_in_a_year_is_the_base_and_no_part_of_a_name(form: str, head: str, tmp_path: Path) -> None:
    rows = (("성과지표", head, "’24년", "’25년"), ("쉼터 면적(㎡)", "-", "5", "6"), ("쉼터 이용(명)", "3", "7", "8"))
    plan = _read(tmp_path, form, _grid(rows))
    assert [one for one in _named(plan) if one[0] == "baseline"] == [("baseline", 2023, 3)]
    assert [entry.name for entry in plan.indicators] == ["쉼터 면적", "쉼터 이용"]
    assert not _told(plan)


@pytest.mark.parametrize("form", WRITERS)
def test_amounts_and_dashes_below_a_year_that_is_not_read_name_no_rows(form: str, tmp_path: Path) -> None:
    head = ("성과지표", "’23년 꽃단장", "’24년", "’25년")
    plan = _read(tmp_path, form, _grid((head, ("쉼터 면적(㎡)", "-", "5", "6"), ("쉼터 이용(명)", "3명", "7", "8"))))
    assert [entry.name for entry in plan.indicators] == ["쉼터 면적", "쉼터 이용"]
    assert [one.rule for one in plan.findings] == ["column-not-read"]


def _two_under_a_year(words: tuple[str, str] | None) -> Table:
    rows = 2 if words else 1
    head = [
        Cell(0, 0, ("구분",), row_span=rows),
        Cell(0, 1, ("2024",), column_span=2),
        Cell(0, 3, ("2025",), row_span=rows),
    ]
    below = [Cell(1, 1 + at, (word,)) for at, word in enumerate(words or ())]
    body = [Cell(rows, at, (text,)) for at, text in enumerate(("쉼터 조성(개소)", "5", "6", "7"))]
    return Table(rows=rows + 1, cells=(*head, *below, *body), widths=(50.0, 30.0, 30.0, 30.0), head_rows=rows)


@pytest.mark.parametrize("form", WRITERS)
@pytest.mark.parametrize("words", [None, ("가온", "누리")])
def test_numbers_of_two_columns_under_one_year_are_told(
    form: str, words: tuple[str, str] | None, tmp_path: Path
) -> None:
    plan = _read(tmp_path, form, _two_under_a_year(words))
    assert _values(plan) == [7]
    assert _told(plan) == [("cell-not-read", "5"), ("cell-not-read", "6")]


@pytest.mark.parametrize("form", WRITERS)
def test_the_values_of_months_are_not_those_of_the_year(form: str, tmp_path: Path) -> None:
    rows = (("구분", "2024", "2025"), ("쉼터 조성(개소)", "5", "6"), ("상반기", "2", "3"), ("하반기", "3", ""))
    plan = _read(tmp_path, form, _grid(rows))
    assert _values(plan) == [5, 6]
    assert [actual for rule, actual in _told(plan) if rule == "cell-not-read"] == ["2", "3", "3"]


@pytest.mark.parametrize("form", WRITERS)
def test_two_years_in_one_head_are_told(form: str, tmp_path: Path) -> None:
    cells = [
        Cell(0, 0, ("구분",)),
        Cell(0, 1, ("2024, 2025",), column_span=2),
        Cell(0, 3, ("2026",)),
        Cell(0, 4, ("2027",)),
    ]
    cells += [Cell(1, at, (text,)) for at, text in enumerate(GOOD[1])]
    plan = _read(tmp_path, form, Table(rows=2, cells=tuple(cells), widths=(50.0, 24.0, 24.0, 24.0, 24.0)))
    assert _values(plan) == [3, 4]
    assert [(one.rule, one.expected) for one in plan.findings] == [("column-not-read", "2024, 2025")]


def _named(plan: Plan) -> list[tuple[str, int | None, object]]:
    return [(one.period_type, one.year, one.value) for one in plan.observations if one.value is not None]


@pytest.mark.parametrize("form", WRITERS)
@pytest.mark.parametrize("word", ["설치", "확보", "신규 설치", "추진계획"])
def test_what_is_done_in_a_year_leaves_it_a_year(form: str, word: str, tmp_path: Path) -> None:
    done = _grid((("구분", "현재", f"2025년 {word}", f"2026년 {word}"), ("쉼터(개소)", "2", "3", "4")))
    plan = _read(tmp_path, form, done)
    assert _named(plan) == [("baseline", None, 2), ("year", 2025, 3), ("year", 2026, 4)]
    assert not _told(plan)


@pytest.mark.parametrize("form", WRITERS)
@pytest.mark.parametrize("words", [("설치", "철거목표량"), ("꽃단장", "꽃단장"), ("설치", "교체")])
def test_years_of_other_words_are_told(form: str, words: tuple[str, str], tmp_path: Path) -> None:
    head = ("구분", *(f"{year}년 {word}" for year, word in zip((2025, 2026), words, strict=True)))
    plan = _read(tmp_path, form, _grid((head, ("쉼터(개소)", "8", "9"))), _grid(GOOD))
    assert _values(plan) == [1, 2, 3, 4]
    assert [rule for rule, _ in _told(plan)] == ["table-not-understood"]


@pytest.mark.parametrize("form", WRITERS)
@pytest.mark.parametrize("whole", ["총사업", "총사업량", "합계"])
def test_a_total_of_quantity_and_cost_is_that_of_both(form: str, whole: str, tmp_path: Path) -> None:
    pair = ("사업량(m)", "사업비(백만원)")
    cells = [Cell(0, 0, ("구분",), row_span=2)]
    for at, name in enumerate((whole, "2025년", "2026년")):
        cells.append(Cell(0, 1 + 2 * at, (name,), column_span=2))
        cells += [Cell(1, 1 + 2 * at + side, (word,)) for side, word in enumerate(pair)]
    cells += [Cell(2, at, (word,)) for at, word in enumerate(("둑길", "30", "70", "10", "30", "20", "40"))]
    plan = _read(tmp_path, form, Table(3, tuple(cells), (30.0, *[22.0] * 6), 2))
    assert sorted(number for kind, _, number in _named(plan) if kind == "total") == [30, 70]
    assert not _told(plan)
