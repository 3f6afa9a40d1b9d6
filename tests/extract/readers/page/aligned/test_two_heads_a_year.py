"""Two heads under each year of a table without upright rules, of two lines each, over numbers at the right."""

from __future__ import annotations

from pathlib import Path

import pytest

from fixtures.make.pdf_file import compiled, quoted
from gongpyo.pipeline import read_plan

SET = '#set page(paper: "a4")\n#set text(font: "Noto Sans KR", size: 9pt)\n'
ABOVE = ("미르시 숲길 계획(2026-2028)", "1-1 숲길 손질", "□ 연차별 계획")
YEARS = ("2026년", "2027년", "2028년")
BELOW = "○ 숲길은 해마다 늘린다"


def _table(heads: tuple[str, str], values: tuple[str, ...], align: str) -> str:
    cells = ["table.cell(rowspan: 2, align: horizon, [구분])", *(f"table.cell(colspan: 2, [{y}])" for y in YEARS)]
    cells += [f"[{head}]" for head in heads * len(YEARS)]
    cells += [quoted("숲길 손질"), *(f"table.cell(align: {align}, {quoted(text)})" for text in values)]
    strokes = "stroke: (x, y) => (top: if y != 1 or x > 0 { 0.4pt }, bottom: 0.4pt)"
    columns = ", ".join(["2fr", *["1fr"] * 2 * len(YEARS)])
    return f"#table(columns: ({columns}), align: center, {strokes}, {', '.join(cells)})"


@pytest.mark.parametrize("align", ["right", "center", "left"])
def test_each_number_is_under_its_own_head(align: str, tmp_path: Path) -> None:
    values = ("4", "1,605", "5", "1,454", "6", "1,631")
    table = _table(("길이 \\ (km)", "예산액 \\ (백만원)"), values, align)
    path = tmp_path / "plan.pdf"
    path.write_bytes(compiled(SET + "\n\n".join((*ABOVE, table, BELOW))))
    plan = read_plan(path)
    read = [(one.measure, one.year, one.printed) for one in plan.observations]
    assert sorted(read) == sorted(
        (measure, 2026 + at // 2, text) for at, text in enumerate(values) for measure in [("target", "budget")[at % 2]]
    )
    assert not plan.findings


def test_a_number_that_is_missing_under_all_of_one_head_moves_no_other(tmp_path: Path) -> None:
    table = _table(("길이 \\ (km)", "예산액 \\ (백만원)"), ("", "1,605", "", "1,454", "", "1,631"), "right")
    path = tmp_path / "plan.pdf"
    path.write_bytes(compiled(SET + "\n\n".join((*ABOVE, table, BELOW))))
    plan = read_plan(path)
    assert [(one.measure, one.printed) for one in plan.observations if one.value is not None] == [
        ("budget", "1,605"),
        ("budget", "1,454"),
        ("budget", "1,631"),
    ]
