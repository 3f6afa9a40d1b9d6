"""With which bullet a line begins is told by its ink; no engine is asked here."""

from __future__ import annotations

import pytest

np = pytest.importorskip("numpy")
cv2 = pytest.importorskip("cv2")

from extract.readers.recognised.bullets import Ring, box_before, ring_before  # noqa: E402 - needs what is looked for


def line(shape: str) -> object:
    """A line of print that begins with a square, a circle, a bracket, a ring round a number or a syllable."""
    page = np.full((40, 300), 250, np.uint8)
    if shape == "square":
        cv2.rectangle(page, (4, 6), (32, 34), 20, 2)
    elif shape == "circle":
        cv2.circle(page, (18, 20), 14, 20, 2)
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
    ("shape", "is_box"), [("square", True), ("circle", False), ("bracket", False), ("filled", False)]
)
def test_a_hollow_square_before_a_line_is_a_bullet(shape: str, is_box: bool) -> None:
    assert (box_before(line(shape)) > 0) == is_box


@pytest.mark.parametrize("shape", ["ring", "broken ring"])
def test_a_ring_round_a_number_is_one(shape: str) -> None:
    found = ring_before(line(shape))
    assert found == Ring(found.end, is_dark=False) and 30 <= found.end <= 36


def test_light_print_on_a_dark_disc_is_in_a_dark_ring() -> None:
    found = ring_before(line("dark ring"))
    assert found is not None and found.is_dark


@pytest.mark.parametrize("shape", ["square", "circle", "bracket", "filled", "syllable", "none"])
def test_empty_circles_squares_and_round_syllables_are_no_rings_round_numbers(shape: str) -> None:
    assert ring_before(line(shape)) is None
