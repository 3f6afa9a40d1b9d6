"""The second engine: tesseract with its Korean data, which knows digits and Latin too, on crops of single lines."""

from __future__ import annotations

import importlib
import os
from functools import cache
from typing import Any, NamedTuple

import numpy as np

from extract.readers.recognised.engines.installed import LANGUAGE, data_folder
from extract.readers.recognised.picture import Pixels

ONE_LINE = 7  # page segmentation mode of a single line (tesseract --help-psm)
WORD = 3  # level of a word in its iterator (PageIteratorLevel)
AROUND = 10  # white pixels round a line; without them its first and last stroke are taken for noise


class Word(NamedTuple):
    """A word of a line, its left and right edge in pixels of the crop, and its certainty of 1."""

    text: str
    left: int
    right: int
    sure: float


def words_in(line: Pixels, resolution: int) -> list[Word]:
    """The words of a line of print from left to right."""
    engine = _engine()
    high, wide = line.shape
    page = np.full((high + 2 * AROUND, wide + 2 * AROUND), 255, np.uint8)
    page[AROUND : AROUND + high, AROUND : AROUND + wide] = line
    engine.SetImageBytes(page.tobytes(), page.shape[1], page.shape[0], 1, page.shape[1])
    engine.SetSourceResolution(resolution)
    if not engine.Recognize():
        return []
    found: list[Word] = []
    walk = engine.GetIterator()
    while walk is not None:
        text = walk.GetUTF8Text(WORD) if not walk.Empty(WORD) else ""
        box = walk.BoundingBox(WORD)
        if text.strip() and box:
            found.append(Word(text.strip(), box[0] - AROUND, box[2] - AROUND, walk.Confidence(WORD) / 100))
        if not walk.Next(WORD):
            break
    return found


@cache
def _engine() -> Any:
    os.environ.setdefault("OMP_THREAD_LIMIT", "1")  # more threads take twice the processor for a line, and no less time
    library = importlib.import_module("tesserocr")
    engine = library.PyTessBaseAPI(path=str(data_folder()), lang=LANGUAGE, psm=ONE_LINE)
    engine.SetVariable("debug_file", os.devnull)
    engine.SetVariable("invert_threshold", "0")  # a line is dark on light when it comes here
    return engine
