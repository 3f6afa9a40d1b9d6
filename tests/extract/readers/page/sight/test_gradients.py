"""A head on a gradient is read; a line through its years is seen on it as on paper."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.readers.page.sight.gradients import GROUND, flattened
from fixtures.make.pdf_file import HEAD, compiled, quoted
from gongpyo.pipeline import read_tables
from plan.records.printed import ExtractedPlan

DARK, LIGHT = 'rgb("1a5276"), rgb("5dade2")', 'rgb("9db8d9"), rgb("e8f0fa")'
GRADIENTS = {
    "dark, across": (f"gradient.linear({DARK})", "white"),
    "dark, down": (f"gradient.linear({DARK}, angle: 90deg)", "white"),
    "dark, slanting": (f"gradient.linear({DARK}, angle: 45deg)", "white"),
    "dark, hardly slanting": (f"gradient.linear({DARK}, angle: 20deg)", "white"),
    "there and back": ('gradient.linear(rgb("5dade2"), rgb("1a5276"), rgb("5dade2"))', "white"),
    "light, across": (f"gradient.linear({LIGHT})", "black"),
    "light, slanting": (f"gradient.linear({LIGHT}, angle: 45deg)", "black"),
}
YEARS = ("’26", "’27", "2028", "2029", "2030년")
VALUES = ("210", "260", "300", "320", "370")


def _tables(tmp_path: Path, fill: str, ink: str, struck: str = "") -> ExtractedPlan:
    def printed(said: str) -> str:
        text = f"text(fill: {ink}, {quoted(said)})"
        return f"strike(stroke: 0.7pt + {ink}, {text})" if said == struck else text

    rows = [quoted(said) for label in ("참여자 수(명)", "이용 건수(건)") for said in (label, *VALUES)]
    cells = ", ".join([*map(printed, ("구분", *YEARS)), *rows])
    table = (
        "#table(columns: (50mm, 24mm, 24mm, 24mm, 24mm, 24mm), align: center + horizon, stroke: 1pt + white, "
        f'fill: (x, y) => if y == 0 {{ {fill} }} else {{ rgb("eef2f6") }}, {cells})'
    )
    title = '#text(size: 20pt, "가람시 쉼터 기본계획(2026~2030)")'
    path = tmp_path / "plan.pdf"
    path.write_bytes(compiled(f"{HEAD.replace('{title}', quoted('계획'))}\n{title}\n\n{table}\n"))
    return read_tables(path)


@pytest.mark.parametrize(("fill", "ink"), GRADIENTS.values(), ids=GRADIENTS)
def test_no_line_goes_through_years_on_a_gradient(fill: str, ink: str, tmp_path: Path) -> None:
    extracted = _tables(tmp_path, fill, ink)
    (table,) = extracted.year_tables
    assert [column.year for column in table.columns] == [None, 2026, 2027, 2028, 2029, 2030]
    assert (extracted.damage, table.unread_en) == ((), "")


@pytest.mark.parametrize("year", YEARS[1:3])
@pytest.mark.parametrize(("fill", "ink"), GRADIENTS.values(), ids=GRADIENTS)
def test_a_line_through_a_year_on_a_gradient_is_seen(fill: str, ink: str, year: str, tmp_path: Path) -> None:
    extracted = _tables(tmp_path, fill, ink, year)
    assert [(part.rule, part.quote) for part in extracted.damage] == [("not-as-seen", year)]
    assert extracted.year_tables[0].unread_en


SLOPE = [bytes(60 + 2 * x + y for x in range(40)) for y in range(20)]


def test_a_slope_becomes_one_grey_and_what_stands_on_it_stays_as_dark() -> None:
    assert flattened(SLOPE) == [bytes([GROUND]) * 40] * 20
    printed = [bytearray(row) for row in SLOPE]
    printed[10][20] += 50
    flat = flattened([bytes(row) for row in printed])
    assert flat is not None and (flat[10][20], flat[10][21]) == (GROUND + 50, GROUND)


@pytest.mark.parametrize(
    "rows",
    [
        [b"\xff" * 40] * 20,
        [bytes([200] * 20 + [90] * 20)] * 20,
        [bytes(90 + x + 60 * (2 < x < 37 and 2 < y < 17) for x in range(40)) for y in range(20)],
        [b"\x01\x02"],
    ],
    ids=["even", "two fills", "a fill in it", "one row"],
)
def test_a_ground_that_the_edges_do_not_tell_is_left_as_it_is(rows: list[bytes]) -> None:
    assert flattened(rows) is None
