"""Affine maps of the plane."""

from __future__ import annotations

from typing import NamedTuple

from extract.readers.page.content import Box, Point


class Matrix(NamedTuple):
    """An affine map: x' = a x + c y + e, y' = b x + d y + f (ISO 32000-1, 8.3.4)."""

    a: float
    b: float
    c: float
    d: float
    e: float
    f: float

    def __matmul__(self, then: Matrix) -> Matrix:
        """This map and another one after it."""
        a, b, c, d, e, f = self
        return Matrix(
            a * then.a + b * then.c,
            a * then.b + b * then.d,
            c * then.a + d * then.c,
            c * then.b + d * then.d,
            e * then.a + f * then.c + then.e,
            e * then.b + f * then.d + then.f,
        )

    def apply(self, x: float, y: float) -> Point:
        """Where a point goes."""
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f


def page_matrix(box: Box, turns: int) -> Matrix:
    """From the file's coordinates to points from the top left corner of what a page shows that is turned by quarters.

    ``box`` is what is shown, in the file's coordinates: left, bottom, right, top.
    """
    left, bottom, right, top = box
    return (
        Matrix(1.0, 0.0, 0.0, -1.0, -left, top),
        Matrix(0.0, 1.0, 1.0, 0.0, -bottom, -left),
        Matrix(-1.0, 0.0, 0.0, 1.0, right, -bottom),
        Matrix(0.0, -1.0, -1.0, 0.0, top, right),
    )[turns]


def page_size(box: Box, turns: int) -> tuple[float, float]:
    """The width and the height of a page that shows a box turned by quarters."""
    left, bottom, right, top = box
    width, height = right - left, top - bottom
    return (height, width) if turns % 2 else (width, height)
