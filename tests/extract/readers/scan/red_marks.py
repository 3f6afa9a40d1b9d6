"""Red ink drawn over a page, as stamps and pens leave it, and print that is red itself."""

from __future__ import annotations

from collections.abc import Callable

from PIL import Image, ImageChops, ImageDraw

from tests.extract.readers.scan.drawn_pages import LABEL, ROW, VALUE, _font

RED = (205, 35, 40)
TOP, LEFT = 620, 170  # pixels of the table of a drawn page
Pen = ImageDraw.ImageDraw
Colour = tuple[int, int, int]


def cell(row: int, column: int) -> tuple[int, int, int, int]:
    """The outline in pixels of a cell of the drawn table, both counted from 0."""
    left = LEFT + (LABEL + (column - 1) * VALUE if column else 0)
    return left, TOP + row * ROW, left + (VALUE if column else LABEL), TOP + (row + 1) * ROW


def middle(row: int, column: int) -> tuple[float, float]:
    """The middle in pixels of a cell."""
    left, top, right, bottom = cell(row, column)
    return (left + right) / 2, (top + bottom) / 2


def crossed_out(left: float, top: float, right: float, bottom: float, colour: Colour = RED) -> Callable[[Pen], None]:
    """A cross from corner to corner of a box, somewhat bent as by hand."""
    middle = (left + right) / 2, (top + bottom) / 2 + 5

    def draw(pen: Pen) -> None:
        pen.line((left, top, *middle, right, bottom), fill=colour, width=4)
        pen.line((left, bottom, *middle, right, top), fill=colour, width=4)

    return draw


def inked(image: Image.Image, draw: Callable[[Pen], None]) -> Image.Image:
    """The page in colours with red ink over its print, which lets black through."""
    layer = Image.new("RGB", image.size, "white")
    draw(ImageDraw.Draw(layer))
    return ImageChops.multiply(image.convert("RGB"), layer)


def stamp(across: float, down: float, radius: int = 75) -> Callable[[Pen], None]:
    """A round seal with two lines of letters."""

    def draw(pen: Pen) -> None:
        pen.ellipse((across - radius, down - radius, across + radius, down + radius), outline=RED, width=7)
        for at, text in enumerate(("가온", "시장")):
            pen.text((across, down - 28 + 56 * at), text, font=_font(44), fill=RED, anchor="mm")

    return draw


def strike(row: int, column: int, slant: int = 0) -> Callable[[Pen], None]:
    """A line through a cell, so many pixels lower to its left and higher to its right."""
    left, _, right, _ = cell(row, column)
    level = middle(row, column)[1]
    return lambda pen: pen.line((left + 30, level + slant, right - 30, level - slant), fill=RED, width=4)


def ring(row: int, column: int) -> Callable[[Pen], None]:
    """A ring round what stands in a cell, which it does not touch."""
    left, top, right, bottom = cell(row, column)
    return lambda pen: pen.ellipse((left + 15, top + 6, right - 15, bottom - 6), outline=RED, width=4)


def cross(row: int, column: int) -> Callable[[Pen], None]:
    """A cross over a cell."""
    left, top, right, bottom = cell(row, column)

    def draw(pen: Pen) -> None:
        pen.line((left + 30, top + 8, right - 30, bottom - 8), fill=RED, width=4)
        pen.line((left + 30, bottom - 8, right - 30, top + 8), fill=RED, width=4)

    return draw


def digit_before(row: int, column: int) -> Callable[[Pen], None]:
    """An upright stroke right before a number of two digits, as if it were the digit 1."""
    across, _ = middle(row, column)
    _, top, _, bottom = cell(row, column)
    return lambda pen: pen.line((across - 21, top + 20, across - 22, bottom - 20), fill=RED, width=4)


def in_red(image: Image.Image, *boxes: tuple[int, int, int, int]) -> Image.Image:
    """The page in colours with the print in these boxes in red."""
    white, red = Image.new("RGB", image.size, "white"), Image.new("RGB", image.size, RED)
    shown = image.convert("RGB")
    for left, top, right, bottom in boxes:
        inside = (left + 4, top + 4, right - 3, bottom - 3)
        mask = ImageChops.invert(image.crop(inside))
        shown.paste(Image.composite(red.crop(inside), white.crop(inside), mask), inside)
    return shown


def out_of_step(image: Image.Image) -> Image.Image:
    """A page in greys whose red a scanner has laid a pixel beside its other colours."""
    return Image.merge("RGB", (ImageChops.offset(image, 1, 0), image, image))
