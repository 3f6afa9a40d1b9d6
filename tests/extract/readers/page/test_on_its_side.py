"""What stands on its side or upside down is read, or told: a table, its head, a row, a label with its unit, a value."""

from __future__ import annotations

import struct
from collections.abc import Callable
from pathlib import Path

import pytest

from benchmarks import seen
from fixtures.make import hwp_file
from fixtures.make.pdf_file import compiled, quoted
from fixtures.make.small_documents import ROWS as GRID
from fixtures.make.small_documents import grid_document
from gongpyo.pipeline import read_plan
from plan.records.meaning import Plan
from tests.conftest import hwpx_bytes, hwpx_cell, hwpx_paragraph, hwpx_section, hwpx_table
from tests.extract.readers.test_pdf import _pdf

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
    is_read = (part, stroke, degrees) == ("a label with its unit", "a grid", -90)
    assert bool(_told(plan) & UNREAD) != is_read
    if is_read:
        assert "이용자" in {one.name for one in plan.indicators}
    if part == "the years":
        assert _published(plan) == ["901", "902", "903"]


GROUPS: dict[str, tuple[str, bool]] = {  # what stands at the side of a group of rows, and whether it is read
    "a name that runs up": ("rotate(-90deg, reflow: true, [기반])", True),
    "a name in two lines that runs up": ("rotate(-90deg, reflow: true, [기반 #linebreak() 시설])", True),
    "a name that runs down": ("rotate(90deg, reflow: true, [기반])", False),
    "a name upside down": ("rotate(180deg, reflow: true, [기반])", False),
    "a name with a digit": ("rotate(-90deg, reflow: true, [제1기반])", False),
    "a name beside an upright word": ("[#rotate(-90deg, reflow: true, [기반]) 새]", False),
}


@pytest.mark.parametrize("said", GROUPS)
def test_the_name_of_a_group_of_rows_that_runs_up_is_read(said: str, tmp_path: Path) -> None:
    name, is_read = GROUPS[said]
    head = f"table.cell(colspan: 2)[구분], {', '.join(map(quoted, HEAD[1:]))}"
    rows = ", ".join(quoted(text) for row in ROWS for text in row)
    table = f"table(columns: (16mm, 40mm, 22mm, 22mm, 22mm), {head}, table.cell(rowspan: 3, {name}), {rows})"
    plan = _plan(tmp_path, table)
    labels = [one.label_printed for one in plan.indicators[1:]]
    assert bool(_told(plan) & UNREAD) != is_read
    if is_read:
        assert len(labels) == len(ROWS) and all(label.startswith("기반") for label in labels)
        assert _published(plan)[3:] == [value for row in ROWS for value in row[1:]]
    else:
        assert not any(label.startswith("기반") for label in labels)


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


ACROSS, DOWN, WIDE, HIGH = 72, 700, 90, 34  # where a grid of Latin letters begins, and how large its cells are
WIDTHS = {",": 2.78, "(": 3.33, ")": 3.33, "I": 2.78, "t": 2.78, "m": 8.33, "A": 6.67, "B": 6.67, "C": 7.2}
SMALL = (
    ("Item", "2024", "2025", "2026", "2027"),
    ("A", "10", "21", "33", "45"),
    ("B(10)", "1,000", "1,100", "1,250", "1,300"),
    ("C", "410", "470", "530", "590"),
)
Matrix = tuple[int, int, int, int]  # of a text, without its place
LEFT, RIGHT, OVER = (0, 1, -1, 0), (0, -1, 1, 0), (-1, 0, 0, -1)
Shown = Callable[[float, float, str], list[str]]


def _shown(matrix: Matrix, x: float, y: float, text: str) -> str:
    said = text.replace("(", "\\(").replace(")", "\\)")
    return f"BT /F1 10 Tf {' '.join(map(str, matrix))} {x:.2f} {y:.2f} Tm ({said}) Tj ET"


def _at_once(matrix: Matrix) -> Shown:
    """A text as one string of the file, turned by its text matrix about the middle of its cell."""

    def shown(x: float, y: float, text: str) -> list[str]:
        a, b, c, d = matrix
        half = sum(WIDTHS.get(mark, 5.56) for mark in text) / 2
        return [_shown(matrix, x + 20 - a * half - c * 3.5, y + 3 - b * half - d * 3.5, text)]

    return shown


def _one_by_one(matrix: Matrix, step: int = 1) -> Shown:
    """The same with each character stored on its own, in the order of reading or the other."""

    def shown(x: float, y: float, text: str) -> list[str]:
        a, b, c, d = matrix
        half = sum(WIDTHS.get(mark, 5.56) for mark in text) / 2
        x, y = x + 20 - a * half - c * 3.5, y + 3 - b * half - d * 3.5
        parts = []
        for mark in text:
            parts.append(_shown(matrix, x, y, mark))
            x, y = x + a * WIDTHS.get(mark, 5.56), y + b * WIDTHS.get(mark, 5.56)
        return parts[::step]

    return shown


def _placed(matrix: Matrix, across: float, down: float) -> Shown:
    """Each character turned by itself and placed on its own beside or below the one before."""

    def shown(x: float, y: float, text: str) -> list[str]:
        top = y + 3 + down * (len(text) - 1) / 2
        return [_shown(matrix, x + 6 + across * at, top - down * at, mark) for at, mark in enumerate(text)]

    return shown


STORED: dict[str, Shown] = {
    "turned left by its matrix": _at_once(LEFT),
    "turned right by its matrix": _at_once(RIGHT),
    "upside down by its matrix": _at_once(OVER),
    "turned left, one by one": _one_by_one(LEFT),
    "turned right, one by one": _one_by_one(RIGHT),
    "upside down, one by one": _one_by_one(OVER),
    "turned left, one by one from the last": _one_by_one(LEFT, -1),
    "upside down, one by one from the last": _one_by_one(OVER, -1),
    "each lying, side by side": _placed(LEFT, 8, 0),
    "each upside down, side by side": _placed(OVER, 6, 0),
    "each lying, one below the other": _placed(LEFT, 0, 7),
}


def _grid(turned: Turned, shown: Shown, *, ruled: bool) -> bytes:
    lines = [f"BT /F3 10 Tf {ACROSS} {DOWN + HIGH} Td (AB) Tj ET"]  # 목표
    if ruled:
        right, bottom = ACROSS + WIDE * len(SMALL[0]), DOWN - HIGH * len(SMALL)
        lines += [f"{ACROSS} {DOWN - HIGH * row} m {right} {DOWN - HIGH * row} l S" for row in range(len(SMALL) + 1)]
        lines += [f"{ACROSS + WIDE * at} {DOWN} m {ACROSS + WIDE * at} {bottom} l S" for at in range(len(SMALL[0]) + 1)]
    for row, texts in enumerate(SMALL):
        for column, text in enumerate(texts):
            x, y = ACROSS + WIDE * column + 6, DOWN - HIGH * row - 20
            lines += shown(x, y, text) if turned(row, column) else [_shown((1, 0, 0, 1), x, y, text)]
    return "\n".join(lines).encode()


@pytest.mark.parametrize("ruled", [True, False])
@pytest.mark.parametrize("stored", STORED)
@pytest.mark.parametrize("part", PARTS)
def test_a_part_that_is_turned_by_characters_is_told_and_moves_no_value(
    part: str, stored: str, ruled: bool, tmp_path: Path
) -> None:
    path = tmp_path / "plan.pdf"
    upright = _grid(_nothing, _at_once(LEFT), ruled=True)
    path.write_bytes(_pdf(_grid(PARTS[part], STORED[stored], ruled=ruled), upright))
    plan = read_plan(path)
    first = {(o.year, o.printed) for o in plan.observations if o.place.page == 1 and o.status == "value"}
    truth = {(int(year), row[at]) for row in SMALL[1:] for at, year in enumerate(SMALL[0][1:], 1)}
    assert first <= truth
    assert {place.page for found in plan.findings if found.rule in {*UNREAD, "source-damaged", "cell-not-read"}
            for place in found.places} >= {1}  # fmt: skip


ROTATED = '<hp:rotationInfo angle="{}" centerX="100" centerY="100" rotateimage="0"/>'


@pytest.mark.parametrize("angle", [90, 180, 270])
@pytest.mark.parametrize("part", ["the table", *PARTS])
def test_what_stands_in_a_turned_text_box_of_a_hwpx_is_read(part: str, angle: int, tmp_path: Path) -> None:
    def box(inside: str) -> str:
        text = f"<hp:drawText><hp:subList>{hwpx_paragraph(inside)}</hp:subList></hp:drawText>"
        return f"<hp:rect>{ROTATED.format(angle)}{text}</hp:rect>"

    turned = PARTS.get(part, _nothing)
    cells = [
        hwpx_cell(row, column, box(text) if turned(row, column) else text)
        for row, texts in enumerate((HEAD, *ROWS))
        for column, text in enumerate(texts)
    ]
    table = hwpx_table(cells, rows=len(ROWS) + 1, columns=len(HEAD))
    path = tmp_path / "plan.hwpx"
    shown = box(table) if part == "the table" else table
    path.write_bytes(hwpx_bytes(hwpx_section(*map(hwpx_paragraph, (TITLE, HEADING, shown)))))
    plan = read_plan(path)
    assert _published(plan) == [value for row in ROWS for value in row[1:]]
    assert [(one.name, one.unit) for one in plan.indicators] == [("쉼터", "개소"), ("이용자", "명"), ("강좌", "회")]


VERTICAL, ANGLE_AT = 1, 40  # of the properties of a list (bits 0 to 2), and where a drawing says how far it is turned


def test_text_that_runs_down_in_cells_of_a_hwp_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    record, made = hwp_file.record, []

    def vertical(tag: int, level: int, data: bytes) -> bytes:
        if tag == hwp_file.LIST_HEADER:
            made.append(data)
            data = data[:4] + struct.pack("<I", struct.unpack_from("<I", data, 4)[0] | VERTICAL) + data[8:]
        return record(tag, level, data)

    monkeypatch.setattr(hwp_file, "record", vertical)
    path = tmp_path / "plan.hwp"
    path.write_bytes(hwp_file.hwp_file(grid_document(GRID)))
    assert len(made) >= len(GRID) * len(GRID[0])
    assert sorted(_published(read_plan(path))) == sorted(value for row in GRID[1:] for value in row[1:])


@pytest.mark.parametrize("angle", [90, 180, 270])
def test_a_turned_text_box_in_a_cell_of_a_hwp_is_read(
    angle: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    record = seen.record

    def turned(tag: int, level: int, data: bytes) -> bytes:
        if tag == seen.SHAPE_COMPONENT:
            data = b"cer$cer$".ljust(ANGLE_AT, b"\0") + struct.pack("<H2i", angle, 500, 500)
        return record(tag, level, data)

    monkeypatch.setattr(seen, "record", turned)
    (kind,) = [kind for kind in seen.kinds() if kind.name == "text-box"]
    path = tmp_path / "plan.hwp"
    path.write_bytes(seen.hwp(kind))
    assert "410" in _published(read_plan(path))
