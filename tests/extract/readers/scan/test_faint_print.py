"""Rules and print that are fainter than the rest of a page, and print beside a table inside of a cell."""

from __future__ import annotations

import importlib
from itertools import pairwise
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from gongpyo.pipeline import read_plan
from tests.extract.readers.scan.drawn_pages import LABEL, ROW, ROWS, VALUE, as_image, needs_engines, page

TOP, LEFT = 620, 170  # pixels of the table of a drawn page
WIDTH = LABEL + 4 * VALUE


def _published(image: Image.Image, folder: Path) -> dict[tuple[str, int | None], str]:
    path = folder / "scan.png"
    path.write_bytes(as_image("PNG", image))
    found = read_plan(path).observations
    return {(one.measure, one.year): one.printed for one in found if one.value is not None}


def _faded(image: Image.Image, left: int) -> Image.Image:
    """A page with a stripe, as wide as a column, of faint print."""
    part = image.crop((left, 0, left + VALUE, image.height))
    image.paste(Image.blend(part, Image.new("L", part.size, 255), 0.8), (left, 0))
    return image


@needs_engines
def test_each_cell_of_a_scan_keeps_how_certain_it_is(tmp_path: Path) -> None:
    (path := tmp_path / "scan.png").write_bytes(as_image("PNG", page()))
    decided = read_plan(path).decided
    assert decided is not None
    read = [cell.confidence for cell in decided.cells if cell.fate == "read"]
    assert len(read) >= 8
    assert all(one is not None and 0.6 <= one <= 1 for one in read)
    assert all(cell.confidence != 0 for cell in decided.cells)  # what no engine says is left out


@needs_engines
def test_a_column_of_faint_print_is_read(tmp_path: Path) -> None:
    assert len(_published(_faded(page(), LEFT + LABEL + VALUE), tmp_path)) >= 7


@needs_engines
def test_a_number_of_which_a_part_is_faint_is_never_the_rest_of_it(tmp_path: Path) -> None:
    image = _faded(page(), LEFT + LABEL + VALUE // 2)
    fresh = page().crop((LEFT, TOP, LEFT + WIDTH, TOP + ROW))
    image.paste(fresh, (LEFT, TOP))  # the head is as it was
    found = _published(image, tmp_path)
    printed = {("target", 2025): "12", ("target", 2026): "18", ("budget", 2025): "12,471", ("budget", 2026): "15,381"}
    assert found.items() <= printed.items() and len(found) >= 3


@needs_engines
def test_a_hairline_that_noise_breaks_parts_the_rows_beside_it(tmp_path: Path) -> None:
    numpy = importlib.import_module("numpy")
    image = page()
    pen = ImageDraw.Draw(image)
    for row in (1, 2):  # the rules under the head and between the rows, drawn anew as a hair
        level = TOP + ROW * row
        sides = [LEFT, LEFT + LABEL, *(LEFT + LABEL + VALUE * at for at in range(1, 5))]
        for left, right in pairwise(sides):
            pen.line((left + 4, level, right - 4, level), fill=255, width=7)
        pen.line((LEFT, level, LEFT + WIDTH, level), fill=205, width=1)
    noise = numpy.random.default_rng(7).normal(0, 6, (image.height, image.width))
    spoilt = numpy.clip(numpy.asarray(image, numpy.float32) * 0.96 + noise, 0, 255).astype(numpy.uint8)
    found = _published(Image.fromarray(spoilt), tmp_path)
    assert len(found) >= 7 and set(found.values()) <= {text for row in ROWS for text in row[1:]}


@needs_engines
@pytest.mark.parametrize("words", ["- 성과목표치", "- 추진계획"])
def test_what_stands_beside_a_table_inside_of_a_cell_is_read(words: str, tmp_path: Path) -> None:
    image = page()
    pen = ImageDraw.Draw(image)
    drawn_pages = importlib.import_module("tests.extract.readers.scan.drawn_pages")
    pen.rectangle((LEFT - 60, TOP - 110, LEFT + WIDTH + 60, TOP + 3 * ROW + 60), outline=0, width=2)
    pen.rectangle((LEFT - 60, TOP + 3 * ROW + 60, LEFT + WIDTH + 60, TOP + 3 * ROW + 140), outline=0, width=2)
    pen.text((LEFT, TOP - 60), words, font=drawn_pages._font(30), fill=20)
    path = tmp_path / "scan.png"
    path.write_bytes(as_image("PNG", image))
    read_document = importlib.import_module("extract.readers.read").read_document
    texts = [cell.text for block in read_document(path).blocks for cell in getattr(block, "cells", ())]
    assert any(words[2:] in text.replace(" ", "") for text in texts)
