"""Red ink and lines of a page by their pixels alone, whatever an engine makes of them."""

from __future__ import annotations

import pytest

np = pytest.importorskip("numpy")
cv2 = pytest.importorskip("cv2")

from extract.readers.recognised.drawing.inks import inks_in  # noqa: E402
from extract.readers.recognised.drawing.margins import without_shadows  # noqa: E402 - needs what is looked for above
from extract.readers.recognised.drawing.over_print import Bare, touches, without_inks  # noqa: E402
from extract.readers.recognised.drawing.rules import without_folds  # noqa: E402
from extract.readers.recognised.drawing.strokes import Stroke  # noqa: E402
from extract.readers.recognised.glyphs import Blob  # noqa: E402
from extract.readers.recognised.picture import Pixels, lying, straightened  # noqa: E402

SCALE = 200 / 72  # pixels a point
RED, DARK_RED, BROWN, BLACK = (205, 35, 40), (150, 20, 25), (150, 60, 45), (25, 25, 25)
Colour = tuple[int, int, int]


def _paper() -> Pixels:
    return np.full((700, 1000, 3), 250, np.uint8)


def _write(page: Pixels, text: str, at: tuple[int, int], colour: Colour) -> None:
    cv2.putText(page, text, at, cv2.FONT_HERSHEY_SIMPLEX, 0.9, colour, 3, cv2.LINE_AA)


def _bare(page: Pixels, quality: int) -> Bare:
    """A page as a JPEG keeps it, without its red ink."""
    soft = cv2.GaussianBlur(page, (0, 0), 0.6)
    _, packed = cv2.imencode(".jpg", soft[..., ::-1], [cv2.IMWRITE_JPEG_QUALITY, quality])
    shown = np.ascontiguousarray(cv2.imdecode(packed, cv2.IMREAD_COLOR)[..., ::-1])
    return without_inks(cv2.cvtColor(shown, cv2.COLOR_RGB2GRAY), inks_in(shown), SCALE)


@pytest.mark.parametrize("quality", [40, 60, 90])
@pytest.mark.parametrize("colour", [RED, DARK_RED, BROWN])
def test_words_that_are_printed_in_red_are_over_no_print(colour: Colour, quality: int) -> None:
    page = _paper()
    for at, text in enumerate(("2024", "2025", "2026", "12,471")):
        _write(page, text, (80 + 220 * at, 200), colour)
    assert _bare(page, quality).over is None


@pytest.mark.parametrize("quality", [40, 90])
def test_a_square_seal_is_taken_off_with_its_letters_and_a_red_table_is_not(quality: int) -> None:
    page = _paper()
    cv2.rectangle(page, (300, 150), (480, 330), RED, 9)
    for at in range(5):
        for left in (340, 400):
            cv2.line(page, (left, 190 + 25 * at), (left + 40, 190 + 25 * at), RED, 7)
    _write(page, "12", (300, 350), BLACK)
    bare = _bare(page, quality)
    assert touches(bare.over, Blob(300, 150, 310, 330)) and touches(bare.over, Blob(350, 185, 390, 290))
    table = _paper()
    for at in range(4):
        cv2.line(table, (200, 150 + 60 * at), (500, 150 + 60 * at), RED, 3)
        cv2.line(table, (200 + 100 * at, 150), (200 + 100 * at, 330), RED, 3)
    _write(table, "12", (220, 195), RED)
    assert _bare(table, quality).over is None


def test_a_line_from_edge_to_edge_is_a_fold_beside_rules_that_end_before() -> None:
    rules = [Stroke(100.0 + 30 * at, 60.0, 500.0) for at in range(4)]
    fold = [Stroke(145.0, 2.0, 280.0), Stroke(145.4, 290.0, 594.0)]
    assert without_folds([*rules, *fold], 595.0) == rules
    cropped = [Stroke(30.0 * at, 0.0, 595.0) for at in range(5)]
    assert without_folds(cropped, 595.0) == cropped


def test_the_shadow_at_an_edge_is_no_ink_and_print_beside_it_is() -> None:
    ink = np.zeros((900, 600), np.uint8)
    ink[20:880, 3:25] = 255
    ink[100:120, 60:300] = 255
    left = without_shadows(ink, SCALE)
    assert not left[:, :30].any() and left[100:120, 60:300].all()


def test_a_page_lies_as_its_print_does_though_a_shadow_lies_as_the_scanner() -> None:
    page = np.full((2339, 1654), 250, np.uint8)
    for at in range(6):
        cv2.line(page, (170, 500 + 70 * at), (1370, 500 + 70 * at), 0, 2)
    for at in range(5):
        cv2.line(page, (170 + 300 * at, 500), (170 + 300 * at, 850), 0, 2)
    page = straightened(page, 0.8)
    page[:, :40] = 60
    assert lying(page, SCALE).angle == pytest.approx(-0.8, abs=0.15)
