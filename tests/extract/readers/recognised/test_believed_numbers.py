"""Which recognised numbers are believed, and by which rule others are not; no engine is asked here."""

from __future__ import annotations

import pytest

from extract.readers.recognised.glyphs import Blob
from extract.readers.recognised.numbers import doubt_of, is_number, number_before, plain
from extract.readers.recognised.scanned import NumberDoubt


def ink(text: str) -> list[Blob]:
    """Ink that fits a number: a comma goes below the line, a point does not."""
    made, left = [], 0
    for letter in text:
        top, bottom, wide = {",": (17, 24, 4), ".": (17, 20, 4)}.get(letter, (0, 20, 12))
        made.append(Blob(left, top, left + wide, bottom))
        left += wide + 3
    return made


@pytest.mark.parametrize(
    ("text", "other", "sure", "doubt"),
    [
        ("9,284", "9,284", 0.9, None),
        ("17", "17", 0.9, None),
        ("12.5", "12.5", 0.9, None),
        ("37.136", "37.136", 0.99, "three-decimals"),
        ("1234.500", "1234.500", 0.99, "three-decimals"),
        ("1,2345", "1,2345", 0.99, "no-number"),
        ("", "", 0.0, "no-number"),
        ("71", "77", 0.99, "one-engine"),
        ("50", "50명", 0.99, "one-engine"),
        ("17", "17", 0.3, "unsure"),
    ],
)
def test_all_witnesses_must_agree(text: str, other: str, sure: float, doubt: NumberDoubt | None) -> None:
    assert doubt_of(text, sure, [ink(text)], other) == doubt


def test_ink_of_another_number_is_a_doubt() -> None:
    assert doubt_of("502", 0.99, [ink("50")], "502") == "other-ink"


def test_one_level_of_ink_that_fits_is_enough() -> None:
    stuck = [*ink("9,2"), Blob(40, 0, 68, 20)]
    assert doubt_of("9,284", 0.99, [stuck, ink("9,284")], "9,284") is None
    assert doubt_of("9,284", 0.99, [stuck], "9,284") == "other-ink"


@pytest.mark.parametrize("other", ["37.136", "37136"])
def test_where_engines_differ_in_a_comma_alone_the_ink_decides(other: str) -> None:
    assert doubt_of("37,136", 0.99, [ink("37,136")], other) is None
    assert doubt_of("37,136", 0.99, [ink("37.136")], other) == "one-engine"


def test_a_point_that_one_engine_has_not_seen_is_a_doubt() -> None:
    assert doubt_of("1.5", 0.99, [ink("1.5")], "15") == "one-engine"


@pytest.mark.parametrize("text", ["’24", "2024~2027", "(30)", "-5", "45%", "1,234,567"])
def test_numbers_and_years_are_told(text: str) -> None:
    assert is_number(text)


@pytest.mark.parametrize("text", ["12,34", "1,234,56", "5,800건", "20 24", "1..5", "~"])
def test_what_is_no_number_is_told(text: str) -> None:
    assert not is_number(text)


def test_the_number_before_a_word() -> None:
    assert number_before("5,800건") == ("5,800", "건") and number_before("약 5") == ("", "약 5")


def test_marks_that_look_alike_are_one() -> None:
    assert plain(" '24 ∼ ‘27 ") == "’24~’27"
