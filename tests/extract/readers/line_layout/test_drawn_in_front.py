"""What floats in front of a table of Hangul's formats: a covered or struck value is told, and emphasis is none."""

from __future__ import annotations

import doctest
import re
import struct
from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal
from difflib import SequenceMatcher
from pathlib import Path

import pytest

import extract.readers.line_layout.afloat
from extract.readers.hwp.afloat import Pictures, drawing_of
from extract.readers.hwp.layout import BIN_DATA, SHAPE_COMPONENT, records_of
from extract.readers.line_layout.front import Front, Held, Looking
from extract.readers.read import read_document
from fixtures.make.document import Cell, Document, Drawing, Paragraph, Table, grid
from fixtures.make.drawing import hwp_drawing, hwpx_drawing
from fixtures.make.hwp_file import hwp_file
from fixtures.make.hwp_head import record
from fixtures.make.hwpx_file import hwpx_file, hwpx_parts
from gongpyo.pipeline import convert, read_plan
from plan.errors import PlanError
from plan.records.meaning import Plan
from tests.conftest import SHARED, zip_bytes
from tests.extract.readers.line_layout.test_stored_pages import cells_in

WORDS = (
    ("구분", "2024", "2025", "2026"),
    ("나무 심기 목표(그루)", "4185", "4290", "4395"),
    ("예산(백만원)", "51", "52", "53"),
)
TABLE = grid(WORDS, (40, 30, 30, 30))  # rows of 6 millimetres: the 4185 is in the middle of 40..70 by 6..12
WRITERS: dict[str, Callable[[Document], bytes]] = {"hwpx": hwpx_file, "hwp": hwp_file}
OVER = (50.0, 6.5, 10.0, 5.0)  # left, top, width, height of what lies on the 4185
RULES = {"covered-text", "not-as-seen", "drawn-over-table", "object-in-cell", "cell-not-read"}


def _document(*drawings: Drawing, above: int = 0) -> Document:
    lines = [Paragraph("숲 가꾸기 사업")] * above
    blocks = (Paragraph("가온시 숲 가꾸기 기본계획(2024~2026)", "title"), *lines, replace(TABLE, drawings=drawings))
    return Document(title="가온시 숲 가꾸기 기본계획(2024~2026)", sections=(blocks,))


def _read(tmp_path: Path, suffix: str, *drawings: Drawing) -> Plan:
    path = tmp_path / f"plan.{suffix}"
    path.write_bytes(WRITERS[suffix](_document(*drawings)))
    return read_plan(path)


def _told(plan: Plan) -> list[tuple[str, int | None, int | None]]:
    found = [(found.rule, found.places[0].row, found.places[0].column) for found in plan.findings]
    return sorted(one for one in found if one[0] in RULES)


def _values(plan: Plan) -> set[Decimal]:
    return {observation.value for observation in plan.observations if observation.value is not None}


ALL = {Decimal(text) for row in WORDS[1:] for text in row[1:]}
BUT_ONE = ALL - {Decimal(4185)}


def test_the_examples_in_the_docstrings_are_true() -> None:
    assert doctest.testmod(extract.readers.line_layout.afloat) == (0, 1)


@pytest.mark.parametrize("suffix", WRITERS)
@pytest.mark.parametrize(
    "cover",
    [Drawing("rect", *OVER), Drawing("ellipse", 46, 4, 18, 10), Drawing("rect", 51.2, 6, 4.2, 6)],
    ids=["rectangle", "ellipse", "over-most-of-it"],
)
def test_a_covered_value_is_left_out_and_quoted_nowhere(cover: Drawing, suffix: str, tmp_path: Path) -> None:
    plan = _read(tmp_path, suffix, cover)
    assert _told(plan) == [("cell-not-read", 1, 1), ("covered-text", 1, 1)]
    assert _values(plan) == BUT_ONE
    convert(tmp_path / f"plan.{suffix}", tmp_path / "out")
    published = [path for path in (tmp_path / "out").rglob("*") if path.is_file()]
    assert published
    assert not [path for path in published if b"4185" in path.read_bytes()]


@pytest.mark.parametrize("suffix", WRITERS)
@pytest.mark.parametrize(
    "strokes",
    [
        [Drawing("line", 50, 9, 10, 0)],
        [Drawing("line", *OVER), Drawing("line", *OVER, is_rising=True)],
        [Drawing("line", 54, 4, 2, 10)],
        [Drawing("line", 40, 12, 30, 6, is_rising=True), Drawing("line", 48, 9.5, 14, 0)],
    ],
    ids=["through", "crossed", "steep", "through-and-a-corner"],
)
def test_a_value_with_a_stroke_through_it_is_not_as_seen(
    strokes: Sequence[Drawing], suffix: str, tmp_path: Path
) -> None:
    plan = _read(tmp_path, suffix, *strokes)
    assert ("not-as-seen", 1, 1) in _told(plan)
    assert Decimal(4185) not in _values(plan)


@pytest.mark.parametrize("suffix", WRITERS)
@pytest.mark.parametrize(
    "drawing",
    [
        Drawing("ellipse", 46, 4, 18, 10, is_filled=False),
        Drawing("rect", *OVER, is_filled=False),
        Drawing("rect", *OVER, wrap="behind"),
        Drawing("pic", *OVER, wrap="behind"),
        Drawing("rect", 60, 6.5, 9, 5),
        Drawing("pic", 0, 30, 130, 40),
        Drawing("line", 50, 11.4, 10, 0),
        Drawing("line", 70, 0, 0, 18),
        Drawing("rect", 51.2, 6, 2, 6),
    ],
    ids=["ring", "frame", "behind", "picture-behind", "beside", "below", "underline", "rule", "over-less-than-half"],
)
def test_what_hides_nothing_is_no_finding(drawing: Drawing, suffix: str, tmp_path: Path) -> None:
    plan = _read(tmp_path, suffix, drawing)
    assert _told(plan) == []
    assert _values(plan) == ALL


@pytest.mark.parametrize("suffix", WRITERS)
@pytest.mark.parametrize(
    "drawing",
    [Drawing("pic", *OVER), Drawing("rect", *OVER, words="확정"), Drawing("rect", 60, 90, 10, 5, base="paper")],
    ids=["picture", "words", "of-a-page-that-is-not-known"],
)
def test_what_may_hide_a_value_is_one_note_of_its_table(drawing: Drawing, suffix: str, tmp_path: Path) -> None:
    plan = _read(tmp_path, suffix, drawing, drawing)
    assert _told(plan) == [("drawn-over-table", None, None)]
    assert _values(plan) == ALL


TALL = grid(
    (*WORDS[:1], *[(f"나무 {at} 목표(그루)", f"7{at:02}1", f"7{at:02}2", f"7{at:02}3") for at in range(11)]),
    TABLE.widths,
)
ABOVE, LEFT = 25.0, 20.0  # millimetres of paper above and left of the text


def _laid(table: Table, drawing: Drawing, anchor: int, *tops: int, is_inline: bool = True) -> bytes:
    """A title, a table and a line with the heights of their lines; a drawing is anchored in one of the three."""
    blocks = (*_document().sections[0][:1], table, Paragraph("끝"))
    parts = hwpx_parts(Document(title="", sections=(blocks,)))
    head, grid_of_cells, behind = re.split("(<hp:tbl .*</hp:tbl>)", parts["Contents/section0.xml"])
    if not is_inline:
        grid_of_cells = grid_of_cells.replace('treatAsChar="1"', 'treatAsChar="0"')
    heights = (2_400, 1_700 * table.rows if is_inline else 1_300, 1_300)
    stored = [
        f'<hp:linesegarray><hp:lineseg vertpos="{top}" vertsize="{height}" horzpos="0"/></hp:linesegarray></hp:p>'
        for top, height in zip(tops, heights, strict=True)
    ]
    stored[anchor] = f"<hp:run>{hwpx_drawing(drawing, 9, '')}</hp:run>{stored[anchor]}"
    own, last, end = behind.split("</hp:p>")
    head = head.replace("</hp:p>", stored[0])
    parts["Contents/section0.xml"] = "".join((head, grid_of_cells, own, stored[1], last, stored[2], end))
    return zip_bytes(parts)


@pytest.mark.parametrize(
    ("drawing", "anchor"),
    [
        (Drawing("rect", 50, 14.1 + 6.5, 10, 5), 0),
        (Drawing("rect", *OVER), 1),
        (Drawing("rect", 50, 6.5 - 21.2, 10, 5), 2),
        (Drawing("rect", LEFT + 50, ABOVE + 14.1 + 6.5, 10, 5, base="paper"), 0),
        (Drawing("rect", LEFT + 50, ABOVE + 14.1 + 6.5, 10, 5, base="paper"), 2),
    ],
    ids=["above", "own", "below", "paper-above", "paper-below"],
)
def test_a_drawing_covers_a_value_wherever_on_the_page_it_is_anchored(
    drawing: Drawing, anchor: int, tmp_path: Path
) -> None:
    path = tmp_path / "plan.hwpx"
    path.write_bytes(_laid(TABLE, drawing, anchor, 0, 4_000, 10_000))
    plan = read_plan(path)
    assert ("covered-text", 1, 1) in _told(plan)
    assert _values(plan) == BUT_ONE
    aside = replace(drawing, left=drawing.left - 45)
    path.write_bytes(_laid(TABLE, aside, anchor, 0, 4_000, 10_000))
    assert _values(read_plan(path)) == ALL


@pytest.mark.parametrize(
    ("drawing", "anchor", "row"),
    [
        (Drawing("rect", 50, 6.5, 10, 5), 1, 1),
        (Drawing("rect", 50, 6.5 - 66, 10, 5), 2, 2),
        (Drawing("rect", 50, 54.5 - 66, 10, 5), 2, 10),
    ],
    ids=["first-page", "behind-the-head-again", "next-page"],
)
def test_a_table_that_goes_on_over_a_page_is_looked_at_on_both(
    drawing: Drawing, anchor: int, row: int, tmp_path: Path
) -> None:
    path = tmp_path / "plan.hwpx"
    path.write_bytes(_laid(TALL, drawing, anchor, 60_000, 66_000, 18_700, is_inline=False))
    plan = read_plan(path)
    assert ("covered-text", row, 1) in _told(plan)
    assert len(_values(plan)) == 32


def _in_cell(row: int, column: int, *drawings: Drawing) -> Document:
    cells = tuple(
        replace(cell, drawings=drawings if (cell.row, cell.column) == (row, column) else ()) for cell in TABLE.cells
    )
    title = _document().sections[0][0]
    return Document(title="", sections=((title, replace(TABLE, cells=cells)),))


@pytest.mark.parametrize("suffix", WRITERS)
def test_a_ring_in_a_cell_is_emphasis_and_in_an_empty_one_it_is_what_stands_there(suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"plan.{suffix}"
    ring = Drawing("ellipse", 6, -1, 12, 6, is_filled=False)
    path.write_bytes(WRITERS[suffix](_in_cell(1, 1, ring)))
    plan = read_plan(path)
    assert (_told(plan), _values(plan)) == ([], ALL)
    document = _in_cell(1, 1, ring)
    table = document.sections[0][1]
    assert isinstance(table, Table)
    cells = tuple(replace(cell, lines=("",)) if cell.drawings else cell for cell in table.cells)
    path.write_bytes(
        WRITERS[suffix](Document(title="", sections=((document.sections[0][0], replace(table, cells=cells)),)))
    )
    assert ("object-in-cell", 1, 1) in _told(read_plan(path))


@pytest.mark.parametrize("suffix", WRITERS)
def test_a_drawing_anchored_in_a_cell_covers_another_one(suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"plan.{suffix}"
    path.write_bytes(WRITERS[suffix](_in_cell(2, 2, Drawing("rect", 50 - 71.8, 6.5 - 13.2, 10, 5))))
    told = _told(read_plan(path))
    assert ("covered-text", 1, 1) in told
    assert ("covered-text", 2, 2) not in told


@pytest.mark.parametrize("suffix", WRITERS)
def test_a_value_covered_in_its_own_cell_is_told_once(suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"plan.{suffix}"
    path.write_bytes(WRITERS[suffix](_in_cell(1, 1, Drawing("rect", 8, -1, 10, 5))))
    plan = read_plan(path)
    assert _told(plan) == [("cell-not-read", 1, 1), ("covered-text", 1, 1)]
    assert _values(plan) == BUT_ONE


@pytest.mark.parametrize(
    ("suffix", "told"), [("jpg", "covered-text"), ("BMP", "covered-text"), ("png", "drawn-over-table")]
)
def test_a_picture_covers_a_value_where_its_format_is_never_seen_through(
    suffix: str, told: str, tmp_path: Path
) -> None:
    path = tmp_path / "plan.hwpx"
    parts = hwpx_parts(_document(Drawing("pic", *OVER)))
    path.write_bytes(zip_bytes({**parts, f"BinData/image1.{suffix}": b"\0"}))
    assert told in {rule for rule, _, _ in _told(read_plan(path))}


def test_hwp_says_of_its_pictures_by_which_suffix_they_are_stored() -> None:
    def item(suffix: str, kind: int = 1) -> bytes:
        return record(BIN_DATA, 1, struct.pack("<3H", kind, 1, len(suffix)) + suffix.encode("utf-16-le"))

    pictures = Pictures(item("jpg") + item("png") + item("BMP") + item("jpg", kind=0) + record(BIN_DATA, 1, b"\1"))
    assert [pictures.is_opaque(number) for number in range(7)] == [False, True, False, True, False, False, False]


def test_a_group_of_hwp_is_none_of_what_it_holds() -> None:
    data = hwp_drawing(Drawing("pic", *OVER), 0, 1, b"")
    below = [(tag, data[start:end]) for tag, _, start, end in records_of(data)][1:]
    control = next(data[start:end] for _, _, start, end in records_of(data))
    alone = drawing_of(control, below, speaks=False)
    assert alone
    assert (alone.kind, alone.picture) == ("unsure", 1)
    grouped = drawing_of(control, [(SHAPE_COMPONENT, b"noc$" + below[0][1][4:]), *below], speaks=False)
    assert grouped
    assert (grouped.kind, grouped.picture) == ("unsure", None)


@pytest.mark.parametrize("cut", range(0, 300, 7))
def test_a_drawing_that_is_cut_short_is_no_error(cut: int) -> None:
    data = hwp_drawing(Drawing("rect", *OVER), 0, 1, b"")
    whole = [(tag, data[start:end]) for tag, _, start, end in records_of(data)]
    found = drawing_of(whole[0][1][:cut], [(tag, said[:cut]) for tag, said in whole[1:]], speaks=False)
    assert found is None or found.kind in ("cover", "unsure")


def test_words_in_front_of_a_table_in_its_line_move_it(tmp_path: Path) -> None:
    path = tmp_path / "plan.hwpx"
    parts = hwpx_parts(_document(Drawing("rect", OVER[0] + 13.8, *OVER[1:])))
    section = parts["Contents/section0.xml"]
    path.write_bytes(zip_bytes(parts))
    assert _values(read_plan(path)) == ALL
    spaces = f"<hp:t>{' ' * 6}</hp:t>"  # of 13 points, half as wide as high: 13.8 millimetres
    path.write_bytes(zip_bytes({**parts, "Contents/section0.xml": section.replace("<hp:tbl ", f"{spaces}<hp:tbl ")}))
    assert ("covered-text", 1, 1) in _told(read_plan(path))


def test_a_table_whose_cells_do_not_fit_together_is_a_note(tmp_path: Path) -> None:
    path = tmp_path / "plan.hwpx"
    parts = hwpx_parts(_document(Drawing("rect", *OVER)))
    section = parts["Contents/section0.xml"].replace('cellSz width="8503"', 'cellSz width="4000"')
    path.write_bytes(zip_bytes({**parts, "Contents/section0.xml": section}))
    assert _told(read_plan(path)) == [("drawn-over-table", None, None)]


def test_a_table_of_more_rows_than_there_may_be_is_refused_before_it_is_laid_out(tmp_path: Path) -> None:
    path = tmp_path / "plan.hwpx"
    parts = hwpx_parts(_document(Drawing("rect", *OVER)))
    section = parts["Contents/section0.xml"].replace('rowAddr="2"', 'rowAddr="9999999999"')
    path.write_bytes(zip_bytes({**parts, "Contents/section0.xml": section}))
    with pytest.raises(PlanError) as refused:
        read_document(path)
    assert (refused.value.code, refused.value.details["limit"]) == ("limit", "table_rows")


@pytest.mark.parametrize("name", ["nikl-workplan-2022.hwp", "seoul-youth-office-2026.hwpx"])
def test_the_texts_of_cells_are_where_the_printed_twin_has_them(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    path = SHARED / "corpus" / "docs" / name
    if not path.exists():
        pytest.skip("the corpus of real documents is not here")
    laid: dict[tuple[int | None, int | None, int | None], tuple[float, float]] = {}
    seen = Looking.look

    def look(looking: Looking, paragraphs: Sequence[Held]) -> None:
        seen(looking, paragraphs)
        frame = paragraphs[-1].frame if paragraphs else None
        for text in (text for texts in looking.texts.values() for text in texts if frame):
            line = text.lines[0]
            x, y = (line.left + line.right) / 2 + frame.left, (line.top + line.bottom) / 2 + frame.above
            laid[text.table, text.row, text.column] = x / 100, y / 100

    monkeypatch.setattr(Looking, "look", look)
    monkeypatch.setattr(Front, "has_any", property(lambda _: True, lambda *_: None), raising=False)
    ours, printed = (list(cells_in(read_document(each).blocks)) for each in (path, path.with_suffix(".pdf")))
    same = SequenceMatcher(None, [cell.text for cell in ours], [cell.text for cell in printed], autojunk=False)
    found = []
    for first, second, length in same.get_matching_blocks():
        for own, twin in zip(ours[first : first + length], printed[second : second + length], strict=True):
            at = laid.get((own.place.table, own.row, own.column))
            if at and twin.place.box and any(map(str.isalnum, own.text)):  # an arrow is no mark to know a cell by
                left, top, right, bottom = twin.place.box
                found.append(left <= at[0] <= right and top <= at[1] <= bottom)
    assert len(found) > 100
    assert all(found)


@pytest.mark.parametrize("suffix", WRITERS)
def test_a_year_table_in_the_cell_of_another_table_is_looked_at(suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"plan.{suffix}"
    inner = replace(TABLE, drawings=(Drawing("rect", *OVER),))
    frame = Table(rows=1, cells=(Cell(0, 0, ("나무",), tables=(inner,)),), widths=(150,), head_rows=0)
    path.write_bytes(WRITERS[suffix](Document(title="", sections=((*_document().sections[0][:1], frame),))))
    plan = read_plan(path)
    assert ("covered-text", 1, 1) in _told(plan)
    assert Decimal(4185) not in _values(plan)
