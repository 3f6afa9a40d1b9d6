"""Whether a glyph is painted, by the ink at its place in a picture."""

from __future__ import annotations

import pytest

from extract.readers.page.sight.digit_shapes import DigitShapes
from extract.readers.page.sight.ink import Looking
from extract.readers.page.sight.inked import Ink
from extract.readers.page.sight.picture import Glyph, Picture, SeenPage

SEVEN = ("########", "########", "......##", ".....##.", ".....##.", "....##..", "....##..", "...##...", "...##...",
         "..##....", "..##....", "..##....")  # fmt: skip
COMMA = (".##", ".##", ".##", ".#.")
HEIGHT, WIDTH = 24, 40


def picture(*drawn: tuple[tuple[str, ...], int, int]) -> Picture:
    """A white picture of one point for a point of the page, with shapes in black at their left end and top."""
    rows = [bytearray(b"\xff" * WIDTH) for _ in range(HEIGHT)]
    for shape, left, top in drawn:
        for y, line in enumerate(shape, top):
            for x, mark in enumerate(line, left):
                rows[y][x] = 0 if mark == "#" else rows[y][x]
    return Picture(b"".join(rows), WIDTH, HEIGHT, 0.0, 0.0, 1.0)


def glyph(mark: str, left: int, top: int, right: int, bottom: int) -> Glyph:
    return Glyph(mark, left, top, right, bottom, owner=1, font=1, colour=0)


@pytest.mark.parametrize(("by", "shown"), [(0, True), (1, True), (-1, True), (3, False)])
def test_a_digit_is_painted_where_its_ink_is_at_most_a_point_beside_its_bounds(by: int, shown: bool) -> None:
    five = tuple("########" if row in (0, 1, 5, 6, 10, 11) else "#......." for row in range(12))
    ink = Ink(picture((five, 16 - by, 6)), (0.0, 0.0, float(WIDTH), float(HEIGHT)))
    assert ink.shows(glyph("5", 16, 6, 24, 18)) is shown


def test_a_digit_without_its_foot_is_not_painted_wherever_it_is_looked_for() -> None:
    ink = Ink(picture((SEVEN[:6], 16, 6)), (0.0, 0.0, float(WIDTH), float(HEIGHT)))
    assert not ink.shows(glyph("7", 16, 6, 24, 18))


def test_a_ground_that_changes_from_side_to_side_is_no_ink_but_a_stroke_from_top_to_foot_is() -> None:
    white = picture((SEVEN, 30, 6), (("#",) * HEIGHT, 26, 0))
    greys = bytes(255 if grey else 0 for grey in white.greys)
    sloped = bytes(grey and 240 - 6 * min(at % WIDTH, 20) for at, grey in enumerate(greys))
    ink = Ink(white._replace(greys=sloped), (0.0, 0.0, float(WIDTH), float(HEIGHT)))
    assert ink.columns(0, HEIGHT).count(1) == len(SEVEN[0]) + 1
    assert ink.shows(glyph("7", 30, 6, 38, 18))
    assert ink.is_pierced((25, 6, 38, 18))


@pytest.mark.parametrize(("drawn", "unseen"), [(24, ""), (22, ""), (None, ",")])
def test_a_comma_beside_its_bounds_is_seen(drawn: int | None, unseen: str) -> None:
    shapes = [(SEVEN, 10, 6), (SEVEN, 30, 6), *([(COMMA, drawn, 17)] if drawn is not None else [])]
    glyphs = [glyph("7", 10, 6, 18, 18), glyph(",", 25, 17, 26, 21), glyph("7", 30, 6, 38, 18)]
    whole = picture(*shapes)
    page = SeenPage(whole, glyphs, [], [], whole, {1: "Made"})
    found = Looking(page, DigitShapes()).unlike("7,7", (0.0, 0.0, float(WIDTH), float(HEIGHT)))
    assert (found.marks if found and found.kind == "unpainted" else "") == unseen


@pytest.mark.parametrize(("second", "kind"), [("①", None), ("7", "two-colours")])
def test_a_digit_in_a_ring_of_another_tone_is_no_part_of_the_number_beside_it(second: str, kind: str | None) -> None:
    whole = picture((SEVEN, 10, 6), (SEVEN, 19, 6))
    glyphs = [glyph("7", 10, 6, 18, 18), glyph(second, 19, 6, 27, 18)._replace(colour=9)]
    page = SeenPage(whole, glyphs, [], [], whole, {1: "Made"})
    found = Looking(page, DigitShapes()).unlike(f"7{second}", (0.0, 0.0, float(WIDTH), float(HEIGHT)))
    assert (found and found.kind) == kind
