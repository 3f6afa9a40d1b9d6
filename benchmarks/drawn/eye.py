"""What a picture of a printed table shows, told by the shapes of the good table's own characters.

pdfium draws the page; no text of the file is asked. A cell whose ink is not all known digits of one number
says nothing: nobody can tell what stands there.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

import pypdfium2
from PIL import Image, ImageChops, ImageFilter, ImageStat

from benchmarks.drawn.page import Box, Printed, Spot, table_of
from benchmarks.hangul.reading import Value, Values

SCALE = 6.0  # points of the picture for a point of the page
MARGIN = 5.0  # points above and below the table
OVER = 4.0  # points by which a number that stands on a wall may reach into the next cell
INSIDE = 1.0  # points from the wall of a cell, where its own rule ends
BLANK, LEGIBLE = 14, 40  # greys between ink and ground: what is less is not seen, and between the two nobody can tell
INK = 0.4  # share of the strongest contrast from which on a point is ink
SHAPE = 16, 24  # points to which every character is brought
ALIKE, UNLIKE = 34.0, 60.0  # greys, point by point, by which two pictures of one character surely and at most differ
CLEARLY = 0.75  # of the distance to any other character, where the pictures are no more than similar
LABEL = 160, 24  # points to which every label is brought
STRETCHES = 1.0, 0.8, 1.25, 0.6, 1.5, 0.4  # of all characters of a number along the line
PROPORTION = 0.2  # by which width to height, and a height, differ at most
LOW = 0.6  # of the line's height; lower marks are commas
COMMA = 0.07  # of the line's height by which the foot of a comma may stand elsewhere
FEET = 0.8  # of the height by which the feet of digits of one number differ at most
PENS = (1, 1), (3, 3), (5, 5), (7, 7), (4, 1), (7, 1), (10, 1)  # breadth and height of what bold print is drawn with
HOLLOW = 5, 7  # points of the picture between the two outlines of a stroke that is not filled
SPECK = 0.15  # of a digit's height: what is lower, over or under something else, is no part of a number
LINE = 0.6  # share of a cell's width from which on a row of ink is a line drawn in it
NUDGE = 2  # points of the picture by which a digit may be higher or lower than the number that it is of
TOUCHING = 12, 4  # points of the picture by which a character may stand on the one before it, or away from it
BLOT = 11  # points of the picture; what is as broad both ways is no stroke of a digit, and hides what is under it
UNHIDDEN = 0.6  # share of a character's room that is seen where it is told by what is left of it
SEPARATOR = 0.6  # of a digit's height: how wide the room of a comma is, in which nothing stands above its foot
WALL = 0.98  # share of a cell's height or width from which on ink is a rule of it
WIDEST_GAP = 0.6  # of the height, between two digits of one number
REACHES_IN = (
    0.45  # of a digit's height: of a text that stands on a wall above or below, less in this cell is none of it
)
WORD_GAP = 0.28  # of a label's height, between two words
LABEL_SLOPE = 0.15  # share by which width to height of a label differs at most


class Mark(NamedTuple):
    """A character by its picture: its width to its height, its height and its foot as shares of the line's height."""

    shape: Image.Image
    slope: float
    height: float
    foot: float


class Known(NamedTuple):
    """The characters of a table's numbers and heads, and the words of its labels, as the good page shows them.

    ``tall`` is how many points of the picture a digit is high.
    """

    marks: list[tuple[str, Mark]]
    words: list[tuple[str, tuple[Image.Image, float]]]
    tall: float


def seen(data: bytes, table: Printed, over: float = -INSIDE) -> dict[Spot, Image.Image]:
    """The picture of each cell, upright however the page is turned, ``over`` so much of the walls above and below."""
    left, top, right, bottom = table.sides[0], table.tops[0], table.sides[-1], table.tops[-1]
    with pypdfium2.PdfDocument(data) as pdf:
        page = pdf[0]
        page.set_rotation(0)
        width, height = page.get_size()
        crop = (left, height - bottom - MARGIN, max(0.0, width - right), top - MARGIN)
        picture = page.render(scale=SCALE, crop=crop, grayscale=True).to_pil().convert("L")
    origin = crop[0], crop[3]
    spots = [(row, column) for row in range(len(table.tops) - 1) for column in range(len(table.sides) - 1)]
    boxes = {spot: table.box(spot, INSIDE) for spot in spots}
    more = INSIDE + over
    return {
        spot: picture.crop(_points((left, top - more, right, bottom + more), origin))
        for spot, (left, top, right, bottom) in boxes.items()
    }


def _points(box: Box, origin: tuple[float, float]) -> tuple[int, int, int, int]:
    left, top, right, bottom = box
    x, y = origin
    return round((left - x) * SCALE), round((top - y) * SCALE), round((right - x) * SCALE), round((bottom - y) * SCALE)


def _ink(cell: Image.Image) -> Image.Image | None:
    """The ink of a cell, 255 where it is strongest and 0 where there is none; None where nobody can tell."""
    counts = cell.histogram()
    ground = counts.index(max(counts))
    contrast = ImageChops.difference(cell, Image.new("L", cell.size, ground))
    most = max(grey for grey, count in enumerate(contrast.histogram()) if count)
    if most < BLANK:
        return Image.new("L", cell.size, 0)
    if most < LEGIBLE:
        return None
    ink = contrast.point([round(min(grey, most) * 255 / most) for grey in range(256)])
    for down in (False, True):
        _without_rules(ink, down=down)
    return ink


def _without_rules(ink: Image.Image, *, down: bool, most: float = WALL) -> None:
    """White where a rule goes from one side of the cell to the other; the rest of a digit that it cuts is none."""
    for place, dark in enumerate(_line(ink, down=down)):
        if dark >= most * 255:
            ink.paste(0, (0, place, ink.width, place + 1) if down else (place, 0, place + 1, ink.height))


def _without_neighbours(ink: Image.Image, tall: float) -> None:
    """White where another cell's text reaches in from any side beside a text of the cell's own, or hardly at all."""
    for down in (True, False):
        strips, most = _strips(ink, down=down), ink.height if down else ink.width
        own = [(start, end) for start, end in strips if start and end < most]
        for start, end in strips:
            of_another = bool(own) if down else min((_gap((start, end), one) for one in own), default=0) > tall
            if (not start or end == most) and (of_another or (down and end - start < REACHES_IN * tall)):
                ink.paste(0, (0, start, ink.width, end) if down else (start, 0, end, ink.height))


def _gap(one: tuple[int, int], other: tuple[int, int]) -> int:
    return max(one[0], other[0]) - min(one[1], other[1])


def _line(ink: Image.Image, *, down: bool) -> bytes:
    """How much of each column, or of each row, is ink."""
    dark = ink.point([255 if grey >= INK * 255 else 0 for grey in range(256)])
    return dark.resize((1, ink.height) if down else (ink.width, 1), Image.Resampling.BOX).tobytes()


def _strips(ink: Image.Image, *, down: bool) -> list[tuple[int, int]]:
    """Where ink stands between white strips, from the left or from the top."""
    line = _line(ink, down=down)
    edges = [0, *(index for index, (one, other) in enumerate(pairwise(line), 1) if bool(one) != bool(other)), len(line)]
    return [(start, end) for start, end in pairwise(edges) if start < end and line[start]]


def _marks(cell: Image.Image, tall_digit: float = 0.0) -> list[Mark] | None:
    """The characters of a cell of one line from the left; None where nobody can tell."""
    ink = _ink(cell)
    if ink is None:
        return None
    _without_neighbours(ink, tall_digit)
    boxes = []
    for start, end in _strips(ink, down=False):
        piece = ink.crop((start, 0, end, ink.height))
        rows = _without_specks(_strips(piece, down=True), tall_digit)
        boxes.append((start, rows[0][0], end, rows[-1][1]))
    tall = max((box[3] - box[1] for box in boxes), default=0)
    feet = [box[3] for box in boxes if box[3] - box[1] > tall * LOW]
    gaps = [after[0] - before[2] for before, after in pairwise(boxes)]
    if max(gaps, default=0) > WIDEST_GAP * tall or max(feet, default=0) - min(feet, default=0) > FEET * tall:
        return None
    return [_mark(ink, box, tall, feet[0]) for box in boxes]


def _without_specks(strips: Sequence[tuple[int, int]], tall: float) -> Sequence[tuple[int, int]]:
    """The strips but for the low ones over or under a higher one."""
    return [(start, end) for start, end in strips if len(strips) == 1 or end - start > SPECK * tall] or strips


def _mark(ink: Image.Image, box: tuple[int, int, int, int], tall: int, foot: int) -> Mark:
    x0, y0, x1, y1 = box
    shape = ink.crop(box).resize(SHAPE, Image.Resampling.BOX)
    return Mark(shape, (x1 - x0) / (y1 - y0), (y1 - y0) / tall, (y1 - foot) / tall)


def _distance(one: Image.Image, other: Image.Image, shown: Image.Image | None = None) -> float:
    """How unlike two pictures are, point by point, where they are shown."""
    return float(ImageStat.Stat(ImageChops.difference(one, other), shown).mean[0])


def _is_like(one: Mark, other: Mark, stretch: float) -> bool:
    if min(one.height, other.height) < LOW:
        return abs(one.height - other.height) <= PROPORTION and abs(one.foot - other.foot) <= COMMA
    slope = one.slope / stretch
    return abs(slope - other.slope) <= PROPORTION * max(slope, other.slope)


def _named(mark: Mark, known: Sequence[tuple[str, Mark]], stretch: float) -> str:
    """The character that a picture is of; '' where it is none that is known."""
    near = [(_distance(mark.shape, other.shape), name) for name, other in known if _is_like(mark, other, stretch)]
    return _nearest(near)


def _nearest(near: Sequence[tuple[float, str]]) -> str:
    """What is near enough, and clearly nearer than anything else; '' if nothing is."""
    distance, name = min(near, default=(UNLIKE + 1, ""))
    others = min([far for far, other in near if other != name], default=UNLIKE / CLEARLY)
    return name if distance <= ALIKE or (distance <= UNLIKE and distance <= CLEARLY * others) else ""


def _label(cell: Image.Image) -> list[tuple[Image.Image, float]]:
    """The words of a label with their width to their height."""
    ink = _ink(cell)
    if ink is None:
        return []
    _without_edges(ink)
    columns, rows = _strips(ink, down=False), _strips(ink, down=True)
    if not columns:
        return []
    height = rows[-1][1] - rows[0][0]
    words = [list(columns[0])]
    for start, end in columns[1:]:
        if start - words[-1][1] > WORD_GAP * height:
            words.append([start, end])
        else:
            words[-1][1] = end
    return [
        (ink.crop((x0, rows[0][0], x1, rows[-1][1])).resize(LABEL, Image.Resampling.BOX), (x1 - x0) / height)
        for x0, x1 in words
    ]


def _without_edges(ink: Image.Image) -> None:
    """White where something beside a label stands at an edge of its cell."""
    for down in (True, False):
        strips, most = _strips(ink, down=down), ink.height if down else ink.width
        if any(start and end < most for start, end in strips):
            for start, end in strips:
                if not start or end == most:
                    ink.paste(0, (0, start, ink.width, end) if down else (start, 0, end, ink.height))


@cache
def _known(number: int) -> Known:
    table = table_of(number)
    cells = seen(table.data, table)
    marks: list[tuple[str, Mark]] = []
    for (row, column), cell in sorted(cells.items()):
        if column:
            marks += zip(table.texts[row][column], _marks(cell) or [], strict=True)
    words: list[tuple[str, tuple[Image.Image, float]]] = []
    for row in range(1, len(table.texts)):
        words += zip(table.texts[row][0].split(), _label(cells[row, 0]), strict=True)
    return Known(marks, words, _tall(cells[0, 1]))


def _tall(cell: Image.Image) -> float:
    """How high the digits of a cell are, which stand on one line."""
    ink = _ink(cell)
    rows = _strips(ink, down=True) if ink else []
    return float(rows[-1][1] - rows[0][0]) if rows else 0.0


def read(data: bytes, number: int) -> Values:
    """What a person reads in the picture of a changed table; the number is that of the good one."""
    return Counter(_read(data, number))


def _read(data: bytes, number: int) -> Iterator[Value]:
    table, known = table_of(number), _known(number)
    cells = seen(data, table)
    over = seen(data, table, OVER)
    texts = {spot: _text(cell, known, over[spot]) for spot, cell in cells.items() if spot[1]}
    for row in range(1, len(table.texts)):
        label = _said(_label(cells[row, 0]), known) if cells else ""
        for column in range(1, len(table.texts[0])):
            year, said = texts.get((0, column)), texts.get((row, column))
            if not label or not year or not year.isdigit() or said is None:
                continue
            name, _, unit = label.removesuffix(")").partition("(")
            plain = said.replace(",", "")
            yield Value(name, unit if plain else "", int(year), plain or "blank")


def _text(cell: Image.Image, known: Known, over: Image.Image) -> str | None:
    """The number in a cell, or over a wall of it; '' where there is no ink, None where nobody can tell."""
    plain = (said for one in (cell, over) if (said := _number(_marks(one, known.tall), known)) is not None)
    found = next(plain, None)
    if found is None:
        found = _touching(cell, known)
    return _under_blots(cell, known) if found is None else found


def _touching(cell: Image.Image, known: Known) -> str | None:
    """The number in a cell of one line whose characters touch or are bold; None where nobody can tell."""
    ink = _ink(cell)
    if ink is None:
        return None
    _without_rules(ink, down=True, most=LINE)
    _without_neighbours(ink, known.tall)
    columns, rows = _strips(ink, down=False), _strips(ink, down=True)
    if not columns or len(rows) != 1:
        return None
    shapes = [_broader(known, *pen) for pen in PENS]
    number = ink.crop(_with_room(columns, ink))
    pictures = [
        number,
        *(number.filter(ImageFilter.MaxFilter(gap)).filter(ImageFilter.MinFilter(gap)) for gap in HOLLOW),
    ]
    told = (said for picture in pictures for own in shapes if (said := _spelled(picture, own)))
    return next(told, None) or _spelled(number, [shape for own in shapes for shape in own]) or None


def _with_room(columns: Sequence[tuple[int, int]], ink: Image.Image) -> tuple[int, int, int, int]:
    """The part of a cell that its number fills, with room on both sides."""
    return columns[0][0] - TOUCHING[0], 0, columns[-1][1] + TOUCHING[0], ink.height


def _under_blots(cell: Image.Image, known: Known) -> str | None:
    """The number in a cell, told by what a line or a blot leaves of its characters; None where nobody can tell."""
    ink, shown = _ink(cell), _shown(cell)
    if ink is None or shown.getextrema() == (255, 255):
        return None
    ink = ImageChops.multiply(ink, shown)
    _without_neighbours(ink, known.tall)
    columns = _strips(ink, down=False)
    if not columns:
        return None
    number = _with_room(columns, ink)
    return _spelled(ink.crop(number), _broader(known, 1, 1), shown.crop(number)) or None


def _shown(cell: Image.Image) -> Image.Image:
    """255 but where a level line or something broader than the strokes of digits hides what may be under it."""
    counts = cell.histogram()
    ground = Image.new("L", cell.size, counts.index(max(counts)))
    marks = ImageChops.difference(cell, ground).point([255 if grey >= BLANK else 0 for grey in range(256)])
    hidden = marks.filter(ImageFilter.MinFilter(BLOT)).filter(ImageFilter.MaxFilter(BLOT + 2))
    for place, share in enumerate(marks.resize((1, cell.height), Image.Resampling.BOX).tobytes()):
        if share >= LINE * 255:
            hidden.paste(255, (0, place - 1, cell.width, place + 2))
    return ImageChops.invert(hidden)


class Shape(NamedTuple):
    """A character as print of some breadth shows it, which goes by ``over`` beyond the character above it."""

    name: str
    picture: Image.Image
    over: int


def _broader(known: Known, across: int, down: int) -> list[Shape]:
    """The picture of each digit as broad print shows it, as high as it is in the good table."""
    found: dict[str, Shape] = {}
    for name, mark in known.marks:
        if name == "," or name in found:
            continue
        height = max(1, round(mark.height * known.tall))
        plain = mark.shape.resize((max(1, round(mark.slope * height)), height))
        broad = Image.new("L", (plain.width + across - 1, plain.height + down - 1), 0)
        for x in range(across):
            for y in range(down):
                moved = Image.new("L", broad.size, 0)
                moved.paste(plain, (x, y))
                broad = ImageChops.lighter(broad, moved)
        found[name] = Shape(name, broad, down // 2)
    return list(found.values())


def _spelled(number: Image.Image, shapes: Sequence[Shape], shown: Image.Image | None = None) -> str:
    """What a picture says, digit by digit from the left, each the nearest one; '' if one is none.

    Where some of it is not ``shown``, a digit is told by the rest of it. Shapes of more than one breadth may stand a
    little higher than the tallest of them.
    """
    top, at, said = _strips(number, down=True)[0][0], TOUCHING[0], ""
    most = max(shape.over for shape in shapes)
    tops = {shape.over: range(top - NUDGE, top + most - shape.over + NUDGE + 1) for shape in shapes}
    while at < number.width - 2 * TOUCHING[0]:
        before, behind = TOUCHING[0] if said or shown else 0, _next(number, at, top, shapes)
        tried = [
            (far, shape.name, x + shape.picture.width)
            for shape in shapes
            for x in range(at - before, at + behind + 1)
            for y in tops[shape.over]
            if (far := _far(number, (x, y, x + shape.picture.width, y + shape.picture.height), shape, shown))
            is not None
        ]
        near = min(tried, default=(UNLIKE, "", 0))
        others = min((far for far, name, _ in tried if name != near[1]), default=UNLIKE)
        if near[0] > ALIKE or near[0] > CLEARLY * others:
            return ""
        said, at = said + near[1], near[2]
    return said


def _next(number: Image.Image, at: int, top: int, shapes: Sequence[Shape]) -> int:
    """How far from a place the next digit may begin: behind a comma, over which nothing stands."""
    tall = max(shape.picture.height for shape in shapes)
    room = number.crop((at + TOUCHING[1], top, at + round(SEPARATOR * tall), top + round(LOW * tall)))
    free = next((start for start, _ in _strips(room, down=False)), room.width)
    return TOUCHING[1] + free


def _far(number: Image.Image, box: tuple[int, int, int, int], shape: Shape, shown: Image.Image | None) -> float | None:
    """How unlike a part of a number is to a digit; None where too little of it is shown."""
    part = number.crop(box)
    if shown is None:
        return _distance(part, shape.picture)
    own = shown.crop(box)
    return _distance(part, shape.picture, own) if ImageStat.Stat(own).mean[0] >= UNHIDDEN * 255 else None


def _number(marks: Sequence[Mark] | None, known: Known) -> str | None:
    """What characters say, None where one of them is not known."""
    for stretch in STRETCHES:
        names = [_named(mark, known.marks, stretch) for mark in marks or ()]
        if marks is not None and all(names):
            return "".join(names)
    return None


def _said(words: Sequence[tuple[Image.Image, float]], known: Known) -> str:
    """What the words of a label say; '' where one of them is not known."""
    names = [
        _nearest(
            [
                (_distance(picture, other), name)
                for name, (other, own) in known.words
                if abs(slope - own) <= LABEL_SLOPE * own
            ]
        )
        for picture, slope in words
    ]
    return " ".join(names) if all(names) else ""
