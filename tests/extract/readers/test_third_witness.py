"""The third witness: a cell of a PDF that is seen otherwise than its characters say is not believed."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.readers.pdf import third_witness
from extract.readers.pdf.engines import pdfium_picture
from extract.readers.pdf.engines.pdfium import PdfiumError
from gongpyo.pipeline import read_plan, read_tables
from tests.conftest import SHARED
from tests.extract.readers.test_pdf import LEFT, TOP, VALUES, WIDTH, _table, _values, _written

TEN = b"(10) Tj ET"
WHOLE = b"BT /F1 10 Tf 178 660 Td (10) Tj ET"
ROOM = b"172.5 653 99 22"  # of the cell that says 10
UNHEALTHY = {
    "white digits": (TEN, b"(10) Tj 1 g (5) Tj 0 g ET"),
    "all white": (TEN, b"1 g (10) Tj 0 g ET"),
    "covered": (TEN, TEN + b" q 1 g " + ROOM + b" re f Q"),
    "redacted": (TEN, TEN + b" q 178 658 14 14 re f Q"),
    "half of a digit covered": (TEN, TEN + b" q 1 g 178 659 3 10 re f Q"),
    "clipped": (b"BT /F1 10 Tf 178 660 Td (10) Tj ET", b"q 172 652 11 24 re W n BT /F1 10 Tf 178 660 Td (10) Tj ET Q"),
    "two numbers on one another": (TEN, TEN + b" BT /F1 10 Tf 178.6 660 Td (38) Tj ET"),
    "a number printed twice, a little apart": (TEN, TEN + b" BT /F1 10 Tf 180 662 Td (10) Tj ET"),
    "digits on one another": (TEN, b"[(1) 540 (0)] TJ ET"),
    "slanting": (TEN, b"() Tj .97 .26 -.26 .97 180 660 Tm (10) Tj ET"),
    "upside down, half of it in the cell": (TEN, b"() Tj -1 0 0 -1 192 655 Tm (77) Tj ET"),
    "struck out": (TEN, TEN + b" q .6 w 177.5 663.6 m 190 663.6 l S Q"),
    "one digit struck out": (TEN, b"(5) Tj ET q .6 w 177.7 663.6 m 184 663.6 l S Q"),
    "an upright line through it": (TEN, TEN + b" q .8 w 183.8 657 m 183.8 670 l S Q"),
    "its foot covered": (TEN, TEN + b" q 1 g 177 659 14 2.6 re f Q"),
    "its point covered": (TEN, b"(1.5) Tj ET q 1 g 183.7 659 2.4 2.6 re f Q"),
    "half of it higher": (TEN, b"(1) Tj 4 Ts (0) Tj 0 Ts ET"),
    "its unit covered": (TEN, b"(10km) Tj ET q 1 g 189.3 657 14 11 re f Q"),
    "its digits in another order": (TEN, b"[(1,8) 1000 (5)] TJ ET"),
    "a digit too small to be seen": (TEN, b"/F1 .5 Tf (9) Tj /F1 10 Tf (10) Tj ET"),
    "a stamp beside it": (TEN, b"(10) Tj .6 g (25) Tj 0 g ET"),
    "over the wall": (b"178 660 Td (10)", b"262 660 Td (1000)"),
    "on its side": (TEN, b"(10) Tj 0 1 -1 0 230 655 Tm (5) Tj ET"),
    "a digit by the name of another": (TEN, b"/F3 10 Tf (40) Tj /F1 10 Tf ET"),
    "drawn as outlines": (TEN, b"() Tj ET q 2 w 178 660 m 178 668 l 184 668 l 184 660 l 178 660 l S Q"),
}
HEALTHY = {
    "covered, and printed anew on top": (
        TEN,
        TEN.replace(b"10", b"77") + b" q 1 g " + ROOM + b" re f Q BT /F1 10 Tf 179 660 Td (10) Tj ET",
    ),
    "under a glass of colour": (TEN, TEN + b" q /G1 gs 1 1 0 rg " + ROOM + b" re f Q"),
    "as it is": (TEN, TEN),
    "white on a dark fill": (WHOLE, b"q .2 g " + ROOM + b" re f Q 1 g " + WHOLE + b" 0 g"),
    "red": (TEN, b"1 0 0 rg (10) Tj 0 g ET"),
    "bold by printing it twice": (TEN, TEN + b" BT /F1 10 Tf 178.3 660 Td (10) Tj ET"),
    "bold by an outline": (TEN, b"2 Tr .3 w (10) Tj 0 Tr ET"),
    "closely set": (TEN, b"-.7 Tc (10) Tj 0 Tc ET"),
    "underlined": (TEN, TEN + b" q .5 w 178 658.4 m 190 658.4 l S Q"),
    "in a font with names": (TEN, b"(1) Tj /F3 10 Tf (0) Tj /F1 10 Tf ET"),
    "with a thick wall": (TEN, TEN + b" q 2 w 172 652 m 172 676 l S Q"),
}


def _doubted(tmp_path: Path, old: bytes, new: bytes) -> list[tuple[str, str]]:
    content = _table()
    assert content.count(old) == 1
    path = _written(tmp_path, content.replace(old, new))
    return [(part.rule, part.quote) for part in read_tables(path).damage]


@pytest.mark.parametrize("kind", UNHEALTHY)
def test_a_number_that_is_not_seen_as_it_is_read_is_not_published(kind: str, tmp_path: Path) -> None:
    assert (rule := {rule for rule, _ in _doubted(tmp_path, *UNHEALTHY[kind])})
    plan = read_plan(tmp_path / "plan.pdf")
    first = next(o for o in plan.observations if o.year == 2024)
    assert (first.value, first.status) == (None, "unreadable")
    assert rule <= {"not-as-seen", "source-damaged", "covered-text"}
    assert rule <= {found.rule for found in plan.findings}


@pytest.mark.parametrize("kind", HEALTHY)
def test_a_number_that_is_seen_as_it_is_read_is_believed(kind: str, tmp_path: Path) -> None:
    assert _doubted(tmp_path, *HEALTHY[kind]) == []
    assert _values(read_plan(tmp_path / "plan.pdf")) == VALUES


def test_a_single_reading_does_not_look(tmp_path: Path) -> None:
    path = _written(tmp_path, _table().replace(*UNHEALTHY["struck out"]))
    assert read_tables(path, single_read=True).damage == ()


def test_a_table_whose_head_is_covered_is_not_published(tmp_path: Path) -> None:
    cover = f" q 1 g {LEFT + WIDTH + 1} {TOP - 20} 90 16 re f Q".encode()
    (table,) = read_tables(_written(tmp_path, _table() + cover)).year_tables
    assert "covers the head" in table.unread_en


@pytest.mark.parametrize(
    "cover", [f"1 g {LEFT + 1} {TOP - 46} 9 21 re f", f".6 w {LEFT + 5} {TOP - 36.4} m {LEFT + 14} {TOP - 36.4} l S"]
)
def test_no_value_is_published_under_a_label_that_is_not_seen(cover: str, tmp_path: Path) -> None:
    label = _table().replace(b"(A) Tj", b"(A 1) Tj")
    plan = read_plan(_written(tmp_path, label.replace(b"(A 1)", b"(1)") + f" q {cover} Q".encode()))
    assert [o.value for o in plan.observations] == [None, None, 30, 40]
    label = "█" if "re f" in cover else "1"
    assert {found.message_en for found in plan.findings if found.rule == "cell-not-read"} == {
        f"The page shows another label or unit than '{label}', so its cell '{value}' is left out." for value in (10, 20)
    }


def test_a_page_that_cannot_be_drawn_is_read_without_the_picture_and_says_so_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = _written(tmp_path, _table(), _table())
    monkeypatch.setattr(pdfium_picture, "MOST_POINTS", 1)
    plan = read_plan(path)
    assert [(o.value, o.place.page) for o in plan.observations] == [
        (v, page) for page in (1, 2) for v in (10, 20, 30, 40)
    ]
    told = [found.message_en for found in plan.findings if found.rule == "not-as-seen"]
    assert [f"Page {page} cannot be drawn" in text for page, text in enumerate(told, 1)] == [True, True]


def test_a_pdf_that_pdfium_opens_once_and_no_more_says_so_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def closed(data: bytes) -> None:
        raise PdfiumError

    path = _written(tmp_path, _table())
    monkeypatch.setattr(third_witness, "pictured", closed)
    plan = read_plan(path)
    assert _values(plan) == VALUES
    (told,) = [found for found in plan.findings if found.rule == "not-as-seen"]
    assert "cannot be drawn" in told.message_en


def test_the_kinds_that_were_seen_are_none_of_them_silent() -> None:
    folders = sorted(SHARED.glob("cases/seen-pdf-*"))
    if not folders:
        pytest.skip("the cases that were seen are not here")
    looked = [folder for folder in folders if folder.name.removeprefix("seen-pdf-") in SEEN]
    for folder in looked:
        rules = {part.rule for part in read_tables(folder / "document.pdf").damage}
        assert rules & {"not-as-seen", "covered-text"}, folder.name


SEEN = {
    "clipped-digit",
    "covered-value",
    "form-field",
    "freetext-correction",
    "layer-off",
    "number-over-the-wall",
    "outlined-number",
    "stamp",
    "struck-digits",
    "two-drafts-in-layers",
    "value-on-its-side",
    "white-digits",
    "wrong-tounicode",
}
