"""With which bullet a line begins is told by its ink; no engine is asked here."""

from __future__ import annotations

import pytest

np = pytest.importorskip("numpy")
cv2 = pytest.importorskip("cv2")

from extract.readers.recognised.words.bullets import (  # noqa: E402 - needs what is looked for
    Box,
    Round,
    behind_mark,
    box_before,
    round_before,
)


def line(shape: str) -> object:
    """A line of print that begins with a square, a circle, a bracket, a ring round a number or a syllable."""
    page = np.full((40, 300), 250, np.uint8)
    if shape == "square":
        cv2.rectangle(page, (4, 6), (32, 34), 20, 2)
    elif shape == "circle":
        cv2.circle(page, (18, 20), 14, 20, 2)
    elif shape == "letter O":
        cv2.circle(page, (42, 20), 14, 20, 2)
    elif shape == "disc":
        cv2.circle(page, (18, 20), 14, 20, cv2.FILLED)
    elif shape == "bracket":
        cv2.polylines(page, [np.array([(18, 6), (4, 6), (4, 34), (18, 34)])], False, 20, 2)
    elif shape == "filled":
        cv2.rectangle(page, (4, 6), (32, 34), 20, -1)
    elif shape in ("ring", "broken ring", "dark ring"):
        is_dark = shape == "dark ring"
        cv2.circle(page, (18, 20), 14, 20, cv2.FILLED if is_dark else 2)
        cv2.putText(page, "2", (13, 26), cv2.FONT_HERSHEY_SIMPLEX, 0.5, 250 if is_dark else 20, 1)
        if shape == "broken ring":
            page[4:8, 16:18] = 250
    elif shape == "syllable":
        for middle in (12, 29):
            cv2.circle(page, (18, middle), 6, 20, 2)
        cv2.line(page, (4, 20), (32, 20), 20, 2)
    for at in range(60, 280, 40):
        cv2.rectangle(page, (at, 4), (at + 24, 36), 20, 3)
    return page


@pytest.mark.parametrize(
    ("shape", "sign"), [("square", "□"), ("filled", "■"), ("circle", ""), ("bracket", ""), ("syllable", "")]
)
def test_a_square_before_a_line_is_a_bullet(shape: str, sign: str) -> None:
    assert (box_before(line(shape)) or Box(0, "")).sign == sign


@pytest.mark.parametrize("shape", ["ring", "broken ring"])
def test_a_ring_round_a_number_is_one(shape: str) -> None:
    found = round_before(line(shape))
    assert found == Round(found.end, is_dark=False) and 30 <= found.end <= 36


def test_light_print_on_a_dark_disc_is_in_a_dark_ring() -> None:
    found = round_before(line("dark ring"))
    assert found is not None and found.is_dark and not found.sign


@pytest.mark.parametrize(("shape", "sign"), [("circle", "○"), ("disc", "●")])
def test_a_round_mark_in_which_nothing_stands_is_a_bullet(shape: str, sign: str) -> None:
    found = round_before(line(shape))
    assert found is not None and found.sign == sign


@pytest.mark.parametrize("shape", ["square", "bracket", "filled", "syllable", "none", "letter O"])
def test_squares_round_syllables_and_letters_are_no_round_marks(shape: str) -> None:
    assert round_before(line(shape)) is None, "a letter stands close to the next one"


@pytest.mark.parametrize(
    ("text", "wide", "left"),
    [("(0나루터", 140, "나루터"), ("얀나루터", 140, "나루터"), ("나루터", 140, "나루터"), ("라온", 96, "라온")],
)
def test_what_was_read_for_a_mark_goes_where_the_word_has_a_syllable_too_many(text: str, wide: int, left: str) -> None:
    assert behind_mark(text, wide, 42) == left, "the engine may have read nothing for the mark"
