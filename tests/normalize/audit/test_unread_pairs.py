"""Two columns of numbers under words that are on no list are told in every format, wherever they stand."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from fixtures.make.document import Block, Cell, Document, Paragraph, Table, grid
from fixtures.make.hwp_file import hwp_file
from fixtures.make.hwpx_file import hwpx_file
from fixtures.make.pdf_file import pdf_file
from gongpyo.pipeline import read_plan
from plan.records.meaning import Plan

WRITERS: dict[str, Callable[[Document], bytes]] = {"hwpx": hwpx_file, "hwp": hwp_file, "pdf": pdf_file}
PAIRS = [
    "당초|변경",
    "동쪽|서쪽",
    "금액|건수",
    "남구|북구",
    "상반|하반",
    "남|여",
    "국내|국외",
    "신설|기존",
    "유료|무료",
    "건물|토지",
    "주간|야간",
    "계획|수정",
    "최소|최대",
    "초등|중등",
    "본관|별관",
    "정원|현원",
    "갑|을",
    "도로|교량",
    "인력|장비",
    "산|들",
]
YEARS = ("2025", "2026", "2027")
FORMS = pytest.mark.parametrize("form", WRITERS)


def _read(blocks: list[Block], form: str, folder: Path) -> Plan:
    path = folder / f"숲.{form}"
    lines = (Paragraph("푸른시 산림 계획(2025~2027)"), Paragraph("1-1 숲길 가꾸기"))
    path.write_bytes(WRITERS[form](Document("숲", ((*lines, *blocks),))))
    return read_plan(path)


def _tables(*, before: bool) -> list[Block]:
    """A table for each pair, behind its years or in front of them."""
    blocks: list[Block] = []
    for at, pair in enumerate(PAIRS):
        words, values = pair.split("|"), (str(33 + at), str(44 + at))
        goals = tuple(str(100 * year + at) for year in (1, 2, 3))
        head = ("구분", *words, *YEARS) if before else ("구분", *YEARS, *words)
        row = ("쉼터(개소)", *values, *goals) if before else ("쉼터(개소)", *goals, *values)
        blocks += [Paragraph(f"□ 목표 {at + 1}"), grid((head, row), (40.0, *(22.0,) * 5))]
    return blocks


@FORMS
@pytest.mark.parametrize("before", [True, False], ids=["in front of the years", "behind the years"])
def test_numbers_under_twenty_pairs_of_words_are_told_for_each_table(
    form: str, tmp_path: Path, *, before: bool
) -> None:
    plan = _read(_tables(before=before), form, tmp_path)
    told = {found.places[0].table for found in plan.findings if found.rule == "column-not-read"}
    assert told == set(range(len(PAIRS)))
    goals = {str(100 * year + at) for year in (1, 2, 3) for at in range(len(PAIRS))}
    assert goals <= {observation.printed for observation in plan.observations}


@FORMS
def test_two_values_for_each_year_of_which_nothing_says_which_is_planned_are_told(form: str, tmp_path: Path) -> None:
    head = [Cell(0, 0, ("구분",), row_span=2, head=True)]
    head += [Cell(0, 1 + 2 * at, (year,), column_span=2, head=True) for at, year in enumerate(YEARS)]
    head += [Cell(1, 1 + at, (("계획", "수정")[at % 2],), head=True) for at in range(6)]
    row = [Cell(2, at, (text,)) for at, text in enumerate(("쉼터(개소)", "51", "52", "61", "62", "71", "72"))]
    compared = Table(rows=3, cells=(*head, *row), widths=(40.0, *(18.0,) * 6), head_rows=2)
    goals = grid((("구분", *YEARS), ("나무(그루)", "110", "120", "130")), (40.0, 22.0, 22.0, 22.0))
    plan = _read([Paragraph("□ 목표"), goals, Paragraph("□ 조정"), compared], form, tmp_path)
    assert [observation.printed for observation in plan.observations] == ["110", "120", "130"]
    assert [(found.rule, found.places[0].table) for found in plan.findings] == [("comparison-left-out", 1)]


@FORMS
def test_two_values_for_one_year_ahead_are_told(form: str, tmp_path: Path) -> None:
    heads = ("구분", *YEARS[:2], f"{YEARS[2]}(A)", f"{YEARS[2]}(B)")
    compared = grid((heads, ("쉼터(개소)", "51", "61", "71", "72")), (40.0, *(18.0,) * 4))
    goals = grid((("구분", *YEARS), ("나무(그루)", "110", "120", "130")), (40.0, 22.0, 22.0, 22.0))
    plan = _read([Paragraph("□ 목표"), goals, Paragraph("□ 조정"), compared], form, tmp_path)
    assert [observation.printed for observation in plan.observations] == ["110", "120", "130"]
    assert [(found.rule, found.places[0].table) for found in plan.findings] == [("comparison-left-out", 1)]


@FORMS
def test_rows_of_a_plan_and_of_what_was_spent_under_single_years_are_no_two_values_of_a_year(
    form: str, tmp_path: Path
) -> None:
    goals = grid((("구분", *YEARS), ("나무(그루)", "110", "120", "130")), (40.0, 22.0, 22.0, 22.0))
    spent = grid(
        (("구분", "계", *YEARS), ("계획 예산", "360", "110", "120", "130"), ("실예산", "116", "116", "", "")),
        (40.0, *(22.0,) * 4),
    )
    plan = _read([Paragraph("□ 목표"), goals, Paragraph("□ 집행"), spent], form, tmp_path)
    assert [found.rule for found in plan.findings if found.rule == "comparison-left-out"] == []
