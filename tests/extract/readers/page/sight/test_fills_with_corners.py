"""Numbers on rounded fills and beside the ends of others are read; what is drawn on them is told as on paper."""

from __future__ import annotations

from pathlib import Path

import pytest

from fixtures.make.pdf_file import HEAD, compiled, quoted
from gongpyo.pipeline import read_tables
from plan.records.printed import ExtractedPlan

YEARS = ("2026년", "2027년", "2028년", "2029년")
VALUES = ("12", "340", "1,210", "23")
DARK = 'rgb("1f3b63")'
PILL = f"box(fill: {DARK}, radius: 6pt, inset: (x: 6pt, y: 2.5pt), text(fill: white, [{{}}]))"
CHEVRON = (
    "block(width: 17mm, height: 7mm)[#place(polygon(fill: "
    f"{DARK}, (0mm, 0mm), (14mm, 0mm), (17mm, 3.5mm), (14mm, 7mm), (0mm, 7mm), (3mm, 3.5mm)))"
    "#place(center + horizon, text(fill: white, size: 9pt)[{}])]"
)
GRID = "0.4pt + black"
PLAIN = "text([{}])"


def _read(tmp_path: Path, head: str, value: str, stroke: str, drawn: str = "", below: str = "") -> ExtractedPlan:
    first = value.format(f"{drawn}{VALUES[0]}")
    cells = [
        quoted("구분"),
        *(head.format(year) for year in YEARS),
        quoted("안심골목(개소)"),
        *(first, *(value.format(number) for number in VALUES[1:])),
    ]
    table = (
        "#table(columns: (40mm, 27mm, 27mm, 27mm, 27mm), align: center + horizon, "
        f"inset: 5pt, stroke: {stroke}, {', '.join(cells)})"
    )
    title = '#text(size: 20pt, "가람시 쉼터 기본계획(2026~2029)")'
    path = tmp_path / "plan.pdf"
    path.write_bytes(compiled(f"{HEAD.replace('{title}', quoted('계획'))}\n{title}\n\n{table}\n{below}\n"))
    return read_tables(path)


LOOKS = [(PILL, PLAIN), (PLAIN, PILL), (PILL, PILL)]


@pytest.mark.parametrize(
    ("head", "value", "stroke"),
    [*((*look, stroke) for look in LOOKS for stroke in (GRID, "none")), (CHEVRON, PLAIN, GRID)],
)
def test_rounded_fills_are_grounds(head: str, value: str, stroke: str, tmp_path: Path) -> None:
    extracted = _read(tmp_path, head, value, stroke)
    (table,) = extracted.year_tables
    assert [column.year for column in table.columns][1:] == [2026, 2027, 2028, 2029]
    assert (extracted.damage, table.unread_en) == ((), "")


STROKE = "#place(left + horizon, dx: -6pt, rect(width: 9pt, height: 1.2pt, fill: white))"
DRAWN = {
    "a white stroke from the left edge": STROKE,
    "a white stroke beside the number": "#place(left + horizon, dx: -4pt, rect(width: 3pt, height: 2pt, fill: white))",
    "a line through the number": "#place(left + horizon, rect(width: 12pt, height: 1pt, fill: white))",
    "a dark sign before the fill": f"#place(left + horizon, dx: -12pt, rect(width: 5pt, height: 2pt, fill: {DARK}))",
}


@pytest.mark.parametrize("drawn", DRAWN.values(), ids=DRAWN)
def test_what_is_drawn_on_a_rounded_fill_is_told(drawn: str, tmp_path: Path) -> None:
    extracted = _read(tmp_path, PLAIN, PILL, GRID, drawn)
    assert [(part.rule, part.quote) for part in extracted.damage] == [("not-as-seen", VALUES[0])]


def test_what_reaches_into_a_cell_from_that_above_is_none_of_it(tmp_path: Path) -> None:
    line = "(x, y) => (bottom: if y > 0 { 0.4pt })"
    extracted = _read(tmp_path, CHEVRON.replace("center + horizon", "center + top, dy: 0.5mm"), PLAIN, line)
    assert [part.quote for part in extracted.damage if part.quote in VALUES] == []


def test_a_round_bar_a_little_below_a_table_is_read_with_it(tmp_path: Path) -> None:
    numbers = ", ".join(f"text(fill: white, [{number}])" for number in ("계(개소)", "15", "351", "1,310", "29"))
    total = f"table(columns: (40mm, 27mm, 27mm, 27mm, 27mm), align: center, stroke: none, {numbers})"
    bar = f'#block(above: 2.5mm, rect(width: 148mm, radius: 3mm, fill: rgb("d9622b"), inset: 0pt, {total}))'
    extracted = _read(tmp_path, PLAIN, PLAIN, "(x, y) => (bottom: 0.4pt)", below=bar)
    assert extracted.damage == ()
    assert extracted.year_tables[0].grid[-1][-1].text == "29"
