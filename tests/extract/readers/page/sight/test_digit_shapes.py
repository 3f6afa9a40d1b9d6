"""A digit is known by its shape, whatever its font says that it is."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import pytest

from extract.readers.page.sight.digit_shapes import SHAPES_FILE, DigitShapes, shape_of
from extract.readers.page.sight.picture import SeenPage
from extract.readers.pdf.engines.pdfium import open_pdf
from extract.readers.pdf.engines.pdfium_picture import pictured
from fixtures.make.bare_pdf import bare_pdf
from plan.data_files import tables_of

FACES = [face["name"] for face in tables_of(SHAPES_FILE)["face"]]
SLANTED = ["Helvetica-Oblique", "Helvetica-BoldOblique", "Times-Italic", "Times-BoldItalic", "Courier-Oblique"]
DIGITS = "0123456789"
SIZES = (8, 10, 12.5, 20)
LEAST_TOLD = 0.9  # share of the false names of the digits of a face in the table


@cache
def _drawn(faces: Sequence[str], size: float, stretch: int = 100) -> SeenPage:
    """A page with the digits of each face on a line of its own."""
    lines = [
        f"BT /F{row} {size} Tf {stretch} Tz 20 {760 - 60 * row} Td 10 Tc ({DIGITS}) Tj ET" for row in range(len(faces))
    ]
    fonts = [f"/F{row} << /Type /Font /Subtype /Type1 /BaseFont /{face} >>" for row, face in enumerate(faces)]
    content = "\n".join(lines).encode()
    page = f"/MediaBox [0 0 600 800] /Resources << /Font << {' '.join(fonts)} >> >>"
    data = bare_pdf(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            f"<< /Type /Page /Parent 2 0 R /Contents 4 0 R {page} >>".encode(),
            b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        ]
    )
    with open_pdf(data) as document, pictured(document) as pdf:
        return pdf.look(1, (0, 0, 600, 800))


@pytest.mark.parametrize("face", range(len(FACES)), ids=FACES)
def test_the_shapes_of_the_table_are_those_of_its_faces(face: int) -> None:
    seen = _drawn(tuple(FACES), 40)
    shapes = DigitShapes()
    for glyph in seen.glyphs[10 * face : 10 * face + 10]:
        drawn = shape_of(glyph, seen.picture)
        assert drawn is not None
        (known,) = [shape for shape in shapes.known[10 * face : 10 * face + 10] if shape.digit == glyph.mark]
        assert drawn.distance(known) < 0.01


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("stretch", [70, 100, 130])
def test_no_digit_of_an_ordinary_face_is_taken_for_another(size: float, stretch: int) -> None:
    seen = _drawn((*FACES, *SLANTED), size, stretch)
    assert len(seen.glyphs) == 10 * len(FACES + SLANTED)
    shapes = DigitShapes()
    assert not [g for g in seen.glyphs if shapes.misnamed(g, seen.fonts[g.font], seen.picture)]


@pytest.mark.parametrize("size", SIZES)
def test_a_digit_that_bears_the_name_of_another_is_told(size: float) -> None:
    seen = _drawn(tuple(FACES), size)
    false = [(glyph, glyph._replace(mark=mark)) for glyph in seen.glyphs for mark in DIGITS if mark != glyph.mark]
    told = [DigitShapes().misnamed(other, "a font", seen.picture) for _, other in false]
    assert sum(told) >= LEAST_TOLD * len(told)


def test_each_kind_of_glyph_is_judged_apart() -> None:
    seen = _drawn(("Helvetica",), 10)
    one, four = seen.glyphs[1], seen.glyphs[4]._replace(mark="1")
    shapes = DigitShapes()
    assert [shapes.misnamed(glyph, "a font", seen.picture) for glyph in (one, four, one)] == [False, True, False]


OTHERS = [{"mark": "가"}, {"mark": ","}, {"tight": False}, {"upright": False}, {"bottom": 0.0}]


@pytest.mark.parametrize("change", OTHERS)
def test_what_has_no_shape_of_a_digit_is_not_judged(change: dict[str, object]) -> None:
    seen = _drawn(("Helvetica",), 10)
    glyph = seen.glyphs[4]._replace(mark="1")._replace(**change)  # type: ignore[arg-type]
    assert not DigitShapes().misnamed(glyph, "a font", seen.picture)


def test_a_digit_too_small_to_be_made_out_is_not_judged() -> None:
    seen = _drawn(("Helvetica",), 4)
    assert shape_of(seen.glyphs[4], seen.picture) is None
