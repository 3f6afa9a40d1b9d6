"""A scan whose program has put recognised words under its pictures: the pictures are read, the words never alone."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pytest

pytest.importorskip("cv2")
pytest.importorskip("onnxruntime")
pytest.importorskip("tesserocr")

from extract.readers.recognised import printed
from extract.readers.recognised.engines import words as engine_words
from extract.readers.recognised.engines.letters import Word
from extract.readers.recognised.numbers import plain
from extract.readers.recognised.picture import Pixels
from gongpyo.pipeline import read_plan
from tests.extract.readers.scan.drawn_pages import HEAD, ROWS, as_pdf, needs_engines, page

MISREAD = (ROWS[0], ("예산(백만원)", "37.136", "9.284", "12,477", "15,387"))


def _with_words_under_it(scan: bytes, rows: tuple[tuple[str, ...], ...], right: float = 0.0) -> bytes:
    """The scan with the numbers of these rows as words that are not painted, where the picture has its rows."""
    content = io.BytesIO()
    with pikepdf.open(io.BytesIO(scan)) as pdf:
        sheet = pdf.pages[0]
        font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
        sheet.Resources.Font = pikepdf.Dictionary(F1=pdf.make_indirect(font))
        words = "".join(
            f"BT 3 Tr /F1 9 Tf {239.4 + 68.4 * at - _wide(text) / 2 + right} {603 - 22.3 * row} Td ({text}) Tj ET "
            for row, texts in enumerate((HEAD, *rows))
            for at, text in enumerate(texts[1:])
            if text.isascii()
        )
        sheet.contents_add(words.encode(), prepend=True)
        pdf.save(content)
    return content.getvalue()


def _wide(text: str) -> float:
    """Points of a number in Helvetica of 9 points."""
    return sum(2.5 if mark in ",." else 5.0 for mark in text)


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


UNREAD = "9,284"  # the number that the second engine is made not to read
FALSE = (("정비 구간(km)", "41", "11", "13", "19"), ("예산(백만원)", "37,137", "9,284", "12,472", "15,382"))
OTHERS = (ROWS[0], ("예산(백만원)", "37,136", "9,234", "12,471", "15,381"))


@needs_engines
@pytest.mark.parametrize(
    ("rows", "right", "second", "published"),
    [
        pytest.param(ROWS, 0.0, "", True, id="the layer says it too"),
        pytest.param(OTHERS, 0.0, "", False, id="the layer says another number"),
        pytest.param(FALSE, 0.0, "", False, id="the layer is of another table"),
        pytest.param(ROWS, 68.4, "", False, id="the layer stands a column beside"),
        pytest.param(ROWS, 20.0, "", False, id="the layer stands half a number beside"),
        pytest.param(ROWS, 0.0, "9,234", False, id="the second engine reads another number"),
        pytest.param(None, 0.0, "", False, id="no layer"),
    ],
)
def test_a_layer_confirms_what_one_engine_is_certain_of_and_gives_no_number(
    rows: tuple[tuple[str, ...], ...] | None,
    right: float,
    second: str,
    published: bool,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    read = printed.words_in

    def blind(line: Pixels, dots: int) -> list[Word]:
        words = read(line, dots)
        is_it = plain("".join(word.text for word in words)).replace(",", "") == UNREAD.replace(",", "")
        return words if not is_it else [words[0]._replace(text=second)] if second else []

    for module in (printed, engine_words):
        monkeypatch.setattr(module, "words_in", blind)
    scan, path = as_pdf(page()), tmp_path / "scan.pdf"
    path.write_bytes(scan if rows is None else _with_words_under_it(scan, rows, right))
    plan = read_plan(path)
    flags = {(one.printed, one.flags) for one in plan.observations if one.value is not None and one.year == 2024}
    told = {part.rule for part in plan.damage}
    assert ((UNREAD, ("ocr", "ocr_layer")) in flags) == ("confirmed-by-layer" in told) == published
    as_without = told & {"not-recognised", "confirmed-by-sum"}
    assert bool(as_without) == (not published), "what is not confirmed is told as without a layer"
    assert {printed for printed, _ in flags} <= {"10", UNREAD}
