"""Years in a head whose glyphs touch: read in their line as a whole, and in doubt until something confirms them."""

from __future__ import annotations

import importlib

import pytest

from tests.extract.readers.scan.drawn_pages import needs_engines

TOUCHING = ((6, 50), (64, 78), (82, 85), (88, 111))  # pixels from and to: the year with its word is one glyph


@needs_engines
@pytest.mark.parametrize(
    ("first", "text", "doubt"),
    [("26月0章", "’26년 이후", "one-engine"), ("260章", "’26년 이후", "one-engine"), ("6", "년 이후", "no-number")],
)
def test_the_year_is_what_the_line_begins_with_and_is_never_sure(
    first: str, text: str, doubt: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    arrays, lines = importlib.import_module("numpy"), importlib.import_module("extract.readers.recognised.printed")
    letters = importlib.import_module("extract.readers.recognised.engines.letters")
    engine_words = importlib.import_module("extract.readers.recognised.engines.words")
    digits = importlib.import_module("extract.readers.recognised.engines.digits")
    pixels = arrays.full((24, 116), 255, arrays.uint8)
    for left, right in TOUCHING:
        pixels[2:22, left:right] = 0
    asked = []

    def recognised(parts: list[object]) -> list[object]:
        asked.extend(parts)
        return [digits.Recognised(first, 0.9) for _ in parts]

    words = [letters.Word("년", 6, 50, 0.9), letters.Word("이후", 64, 111, 0.9)]
    for module in (lines, engine_words):
        monkeypatch.setattr(module, "words_in", lambda *_: words)
    monkeypatch.setattr(lines, "recognised", recognised)
    line = lines.InkLine(pixels, lines.Blob(0, 0, 116, 24), in_table=True)
    (read,) = lines.read_lines([line], 2.78)
    assert (read.text, read.doubt) == (text, doubt)
    assert [part.shape for part in asked] == [pixels.shape], "the whole line is asked for"
