"""What stands close to a rule of its cell is whole; what meets it may be cut off there; no engine is asked here."""

from __future__ import annotations

import pytest

np = pytest.importorskip("numpy")
pytest.importorskip("cv2")

from extract.readers.recognised.picture import pieces_beside  # noqa: E402 - needs what is looked for above

HIGH, WIDE, RULE = 30, 60, 57  # points of a cell, and where its right rule begins
HALO = 3  # points of blur beside a rule


def cell(right: int) -> tuple[object, object]:
    """A cell with a stroke that ends so far to the right, as grey levels, and the ink of its rule."""
    greys = np.full((HIGH, WIDE), 250, np.uint8)
    greys[:, RULE:], greys[:, RULE - 1] = 40, 190  # a rule and its blur
    greys[8:22, right - 4 : right] = 30
    rule = np.zeros_like(greys)
    rule[:, RULE:] = 255
    return rule, greys


@pytest.mark.parametrize(("right", "is_cut"), [(40, False), (RULE - 3, False), (RULE, True)])
def test_a_character_that_meets_a_rule_may_be_cut_off_and_one_beside_it_is_not(right: int, is_cut: bool) -> None:
    ink, cut = pieces_beside(*cell(right), HALO)
    assert ink[10, right - 4] == 255, "the stroke is ink"
    assert bool(cut.any()) == is_cut
    assert not ink[2:6].any(), "the blur of the rule is none"
