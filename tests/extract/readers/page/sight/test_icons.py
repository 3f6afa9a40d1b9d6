"""A bullet that is drawn before a label covers nothing; what may be a part of the label is not taken for one."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.seen_pages.page import Page, Spot, ended
from benchmarks.seen_pages.typst import stacked, svg, text
from extract.readers.page.aligned.pieces import lines_in_pieces
from extract.readers.page.content import PageWord
from fixtures.make.pdf_file import quoted

DISC = 'circle(radius: 4.5pt, fill: rgb("e74c3c"), align(center + horizon, text(size: 5pt, fill: white, "★")))'
PERSON = "<circle cx='10' cy='6' r='5' fill='navy'/><path d='M1 20C1 10 19 10 19 20Z' fill='navy'/>"
PERSON = f"<svg xmlns='http://www.w3.org/2000/svg' width='20' height='20'>{PERSON}</svg>"
ICONS = {
    "a filled circle with a star": DISC,
    "a small picture": f'image(bytes({quoted(PERSON)}), format: "svg", height: 9pt)',
    "a filled square": 'rect(width: 8pt, height: 8pt, fill: rgb("27ae60"))',
}
SYLLABLE = "<path d='M2 2H16M9 2V10M2 10H16M4 14H15V19' fill='none' stroke='black' stroke-width='1.6'/>"
SYLLABLE = f"<svg xmlns='http://www.w3.org/2000/svg' width='18' height='20'>{SYLLABLE}</svg>"
OUTLINES = {
    "a digit drawn as outlines": svg("1"),
    "a syllable drawn as outlines": f'box(image(bytes({quoted(SYLLABLE)}), format: "svg", height: 9pt))',
}
LABEL, VALUE = "2단계 나무 심기(그루)", "1,100"


def _ended(tmp_path: Path, drawn: str, said: str = LABEL, at: Spot = (2, 0)) -> str:
    return ended(Page("icon", {at: f"{drawn} + h(3pt) + {text(said)}"}, healthy=True), tmp_path)


@pytest.mark.parametrize("icon", ICONS.values(), ids=ICONS)
def test_a_bullet_drawn_before_a_label_with_a_digit_covers_nothing(icon: str, tmp_path: Path) -> None:
    assert _ended(tmp_path, f"box(baseline: 1pt, {icon})") == "right"


@pytest.mark.parametrize("drawn", OUTLINES.values(), ids=OUTLINES)
def test_what_may_be_a_part_of_the_label_is_told(drawn: str, tmp_path: Path) -> None:
    assert _ended(tmp_path, drawn) == "marked"


@pytest.mark.parametrize("icon", ICONS.values(), ids=ICONS)
def test_a_picture_before_a_value_may_be_its_sign(icon: str, tmp_path: Path) -> None:
    assert _ended(tmp_path, f"box(baseline: 1pt, {icon})", VALUE, (2, 3)) == "marked"


def test_a_picture_that_covers_the_label_is_told(tmp_path: Path) -> None:
    covered = stacked(text(LABEL), f"dx: -2pt, {ICONS['a filled square']}")
    assert ended(Page("cover", {(2, 0): covered}), tmp_path) == "marked"


def _word(said: str, x: float, top: float = 100.0, size: float = 10.0) -> PageWord:
    return PageWord(said, x, top, x + size * len(said), top + size, size)


def _pieces(*words: PageWord) -> list[str]:
    return [piece.text for (line,) in [lines_in_pieces(words)] for piece in line]


@pytest.mark.parametrize("sign", "★●▶\ue0a1")
def test_a_sign_that_stands_before_a_label_is_a_part_of_it(sign: str) -> None:
    words = _word(sign, 50, 106, 5), _word("이용자", 66), _word("500", 200), _word("600", 300)
    assert _pieces(*words) == [f"{sign} 이용자", "500", "600"]


def test_a_sign_before_a_number_or_far_from_the_label_stays_alone() -> None:
    assert _pieces(_word("이용자", 20), _word("▲", 100), _word("500", 120)) == ["이용자", "▲", "500"]
    assert _pieces(_word("★", 20), _word("이용자", 80)) == ["★", "이용자"]
