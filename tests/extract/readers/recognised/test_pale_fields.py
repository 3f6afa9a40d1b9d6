"""Pale fields below print by their pixels alone: paper is left of them, and print on them is what it was."""

from __future__ import annotations

import pytest

np = pytest.importorskip("numpy")
cv2 = pytest.importorskip("cv2")

from extract.readers.recognised.drawing.fields import Seen, seen_in  # noqa: E402 - needs what is looked for above
from extract.readers.recognised.picture import Pixels  # noqa: E402

SCALE = 200 / 72  # pixels a point
RED, BLACK, WHITE = (205, 35, 40), (25, 25, 25), (255, 255, 255)
PINK, YELLOW, GREEN, BLUE, ORANGE = (255, 130, 180), (255, 245, 80), (150, 255, 130), (140, 210, 255), (255, 200, 90)
Colour = tuple[int, int, int]


def _seen(ground: Colour, ink: Colour, quality: int) -> Seen:
    """A page with a field of one colour and print on it in another, as a JPEG keeps it."""
    page = np.full((700, 1000, 3), 245, np.uint8)
    cv2.rectangle(page, (100, 150), (900, 210), ground, -1)
    cv2.putText(page, "12,471", (300, 195), cv2.FONT_HERSHEY_SIMPLEX, 0.9, ink, 3, cv2.LINE_AA)
    soft = cv2.GaussianBlur(page, (0, 0), 0.6)
    _, packed = cv2.imencode(".jpg", soft[..., ::-1], [cv2.IMWRITE_JPEG_QUALITY, quality])
    return seen_in(cv2.imdecode(packed, cv2.IMREAD_COLOR)[..., ::-1], SCALE)


def _ground(page: Pixels) -> float:
    return float(np.median(page[160:200, 700:850]))


@pytest.mark.parametrize("quality", [40, 90])
@pytest.mark.parametrize("colour", [PINK, YELLOW, GREEN, BLUE, ORANGE])
def test_a_highlighter_leaves_paper_and_print(colour: Colour, quality: int) -> None:
    seen = _seen(colour, BLACK, quality)
    assert abs(_ground(seen.greys) - 245) <= 6
    assert seen.greys[140:220, 90:280].min() > 225
    assert seen.greys[165:200, 300:420].min() < 90


def test_red_print_on_a_yellow_ground_stays_red() -> None:
    printed = _seen(YELLOW, RED, 90).colours[165:200, 300:420].reshape(-1, 3).astype(int)
    darkest = printed[printed.sum(axis=1).argmin()]
    assert darkest[0] > 150
    assert darkest[1] < 100


@pytest.mark.parametrize("ground", [PINK, BLUE])
def test_a_field_with_print_that_is_lighter_than_it_stays(ground: Colour) -> None:
    darker = tuple(int(0.85 * part) for part in ground)
    assert _ground(_seen(darker, WHITE, 80).greys) < 200


def test_a_page_without_fields_is_as_it_was() -> None:
    page = np.full((400, 400, 3), 245, np.uint8)
    cv2.putText(page, "12,471", (50, 195), cv2.FONT_HERSHEY_SIMPLEX, 0.9, RED, 3, cv2.LINE_AA)
    assert (seen_in(page, SCALE).colours == page).all()
