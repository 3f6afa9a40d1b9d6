"""A raised digit is no digit of the number, the year or the word that it stands behind, whatever the format."""

from __future__ import annotations

import doctest
import struct
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType

import pytest

import extract.readers.raised
from extract.readers.hwp.looks import looks_of, text_as_seen
from extract.readers.hwp.reader import read_hwp
from extract.readers.hwp.streams import HwpStreams
from extract.readers.page.content import PageWord
from extract.readers.page.text import text_of
from extract.readers.pdf.second_reading import compared
from extract.readers.raised import LOWERED, RAISED, Look
from extract.readers.read import read_document
from extract.readers.viewer.text import read_blocks
from extract.year_tables.grid import lay_out
from fixtures.make.hwp_head import record
from gongpyo.pipeline import read_plan
from normalize.cells.read import read_amount
from plan import notes as plan_notes
from plan.records.base import Place
from plan.records.document import Document, Paragraph, Source, Table
from plan.records.meaning import Plan
from plan.years import find_years, read_year
from tests.conftest import ROOT, VIEWER_TEXT, hwpx_bytes, hwpx_grid, hwpx_section, small_hwpx

SHAPE = ROOT / "fixtures" / "shapes" / "raised-digits"


@pytest.mark.parametrize("module", [plan_notes, extract.readers.raised], ids=lambda module: module.__name__)
def test_the_examples_in_the_docstrings_are_true(module: ModuleType) -> None:
    tried = doctest.testmod(module)
    assert tried.attempted > 0
    assert tried.failed == 0


# ------------------------------------------------------------------------------------------------ what is published


def _published(plan: Plan) -> list[tuple[str, int | None, str, int | None, tuple[str, ...]]]:
    return [
        (o.measure, o.year, o.printed, None if o.value is None else int(o.value), o.flags)
        for o in plan.observations
        if not o.printed.isascii()
    ]


@pytest.mark.parametrize("name", ["document.hwp", "document.hwpx", "document.pdf"])
def test_a_number_with_the_mark_of_a_note_is_the_number_in_every_format(name: str) -> None:
    plan = read_plan(SHAPE / name)
    assert plan.findings == ()
    assert _published(plan) == [
        ("target", 2024, "1,000¹)", 1000, ("note=1",)),
        ("target", 2026, "-³)", None, ("note=3",)),
        ("budget", None, "2,000¹⁰)", 2000, ("note=10",)),
        ("budget", 2024, "410¹", 410, ("note=1",)),
    ]
    assert next((indicator.name, indicator.unit) for indicator in plan.indicators) == ("쉼터 정비", "㎡")


@pytest.mark.parametrize("text", ["4¹10", "¹410", "¹⁾410", "239⁵종 추가", "410¹²³", "1¹/₂", "410주¹⁾", "3⁰", "’²⁹3.5"])
def test_a_raised_digit_that_is_no_mark_of_a_note_is_no_part_of_a_value(text: str) -> None:
    amount = read_amount(text)
    assert (amount.status, amount.value) == ("unreadable", None)
    assert "raised_digit" in amount.flags


@pytest.mark.parametrize(
    ("text", "value", "notes"),
    [
        ("410¹", 410, ["note=1"]),
        ("410 ¹⁾", 410, ["note=1"]),
        ("410\n¹)", 410, ["note=1"]),
        ("(410¹)", 410, ["paren", "note=1"]),
        ("50명¹⁾,²⁾", 50, ["note=1", "note=2"]),
        ("10¹⁾", 10, ["note=1"]),
        ("100m²", 100, []),
    ],
)
def test_marks_of_notes_are_flags_of_the_value(text: str, value: int, notes: list[str]) -> None:
    amount = read_amount(text)
    assert (amount.value, [*amount.flags]) == (value, notes)


@pytest.mark.parametrize("text", ["2026¹", "2026¹⁾", "2026년 ¹)", "’26³⁾", "2026¹⁾(안)"])
def test_a_year_with_the_mark_of_a_note_is_the_year(text: str) -> None:
    reading = read_year(text)
    assert (reading.kind, reading.year) == ("year", 2026)


def test_a_period_and_a_total_are_read_under_their_marks() -> None:
    assert [(found.year, found.year_to) for found in find_years("기본계획(2024~2027¹⁾)")] == [(2024, 2027)]
    assert read_year("합계²⁾").kind == "total"


def test_the_viewers_text_keeps_its_columns_under_marks() -> None:
    text = "구분 계¹⁾ 2024 2025²⁾ 2026 예산(백만원) 1,200 300¹⁾ 400 ² 500 운영비(백만원) 비예산³⁾ 작 성 자 숲과장"
    blocks, damage = read_blocks(text)
    assert damage == ()
    (table,) = [block for block in blocks if isinstance(block, Table)]
    rows = [[cell.text for cell in row] for row in lay_out(table.rows, table.columns, table.cells)]
    assert rows == [
        ["구분", "계¹⁾", "2024", "2025²⁾", "2026"],
        ["예산(백만원)", "1,200", "300¹⁾", "400 ²", "500"],
        ["운영비(백만원)", "비예산³⁾", "비예산³⁾", "비예산³⁾", "비예산³⁾"],
    ]


def test_a_saved_page_keeps_what_it_shows_raised(tmp_path: Path) -> None:
    text = VIEWER_TEXT.replace("1,000 100 200", "1,000 100<sup>1)</sup> 200<sup>2</sup>").replace(
        "개소)", "m<sup>2</sup>)"
    )
    path = tmp_path / "plan.html"
    path.write_text(f"<!doctype html><html><body>{text}</body></html>", encoding="utf-8")
    plan = read_plan(path)
    assert _published(plan)[:2] == [
        ("budget", 2024, "100¹)", 100, ("note=1",)),
        ("budget", 2025, "200²", 200, ("note=2",)),
    ]
    assert next(indicator.unit for indicator in plan.indicators) == "㎡"


# --------------------------------------------------------------------------------------------------------- HWPX

HEAD = (
    '<hh:head xmlns:hh="http://www.hancom.co.kr/hwpml/2011/head"><hh:refList><hh:charProperties>{}'
    "</hh:charProperties></hh:refList></hh:head>"
)
SHAPES = {  # by their ids: what stands inside of a charPr
    0: '<hh:offset hangul="0" latin="0"/>',
    1: '<hh:offset hangul="0" latin="0"/><hh:supscript/>',
    2: "<hh:subscript/>",
    3: '<hh:relSz hangul="100" latin="60"/><hh:offset hangul="0" latin="-40"/>',
    4: '<hh:relSz hangul="60" latin="60"/><hh:offset hangul="40" latin="40"/>',
    5: '<hh:offset hangul="-40" latin="-40"/>',
}


def _hwpx_text(tmp_path: Path, *runs: tuple[str, int], shapes: Sequence[int] = tuple(SHAPES)) -> str:
    """What is read of a paragraph of runs, each with the number of its shape; ``|`` is a line's end."""
    texts = [(text.replace("|", "<hp:lineBreak/>"), shape) for text, shape in runs]
    inside = "".join(f'<hp:run charPrIDRef="{shape}"><hp:t>{text}</hp:t></hp:run>' for text, shape in texts)
    head = "".join(f'<hh:charPr id="{shape}" height="1000">{SHAPES[shape]}</hh:charPr>' for shape in shapes)
    path = tmp_path / "plan.hwpx"
    path.write_bytes(hwpx_bytes(hwpx_section(f"<hp:p>{inside}</hp:p>"), **{"Contents/header.xml": HEAD.format(head)}))
    (block,) = read_document(path).blocks
    assert isinstance(block, Paragraph)
    return block.text


@pytest.mark.parametrize(
    ("runs", "text"),
    [
        ([("410", 0), ("1", 1)], "410¹"),
        ([("410", 0), ("1", 1), (")", 1)], "410¹)"),
        ([("410", 0), ("1", 3)], "410¹"),  # small, and set higher by hand
        ([("50", 0), ("2", 2)], "50₂"),
        ([("50", 0), ("2", 4)], "50₂"),
        ([("410", 0), ("1", 5)], "4101"),  # set higher, but not smaller
        ([("4", 0), ("1", 1), ("10", 0)], "4¹10"),
        ([("1", 1), ("410", 0)], "¹410"),
        ([("바닥(m", 0), ("2", 1), (")", 0)], "바닥(m²)"),
        ([("46%", 0), ("(’24년)", 1)], "46%(’24년)"),
        ([("1,234", 1)], "1,234"),  # a whole cell in raised type
        ([("80|", 0), ("(국비30)", 1)], "80\n(국비30)"),  # a line of its own
        ([("80|30", 0), ("1", 1)], "80\n30¹"),
        ([("410", 0), ("1", 99)], "4101"),  # of a shape that the head does not know
    ],
)
def test_raised_runs_of_hwpx(runs: list[tuple[str, int]], text: str, tmp_path: Path) -> None:
    assert _hwpx_text(tmp_path, *runs) == text


def test_a_head_without_raised_shapes_changes_nothing(tmp_path: Path) -> None:
    assert _hwpx_text(tmp_path, ("410", 0), ("1", 1), shapes=(0,)) == "4101"


def test_a_raised_year_loses_no_column(tmp_path: Path) -> None:
    grid = hwpx_grid((("구분", "2024", "2025", "2026"), ("예산(백만원)", "10", "20", "30")))
    raised = grid.replace("2025</hp:t>", '2025</hp:t></hp:run><hp:run charPrIDRef="1"><hp:t>1</hp:t>')
    assert raised != grid
    shape = f'<hh:charPr id="1" height="1000">{SHAPES[1]}</hh:charPr>'
    path = tmp_path / "plan.hwpx"
    section = hwpx_section(f"<hp:p><hp:run>{raised}</hp:run></hp:p>")
    path.write_bytes(hwpx_bytes(section, **{"Contents/header.xml": HEAD.format(shape)}))
    assert [(o.year, o.value) for o in read_plan(path).observations] == [(2024, 10), (2025, 20), (2026, 30)]


# ----------------------------------------------------------------------------------------------------------- HWP

CHAR_SHAPE, PARA_HEADER, PARA_TEXT, PARA_CHAR_SHAPE = 0x15, 0x42, 0x43, 0x44


def _shape(*, size: int = 1000, relative: int = 100, offset: int = 0, properties: int = 0) -> bytes:
    each = bytes(14) + bytes([100] * 7) + bytes(7) + bytes([relative] * 7) + struct.pack("<7b", *[offset] * 7)
    return record(CHAR_SHAPE, 1, each + struct.pack("<iI", size, properties) + bytes(22))


DOC_INFO = b"".join(
    [
        _shape(),
        _shape(properties=1 << 15),
        _shape(properties=1 << 16),
        _shape(relative=60, offset=-40),
        _shape(size=600, offset=40),
        _shape(offset=-40),
    ]
)


def test_the_looks_of_hwp_are_those_of_its_properties_sizes_and_places() -> None:
    small = 600.0
    looks = [
        Look(1000.0), Look(0.0, RAISED), Look(0.0, LOWERED), Look(small, RAISED), Look(small, LOWERED),
        Look(1000.0, RAISED),
    ]  # fmt: skip
    assert looks_of(DOC_INFO) == dict(enumerate(looks))
    assert looks_of(_shape() + _shape(size=600)) == {}
    cut_short = record(CHAR_SHAPE, 1, bytes(40))
    assert looks_of(cut_short + _shape() + _shape(properties=1 << 15)) == {2: Look(0.0, RAISED)}


def _hwp_text(text: str, *shapes: tuple[int, int]) -> str:
    units = text.encode("utf-16-le") + b"\r\0"
    section = record(PARA_HEADER, 0, bytes(24)) + record(PARA_TEXT, 1, units)
    section += record(PARA_CHAR_SHAPE, 1, b"".join(struct.pack("<II", *shape) for shape in shapes))
    source = Source(name="plan.hwp", format="hwp", sha256="0" * 64, bytes=1)
    document: Document = read_hwp(HwpStreams(0, {0: section}, (), DOC_INFO), Path("plan.hwp"), source)
    (block,) = document.blocks
    assert isinstance(block, Paragraph) and block.place == Place(section=0, paragraph=1)
    return block.text


TAB = "\t" + "1" * 6 + "\t"  # the eight units of an inline control; what it holds is no text


@pytest.mark.parametrize(
    ("text", "shapes", "read"),
    [
        ("4101", [(0, 0), (3, 1)], "410¹"),
        ("4101)", [(0, 0), (3, 1), (4, 1)], "410¹)"),
        ("502", [(0, 0), (2, 2)], "50₂"),
        ("4101", [(0, 0), (3, 3)], "410¹"),
        ("502", [(0, 0), (2, 4)], "50₂"),
        ("4101", [(0, 0), (3, 5)], "4101"),
        ("1410", [(0, 1), (1, 0)], "¹410"),
        ("4101", [(0, 1)], "4101"),
        ("80\n(국비30)", [(0, 0), (3, 1)], "80\n(국비30)"),
        (f"{TAB}4101", [(0, 0), (11, 1)], "\t410¹"),
        (f"{TAB}410", [(0, 0), (8, 1)], "\t410"),
        ("\U0001f33f4101", [(0, 0), (5, 1)], "\U0001f33f410¹"),  # a character of two code units
        ("4101", [(0, 0), (3, 99)], "4101"),  # a shape that is not there
        ("4101", [(0, 0), (3, 1), (1, 0), (999, 1)], "4101"),  # places out of order, and beyond the text
    ],
)
def test_raised_characters_of_hwp(text: str, shapes: list[tuple[int, int]], read: str) -> None:
    assert _hwp_text(text, *shapes) == read


@pytest.mark.parametrize("shapes", [b"", b"\0" * 4, struct.pack("<II", 0, 1) + b"\1\2\3"])
def test_shapes_that_are_cut_short_lose_no_text(shapes: bytes) -> None:
    assert text_as_seen("410".encode("utf-16-le"), shapes, looks_of(DOC_INFO)).decode("utf-16-le") == "410"


# ----------------------------------------------------------------------------------------------------------- PDF


def _word(text: str, x: float, size: float = 10.0, rise: float = 0.0, width: float | None = None) -> PageWord:
    """A word on the base line 100, or above it; a character is half as wide as high."""
    foot = 100 - rise + 0.22 * size
    return PageWord(text, x, foot - size, x + (len(text) * size / 2 if width is None else width), foot, size)


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ([_word("410", 0), _word("1", 15, 6, 3.5)], "410¹"),
        ([_word("410", 0), _word("1", 15, 6, 3.5), _word(")", 18, 6, 3.5)], "410¹)"),
        ([_word("410", 0), _word("1", 15, 6, 3.5), _word(",", 18, 10), _word("2", 20, 6, 3.5)], "410¹,²"),
        ([_word("1", 0, 6, 3.5), _word("410", 3)], "¹410"),
        ([_word("50", 0), _word("2", 10, 6, -2)], "50₂"),
        ([_word("바닥(m", 0), _word("2", 20, 6, 3.5), _word(")", 23)], "바닥(m²)"),
        ([_word("410", 0), _word("1", 15, 6)], "4101"),  # small type on the base line
        ([_word("410", 0), _word("1", 15, 9, 3)], "4101"),  # higher, but hardly smaller
        ([_word("410 ", 0, width=17), _word("1", 17.5, 6, 3.5)], "410 1"),  # behind a blank
        ([_word("46%", 0), _word("(’24년)", 15, 6, 3.5)], "46%(’24년)"),
        ([_word("80", 0), _word("(국비30)", 0, 6, -8)], "80\n(국비30)"),  # a line of its own
        ([_word("1,234", 0, 6, 3.5)], "1,234"),  # a whole cell in small type
    ],
)
def test_raised_words_of_a_page(words: list[PageWord], text: str) -> None:
    assert text_of(words) == text


def test_two_readings_differ_where_one_sees_a_raised_digit() -> None:
    assert compared("410¹") != compared("4101")
    assert compared("¹410") != compared("1410")
    assert compared("100m²") == compared("100m2")
    assert compared("２０２６ 년") == compared("2026년")


def test_a_plan_without_raised_digits_is_read_as_before(tmp_path: Path) -> None:
    path = tmp_path / "plan.hwpx"
    path.write_bytes(small_hwpx())
    assert _published(read_plan(path)) == []
