"""A number is believed only where its ink can be that number; no engine is asked here."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from extract.readers.recognised.glyphs import (
    Blob,
    are_syllables,
    begins_with_quote,
    commas_in,
    fits,
    glyphs_of,
    has_commas,
    is_dash,
    narrow,
    steps_out,
)

DIGIT, COMMA, POINT, SYLLABLE = (14, 0, 20), (5, 16, 24), (4, 17, 20), (19, -3, 22)
QUOTE, PERCENT = (4, 0, 7), (21, 0, 20)


def ink(*shapes: tuple[int, int, int]) -> list[Blob]:
    """Pieces of ink side by side, each by its width, top and bottom."""
    made, left = [], 0
    for wide, top, bottom in shapes:
        made.append(Blob(left, top, left + wide, bottom))
        left += wide + 3
    return made


def test_a_number_is_as_many_glyphs_as_characters() -> None:
    assert fits("37,136", ink(DIGIT, DIGIT, COMMA, DIGIT, DIGIT, DIGIT))
    assert not fits("37,136", ink(DIGIT, DIGIT, COMMA, DIGIT, DIGIT))


@pytest.mark.parametrize(
    ("text", "shapes", "why"),
    [
        ("502", (DIGIT, DIGIT, SYLLABLE), "50명: the syllable is too wide"),
        ("502", (DIGIT, DIGIT, (12, -4, 24)), "a narrow syllable is higher than digits"),
        ("5,8002", (DIGIT, COMMA, DIGIT, DIGIT, DIGIT, SYLLABLE), "5,800건"),
        ("15", (DIGIT, POINT, DIGIT), "1.5 whose point was not read"),
        ("71", (DIGIT, POINT), "a speck is no digit"),
        ("1,5", (DIGIT, DIGIT, DIGIT), "a digit is no comma"),
    ],
)
def test_ink_that_cannot_be_the_number_is_told(text: str, shapes: Sequence[tuple[int, int, int]], why: str) -> None:
    assert not fits(text, ink(*shapes)), why


def test_brackets_may_be_higher_than_the_digits_in_them() -> None:
    assert fits("(30)", ink((6, -4, 24), DIGIT, DIGIT, (6, -4, 24)))


def test_digits_end_where_a_syllable_begins() -> None:
    assert narrow(ink(DIGIT, DIGIT, SYLLABLE)) == 2


@pytest.mark.parametrize(
    ("shape", "why"),
    [
        ((12, -3, 20), "the first of two pieces of 회 begins higher"),
        ((12, 1, 23), "one ends lower"),
    ],
)
def test_a_syllable_in_two_pieces_leaves_the_line_of_the_digits(shape: tuple[int, int, int], why: str) -> None:
    digits, behind = ink(DIGIT, DIGIT), ink(DIGIT, DIGIT, shape)[-1]
    assert steps_out(behind, digits), why


@pytest.mark.parametrize("shape", [DIGIT, COMMA, POINT, (14, -1, 21)])
def test_digits_and_marks_stay_in_their_line(shape: tuple[int, int, int]) -> None:
    assert not steps_out(ink(DIGIT, DIGIT, shape)[-1], ink(DIGIT, DIGIT))


def test_pieces_over_one_another_are_one_glyph() -> None:
    assert glyphs_of([Blob(0, 0, 10, 4), Blob(2, 6, 9, 20), Blob(13, 0, 20, 20)]) == [
        Blob(0, 0, 10, 20),
        Blob(13, 0, 20, 20),
    ]


def test_two_numbers_side_by_side_are_not_one() -> None:
    assert fits("1012", ink(DIGIT, DIGIT, DIGIT, DIGIT))
    first, second = ink(DIGIT, DIGIT), ink(DIGIT, DIGIT)
    assert not fits("1012", [*first, *(Blob(b.left + 60, b.top, b.right + 60, b.bottom) for b in second)])


def test_words_behind_a_number_are_as_wide_as_their_syllables() -> None:
    assert are_syllables("년", 24, 25) and are_syllables("년도", 49, 25)
    assert not are_syllables("년", 75, 25), "2023년 이전 of which 이전 was not read"


def test_a_comma_goes_below_the_line_and_a_point_does_not() -> None:
    digits = (DIGIT, DIGIT, DIGIT)
    assert has_commas("2,000", ink(DIGIT, COMMA, *digits)) and not has_commas("2,000", ink(DIGIT, POINT, *digits))
    assert has_commas("2.5", ink(DIGIT, POINT, DIGIT)) and not has_commas("2.5", ink(DIGIT, COMMA, DIGIT))


def test_a_dash_is_low_and_wide() -> None:
    assert is_dash(ink((10, 9, 12)), 24.0)
    assert not is_dash(ink((4, 0, 20)), 24.0) and not is_dash(ink((10, 9, 12), (10, 9, 12)), 24.0)


def test_a_percent_sign_may_be_wider_than_a_digit_and_no_other_glyph_may() -> None:
    assert fits("80%", ink(DIGIT, DIGIT, PERCENT))
    assert not fits("801", ink(DIGIT, DIGIT, PERCENT))
    assert not fits("80%", ink(DIGIT, DIGIT, (40, 0, 20))), "two signs that stick together"


def test_the_quote_of_a_short_year_is_told_from_a_comma_and_a_point() -> None:
    assert begins_with_quote(ink(QUOTE, DIGIT, DIGIT))
    assert not begins_with_quote(ink(COMMA, DIGIT, DIGIT)) and not begins_with_quote(ink(DIGIT, DIGIT))


def test_the_commas_of_a_line_stand_at_its_foot() -> None:
    line = ink(QUOTE, DIGIT, DIGIT, SYLLABLE, COMMA, DIGIT, SYLLABLE)
    assert commas_in(line) == [line[4]]
