"""Numbers at the right of wide columns stand beside centred heads: whole rows say in their turn whose they are."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from fixtures.make.pdf_file import compiled, quoted
from gongpyo.pipeline import read_plan
from plan.records.meaning import Plan

SET = '#set page(paper: "a4")\n#set text(font: "Noto Sans KR", size: 9pt)\n'
ABOVE = ("미르시 숲길 계획(2026-2029)", "1-1 숲길 손질", "□ 연차별 목표")
HEAD = ("성과지표", "계", "2026년", "2027년", "2028년", "2029년")
ROWS = (("숲길 손질(km)", "23", "4", "5", "6", "8"), ("쉼터 보급률(%)", "-", "9.1", "9.6", "9.8", "-"))


def _cell(text: str, row: int, column: int) -> str:
    align = "right" if row and column and text != "-" else "center"
    return f"table.cell(align: {align}, {quoted(text)})"


def _plan(rows: Sequence[Sequence[str]], folder: Path, lines: str) -> Plan:
    cells = ", ".join(_cell(text, row, column) for row, texts in enumerate(rows) for column, text in enumerate(texts))
    table = f"#table(columns: (2fr, {', '.join(['1fr'] * (len(HEAD) - 1))}), stroke: {lines}, {cells})"
    path = folder / "plan.pdf"
    path.write_bytes(compiled(SET + "\n\n".join((*ABOVE, table, "○ 숲길은 해마다 늘린다"))))
    return read_plan(path)


def _values(plan: Plan) -> list[tuple[int | None, str]]:
    return [(one.year, one.printed) for one in plan.observations]


@pytest.mark.parametrize("lines", ["(y: 0.4pt)", "(top: 0.4pt, bottom: 0.4pt)"])
@pytest.mark.parametrize("rows", [ROWS, ROWS[:1]], ids=["two rows", "one row"])
def test_each_number_is_under_the_year_in_its_turn(rows: Sequence[Sequence[str]], lines: str, tmp_path: Path) -> None:
    plan = _plan((HEAD, *rows), tmp_path, lines)
    years = (None, 2026, 2027, 2028, 2029)
    assert _values(plan) == [(year, text) for row in rows for year, text in zip(years, row[1:], strict=True)]
    assert not plan.findings


def test_where_no_row_is_whole_nothing_moves_to_another_year(tmp_path: Path) -> None:
    missing = [("숲길 손질(km)", "23", "4", "", "6", "8"), ("쉼터(개소)", "17", "", "5", "6", "6")]
    plan = _plan((HEAD, *missing), tmp_path, "(y: 0.4pt)")
    years = (None, 2026, 2027, 2028, 2029)
    assert _values(plan) == [(year, text) for row in missing for year, text in zip(years, row[1:], strict=True)]
