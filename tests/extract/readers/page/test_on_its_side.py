"""What stands on its side or upside down is read, or told: a table, its head, a row, a label with its unit, a value."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from fixtures.make.pdf_file import compiled, quoted
from gongpyo.pipeline import read_plan
from plan.records.meaning import Plan
from tests.conftest import hwpx_bytes, hwpx_cell, hwpx_paragraph, hwpx_section, hwpx_table

TITLE, HEADING = "가온시 쉼터 계획(2026~2028)", "□ 연차별 목표"
GOOD = "#table(columns: 4, [구분], [2026년], [2027년], [2028년], [나무 심기(그루)], [901], [902], [903])\n"
LINES = "\n\n".join(f"○ 걸어서 갈 수 있는 쉼터를 마을마다 {number}곳씩 늘린다" for number in "한두세네")
HEAD = ("구분", "2026년", "2027년", "2028년")
ROWS = (
    ("쉼터(개소)", "1,110", "1,250", "1,360"),
    ("이용자(명)", "4,010", "4,420", "4,730"),
    ("강좌(회)", "31", "36", "42"),
)
Turned = Callable[[int, int], bool]
UNREAD = {"not-as-seen", "table-not-understood"}
QUARTERS = (90, -90, 180)


def _nothing(_row: int, _column: int) -> bool:
    return False


def _table(turned: Turned = _nothing, degrees: int = 90, stroke: str = "0.4pt") -> str:
    cells = []
    for number, row in enumerate((HEAD, *ROWS)):
        for column, text in enumerate(row):
            said = quoted(text)
            cells.append(f"rotate({degrees}deg, reflow: true, {said})" if turned(number, column) else said)
    return f"table(columns: (46mm, 24mm, 24mm, 24mm), stroke: {stroke}, {', '.join(cells)})"


def _plan(folder: Path, table: str) -> Plan:
    head = '#set page(paper: "a4")\n#set text(font: "Noto Sans KR", size: 10pt)\n'
    path = folder / "plan.pdf"
    path.write_bytes(compiled("\n\n".join((head, TITLE, LINES, HEADING, GOOD, LINES, HEADING, f"#{table}\n"))))
    return read_plan(path)


def _published(plan: Plan) -> list[str]:
    return [o.printed for o in plan.observations if o.status == "value"]


def _told(plan: Plan) -> set[str]:
    return {found.rule for found in plan.findings}


STROKES = {"a grid": "0.4pt", "no rules": "none"}


@pytest.mark.parametrize("degrees", QUARTERS)
@pytest.mark.parametrize("stroke", STROKES)
def test_a_table_on_its_side_is_told(stroke: str, degrees: int, tmp_path: Path) -> None:
    plan = _plan(tmp_path, f"rotate({degrees}deg, reflow: true, {_table(stroke=STROKES[stroke])})")
    assert _published(plan) == ["901", "902", "903"]
    unread = [found for found in plan.findings if found.rule in UNREAD]
    assert [(found.rule, found.actual) for found in unread] == [("table-not-understood", "2026년 | 2027년 | 2028년")]


PARTS: dict[str, Turned] = {
    "the years": lambda row, column: row == 0 and column > 0,
    "a row": lambda row, _: row == 2,
    "the numbers of the last row": lambda row, column: row == 3 and column > 0,
    "a label with its unit": lambda row, column: (row, column) == (2, 0),
    "a value": lambda row, column: (row, column) == (2, 2),
}


@pytest.mark.parametrize("degrees", QUARTERS)
@pytest.mark.parametrize("stroke", STROKES)
@pytest.mark.parametrize("part", PARTS)
def test_a_part_of_a_table_on_its_side_is_told_and_moves_no_value(
    part: str, stroke: str, degrees: int, tmp_path: Path
) -> None:
    plan = _plan(tmp_path, _table(PARTS[part], degrees, STROKES[stroke]))
    upright = [row for number, row in enumerate(ROWS, 1) if not any(PARTS[part](number, column) for column in range(4))]
    kept = {value for row in (*upright, ROWS[1]) for value in row[1:]}
    assert {"901", "902", "903"} <= {*_published(plan)} <= {"901", "902", "903", *kept}
    assert _told(plan) & UNREAD
    if part == "the years":
        assert _published(plan) == ["901", "902", "903"]


HEALTHY = {
    "the year of the plan at the side": "#place(right, rotate(90deg, reflow: true, [2026 시행계획 2028]))",
    "one year": "#place(right, rotate(90deg, reflow: true, [2026년]))",
    "a slanting word": '#place(right, rotate(-35deg, text(30pt, fill: luma(225), "대외주의")))',
}


@pytest.mark.parametrize("drawn", HEALTHY)
def test_words_on_their_side_beside_a_table_are_not_told(drawn: str, tmp_path: Path) -> None:
    assert not _told(_plan(tmp_path, f"{_table()}\n{HEALTHY[drawn]}")) & UNREAD


@pytest.mark.parametrize("column", [0, 1])
def test_text_that_runs_down_in_cells_of_a_hwpx_is_read(column: int, tmp_path: Path) -> None:
    rows = [[hwpx_cell(number, at, text) for at, text in enumerate(row)] for number, row in enumerate((HEAD, *ROWS))]
    for row in rows:
        row[column] = row[column].replace("<hp:subList", '<hp:subList textDirection="VERTICAL"')
    assert "VERTICAL" in rows[1][column]
    table = hwpx_table((cell for row in rows for cell in row), rows=len(rows), columns=len(HEAD))
    path = tmp_path / "plan.hwpx"
    path.write_bytes(hwpx_bytes(hwpx_section(*map(hwpx_paragraph, (TITLE, HEADING, table)))))
    plan = read_plan(path)
    assert _published(plan) == [value for row in ROWS for value in row[1:]]
    assert [one.name for one in plan.indicators] == ["쉼터", "이용자", "강좌"]
