"""Whether a digit has the shape of another one: a font may name its glyphs falsely, and only their shapes tell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from math import ceil, sqrt
from operator import mul
from pathlib import Path
from typing import NamedTuple

from extract.readers.page.sight.picture import Glyph, Picture
from plan.data_files import tables_of

SHAPES_FILE = Path(__file__).with_name("digit_shapes.toml")
ACROSS, DOWN = 8, 12  # fields of the shapes that are compared
ROOM = 2.0  # points round a digit by which its ground is told
INK = 0.35  # of the blackest point; what is fainter at the edges is smoothing
FAINT = 60  # greys between a digit and its ground; a fainter one is not judged
LOWEST = 10  # points of the picture; the shape of a lower digit is not judged
OWN = 0.2  # how far two digits of one kind are apart where nothing else needs to be asked
LIKE = 0.35  # the same of a digit and the other one that it is taken for
NEARER = 0.5  # share of its distance from its own kind that it is away from the other kind
WIDEST = 0.75  # of its height: none of 585 digits of the fonts of real documents is as wide, most syllables are wider
FURTHEST = 2.0  # the distance of a shape from its negative, beyond which there is none
NONE = 0.8  # distance of something wide from its digit where it is another character; of those digits none is as far
# Measured on 2,430 digits of the fonts of sixteen real documents: none has the shape of another one, and of all false
# names that they could bear the shape tells four in five.


class Shape(NamedTuple):
    """The ink of a digit, field by field, less its mean and with a length of 1."""

    digit: str
    fields: tuple[float, ...]

    def distance(self, other: Shape) -> float:
        """From 0 for the same ink to 2 for its negative."""
        return 1.0 - sum(map(mul, self.fields, other.fields), 0.0)


class DigitShapes:
    """The digits of a document judged by their shapes, each kind of glyph once."""

    def __init__(self) -> None:
        self._judged: dict[tuple[str, str, float, float], bool] = {}

    @property
    def known(self) -> tuple[Shape, ...]:
        """The shapes of the table, which is read when the first digit is judged."""
        return _known_shapes()

    def misnamed(self, glyph: Glyph, font: str, picture: Picture) -> bool:
        """Whether a glyph of a font of this name that is read as one digit has the shape of another."""
        if not (glyph.tight and glyph.upright and "0" <= glyph.mark <= "9"):
            return False
        key = font, glyph.mark, round(glyph.x1 - glyph.x0, 2), round(glyph.bottom - glyph.top, 2)
        known = self._judged.get(key)
        if known is None:
            shape = shape_of(glyph, picture)
            if shape is None:
                return False
            wide = glyph.x1 - glyph.x0 > WIDEST * (glyph.bottom - glyph.top)
            known = self._judged[key] = self._is_another(shape, NONE if wide else FURTHEST)
        return known

    def _is_another(self, shape: Shape, furthest: float) -> bool:
        """Whether a digit is like another one and much less like the one that it is read as, or too far from that."""
        own = min(shape.distance(known) for known in self.known if known.digit == shape.digit)
        if own <= OWN:
            return False
        if own > furthest:
            return True
        other = min(shape.distance(known) for known in self.known if known.digit != shape.digit)
        return other <= min(LIKE, NEARER * own)


def shape_of(glyph: Glyph, picture: Picture) -> Shape | None:
    """The shape of a digit in the picture; None where it is too small or too faint to have one."""
    x0, top, x1, bottom = glyph[1:5]
    around = b"".join(picture.part((x0 - ROOM, top - ROOM, x1 + ROOM, bottom + ROOM)))
    ground = max(set(around), key=around.count, default=0)
    rows = [[abs(grey - ground) for grey in row] for row in picture.part((x0, top, x1, bottom))]
    blackest = max(map(max, rows), default=0) if rows and rows[0] else 0
    if blackest < FAINT:
        return None
    inked = [number for number, row in enumerate(rows) if max(row) > INK * blackest]
    columns = [number for number, column in enumerate(zip(*rows, strict=True)) if max(column) > INK * blackest]
    if len(inked) < LOWEST or len(columns) < 2:
        return None
    ink = [row[columns[0] : columns[-1] + 1] for row in rows[inked[0] : inked[-1] + 1]]
    return _shape(glyph.mark, [*fields_of(ink)])


def fields_of(rows: Sequence[Sequence[int]]) -> Iterator[float]:
    """The mean of each field of a picture that is laid out in as many as shapes have."""
    across = list(_shares(len(rows[0]), ACROSS))
    for down in _shares(len(rows), DOWN):
        heights = [sum([rows[y][x] * share for y, share in down]) for x in range(len(rows[0]))]
        for columns in across:
            yield sum([heights[x] * share for x, share in columns])


def _shares(length: int, parts: int) -> Iterator[list[tuple[int, float]]]:
    """For each of equal parts of a length the units that it covers, and how much of the part each one is."""
    size = length / parts
    for part in range(parts):
        start, end = part * size, (part + 1) * size
        units = range(int(start), min(length, ceil(end - 1e-9)))
        yield [(unit, (min(end, unit + 1) - max(start, unit)) / size) for unit in units]


def _shape(digit: str, fields: Sequence[float]) -> Shape:
    mean = sum(fields) / len(fields)
    away = [field - mean for field in fields]
    length = sqrt(sum([field * field for field in away])) or 1.0
    return Shape(digit, tuple([field / length for field in away]))


@cache
def _known_shapes() -> tuple[Shape, ...]:
    """The digits of the faces in the table, each drawn in fields from 0 for none to 9 for all ink."""
    return tuple(
        _shape(str(digit), [int(field) for line in face["digits"].split("\n") for field in line.split()[digit]])
        for face in tables_of(SHAPES_FILE)["face"]
        for digit in range(10)
    )
