"""A scan whose program has put recognised words under its pictures: the pictures are read, the words never alone."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf

from gongpyo.pipeline import read_plan
from tests.extract.readers.scan.drawn_pages import ROWS, as_pdf, needs_engines, page

MISREAD = (ROWS[0], ("예산(백만원)", "37.136", "9.284", "12,477", "15,387"))


def _with_words_under_it(scan: bytes, rows: tuple[tuple[str, ...], ...]) -> bytes:
    """The scan with the numbers of these rows as words that are not painted, where the picture has its rows."""
    content = io.BytesIO()
    with pikepdf.open(io.BytesIO(scan)) as pdf:
        sheet = pdf.pages[0]
        font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
        sheet.Resources.Font = pikepdf.Dictionary(F1=pdf.make_indirect(font))
        words = "".join(
            f"BT 3 Tr /F1 9 Tf {215 + 68.4 * at} {585 - 22.3 * row} Td ({text}) Tj ET "
            for row, texts in enumerate((("", "2024", "2024", "2025", "2026"), *rows))
            for at, text in enumerate(texts[1:])
        )
        sheet.contents_add(words.encode(), prepend=True)
        pdf.save(content)
    return content.getvalue()


@needs_engines
def test_misread_words_under_a_picture_change_nothing_that_is_read_in_it(tmp_path: Path) -> None:
    bare, with_words = tmp_path / "bare.pdf", tmp_path / "words.pdf"
    bare.write_bytes(as_pdf(page()))
    with_words.write_bytes(_with_words_under_it(bare.read_bytes(), MISREAD))
    found = [
        [(one.measure, one.year, one.printed, one.flags) for one in read_plan(path).observations]
        for path in (bare, with_words)
    ]
    assert found[0] == found[1] and ("budget", None, "37,136", ("ocr",)) in found[1]
