"""What is drawn on a page, by pdfium's page objects: rules, and blanks that stand alone."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from itertools import repeat
from typing import NamedTuple

import extract.pdfium_library as pdfium
from extract.matrix import Matrix
from extract.page import PageWord, Point, Rule, rules_of
from extract.pdfium_library import address, floats

NO_WIDTH = 0.01  # points; narrower text objects are left out of a text page (kSizeEpsilon)
MAX_FORMS = 16  # form XObjects inside one another
FLOAT = 4  # bytes


class Shapes(NamedTuple):
    """The blanks and the rules of a page."""

    blanks: list[PageWord]
    rules: list[Rule]


def shapes_of(page: int, to_page: Matrix, shown: frozenset[int]) -> Shapes:
    """The rules of a page, and the blanks that pdfium's text page leaves out; ``shown`` are the text objects in it."""
    shapes = Shapes([], [])
    count = pdfium.object_count(page)
    _add(list(map(pdfium.object_at, repeat(page), range(count))), to_page, shown, shapes, 0)
    return shapes


def _add(objects: Sequence[int], to_page: Matrix, shown: frozenset[int], shapes: Shapes, depth: int) -> None:
    for entry, kind in zip(objects, map(pdfium.object_type, objects), strict=True):
        if kind == pdfium.OBJECT_PATH:
            shapes.rules.extend(_rules_of_path(entry, to_page))
        elif kind == pdfium.OBJECT_TEXT:
            if entry not in shown:
                shapes.blanks.extend(_blank(entry, to_page))
        elif kind == pdfium.OBJECT_FORM and depth < MAX_FORMS:
            count = pdfium.form_object_count(entry)
            inside = list(map(pdfium.form_object_at, repeat(entry), range(count)))
            _add(inside, _matrix_of(entry) @ to_page, shown, shapes, depth + 1)


def _blank(entry: int, to_page: Matrix) -> Iterator[PageWord]:
    """A text object that fills no room, as a space."""
    bounds = floats(4)
    at = address(bounds)
    pdfium.object_bounds(entry, at, at + FLOAT, at + 2 * FLOAT, at + 3 * FLOAT)
    left, _, right, _ = bounds
    if abs(right - left) >= NO_WIDTH:
        return
    size = floats(1)
    pdfium.text_size(entry, address(size))
    matrix = _matrix_of(entry) @ to_page
    height = -matrix.d * size[0]
    if height > 0:
        yield PageWord(" ", matrix.e, matrix.f - height, matrix.e, matrix.f, height)


def _matrix_of(entry: int) -> Matrix:
    found = floats(6)
    pdfium.object_matrix(entry, address(found))
    return Matrix(*found)


def _rules_of_path(path: int, to_page: Matrix) -> Iterator[Rule]:
    fill, stroke = array("i", (0,)), array("i", (0,))
    pdfium.path_draw_mode(path, address(fill), address(stroke))
    for points in _pieces(path, _matrix_of(path) @ to_page):
        yield from rules_of(points, stroked=bool(stroke[0]), filled=bool(fill[0]))


def _pieces(path: int, matrix: Matrix) -> Iterator[list[Point]]:
    """The connected pieces of a path; of a curve only its ends, since no rule is curved."""
    x, y = floats(1), floats(1)
    to_x, to_y = address(x), address(y)
    a, b, c, d, e, f = matrix
    points: list[Point] = []
    handles = 0
    for index in range(pdfium.segment_count(path)):
        segment = pdfium.segment_at(path, index)
        kind = pdfium.segment_type(segment)
        if kind == pdfium.SEGMENT_BEZIER:
            handles += 1
            if handles % 3:
                continue
        pdfium.segment_point(segment, to_x, to_y)
        if kind == pdfium.SEGMENT_MOVE and points:
            yield points
            points = []
        points.append((a * x[0] + c * y[0] + e, b * x[0] + d * y[0] + f))
        if pdfium.segment_closes(segment) and points[-1] != points[0]:
            points.append(points[0])
    if points:
        yield points
