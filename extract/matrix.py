"""Affine maps of the plane."""

from __future__ import annotations

from typing import NamedTuple

from extract.page import Point


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
