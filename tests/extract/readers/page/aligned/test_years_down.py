"""Years one below the other without any rule are read under their heads; what is not certain is told."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from fixtures.make.pdf_file import compiled, quoted
from gongpyo.pipeline import read_plan
from plan.records.meaning import Plan

SET = '#set page(paper: "a4")\n#set text(font: "Noto Sans KR", size: 10pt)\n'
ABOVE = ("미르시 숲 계획(2026~2029)", "1-1 숲 가꾸기", "□ 연차별 계획")
BELOW = "○ 숲은 해마다 넓힌다"
HEAD = ("연도", "숲 가꾸기(ha)", "임도(km)", "사업비(백만원)")
ROWS = (
    ("2026년", "310", "12", "2,105"),
    ("2027년", "325", "14", "2,231"),
    ("2028년", "341", "16", "2,365"),
    ("2029년", "358", "-", "2,507"),
)
GOOD = (("구분", "2026년", "2027년", "2028년"), ("나무(그루)", "901", "902", "903"))


def _table(rows: Sequence[Sequence[str]], stroke: str = "none") -> str:
    cells = ", ".join(quoted(text) for row in rows for text in row)
    return f"#table(columns: ({', '.join(['1fr'] * len(rows[0]))}), stroke: {stroke}, align: center, {cells})"


def _plan(folder: Path, *rows: Sequence[str]) -> Plan:
    path = folder / "plan.pdf"
    lines = (*ABOVE, _table(GOOD, "0.4pt"), BELOW, _table(rows), BELOW)
    path.write_bytes(compiled(SET + "\n\n".join(lines)))
    return read_plan(path)


def _read(plan: Plan) -> dict[tuple[str, int | None], str]:
    names = {(one.program_no, one.measure, one.indicator_no): one.name for one in plan.indicators}
    values = (one for one in plan.observations if one.status == "value")
    return {(names[one.program_no, one.measure, one.indicator_no], one.year): one.printed for one in values}


EXPECTED = {
    (name, int(row[0][:4])): row[at]
    for at, name in enumerate(("숲 가꾸기", "임도", "사업비"), 1)
    for row in ROWS
    if row[at] != "-"
} | {("나무", 2026 + at): text for at, text in enumerate(GOOD[1][1:])}
UNITS = ("연도", "숲 가꾸기", "임도", "사업비"), ("", "(ha)", "(km)", "(백만원)")


@pytest.mark.parametrize("head", [(HEAD,), UNITS], ids=["units behind names", "units on a line of their own"])
def test_years_down_without_rules_are_read(head: Sequence[Sequence[str]], tmp_path: Path) -> None:
    plan = _plan(tmp_path, *head, *ROWS)
    assert _read(plan) == EXPECTED
    assert {one.name: one.unit for one in plan.indicators}["임도"] == "km"
    assert "table-not-understood" not in {found.rule for found in plan.findings}


TOTALS = ("계", "1,334", "42", "9,208")


@pytest.mark.parametrize("rows", [(TOTALS, *ROWS), (*ROWS, TOTALS)], ids=["above", "below"])
def test_a_row_of_totals_over_or_under_years_down_is_a_row_of_the_table(
    rows: Sequence[Sequence[str]], tmp_path: Path
) -> None:
    plan = _plan(tmp_path, HEAD, *rows)
    assert _read(plan) == EXPECTED | {
        (name, None): total for name, total in zip(("숲 가꾸기", "임도", "사업비"), TOTALS[1:], strict=True)
    }


def test_numbers_at_the_right_of_wide_columns_are_under_the_heads_in_their_turn(tmp_path: Path) -> None:
    marks = [f"table.cell(align: {'right' if at and row else 'center'}, {quoted(text)})" for row, texts in
             enumerate((HEAD, TOTALS, *ROWS)) for at, text in enumerate(texts)]  # fmt: skip
    lines = "stroke: (top: 0.4pt, bottom: 0.4pt)"
    wide = f"#table(columns: ({', '.join(['1fr'] * len(HEAD))}), {lines}, {', '.join(marks)})"
    path = tmp_path / "plan.pdf"
    path.write_bytes(compiled(SET + "\n\n".join((*ABOVE, _table(GOOD, "0.4pt"), BELOW, wide, BELOW))))
    values = _read(read_plan(path))
    assert {key: printed for key, printed in values.items() if key[1]} == EXPECTED


DOUBTFUL: dict[str, Sequence[Sequence[str]]] = {
    "two rows below that are of no year": (
        HEAD,
        *ROWS,
        ("소계", "1,334", "42", "9,208"),
        ("계", "1,334", "42", "9,208"),
    ),
    "no head": ROWS,
    "a head too few": (("연도", "숲 가꾸기(ha)", "임도(km)", ""), *ROWS),
    "a number too few": (HEAD, *ROWS[:2], ("2028년", "341", "", "2,365"), ROWS[3]),
    "years and numbers side by side": (
        ("연도", "숲(ha)", "연도", "임도(km)"),
        ("2026", "310", "2026", "12"),
        ("2027", "325", "2027", "14"),
        ("2028", "341", "2028", "16"),
    ),
    "a name of each row before its year": (
        ("구분", "연도", "임도(km)"),
        ("가", "2026년", "12"),
        ("나", "2027년", "14"),
        ("다", "2028년", "16"),
    ),
}


@pytest.mark.parametrize("rows", DOUBTFUL.values(), ids=DOUBTFUL)
def test_years_down_that_are_not_certain_are_told(rows: Sequence[Sequence[str]], tmp_path: Path) -> None:
    plan = _plan(tmp_path, *rows)
    assert [one.printed for one in plan.observations] == list(GOOD[1][1:])
    assert "table-not-understood" in {found.rule for found in plan.findings}
