"""The total of a group without years, beside years that have only who pays; nothing of it is counted twice or lost."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from fixtures.make.document import Document, Paragraph, grid
from fixtures.make.hwp_file import hwp_file
from fixtures.make.hwpx_file import hwpx_file
from fixtures.make.pdf_file import pdf_file
from gongpyo.pipeline import read_plan
from output.tables.by_year import by_year
from output.tables.rows import rows_of
from plan.records.meaning import Plan

WRITERS: dict[str, Callable[[Document], bytes]] = {"hwpx": hwpx_file, "hwp": hwp_file, "pdf": pdf_file}
TITLE = "나루시 하천 가꾸기 계획(2026∼2027)"
YEARS = ("2026년", "2026년", "2027년", "2027년")
PAYERS = ("국비", "도비")
GROUPED = (
    ("구분", *["총사업비"] * 3, *YEARS),
    ("구분", "{}", *PAYERS, *PAYERS, *PAYERS),
    ("둑길", "100", "60", "40", "24", "16", "36", "24"),
    ("물길", "10", "6", "4", "2", "2", "4", "2"),
)
ALONE = (("{}", "{}", *YEARS), ("{}", "{}", *PAYERS, *PAYERS), ("둑길", "100", "24", "16", "36", "24"))


def _read(folder: Path, form: str, words: tuple[tuple[str, ...], ...], *said: str) -> Plan:
    left = iter(said * 2)
    rows = [[next(left) if word == "{}" else word for word in row] for row in words]
    heading, caption = Paragraph("1. 둑길 정비", "heading"), Paragraph("□ 투자계획 (단위 : 백만원)")
    blocks = (heading, caption, grid(rows, (40.0, *[18.0] * (len(rows[0]) - 1))))
    path = folder / f"plan.{form}"
    path.write_bytes(WRITERS[form](Document(TITLE, ((Paragraph(TITLE, "title"), *blocks),))))
    return read_plan(path)


def _open(plan: Plan) -> dict[str, int]:
    """What the rows add up to that no other counts, for each period."""
    sums: dict[str, int] = {}
    for row in rows_of(plan, "budgets"):
        if not row["counted_in"]:
            period = str(row["year"] or row["period_type"])
            sums[period] = sums.get(period, 0) + int(str(row["amount"]))
    return sums


@pytest.mark.parametrize("form", WRITERS)
@pytest.mark.parametrize("word", ["계", "합계", "소계"])
def test_the_total_of_a_group_is_published_and_counts_who_pays(form: str, word: str, tmp_path: Path) -> None:
    plan = _read(tmp_path, form, GROUPED, word)
    totals = {one.name: int(one.printed_total or 0) for one in plan.indicators if not one.funding_source_name}
    assert totals == {f"둑길 {word}": 100, f"물길 {word}": 10}
    assert [(one.name, one.counted_in) for one in plan.indicators if one.counted_in] == [
        ("둑길 국비", 1), ("둑길 도비", 1), ("물길 국비", 4), ("물길 도비", 4)
    ]  # fmt: skip
    assert _open(plan) == {"total": 110, "2026": 44, "2027": 66}
    assert not plan.findings


@pytest.mark.parametrize("form", WRITERS)
@pytest.mark.parametrize("label", ["사업명", "구분"])
@pytest.mark.parametrize("total", ["총사업비", "계"])
def test_a_total_that_no_payer_divides_is_one_too(form: str, label: str, total: str, tmp_path: Path) -> None:
    plan = _read(tmp_path, form, ALONE, label, total)
    assert [node.name for node in plan.programs if node.level == "program"] == ["둑길 정비"]
    assert _open(plan) == {"total": 100, "2026": 40, "2027": 60}


def test_a_table_by_years_names_the_series_that_counts_a_payer(tmp_path: Path) -> None:
    plan = _read(tmp_path, "hwpx", GROUPED, "계")
    wide = by_year([plan], "budget")
    at = len(wide.head) - 4
    assert [bool(row[at]) for row in wide.rows] == [False, True, True] * 2


def test_a_sum_of_each_year_is_one_series_with_the_total(tmp_path: Path) -> None:
    rows = (
        ("구분", *["총사업비"] * 3, *["2026년"] * 3, *["2027년"] * 3),
        ("구분", "계", *PAYERS, "소계", *PAYERS, "소계", *PAYERS),
        ("둑길", "100", "60", "40", "40", "24", "16", "60", "36", "24"),
    )
    plan = _read(tmp_path, "hwpx", rows)
    assert [one.name for one in plan.indicators] == ["둑길 소계", "둑길 국비", "둑길 도비"]
    assert _open(plan) == {"total": 100, "2026": 40, "2027": 60}
