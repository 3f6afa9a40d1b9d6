"""How a page lies is told by its ink; no engine is asked here."""

from __future__ import annotations

import pytest

np = pytest.importorskip("numpy")
cv2 = pytest.importorskip("cv2")

from extract.readers.recognised.picture import lying  # noqa: E402 - needs what is looked for above

DOTS = 200  # an inch
HIGH, WIDE = 2339, 1654  # pixels of A4
INCH = 72  # points


def sheet(angle: float, *, ruled: bool) -> object:
    """A sheet with lines of print, with a table or without one, turned to the left by some degrees."""
    page = np.full((HIGH, WIDE), 255, np.uint8)
    for row in range(12):
        for at in range(40):
            cv2.rectangle(page, (200 + 30 * at, 300 + 60 * row), (216 + 30 * at, 322 + 60 * row), 20, 3)
    for at in range(6) if ruled else ():
        cv2.line(page, (200, 1200 + 60 * at), (1400, 1200 + 60 * at), 0, 2)
        cv2.line(page, (200 + 240 * at, 1200), (200 + 240 * at, 1500), 0, 2)
    turn = cv2.getRotationMatrix2D((WIDE / 2, HIGH / 2), angle, 1)
    return cv2.warpAffine(page, turn, (WIDE, HIGH), borderValue=255)


@pytest.mark.parametrize("ruled", [True, False])
@pytest.mark.parametrize("angle", [0.0, 0.3, -0.5, 1.7, -3.2])
def test_a_page_is_put_straight_to_a_tenth_of_a_degree(angle: float, ruled: bool) -> None:
    found = lying(sheet(angle, ruled=ruled), DOTS / INCH)
    assert found.angle == pytest.approx(-angle, abs=0.1) and not found.fans_out
