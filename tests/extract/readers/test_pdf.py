"""PDF pages: read alike by both engines, however they are made; what cannot be read or confirmed is said."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

import pikepdf
import pytest
from msgspec.structs import replace

from extract.readers.page.content import PageContent, Rule, Run, believed_descent, rules_of, words_of
from extract.readers.pdf.engines import pdfium, plumber, plumber_device
from extract.readers.pdf.second_reading import compared
from gongpyo.cli.main import main
from gongpyo.pipeline import read_plan, read_tables
from plan.errors import PlanError
from plan.records.base import Place
from plan.records.meaning import Observation, Plan
from tests.conftest import ROOT, SHARED

FIXTURE = ROOT / "fixtures" / "seoul-citizen-participation-2024-2027"
A4 = "/MediaBox [0 0 595 842]"
DEEP = -1.048  # the descent that page-layout programs declare for Source Han Sans
GARBLED = b"BT /F2 12 Tf 72 700 Td <0041004200430044004500460047> Tj ET"
CELLS = [("Item", "2024", "2025"), ("A", "10", "20"), ("B", "30", "40")]
WIDTH, HEIGHT, LEFT, TOP = 100, 24, 72, 700


def _table() -> bytes:
    """Page content: a ruled table of three rows and columns under a word that says that it is a plan."""
    lines = [f"BT /F3 10 Tf {LEFT} {TOP + HEIGHT} Td (AB) Tj ET"]  # 목표
    lines += [f"{LEFT} {TOP - HEIGHT * row} m {LEFT + 3 * WIDTH} {TOP - HEIGHT * row} l S" for row in range(4)]
    lines += [f"{LEFT + WIDTH * column} {TOP} m {LEFT + WIDTH * column} {TOP - 3 * HEIGHT} l S" for column in range(4)]
    lines += [
        f"BT /F1 10 Tf {LEFT + WIDTH * column + 6} {TOP - HEIGHT * row - 16} Td ({text}) Tj ET"
        for row, texts in enumerate(CELLS)
        for column, text in enumerate(texts)
    ]
    return "\n".join(lines).encode()


def _pdf(*pages: bytes, more: str = "", form: bytes = b"") -> bytes:
    """A PDF of these page contents.

    F1 is Helvetica, F2 a font whose codes nothing maps to characters, F3 says 목표 for AB and 1 for 4. ``more`` are the
    boxes and turns of each page; X1 is a form with its own content, at half its size.
    """
    kids = " ".join(f"{10 + 2 * number} 0 R" for number in range(len(pages)))
    objects: dict[int, bytes] = {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        3: b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        4: b"<< /Type /Font /Subtype /Type0 /BaseFont /Lost /Encoding /Identity-H /DescendantFonts [5 0 R] >>",
        5: b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Lost /FontDescriptor 6 0 R /DW 1000"
        b" /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>",
        6: b"<< /Type /FontDescriptor /FontName /Lost /Flags 4 /FontBBox [0 0 1000 1000] /ItalicAngle 0"
        b" /Ascent 800 /Descent -200 /CapHeight 700 /StemV 80 >>",
    }
    names = b"1 begincodespacerange <00> <ff> endcodespacerange"
    names += b" 4 beginbfchar <30> <0030> <34> <0031> <41> <baa9> <42> <d45c> endbfchar"
    objects[8] = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding /ToUnicode 9 0 R >>"
    objects[9] = b"<< /Length %d >>\nstream\n%s\nendstream" % (len(names), names)
    fonts = b"/Resources << /Font << /F1 3 0 R /F3 8 0 R >> >>"
    objects[7] = b"<< /Type /XObject /Subtype /Form /BBox [0 0 2000 2000] /Matrix [.5 0 0 .5 0 0] %s /Length %d >>" % (
        fonts,
        len(form),
    )
    objects[7] += b"\nstream\n%s\nendstream" % form
    for number, content in enumerate(pages):
        page, stream = 10 + 2 * number, 11 + 2 * number
        objects[page] = (
            f"<< /Type /Page /Parent 2 0 R {more or A4} /Contents {stream} 0 R"
            f" /Resources << /Font << /F1 3 0 R /F2 4 0 R /F3 8 0 R >> /XObject << /X1 7 0 R >>"
            " /ExtGState << /G1 << /BM /Multiply >> >> >> >>"
        ).encode()
        objects[stream] = b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content)
    body = b"%PDF-1.4\n"
    offsets = {}
    for number, data in objects.items():
        offsets[number] = len(body)
        body += b"%d 0 obj\n%s\nendobj\n" % (number, data)
    table = b"".join(
        b"%010d 00000 n \n" % offsets[number] if number in offsets else b"0000000000 65535 f \n"
        for number in range(max(objects) + 1)
    )
    trailer = b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (max(objects) + 1, len(body))
    return body + b"xref\n0 %d\n" % (max(objects) + 1) + table + trailer


def test_a_garbled_page_is_a_finding_and_the_others_are_read(tmp_path: Path) -> None:
    path = tmp_path / "plan.pdf"
    path.write_bytes(_pdf(GARBLED, _table()))
    plan = read_plan(path)
    (damaged,) = [found for found in plan.findings if found.rule == "source-damaged"]
    assert damaged.severity == "error"
    assert [place.page for place in damaged.places] == [1]
    assert [(o.year, o.value, o.place.page) for o in plan.observations] == [
        (2024, 10, 2),
        (2025, 20, 2),
        (2024, 30, 2),
        (2025, 40, 2),
    ]


@pytest.mark.parametrize(("declared", "believed"), [(-0.12, -0.12), (-0.288, -0.288), (0.0, 0.0), (DEEP, -0.2)])
def test_a_descent_of_a_whole_type_size_is_not_believed(declared: float, believed: float) -> None:
    assert believed_descent(declared) == believed


def test_a_table_in_a_font_of_too_deep_a_descent_keeps_its_rows() -> None:
    path = SHARED / "cases" / "meaning-text-in-the-wrong-row" / "input.pdf"
    if not path.exists():
        pytest.skip("the case is not here")
    plan = read_plan(path)
    rows = [[3, 5, 4, 12, 9], [1, 3, 2, 8, 6], [2, 2, 2, 4, 3]]
    assert [o.value for o in plan.observations] == [value for _ in range(3) for row in rows for value in row]


def test_a_value_carries_the_box_that_it_is_printed_in(tmp_path: Path) -> None:
    path = tmp_path / "plan.pdf"
    path.write_bytes(_pdf(_table()))
    (first, *_) = read_plan(path).observations
    assert first.place.box == (172.0, 166.0, 272.0, 190.0)  # second column and second row, from the top left corner


VALUES = [(2024, 10), (2025, 20), (2024, 30), (2025, 40)]


def _values(plan: Plan) -> list[tuple[int | None, object]]:
    return [(o.year, o.value) for o in plan.observations]


def _written(tmp_path: Path, *pages: bytes, more: str = "", form: bytes = b"") -> Path:
    path = tmp_path / "plan.pdf"
    path.write_bytes(_pdf(*pages, more=more, form=form))
    return path


def _engines(path: Path, number: int = 1) -> tuple[PageContent, PageContent]:
    """One page as each engine gives it."""
    with pdfium.open_pdf(path.read_bytes()) as first, plumber.open_pdf(path.read_bytes()) as second:
        content = first.read(number)
        assert content is not None
        return content, second.read(number)


def _texts(content: PageContent) -> list[str]:
    return sorted(word.text.strip() for word in content.words if word.text.strip())


def _marks(content: PageContent) -> str:
    """All characters of a page in an order of their own, white space aside."""
    return "".join(sorted(compared("".join(word.text for word in content.words))))


def _edges(content: PageContent) -> list[tuple[int, ...]]:
    return sorted(tuple(round(value) for value in rule) for rule in content.rules)


# ---------------------------------------------------------------------------------------- two engines


ENGINE_PAGES = [(FIXTURE / "plan.pdf", number) for number in (1, 6, 14, 31, 47, 62, 83)]
ENGINE_PAGES += [
    (SHARED / "corpus" / "docs" / name, number)
    for name, number in (
        ("busan-waterworks-2025.pdf", 12),
        ("busan-culture-2025.pdf", 18),
        ("molit-jeonse-loan.pdf", 2),
        ("seoul-youth-office-2026.pdf", 1),
        ("nikl-workplan-2022.pdf", 35),
    )
]


@pytest.mark.parametrize(("path", "number"), ENGINE_PAGES, ids=lambda value: getattr(value, "stem", str(value)))
def test_both_engines_show_the_same_page(path: Path, number: int) -> None:
    if not path.exists():
        pytest.skip(f"{path.name} is not here")
    first, second = _engines(path, number)
    assert (first.width, first.height) == pytest.approx((second.width, second.height), abs=0.01)
    assert _marks(first) == _marks(second)
    assert _edges(first) == _edges(second)


@pytest.mark.parametrize("path", sorted({path for path, _ in ENGINE_PAGES}), ids=lambda path: path.stem)
def test_a_page_is_read_alike_whatever_was_read_before_it(path: Path) -> None:
    if not path.exists():
        pytest.skip(f"{path.name} is not here")
    numbers = [number for own, number in ENGINE_PAGES if own == path]
    with pdfium.open_pdf(path.read_bytes()) as pdf:
        in_order = {number: pdf.read(number) for number in range(1, max(numbers) + 1)}
    for number in numbers:
        with pdfium.open_pdf(path.read_bytes()) as pdf:
            assert pdf.read(number) == in_order[number]


ACTUAL_TEXT = (b"(20) Tj", b"/Span << /ActualText (90) >> BDC (20) Tj EMC")


def test_a_cell_that_the_engines_read_differently_is_a_finding_and_no_value(tmp_path: Path) -> None:
    path = _written(tmp_path, _table().replace(*ACTUAL_TEXT))  # pdfium believes the file's own word for what is shown
    plan = read_plan(path)
    (damaged,) = [found for found in plan.findings if found.rule == "source-damaged"]
    assert damaged.severity == "error"
    assert damaged.actual == "90" and "'20'" in damaged.message_en and "'20'" in damaged.message
    assert [(place.page, place.row, place.column) for place in damaged.places] == [(1, 1, 2)]
    assert _values(plan) == [(2024, 10), (2025, None), (2024, 30), (2025, 40)]
    assert plan.cells.in_scope == plan.cells.read + plan.cells.ignored + plan.cells.findings


def test_a_single_reading_has_nothing_to_compare(tmp_path: Path) -> None:
    plan = read_plan(_written(tmp_path, _table().replace(*ACTUAL_TEXT)), single_read=True)
    assert _values(plan) == [(2024, 10), (2025, 90), (2024, 30), (2025, 40)]
    assert not [found for found in plan.findings if found.rule == "source-damaged"]


def test_the_command_line_says_which_cells_are_not_confirmed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = _written(tmp_path, _table().replace(*ACTUAL_TEXT))
    for arguments, doubtful in ([], True), (["--single-read"], False):
        with pytest.raises(SystemExit) as left:
            main(["tables", str(path), "--lang", "en", *arguments])
        assert left.value.code == 0
        assert ("Two engines read it differently" in capsys.readouterr().out) == doubtful


def test_a_table_whose_head_is_read_differently_is_not_published(tmp_path: Path) -> None:
    page = _table().replace(b"(2025) Tj", b"/Span << /ActualText (2026) >> BDC (2025) Tj EMC")
    with pytest.raises(PlanError) as refused:
        read_plan(_written(tmp_path, page))
    assert refused.value.code == "no-values"
    assert "Two engines read the head of the table differently" in refused.value.en


def test_a_rule_that_one_engine_does_not_see_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole: Callable[..., PageContent] = plumber.PlumberDocument.read

    def without_third_column(self: plumber.PlumberDocument, number: int) -> PageContent:
        content = whole(self, number)
        gone = LEFT + 2 * WIDTH
        return content._replace(rules=tuple(r for r in content.rules if r.x0 < r.x1 or abs(r.x0 - gone) > 1))

    monkeypatch.setattr(plumber.PlumberDocument, "read", without_third_column)
    extracted = read_tables(_written(tmp_path, _table()))
    assert {(part.place.row, part.place.column) for part in extracted.damage} == {
        (r, c) for r in range(3) for c in (1, 2)
    }
    assert all("no such cell" in part.reason_en for part in extracted.damage)


def test_a_page_that_the_second_engine_cannot_read_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(self: plumber.PlumberDocument, number: int) -> PageContent:
        raise plumber.PlumberError

    monkeypatch.setattr(plumber.PlumberDocument, "read", fails)
    (part,) = read_tables(_written(tmp_path, _table())).damage
    assert part.place.page == 1 and "not confirmed" in part.reason_en


def test_an_error_of_our_own_device_is_no_damage_of_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A library calls the device; whatever it raises passes through that library's frames."""
    monkeypatch.setattr(plumber_device, "SINGLE_STROKES", 5)
    with pytest.raises(TypeError, match="'int' is not iterable"):
        read_tables(_written(tmp_path, _table()))


@pytest.mark.parametrize("content", [b"BT /F1 10 Tf 5 TJ ET", b"BT /F1 10 Tf <</A 1>> TJ ET", b"q /X9 Do Q"])
def test_an_operand_of_another_kind_is_the_files_own_fault(tmp_path: Path, content: bytes) -> None:
    path = _written(tmp_path, _table() + b"\n" + content)
    with plumber.open_pdf(path.read_bytes()) as pdf, suppress(plumber.PlumberError):
        assert pdf.read(1).words


def test_a_page_that_is_not_there_is_said(tmp_path: Path) -> None:
    with plumber.open_pdf(_written(tmp_path, _table()).read_bytes()) as pdf, pytest.raises(plumber.PlumberError):
        pdf.read(2)


def test_whoever_sets_up_logging_hears_the_library_and_nobody_else() -> None:
    """No level is set for others; without any set-up nothing is printed among our own messages."""
    for name in ("pdfminer", "pdfplumber"):
        logger = logging.getLogger(name)
        assert logger.level == logging.NOTSET and logger.propagate
        assert any(isinstance(handler, logging.NullHandler) for handler in logger.handlers)


# ----------------------------------------------------------------------------------- how pages are made

AS_IT_IS = _table()
PAGES = {
    "as it is": (AS_IT_IS, ""),
    "printed twice for bold": (AS_IT_IS + b" 1 0 0 1 .4 0 cm " + AS_IT_IS, ""),
    "in a form": (b"q /X1 Do Q", ""),
    "cropped": (AS_IT_IS, A4 + " /CropBox [50 50 545 792]"),
    "from another origin": (b"1 0 0 1 -100 -200 cm " + AS_IT_IS, "/MediaBox [-100 -200 495 642]"),
    "turned to the right": (b"0 1 -1 0 800 0 cm " + AS_IT_IS, "/MediaBox [0 0 842 595] /Rotate 90"),
    "turned to the left": (b"0 -1 1 0 0 595 cm " + AS_IT_IS, "/MediaBox [0 0 842 595] /Rotate 270"),
    "upside down": (b"-1 0 0 -1 595 842 cm " + AS_IT_IS, A4 + " /Rotate 180"),
    "with words in white space": (AS_IT_IS.replace(b"(20) Tj", b"[(2) -100 (0)] TJ"), ""),
    "crossed by a diagonal": (AS_IT_IS + b" 72 700 m 372 628 l S", ""),
    "over a slanting watermark": (b"q .88 g BT /F1 60 Tf .7 .7 -.7 .7 150 600 Tm (DRAFT) Tj ET Q " + AS_IT_IS, ""),
    "with hidden words": (AS_IT_IS + b" BT 3 Tr /F1 10 Tf 280 660 Td (77) Tj ET", ""),
}


@pytest.mark.parametrize("made", PAGES)
def test_a_page_says_the_same_however_it_is_made(made: str, tmp_path: Path) -> None:
    content, more = PAGES[made]
    form = b"2 0 0 2 0 0 cm " + AS_IT_IS
    path = _written(tmp_path, content, more=more, form=form)
    plan = read_plan(path, single_read=True)
    assert _values(plan) == VALUES
    (first, *_) = plan.observations
    assert first.place.box is not None
    assert (first.place.box[2] - first.place.box[0], first.place.box[3] - first.place.box[1]) == (WIDTH, HEIGHT)
    doubted = [part.quote for part in read_tables(path).damage]
    assert doubted == []


def test_a_box_is_measured_from_the_corner_of_what_is_shown(tmp_path: Path) -> None:
    path = _written(tmp_path, _table(), more=A4 + " /CropBox [50 50 545 792]")
    (first, *_) = read_plan(path).observations
    assert first.place.box == (122.0, 116.0, 222.0, 140.0)


TURNS = {  # of a page of 595 x 842 whose first value stands in (172, 166, 272, 190) before it is turned
    90: (652.0, 172.0, 676.0, 272.0),
    180: (323.0, 652.0, 423.0, 676.0),
    270: (166.0, 323.0, 190.0, 423.0),
}


@pytest.mark.parametrize("turn", [*TURNS, -90, 450])
def test_a_page_that_is_turned_on_its_side_is_read_as_it_was_drawn(turn: int, tmp_path: Path) -> None:
    path = _written(tmp_path, _table(), more=f"{A4} /Rotate {turn}")
    plan = read_plan(path)
    assert _values(plan) == VALUES and {found.rule for found in plan.findings} == {"unit-missing", "title-uncertain"}
    assert plan.observations[0].place.box == TURNS[turn % 360]


@pytest.mark.parametrize("turn", TURNS)
@pytest.mark.parametrize("shape", ["nested", "split-head-repeated", "transposed"])
def test_a_turned_document_says_what_its_unturned_twin_says(shape: str, turn: int, tmp_path: Path) -> None:
    twin, path = ROOT / "fixtures" / "shapes" / shape / "document.pdf", tmp_path / "document.pdf"
    with pikepdf.open(twin) as pdf:
        for page in pdf.pages:
            page.obj["/Rotate"] = turn
        pdf.save(path)
    turned, plain = read_plan(path), read_plan(twin)
    assert [*map(_said, turned.observations)] == [*map(_said, plain.observations)]
    for shown, drawn in zip(turned.observations, plain.observations, strict=True):
        (width, height), size = _size(shown.place), _size(drawn.place)
        assert ((width, height) if turn == 180 else (height, width)) == pytest.approx(size, abs=0.2)
    assert [found.rule for found in turned.findings] == [found.rule for found in plain.findings]


def _size(place: Place) -> tuple[float, float]:
    assert place.box is not None
    left, top, right, bottom = place.box
    return right - left, bottom - top


def _said(observation: Observation) -> Observation:
    """An observation wherever it is printed."""
    return replace(observation, place=replace(observation.place, box=None))


@pytest.mark.parametrize("turn", [0, *TURNS])
@pytest.mark.parametrize("drawn", ["upright as shown", "as it is"])
def test_both_engines_show_a_turned_page_that_is_cropped_unevenly_alike(drawn: str, turn: int, tmp_path: Path) -> None:
    turned = {0: b"", 90: b"0 1 -1 0 842 0 cm ", 180: b"-1 0 0 -1 595 842 cm ", 270: b"0 -1 1 0 0 595 cm "}[turn]
    boxes = f"/MediaBox [-10 -20 900 880] /CropBox [11 23 838 831] /Rotate {turn}"
    content = turned + _table() if drawn == "upright as shown" else _table()
    first, second = _engines(_written(tmp_path, content, more=boxes))
    assert _texts(first) == _texts(second) == sorted(["목표", *(text for row in CELLS for text in row)])
    assert _edges(first) == _edges(second)
    assert first.turned == second.turned == (0 if drawn == "upright as shown" else turn // 90)
    assert (first.width, first.height) == pytest.approx((second.width, second.height))


HIDDEN = b"BT 3 Tr /F1 10 Tf 72 700 Td (Item 2024 2025) Tj ET"
SIDEWAYS = b"BT /F1 10 Tf 0 1 -1 0 300 100 Tm (Item 2024 2025) Tj ET"


@pytest.mark.parametrize(("page", "reason"), [(HIDDEN, "hidden"), (SIDEWAYS, "on its side")])
def test_a_page_whose_text_nobody_can_read_upright_is_a_finding(page: bytes, reason: str, tmp_path: Path) -> None:
    (part,) = read_tables(_written(tmp_path, page, _table())).damage
    assert part.place.page == 1
    assert reason in part.reason_en


@pytest.mark.parametrize("turn", [180, 270])
def test_a_page_that_no_turn_of_the_file_sets_upright_is_not_read(turn: int, tmp_path: Path) -> None:
    (part,) = read_tables(_written(tmp_path, SIDEWAYS, _table(), more=f"{A4} /Rotate {turn}")).damage
    assert part.place.page == 1 and "on its side" in part.reason_en


def test_a_document_of_hidden_text_alone_is_a_scan(tmp_path: Path) -> None:
    with pytest.raises(PlanError) as refused:
        read_plan(_written(tmp_path, HIDDEN, HIDDEN))
    assert refused.value.code == "no-text-layer"


# ------------------------------------------------------------------------------------- words and rules


def _run(text: str, *, gap: float = 0.0, at: float = 0.0) -> Run:
    """Characters of size 10 and width 5 with a gap between them."""
    lefts = [at + (5 + gap) * index for index in range(len(text))]
    return Run(text, lefts, [left + 5 for left in lefts], 0.0, 10.0, 10.0)


@pytest.mark.parametrize(
    ("runs", "words"),
    [
        ([_run("1,200")], ["1,200"]),
        ([_run("사업 계획")], ["사업 ", "계획"]),
        ([_run("사\u3000업\x01")], ["사 ", "업 "]),
        ([_run("20", gap=2.1)], ["20"]),
        ([_run("20", gap=2.3)], ["2", "0"]),
        ([_run("20", gap=-5.1)], ["2", "0"]),
        ([_run("20"), _run("00", at=10)], ["20", "00"]),
        ([_run("  ")], [" ", " "]),
        ([_run("")], []),
        ([], []),
    ],
)
def test_characters_side_by_side_are_a_word(runs: Sequence[Run], words: list[str]) -> None:
    assert [word.text for word in words_of(runs)] == words


BOX = [(0.0, 0.0), (50.0, 0.0), (50.0, 20.0), (0.0, 20.0), (0.0, 0.0)]
SIDES = [Rule(0, 0, 50, 0), Rule(0, 20, 50, 20), Rule(0, 0, 0, 20), Rule(50, 0, 50, 20)]


@pytest.mark.parametrize(
    ("points", "stroked", "filled", "rules"),
    [
        ([(0.0, 5.0), (50.0, 5.5)], True, False, [Rule(0, 5, 50, 5.5)]),
        ([(0.0, 0.0), (50.0, 20.0)], True, False, []),
        (BOX, True, False, SIDES),
        (BOX[::-1], True, True, SIDES),
        (BOX, False, True, []),
        ([(0.0, 0.0), (50.0, 0.0), (50.0, 1.0), (0.0, 1.0), (0.0, 0.01)], False, True, [Rule(0, 0, 50, 1)]),
        ([(0.0, 0.0), (50.0, 0.0), (50.0, 20.0)], True, False, [Rule(0, 0, 50, 0), Rule(50, 0, 50, 20)]),
        ([(0.0, 0.0), (50.0, 0.0), (50.0, 20.0)], False, True, []),
        ([(0.0, 0.0)], True, False, []),
    ],
)
def test_a_path_shows_its_straight_strokes(
    points: list[tuple[float, float]], stroked: bool, filled: bool, rules: list[Rule]
) -> None:
    assert sorted(rules_of(points, stroked=stroked, filled=filled)) == sorted(rules)
